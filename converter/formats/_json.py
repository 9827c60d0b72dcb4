"""JSON in and out: strict decoding with the place of what is wrong, light nodes with their pointer, readable output."""

from __future__ import annotations

import re
from copy import deepcopy
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec import UNSET

from converter.errors import MalformedError
from converter.limits import LIMITS, Limits, exceeded, measure
from converter.loss.text import short
from converter.loss.walk import escape

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_STRING = re.compile(rb'"[^"\\]*(?:\\.[^"\\]*)*"(\s*:)?', re.DOTALL)
_SURROGATES = re.compile(rb"\\u[dD][89abAB][\da-fA-F]{2}\\u[dD][c-fC-F][\da-fA-F]{2}|(\\u[dD][89a-fA-F][\da-fA-F]{2})")
"""A pair of surrogates, or, as group 1, a lone one."""
_CONFLICT = re.compile(rb"^(<<<<<<<|=======|>>>>>>>)", re.MULTILINE)
_SECTION = re.compile(rb"\[[ \t]*(?!true\b|false\b|null\b)[A-Za-z_]")
"""The head of a section of a configuration, which begins like an array of JSON."""
_BLANK_COLONS = (b" :", b"\t:", b"\n:", b"\r:")
_BOM = b"\xef\xbb\xbf"
_END = b"\n}\n"
"""How the document of an object that is not empty ends."""


def looks_like(data: bytes) -> bool:
    """Whether the bytes begin as an object or an array of JSON does, and not with the head of a section."""
    start = data[:64].lstrip(b"\xef\xbb\xbf \t\r\n")
    return start[:1] == b"{" or (start[:1] == b"[" and _SECTION.match(start) is None)


def decode(data: bytes, limits: Limits = LIMITS) -> Any:
    """Decode JSON bytes, strictly.

    Duplicate keys, NaN, numbers beyond double range, lone surrogates and other encodings than UTF-8 are refused with
    their place; so is what exceeds the limits.
    """
    data = data.removeprefix(_BOM)
    try:
        root = msgspec.json.decode(data)
    except RecursionError:
        raise exceeded("depth", limits.depth + 1, limits) from None
    except UnicodeDecodeError as error:
        at = _first_bad_byte(data)
        raise _bad("json.encoding", f"The JSON is not UTF-8: {error.reason}.", data, at, "Save the file as UTF-8.") from None
    except msgspec.MsgspecError as error:
        raise _malformed(data, str(error)) from None
    keys, _ = measure(root, limits)
    if len(data) > limits.text_bytes:
        _check_texts(root, limits)
    if not _names_each_once(data, keys):
        _find_duplicate(data)
    return root


def of_option(option: str, given: bytes | str, limits: Limits = LIMITS) -> Any:
    """The document that an option holds, decoded strictly; what is wrong with it is told of the option, not of the session."""
    try:
        return decode(given.encode() if isinstance(given, str) else given, limits)
    except MalformedError as error:
        error.message = f"The option '{option}' can't be read. {error.message}"
        raise


OPERATIONS = ("add", "remove", "replace", "test")
"""What a JSON Patch from outside may do: a handful of copies can double a document without end."""


class UnfitError(ValueError):
    """A JSON Patch does not fit; its text says which operation, and shows nothing of the document."""


def is_patch(value: Any) -> bool:
    """Whether a value is a JSON Patch of the operations that may come from outside."""
    return isinstance(value, list) and all(
        isinstance(one, dict) and one.get("op") in OPERATIONS and isinstance(one.get("path"), str) for one in value
    )


def patched(document: Any, patch: list[dict[str, Any]]) -> Any:
    """A copy of the document with a JSON Patch applied; `UnfitError` for the first operation that can't be."""
    from jsonpatch import JsonPatch, JsonPatchException, JsonPointerException  # noqa: PLC0415 - few conversions apply any

    made = deepcopy(document)
    for number, one in enumerate(patch, 1):
        try:
            made = JsonPatch([one]).apply(made, in_place=True)
        except (JsonPatchException, JsonPointerException, TypeError, LookupError):
            raise UnfitError(f"operation {number}, {one['op']} {short(one['path'])!r}") from None
    return made


def _names_each_once(data: bytes, keys: int) -> bool:
    """Whether the document spells as many keys as it has once decoded; most spell none with a blank before the colon."""
    if data.count(b'":') == keys and not any(mark in data for mark in _BLANK_COLONS):
        return True
    return sum(map(bool, _STRING.findall(data))) == keys


def _first_bad_byte(data: bytes) -> int:
    """Where the bytes cease to be UTF-8; the end where they don't."""
    try:
        return len(data.decode())
    except UnicodeDecodeError as error:
        return error.start


def _check_texts(root: Any, limits: Limits) -> None:
    """No text is too long, be it a value or a key."""
    stack = [root]
    while stack:
        value = stack.pop()
        texts: Iterable[str] = ()
        if isinstance(value, dict):
            texts = value
            stack.extend(value.values())
        elif isinstance(value, list):
            stack.extend(value)
        elif isinstance(value, str):
            texts = (value,)
        longest = max(map(len, texts), default=0)
        if longest > limits.text_bytes:
            raise exceeded("text_bytes", longest, limits)


