"""The look of a track as slots of a configuration and properties in a view."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec import UNSET
from msgspec.structs import astuple

from converter.formats._words import CANNOT
from converter.formats.jbrowse2 import mapping, names
from converter.formats.jbrowse2.mapping import INLINE, NO_LOOK, STATE, Word
from converter.formats.jbrowse2.slots import fits

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from converter.model import Track

BRANCHES = ("display", "display_range", "reads", "variants", "interactions", "sequence")
_REMEMBERED = 512
_LONGEST = 100
TWO_COLORS = "base_modification_2color"
_COMPACT_PX = 2
"""The height of reads in rows without room between them."""
_COVERAGE_PX = 45
"""The height of the coverage where nobody says another."""


@cache
def _fields(cls: Any, prefix: str) -> tuple[str, ...]:
    return tuple(prefix + field.name for field in msgspec.structs.fields(cls))


def values_of(track: Track) -> dict[str, Any]:
    """What a track says of its look, by dotted field."""
    found: dict[str, Any] = {}
    for branch in BRANCHES:
        _collect(getattr(track, branch), branch, found)
    if isinstance(track.parts, dict):
        for name, part in track.parts.items():
            for branch in BRANCHES[:3]:
                _collect(getattr(part, branch), f"parts.{name}.{branch}", found)
            if part.visible is not UNSET:
                found[f"parts.{name}.visible"] = part.visible
    return found


def _collect(held: Any, branch: str, found: dict[str, Any]) -> None:
    if held is not UNSET:
        named = zip(_fields(held.__class__, f"{branch}."), astuple(held), strict=True)
        found.update({name: value for name, value in named if value is not UNSET})


class Outlet:
    """A word of a display that says a field of the model; remembers how it writes values."""

    __slots__ = ("kind", "memo", "name", "state", "word")

    def __init__(self, display: str, word: Word) -> None:
        self.word = word
        self.name = word.name
        self.state = word.name.startswith(STATE)
        slots = (names.STATES if self.state else names.DISPLAYS).get(display)
        self.kind = (slots.kind(word.name.removeprefix(STATE)) if slots is not None else None) or "-"
        self.memo: dict[Any, Any] = {}

    def wire(self, value: Any) -> Any:
        """The wire value; CANNOT for what the word can't say, and what would make JBrowse refuse the whole session."""
        plain = value.__class__ is str and len(value) <= _LONGEST
        if plain and (found := self.memo.get(value)) is not None:
            return found
        wire = self.word.codec.write(value)
        if wire is not CANNOT and not fits(self.kind, wire):
            wire = CANNOT
        if plain:
            if len(self.memo) >= _REMEMBERED:
                self.memo.clear()
            self.memo[value] = wire
        return wire

    def fits(self, raw: Any) -> bool:
        """Whether JBrowse takes a value as it was spelled."""
        return fits(self.kind, raw)


@cache
def _outlets(display: str) -> dict[str, Outlet]:
    """The words of a display that we know, by the field that they say."""
    return {field: Outlet(display, word) for field, word in mapping.LOOKS[display].writing.items()}


class LookWriter:
    """Writes the look of one track by the words of one display; `said` is by marked name (`~` state, `=` inline)."""

    def __init__(
        self, display: str, values: dict[str, Any], spelling: Mapping[str, Any], *, shown: bool, own: bool, home: bool = False
    ) -> None:
        self.display = display
        self.outlets: Mapping[str, Outlet] = _outlets(display) if display in mapping.LOOKS else {}
        self.values = values
        self.spelling = spelling
        self.shown = shown
        self.own = own
        """Whether JBrowse 2 said so itself, so that its traps are its own."""
        self.home = home
        """Whether it comes back to JBrowse 2 from elsewhere."""
        self.said: dict[str, Any] = {}
        self.sources: dict[str, tuple[Outlet, tuple[str, ...], Callable[..., Any] | None]] = {}
        """By name, the fields whose values are said, and how they make one value."""
        self.refused: set[str] = set()
        """The fields of whose values one could not be said."""

    def run(self) -> dict[str, Any]:
        """All names with their values."""
        family = _FAMILIES.get(self.display)
        if family is not None:
            family(self)
        for field, value in self.values.items():
            if field in self.outlets:
                self.say(field, value)
        return self.said

    def say(self, field: str, value: Any, wanted: str | None = None) -> bool:
        """Write a field: as it was spelled if that still holds, else by the word `wanted` (or the field's own)."""
        if field in self.spelling and self._respell(self.spelling[field], value):
            return True
        return self._say((field,), value, wanted or field)

    def make(self, fields: tuple[str, ...], how: Callable[..., Any], wanted: str) -> None:
        """Write what is made of the values of several fields by the word `wanted`."""
        self._say(fields, how(*[self.values[field] for field in fields]), wanted, how)

    def _say(self, fields: tuple[str, ...], value: Any, wanted: str, how: Callable[..., Any] | None = None) -> bool:
        outlet = self.outlets.get(wanted)
        if outlet is None or (outlet.state and not self.shown):
            return False
        wire = outlet.wire(value)
        if wire is CANNOT:
            self.refused.update(fields)
            return False
        if outlet.name not in self.said:
            self.said[outlet.name] = wire
            self.sources[outlet.name] = outlet, fields, how
        return True

    def can_say(self, field: str) -> bool:
        """Whether the display has a word for the value of a field."""
        outlet = self.outlets.get(field)
        return outlet is not None and outlet.word.codec.write(self.values.get(field)) is not CANNOT

    def _respell(self, spelled: Any, value: Any) -> bool:
        if not isinstance(spelled, list) or len(spelled) != 2:  # noqa: PLR2004 - name and value
            return False
        name, raw = spelled
        if not isinstance(name, str) or (name[:1] in (STATE, INLINE) and not self.shown):
            return False
        word = mapping.LOOKS.get(self.display, NO_LOOK).words.get(name.removeprefix(INLINE))
        if word is None or word.codec.read(raw) != value or not Outlet(self.display, word).fits(raw):
            return False
        self.said.setdefault(name, raw)
        return True


