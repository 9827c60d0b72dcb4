"""Whole documents: the config that a session belongs to, patches, several shapes, places in pixels, assemblies."""

from __future__ import annotations

import json
from typing import Any

import pytest
from msgspec import UNSET

import converter
from converter.formats.base import Job
from converter.formats.jbrowse2 import places
from converter.loss.ledger import Ledger
from converter.model import Extras, Genome, Interval, Region, Session, Source, Track, View
from converter.options import ConvertOptions
from converter.registry import FORMATS

ASSEMBLY: dict[str, Any] = {
    "name": "made",
    "sequence": {
        "type": "ReferenceSequenceTrack",
        "trackId": "made-seq",
        "adapter": {"type": "ChromSizesAdapter", "chromSizesLocation": {"uri": "https://data.example.org/made.sizes"}},
    },
}
ASSEMBLY_LOCATION = ASSEMBLY["sequence"]["adapter"]["chromSizesLocation"]
SIGNAL: dict[str, Any] = {
    "type": "QuantitativeTrack",
    "trackId": "signal",
    "name": "signal",
    "assemblyNames": ["made"],
    "adapter": {
        "type": "BigWigAdapter",
        "bigWigLocation": {"uri": "https://data.example.org/a.bw", "locationType": "UriLocation"},
    },
}
CONFIG: dict[str, Any] = {"assemblies": [ASSEMBLY], "tracks": [SIGNAL]}
VIEW: dict[str, Any] = {
    "type": "LinearGenomeView",
    "bpPerPx": 1,
    "offsetPx": 100,
    "displayedRegions": [{"refName": "chr1", "start": 0, "end": 5000, "assemblyName": "made"}],
    "tracks": [{"type": "QuantitativeTrack", "configuration": "signal", "displays": [{"type": "LinearWiggleDisplay"}]}],
}
SESSION: dict[str, Any] = {"session": {"name": "one", "views": [VIEW]}}


def read(document: Any, **options: Any) -> Session:
    session: Session = converter.read(json.dumps(document).encode(), "jbrowse2", options=options).session
    return session


def written(session: Session, **options: Any) -> Any:
    return json.loads(converter.write(session, "jbrowse2", options).document)


def genome_of(session: Session) -> Genome:
    assert session.genome is not UNSET
    return session.genome


def test_a_session_is_read_with_its_config() -> None:
    session = read(SESSION, config=json.dumps(CONFIG))
    assert [track.name for track in session.tracks.values()] == ["signal"]
    assert genome_of(session).id == "made"
    assert read(SESSION, config=json.dumps(CONFIG).encode()) == session


def test_a_session_without_its_config_has_unresolved_tracks() -> None:
    reading = converter.read(json.dumps(SESSION).encode(), "jbrowse2")
    assert [notice.code for notice in reading.notices] == ["track.unresolved"]
    assert reading.session.tracks["t1"].key == "signal"


def test_a_config_that_is_none_is_refused() -> None:
    with pytest.raises(converter.ConverterError) as caught:
        read(SESSION, config=b"[1]")
    assert caught.value.code == "option.config"


def test_a_patch_is_applied_to_its_config() -> None:
    operations = [{"op": "add", "path": "/defaultSession", "value": SESSION["session"]}]
    session = read(operations, config=json.dumps(CONFIG))
    assert session.views["v1"].loci == [Interval(chrom="chr1", start=100, end=1300)]


@pytest.mark.parametrize(
    ("operation", "code"),
    [
        ({"op": "move", "path": "/tracks", "from": "/assemblies"}, "patch.operation"),
        ({"op": "replace", "path": "/tracks/7", "value": {}}, "patch.conflict"),
        ({"op": "add", "path": "", "value": []}, "format.mismatch"),
        ({"op": "add", "path": "/defaultSession", "value": []}, "patch.conflict"),
        ({"op": "add", "path": "/defaultSession"}, "patch.conflict"),
    ],
)
def test_a_patch_that_does_not_apply_is_refused(operation: dict[str, Any], code: str) -> None:
    with pytest.raises(converter.ConverterError) as caught:
        read([operation], config=json.dumps(CONFIG))
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("document", "code"), [([{"op": "add"}, 5], "patch.operation"), ([[], SIGNAL], "format.unknown"), (5, "format.unknown")]
)
def test_what_is_given_to_the_reader_alone_is_refused_by_it(document: Any, code: str) -> None:
    with pytest.raises(converter.ConverterError) as caught:
        FORMATS["jbrowse2"].read(json.dumps(document).encode(), Ledger(), Job(ConvertOptions()))
    assert caught.value.code == code


