"""What goes wrong, as HTTP: the one place that maps errors to a status and to `application/problem+json` (RFC 9457)."""

from __future__ import annotations

import traceback
from http import HTTPStatus
from typing import TYPE_CHECKING

import msgspec
from pyramid.exceptions import URLDecodeError
from pyramid.httpexceptions import HTTPException

from converter.errors import ConverterError, Kind, LossError
from converter.web.responses import PROBLEM, respond
from converter.web.state import state_of

if TYPE_CHECKING:
    from pyramid.request import Request
    from pyramid.response import Response

STATUS: dict[Kind, int] = {
    Kind.USAGE: 400,
    Kind.MALFORMED: 400,
    Kind.TOO_LARGE: 413,
    Kind.UNKNOWN_FORMAT: 415,
    Kind.REFUSED: 422,
    Kind.UNWRITABLE: 422,
    Kind.LOSS: 422,
}

CODES: dict[int, str] = {
    400: "http.malformed",
    404: "http.not_found",
    405: "http.method",
    413: "limit.body_bytes",
    415: "http.content_encoding",
    431: "http.headers_too_large",
    500: "internal",
    501: "http.transfer_encoding",
    503: "http.busy",
}
"""The code of an error that only HTTP knows, by its status."""

NOT_FOUND_HINT = "The routes are described by /openapi.json and, for people, by /docs."


class Problem(msgspec.Struct, kw_only=True, omit_defaults=True):
    """An error as RFC 9457 words it: `title` is the status in words, `code` is stable, `detail` says what is wrong.

    `path`, `line` and `column` say where, `hint` says what to do; `report` is the loss report of a conversion that the
    caller's loss policy refused; `request_id` is the one of the response's header and of the log.
    """

    type: str
    title: str
    status: int
    code: str
    detail: str
    path: str | None = None
    line: int | None = None
    column: int | None = None
    hint: str | None = None
    request_id: str | None = None
    report: msgspec.Raw | None = None


class HTTPError(Exception):
    """An error that only HTTP knows; `headers` go with the response."""

    def __init__(
        self,
        status: int,
        detail: str,
        *,
        code: str | None = None,
        hint: str,
        headers: tuple[tuple[str, str], ...] = (),
    ) -> None:
        super().__init__(detail)
        self.status = status
        self.code = code or CODES[status]
        self.detail = detail
        self.hint = hint
        self.headers = headers


def problem(status: int, detail: str, *, code: str | None = None, hint: str) -> Problem:
    """A problem of `status`; its code is the one that HTTP has for that status unless it is given."""
    phrase = HTTPStatus(status).phrase
    return Problem(
        type="about:blank",
        title=phrase,
        status=status,
        code=code or CODES.get(status, f"http.{status}"),
        detail=detail,
        hint=hint,
    )


def problem_of(error: Exception) -> Problem:
    """The problem that an exception is; what is nobody's fault but ours says nothing of its inside."""
    if isinstance(error, ConverterError):
        return _of_converter(error)
    if isinstance(error, HTTPError):
        return problem(error.status, error.detail, code=error.code, hint=error.hint)
    if isinstance(error, URLDecodeError):
        return problem(400, "The path is not UTF-8, percent-encoded.", hint=NOT_FOUND_HINT)
    if isinstance(error, HTTPException):
        detail = "There is no such route." if error.status_int == HTTPStatus.NOT_FOUND else error.explanation or error.title
        return problem(error.status_int, detail, hint=NOT_FOUND_HINT)
    return problem(500, "The service failed on this request; the fault is ours.", hint="Report it with the request id.")


def _of_converter(error: ConverterError) -> Problem:
    """An error of the converter, which shows no credentials."""
    found = problem(STATUS[error.kind], error.message, code=error.code, hint=error.hint)
    found.path, found.line, found.column = error.path, error.line, error.column
    if isinstance(error, LossError):
        found.report = msgspec.Raw(error.report.to_json())
    return found


def problem_view(error: Exception, request: Request) -> Response:
    """Any exception as a response; one that is our bug is logged by type and place, never by its text."""
    found = problem_of(error)
    found.request_id = request.environ.get("converter.request_id")
    request.environ["converter.code"] = found.code
    if found.status == HTTPStatus.INTERNAL_SERVER_ERROR:
        _log_bug(error, request)
    headers = error.headers if isinstance(error, HTTPError) else ()
    return respond(msgspec.json.encode(found), PROBLEM, status=found.status, headers=headers)


def _log_bug(error: Exception, request: Request) -> None:
    """Log where a bug showed; the message of the exception stays out, since it may quote the input."""
    frames = traceback.extract_tb(error.__traceback__)
    stack = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames[-12:]]
    state_of(request).log.error(
        "bug", error=type(error).__name__, stack=stack, request_id=request.environ.get("converter.request_id")
    )