def _features(writer: LookWriter) -> None:
    """What is squished has no names but in JBrowse."""
    color, alternative = writer.values.get("display.color"), writer.values.get("display.alt_color")
    if writer.values.get("display.mode") == "squished" and not writer.own and not writer.home:
        writer.values.setdefault("display.show_labels", False)
    if not isinstance(color, str):
        return
    spelled = writer.spelling.get("display.color")
    value = (color, alternative) if isinstance(alternative, str) else color
    if isinstance(spelled, list) and spelled[0] == "renderer/color1" and mapping.FEATURES_COLOR.read(spelled[1]) == value:
        writer.said[spelled[0]] = spelled[1]
    elif isinstance(alternative, str):
        writer.make(("display.color", "display.alt_color"), lambda *colors: colors, "?color")
    else:
        writer.make(("display.color",), lambda one: one, "?color")


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
    """Colours and summaries belong to the renderer that is chosen; other browsers draw an overlay in one, JBrowse in rows."""
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
            and len(spelled) in (1, 3)  # the slot for bars, its word, and the slot that says they are not filled
            and all(isinstance(name, str) for name in spelled)
            and (writer.shown or not any(name[:1] == STATE for name in spelled[::2]))
        ):
            writer.said |= {**dict(zip(spelled[:-1:2], spelled[1::2], strict=True)), spelled[-1]: False}
        elif writer.say("display.renderer", "bar", "?rendering"):
            filled = False
    elif (word, writer.spelling.get("display.renderer")) != (mapping.ROWS, mapping.BY_DEFAULT) and (
        word is not UNSET or (multi and not writer.own)
    ):
        word = "bar" if word is UNSET else word
        writer.say("display.renderer", word, "?rendering")
    chosen = classes.get(word) or classes[mapping.ROWS if multi else "bar"]
    if filled is not UNSET:
        writer.say("display.filled", filled, f"?{chosen}/filled")
    summary = get("display.window_function", UNSET)
    if summary is not UNSET:
        writer.say("display.window_function", summary, f"?{chosen}/summaryScoreMode")
    _values(writer, chosen)


def _values(writer: LookWriter, chosen: str) -> None:
    """The colour of all values, or one of those above and one of those below the pivot, of which a line has none."""
    color, alternative = writer.values.get("display.color"), writer.values.get("display.alt_color")
    two = isinstance(alternative, str) and chosen != mapping.LINES
    if isinstance(color, str):
        for slot in ("posColor",) if two else mapping.COLOR_SLOTS.get(chosen, ("color",)):
            writer.say("display.color", color, f"?{chosen}/{slot}")
    if two:
        writer.say("display.alt_color", alternative, f"?{chosen}/negColor")


def _colored(writer: LookWriter, field: str, panel: str | None) -> None:
    """A pile of reads has no colours for what is odd in any way, and arcs and clouds have them for pairs alone.

    A colouring that the display does not know makes all reads grey (`PileupRenderer`, `drawPairArcs`).
    """
    by = writer.values.get(field)
    if panel is None:
        if by == "unexpected_pair":
            writer.values[field] = "pair_orientation"
    elif by in mapping.OF_PAIRS:
        del writer.values[field]
        writer.said[writer.outlets[field].name] = mapping.OF_PAIRS[by]
    elif panel == _PANELS["paired_arcs"] or not str(by).startswith("base_modification"):
        writer.values.pop(field, None)


