"""Neutral tracks as settings of a hub, or as attributes of a custom track."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import UNSET

from converter.formats._consume import say
from converter.formats._extras import extras_in
from converter.formats._parts import Branches
from converter.formats._values import number_text
from converter.formats.ucsc import mapping, strands
from converter.formats.ucsc.names import HIDE, ID, READ_TYPES, SPELLED
from converter.formats.ucsc.tracks import AUTOSCALE, RANGE, metadata, metadata_text, mode_of, numbers, visibility
from converter.resources.filetypes import infer
from converter.resources.location import basename

if TYPE_CHECKING:
    from converter.model import Extras, Source, Track

_OWN = frozenset({"track", "parent", "container", "browser"})
"""Native settings that the writer answers for by itself."""
_OF_ONE = frozenset({"db", "htmlUrl", "offset", "html", "priority", "type", "subGroups"})
"""Native settings that hubs and custom tracks do not share."""
_WORDS = {mode: word for word, mode in mapping.MODE.items()}


extras_of = extras_in(ID)


class Settings:
    """The settings of a track by key, in the order in which they are written, in `out`.

    `custom`: as attributes of a custom track; `home`: that is what they were, so they are spelled as they were;
    `luggage`: with what UCSC ignores.
    """

    def __init__(self, track: Track, source: Source | None, *, custom: bool, home: bool, luggage: bool) -> None:
        self.track, self.source, self.custom, self.home = track, source, custom, home
        self.drawn = drawn_as(track)
        self.display, self.range = (_look(track, self.drawn, branch) for branch in ("display", "display_range"))
        self.extras = extras_of(track)
        self.spelling = self.extras.spelling if home else {}
        self.luggage = luggage
        self.out: dict[str, str] = {}

    def bare(self) -> dict[str, str]:
        """Where the data are, and what the track is called: all there is to say of a file that can't be opened."""
        self._file()
        self._names()
        self._type()
        return self.out

    def full(self) -> dict[str, str]:
        """All settings but how it is shown."""
        self.bare()
        table = mapping.table(self.drawn, (), custom=self.custom)
        say(table, Branches(self.track), self.out, self.spelling)
        strands.say(self.drawn, self.display, self.out, self.spelling)
        graph, spelled = self.drawn == mapping.GRAPH_OF_READS, self.spelling.get("doWiggle")
        if graph or spelled is not None:
            self.out["doWiggle"] = str(spelled if mapping.SWITCH.read(spelled) == graph else mapping.SWITCH.write(graph))
        if self.drawn in mapping.SIGNAL:
            if self.display is not UNSET and self.display.renderer == "heatmap":
                self.out.pop("graphType" if self.custom else "graphTypeDefault", None)
            self._axis()
        if self.drawn != "alignment":
            self._height()
        self._metadata()
        self._more()
        return self.out

    def _file(self) -> None:
        source = self.source
        if source is None or not isinstance(source.location, str):
            return
        of_igv = self.spelling.get("source") == "dataURL"
        self.out["dataURL" if of_igv else "bigDataUrl"] = source.location
        if isinstance(source.index, str):
            self.out["indexURL" if of_igv else "bigDataIndex"] = source.index
        if of_igv and isinstance(source.coverage, str):
            self.out["coverageURL"] = source.coverage
        if isinstance(source.feature_url, str):
            self.out["url"] = source.feature_url

    def _names(self) -> None:
        """A track needs a short label and a long one."""
        short, long = ("name", "description") if self.custom else ("shortLabel", "longLabel")
        name = mapping.LABEL.write(self.track.name) if isinstance(self.track.name, str) else UNSET
        if not isinstance(name, str):
            name = UNSET if self.home or self.custom else self._file_name()
        if name is not UNSET and self.spelling.get("name") != long:
            self.out[short] = name
        if isinstance(self.track.description, str) and self.track.description != name:
            self.out[long] = self.track.description
        elif name is not UNSET and (not self.custom or long in (self.spelling.get("description"), self.spelling.get("name"))):
            self.out[long] = name

    def _file_name(self) -> str:
        """A hub needs a label for each track: what others call a track without a name."""
        location = self.source.location if self.source is not None else UNSET
        return (basename(location) if isinstance(location, str) else "") or "Track"

    def _type(self) -> None:
        found = type_of(self.track, self.source, self.spelling, self.extras, custom=self.custom, home=self.home)
        if found is not None:
            self.out["type"] = self._ranged(found)

    def _ranged(self, text: str) -> str:
        """A type without a range that the track no longer has."""
        word, *ends = text.split()
        ranged = len(ends) == len(RANGE) and bool(numbers(" ".join(ends), " ")) and self.drawn in mapping.SIGNAL
        return word if ranged and not self._limits() else text

    def _limits(self) -> list[float]:
        held = self.range
        if held is UNSET or not isinstance(held.minimum, int | float) or not isinstance(held.maximum, int | float):
            return []
        return [held.minimum, held.maximum]

    def _axis(self) -> None:
        limits, held = self._limits(), self.range
        spelled = self.spelling.get("viewLimits")
        words = self.out.get("type", "").split(None, 1)
        if spelled is not None and numbers(spelled, ":") == limits:
            self.out["viewLimits"] = spelled
        elif limits and (len(words) == 1 or numbers(" ".join(words[1].split()) if words else "", " ") != limits):
            self.out["viewLimits"] = ":".join(map(number_text, limits))
        if held is UNSET or held.autoscale is UNSET:
            return
        text = self.spelling.get(AUTOSCALE, "")
        if isinstance(held.autoscale_group, str) and text.lower() == "group":
            self.out["autoScale"] = text
        else:
            self.out["autoScale"] = (
                text if text and mapping.SWITCH.read(text) == held.autoscale else mapping.SWITCH.write(held.autoscale)
            )

    def _height(self) -> None:
        """`max:default:min`: what is not said is as the default."""
        display = self.display
        if display is UNSET or not isinstance(display.height_px, int | float):
            sizes = [] if display is UNSET or not isinstance(display.max_height_px, int | float) else [display.max_height_px]
        else:
            high = display.max_height_px if isinstance(display.max_height_px, int | float) else max(display.height_px, 128)
            sizes = [
                high,
                display.height_px,
                *([display.min_height_px] if isinstance(display.min_height_px, int | float) else []),
            ]
        spelled = self.spelling.get("maxHeightPixels")
        if spelled is not None and numbers(spelled, ":") == sizes:
            self.out["maxHeightPixels"] = spelled
        elif sizes:
            self.out["maxHeightPixels"] = ":".join(map(number_text, sizes))

    def _metadata(self) -> None:
        held = self.track.metadata
        if not isinstance(held, dict) or not held or self.custom:
            return
        spelled = self.spelling.get("metadata")
        if spelled is not None and metadata(spelled) == held:
            self.out["metadata"] = spelled
        elif (
            all(isinstance(one, str) for one in held.values())
            and metadata(text := metadata_text(held)) == held
            and "\n" not in text
        ):
            self.out["metadata"] = text

    def _more(self) -> None:
        """What the model has no words for."""
        for key, value in self.extras.native.items():
            if key not in _OWN and (self.home or key not in _OF_ONE):
                self.out.setdefault(key, value)
        if self.luggage:
            for key, value in self.extras.ignored.items():
                self.out.setdefault(key, value)


