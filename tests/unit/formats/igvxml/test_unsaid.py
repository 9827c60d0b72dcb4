"""Files that an IGV session lists without a track: they stay so, since IGV shows them by rules of its own."""

from __future__ import annotations

from typing import Any

import pytest
from lxml import etree

import converter

_FILES = '<Resource path="https://x.org/a.bam" name="A"/><Resource path="https://x.org/e.gct"/>'
_SEQUENCE = '<Panel name="P"><Track id="Reference sequence" visible="true"/></Panel>'


def _written(files: str, panels: str = "", **options: Any) -> tuple[list[str], dict[str, Any]]:
    """The ids of the tracks that are written, and the report."""
    text = f'<Session genome="hg19"><Resources>{files}</Resources>{panels}</Session>'
    done = converter.convert(text.encode(), "igvxml", options={"carry": False, **options})
    return [one.get("id", "") for one in etree.fromstring(done.document).iter("Track")], done.report.to_dict()


@pytest.mark.parametrize(("panels", "listed"), [("", []), (_SEQUENCE, ["Reference sequence"])])
def test_files_without_a_track_get_none(panels: str, listed: list[str]) -> None:
    """A Panel would take the genome's own tracks off the screen, and an empty track of a `gct` would end the load."""
    tracks, report = _written(_FILES, panels)
    assert tracks == listed
    assert report["verdict"] == "lossless"
    assert report["counts"]["kept"] == report["source"]["facts"]


@pytest.mark.parametrize(
    "edit",
    [
        {"op": "add", "path": "/tracks/t1/name", "value": "B"},
        {"op": "add", "path": "/tracks/t1/display", "value": {"height_px": 90}},
        {"op": "add", "path": "/tracks/t1/parts/reads/visible", "value": False},
        {"op": "replace", "path": "/views/v1/tracks", "value": ["t2", "t1"]},
        {"op": "replace", "path": "/views/v1/tracks", "value": ["t1"]},
    ],
)
def test_where_one_is_to_be_otherwise_all_are_listed(edit: dict[str, Any]) -> None:
    """IGV 2.16 hides what a session with panels does not list."""
    tracks, _ = _written(_FILES, edit=[edit])
    assert {"https://x.org/a.bam", "https://x.org/e.gct", "Reference sequence"} <= set(tracks)


def test_beside_panels_only_the_one_is_listed() -> None:
    tracks, _ = _written(_FILES, _SEQUENCE, edit=[{"op": "add", "path": "/tracks/t3/name", "value": "E"}])
    assert "https://x.org/e.gct" in tracks


def test_a_region_that_can_not_be_read_stands_behind_the_others() -> None:
    """Before them it would be taken for the first of them when it comes back; within IGV it would stop 2.16."""
    held = '<Region chromosome="c" start="x" end="4"/><Region chromosome="d" start="1" end="4"/>'
    text = f"<Session><Regions>{held}</Regions></Session>"
    read, unread = {"chromosome": "d", "start": "1", "end": "4"}, {"chromosome": "c", "start": "x", "end": "4"}
    own, there = (converter.convert(text.encode(), to).document for to in ("igvxml", "jbrowse2"))
    home = converter.convert(there, "igvxml").document
    assert [dict(one.attrib) for one in etree.fromstring(own).iter("Region")] == [read]
    assert [dict(one.attrib) for one in etree.fromstring(home).iter("Region")] == [read, unread]
