"""Which format content is of."""

from __future__ import annotations

import gzip
import sys
import zlib
from typing import TYPE_CHECKING

import msgspec
import pytest

import converter
from converter.detect import decide, detect, head_of, unpacked
from converter.errors import ConverterError, LimitError, MalformedError, RefusedError, UnknownFormatError
from converter.formats.base import Evidence
from converter.limits import LIMITS
from converter.registry import FORMATS
from tests.unit.loss.toy import install

if TYPE_CHECKING:
    from collections.abc import Callable

SESSION = b'<Session genome="hg19"/>'


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (SESSION, "igvxml"),
        (b"<?xml version='1.0'?><!-- <x> --><Global/>", "igvxml"),
        (SESSION.decode().encode("utf-16"), "igvxml"),
        (SESSION.decode().encode("utf-16-be"), "igvxml"),
        (b"\xef\xbb\xbf \n" + SESSION, "igvxml"),
        (gzip.compress(SESSION, mtime=0), "igvxml"),
        (gzip.compress(SESSION[:5], mtime=0) + gzip.compress(SESSION[5:], mtime=0), "igvxml"),
        (b' {"model": 1}', "neutral"),
    ],
)
def test_the_content_tells_the_format(data: bytes, found: str) -> None:
    ranked = detect(data)
    assert ranked[0].format == found
    assert 0 < ranked[0].confidence <= 1
    assert ranked[0].evidence
    assert converter.read(data).format == found


@pytest.mark.parametrize(
    ("data", "error", "code"),
    [
        (b"", MalformedError, "input.empty"),
        (b" \r\n\t", MalformedError, "input.empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", MalformedError, "input.binary"),
        (bytes(range(1, 32)) * 10, MalformedError, "input.binary"),
        ('{"model": 1}'.encode("utf-16"), MalformedError, "json.encoding"),
        ('{"model": 1}'.encode("utf-16-be"), MalformedError, "json.encoding"),
        (b"{", MalformedError, "json.malformed"),
        (b"{}", UnknownFormatError, "format.unknown"),
        (b"<html/>", UnknownFormatError, "format.unknown"),
        (b"<>", MalformedError, "xml.malformed"),
        (b"chr1\t1\t2\n", UnknownFormatError, "format.unknown"),
        (gzip.compress(SESSION, mtime=0)[:-9], MalformedError, "gzip.malformed"),
        (b"\x1f\x8bnonsense that is no gzip", MalformedError, "gzip.malformed"),
    ],
)
def test_what_is_no_session_is_refused_and_says_why(data: bytes, error: type[ConverterError], code: str) -> None:
    with pytest.raises(error) as caught:
        converter.read(data)
    assert caught.value.code == code
    assert caught.value.hint


def test_gzip_unpacks_within_the_limits() -> None:
    packed = gzip.compress(b"x" * 1000)
    assert unpacked(packed, LIMITS.lowered(unpacked_bytes=1000)) == b"x" * 1000
    with pytest.raises(LimitError) as caught:
        unpacked(packed, LIMITS.lowered(unpacked_bytes=999))
    assert caught.value.code == "limit.unpacked_bytes"
    with pytest.raises(LimitError) as caught:
        unpacked(packed + packed, LIMITS.lowered(unpacked_bytes=1999))
    assert caught.value.code == "limit.unpacked_bytes"
    with pytest.raises(LimitError) as caught:
        unpacked(packed, LIMITS.lowered(body_bytes=len(packed) - 1))
    assert caught.value.code == "limit.body_bytes"


def test_bytes_behind_the_gzip_data_are_left_aside() -> None:
    assert unpacked(gzip.compress(b"x") + b"padding") == b"x"
    assert unpacked(zlib.compress(b"x")) == zlib.compress(b"x")


def test_a_format_that_is_asked_for_binds() -> None:
    assert decide(head_of(SESSION), "igvxml") == "igvxml"
    with pytest.raises(RefusedError, match="it looks like igvxml") as caught:
        converter.read(SESSION, source="neutral")
    assert caught.value.code == "format.mismatch"
    with pytest.raises(RefusedError, match="of no known format"):
        decide(head_of(b"{}"), "neutral")


def test_gzip_of_very_many_members_is_an_attack(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.modules[unpacked.__module__], "_MEMBERS", 2)
    assert unpacked(2 * gzip.compress(b"x")) == b"xx"
    with pytest.raises(MalformedError) as caught:
        unpacked(3 * gzip.compress(b"x"))
    assert caught.value.code == "gzip.malformed"


def as_likely(confidence: float) -> Callable[[object], Evidence]:
    return lambda _: Evidence(confidence, "why not")


def test_a_format_is_only_asked_about_content_of_its_kind(monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch, lambda _: None)
    certain = msgspec.structs.replace(FORMATS["toy"], recognise=as_likely(1.0))
    found = {}
    for kind in ("xml", "json"):
        monkeypatch.setitem(FORMATS, "toy", msgspec.structs.replace(certain, content=(kind,)))
        found[kind] = [one.format for one in detect(SESSION)]
    assert found == {"xml": ["toy", "igvxml"], "json": ["igvxml"]}


@pytest.mark.parametrize(
    ("confidence", "filename", "found"),
    [
        (0.99, "a.toy", "toy"),
        (0.99, "A.TOY", "toy"),
        (0.99, "a.xml", "igvxml"),
        (0.5, "a.toy", "igvxml"),
        (0.99, "a.odd", None),
        (0.99, None, None),
    ],
)
def test_a_file_name_only_breaks_ties(
    monkeypatch: pytest.MonkeyPatch, confidence: float, filename: str | None, found: str | None
) -> None:
    install(monkeypatch, lambda _: None)
    monkeypatch.setitem(FORMATS, "toy", msgspec.structs.replace(FORMATS["toy"], recognise=as_likely(confidence)))
    if found is None:
        with pytest.raises(RefusedError) as caught:
            decide(head_of(SESSION), None, filename)
        assert caught.value.code == "format.ambiguous"
    else:
        assert decide(head_of(SESSION), None, filename) == found
        assert detect(SESSION, filename)[0].format == found


@pytest.mark.parametrize("before", range(3))
def test_no_character_is_cut_when_the_beginning_is_looked_at(before: int) -> None:
    data = "<Session genome='hg38' version='8'><Panel name='{}'/></Session>".format("x" * before + "\N{EURO SIGN}" * 3000)
    assert decide(head_of(data.encode()), None) == "igvxml"