def type_of(track: Track, source: Source | None, spelling: Any, extras: Extras, *, custom: bool, home: bool) -> str | None:
    """The type of a track: as it was spelled where that still means its file, else ours; None where UCSC has none."""
    format_ = source.format if source is not None and isinstance(source.location, str) else UNSET
    spelled = spelling.get("kind") or (extras.native.get("type") if home else None)
    if isinstance(spelled, str):
        word = spelled.split(None, 1)[0] if spelled.strip() else ""
        known = infer("", word) if custom else None
        found = READ_TYPES.get(word.lower()) or ((known.format, str(known.kind)) if known else None)
        if found is None or (found[1] == track.kind and format_ in (UNSET, found[0])):
            return spelled
    if source is not None and isinstance(source.features, list):
        return "bedGraph" if track.kind in mapping.SIGNAL else "bed" if custom else None
    return SPELLED.get(format_) if isinstance(format_, str) else None


def drawn_as(track: Track) -> str:
    """As what UCSC draws a track: its kind, but reads of which only the coverage is seen as a graph."""
    parts = track.parts if track.kind == "alignment" and isinstance(track.parts, dict) else {}
    coverage, reads = parts.get("coverage"), parts.get("reads")
    if reads is not None and reads.visible is False and (coverage is None or coverage.visible is not False):
        return mapping.GRAPH_OF_READS
    return "" if track.kind is UNSET else track.kind


def _look(track: Track, drawn: str, branch: str) -> Any:
    """A branch of what is drawn of a track."""
    at = mapping.COVERAGE if drawn == mapping.GRAPH_OF_READS else ""
    return getattr(Branches(track), f"{at}{branch}")


def word_of(track: Track) -> str:
    """How a shown track is displayed: as it says, else with all that it has."""
    drawn = drawn_as(track)
    if drawn in mapping.SIGNAL:
        display = _look(track, drawn, "display")
        return "dense" if display is not UNSET and display.renderer == "heatmap" else "full"
    mode = _mode(track)
    return _WORDS.get(mode, "pack") if isinstance(mode, str) else "pack"


def says_how(track: Track) -> bool:
    """Whether a track says how it is displayed."""
    return word_of(track) == "dense" if drawn_as(track) in mapping.SIGNAL else isinstance(_mode(track), str)


def _mode(track: Track) -> Any:
    branch, _, attr = mode_of(track.kind).rpartition(".")
    held = getattr(Branches(track), branch)
    return UNSET if held is UNSET else getattr(held, attr)


def agrees(text: str | None, track: Track, *, shown: bool) -> bool:
    """Whether a visibility says how a track is displayed, as far as the track says it."""
    word = visibility(text) if text is not None else HIDE
    if not shown or word == HIDE:
        return not shown and word == HIDE
    ours = word_of(track)
    return word == ours or (drawn_as(track) in mapping.SIGNAL and "dense" not in (word, ours))
