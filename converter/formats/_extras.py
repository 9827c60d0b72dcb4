"""What a format said of an object beyond the model's words, and what is told where that returns though a program stops at it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from converter.loss.ledger import Notice
from converter.loss.text import listed
from converter.model import Extras

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

NO_EXTRAS = Extras()
"""Shared by all objects of which a format said nothing; not to be changed."""
_TOLD = 5
"""How many names a notice tells."""
_HINT = "Correct these values, or convert with carry=false, which leaves them out."


def extras_in(form: str) -> Callable[[Any], Extras]:
    """What gives the extras of one format, by its id, of an object that has `extras`; never to be changed."""

    def extras_of(held: Any) -> Extras:
        found: Extras = held.extras.get(form, NO_EXTRAS) if held.extras else NO_EXTRAS
        return found

    return extras_of


def refused(names: Iterable[str], values: str) -> list[Notice]:
    """An error that tells what returned by its names, none where nothing did; `values`: what the application does with it."""
    told = listed(list(dict.fromkeys(names)), _TOLD)
    text = f"The session returns as it was, with values {values} ({told})."
    return [Notice("value.refused", "assumed", "error", text, hint=_HINT)] if told else []
