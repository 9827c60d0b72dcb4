"""Sessions whose schema nobody here knows: JSON, XML or any text, in which values that are local paths are replaced.

The text is not rebuilt: a value that is replaced is spelled as its kind of text spells values, all else stays to the byte.
"""

from __future__ import annotations

import json
import re
from functools import partial
from html import unescape
from typing import TYPE_CHECKING, NamedTuple
from xml.sax.saxutils import escape

from converter.errors import MalformedError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_STOP = r"\s\"'=<>|;,"
_DECLARED = re.compile(rb"""^\s*<\?xml[^>]*?encoding\s*=\s*["']([\w.-]+)""")


class _Kind(NamedTuple):
    """How a kind of text spells values: where they are, what they mean, and how a meaning is spelled."""

    pattern: re.Pattern[str]
    decode: Callable[[str], str]
    encode: Callable[[str], str]


def _unquoted(text: str) -> str:
    try:
        return str(json.loads(f'"{text}"', strict=False))
    except ValueError:
        return text


_KINDS = {
    "json": _Kind(
        re.compile(r'"(?P<value>(?:[^"\\\n]|\\.)*)"'), _unquoted, lambda text: json.dumps(text, ensure_ascii=False)[1:-1]
    ),
    "xml": _Kind(
        re.compile(r"""=\s*(?P<quote>["'])(?P<value>[^<]*?)(?P=quote)|(?<=>)\s*(?P<text>[^<>\s](?:[^<>]*[^<>\s])?)(?=\s*<)"""),
        unescape,
        partial(escape, entities={'"': "&quot;", "'": "&apos;"}),
    ),
    "text": _Kind(re.compile(rf"(?P<value>[^{_STOP}](?:[^\"'=<>|;,\t\n]*[^{_STOP}])?)"), str, str),
}


class Value(NamedTuple):
    """A value of a text: what it means, where it begins (1-based line and column), and its span in the text."""

    text: str
    line: int
    column: int
    span: tuple[int, int]


class Text(NamedTuple):
    """A session as text: its kind (`json`, `xml`, `text`), and how it was encoded."""

    content: str
    kind: str
    encoding: str

    def values(self) -> Iterator[Value]:
        """All values, in their order."""
        line, start, last = 1, 0, 0
        form = _KINDS[self.kind]
        for match in form.pattern.finditer(self.content):
            begin, end = match.span(str(match.lastgroup))
            breaks = self.content.count("\n", last, begin)
            if breaks:
                line, start = line + breaks, self.content.rfind("\n", 0, begin) + 1
            last = begin
            yield Value(form.decode(self.content[begin:end]), line, begin - start + 1, (begin, end))

    def replaced(self, changes: list[tuple[Value, str]]) -> bytes:
        """The text with other values in the place of some, encoded as it was."""
        encode, parts, last = _KINDS[self.kind].encode, [], 0
        for value, new in changes:
            parts += [self.content[last : value.span[0]], encode(new)]
            last = value.span[1]
        return "".join([*parts, self.content[last:]]).encode(self.encoding)


def text_of(data: bytes) -> Text:
    """A session as text; what is no text is a `MalformedError`."""
    encoding = _encoding(data)
    try:
        content = data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        raise _binary() from None
    if "\0" in content:
        raise _binary()
    begin = content.lstrip("\ufeff \t\r\n")[:1]
    return Text(content, "json" if begin in "{[" and begin else "xml" if begin == "<" else "text", encoding)


def _encoding(data: bytes) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "utf-16"
    if data[:3] == b"\xef\xbb\xbf":
        return "utf-8-sig"
    declared = _DECLARED.match(data[:200])
    return declared[1].decode() if declared else "utf-8"


def _binary() -> MalformedError:
    hint = "Only sessions that are JSON, XML or other text can be packaged; save it as one of these."
    return MalformedError("input.binary", "The session is binary data, in which no path can be replaced.", hint=hint)
