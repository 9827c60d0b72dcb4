"""Data files as JBrowse 2 is told of them: locations, adapters, indexes."""

from __future__ import annotations

import json
from typing import Any

import pytest

import converter
from converter.formats.base import Job
from converter.formats.jbrowse2.writer import write
from converter.model import (
    Display,
    Source,
    Track,
)
from converter.options import ConvertOptions
from tests.unit.formats.jbrowse2.making import BAM_FILE, session
from tests.unit.formats.jbrowse2.reading import Read, track, written


def _at(location: str) -> Source:
    return Source(location=location, format="bigwig")


def _job(**options: Any) -> Job:
    return Job(ConvertOptions(**options))


@pytest.mark.parametrize(
    ("location", "hint"), [("gs://b/a.bw", "gs://="), ("s3://b/a.bw", "s3://BUCKET"), ("/d/a.bw", "profile 'desktop'")]
)
def test_a_hint_for_what_a_web_browser_can_not_open(location: str, hint: str) -> None:
    made = write(session(Track(kind="quantitative", source="s1"), source=_at(location)), _job())
    assert hint in str(next(notice.hint for notice in made.notices if notice.field == "source"))


def test_a_home_directory_has_another_name_for_jbrowse_desktop() -> None:
    made = write(session(Track(kind="quantitative", source="s1"), source=_at("~/a.bw")), _job(profile="desktop"))
    told = next(notice for notice in made.notices if notice.field == "source")
    assert told.message.startswith("JBrowse Desktop can't open")
    assert "~/=/home/" in str(told.hint)
    made = write(session(Track(kind="quantitative", source="s1"), source=_at("blob:https://x.org/1")), _job(profile="desktop"))
    assert "desktop" not in str(next(notice.hint for notice in made.notices if notice.field == "source"))


def test_data_without_adapter() -> None:
    made = write(
        session(Track(name="T", kind="quantitative", source="s1"), source=Source(location="https://x.org/a.tdf", format="tdf")),
        _job(),
    )
    assert made.content["tracks"][0]["adapter"] == {"type": "FromConfigAdapter"}, "without one JBrowse 3 draws no track at all"
    assert "tdf" in next(notice.message for notice in made.notices if notice.field == "source")
    unknown = write(session(Track(name="U", source="s1"), source=Source(location="https://x.org/a")), _job())
    assert (unknown.content["tracks"][0]["type"], "adapter" in unknown.content["tracks"][0]) == ("FeatureTrack", False)
    for track_ in (Track(name="G"), Track(key="genes", kind="annotation")):
        alone = write(session(track_), _job())
        assert "belong to the genome browser" in next(notice.message for notice in alone.notices if notice.field == "source")
    computed = write(session(Track(key="1620000000000", name="ratio", kind="combined")), _job())
    told = next(notice for notice in computed.notices if notice.field == "source")
    assert told.message.startswith("The genome browser that 'ratio' comes from computes it;")
    assert "beforehand" in str(told.hint)


def test_adapters_with_their_index() -> None:
    def adapter(source: Source, **options: Any) -> Any:
        return written(session(Track(source="s1"), source=source), **options)["tracks"][0]["adapter"]

    assert adapter(BAM_FILE)["index"] == {
        "location": {"uri": "https://x.org/a.bam.bai", "locationType": "UriLocation"},
        "indexType": "BAI",
    }
    cram = Source(location="https://x.org/a.cram", index="https://x.org/other.crai", format="cram")
    assert adapter(cram)["craiLocation"]["uri"] == "https://x.org/other.crai"
    for location, path in (("/d/a.bw", "/d/a.bw"), ("file:///d/a%20b.bw", "/d/a b.bw"), ("file:///C:/a.bw", "C:/a.bw")):
        assert adapter(_at(location), profile="desktop")["bigWigLocation"]["localPath"] == path
    reads = Source(location="htsget://x.org/r/a", format="htsget")
    assert adapter(reads) == {"type": "HtsgetBamAdapter", "htsgetBase": "https://x.org/r", "htsgetTrackId": "a"}
    nameless = Source(location="https://x.org/r?a", format="htsget")
    assert "tracks" not in written(session(Track(source="s1"), source=nameless))
    assert adapter(Source(features=[{"a": 1}])) == {"type": "FromConfigAdapter", "features": [{"a": 1}]}
    assert adapter(Source(location="https://x.org/a.bed.gz", format="bed"))["type"] == "BedTabixAdapter"
    assert adapter(Source(location="https://x.org/a.bed.gz", format="bed", indexed=False))["type"] == "BedAdapter"
    assert adapter(Source(location="https://x.org/a.bed", index="", format="bed"))["type"] == "BedAdapter"
    assert adapter(Source(location="https://x.org/a.paf", format="paf"))["targetAssembly"] == "hg38"


