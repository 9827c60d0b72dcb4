"""The neutral session, edited by hand."""

from __future__ import annotations

from typing import Any

from tests.contract.editors.base import ADDED, LOCATION, JsonEditor, Uneditable


class NeutralEditor(JsonEditor):
    """The neutral session."""

    twins_told_apart = True

    def view(self) -> dict[str, Any]:
        if not self.root.get("view_order"):
            raise Uneditable
        view: dict[str, Any] = self.root["views"][self.root.get("focused_view", self.root["view_order"][0])]
        return view

    def shown(self) -> list[Any]:
        tracks: list[Any] = self.view().get("tracks", [])
        return tracks

    def named(self, entry: Any) -> dict[str, Any]:
        track: dict[str, Any] = self.root["tracks"][entry]
        return track

    def delete(self) -> None:
        key = self.entry()
        if any(key in (one.get("same_as"), *one.get("members", ())) for one in self.root["tracks"].values()):
            raise Uneditable
        del self.root["tracks"][key]
        panels = (panel for view in self.root["views"].values() for panel in view.get("panels", {}).values())
        for holder in (self.root, *self.root["views"].values(), *panels):
            for name in ("track_order", "tracks"):
                if isinstance(holder.get(name), list) and key in holder[name]:
                    holder[name].remove(key)

    def add(self) -> None:
        self.entry()
        self.root["sources"] = {**self.root.get("sources", {}), "s999": {"location": LOCATION, "format": "bed"}}
        self.root["source_order"] = [*self.root.get("source_order", []), "s999"]
        self.root["tracks"]["t999"] = {"kind": "annotation", "name": ADDED, "source": "s999"}
        self.root["track_order"].append("t999")
        self.shown().append("t999")

    def reorder(self) -> None:
        super().reorder()
        shown = self.shown()
        for panel in self.view().get("panels", {}).values():
            panel["tracks"] = sorted(panel.get("tracks", []), key=lambda key: shown.index(key) if key in shown else 0)

    def move(self) -> None:
        self.view()["loci"] = [{"chrom": "scaffold_7", "start": 1000, "end": 2000}]
