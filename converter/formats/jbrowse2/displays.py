"""The displays of a track: which one shows it, and what that and the others say."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from converter.formats.jbrowse2 import mapping, names
from converter.formats.jbrowse2.flat import Flat
from converter.formats.jbrowse2.gravity import table
from converter.formats.jbrowse2.kinds import usual_display
from converter.formats.jbrowse2.looks import DEFAULTS, SHOWN, LookReader, Source
from converter.formats.jbrowse2.mapping import INLINE, STATE
from converter.loss.ledger import Fate

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from converter.formats.jbrowse2.drafts import TrackDraft
    from converter.loss.ledger import Ledger

_REFERRING = table()
"""Of an object that says no more than which display it is."""
_TYPE = Fate("structural", "displays/type")
_ID = Fate("structural", "displayId")
_INNER = {name: Fate("structural", name) for name in ("type", "displayId")}
_CHOSEN = Fate("native", "display")
_STATE = Source("state", SHOWN, STATE)
_INLINE = Source("config", f"{SHOWN}configuration/", INLINE)
_DEFAULTS = Source("defaults", DEFAULTS, "")
_EFFECTIVE = {name: Source("config", f"displays/{name}/", "") for name in names.DISPLAYS}
_OF_OTHER_VIEWS = frozenset(names.VIEW_DISPLAYS.values())


class Displays:
    """Reads the displays of one track into its draft."""

    def __init__(self, draft: TrackDraft, ledger: Ledger, *, newer: bool) -> None:
        self.draft = draft
        self.ledger = ledger
        offered = names.TRACK_DISPLAYS.get(draft.type, ())
        self.listed = _first(draft.displays, offered)
        shown = draft.entry.get("type") if draft.entry is not None else None
        self.display: str = shown if isinstance(shown, str) else draft.usual or self.listed or next(iter(offered), "")
        self.reader = LookReader(mapping.RENAMED.get(self.display, self.display), newer=newer)
        self.places: list[tuple[Ledger, Flat, int | None, dict[str, Fate]]] = []
        """Each object that is to be bound, its number if the reader was given it, and the fates of what it was not told."""
        self.choice: list[dict[str, Fate]] = []
        """Fates of the objects whose type says which display was chosen."""

    def read(self) -> None:
        """All displays."""
        draft = self.draft
        configured = draft.entry is not None and self._state(draft.entry)
        apart = _apart(draft.displays, draft.entry)
        for index, raw in enumerate(draft.displays):
            if index in apart:
                self._other(raw, index, known=isinstance(raw.get("type"), str))
                continue
            effective = not configured and raw.get("type") == self.display
            self._config(raw, f"/displays/{index}", effective=effective)
            configured = configured or effective
        if draft.defaults is not None:
            self._take(_DEFAULTS, draft.defaults, "/displayDefaults", {})
        plan = self.reader.plan()
        plan.apply(draft, self.reader.facts)
        if draft.entry is not None or self.listed is not None:
            self._mean()
        for ledger, place, at, own in self.places:
            if at is None:
                ledger.bind(place, _REFERRING, draft.owner, "", own)
            else:
                plan.bind(ledger, at, place, draft.owner, own)

    def _take(self, source: Source, raw: dict[str, Any], step: str, own: dict[str, Fate], display: str | None = None) -> None:
        """An object of the track's configuration, whose facts count where the configuration does."""
        at = self._tell(source, raw, own, display)
        if self.draft.ledger.recording:
            self.places.append((self.draft.ledger, Flat.of(raw, self.draft.node, step), at, own))

    def _tell(self, source: Source, raw: dict[str, Any], own: dict[str, Fate], display: str | None = None) -> int | None:
        """Give the reader what has no fate yet; the number of the object, None where all has one."""
        if len(own) == len(raw):
            return None
        self.reader.read(source, raw, own, display)
        return len(self.reader.sources) - 1

    def _config(self, raw: dict[str, Any], step: str, *, effective: bool) -> None:
        """One of the configurations, which JBrowse lists for every display that a track may have."""
        display = str(raw["type"])
        given = raw.get("displayId")
        listed = self.draft.native.setdefault("displays", {})
        listed[display] = given if isinstance(given, str) and given != f"{self.draft.track_id}-{display}" else None
        own = {"type": _TYPE, "displayId": _ID} if isinstance(given, str) else {"type": _TYPE}
        if effective:
            source = _EFFECTIVE.get(self.display) or Source("config", f"displays/{display}/", "")
            self._take(source, raw, step, own)
        else:
            source = Source("other", f"displays/{display}/", "")
            self._take(source, raw, step, own, display)
        if effective and self.draft.entry is None:
            self.choice.append(own)

    def _other(self, raw: dict[str, Any], index: int, *, known: bool) -> None:
        """A configuration that JBrowse does not look at beside another of its type, or refuses as it has none."""
        place = Flat.of(raw, self.draft.node, f"/displays/{index}")
        held, kind, code = (self.draft.native, "native", None) if known else (self.draft.ignored, "ignored", "source.invalid")
        keys = {name: f"displays{index}/{name}" for name in place.facts}
        held.update((key, place.facts[name]) for name, key in keys.items())
        self.places.append((self.draft.ledger, place, None, {name: Fate(kind, key, code) for name, key in keys.items()}))

    def _state(self, entry: dict[str, Any]) -> bool:
        """The display in the view, and a configuration that stands in it; whether there is one."""
        inline, draft = entry.get("configuration"), self.draft
        own: dict[str, Fate] = {}
        if isinstance(entry.get("type"), str):
            own["type"] = _TYPE
            self.choice.append(own)
        if isinstance(inline, str):
            if self.display not in mapping.RENAMED:
                draft.native["shown/displays/configuration"] = inline
            own["configuration"] = _ID
        if not isinstance(inline, dict) or not inline:
            at = self._tell(_STATE, entry, own)
            if self.ledger.recording:
                self.places.append((self.ledger, Flat.of(entry, draft.seen, draft.step), at, own))
            return False
        rest = {name: value for name, value in entry.items() if name != "configuration"}
        place = Flat.of(rest, draft.seen, draft.step)
        self.places.append((self.ledger, place, self._tell(_STATE, rest, own), own))
        inner = {name: fate for name, fate in _INNER.items() if isinstance(inline.get(name), str)}
        draft.native.update({f"{SHOWN}configuration/{name}": inline[name] for name in inner})
        self.places.append((self.ledger, Flat.of(inline, place, "/configuration"), self._tell(_INLINE, inline, inner), inner))
        return True

    def _mean(self) -> None:
        """What the choice of the display says."""
        draft, display = self.draft, self.reader.display
        fields, usual = meaning(display, draft.type, draft.values.get("kind"), shown=draft.shown)
        draft.values.update([one for one in fields if one[0] not in draft.values])
        if not usual:
            draft.native["display"] = display
        for own in self.choice:
            if fields:
                own["type"] = Fate("feeds", tuple([(draft.owner, field) for field, _ in fields]))
            elif "display" in draft.native:
                own["type"] = _CHOSEN


