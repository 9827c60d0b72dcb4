"""What a configuration says beside its tracks."""

from __future__ import annotations

import json
from typing import Any

import pytest
from msgspec import UNSET

import converter
from converter.errors import RefusedError
from converter.formats.base import Job
from converter.formats.jbrowse1 import reader
from converter.loss.ledger import Ledger
from converter.model import Genome, Interval, Region
from converter.options import ConvertOptions
from tests.unit.formats.jbrowse1.reading import OF, codes, read, session

A = {"label": "a", "type": "CanvasFeatures", "urlTemplate": "a.gff3"}
B = {"label": "b", "type": "CanvasFeatures", "urlTemplate": "b.gff3"}


def with_tracks(**said: Any) -> dict[str, Any]:
    return {"formatVersion": 1, "tracks": [A, B], **said}


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ({"defaultTracks": "b,a"}, ["t2", "t1"]),
        ({"defaultTracks": "a", "alwaysOnTracks": "b"}, ["t2", "t1"]),
        ({"defaultTracks": "b,a", "alwaysOnTracks": "b"}, ["t2", "t1"]),
        ({"defaultTracks": "a", "forceTracks": "b"}, ["t2"]),
        ({"defaultTracks": "a,a"}, ["t1"]),
        ({"location": "chr1:1..10"}, ["t1", "t2"]),
        ({"initialHighlight": "chr1:1-10"}, ["t1", "t2"]),
    ],
)
def test_shown_tracks(said: dict[str, Any], shown: list[str]) -> None:
    assert session(with_tracks(**said)).views["v1"].tracks == shown


@pytest.mark.parametrize("said", [{}, {"defaultTracks": ["a"]}, {"defaultTracks": ""}, {"location": 3}, {"location": "all"}])
def test_a_catalogue_shows_nothing(said: dict[str, Any]) -> None:
    assert session(with_tracks(**said)).views == {}


def test_a_place_without_tracks_is_a_view_without_tracks() -> None:
    assert session({"formatVersion": 1, "location": "chr1", "tracks": []}).views["v1"].tracks == []


def test_tracks_that_are_not_there_are_told() -> None:
    assert codes(read(with_tracks(defaultTracks="a, b"))) == ["track.unresolved"]


@pytest.mark.parametrize(
    ("said", "effect", "original", "emitted"),
    [
        ({"defaultTracks": "b,c"}, "approximated", "b,c", "b"),
        ({"forceTracks": "c,B,a,b"}, "approximated", "c,B,a,b", "a,b"),
        ({"alwaysOnTracks": "c,a"}, "approximated", "c,a", "a"),
        ({"defaultTracks": "b,a"}, "kept", None, None),
    ],
)
def test_a_list_that_names_tracks_which_are_not_there_is_said_without_them(
    said: dict[str, str], effect: str, original: str | None, emitted: str | None
) -> None:
    given = {**with_tracks(**said), "dataset_id": "hg38"}
    report = converter.convert(json.dumps(given).encode(), "igvjson", OF, options={"carry": False}).report.to_dict()
    told = [one for one in report["entries"] if one["source"] and one["source"]["path"] == f"/{next(iter(said))}"]
    assert [(one["effect"], one["original"], one["emitted"]) for one in told] == (
        [(effect, original, emitted)] if original else []
    )


def test_a_list_with_tracks_that_are_not_there_stays_as_it_is_in_a_neutral_session() -> None:
    given = json.dumps(with_tracks(forceTracks="b,c")).encode()
    assert converter.convert(given, "neutral", OF).report.to_dict()["counts"]["approximated"] == 0


def test_places() -> None:
    held = session(with_tracks(location="chr1: 1,001 .. 2,000", defaultLocation="chr2", initialHighlight="chr1:5"))
    assert held.views["v1"].loci == [Interval(chrom="chr1", start=1000, end=2000)]
    assert list(held.regions.values()) == [Region(chrom="chr1", start=4, end=5)]
    assert session(with_tracks(initialHighlight="chr1")).regions == {}


