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


def place_of(bounds: Iterable[Bound], owner: Owner, field: str) -> tuple[str, int | None] | None:
    """Which of these places says a field of the object: path or pointer of the fact, and line; None where none does."""
    for bound in bounds:
        for name in bound.node.names():
            if (owner, field) in said_by(bound, name):
                return bound.node.place(name), bound.node.line
    return None


def extra(session: Session, bound: Bound, form: str, key: str, which: str = "native") -> Any:
    """What the extras of a format say at the object that the bound place describes, or the part of it."""
    held = value_of(session, bound.owner, bound.prefix.split(".")[:-1])
    extras = held.extras.get(form) if held is not UNSET else None
    return getattr(extras, which).get(key, UNSET) if extras else UNSET


def value_of(session: Session, owner: Owner, way: Iterable[str]) -> Any:
    """What lies at an object, step by step; `UNSET` where that is nothing."""
    collection, name = owner
    held: Any = session if collection == "session" else getattr(session, collection)
    for step in (name, *way) if isinstance(held, dict) else way:
        if held is UNSET:
            break
        held = held.get(step, UNSET) if isinstance(held, dict) else getattr(held, step)
    return held


def spelled(session: Session, bound: Bound, form: str, at: tuple[Owner, str]) -> Any:
    """How a format once spelled the field of an object, or of the part of it that the bound place describes."""
    owner, field = at
    if bound.owner == owner and field.startswith(bound.prefix):
        return extra(session, bound, form, field.removeprefix(bound.prefix), "spelling")
    held = value_of(session, owner, ())
    extras = held.extras.get(form) if held is not UNSET else None
    return extras.spelling.get(field, UNSET) if extras else UNSET


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
