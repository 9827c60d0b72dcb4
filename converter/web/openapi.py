"""The OpenAPI 3.1 document, made from the options struct, the registry, the schemas and the table of routes."""

from __future__ import annotations

import inspect
from typing import Any

import msgspec

import converter
from converter.genomes import Assembly
from converter.options import ConvertOptions, descriptions
from converter.package import Missing
from converter.web.body import FIELDS
from converter.web.errors import Problem
from converter.web.query import CALLS, REPEATABLE, WITHOUT_TARGET
from converter.web.responses import BYTES, JSON, PROBLEM, ZIP
from converter.web.routes import ROUTES

SCHEMAS = ("neutral", "report", "analytics")
"""The names of the published JSON Schemas."""

Document = dict[str, Any]

_TEXTS: dict[str, str] = {
    "to": "The format to write, by its id.",
    "from": "The format of the input, found from its content unless given; other content is then refused.",
    "filename": "The name of the input's file, a hint that only breaks ties; else that of the multipart file.",
    "as": "json: the document with its report, inside a JSON answer. document: itself, verdict and counts in a header.",
    "ledger": "Add every superseded and structural fact to the report.",
    "missing": "What becomes of local files that did not come along: no package, a place kept for them, or left as they are.",
    "licence": "Terms that the package may be used under, best the URL of a licence.",
    "date": "The day that the package is said to be of, ISO 8601.",
    **descriptions(),
}

_SUMMARIES: dict[str, tuple[str, str]] = {
    "convert": ("Convert a session and report what became of every fact", "The document and its report"),
    "report": ("Say what a conversion would lose", "The report alone"),
    "merge": (
        "Merge sessions of one genome into one, with a report for each",
        "The document and its report",
    ),
    "inspect": ("Read a session into the neutral form", "The neutral session"),
    "batch": ("Convert a zip of sessions", "A zip of documents, reports and a summary, sent while it is made"),
    "package": ("Pack a session with its data files", "A zip that is an RO-Crate, with paths that hold inside"),
    "detect": ("Rank the formats that a file may be of", "Candidates, the likeliest first"),
    "formats": ("List the formats and what each can hold", "The registry"),
    "genomes": ("List the assemblies that are known", "The assemblies"),
    "schema": ("Get a published JSON Schema", "JSON Schema 2020-12"),
    "openapi": ("Describe this service", "This document"),
    "docs": ("Show this description to people", "A page"),
    "fidelity": ("Show how the applications understood what was written for them", "A page"),
    "live": ("Tell whether the process answers", "It does"),
    "ready": ("Tell whether requests are welcome", "They are"),
    "metrics": ("Count what was done", "Prometheus' text format"),
    "index": ("Convert a file in the browser", "A page"),
}

_ERRORS: dict[str, str] = {
    "400": "The call, or the input, is malformed",
    "404": "There is no such thing",
    "413": "The input is larger than a limit",
    "415": "The format of the input, or its content coding, is not known",
    "422": "The input is understood but refused; the report is attached where the loss policy refused it",
    "503": "The service is busy or stopping; try again after Retry-After seconds",
}


def describe(formats: list[Document], schemas: dict[str, Document]) -> Document:
    """The OpenAPI document for these formats and JSON Schemas."""
    components, properties = _components(schemas)
    paths = {
        route.path: {route.method.lower(): _operation(route.name, formats, properties)}
        for route in ROUTES
        if route.name != "static"
    }
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "session-converter",
            "version": converter.__version__,
            "description": "Converts genome-browser sessions into each other and reports what became of every fact.",
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "paths": paths,
        "components": {"schemas": components},
    }


def _components(schemas: dict[str, Document]) -> tuple[Document, Document]:
    """The shared schemas, and the schema of each option by its name."""
    _refs, found = msgspec.json.schema_components((ConvertOptions, Problem), ref_template="#/components/schemas/{name}")
    components: Document = dict(found)
    properties = components.pop("ConvertOptions")["properties"]
    components["Problem"]["description"] = inspect.cleandoc(Problem.__doc__ or "")
    components["Problem"]["properties"]["report"] = _ref("Report")
    for name, schema in schemas.items():
        components |= _hoisted(name.capitalize(), schema)
    return components, properties


