from __future__ import annotations

import gzip
import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

import converter
from converter.registry import FORMATS
from tests.contract.samples import WRITABLE, accepted

KEYS = st.sampled_from(
    ["model", "tracks", "views", "session", "assemblies", "reference", "genome", "locus", "name", "url", "type", "id", "version"]
) | st.text(max_size=4)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda below: st.lists(below, max_size=3) | st.dictionaries(KEYS, below, max_size=4),
    max_leaves=12,
)


def survives(data: bytes, source: str | None = None) -> None:
    with suppress(converter.ConverterError):
        converter.detect(data)
    with suppress(converter.ConverterError):
        converter.read(data, source)


@given(st.binary(max_size=200))
def test_any_bytes(data: bytes) -> None:
    survives(data)


@pytest.mark.parametrize("form", FORMATS)
@given(data=st.binary(max_size=100))
def test_any_bytes_as_any_format(form: str, data: bytes) -> None:
    survives(data, form)


@given(
    st.sampled_from([b"<Session ", b"{", b"[", b"\x1f\x8b", b"\xff\xfe<", b"\xef\xbb\xbf{", b"<?xml "]), st.binary(max_size=80)
)
def test_promising_beginnings(start: bytes, rest: bytes) -> None:
    survives(start + rest)


@given(st.text(max_size=100), st.sampled_from(["utf-8", "utf-16", "latin-1"]))
def test_any_text(text: str, encoding: str) -> None:
    survives(text.encode(encoding, "replace"))
    survives(gzip.compress(text.encode(encoding, "replace")))


@pytest.mark.parametrize("form", FORMATS)
@given(data=st.data())
def test_damaged_documents(form: str, data: st.DataObject) -> None:
    """Bytes of a good file cut off, left out, or replaced."""
    sample = data.draw(st.sampled_from(accepted(form)))
    at = data.draw(st.integers(0, len(sample.data)))
    until = data.draw(st.integers(at, min(len(sample.data), at + 40)))
    survives(sample.data[:at] + data.draw(st.binary(max_size=5)) + sample.data[until:])


@pytest.mark.parametrize("form", FORMATS)
@given(value=JSON)
def test_any_json(form: str, value: object) -> None:
    survives(json.dumps(value).encode())
    survives(json.dumps(value).encode(), form)


@pytest.mark.parametrize("form", [one for one in FORMATS if accepted(one)[0].facts.root is None])
@given(data=st.data())
def test_json_with_other_values(form: str, data: st.DataObject) -> None:
    """A good document, one value of which is anything."""
    sample = data.draw(st.sampled_from(accepted(form)))
    fact = data.draw(st.sampled_from(sample.facts.all))
    changed = sample.facts.changed(fact.path, data.draw(JSON))
    survives(changed, form)
    for target in WRITABLE:
        with suppress(converter.ConverterError):
            converter.convert(changed, target, form)
