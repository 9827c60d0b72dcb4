"""What IGV demands of a session beyond its words: what it aborts on, and what it looks for elsewhere than one thinks.

Found by loading sessions in IGV 2.16; see the README for each. What an IGV session says itself is never taken back here.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec import UNSET, UnsetType

from converter.formats.igvxml import names
from converter.formats.igvxml.elements import element, extras_of
from converter.formats.igvxml.mapping import RENAMED
from converter.formats.igvxml.usable import INDEX, LIKE_READS, NAME_IT, READABLE, format_told, remedy, unopenable
from converter.loss.ledger import Notice
from converter.model import DisplayRange, Part, Track
from converter.model.refs import source_of
from converter.model.views import shown_tracks
from converter.resources import htsget
from converter.resources.filetypes import infer, is_conventional_index
from converter.resources.location import LocationKind, kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from converter.model import Session, Source

_SUMMARY = {"ampThreshold": "0.1", "delThreshold": "-0.1"}
_GWAS = {"maxPointSize": "7", "minPointSize": "3", "scale": "1.0", "trackMinY": "0.0", "maxY": "10.0"}
_GWAS_FLAGS = {"useChrColors": "true", "drawYAxis": "true"}
NEWER = {
    "groupByOption": ("CHIMERIC", "INSERTION_AT_POS", "DUPLICATE"),
    "sortOption": ("LEFT_CLIP", "RIGHT_CLIP"),
    "experimentType": ("SBX",),
}
"""Words of reads that came after 2.16, which aborts on them; 2.19 sorts by none when it loads."""
_SIZES = frozenset({"minInsertSize", "maxInsertSize"})
"""Attributes that IGV heeds only where it does not compute what they say, as it does where it is not told."""
_FIELDS = {"groupByOption": "group_by", "sortOption": "sort_by", "experimentType": "experiment"}

_TELLS_INDEX = re.compile(r"[^?#]*\.(bam|cram)([?#]|$)|.*[?&]index=")
"""Addresses of reads from which IGV takes that of their index (`SamReaderPool.getIndexPath`)."""
_LATER = "Open it in IGV 2.17 or later."
_UNPLACED = ("dbn", "ct", "dp")
_PLACE = "Load the file in IGV once, say where the RNA lies, and name the .bp file that it then makes, with rewrite=FROM=TO."
_ABSOLUTE = "Give the session's folder with 'base', and 'paths=absolute'."
_LOOK = ("display", "display_range", "reads", "variants", "interactions", "sequence")
_RANGE = ("minimum", "maximum", "baseline", "scale", "flipped", "draw_baseline")


def supply(made: Any, track: Track, session: Session, *, own: bool) -> None:
    """Attributes without which IGV 2.16 stops loading a session half way, where they are not said.

    `own`: the track comes from an IGV session, in which a flag that is not said is false.
    """
    wanted: dict[str, str] = {}
    if track.kind == "gwas":
        wanted = _GWAS if own else {**_GWAS, **_GWAS_FLAGS}
    elif is_summary(track, session):
        wanted = _SUMMARY
    elif not own and "maxScore" in made.attrib:
        wanted = {"autoscale": "false"}
    elif track.kind == "combined" and made.find("DataRange") is None and is_split(session):
        element(made, "DataRange", names.RANGE)
        wanted = {"autoScale": "true"}
    for name, text in wanted.items():
        if name not in made.attrib:
            made.set(name, text)


def is_split(session: Session) -> bool:
    """Whether several places are in view: IGV 2.16 draws them before a combined track has its operands.

    It stops at one without a range (`DataSourceTrack.initScale`), and can't save a session that has one.
    """
    return any(isinstance(view.loci, list) and len(view.loci) > 1 for view in session.views.values())


def is_summary(track: Track, session: Session) -> bool:
    """Whether IGV takes a track for the summary of a file of segments: it has that file's location as its id."""
    source = source_of(session, track)
    of_file = source is not None and source.format == "seg" and track.sample is UNSET
    return of_file or track.kind == "copy_number_frequency"


def known(options: dict[str, str], *, own: bool, home: bool) -> dict[str, str]:
    """RenderOptions in words that IGV 2.16 knows; `home`: of an IGV session that returns as it was none is left out."""
    if not own and not _SIZES.isdisjoint(options):
        options = {**options, "computeIsizes": options.get("computeIsizes", "false")}
    told = {name: older if options.get(name) == newer else None for name, (older, newer) in RENAMED.items()}
    said = {name: told.get(name) or text for name, text in options.items()}
    return {name: text for name, text in said.items() if home or text not in NEWER.get(name, ())}


