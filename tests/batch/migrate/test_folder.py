"""The sessions of a JBrowse config, each into a file of its own."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

import converter
from converter.batch.migrate.unfold import sessions_of
from tests.batch.migrate.test_site import ONE, TWO

if TYPE_CHECKING:
    from pathlib import Path

    from tests.batch.migrate.conftest import Move


@pytest.fixture
def config(move: Move, tmp_path: Path) -> Path:
    """A config with two sessions."""
    move(move.sessions(one=ONE, two=TWO))
    place = tmp_path / "config.json"
    place.write_bytes(json.dumps(move.config).encode())
    move.out = tmp_path / "back"
    return place


@pytest.mark.parametrize(("to", "ending"), [("igvxml", ".xml"), ("igvjson", ".json")])
def test_each_session_becomes_a_file_with_its_own_tracks(move: Move, config: Path, to: str, ending: str) -> None:
    done = move(config, to=to)
    assert list(done.changed) == ["one", "two"]
    session = converter.read(move.tree()[f"two{ending}"]).session
    assert [one.name for one in session.tracks.values() if one.source] == ["a", "c"]
    assert session.tracks["t1"].display.color == "#0000ff"  # type: ignore[union-attr]
    assert "2 sessions moved to IGV" in move.text("index.html") or "2 sessions moved to igv" in move.text("index.html")
    assert move(config, to=to).files == []


def test_a_document_that_is_lost_is_made_again(move: Move, config: Path) -> None:
    move(config, to="igvxml")
    (move.out / "one.xml").unlink()
    assert move(config, to="igvxml").changed == {"one": "changed", "two": "kept"}
    assert (move.out / "one.xml").exists()


def test_names_are_safe_as_those_of_files(move: Move, tmp_path: Path) -> None:
    names = ["../../etc/passwd", "a:b", "a?b", "same", "Same", ""]
    menu = [{"name": name, "views": []} for name in names]
    (tmp_path / "c.json").write_bytes(json.dumps({"assemblies": [], "tracks": [], "preConfiguredSessions": menu}).encode())
    done = move(tmp_path / "c.json", to="igvxml")
    written = [name for name in move.tree() if name.endswith(".xml")]
    assert len(written) == len({name.casefold() for name in written}) == len(names)
    assert all(".." not in name for name in written)
    assert len(done.journal.sessions) == len(names)


def test_a_default_session_that_is_not_in_the_menu_is_one_more() -> None:
    root = {
        "defaultSession": {"name": "first", "views": [{"type": "LinearGenomeView"}]},
        "preConfiguredSessions": [{"name": "x"}],
    }
    assert [one.title for one in sessions_of(json.dumps(root).encode(), "t")] == ["first", "x"]


@pytest.mark.parametrize("data", [b"<Session/>", b"[]", b'{"preConfiguredSessions": []}', b'{"preConfiguredSessions": [7]}'])
def test_other_documents_are_one_session(data: bytes) -> None:
    assert [tuple(one) for one in sessions_of(data, "t")] == [("t", data)]
