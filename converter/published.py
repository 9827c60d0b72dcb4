"""What the converter publishes about itself: the capability table, the codes, the loss matrix, the JSON Schemas."""

from __future__ import annotations

import math
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import msgspec

from converter.errors import UsageError
from converter.formats.analytics import document
from converter.loss import announce, report
from converter.loss.codes import FIXED
from converter.loss.effects import severity_of
from converter.model import codec
from converter.model.fields import fields
from converter.registry import FORMATS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_FEW = 100
"""Below this, parts are told in numbers."""
_SCHEMAS = {"neutral": codec.schema, "report": report.schema, "analytics": document.schema}
_SUFFIXES = {"unsupported": "can't be said", "nearest": "is said with the nearest value, or in part"}


def formats() -> list[dict[str, Any]]:
    """The formats as plain data: what each reads and writes, its forms, and what it can't say."""
    return [one.describe() for one in FORMATS.values()]


def codes() -> list[dict[str, Any]]:
    """Every code that an entry of a report can have, sorted.

    `code`, `meaning` in one line, and `formats`, the targets that it is about where it is not about all.
    """
    found: dict[str, dict[str, Any]] = {
        code: {"code": code, "meaning": meaning, "formats": []} for code, meaning in FIXED.items()
    }
    for one in FORMATS.values():
        for key in one.cannot:
            for suffix, words in _SUFFIXES.items():
                code = announce.code_of(key, suffix)
                row = found.setdefault(code, {"code": code, "meaning": f"{_titled(key)} {words}.", "formats": []})
                if one.id not in row["formats"]:
                    row["formats"].append(one.id)
    return [found[code] for code in sorted(found)]


def matrix() -> list[dict[str, Any]]:
    """What is lost where, by neutral field; fields that every format can say are left out.

    `field` (`collection/dotted.field`, `collection/` for a whole object), `severity` of its loss, and `cannot`, by id of
    a written format why it can't say the field.
    """
    rows = []
    for key in dict.fromkeys([*fields(), *(key for one in FORMATS.values() if one.writes for key in one.cannot)]):
        collection, _, field = key.partition("/")
        held = ((one.id, announce.find(one.cannot, collection, field)) for one in FORMATS.values() if one.writes)
        cannot = {name: found[1].told(FORMATS[name].called, key).why for name, found in held if found}
        if cannot:
            rows.append({"field": key, "severity": str(severity_of(collection, field)), "cannot": cannot})
    return rows


def fidelity() -> dict[str, Any]:
    """What the applications made of documents that were written for them, by format; measured, and kept with the package.

    `application` that judged, `documents`, `not_opened` (by document, why), `genome_given` (documents that name no genome
    that is known, and open with this one given by the option `genome`), `untold` (of both, those of whose trouble the
    report tells no error), `should_draw` and `drawn` (tracks), `blank`
    (by `document: track`, why it has no ink), `fields` (by neutral field: values that were said and compared, and those
    that were understood alike), `differ` (by field that differs, `why`, and examples), `unseen` (differences that the
    judge makes by itself, by reason), `older` (the same, in short, of an older version of the application).
    """
    found: dict[str, Any] = msgspec.json.decode(files("converter").joinpath("fidelity.json").read_bytes())
    return found


def agreement(judged: dict[str, Any]) -> tuple[int, int]:
    """How many values were compared for a format in all, and how many were understood alike."""
    pairs = judged["fields"].values()
    return sum(pair[0] for pair in pairs), sum(pair[1] for pair in pairs)


def fidelity_tables() -> tuple[list[tuple[str, ...]], ...]:
    """`fidelity` as tables of text, heads first: one row a format, one a field, and one a document that did not open."""
    held = fidelity()
    head = ("FORMAT", "APPLICATION", "DOCUMENTS", "OPENED", "WITH A GENOME GIVEN", "TRACKS DRAWN", "VALUES", "UNDERSTOOD")
    rows = [
        (
            name,
            one["application"],
            str(one["documents"]),
            str(one["documents"] - len(one["not_opened"]) - len(one["genome_given"])),
            str(len(one["genome_given"])),
            f"{one['drawn']} of {one['should_draw']}" if one["should_draw"] else "-",
            str(agreement(one)[0]),
            _share(agreement(one)),
        )
        for name, one in _versions(held)
    ]
    names = sorted({field for one in held.values() for field in one["fields"]})
    fields_of = [(field, *(_share(one["fields"].get(field)) for one in held.values())) for field in names]
    return [head, *rows], [("FIELD", *held), *fields_of], [("FORMAT", "NOT OPENED", "WHY"), *_not_opened(held)]


def _versions(held: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each format with its application, and with an older version of that."""
    for name, one in held.items():
        yield name, one
        if "older" in one:
            yield f"{name}, older", one["older"]


def _not_opened(held: dict[str, Any]) -> list[tuple[str, ...]]:
    """Format, document and reason of each that did not open, or only with a genome given."""
    rows: list[tuple[str, ...]] = []
    for name, one in _versions(held):
        rows += [(name, document, why) for document, why in one["not_opened"].items()]
        rows += [(name, document, f"opens with a genome given: {given}") for document, given in one["genome_given"].items()]
    return rows


def _share(pair: Sequence[int] | None) -> str:
    if pair is None:
        return "-"
    compared, alike = pair
    return f"{alike} of {compared}" if alike < compared < _FEW else f"{math.floor(1000 * alike / compared) / 10:g} %"


def schema(name: str) -> dict[str, Any]:
    """A published JSON Schema: `neutral`, `report` or `analytics`; `UsageError` for another name."""
    found = _SCHEMAS.get(name)
    if found is None:
        raise UsageError("option.schema", f"There is no schema {name!r}.", hint=f"The schemas are: {', '.join(_SCHEMAS)}.")
    return found()


def _titled(key: str) -> str:
    """A key of an announcement in words: `tracks/display.mode` is "Tracks: display mode"."""
    collection, _, field = key.partition("/")
    words = f"{collection}: {field}" if field else f"{collection} as a whole"
    return words.replace("_", " ").replace(".*.", " ").replace(".", " ").capitalize()
