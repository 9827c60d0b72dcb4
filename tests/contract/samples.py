"""Files to hold the converter against: our own corpus, and a seeded sample of an outside one where `$SESSION_CORPUS` is set."""

from __future__ import annotations

import gzip
import json
import os
import random
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import converter
from converter.registry import FORMATS
from tests.contract.facts import Facts

CORPUS = Path(__file__).parents[2] / "corpus"
OUTSIDE = os.environ.get("SESSION_CORPUS")
WRITABLE = [one.id for one in FORMATS.values() if one.writes]
_OUTSIDE_FILES, _OUTSIDE_BYTES, _SEED = 10, 100_000, 20
_EVERY = 6


class Sample(NamedTuple):
    """One file, and what to pass along with it."""

    name: str
    format: str
    data: bytes
    options: dict[str, Any]
    ours: bool = True

    @property
    def facts(self) -> Facts:
        return Facts(gzip.decompress(self.data) if self.data.startswith(b"\x1f\x8b") else self.data, self.format)


@cache
def accepted(form: str) -> tuple[Sample, ...]:
    """Our own files of a format; of one that has none, every sixth file of the others, converted."""
    folder = CORPUS / "accepted" / form
    files = sorted(path for path in folder.glob("*") if path.is_file() and not path.name.endswith(".about.json"))
    return tuple(_sample(path, form) for path in files) or _derived(form)


def _sample(path: Path, form: str) -> Sample:
    about = path.parent / f"{path.name.partition('.')[0]}.about.json"
    call = json.loads(about.read_bytes()).get("call", {}) if about.is_file() else {}
    options = {key: (path.parent / value).read_bytes() if key == "config" else value for key, value in call.items()}
    return Sample(path.name, form, path.read_bytes(), options)


def _derived(form: str) -> tuple[Sample, ...]:
    if form not in WRITABLE:
        return ()
    folders = [one for one in FORMATS if one != form and (CORPUS / "accepted" / one).is_dir()]
    return tuple(
        Sample(f"{one.name} as {form}", form, converter.convert(one.data, form, one.format, one.name, one.options).document, {})
        for folder in folders
        for one in accepted(folder)[::_EVERY]
    )


@cache
def outside(form: str) -> tuple[Sample, ...]:
    """A seeded sample of small files of a format that others wrote; none where `$SESSION_CORPUS` is unset."""
    folder = Path(OUTSIDE or ".") / form
    if not OUTSIDE or not folder.is_dir():
        return ()
    files = sorted(path for path in folder.iterdir() if path.is_file() and path.stat().st_size <= _OUTSIDE_BYTES)
    chosen = random.Random(_SEED).sample(files, min(_OUTSIDE_FILES, len(files)))  # noqa: S311 - a sample, no secret
    return tuple(one for path in chosen if _is_session(one := Sample(path.name, form, path.read_bytes(), {}, ours=False)))


def _is_session(sample: Sample) -> bool:
    """Whether the file is one that is converted at all: the outside corpus holds others, too."""
    try:
        converter.read(sample.data, sample.format, sample.name)
    except converter.ConverterError:
        return False
    return True


@cache
def values(form: str) -> dict[str, list[Any]]:
    """Some values of facts of every name, over all our files of a format."""
    found: dict[str, list[Any]] = {}
    for sample in accepted(form):
        for fact in sample.facts.all:
            held = found.setdefault(fact.name, [])
            if len(held) < 5 and fact.value not in held:
                held.append(fact.value)
    return found
