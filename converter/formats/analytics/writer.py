"""The neutral session as an analytics session."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import UNSET

from converter.formats import _json
from converter.formats._consume import say
from converter.formats.analytics import filters, mapping
from converter.formats.analytics.names import CARRIED, ID, MARK, VERSION
from converter.formats.analytics.objects import extras_of, put_back
from converter.formats.analytics.panels_out import PanelWriter
from converter.formats.analytics.series_out import SeriesWriter
from converter.formats.base import Written
from converter.loss.ledger import GENOME, Put

if TYPE_CHECKING:
    from converter.formats.base import Job
    from converter.model import Session

_OF_SERIES = {"filter_match", "filters", "flagged"}
"""What a series can say of the samples of a session that has no other."""


def write(session: Session, job: Job) -> Written:
    """What to write for a session, and where each neutral object is in it."""
    writer = SessionWriter(session, luggage=job.options.carry)
    content = writer.run()
    return Written(content=content, placed=writer.placed)


def encode(written: Written) -> bytes:
    """The document as readable JSON."""
    return _json.encode(written.content)


def embed(written: Written, text: str) -> None:
    """Put carried data at the top."""
    written.content[CARRIED] = text


class SessionWriter:
    """Writes one session; `luggage`: unknown keys as well."""

    def __init__(self, session: Session, *, luggage: bool) -> None:
        self.session = session
        self.luggage = luggage
        self.series = SeriesWriter(session, own=ID in session.forms, luggage=luggage)
        self.panels = PanelWriter(session, self.series)
        self.placed = self.series.placed

    def run(self) -> dict[str, Any]:
        """The document."""
        tracks = self.series.tracks()
        filtered = self.of_only_series()
        series = self.series.listed(filtered)
        views = self.panels.run()
        parts = {
            "selection": None if filtered else self.selection(len(series)),
            "series": series,
            "thresholds": [*self.series.ranges(), *self.thresholds()],
            **views,
            "active": self.panels.active(),
            "genome": self.genome(),
            "tracks": tracks,
        }
        named = say(mapping.SESSION, self.session, {})
        out = {
            MARK: VERSION,
            **named,
            **self.analytics(),
            **{key: value for key, value in parts.items() if value or isinstance(value, dict)},
        }
        if self.luggage:
            for one in (self.session, self.session.analytics):
                if one is not UNSET:
                    put_back(out, extras_of(one).ignored)
        return out

    def analytics(self) -> dict[str, Any]:
        """What the session says of itself."""
        held = self.session.analytics
        if held is UNSET:
            return {}
        spelling = extras_of(held).spelling
        out = say(mapping.ANALYTICS, held, {}, spelling)
        for key, table in (("project", mapping.PROJECT), ("sharing", mapping.SHARING), ("time", mapping.SPAN)):
            if said := say(table, held, {}, spelling):
                out[key] = said
        return out

    def of_only_series(self) -> bool:
        """Whether the filters of the session are those of its only series."""
        samples = self.session.samples
        if samples is UNSET or len(self.session.track_order) != 1 or extras_of(samples).spelling.get("place") != "series":
            return False
        said = {name for name in samples.__struct_fields__ if name != "extras" and getattr(samples, name) is not UNSET}
        return said <= _OF_SERIES and self.series.is_plain(self.session.track_order[0])

    def selection(self, series: int) -> dict[str, Any] | None:
        """The filters that all series share; an empty one where the only series has filters of its own."""
        samples = self.session.samples
        only = self.session.tracks[self.session.track_order[0]] if series == 1 else None
        empty: dict[str, Any] | None = {} if only is not None and only.selection is not UNSET else None
        if samples is UNSET:
            return empty
        extras = extras_of(samples)
        out = say(mapping.SELECTION, samples, {}, extras.spelling)
        conditions = filters.written(samples.filters, samples.filter_match, extras.spelling)
        if conditions:
            out["filters"] = conditions
        if self.luggage:
            put_back(out, extras.ignored)
        return out or empty

    def thresholds(self) -> list[dict[str, Any]]:
        """Limits of parameters wherever they are shown, or on one panel."""
        found: list[dict[str, Any]] = []
        at = len(self.series.ranges())
        for key, one in self.session.thresholds.items():
            extras = extras_of(one)
            out = say(mapping.THRESHOLD, one, {}, extras.spelling)
            ends = [value for value in (one.minimum, one.maximum) if isinstance(value, int | float)]
            if "parameter" not in out or ends != sorted(ends):
                continue
            panel = self.panels.reference(one.view) if isinstance(one.view, str) else None
            told = {"id": extras.spelling.get("id"), "panel": panel}
            out = {**{name: value for name, value in told.items() if value is not None}, **out}
            if self.luggage:
                put_back(out, extras.ignored)
            self.placed["thresholds", key] = Put(f"/thresholds/{at + len(found)}", key)
            found.append(out)
        return found

    def genome(self) -> Any:
        """The genome: its id, or all that is said of it."""
        genome = self.session.genome
        if genome is UNSET:
            return None
        extras = extras_of(genome)
        out = say(mapping.GENOME, genome, {}, extras.spelling)
        if out:
            self.placed[GENOME] = Put("/genome", "genome")
        if self.luggage:
            put_back(out, extras.ignored)
        return out["id"] if out.keys() == {"id"} and out["id"] and extras.spelling.get("form") != "object" else out or None
