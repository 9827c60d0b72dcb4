"""Below an element that has nothing but attributes IGV looks for nothing: what stands there is told, and comes home."""

from __future__ import annotations

import pytest

import converter
from tests.contract.facts import Facts
from tests.unit.formats.igvxml.reading import Read

STRAY = '<Stray about="x"><Deep>text</Deep></Stray>'
LEAVES = {
    "PanelLayout": f'<PanelLayout dividerFractions="0.5">{STRAY}</PanelLayout>',
    "Attribute": f'<HiddenAttributes><Attribute name="DATA FILE">{STRAY}</Attribute></HiddenAttributes>',
    "VisibleAttribute": f'<VisibleAttributes><VisibleAttribute name="NAME">{STRAY}</VisibleAttribute></VisibleAttributes>',
    "Frame": '<GeneList name="g">TP53\nchr1:1-9'
    f'<Frame name="TP53" chr="chr17" start="7571719" end="7590868">{STRAY}</Frame></GeneList>',
    "FilterElement": '<Filter name="f" match="all" showTracks="false">'
    f'<FilterElement item="Sex" operator="is equal to" value="F" booleanOperator="AND">{STRAY}</FilterElement></Filter>',
    "ColorScale": f'<ColorScales><ColorScale type="OTHER" value="x">{STRAY}</ColorScale></ColorScales>',
    "Property": f'<Preferences><Property name="SAM.SHOW" value="true">{STRAY}</Property></Preferences>',
    "Region": f'<Regions><Region chromosome="chr1" start="5" end="10">{STRAY}</Region></Regions>',
    "Track": f'<Panel><Track id="https://x.org/a.bam"><Track id="inside">{STRAY}</Track></Track></Panel>',
}


@pytest.mark.parametrize("inside", LEAVES.values(), ids=LEAVES)
def test_what_stands_below_a_leaf_is_ignored(inside: str) -> None:
    files = '<Resources><Resource path="https://x.org/a.bam"/></Resources>'
    text = f'<Session genome="hg19" version="8">{files}{inside}</Session>'
    assert Read(text).session
    there = converter.convert(text.encode(), "jbrowse2")
    told = [one for one in there.report.to_dict()["entries"] if "/Stray" in str(one["source"])]
    assert {(one["code"], one["effect"]) for one in told} == {("source.ignored", "carried")}
    assert sum(one["facts"] for one in told) == 2
    home = converter.convert(there.document, "igvxml").document
    assert not Facts(text.encode(), "igvxml").bag() - Facts(home, "igvxml").bag()
