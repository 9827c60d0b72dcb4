"""Facts of a document, found by a walk that knows nothing of the converter, and documents with one fact changed."""

from __future__ import annotations

import copy
import json
import re
from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from lxml import etree

from tests.contract.texts import text_of

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterator, Mapping

    from tests.contract.texts.base import Choose, Text

_POSITION = re.compile(r"\[\d+\]|/\d+(?=/|$)")
_INTEGER = re.compile(r"[+-]?\d+")
_RGB = re.compile(r"\d{1,3},\d{1,3},\d{1,3}")


class Fact(NamedTuple):
    """One fact: its place as a report spells it, what it is called, and its value."""

    path: str
    name: str
    value: Any


class Facts:
    """The facts of one document of a format, in document order; XML, JSON, or a text of its `TEXTS`."""

    def __init__(self, data: bytes, form: str) -> None:
        self.root: Any = None
        self.tree: Any = None
        self.text: Text | None = None
        if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") or data[:2] in (b"\xff\xfe", b"\xfe\xff"):
            self.root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
        elif (text := text_of(data, form)) is not None:
            self.text = text
        else:
            self.tree = _decoded(data, form)

    @property
    def chosen(self) -> Mapping[str, Choose]:
        """By name of a fact, what it might as well say (`others`)."""
        return {**_CHOSEN, **(self.text.chosen if self.text is not None else {})}

    @cached_property
    def all(self) -> list[Fact]:
        if self.text is not None:
            return [Fact(f"/{cell.line}/{cell.name}", cell.name, cell.value) for cell in self.text.cells()]
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
        if self.text is not None:
            return self.text.plain().encode()
        return self._bytes(self.root if self.root is not None else self.tree)

    def changed(self, path: str, value: Any) -> bytes:
        """The document with another value at that place."""
        if self.text is not None:
            found = next(cell for cell in self.text.cells() if f"/{cell.line}/{cell.name}" == path)
            return self.text.changed(found, value).encode()
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

    def _changed_json(self, path: str, value: Any) -> bytes:
        tree = copy.deepcopy({"": self.tree})
        *steps, last = [token.replace("~1", "/").replace("~0", "~") for token in path.split("/")]
        holder: Any = tree
        for step in steps:
            holder = holder[int(step) if isinstance(holder, list) else step]
        holder[int(last) if isinstance(holder, list) else last] = value
        return self._bytes(tree[""])


def _decoded(data: bytes, form: str) -> Any:
    try:
        return json.loads(data)
    except ValueError as error:
        remedy = "name a class for such texts in TEXTS of tests/contract/texts"
        raise AssertionError(f"a document of {form} is no XML, no JSON ({error}), no text of a known kind: {remedy}") from error


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


def others(fact: Fact, seen: Mapping[str, list[Any]], chosen: Mapping[str, Choose]) -> list[Any]:
    """Values that the fact might as well have: those chosen for its name, else such as others have, then a made-up one."""
    value = fact.value
    alike = [one for one in seen.get(fact.name, ()) if type(one) is type(value) and _folded(one) != _folded(value)]
    if fact.name in chosen:
        return chosen[fact.name](value, alike)
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


_CHOSEN: dict[str, Choose] = {"type": lambda _, alike: alike}
"""Of names that choose, all choices: a made-up one says nothing. Texts have more of them (`Text.chosen`)."""
_MADE: tuple[tuple[type, Callable[[Any, list[Any]], list[Any]]], ...] = (
    (bool, lambda value, _: [not value]),
    (int, lambda value, _: [value * 2 + 7, abs(value) * 100 + 1000]),
    (float, lambda value, _: [value * 2 + 7, abs(value) * 100 + 1000]),
    (str, _other_text),
)
