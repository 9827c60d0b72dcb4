"""JSON objects seen flat: every fact by its way below the object, `adapter/index/indexType`, and back again."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from msgspec import UNSET

from converter.limits import measure
from converter.loss.walk import escape

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

NOTHING: frozenset[str] = frozenset()
Shape = list[tuple[str, Any]]
_LONGEST = 200
"""Longer names are not worth remembering."""
WHOLE = frozenset({"metadata", "features"})
"""Objects of the user's own making, taken whole."""


def flatten(value: Mapping[str, Any], skip: Collection[str] = NOTHING) -> dict[str, Any]:
    """The facts of an object by their way below it; arrays are taken whole, `skip` names what others read."""
    out: dict[str, Any] = {}
    for key, part in value.items():
        if key in skip:
            continue
        name = escape(key) if "/" in key or "~" in key else key
        if type(part) is dict and part and name not in WHOLE:
            _below(part, name, out)
        else:
            out[name] = part
    return out


def _below(value: Mapping[str, Any], prefix: str, out: dict[str, Any]) -> None:
    for key, part in value.items():
        name = f"{prefix}/{escape(key) if '/' in key or '~' in key else key}"
        if type(part) is dict and part and key not in WHOLE:
            _below(part, name, out)
        else:
            out[name] = part


def objects(value: Any) -> bool:
    """Whether a value is a list of objects, none of them empty, so that each is read by itself."""
    if not isinstance(value, list) or not value:
        return False
    return all(map(_whole, value)) if len(value) > 1 else _whole(value[0])


def among(listed: Iterable[Any]) -> Iterable[tuple[int, dict[str, Any]]]:
    """The objects of a list that are not empty, each with its index."""
    return ((index, one) for index, one in enumerate(listed) if _whole(one))


def strays(held: Mapping[str, Any], names: Iterable[str]) -> dict[str, dict[str, Any]]:
    """Of these lists those that hold objects, each with what stands among them and is none, by the way to it."""
    lists = {name: held[name] for name in names if isinstance(held.get(name), list)}
    return {
        name: {f"{name}/{index}": one for index, one in enumerate(listed) if not _whole(one)}
        for name, listed in lists.items()
        if any(map(_whole, listed))
    }


def _whole(value: Any) -> bool:
    return isinstance(value, dict) and bool(value)


def nested(facts: Iterable[tuple[str, Any]], onto: dict[str, Any] | None = None) -> dict[str, Any]:
    """The object that flat facts make; what is there already is not overruled."""
    root: dict[str, Any] = {} if onto is None else onto
    for name, value in facts:
        held = root
        above, last = (_way if len(name) <= _LONGEST else _split)(name)
        for step in above:
            found = held.get(step)
            if found is None and step not in held:
                found = held[step] = {}
            if not isinstance(found, dict):
                break
            held = found
        else:
            held.setdefault(last, value)
    return root


_LISTS = (
    "assemblies",
    "tracks",
    "sessionTracks",
    "sessionAssemblies",
    "temporaryAssemblies",
    "views",
    "levels",
    "viewTrackConfigs",
    "subadapters",
    "connectionInstances",
    "connections",
    "sessionConnections",
    "internetAccounts",
    "aggregateTextSearchAdapters",
)
"""Lists of objects."""


def give_back(facts: Iterable[tuple[str, Any]], onto: dict[str, Any], over: Collection[str] = ()) -> dict[str, Any]:
    """Add flat facts to an object; what stood in a list goes behind all else of it. `over`: names that overrule what is there."""
    for name, value in facts:
        way, _, last = name.rpartition("/")
        holder = onto.setdefault(way, []) if way in _LISTS and last.isdigit() else None
        if isinstance(holder, list):
            holder.append(value)
        else:
            for taken in {name.partition("/")[0], name}.intersection(over):
                _make_room(taken, onto)
            nested(((name, value),), onto)
    return onto


def _make_room(name: str, onto: dict[str, Any]) -> None:
    """Take a flat fact out of an object, unless an object stands there."""
    way, _, _ = name.rpartition("/")
    last = _split(name)[1]
    held = get(onto, way) if way else onto
    if isinstance(held, dict) and not isinstance(held.get(last), dict):
        held.pop(last, None)


def get(held: Any, name: str) -> Any:
    """What stands there in an object, by its flat name; None where nothing does."""
    above, last = _split(name)
    for step in (*above, last):
        held = held.get(step) if isinstance(held, dict) else None
    return held


def _split(name: str) -> tuple[tuple[str, ...], str]:
    """The keys of the objects that hold a flat fact, and its own key."""
    *above, last = map(unescape, name.split("/"))
    return tuple(above), last


_way = lru_cache(maxsize=4096)(_split)


def shape(names: Iterable[str]) -> Shape:
    """How flat facts of these names are nested: the keys, each with a name or with what is below."""
    return _shape(nested((name, _Leaf(name)) for name in names))


def _shape(held: dict[str, Any]) -> Shape:
    return [(key, part.name if isinstance(part, _Leaf) else _shape(part)) for key, part in held.items()]


def shaped(form: Shape, facts: Mapping[str, Any]) -> dict[str, Any]:
    """The object that flat facts make, by the shape of their names."""
    return {key: facts[part] if part.__class__ is str else shaped(part, facts) for key, part in form}


class _Leaf:
    """Stands for the value of a flat fact."""

    def __init__(self, name: str) -> None:
        self.name = name


def unescape(token: str) -> str:
    """A reference token of a JSON pointer as the key that it means."""
    return token.replace("~1", "/").replace("~0", "~")


class Flat:
    """One object of the document with its flat facts, a place of the ledger; `step` is its pointer below `parent`."""

    __slots__ = ("_facts", "_raw", "_skip", "parent", "step")

    line: int | None = None

    def __init__(self, facts: dict[str, Any] | None, parent: Flat | None = None, step: str = "") -> None:
        self._facts = facts
        self._raw: Mapping[str, Any]
        self._skip: Collection[str]
        self.parent = parent
        self.step = step

    @classmethod
    def of(cls, raw: Mapping[str, Any], parent: Flat | None, step: str, skip: Collection[str] = NOTHING) -> Flat:
        """An object as it stands in the document, but for what `skip` names; its facts are flattened when asked for."""
        made = cls(None, parent, step)
        made._raw = raw
        made._skip = skip
        return made

    @property
    def facts(self) -> dict[str, Any]:
        """The facts of the object by their way below it."""
        if self._facts is None:
            self._facts = flatten(self._raw, self._skip)
        return self._facts

    @property
    def path(self) -> str:
        """JSON pointer of the object."""
        return self.step if self.parent is None else self.parent.path + self.step

    def place(self, name: str) -> str:
        """JSON pointer of one of its facts."""
        return f"{self.path}/{name}"

    def names(self) -> Iterable[str]:
        """The ways to its facts."""
        return self.facts

    def value(self, name: str) -> Any:
        """The value of a fact, `UNSET` where there is none of that name."""
        return self.facts.get(name, UNSET)

    def weight(self, name: str) -> int:
        """How many facts the value of a name is."""
        value = self.facts[name]
        return measure(value)[1] if type(value) in (list, dict) else 1

    @property
    def count(self) -> int:
        """How many facts the object says that no other place says."""
        return sum(map(self.weight, self.facts))
