"""What is written with profile `desktop3` is what the reader of IGV desktop 3.0 takes, rule by rule; no package of it exists yet.

Its reader drops a track at which it throws, so a value of a wrong kind costs the track.
"""

from __future__ import annotations

import json
import re
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest

import converter
from tests.apps.documents import samples

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

TYPES = {
    "wig",
    "seg",
    "cnfreq",
    "annotation",
    "alignment",
    "variant",
    "sequence",
    "merged",
    "combined",
    "mut",
    "gwas",
    "interact",
    "qtl",
    "junction",
    "coverage",
    "blat",
    "motif",
    "arc",
    "eqtl",
    "bedpe",
    "maf",
    "multiple_alignment",
}
RENDERERS = {
    "BAR_CHART",
    "LINE_PLOT",
    "SCATTER_PLOT",
    "HEATMAP",
    "POINTS",
    "DYNSEQ",
    "BASIC_FEATURE",
    "GENE_TRACK",
    "GISTIC_TRACK",
    "MUTATION",
    "NESTED_ARC",
    "PROPORTIONAL_ARC",
    "BLOCK",
}
NUMBER = re.compile(r"-?\d+(\.\d+)?(e[-+]?\d+)?$", re.IGNORECASE)
COLOR = re.compile(r"\d{1,3},\d{1,3},\d{1,3}$")
REMOTE = re.compile(r"(?!file:)[a-z][a-z0-9+.-]*://|data:", re.IGNORECASE)
Found = dict[str, Any]


@cache
def documents() -> tuple[tuple[str, Found], ...]:
    """Sessions of every format, in the JSON of IGV desktop 3."""
    found = []
    for sample in samples():
        options = {**sample.options, "shape": "session", "profile": "desktop3", "carry": False}
        try:
            made = converter.convert(sample.data, "igvjson", sample.format, sample.name, options)
        except converter.ConverterError:
            continue
        found.append((f"{sample.format}/{sample.name}", json.loads(made.document)))
    return tuple(found)


def _tracks(session: Found) -> Iterator[Found]:
    for track in session.get("tracks", ()):
        yield track
        yield from track.get("tracks", ())


_AXIS = {"min", "mid", "logScale", "flipAxis", "drawBaseline"}
_NUMBERS = ("height", "rowHeight", "order", "min", "mid", "max", "alpha", "alleleFreqThreshold", "baseModificationThreshold")


def _listed(held: Any) -> list[Any]:
    return held if isinstance(held, list) else [held]


def _texts(*names: str) -> Callable[[Found], bool]:
    return lambda held: all(isinstance(held[name], str) for name in names if name in held)


SESSION: dict[str, Callable[[Found], bool]] = {
    "a genome is named once": lambda session: not ("reference" in session and "genome" in session),
    "loci are text": lambda session: all(isinstance(one, str) for one in _listed(session.get("locus", ""))),
    "the number of the next group is text": _texts("nextAutoscaleGroup"),
    "sample information is a list of objects": lambda session: all(
        isinstance(one, dict) and isinstance(one.get("url"), str) for one in session.get("sampleinfo", [])
    ),
    "regions have chr, start and end": lambda session: all(
        {"chr", "start", "end"} <= feature.keys() for one in session.get("roi", []) for feature in one.get("features", [])
    ),
    "hidden attributes are a list": lambda session: isinstance(session.get("hiddenAttributes", []), list),
    "gene lists have a name and loci": lambda session: {"name", "loci"} <= session.get("geneList", {"name": 0, "loci": 0}).keys(),
    "frames of gene lists have name, chr, start and end": lambda session: all(
        {"name", "chr", "start", "end"} <= frame.keys() for frame in session.get("geneList", {}).get("frames", [])
    ),
    "a reference has no tracks": lambda session: "tracks" not in session.get("reference", {}),
    "what the reader does not know is not said": lambda session: session.keys().isdisjoint(
        ("groupTracksBy", "filter", "panels", "layout", "panelLayout", "version")
    ),
}
TRACK: dict[str, Callable[[Found], bool]] = {
    "numbers that the reader wants as text": _texts("visibilityWindow", "autoscale", "autoscaleGroup", "shadeBasesOption"),
    "colours are r,g,b": lambda track: all(
        isinstance(track[name], str) and COLOR.match(track[name]) for name in ("color", "altColor") if name in track
    ),
    "a coverage track has no colour": lambda track: track.get("type") != "coverage" or "color" not in track,
    "display modes are in capitals": lambda track: str(track.get("displayMode", "")).isupper() or "displayMode" not in track,
    "a range needs its maximum": lambda track: "max" in track or not track.keys() & _AXIS,
    "renderers are IGV's": lambda track: track.get("graphType", "BAR_CHART") in RENDERERS,
    "colour scales are IGV's text": _texts("colorScale"),
    "types are IGV's": lambda track: track.get("type", "wig") in TYPES,
    "what is local is no url": lambda track: all(
        bool(REMOTE.match(track[name])) for name in ("url", "indexURL") if name in track
    ),
    "names are text": _texts("name", "id", "format", "windowFunction", "nameField", "groupBy"),
    "sizes are numbers": lambda track: all(NUMBER.match(str(track[name])) for name in _NUMBERS if name in track),
    "combined tracks have two tracks and an operation": lambda track: (
        track.get("type") != "combined" or {"track1", "track2", "op"} <= track.keys()
    ),
    "an overlay has tracks": lambda track: track.get("type") != "merged" or isinstance(track.get("tracks"), list),
}


@pytest.mark.parametrize("rule", SESSION)
def test_sessions(rule: str) -> None:
    assert [name for name, session in documents() if not SESSION[rule](session)] == []


@pytest.mark.parametrize("rule", TRACK)
def test_tracks(rule: str) -> None:
    assert [(name, track) for name, session in documents() for track in _tracks(session) if not TRACK[rule](track)] == []


def test_the_rules_can_say_no() -> None:
    wrong = {"type": "coverage", "color": "red", "visibilityWindow": 5, "displayMode": "expanded", "min": 0, "url": "a.bam"}
    assert sum(not holds(wrong) for holds in TRACK.values()) == 6
    session = {"reference": {"tracks": []}, "geneList": {"name": "n", "loci": [], "frames": [{}]}, "panels": []}
    assert sum(not holds(session) for holds in SESSION.values()) == 3
