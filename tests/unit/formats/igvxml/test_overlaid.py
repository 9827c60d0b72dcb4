"""Members of overlays that IGV would leave out stand below them; the others say how it is drawn."""

from __future__ import annotations

import json
from typing import Any

import pytest
from lxml import etree

import converter


def told(*members: str) -> tuple[str, list[tuple[str, str, Any]]]:
    tracks = [{"type": "merged", "name": "m", "tracks": [{"url": f"https://example.org/{name}"} for name in members]}]
    document = json.dumps({"version": "3.8.10", "genome": "hg38", "locus": "chr1:1-900", "tracks": tracks})
    made = converter.convert(document.encode(), to="igvxml", options={"carry": False})
    entries = made.report.to_dict()["entries"]
    return made.document.decode(), [
        (one["severity"], one["code"], one["emitted"]) for one in entries if one["code"].split(".")[0] in ("members", "shown")
    ]


def test_it_is_told_that_a_member_stands_by_itself() -> None:
    document, entries = told("a.bed", "b.bw", "c.bw")
    assert (
        document.index("MergedTracks")
        < document.index('Track id="https://example.org/b.bw"')
        < document.index('Track id="https://example.org/a.bed"')
    )
    assert sorted(entries) == [("info", "shown.nearest", True), ("warning", "members.nearest", '["t3","t4"]')]


def test_nothing_is_told_of_an_overlay_of_values() -> None:
    assert told("b.bw", "c.bw")[1] == []


def members(**overlay: Any) -> list[dict[str, str]]:
    """What IGV is told of two members of an overlay that igv.js draws so."""
    tracks = [{"type": "merged", "name": "m", **overlay, "tracks": [{"url": f"https://h.org/{name}.bw"} for name in "ab"]}]
    document = json.dumps({"version": "3.8.10", "genome": "hg38", "locus": "chr1:1-900", "tracks": tracks})
    made = etree.fromstring(converter.convert(document.encode(), to="igvxml", options={"carry": False}).document)
    (whole,) = made.iterfind("Panel/Track[Track]")
    return [{name: str(one.get(name)) for name in ("renderer", "autoScale") if name in one.attrib} for one in whole]


def test_members_say_how_an_overlay_is_drawn() -> None:
    """IGV 2.16 asks them alone: an overlay of lines that says so itself is drawn as bars, on an axis from 0 to 4.38."""
    assert members(graphType="line") == [{"renderer": "LINE_PLOT", "autoScale": "true"}] * 2
    assert [one for one in members(max=9) if one] == []


def test_members_of_an_overlay_of_igv_stay_as_they_are() -> None:
    inner = '<Track id="https://h.org/a.bw" name="a"/>'
    track = (
        f'<Track id="m" name="m" clazz="org.broad.igv.track.MergedTracks" autoScale="true" renderer="LINE_PLOT">{inner}</Track>'
    )
    held = f'<Resources><Resource path="https://h.org/a.bw"/></Resources><Panel name="p">{track}</Panel>'
    data = f'<Session genome="hg38" locus="chr1:1-900" version="8">{held}</Session>'.encode()
    document = converter.convert(data, to="igvxml", options={"carry": False}).document.decode()
    assert (document.count("autoScale"), document.count("LINE_PLOT")) == (1, 1)


@pytest.mark.parametrize(
    ("members", "drawn"),
    [(["LINE_PLOT", "LINE_PLOT"], None), (["BAR_CHART", ""], "bar"), (["", ""], "bar"), (["HEATMAP", ""], None)],
)
def test_an_overlay_is_drawn_as_its_members_say(members: list[str], drawn: str | None) -> None:
    said = [f'renderer="{one}"' if one else "" for one in members]
    inner = "".join(f'<Track id="https://h.org/{at}.bw" name="a{at}" {one}/>' for at, one in enumerate(said))
    track = f'<Track id="m" name="m" clazz="org.broad.igv.track.MergedTracks" renderer="BAR_CHART">{inner}</Track>'
    files = "".join(f'<Resource path="https://h.org/{at}.bw"/>' for at in range(2))
    held = f'<Resources>{files}</Resources><Panel name="p">{track}</Panel>'
    data = f'<Session genome="hg38" locus="chr1:1-900" version="8">{held}</Session>'
    made = converter.convert(data.encode(), to="igvjson", options={"carry": False})
    assert json.loads(made.document)["tracks"][0].get("graphType") == drawn
    told = [one["code"] for one in made.report.to_dict()["entries"] if str(one["source"]).find("/@renderer") > 0]
    assert told == ([] if drawn else ["source.ignored"])
