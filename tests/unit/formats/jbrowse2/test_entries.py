"""Tracks that only a view says: configurations of its own, and types that a plugin knows."""

from __future__ import annotations

from typing import Any

import pytest

from converter.model import Genome
from tests.unit.formats.jbrowse2.reading import BAM, BIG_WIG, Read, config, shown, track, written

ENTRY = "/defaultSession/views/0/tracks/0"
OWN = {**track("AlignmentsTrack", BAM), "trackId": "own", "name": "Own"}
_FEATURES = {"type": "FromConfigAdapter", "features": [{"uniqueId": "u", "refName": "chr1", "start": 1, "end": 2}]}
_BED = {"type": "BedAdapter", "bedLocation": {"uri": "https://x.org/a.bed", "locationType": "UriLocation"}}


def _tracks(read: Read) -> tuple[Any, Any]:
    """The tracks that the session brings along, and those in its view."""
    made = written(read.session)["defaultSession"]
    return made["sessionTracks"], made["views"][0]["tracks"]


def test_a_configuration_that_stands_in_the_view_is_a_track() -> None:
    """JBrowse draws it, and saves nothing of it but its id: it is written where it will be saved."""
    read = config(views=[shown(track_id=OWN, track_type="AlignmentsTrack")])
    assert (read.track().kind, read.track().name) == ("alignment", "Own")
    assert read.says(f"{ENTRY}/configuration/name") == ("feeds", "t1.name")
    assert read.ledger.notices == []
    held, seen = _tracks(read)
    assert held == [OWN]
    assert seen[0]["configuration"] == "own"


def test_it_counts_whatever_else_has_its_id() -> None:
    other = {**OWN, "trackId": "a", "name": "Other"}
    read = config(track(adapter=BIG_WIG), views=[shown(track_id=other, track_type="AlignmentsTrack")])
    held, seen = _tracks(read)
    assert [one["name"] for one in held] == ["Other"]
    assert seen[0]["configuration"] == held[0]["trackId"] != "a"


def test_an_object_that_names_a_track_refers_to_it() -> None:
    read = config(track(), views=[shown(track_id={"trackId": "a"})])
    assert read.session.views["v1"].tracks == ["t1"]
    assert read.says(f"{ENTRY}/configuration/trackId") == ("feeds", "t1.shown")


@pytest.mark.parametrize(("adapter", "kind"), [(_FEATURES, "annotation"), (_BED, "annotation"), (BIG_WIG, "quantitative")])
def test_a_track_of_a_plugin_shows_to_others_what_its_data_are(adapter: dict[str, Any], kind: str) -> None:
    read = config(track("LollipopTrack", adapter))
    assert read.track().kind == kind
    assert read.says("/tracks/0/type") == ("native", "plugin")
    assert written(read.session)["tracks"][0]["type"] == "LollipopTrack"


@pytest.mark.parametrize(
    ("track_type", "adapter", "kind", "fate"),
    [
        ("FeatureTrack", {"type": "VcfAdapter", "vcfLocation": {"uri": "a.vcf"}}, "variant", ("native", "typed")),
        ("BasicTrack", _BED, "annotation", ("native", "typed")),
        ("VariantTrack", {"type": "VcfAdapter", "vcfLocation": {"uri": "a.vcf"}}, "variant", ("feeds", "t1.kind")),
        ("QuantitativeTrack", _BED, "quantitative", ("feeds", "t1.kind")),
    ],
)
def test_a_type_says_nothing_of_what_the_file_alone_tells(
    track_type: str, adapter: dict[str, Any], kind: str, fate: tuple[str, str]
) -> None:
    read = config(track(track_type, adapter))
    assert read.track().kind == kind
    assert read.says("/tracks/0/type") == fate
    assert written(read.session)["tracks"][0]["type"] == track_type
    read.session.tracks["t1"].kind = "alignment"
    assert written(read.session)["tracks"][0]["type"] == "AlignmentsTrack"


@pytest.mark.parametrize("adapter", [{"type": "PluginAdapter", "x": 1}, {"type": "FromConfigAdapter"}])
def test_a_track_of_a_plugin_with_data_of_its_own_is_unknown(adapter: dict[str, Any]) -> None:
    read = config(track("LollipopTrack", adapter))
    assert read.track().kind == "unknown"
    assert read.says("/tracks/0/type") == ("native", "plugin")
    assert written(read.session)["tracks"][0]["type"] == "LollipopTrack"


def test_what_stands_among_views_tracks_and_assemblies_hides_no_others() -> None:
    view = shown(track_id="a")
    view["tracks"] += [None, {}]
    assembly = {"name": "hg38", "sequence": {}}
    session = {
        "name": "S",
        "views": [None, view, {}],
        "sessionTracks": ["x", {**track(), "trackId": "b"}],
        "sessionAssemblies": [],
    }
    read = Read(
        {"assemblies": [5, assembly, None], "tracks": [track()], "defaultSession": {**session, "temporaryAssemblies": [3]}}
    )
    assert read.session.views["v1"].tracks == ["t1"]
    assert read.session.track_order == ["t1", "t2"]
    assert isinstance(read.session.genome, Genome)
    for place in (
        "/assemblies/0",
        "/defaultSession/views/0",
        "/defaultSession/sessionTracks/0",
        "/defaultSession/views/1/tracks/2",
    ):
        assert read.says(place)[0] == "ignored"
    made = written(read.session)
    assert [len(made["assemblies"]), len(made["defaultSession"]["views"])] == [1, 1]
    assert len(made["defaultSession"]["views"][0]["tracks"]) == 1


@pytest.mark.parametrize("name", ["adapter", "displays"])
@pytest.mark.parametrize("value", [None, "x", [None]])
def test_what_is_no_object_where_jbrowse_wants_one_is_refused_and_not_written(name: str, value: Any) -> None:
    """A session track with `"adapter": null` makes JBrowse 4.3 stop; one of a config shows an error."""
    read = config({**track(), name: value})
    assert read.says(f"/tracks/0/{name}")[0] == "ignored"
    fates = next(bound.fates for bound in read.ledger.bound if bound.node.path == "/tracks/0")
    assert fates[name].code == "source.invalid"
    assert name not in written(read.session)["tracks"][0]


@pytest.mark.parametrize("state", [{"id": None}, {"constraints": None}, {"id": 5}])
def test_what_makes_jbrowse_refuse_a_display_is_not_written(state: dict[str, Any]) -> None:
    name = next(iter(state))
    read = config(track(), views=[shown({"type": "LinearWiggleDisplay", "configuration": "a-LinearWiggleDisplay", **state})])
    assert read.says(f"{ENTRY}/displays/0/{name}") == ("ignored", f"shown/displays/{name}")
    assert name not in written(read.session)["defaultSession"]["views"][0]["tracks"][0]["displays"][0]


def test_a_dotplot_shows_tracks_that_it_brings_along() -> None:
    adapter = {"type": "PAFAdapter", "pafLocation": {"uri": "https://x.org/a.paf", "locationType": "UriLocation"}}
    brought = {"type": "SyntenyTrack", "trackId": "a", "name": "A", "adapter": adapter}
    entry = {"type": "SyntenyTrack", "configuration": "a", "displays": [{"type": "DotplotDisplay"}]}
    view = {"type": "DotplotView", "tracks": [entry], "viewTrackConfigs": [brought]}
    found = Read({"session": {"name": "S", "views": [view]}})
    assert found.session.views["v1"].tracks == ["t1"]
    assert found.track().name == "A"
    assert not [one for one in found.ledger.notices if one.code == "track.unresolved"]
