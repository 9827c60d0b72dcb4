"""Filters both ways: the document gives a condition all the values that it may have, the model one filter a value."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec
from msgspec import UNSET

from converter.formats._values import number_text
from converter.formats._words import Codec
from converter.loss.ledger import Fate
from converter.model import Filter

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from converter.formats import _json
    from converter.formats._draft import Draft
    from converter.loss.ledger import Ledger, Owner

_EQUAL, _FROM, _TO = "is equal to", "is greater than or equal to", "is less than or equal to"
_SAID = {"by": "by", "id": "item_id", "label": "item", "operator": "operator", "boolean": "boolean"}
"""Keys of a condition, and the fields of every filter that it becomes."""
_NEVER_EMPTY = ("by", "operator")
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
    """Of each condition of how many filters it is, its keys, and the number of the one that it stands in, or 0."""
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
        self.count = 0
        """How many conditions of the list itself are read."""

    def read(self, node: _json.Node, words: Any, rel: str) -> Filters:
        """All conditions of a list; `rel` is where it stands in the owner's extras."""
        for at, one in enumerate(node.nodes()):
            self.count += 1
            if "filters" in one.data:
                self.conditions(one, words, f"{rel}/{at}")
            else:
                self.condition(one, words, f"{rel}/{at}")
        self.ledger.bind(node, words, self.owner)
        return self.found

    def conditions(self, node: _json.Node, words: Any, rel: str) -> None:
        """Conditions in place of one; they are joined otherwise than those around them."""
        held = node.child("filters")
        for at, one in enumerate(held.nodes()):
            self.condition(one, words, f"{rel}/filters/{at}", inside=True)
        self.ledger.bind(held, words, self.owner)
        others = {name: value for name, value in node.data.items() if name != "filters"}
        self.ignored.update({f"{rel}/{name}": value for name, value in others.items()})
        fates = {name: Fate("ignored", f"{rel}/{name}") for name in others}
        self.ledger.bind(node, words, self.owner, fates=fates)

    def condition(self, node: _json.Node, words: Any, rel: str, *, inside: bool = False) -> None:
        """One condition: a filter for each of its values, or for each end of its range; `inside`: one of several in its place."""
        raw: dict[str, Any] = node.data
        said = {field: _text(raw[name]) for name, field in _SAID.items() if name in raw}
        name = said.get("item_id", said.get("by"))
        if name is not None:
            said.setdefault("item", name)
        parts = [(name, _ENDS[name], value) for name, value in raw.items() if name in _ENDS]
        parts += [(str(at), said.get("operator", _EQUAL), value) for at, value in enumerate(raw.get("values", ()))]
        grouped = inside or (len(parts) > 1 and self._is_inner("values" in raw))
        group = str(self.count) if grouped else UNSET
        keys = []
        for part, operator, value in parts:
            key = f"f{len(self.found.held) + 1}"
            if not isinstance(raw.get("id", ""), str):
                self.found.values[f"{key}.id"] = raw["id"]
            keys.append((part, key))
            self.found.held[key] = Filter(**{**said, "operator": operator, "value": _text(value), "group": group})
            if not isinstance(value, str):
                self.found.values[key] = value
        self.found.shapes.append([len(parts), list(raw), self.count if inside else 0])
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


class _Chunk(NamedTuple):
    """The filters that one condition says, its keys where the source's still say the same, and which one it stands in."""

    part: list[str]
    names: list[str] | None = None
    inside: int = 0


def written(held: Any, match: Any, spelling: Mapping[str, Any]) -> list[dict[str, Any]] | None:
    """The conditions that say these filters; None where one of them has no value, and so none can be said."""
    if not isinstance(held, dict) or any(one.value is UNSET for one in held.values()):
        return None
    values = spelling.get("filters.values", {})
    found: list[dict[str, Any]] = []
    last = 0
    for chunk in _chunks(held, match, _shapes(spelling.get("filters"))):
        said = _condition([(key, held[key]) for key in chunk.part], chunk.names, values)
        if not chunk.inside:
            found.append(said)
        elif chunk.inside == last:
            found[-1]["filters"].append(said)
        else:
            found.append({"filters": [said]})
        last = chunk.inside
    return found


def _shapes(spelled: Any) -> list[tuple[int, list[str], int]]:
    """How many filters each condition of the source held, and its keys; nothing of what was edited into something else."""
    try:
        return msgspec.convert(spelled, list[tuple[int, list[str], int]])
    except msgspec.ValidationError:
        return []


def _chunks(held: Mapping[str, Filter], match: Any, shapes: list[tuple[int, list[str], int]]) -> Iterator[_Chunk]:
    """The filters of each condition, as the source had them where that still says the same."""
    keys = list(held)
    if sum(count for count, _, _ in shapes) == len(keys):
        at = 0
        cut = []
        for count, names, inside in shapes:
            cut.append(_Chunk(keys[at : at + count], names, inside))
            at += count
        if all(_says([held[key] for key in one.part], one, match) for one in cut) and _apart(cut, held):
            yield from cut
            return
    yield from _by_group(held, match)


def _says(part: list[Filter], chunk: _Chunk, match: Any) -> bool:
    """Whether a condition of the chunk's keys still says these filters."""
    names = chunk.names or []
    several = ("values" in names) is (match != "any")
    inner = bool(chunk.inside) or (len(part) > 1 and several)
    fits = not chunk.inside or len(part) == 1 or several
    return bool(part) and _of(part, names) and fits and all((one.group is not UNSET) == inner for one in part)


def _apart(cut: list[_Chunk], held: Mapping[str, Filter]) -> bool:
    """Whether what stands in one condition is of one group, and of no other's."""
    groups = {(chunk.inside, held[chunk.part[0]].group) for chunk in cut if chunk.inside}
    return len({inside for inside, _ in groups}) == len({group for _, group in groups}) == len(groups)


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


def _by_group(held: Mapping[str, Filter], match: Any) -> Iterator[_Chunk]:
    """Filters of one group in one condition, or, where it can't say them all, in several that stand in one; all others alone."""
    for number, (group, run) in enumerate(groupby(held.items(), key=_group_of), 1):
        keys = [key for key, _ in run]
        if not isinstance(group, str):
            yield from (_Chunk([key]) for key in keys)
        elif len(keys) > 1 and match != "any" and _alike(held, keys):
            yield _Chunk(keys)
        else:
            yield from (_Chunk(part, None, number) for part in _runs(held, keys, match))


def _group_of(item: tuple[str, Filter]) -> str | None:
    group = item[1].group
    return group if isinstance(group, str) else None


def _alike(held: Mapping[str, Filter], keys: list[str]) -> bool:
    return _of([held[key] for key in keys], ("values", *_SAID))


def _runs(held: Mapping[str, Filter], keys: list[str], match: Any) -> list[list[str]]:
    """The filters of a group by the conditions that say them; where all of it has to hold, each stands alone."""
    found: list[list[str]] = []
    for key in keys:
        if found and match != "any" and _alike(held, [found[-1][0], key]):
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
        elif name in _SAID and (said := getattr(first, _SAID[name])) is not UNSET and (said or name not in _NEVER_EMPTY):
            out[name] = _typed(values.get(f"{part[0][0]}.{name}"), said)
    return out


def _typed(spelled: Any, value: Any) -> Any:
    """A value as the source wrote it, where that still means the same."""
    return value if spelled is None or _text(spelled) != value else spelled
