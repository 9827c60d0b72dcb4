"""Parts of one alignment file that stand apart from each other: coverage in another panel than its reads."""

from __future__ import annotations

import json
from typing import Any

from lxml import etree

import converter

_FILE = "https://data.example.org/a.bam"
_RESOURCES = f'<Resources><Resource path="{_FILE}"/></Resources>'


def _track(ending: str = "", *, visible: str = "true", name: str = "reads") -> str:
    return f'<Track id="{_FILE}{ending}" name="{name}" visible="{visible}"/>'


def _xml(*panels: str) -> bytes:
    return f'<Session genome="hg19">{_RESOURCES}{"".join(f"<Panel>{one}</Panel>" for one in panels)}</Session>'.encode()


def _desktop3(*tracks: tuple[str, str]) -> bytes:
    """Tracks of IGV desktop 3: type and whether they are visible."""
    endings = {"coverage": "_coverage"}
    files = [{} if kind == "sequence" else {"url": _FILE, "id": _FILE + endings.get(kind, "")} for kind, _ in tracks]
    made = [{"type": kind, "visible": seen, **file} for (kind, seen), file in zip(tracks, files, strict=True)]
    return json.dumps({"genome": "hg19", "nextAutoscaleGroup": "1", "tracks": made}).encode()


def _converted(data: bytes, to: str) -> tuple[bytes, dict[str, dict[str, Any]]]:
    """The document, and the entries by their place."""
    made = converter.convert(data, to, options={"carry": False})
    return made.document, {one["source"]["path"]: one for one in made.report.to_dict()["entries"] if one["source"]}


def _ids(document: bytes) -> list[list[str]]:
    """Ids of the tracks of each panel, as they begin."""
    root = etree.fromstring(document)
    return [[one.get("id", "").removeprefix(_FILE) for one in panel] for panel in root.iter("Panel")]


def test_a_coverage_that_stands_alone_is_shown_where_its_visible_says_so() -> None:
    apart = _xml(_track("_coverage"), _track())
    _, entries = _converted(apart, "ucsc")
    assert entries["/Session/Panel[1]/Track/@visible"]["effect"] == "approximated"
    together = _xml(_track("_coverage") + _track())
    _, entries = _converted(together, "ucsc")
    assert entries["/Session/Panel/Track[1]/@visible"]["effect"] == "dropped"


def test_a_hidden_part_is_no_more_than_one_that_is_not_there() -> None:
    _, entries = _converted(_xml(_track("_junctions", visible="false") + _track()), "jbrowse2")
    assert "/Session/Panel/Track[1]/@visible" not in entries
    _, entries = _converted(_xml(_track("_junctions") + _track()), "ucsc")
    assert entries["/Session/Panel/Track[1]/@visible"]["effect"] == "dropped"


def test_parts_with_a_track_between_them_are_written_apart() -> None:
    document, entries = _converted(_desktop3(("coverage", "true"), ("sequence", "true"), ("alignment", "true")), "igvxml")
    assert _ids(document) == [["_coverage", "Reference sequence", ""]]
    assert [one["code"] for one in entries.values()] == []


def test_tracks_of_one_file_that_would_be_read_as_one_get_panels_of_their_own() -> None:
    """igv.js shows coverage and reads of a file as two tracks, each with the other part hidden."""
    tracks = [
        {"type": "alignment", "url": _FILE, "name": "depth", "showAlignments": False},
        {"type": "alignment", "url": _FILE, "name": "reads", "showCoverage": False, "color": "rgb(1,2,3)"},
    ]
    document, entries = _converted(json.dumps({"genome": "hg19", "tracks": tracks}).encode(), "igvxml")
    assert _ids(document) == [["_coverage"], ["", "Reference sequence"]]
    assert entries == {}


def test_so_do_those_that_tell_the_index_of_the_file_by_themselves() -> None:
    tracks = [
        {"type": "alignment", "url": _FILE, "indexURL": f"{_FILE}.csi", "name": "reads", "showCoverage": False},
        {"type": "alignment", "url": _FILE, "name": "depth", "showAlignments": False},
    ]
    document, entries = _converted(json.dumps({"genome": "hg19", "tracks": tracks}).encode(), "igvxml")
    assert _ids(document) == [[""], ["_coverage", "Reference sequence"]]
    assert [place for place in entries if place.startswith("/tracks/1")] == []


def test_so_does_one_of_which_no_part_is_said() -> None:
    bam = {"urlTemplate": _FILE, "storeClass": "JBrowse/Store/SeqFeature/BAM"}
    tracks = [
        {"label": "depth", "type": "SNPCoverage", **bam},
        {"label": "features", "type": "JBrowse/View/Track/FeatureCoverage", **bam},
    ]
    document, entries = _converted(json.dumps({"formatVersion": 1, "tracks": tracks}).encode(), "igvxml")
    assert _ids(document) == [["_coverage"], ["", "Reference sequence"]]
    assert list(entries) == ["/tracks/1/type"]


def test_a_type_says_which_part_is_shown() -> None:
    _, entries = _converted(_desktop3(("coverage", "true")), "ucsc")
    assert entries["/tracks/0/type"]["effect"] == "approximated"
    _, entries = _converted(_desktop3(("coverage", "true")), "jbrowse2")
    assert "/tracks/0/type" not in entries


def test_hidden_tracks_stay_where_they_are_listed() -> None:
    files = [
        {"type": "wig", "url": f"https://data.example.org/{name}.bw", "visible": seen}
        for name, seen in zip("abc", ("true", "false", "true"), strict=True)
    ]
    document, _ = _converted(json.dumps({"genome": "hg19", "nextAutoscaleGroup": "1", "tracks": files}).encode(), "igvxml")
    assert [one.get("visible") for one in etree.fromstring(document).iter("Track")] == ["true", "false", "true", "true"]
