from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import UNSET

from converter.errors import LimitError, MalformedError
from converter.formats import _json
from converter.limits import LIMITS, measure

JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


@given(JSON)
def test_what_python_writes_is_read(value: Any) -> None:
    assert _json.decode(json.dumps(value).encode()) == value
    assert _json.decode(_json.encode(value)) == value


def test_a_byte_order_mark_is_taken_off() -> None:
    assert _json.decode(b'\xef\xbb\xbf{"a": 1}') == {"a": 1}


@pytest.mark.parametrize(
    ("data", "code", "line", "column"),
    [
        (b'{"a": 1,\n "a": 2}', "json.duplicate_key", 2, 2),
        (b'{"a": {"b": 1, "c": 2, "b": 3}}', "json.duplicate_key", 1, 24),
        (b'{"a": 1, "a" : 2}', "json.duplicate_key", 1, 10),
        (b'{"a": 1, "a"\n: "x\\":"}', "json.duplicate_key", 1, 10),
        (b'[{"a": 1},\n{"b": 1, "b": 2}]', "json.duplicate_key", 2, 10),
        (b'{"a": NaN}', "json.number", 1, 7),
        (b'{"a": [1, -Infinity]}', "json.number", 1, 11),
        (b'{"a": 1e999}', "json.number", 1, 7),
        (b'{"a": "\xff"}', "json.encoding", 1, 8),
        (b'{"a": "\\ud800"}', "json.encoding", 1, 8),
        (b'{"a": "x\\udc00y"}', "json.encoding", 1, 9),
        (b'{"a": "\\ud83d\\ude00",}', "json.malformed", 1, None),
        (b"[-1e400]", "json.number", 1, 2),
        ('{"a": 1}'.encode("utf-16-le"), "json.encoding", 1, 1),
        (b'{"a": 1', "json.malformed", 1, None),
        (b'{"a": tru}', "json.malformed", 1, None),
        (b'{\n<<<<<<< HEAD\n"a": 1\n=======\n"a": 2\n>>>>>>> b\n}', "json.malformed", 2, 1),
        (b"", "json.malformed", 1, 1),
    ],
)
def test_what_is_not_strict_json_is_refused_with_its_place(data: bytes, code: str, line: int, column: int | None) -> None:
    with pytest.raises(MalformedError) as caught:
        _json.decode(data)
    assert caught.value.code == code
    assert caught.value.line == line
    assert caught.value.hint
    if column is not None:
        assert caught.value.column == column


@pytest.mark.parametrize("data", [b'{"a:": "b\\": ", "c": "\\"x\\":"}', b'{"a": "\\\\", "b": 2}', b'["a", "b"]', b'{"a" : 1}'])
def test_texts_that_look_like_keys_are_no_duplicates(data: bytes) -> None:
    assert _json.decode(data) == json.loads(data)


@pytest.mark.parametrize(
    ("data", "name", "lowered"),
    [
        (b"[[[[1]]]]", "depth", 3),
        (b"[" * 5000 + b"]" * 5000, "depth", 200),
        (b"[1,2,3]", "facts", 2),
        (b'[[1,2],[3,{"a":4}]]', "facts", 3),
        (b'["abcd"]', "text_bytes", 3),
        (b'[1, {"a": {"abcd": 1}}]', "text_bytes", 3),
        (b'[1, {"abcd": 1}]', "text_bytes", 3),
    ],
)
def test_the_limits_hold(data: bytes, name: str, lowered: int) -> None:
    with pytest.raises(LimitError) as caught:
        _json.decode(data, LIMITS.lowered(**{name: lowered}))
    assert caught.value.code == f"limit.{name}"


def test_what_reaches_a_limit_passes() -> None:
    assert _json.decode(b'[["abc",2]]', LIMITS.lowered(depth=2, facts=2, text_bytes=3)) == [["abc", 2]]


@pytest.mark.parametrize(
    ("value", "keys", "facts"),
    [(1, 0, 1), ({}, 0, 1), ([], 0, 1), ({"a": 1, "b": {"c": []}}, 3, 2), ([1, [2, {}]], 0, 3), (None, 0, 1)],
)
def test_facts_are_scalars_and_empty_containers(value: Any, keys: int, facts: int) -> None:
    assert measure(value) == (keys, facts)
    assert len(list(_json.leaves(value, ""))) == facts


def test_leaves_have_escaped_pointers() -> None:
    assert list(_json.leaves({"a/b": [{"~": 1}], "c": {}}, "/x")) == [("/x/a~1b/0/~0", 1), ("/x/c", {})]


def test_a_node_answers_for_what_no_deeper_node_does() -> None:
    node = _json.Node({"a": 1, "b": {"c": 2, "d": [3, 4]}, "e/f": {}})
    below = node.child("b")
    assert (node.path, below.path, below.place("d"), node.place("e/f")) == ("", "/b", "/b/d", "/e~1f")
    assert list(node.names()) == ["a", "e/f"]
    assert (node.count, below.count) == (2, 3)
    assert node.value("b") is UNSET
    assert node.value("none") is UNSET
    assert node.value("a") == 1
    assert below.weight("d") == 2
    assert node.line is None


def test_a_node_of_an_array_names_its_items_by_index() -> None:
    node = _json.Node({"a": [1, {"b": 2}]}).child("a")
    assert [one.path for one in node.nodes()] == ["/a/0", "/a/1"]
    assert list(_json.Node([7, 8]).names()) == ["0", "1"]
    assert _json.Node([7, 8]).value("1") == 8
    assert _json.Node([7, 8]).value("2") is UNSET
    assert _json.Node([7, 8]).value("x") is UNSET


@pytest.mark.parametrize("empty", [{}, []])
def test_an_empty_container_is_one_fact_of_its_own(empty: Any) -> None:
    node = _json.Node({"a": empty}).child("a")
    assert (list(node.names()), node.value(""), node.count, node.place("")) == ([""], empty, 1, "/a")
    assert _json.Node({"a": 1}).value("") is UNSET


def test_output_is_readable_and_ends_with_a_line() -> None:
    assert _json.encode({"b": 1, "a": [2]}) == b'{\n  "b": 1,\n  "a": [\n    2\n  ]\n}\n'


@pytest.mark.parametrize("text", ["", 'a"\\\n', "é"])
def test_a_last_key_is_what_encoding_it_last_gives(text: str) -> None:
    held = {"a": {"b": [1, {}]}, "c": "}"}
    assert _json.with_last(_json.encode(held), 'd"', text) == _json.encode({**held, 'd"': text})