@pytest.mark.parametrize(
    ("said", "genome"),
    [
        ({"dataset_id": "lab"}, Genome(id="lab")),
        ({"dataset_id": 3}, UNSET),
        ({"refSeqs": "g.fa.fai?x"}, Genome(fasta="g.fa?x", fasta_index="g.fa.fai?x")),
        ({"refSeqs": {"url": "g.2bit"}}, Genome(two_bit="g.2bit")),
        ({"refSeqs": "g.chrom.sizes", "dataset_id": "lab"}, Genome(chrom_sizes="g.chrom.sizes", id="lab")),
        ({"refSeqs": "g.fa"}, Genome(fasta="g.fa")),
        ({"refSeqs": "seq/refSeqs.json"}, UNSET),
        ({"refSeqs": {"data": [{"name": "c"}]}}, UNSET),
    ],
)
def test_the_genome(said: dict[str, Any], genome: Any) -> None:
    assert session(with_tracks(**said)).genome == genome


def test_bookmarks_are_regions_by_colour() -> None:
    places = [{"ref": "c", "start": 1, "end": 2, "color": color} for color in ("red", "#f00", "odd", "blue")]
    held = session(with_tracks(bookmarks={"features": places}))
    assert [one.set for one in held.regions.values()] == ["q1", "q1", UNSET, "q2"]
    assert {key: one.color for key, one in held.region_sets.items()} == {"q1": "#ff0000", "q2": "#0000ff"}


@pytest.mark.parametrize("held", [[], 3, [3], [{"ref": "c", "start": "1", "end": 2}], [{"start": 1, "end": 2}]])
def test_bookmarks_that_are_none_stay_as_they_are(held: Any) -> None:
    found = session(with_tracks(bookmarks={"features": held}))
    assert found.regions == {}
    assert found.extras["jbrowse1"].native == {"bookmarks/features": held}


@pytest.mark.parametrize(("title", "name"), [("Lab", "Lab"), ("<b>Lab</b>", UNSET), (3, UNSET), ("", UNSET)])
def test_the_title(title: Any, name: Any) -> None:
    assert session(with_tracks(aboutThisBrowser={"title": title})).name == name


def test_all_else_is_kept_as_it_is() -> None:
    held = session(with_tracks(names={"url": "names/"}, odd=1, plugins=["Lab"]))
    assert held.extras["jbrowse1"].native == {"names": {"url": "names/"}, "plugins": ["Lab"]}
    assert held.extras["jbrowse1"].ignored == {"odd": 1}
    assert session(with_tracks(call="function() {}")).extras["jbrowse1"].native == {"call": "function() {}"}
    assert codes(read(with_tracks(call="function() {}"))) == ["executes.callback"]


@pytest.mark.parametrize(
    ("tracks", "labels", "rest"),
    [
        ([A, 3, {}], ["a"], {"tracks/1": 3, "tracks/2": {}}),
        ({"x/y": {"key": "K", "type": "CanvasFeatures"}, "n": 1}, ["K"], {"tracks/n": 1}),
        ({"label": "only", "type": "CanvasFeatures"}, ["only"], {}),
    ],
)
def test_forms_of_the_list_of_tracks(tracks: Any, labels: list[str], rest: dict[str, Any]) -> None:
    held = session({"formatVersion": 1, "tracks": tracks})
    assert [one.name for one in held.tracks.values()] == labels
    assert (held.extras["jbrowse1"].ignored if rest else {}) == rest


def test_a_base_of_the_whole_is_one_of_every_track() -> None:
    given = with_tracks(baseUrl="https://x.org/y")
    assert [one.location for one in session(given).sources.values()] == ["https://x.org/y/a.gff3", "https://x.org/y/b.gff3"]
    fates = {name: fate for bound in read(given).ledger.bound for name, fate in bound.fates.items()}
    assert fates["baseUrl"].kind == "feeds"


