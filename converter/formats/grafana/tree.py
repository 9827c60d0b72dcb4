"""Words of nested objects: what lies at the end of a way of keys says a field, all else is Grafana's own.

Grafana's panels are plugins with options of their own, so a name that nobody lists here is still one that Grafana knows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from converter.formats._consume import Table, consume
from converter.formats._words import Codec, Word
from converter.loss.ledger import Fate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from converter.formats import _json
    from converter.formats._draft import Draft
    from converter.loss.ledger import Ledger
    from converter.options import Severity

    Reader = Callable[[_json.Node, str], None]

NOTHING = Table()
_NONE: Mapping[str, Any] = {}


class Way(NamedTuple):
    """A fact by its way of keys, `options/view/lat`, the field that it says, and the codec between their values."""

    name: str
    field: str
    codec: Codec | None = None
    others: tuple[Any, ...] = ()
    """Values that Grafana understands and the field can't say."""


class Tree:
    """The words of an object and of the objects in it.

    `special`: ways of the containers that readers of their own read, with their types. `structural`, `deeper`: names of the
    object itself that only lay out the document, or that the caller answers for. `extensible`: Grafana's plugins know more.
    """

    def __init__(
        self,
        ways: Iterable[Way],
        *,
        special: Mapping[str, type] = _NONE,
        native: Mapping[str, Severity] | None = None,
        structural: Iterable[str] = (),
        deeper: Iterable[str] = (),
        extensible: bool = True,
    ) -> None:
        here: list[Way] = []
        inner: dict[str, tuple[list[Way], dict[str, type]]] = {}
        for way in ways:
            key, _, rest = way.name.partition("/")
            inner.setdefault(key, ([], {}))[0].append(way._replace(name=rest)) if rest else here.append(way)
        self.special: dict[str, type] = {}
        for name, kind in special.items():
            key, _, rest = name.partition("/")
            (inner.setdefault(key, ([], {}))[1] if rest else self.special)[rest or key] = kind
        words = [Word(way.name, way.field, way.codec) for way in here]
        self.table = Table(words, native=native, structural=structural, deeper=deeper, extensible=extensible)
        self.others = {way.name: way.others for way in here}
        self.below = {key: Tree(held, special=names) for key, (held, names) in inner.items()}


def read(
    tree: Tree, ledger: Ledger, node: _json.Node, draft: Draft, rel: str = "", readers: Mapping[str, Reader] = _NONE
) -> dict[str, Fate]:
    """Read an object and those in it into a draft; returns the fates of the facts of the object itself, to be added to.

    `rel`: where it stands in the extras of the draft; `readers`: of the special containers, by their places there.
    """
    data = node.data
    for key, below in tree.below.items():
        if isinstance(held := data.get(key), dict) and held and key not in node.deeper:
            read(below, ledger, node.child(key), draft, f"{rel}{key}/", readers)
    for key, kind in tree.special.items():
        if isinstance(held := data.get(key), kind) and held and key not in node.deeper:
            readers[f"{rel}{key}"](node.child(key), f"{rel}{key}")
    facts = {name: value for name, value in data.items() if name not in node.deeper}
    own = [name for name, values in tree.others.items() if name in facts and (facts[name] is None or facts[name] in values)]
    told = {name: aside(draft, f"{rel}{name}", facts.pop(name)) for name in own}
    fates = consume(ledger, node, facts, tree.table, draft, rel)
    fates.update(told)
    return fates


def aside(draft: Draft, key: str, value: Any) -> Fate:
    """The fate of a fact that only Grafana has a word for; its value is kept."""
    draft.native[key] = value
    return Fate("native", key)


def refused(draft: Draft, key: str, value: Any) -> Fate:
    """The fate of a fact whose value Grafana would not understand; it is kept aside."""
    draft.ignored[key] = value
    return Fate("ignored", key, "source.invalid")


def close(ledger: Ledger, node: _json.Node, draft: Draft, rel: str, told: Mapping[str, Fate] = _NONE) -> None:
    """Bind an object or list of which some facts are told; only Grafana has words for the others."""
    others = {name: aside(draft, f"{rel}/{name}", node.value(name)) for name in node.names() if name not in told}
    ledger.bind(node, NOTHING, draft.owner, fates={**told, **others})


def each(ledger: Ledger, node: _json.Node, draft: Draft, rel: str, reader: Reader) -> None:
    """Have every object of a list read; `reader` is given its node and its place in the extras."""
    fates = {}
    for at, one in enumerate(node.data):
        if isinstance(one, dict) and one:
            reader(node.child(at), f"{rel}/{at}")
        else:
            fates[str(at)] = refused(draft, f"{rel}/{at}", one)
    ledger.bind(node, NOTHING, draft.owner, fates=fates)
