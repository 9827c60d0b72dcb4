"""What a view is told to do when it opens: `init`, and in the next generation keys of the view itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import UNSET

from converter.formats.jbrowse2 import places
from converter.formats.jbrowse2.flat import Flat, flatten, objects
from converter.formats.jbrowse2.genomes import NO_WORDS
from converter.formats.jbrowse2.kinds import LINEAR
from converter.formats.jbrowse2.slots import Slots
from converter.loss.ledger import GENOME, Fate
from converter.model import Interval

if TYPE_CHECKING:
    from collections.abc import Iterator

    from converter.formats.jbrowse2.drafts import TrackDraft
    from converter.formats.jbrowse2.views import ViewReading

SNAPSHOT = "displaySnapshot"
INITIAL = "shown/initial"
"""Notes of a track that it is told of its display when it is opened, and whether of its type."""
LAUNCHED = "launched"
"""Notes of a view that another makes it when that opens."""
SLOTS = Slots("assembly:s loc:s tracks:f")
"""What is said of such a view."""
_MADE_OF_LINEAR = ("BreakpointSplitView", "LinearSyntenyView")


def asked_for(listed: list[dict[str, Any]], text: str) -> dict[str, Any] | None:
    """The view that a caller asks for by its number, its neutral id or its title; None where there is none."""
    every = [one for view in listed for one in _with_parts(view)]
    by_id = {f"v{number}": one for number, one in enumerate(every, 1)}
    by_number = {str(number): one for number, one in enumerate(listed, 1)}
    by_title = {one["displayName"]: one for one in every if isinstance(one.get("displayName"), str)}
    return by_id.get(text) or by_number.get(text) or by_title.get(text)


def by_rank(listed: list[dict[str, Any]], asked: str | None, focused: object) -> list[dict[str, Any]]:
    """The views, first the one that stands for all where there can be one: the asked for, the focused, the first linear."""
    ranked = sorted(listed, key=lambda one: (focused is None or one.get("id") != focused, one.get("type") != LINEAR))
    wanted = None if asked is None else asked_for(listed, asked)
    return ranked if wanted is None else [wanted, *ranked]


def shows(view: dict[str, Any]) -> Iterator[str]:
    """The ids of the tracks that a view, or one of those that it is made of, shows."""
    for one in _with_parts(view):
        init = one.get("init")
        for holder in (one, init) if isinstance(init, dict) else (one,):
            yield from _ids(holder.get("tracks"))


def _ids(told: Any) -> Iterator[str]:
    """The ids of tracks that are told alone, with more, or as lists of them."""
    for one in told if isinstance(told, list) else ():
        held = one.get("configuration", one) if isinstance(one, dict) else one
        found = held.get("trackId") if isinstance(held, dict) else held
        if isinstance(found, str):
            yield found
        else:
            yield from _ids(found)


def _with_parts(view: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """A view and those that it is made of, in the order in which they are read."""
    yield view
    told, held = view.get("init"), view.get("views")
    if not objects(held) and isinstance(told, dict) and view.get("type") in _MADE_OF_LINEAR:
        held = told.get("views")
    for one in held if isinstance(held, list) and objects(held) else ():
        yield from _with_parts(one)


def views(reading: ViewReading, told: dict[str, Any]) -> None:
    """The linear views that a view which shows several side by side is told to make."""
    listed = told.get("views")
    if reading.type not in _MADE_OF_LINEAR or "views" in reading.nested or not objects(listed):
        return
    del reading.node.facts["init/views"]
    for index, one in enumerate(listed or ()):
        key = reading.reader.launched(one, reading.node, f"/init/views/{index}")
        reading.draft.values.setdefault("views", []).append(key)


def launch(reading: ViewReading, told: dict[str, Any], way: str) -> None:
    """What the view is told to do when it opens; consumed there, so that it overrules the rest.

    `way`: `init/`, or nothing for the keys that the next generation has on the view itself.
    """
    if reading.type == LINEAR:
        _place(reading, told, way)
    wanted = reading.node.facts.get(f"{way}tracks")
    if not isinstance(wanted, list):
        return
    found: list[tuple[str, Any, int | None]] = [(f"{way}tracks/{index}", one, None) for index, one in enumerate(wanted)]
    if wanted and all(isinstance(one, list) for one in wanted):
        found = [(f"{way}tracks/{at}/{index}", one, at) for at, level in enumerate(wanted) for index, one in enumerate(level)]
    if found and all(
        isinstance(one, str) or (isinstance(one, dict) and isinstance(one.get("trackId"), str)) for _, one, _ in found
    ):
        del reading.node.facts[f"{way}tracks"]
        for name, one, level in found:
            _track(reading, name, one, level)


def _place(reading: ViewReading, told: dict[str, Any], way: str) -> None:
    """The place that a linear view opens at: the whole genome where it names none."""
    draft = reading.draft
    assembly, text = told.get("assembly"), told.get("loc")
    other = reading.reader.assemblies.other(assembly) if isinstance(assembly, str) else UNSET
    found = [Interval()] if text is None and isinstance(assembly, str) else places.located(text, assembly)
    if isinstance(assembly, str):
        if other is UNSET:
            reading.also(f"{way}assembly", (GENOME, "id"))
            if assembly != reading.reader.assemblies.main:
                draft.native["init/assembly"] = assembly
        elif found:
            reading.also(f"{way}assembly", *((draft.owner, "loci", at, "genome") for at, _ in enumerate(found)))
        else:
            draft.native["init/assembly"] = assembly
            reading.fates[f"{way}assembly"] = Fate("native", "init/assembly")
    if found:
        found = places.on(found, other)
    if text is None and found:
        draft.values["loci"] = found
        draft.spelling["loci"] = {"loc": None}
    elif found:
        draft.values["loci"] = found
        reading.also(f"{way}loc", (draft.owner, "loci"))
        if places.spell(found) != text:
            draft.spelling["loci"] = {"loc": text}
    elif f"{way}loc" in reading.node.facts:
        draft.ignored[f"{way}loc"] = text
        reading.fates[f"{way}loc"] = Fate("ignored", f"{way}loc", "source.invalid")


def _track(reading: ViewReading, name: str, told: Any, level: int | None) -> None:
    """A track that the view opens by its id, with what it is told of its look."""
    track_id = told if isinstance(told, str) else told["trackId"]
    key = reading.reader.catalogue.open(track_id, Flat({}, reading.node, f"/{name}"))
    track = reading.reader.catalogue.drafts[key]
    track.native["shown/init"] = True
    if level is not None:
        track.native["shown/level"] = level
    reading.tracks.append(key)
    shown = (("tracks", key), "shown")
    if isinstance(told, str):
        reading.node.facts[name] = told
        reading.also(name, shown)
        return
    facts = flatten(told, _snapshot(reading, track, name, told))
    fates = {"trackId": Fate("feeds", (shown,))}
    for which, value in facts.items():
        if which != "trackId":
            fates[which] = track.aside(which, value, None, "shown/init/")
    reading.reader.ledger.bind(Flat(facts, reading.node, f"/{name}"), NO_WORDS, track.owner, "", fates)


def _snapshot(reading: ViewReading, track: TrackDraft, name: str, told: dict[str, Any]) -> tuple[str, ...]:
    """What a track is told of its display, which is what a display in the view would say of itself."""
    held = told.get(SNAPSHOT)
    if not isinstance(held, dict) or not held or track.entry is not None:
        return ()
    track.entry, track.seen, track.step = held, Flat({}, reading.node, f"/{name}"), f"/{SNAPSHOT}"
    track.native[INITIAL] = "type" in held
    return (SNAPSHOT,)
