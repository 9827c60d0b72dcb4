"""IGV desktop session XML, edited by hand."""

from __future__ import annotations

from typing import Any

from lxml import etree

from tests.contract.editors.base import ADDED, LOCATION, LOCUS, RENAMED, Editor, Uneditable

_PARTS = ("_coverage", "_junctions")


class XmlEditor(Editor):
    """IGV desktop session XML: what belongs to one file is several elements."""

    shown_once = True

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
                    if resource.get("path") == _base(track) and not self._has_sample(_base(track)):
                        listed.remove(resource)

    def _has_sample(self, location: str) -> bool:
        """Whether a track shows a sample of the file, which IGV keeps for it."""
        return any(str(one.get("id")).startswith(f"{location}_") for one in self.root.iter("Track"))

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
