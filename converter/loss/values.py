"""Values as a report shows them."""

from __future__ import annotations

from typing import Any

import msgspec
from msgspec import UNSET

from converter.loss.redaction import redact_value

IN_PART = "in part"
"""What is shown as said instead, where only a part is said as it was."""


def plain(value: Any) -> Any:
    """A value as the report shows it: scalars as they are, the rest as compact JSON text without its secrets.

    In the text a key no longer tells that its value is a credential.
    """
    if type(value) is str or value is None:
        return value
    if value is UNSET:
        return None
    if isinstance(value, str | int | float | bool):
        return value
    return msgspec.json.encode(redact_value(value)).decode()


def emitted_for(field: str, original: Any, new: Any) -> Any:
    """What the target says instead, which must not look like what the source says."""
    if new is None or (isinstance(original, bool) and isinstance(new, int | float) and not isinstance(new, bool)):
        return IN_PART
    return f"{field}: {new}" if str(new) == str(original) else new
