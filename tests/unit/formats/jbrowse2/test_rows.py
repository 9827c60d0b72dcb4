"""Rows of multi-quantitative tracks: what the layout in a view says of the members of an adapter."""

from __future__ import annotations

import json
from typing import Any

import msgspec
import pytest

import converter
from converter.model import Display, Genome, Session, Source, Track
from tests.unit.formats.jbrowse2.reading import Read, config, shown, track, written

DISPLAY = "/defaultSession/views/0/tracks/0/displays/0"
FILES = ("https://x.org/a.bw", "https://x.org/b.bw", "https://x.org/c.v2.bw")


def _adapter(**colors: str) -> dict[str, Any]:
    held = [{"type": "BigWigAdapter", "bigWigLocation": {"uri": uri, "locationType": "UriLocation"}} for uri in FILES]
    named = [{"name": "A"}, {"source": "B"}, {}]
    adapters = [{**one, **name} for one, name in zip(held, named, strict=True)]
    for one in adapters:
        color = colors.get(str(one.get("name", one.get("source"))))
        if color is not None:
            one["color"] = color
    return {"type": "MultiWiggleAdapter", "subadapters": adapters}


def _with(layout: Any, adapter: Any = None, *more: Any) -> Read:
    held = {"type": "MultiLinearWiggleDisplay", "configuration": "a-MultiLinearWiggleDisplay", "layout": layout}
    view = shown(held, track_type="MultiQuantitativeTrack")
    view["tracks"] += more
    return config(track("MultiQuantitativeTrack", adapter or _adapter()), views=[view])


def test_a_layout_orders_the_members() -> None:
    layout = [{"name": "c.v2"}, {"name": "A"}, {"name": "B"}]
    read = _with(layout)
    assert read.track().members == ["t4", "t2", "t3"]
    assert read.says(f"{DISPLAY}/layout/1/name") == ("feeds", "t1.members")
    made = written(read.session)
    assert made["tracks"][0]["adapter"] == _adapter()
    assert made["defaultSession"]["views"][0]["tracks"][0]["displays"][0]["layout"] == layout


def test_a_layout_colours_the_members() -> None:
    layout = [{"name": "B", "color": "red", "label": "b", "group": "g"}, {"name": "A", "color": "blue"}, {"name": "c.v2"}]
    adapter = _adapter(A="green", B="navy")
    read = _with(layout, adapter)
    assert [read.track(key).display.color for key in ("t2", "t3")] == ["#0000ff", "#ff0000"]
    assert read.says(f"{DISPLAY}/layout/0/color") == ("feeds", "t3.display.color")
    assert read.says(f"{DISPLAY}/layout/0/label") == ("native", "row/label")
    assert read.says("/tracks/0/adapter/subadapters/0/color") == ("superseded", "by the layout of the rows in the view")
    made = written(read.session)
    assert made["tracks"][0]["adapter"] == _adapter()
    assert made["defaultSession"]["views"][0]["tracks"][0]["displays"][0]["layout"] == layout


def test_a_colour_that_only_the_adapter_says_stays_there() -> None:
    adapter = _adapter(A="green")
    read = _with([{"name": "B"}, {"name": "A", "color": "no colour"}, {"name": "c.v2"}], adapter)
    assert read.track("t2").display.color == "#008000"
    assert read.says(f"{DISPLAY}/layout/1/color") == ("native", "row/color")
    assert written(read.session)["tracks"][0]["adapter"] == adapter


def test_rows_that_were_edited() -> None:
    """The order, the name, the colour and the number of members are those of the neutral session."""
    session = _with([{"name": "B", "color": "red"}, {"name": "A", "color": "blue"}, {"name": "c.v2"}]).session
    tracks = dict(session.tracks)
    overlay, member = tracks["t1"], tracks["t2"]
    tracks["t1"] = msgspec.structs.replace(overlay, members=["t2", "t3", "t9"])
    tracks["t2"] = msgspec.structs.replace(member, name="new", display=Display(color="#123456"))
    made = written(msgspec.structs.replace(session, tracks=tracks))
    laid = made["defaultSession"]["views"][0]["tracks"][0]["displays"][0]["layout"]
    assert laid == [{"name": "new", "color": "rgb(18,52,86)"}, {"name": "B", "color": "red"}]
    assert [one.get("name", one.get("source")) for one in made["tracks"][0]["adapter"]["subadapters"]] == ["new", "B"]


@pytest.mark.parametrize(
    "layout",
    [
        [{"name": "A"}, {"name": "B"}],
        [{"name": "A"}, {"name": "A"}, {"name": "B"}],
        [{"name": "A"}, {"name": "B"}, {"name": "D"}],
        [{"name": "A"}, {"name": "B"}, {"label": "no name"}],
        [{"name": "A"}, {"name": "B"}, "c.v2"],
        [],
        {"name": "A"},
    ],
)
def test_a_layout_that_does_not_list_each_row_once_stays_what_it_is(layout: Any) -> None:
    read = _with(layout)
    assert read.track().members == ["t2", "t3", "t4"]
    made = written(read.session)["defaultSession"]["views"][0]["tracks"][0]["displays"][0]
    assert made["layout"] == layout


def test_a_track_that_is_shown_once_more_has_the_layout_of_its_first_time() -> None:
    again = {"type": "MultiQuantitativeTrack", "configuration": "a", "displays": [{"type": "MultiLinearWiggleDisplay"}]}
    read = _with([{"name": "B"}, {"name": "A"}, {"name": "c.v2"}], None, again)
    first, second = written(read.session)["defaultSession"]["views"][0]["tracks"]
    assert "layout" in first["displays"][0]
    assert "layout" not in second["displays"][0]


def test_rows_of_one_name_are_told_apart() -> None:
    """JBrowse gives the values of both files to both rows else."""
    files = {key: Source(location=f"https://x.org/{key}/cov.bw", format="bigwig") for key in ("s1", "s2", "s3", "s4")}
    members = {f"t{number}": Track(kind="quantitative", source=f"s{number}") for number in (1, 2)}
    members |= {f"t{number}": Track(kind="quantitative", source=f"s{number}", name="N") for number in (3, 4)}
    overlay = Track(kind="overlay", name="O", members=list(members))
    made = written(Session(genome=Genome(id="hg38"), tracks={"t9": overlay, **members}, track_order=["t9"], sources=files))
    assert [one.get("name") for one in made["tracks"][0]["adapter"]["subadapters"]] == [None, "cov-2", "N", "N-2"]


@pytest.mark.parametrize("reverse", [False, True])
def test_a_file_of_a_row_and_of_a_track_is_one_source(reverse: bool) -> None:  # noqa: FBT001
    """Else the report would say that the row has another file than its track."""
    files = [
        {"type": "BigWigAdapter", "bigWigLocation": {"uri": f"https://x.org/{name}.bw", "locationType": "UriLocation"}}
        for name in "ab"
    ]
    rows = {"type": "MultiWiggleAdapter", "subadapters": [{**one, "name": "row"} for one in files]}
    tracks = [
        {"type": "QuantitativeTrack", "trackId": "a", "name": "a", "assemblyNames": ["hg38"], "adapter": files[0]},
        {"type": "MultiQuantitativeTrack", "trackId": "m", "name": "m", "assemblyNames": ["hg38"], "adapter": rows},
    ]
    config = {"assemblies": [{"name": "hg38"}], "tracks": tracks[::-1] if reverse else tracks}
    session = converter.read(json.dumps(config).encode(), "jbrowse2").session
    assert sorted(str(one.location) for one in session.sources.values()) == ["https://x.org/a.bw", "https://x.org/b.bw"]
