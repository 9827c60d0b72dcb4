"""`POST /v1/batch`: a zip of sessions in, a zip of documents, reports and summary out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from converter.batch.job import Job
from converter.batch.stream import converted, tasks_in
from converter.web.responses import ZIP, attachment, streamed
from converter.web.state import state_of
from converter.web.views.calls import read_request

if TYPE_CHECKING:
    from pyramid.request import Request
    from pyramid.response import Response

    from converter.batch.record import Record


def batch(request: Request) -> Response:
    """Convert what the zip holds. What is wrong with the zip is the answer; what is wrong with a session is in the zip."""
    call, data, _filename = read_request(request, "batch")
    state = state_of(request)
    job = Job(to=call.to, source=call.source, options=call.options, limits=state.limits)

    def count(record: Record) -> None:
        if record.format is not None and record.verdict is not None:
            state.metrics.converted(record.format, call.to, record.verdict)

    return streamed(converted(tasks_in(data, job), job, count), ZIP, (("Content-Disposition", attachment("converted.zip")),))