def _first(displays: Iterable[dict[str, Any]], offered: tuple[str, ...]) -> str | None:
    """The first display that is listed and that a linear view takes."""
    for one in displays:
        name = one.get("type")
        if name in offered and name not in _OF_OTHER_VIEWS:
            return str(name)
    return None


def _apart(displays: Sequence[dict[str, Any]], entry: dict[str, Any] | None) -> set[int]:
    """Which configurations are not those of their type: a view names the one that it shows, else it is the first."""
    wanted = entry.get("configuration") if entry is not None else None
    taken: dict[str, int] = {}
    for index, one in enumerate(displays):
        if isinstance(name := one.get("type"), str) and (name not in taken or one.get("displayId") == wanted is not None):
            taken[name] = index
    return set(range(len(displays))) - set(taken.values())


_ARCS = {"LinearArcDisplay": "junction", "LinearPairedArcDisplay": "interaction"}
"""Displays of arcs, with the kind of data that each is the usual one of."""


@lru_cache(maxsize=1024)
def meaning(display: str, track_type: str, kind: str, *, shown: bool) -> tuple[tuple[tuple[str, Any], ...], bool]:
    """What the choice of a display says (shown parts of alignments, genotypes, arcs), and whether it is the usual one."""
    fields: dict[str, Any] = {}
    if kind == "alignment" and display in names.TRACK_DISPLAYS["AlignmentsTrack"]:
        if shown:
            fields["parts.coverage.visible"] = display in ("LinearAlignmentsDisplay", "LinearSNPCoverageDisplay")
            fields["parts.reads.visible"] = display != "LinearSNPCoverageDisplay"
        if display == "LinearReadArcsDisplay":
            fields["parts.reads.reads.paired_arcs"] = True
        elif display == "LinearReadCloudDisplay":
            fields["parts.reads.reads.paired"] = True
    elif kind == "variant" and display in ("LinearVariantDisplay", "MultiLinearVariantDisplay", "LinearVariantMatrixDisplay"):
        fields["variants.show_genotypes"] = display != "LinearVariantDisplay"
    elif display in _ARCS and kind != _ARCS[display]:
        fields["interactions.shape"] = "arc"
    return tuple(fields.items()), display == usual_display(track_type, kind, fields)
