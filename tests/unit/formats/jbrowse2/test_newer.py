"""Names of the generation after JBrowse 4.3."""

from __future__ import annotations

import json
from typing import Any

import pytest
from msgspec import UNSET, structs

import converter
from converter.model import Part, Reads
from tests.unit.formats.jbrowse2.reading import BAM, Read, config, display, shown, track, written

READS = "LinearAlignmentsDisplay"
SLOTS = "/tracks/0/displays/0"


def _reads(**slots: Any) -> Read:
    """A shown track of reads in a document of that generation."""
    held = track("AlignmentsTrack", BAM, displays=[display(READS, readConnections="off", **slots)])
    return config(held, views=[shown({"type": READS, "configuration": f"a-{READS}"}, track_type="AlignmentsTrack")])


@pytest.mark.parametrize(
    ("slots", "reads"),
    [
        ({"facet": {"field": "HP"}}, Reads(group_by="tag", group_tag="HP")),
        ({"facet": {"field": "strand"}}, Reads(group_by="strand")),
        ({"unit": "chain"}, Reads(paired=True)),
        ({"unit": "read"}, Reads(paired=False)),
        ({"baseColor": {"field": "modifications"}}, Reads(color_by="base_modification")),
        ({"baseColor": {"field": "modifications"}, "color": {"field": "strand"}}, Reads(color_by="read_strand")),
        ({"facet": {"field": ""}, "unit": "made up"}, UNSET),
    ],
)
def test_how_reads_are_grouped_paired_and_coloured(slots: dict[str, Any], reads: Any) -> None:
    read = _reads(**slots)
    assert read.track().parts["reads"].reads == reads


def test_a_cloud_of_reads_is_paired_whatever_a_unit_is() -> None:
    held = track("AlignmentsTrack", BAM, displays=[display(READS, readConnections="cloud", unit="read")])
    read = config(held)
    assert read.track().parts["reads"].reads.paired is True
    assert read.says(f"{SLOTS}/unit") == ("ignored", "displays/LinearAlignmentsDisplay/unit")


def test_parts_are_shown_or_not() -> None:
    read = _reads(showCoverage=False, showPileup=True)
    parts = read.track().parts
    assert (parts["coverage"].visible, parts["reads"].visible) == (False, True)
    assert read.says(f"{SLOTS}/showCoverage") == ("feeds", "t1.parts.coverage.visible")


def test_what_has_no_word_is_told_as_what_only_that_generation_knows() -> None:
    read = _reads(heightMode="fit", baseColor={"field": "odd"}, made_up=1)
    fates = next(bound.fates for bound in read.ledger.bound if bound.node.path == SLOTS)
    assert fates["heightMode"].code == fates["baseColor/field"].code == fates["readConnections"].code == "source.newer"
    assert fates["made_up"].code is None


def test_a_default_of_all_displays_without_a_word() -> None:
    read = config(track("AlignmentsTrack", BAM, displayDefaults={"unit": "odd", "height": "tall"}))
    fates = next(bound.fates for bound in read.ledger.bound if bound.node.path == "/tracks/0/displayDefaults")
    assert [fates[name].code for name in ("unit", "height")] == ["source.newer", None]


@pytest.mark.parametrize(("start", "loci"), [(5, (105, 107)), (150, (150, 152))])
def test_a_window_behind_the_end_of_the_regions_is_a_place_on_the_chromosome(start: int, loci: tuple[int, int]) -> None:
    regions = [{"refName": "chr1", "start": 100, "end": 200, "assemblyName": "hg38"}]
    if start == 150:
        regions[0]["start"], regions[0]["end"] = 100, 160
    view = {"type": "LinearGenomeView", "displayedRegions": regions, "windowStartBp": start, "windowWidthBp": 2}
    read = config(views=[view])
    found = read.session.views["v1"].loci
    assert isinstance(found, list)
    assert [(one.start, one.end) for one in found] == [loci]
    decides = read.says("/defaultSession/views/0/displayedRegions/0/end") == ("feeds", "v1.laid_out", "v1.loci")
    assert decides is (start == 150)


def test_a_window_that_shows_nothing_is_told_as_what_only_that_generation_knows() -> None:
    read = config(views=[{"type": "LinearGenomeView", "windowStartBp": 7, "windowWidthBp": 2}])
    fates = next(bound.fates for bound in read.ledger.bound if bound.node.path == "/defaultSession/views/0")
    assert fates["windowStartBp"].code == "source.newer"


