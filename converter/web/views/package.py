"""`POST /v1/package`: a session and its data files in, one portable archive out."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import asdict

from converter.options import ConvertOptions, bad_value
from converter.package import PackOptions, Parts, pack
from converter.web.body import read_upload
from converter.web.query import read_call
from converter.web.responses import ZIP, attachment, respond
from converter.web.state import state_of

if TYPE_CHECKING:
    from pyramid.request import Request
    from pyramid.response import Response

    from converter.web.query import Call

_UNNAMED = "session"
_UNSAID = ConvertOptions()


def package(request: Request) -> Response:
    """Pack the session of the field file with what came in the repeated field data; nothing else is looked for."""
    query = request.environ.get("QUERY_STRING", "")
    read_call("package", query, {})
    upload = read_upload(request, state_of(request).limits, parts=True)
    call = read_call("package", query, upload.fields)
    name = call.filename or upload.filename or _UNNAMED
    out = io.BytesIO()
    pack(upload.data, name, Parts(upload.parts), out, _options(call))
    return respond(out.getvalue(), ZIP, headers=(("Content-Disposition", attachment(f"{name}.zip")),))


def _options(call: Call) -> PackOptions:
    said = {name: value for name, value in asdict(call.options).items() if value != getattr(_UNSAID, name)}
    given = call.package | {"to": call.to or None, "source": call.source, "keep_secrets": said.pop("keep_secrets", False)}
    try:
        return msgspec.convert(given | {"conversion": said}, PackOptions)
    except msgspec.ValidationError as error:
        raise bad_value(error, PackOptions) from error
