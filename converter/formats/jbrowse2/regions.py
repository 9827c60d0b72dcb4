"""Regions of interest: highlighted places of the first linear view, and bookmarks, which every view highlights.

JBrowse reads and draws the bookmarks of a session, though it saves none (`GridBookmarkWidget/model.ts`). It keeps them in
the reader's browser from then on, in place of the reader's own: only those of a JBrowse session become bookmarks again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from converter.formats._values import COLOR_CSS
from converter.formats.jbrowse2 import names, places
from converter.formats.jbrowse2.drafts import Draft
from converter.formats.jbrowse2.extras import extras_of
from converter.formats.jbrowse2.flat import Flat, flatten, nested
from converter.formats.jbrowse2.genomes import NO_WORDS
from converter.loss.ledger import GENOME, Fate, Ledger, Owner, Put
from converter.model import Region, RegionSet

if TYPE_CHECKING:
    from converter.formats.jbrowse2.genomes import Assemblies
    from converter.model import Interval, Session

_FIELDS = {"refName": "chrom", "start": "start", "end": "end"}
BOOKMARKS = f"widgets/{names.BOOKMARK_WIDGET}/bookmarks"
_WIDGET = "GridBookmarkWidget"
_TYPE = f"widgets/{names.BOOKMARK_WIDGET}/type"
MARKED = "bookmark"
"""The key under which a region keeps that it is a bookmark."""
TOLD = "told"
"""The key under which a region keeps the text by which a view was told to highlight it."""
SINGLE = "highlight/single"
"""The key under which a view keeps that it was given one highlighted place, not a list."""
_TEXTS = ("label", "highlight")


class Regions:
    """Makes neutral regions `r1 …` in document order, and sets of those of one colour, `q1 …`."""

    def __init__(self, ledger: Ledger, assemblies: Assemblies) -> None:
        self.ledger = ledger
        self.assemblies = assemblies
        self.regions: dict[str, Region] = {}
        self.sets: dict[str, RegionSet] = {}

    def add(self, raw: dict[str, Any], parent: Flat, step: str, *, bookmark: bool = False) -> None:
        """One highlighted place."""
        draft = Draft(("regions", f"r{len(self.regions) + 1}"))
        facts = flatten(raw)
        node = Flat(facts, parent, step)
        if bookmark:
            draft.native[MARKED] = True
        fates = {name: self._fact(draft, node, name, value) for name, value in facts.items()}
        self.ledger.bind(node, NO_WORDS, draft.owner, "", fates)
        self.ledger.put(draft.owner, node.path, f"{raw['refName']}:{int(raw['start'])}-{int(raw['end'])}")
        self.regions[draft.owner[1]] = Region(**draft.plain())

    def told(self, text: str, one: Interval, place: str) -> Owner:
        """What a view is told to highlight when it opens: as text, and what that means; `place`: where it is told."""
        draft = Draft(("regions", f"r{len(self.regions) + 1}"))
        draft.values |= {"chrom": one.chrom, "start": one.start, "end": one.end}
        draft.native[TOLD] = text
        self.ledger.put(draft.owner, place, text)
        self.regions[draft.owner[1]] = Region(**draft.plain())
        return draft.owner

    def _fact(self, draft: Draft, node: Flat, name: str, value: Any) -> Fate:
        if name in _FIELDS:
            whole = value if name == "refName" else int(value)
            return draft.feed(_FIELDS[name], whole, *((value,) if whole != value else ()))
        if name == "assemblyName" and self.assemblies.is_main(value):
            if value != self.assemblies.main:
                draft.spelling["assemblyName"] = value
            return Fate("feeds", ((GENOME, "id"),))
        if MARKED in draft.native and name == "label":
            return draft.feed("name", value)
        color = COLOR_CSS.read(value) if MARKED in draft.native and name == "highlight" else None
        if isinstance(color, str):
            return self._colored(draft, node, color, value)
        return draft.aside(name, value, None)

    def _colored(self, draft: Draft, node: Flat, color: str, raw: str) -> Fate:
        """A bookmark of a colour belongs to the set of those of that colour."""
        key = next((key for key, one in self.sets.items() if one.color == color), None)
        if key is None:
            key = f"q{len(self.sets) + 1}"
            self.sets[key] = RegionSet(color=color)
            self.ledger.put(("region_sets", key), node.place("highlight"), color)
        draft.feed("set", key, raw)
        return Fate("feeds", ((("region_sets", key), "color"), (draft.owner, "set")))

    def bookmarks(self, draft: Draft, node: Flat, fates: dict[str, Fate]) -> list[str]:
        """Take the bookmarks of a session from the facts of its object: those of other genomes stay, each a fact of its own.

        Returns the names of these facts. Bookmarks that JBrowse would refuse all stay as they are.
        """
        raw = node.facts.get(BOOKMARKS)
        if not raw:
            return []
        if node.facts.get(_TYPE) != _WIDGET or not isinstance(raw, list) or not all(map(_is_bookmark, raw)):
            return [BOOKMARKS]
        del node.facts[BOOKMARKS]
        left: list[str] = []
        for index, one in enumerate(raw):
            if self.assemblies.is_main(one["assemblyName"]):
                self.add(one, node, f"/{BOOKMARKS}/{index}", bookmark=True)
            else:
                key = f"{BOOKMARKS}/{len(left)}"
                left.append(f"{BOOKMARKS}/{index}")
                node.facts[left[-1]] = draft.native[key] = one
                fates[left[-1]] = Fate("native", key)
        return left


def _is_bookmark(one: Any) -> bool:
    if places.region(one) is None or not isinstance(one.get("assemblyName"), str):
        return False
    return isinstance(one.get("reversed", False), bool) and all(isinstance(one.get(name, ""), str) for name in _TEXTS)


def written(session: Session, key: str, genome: Any) -> dict[str, Any]:
    """A region of interest as a highlighted place or a bookmark, as it was spelled if that still holds."""
    region = session.regions[key]
    extras = extras_of(region)
    held: dict[str, Any] = {"refName": region.chrom, "start": region.start, "end": region.end}
    for field in ("start", "end"):
        spelled: Any = extras.spelling.get(field)
        if places.number(spelled) and int(spelled) == held[field]:
            held[field] = spelled
    if isinstance(genome, str) and "assemblyName" not in extras.native:
        held["assemblyName"] = extras.spelling.get("assemblyName", genome)
    if MARKED in extras.native:
        held |= {"label": region.name} if isinstance(region.name, str) else {}
        color = session.region_sets[region.set].color if region.set in session.region_sets else None
        if isinstance(color, str):
            spelled = extras.spelling.get("set")
            held["highlight"] = spelled if COLOR_CSS.read(spelled) == color else COLOR_CSS.write(color)
    return nested(((name, value) for name, value in extras.native.items() if name not in (MARKED, TOLD)), held)


def told(region: Region) -> str | None:
    """The text by which a view was told to highlight a region, if it still means that."""
    text = extras_of(region).native.get(TOLD)
    one = places.highlighted(text)
    return text if one is not None and (one.chrom, one.start, one.end) == (region.chrom, region.start, region.end) else None


def is_bookmark(region: Region) -> bool:
    """Whether a region was a bookmark of JBrowse."""
    return MARKED in extras_of(region).native


def write_bookmarks(session: Session, native: dict[str, Any], genome: Any, out: dict[str, Any], place: str) -> dict[Owner, Put]:
    """Add the bookmarks to the object of the session; where each stands, and each set of those of one colour.

    `native`: what the session says beyond the model's words, among it the bookmarks of other genomes.
    """
    keys = [key for key in session.region_order if is_bookmark(session.regions[key]) and places.displayable(session.regions[key])]
    placed: dict[Owner, Put] = {}
    others = [value for name, value in native.items() if name.startswith(f"{BOOKMARKS}/")]
    if not keys and not others:
        return placed
    widget = out.setdefault("widgets", {}).setdefault(names.BOOKMARK_WIDGET, {})
    widget |= {"id": names.BOOKMARK_WIDGET, "type": _WIDGET, **widget}
    listed = widget["bookmarks"] = others
    for key in keys:
        region, at = session.regions[key], f"{place}/{BOOKMARKS}/{len(listed)}"
        listed.append(written(session, key, genome))
        placed["regions", key] = Put(at, f"{region.chrom}:{region.start}-{region.end}")
        if "highlight" in listed[-1]:
            placed.setdefault(("region_sets", str(region.set)), Put(f"{at}/highlight", str(region.set)))
    return placed
