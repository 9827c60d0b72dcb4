"""What is a session of cBioPortal, and of which type."""

from __future__ import annotations

import json
from typing import Any

import pytest

import converter
from converter.formats.cbioportal.shape import shape
from tests.unit.formats.cbioportal.sessions import envelope, refused, session, study

CASES = {"displayName": "d", "datatype": "STRING", "data": [{"sampleId": "S", "value": "x"}]}
BARE: list[tuple[str, dict[str, Any]]] = [
    ("virtual_study", study()),
    ("comparison_session", {"groups": [{"name": "a", "studies": [{"id": "s"}]}], "origin": ["s"]}),
    ("settings", {"page": "study_view", "origin": ["s"], "chartSettings": [{"id": "AGE"}]}),
    ("settings", {"page": "results_view", "origin": ["s"], "clinicallist": [{"stableId": "AGE"}]}),
    ("main_session", {"cancer_study_list": "s", "gene_list": "TP53"}),
    ("custom_data", CASES),
]


def kinds(document: Any) -> list[str]:
    return [one.format for one in converter.detect(json.dumps(document).encode())]


@pytest.mark.parametrize(("kind", "data"), BARE)
@pytest.mark.parametrize(
    "wrapped", [lambda data, _: data, lambda data, _: {"id": "1", "data": data}, lambda data, kind: envelope(kind, **data)]
)
def test_a_session_is_recognised_bare_and_in_its_envelope(kind: str, data: dict[str, Any], wrapped: Any) -> None:
    document = wrapped(data, kind)
    assert kinds(document) == ["cbioportal"]
    assert session(document).forms == {"cbioportal": {"type": kind}}


@pytest.mark.parametrize("kind", ["group", "custom_gene_list", "genomic_chart"])
def test_some_types_are_told_by_their_envelope_alone(kind: str) -> None:
    data = {"name": "n", "genes": ["TP53"]}
    assert session(envelope(kind, **data)).forms["cbioportal"]["type"] == kind
    assert "cbioportal" not in kinds_or_none(data)


def kinds_or_none(document: Any) -> list[str]:
    try:
        return kinds(document)
    except converter.ConverterError:
        return []


@pytest.mark.parametrize(
    "document",
    [
        {"studies": [{"id": "a", "samples": []}], "tracks": []},
        {"studies": []},
        {"studies": ["a"]},
        {"gene_list": "TP53"},
        {"data": {"x": 1}},
        {"data": [1], "type": "virtual_study"},
        {"type": "note", "data": {"x": 1}},
        [],
        [1],
        [{"id": "1"}],
    ],
)
def test_what_others_may_have_written_is_none(document: Any) -> None:
    assert "cbioportal" not in kinds_or_none(document)


def test_text_is_none() -> None:
    assert all(one.format != "cbioportal" for one in converter.detect(b"path\na.bam\n"))


def test_a_list_of_sessions_is_refused_by_name() -> None:
    error = refused([envelope("virtual_study", **study())])
    assert (error.code, "2" in str(error)) == ("cbioportal.list", False)
    assert "one by one" in str(error.hint)


def test_another_type_is_refused_by_name() -> None:
    error = refused(envelope("bookmark", x=1))
    assert (error.code, error.path) == ("cbioportal.type", "/type")
    assert "bookmark" in str(error)
    assert "virtual_study" in str(error.hint)


def test_an_envelope_around_nothing_is_refused() -> None:
    error = refused(envelope("virtual_study"))
    assert (error.code, error.path) == ("cbioportal.invalid", "/data")


@pytest.mark.parametrize("document", [5, {"x": 1}])
def test_what_is_read_as_one_must_be_one(document: Any) -> None:
    with pytest.raises(converter.ConverterError) as caught:
        shape(document)
    assert caught.value.code == "format.unknown"


def test_the_envelope_is_no_part_of_the_data() -> None:
    found = session(envelope("virtual_study", **study()))
    assert found.extras["cbioportal"].native == {"/id": "1", "/source": "public_portal"}
