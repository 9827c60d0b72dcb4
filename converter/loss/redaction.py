"""Secrets out of everything that a report shows."""

from __future__ import annotations

from typing import Any

from converter.resources.secrets import is_secret_name, is_suspicious, redact, redact_pointer

__all__ = ["redact", "redact_operations", "redact_pointer", "redact_pointers", "redact_value"]

REDACTED = "REDACTED"


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


def redact_operations(operations: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """RFC 6902 operations with every secret in their paths and values replaced."""
    return [
        {"op": one["op"], "path": redact(one["path"]), "value": redact_value(one["value"])}
        if "value" in one
        else {"op": one["op"], "path": redact(one["path"])}
        for one in operations
    ]