def _reads(writer: LookWriter, part: str = "parts.reads.", panel: str | None = None) -> None:
    """Sorting needs a place; a tag says nothing without what is done by it."""
    if not writer.own and not writer.home:
        _colored(writer, f"{part}reads.color_by", panel)
        _packed(writer, part)
        writer.values.pop(f"{part}display.color", None)
    _modified(writer, f"{part}reads.color_by")
    if writer.own:
        return
    values = writer.values
    sorts = writer.can_say(f"{part}reads.sort_by")
    if not sorts or any(f"{part}reads.{name}" not in values for name in ("sort_chrom", "sort_position")):
        for name in ("sort_by", "sort_tag", "sort_chrom", "sort_position"):
            values.pop(f"{part}reads.{name}", None)
    if values.get(f"{part}reads.sort_by") != "tag":
        values.pop(f"{part}reads.sort_tag", None)
    if values.get(f"{part}reads.color_by") != "tag":
        values.pop(f"{part}reads.color_tag", None)
    if writer.can_say(f"{part}reads.duplicates"):
        name = writer.outlets[f"{part}reads.duplicates"].name
        writer.said[name.replace("flagExclude", "flagInclude")] = 0


def _packed(writer: LookWriter, part: str) -> None:
    """Squished reads are low, too, as where a person chooses compact ones."""
    if writer.values.get(f"{part}display.mode") == "squished":
        writer.values.setdefault(f"{part}reads.read_height_px", _COMPACT_PX)


def _modified(writer: LookWriter, field: str) -> None:
    """Two colours for what is modified and what is not are a switch beside the colouring by base modifications."""
    if writer.values.get(field) != TWO_COLORS or field not in writer.outlets:
        return
    spelled = writer.spelling.get(field)
    if (
        isinstance(spelled, list)
        and [type(one) for one in spelled] == [str, str, str]
        and (writer.shown or spelled[0][:1] != STATE)
    ):
        del writer.values[field]
        writer.said[spelled[0]], writer.said[spelled[2]] = spelled[1], True
    else:
        writer.values[field] = "base_modification"
        writer.said[f"{writer.outlets[field].name.removesuffix('/type')}/modifications/twoColor"] = True


def _coverage(writer: LookWriter) -> None:
    _range(writer, "parts.coverage.")
    if not writer.own and not writer.home:
        writer.values.pop("parts.coverage.display.color", None)
    arcs = writer.values.get("parts.junctions.visible")
    if isinstance(arcs, bool):
        writer.say("parts.junctions.visible", arcs, "?junctions")


def _alignments(writer: LookWriter) -> None:
    """JBrowse says the height of the whole, and that of the coverage."""
    get = writer.values.get
    wanted = [panel for field, panel in _PANELS.items() if get(f"parts.reads.reads.{field}") is True and writer.shown]
    if wanted and not writer.own:
        _keep_what_it_knows(writer, wanted[0])
    _coverage(writer)
    _reads(writer, panel=wanted[0] if wanted else None)
    coverage, reads, whole = (
        get(name) for name in ("parts.coverage.display.height_px", "parts.reads.display.height_px", "display.height_px")
    )
    spelled = writer.spelling.get("parts.reads.display.height_px")
    if spelled is not None and _heights(spelled) == (reads, coverage):
        writer.said[spelled[0]] = spelled[1]
    elif isinstance(reads, int | float):
        if isinstance(coverage, int | float):
            fields = ("parts.reads.display.height_px", "parts.coverage.display.height_px")
            writer.make(fields, lambda reads, coverage: reads + coverage, "?height")
        else:
            writer.make(("parts.reads.display.height_px",), lambda height: height + _COVERAGE_PX, "?height")
            writer.make((), lambda: _COVERAGE_PX, "?coverage")
    elif isinstance(whole, int | float):
        writer.say("display.height_px", whole, "?height")
    if isinstance(coverage, int | float):
        writer.say("parts.coverage.display.height_px", coverage, "?coverage")
    for panel in wanted:
        writer.said.setdefault("~lowerPanelType", panel)


def _keep_what_it_knows(writer: LookWriter, panel: str) -> None:
    """Arcs and clouds of reads have fewer properties than the pile of them that they take the place of."""
    state = "~PileupDisplay/"
    for field, outlet in writer.outlets.items():
        if outlet.name.startswith(state) and names.STATES[panel].kind(outlet.name[len(state) :]) is None:
            writer.values.pop(field, None)


_PANELS = {"paired_arcs": "LinearReadArcsDisplay", "paired": "LinearReadCloudDisplay"}
"""What draws the reads of an alignment track in another way than as a pile, by the field that says so."""


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
