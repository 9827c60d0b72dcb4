"""XML in and out: light nodes with their line, read with expat; documents written with lxml.

Expat reads because it tells the line of every element, never fetches anything, and needs no tree of proxies; bytes are
decoded first, so that every encoding that Python knows is understood (libxml2 knows few more). A DOCTYPE is refused.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any
from xml.parsers import expat

import msgspec
from msgspec import UNSET

from converter.errors import MalformedError, RefusedError
from converter.limits import LIMITS, Limits, check, exceeded

TEXT = "text()"
"""Name under which an element's text stands among its facts."""

_DECLARATION = re.compile(rb"""^<\?xml[^>]*?\bencoding\s*=\s*["']([A-Za-z][A-Za-z0-9._-]*)["']""")
_SEPARATOR = "\x01"
"""Between the parts of a name with a namespace; a character that XML can't hold."""
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


class Node(msgspec.Struct, eq=False, gc=False):
    """One element: `attrib` by name, `text` before the first child, `children` in order, `line` (1-based).

    `path` is its place as `lxml` spells it, `/Session/Panel[2]/Track[1]`; `step` the last step of it but for the number.
    No element knows its parent, so that none is part of a cycle and all are gone with the last that refers to them.
    """

    tag: str
    attrib: dict[str, str]
    line: int
    step: str
    children: Sequence[Node] = ()
    text: str = ""
    path: str = ""

    def name_children(self) -> None:
        """Give every child its path; a number only where siblings share the step, which `*` does with all of them."""
        base, children = self.path, self.children
        if len(children) == 1:
            children[0].path = f"{base}/{children[0].step}"
            return
        total = Counter([child.step for child in children])
        total["*"] = len(children)
        seen = dict.fromkeys(total, 0)
        for number, child in enumerate(children, 1):
            step = child.step
            seen[step] = index = number if step == "*" else seen[step] + 1
            child.path = f"{base}/{step}[{index}]" if total[step] > 1 else f"{base}/{step}"

    def place(self, name: str) -> str:
        """Path of the fact `name`: an attribute, or `text()`."""
        return f"{self.path}/{name}" if name == TEXT else f"{self.path}/@{name}"

    def names(self) -> Iterator[str]:
        """Names of the facts of this element itself."""
        yield from self.attrib
        if self.text:
            yield TEXT

    def weight(self, _name: str) -> int:
        """Every attribute and every text is one fact."""
        return 1

    def facts(self) -> Iterator[tuple[str, str]]:
        """Name and value of every fact of this element itself."""
        yield from self.attrib.items()
        if self.text:
            yield TEXT, self.text

    def value(self, name: str) -> Any:
        """The value of one of its facts, `UNSET` where it has none of that name."""
        return (self.text or UNSET) if name == TEXT else self.attrib.get(name, UNSET)

    @property
    def count(self) -> int:
        """How many facts this element itself says."""
        return len(self.attrib) + bool(self.text)

    def named(self, tag: str) -> Iterator[Node]:
        """Children of that name, letter case aside."""
        low = tag.lower()
        return (child for child in self.children if child.tag.lower() == low)

    def walk(self) -> Iterator[Node]:
        """This element and all below it, in document order."""
        stack = [self]
        while stack:
            node = stack.pop()
            yield node
            stack.extend(reversed(node.children))


class _Builder:
    """Expat handlers that build nodes and keep the limits."""

    def __init__(self, limits: Limits, *, namespaces: bool) -> None:
        self.limits = limits
        self.nodes: list[Node] = []
        self.facts = 0
        self.stack: list[Node] = []
        self.pieces: list[str] = []
        self.shared = dict[str, str]().setdefault
        """Gives the first text that is equal: elements say much alike, and equal texts need not be held each by itself."""
        self.open: Node | None = None
        """The element whose text may still begin: nothing but text has come since its start tag."""
        self.parser = parser = expat.ParserCreate("utf-8", _SEPARATOR)
        parser.namespace_prefixes = namespaces
        parser.buffer_text = True
        parser.buffer_size = 1 << 16
        parser.StartElementHandler = self.qualified if namespaces else self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.data
        parser.CommentHandler = self.gap
        parser.ProcessingInstructionHandler = self.gap
        parser.StartDoctypeDeclHandler = self.doctype

    def qualified(self, tag: str, attrib: dict[str, str]) -> None:
        """The start of an element of a document with namespaces."""
        tag, step = _qualified(tag)
        self.start(tag, {_qualified(name)[0]: value for name, value in attrib.items()}, step)

    def start(self, tag: str, attrib: dict[str, str], step: str | None = None) -> None:
        """The start of an element; called for every one, so it looks up as little as it can."""
        stack, nodes, limits, shared = self.stack, self.nodes, self.limits, self.shared
        if self.pieces:
            self.flush()
        for name, value in attrib.items():
            attrib[name] = shared(value, value)
        self.open = node = Node(tag, attrib, self.parser.CurrentLineNumber, step or tag)
        if stack:
            parent = stack[-1]
            if parent.children:
                parent.children.append(node)  # type: ignore[attr-defined] # a list, once there is a child
            else:
                parent.children = [node]
        self.facts = facts = self.facts + len(attrib)
        nodes.append(node)
        stack.append(node)
        if facts > limits.facts or len(nodes) > limits.elements or len(stack) > limits.depth or len(attrib) > limits.attributes:
            self.too_many(node)

    def too_many(self, node: Node) -> None:
        """Say which limit the element is beyond."""
        check("attributes", len(node.attrib), self.limits, path=node.tag, line=node.line)
        check("depth", len(self.stack), self.limits, path=node.tag, line=node.line)
        check("elements", len(self.nodes), self.limits, line=node.line)
        raise exceeded("facts", self.facts, self.limits, path=node.tag, line=node.line)

    def end(self, _tag: str) -> None:
        """The end of an element."""
        if self.pieces:
            self.flush()
        self.open = None
        del self.stack[-1]

    def data(self, text: str) -> None:
        """Text, in pieces."""
        if self.open is not None and (self.pieces or not text.isspace()):
            self.pieces.append(text)

    def gap(self, *_: str) -> None:
        if self.pieces:
            self.flush()
        self.open = None

    def flush(self) -> None:
        """The pieces are the text of the innermost element, whose start tag came last."""
        self.stack[-1].text = "".join(self.pieces)
        self.pieces.clear()
        self.facts += 1

    def let_go(self) -> None:
        """Drop the parser, which refers to this, and what was only needed while reading; else both wait for the collector."""
        del self.parser, self.shared

    def doctype(self, *_: object) -> None:
        raise RefusedError(
            "xml.doctype",
            "The XML has a DOCTYPE; entities and external subsets are not read.",
            line=self.parser.CurrentLineNumber,
            hint="Remove the <!DOCTYPE …> declaration.",
        )


