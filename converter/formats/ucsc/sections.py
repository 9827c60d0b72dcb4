"""The groups that a hub's `groups.txt` defines, under which the UCSC browser lists its tracks and by which it sorts them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from converter.formats.ucsc.groups import rank
from converter.loss.ledger import GENOME, Notice

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from converter.formats.ucsc.groups import Group
    from converter.formats.ucsc.shape import Stanza
    from converter.loss.ledger import Ledger

_PREFIX = "sections/"
"""Begins the keys under which a session keeps what the file says."""
_NAME = "name"


class Section(NamedTuple):
    """A group: its name, its label, and what it is sorted by."""

    name: str
    label: str
    rank: tuple[float, str]

    @property
    def step(self) -> str:
        """What stands for it among names of tracks, which have no blanks."""
        return f"group {self.name}"


class Sections:
    """The groups of a hub by name; without a `groups.txt` there are none."""

    def __init__(self, said: dict[str, dict[str, str]] | None = None) -> None:
        self.said = said or {}
        self.held = {name: _section(name, values) for name, values in self.said.items()}

    @classmethod
    def of_file(cls, listed: Iterable[Stanza]) -> Sections:
        """Those of the stanzas of a file; others than of groups say nothing."""
        return cls({one.values[_NAME]: one.values for one in listed if one.values.get(_NAME)})

    @classmethod
    def of_session(cls, native: Mapping[str, Any]) -> Sections:
        """Those that a session keeps."""
        said: dict[str, dict[str, str]] = {}
        for key, value in native.items():
            if key.startswith(_PREFIX):
                name, _, setting = key[len(_PREFIX) :].rpartition("/")
                said.setdefault(name, {})[setting] = value
        return cls(said)

    def of(self, one: Stanza, parent: Group | None) -> Section | None:
        """The group that a track is listed under: that of the outermost track that holds it."""
        outermost = parent.chain()[0].stanza if parent is not None else one
        return self.held.get(outermost.values.get("group", ""))

    def rank(self, name: str | None) -> tuple[tuple[float, str], ...]:
        """What the tracks of a group are sorted by before all else: those of none stand first."""
        if not self.held:
            return ()
        section = self.held.get(name or "")
        return (section.rank if section is not None else (0.0, ""),)

    def missing(self, listed: list[Stanza], ledger: Ledger) -> None:
        """Tell of a file of groups that a genome names, tracks refer to, and nobody sent."""
        name = next((one.values["groups"] for one in listed if one.kind == "genome" and "groups" in one.values), None)
        if name is None or self.held or not any("group" in one.values for one in listed if one.kind == "track"):
            return
        text = (
            "The hub lists its tracks under groups whose names stand in another file, which was not sent; they get no categories."
        )
        hint = "Send that file, too, with 'config'."
        ledger.notice(Notice("include.missing", "assumed", "info", text, GENOME, "", hint, original=name))

    def native(self) -> Iterator[tuple[str, str]]:
        """What the file says, as a session keeps it."""
        for name, values in self.said.items():
            yield from ((f"{_PREFIX}{name}/{key}", value) for key, value in values.items())

    @property
    def text(self) -> str:
        """The `groups.txt`, "" without one."""
        return "\n".join("".join(f"{key} {value}\n" for key, value in values.items()) for values in self.said.values())


def _section(name: str, values: dict[str, str]) -> Section:
    label = values.get("label", name)
    return Section(name, label, rank(values.get("priority"), label))