def made(**given: Any) -> Session:
    """A session with one track of one file, shown."""
    held = {"tracks": {"t1": Track(kind="quantitative", name="new", source="s1")}, "track_order": ["t1"]}
    source = Source(location="https://data.example.org/n.bw", format="bigwig")
    views = {"v1": View(loci=[Interval(chrom="chr1", start=10, end=20)], tracks=["t1"])}
    base = {"sources": {"s1": source}, "source_order": ["s1"], "views": views, "view_order": ["v1"], "genome": Genome(id="hg38")}
    return Session(**{**held, **base, **given})


def test_a_patch_is_made_against_a_config() -> None:
    config = {"assemblies": [{"name": "hg38"}], "tracks": [SIGNAL]}
    operations = written(made(), shape="patch", config=json.dumps(config))
    assert [(one["op"], one["path"]) for one in operations] == [
        ("test", "/tracks/0/trackId"),
        ("add", "/tracks/0"),
        ("add", "/defaultSession"),
    ]
    assert written(made(), shape="patch", config=json.dumps(config).encode()) == operations
    assert written(made(), shape="patch", config=b"{}")[0]["path"] == "/assemblies"


def test_a_patch_needs_a_config() -> None:
    with pytest.raises(converter.ConverterError) as caught:
        written(made(), shape="patch")
    assert caught.value.code == "option.config"


def test_a_converted_patch_takes_its_luggage_along() -> None:
    neutral = converter.write(made(preferences={"a": "b"}), "neutral").document
    config = json.dumps({"assemblies": [], "tracks": [SIGNAL]}).encode()
    done = converter.convert(neutral, "jbrowse2", options={"shape": "patch", "config": config})
    assert "carriedData" in json.loads(done.document)[-1]["value"]
    home = converter.convert(done.document, "neutral", "jbrowse2", options={"config": config})
    assert json.loads(home.document)["preferences"] == {"a": "b"}


def test_a_session_brings_all_that_it_needs() -> None:
    document = written(made(), shape="session")["session"]
    assert [one["trackId"] for one in document["sessionTracks"]] == ["new"]
    assert [one["name"] for one in document["sessionAssemblies"]] == ["hg38"]


def test_a_session_that_says_nothing_is_an_empty_config() -> None:
    assert written(Session()) == {"assemblies": [], "tracks": []}
    assert converter.detect(b'{"assemblies": [], "tracks": []}')[0].format == "jbrowse2"


def test_places_are_written_in_pixels_where_a_width_is_given() -> None:
    view = written(made(), width_px=1000)["defaultSession"]["views"][0]
    assert view["bpPerPx"] == 10 / 1000
    assert view["displayedRegions"][0]["refName"] == "chr1"
    assert "init" not in view
    elsewhere = {"v1": View(loci=[Interval(chrom="chr1", start=0, end=10), Interval(name="MYC")])}
    assert "bpPerPx" not in written(made(views=elsewhere), width_px=1000)["defaultSession"]["views"][0]


def test_pixels_of_places() -> None:
    assert places.pixels([], "hg38", 1000) is None
    two = [Interval(chrom="chr1", start=0, end=100), Interval(chrom="chr2", start=0, end=100, genome="other")]
    found = places.pixels(two, UNSET, 202)
    assert found is not None
    assert found["bpPerPx"] == 1
    assert [one.get("assemblyName") for one in found["displayedRegions"]] == [None, "other"]


def test_pixels_of_a_place_without_a_genome_name_none() -> None:
    found = places.pixels([Interval(chrom="chr1", start=5, end=10)], UNSET, 1000)
    assert found is not None
    assert found["displayedRegions"] == [{"refName": "chr1", "start": 5, "end": 10}]
    assert places.pixels([Interval(chrom="chr1", start=5, end=5)], UNSET, 1000) is None


def test_pixels_of_a_place_that_is_turned_are_counted_from_its_other_end() -> None:
    turned = Interval(chrom="chr1", start=1000, end=2000, reversed=True)
    view = written(made(views={"v1": View(loci=[turned], tracks=["t1"])}), width_px=1000)["defaultSession"]["views"][0]
    assert view["displayedRegions"][0]["reversed"] is True
    assert read({**CONFIG, "defaultSession": {"name": "n", "views": [view]}}, width_px=1000).views["v1"].loci == [turned]


