"""The values that side files say, found by hand in the file and the application's documentation, are those that are read."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest

import converter
from converter.model.codec import to_plain
from converter.registry import FORMATS
from tests.contract.problems import none
from tests.corpus.cases import accepted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.corpus.cases import Case

CASES = {case.name: case for case in accepted()}
SAYING = [case for case in CASES.values() if "says" in case.side]
SHARE = 0.35
"""Of the neutral fields that the files of a format say, how many `says` has to tell at least."""
NAMES, VALUES = 12, 20
_KEY = re.compile(r"/(?:[a-z]\d+|\d+)(?=/|$)")
_OWN = re.compile(r"/(?:extras|forms|model)(?:/|$)")
"""What is a format's own, and what says of the session itself."""


@cache
def read(case_name: str) -> Any:
    """The plain neutral session of a file."""
    case = CASES[case_name]
    return to_plain(converter.read(case.data, **case.call).session)


def at(held: Any, pointer: str) -> Any:
    """The value that a JSON pointer leads to; `...` where it leads nowhere."""
    for token in pointer.split("/")[1:]:
        step = token.replace("~1", "/").replace("~0", "~")
        children = dict(enumerate(held)) if isinstance(held, list) else held if isinstance(held, dict) else {}
        held = children.get(int(step) if isinstance(held, list) and step.isdigit() else step, ...)
    return held


def wrong(said: dict[str, Any], plain: Any) -> Iterator[str]:
    """Where a neutral session says otherwise than a side file; 1 and 1.0 are one number, 1 and true are two things."""
    for pointer, value in said.items():
        found = at(plain, pointer)
        if found is ...:
            yield f"{pointer} is not there, {json.dumps(value)} was said"
        elif found != value or isinstance(found, bool) != isinstance(value, bool):
            yield f"{pointer} is {json.dumps(found)}, {json.dumps(value)} was said"


def fields(plain: Any, path: str = "") -> Iterator[str]:
    """The fields of a plain neutral session that are not a format's own, without ids and positions."""
    if isinstance(plain, dict) and plain:
        for key, value in plain.items():
            yield from fields(value, f"{path}/{key}") if not _OWN.match(f"/{key}/") else ()
    elif isinstance(plain, list) and any(isinstance(one, dict | list) for one in plain):
        for number, value in enumerate(plain):
            yield from fields(value, f"{path}/{number}")
    else:
        yield _KEY.sub("/*", path)


@pytest.mark.parametrize("case", SAYING, ids=lambda case: case.name)
def test_a_file_is_read_as_it_says(case: Case) -> None:
    none(wrong(case.side["says"], read(case.name)))


@pytest.mark.parametrize("form", [one for one in FORMATS if one != "neutral"])
def test_every_format_says_what_its_words_mean(form: str) -> None:
    held = {field for case in CASES.values() if case.folder == form for field in fields(read(case.name))}
    said = {field for case in SAYING if case.folder == form for field in fields_said(case)}
    missing = sorted(held - said)
    remedy = f"tell more in `says` of corpus/accepted/{form}/*.about.json, of these: {', '.join(missing[:NAMES])}"
    assert len(said & held) >= SHARE * len(held), (
        f"{len(said & held)} of {len(held)} fields are told, {SHARE:.0%} are due; {remedy}"
    )
    values = {json.dumps(value) for case in SAYING if case.folder == form for value in case.side["says"].values()}
    assert len(values) >= VALUES, f"{len(values)} different values are told, {VALUES} are due; {remedy}"


def fields_said(case: Case) -> Iterator[str]:
    """The fields that a side file tells."""
    for pointer, value in case.side["says"].items():
        yield from fields(value, pointer)


@pytest.mark.parametrize(
    ("said", "problem"),
    [
        ({"/tracks/t1/name": "b"}, '/tracks/t1/name is "a", "b" was said'),
        ({"/tracks/t1/shown": 1}, "/tracks/t1/shown is true, 1 was said"),
        ({"/tracks/t2/name": "a"}, '/tracks/t2/name is not there, "a" was said'),
        ({"/views/v1/loci/1": None}, "/views/v1/loci/1 is not there, null was said"),
        ({"/tracks/t1/name": "a", "/tracks/t1/height": 2, "/views/v1/loci/0/a~1b": 1}, None),
    ],
)
def test_another_value_is_told(said: dict[str, Any], problem: str | None) -> None:
    plain = {"tracks": {"t1": {"name": "a", "shown": True, "height": 2.0}}, "views": {"v1": {"loci": [{"a/b": 1}]}}}
    assert list(wrong(said, plain)) == ([] if problem is None else [problem])
