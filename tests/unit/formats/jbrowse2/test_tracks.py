"""Track configurations, tracks in views, and the data that they open."""

from __future__ import annotations

import json
from typing import Any

import pytest
from msgspec import UNSET

from converter.errors import LimitError
from converter.formats.base import Job
from converter.formats.jbrowse2.reader import read as read_bytes
from converter.limits import LIMITS
from converter.loss.ledger import Ledger
from converter.options import ConvertOptions
from tests.unit.formats.jbrowse2.reading import BAM, BIG_WIG, Read, config, display, shown, track, written

ENTRY = "/defaultSession/views/0/tracks/0"


def test_facts_of_the_configuration() -> None:
    read = config(track(description="D", category=["C"], metadata={"m": {"x": 1}}, rpcDriverName="r", odd=1))
    held = read.track()
    assert (held.kind, held.name, held.description, held.category, held.metadata) == (
        *("quantitative", "A", "D", ["C"]),
        {"m": {"x": 1}},
    )
    assert read.says("/tracks/0/trackId") == ("structural", "trackId")
    assert read.says("/tracks/0/rpcDriverName") == ("native", "rpcDriverName")
    assert read.says("/tracks/0/odd") == ("ignored", "odd")


def test_facts_of_a_wrong_kind_are_set_aside() -> None:
    wrong = {"name": 1, "description": 2, "category": "C", "metadata": [3], "assemblyNames": "hg38"}
    read = Read({"tracks": [{"type": 5, "trackId": 6, **wrong}, {"trackId": "b", "uri": "b.bam"}]})
    assert read.extras().native == {"metadata": wrong.pop("metadata")}
    assert read.extras().ignored == {**wrong, "type": 5, "track/trackId": 6}
    assert read.track().key == "track-1"
    assert [notice.field for notice in read.ledger.notices] == ["key", "source"]


def test_facts_of_the_configuration_that_look_like_facts_of_displays_are_kept_apart() -> None:
    read = config(track("OtherTrack", displays={"a": {"b": 1}}, shown={"id": 2}, display="d", track={"x": 3}))
    native = {name: value for name, value in read.extras().native.items() if name.startswith("track/")}
    assert native == {"track/displays/a/b": 1, "track/shown/id": 2, "track/display": "d", "track/track/x": 3}


def test_carried_data_among_the_metadata() -> None:
    read = config(track(metadata={"carriedData": "packed", "m": 1}), track(trackId="b", metadata={"carriedData": 5}))
    assert read.ledger.carried == "packed"
    assert read.track().metadata == {"m": 1}
    assert read.track("t2").metadata is UNSET
    assert read.says("/tracks/0/metadata/carriedData") == ("structural", "carriedData")


def test_a_mere_address_is_a_track_of_the_next_generation() -> None:
    read = config({"trackId": "b", "uri": "https://x.org/b.bam"}, {"trackId": "c", "uri": "https://x.org/c"})
    assert (read.track().kind, read.session.sources["s1"].format) == ("alignment", "bam")
    assert list(read.track().parts) == ["coverage", "reads"]
    assert read.session.sources["s2"].format is UNSET
    assert read.says("/tracks/0/uri") == ("feeds", "s1.location", "t1.source")
    again = written(read.session)["tracks"][0]
    assert again["adapter"] == {"type": "BamAdapter", "uri": "https://x.org/b.bam"}, "JBrowse finds the index beside a mere uri"


def test_what_stands_among_tracks_and_is_none_does_no_harm() -> None:
    good = {"type": "FeatureTrack", "trackId": "b", "name": "B", "adapter": BAM}
    read = config({}, good, None)
    assert [one.name for one in read.session.tracks.values()] == ["B"]
    assert read.says("/tracks/0") == ("ignored", "config/tracks/0")
    assert read.says("/tracks/2") == ("ignored", "config/tracks/2")


