"""What a person does to a document: a track renamed, deleted, added or moved, the place in view changed, or all of it."""

from __future__ import annotations

import json
from typing import Any, ClassVar

RENAMED, ADDED = "Renamed by hand", "Added by hand"
LOCATION = "https://added.example.org/added.bed"
LOCUS = "scaffold_7:1001-2000"
ONE = ("delete", "rename", "reorder", "add", "move")
EDITS = (*ONE, "several")


class Uneditable(Exception):  # noqa: N818 - says that an edit does not apply, no error
    """The document has nothing that this edit could be made to."""


class Editor:
    """Edits a document of one format as a person would; `Uneditable` where it has nothing that the edit could be made to."""

    edits: ClassVar[tuple[str, ...]] = EDITS
    """Which of `EDITS` the format knows at all; without `move` where its documents name no place."""
    shown_once: ClassVar[bool] = False
    """Whether the application shows a file as one track, so that a document never has two of it."""
    twins_told_apart: ClassVar[bool] = False
    """Whether carried data finds the right one of two tracks of one file and name, by an id that each of them has."""

    def __init__(self, document: bytes) -> None:
        raise NotImplementedError

    def document(self) -> bytes:
        """The document as it is after the edits."""
        raise NotImplementedError

    def rename(self) -> None:
        """Call the first shown track `RENAMED`."""
        raise NotImplementedError

    def delete(self) -> None:
        """Delete the first shown track, and its file where no other uses it."""
        raise NotImplementedError

    def delete_first(self) -> None:
        """Delete the first shown track, which shares its file with the second."""
        self.delete()

    def add(self) -> None:
        """Show a track of `LOCATION`, called `ADDED`, below the others."""
        raise NotImplementedError

    def reorder(self) -> None:
        """Put the first shown track behind the others."""
        raise NotImplementedError

    def move(self) -> None:
        """Go to `LOCUS`."""
        raise NotImplementedError


class JsonEditor(Editor):
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

    def reorder(self) -> None:
        shown = self.shown()
        if len(shown) < 2:
            raise Uneditable
        shown.append(shown.pop(0))
