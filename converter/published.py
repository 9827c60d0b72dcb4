"""What the converter publishes about itself: the capability table and the JSON Schemas."""

from __future__ import annotations

from typing import Any

from converter.errors import UsageError
from converter.loss import report
from converter.model import codec
from converter.registry import FORMATS

_SCHEMAS = {"neutral": codec.schema, "report": report.schema}


def formats() -> list[dict[str, Any]]:
    """The formats as plain data: what each reads and writes, its forms, and what it can't say."""
    return [one.describe() for one in FORMATS.values()]


def schema(name: str) -> dict[str, Any]:
    """A published JSON Schema: `neutral` or `report`."""
    found = _SCHEMAS.get(name)
    if found is None:
        raise UsageError("option.schema", f"There is no schema {name!r}.", hint=f"The schemas are: {', '.join(_SCHEMAS)}.")
    return found()
