"""Filters both ways: the document gives a condition all the values that it may have, the model one filter a value."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec
from msgspec import UNSET

from converter.formats._consume import Codec
from converter.formats._values import number_text
from converter.loss.ledger import Fate
from converter.model import Filter

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from converter.formats import _json
    from converter.formats._draft import Draft
    from converter.loss.ledger import Ledger, Owner

_EQUAL, _FROM, _TO = "is equal to", "is greater than or equal to", "is less than or equal to"
_SAID = {"by": "by", "id": "item_id", "label": "item", "operator": "operator", "boolean": "boolean"}
"""Keys of a condition, and the fields of every filter that it becomes."""
_ENDS = {"from": _FROM, "to": _TO}


def _text(raw: Any) -> str:
    if isinstance(raw, str):
        return raw
    return str(raw).lower() if isinstance(raw, bool) else number_text(raw)


TEXT = Codec(_text, lambda value: value)
"""A text, or a number or truth value as text."""


class Filters(NamedTuple):
    """The filters of one owner: by `f1`, `f2`, …; how each condition was written; values that are no texts."""

    held: dict[str, Filter]
    shapes: list[list[Any]]
    """Of each condition, of how many filters it is, and its keys."""
    values: dict[str, Any]

    def keep(self, draft: Draft, field: str) -> None:
        """Give them to the object that they belong to."""
        draft.set(field, self.held)
        draft.spelling["filters"] = self.shapes
        if self.values:
            draft.spelling["filters.values"] = self.values


class Reader:
    """Reads the list of conditions of one owner, whose filters lie below `prefix`."""

    def __init__(self, ledger: Ledger, owner: Owner, prefix: str, match: Any, ignored: dict[str, Any]) -> None:
        self.ledger = ledger
        self.owner = owner
        self.prefix = prefix
        self.match = match
        self.ignored = ignored
        self.found = Filters({}, [], {})

    def read(self, node: _json.Node, words: Any, rel: str) -> Filters:
        """All conditions of a list; `rel` is where it stands in the owner's extras."""
        for at, one in enumerate(node.nodes()):
            self.condition(one, words, f"{rel}/{at}")
        self.ledger.bind(node, words, self.owner)
        return self.found

    def condition(self, node: _json.Node, words: Any, rel: str) -> None:
        """One condition: a filter for each of its values, or for each end of its range."""
        raw: dict[str, Any] = node.data
        said = {field: _text(raw[name]) for name, field in _SAID.items() if name in raw}
        name = said.get("item_id", said.get("by"))
        if name is not None:
            said.setdefault("item", name)
        parts = [(name, _ENDS[name], value) for name, value in raw.items() if name in _ENDS]
        parts += [(str(at), said.get("operator", _EQUAL), value) for at, value in enumerate(raw.get("values", ()))]
        group = str(len(self.found.shapes) + 1) if len(parts) > 1 and self._is_inner("values" in raw) else UNSET
        keys = []
        for part, operator, value in parts:
            key = f"f{len(self.found.held) + 1}"
            if not isinstance(raw.get("id", ""), str):
                self.found.values[f"{key}.id"] = raw["id"]
            keys.append((part, key))
            self.found.held[key] = Filter(**{**said, "operator": operator, "value": _text(value), "group": group})
            if not isinstance(value, str):
                self.found.values[key] = value
        self.found.shapes.append([len(parts), list(raw)])
        self._bind(node, words, keys, rel)

    def _is_inner(self, values: bool) -> bool:  # noqa: FBT001 - which of two kinds of condition it is
        """Whether several filters of one condition are joined otherwise than the conditions: values by or, ends by and."""
        return values is (self.match != "any")

    def _bind(self, node: _json.Node, words: Any, keys: list[tuple[str, str]], rel: str) -> None:
        raw: dict[str, Any] = node.data
        fates: dict[str, Fate] = {}
        for name, value in raw.items():
            if name in _SAID:
                fields = [_SAID[name], *(["item"] if "label" not in raw and name == ("id" if "id" in raw else "by") else [])]
                fates[name] = self._feeds([key for _, key in keys], fields)
            elif name not in (*_ENDS, "values"):
                self.ignored[f"{rel}/{name}"] = value
                fates[name] = Fate("ignored", f"{rel}/{name}")
        implied = ["operator"] if "operator" not in raw else []
        own = ["value", *implied, *(["group"] if self._grouped(keys) else [])]
        told = {name: self._feeds([key], own) for name, key in keys}
        if "values" in raw:
            self.ledger.bind(node.child("values"), words, self.owner, fates=told)
        else:
            fates |= told
        self.ledger.bind(node, words, self.owner, fates=fates)

    def _grouped(self, keys: list[tuple[str, str]]) -> bool:
        return any(self.found.held[key].group is not UNSET for _, key in keys)

    def _feeds(self, keys: list[str], fields: list[str]) -> Fate:
        return Fate("feeds", tuple((self.owner, f"{self.prefix}{key}.{field}") for key in keys for field in fields))


