"""Documents that say less, or something else, than JBrowse 2 writes: they are read as far as they go."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec import UNSET

from converter.formats.jbrowse2 import adapters, flat, locations, places
from converter.formats.jbrowse2.genomes import Assemblies
from converter.formats.jbrowse2.reader import _naming
from converter.formats.jbrowse2.slots import fits
from converter.loss.ledger import Ledger
from converter.model import Genome, Interval, Session, View
from tests.unit.formats.jbrowse2.reading import BAM, Read, config, track, written

ASSEMBLIES = [{"name": "hg38", "sequence": {}}, {"name": "mm10", "sequence": {}}]


def view(init: Any, **more: Any) -> Read:
    """A config with two linear views, of which the second is told what to show."""
    first = {"id": "v", "type": "LinearGenomeView", "init": {"assembly": "hg38", "loc": "chr1:1-9"}}
    second = {"id": "w", "type": "LinearGenomeView", **({} if init is None else {"init": init}), **more}
    return Read({"assemblies": ASSEMBLIES, "tracks": [], "defaultSession": {"name": "S", "views": [first, second]}})


def test_a_display_whose_type_is_no_text_says_nothing() -> None:
    assert config(track(displays=[{"type": 5, "displayId": "x"}])).track().display is UNSET


def test_an_index_at_a_location_of_an_unknown_type_makes_the_whole_adapter_useless() -> None:
    index = {"location": {"uri": "https://x.org/a.bai", "locationType": "Odd"}}
    read = config(track("AlignmentsTrack", {**BAM, "index": index}))
    assert read.session.sources["s1"].location is UNSET


def test_the_first_track_that_names_an_assembly_names_the_genome() -> None:
    nameless, named = track(), track(trackId="b", assemblyNames=["hg38"])
    del nameless["assemblyNames"]
    read = Read({"tracks": [nameless, named]})
    assert read.session.genome is UNSET or read.session.genome.id == "hg38"
    listed = Read([{**nameless, "assemblyNames": []}, named])
    assert len(listed.session.tracks) == 2


@pytest.mark.parametrize(
    ("init", "loci"),
    [
        ({"assembly": 5, "loc": "chr1:11-20"}, [Interval(chrom="chr1", start=10, end=20)]),
        ({"assembly": "mm10", "loc": "chr1:11-20"}, [Interval(chrom="chr1", start=10, end=20, genome="mm10")]),
        ({"assembly": "mm10"}, [Interval(genome="mm10")]),
        ({"assembly": "mm10", "loc": 5}, UNSET),
        ({"tracklist": True}, UNSET),
        ({"assembly": "hg38", "loc": 5}, UNSET),
    ],
)
def test_what_a_view_is_told_may_be_in_part(init: Any, loci: Any) -> None:
    assert view(init).session.views["v2"].loci == loci


def test_highlights_of_which_one_is_no_region_are_left_aside() -> None:
    good = {"refName": "chr1", "start": 1, "end": 5, "assemblyName": "hg38"}
    assert view(None, highlight=[{"refName": 5}, good]).session.views["v2"].highlights is UNSET
    assert view(None, highlight=[good]).session.views["v2"].highlights == [Interval(chrom="chr1", start=1, end=5)]


def test_a_view_of_views_is_named_by_the_first_that_names_an_assembly() -> None:
    naming = {"displayedRegions": [{"assemblyName": "hg38"}]}
    assert _naming({"views": [{}, 5, naming]}) == {"assemblyName": "hg38"}
    assert _naming({"views": [{}]}) is None


def test_an_assembly_that_is_no_object_has_no_name() -> None:
    assemblies = Assemblies(Ledger(), None)
    assemblies.learn(5)
    assert assemblies.ids == {}


def test_small_things() -> None:
    assert adapters.index_type(None) is None
    assert flat.nested([("a/b", 1), ("c", 2)], {"a": 5}) == {"a": 5, "c": 2}
    assert locations.write("https://x.org/b", {"uri": "https://x.org/a"}, desktop=False)["uri"] == "https://x.org/b"
    assert places.written_region(Interval(chrom="1", start=0, end=1), UNSET) == {"refName": "1", "start": 0, "end": 1}


def test_all_chromosomes_are_the_whole_genome() -> None:
    every = places.all_chromosomes("hg38") or ""
    told = view({"assembly": "hg38", "loc": every}).session.views["v2"]
    assert told.loci == [Interval()]
    most: Any = view({"assembly": "hg38", "loc": every.removesuffix(" chrM")}).session.views["v2"].loci
    assert len(most) == every.count(" ")
    assert places.all_chromosomes("nowhere") is places.all_chromosomes(UNSET) is None


@pytest.mark.parametrize("told", [{"assembly": "hg38"}, {"assembly": "hg38", "loc": places.all_chromosomes("hg38")}])
def test_the_whole_genome_is_said_again_as_it_was(told: dict[str, str]) -> None:
    assert written(view(told).session)["defaultSession"]["views"][1]["init"] == told


@pytest.mark.parametrize(
    ("genome", "named"),
    [
        (Genome(id="hg38", two_bit="https://hgdownload.soe.ucsc.edu/goldenPath/hg38/bigZips/hg38.2bit"), True),
        (Genome(id="hg38", two_bit="https://lab.example.org/hg38.2bit"), False),
    ],
)
def test_the_whole_genome_is_named_where_its_sequence_is_the_known_one(genome: Genome, *, named: bool) -> None:
    """JBrowse 3 stops at a view that is told an assembly and no place."""
    session = Session(genome=genome, views={"v1": View()}, view_order=["v1"])
    assert ("loc" in written(session)["defaultSession"]["views"][0]["init"]) is named


def test_an_adapter_without_data_is_said_again() -> None:
    read = config(track("QuantitativeTrack", {"type": "FromConfigAdapter"}))
    assert read.track().source is UNSET
    assert read.session.sources == {}
    assert written(read.session)["tracks"][0]["adapter"] == {"type": "FromConfigAdapter"}


@pytest.mark.parametrize(
    ("adapter", "slot"),
    [
        ({"type": "BedTabixAdapter", "gffGzLocation": {"uri": "a.bed.gz"}}, "bedGzLocation"),
        ({"type": "BamAdapter", "bamLocation": "a.bam"}, "bamLocation"),
        ({"type": "BedTabixAdapter", "bedGzLocation": {"uri": "a.bed.gz"}, "gffGzLocation": {"uri": "b.bed.gz"}}, None),
        ({"type": "BedAdapter", "uri": "a.bed"}, None),
        ({"type": "BedAdapter", "bedLocation": {"locationType": "BlobLocation", "blobId": "b1"}}, None),
        ({"type": "PluginAdapter", "gffGzLocation": {"uri": "a.bed.gz"}}, None),
        ({"type": ["BedAdapter"]}, None),
    ],
)
def test_an_adapter_that_names_no_file_where_it_looks_for_one_is_told(adapter: dict[str, Any], slot: str | None) -> None:
    found = [one for one in config(track(adapter=adapter)).ledger.notices if one.code == "track.unresolved"]
    assert [(one.severity, one.place, one.hint) for one in found] == (
        [("warning", "/tracks/0/adapter/type", f"Name the file at '{slot}'.")] if slot else []
    )


@pytest.mark.parametrize("text", ["a", "hg19", "jexl:get(feature,'name')"])
def test_a_text_in_place_of_a_list_is_no_list(text: str) -> None:
    """Also the one-letter word by which this project's own tables call a list."""
    read = Read({"assemblies": [{**ASSEMBLIES[0], "aliases": text}], "tracks": [track(category=text, assemblyNames=text)]})
    assert read.session.genome is not UNSET
    assert read.session.genome.aliases is UNSET
    assert read.track().category is UNSET
    assert read.track().genomes is UNSET


KINDS: list[tuple[str, Any, bool]] = [
    *(("n", "n", False), ("b", "b", False), ("local", "local", True), ("BAI|CSI", "CSI", True), ("s", "n", True)),
    *(("h", 20, True), ("h", 19.5, False), ("w", 128, True), ("w", 127, False), ("w", 200.5, False), ("i", -1, True)),
]


@pytest.mark.parametrize(("kind", "raw", "fit"), KINDS)
def test_which_values_are_of_a_kind(kind: str, raw: Any, fit: bool) -> None:  # noqa: FBT001 - what is expected
    assert fits(kind, raw) is fit
