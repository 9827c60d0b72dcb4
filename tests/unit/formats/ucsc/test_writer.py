"""Hubs and custom tracks written of sessions that came from elsewhere, and of hubs that were changed."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec import UNSET

import converter
from converter.formats.base import Job
from converter.formats.ucsc import FORMAT
from converter.model import Genome, Interval, Session, Source, Track, View
from converter.options import ConvertOptions
from tests.unit.formats.ucsc.test_hub import TOP, track

BW = "https://example.org/{}.bw"


def written(session: Session, **options: Any) -> list[str]:
    """Lines of the hub of a session."""
    return converter.write(session, "ucsc", options).document.decode().split("\n")


def made(tracks: dict[str, Track], *, shown: list[str] | None = None, genome: Any = UNSET, **more: Any) -> Session:
    """A session of tracks whose file is called as they are."""
    sources = {f"s{key[1:]}": Source(location=BW.format(key), format="bigwig") for key in tracks}
    for key, one in tracks.items():
        one.source = f"s{key[1:]}" if one.source is UNSET and one.kind == "quantitative" else one.source
    view = View(tracks=list(tracks) if shown is None else shown, loci=more.pop("loci", UNSET))
    session = Session(
        genome=Genome(id="hg38") if genome is UNSET else genome,
        sources={**sources, **more.pop("sources", {})},
        tracks=tracks,
        track_order=list(tracks),
        views={"v1": view},
        view_order=["v1"],
    )
    session.source_order = list(session.sources)
    return session


def graph(name: str = "", **more: Any) -> Track:
    return Track(kind="quantitative", name=name or UNSET, **more)


def test_names_of_tracks_are_words_and_each_is_there_once() -> None:
    lines = written(made({"t1": graph("A b"), "t2": graph("A.b"), "t3": graph("7"), "t4": graph("ä"), "t5": graph()}))
    assert [line for line in lines if line.startswith("track ")] == [
        "track A_b", "track A_b_2", "track t_7", "track track", "track t5_bw",
    ]  # fmt: skip
    assert "shortLabel t5.bw" in lines


def test_the_order_is_said_by_priorities_and_hidden_tracks_stand_last() -> None:
    lines = written(made({"t1": graph("a"), "t2": graph("b"), "t3": graph("c")}, shown=["t3", "t1"]))
    said = [line for line in lines if line.startswith(("track ", "visibility ", "priority "))]
    assert said == [
        *("track c", "visibility full", "priority 1", "track a", "visibility full", "priority 2"),
        *("track b", "visibility hide", "priority 3"),
    ]


def test_categories_whose_tracks_stand_together_are_folders() -> None:
    tracks = {
        "t1": graph("a", category=["X", "deep"]),
        "t2": graph("b", category=["X", "deep"]),
        "t3": graph("c", category=["Y"]),
    }
    tracks |= {"t4": graph("d"), "t5": graph("e", category=["Y"]), "t6": graph("f", category=[])}
    lines = [line.strip() for line in written(made(tracks))]
    assert [line for line in lines if line.startswith(("track ", "parent "))] == [
        *("track X_deep", "track a", "parent X_deep", "track b", "parent X_deep", "track c", "track d", "track e", "track f"),
    ]
    assert {"superTrack on show", "shortLabel X / deep"} <= set(lines)


def test_an_overlay_holds_graphs_alone() -> None:
    overlay = Track(kind="overlay", name="O", members=["t2", "t3"])
    session = made({"t1": overlay, "t2": graph("a"), "t3": Track(kind="annotation")}, shown=["t1"])
    session.tracks["t4"] = Track(kind="overlay", members=[])
    session.tracks["t5"] = Track(kind="overlay")
    session.track_order = ["t1", "t4", "t5"]
    lines = [line.strip() for line in written(session)]
    assert [line for line in lines if line.startswith(("track ", "parent ", "container "))] == [
        *("track O", "container multiWig", "track a", "parent O"),
    ]


@pytest.mark.parametrize(
    ("genome", "expected", "code"),
    [
        (Genome(id="GRCh38"), ["genome hg38"], None),
        (Genome(id="hg38", two_bit="x.2bit"), ["genome hg38"], None),
        (
            Genome(two_bit="https://example.org/worm.2bit", name="Worm"),
            ["genome worm", "organism Worm", "twoBitPath https://example.org/worm.2bit"],
            None,
        ),
        (Genome(id="worm"), ["genome worm"], "genome.unknown"),
        (Genome(fasta="worm.fa"), ["genome unknown"], "genome.unknown"),
        (None, ["genome unknown"], "genome.missing"),
    ],
)
def test_genomes(genome: Genome | None, expected: list[str], code: str | None) -> None:
    session = made({"t1": graph("a")}, genome=genome, loci=[Interval(chrom="c", start=0, end=9)])
    if genome is None:
        session.genome = UNSET
    done = converter.convert(converter.write(session, "neutral").document, "ucsc", "neutral")
    lines = done.document.decode().split("\n\n")[1].split("\n")
    assert lines == [*expected, "defaultPos c:1-9"]
    told = {one["code"] for one in done.report.to_dict()["entries"] if one["severity"] == "error"}
    assert told == ({code} if code else set())


def test_an_assembly_that_is_not_ucscs_gets_the_2bit_that_we_know() -> None:
    lines = written(made({"t1": graph("a")}, genome=Genome(id="GCF_000002775.5")))
    assert any(line.startswith("twoBitPath https://hgdownload") for line in lines)


@pytest.mark.parametrize(
    ("loci", "place"),
    [
        ([], None),
        ([Interval()], None),
        ([Interval(name="TP53")], "TP53"),
        ([Interval(chrom="chr1", start=0, end=5), Interval(name="x")], "chr1:1-5"),
    ],
)
def test_the_first_place_is_written(loci: list[Interval], place: str | None) -> None:
    for shape, key in (("hub", "defaultPos "), ("text", "browser position ")):
        found = [line for line in written(made({"t1": graph("a")}, loci=loci), shape=shape) if line.startswith(key)]
        assert found == ([f"{key}{place}"] if place else [])


def entries(source: Source, kind: str = "annotation", **options: Any) -> tuple[str, list[Any]]:
    """The document for a session with that file, and what the report says of files."""
    session = made({"t1": Track(kind=kind, name="x", source="s9")}, sources={"s9": source})
    done = converter.convert(converter.write(session, "neutral").document, "ucsc", "neutral", options={"carry": False, **options})
    told = [one for one in done.report.to_dict()["entries"] if one["code"] == "location.unopenable"]
    return done.document.decode(), told


@pytest.mark.parametrize(
    ("source", "hint"),
    [
        (Source(location="https://example.org/x.bed", format="bed"), "bedToBigBed"),
        (Source(location="https://example.org/x.gff3.gz", format="gff3"), "gff3ToGenePred"),
        (Source(location="https://example.org/x.gct", format="gct"), "bigWig, bigBed, VCF or BAM"),
        (Source(location="https://example.org/x.vcf", format="vcf"), "tabix -p vcf"),
        (Source(location="https://example.org/x"), "format"),
    ],
)
def test_a_file_without_a_type_is_left_out_with_what_to_do(source: Source, hint: str) -> None:
    document, told = entries(source)
    assert "track" not in document
    assert [hint in one["hint"] for one in told] == [True]


TABLE = "https://hgdownload.soe.ucsc.edu/goldenPath/hg38/database/ncbiRefSeq.txt.gz"
GENES = Track(kind="annotation", name="Genes", key="hg38_genes")
LISTED = Track(kind="annotation", name="Genes", source="s9")


@pytest.mark.parametrize(
    ("held", "shown", "genome", "code"),
    [
        (GENES, True, "hg38", "genes.brought"),
        (GENES, False, "hg38", None),
        (GENES, True, "volvox", None),
        (GENES, True, "", None),
        (LISTED, True, "hg38", "genes.brought"),
        (LISTED, True, "hg19", "location.unopenable"),
        (Track(kind="annotation", name="Genes", key="mine"), True, "hg38", None),
    ],
)
def test_genes_of_the_genome_are_shown_by_ucsc_itself(held: Track, shown: bool, genome: str, code: str | None) -> None:  # noqa: FBT001
    tables = {"s9": Source(location=TABLE, format="refgene")} if held is LISTED else {}
    named = Genome(id=genome) if genome else Genome(two_bit="https://x.org/a.2bit")
    session = made({"t1": held}, shown=["t1"] if shown else [], genome=named, sources=tables)
    done = FORMAT.write(session, Job(ConvertOptions()))
    assert not any("bigDataUrl" in line for line in done.content)
    assert [one.code for one in done.notices if one.owner == ("tracks", "t1")] == ([code] if code else [])


def test_the_sequence_of_the_genome_is_no_loss() -> None:
    held = b'<Session genome="hg38" version="8"><Panel><Track id="Reference sequence" name="R" visible="true"/></Panel></Session>'
    report = converter.convert(held, "ucsc", options={"carry": False}).report.to_dict()
    (entry,) = [one for one in report["entries"] if one["code"] == "track.unsupported"]
    assert (entry["severity"], entry["message"]) == (
        "info",
        "The UCSC browser shows the sequence of the genome at its ruler; a hub does not name it.",
    )


def test_a_file_of_one_machine_is_named_but_not_its_look() -> None:
    document, told = entries(Source(location="/data/x.bw", format="bigwig"), "quantitative")
    assert "bigDataUrl /data/x.bw" in document
    assert [one["severity"] for one in told] == ["error"]
    assert not entries(Source(location="x.bw", format="bigwig"), "quantitative")[1]
    assert "track" not in entries(Source(features=[{"chr": "chr1", "start": 1, "end": 2}]))[0]


def test_custom_tracks_hold_the_features_of_others() -> None:
    features = [{"chr": "chr1", "start": 1, "end": 2, "name": "a"}]
    document, _ = entries(Source(features=features), shape="text")
    assert document == "track name=x type=bed db=hg38\nchr1\t1\t2\ta\n"


HUB = TOP + (
    "track g\nshortLabel G\ncompositeTrack on\nvisibility full\ncolor 1,2,3\n\n"
    + track("a", "parent g on")
    + track("b", "parent g")
    + track("z", "visibility full", "priority 2")
)


def edited(*edit: dict[str, Any], text: str = HUB, **options: Any) -> list[str]:
    """Lines of a hub that was changed before it was written."""
    done = converter.convert(text.encode(), "ucsc", options={"edit": list(edit), "carry": False, **options})
    return [line.strip() for line in done.document.decode().split("\n")]


def test_a_hub_is_written_as_it_was() -> None:
    lines = edited()
    assert [line for line in HUB.split("\n") if line not in lines] == []
    assert lines.count("color 1,2,3") == 1


def test_a_new_order_is_said_by_priorities() -> None:
    lines = edited({"op": "replace", "path": "/views/v1/tracks", "value": ["t2", "t1", "t3"]})
    said = [line for line in lines if line.startswith(("track ", "priority ", "parent "))]
    assert said == [
        *("track g", "priority 1", "track b", "parent g", "priority 1"),
        *("track a", "parent g on", "priority 2", "track z", "priority 3"),
    ]


def test_a_group_that_is_torn_apart_is_left() -> None:
    lines = edited({"op": "replace", "path": "/views/v1/tracks", "value": ["t1", "t3", "t2"]})
    assert not [line for line in lines if line.startswith("parent ")]
    assert lines.count("color 1,2,3") == 3


def test_a_track_that_is_hidden_or_shown_by_hand() -> None:
    hidden = edited({"op": "replace", "path": "/views/v1/tracks", "value": ["t2", "t3"]})
    assert hidden[hidden.index("track a") + 1 : hidden.index("track a") + 9].count("visibility hide") == 1
    off = HUB.replace("parent g on", "parent g off")
    there = edited({"op": "add", "path": "/views/v1/tracks/0", "value": "t1"}, text=off)
    assert "parent g" in there[there.index("track a") :][:8]
    closed = HUB.replace("visibility full\ncolor", "visibility hide\ncolor")
    opened = edited({"op": "add", "path": "/views/v1/tracks/-", "value": "t1"}, text=closed)
    assert "parent g on" not in opened


def test_a_hub_becomes_custom_tracks_and_back() -> None:
    text = converter.convert(HUB.encode(), "ucsc", options={"shape": "text", "carry": False}).document.decode()
    assert text.startswith("track bigDataUrl=z.bw") or "track bigDataUrl=a.bw" in text
    back = converter.convert(text.encode(), "ucsc", options={"carry": False}).document.decode()
    assert "container" not in back
    assert back.count("bigDataUrl ") == 3


def test_without_a_view() -> None:
    session = made({"t1": graph("a")})
    session.views, session.view_order = {}, []
    assert "visibility hide" in written(session)
    assert written(session, shape="text")[0].endswith("visibility=hide db=hg38")


def test_a_hub_without_a_label_gets_none() -> None:
    lines = edited(text=HUB.replace("shortLabel Lab\n", ""))
    assert lines[:2] == ["hub lab", "useOneFile on"]


def test_a_session_of_measurements_has_nothing_to_show() -> None:
    session = Session(views={"v1": View(kind="plot")}, view_order=["v1"])
    done = converter.convert(converter.write(session, "neutral").document, "ucsc", "neutral")
    assert "measurements" in next(one["message"] for one in done.report.to_dict()["entries"] if one["code"] == "genome.missing")


def test_a_label_that_says_nothing() -> None:
    assert "shortLabel t1.bw" in written(made({"t1": graph(" \n ")}))
    overlay = Track(kind="overlay", members=["t2"])
    session = made({"t1": overlay, "t2": graph("a")}, shown=["t1"])
    assert "shortLabel Track" in written(session)


def test_control_characters_make_no_binary_of_a_hub() -> None:
    document = converter.write(Session(name="a\x01\x02\x03\x04 b\x7f"), "ucsc").document
    assert b"shortLabel a b\n" in document
    assert converter.read(document).session.name == "a b"


def test_the_name_of_a_track_that_is_called_by_a_signed_address_holds_no_signature() -> None:
    lines = written(made({"t1": graph("https://me:hidden7@x.org/a.bw?X-Amz-Signature=hidden7")}))
    assert "hidden7" not in next(line for line in lines if line.startswith("track "))


def test_a_setting_that_is_no_text_is_written_as_one() -> None:
    rows = b'track name="A" type=bed priority=1\nchr1 1 9\n'
    session = converter.read(rows, "ucsc").session
    session.tracks["t1"].extras["ucsc"].native["priority"] = 1.5
    assert "priority=1.5" in written(session, shape="text")[0]


def test_a_track_of_two_sides_is_no_hidden_track_of_the_other() -> None:
    """A breakpoint view shows it twice; the one view of a hub shows it once."""
    session = made({"t1": graph("a"), "t2": graph("a", same_as="t1")}, shown=["t1"])
    session.views["v2"] = View(kind="linear", tracks=["t2"])
    session.view_order.append("v2")
    assert [line for line in written(session) if line.startswith("track ")] == ["track a"]
