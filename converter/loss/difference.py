"""The difference as a report shows it: RFC 6902 operations in JSON, secrets redacted.

Most objects of a session differ alike, in runs that they share. Such a run is encoded once, with a mark where the pointer
of the object belongs.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import msgspec

from converter.loss.measure import plain_value
from converter.loss.redaction import is_harmless, redact_pointer, redact_value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from converter.loss.measure import Delta
    from converter.loss.walk import Edit, Op, Run

_MARK = b"\0"
"""A byte that JSON has nowhere: in texts it is escaped."""
_encode = msgspec.json.Encoder().encode


def pieces(delta: Delta) -> Iterator[bytes]:
    """The operations from `delta.a` to `delta.b`, redacted: elements of a JSON array, those of an object at once."""
    known: dict[Run, bytes] = {}
    for pointer, runs in delta.by_object():
        made = b",".join([known.get(run) or _run(run, known) for run in runs])
        yield made.replace(_MARK, _encode(redact_pointer(pointer))[1:-1])


def _run(run: Run, known: dict[Run, bytes]) -> bytes:
    """The operations of a run, each with the mark before its own path; remembered if objects share it."""
    made = b",".join(map(_operation, run.edits))
    if run.shared:
        known[run] = made
    return made


def _operation(edit: Edit) -> bytes:
    op, path, _, new = edit
    if op == "remove":
        return _begun(op, path) + b"}"
    value = plain_value(new)
    return b'%b,"value":%b}' % (_begun(op, path), _encode(value if is_harmless(value) else redact_value(value)))


@lru_cache(maxsize=1024)
def _begun(op: Op, path: str) -> bytes:
    """An operation up to its path, which the mark stands before."""
    return b'{"op":"%b","path":"%b%b"' % (op.encode(), _MARK, _encode(redact_pointer(path))[1:-1])
