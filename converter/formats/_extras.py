"""What a format said of an object beyond the model's words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from converter.model import Extras

if TYPE_CHECKING:
    from collections.abc import Callable

NO_EXTRAS = Extras()
"""Shared by all objects of which a format said nothing; not to be changed."""


def extras_in(form: str) -> Callable[[Any], Extras]:
    """What gives the extras of one format, by its id, of an object that has `extras`; never to be changed."""

    def extras_of(held: Any) -> Extras:
        found: Extras = held.extras.get(form, NO_EXTRAS) if held.extras else NO_EXTRAS
        return found

    return extras_of