def test_what_is_no_text_is_no_place() -> None:
    assert places.located(7) is None
    assert places.located("chr1:1-10") == [Interval(chrom="chr1", start=0, end=10)]


@pytest.mark.parametrize(
    ("place", "shown"),
    [
        (Interval(chrom="chr1", start=1, end=2), True),
        (Interval(chrom="chr1", start=2, end=2), False),
        (Interval(chrom="chr1", start=-1, end=2), False),
        (Interval(chrom="chr1"), False),
        (Interval(name="MYC"), False),
    ],
)
def test_what_can_be_displayed(place: Interval, shown: bool) -> None:  # noqa: FBT001 - a table of cases
    assert places.displayable(place) is shown
    document = written(made(views={"v1": View(kind="circular", laid_out=[place])}))
    assert bool(document["defaultSession"]["views"][0]["displayedRegions"]) is shown


def test_regions_of_interest_are_highlighted_as_they_were_spelled() -> None:
    spelled = {"jbrowse2": Extras(spelling={"start": 1.5, "end": "nonsense"})}
    regions = {"r1": Region(chrom="chr1", start=1, end=9, extras=spelled), "r2": Region(chrom="chr1", start=9, end=9)}
    document = written(made(regions=regions, region_order=["r1", "r2"]))
    assert document["defaultSession"]["views"][0]["highlight"] == [
        {"refName": "chr1", "start": 1.5, "end": 9, "assemblyName": "hg38"}
    ]


def test_a_highlight_of_parts_of_bases_comes_home() -> None:
    view = {**VIEW, "highlight": [{"refName": "chr1", "start": 1.5, "end": 9, "assemblyName": "made", "label": "x"}]}
    session = read({**CONFIG, "defaultSession": {"name": "n", "views": [view]}})
    assert (session.regions["r1"].start, session.regions["r1"].extras["jbrowse2"].spelling) == (1, {"start": 1.5})
    assert written(session)["defaultSession"]["views"][0]["highlight"] == view["highlight"]


def test_a_view_of_whole_regions_keeps_its_pixels() -> None:
    view = {**VIEW, "bpPerPx": 50, "offsetPx": 0}
    session = read({**CONFIG, "defaultSession": {"name": "n", "views": [view]}})
    assert session.views["v1"].extras["jbrowse2"].native == {"bpPerPx": 50, "offsetPx": 0}
    assert written(session)["defaultSession"]["views"][0]["bpPerPx"] == 50


@pytest.mark.parametrize("adapter", [["ChromSizesAdapter"], {"a": 1}, 7])
def test_an_assembly_whose_adapter_has_no_type(adapter: Any) -> None:
    sequence = {"type": "ReferenceSequenceTrack", "trackId": "made-seq", "adapter": {"type": adapter}}
    session = read({"assemblies": [{"name": "made", "sequence": sequence}], "tracks": [SIGNAL]})
    assert genome_of(session).id == "made"


def test_a_genome_that_is_named_by_its_file() -> None:
    document = written(made(genome=Genome(fasta="https://data.example.org/own.fa.gz")))
    assert document["assemblies"][0]["name"] == "own"
    assert document["assemblies"][0]["sequence"]["adapter"]["type"] == "BgzipFastaAdapter"


def test_the_first_track_alone_says_the_genome() -> None:
    ledger = converter.read(json.dumps([{**SIGNAL, "assemblyNames": ["hg38", "hg19"]}]).encode(), "jbrowse2").ledger
    fates = ledger.bound[0].fates
    assert fates["assemblyNames/0"].detail == ((("genome", ""), "id"), (("tracks", "t1"), "genomes"))
    assert fates["assemblyNames/1"].detail == ((("tracks", "t1"), "genomes"),)


def test_a_form_that_no_document_has_is_the_default() -> None:
    assert "tracks" in written(made(forms={"jbrowse2": {"shape": "nonsense"}}))
    assert "tracks" in written(made(forms={"jbrowse2": {"shape": "config", "session": "nonsense"}}))


@pytest.mark.parametrize("config", [b"[1]", b"7"])
def test_a_patch_against_no_config_is_refused(config: bytes) -> None:
    with pytest.raises(converter.ConverterError) as caught:
        written(made(), shape="patch", config=config)
    assert caught.value.code == "option.config"


