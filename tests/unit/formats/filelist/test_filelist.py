"""Lists of files: what is in them, and what is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from msgspec import UNSET

import converter
from converter.errors import MalformedError
from converter.formats.base import Head, Job
from converter.formats.filelist import FORMAT, reader
from converter.loss.ledger import Ledger
from converter.model import Display, DisplayRange, Genome, Interval, Part
from converter.options import ConvertOptions

if TYPE_CHECKING:
    from converter.model import Session


def read(data: bytes) -> Session:
    """The session of a list; every cell is accounted for."""
    ledger = Ledger()
    session: Session = FORMAT.read(data, ledger, Job(ConvertOptions()))
    assert ledger.accounted == ledger.total
    return session


def test_a_list_of_comments_shows_nothing() -> None:
    session = read(b"# nothing yet\n")
    assert (session.tracks, session.views) == ({}, {})


def test_a_header_may_be_marked_as_a_comment() -> None:
    lines = (
        "\n# the lab's files, of 2024\n#track_name\turl\tcolor\ngenes\thttps://x.org/g.bed\tred\n# more\nb\thttps://x.org/b.bed\n"
    )
    session = read(lines.encode())
    assert [track.name for track in session.tracks.values()] == ["genes", "b"]
    assert converter.detect(lines.encode())[0].format == "filelist"


def test_a_header_beats_one_in_a_comment() -> None:
    assert [one.name for one in read(b"# name, file\npath,label\nhttps://x.org/g.bed,G\n").tracks.values()] == ["G"]


def test_a_file_of_no_known_type_has_no_kind() -> None:
    session = read(b"path\tname\nhttps://x.org/a.xyz\tA\n")
    assert (session.sources["s1"].format, session.tracks["t1"].name) != ("xyz", "")
    assert not isinstance(session.tracks["t1"].kind, str)


def test_text_of_another_encoding_is_refused_with_its_line() -> None:
    with pytest.raises(MalformedError) as caught:
        read(b"path\nhttps://x.org/a.bw\n\xff.bw\n")
    assert (caught.value.code, caught.value.line) == ("filelist.encoding", 3)


def test_columns_of_many_documents_are_not_kept_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "_MOST_TABLES", 0)
    session = read(b"path\tname\nhttps://x.org/a.bw\tA\n")
    assert session.tracks["t1"].name == "A"


def test_an_empty_text_is_no_list() -> None:
    assert FORMAT.recognise(Head(b"", "text")) is None


def test_columns_that_were_met_are_forgotten_when_they_are_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "_MOST_TABLES", 0)
    for name in ("path,name", "path,color,name"):
        assert converter.read(f"{name}\na.bed,x\n".encode(), "filelist").session.sources


@pytest.mark.parametrize("header", ["Index Path", "index_url", "INDEX-FILE", "Index"])
def test_columns_are_known_however_their_words_are_joined(header: str) -> None:
    session = read(f"File Path;{header};Track Colour\nhttps://x.org/a.bam;https://x.org/a.bai;red\n".encode())
    assert session.sources["s1"].index == "https://x.org/a.bai"
    assert (session.tracks["t1"].parts or {})["reads"].display == Display(color="#ff0000")


def test_the_look_of_an_alignment_is_that_of_its_parts() -> None:
    """IGV desktop shows the parts that a session lists: the coverage, too."""
    table = b"path,color,max,height\nhttps://x.org/a.bam,red,90,120\nhttps://x.org/a.bw,red,90,120\n"
    tracks = read(table).tracks
    assert tracks["t1"].parts == {
        "coverage": Part(display_range=DisplayRange(maximum=90)),
        "reads": Part(display=Display(color="#ff0000")),
    }
    assert tracks["t1"].display == Display(height_px=120)
    assert tracks["t2"].display == Display(color="#ff0000", height_px=120)
    document = converter.convert(table, "igvxml").document
    assert b'id="https://x.org/a.bam_coverage"' in document


def test_indexes_in_a_list_are_those_of_their_files() -> None:
    session = read(b"a.bam\na.bai\nb.vcf.gz.tbi\nb.vcf.gz\nb.vcf.gz.csi\nlone.bam.bai\n")
    assert [(one.location, one.index) for one in session.sources.values()] == [
        ("a.bam", "a.bai"),
        ("b.vcf.gz", "b.vcf.gz.tbi"),
        ("lone.bam.bai", UNSET),
    ]
    assert len(session.tracks) == 3


def test_an_index_with_a_name_of_its_own_is_a_file_like_others() -> None:
    session = read(b"path,name\na.bam,A\na.bam.bai,B\n")
    assert [one.name for one in session.tracks.values()] == ["A", "B"]


def test_the_first_line_that_says_a_genome_and_a_place_says_those_of_the_session() -> None:
    session = read(b"path,assembly,locus\na.bw,,\nb.bw,hg38,chr1:11-20\nc.bw,mm10,chr2:1-5\nd.bw,hg38,\n")
    assert session.genome == Genome(id="hg38")
    assert session.views["v1"].loci == [Interval(chrom="chr1", start=10, end=20)]
    assert [one.genomes for one in session.tracks.values()] == [UNSET, UNSET, ["mm10"], UNSET]


def test_a_place_that_is_none_is_told() -> None:
    report = converter.convert(b"path,locus\na.bw,chr1:9-2\nb.bw,chr2:1-5\n", to="igvxml", source="filelist").report.to_dict()
    (entry,) = [one for one in report["entries"] if one["code"] == "source.invalid"]
    assert entry["source"]["path"] == "/2/locus"
    assert read(b"path,locus\na.bw,chr1:9-2\nb.bw,chr2:1-5\n").views["v1"].loci == [Interval(chrom="chr2", start=0, end=5)]


def test_the_sample_of_a_file_of_several_is_the_one_that_is_shown_and_metadata_of_another() -> None:
    session = read(b"path,sample\na.seg,S1\nb.bam,S2\n")
    assert [(one.sample, one.metadata) for one in session.tracks.values()] == [("S1", UNSET), (UNSET, {"sample": "S2"})]
    report = converter.convert(b"path,name,sample\nb.bam,B,S2\n", to="igvxml", source="filelist").report.to_dict()
    assert [one for one in report["entries"] if one["code"].startswith(("name.", "sample."))] == []


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("0-10", (0, 10)),
        ("-1.5 : 1.5", (-1.5, 1.5)),
        ("-5--1", (-5, -1)),
        ("[0, 1e3]", (0, 1000)),
        ("0 to 4", (0, 4)),
        ("0..4", (0, 4)),
        (".5 4", (0.5, 4)),
    ],
)
def test_both_ends_of_a_range_may_stand_in_one_cell(text: str, ends: tuple[float, float]) -> None:
    said = read(f"path\trange\na.bw\t{text}\n".encode()).tracks["t1"].display_range
    assert said == DisplayRange(minimum=ends[0], maximum=ends[1])


def test_an_end_with_a_column_of_its_own_is_that() -> None:
    session = read(b"path\trange\tmin\tmax\na.bw\t0-10\t5\t\nb.bw\t0-10\t1\t2\nc.bw\tall\t\t\n")
    assert [one.display_range for one in session.tracks.values()] == [
        DisplayRange(minimum=5, maximum=10), DisplayRange(minimum=1, maximum=2), DisplayRange(autoscale=True),
    ]  # fmt: skip
    table = b"path,range,min,max\nb.bw,0-10,1,2\nc.bw,all,,\n"
    told = converter.convert(table, "igvjson", "filelist", ledger=True).report.to_dict()
    said = {one["source"]["path"]: one["code"] for one in (*told["entries"], *told["ledger"]) if one["source"]}
    assert (said["/2/range"], said["/3/range"]) == ("source.superseded", "source.invalid")
