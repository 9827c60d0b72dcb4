"""Neutral views as panels of the dashboard, as the open plot and the open map, and as the place along the genome."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import UNSET

from converter.formats._consume import say
from converter.formats.analytics import mapping, places
from converter.formats.analytics.grid import Cells, overlapping
from converter.formats.analytics.names import DASHBOARD, LOCUS, MAP, PANELS, PLOT, TABLE
from converter.formats.analytics.objects import extras_of, put_back
from converter.loss.ledger import Put
from converter.model.analytics import ANALYTIC_KINDS

if TYPE_CHECKING:
    from converter.formats.analytics.series_out import SeriesWriter
    from converter.model import Interval, Session, View

_KINDS = frozenset(PANELS.values())
_PLACES = {"locus": "loci", "reach": "laid_out"}


class PanelWriter:
    """Writes the views of a session."""

    def __init__(self, session: Session, series: SeriesWriter) -> None:
        self.session = session
        self.series = series
        self.luggage = series.luggage
        self.made: dict[str, dict[str, Any]] = {}
        """What was written of panels, by neutral id."""
        self.top: dict[str, str] = {}
        """Neutral ids of the views that are no panels, by where they stand."""

    def run(self) -> dict[str, Any]:
        """The keys of the document that say views."""
        out: dict[str, Any] = {}
        loose = [key for key in self.session.view_order if not self._on_top(key)]
        for key in (PLOT, MAP):
            if key in self.top:
                out[key] = self.opened(key, self.session.views[self.top[key]])
        board = self.session.views[loose[0]] if len(loose) == 1 else None
        if board is not None and board.kind == "dashboard" and say(mapping.DASHBOARD, board, {}):
            out[DASHBOARD] = self.board(loose[0], board)
        elif panels := self.list_of(loose, f"/{DASHBOARD}/panels"):
            out[DASHBOARD] = {"panels": panels}
        if LOCUS in self.top:
            said = self.places(self.session.views[self.top[LOCUS]], LOCUS)
            if said is not None:
                out[LOCUS] = said
        return out

    def _on_top(self, key: str) -> bool:
        """Whether a view stands where no panel does, as it did; it is noted then."""
        view = self.session.views[key]
        place = extras_of(view).spelling.get("place") if self.series.own else None
        fits = {PLOT: self._is_plot, MAP: self._is_map, LOCUS: self._is_place, TABLE: self._is_table}.get(str(place))
        if fits is None or str(place) in self.top or not fits(view):
            return False
        self.top[str(place)] = key
        where = {LOCUS: f"/{LOCUS}" if view.loci is not UNSET else "#genome", TABLE: "#table"}.get(str(place), f"/{place}")
        self.series.placed["views", key] = Put(where, key)
        return True

    def _is_plot(self, view: View) -> bool:
        return view.kind == "plot" and self._opens(view, {"kind", "title", "plot", "tracks"})

    def _is_map(self, view: View) -> bool:
        return view.kind == "map" and self._opens(view, {"kind", "title", "map", "tracks"})

    def _opens(self, view: View, words: set[str]) -> bool:
        """Whether a view says no more than an open plot or map can, and not nothing."""
        said = _said(view)
        extras = extras_of(view)
        more = "series" in extras.spelling or (self.luggage and bool(extras.ignored))
        return said <= words and (said > {"kind", "tracks"} or more)

    def _is_place(self, view: View) -> bool:
        """Whether a genome view needs no panel: it shows all that is drawn from tracks, and is the only one, or has a place."""
        if view.kind != "linear" or not _said(view) <= {"kind", "loci", "tracks"}:
            return False
        others = [one for one in self.session.views.values() if one is not view and one.kind not in ANALYTIC_KINDS]
        known = view.loci is not UNSET and self.places(view, LOCUS) is not None
        return view.tracks == self._default(view) and (known or (view.loci is UNSET and not others and self._has_tracks()))

    def _has_tracks(self) -> bool:
        return any(map(self._along_genome, self.session.track_order))

    def _is_table(self, view: View) -> bool:
        """Whether it is the table that is there where nothing else is."""
        alone = len(self.session.views) == 1 and bool(self.session.track_order)
        return alone and _said(view) <= {"kind", "tracks"} and view.kind == "table" and view.tracks == self.series.visible

    def _along_genome(self, key: str) -> bool:
        track = self.session.tracks[key]
        members = track.members if isinstance(track.members, list) else []
        return track.source in self.series.made or any(map(self._along_genome, members))

    # what views say

    def opened(self, key: str, view: View) -> dict[str, Any]:
        """The open plot or map."""
        extras = extras_of(view)
        out = self.map(view, mapping.TOP_MAP) if key == MAP else self.plot(view, mapping.TOP_PLOT)
        self._series(view, out)
        if self.luggage:
            put_back(out, extras.ignored)
        return out

    def board(self, key: str, view: View) -> dict[str, Any]:
        """The dashboard."""
        extras = extras_of(view)
        self.series.placed["views", key] = Put(f"/{DASHBOARD}", key)
        out = say(mapping.DASHBOARD, view, {}, extras.spelling)
        if panels := self.list_of(view.views or [], f"/{DASHBOARD}/panels"):
            out["panels"] = panels
        if self.luggage:
            put_back(out, extras.ignored)
        return out

    def list_of(self, keys: list[str], place: str) -> list[dict[str, Any]]:
        """A list of panels, those left out that there is no type for."""
        found: list[dict[str, Any]] = []
        for key in keys:
            view = self.session.views[key]
            if view.kind in _KINDS and key not in self.made:
                found.append(self.panel(key, view, f"{place}/{len(found)}"))
        placed = [one for one in found if "position" in one]
        for at in overlapping([Cells(*map(one["position"].get, Cells._fields)) for one in placed]):
            del placed[at]["position"]
        return found

    def panel(self, key: str, view: View, place: str) -> dict[str, Any]:
        """One panel, with those inside it."""
        extras = extras_of(view)
        out: dict[str, Any] = {}
        self.made[key] = out
        self.series.called(("views", key), view, out)
        self.series.placed["views", key] = Put(place, key)
        say(mapping.PANEL, view, out, extras.spelling)
        position = say(mapping.POSITION, view, {}, extras.spelling)
        if len(position) == len(mapping.POSITION.words):
            out["position"] = position
        for name in _PLACES:
            if (said := self.places(view, name)) is not None:
                out[name] = said
        parts = {
            "plot": self.plot(view, mapping.PLOT),
            "map": self.map(view, mapping.MAP),
            "range": say(mapping.RANGE, view, {}, extras.spelling),
        }
        out.update({name: part for name, part in parts.items() if part})
        self._series(view, out)
        if frames := self.frames(view):
            out["frames"] = frames
        if inner := self.list_of(view.views or [], f"{place}/panels"):
            out["panels"] = inner
        if self.luggage:
            put_back(out, extras.ignored)
        return out

    def _series(self, view: View, out: dict[str, Any]) -> None:
        """Which series a view shows, where those are not all that are visible."""
        if view.tracks != self._default(view) or extras_of(view).spelling.get("series"):
            out["series"] = self._names(view.tracks)

    def _default(self, view: View) -> list[str]:
        """What a view of its kind shows that does not say what."""
        visible = self.series.visible
        return visible if view.kind in ANALYTIC_KINDS else [key for key in visible if self._along_genome(key)]

    def _names(self, keys: list[str]) -> list[str]:
        held = self.series.made
        return [self.series.refer(("tracks", key), self.session.tracks[key], held[key]) for key in keys if key in held]

    def places(self, view: View, name: str) -> Any:
        """A list of places; None where there is none, or one that has no spelling."""
        held: list[Interval] | Any = getattr(view, _PLACES[name])
        if not isinstance(held, list):
            return None
        said = places.written(held, extras_of(view).spelling.get(_PLACES[name], UNSET))
        return said if places.read(said) == held else None

    def frames(self, view: View) -> list[dict[str, Any]]:
        """The frames of a genome panel."""
        found = []
        for panel in (view.panels or {}).values():
            extras = extras_of(panel)
            out = say(mapping.FRAME, panel, {}, extras.spelling)
            names = self._names([key for key in panel.tracks if key in self.series.shown])
            if names or extras.spelling.get("series"):
                out["series"] = names
            if self.luggage:
                put_back(out, extras.ignored)
            found.append(out)
        return found

    def plot(self, view: View, table: Any) -> dict[str, Any]:
        """How values are plotted."""
        spelling = extras_of(view).spelling
        out = say(table, view, {}, spelling)
        for axis, words in mapping.AXES.items():
            if said := say(words, view, {}, spelling):
                out[axis] = said
        return out

    def map(self, view: View, table: Any) -> dict[str, Any]:
        """Where a map looks, and what it draws."""
        spelling = extras_of(view).spelling
        center = say(mapping.CENTER, view, {}, spelling)
        out = {"center": center} if len(center) == len(mapping.CENTER.words) else {}
        say(table, view, out, spelling)
        if said := say(mapping.HEATMAP, view, {}, spelling):
            out["heatmap"] = said
        return out

    # what refers to views

    def reference(self, key: str) -> str | None:
        """The id of a panel; None for a view that is none."""
        made = self.made.get(key)
        return None if made is None else self.series.refer(("views", key), self.session.views[key], made)

    def active(self) -> str | None:
        """What is looked at."""
        key = self.session.focused_view
        if not isinstance(key, str):
            return None
        return next((name for name in (PLOT, MAP) if self.top.get(name) == key), None) or self.reference(key)


def _said(view: View) -> set[str]:
    return {name for name in view.__struct_fields__ if name != "extras" and getattr(view, name) is not UNSET}
