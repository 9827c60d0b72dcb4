"""Facts of a document, found by a walk that knows nothing of the converter, and documents with one fact changed."""

from __future__ import annotations

import copy
import csv
import json
import re
from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from lxml import etree

from tests.contract.conf import entries, is_conf, with_value

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterator, Mapping

_POSITION = re.compile(r"\[\d+\]|/\d+(?=/|$)")
_INTEGER = re.compile(r"[+-]?\d+")
_RGB = re.compile(r"\d{1,3},\d{1,3},\d{1,3}")


class Fact(NamedTuple):
    """One fact: its place as a report spells it, what it is called, and its value."""

    path: str
    name: str
    value: Any


class Facts:
    """The facts of one document, in document order; XML, JSON, a table or a text of sections."""

    def __init__(self, data: bytes) -> None:
        self.root: Any = None
        self.lines: list[list[str]] | None = None
        self.conf: list[str] | None = None
        if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") or data[:2] in (b"\xff\xfe", b"\xfe\xff"):
            self.root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
        elif data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"[") and not re.match(rb"\[\s*[a-zA-Z]", data):
            self.tree = json.loads(data)
        elif is_conf(data.decode("utf-8-sig", "replace")):
            self.conf = data.decode("utf-8-sig").split("\n")
        else:
            self.lines = _table(data.decode("utf-8-sig"))

    @cached_property
    def all(self) -> list[Fact]:
        if self.lines is not None:
            return list(_cells(self.lines))
        if self.conf is not None:
            return list(_values(self.conf))
        return list(_xml(self.root) if self.root is not None else _json(self.tree, "", ""))

    @cached_property
    def places(self) -> set[str]:
        """Places of all facts and of all that holds facts."""
        found = {fact.path for fact in self.all}
        if self.root is not None:
            tree = self.root.getroottree()
            return found | {tree.getpath(element) for element in self.root.iter(etree.Element)}
        for path in list(found):
            steps = path.split("/")
            found.update("/".join(steps[:depth]) for depth in range(1, len(steps)))
        return found

    def bag(self, without: Container[str] = ()) -> Counter[tuple[str, str]]:
        """The facts by place without positions and by value, numbers and booleans by what they mean."""
        return Counter((_POSITION.sub("", path), meant(value)) for path, _, value in self.all if path not in without)

    def plain(self) -> bytes:
        if self.lines is not None:
            return _text(self.lines)
        if self.conf is not None:
            return "\n".join(self.conf).encode()
        return self._bytes(self.root if self.root is not None else self.tree)

    def changed(self, path: str, value: Any) -> bytes:
        """The document with another value at that place."""
        if self.lines is not None:
            return self._changed_cell(path, value)
        if self.conf is not None:
            return self._changed_value(self.conf, path, value)
        return self._changed_xml(path, value) if self.root is not None else self._changed_json(path, value)

    def _bytes(self, tree: Any) -> bytes:
        if self.root is None:
            return json.dumps(tree).encode()
        return etree.tostring(tree.getroottree(), xml_declaration=True, encoding="UTF-8")

    def _changed_xml(self, path: str, value: str) -> bytes:
        root = copy.deepcopy(self.root.getroottree()).getroot()
        where, _, name = path.rpartition("/@") if "/@" in path else (path.removesuffix("/text()"), "", "")
        element = root.getroottree().xpath(where)[0]
        if name:
            element.set(name, value)
        else:
            element.text = value
        return self._bytes(root)

    def _changed_cell(self, path: str, value: str) -> bytes:
        _, line, column = path.split("/", 2)
        lines = copy.deepcopy(self.lines or [])
        head = _head(lines)
        lines[int(line) - 1][head.index(column) if head else 0] = value
        return _text(lines)

    def _changed_value(self, lines: list[str], path: str, value: Any) -> bytes:
        entry = next(one for one in entries(lines) if path == one.place or path.startswith(f"{one.place}/"))
        text = str(value)
        if path != entry.place:
            inner = Facts(json.dumps({"": entry.decoded}).encode()).changed(f"/{path[len(entry.place) :]}", value)
            text = f"json:{json.dumps(json.loads(inner)[''])}"
        return "\n".join(with_value(lines, entry, text)).encode()

    def _changed_json(self, path: str, value: Any) -> bytes:
        tree = copy.deepcopy({"": self.tree})
        *steps, last = [token.replace("~1", "/").replace("~0", "~") for token in path.split("/")]
        holder: Any = tree
        for step in steps:
            holder = holder[int(step) if isinstance(holder, list) else step]
        holder[int(last) if isinstance(holder, list) else last] = value
        return self._bytes(tree[""])