def stops(track: Track, source: Source | None, session: Session) -> bool:
    """Whether IGV 2.16 stops at a track because it is told the class: there is no file, or track, that it could read.

    Later versions make no such track either, with or without its class. A combination without its two tracks, or without
    an operation, hangs 2.16 (measured).
    """
    if track.kind == "combined":
        operands = track.analysis.operands if track.analysis is not UNSET and track.analysis.operation is not UNSET else UNSET
        return not isinstance(operands, list) or len(operands) != 2 or not session.tracks.keys() >= set(operands)  # noqa: PLR2004
    if track.kind in names.MADE or (source is not None and format_told(source) in READABLE):
        return False
    return track.kind in names.UNSAFE_CLASSES or not isinstance(track.name, str)


def needs_class(track: Track, source: Source | None) -> bool:
    """Whether IGV is told the class of a track: where it makes the track itself, the file does not tell, or of features.

    Of an unreadable file 2.16 makes an empty track by its class; of some classes, or without a name, it then stops.
    """
    if track.kind in names.MADE or source is None or not isinstance(source.location, str):
        return track.kind in names.MADE
    if track.kind in names.UNSAFE_CLASSES or not isinstance(track.name, str):
        return False
    told = infer(source.location, str(source.format))
    return track.kind == "annotation" or told is None or told.kind != track.kind


def looked_at(track: Track, source: Source | None, *, member: bool) -> Track:
    """A track as far as somebody will see it: of one that IGV can't open, or shows otherwise, only what it is called.

    `member`: of an overlay, whose range counts for it.
    """
    if source is None or (unopenable(track, source) is None and not is_of_samples(track)):
        drawn = _drawn(track)
        held = drawn.display_range
        if source is not None and held is not UNSET and held.normalize is True and format_told(source) != "tdf":
            drawn = msgspec.structs.replace(drawn, display_range=msgspec.structs.replace(held, normalize=UNSET))
        return drawn if member or (source is None and track.kind != "overlay") else _scaled(drawn)
    parts = {which: Part(visible=part.visible) for which, part in track.parts.items()} if isinstance(track.parts, dict) else UNSET
    return msgspec.structs.replace(track, parts=parts, **dict.fromkeys(_LOOK, UNSET))


def _scaled(track: Track) -> Track:
    """A track with an axis as other browsers have it: fitted to the data where its upper end is not said.

    IGV 2.16 fits the axis of coverage where it is not told otherwise, even with a range, and no other axis.
    """
    if track.kind in ("quantitative", "overlay"):
        return msgspec.structs.replace(track, display_range=_axis(track.display_range, fits=False))
    parts = track.parts if isinstance(track.parts, dict) else {}
    if "coverage" not in parts:
        return track
    coverage = msgspec.structs.replace(parts["coverage"], display_range=_axis(parts["coverage"].display_range, fits=True))
    return msgspec.structs.replace(track, parts={**parts, "coverage": coverage})


def _axis(held: DisplayRange | UnsetType, *, fits: bool) -> DisplayRange | UnsetType:
    """A range that says whether it is fitted to the data; `fits`: whether IGV fits it where it is not told.

    IGV keeps `flipAxis` in a session, but draws no axis upside down (`DataRange.isFlipAxis` is never asked in 2.16).
    """
    if held is UNSET:
        return UNSET if fits else DisplayRange(autoscale=True)
    if held.flipped is True:
        held = msgspec.structs.replace(held, flipped=UNSET)
    if held.autoscale is not UNSET or held.autoscale_group is not UNSET:
        return held
    if held.maximum is not UNSET:
        return msgspec.structs.replace(held, autoscale=False)
    said = held.scale is not UNSET or held.baseline is not UNSET
    return msgspec.structs.replace(held, minimum=held.minimum if said else UNSET, flipped=UNSET, autoscale=True)


def is_of_samples(track: Track) -> bool:
    """Whether IGV makes a track of every sample in the file of a track that names none."""
    return track.kind in ("copy_number", "mutation", "expression") and track.sample is UNSET


