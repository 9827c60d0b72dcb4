"""Tracks of connected hubs: a saved session holds the configurations that it got of each (`BaseConnectionModelFactory`)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from converter.formats.jbrowse2.flat import Flat, nested, objects
from converter.formats.jbrowse2.genomes import NO_WORDS
from converter.loss.ledger import SESSION

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from converter.formats.jbrowse2.drafts import Draft
    from converter.formats.jbrowse2.tracks import Catalogue
    from converter.loss.ledger import Fate

CONNECTIONS = "connectionInstances"
_BELOW = re.compile(rf"{CONNECTIONS}/(\d{{1,9}})(?:/(.+))?", re.DOTALL)


def read(catalogue: Catalogue, draft: Draft, node: Flat, fates: dict[str, Fate]) -> None:
    """Take the connections with tracks from the facts of the session, each as an object of its own."""
    raw = node.facts.get(CONNECTIONS)
    if not isinstance(raw, list) or not any(isinstance(one, dict) and objects(one.get("tracks")) for one in raw):
        return
    del node.facts[CONNECTIONS]
    found = 0
    for index, one in enumerate(raw):
        step, key = f"{CONNECTIONS}/{index}", f"{CONNECTIONS}/{found}"
        if not isinstance(one, dict) or not one:
            draft.strays(node, {CONNECTIONS: {step: one}}, fates)
            continue
        apart = ("tracks",) if objects(one.get("tracks")) else ()
        place = Flat.of(one, node, f"/{step}", apart)
        said = {name: draft.aside(name, value, None, f"{key}/") for name, value in place.facts.items()}
        catalogue.ledger.bind(place, NO_WORDS, SESSION, "", said)
        found += 1
        if apart:
            catalogue.add_all(one["tracks"], place, "/tracks", key)


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
