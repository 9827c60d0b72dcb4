"""A hub of UCSC, edited by hand."""

from __future__ import annotations

import re

from tests.contract.editors.base import ADDED, LOCATION, LOCUS, RENAMED, Editor, Uneditable


class UcscEditor(Editor):
    """A hub of UCSC: a stanza for each track, and their priorities decide the order."""

    twins_told_apart = True

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
