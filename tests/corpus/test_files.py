"""The corpus itself: complete, well-formed where it should be, and small."""

from __future__ import annotations

from typing import Any

import pytest
from lxml import etree

from converter.registry import FORMATS
from tests.contract.facts import Fact, Facts
from tests.corpus.cases import ABOUT, CORPUS, EXPECT, Case, accepted, files, rejected

LINES = 60
ABOUT_KEYS = {"exercises", "source", "call", "expect", "says"}
FACTS = {"format", "genome", "views", "tracks_shown", "tracks", "loci"}
REFUSED_KEYS = {"outcome", "code", "exercises", "call", "hint", "line"}
REPORTED_KEYS = {"outcome", "format", "to", "places", "effects", "exercises", "call"}
EFFECTS = {"kept", "approximated", "carried", "dropped"}

ACCEPTED = accepted()
REPORTED = rejected("reported")
REFUSED = rejected("refused")


def parsed(case: Case) -> Any:
    """The XML root, the JSON value or the facts of a text."""
    facts = Facts(case.plain, case.folder)
    return facts.all if facts.text is not None else facts.root if facts.root is not None else facts.tree


def test_there_are_enough() -> None:
    assert len(ACCEPTED) >= 60
    assert len(REFUSED) + len(REPORTED) >= 90
    assert {case.folder for case in ACCEPTED} == FORMATS.keys() - {"neutral"}, "each format needs files in corpus/accepted/<id>"


def test_the_demo_of_the_readme_is_there() -> None:
    assert (CORPUS / "accepted/igvxml/bam_coverage_junctions.xml").is_file()


@pytest.mark.parametrize(("top", "ending"), [("accepted", ABOUT), ("rejected", EXPECT)])
def test_every_file_has_a_side_file_and_every_side_file_a_file(top: str, ending: str) -> None:
    expected = files(top, ending)
    assert len(set(expected.values())) == len(expected), "two files share a side file"
    assert set(expected.values()) == set((CORPUS / top).glob(f"*/*{ending}"))


def test_every_companion_is_used() -> None:
    named = {case.path.parent / case.side["call"]["config"] for case in ACCEPTED if "config" in case.side.get("call", {})}
    assert named == set(CORPUS.glob("accepted/*/companions/*"))


@pytest.mark.parametrize("case", ACCEPTED, ids=lambda case: case.name)
def test_an_accepted_file_is_well_formed_and_small(case: Case) -> None:
    parsed(case)
    assert case.plain.count(b"\n") <= LINES
    assert case.side.keys() <= ABOUT_KEYS
    assert case.side["exercises"]
    assert case.side["source"]
    assert case.side["expect"].keys() <= FACTS
    assert case.side["expect"]["format"] == case.folder


@pytest.mark.parametrize("case", REFUSED, ids=lambda case: case.name)
def test_a_refused_file_says_its_code(case: Case) -> None:
    assert case.side.keys() <= REFUSED_KEYS
    assert case.side["exercises"]
    assert case.side["code"].count(".") == 1


@pytest.mark.parametrize("case", REPORTED, ids=lambda case: case.name)
def test_a_reported_file_is_well_formed_and_has_the_places_that_it_names(case: Case) -> None:
    document = parsed(case)
    assert case.side.keys() <= REPORTED_KEYS
    assert case.side["exercises"]
    assert case.side["format"] == case.folder
    assert set(case.side.get("effects", ())) <= EFFECTS
    for place in case.side["places"]:
        assert exists(document, place), place


def exists(document: Any, place: str) -> bool:
    """Whether an XML path, a JSON pointer, or the line and key of a text leads to something."""
    if isinstance(document, list) and document and isinstance(document[0], Fact):
        return any(fact.path == place for fact in document)
    if isinstance(document, etree._Element):
        return bool(document.getroottree().xpath(place))
    for token in place.split("/")[1:]:
        children = dict(enumerate(document)) if isinstance(document, list) else document
        document = children.get(int(token) if isinstance(document, list) else token, ...)
        if document is ...:
            return False
    return True