def _drawn(track: Track) -> Track:
    """A track as IGV 2.16 can draw it: its overlays know no window function, its renderers no sequence logo."""
    display = track.display
    if display is UNSET:
        return track
    idle = {"window_function": track.kind == "overlay", "renderer": display.renderer == "dynseq"}
    if not any(idle.values()):
        return track
    left = dict.fromkeys((name for name, lost in idle.items() if lost), UNSET)
    return msgspec.structs.replace(track, display=msgspec.structs.replace(display, **left))


def found_by_itself(source: Source) -> bool:
    """Whether IGV looks for the index by its usual name, and would look for it in its own folder if it were told."""
    if not isinstance(source.index, str) or not isinstance(source.location, str):
        return False
    return kind(source.index) is LocationKind.RELATIVE and is_conventional_index(source.location, source.index)


def proposed_index(source: Source, *, aligned: bool = False) -> str | None:
    """The index that IGV proposes for reads when it asks for it; None where one is said, or IGV does not ask.

    It asks, and waits, where the address does not end in the name of a file of reads; in 2.16 nothing is shown before.
    `aligned`: a track shows reads of the file, which is said to be BAM where nothing tells its format.
    """
    told = format_told(source)
    ending, location = INDEX.get("bam" if told is None and aligned else str(told)), source.location
    if ending is None or isinstance(source.index, str) or not isinstance(location, str):
        return None
    asks = kind(location) is LocationKind.HTTP and _TELLS_INDEX.match(location) is None
    return location + ending if asks else None


_SERVED = "IGV takes the reads of a service (htsget) that are said to be of the type bam for a file, and asks for its index."


def outdated(session: Session, *, home: bool) -> Iterator[Notice]:
    """What IGV 2.16 asks, stops at, or leaves out of an IGV session; `home`: it returns with words of a later version."""
    for key, source in session.sources.items():
        if proposed_index(source) is not None:
            yield from _index_asked(key, source)
        if source.format == "htsget" and extras_of(source).spelling.get("format") == "bam":
            yield Notice("index.asked", "kept", "error", _SERVED, ("sources", key), "format", "Say type=htsget in its place.")
    told = _stopping if home else _left_out
    for key, track in session.tracks.items():
        yield from told(key, track, source_of(session, track), session)
    yield from _unplaced(session, "kept")


def _stopping(key: str, track: Track, source: Source | None, session: Session) -> Iterator[Notice]:
    for place, part in (track.parts or {}).items():
        for name, field in _FIELDS.items():
            word = extras_of(part).spelling.get(f"reads.{field}", getattr(part.reads, field, UNSET))
            if isinstance(word, str) and word.upper() in NEWER[name]:
                text = f"IGV desktop 2.16 stops loading the session at {word.upper()}, which came later."
                yield Notice("version.stops", "kept", "error", text, ("tracks", key), f"parts.{place}.reads.{field}", _LATER)
    if says_class(track) and stops(track, source, session):
        text = "IGV desktop 2.16 stops loading the session at a track of this class without a file that it can read."
        yield Notice("version.stops", "kept", "error", text, ("tracks", key), "kind", _LATER)


def _left_out(key: str, track: Track, source: Source | None, session: Session) -> Iterator[Notice]:
    if source is not None and says_class(track) and stops(track, source, session):
        text = "IGV desktop 2.16 can't read this file, and leaves its track out; a later version that reads it shows the track."
        yield Notice("location.unopenable", "kept", "warning", text, ("tracks", key), "source", _LATER)


def says_class(track: Track) -> bool:
    """Whether an IGV session gives a track, or a part of it, its class: one that it does not give is not written either."""
    held = [extras_of(track), *(extras_of(part) for part in (track.parts or {}).values())]
    return "kind" in held[0].spelling or any("@clazz" in one.native for one in held)


def _unplaced(session: Session, effect: str) -> Iterator[Notice]:
    """Files of which IGV asks, before it shows anything, where on the genome they lie (`ConvertFileDialog`)."""
    for key, source in session.sources.items():
        if format_told(source) in _UNPLACED:
            text = (
                "IGV asks where on the genome the RNA lies whose structure the file tells, and shows nothing before it is told."
            )
            yield Notice("location.asked", effect, "error", text, ("sources", key), "location", _PLACE)


def of_regions_alone(session: Session) -> set[str]:
    """Files that only sets of regions name: IGV would show them as tracks."""
    named = {one.source for one in session.tracks.values()}
    named |= set(session.samples.sources) if session.samples is not UNSET and session.samples.sources is not UNSET else set()
    return {one.source for one in session.region_sets.values() if isinstance(one.source, str)} - named


