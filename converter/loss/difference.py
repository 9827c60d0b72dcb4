"""The difference as a report shows it: RFC 6902 operations in JSON, secrets redacted.

Most objects of a session differ alike, in runs that they share. Such a run is encoded once, with a mark where the pointer
of the object belongs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from converter.loss.measure import operation
from converter.loss.redaction import redact_operation, redact_pointer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from converter.loss.measure import Delta, Operation
    from converter.loss.walk import Run

_MARK = b"\0"
"""A byte that JSON has nowhere: in texts it is escaped."""
_PATH = b'"path":"'
_encode = msgspec.json.Encoder().encode


def pieces(delta: Delta) -> Iterator[bytes]:
    """The operations from `delta.a` to `delta.b`, redacted: elements of a JSON array, one or several at once."""
    templates: dict[Run, bytes] = {}
    for pointer, run in delta.all_runs():
        if not run.shared:
            yield _elements([redact_operation(operation(pointer, edit)) for edit in run.edits])
            continue
        template = templates.get(run)
        if template is None:
            template = templates[run] = _template(run)
        yield template.replace(_MARK, _encode(redact_pointer(pointer))[1:-1])


def _elements(operations: list[Operation]) -> bytes:
    """The elements of a JSON array, without its brackets."""
    return _encode(operations)[1:-1]


def _template(run: Run) -> bytes:
    """The operations of a run, each with the mark before its own path."""
    return b",".join(_encode(redact_operation(operation("", edit))).replace(_PATH, _PATH + _MARK, 1) for edit in run.edits)
