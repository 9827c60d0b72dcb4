"""The settings of one track, of a hub or of a custom track, as a neutral track and its source."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from msgspec import UNSET

from converter.formats._consume import take
from converter.formats._draft import BRANCHES, Draft
from converter.formats._values import NUMBER_TEXT, number_text
from converter.formats._words import INVALID
from converter.formats.ucsc import mapping, strands
from converter.formats.ucsc.names import HIDE, ID, NUMBERED, READ_TYPES, SPELLED
from converter.loss.ledger import Fate, own
from converter.model import Part, Source, Track
from converter.resources.filetypes import infer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from converter.formats._sources import Sources
    from converter.loss.ledger import Owner

_DRAWN = f"{mapping.READS}visible"
RANGE = ("display_range.minimum", "display_range.maximum")
AUTOSCALE = "display_range.autoscale"
_HEIGHTS = ("display.max_height_px", "display.height_px", "display.min_height_px")
_PAIR = re.compile(r"""\s*([^\s=]+)=(?:"([^"]*)"|'([^']*)'|([^\s"']\S*))(?=\s|$)""")
_OFRANGED_TYPE = 3
"""Words of `type bigWig 0 10`."""


class TrackDraft(Draft):
    """A track in the making from its `settings` by key; `fates`: of settings that the table does not answer for.

    `held`: its file, "" where it has none; `custom`: it is a custom track; `drawn`: as what it is drawn, mostly its kind;
    `at`: begins the fields of what is drawn.
    """

    __slots__ = ("at", "custom", "drawn", "fates", "held", "kind", "settings", "sources", "table")

    def __init__(
        self, owner: Owner, sources: Sources, settings: Mapping[str, str], *, custom: bool = False, kind: str | None = None
    ) -> None:
        super().__init__(owner)
        self.sources, self.settings, self.custom = sources, settings, custom
        self.held: Owner = ("sources", "")
        self.fates: dict[str, Fate] = {}
        self.kind = kind

    def read(self, group: str = "") -> None:
        """Take all settings. `group`: what the container is called that scales its tracks together."""
        if self.kind is None:
            self._file()
        self._drawing()
        self.table = mapping.table(self.drawn, self.settings, custom=self.custom)
        strands.read(self)
        plain = {key: text for key, text in self.settings.items() if key not in mapping.DEEPER and key not in self.fates}
        listed = plain.pop("defaultLabelFields", None) if "," in plain.get("defaultLabelFields", "") else None
        self.fates |= take(plain, self.table, self, "")
        if listed is not None:
            self.keep("defaultLabelFields")
        if self.kind is not None:
            self.set("kind", self.kind)
        self._names()
        self._height()
        self._visibility()
        self._axis(group)
        self._metadata()
        for key in self.settings:
            if key in mapping.DEEPER and key not in self.fates and (self.custom or key not in _OF_HUB):
                self.keep(key) if key in self.table.native else self.ignore(key)

    def keep(self, key: str) -> None:
        """A setting that the browser understands and the model has no word for."""
        self.native[key] = self.settings[key]
        self.fates[key] = Fate("native", key)

    def ignore(self, key: str, code: str | None = None) -> None:
        """A setting that means nothing here, or whose value is none."""
        self.ignored[key] = self.settings[key]
        self.fates[key] = Fate("ignored", key, code)

    def says(self, key: str) -> list[tuple[Owner, str]] | None:
        """The fields that a setting feeds; None for one that feeds none."""
        fate = self.fates.get(key)
        if fate is None:
            return [(self.owner, field) for field in self.table.fields_of(key)]
        if fate.kind == "own":
            return [(self.owner, field) for field in fate.detail]
        return list(fate.detail) if fate.kind == "feeds" else None

    def _drawing(self) -> None:
        """As what the track is drawn: reads also as a graph of their coverage."""
        self.drawn, self.at = self.kind, ""
        text = self.settings.get("doWiggle")
        graph = mapping.SWITCH.read(text) if text is not None and self.kind == "alignment" else INVALID
        if graph is INVALID or not (graph or visibility(self.settings.get("visibility", HIDE)) not in (None, HIDE)):
            return
        if graph:
            self.drawn, self.at = mapping.GRAPH_OF_READS, mapping.COVERAGE
        self.set(_DRAWN, value=not graph)
        self.spelling["doWiggle"] = text
        self.fates["doWiggle"] = own(_DRAWN)

    def _file(self) -> None:
        """Location, index, format and kind."""
        location = next((key for key in ("bigDataUrl", *(("dataURL",) if self.custom else ())) if key in self.settings), None)
        found = infer(self.settings[location]) if location else None
        source = Source(location=self.settings[location] if location else UNSET)
        source.format, self.kind = (found.format, found.kind) if found else (UNSET, None)
        said = self._typed(self.settings["type"]) if "type" in self.settings else None
        if said is not None:
            source.format, self.kind = said
        beside = {key: field for key, field in _BESIDE.items() if key in self.settings and (self.custom or key not in _OF_IGV)}
        for key, field in beside.items() if location else ():
            setattr(source, field, self.settings[key])
        if location is not None:
            self.held = self.sources.of(source)
            self.set("source", self.held[1])
            self.fates[location] = Fate("feeds", ((self.held, "location"), (self.owner, "source")))
            self.fates |= {key: Fate("feeds", ((self.held, field),)) for key, field in beside.items()}
        if said is not None:
            kind = (self.owner, "kind")
            self.fates["type"] = Fate("feeds", ((self.held, "format"), kind) if location else (kind,))
        elif "type" in self.settings:
            self.keep("type")

    def _typed(self, text: str) -> tuple[str, str] | None:
        """Format and kind by the type of the track, which is spelled again as it was."""
        word = text.split(None, 1)[0] if text.strip() else ""
        found = READ_TYPES.get(word.lower())
        if found is None and self.custom and (known := infer("", word)) is not None:
            found = known.format, str(known.kind)
        if found is not None and text != SPELLED.get(found[0]):
            self.spelling["kind"] = text
        return found

    def _names(self) -> None:
        """The long label where it says more than the short one; for a track without a short one it is the name."""
        long, short = ("description", "name") if self.custom else ("longLabel", "shortLabel")
        if long not in self.settings:
            return
        if self.settings.get(short, self.settings[long]) == self.settings[long]:
            self.set("name", self.settings[long])
            self.fates[long] = own("name")
            if self.custom:
                self.spelling["description" if short in self.settings else "name"] = long
        else:
            self.set("description", self.settings[long])
            self.fates[long] = own("description")

    def _visibility(self) -> None:
        """How features are stacked; a graph is drawn in full, or, dense, as a strip of shades."""
        text = self.settings.get("visibility")
        if text is None:
            return
        word = visibility(text)
        if word is None:
            self.ignore("visibility", "source.invalid")
            return
        fields: tuple[str, ...] = ("shown",)
        if self.drawn in mapping.SIGNAL:
            if word == "dense":
                fields = ("shown", f"{self.at}display.renderer")
                self._dense()
            if self.at and word != HIDE:
                self.set(f"{self.at}visible", value=True)
                fields = (*fields, f"{self.at}visible")
        elif word != HIDE:
            field = mode_of(self.kind)
            self.set(field, mapping.MODE[word])
            fields = ("shown", field)
            if self.kind == "alignment":
                self.set(_DRAWN, value=True)
                fields = (*fields, _DRAWN)
        self.spelling["shown"] = text
        self.fates["visibility"] = own(*fields)

    def undecided(self) -> None:
        """Something else hides the track, too, so that its visibility decides at most on how it is drawn."""
        fate = self.fates["visibility"]
        if fate.kind == "own":
            fields = tuple(one for one in fate.detail if one != "shown")
            self.fates["visibility"] = own(*fields)
            if not fields:
                self.keep("visibility")

    def told_by_parent(self) -> None:
        """What stands for its visibility is a word of the line `parent`, which says more."""
        said = self.says("visibility") or []
        self.fates.pop("visibility", None)
        self.native.pop("visibility", None)
        self.fates["parent"] = Fate("feeds", (*self.fates["parent"].detail, *said))

    def _dense(self) -> None:
        key = "graphType" if self.custom else "graphTypeDefault"
        if key in self.settings:
            self.spelling.pop(f"{self.at}display.renderer", None)
            self.keep(key)
        self.set(f"{self.at}display.renderer", "heatmap")

    def _axis(self, group: str) -> None:
        """Range and scaling of a graph."""
        if self.drawn not in mapping.SIGNAL:
            return
        self._limits()
        text = self.settings.get("autoScale")
        if text is None:
            return
        switch, field = mapping.SWITCH.read(text), f"{self.at}{AUTOSCALE}"
        if text.lower() == "group":
            self.set(field, value=True)
            self.set(f"{field}_group", group or "1")
            self.spelling[AUTOSCALE] = text
            self.fates["autoScale"] = own(field, f"{field}_group")
        elif switch is INVALID:
            self.ignore("autoScale", "source.invalid")
        else:
            self.set(field, switch)
            if text != mapping.SWITCH.write(switch):
                self.spelling[AUTOSCALE] = text
            self.fates["autoScale"] = own(field)

    def _limits(self) -> None:
        """The range: of `viewLimits`, else of the type (`bigWig 0 10`)."""
        if "viewLimits" in self.settings:
            limits = numbers(self.settings["viewLimits"], ":")
            if len(limits) != len(RANGE):
                self.ignore("viewLimits", "source.invalid")
                return
            self.spelling["viewLimits"] = self.settings["viewLimits"]
            self.fates["viewLimits"] = own(*self._set_all(RANGE, limits))
            return
        words = self.settings.get("type", "").split()
        limits = numbers(" ".join(words[1:]), " ") if len(words) == _OFRANGED_TYPE else []
        if limits and "type" in self.fates and self.fates["type"].kind == "feeds":
            pairs = tuple((self.owner, field) for field in self._set_all(RANGE, limits))
            self.fates["type"] = Fate("feeds", (*self.fates["type"].detail, *pairs))

    def _height(self) -> None:
        """`max:default:min`, the last of them left out as may be."""
        text = self.settings.get("maxHeightPixels")
        if text is None or self.drawn == "alignment":
            return
        sizes = numbers(text, ":")
        if not sizes or len(sizes) > len(_HEIGHTS):
            self.ignore("maxHeightPixels", "source.invalid")
            return
        fields = self._set_all(_HEIGHTS[: len(sizes)], sizes)
        if text != ":".join(map(number_text, sizes)):
            self.spelling["maxHeightPixels"] = text
        self.fates["maxHeightPixels"] = own(*fields)

    def _set_all(self, fields: tuple[str, ...], values: list[float]) -> list[str]:
        """Set fields of what is drawn, as they are called of the track."""
        said = [f"{self.at}{field}" for field in fields]
        for field, value in zip(said, values, strict=True):
            self.set(field, value)
        return said

    def _metadata(self) -> None:
        text = self.settings.get("metadata")
        if text is None:
            return
        found = metadata(text)
        if found is None:
            self.ignore("metadata", "source.invalid")
            return
        self.set("metadata", found)
        if text != metadata_text(found):
            self.spelling["metadata"] = text
        self.fates["metadata"] = own("metadata")

    def track(self, **more: Any) -> Track:
        """The track, with what the caller knows of it."""
        parts: dict[str, Any] = {}
        for name, held in self.take_parts().items():
            said: dict[str, Any] = {branch: BRANCHES[branch](**values) for branch, values in held.items() if branch}
            parts[name] = Part(**held.get("", {}), **said)
        if parts:
            more["parts"] = parts
        return Track(**self.values(ID), **more)


