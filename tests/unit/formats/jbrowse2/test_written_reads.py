"""Reads and junctions as JBrowse 2 tracks: which of its displays draws the parts of a track, and what each of them is told."""

from __future__ import annotations

import json
from typing import Any

import msgspec
import pytest
from msgspec import UNSET

import converter
from converter.model import (
    Display,
    Part,
    Reads,
    Source,
    Track,
)
from tests.unit.formats.jbrowse2.making import BAM_FILE, session
from tests.unit.formats.jbrowse2.reading import look, state, written


def alignments(**parts: Part) -> dict[str, Any]:
    return {"kind": "alignment", "parts": {"coverage": Part(), "reads": Part(), **parts}}


def heights(**px: float) -> dict[str, Any]:
    return alignments(**{name: Part(display=Display(height_px=value)) for name, value in px.items()})


def test_the_height_of_alignments_is_that_of_all_parts() -> None:
    both = state(BAM_FILE, **heights(coverage=40, reads=210))
    assert both["snpCovHeight"] == 40
    assert look(BAM_FILE, **heights(coverage=40, reads=210))["height"] == 250
    alone = state(BAM_FILE, **heights(coverage=40))
    assert alone["snpCovHeight"] == 40
    assumed = state(BAM_FILE, **heights(reads=155))
    assert assumed["snpCovHeight"] == 45
    assert look(BAM_FILE, **heights(reads=155))["height"] == 200
    assert look(BAM_FILE, kind="alignment", display=Display(height_px=99), parts={})["height"] == 99


@pytest.mark.parametrize(
    ("coverage", "reads", "display_type"),
    [
        (True, True, "LinearAlignmentsDisplay"),
        (False, False, "LinearAlignmentsDisplay"),
        (True, False, "LinearSNPCoverageDisplay"),
        (False, True, "LinearPileupDisplay"),
    ],
)
def test_the_parts_that_are_shown_choose_the_display(*, coverage: bool, reads: bool, display_type: str) -> None:
    parts = {"coverage": Part(visible=coverage), "reads": Part(visible=reads)}
    assert state(BAM_FILE, **alignments(**parts))["type"] == display_type


@pytest.mark.parametrize(("part", "display_type"), [("coverage", "LinearSNPCoverageDisplay"), ("reads", "LinearPileupDisplay")])
def test_a_part_that_stands_alone_is_shown_alone(part: str, display_type: str) -> None:
    """IGV desktop may have the coverage in another panel than the reads."""
    assert state(BAM_FILE, kind="alignment", parts={part: Part()})["type"] == display_type


def _joined(field: str) -> Reads:
    return msgspec.convert({field: True}, Reads)


@pytest.mark.parametrize(
    ("field", "display_type"), [("paired_arcs", "LinearReadArcsDisplay"), ("paired", "LinearReadCloudDisplay")]
)
def test_reads_that_are_joined(field: str, display_type: str) -> None:
    reads = Part(reads=_joined(field))
    assert state(BAM_FILE, **alignments(reads=reads))["lowerPanelType"] == display_type
    hidden = alignments(coverage=Part(visible=False), reads=Part(visible=True, reads=_joined(field)))
    assert state(BAM_FILE, **hidden)["type"] == display_type


def test_joined_reads_have_no_more_than_what_their_display_knows() -> None:
    reads = Part(reads=Reads(paired=True, show_soft_clips=True, read_height_px=5))
    entry = state(BAM_FILE, **alignments(reads=reads))
    assert "showSoftClipping" not in entry.get("PileupDisplay", {})
    single = state(BAM_FILE, **alignments(reads=Part(reads=Reads(show_soft_clips=True))))
    assert single["PileupDisplay"]["showSoftClipping"] is True