def point_to_index(attrib: dict[str, Any], source: Source, *, own: bool, aligned: bool) -> None:
    """Change the attributes of a Resource so that IGV looks for the index where it is, and asks nobody."""
    if not own and found_by_itself(source):
        attrib.pop("index", None)
    elif (proposed := proposed_index(source, aligned=aligned)) is not None:
        attrib["index"] = proposed


def _index_asked(key: str, source: Source) -> Iterator[Notice]:
    if proposed_index(source) is not None:
        text = "IGV can't tell from the address of the file where its index is, and would ask; it is told what it would propose."
        yield Notice("index.asked", "assumed", "warning", text, ("sources", key), "index", NAME_IT)
    elif not isinstance(source.index, str) and format_told(source) in INDEX and "?" in str(source.location):
        text = "IGV looks for the index at the address of the file with the same query; where it is not there, it asks and waits."
        yield Notice("index.asked", "assumed", "warning", text, ("sources", key), "index", NAME_IT)


def advice(session: Session) -> Iterator[Notice]:
    """What IGV will not do with the files of a session from elsewhere, though they are said as well as can be."""
    yield from _unplaced(session, "assumed")
    above = [key for key, one in session.sources.items() if isinstance(one.location, str) and one.location.startswith("../")]
    if above:
        text = "IGV 2.16 loads files beside and above the session's folder, but can't save the session again with relative paths."
        yield Notice("location.above", "assumed", "info", text, ("sources", above[0]), "location", _ABSOLUTE)
    for key, source in session.sources.items():
        if isinstance(source.index, str) and kind(source.index) is LocationKind.RELATIVE and not found_by_itself(source):
            text = "IGV looks for a relative index in the folder that it was started in, not in the session's."
            yield Notice("index.elsewhere", "assumed", "warning", text, ("sources", key), "index", _ABSOLUTE)
        if LIKE_READS.match(str(source.location)):
            yield from _index_asked(key, source)
    shown = shown_tracks(session)
    for key, track in session.tracks.items():
        file = source_of(session, track)
        if file is not None and (why := unopenable(track, file)) is not None:
            severity = "error" if key in shown else "info"
            hint = remedy(why, str(file.location))
            yield Notice("location.unopenable", "assumed", severity, why, ("tracks", key), "source", hint)
        elif key in shown and file is None and _is_nowhere(track):
            text = "The session names no file for this track, so IGV desktop leaves it out."
            yield Notice("location.unopenable", "assumed", "error", text, ("tracks", key), "key")
        if track.kind == "copy_number" and is_summary(track, session):
            text = "IGV 2.16 shows the summary of a file of segments; its samples only where the session names each of them."
            yield Notice("track.summary", "assumed", "warning", text, ("tracks", key), "kind")
        elif key in shown and is_of_samples(track) and file is not None and unopenable(track, file) is None:
            text = "IGV desktop shows every sample of this file as a track of its own, with the default look."
            yield Notice("track.summary", "assumed", "warning", text, ("tracks", key), "kind")


def _is_nowhere(track: Track) -> bool:
    """Whether IGV finds nothing under what a track is called: neither a file nor the genes of the genome."""
    return isinstance(track.key, str) and track.kind not in names.MADE and not track.key.endswith(names.GENES)


def type_of(source: Source) -> str | None:
    """The format of a file in IGV's words; None where the name of the file tells that already."""
    told = infer(source.location) if isinstance(source.location, str) else None
    word = names.TYPES.get(str(source.format), str(source.format))
    served = word in htsget.OPENED  # what a service gives its address tells by convention alone
    return None if told is not None and told.format == word and not served else word


def fitted(track: Track) -> Track:
    """A member of an overlay as IGV has it: without a range, which is the overlay's."""
    if track.display_range is UNSET:
        return track
    bare = msgspec.structs.replace(track.display_range, **dict.fromkeys(_RANGE, UNSET))
    return msgspec.structs.replace(track, display_range=bare)


def is_borrowed(track: Track, session: Session) -> bool:
    """Whether an overlay's range is that of a member still, so that only the member says it."""
    if names.BORROWED not in extras_of(track).native:
        return False
    members = [session.tracks[key].display_range for key in track.members or () if key in session.tracks]
    lender = next((one for one in members if one is not UNSET and one.maximum is not UNSET), None)
    return lender is not None and all(getattr(lender, name) == getattr(track.display_range, name) for name in _RANGE)