_OF_IGV = ("indexURL", "coverageURL")
"""Attributes of custom tracks that IGV desktop alone reads."""
_OF_HUB = ("track", "parent", "container")
"""What the reader of hubs answers for."""
_BESIDE = {"indexURL": "index", "bigDataIndex": "index", "coverageURL": "coverage", "url": "feature_url"}


def mode_of(kind: object) -> str:
    """The field that says how the features of a track of a kind are stacked."""
    return f"{mapping.READS}display.mode" if kind == "alignment" else "display.mode"


def visibility(text: str) -> str | None:
    """hide, dense, squish, pack or full, of a word or a number; None for what is neither."""
    word = NUMBERED.get(text.strip(), text.strip().lower())
    return word if word == HIDE or word in mapping.MODE else None


def numbers(text: str, separator: str) -> list[float]:
    """Numbers with a separator between them; none where one is no number."""
    found = [NUMBER_TEXT.read(part) for part in text.split(separator)]
    return [] if INVALID in found else found


def metadata(text: str) -> dict[str, str] | None:
    """`key=value other="two words"`; None where that is not what the text is."""
    found: dict[str, str] = {}
    at = 0
    for match in _PAIR.finditer(text):
        if match.start() != at or match[1] in found:
            return None
        found[match[1]] = next(one for one in match.groups()[1:] if one is not None)
        at = match.end()
    return found if found and not text[at:].strip() else None


def metadata_text(values: Mapping[str, str]) -> str:
    """The same as text."""
    return " ".join(
        f'{key}="{value}"' if re.search(r"\s|^$", value) or value[:1] == "'" else f"{key}={value}"
        for key, value in values.items()
    )
