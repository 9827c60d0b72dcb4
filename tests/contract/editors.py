"""Documents edited as a person would: a track renamed, deleted, added or moved, the place in view changed, or all of it."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Callable

RENAMED, ADDED = "Renamed by hand", "Added by hand"
LOCATION = "https://added.example.org/added.bed"
LOCUS = "scaffold_7:1001-2000"
_PARTS = ("_coverage", "_junctions")


class Uneditable(Exception):  # noqa: N818 - says that an edit does not apply, no error
    """The document has nothing that this edit could be made to."""


ONE = ("delete", "rename", "reorder", "add", "move")
EDITS = (*ONE, "several")


def edited(form: str, edit: str, document: bytes) -> tuple[bytes, set[str]]:
    """The document after an edit of `EDITS`, and which were made to it; `Uneditable` where it does not apply.

    Several are one after the other, each to what the last one left: the first track is deleted, the next renamed.
    """
    editor, made = EDITORS[form](document), set[str]()
    for one in ONE if edit == "several" else (edit,):
        try:
            getattr(editor, one)()
        except Uneditable:
            continue
        made.add(one)
    if not made or (edit == "several" and "reorder" not in made):
        raise Uneditable
    return editor.document(), made


class XmlEditor:
    """IGV desktop session XML: what belongs to one file is several elements."""

    def __init__(self, document: bytes) -> None:
        self.root = etree.fromstring(document)
        self.session = next(one for one in self.root.iter() if one.tag.lower() in ("session", "global"))

    def document(self) -> bytes:
        return etree.tostring(self.root)

    def groups(self) -> list[list[Any]]:
        """The elements of each file, of the first panel that has any."""
        found: dict[str, list[Any]] = {}
        panel = next((one for one in self.session if one.find("Track") is not None), None)
        for track in panel.findall("Track") if panel is not None else ():
            if track.get("id") == "Reference sequence":
                continue
            found.setdefault(_base(track), []).append(track)
        if not found:
            raise Uneditable
        return list(found.values())

    def rename(self) -> None:
        group = self.groups()[0]
        next((one for one in group if one.get("id") == _base(one)), group[0]).set("name", RENAMED)

    def delete(self) -> None:
        for track in self.groups()[0]:
            track.getparent().remove(track)
            for listed in self.session.findall("Resources"):
                for resource in listed.findall("Resource"):
                    if resource.get("path") == _base(track):
                        listed.remove(resource)

    def add(self) -> None:
        resources = self.session.find("Resources")
        if resources is None:
            raise Uneditable
        etree.SubElement(resources, "Resource", path=LOCATION)
        etree.SubElement(self.groups()[-1][-1].getparent(), "Track", id=LOCATION, name=ADDED, visible="true")

    def reorder(self) -> None:
        groups = self.groups()
        if len(groups) < 2:
            raise Uneditable
        for track in groups[0]:
            track.getparent().append(track)

    def move(self) -> None:
        self.session.set("locus", LOCUS)
        for genes in self.session.findall("GeneList"):
            self.session.remove(genes)


def _base(track: Any) -> str:
    text: str = track.get("id", "")
    return next((text.removesuffix(part) for part in _PARTS if text.endswith(part)), text)


class JsonEditor:
    """A JSON document with a list of tracks; says what all of them have in common."""

    def __init__(self, document: bytes) -> None:
        self.root = json.loads(document)

    def document(self) -> bytes:
        return json.dumps(self.root).encode()

    def shown(self) -> list[Any]:
        """The list of what is shown, top to bottom."""
        raise NotImplementedError

    def named(self, entry: Any) -> dict[str, Any]:
        """What holds the name of an entry of that list."""
        raise NotImplementedError

    def entry(self) -> Any:
        if not self.shown():
            raise Uneditable
        return self.shown()[0]

    def rename(self) -> None:
        self.named(self.entry())["name"] = RENAMED

    def delete(self) -> None:
        self.shown().remove(self.entry())

    def delete_first(self) -> None:
        """Delete the first of several tracks of one file."""
        self.delete()

    def reorder(self) -> None:
        shown = self.shown()
        if len(shown) < 2:
            raise Uneditable
        shown.append(shown.pop(0))


class NeutralEditor(JsonEditor):
    """The neutral session."""

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


class JBrowseEditor(JsonEditor):
    """A JBrowse config: a catalogue of tracks, and a default session whose first view shows some of them."""

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


class AnalyticsEditor(JsonEditor):
    """An analytics session: series, of which the first panel names those that it shows, or shows all."""

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


class UcscEditor:
    """A hub of UCSC: a stanza for each track, and their priorities decide the order."""

    def __init__(self, document: bytes) -> None:
        self.stanzas = [one.split("\n") for one in re.split(r"\n\s*\n", document.decode().strip("\n"))]

    def document(self) -> bytes:
        return ("\n\n".join("\n".join(one) for one in self.stanzas) + "\n").encode()

    def tracks(self) -> list[list[str]]:
        """The stanzas of shown tracks that stand in no container, in the order in which they are shown."""
        found = [one for one in self.stanzas if one[0].startswith("track ") and _setting(one, "bigDataUrl")]
        shown = [one for one in found if _setting(one, "visibility") not in ("", "hide")]
        if not shown:
            raise Uneditable
        return sorted(shown, key=lambda one: float(_setting(one, "priority") or 0))

    def rename(self) -> None:
        first = self.tracks()[0]
        name = _setting(first, "shortLabel")
        first[:] = [f"{line.removesuffix(name)}{RENAMED}" if line.endswith(f"Label {name}") else line for line in first]

    def delete(self) -> None:
        self.stanzas.remove(self.tracks()[0])

    def delete_first(self) -> None:
        """Delete the first of several tracks of one file."""
        self.delete()

    def add(self) -> None:
        last = max(float(_setting(one, "priority") or 0) for one in self.tracks())
        said = {"track": "added", "bigDataUrl": LOCATION, "shortLabel": ADDED, "longLabel": ADDED}
        said |= {"type": "bigBed", "visibility": "pack", "priority": str(last + 1)}
        at = self.stanzas.index(self.tracks()[-1])
        self.stanzas.insert(at + 1, [f"{key} {value}" for key, value in said.items()])

    def reorder(self) -> None:
        tracks = self.tracks()
        numbers = [_setting(one, "priority") for one in tracks]
        if len(tracks) < 2 or not all(numbers):
            raise Uneditable
        for one, number in zip([*tracks[1:], tracks[0]], numbers, strict=True):
            one[:] = [f"priority {number}" if line.strip().startswith("priority ") else line for line in one]

    def move(self) -> None:
        genome = next((one for one in self.stanzas if one[0].startswith("genome ")), None)
        if genome is None:
            raise Uneditable
        genome[:] = [*(line for line in genome if not line.startswith("defaultPos ")), f"defaultPos {LOCUS}"]


def _setting(stanza: list[str], key: str) -> str:
    return next((line.strip().partition(" ")[2] for line in stanza if line.strip().startswith(f"{key} ")), "")


EDITORS: dict[str, Callable[[bytes], Any]] = {
    "igvxml": XmlEditor,
    "neutral": NeutralEditor,
    "igvjson": IgvJsonEditor,
    "jbrowse2": JBrowseEditor,
    "analytics": AnalyticsEditor,
    "ucsc": UcscEditor,
}
"""Whoever adds a format that is written says here how a person would edit its documents."""
