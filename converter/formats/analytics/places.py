"""Places along a genome: a text counted from 1 as people write it, or an object counted from 0 where a text would not do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import UNSET

from converter.formats._consume import Table
from converter.loss.ledger import Fate
from converter.model import Interval, locus

if TYPE_CHECKING:
    from converter.formats import _json
    from converter.loss.ledger import Ledger, Owner

_NOTHING = Table()
_KEYS = {"chromosome": "chrom", "start": "start", "end": "end", "name": "name", "reversed": "reversed"}


def read(raw: Any) -> list[Interval] | None:
    """The places that a key says: one text, or a list; None where one of them is no place."""
    found = [_one(one) for one in (raw if isinstance(raw, list) else [raw])]
    known = [one for one in found if one is not None]
    return known if len(known) == len(found) else None


def spelling(raw: Any) -> Any:
    """What is kept of how the places were written: all but unknown keys."""
    if isinstance(raw, list):
        return [spelling(one) for one in raw]
    return {name: value for name, value in raw.items() if name in _KEYS} if isinstance(raw, dict) else raw


def _one(raw: Any) -> Interval | None:
    if isinstance(raw, str):
        return locus.parse(raw)
    start = raw.get("start", 0)
    if not 0 <= start < raw.get("end", start + 1):
        return None
    return Interval(**{field: raw[name] for name, field in _KEYS.items() if name in raw})


def bind(
    ledger: Ledger, holder: _json.Node, key: str, owner: Owner, field: str, ignored: dict[str, Any], rel: str
) -> Fate | None:
    """Say which fact says which place; the fate of the key itself, where it is a text."""
    raw = holder.data[key]
    if isinstance(raw, str) or not raw:
        return Fate("feeds", ((owner, field),))
    node = holder.child(key)
    fates = {}
    for at, one in enumerate(raw):
        if isinstance(one, dict) and one:
            _object(ledger, node.child(at), owner, (field, at), ignored, f"{rel}/{at}/")
        else:
            fates[str(at)] = Fate("feeds", ((owner, field, at, ""),))
    ledger.bind(node, _NOTHING, owner, fates=fates)
    return None


def _object(ledger: Ledger, node: _json.Node, owner: Owner, which: tuple[str, int], ignored: dict[str, Any], rel: str) -> None:
    fates = {}
    for name in node.data:
        if name in _KEYS:
            fates[name] = Fate("feeds", ((owner, *which, _KEYS[name]),))
        else:
            ignored[f"{rel}{name}"] = node.data[name]
            fates[name] = Fate("ignored", f"{rel}{name}")
    ledger.bind(node, _NOTHING, owner, fates=fates)


def written(places: list[Interval], spelled: Any) -> Any:
    """Places as the source wrote them where that still says the same, else as texts, or objects where a text would not do."""
    if spelled is not UNSET and read(spelled) == places:
        return spelled
    return [_spell(one) for one in places]


def _spell(one: Interval) -> Any:
    text = locus.spell(one)
    if isinstance(one.genome, str):
        text = f"{{{one.genome}}}{text}{'[rev]' if one.reversed else ''}"
    if locus.parse(text) == one:
        return text
    return {name: getattr(one, field) for name, field in _KEYS.items() if getattr(one, field) is not UNSET}