def test_what_config_says_is_said_of_the_track_unless_that_says_it() -> None:
    held = session({"formatVersion": 1, "tracks": [{**A, "config": {"key": "K", "label": "beaten", "style": {"height": 9}}}]})
    assert (held.tracks["t1"].name, held.tracks["t1"].display.feature_height_px) == ("K", 9)
    bound = read({"tracks": [{**A, "config": {"key": "K"}}]}).ledger.bound[0]
    assert bound.node.place("key") == "/tracks/0/config/key"


def test_json_that_is_no_object_is_refused() -> None:
    with pytest.raises(RefusedError):
        reader.read(json.dumps([5]).encode(), Ledger(), Job(ConvertOptions()))


def test_a_text_of_few_words() -> None:
    text = "formatVersion = 1\ntracks = none\nnames.url = names/\nnames.type = Hash\n[tracks . a]\nkey = lost\n"
    held = session(text + "[tracks2.b]\nkey = odd\n")
    assert held.tracks == {}
    assert held.extras["jbrowse1"].native == {"names": {"url": "names/", "type": "Hash"}}


def test_what_a_line_says_is_told_with_its_line() -> None:
    text = "[tracks.a]\ntype = Alignments2\nurlTemplate = a.bam\nhooks.modify = function(track) {}\nsubParts = json:[1, 2]\n"
    report = converter.convert(text.encode(), "igvjson", OF, options={"carry": False}).report.to_dict()
    told = {one["source"]["path"]: (one["source"]["line"], one["facts"]) for one in report["entries"] if one["source"]}
    assert told["/4/hooks.modify"] == (4, 1)
    assert told["/5/subParts"] == (5, 2)
    given = with_tracks(names={"url": "names/", "type": "Hash"})
    report = converter.convert(json.dumps(given).encode(), "igvjson", OF, options={"carry": False}).report.to_dict()
    assert {one["facts"] for one in report["entries"] if one["source"] and one["source"]["path"] == "/names"} == {2}


@pytest.mark.parametrize(
    ("said", "fates"),
    [
        ({"alwaysOnTracks": "b", "defaultTracks": "b,a"}, {"alwaysOnTracks": "superseded", "defaultTracks": "feeds"}),
        ({"alwaysOnTracks": "b", "defaultTracks": "b"}, {"alwaysOnTracks": "superseded", "defaultTracks": "feeds"}),
        ({"alwaysOnTracks": "a,b", "defaultTracks": "b"}, {"alwaysOnTracks": "feeds", "defaultTracks": "superseded"}),
        ({"alwaysOnTracks": "b", "defaultTracks": "a,b"}, {"alwaysOnTracks": "feeds", "defaultTracks": "feeds"}),
    ],
)
def test_a_list_that_changes_nothing_beside_the_other_is_overruled(said: dict[str, str], fates: dict[str, str]) -> None:
    ledger = read(with_tracks(**said)).ledger
    assert {name: one.fates[name].kind for one in ledger.bound for name in one.fates if name in said} == fates


def test_a_list_of_tracks_alone() -> None:
    tracks = [
        {"label": "a", "type": "FeatureTrack", "url": "tracks/a/trackData.json"},
        "no track",
        {"label": "b", "type": "CanvasFeatures", "url": "b", "urlTemplate": "b.bw"},
    ]
    held = converter.read(json.dumps(tracks).encode())
    assert held.format == OF
    assert held.ledger.accounted == held.ledger.total == 8
    assert [one.location for one in held.session.sources.values()] == ["tracks/a/trackData.json", "b.bw"]
    report = converter.convert(json.dumps(tracks).encode(), to="igvjson").report.to_dict()
    assert {"/0/type", "/1", "/2/url"} <= {one["source"]["path"] for one in report["entries"] if one["source"]}


@pytest.mark.parametrize(
    "root", [[], ["a"], [{"label": "a", "type": "FeatureTrack", "trackId": "a"}], [{"label": "a", "type": "wig"}]]
)
def test_another_list_is_none_of_jbrowse_1(root: list[Any]) -> None:
    with pytest.raises(converter.ConverterError):
        converter.read(json.dumps(root).encode(), OF)
