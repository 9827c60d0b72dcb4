"""The documents that the applications judge: sessions of every format, converted, with nothing carried.

`$SESSION_APPS_SAMPLE` is how many files of each format and corpus are taken (a seeded sample; `all`: every one).
"""

from __future__ import annotations

import json
import os
import random
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import converter
from converter.genomes import all_assemblies
from converter.registry import FORMATS
from tests.contract.samples import OUTSIDE, Sample, accepted

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from converter.model import Session
    from tests.apps.standins.server import Standins

_NOT_DRAWN = ("neutral", "analytics", "cbioportal", "grafana")
"""Formats whose own application draws no tracks of a genome."""
SOURCES = tuple(one for one in FORMATS if one not in _NOT_DRAWN)
SAMPLE = os.environ.get("SESSION_APPS_SAMPLE", "4")
_SEED = 11
_FORMS = {"igvxml": {}, "igvjson": {"shape": "session", "profile": "igvjs"}, "jbrowse2": {"shape": "config", "profile": "web"}}


_NO_GENOME = frozenset({"genome.missing", "genome.unknown"})
_WORDS = re.compile(r"[A-Za-z]+\d+")


class Document(NamedTuple):
    """What was written of one file: its bytes, what our own reader takes from them, and the report.

    `supplied`: the genome that a person gave, with the option `genome`, to a session that names none that is known.
    """

    name: str
    target: str
    data: bytes
    said: Session
    report: converter.Conversion
    supplied: str | None = None

    @property
    def errors(self) -> list[dict[str, object]]:
        """The entries of the report that are errors."""
        return [one for one in self.report.report.to_dict()["entries"] if one["severity"] == "error"]

    @property
    def wants_genome(self) -> bool:
        """Whether the report says that nobody knows the genome, or the document is of tracks alone, no session of igv.js."""
        return self.of_tracks or any(one["code"] in _NO_GENOME for one in self.errors)

    @property
    def of_tracks(self) -> bool:
        """Whether the document is a list of tracks of igv.js, or one alone, which it loads into a session that is open."""
        held = json.loads(self.data) if self.target == "igvjson" else {"tracks": ()}
        return isinstance(held, list) or "tracks" not in held

    @property
    def announced(self) -> frozenset[str]:
        """Names and locations of tracks of which the report says that they will not be shown.

        An overlay is not shown where none of its members is.
        """
        errors = self.errors
        told = {str(one["track"]) for one in errors if one["track"]}
        told |= {str(one["emitted"]) for one in errors if one["code"] == "location.unopenable"}
        tracks = self.said.tracks
        overlays = [one for one in tracks.values() if isinstance(one.members, list) and one.members]
        hidden = [one for one in overlays if all(tracks[key].name in told for key in one.members or () if key in tracks)]
        return frozenset(told | {str(one.name) for one in hidden})


@cache
def outside(source: str) -> tuple[Sample, ...]:
    """Every file of a format that others wrote; none where `$SESSION_CORPUS` is unset."""
    folder = Path(OUTSIDE or ".") / source
    files = sorted(folder.iterdir()) if OUTSIDE and folder.is_dir() else []
    return tuple(Sample(path.name, source, path.read_bytes(), {}, ours=False) for path in files if path.is_file())


def samples(count: str = SAMPLE) -> list[Sample]:
    """Files to convert, of each format and corpus."""
    found = []
    for source in SOURCES:
        for held in (accepted(source), outside(source)):
            number = len(held) if count == "all" else min(int(count), len(held))
            chosen = random.Random(_SEED).sample(range(len(held)), number)  # noqa: S311 - a sample, no secret
            found += [held[at] for at in sorted(chosen)]
    return found


def named(name: str) -> Sample:
    """One of our own files by its name."""
    return next(one for source in SOURCES for one in accepted(source) if one.name == name)


def written(sample: Sample, target: str, options: Mapping[str, object] | None = None) -> Document | None:
    """A file in another format as people get it, and what it says but for what it carries; None for one that is no session."""
    asked = {**sample.options, **_FORMS[target], **(options or {})}
    try:
        made, light = (
            converter.convert(sample.data, target, sample.format, sample.name, {**asked, "carry": carry})
            for carry in (True, False)
        )
    except converter.ConverterError:
        return None
    said = converter.read(light.document, target).session
    return Document(document_name(sample), target, made.document, said, made)


def hinted(session: Session) -> str | None:
    """The id of the genome that the locations of a session speak of, where that is one alone: `…/hg19/genes.bed`."""
    known = {name.lower(): one.id for one in all_assemblies() for name in (one.id, one.igv_id) if name}
    words = {word.lower() for one in session.sources.values() for word in _WORDS.findall(str(one.location))}
    found = {known[word] for word in words & known.keys()}
    return found.pop() if len(found) == 1 else None


def document_name(sample: Sample) -> str:
    """`corpus/<format>/<file>`, or `outside/…` for a file of others: what is said of a document is said by this name."""
    return f"{'corpus' if sample.ours else 'outside'}/{sample.format}/{sample.name}"


def with_standins(chosen: Sequence[Sample], target: str, standins: Standins, first: int = 0) -> Iterator[tuple[str, Document]]:
    """Files in another format, led to the server of stand-ins, with the name that it knows each by, numbered from `first`."""
    for number, sample in enumerate(chosen, first):
        name = f"{target}{number}"
        document = _led(sample, target, standins, name)
        if document is not None:
            yield name, document


def with_genome(document: Document, sample: Sample, standins: Standins, name: str) -> Document | None:
    """A file that names no genome which is known, led to the stand-ins as `name`, with one given by the option `genome`.

    It is the one that the locations of its files speak of, else a FASTA file with the places that it shows.
    """
    supplied = hinted(document.said) or f"{standins.address}/{name}/genome.fa"
    made = _led(sample, document.target, standins, name, {"genome": supplied})
    return made and made._replace(supplied=supplied)


def _led(
    sample: Sample, target: str, standins: Standins, name: str, given: Mapping[str, object] | None = None
) -> Document | None:
    config = {key: value for key, value in sample.options.items() if key in ("config", "genome", "locus")}
    try:
        session = converter.read(sample.data, sample.format, sample.name, config).session
    except converter.ConverterError:
        return None
    document = written(sample, target, {**standins.rules(session, name), **(given or {})})
    if document is not None:
        standins.prepare(name, document.said)
    return document