def test_a_track_without_data_or_name_is_known_by_its_id() -> None:
    read = config({"type": "FeatureTrack", "trackId": "b"})
    assert read.track().key == "b"
    assert read.says("/tracks/0/trackId") == ("feeds", "t1.key")


@pytest.mark.parametrize("adapter", [BIG_WIG, BAM, {**BAM, "more": 1}])
def test_equal_adapters_are_one_source(adapter: Any) -> None:
    read = config(track(adapter=adapter), track(adapter=adapter, trackId="b"))
    assert list(read.session.sources) == ["s1"]
    assert read.track("t2").source == "s1"


def test_what_an_adapter_ignores_is_kept_with_the_track() -> None:
    read = config(track(adapter={**BIG_WIG, "mine": 1}))
    assert read.extras().ignored == {"adapter/mine": 1}
    assert read.says("/tracks/0/adapter/mine") == ("ignored", "adapter/mine")


def source(adapter: Any) -> Any:
    read = config(track(adapter=adapter))
    held = read.session.sources["s1"]
    return held, held.extras.get("jbrowse2"), read


def test_locations_as_they_are_spelled() -> None:
    plain, extras, _ = source(BIG_WIG)
    assert (plain.location, plain.format, extras) == ("https://x.org/a.bw", "bigwig", None)
    short, extras, read = source({"type": "BigWigAdapter", "uri": "b.bw", "baseUri": "https://x.org/d/c.json"})
    assert short.location == "https://x.org/d/b.bw"
    assert extras.spelling == {"location": ["b.bw", "https://x.org/d/c.json"]}
    assert read.says("/tracks/0/adapter/baseUri") == ("structural", "baseUri")
    indexed, extras, read = source(
        {**BAM, "index": {"location": {"uri": "https://x.org/a.bam.csi"}, "indexType": "CSI"}},
    )
    assert indexed.index == "https://x.org/a.bam.csi"
    assert extras.spelling == {"index": {"uri": "https://x.org/a.bam.csi"}}
    assert read.says("/tracks/0/adapter/index/indexType") == ("structural", "indexType")
    local, _, read = source(
        {"type": "BigWigAdapter", "bigWigLocation": {"localPath": "/d/a.bw", "locationType": "LocalPathLocation"}}
    )
    assert local.location == "/d/a.bw"
    assert read.session.forms["jbrowse2"]["profile"] == "desktop"


def test_locations_that_are_none() -> None:
    dead, extras, _ = source(
        {"type": "BigWigAdapter", "bigWigLocation": {"blobId": "b", "name": "a.bw", "locationType": "BlobLocation"}}
    )
    assert dead.location is UNSET
    below = {"blobId": "b", "name": "a.bw", "locationType": "BlobLocation"}
    assert extras.native == {f"bigWigLocation/{name}": value for name, value in below.items()}
    wrong, extras, read = source({"type": "BigWigAdapter", "bigWigLocation": {"uri": 5}, "resolutionMultiplier": "x"})
    assert wrong.location is UNSET
    assert extras.ignored == {"bigWigLocation/uri": 5, "resolutionMultiplier": "x"}
    assert read.says("/tracks/0/adapter/resolutionMultiplier") == ("ignored", "resolutionMultiplier")


@pytest.mark.parametrize(
    ("adapter", "indexed"),
    [
        ({"type": "BedTabixAdapter", "bedGzLocation": {"uri": "https://x.org/a.bed"}}, True),
        ({"type": "BedAdapter", "bedLocation": {"uri": "https://x.org/a.bed.gz"}}, False),
        ({"type": "BedAdapter", "bedLocation": {"uri": "https://x.org/a.bed"}}, UNSET),
    ],
)
def test_an_adapter_tells_of_an_index_where_the_name_of_the_file_tells_otherwise(adapter: Any, indexed: Any) -> None:
    held, extras, read = source(adapter)
    assert (held.indexed, extras.spelling.get("format")) == (indexed, None)
    assert read.says("/tracks/0/adapter/type") == (("feeds", "s1.format") if indexed is UNSET else ("own", ("format", "indexed")))
    assert written(read.session)["tracks"][0]["adapter"]["type"] == adapter["type"]


