"""The data files of a session in the making."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import UNSET

if TYPE_CHECKING:
    from converter.loss.ledger import Owner
    from converter.model import Source


class Sources:
    """The files of a session `s1 …`, in the order in which they are met: what says the same of the same place is one."""

    def __init__(self) -> None:
        self.held: dict[str, Source] = {}
        self._known: dict[tuple[object, ...], str] = {}

    def of(self, source: Source) -> Owner:
        """The file as an owner of facts; a new one where it was not met yet."""
        key = self._known.get(_told(source)) if source.features is UNSET else None
        return self.add(source) if key is None else ("sources", key)

    def add(self, source: Source) -> Owner:
        """A file of its own."""
        key = f"s{len(self.held) + 1}"
        self.held[key] = source
        if isinstance(source.location, str):
            self._known[_told(source)] = key
        return "sources", key


def _told(source: Source) -> tuple[object, ...]:
    return source.location, source.index, source.format, source.coverage, source.feature_url, source.indexed
