"""Tracks of connected hubs: a saved session holds the configurations that it got of each (`BaseConnectionModelFactory`)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from converter.formats.jbrowse2.flat import Flat, flatten, nested, strays
from converter.formats.jbrowse2.genomes import NO_WORDS
from converter.loss.ledger import SESSION, Fate

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from converter.formats.jbrowse2.drafts import Draft
    from converter.formats.jbrowse2.tracks import Catalogue

CONNECTIONS = "connectionInstances"
_WORDS = ("name", "type", "configuration")
_LISTED = ("config/connections/", "sessionConnections/")
_BELOW = re.compile(rf"{CONNECTIONS}/(\d{{1,9}})(?:/(.+))?", re.DOTALL)


def read(catalogue: Catalogue, draft: Draft, node: Flat, fates: dict[str, Fate]) -> None:
    """Take the connections from the facts of the session, each as an object of its own.

    Of one that JBrowse refuses the tracks are tracks of the session.
    """
    raw = node.facts.get(CONNECTIONS)
    if not isinstance(raw, list) or not raw:
        return
    del node.facts[CONNECTIONS]
    found = 0
    for index, one in enumerate(raw):
        step, key = f"{CONNECTIONS}/{index}", f"{CONNECTIONS}/{found}"
        lists = strays(one, ("tracks",)) if isinstance(one, dict) else {}
        whole = _is_whole(one, lists)
        if not (whole or lists):
            draft.strays(node, {CONNECTIONS: {step: one}}, fates)
            continue
        place = Flat(flatten(one, lists), node, f"/{step}")
        if whole:
            said = {name: draft.aside(name, value, None, f"{key}/") for name, value in place.facts.items()}
            found += 1
        else:
            key = step
            said = dict.fromkeys(place.facts, Fate("ignored", key, "source.invalid"))
            draft.ignored[key] = {name: value for name, value in one.items() if name not in lists}
        draft.strays(place, lists, said, f"{key}/")
        catalogue.ledger.bind(place, NO_WORDS, SESSION, "", said)
        for name in lists:
            catalogue.add_all(one[name], place, f"/{name}", key if whole else "sessionTracks")


def _is_whole(raw: Any, lists: Mapping[str, Any]) -> bool:
    """Whether JBrowse takes a connection of a session: it needs its words, and as tracks nothing else."""
    return (
        isinstance(raw, dict)
        and all(isinstance(raw.get(name), str) for name in _WORDS)
        and (bool(lists) or raw.get("tracks", []) == [])
    )


def known(native: Mapping[str, Any]) -> set[str]:
    """The ids of the connections that a configuration and its session have."""
    listed = [value for name, value in native.items() if name.startswith(_LISTED)]
    return {str(one["connectionId"]) for one in listed}


def number(holder: str) -> int | None:
    """Which connection something belongs to, by the way to it; None for what belongs to none."""
    found = _BELOW.fullmatch(holder)
    return int(found[1]) if found else None


def written(native: Mapping[str, Any], numbers: Iterable[int]) -> dict[int, dict[str, Any]]:
    """The connections by their numbers: what the session says of them, and those of these numbers."""
    held: dict[int, dict[str, Any]] = {one: {} for one in sorted(numbers)}
    for name, value in native.items():
        found = _BELOW.fullmatch(name)
        if found is not None and found[2]:
            nested([(found[2], value)], held.setdefault(int(found[1]), {}))
    return dict(sorted(held.items()))