class Parsed:
    """A parsed document: all its `nodes` in document order (the root first) and the number of its `facts`."""

    __slots__ = ("facts", "nodes")

    def __init__(self, nodes: list[Node], facts: int) -> None:
        self.nodes = nodes
        self.facts = facts

    @property
    def root(self) -> Node:
        """The document element."""
        return self.nodes[0]


def parse(data: bytes, limits: Limits = LIMITS) -> Parsed:
    """Parse XML bytes. `MalformedError` with line and column; `RefusedError` for a DOCTYPE; `LimitError`."""
    utf8 = to_utf8(data)
    builder = _Builder(limits, namespaces=b"xmlns" in utf8 or b"xml:" in utf8)
    try:
        builder.parser.Parse(utf8, True)  # noqa: FBT003 - positional only
    except expat.ExpatError as error:
        raise _malformed(error, utf8) from None
    finally:
        builder.let_go()
    check("facts", builder.facts, limits)
    _name_all(builder.nodes, limits)
    if len(utf8) > limits.text_bytes:
        _check_texts(builder.nodes, limits)
    return Parsed(builder.nodes, builder.facts)


def _name_all(nodes: list[Node], limits: Limits) -> None:
    """Give every element its path; parents come before their children."""
    nodes[0].path = f"/{nodes[0].step}"
    for node in nodes:
        if node.children:
            check("path_length", len(node.path), limits, path=node.tag, line=node.line)
            node.name_children()


def _check_texts(nodes: list[Node], limits: Limits) -> None:
    for node in nodes:
        for name, value in node.facts():
            check("text_bytes", len(value), limits, path=node.place(name), line=node.line)


def _qualified(name: str) -> tuple[str, str]:
    """The name with its namespace, and how `lxml` spells it in paths: with its prefix, `*` without one."""
    uri, *local = name.split(_SEPARATOR)
    if not local:
        return name, name
    return "{" + uri + "}" + local[0], ":".join(reversed(local)) if len(local) > 1 else "*"


def to_utf8(data: bytes) -> bytes:
    """The document as UTF-8 without byte order mark, whatever its encoding."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :] if encoding == "utf-8" else _decoded(data[len(mark) :], encoding).encode()
    declared = _DECLARATION.match(data[:256].lstrip())
    guessed = {b"\x00<": "utf-16-be", b"<\x00": "utf-16-le"}.get(data.lstrip(b" \t\r\n")[:2], "utf-8")
    encoding = declared[1].decode().lower() if declared else guessed
    if encoding in ("utf-8", "utf8", "us-ascii"):
        _decoded(data, "utf-8")
        return data.lstrip()
    return _decoded(data, encoding).lstrip().encode()


def _decoded(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError) as error:
        at = error.start if isinstance(error, UnicodeDecodeError) else 0
        raise MalformedError(
            "xml.encoding",
            f"The XML says that it is {encoding}, but it can't be decoded as that: {error}.",
            line=data.count(b"\n", 0, at) + 1,
            hint="Save the file as UTF-8, or correct the encoding in the XML declaration.",
        ) from None


def _malformed(error: expat.ExpatError, data: bytes) -> MalformedError:
    lines = data.split(b"\n", error.lineno)
    line = lines[error.lineno - 1] if len(lines) >= error.lineno else b""
    hint = "Check the file at that place; it may be cut off or edited by hand."
    if re.search(rb"&(?![A-Za-z#][A-Za-z0-9]*;)", line):
        hint = "An '&' in a URL or name must be written '&amp;' in XML."
    text = expat.errors.messages.get(error.code, str(error))
    return MalformedError(
        "xml.malformed", f"The XML is not well-formed: {text}.", line=error.lineno, column=error.offset + 1, hint=hint
    )
