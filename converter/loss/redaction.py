"""Secrets out of everything that a report shows."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from converter.secrets import REDACTED, is_secret_name, is_suspicious, redact, redact_pointer

__all__ = ["redact", "redact_pointer", "redact_pointers", "redact_value"]


def is_harmless(value: Any) -> bool:
    """Whether plain data surely holds no secret: a look that costs less than making it anew."""
    cls = value.__class__
    if cls is str:
        return redact(value) is value
    if cls is dict:
        return all(map(_is_harmless_key, value)) and all(map(is_harmless, value.values()))
    return cls is not list or all(map(is_harmless, value))


@lru_cache(maxsize=4096)
def _is_harmless_key(key: str) -> bool:
    return redact(key) is key and not is_secret_name(key)


def redact_value(value: Any) -> Any:
    """A plain value with every secret in its texts and keys replaced; what has none comes back equal."""
    if isinstance(value, str):
        return redact(value)
    if isinstance(value, list):
        return [redact_value(part) for part in value]
    if isinstance(value, dict):
        return {
            redact(key): REDACTED if is_secret_name(key) and isinstance(part, str) else redact_value(part)
            for key, part in value.items()
        }
    return value


def redact_pointers(pointers: list[str]) -> list[str]:
    """JSON pointers with every secret in their keys replaced; most sessions have none, which one look at all tells."""
    return [redact_pointer(one) for one in pointers] if is_suspicious("\n".join(pointers)) else pointers
