from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from msgspec import UNSET

from converter.errors import ConverterError, LimitError, MalformedError, RefusedError
from converter.formats import _xml
from converter.limits import LIMITS


def lxml_facts(data: bytes) -> dict[str, str]:
    """Path and value of every fact as lxml has them: attributes, and text before the first child."""
    root = etree.fromstring(data, etree.XMLParser(resolve_entities=False))
    tree = etree.ElementTree(root)
    found: dict[str, str] = {}
    for element in root.iter("*"):
        path = tree.getpath(element)
        found.update({f"{path}/@{name!s}": str(value) for name, value in element.attrib.items()})
        if element.text and element.text.strip():
            found[f"{path}/text()"] = element.text
    return found


def our_facts(data: bytes) -> dict[str, str]:
    parsed = _xml.parse(data)
    found = {node.place(name): value for node in parsed.nodes for name, value in node.facts()}
    assert len(found) == parsed.facts == sum(node.count for node in parsed.nodes)
    return found


@pytest.mark.parametrize(
    "data",
    [
        b'<a x="1"><b/><b y="2">text</b><c> <d>deep</d></c></a>',
        b"<a>  \n <b> padded </b> tail </a>",
        b"<a>one<!-- gap -->two<b/></a>",
        b"<a>one<?pi gap?>two</a>",
        b"<a>one<b/>tail</a>",
        b"<a><!-- first -->text</a>",
        b"<a><![CDATA[<raw>]]></a>",
        b'<a x="&lt;&#10;&amp;">&#xe9;</a>',
        b'<n:a xmlns:n="urn:n" n:x="1"><n:b y="2"/><b/></n:a>',
        b'<a xml:space="preserve">  </a>',
        b'<a xmlns="urn:d" x="1"><b y="1"/><c y="2"/><b y="3"/><n:b xmlns:n="urn:d" y="4"/><n:b xmlns:n="urn:e" y="5"/></a>',
        b'<a><b xmlns="urn:d" y="1"/><b y="2"/></a>',
        "<a é='1'>ü</a>".encode(),
    ],
)
def test_facts_and_paths_are_those_of_lxml(data: bytes) -> None:
    assert our_facts(data) == lxml_facts(data)


NAMES = st.sampled_from(["a", "b", "c"])
TREES = st.recursive(
    st.builds(lambda tag, text: f"<{tag}>{text}</{tag}>", NAMES, st.sampled_from(["", " ", "text"])),
    lambda inner: st.builds(
        lambda tag, value, children: f'<{tag} x="{value}">{"".join(children)}</{tag}>', NAMES, st.integers(), st.lists(inner)
    ),
    max_leaves=25,
)


@given(TREES)
def test_paths_of_any_tree_are_those_of_lxml(text: str) -> None:
    assert our_facts(text.encode()) == lxml_facts(text.encode())


def test_lines_names_and_values() -> None:
    root = _xml.parse(b'<a>\n <B x="1">t</B>\n <b/>\n</a>').root
    first, second = root.named("b")
    assert (root.line, first.line, second.line) == (1, 2, 3)
    assert list(first.names()) == ["x", "text()"]
    assert list(second.names()) == []
    assert (first.value("x"), first.value("text()"), second.value("text()"), first.value("y")) == ("1", "t", UNSET, UNSET)
    assert first.weight("x") == 1
    assert [node.tag for node in root.walk()] == ["a", "B", "b"]


def test_namespaced_names_are_written_out() -> None:
    root = _xml.parse(b'<a xmlns:n="urn:n" n:x="1" y="2"/>').root
    assert root.attrib == {"{urn:n}x": "1", "y": "2"}
    assert root.place("{urn:n}x") == "/a/@{urn:n}x"