def _values(lines: list[str]) -> Iterator[Fact]:
    for one in entries(lines):
        if one.text.startswith("json:"):
            yield from _json(one.decoded, one.place, one.key)
        else:
            yield Fact(one.place, one.key, one.text)


def _table(text: str) -> list[list[str]]:
    """The cells of every line of a table or list, comments and blank lines as one cell."""
    lines = text.splitlines()
    first = next((line for line in lines if line.strip() and not line.startswith("#")), "")
    mark = "\t" if "\t" in first else ","
    if "." in first:
        return [[line] for line in lines]
    return [[line] if line.startswith("#") or not line.strip() else next(csv.reader([line], delimiter=mark)) for line in lines]


def _head(lines: list[list[str]]) -> list[str]:
    """The columns of a table; none of a plain list of paths."""
    return next((cells for cells in lines if len(cells) > 1), [])


def _cells(lines: list[list[str]]) -> Iterator[Fact]:
    head = _head(lines)
    for number, cells in enumerate(lines, 1):
        listed = cells != [""] and not cells[0].startswith("#") and cells != head
        for column, cell in zip(head or ["path"], cells if listed else [], strict=False):
            if cell.strip():
                yield Fact(f"/{number}/{column}", column, cell)


def _text(lines: list[list[str]]) -> bytes:
    """The lines with tabs between cells."""
    return "".join("\t".join(cells) + "\n" for cells in lines).encode()


def _xml(root: Any) -> Iterator[Fact]:
    tree = root.getroottree()
    for element in root.iter(etree.Element):
        path, tag = tree.getpath(element), etree.QName(element).localname
        for name, value in element.attrib.items():
            yield Fact(f"{path}/@{name}", f"{tag}@{name}", value)
        if element.text and element.text.strip():
            yield Fact(f"{path}/text()", tag, element.text)


def _json(value: Any, path: str, name: str) -> Iterator[Fact]:
    if isinstance(value, dict) and value:
        for key, part in value.items():
            yield from _json(part, f"{path}/{key.replace('~', '~0').replace('/', '~1')}", key)
    elif isinstance(value, list) and value:
        for index, part in enumerate(value):
            yield from _json(part, f"{path}/{index}", name)
    else:
        yield Fact(path, name, value)


def meant(value: Any) -> str:
    """A value as text, the same for spellings of one number, boolean or line of text."""
    if isinstance(value, bool) or value is None:
        return str(value).lower()
    if isinstance(value, int | float):
        return repr(float(value))
    if not isinstance(value, str):
        return json.dumps(value)
    text = " ".join(value.split())
    if text.lower() in ("true", "false"):
        return text.lower()
    try:
        return repr(float(text))
    except ValueError:
        return text


def others(fact: Fact, seen: Mapping[str, list[Any]]) -> list[Any]:
    """Values that the fact might as well have: first such as others of its name have, then a made-up one."""
    value = fact.value
    alike = [one for one in seen.get(fact.name, ()) if type(one) is type(value) and _folded(one) != _folded(value)]
    for kind, make in _MADE:
        if isinstance(value, kind):
            return make(value, alike)
    return alike[:1]


def _folded(value: Any) -> Any:
    """A value without what spells it only: letter case, and the package of a Java class."""
    return value.strip().lower().rpartition(".track.")[2] if isinstance(value, str) else value


def _other_text(text: str, alike: list[Any]) -> list[Any]:
    bare = text.strip()
    if bare.lower() in ("true", "false"):
        return ["false" if bare.lower() == "true" else "true"]
    if _INTEGER.fullmatch(bare):
        return [str(int(bare) * 2 + 7), str(abs(int(bare)) * 100 + 1000)]
    try:
        return [str(float(bare) * 2 + 7), str(abs(float(bare)) * 100 + 1000)]
    except ValueError:
        pass
    if _RGB.fullmatch(bare):
        return ["21,43,65" if bare != "21,43,65" else "65,43,21"]
    if "/" in bare:
        folder, _, name = bare.rpartition("/")
        return [f"{folder}/other_{name}"]
    return [*alike[:2], f"{bare} other"]


_MADE: tuple[tuple[type, Callable[[Any, list[Any]], list[Any]]], ...] = (
    (bool, lambda value, _: [not value]),
    (int, lambda value, _: [value * 2 + 7, abs(value) * 100 + 1000]),
    (float, lambda value, _: [value * 2 + 7, abs(value) * 100 + 1000]),
    (str, _other_text),
)
