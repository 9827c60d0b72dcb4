"""What a format loses and does not announce, over the whole corpus: the keys that its `CANNOT_SAY` still lacks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from converter.model.codec import to_plain
from converter.model.refs import COLLECTIONS, SINGLE
from converter.registry import FORMATS
from tests.contract.bench import Bench
from tests.contract.samples import accepted

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from converter import Conversion
    from converter.loss.report import Report

_KEY = re.compile(r"(\S+/\S*) is not announced")
_ONE_OF = re.compile(r"^(tracks/parts|views/panels)\.\w+")
REASON = "{app} has no setting for {what}."


def unannounced(report: Mapping[str, Any]) -> Iterator[str]:
    """The keys (`collection/dotted.field`) of losses that the target does not announce."""
    for one in [*report["entries"], *report.get("ledger", ())]:
        if one["code"] == "unannounced":
            told = _KEY.search(one["hint"] or "")
            yield told[1] if told else f"{one['category']}/"


def lacking(to: str) -> list[str]:
    """The keys that the whole corpus asks for; a branch of which documents of the format say nothing is one key."""
    bench, found, said = Bench(), set[str](), set[str]()
    for source in FORMATS:
        for sample in accepted(source):
            done = bench.convert(sample, to)
            said |= set(_said(done))
            found |= set(unannounced(done.report.to_dict()))
    return sorted({_widest(key, said) for key in found})


def table(to: str) -> str:
    """The lacking keys as Python, to be pasted into `CANNOT_SAY` and reworded."""
    return "\n".join(f'    "{key}": Cannot("{REASON}"),' for key in lacking(to))


def _said(done: Conversion) -> Iterator[str]:
    """The neutral fields that a document says, as `collection/dotted.field`."""
    report: Report = done.report
    plain = to_plain(report._delta.b)
    for name in (*COLLECTIONS, *SINGLE):
        held = plain.get(name, {})
        for one in [held] if name in SINGLE else held.values():
            yield from (f"{name}/{field}" for field in _fields(one))


def _fields(plain: Mapping[str, Any], prefix: str = "") -> Iterator[str]:
    for name, value in plain.items():
        yield prefix + name
        if isinstance(value, dict):
            yield from _fields(value, f"{prefix}{name}.")


def _widest(key: str, said: set[str]) -> str:
    """The key of the widest branch around a field of which no document says anything; else its own, for any part."""
    collection, _, field = key.partition("/")
    steps = field.split(".")
    branches = [f"{collection}/{'.'.join(steps[:end])}" for end in range(1, len(steps))]
    return next((one for one in branches if one not in said), _ONE_OF.sub(r"\1.*", key))
