"""Tracks that hold other tracks: superTracks, composites and their views, and containers of graphs (multiWig)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from converter.errors import MalformedError
from converter.formats.ucsc.names import HIDE
from converter.formats.ucsc.tracks import numbers, visibility

if TYPE_CHECKING:
    from converter.formats.ucsc.sections import Sections
    from converter.formats.ucsc.shape import Stanza
    from converter.loss.ledger import Owner

OF_GROUPS = ("superTrack", "compositeTrack", "container", "view")
"""Settings that make a track one that holds others."""
BY_PARENT = "parent"
_OWN = frozenset({"track", "shortLabel", "longLabel", "parent", "priority", "html", "bigDataUrl", "bigDataIndex", *OF_GROUPS})
"""Settings that the tracks of a container do not inherit."""


class Group:
    """A track that holds others. `says`: by its settings, the fields of its tracks that they feed."""

    def __init__(self, stanza: Stanza) -> None:
        self.stanza = stanza
        self.parent: Group | None = None
        self.name = stanza.name
        self.above: tuple[tuple[float, str], ...] = ()
        """What is sorted by before the tracks of the outermost group."""
        self.key = ""
        """Neutral id of the overlay that it is."""
        self.says: dict[str, list[tuple[Owner, str]]] = {}

    @property
    def label(self) -> str:
        """What it is called."""
        return self.stanza.values.get("shortLabel", self.name)

    @property
    def overlay(self) -> bool:
        """Whether it draws its tracks over each other."""
        values = self.stanza.values
        return values.get("container", "").lower() == "multiwig" and values.get("aggregate", "").lower() != "none"

    @property
    def hidden(self) -> bool:
        """Whether it is hidden by itself, with all that it holds; a superTrack is unless it says `show`."""
        return self.hides(None)

    def hides(self, otherwise: Group | Stanza | str | None) -> bool:
        """Whether it is hidden, if one group said the opposite of what it says."""
        values = self.stanza.values
        if "superTrack" in values:
            return ("show" in values["superTrack"].split()) is (otherwise is self)
        said = next((one for one in reversed(self.chain()) if "visibility" in one.stanza.values), None)
        return hides(said.stanza.values["visibility"] if said else HIDE) is (said is None or otherwise is not said)

    @property
    def rank(self) -> tuple[tuple[float, str], ...]:
        """What UCSC sorts its tracks by, those of one group together."""
        return (*(self.parent.rank if self.parent else self.above), rank(self.stanza.values.get("priority"), self.label))

    def chain(self) -> list[Group]:
        """The groups that it belongs to, the outermost first, and itself."""
        return [*(self.parent.chain() if self.parent else []), self]

    def endless(self) -> bool:
        """Whether one of the groups that it belongs to is itself."""
        seen, one = {self.name}, self.parent
        while one is not None and one.name not in seen:
            seen.add(one.name)
            one = one.parent
        return one is not None

    def inherited(self) -> dict[str, Group]:
        """By setting that its tracks inherit, who says it. Graphs in a container inherit nothing but their type."""
        found: dict[str, Group] = {}
        for one in self.chain():
            for key in one.stanza.values:
                if (
                    key not in _OWN
                    and (not one.overlay or key == "type")
                    and not (key == "visibility" and "superTrack" in one.stanza.values)
                ):
                    found[key] = one
        return found

    def feed(self, key: str, pairs: list[tuple[Owner, str]]) -> None:
        """Say that a setting of it feeds fields."""
        self.says.setdefault(key, []).extend(pairs)

    def feed_label(self, pair: tuple[Owner, str]) -> None:
        """Say that it is a folder of a track."""
        label = "shortLabel" if "shortLabel" in self.stanza.values else None
        apart = "aggregate" if "container" in self.stanza.values else None  # a multiWig is a folder only where it says `none`
        for key in (label, apart, "parent", *OF_GROUPS):
            if key is not None and key in self.stanza.values:
                self.feed(key, [pair])

    def feed_shown(self, pair: tuple[Owner, str]) -> None:
        """Say that it decides whether a track is shown."""
        for key in ("superTrack", "visibility"):
            if key in self.stanza.values and not (key == "visibility" and "superTrack" in self.stanza.values):
                self.feed(key, [pair])


def groups_of(tracks: list[Stanza], sections: Sections) -> dict[str, Group]:
    """The tracks that hold others, by name. `MalformedError` where a name is twice, or a parent is none, or its own."""
    parents = {one.values["parent"].split()[0]: one for one in tracks if one.values.get("parent", "").strip()}
    groups: dict[str, Group] = {}
    for one in tracks:
        if one.name in parents or any(key in one.values for key in OF_GROUPS):
            if one.name in groups:
                hint = "Rename one of them."
                raise MalformedError("ucsc.twice", f"There are two tracks {one.name!r}.", **one.where(), hint=hint)
            groups[one.name] = Group(one)
    for name, one in parents.items():
        if name not in groups:
            hint = "Add the stanza of the parent, or leave the line out."
            raise MalformedError("ucsc.parent", f"There is no track {name!r}.", **one.where("parent"), hint=hint)
    for group in groups.values():
        words = group.stanza.values.get("parent", "").split()
        group.parent = groups[words[0]] if words else None
        group.above = sections.rank(group.stanza.values.get("group"))
    for group in groups.values():
        if group.endless():
            hint = "Leave out one of the lines 'parent'."
            text = f"The track {group.name!r} is its own parent."
            raise MalformedError("ucsc.parent", text, **group.stanza.where(), hint=hint)
    return groups


def visible_by_parent(tracks: list[Stanza], groups: dict[str, Group]) -> set[str]:
    """Names of the members of superTracks whose line `parent` says how they are shown; it counts where no `visibility` does."""
    found = set()
    for one in tracks:
        name, word = [*one.values.get("parent", "").split(), "", ""][:2]
        of_super = name in groups and "superTrack" in groups[name].stanza.values
        if of_super and "visibility" not in one.values and visibility(word) is not None:
            one.values["visibility"] = word
            found.add(one.name)
    return found


def hides(text: str) -> bool:
    """Whether a visibility hides: that which is no word does, too."""
    return visibility(text) in (None, HIDE)


def is_hidden(one: Stanza, parent: Group | None, otherwise: Group | Stanza | str | None, *, inherits: bool) -> bool:
    """Whether a track is hidden, if something said the opposite: a group, its own visibility, or (`BY_PARENT`) its line `parent`.

    `inherits`: whether what it belongs to says its visibility where it does not.
    """
    above = parent.inherited().get("visibility") if parent is not None and inherits else None
    if "visibility" in one.values:
        said = hides(one.values["visibility"]) is (otherwise is not one)
    else:
        said = above is None or hides(above.stanza.values["visibility"]) is (otherwise is not above)
    off = (one.values.get("parent", "").split()[1:] == ["off"]) is (otherwise != BY_PARENT)
    return off or said or any(group.hides(otherwise) for group in (parent.chain() if parent else ()))


def rank(priority: str | None, label: str) -> tuple[float, str]:
    """What UCSC sorts a track by (`trackDbCmp`): the priority, 0 unless one is given, then the short label."""
    found = numbers(priority, "\n") if priority is not None else []
    return (found[0] if found else 0.0, label)
