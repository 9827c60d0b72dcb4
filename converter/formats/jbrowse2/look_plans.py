"""How the looks of tracks are written, planned once for all that say the same fields.

Which slot says a field hangs on words and switches, on which numbers and colours there are at all, and on whether a scale
begins above 0; not on what the numbers and colours are. So tracks that are alike in that share a plan.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple, get_args, get_origin

import msgspec
from msgspec import UNSET
from msgspec.structs import astuple

from converter.formats._words import CANNOT
from converter.formats.jbrowse2.drafts import getter
from converter.formats.jbrowse2.flat import Shape, shape
from converter.formats.jbrowse2.kinds import missing_parts, usual_display
from converter.formats.jbrowse2.looks_out import BRANCHES, LookWriter, values_of
from converter.formats.jbrowse2.mapping import INLINE, STATE

if TYPE_CHECKING:
    from collections.abc import Callable

    from converter.formats.jbrowse2.looks_out import Outlet
    from converter.model import Extras, Track

_PLANS_LIMIT = 512
_LONGEST = 100
"""Words longer than this are not worth remembering a plan for."""


class Form(NamedTuple):
    """Which names of a look are slots of a configuration, and how those are nested; which are state."""

    slots: Shape
    state: tuple[str, ...]


@lru_cache(maxsize=1024)
def form_of(look: tuple[str, ...]) -> Form:
    """The form of a look with these names."""
    slots = [name for name in look if name[:1] not in (STATE, INLINE)]
    return Form(shape(slots), tuple(name for name in look if name[:1] == STATE))


class Look(NamedTuple):
    """The look of a track as its display says it."""

    display: str
    said: dict[str, Any]
    """By marked name."""
    form: Form


class _Free(NamedTuple):
    """A value that differs between the tracks of a plan."""

    name: str
    """Under which it is written."""
    outlet: Outlet
    at: tuple[int, ...]
    how: Callable[..., Any] | None
    """How it is made of several values."""


class _Plan(NamedTuple):
    display: str
    template: dict[str, Any]
    free: list[_Free]
    form: Form

    def write(self, values: list[Any]) -> Look | None:
        """The look with these values; None where one of them can't be said after all."""
        said = self.template.copy()
        for name, outlet, at, how in self.free:
            wire = outlet.wire(values[at[0]] if how is None else how(*[values[one] for one in at]))
            if wire is CANNOT:
                return None
            said[name] = wire
        return Look(self.display, said, self.form)


_PLANS: dict[Any, _Plan] = {}


def look_of(track: Track, track_type: str, extras: Extras, *, shown: bool, own: bool) -> Look:
    """The look of a track of that type; `own`: JBrowse 2 said so itself."""
    if extras.spelling or "display" in extras.native:
        return _written(track, track_type, extras, shown=shown, own=own)[1]
    key, values = _key(track, track_type, shown=shown, own=own)
    key = (*key, bool(extras.native))
    try:
        plan = _PLANS.get(key)
    except TypeError:  # a table of colours, a filter
        return _written(track, track_type, extras, shown=shown, own=own)[1]
    look = plan.write(values) if plan is not None else None
    if look is None:
        writer, look = _written(track, track_type, extras, shown=shown, own=own)
        if plan is None:
            _remember(key, writer, _free_fields(track))
    return look


def unseen(track: Track, track_type: str, extras: Extras) -> Look:
    """The look of a track whose data can't be opened: what nobody will see is not said."""
    return Look(_display(track, track_type, extras, values_of(track)), {}, form_of(()))


def _display(track: Track, track_type: str, extras: Extras, values: dict[str, Any]) -> str:
    given = extras.native.get("display")
    return given if isinstance(given, str) else usual_display(track_type, track.kind, values)


def _written(track: Track, track_type: str, extras: Extras, *, shown: bool, own: bool) -> tuple[LookWriter, Look]:
    values = values_of(track)
    display = _display(track, track_type, extras, values if own else {**missing_parts(track), **values})
    writer = LookWriter(display, values, extras.spelling, shown=shown, own=own, home=bool(extras.native))
    if values or track.kind == "overlay":
        writer.run()
    return writer, Look(display, writer.said, form_of(tuple(writer.said)))


def _key(track: Track, track_type: str, *, shown: bool, own: bool) -> tuple[tuple[Any, ...], list[Any]]:
    """What decides how a look is written, and the values that don't."""
    key: list[Any] = [track_type, track.kind, shown, own]
    values: list[Any] = []
    for branch in BRANCHES:
        struct = getattr(track, branch)
        if struct is not UNSET:
            _add(branch, struct, key, values)
    if isinstance(track.parts, dict):
        for name, part in track.parts.items():
            key += name, part.visible
            for branch in BRANCHES[:3]:
                struct = getattr(part, branch)
                if struct is not UNSET:
                    _add(branch, struct, key, values)
    return tuple(key), values


def _add(branch: str, struct: Any, key: list[Any], values: list[Any]) -> None:
    _, words, free = _fields(struct.__class__)
    held = astuple(struct)
    loose = free(held)
    key += branch, words(held), tuple(map(type, loose))
    if branch == "display_range":
        key.append(struct.minimum is not UNSET and struct.minimum <= 0)
    values += loose


@cache
def _fields(cls: Any) -> tuple[tuple[str, ...], Callable[[Any], Any], Callable[[Any], Any]]:
    """The names of the numbers and colours of a Struct, what gets the other values, and what gets these."""
    fields = msgspec.structs.fields(cls)
    free = [at for at, field in enumerate(fields) if any(map(_is_free, get_args(field.type)))]
    words = [at for at in range(len(fields)) if at not in free]
    return tuple(fields[at].name for at in free), getter(words), getter(free)


def _is_free(of: Any) -> bool:
    return of in (int, float) or get_origin(of) is Annotated


def _free_fields(track: Track) -> dict[str, int]:
    """The dotted fields of the values of `_key`, with their indexes."""
    names: list[str] = []
    holders: list[tuple[str, Any, tuple[str, ...]]] = [("", track, BRANCHES)]
    if isinstance(track.parts, dict):
        holders += [(f"parts.{name}.", part, BRANCHES[:3]) for name, part in track.parts.items()]
    for prefix, held, branches in holders:
        for branch in branches:
            struct = getattr(held, branch)
            if struct is not UNSET:
                names += [f"{prefix}{branch}.{name}" for name in _fields(struct.__class__)[0]]
    return {name: at for at, name in enumerate(names)}


def _remember(key: tuple[Any, ...], writer: LookWriter, fields: dict[str, int]) -> None:
    """Keep the plan of a look, if all that it hangs on is in the key."""
    if not writer.refused.isdisjoint(fields) or any(isinstance(one, str) and len(one) > _LONGEST for one in _flat(key)):
        return
    free = []
    for name, (outlet, sources, how) in writer.sources.items():
        held = [source for source in sources if source in fields]
        if held:
            free.append(_Free(name, outlet, tuple(fields[source] for source in held), how))
    if len(_PLANS) >= _PLANS_LIMIT:
        _PLANS.clear()
    _PLANS[key] = _Plan(writer.display, writer.said, free, form_of(tuple(writer.said)))


def _flat(key: tuple[Any, ...]) -> list[Any]:
    return [part for one in key for part in (one if isinstance(one, tuple) else (one,))]
