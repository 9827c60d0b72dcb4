"""The look of a track as slots of a configuration and properties in a view."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec import UNSET

from converter.formats._consume import CANNOT
from converter.formats.jbrowse2 import mapping, names
from converter.formats.jbrowse2.looks import features_color
from converter.formats.jbrowse2.mapping import INLINE, NO_LOOK, STATE, Look

if TYPE_CHECKING:
    from collections.abc import Mapping

    from converter.model import Part, Track

_BRANCHES = ("display", "display_range", "reads", "variants", "interactions", "sequence")
_COVERAGE_PX = 45
"""The height of the coverage where nobody says another."""


@cache
def _fields(cls: Any) -> tuple[str, ...]:
    return tuple(field.name for field in msgspec.structs.fields(cls))


def values_of(track: Track) -> dict[str, Any]:
    """What a track says of its look, by dotted field."""
    found: dict[str, Any] = {}
    _collect(track, "", _BRANCHES, found)
    if isinstance(track.parts, dict):
        for name, part in track.parts.items():
            _collect(part, f"parts.{name}.", ("display", "display_range", "reads"), found)
            if part.visible is not UNSET:
                found[f"parts.{name}.visible"] = part.visible
    return found


def _collect(held: Track | Part, prefix: str, branches: tuple[str, ...], found: dict[str, Any]) -> None:
    for branch in branches:
        struct = getattr(held, branch)
        if struct is UNSET:
            continue
        for name in _fields(struct.__class__):
            value = getattr(struct, name)
            if value is not UNSET:
                found[f"{prefix}{branch}.{name}"] = value


class LookWriter:
    """Writes the look of one track by the words of one display; `said` is by marked name (`~` state, `=` inline)."""

    def __init__(self, display: str, values: Mapping[str, Any], spelling: Mapping[str, Any], *, shown: bool, own: bool) -> None:
        self.display = display
        self.look: Look = mapping.LOOKS.get(display, NO_LOOK)
        self.values = dict(values)
        self.spelling = spelling
        self.shown = shown
        self.own = own
        """Whether JBrowse 2 said so itself, so that its traps are its own."""
        self.said: dict[str, Any] = {}
        self.spoken: set[str] = set()
        """The fields (and those that begin with `?`) that are said."""

    def run(self) -> dict[str, Any]:
        """All names with their values."""
        family = _FAMILIES.get(self.display)
        if family is not None:
            family(self)
        for field, value in self.values.items():
            if field in self.look.writing:
                self.say(field, value)
        return self.said

    def say(self, field: str, value: Any, wanted: str | None = None) -> bool:
        """Write a field: as it was spelled if that still holds, else by the word `wanted` (or the field's own)."""
        spelled = self.spelling.get(field)
        if isinstance(spelled, list) and len(spelled) == 2 and self._respell(spelled, value):  # noqa: PLR2004 - name and value
            return True
        word = self.look.writing.get(wanted or field)
        wire = word.codec.write(value) if word is not None else CANNOT
        if word is None or wire is CANNOT or (word.name.startswith(STATE) and not self.shown) or not self._fits(word.name, wire):
            return False
        self.said.setdefault(word.name, wire)
        self.spoken |= {word.field, f"?{word.field.rpartition('/')[2]}"}
        return True

    def _fits(self, name: str, wire: Any) -> bool:
        """Whether JBrowse takes the value, and does not refuse the whole session for it."""
        slots = (names.STATES if name.startswith(STATE) else names.DISPLAYS).get(self.display)
        return slots is not None and names.fits(slots.kind(name.removeprefix(STATE)) or "-", wire)

    def _respell(self, spelled: list[Any], value: Any) -> bool:
        name, raw = spelled
        if not isinstance(name, str) or (name[:1] in (STATE, INLINE) and not self.shown):
            return False
        word = self.look.words.get(name.removeprefix(INLINE))
        if word is None or word.codec.read(raw) != value or not self._fits(word.name, raw):
            return False
        self.said.setdefault(name, raw)
        self.spoken |= {word.field, f"?{word.field.rpartition('/')[2]}"}
        return True


def _features(writer: LookWriter) -> None:
    color, alternative = writer.values.get("display.color"), writer.values.get("display.alt_color")
    if not isinstance(color, str):
        return
    writer.spoken.add("?color")
    spelled = writer.spelling.get("display.color")
    if isinstance(spelled, list) and spelled[0] == "renderer/color1" and _feature_colors(spelled[1]) == (color, alternative):
        writer.said[spelled[0]] = spelled[1]
    else:
        writer.said["renderer/color1"] = features_color(color, alternative if isinstance(alternative, str) else None)


def _feature_colors(raw: Any) -> tuple[Any, Any]:
    strands = mapping.STRAND_COLORS.fullmatch(raw) if isinstance(raw, str) else None
    if strands:
        return mapping.COLOR.read(strands[2]), mapping.COLOR.read(strands[1])
    return mapping.COLOR.read(raw), None


def _range(writer: LookWriter, prefix: str = "") -> None:
    """Limits would overrule autoscaling, and a logarithmic scale that begins at 0 draws nothing."""
    held = {
        name: writer.values.get(f"{prefix}display_range.{name}", UNSET) for name in ("minimum", "maximum", "autoscale", "scale")
    }
    low, high = held["minimum"], held["maximum"]
    if held["autoscale"] is True and low is not UNSET and high is not UNSET:
        low = high = UNSET
    if held["scale"] == "log" and low is not UNSET and low <= 0 and not writer.own:
        low = UNSET
    if low is not UNSET:
        writer.say(f"{prefix}display_range.minimum", low, "?minimum")
    if high is not UNSET:
        writer.say(f"{prefix}display_range.maximum", high, "?maximum")
    if held["autoscale"] is True:
        writer.say(f"{prefix}display_range.autoscale", value=True, wanted="?autoscale")


def _wiggle(writer: LookWriter) -> None:
    """Colours and summaries belong to the renderer that is chosen."""
    _range(writer)
    multi = writer.display == "MultiLinearWiggleDisplay"
    classes = mapping.MULTI_CLASSES if multi else mapping.WIGGLE_CLASSES
    get = writer.values.get
    word = get("display.renderer", UNSET)
    filled = get("display.filled", UNSET)
    if word == "points":
        spelled = writer.spelling.get("display.renderer")
        if (
            isinstance(spelled, list)
            and len(spelled) == 3  # noqa: PLR2004 - the display, its slot and the word
            and all(isinstance(name, str) for name in spelled)
            and (writer.shown or not any(name[0] == STATE for name in spelled[::2]))
        ):
            writer.said[spelled[0]], writer.said[spelled[2]] = spelled[1], False
        elif writer.say("display.renderer", "bar", "?rendering"):
            filled = False
    elif word is not UNSET:
        writer.say("display.renderer", word, "?rendering")
    chosen = classes.get(word) or classes["row_bar" if multi else "bar"]
    if filled is not UNSET:
        writer.say("display.filled", filled, f"?{chosen}/filled")
    summary = get("display.window_function", UNSET)
    if summary is not UNSET:
        writer.say("display.window_function", summary, f"?{chosen}/summaryScoreMode")
    color, alternative = get("display.color"), get("display.alt_color")
    if isinstance(color, str):
        slot = "color" if alternative is None else "posColor"
        writer.say("display.color", color, f"?{chosen}/{slot}")
    if isinstance(alternative, str):
        writer.say("display.alt_color", alternative, f"?{chosen}/negColor")


def _reads(writer: LookWriter, part: str = "parts.reads.") -> None:
    """Sorting needs a place; a tag says nothing without what is done by it."""
    if writer.own:
        return
    values = writer.values
    word = writer.look.writing.get(f"{part}reads.sort_by")
    sorts = word is not None and word.codec.write(values.get(f"{part}reads.sort_by")) is not CANNOT
    if not sorts or any(f"{part}reads.{name}" not in values for name in ("sort_chrom", "sort_position")):
        for name in ("sort_by", "sort_tag", "sort_chrom", "sort_position"):
            values.pop(f"{part}reads.{name}", None)
    if values.get(f"{part}reads.sort_by") != "tag":
        values.pop(f"{part}reads.sort_tag", None)
    if values.get(f"{part}reads.color_by") != "tag":
        values.pop(f"{part}reads.color_tag", None)
    word = writer.look.writing.get(f"{part}reads.duplicates")
    if word is not None and word.codec.write(values.get(f"{part}reads.duplicates")) is not CANNOT:
        writer.said[word.name.replace("flagExclude", "flagInclude")] = 0


def _coverage(writer: LookWriter) -> None:
    _range(writer, "parts.coverage.")
    arcs = writer.values.get("parts.junctions.visible")
    if isinstance(arcs, bool):
        writer.say("parts.junctions.visible", arcs, "?junctions")


def _alignments(writer: LookWriter) -> None:
    """JBrowse says the height of the whole, and that of the coverage."""
    _coverage(writer)
    _reads(writer)
    get = writer.values.get
    coverage, reads, whole = (
        get(name) for name in ("parts.coverage.display.height_px", "parts.reads.display.height_px", "display.height_px")
    )
    spelled = writer.spelling.get("parts.reads.display.height_px")
    if spelled is not None and _heights(spelled) == (reads, coverage):
        writer.said[spelled[0]] = spelled[1]
    elif isinstance(reads, int | float):
        coverage = coverage if isinstance(coverage, int | float) else _COVERAGE_PX
        writer.say("?", reads + coverage, "?height")
    elif isinstance(whole, int | float):
        writer.say("display.height_px", whole, "?height")
    if isinstance(coverage, int | float):
        writer.say("parts.coverage.display.height_px", coverage, "?coverage")
    for field, panel in (("paired_arcs", "LinearReadArcsDisplay"), ("paired", "LinearReadCloudDisplay")):
        if get(f"parts.reads.reads.{field}") is True and writer.shown:
            writer.said.setdefault("~lowerPanelType", panel)
            writer.spoken.add("?lower")


def _heights(spelled: Any) -> tuple[Any, Any] | None:
    """The heights of reads and coverage that a name with the whole and that of the coverage says."""
    if not isinstance(spelled, list) or list(map(_plain, spelled)) != [str, float, float]:
        return None
    return spelled[1] - spelled[2], spelled[2]


def _plain(value: Any) -> Any:
    """The type of a JSON value, whole numbers among the others."""
    return float if type(value) is int else type(value)


def _sequence(writer: LookWriter) -> None:
    """Both strands are drawn unless one is left out; the forward one alone is what other browsers begin with."""
    strand = writer.values.get("sequence.strand")
    if (strand == "-" or (strand == "+" and writer.own)) and writer.shown:
        writer.said["~showForward"], writer.said["~showReverse"] = strand == "+", strand == "-"


_FAMILIES: dict[str, Any] = {
    **dict.fromkeys(("LinearBasicDisplay", "LinearVariantDisplay", "LinearBareDisplay"), _features),
    **dict.fromkeys(
        ("LinearWiggleDisplay", "MultiLinearWiggleDisplay", "LinearGCContentDisplay", "LinearGCContentTrackDisplay"), _wiggle
    ),
    "LinearSNPCoverageDisplay": _coverage,
    "LinearAlignmentsDisplay": _alignments,
    "LinearReferenceSequenceDisplay": _sequence,
    **dict.fromkeys(("LinearPileupDisplay", "LinearReadArcsDisplay", "LinearReadCloudDisplay"), _reads),
}