def test_a_packed_file_without_a_place_is_written_as_it_was_read() -> None:
    picked = {"type": "BedAdapter", "bedLocation": {"blobId": "b", "name": "a.bed.gz", "locationType": "BlobLocation"}}
    held, extras, read = source(picked)
    assert (held.indexed, extras.spelling["format"]) == (UNSET, "BedAdapter")
    assert written(read.session)["tracks"][0]["adapter"] == picked


def test_adapters_that_read_several_formats() -> None:
    assert source({"type": "BedAdapter", "bedLocation": {"uri": "https://x.org/a.narrowPeak"}})[0].format == "narrowpeak"
    assert source({"type": "BedAdapter", "bedLocation": {"uri": "https://x.org/a.bed"}})[0].format == "bed"
    htsget, _, _ = source({"type": "HtsgetBamAdapter", "htsgetBase": "https://x.org/reads", "htsgetTrackId": "r"})
    assert (htsget.location, htsget.format) == ("htsget://x.org/reads/r", "htsget")
    inline, _, _ = source({"type": "FromConfigAdapter", "features": [{"a": 1}]})
    assert inline.features == [{"a": 1}]
    plugin, extras, _ = source({"type": "PluginAdapter", "features": [{"a": 1}]})
    assert (plugin.features, extras.native) == (UNSET, {"type": "PluginAdapter", "features": [{"a": 1}]})
    other, extras, _ = source({"type": 5, "x": 1})
    assert (other.format, extras.native, extras.ignored) == (UNSET, {"x": 1}, {"type": 5})


def test_an_adapter_of_very_many_facts() -> None:
    held, extras, _ = source({**BAM, **{f"x{number}": number for number in range(120)}})
    assert held.location == "https://x.org/a.bam"
    assert extras is None


def test_the_members_of_a_track() -> None:
    members = [
        {**BIG_WIG, "name": "N", "color": "red"},
        {"type": "BigWigAdapter", "uri": "https://x.org/b.bw", "source": "S", "color": "no"},
        {"type": "BigWigAdapter", "uri": "https://x.org/c.bw"},
    ]
    adapter = {"type": "MultiWiggleAdapter", "subadapters": members, "more": 1}
    read = config(track("MultiQuantitativeTrack", adapter))
    assert read.track().members == ["t2", "t3", "t4"]
    assert [read.track(key).name for key in ("t2", "t3")] == ["N", "S"]
    assert read.track("t2").display.color == "#ff0000"
    assert read.extras("t3").native == {"named": "source"}
    assert read.says("/tracks/0/adapter/more") == ("ignored", "adapter/more")
    assert read.session.track_order == ["t1"]


def test_members_that_are_mere_addresses() -> None:
    read = config(track("MultiQuantitativeTrack", {"type": "MultiWiggleAdapter", "bigWigs": ["https://x.org/d.bw"]}))
    assert read.extras("t2").native == {"named": "bigWigs"}
    assert read.says("/tracks/0/adapter/bigWigs/0") == ("feeds", "s1.location", "t2.source")
    empty = config(track("MultiQuantitativeTrack", {"type": "MultiWiggleAdapter", "bigWigs": [5]}))
    assert empty.track().members == []


def test_addresses_beside_adapters_are_not_heeded() -> None:
    """JBrowse looks at `bigWigs` only where there are no `subadapters`."""
    adapter = {"type": "MultiWiggleAdapter", "subadapters": [BIG_WIG], "bigWigs": ["https://x.org/d.bw"]}
    read = config(track("MultiQuantitativeTrack", adapter))
    assert read.track().members == ["t2"]
    assert read.says("/tracks/0/adapter/bigWigs") == ("superseded", "by subadapters")


