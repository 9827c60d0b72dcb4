"""The fields of the neutral session by name, found from its Structs."""

from __future__ import annotations

import typing
from functools import cache
from typing import Any

import msgspec

from converter.model.analytics import Analytics, Samples
from converter.model.base import Interval
from converter.model.refs import COLLECTIONS
from converter.model.session import Genome, Session

_ASIDE = ("extras", "forms", "model")
_SINGLE = {"genome": Genome, "samples": Samples, "analytics": Analytics}
_DERIVED = ("tracks/shown",)
"""Fields that no Struct has: whether any view shows a track."""


@cache
def fields() -> tuple[str, ...]:
    """Every neutral field as `collection/dotted.field`, `*` for the name of a part or panel.

    `collection/` is each kind of object as a whole, `session/` what belongs to none.
    """
    found = []
    for name, hint in typing.get_type_hints(Session).items():
        if name in COLLECTIONS or name in _SINGLE:
            found += [f"{name}/", *(f"{name}/{field}" for field in _below(struct_in(hint)))]
        elif name not in _ASIDE:
            found.append(f"session/{name}")
    return (*found, *_DERIVED)


def struct_in(hint: Any) -> Any:
    """The Struct that a type hint holds, itself or as the values of a map; None where it holds none."""
    if isinstance(hint, type) and issubclass(hint, msgspec.Struct):
        return None if hint is Interval else hint
    return next((found for part in typing.get_args(hint) if (found := struct_in(part)) is not None), None)


def _below(struct: Any) -> list[str]:
    found = []
    for name, hint in typing.get_type_hints(struct).items():
        if name in _ASIDE:
            continue
        below = struct_in(hint)
        if below is None:
            found.append(name)
        else:
            step = f"{name}.*." if "dict" in str(hint) else f"{name}."
            found += [step + field for field in _below(below)]
    return found
