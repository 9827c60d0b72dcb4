"""How JBrowse 1 spells the look of tracks, by what a track shows."""

from __future__ import annotations

from typing import Any

from converter.formats._consume import Table
from converter.formats._values import BOOLEAN, COLOR_CSS, NUMBER, TEXT
from converter.formats._words import CANNOT, INVALID, Codec, Word, choice
from converter.formats.jbrowse1 import names

MODE = choice({"normal": "expanded", "compact": "squished", "collapsed": "collapsed"})
SCALE = choice({"linear": "linear", "log": "log"})
DUPLICATES = Codec(lambda raw: {True: "filter", False: "show"}.get(BOOLEAN.read(raw), INVALID), lambda value: value == "filter")


def _filled(raw: Any) -> Any:
    read = BOOLEAN.read(raw)
    return INVALID if read is INVALID else not read


NEGATIVE = "#ff0000"
"""In which JBrowse 1 draws negative values that are given no colour, whatever that of the others (`Wiggle/XYPlot.js`)."""
FILLED = Codec(_filled, lambda value: not value)
BASELINE = Codec(lambda raw: 0 if raw == "zero" else NUMBER.read(raw), lambda value: value)
COLOR_BY = {
    "colorByMAPQ": "mapping_quality",
    "colorByOrientation": "pair_orientation",
    "colorBySize": "insert_size",
    "colorByOrientationAndSize": "unexpected_pair",
}
"""Switches of which one colours the reads."""


def _on(color_by: str) -> Codec:
    return Codec(lambda raw: color_by if raw is True else INVALID, lambda _: CANNOT)


def _of_range(prefix: str) -> tuple[Word, ...]:
    return (
        Word("min_score", f"{prefix}display_range.minimum", NUMBER),
        Word("max_score", f"{prefix}display_range.maximum", NUMBER),
        Word("autoscale", f"{prefix}display_range.autoscale", choice({"local": True})),
        Word("scale", f"{prefix}display_range.scale", SCALE),
    )


_READS = "parts.reads."
_COVERAGE = "parts.coverage."
NOTHING = Table()
LOOKS = {
    "html": Table(native=names.TRACK, glosses=names.GLOSSES),
    "features": Table(
        (
            Word("style/color", "display.color", COLOR_CSS),
            Word("style/height", "display.feature_height_px", NUMBER),
            Word("style/showLabels", "display.show_labels", BOOLEAN),
            Word("style/label", "display.label_field", TEXT),
            Word("displayMode", "display.mode", MODE),
            Word("maxHeight", "display.layout_height_px", NUMBER),
        ),
        native=names.TRACK,
        glosses=names.GLOSSES,
    ),
    "signal": Table(
        (
            Word("style/pos_color", "display.color", COLOR_CSS),
            Word("style/neg_color", "display.alt_color", COLOR_CSS),
            Word("style/height", "display.height_px", NUMBER),
            Word("noFill", "display.filled", FILLED),
            Word("bicolor_pivot", "display_range.baseline", BASELINE),
            *_of_range(""),
        ),
        native=names.TRACK,
        glosses=names.GLOSSES,
    ),
    "reads": Table(
        (
            Word("style/height", f"{_READS}reads.read_height_px", NUMBER),
            Word("displayMode", f"{_READS}display.mode", MODE),
            Word("maxHeight", f"{_READS}display.layout_height_px", NUMBER),
            Word("viewAsPairs", f"{_READS}reads.paired", BOOLEAN),
            Word("hideDuplicateReads", f"{_READS}reads.duplicates", DUPLICATES),
            *(Word(name, f"{_READS}reads.color_by", _on(by)) for name, by in COLOR_BY.items()),
        ),
        native=names.TRACK,
        glosses=names.GLOSSES,
    ),
    "coverage": Table(
        (
            Word("style/height", f"{_COVERAGE}display.height_px", NUMBER),
            Word("indicatorProp", f"{_COVERAGE}reads.interbase_threshold", NUMBER),
            *_of_range(_COVERAGE),
        ),
        native=names.TRACK,
        glosses=names.GLOSSES,
    ),
    "sequence": Table(
        (Word("showTranslation", "sequence.show_translation", BOOLEAN),), native=names.TRACK, glosses=names.GLOSSES
    ),
}
"""By the look of `names.VIEWS`."""
SESSION = Table(native=names.SESSION, glosses=names.GLOSSES)
