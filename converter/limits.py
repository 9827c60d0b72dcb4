"""The limits of every input, in one frozen table; settings may only lower them."""

from __future__ import annotations

from itertools import chain
from typing import Any

import msgspec

from converter.errors import LimitError, UsageError


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """How much of everything an input may hold. Each limit has an error code of its own, `limit.<name>`."""

    body_bytes: int = 32 * 1024 * 1024
    unpacked_bytes: int = 32 * 1024 * 1024
    facts: int = 2_000_000
    elements: int = 500_000
    depth: int = 200
    path_length: int = 2_000
    attributes: int = 256
    text_bytes: int = 8 * 1024 * 1024
    tracks: int = 50_000
    sessions: int = 1_000
    archive_entries: int = 20_000
    archive_bytes: int = 1024 * 1024 * 1024
    archive_ratio: int = 250

    def lowered(self, **values: int) -> Limits:
        """These limits with some lowered; raising one is a `UsageError`."""
        for name, value in values.items():
            if not 0 < value <= getattr(self, name):
                text = f"The limit {name} may only be lowered: {value} is not within {getattr(self, name)}."
                raise UsageError("option.limit", text, hint="Set it to that or less, but more than 0.")
        return msgspec.structs.replace(self, **values)


LIMITS = Limits()

_WORDS = {
    "body_bytes": "The input has {value} bytes; at most {limit} are read.",
    "unpacked_bytes": "The input unpacks to more than {limit} bytes.",
    "facts": "The input holds more than {limit} facts.",
    "elements": "The input has more than {limit} elements.",
    "depth": "The input is nested more than {limit} levels deep.",
    "path_length": "The names of nested elements have {value} characters together; at most {limit} are read.",
    "attributes": "An element has {value} attributes; at most {limit} are read.",
    "text_bytes": "One text of the input has {value} bytes; at most {limit} are read.",
    "tracks": "The session has {value} tracks; at most {limit} are converted.",
    "sessions": "{value} sessions were given; at most {limit} are merged.",
    "archive_entries": "The archive has {value} entries; at most {limit} are read.",
    "archive_bytes": "The archive unpacks to {value} bytes; at most {limit} are read.",
    "archive_ratio": "The archive unpacks to {value} times its size; at most {limit} times is read.",
}


def check(name: str, value: int, limits: Limits = LIMITS, *, path: str | None = None, line: int | None = None) -> None:
    """Raise the `LimitError` of the limit `name` when `value` exceeds it."""
    limit: int = getattr(limits, name)
    if value > limit:
        raise exceeded(name, value, limits, path=path, line=line)


def exceeded(name: str, value: int, limits: Limits = LIMITS, *, path: str | None = None, line: int | None = None) -> LimitError:
    """The error for an input that exceeds the limit `name`."""
    text = _WORDS[name].format(value=value, limit=getattr(limits, name))
    return LimitError(f"limit.{name}", text, path=path, line=line, hint="Split the session, or leave out what is not needed.")


def measure(root: Any, limits: Limits = LIMITS) -> tuple[int, int]:
    """How many keys and how many facts (scalars, empty containers) decoded data has; `LimitError` for too deep or too much."""
    keys = facts = 0
    level, depth = [root], 0
    while level:
        depth += 1
        if depth > limits.depth + 1:
            raise exceeded("depth", depth, limits)
        objects = [value for value in level if type(value) is dict and value]
        lists = [value for value in level if type(value) is list and value]
        facts += len(level) - len(objects) - len(lists)
        keys += sum(map(len, objects))
        level = [value for held in objects for value in held.values()]
        level += chain.from_iterable(lists)
        if facts > limits.facts or len(level) > limits.facts:
            raise exceeded("facts", max(facts, len(level)), limits)
    return keys, facts
