"""What goes into a package, and where in it: names that every system can hold, each file once."""

from __future__ import annotations

import re
from itertools import count
from typing import TYPE_CHECKING, NamedTuple

from converter.resources.location import basename

if TYPE_CHECKING:
    from converter.package.files import File, Store

DATA = "data"
_ODD = re.compile(r"[^A-Za-z0-9._+-]+")


class Packed(NamedTuple):
    """A file in the package: how the session named it, its name in the package, what it serves as, and the file."""

    location: str
    name: str
    role: str
    file: File


class Contents:
    """The files of a package. Each is packed once; files of one folder stay together, so that an index is found."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.files: dict[str, Packed] = {}
        """By the place that the file has outside."""
        self._taken: set[str] = set()
        self._rooms: dict[str, str] = {}
        self._kept: dict[str, str] = {}

    def add(self, location: str, role: str = "data") -> str | None:
        """Take in the file, or all files below the folder, of a location; what it is called in the package, None if missing."""
        file = self.store.find(location)
        if file is not None:
            return self.put(location, file, role)
        tree = self.store.below(location)
        if not tree:
            return None
        top = self._free(DATA, plain_name(basename(location.rstrip("/\\"))))
        for path, one in tree:
            name = self._free(top, *(plain_name(step) for step in path.split("/")))
            self.files.setdefault(one.place, Packed(location, name, role, one))
        return top

    def put(self, location: str, file: File, role: str) -> str:
        """Take in one file; what it is called in the package."""
        if file.place not in self.files:
            name = self._free(self._rooms.get(file.folder, DATA), plain_name(file.name))
            self._rooms.setdefault(file.folder, name.rpartition("/")[0])
            self.files[file.place] = Packed(location, name, role, file)
        return self.files[file.place].name

    def reserved(self, location: str) -> str:
        """A name in the package for a file that is missing, where whoever has it can put it."""
        if location not in self._kept:
            self._kept[location] = self._free(DATA, plain_name(basename(location)))
        return self._kept[location]

    def _free(self, room: str, *steps: str) -> str:
        """A name in a folder of the package that is not taken, else one in a numbered folder below that."""
        path = "/".join(steps)
        rooms = (room if number == 1 else f"{room}/{number}" for number in count(1))
        name = next(f"{one}/{path}" for one in rooms if f"{one}/{path}".lower() not in self._taken)
        self._taken.add(name.lower())
        return name


def plain_name(name: str) -> str:
    """A file name of letters, digits and `._+-` only, which needs no quoting in any session or system."""
    return _ODD.sub("_", name).lstrip(".-") or "file"
