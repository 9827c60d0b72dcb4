"""A config of JBrowse 2, edited by hand."""

from __future__ import annotations

from typing import Any

from tests.contract.editors.base import ADDED, LOCATION, LOCUS, JsonEditor, Uneditable


class JBrowseEditor(JsonEditor):
    """A JBrowse config: a catalogue of tracks, and a default session whose first view shows some of them."""

    twins_told_apart = True

    def view(self) -> dict[str, Any]:
        views = self.root.get("defaultSession", {}).get("views", [])
        if not views or views[0]["type"] != "LinearGenomeView":
            raise Uneditable
        view: dict[str, Any] = views[0]
        return view

    def shown(self) -> list[Any]:
        view = self.view()
        holder = view["init"] if "tracks" in view.get("init", {}) else view
        tracks: list[Any] = holder.get("tracks", [])
        return tracks

    def track_id(self, entry: Any) -> str:
        found = entry if isinstance(entry, str) else entry.get("trackId") or entry.get("configuration")
        return str(found)

    def named(self, entry: Any) -> dict[str, Any]:
        for track in self.root.get("tracks", ()):
            if track["trackId"] == self.track_id(entry):
                found: dict[str, Any] = track
                return found
        raise Uneditable

    def delete(self) -> None:
        track = self.named(self.entry())
        self.root["tracks"].remove(track)
        super().delete()

    def add(self) -> None:
        names = self.named(self.entry()).get("assemblyNames", [])
        adapter = {"type": "BedAdapter", "bedLocation": {"uri": LOCATION, "locationType": "UriLocation"}}
        track = {"type": "FeatureTrack", "trackId": "added", "name": ADDED, "assemblyNames": names, "adapter": adapter}
        self.root["tracks"].append(track)
        display = {"id": "added-display", "type": "LinearBasicDisplay"}
        whole = {"id": "added-shown", "type": "FeatureTrack", "configuration": "added", "displays": [display]}
        self.shown().append("added" if isinstance(self.entry(), str) or "trackId" in self.entry() else whole)

    def move(self) -> None:
        view = self.view()
        if "init" not in view:
            raise Uneditable
        view["init"]["loc"] = LOCUS
