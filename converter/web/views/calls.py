"""The calls that take sessions: convert, report, merge, inspect, detect."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import msgspec

import converter
from converter.web.body import read_upload
from converter.web.query import Call, read_call
from converter.web.responses import JSON, attachment, respond
from converter.web.state import state_of

if TYPE_CHECKING:
    from pyramid.request import Request
    from pyramid.response import Response

    from converter import Conversion


def convert(request: Request) -> Response:
    """`POST /v1/convert`: the document with its report, or, with `as=document`, the document itself."""
    return _delivered(*_convert(request, "convert"))


def report(request: Request) -> Response:
    """`POST /v1/report`: what a conversion would lose."""
    done, _call = _convert(request, "report")
    return respond(done.report.to_json())


def merge(request: Request) -> Response:
    """`POST /v1/merge`: the sessions of the repeated multipart field `file` as one, with its report."""
    query = request.environ.get("QUERY_STRING", "")
    read_call("merge", query, {})
    upload = read_upload(request, state_of(request).limits, several=True)
    call = read_call("merge", query, upload.fields)
    sources = [converter.Input(data, filename=filename) for data, filename in upload.files]
    done = converter.merge(sources, to=call.to, options=call.options, ledger=call.ledger)
    for one in done.report.reports:
        state_of(request).metrics.converted(one.source.format, call.to, one.verdict)
    return _delivered(done, call)


def inspect(request: Request) -> Response:
    """`POST /v1/inspect`: the neutral session of a file."""
    done, _call = _convert(request, "inspect")
    return respond(done.document)


def detect(request: Request) -> Response:
    """`POST /v1/detect`: the formats that a file may be of, the likeliest first."""
    call, data, filename = read_request(request, "detect")
    found = converter.detect(data, filename=call.filename or filename)
    candidates = [{"format": one.format, "confidence": one.confidence, "evidence": one.evidence} for one in found]
    return respond(msgspec.json.encode({"candidates": candidates}))


def read_request(request: Request, name: str) -> tuple[Call, bytes, str | None]:
    """The call, the session's bytes and the name of its file; a wrong query is told before the body is read."""
    environ = request.environ
    call = read_call(name, environ.get("QUERY_STRING", ""), {})
    upload = read_upload(request, state_of(request).limits)
    if upload.fields:
        call = read_call(name, environ.get("QUERY_STRING", ""), upload.fields)
    return call, upload.data, upload.filename


def _convert(request: Request, name: str) -> tuple[Conversion, Call]:
    call, data, filename = read_request(request, name)
    done = converter.convert(
        data, to=call.to, source=call.source, filename=call.filename or filename, options=call.options, ledger=call.ledger
    )
    state_of(request).metrics.converted(done.report.source.format, call.to, done.report.verdict)
    return done, call


def _delivered(done: Conversion, call: Call) -> Response:
    return _document(done) if call.as_document else respond(msgspec.json.encode(_answer(done)))


def _answer(done: Conversion) -> dict[str, Any]:
    is_json = done.media_type == JSON or done.media_type.endswith("+json")
    return {
        "document": msgspec.Raw(done.document) if is_json else done.document.decode(),
        "media_type": done.media_type,
        "filename": done.filename,
        "report": msgspec.Raw(done.report.to_json()),
    }


def _document(done: Conversion) -> Response:
    summary = json.dumps({"verdict": done.report.verdict, "counts": done.report.counts}, separators=(",", ":"))
    headers = (("Conversion-Report", summary), ("Content-Disposition", attachment(done.filename)))
    return respond(done.document, done.media_type, headers=headers)