def test_sorting_needs_a_place_and_tags_what_is_done_by_them() -> None:
    def reads(**fields: Any) -> Any:
        return state(BAM_FILE, **alignments(reads=Part(reads=Reads(**fields)))).get("PileupDisplay")

    assert reads(sort_by="tag", sort_tag="HP", sort_chrom="chr1", sort_position=9)["sortedBy"] == {
        "type": "tag",
        "tag": "HP",
        "refName": "chr1",
        "pos": 10,
    }
    assert reads(sort_by="start", sort_tag="HP", sort_chrom="chr1", sort_position=9)["sortedBy"].keys() == {
        "type",
        "refName",
        "pos",
    }
    assert reads(sort_by="start", show_soft_clips=True).keys() == {"showSoftClipping", "type", "configuration"}
    filters = look(BAM_FILE, **alignments(reads=Part(reads=Reads(duplicates="show", color_by="tag", color_tag="HP"))))
    assert filters["pileupDisplay"]["filterBy"] == {"flagInclude": 0, "flagExclude": 516}
    assert filters["pileupDisplay"]["colorBy"] == {"type": "tag", "tag": "HP"}
    plain = look(BAM_FILE, **alignments(reads=Part(reads=Reads(color_by="read_strand", color_tag="HP"))))
    assert plain["pileupDisplay"]["colorBy"] == {"type": "strand"}


def test_junctions_of_a_track_that_no_view_shows() -> None:
    hidden = look(
        BAM_FILE, view=False, **alignments(junctions=Part(visible=False), reads=Part(reads=Reads(show_soft_clips=True)))
    )
    assert hidden["snpCoverageDisplay"]["renderers"] == {"SNPCoverageRenderer": {"showArcs": False}}
    assert "pileupDisplay" not in hidden


def test_the_least_coverage_of_junctions_is_the_least_score_of_their_arcs() -> None:
    wanted = alignments(reads=Part(reads=Reads(junction_min_coverage=3)))
    assert state(BAM_FILE, **wanted)["SNPCoverageDisplay"]["minArcScore"] == 3
    hidden = session(Track(name="A", source="s1", **wanted), source=BAM_FILE, view=False)
    assert "minArcScore" not in str(written(hidden))


def test_junctions_of_a_file_are_arcs() -> None:
    bed = Source(location="https://x.org/a.junctions.bed", format="junctions")
    wanted: dict[str, Any] = {"kind": "junction", "display": Display(color="#008000", height_px=60)}
    arcs = look(bed, **wanted)
    assert (arcs["type"], arcs["renderer"]) == ("LinearArcDisplay", {"color": "rgb(0,128,0)", "type": "ArcRenderer"})
    made = written(session(Track(name="A", source="s1", **wanted), source=bed))
    back = converter.read(json.dumps(made).encode()).session
    assert (back.tracks["t1"].kind, back.tracks["t1"].interactions, back.sources["s1"].format) == ("junction", UNSET, "junctions")


@pytest.mark.parametrize(
    ("mode", "said"),
    [
        ("squished", {"noSpacing": True, "height": 2}),
        ("expanded", {"noSpacing": False}),
        ("full", {"noSpacing": False}),
        ("collapsed", {"noSpacing": False}),
        ("fill", None),
    ],
)
def test_reads_are_packed_by_their_height_and_spacing(mode: str, said: dict[str, Any] | None) -> None:
    """JBrowse 4 heeds no `displayMode` of reads (`rendererConfig`, measured)."""
    made = written(session(Track(name="A", source="s1", **alignments(reads=Part(display=Display(mode=mode)))), source=BAM_FILE))
    held = made["tracks"][0].get("displays", [{}])[0].get("pileupDisplay", {}).get("renderers", {}).get("PileupRenderer")
    assert held == said


def test_squished_reads_keep_a_height_that_is_said() -> None:
    reads = Part(display=Display(mode="squished"), reads=Reads(read_height_px=4))
    held = look(BAM_FILE, **alignments(reads=reads))["pileupDisplay"]["renderers"]["PileupRenderer"]
    assert held == {"noSpacing": True, "height": 4}


def test_reads_and_coverage_have_their_own_colours() -> None:
    """JBrowse 4 heeds no `color` of either (measured)."""
    parts = {name: Part(display=Display(color="#ff0000", height_px=50)) for name in ("coverage", "reads")}
    made = written(session(Track(name="A", source="s1", **alignments(**parts)), source=BAM_FILE))
    assert "color" not in json.dumps(made["tracks"])