TEXT = "<a x='é'/>"


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        b"\xef\xbb\xbf" + TEXT.encode(),
        b"\xef\xbb\xbf<?xml version='1.0' encoding='UTF-8'?>" + TEXT.encode(),
        TEXT.encode("utf-16"),
        b"\xfe\xff" + TEXT.encode("utf-16-be"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-16-be"),
        TEXT.encode("utf-32"),
        b"\x00\x00\xfe\xff" + TEXT.encode("utf-32-be"),
        b'<?xml version="1.0" encoding="ISO-8859-1"?>' + TEXT.encode("latin-1"),
        b"<?xml version='1.0' encoding='windows-1252' standalone='no'?>\n" + TEXT.encode("cp1252"),
        ("<?xml version='1.0' encoding='UTF-16'?>" + TEXT).encode("utf-16"),
        b" \n<?xml version='1.0'?>" + TEXT.encode(),
    ],
)
def test_every_encoding_is_understood(data: bytes) -> None:
    assert _xml.parse(data).root.attrib == {"x": "é"}


@pytest.mark.parametrize(
    ("data", "error", "code", "line"),
    [
        (b"<a><b></a>", MalformedError, "xml.malformed", 1),
        (b"<a>\n<b x='1' x='2'/></a>", MalformedError, "xml.malformed", 2),
        (b"<a/><b/>", MalformedError, "xml.malformed", 1),
        (b"", MalformedError, "xml.malformed", 1),
        (b"<a>\xff</a>", MalformedError, "xml.encoding", 1),
        (b"<?xml version='1.0' encoding='ascii'?><a>\xc3\xa9</a>", MalformedError, "xml.encoding", 1),
        (b"<?xml version='1.0' encoding='klingon'?><a/>", MalformedError, "xml.encoding", 1),
        (b"\xff\xfe<\x00a", MalformedError, "xml.encoding", 1),
        (b"<!DOCTYPE a>\n<a/>", RefusedError, "xml.doctype", 1),
        (
            b"<?xml version='1.0'?>\n<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>",
            RefusedError,
            "xml.doctype",
            2,
        ),
    ],
)
def test_what_is_no_plain_xml_is_refused(data: bytes, error: type[ConverterError], code: str, line: int | None) -> None:
    with pytest.raises(error) as caught:
        _xml.parse(data)
    assert caught.value.code == code
    assert caught.value.line == line
    assert caught.value.hint


def test_a_bare_ampersand_is_named() -> None:
    with pytest.raises(MalformedError) as caught:
        _xml.parse(b'<a\n x="u?a=1&b=2"/>')
    assert (caught.value.line, caught.value.column) == (2, 12)
    assert "&amp;" in str(caught.value.hint)
    with pytest.raises(MalformedError) as caught:
        _xml.parse(b"<a><b></a>")
    assert "&amp;" not in str(caught.value.hint)


@pytest.mark.parametrize(
    ("data", "name", "lowered"),
    [
        (b"<a x='1' y='2'/>", "attributes", 1),
        (b"<a><b><c/></b></a>", "depth", 2),
        (b"<a><b/><b/></a>", "elements", 2),
        (b"<ab><cd><e/></cd></ab>", "path_length", 5),
        (b"<a x='1'><b y='2'/></a>", "facts", 1),
        (b"<a><b>t</b><b>t</b><b x='1'/></a>", "facts", 2),
        (b"<a x='1'>t</a>", "facts", 1),
        (b"<a><b>12345678901234567890</b></a>", "text_bytes", 19),
        (b"<a x='12345678901234567890'/>", "text_bytes", 19),
    ],
)
def test_the_limits_hold(data: bytes, name: str, lowered: int) -> None:
    with pytest.raises(LimitError) as caught:
        _xml.parse(data, LIMITS.lowered(**{name: lowered}))
    assert caught.value.code == f"limit.{name}"


def test_what_reaches_a_limit_passes() -> None:
    lowered = LIMITS.lowered(attributes=1, depth=2, elements=2, path_length=2, facts=2, text_bytes=5)
    parsed = _xml.parse(b"<a x='1'><b>12345</b></a>", lowered)
    assert parsed.facts == 2


def test_long_text_arrives_whole() -> None:
    text = "x" * 300_000 + "&lt;" + "y" * 300_000
    assert _xml.parse(f"<a>{text}</a>".encode()).root.text == text.replace("&lt;", "<")
