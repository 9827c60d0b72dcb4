"""Lists of files: what is in them, and what is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import converter
from converter.errors import MalformedError
from converter.formats.base import Head, Job
from converter.formats.filelist import FORMAT, reader
from converter.loss.ledger import Ledger
from converter.options import ConvertOptions

if TYPE_CHECKING:
    from converter.model import Session


def read(data: bytes) -> Session:
    """The session of a list; every cell is accounted for."""
    ledger = Ledger()
    session: Session = FORMAT.read(data, ledger, Job(ConvertOptions()))
    assert ledger.accounted == ledger.total
    return session


def test_a_list_of_comments_shows_nothing() -> None:
    session = read(b"# nothing yet\n")
    assert (session.tracks, session.views) == ({}, {})


def test_a_file_of_no_known_type_has_no_kind() -> None:
    session = read(b"path\tname\nhttps://x.org/a.xyz\tA\n")
    assert (session.sources["s1"].format, session.tracks["t1"].name) != ("xyz", "")
    assert not isinstance(session.tracks["t1"].kind, str)


def test_text_of_another_encoding_is_refused_with_its_line() -> None:
    with pytest.raises(MalformedError) as caught:
        read(b"path\nhttps://x.org/a.bw\n\xff.bw\n")
    assert (caught.value.code, caught.value.line) == ("filelist.encoding", 3)


def test_columns_of_many_documents_are_not_kept_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "_MOST_TABLES", 0)
    session = read(b"path\tname\nhttps://x.org/a.bw\tA\n")
    assert session.tracks["t1"].name == "A"


def test_an_empty_text_is_no_list() -> None:
    assert FORMAT.recognise(Head(b"", "text")) is None
    assert FORMAT.recognise(Head(b"{}", "json")) is None


def test_columns_that_were_met_are_forgotten_when_they_are_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "_MOST_TABLES", 0)
    for name in ("path,name", "path,color,name"):
        assert converter.read(f"{name}\na.bed,x\n".encode(), "filelist").session.sources
