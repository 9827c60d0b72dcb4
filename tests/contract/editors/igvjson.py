"""The JSON of igv.js, edited by hand."""

from __future__ import annotations

from typing import Any

from tests.contract.editors.base import ADDED, LOCATION, LOCUS, JsonEditor, Uneditable


class IgvJsonEditor(JsonEditor):
    """igv.js: one list, whose `order`, where it is given, decides; the genome's own place beats that of the session."""

    def shown(self) -> list[Any]:
        tracks: list[Any] = self.root if isinstance(self.root, list) else self.root.get("tracks", [])
        return tracks

    def entry(self) -> Any:
        found = next((one for one in self.shown() if one.get("type") not in ("sequence", "ideogram", "ruler")), None)
        if found is None:
            raise Uneditable
        return found

    def named(self, entry: Any) -> dict[str, Any]:
        track: dict[str, Any] = entry
        return track

    def add(self) -> None:
        self.shown().append({"type": "annotation", "format": "bed", "name": ADDED, "url": LOCATION})

    def reorder(self) -> None:
        orders = [one.get("order") for one in self.shown()]
        super().reorder()
        for one, order in zip(self.shown(), orders, strict=True):
            one.pop("order", None)
            one.update({} if order is None else {"order": order})

    def move(self) -> None:
        if isinstance(self.root, list):
            raise Uneditable
        genome = self.root.get("reference")
        holder = genome if isinstance(genome, dict) and "locus" in genome else self.root
        holder["locus"] = LOCUS
        self.root.pop("geneList", None)
