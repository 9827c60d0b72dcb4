"""Custom tracks: lines about the browser, attributes, data and locations below track lines; read and written."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from msgspec import UNSET

import converter
from converter.errors import MalformedError
from converter.formats.ucsc import data
from converter.limits import LIMITS


def session(text: str) -> Any:
    return converter.read(text.encode(), "ucsc").session


def again(text: str, **options: Any) -> list[str]:
    """The lines of custom tracks that are written of a text."""
    document = converter.convert(text.encode(), "ucsc", options={"shape": "text", **options}).document.decode()
    return [line for line in document.split("\n") if line and not line.startswith("#")]


EXON = {"start": 5, "end": 9}
BED = "track name=x type=bed\nchr1\t10\t20\ta\t5\t-\t12\t18\t255,0,0\t2\t2,3,\t0,7,\textra\n"


def test_bed_becomes_features() -> None:
    held = session(BED).sources["s1"].features
    exons = [{"start": 10, "end": 12}, {"start": 17, "end": 20}]
    plain = {"chr": "chr1", "start": 10, "end": 20, "name": "a", "score": 5, "strand": "-", "cdStart": 12, "cdEnd": 18}
    assert held == [{**plain, "color": "rgb(255,0,0)", "exons": exons, "field13": "extra"}]


@pytest.mark.parametrize(
    ("row", "more"),
    [
        ("narrowPeak\nchr1\t5\t9\tp\t0\t.\t182\t5.5\t-1\t2", {"signal": 182, "pValue": 5.5, "qValue": -1, "peak": 2}),
        ("broadPeak\nchr1\t5\t9\tp\t0\t.\t4.5\t3\t-1", {"signal": 4.5, "pValue": 3, "qValue": -1}),
        (
            "gappedPeak\nchr1\t5\t9\tp\t0\t.\t5\t9\t0\t1\t4\t0\t4.5\t7\t8",
            {
                "cdStart": 5,
                "cdEnd": 9,
                "signal": 4.5,
                "pValue": 7,
                "qValue": 8,
                "itemRgb": "0",
                "exons": [{"start": 5, "end": 9}],
            },
        ),
    ],
)
def test_peaks_become_features(row: str, more: dict[str, Any]) -> None:
    text = f"track name=x type={row}\n"
    plain = {"chr": "chr1", "start": 5, "end": 9, "name": "p", "score": 0, "strand": "."}
    assert session(text).sources["s1"].features == [{**plain, **more}]
    assert again(text) == text.splitlines()
    drawn = converter.convert(text.encode(), "jbrowse2", options={"genome": "hg19"}).report.to_dict()
    assert [one for one in drawn["entries"] if one["severity"] == "error"] == []


def test_wiggle_counts_from_one() -> None:
    fixed = "track type=wiggle_0\nfixedStep chrom=chr1 start=11 step=5 span=2\n1\n2\n"
    variable = "variableStep chrom=chr2\n31 7.5\n"
    rows = [(one["chr"], one["start"], one["end"], one["value"]) for one in session(fixed + variable).sources["s1"].features]
    assert rows == [("chr1", 10, 12, 1), ("chr1", 15, 17, 2), ("chr2", 30, 31, 7.5)]


def test_wiggle_without_a_declaration_is_bedgraph() -> None:
    rows = session("track type=wiggle_0\nchr1 5 6 7\n").sources["s1"].features
    assert rows == [{"chr": "chr1", "start": 5, "end": 6, "value": 7}]


@pytest.mark.parametrize("text", ["track name=x\nGFF 1 2\n3\n", "track name=x\nchr1 1\n", "track type=psl name=x\n1 2 3\n"])
def test_rows_of_other_types_are_kept_as_text(text: str) -> None:
    read = session(text)
    assert read.sources["s1"].features is UNSET
    assert again(text)[-1] == text.strip().split("\n")[-1]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("track type=bed\nchr1 1 2\nchr1 one 2\n", 3),
        ("track type=bed\nchr1 1\n", 2),
        ("track type=bed\nchr1 1 2 a high\n", 2),
        ("track type=bedGraph\nchr1 1 2\n", 2),
        ("track type=wiggle_0\nvariableStep span=3\n1 2\n", 3),
        ("track type=wiggle_0\nvariableStep chrom=chr1\n1\n", 3),
        ("track type=wiggle_0\nfixedStep chrom=chr1\n1\n", 2),
    ],
)
def test_a_row_that_is_not_of_the_type_is_an_error(text: str, line: int) -> None:
    with pytest.raises(MalformedError) as told:
        session(text)
    assert (told.value.code, told.value.line) == ("ucsc.data", line)


@pytest.mark.parametrize("line", ['track name="x', "track name=a name=b", "track name=x stray", "track name=x 'y'"])
def test_a_track_line_that_can_not_be_read_is_an_error(line: str) -> None:
    with pytest.raises(MalformedError, match="track line"):
        session(f"browser hide all\n{line}\n")


def test_rows_without_a_track_line_are_a_track() -> None:
    read = session("browser position chr1:1-10\nchr1 1 2\n")
    assert read.tracks["t1"].name is UNSET
    assert again("browser position chr1:1-10\nchr1 1 2\n") == ["browser position chr1:1-10", "track type=bed", "chr1 1 2"]


def test_a_location_is_the_file_of_the_track_line_above_or_a_track() -> None:
    text = "track name=a\nhttps://example.org/a.bw\nhttps://example.org/b.bw\ntrack name=c\nchr1 1 2\nhttps://example.org/d.bw\n"
    read = session(text)
    found = [(one.name, read.sources[one.source].location) for one in read.tracks.values()]
    root = "https://example.org/"
    assert found == [("a", f"{root}a.bw"), ("b.bw", f"{root}b.bw"), ("c", UNSET), ("d.bw", f"{root}d.bw")]
    assert [line for line in again(text) if line != "chr1 1 2"][1:] == [
        f"{root}a.bw",
        f"{root}b.bw",
        "track name=c type=bed",
        f"{root}d.bw",
    ]


def test_a_renamed_or_hidden_location_gets_a_track_line() -> None:
    text = "browser hide all\nhttps://example.org/b.bw\n"
    edit: list[Any] = [{"op": "replace", "path": "/tracks/t1/name", "value": "New"}]
    assert again(text, edit=edit)[1:] == ["track name=New type=bigWig", "https://example.org/b.bw"]
    edit = [{"op": "replace", "path": "/views/v1/tracks", "value": []}]
    assert again(text, edit=edit)[1:] == ["track name=b.bw type=bigWig visibility=hide", "https://example.org/b.bw"]


def test_custom_tracks_are_written_as_they_were() -> None:
    text = (
        "browser position chr1:1,000-2,000\n"
        "track dataURL=https://e.org/a.bam indexURL=https://e.org/a.bai coverageURL=https://e.org/a.tdf name=a type=bam\n"
        "track bigDataUrl=https://example.org/b.bw name=b type=bigWig visibility=1\n"
        "track bigDataUrl=https://example.org/c.bb name=c type=bigBed visibility=0\n"
        "track name=empty\n"
    )
    assert again(text) == text.strip().split("\n")
    edit = [{"op": "replace", "path": "/views/v1/tracks", "value": ["t2", "t1", "t4"]}]
    assert [next(one for one in line.split() if "name=" in one) for line in again(text, edit=edit)[1:]] == [
        "name=b",
        "name=a",
        "name=empty",
        "name=c",
    ]


def test_the_last_position_counts() -> None:
    read = session("browser position chr1:1-10\nbrowser position chr2:5-9\nbrowser position chr1:9-1\n")
    assert [(one.chrom, one.start, one.end) for one in read.views["v1"].loci] == [("chr2", 4, 9)]


def test_tables_of_ucsc_are_tracks_without_a_file() -> None:
    text = "browser pack refGene snp\nbrowser hide all\nbrowser\n"
    read = session(text)
    assert [(one.key, one.display.mode) for one in read.tracks.values()] == [("refGene", "expanded"), ("snp", "expanded")]
    assert again(text) == ["browser pack refGene snp", "browser hide all", "browser"]
    assert again(text, carry=False) == ["browser pack refGene snp", "browser hide all"]


def test_the_genome_is_that_of_the_first_track_that_says_one() -> None:
    text = (
        "track name=a db=hg19\nchr1 1 2\ntrack name=b db=mm10\nchr1 1 2\ntrack name=c db=hg19\nchr1 1 2\ntrack name=d\nchr1 1 2\n"
    )
    read = session(text)
    assert read.genome.id == "hg19"
    assert [one.genomes for one in read.tracks.values()] == [UNSET, ["mm10"], UNSET, UNSET]
    lines = [line for line in again(text, genome="hg38") if line.startswith("track")]
    assert [line.rpartition(" ")[2] for line in lines] == ["db=hg38", "db=mm10", "db=hg38", "type=bed"]


def test_quotes_go_round_what_needs_them() -> None:
    text = """track name="it's" description='say "x"'\nchr1 1 2\n"""
    assert again(text)[0] == """track name="it's" description='say "x"' type=bed"""
    edit = [{"op": "replace", "path": "/tracks/t1/name", "value": 'it\'s "x"'}]
    assert again(text, edit=edit)[0].startswith("""track name="it's 'x'" """)


def test_features_of_others_are_written_as_rows() -> None:
    features: list[Any] = [
        {"chr": "chr1", "start": 1, "end": 2, "name": "a"},
        {"chr": "chr1", "start": 3, "end": 4, "strand": "+"},
    ]
    assert data.lines_of(features, None, "bed") == ["chr1\t1\t2\ta", "chr1\t3\t4\t.\t0\t+"]
    assert data.lines_of(features, ["chr1 x 2"], "bed") == ["chr1\t1\t2\ta", "chr1\t3\t4\t.\t0\t+"]
    assert data.lines_of([{"chr": "chr1", "start": 1, "end": 2, "value": 0.5}], [], "") == ["chr1\t1\t2\t0.5"]
    for bad in ("text", {"refName": "chr1"}):
        with pytest.raises(ValueError, match=r".+"):
            data.lines_of([bad], None, "")


def test_features_that_are_no_rows_are_left_out() -> None:
    source = b'{"genome": "hg38", "tracks": [{"type": "annotation", "name": "x", "features": [{"seq": "chr1"}]}]}'
    done = converter.convert(source, "ucsc", "igvjson", options={"shape": "text", "carry": False})
    assert done.document == b"# custom tracks: none\n"
    assert converter.read(done.document).format == "ucsc"


def test_limits_are_kept() -> None:
    text = "\n".join(["browser hide all", *(f"track name=x{number}\nchr1 1 2" for number in range(4))])
    with pytest.raises(converter.ConverterError, match="tracks"):
        converter.read(text.encode(), limits=msgspec.structs.replace(LIMITS, tracks=3))