def _hoisted(name: str, schema: Document) -> Document:
    """A JSON Schema and its definitions as components, its references pointing there."""
    root = {key: value for key, value in schema.items() if key not in {"$schema", "$id", "$defs"}}
    parts = {name: root} | {f"{name}.{key}": value for key, value in schema.get("$defs", {}).items()}
    return {key: _repointed(value, name) for key, value in parts.items()}


def _repointed(node: Any, name: str) -> Any:
    if isinstance(node, dict):
        return {key: _target(value, name) if key == "$ref" else _repointed(value, name) for key, value in node.items()}
    if isinstance(node, list):
        return [_repointed(item, name) for item in node]
    return node


def _target(reference: Any, name: str) -> Any:
    """Where a reference of a hoisted schema leads; a property that is called `$ref` is no reference."""
    if not isinstance(reference, str):
        return _repointed(reference, name)
    if reference == "#":
        return f"#/components/schemas/{name}"
    return reference.replace("#/$defs/", f"#/components/schemas/{name}.", 1)


def _ref(name: str) -> Document:
    return {"$ref": f"#/components/schemas/{name}"}


def _operation(name: str, formats: list[Document], properties: Document) -> Document:
    summary, answer = _SUMMARIES[name]
    operation: Document = {"operationId": name, "summary": summary, "responses": {"200": {"description": answer} | _answer(name)}}
    if name in CALLS:
        operation["parameters"] = [
            _parameter(option, formats, properties, optional=name in WITHOUT_TARGET) for option in CALLS[name]
        ]
        operation["requestBody"] = _body(name)
    if name == "schema":
        operation["parameters"] = [
            {"name": "name", "in": "path", "required": True, "schema": {"type": "string", "enum": list(SCHEMAS)}}
        ]
    for status in _statuses(name):
        operation["responses"][status] = _error(status)
    return operation


def _statuses(name: str) -> tuple[str, ...]:
    if name in CALLS:
        return ("400", "413", "415", "422", "503")
    if name in {"live", "metrics"}:
        return ("404",) if name == "metrics" else ()
    return ("404", "503") if name == "schema" else ("503",)


def _error(status: str) -> Document:
    described: Document = {"description": _ERRORS[status], "content": {PROBLEM: {"schema": _ref("Problem")}}}
    if status == "503":
        described["headers"] = {"Retry-After": {"schema": {"type": "integer"}, "description": "Seconds to wait"}}
    return described


def _parameter(name: str, formats: list[Document], properties: Document, *, optional: bool) -> Document:
    parameter: Document = {"name": name, "in": "query", "description": _TEXTS[name], "schema": _schema(name, formats, properties)}
    if name == "to":
        parameter["required"] = not optional
    if name == REPEATABLE:
        parameter |= {"style": "form", "explode": True}
    return parameter


def _schema(name: str, formats: list[Document], properties: Document) -> Document:
    if name == "to":
        return {"type": "string", "enum": [one["id"] for one in formats if one["writes"]]}
    if name == "from":
        return {"type": "string", "enum": [one["id"] for one in formats if one["reads"]]}
    if name in {"shape", "profile"}:
        known = {value for one in formats for value in one[f"{name}s"]}
        return {"type": "string", "enum": sorted(known)}
    own: Document = {"filename": {"type": "string"}, "as": {"type": "string", "enum": ["json", "document"], "default": "json"}}
    own["ledger"] = {"type": "boolean", "default": False}
    own |= {REPEATABLE: {"type": "array", "items": {"type": "string"}}, "licence": {"type": "string"}}
    own |= {"missing": {"type": "string", "enum": [str(one) for one in Missing]}, "date": {"type": "string", "format": "date"}}
    option: Document = own.get(name) or properties[name]
    return _without_null(option)


_UNSAID: tuple[tuple[str, Any], ...] = (("default", None), ("default", []))


def _without_null(schema: Document) -> Document:
    """The schema of an option as text can say it: null is to leave it out, and the parameter has the description."""
    kept = {key: value for key, value in schema.items() if key not in {"anyOf", "description"} and (key, value) not in _UNSAID}
    choices: list[Document] = [choice for choice in schema.get("anyOf", []) if choice != {"type": "null"}]
    if len(choices) == 1:
        return kept | choices[0]
    return kept | ({"anyOf": choices} if choices else {})


