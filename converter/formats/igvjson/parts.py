"""Alignment files as IGV desktop has them: coverage, junctions and reads are track objects of their own, one after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import UNSET

from converter.formats._consume import consume
from converter.formats._igv import sized_by_reads, sorted_upwards
from converter.formats._parts import decide_shown
from converter.formats.igvjson import desktop, names
from converter.loss.ledger import Fate, Ledger, own

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from converter.formats._draft import Draft
    from converter.formats._json import Node
    from converter.formats.igvjson.files import Files

    Leave = Callable[[Node, frozenset[str], Draft, dict[str, Fate], str], None]


def part_of(node: Node) -> tuple[Any, str | None]:
    """The location, and which part of an alignment a track is; None where it is none."""
    facts = node.data
    kind = facts.get("type")
    if kind == "junction" and facts.get("format") not in ("bam", "cram", "sam"):
        return None, None
    location = facts.get("url", facts.get("path"))
    part = names.PARTS.get(kind) if isinstance(kind, str) and isinstance(location, str) and location else None
    return location, part


def group(nodes: list[Node], at: int) -> list[Node]:
    """Consecutive tracks, from the one at `at`, that are parts of one alignment file."""
    location, which = part_of(nodes[at])
    if which is None:
        return nodes[at : at + 1]
    seen, end = {which}, at + 1
    while end < len(nodes):
        there, which = part_of(nodes[end])
        if which is None or which in seen or there != location:
            break
        seen.add(which)
        end += 1
    return nodes[at:end]


class PartsReader:
    """Reads the objects of one alignment file into the draft of its track; `leave` keeps what has no meaning."""

    def __init__(self, ledger: Ledger, files: Files, leave: Leave) -> None:
        self.ledger = ledger
        self.files = files
        self.leave = leave

    def read(self, objects: list[Node], draft: Draft) -> bool:
        """Coverage, junctions and reads in the order in which they stand; returns whether any of them is shown."""
        draft.set("kind", "alignment")
        parts = [(part_of(node)[1] or "reads", node) for node in objects]
        naming = next((node for which, node in parts if which == "reads"), objects[0])
        kind = own("kind") if any(which == "reads" for which, _ in parts) else own("kind", "parts.reads.visible")
        by_part = {which: self._part(which, node, draft, kind, naming=node is naming) for which, node in parts}
        return decide_shown({which: draft.get(f"parts.{which}.visible") for which in by_part}, by_part)

    def _part(self, which: str, node: Node, draft: Draft, kind: Fate, *, naming: bool) -> dict[str, Fate]:
        """The object of one part; the `naming` one says the name and the order of the whole track."""
        facts, fates = node.data, dict[str, Fate]()
        if draft.get("source") is UNSET:
            draft.set("source", self.files.of(node, draft.owner, fates))
        else:
            self.files.again(node, draft.get("source"), fates, "format" if which == "junctions" else "")
        draft.branch(f"parts.{which}")
        rel = f"{which}/"
        table = desktop.PARTS[which]
        told = consume(self.ledger, node, facts, table, draft, rel)
        sorted_upwards(draft, told, upwards=False, prefix=f"parts.{which}.")
        sized_by_reads(draft, facts, table, told, f"parts.{which}.")
        told.update(fates)
        told["type"] = kind
        if isinstance(facts.get("name"), str):
            field = "name" if naming else f"parts.{which}.name"
            draft.set(field, facts["name"])
            told["name"] = Fate("feeds", ((draft.owner, field),))
        if naming and isinstance(facts.get("order"), int | float):
            draft.set("order", draft.native.pop(f"{rel}order"))
            told["order"] = Fate("feeds", ((draft.owner, "order"),))
        self._id(facts, which, draft, told)
        self.leave(node, table.deeper, draft, told, rel)
        return told

    def _id(self, facts: Mapping[str, Any], which: str, draft: Draft, fates: dict[str, Fate]) -> None:
        text, location = (facts.get("id"), self.files.sources[draft.get("source")].location)
        if not isinstance(text, str):
            return
        if text == f"{location}{names.PART_ENDINGS[which]}":
            draft.spelling[f"{which}/id"] = text
            fates["id"] = Fate("structural", "id")
        else:
            draft.native[f"{which}/id"] = text
            fates["id"] = Fate("native", f"{which}/id")