def test_a_patch_leaves_alone_what_is_so_already() -> None:
    whole = written(made())
    assert written(made(), shape="patch", config=json.dumps(whole).encode()) == []
    odd = {**whole, "tracks": [{"trackId": ["no text"]}, 7, *whole["tracks"]]}
    assert written(made(), shape="patch", config=json.dumps(odd).encode()) == []


def test_assemblies_as_one_object_or_by_name() -> None:
    assert genome_of(read({"assemblies": ASSEMBLY, "tracks": [SIGNAL]})).id == "made"
    other = {**ASSEMBLY, "name": "second", "aliases": ["two", 7], "sequence": {**ASSEMBLY["sequence"], "name": "its title"}}
    session = read({"assemblies": {"made": ASSEMBLY, "second": other, "none": 7}, "tracks": [SIGNAL]})
    assert [genome_of(session).id, *(one.id for one in session.genomes.values())] == ["made", "second"]


@pytest.mark.parametrize(
    "adapter", [None, {"type": "IndexedFastaAdapter", "fastaLocation": {"uri": 7}}, {"type": "Unknown", "x": 1}]
)
def test_assemblies_whose_sequence_lies_nowhere(adapter: Any) -> None:
    sequence = {"type": "ReferenceSequenceTrack", "trackId": 7, **({"adapter": adapter} if adapter else {})}
    config = {"assemblies": [{"name": "made", "sequence": sequence, "cytobands": 7}], "tracks": [SIGNAL]}
    assert genome_of(read(config)).fasta is UNSET


def test_a_shorthand_with_its_base_comes_home() -> None:
    adapter = {"type": "TwoBitAdapter", "uri": "own.2bit", "baseUri": "https://data.example.org/config.json"}
    sequence = {"type": "ReferenceSequenceTrack", "trackId": "made-seq", "adapter": adapter}
    session = read({"assemblies": [{"name": "made", "sequence": sequence}], "tracks": [SIGNAL]})
    assert genome_of(session).two_bit == "https://data.example.org/own.2bit"
    assert written(session)["assemblies"][0]["sequence"]["adapter"] == adapter


def test_extras_of_a_genome_that_do_not_fit_it() -> None:
    extras = {"jbrowse2": Extras(native={"sequence/adapter/type": "IndexedFastaAdapter"})}
    document = written(made(genome=Genome(id="own", two_bit="https://data.example.org/own.2bit", extras=extras)))
    assert document["assemblies"][0]["sequence"]["adapter"] == {"type": "IndexedFastaAdapter"}
    extras = {"jbrowse2": Extras(native={"sequence/adapter/type": "FromConfigSequenceAdapter"})}
    document = written(made(genome=Genome(id="own", extras=extras)))
    assert document["assemblies"][0]["sequence"]["adapter"] == {"type": "FromConfigSequenceAdapter"}


def test_what_is_ignored_around_a_session_stands_where_it_stood() -> None:
    widgets = {"own": {"id": "own", "type": "GridBookmarkWidget", "made up": 1}, "gone": {"type": "Gone", "x": 1}}
    session = {**SESSION["session"], "made up": 1, "name": "n", "widgets": widgets, "activeWidgets": {"own": "own", "no": [1]}}
    config = {**CONFIG, "defaultSession": session, "made up too": 2, "location": 7}
    home = written(read(config), carry=True)
    assert (home["made up too"], home["defaultSession"]["made up"]) == (2, 1)
    assert home["defaultSession"]["widgets"]["own"]["made up"] == 1
    assert home["defaultSession"]["activeWidgets"] == {"own": "own"}
    assert "made up too" not in written(read(config), carry=False)


def test_views_that_say_odd_things_of_their_place() -> None:
    told = {"type": "LinearGenomeView", "init": {"assembly": "made", "loc": "chr1:1-10 nowhere:5-1", "tracks": [7]}}
    flat = {"type": "LinearGenomeView", "assembly": "made", "tracks": "signal"}
    nameless = {"displayedRegions": [7], "bpPerPx": 0}
    views = [told, flat, nameless, {"type": "CircularView", "init": {"assembly": "made"}}]
    session = read({**CONFIG, "defaultSession": {"name": "n", "views": views}})
    assert [view.loci for view in session.views.values()] == [UNSET, [Interval()], UNSET, UNSET]
    assert len(written(session)["defaultSession"]["views"]) == 4