def _malformed(data: bytes, text: str) -> MalformedError:
    found = re.search(r"byte (\d+)", text)
    at = int(found[1]) if found else len(data)
    what = text.removeprefix("JSON is malformed: ").split(" (byte", maxsplit=1)[0].split(" - at", maxsplit=1)[0]
    conflict = _CONFLICT.search(data)
    if conflict:
        hint = "The file holds unresolved merge conflict markers (<<<<<<<); resolve them first."
        return _bad("json.malformed", "The JSON is not well-formed: a merge conflict.", data, conflict.start(), hint)
    if b"\x00" in data[:4]:
        return _bad(
            "json.encoding", "The JSON is not UTF-8 (it looks like UTF-16 or UTF-32).", data, 0, "Save the file as UTF-8."
        )
    lone = next((found for found in _SURROGATES.finditer(data) if found[1]), None)
    if "surrogate" in what or lone:
        at = lone.start() if lone else at
        return _bad("json.encoding", f"The JSON holds text that is no Unicode: {what}.", data, at, "Save the file as UTF-8.")
    if re.search(rb"[:\[,]\s*-?(NaN|Infinity)", data) or "out of range" in what:
        bad = re.search(rb"-?(NaN|Infinity)", data) or re.search(rb"(?<![\d.])-?\d[\d.]*[eE]\+?\d{3}", data)
        hint = "JSON knows neither NaN nor Infinity, nor numbers beyond double range; remove the value."
        return _bad("json.number", f"The JSON holds something that is no number: {what}.", data, bad.start() if bad else at, hint)
    return _bad(
        "json.malformed", f"The JSON is not well-formed: {what}.", data, at, "Check the file at that place; it may be cut off."
    )


def _bad(code: str, message: str, data: bytes, at: int, hint: str) -> MalformedError:
    line = data.count(b"\n", 0, at) + 1
    return MalformedError(code, message, line=line, column=at - data.rfind(b"\n", 0, at), hint=hint)


def _find_duplicate(data: bytes) -> None:
    """Name the first key that an object holds twice; without one the count was of something else, and all is well."""
    import json  # noqa: PLC0415 - only where a document is suspect

    def pairs(items: list[tuple[str, Any]]) -> dict[str, Any]:
        seen: set[str] = set()
        for key, _ in items:
            if key in seen:
                raise _DuplicateKeyError(key)
            seen.add(key)
        return dict(items)

    try:
        json.loads(data, object_pairs_hook=pairs)
    except _DuplicateKeyError as error:
        key = error.args[0]
        spelled = json.dumps(key, ensure_ascii=False).encode()
        first = data.find(spelled)
        at = data.find(spelled, first + 1)
        message = f"An object of the JSON has the key {key!r} twice."
        raise _bad("json.duplicate_key", message, data, max(at, first, 0), "Remove one of them.") from None


class _DuplicateKeyError(Exception):
    """An object has the key twice."""


class Node:
    """One container of a decoded document, with the way to it; `deeper` names the keys that have nodes of their own."""

    __slots__ = ("data", "deeper", "key", "parent")

    line: int | None = None

    def __init__(self, data: Any, parent: Node | None = None, key: str | int = "") -> None:
        self.data = data
        self.parent = parent
        self.key = key
        self.deeper: set[str] = set()

    def child(self, key: str | int) -> Node:
        """The node of a value of this one, whose facts are then that node's and no longer this one's."""
        self.deeper.add(str(key))
        return Node(self.data[key], self, key)

    def nodes(self) -> list[Node]:
        """A node for every item of this array."""
        return [self.child(index) for index in range(len(self.data))]

    @property
    def path(self) -> str:
        """JSON pointer of this container."""
        return "" if self.parent is None else f"{self.parent.path}/{escape(str(self.key))}"

    def place(self, name: str) -> str:
        """Pointer of what a key or index of this container holds; the container itself for an empty one."""
        return f"{self.path}/{escape(name)}" if name or self.data else self.path

    def names(self) -> Iterator[str]:
        """Keys or indexes of this container that have no nodes of their own; "" for an empty container."""
        if not self.data:
            yield ""
        keys = self.data if isinstance(self.data, dict) else map(str, range(len(self.data)))
        yield from (key for key in keys if key not in self.deeper)

    def value(self, name: str) -> Any:
        """The value of a key or index that has no node of its own; `UNSET` where there is none."""
        if not self.data:
            return UNSET if name else self.data
        if name in self.deeper:
            return UNSET
        if isinstance(self.data, list):
            return self.data[int(name)] if name.isdigit() and int(name) < len(self.data) else UNSET
        return self.data.get(name, UNSET)

    def weight(self, name: str) -> int:
        """How many facts the value of a key is: scalars and empty containers at or below it."""
        return sum(1 for _ in leaves(self.value(name), ""))

    @property
    def count(self) -> int:
        """How many facts this container says that no deeper node says."""
        return sum(self.weight(name) for name in self.names())


def leaves(value: Any, path: str) -> Iterator[tuple[str, Any]]:
    """Facts at or below a value, by pointer below `path`: scalars and empty containers."""
    if isinstance(value, dict) and value:
        for key, part in value.items():
            yield from leaves(part, f"{path}/{escape(key)}")
    elif isinstance(value, list) and value:
        for index, part in enumerate(value):
            yield from leaves(part, f"{path}/{index}")
    else:
        yield path, value


def told(error: msgspec.ValidationError) -> tuple[str, str | None]:
    """What a validation error says, and where as a JSON pointer, `*` for a key that it does not say; None for nowhere."""
    text, _, path = str(error).partition(" - at `$")
    return text, re.sub(r"\[(\d+)\]", r"/\1", path.rstrip("`").replace("[...]", "/*")).replace(".", "/") or None


def encode(value: Any) -> bytes:
    """Readable JSON bytes: two spaces, a line end at the end, keys in the order given."""
    return msgspec.json.format(msgspec.json.encode(value), indent=2) + b"\n"


def with_last(document: bytes, key: str, text: str) -> bytes:
    """A document that `encode` made of an object that is not empty, with one more key behind all others."""
    before = memoryview(document)[: -len(_END)]  # no copy: it may be large
    return b"".join((before, b",\n  ", msgspec.json.encode(key), b": ", msgspec.json.encode(text), _END))
