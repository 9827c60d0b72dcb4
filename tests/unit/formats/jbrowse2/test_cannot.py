"""What JBrowse 2 is announced not to say is really lost on some session: the published matrix is no excuse."""

from __future__ import annotations

import types
import typing
from typing import TYPE_CHECKING, Any

import pytest
from msgspec import UNSET, UnsetType
from msgspec.structs import replace

import converter
from converter.formats.jbrowse2.cannot import CANNOT_SAY
from converter.loss import announce
from converter.model import (
    Analytics,
    Extras,
    Genome,
    Interval,
    Part,
    Region,
    RegionSet,
    Samples,
    Session,
    Source,
    Threshold,
    Track,
    View,
)
from tests.contract.samples import accepted

if TYPE_CHECKING:
    from collections.abc import Iterator

SOURCES = (("bam", "a.bam"), ("bigwig", "b.bw"), ("bed", "c.bed"), ("vcf", "d.vcf.gz"), ("hic", "e.hic"), ("seg", "f.seg"))
KINDS = ("alignment", "quantitative", "annotation", "variant", "contact_map", "copy_number")
PLAIN: dict[Any, tuple[Any, Any]] = {
    str: ("made up", "tag"),
    int: (7, 4000000),
    float: (1.5, 30.25),
    bool: (True, False),
    Any: ("any", 1),
    Interval: (Interval(name="MYC"), Interval(chrom="chr1", start=10, end=20)),
}
REFERENCES = (
    "extras",
    "source",
    "members",
    "same_as",
    "set",
    "sources",
    "operands",
    "views",
    "parts",
    "panels",
    "tracks",
    "kind",
    "view",
)


def value(hint: Any, which: int) -> Any:
    """One of two values of a type hint."""
    origin, parts = typing.get_origin(hint), typing.get_args(hint)
    if origin in (typing.Union, types.UnionType):
        return value(next(part for part in parts if part not in (type(None), UnsetType)), which)
    if origin is typing.Annotated:
        return value(parts[0], which) if parts[0] is float else ("#123456", "#abcdef80")[which]
    if origin is list:
        return [value(parts[0], which)]
    if origin is dict:
        return {"key": value(parts[1], which)}
    return PLAIN[hint][which] if hint in PLAIN else full(hint, which)


def full(cls: Any, which: int, **given: Any) -> Any:
    """An object that says all its fields, but for references."""
    hints = typing.get_type_hints(cls, include_extras=True)
    return cls(**{name: value(hint, which) for name, hint in hints.items() if name not in (*REFERENCES, *given)}, **given)


def session(which: int, view_kind: str, **genome: Any) -> Session:
    """A session with a track of every kind, all of which say all that tracks can say."""
    sources = {
        f"s{n}": full(Source, which, format=word, location=f"https://data.example.org/{name}")
        for n, (word, name) in enumerate(SOURCES)
    }
    tracks = {f"t{n}": full(Track, which, kind=kind, source=f"s{n}", key=UNSET) for n, kind in enumerate(KINDS)}
    parts = {name: full(Part, which) for name in ("coverage", "junctions", "reads")}
    tracks["t0"] = full(Track, which, kind="alignment", source="s0", key=UNSET, parts=parts)
    tracks |= {"t7": full(Track, which, kind="annotation"), "t8": full(Track, which, kind="overlay", members=["t9"])}
    tracks["t9"] = full(Track, which, kind="copy_number", source="s5")
    order = [key for key in tracks if key != "t9"]
    views = {"v1": full(View, which, kind=view_kind, tracks=order), "v2": full(View, which, kind="linear", tracks=order[:2])}
    return Session(
        genome=Genome(**genome) if genome else full(Genome, which),
        genomes={"g2": Genome(id="nobody knows this")},
        sources=sources,
        source_order=list(sources),
        tracks=tracks,
        track_order=order[::-1],
        views=views,
        view_order=["v1", "v2"],
        regions={
            "r1": full(Region, which, chrom="chr1", start=5, end=9),
            "r2": full(Region, which, chrom="chr1", start=5, end=5),
        },
        region_order=["r2", "r1"],
        region_sets={"q1": full(RegionSet, which)},
        samples=full(Samples, which),
        thresholds={"h1": full(Threshold, which)},
        analytics=full(Analytics, which),
        preferences={"a": "b"},
        color_scales={"a": "b"},
        next_autoscale_group=3,
        hide_empty_panels=True,
    )


