"""Tracks of samples of one file as rows of one track, for which igv.js then loads the file once."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec import UNSET

from converter.formats._consume import Table, say
from converter.formats._parts import Branches
from converter.formats.igvjson import composites, mapping, rows
from converter.formats.igvjson.locations import trouble
from converter.formats.igvjson.names import ID, IGVJS
from converter.model import Display

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from converter.formats.igvjson.objects import TrackWriter
    from converter.formats.igvjson.web import Speech
    from converter.model import Track

_WINDOW_PX = 500
"""How high a track with more rows is at most; they are scrolled in it (the `maxHeight` of `SegTrack` upstream)."""


_SEGMENTS = "_cn"
"""What the id of the track of a file of segments ends with in IGV desktop 3; that of its summary is the location alone."""
_GAPS_PX = 2
"""Between two rows of igv.js that are not squished."""
_STANDING_APART = 20
"""So many tracks of a file stand apart to have their own names, which rows have not; each of them loads the file once more."""


class _Look(NamedTuple):
    """What rows of one track have in common."""

    kind: str
    source: str
    link: object
    said: dict[str, Any]
    shown: bool


class Run:
    """Tracks of which the program makes one; `keys` are their neutral ids, from top to bottom.

    `own`: the program had the first so. `look`: how they look as rows, None for a track that stands apart.
    """

    def __init__(self, writer: TrackWriter, key: str, *, shown: bool) -> None:
        track = writer.session.tracks[key]
        self.keys = [key]
        self.samples = {track.sample}
        self.shown = shown
        self.own = ID in track.extras
        self.look = _look(writer, track, shown=shown)

    def joined(self, other: Run) -> bool:
        """Whether a track that follows was added, as it is drawn below the others of this run."""
        if self.look is None or self.look != other.look or not self.samples.isdisjoint(other.samples):
            return False
        self.keys += other.keys
        self.samples |= other.samples
        return True


def runs(writer: TrackWriter, keys: Sequence[str], shown: Container[str]) -> list[Run]:
    """The tracks in their order, those together that are drawn in one; which of them are `shown`, IGV desktop 3 says so, too."""
    found: list[Run] = []
    apart = _apart(writer, keys) if writer.profile == IGVJS else ()
    for key in keys:
        one, track = Run(writer, key, shown=key in shown), writer.session.tracks[key]
        if one.look is not None and not (one.shown or one.own):
            continue
        if _is_named(track) and track.source in apart:
            one.look = None
        below = bool(found) and (rows.is_row(track) or not (one.own or found[-1].own))
        if not below or not found[-1].joined(one):
            found.append(one)
    return found


def _is_named(track: Track) -> bool:
    """Whether a track of a sample has a name that is not the sample's."""
    return isinstance(track.name, str) and isinstance(track.sample, str) and track.name != track.sample


def _apart(writer: TrackWriter, keys: Sequence[str]) -> set[object]:
    """The files of which so few tracks have names of their own that these may stand apart."""
    count = Counter(track.source for key in keys if _is_named(track := writer.session.tracks[key]))
    return {source for source, tracks in count.items() if tracks <= _STANDING_APART}


def speech_of(writer: TrackWriter, track: Track) -> Speech:
    """What the program understands of a track."""
    source = writer.source(track)
    form = source.format if source is not None and isinstance(source.format, str) else None
    return mapping.speech(writer.profile, track.kind if isinstance(track.kind, str) else None, form)


def table_of(writer: TrackWriter, track: Track) -> Table:
    """The words for a track of which samples are drawn in rows."""
    return rows.table_of(speech_of(writer, track), squished=_is_squished(writer, track))


def _is_squished(writer: TrackWriter, track: Track) -> bool:
    """Whether rows have no gaps, by which IGV desktop parts no segments, and of which igv.js makes all of a low row (`draw`)."""
    display = Display() if track.display is UNSET else track.display
    height = UNSET if writer.profile != IGVJS or ID in track.extras else display.height_px
    if display.mode == "squished" or not isinstance(height, int | float):
        return display.mode == "squished"
    return height <= _GAPS_PX or (track.kind == "copy_number" and display.mode is UNSET)


def _look(writer: TrackWriter, track: Track, *, shown: bool) -> _Look | None:
    """How a track looks as a row; None for one that the program has no rows for, or whose file it can't open."""
    if not isinstance(track.sample, str) or not track.sample:
        return None
    source, height = writer.source(track), UNSET if track.display is UNSET else track.display.height_px
    if source is None or trouble(writer.profile, source) is not None or (isinstance(height, int | float) and height <= 0):
        return None
    speech = speech_of(writer, track)
    if composites.SAMPLES not in speech.composites:
        return None
    said = say(table_of(writer, track), track, {})
    for one in rows.shared(speech):
        writer.composite(one, Branches(track), said, {})
    return _Look(str(track.kind), str(track.source), track.info_url, said, shown)


def together(writer: TrackWriter, run: Run, place: str) -> dict[str, Any]:
    """The object of one track for all of a run; `place` is its pointer."""
    first = writer.session.tracks[run.keys[0]]
    for index, key in enumerate(run.keys):
        writer.put(("tracks", key), f"{place}/samples/{index}", "")
    out = writer.whole(run.keys[0], first, place, visible=run.shown, table=table_of(writer, first))
    if writer.profile == IGVJS:
        out = _of_igvjs(writer, out, run, first)
    elif not writer.same:
        out["id"] = f"{out['id']}{_SEGMENTS}"
    return {**out, "samples": [writer.session.tracks[key].sample for key in run.keys]}


def _of_igvjs(writer: TrackWriter, out: dict[str, Any], run: Run, first: Track) -> dict[str, Any]:
    """How high the rows and the window on them are, where igv.js has to be told."""
    if _is_squished(writer, first) and not rows.squished(out):
        out["displayMode"] = "SQUISHED"
    if ID not in first.extras or rows.is_row(first):
        out["height"] = min(_WINDOW_PX, rows.height_of(out, len(run.keys)))
    return rows.without_usual(out)
