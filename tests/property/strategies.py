"""Neutral sessions made up from the Structs of the model: any value that a type allows, references that hold."""

from __future__ import annotations

import types
import typing
from functools import cache
from typing import Any, Union

import msgspec
from hypothesis import strategies as st
from msgspec import UNSET, UnsetType

from converter.model import Extras, Genome, Interval, Panel, Region, RegionSet, Samples, Session, Source, Threshold, Track, View

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
COLORS = st.from_regex(r"#[0-9a-f]{6}([0-9a-f]{2})?", fullmatch=True)
WORDS = {
    "kind": ("annotation", "alignment", "quantitative", "variant", "overlay", "linear", "circular", "series", "plot", "map"),
    "mode": ("collapsed", "squished", "expanded", "full", "fill"),
    "renderer": ("bar", "line", "points", "heatmap"),
    "scale": ("linear", "log"),
    "color_by": ("none", "strand", "tag"),
    "window_function": ("mean", "max", "none"),
    "latitude": (-90.0, 42.7),
    "longitude": (-84.4, 180.0),
    "operator": ("is equal to", "is greater than", "matches"),
    "match": ("all", "any"),
    "filter_match": ("all", "any"),
    "location": ("https://example.org/a.bam", "data/b.bw", "c.vcf.gz", "https://example.org/d?token=1"),
}
"""Words of the model, by field: made-up text would hardly ever hit one."""
NUMBERS = st.integers(-(2**31), 2**31)
FLOATS = st.floats(allow_nan=False, allow_infinity=False, width=32)
JSON = st.recursive(st.none() | st.booleans() | NUMBERS | FLOATS | TEXT, lambda below: st.lists(below, max_size=2), max_leaves=3)
SCALES = st.lists(FLOATS, min_size=2, max_size=2).flatmap(lambda ends: st.tuples(COLORS, COLORS).map(lambda two: [*ends, *two]))
CHROMS = st.sampled_from(["chr1", "1", "HLA-A*01:01", "chrUn_KI270302v1"])
INTERVALS = st.one_of(
    st.builds(Interval),
    st.builds(Interval, name=st.sampled_from(["MYC", "TP53"])),
    st.builds(Interval, chrom=CHROMS),
    st.builds(
        lambda chrom, start, length: Interval(chrom=chrom, start=start, end=start + length),
        *(CHROMS, st.integers(0, 2**31), st.integers(1, 2**20)),
    ),
)
_PLAIN: dict[Any, st.SearchStrategy[Any]] = {
    str: TEXT,
    int: NUMBERS,
    float: FLOATS,
    bool: st.booleans(),
    Any: JSON,
    Interval: INTERVALS,
}


@st.composite
def sessions(draw: st.DrawFn) -> Session:
    """A session of a few objects, whose references hold."""
    ids = {letter: [f"{letter}{n + 1}" for n in range(draw(st.integers(0, 3)))] for letter in "tsvrq"}
    made: dict[str, Any] = {
        "tracks": {key: draw(objects(Track, source=one_of(ids["s"]))) for key in ids["t"]},
        "sources": {key: draw(objects(Source)) for key in ids["s"]},
        "regions": {key: draw(objects(Region, set=one_of(ids["q"]))) for key in ids["r"]},
        "region_sets": {key: draw(objects(RegionSet, source=one_of(ids["s"]))) for key in ids["q"]},
        "views": {key: draw(views(ids["t"])) for key in ids["v"]},
        "genomes": draw(st.dictionaries(st.just("g2"), objects(Genome), max_size=1)),
        "focused_view": draw(one_of(ids["v"])),
        "thresholds": draw(st.dictionaries(st.just("h1"), objects(Threshold, view=one_of(ids["v"])), max_size=1)),
        "samples": draw(maybe(objects(Samples, sources=maybe(some_of(ids["s"]))))),
    }
    for name, letter in (("track_order", "t"), ("view_order", "v"), ("source_order", "s"), ("region_order", "r")):
        made[name] = draw(st.permutations(ids[letter]))
    session: Session = draw(
        objects(Session, model=st.just(1), forms=st.just({}), **{name: st.just(value) for name, value in made.items()})
    )
    return session


@st.composite
def views(draw: st.DrawFn, tracks: list[str]) -> View:
    shown = draw(some_of(tracks))
    panels = maybe(st.dictionaries(st.sampled_from(["p1", "p2"]), objects(Panel, tracks=some_of(shown)), max_size=2))
    view: View = draw(objects(View, tracks=st.just(shown), panels=panels, views=st.just(UNSET)))
    return view


def maybe(value: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.just(UNSET) | value


def one_of(ids: list[str]) -> st.SearchStrategy[Any]:
    return maybe(st.sampled_from(ids)) if ids else st.just(UNSET)


def some_of(ids: list[str]) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(ids), unique=True) if ids else st.just([])


def objects(cls: type[msgspec.Struct], **fixed: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Objects of a Struct: a few of its fields, `fixed` ones as given; references that are not given are left out."""
    values = {name: value for name, value in _fields(cls).items() if name not in fixed}
    chosen = st.fixed_dictionaries({}, optional=dict(values))
    few = chosen.map(lambda held: dict(sorted(held.items())[:8]))
    return st.builds(lambda some, given: cls(**some, **given), few, st.fixed_dictionaries(fixed))


_REFERENCES = ("source", "members", "same_as", "set", "sources", "operands", "views", "view")


@cache
def _fields(cls: type[msgspec.Struct]) -> dict[str, st.SearchStrategy[Any]]:
    hints = typing.get_type_hints(cls, include_extras=True)
    return {name: _field(name, hint) for name, hint in hints.items() if name not in _REFERENCES}


def _field(name: str, hint: Any) -> st.SearchStrategy[Any]:
    if name == "extras":
        return st.dictionaries(
            st.sampled_from(["igvxml", "other"]), objects(Extras, native=_pairs(), ignored=_pairs()), max_size=1
        )
    if name in WORDS:
        return st.sampled_from(WORDS[name])
    if name in ("color", "alt_color"):
        return COLORS
    if name == "gradient":
        return st.lists(COLORS, max_size=3)
    if name == "color_table":
        return st.dictionaries(TEXT, COLORS, max_size=2)
    return SCALES if name == "color_scale" else typed(hint)


def _pairs() -> st.SearchStrategy[dict[str, Any]]:
    return st.dictionaries(st.sampled_from(["@a", "b/@c", "d/text()", "e:f"]) | TEXT, TEXT, max_size=2)


def typed(hint: Any) -> st.SearchStrategy[Any]:
    """Values of a type hint, but for `UNSET`, which is what a left out field has."""
    origin, parts = typing.get_origin(hint), typing.get_args(hint)
    if origin in (Union, types.UnionType):
        return st.one_of([st.none() if part is type(None) else typed(part) for part in parts if part is not UnsetType])
    if origin is list:
        return st.lists(typed(parts[0]), max_size=2)
    if origin is dict:
        return st.dictionaries(TEXT, typed(parts[1]), max_size=2)
    if origin is typing.Annotated:
        return typed(parts[0])
    return _PLAIN[hint] if hint in _PLAIN else objects(hint)
