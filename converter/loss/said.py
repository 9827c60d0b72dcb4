"""What a fact says: the fields that it feeds, or the extras that hold it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import UNSET

if TYPE_CHECKING:
    from collections.abc import Iterable

    from converter.loss.ledger import Bound, Fate, Owner
    from converter.model import Session


def said(bound: Bound, fate: Fate) -> list[tuple[Owner, str]]:
    """The fields that a fact feeds; for one without a word of the model the object as a whole."""
    if fate.kind == "own":
        return [(bound.owner, field) for field in fate.detail]
    if fate.kind in ("feeds", "lists"):
        return [one[:2] for one in fate.detail]
    return [(bound.owner, "")] if fate.kind in ("native", "ignored") else []


def said_by(bound: Bound, name: str) -> list[tuple[Owner, str]]:
    """The fields that a fact of a place feeds; none for one without a word of the model."""
    fate = bound.fates.get(name)
    if fate is None:
        return [(bound.owner, bound.prefix + field) for field in bound.words.fields_of(name)]
    return said(bound, fate) if fate.kind in ("own", "feeds", "lists") else []


def extra(session: Session, bound: Bound, form: str, key: str, which: str = "native") -> Any:
    """What the extras of a format say at the object that the bound place describes, or the part of it."""
    collection, name = bound.owner
    held = session if collection == "session" else getattr(session, collection)
    if isinstance(held, dict):
        held = held.get(name, UNSET)
    for step in bound.prefix.split(".")[:-1]:
        if held is UNSET:
            break
        held = held.get(step, UNSET) if isinstance(held, dict) else getattr(held, step)
    extras = held.extras.get(form) if held is not UNSET else None
    return getattr(extras, which).get(key, UNSET) if extras else UNSET


def kind_of(bound: Bound, name: str) -> str:
    """What kind of fate a fact has; `word` where its table answers for it."""
    fate = bound.fates.get(name)
    return fate.kind if fate else "word"


def feeding(bound: Bound, field: str) -> Iterable[tuple[str, Any]]:
    """Facts of the bound place that its table says to feed the field, and that nothing else is said of."""
    if field.startswith(bound.prefix):
        for name in bound.words.names_of(field[len(bound.prefix) :]):
            if name not in bound.fates and (raw := bound.node.value(name)) is not UNSET:
                yield name, raw


def within(changes: dict[str, Any], field: str) -> tuple[str, Any] | None:
    """The change of a field, or of anything below it."""
    if field in changes:
        return field, changes[field]
    below = field + "."
    return next(((key, value) for key, value in changes.items() if key.startswith(below)), None)
