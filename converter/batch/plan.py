"""Which document each input becomes: names that keep the tree of the inputs, no two of them alike."""

from __future__ import annotations

import hashlib
import unicodedata
from collections import Counter
from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple

from converter.batch.record import ERROR, REPORT
from converter.convert import stem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from converter.batch.inputs import Found, Root
    from converter.batch.job import Task

SUMMARIES = ("summary.json", "summary.ndjson", "summary.html")
"""What a batch writes besides documents."""

CHUNK = 50
"""Inputs of a piece of work; fewer only where there would not be a piece for every worker."""


class Named(NamedTuple):
    """An input with its name within the batch and that of its document."""

    found: Found
    name: str
    document: str
    renamed: bool = False


def named(roots: Sequence[Root], extension: str) -> list[Named]:
    """Every input once, with its names: the tree below the deepest folder that holds all that was asked for.

    Inputs whose outputs would have one name, or names that differ only by case, as would those of a summary, are told
    apart by a digest of their own name.
    """
    depth = sum(1 for _ in takewhile(lambda column: len(set(column)) == 1, zip(*(root.parts for root in roots), strict=False)))
    plain = [_named(found, depth, extension) for found in _once(roots)]
    taken = Counter(name for one in plain for name in _folded(one.document))
    taken.update(SUMMARIES)
    alike = Counter[str]()
    found = []
    for one in plain:
        alike[one.name] += 1
        shared = any(taken[name] > 1 for name in _folded(one.document))
        found.append(_told_apart(one, extension, alike[one.name]) if shared else one)
    return sorted(found, key=lambda one: one.document)


def _once(roots: Sequence[Root]) -> list[Found]:
    """What was found, each file once; one that was named as such."""
    found: dict[object, Found] = {}
    for root in roots:
        for one in root.found:
            if one.source not in found or one.named:
                found[one.source] = one
    return list(found.values())


def _named(found: Found, depth: int, extension: str) -> Named:
    name = "/".join(found.parts[depth:])
    return Named(found, name, _stem(name) + extension)


def _told_apart(one: Named, extension: str, number: int) -> Named:
    """The input with a name of its own; `number` tells it from others of the same name."""
    text = one.name if number == 1 else f"{one.name}\0{number}"
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return one._replace(document=f"{_stem(one.name)}~{digest}{extension}", renamed=True)


def _folded(document: str) -> tuple[str, ...]:
    """The names of the outputs, as a file system sees them that does not tell the case of letters."""
    plain = unicodedata.normalize("NFC", unicodedata.normalize("NFC", document).casefold())
    return plain, plain + REPORT, plain + ERROR


def _stem(name: str) -> str:
    folder, slash, last = name.rpartition("/")
    return f"{folder}{slash}{stem(last)}"


def chunks(tasks: Sequence[Task], workers: int) -> Iterator[Sequence[Task]]:
    """The pieces of work: at least `CHUNK` inputs each, unless that left some of the workers idle."""
    size = min(CHUNK, -(-len(tasks) // workers)) or 1
    yield from (tasks[at : at + size] for at in range(0, len(tasks), size))