def test_what_is_known_of_a_track_that_can_not_be_opened() -> None:
    made = write(session(Track(kind="quantitative", source="s1", display=Display(height_px=50)), source=_at("/d/a.bw")), _job())
    assert "displays" not in made.content["tracks"][0]
    assert [notice.code for notice in made.notices if notice.code.startswith("location")] == ["location.unopenable"]


@pytest.mark.parametrize(("profile", "told"), [(None, []), ("desktop", []), ("web", ["/d/hg38.2bit", "/d/a.bw"])])
def test_a_session_of_the_desktop_is_told_what_the_web_can_not_open(profile: str | None, told: list[str]) -> None:
    def local(path: str) -> dict[str, str]:
        return {"localPath": path, "locationType": "LocalPathLocation"}

    sequence = {
        "type": "ReferenceSequenceTrack",
        "trackId": "r",
        "adapter": {"type": "TwoBitAdapter", "twoBitLocation": local("/d/hg38.2bit")},
    }
    signal = {"type": "BigWigAdapter", "bigWigLocation": local("/d/a.bw")}
    read = Read({"assemblies": [{"name": "hg38", "sequence": sequence}], "tracks": [track(adapter=signal)]})
    notices = write(read.session, _job(profile=profile)).notices
    assert [one.original for one in notices if one.code == "location.unopenable"] == told


def test_rows_of_an_unknown_type_have_no_location_to_tell() -> None:
    listed = b"track type=psl name=x\n1 2 3\n"
    told = converter.convert(listed, to="jbrowse2", options={"genome": "hg19"}).report.to_dict()["entries"]
    (entry,) = [one for one in told if one["code"] == "location.unopenable"]
    assert entry["message"].startswith("The data stand in the session itself")
    assert entry.get("original") is None


def test_a_placeholder_is_no_address_for_a_browser() -> None:
    made = write(session(Track(kind="quantitative", source="s1"), source=_at("${DIR}bed/a.bw")), _job())
    told = next(notice for notice in made.notices if notice.field == "source")
    assert (told.code, "${DIR}=URL" in str(told.hint)) == ("location.unopenable", True)


@pytest.mark.parametrize(
    ("name", "index", "adapter"),
    [
        ("a.vcf", "a.vcf.idx", "VcfAdapter"),
        ("a.vcf", "a.vcf.IDX?token=1", "VcfAdapter"),
        ("a.vcf.gz", "a.vcf.gz.idx", "VcfTabixAdapter"),
        ("a.vcf", "a.vcf.tbi", "VcfTabixAdapter"),
        ("a.gff3", "a.gff3.idx", "Gff3Adapter"),
    ],
)
def test_a_plain_text_with_an_index_of_igv_is_read_as_a_whole(name: str, index: str, adapter: str) -> None:
    """JBrowse knows the indexes of tabix alone, and unpacks what it finds by one."""
    form = name.split(".")[1]
    held = Source(location=f"https://x.org/{name}", index=f"https://x.org/{index}", indexed=True, format=form)
    (made,) = write(session(Track(name="T", source="s1"), source=held), _job()).content["tracks"]
    assert (made["adapter"]["type"], "index" in made["adapter"]) == (adapter, "Tabix" in adapter)


def test_an_adapter_of_jbrowse_with_an_index_of_igv_stays() -> None:
    places = {"vcfGzLocation": {"uri": "https://x.org/a.vcf"}, "index": {"location": {"uri": "https://x.org/a.vcf.idx"}}}
    adapter = {"type": "VcfTabixAdapter", **places}
    config = {"tracks": [{"type": "VariantTrack", "trackId": "v", "name": "v", "assemblyNames": ["a"], "adapter": adapter}]}
    made = converter.convert(json.dumps(config).encode(), to="jbrowse2", options={"carry": False})
    assert json.loads(made.document)["tracks"][0]["adapter"] == adapter


def test_values_of_a_bedgraph_among_others_are_in_the_row_of_their_name() -> None:
    """JBrowse calls the values of each column by the name of that column, and draws them in the row of that name alone."""
    files = "".join(f'<Resource path="https://h/{name}"/>' for name in ("a.bedgraph", "b.bedgraph.gz", "c.bw"))
    members = [f'<Track id="https://h/{name}" name="same"/>' for name in ("a.bedgraph", "b.bedgraph.gz", "c.bw")]
    panel = f'<Panel><Track id="m" name="M" clazz="MergedTracks">{"".join(members)}</Track></Panel>'
    data = f'<Session genome="hg19" locus="chr1:1-900" version="8"><Resources>{files}</Resources>{panel}</Session>'
    document = json.loads(converter.convert(data.encode(), "jbrowse2", options={"carry": False}).document)
    [held] = [one["adapter"]["subadapters"] for one in document["tracks"] if one["type"] == "MultiQuantitativeTrack"]
    assert len({one["name"] for one in held}) == len(members)
    columns = ["chrom", "start", "end"]
    assert [one.get("columnNames") for one in held] == [[*columns, held[0]["name"]], [*columns, held[1]["name"]], None]