def odd() -> Iterator[Session]:
    """Sessions of forms that hold little, of genomes that nobody knows, and of what views may do with tracks."""
    for shape in ("tracks", "track"):
        made = session(0, "linear")
        yield replace(made, name="made up", focused_view="v1", forms={"jbrowse2": {"shape": shape}})
    for genome in (
        Genome(id="nobody knows this", aliases=["a"], name="n", chrom_aliases="a.txt", cytobands="c.txt"),
        full(Genome, 0, two_bit=UNSET),
        Genome(id="", fasta="a.fa"),
    ):
        yield replace(session(0, "mystery"), genome=genome)
    yield replace(session(0, "linear"), genome=Genome(id="nobody knows this"), views={}, view_order=[])
    made = session(1, "linear", id="hg38")
    tracks = {"t20": Track(kind="sequence"), **made.tracks, "t21": Track(kind="overlay", members=["t22", "t23"])}
    tracks |= {"t22": Track(kind="quantitative", source="s1"), "t23": Track(kind="copy_number", source="s5")}
    tracks |= {"t24": replace(made.tracks["t1"], same_as="t1", name="another")}
    order = [key for key in tracks if key not in ("t9", "t22", "t23")]
    shown = View(title="v", loci=[Interval(chrom="chr1")], tracks=order)
    views = {"v1": shown, "v2": View(tracks=["t24"])}
    made = replace(made, tracks=tracks, track_order=order, views=views, focused_view="v2")
    yield made
    for shape in ("session", "tracks"):
        yield replace(made, forms={"jbrowse2": {"shape": shape}})
    early = replace(made.tracks["t20"], extras={"jbrowse2": Extras(native={"shown/init": True})})
    yield replace(
        made, tracks={**tracks, "t2": replace(tracks["t2"], extras=early.extras)}, forms={"jbrowse2": {"shape": "config"}}
    )


MERGED = b"""{"genome": "hg38", "tracks": [{"name": "both", "type": "merged", "tracks": [
    {"name": "a", "type": "wig", "format": "wig", "url": "https://data.example.org/a.wig"},
    {"name": "b", "type": "wig", "format": "tdf", "url": "https://data.example.org/b.tdf"}]}]}"""


SIDES = b"""{"defaultSession": {"name": "S", "views": [{"id": "b", "type": "BreakpointSplitView", "views": [
    {"id": "p", "type": "ProteinView"}, {"id": "v", "type": "LinearGenomeView"}]}]}}"""


REGIONS = b'{"genome": "hg38", "tracks": [], "roi": [{"name": "R", "features": [{"chr": "chr1", "start": 0, "end": 9}]}]}'


@pytest.fixture(scope="module")
def lost() -> set[str]:
    """Every announcement that some loss was told by, over made-up sessions and the whole corpus of ours."""
    found: set[str] = set()
    plain = announce.find

    def noted(announced: Any, collection: str, field: str) -> Any:
        told = plain(announced, collection, field)
        if announced is CANNOT_SAY and told is not None:
            found.add(told[0])
        return told

    made = [
        session(which, kind, **genome) for which in (0, 1) for kind in ("linear", "circular") for genome in ({}, {"id": "hg38"})
    ]
    made += odd()
    documents: list[tuple[bytes, str, dict[str, Any]]] = [
        (converter.write(one, "neutral").document, "neutral", {}) for one in made
    ]
    documents += [(one.data, one.format, one.options) for form in ("igvxml", "igvjson", "jbrowse2") for one in accepted(form)]
    documents += [
        (MERGED, "igvjson", {}),
        (SIDES, "jbrowse2", {}),
        (converter.convert(REGIONS, "neutral").document, "neutral", {}),
    ]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(announce, "find", noted)
        for data, form, options in documents:
            converter.convert(data, "jbrowse2", form, None, {**options, "carry": False}).report.to_dict()
    return found


def test_what_is_announced_is_lost_somewhere(lost: set[str]) -> None:
    never = sorted(CANNOT_SAY.keys() - lost)
    assert never == [], "\n".join(never)
