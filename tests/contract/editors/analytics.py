"""An analytics session, edited by hand."""

from __future__ import annotations

from typing import Any

from tests.contract.editors.base import ADDED, LOCATION, LOCUS, JsonEditor, Uneditable


class AnalyticsEditor(JsonEditor):
    """An analytics session: series, of which the first panel names those that it shows, or shows all."""

    twins_told_apart = True

    def view(self) -> dict[str, Any]:
        panels = self.root.get("dashboard", {}).get("panels", [])
        if not panels and "locus" in self.root:
            return self.root  # type: ignore[no-any-return]
        if not panels or panels[0]["type"] != "genome":
            raise Uneditable
        panel: dict[str, Any] = panels[0]
        return panel

    def shown(self) -> list[Any]:
        view = self.view()
        series: list[Any] = self.root.get("series", []) if view is self.root else view.get("series", self.root.get("series", []))
        return series

    def named(self, entry: Any) -> dict[str, Any]:
        held = self.root["series"]
        found: dict[str, Any] = next(one for one in held if entry is one or one.get("id") == entry)
        return found

    def delete(self) -> None:
        gone = self.named(self.entry())
        self.root["series"].remove(gone)
        names = {one.get("id") for one in (gone, *gone.get("members", ()))}
        files = {one.get("track") for one in (gone, *gone.get("members", ()))}
        panels = self.root.get("dashboard", {}).get("panels", [])
        frames = [frame for panel in panels for frame in panel.get("frames", ())]
        for holder in (*panels, *frames, self.root.get("plot", {}), self.root.get("map", {})):
            if "series" in holder:
                holder["series"] = [name for name in holder["series"] if name not in names]
        self.root["thresholds"] = [one for one in self.root.get("thresholds", ()) if one.get("series") not in names]
        used = {one.get("track") for held in self.root["series"] for one in (held, *held.get("members", ()))}
        self.root["tracks"] = [one for one in self.root.get("tracks", ()) if one.get("id") not in files - used]

    def add(self) -> None:
        self.root.setdefault("tracks", []).append({"id": "added", "location": LOCATION})
        self.root.setdefault("series", []).append({"id": "added", "name": ADDED, "track": "added"})
        view = self.view()
        if view is not self.root and "series" in view:
            view["series"].append("added")

    def move(self) -> None:
        self.view()["locus"] = LOCUS