def test_the_source_of_a_member_is_its_name_before_its_name_is() -> None:
    adapter = {"type": "MultiWiggleAdapter", "subadapters": [{**BIG_WIG, "name": "N", "source": "S"}, {**BIG_WIG, "source": ""}]}
    read = config(track("MultiQuantitativeTrack", adapter))
    assert read.track("t2").name == "S"
    assert read.says("/tracks/0/adapter/subadapters/0/name") == ("superseded", "by source")
    assert written(read.session)["tracks"][0]["adapter"]["subadapters"][0] == {**BIG_WIG, "source": "S"}


def test_tracks_in_views() -> None:
    read = config(track(), views=[shown(pinned=True, id="i", odd=1)])
    assert read.says(f"{ENTRY}/configuration") == ("feeds", "t1.shown")
    assert read.says(f"{ENTRY}/type") == ("superseded", "by the configuration of the track")
    assert read.says(f"{ENTRY}/id") == ("structural", "id")
    assert read.says(f"{ENTRY}/pinned") == ("native", "shown/pinned")
    assert read.says(f"{ENTRY}/odd") == ("ignored", "shown/odd")
    inline = config(track(), views=[shown(track_id={"trackId": "a", "x": 1}, track_type="FeatureTrack")])
    assert inline.says(f"{ENTRY}/configuration/trackId") == ("feeds", "t1.shown")
    assert inline.says(f"{ENTRY}/type") == ("superseded", "by the configuration of the track")


def test_a_track_that_is_shown_once_more() -> None:
    read = config(track("AlignmentsTrack", BAM), views=[shown(), shown()])
    again = read.track("t2")
    assert (again.same_as, again.kind, again.source, list(again.parts)) == ("t1", "alignment", "s1", ["coverage", "reads"])
    assert read.says("/defaultSession/views/1/tracks/0/configuration") == ("feeds", "t2.shown", "t2.same_as")


def test_a_track_that_another_config_holds() -> None:
    held = Read({"session": {"name": "S", "views": [shown(track_id="x", track_type="AlignmentsTrack"), shown(track_id=5)]}})
    assert (held.track().key, held.track().kind) == ("x", "alignment")
    assert held.says("/session/views/0/tracks/0/configuration") == ("feeds", "t1.shown", "t1.key")
    assert held.says("/session/views/0/tracks/0/type") == ("feeds", "t1.kind")
    assert [notice.code for notice in held.ledger.notices] == ["track.unresolved"] * 2
    odd = Read({"session": {"name": "S", "views": [shown(track_id="x", track_type="BasicTrack")]}})
    assert odd.extras().spelling == {"kind": "BasicTrack"}


def test_the_reference_sequence() -> None:
    sequence = {"trackId": "seq", "type": "ReferenceSequenceTrack", "name": "Bases"}
    other = {"name": "mm10", "sequence": {"trackId": "mouse"}}
    views = [shown(track_id="seq"), shown(track_id="mouse")]
    read = Read({"assemblies": [{"name": "hg38", "sequence": sequence}, other], "defaultSession": {"name": "S", "views": views}})
    first, second = read.track("t1"), read.track("t2")
    assert (first.kind, first.key, first.name, first.genomes) == ("sequence", "Reference sequence", "Bases", UNSET)
    assert (second.name, second.genomes) == (UNSET, ["mm10"])


def test_the_displays_of_a_track_and_which_is_chosen() -> None:
    arcs = display("LinearPairedArcDisplay")
    read = config(track("VariantTrack", {"type": "VcfAdapter"}, displays=[arcs, display("LinearVariantDisplay"), arcs]))
    assert read.track().interactions.shape == "arc"
    assert read.extras().native["displays"] == {"LinearPairedArcDisplay": None, "LinearVariantDisplay": None}
    assert read.says("/tracks/0/displays/0/type") == ("feeds", "t1.interactions.shape")
    circular = config(track("VariantTrack", {"type": "VcfAdapter"}, displays=[display("ChordVariantDisplay")]))
    assert "display" not in circular.extras().native
    other = config(track(displays=[{"type": {"a": 1}}]), views=[shown({"type": "OtherDisplay"})])
    assert other.extras().native["display"] == "OtherDisplay"
    assert other.says(f"{ENTRY}/displays/0/type") == ("native", "display")
    assert other.says("/tracks/0/displays/0/type/a") == ("ignored", "displays0/type/a")