def test_a_view_that_is_told_its_tracks_by_ids_and_by_objects() -> None:
    told = ["a", {"trackId": "b", "displaySnapshot": {"height": 50}}]
    view = {"type": "LinearGenomeView", "assembly": "hg38", "loc": "chr1:1-9", "tracks": told}
    read = config(track(), {**track(), "trackId": "b"}, views=[view])
    assert read.session.views["v1"].tracks == ["t1", "t2"]
    assert written(read.session)["defaultSession"]["views"][0]["init"]["tracks"] == told


def _config(display_slots: dict[str, Any], state: dict[str, Any]) -> dict[str, Any]:
    """A config of that generation with a shown track of genes."""
    held = track("FeatureTrack", GENES, displays=[display(FEATURES, **display_slots)])
    view = {
        "type": "LinearGenomeView",
        "displayedRegions": [{"refName": "chr1", "start": 0, "end": 900, "assemblyName": "hg38"}],
        "windowStartBp": 0,
        "windowWidthBp": 900,
        "tracks": [
            {
                "type": "FeatureTrack",
                "configuration": "a",
                "displays": [{"type": FEATURES, "configuration": f"a-{FEATURES}", **state}],
            }
        ],
    }
    return {
        "assemblies": [{"name": "hg38", "uri": "https://x.org/hg38.2bit"}],
        "tracks": [held],
        "defaultSession": {"name": "S", "views": [view]},
    }


FEATURES = "LinearBasicDisplay"
GENES = {"type": "Gff3TabixAdapter", "uri": "https://x.org/g.gff3.gz"}


@pytest.mark.parametrize(("edited", "kept"), [(None, "navy"), ("rgb(255,0,0)", None)])
def test_its_words_come_home_beside_those_of_today_while_they_mean_the_same(edited: str | None, kept: str | None) -> None:
    there = json.loads(converter.convert(json.dumps(_config({}, {"color": "navy"})).encode(), "igvjson", "jbrowse2").document)
    if edited:
        there["tracks"][0]["color"] = edited
    home = json.loads(converter.convert(json.dumps(there).encode(), "jbrowse2", "igvjson").document)
    assert home["defaultSession"]["views"][0]["tracks"][0]["displays"][0].get("color") == kept
    assert home["tracks"][0]["displays"][0]["renderer"]["color1"] == (edited or "rgb(0,0,128)")


COLORS = {"field": "modifications"}


@pytest.mark.parametrize(
    ("slots", "reads", "stays"),
    [
        ({"facet": {"field": "HP"}}, Reads(group_by="tag", group_tag="HP"), True),
        ({"facet": {"field": "HP"}}, Reads(group_by="tag", group_tag="RG"), False),
        ({"facet": {"field": "strand"}}, Reads(group_by="strand"), True),
        ({"facet": {"field": "strand"}}, Reads(), False),
        ({"readConnections": "arc"}, Reads(paired_arcs=True), True),
        ({"readConnections": "arc"}, Reads(paired=True), False),
        ({"readConnections": "off"}, Reads(), True),
        ({"readConnections": "off"}, Reads(paired=True), False),
        ({"readConnections": "odd"}, Reads(paired=True), True),
        ({"unit": "chain"}, Reads(paired=True), True),
        ({"unit": "chain"}, Reads(), False),
        ({"baseColor": COLORS, "color": {"field": "strand"}}, Reads(color_by="insert_size"), True),
        ({"heightMode": "fit"}, Reads(), True),
    ],
)
def test_what_was_edited_is_not_said_as_it_was(slots: dict[str, Any], reads: Reads, stays: bool) -> None:  # noqa: FBT001
    read = config(track("AlignmentsTrack", BAM, displays=[display(READS, **slots)], displayDefaults={"x": 1}))
    held = read.session.tracks["t1"]
    parts = {**(held.parts or {}), "reads": structs.replace((held.parts or {}).get("reads", Part()), reads=reads)}
    read.session.tracks["t1"] = structs.replace(held, parts=parts)
    found = written(read.session)["tracks"][0]["displays"][0]
    name = next(iter(slots))
    assert (found.get(name) == slots[name]) is stays


def test_two_colours_stand_while_both_are_the_same() -> None:
    colors = "jexl:get(feature,'strand')==-1?'red':'blue'"
    read = config(track("FeatureTrack", GENES, displays=[display(FEATURES, color=colors)], displayDefaults={"x": 1}))
    held = read.track()
    assert written(read.session)["tracks"][0]["displays"][0]["color"] == colors
    read.session.tracks["t1"] = structs.replace(held, display=structs.replace(held.display, alt_color="#00ff00"))
    assert "color" not in written(read.session)["tracks"][0]["displays"][0]
