from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator

import converter
from converter import genomes
from converter.options import ConvertOptions
from converter.web.body import FIELDS
from converter.web.openapi import SCHEMAS, _hoisted
from converter.web.query import CALLS
from converter.web.routes import ROUTES
from tests.web.conftest import SESSION

if TYPE_CHECKING:
    from tests.web.conftest import Service


@pytest.fixture
def description(service: Service) -> dict[str, Any]:
    found: dict[str, Any] = service.client.get("/openapi.json").json
    return found


def test_it_is_openapi_31(description: dict[str, Any]) -> None:
    assert description["openapi"] == "3.1.0"
    OpenAPIV31SpecValidator(description).validate()


def test_it_describes_every_route(description: dict[str, Any]) -> None:
    described = {(path, method.upper()) for path, methods in description["paths"].items() for method in methods}
    assert described == {(route.path, route.method) for route in ROUTES if route.name != "static"}


def test_it_describes_every_option(description: dict[str, Any]) -> None:
    convert = description["paths"]["/v1/convert"]["post"]
    parameters = [one["name"] for one in convert["parameters"]]
    fields = convert["requestBody"]["content"]["multipart/form-data"]["schema"]["properties"]
    assert tuple(parameters) == CALLS["convert"]
    assert set(fields) == {"file", *FIELDS}
    assert set(ConvertOptions.__struct_fields__) <= set(parameters) | set(fields)
    assert all(one["description"] for one in convert["parameters"])


def test_formats_come_from_the_registry(description: dict[str, Any]) -> None:
    schemas = {one["name"]: one["schema"] for one in description["paths"]["/v1/convert"]["post"]["parameters"]}
    assert schemas["to"]["enum"] == [one["id"] for one in converter.formats() if one["writes"]]
    assert schemas["from"]["enum"] == [one["id"] for one in converter.formats() if one["reads"]]


def test_every_reference_leads_somewhere(description: dict[str, Any]) -> None:
    names = set(re.findall(r'"\$ref": "#/components/schemas/([^"]+)"', json.dumps(description)))
    assert names
    assert names <= set(description["components"]["schemas"])
    assert "#/$defs/" not in json.dumps(description)


def test_a_schema_moves_with_its_references() -> None:
    schema = {
        "$id": "x",
        "$defs": {"Part": {"anyOf": [{"$ref": "#"}, {"$ref": "#/$defs/Part"}]}},
        "properties": {"$ref": {"$ref": "#/$defs/Part"}},
    }
    assert _hoisted("Whole", schema) == {
        "Whole": {"properties": {"$ref": {"$ref": "#/components/schemas/Whole.Part"}}},
        "Whole.Part": {"anyOf": [{"$ref": "#/components/schemas/Whole"}, {"$ref": "#/components/schemas/Whole.Part"}]},
    }


def test_answers_are_as_described(service: Service, description: dict[str, Any]) -> None:
    for path in ("/v1/convert?to=neutral", "/v1/report?to=igvxml", "/v1/inspect", "/v1/detect"):
        operation = description["paths"][path.partition("?")[0]]["post"]
        schema = operation["responses"]["200"]["content"]["application/json"]["schema"]
        validator = Draft202012Validator({**schema, "components": description["components"]})
        validator.validate(service.post(path, SESSION).json)


def test_genomes_are_listed(service: Service) -> None:
    listed = service.client.get("/v1/genomes").json["genomes"]
    assert [one["id"] for one in listed] == [one.id for one in genomes.all_assemblies()]
    assert set(listed[0]) >= {"id", "name", "species", "source"}


def test_formats_are_listed(service: Service) -> None:
    assert service.client.get("/v1/formats").json == {"formats": json.loads(json.dumps(converter.formats()))}


@pytest.mark.parametrize("name", SCHEMAS)
def test_schemas_are_published(service: Service, name: str) -> None:
    response = service.client.get(f"/v1/schemas/{name}")
    assert response.content_type == "application/schema+json"
    schema = json.loads(response.body)
    assert schema == json.loads(json.dumps(converter.schema(name)))
    Draft202012Validator.check_schema(schema)


def test_another_schema_is_not_found(service: Service) -> None:
    service.refused(404, service.client.get("/v1/schemas/formats", expect_errors=True))