def test_a_configuration_that_stands_in_the_view() -> None:
    inline = {"type": "LinearWiggleDisplay", "displayId": "d", "height": 60}
    state = {"type": "LinearWiggleDisplay", "configuration": inline}
    read = config(track(displays=[display("LinearWiggleDisplay", height=50)]), views=[shown(state, {"type": "x", "y": 1})])
    assert read.track().display.height_px == 60
    place = f"{ENTRY}/displays/0"
    assert read.says(f"{place}/configuration/height") == ("feeds", "t1.display.height_px")
    assert read.says(f"{place}/configuration/displayId") == ("structural", "displayId")
    assert read.says(f"{ENTRY}/displays/1/y") == ("native", "shown/displays1/y")
    bare = config(track(displays=[{"type": "LinearWiggleDisplay"}]), views=[shown({"configuration": "d"})])
    assert bare.extras().native["shown/displays/configuration"] == "d"


def test_facts_of_a_config_that_was_sent_beside_are_not_counted() -> None:
    sent = {"tracks": [track(displays=[display("LinearWiggleDisplay", height=50)], displayDefaults={"height": 70})]}
    views = [shown({"type": "LinearWiggleDisplay", "configuration": "d", "maxHeight": 5})]
    read = Read({"session": {"name": "S", "views": views}}, config=json.dumps(sent))
    assert read.track().display.height_px == 50
    assert read.says("/session/views/0/tracks/0/displays/0/configuration") == ("structural", "displayId")


def test_parts_of_hidden_alignments_are_not_visible() -> None:
    read = config(track("AlignmentsTrack", BAM), track("AlignmentsTrack", BAM, trackId="b"), views=[shown()])
    assert [part.visible for part in read.track("t1").parts.values()] == [True, True]
    assert [part.visible for part in read.track("t2").parts.values()] == [False, False]
    alone = config(track("AlignmentsTrack", BAM, displays=[display("LinearSNPCoverageDisplay")]), views=[shown()])
    assert [part.visible for part in alone.track().parts.values()] == [True, False]


def test_too_many_tracks_are_refused_before_they_are_read() -> None:
    few = LIMITS.__class__(**{**{name: getattr(LIMITS, name) for name in LIMITS.__struct_fields__}, "tracks": 1})
    with pytest.raises(LimitError) as refused:
        read_bytes(b'{"assemblies":[],"tracks":[{"a":1},{"a":2}]}', Ledger(), Job(ConvertOptions(), few))
    assert refused.value.code == "limit.tracks"


def test_adapters_that_name_no_data_are_each_of_their_own_track() -> None:
    found = config(*(track(adapter={"type": "BigWigAdapter"}, trackId=name) for name in "ab"))
    assert len({one.source for one in found.session.tracks.values()}) == 2
    assert [put.called for (kind, _), put in found.ledger.objects.items() if kind == "sources"] == ["data of a", "data of b"]


@pytest.mark.parametrize(
    "index", [{"handleId": "b2", "name": "a.bam.bai"}, {"uri": "https://x.org/a.bam.bai", "locationType": "UriLocation"}]
)
def test_a_file_that_was_picked_in_a_page_stays_what_it_is(index: dict[str, str]) -> None:
    picked = {"blobId": "b1", "name": "a.bam", "locationType": "BlobLocation"}
    adapter = {"type": "BamAdapter", "bamLocation": picked, "index": {"location": index}}
    read = config({"type": "AlignmentsTrack", "trackId": "b", "name": "B", "assemblyNames": ["hg38"], "adapter": adapter})
    assert written(read.session)["tracks"][0]["adapter"] == adapter
