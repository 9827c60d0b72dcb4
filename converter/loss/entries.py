"""The entries of a report in the making: facts that say the same of the same are one entry."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any, NamedTuple

from converter.loss.wording import Key

if TYPE_CHECKING:
    from converter.loss.effects import Effect
    from converter.loss.ledger import Bound, Owner
    from converter.options import Severity

Places = list[tuple["Bound", str]]
"""Facts: the places that say them, and their names there."""


class Verdicts(NamedTuple):
    """The facts of the source by what became of them: places by entry; what is in none is kept."""

    entries: dict[Key, Places]
    unowned: list[tuple[Key, Owner]]
    """Differences that no fact owns."""


class Entries:
    """Places by entry. `noted`: facts of the place being settled that have one, where somebody asks; else None."""

    def __init__(self) -> None:
        self.held: dict[Key, Places] = {}
        self.noted: set[str] | None = None
        self._alike: dict[Any, Places] = {}
        """The entry of facts that say the same of the same, which need not be worded again."""

    def add(self, key: Key, bound: Bound, name: str) -> Places:
        """Put a fact into the entry that is worded so; all of its facts."""
        if self.noted is not None:
            self.noted.add(name)
        places = self.held.get(key)
        if places is None:
            places = self.held[key] = []
        places.append((bound, name))
        return places

    def note(self, bound: Bound, name: str, code: str, effect: Effect, severity: Severity, message: str) -> Places:
        """Put a fact into an entry about the source alone."""
        return self.add(Key(code, effect, severity, "source", None, None, message, None, ""), bound, name)

    def join(self, asked: Any, bound: Bound, name: str) -> bool:
        """Put a fact into the entry that was learned for one that is alike; whether there was one."""
        try:
            places = self._alike.get(asked)
        except TypeError:  # a value is a list or an object
            return False
        if places is None:
            return False
        places.append((bound, name))
        if self.noted is not None:
            self.noted.add(name)
        return True

    def learn(self, asked: Any, places: Places) -> None:
        """That facts which are `asked` for alike belong to the entry of these."""
        with suppress(TypeError):
            self._alike[asked] = places