def test_highlights_of_a_second_view() -> None:
    lit = {**VIEW, "highlight": [{"refName": "chr1", "start": 1, "end": 9, "assemblyName": "made", "label": "x"}], "tracks": []}
    session = read({**CONFIG, "defaultSession": {"name": "n", "views": [VIEW, lit, {**VIEW, "highlight": [7], "tracks": []}]}})
    assert session.views["v2"].highlights == [Interval(chrom="chr1", start=1, end=9)]
    assert written(session)["defaultSession"]["views"][1]["highlight"] == lit["highlight"]


def test_places_that_changed_are_spelled_anew() -> None:
    session = read({**CONFIG, "defaultSession": {"name": "n", "views": [VIEW]}})
    session.views["v1"].loci = [Interval(chrom="chr1", start=5, end=9)]
    assert written(session)["defaultSession"]["views"][0]["init"] == {"assembly": "made", "loc": "chr1:6-9"}
    session.views["v1"].laid_out = [Interval(chrom="chr2", start=5, end=9)]
    assert written(session)["defaultSession"]["views"][0]["init"]["loc"] == "chr1:6-9"
    told = {**VIEW, "init": {"assembly": "made", "loc": "chr1:1,001-2,000"}}
    session = read({**CONFIG, "defaultSession": {"name": "n", "views": [told]}})
    session.views["v1"].loci = [Interval(chrom="chr1", start=5, end=9)]
    assert written(session)["defaultSession"]["views"][0]["init"]["loc"] == "chr1:6-9"


@pytest.mark.parametrize("shape", ["tracks", "track", "session", "bare"])
def test_forms_of_luggage(shape: str) -> None:
    session = made(forms={"jbrowse2": {"shape": shape}}, preferences={"a": "b"}, genome=UNSET)
    done = converter.convert(converter.write(session, "neutral").document, "jbrowse2", "neutral")
    assert json.loads(converter.convert(done.document, "neutral", "jbrowse2").document)["preferences"] == {"a": "b"}


def test_several_tracks_of_a_single_one_are_a_list() -> None:
    two = {key: Track(kind="quantitative", name=key, source="s1") for key in ("t1", "t2")}
    session = made(tracks=two, track_order=["t1", "t2"], forms={"jbrowse2": {"shape": "track"}})
    assert [one["name"] for one in written(session)] == ["t1", "t2"]


def test_what_is_ignored_of_an_assembly_stands_where_it_stood() -> None:
    sequence = {**ASSEMBLY["sequence"], "made up": 1, "adapter": {**ASSEMBLY["sequence"]["adapter"], "made up": 2}}
    assembly = {"name": "made", "sequence": sequence, "made up": 3}
    config = {"assemblies": [assembly], "tracks": [SIGNAL]}
    assert written(read(config), carry=True)["assemblies"] == [
        {**assembly, "sequence": {**sequence, "adapter": {**sequence["adapter"], "chromSizesLocation": ASSEMBLY_LOCATION}}}
    ]
    assert "made up" not in json.dumps(written(read(config), carry=False))


def test_a_sequence_of_an_unknown_genome_is_not_shown() -> None:
    tracks = {"t1": Track(kind="sequence")}
    session = made(tracks=tracks, genome=Genome(id="nobody knows this"), sources={}, source_order=[])
    assert "tracks" not in written(session)["defaultSession"]["views"][0]


def test_a_highlight_may_name_the_assembly_otherwise() -> None:
    view = {**VIEW, "highlight": [{"refName": "chr1", "start": 1, "end": 9, "assemblyName": "alias"}]}
    config = {"assemblies": [{**ASSEMBLY, "aliases": ["alias"]}], "tracks": [SIGNAL]}
    session = read({**config, "defaultSession": {"name": "n", "views": [view]}})
    assert session.regions["r1"].extras["jbrowse2"].spelling == {"assemblyName": "alias"}
    assert written(session)["defaultSession"]["views"][0]["highlight"] == view["highlight"]


def test_names_that_are_no_texts_are_those_of_nothing() -> None:
    odd = {
        "assemblies": [{"name": {"a": 1}, "sequence": {}}, {"name": ["b"], "sequence": {}}],
        "tracks": [{**SIGNAL, "trackId": ["c"]}],
    }
    session = read({**SESSION, "sessionAssemblies": [{"name": {"a": 1}}]}, config=json.dumps(odd))
    assert session.views["v1"].loci == [Interval(chrom="chr1", start=100, end=1300)]
    assert read({**odd, "connections": [{"type": ["x"]}]}).views == {}
