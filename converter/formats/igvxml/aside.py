"""Elements that the model has no words for, kept flat by their relative place; `rebuilt` makes elements of them again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from converter.formats._xml import TEXT
from converter.formats.igvxml.mapping import NOTHING
from converter.loss.ledger import Fate

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from converter.formats._draft import Draft
    from converter.formats._xml import Node
    from converter.loss.ledger import Ledger


OUTSIDE = "outside:"
"""Begins the keys of facts that stand around the session's element; their places are absolute."""


def set_aside(ledger: Ledger, node: Node, draft: Draft, place: str, *, native: bool = False) -> None:
    """Keep an element and all below it in the draft's extras, under `place` (its relative path), and bind them."""
    kind, held = ("native", draft.native) if native else ("ignored", draft.ignored)
    fates: dict[str, Fate] = {}
    for name in node.names():
        key = f"{place}/{name}" if name == TEXT else f"{place}/@{name}"
        held[key] = node.value(name)
        fates[name] = Fate(kind, key)
    ledger.bind(node, NOTHING, draft.owner, fates=fates)
    set_aside_below(ledger, node, draft, place, native=native)


def set_aside_below(ledger: Ledger, node: Node, draft: Draft, place: str, *, native: bool = False) -> None:
    """Set aside all that stands in an element whose own place is `place`."""
    for child, step in steps(node):
        set_aside(ledger, child, draft, f"{place}/{step}", native=native)


def set_aside_others(ledger: Ledger, node: Node, known: Callable[[Node], bool], draft: Draft, place: str) -> None:
    """Set aside the children of an element that are not known."""
    for child, step in steps(node):
        if not known(child):
            set_aside(ledger, child, draft, f"{place}/{step}")


def blanks(attrib: Mapping[str, str], draft: Draft) -> dict[str, Fate]:
    """Keep what an attribute of a session or a file says in blanks alone, which IGV takes for absent (`getAttribute`)."""
    found = {name: Fate("ignored", f"@{name}") for name, text in attrib.items() if not text or text.isspace()}
    draft.ignored.update({f"@{name}": attrib[name] for name in found})
    return found


def steps(node: Node) -> list[tuple[Node, str]]:
    """The children with their names, numbered where a name repeats."""
    if len(node.children) < 2:  # noqa: PLR2004 - nothing repeats
        return [(child, child.tag) for child in node.children]
    total: dict[str, int] = {}
    for child in node.children:
        total[child.tag] = total.get(child.tag, 0) + 1
    seen: dict[str, int] = {}
    named = []
    for child in node.children:
        seen[child.tag] = index = seen.get(child.tag, 0) + 1
        named.append((child, f"{child.tag}[{index}]" if total[child.tag] > 1 else child.tag))
    return named
