"""The text form, line by line, as `ConfigAdaptor/conf.js` reads it."""

from __future__ import annotations

from typing import Any

import pytest

import converter
from converter.errors import MalformedError
from converter.formats.jbrowse1 import conf
from converter.limits import LIMITS
from tests.unit.formats.jbrowse1.reading import read, session


def root(text: str) -> dict[str, Any]:
    return conf.Tree(conf.parse(text.encode(), LIMITS).spots).root


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a = 1\nb.c = x", {"a": 1, "b": {"c": "x"}}),
        ("[s . t]\nu = v\n[GENERAL]\nw = 1", {"s": {"t": {"u": "v"}}, "w": 1}),
        ("# comment\na = 1,000\nb = +7\nc = 1.2.3\nd = -.5e1\ne = 1e999", {"a": 1000, "b": 7, "c": 1.2, "d": -5, "e": "1e999"}),
        ("a = .\nb = 12,a", {"a": ".", "b": "12,a"}),
        ("a = true\nb = false\nc = True", {"a": True, "b": False, "c": "True"}),
        ("a = one\n  two\n\tthree\nb =\n  four", {"a": "one two three", "b": "four"}),
        ("a = one\n# ends it\n  lost", {"a": "one"}),
        ("a =\n  + x\n  + 2\n  + true", {"a": ["x", 2, "true"]}),
        ("a += true", {"a": True}),
        ('a += json:true\nb = json:"false"', {"a": True, "b": False}),
        ("a = 1\na += 2\na += 3", {"a": [1, 2, 3]}),
        ("a = 0\na += 2", {"a": [2]}),
        ("include = x\ninclude = y", {"include": ["x", "y"]}),
        ("a = 1\na = 2", {"a": 2}),
        ("a.b = 1\na = 2", {"a": 2}),
        ('a.z = 1\na = json:{"b": {"c": 1}, "d": []}', {"a": {"b": {"c": 1}, "d": []}}),
        ('a = 1\na.b = json:{"c": 1}', {"a": 1}),
        ("a = json:{}", {"a": {}}),
        ("x=y=z", {"x": "y=z"}),
        ("a = x\na.b = 1\n = 5", {"a": "x"}),
        ("a = 1\r\nb = 2\r\n", {"a": 1, "b": 2}),
        ("\ufeffa = 1", {"a": 1}),
    ],
)
def test_values(text: str, said: dict[str, Any]) -> None:
    assert root(text) == said


def test_lines_that_say_nothing_are_told() -> None:
    assert conf.parse(b"a = function() {\n}\n\n  }\nb = 1", LIMITS).skipped == [2, 4]
    assert [one.original for one in read("[tracks.a]\nkey = f() {\n}\n").notices if one.code == "line.skipped"] == [3]


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [("a = 1\nb = json:{\n  x", "conf.json", 2), ("a = 1\nb = \udce9", "conf.encoding", 2)],
)
def test_what_is_malformed_is_refused_with_its_line(text: str, code: str, line: int) -> None:
    with pytest.raises(MalformedError) as refused:
        conf.parse(text.encode("utf-8", "surrogateescape"), LIMITS)
    assert (refused.value.code, refused.value.line) == (code, line)
    assert refused.value.hint


def test_values_that_are_beaten_or_lost_are_counted() -> None:
    text = "[tracks.a]\nkey = one\nkey = two\nkey.deep = 3\nsubParts =\n  + exon\n  + CDS\nstyle = json:{}\nstyle.height = 5\n"
    held = session(text)
    assert held.tracks["t1"].name == "two"
    assert held.extras["jbrowse1"].ignored == {"tracks.a.key.deep": 3}
    kinds = {name: fate.kind for bound in read(text).ledger.bound for name, fate in bound.fates.items()}
    assert kinds["tracks/a/key"] == "superseded"
    assert kinds["tracks/a/key/deep"] == "ignored"


def test_a_value_of_json_is_facts_of_its_own() -> None:
    text = '[tracks.a]\ntype = CanvasFeatures\nstyle = json:{"height": 7, "color": "red"}\nstyle.height = 8\n'
    places = [bound.node.place(name) for bound in read(text).ledger.bound for name in bound.node.names()]
    assert places == ["/2/type", "/3/style/color", "/4/style.height", "/3/style/height"]
    assert session(text).tracks["t1"].display.feature_height_px == 8


def test_tracks_may_be_json() -> None:
    text = 'tracks = json:[{"label": "a", "key": "A"}, 3]\n[tracks.b]\nkey = lost\n'
    held = session(text)
    assert [one.name for one in held.tracks.values()] == ["A"]
    assert held.extras["jbrowse1"].ignored == {"tracks/1": 3, "tracks.b.key": "lost"}
    assert read(text).ledger.objects["tracks", "t1"].place == "/1/tracks/0"


@pytest.mark.parametrize("key", ["../x", "style..color", ".y", "a..b.."])
def test_dots_that_stand_together_are_one(key: str) -> None:
    """As in the objects that JBrowse 1 makes of them; the facts stay on their line."""
    text = f"[tracks.genes]\nstoreClass = BigWig\nurlTemplate = a.bw\n{key} = red\n"
    found = converter.read(text.encode(), "jbrowse1")
    assert found.ledger.accounted == found.ledger.total == 3
