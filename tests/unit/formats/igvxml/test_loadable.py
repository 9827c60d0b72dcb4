"""Values at which IGV 2.16 stops loading a session, each measured: they are carried, not put back where IGV reads them."""

from __future__ import annotations

import pytest
from lxml import etree

import converter

READS = "<Resource path='a.bam'/>"


def document(track: str, around: str = "") -> bytes:
    """An IGV session with this track, and what stands beside its panel."""
    held = f"<Resources>{READS}</Resources><Panel name='DataPanel'>{track}</Panel>{around}"
    return f"<Session genome='hg38' locus='chr1:1-900' version='8'>{held}</Session>".encode()


def reads(said: str) -> bytes:
    """Reads that are drawn with these options."""
    return document(f"<Track id='a.bam' name='A' clazz='AlignmentTrack'><RenderOptions {said}/></Track>")


def track(said: str) -> bytes:
    """A track of reads with these attributes."""
    return document(f"<Track id='a.bam' name='A' clazz='AlignmentTrack' {said}/>")


STOPPING = [
    reads("colorOption='ODD'"),
    reads("groupByOption='ODD'"),
    reads("groupByPos='chr1:5000'"),
    reads("minInsertSize='1.5'"),
    reads("maxInsertSizePercentile='ODD'"),
    track("experimentType='ODD'"),
    track("siteColorMode='ODD'"),
    track("snpThreshold='1,5'"),
    track("maxdepth='ODD'"),
    track("graphType='ODD'"),
    document("", "<Regions><Region chromosome='ODD' start='x' end='9'/></Regions>"),
    document("", "<ColorScales><ColorScale type='ODD' value='ODD'/></ColorScales>"),
]


@pytest.mark.parametrize("data", STOPPING)
def test_what_stops_igv_is_not_put_back_within_igv_but_comes_home(data: bytes) -> None:
    own = converter.convert(data, "igvxml")
    left_out = [one for one in own.report.to_dict()["entries"] if one["effect"] == "carried"]
    assert left_out
    said = {value for one in etree.fromstring(own.document).iter() for value in one.attrib.values()}
    assert not {one["original"] for one in left_out} & said
    home = converter.convert(converter.convert(data, "jbrowse2").document, "igvxml")
    returned = {value for one in etree.fromstring(home.document).iter() for value in one.attrib.values()}
    assert {one["original"] for one in left_out} <= returned
    assert "value.refused" in [one["code"] for one in home.report.to_dict()["entries"]]


@pytest.mark.parametrize(
    "data",
    [
        track("odd='ODD'"),
        track("displayMode='ODD'"),
        track("colorOption='ODD'"),
        document("<Track id='g' name='G' clazz='GWASTrack' maxPointSize='7.5'/>"),
        document("", "<ODD x='ODD'/>"),
    ],
)
def test_what_igv_ignores_goes_back_to_its_place(data: bytes) -> None:
    own = converter.convert(data, "igvxml").document
    assert b"ODD" in own or b'maxPointSize="7.5"' in own


def test_what_igv_reads_of_these_stays() -> None:
    said = {"colorOption": "TAG", "groupByOption": "BASE_AT_POS", "groupByPos": "chr1:5,000-5,001", "minInsertSize": "5"}
    text = " ".join(f"{name}='{value}'" for name, value in said.items())
    made = converter.convert(reads(text), "igvxml", options={"carry": False})
    found = next(etree.fromstring(made.document).iter("RenderOptions")).attrib
    assert {name: found[name] for name in found} == said


def test_a_number_of_an_association_study_that_is_none_is_the_usual_one() -> None:
    data = document("<Track id='g' name='G' clazz='GWASTrack' maxPointSize='ODD'/>")
    assert next(etree.fromstring(converter.convert(data, "igvxml").document).iter("Track")).get("maxPointSize") == "7"


@pytest.mark.parametrize(("match", "joined"), [("any", "OR"), ("all", "AND"), ("", "AND")])
@pytest.mark.parametrize("said", ["", "booleanOperator='x'"])
def test_elements_of_a_filter_are_joined_as_igv_knows_it(match: str, joined: str, said: str) -> None:
    element = f"<FilterElement item='a' operator='is equal to' value='b' {said}/>"
    held = f"<Filter name='f' match='{match}'>{element}</Filter>" if match else f"<Filter name='f'>{element}</Filter>"
    made = converter.convert(document("", held), "igvxml").document
    assert next(etree.fromstring(made).iter("FilterElement")).get("booleanOperator") == joined
