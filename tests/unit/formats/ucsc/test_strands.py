"""Colours of features by their strand, which `colorByStrand` gives and `altColor` does not."""

from __future__ import annotations

import pytest

import converter

HEAD = "hub h\nshortLabel h\nlongLabel h\nuseOneFile on\nemail a@example.org\n\ngenome hg38\n\n"
TRACK = "track t\nshortLabel T\nlongLabel T\nvisibility pack\n{}\n"
BED = "type bigBed 6\nbigDataUrl https://example.org/a.bb\n"
WIG = "type bigWig\nbigDataUrl https://example.org/a.bw\n"


def to_xml(more: str, kind: str = BED) -> str:
    data = (HEAD + TRACK.format(kind + more)).encode()
    return converter.convert(data, to="igvxml", options={"carry": False}).document.decode()


def to_hub(look: str) -> str:
    track = f'<Track id="https://h/a.bb" name="T" {look}/>'
    held = f'<Resources><Resource path="https://h/a.bb"/></Resources><Panel>{track}</Panel>'
    data = f'<Session genome="hg38" locus="chr1:1-900" version="8">{held}</Session>'.encode()
    return converter.convert(data, to="ucsc", options={"carry": False}).document.decode()


def test_two_colours_by_strand_are_the_two_of_igv_and_overrule_the_one() -> None:
    made = to_xml("color 9,9,9\ncolorByStrand 255,0,0 0,0,255")
    assert 'color="255,0,0"' in made
    assert 'altColor="0,0,255"' in made


def test_a_second_colour_of_features_is_not_that_of_a_strand() -> None:
    made = to_xml("color 9,9,9\naltColor 0,0,255")
    assert 'color="9,9,9"' in made
    assert "altColor" not in made


def test_a_second_colour_of_a_graph_is_that_of_values_below_zero() -> None:
    made = to_xml("color 9,9,9\naltColor 0,0,255", WIG)
    assert 'altColor="0,0,255"' in made


@pytest.mark.parametrize(("said", "kind"), [("255,0,0", BED), ("255,0,0 what", BED), ("1,2,3 4,5,6", WIG)])
def test_what_is_no_two_colours_of_features_stays_with_ucsc(said: str, kind: str) -> None:
    made = to_xml(f"color 9,9,9\ncolorByStrand {said}", kind)
    assert 'color="9,9,9"' in made
    assert "altColor" not in made


def test_the_two_colours_of_igv_are_told_as_those_of_strands() -> None:
    made = to_hub('color="255,0,0" altColor="0,0,255"')
    assert "colorByStrand 255,0,0 0,0,255\n" in made
    assert "\ncolor " not in made.replace("    ", "\n")


def test_one_colour_alone_is_told_as_such() -> None:
    assert "color 255,0,0" in to_hub('color="255,0,0"')
    assert "olor" not in to_hub('altColor="0,0,255"')


@pytest.mark.parametrize("said", ["255,0,0 0,0,255", "255,0,0   0,0,255"])
def test_both_stay_as_they_were_spelled(said: str) -> None:
    data = (HEAD + TRACK.format(f"{BED}colorByStrand {said}")).encode()
    assert f"colorByStrand {said}" in converter.convert(data, to="ucsc", options={"carry": False}).document.decode()


def test_every_fact_is_accounted_for() -> None:
    data = (HEAD + TRACK.format(f"{BED}color 9,9,9\ncolorByStrand 255,0,0 0,0,255\naltColor 1,2,3")).encode()
    reading = converter.read(data)
    assert reading.ledger.accounted == reading.ledger.total
