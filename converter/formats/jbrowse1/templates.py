"""References in braces to what stands elsewhere in the configuration, and JavaScript in its values."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

_REFERENCE = re.compile(r"\{([\w\s.]+)\}")
_ALONE = re.compile(r"\{[\w.]+\}")
_FUNCTION = re.compile(r"\s*function\s*\(")


def is_function(value: Any) -> bool:
    """Whether a value is the text of a JavaScript function, or holds one (`AdaptorUtil.evalHooks`)."""
    if isinstance(value, dict):
        return any(map(is_function, value.values()))
    if isinstance(value, list):
        return any(map(is_function, value))
    return isinstance(value, str) and _FUNCTION.match(value) is not None


def is_reference(value: Any) -> bool:
    """Whether a value is nothing but a reference that nothing has filled in."""
    return isinstance(value, str) and _ALONE.fullmatch(value) is not None


class Templates:
    """Fills in references by the values of the whole configuration (`ConfigManager._fillTemplates`)."""

    def __init__(self, root: Mapping[str, Any]) -> None:
        self.root = root

    def fill(self, text: str) -> tuple[str, list[str]]:
        """The text with its references filled in, and the keys of the root that they went to; others stay as they are."""
        used: list[str] = []

        def filled(found: Any) -> str:
            name = "".join(found[1].split())
            value = self._value(name)
            if value is None:
                return str(found[0])
            used.append(name.partition(".")[0])
            return str(value).lower() if isinstance(value, bool) else str(value)

        return (_REFERENCE.sub(filled, text), used) if "{" in text else (text, used)

    def _value(self, name: str) -> Any:
        """The scalar that a dotted name leads to; None for nothing, and for what is no scalar."""
        held: Any = self.root
        for step in name.split("."):
            held = held.get(step) if isinstance(held, dict) else None
        return held if isinstance(held, str | int | float) else None
