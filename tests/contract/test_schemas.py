"""The published JSON Schemas: valid, fresh, and true of what the converter writes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
import pytest
from jsonschema import Draft202012Validator

import converter
from converter.registry import FORMATS
from tests.contract.goldens import SCHEMA, schema_bytes
from tests.contract.problems import none
from tests.contract.samples import WRITABLE, accepted

if TYPE_CHECKING:
    from tests.contract.bench import Bench


@pytest.mark.parametrize("name", ["neutral", "report", "analytics"])
def test_schemas_are_schemas(name: str) -> None:
    Draft202012Validator.check_schema(converter.schema(name))


def test_the_stored_schema_is_fresh() -> None:
    assert SCHEMA.read_bytes() == schema_bytes(), "run `python -m tests.contract --accept` and read what changed"


@pytest.mark.parametrize("source", FORMATS)
def test_neutral_documents_are_valid(bench: Bench, source: str) -> None:
    validator = Draft202012Validator(converter.schema("neutral"))
    for sample in accepted(source):
        document = msgspec.json.decode(bench.convert(sample, "neutral").document)
        none(f"{sample.name}: {error.json_path}: {error.message}" for error in validator.iter_errors(document))


@pytest.mark.parametrize("target", WRITABLE)
@pytest.mark.parametrize("source", FORMATS)
def test_reports_are_valid(bench: Bench, source: str, target: str) -> None:
    validator = Draft202012Validator(converter.schema("report"))
    for sample in accepted(source):
        report = msgspec.json.decode(bench.convert(sample, target).report.to_json())
        none(f"{sample.name}: {error.json_path}: {error.message}" for error in validator.iter_errors(report))


@pytest.mark.parametrize(
    "wrong", [{"model": "1"}, {"model": 1, "traks": {}}, {"model": 1, "tracks": {"t1": {"display": {"height_px": "30"}}}}]
)
def test_what_is_no_neutral_session_is_not_valid(wrong: object) -> None:
    assert not Draft202012Validator(converter.schema("neutral")).is_valid(wrong)