def _body(name: str) -> Document:
    what, kind = ("A zip of sessions.", ZIP) if name == "batch" else ("The session, plain or gzipped.", BYTES)
    file: Document = {"type": "string", "contentMediaType": kind, "description": what}
    if name == "merge":
        file = {"type": "array", "minItems": 1, "items": file, "description": "The sessions, in the order of their rank."}
    fields: Document = {"file": file}
    if name == "package":
        what = "A data file that the session names, under its name."
        part = {"type": "string", "contentMediaType": BYTES, "description": what}
        fields["data"] = {"type": "array", "items": part}
    if name != "detect":
        fields |= {field: {"type": "string", "contentMediaType": JSON, "description": _TEXTS[field]} for field in FIELDS}
    form = {"type": "object", "required": ["file"], "properties": fields, "additionalProperties": False}
    return {
        "required": True,
        "description": "The file's bytes as they are, whatever Content-Type says, or multipart/form-data with the field file.",
        "content": {kind: {"schema": {}}, "multipart/form-data": {"schema": form}},
    }


def _answer(name: str) -> Document:
    """Content and headers of a good answer."""
    if name in {"convert", "merge"}:
        return {
            "content": {JSON: {"schema": {"anyOf": [_CONVERTED, _DOCUMENT]}}, "*/*": {"schema": {}}},
            "headers": _CONVERTED_HEADERS,
        }
    schemas = {
        "report": _ref("Report"),
        "inspect": _ref("Neutral"),
        "detect": _CANDIDATES,
        "formats": _FORMATS,
        "genomes": _GENOMES,
        "openapi": {"type": "object"},
        "live": _status_of("alive"),
        "ready": _status_of("ready"),
    }
    if name in schemas:
        return {"content": {JSON: {"schema": schemas[name]}}}
    types = {
        "batch": ZIP,
        "package": ZIP,
        "schema": "application/schema+json",
        "metrics": "text/plain",
        "docs": "text/html",
        "fidelity": "text/html",
        "index": "text/html",
    }
    return {"content": {types[name]: {"schema": {}}}}


def _status_of(word: str) -> Document:
    return {"type": "object", "required": ["status"], "properties": {"status": {"const": word}}}


_CONVERTED: Document = {
    "type": "object",
    "required": ["document", "media_type", "filename", "report"],
    "properties": {
        "document": {"description": "A JSON value for a JSON format, a string for others."},
        "media_type": {"type": "string"},
        "filename": {"type": "string"},
        "report": _ref("Report"),
    },
}

_DOCUMENT: Document = {"description": "With as=document: the document itself, where its format is JSON."}

_CONVERTED_HEADERS: Document = {
    "Conversion-Report": {"description": "With as=document: verdict and counts as ASCII JSON.", "schema": {"type": "string"}},
    "Content-Disposition": {"description": "With as=document: a name for the file.", "schema": {"type": "string"}},
}

_CANDIDATES: Document = {
    "type": "object",
    "required": ["candidates"],
    "properties": {
        "candidates": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["format", "confidence", "evidence"],
                "properties": {"format": {"type": "string"}, "confidence": {"type": "number"}, "evidence": {"type": "string"}},
            },
        }
    },
}

_FORMATS: Document = {
    "type": "object",
    "required": ["formats"],
    "properties": {
        "formats": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["id", "title", "reads", "writes"],
                "properties": {
                    "id": {"type": "string"},
                    "title": {"type": "string"},
                    "reads": {"type": "boolean"},
                    "writes": {"type": "boolean"},
                    "shapes": {"type": "array", "items": {"type": "string"}},
                    "profiles": {"type": "array", "items": {"type": "string"}},
                    "media_type": {"type": "string"},
                    "extension": {"type": "string"},
                    "structural": {"type": "array", "items": {"type": "string"}},
                    "cannot": {"type": "array", "items": {"type": "object"}},
                },
            },
        }
    },
}

_GENOMES: Document = {
    "type": "object",
    "required": ["genomes"],
    "properties": {
        "genomes": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["id", "name", "species", "source"],
                "properties": {
                    **{name: {"type": "string"} for name in Assembly.__struct_fields__},
                    "aliases": {"type": "array", "items": {"type": "string"}},
                    "differs": {"type": "object", "additionalProperties": {"type": "string"}},
                },
            },
        }
    },
}