def written(held: Any, match: Any, spelling: Mapping[str, Any]) -> list[dict[str, Any]] | None:
    """The conditions that say these filters; None where one of them has no value, and so none can be said."""
    if not isinstance(held, dict) or any(one.value is UNSET for one in held.values()):
        return None
    values = spelling.get("filters.values", {})
    shapes = _shapes(spelling.get("filters"))
    found = []
    for keys, names in _chunks(held, match, shapes):
        found.append(_condition([(key, held[key]) for key in keys], names, values))
    return found


def _shapes(spelled: Any) -> list[tuple[int, list[str]]]:
    """How many filters each condition of the source held, and its keys; nothing of what was edited into something else."""
    try:
        return msgspec.convert(spelled, list[tuple[int, list[str]]])
    except msgspec.ValidationError:
        return []


def _chunks(
    held: Mapping[str, Filter], match: Any, shapes: list[tuple[int, list[str]]]
) -> Iterator[tuple[list[str], list[str] | None]]:
    """The filters of each condition, and its keys where the source's own still say the same."""
    keys = list(held)
    if sum(count for count, _ in shapes) == len(keys):
        at = 0
        cut = []
        for count, names in shapes:
            cut.append((keys[at : at + count], names))
            at += count
        if all(_says([held[key] for key in part], names, match) for part, names in cut):
            yield from cut
            return
    for part in _grouped(held):
        yield part, None


def _says(part: list[Filter], names: list[str], match: Any) -> bool:
    """Whether a condition of these keys still says these filters."""
    default = _of(part, names)
    inner = len(part) > 1 and ("values" in names) is (match != "any")
    return bool(default) and all((one.group is not UNSET) == inner for one in part)


def _of(part: list[Filter], names: Collection[str]) -> bool:
    first = part[0]
    same = first.by, first.item, first.item_id, first.boolean
    alike = all((one.by, one.item, one.item_id, one.boolean) == same for one in part)
    wanted = {name for name, field in _SAID.items() if name != "operator" and getattr(first, field) is not UNSET}
    if "label" not in names and first.item == next((one for one in (first.item_id, first.by) if one is not UNSET), None):
        wanted.discard("label")
    operators = [one.operator for one in part]
    if "values" in names:
        right = len(set(operators)) == 1 and ("operator" in names or operators[0] == _EQUAL)
    else:
        right = operators == [_ENDS[name] for name in names if name in _ENDS]
    return alike and right and wanted <= set(names)


def _grouped(held: Mapping[str, Filter]) -> Iterable[list[str]]:
    """Filters of one group that one condition can say, together; all others one by one."""
    found: list[list[str]] = []
    for key, one in held.items():
        last = held[found[-1][0]] if found else None
        same = last is not None and one.group is not UNSET and one.group == last.group
        if same and _of([*(held[name] for name in found[-1]), one], ("values", *_SAID)):
            found[-1].append(key)
        else:
            found.append([key])
    return found


def _condition(part: list[tuple[str, Filter]], names: list[str] | None, values: Mapping[str, Any]) -> dict[str, Any]:
    """One condition, its keys in the order in which they were."""
    first = part[0][1]
    raw = [_typed(values.get(key), one.value) for key, one in part]
    out: dict[str, Any] = {}
    for name in names or [*_SAID, "values"]:
        if name == "values":
            out[name] = raw
        elif name in _ENDS:
            out[name] = raw[[one.operator for _, one in part].index(_ENDS[name])]
        elif name in _SAID and (said := getattr(first, _SAID[name])) is not UNSET:
            out[name] = _typed(values.get(f"{part[0][0]}.{name}"), said)
    return out


def _typed(spelled: Any, value: Any) -> Any:
    """A value as the source wrote it, where that still means the same."""
    return value if spelled is None or _text(spelled) != value else spelled
