"""What goes into a package, and where in it: names that every system can hold, each file once."""

from __future__ import annotations

import re
from functools import partial
from itertools import count
from typing import TYPE_CHECKING, NamedTuple

from converter.resources.location import basename

if TYPE_CHECKING:
    from collections.abc import Callable

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
    """The files of a package, each packed once.

    No two have one name, be it in folders of their own: IGV desktop before 2.17 takes files of one name for one track.
    """

    def __init__(self, store: Store) -> None:
        self.store = store
        self.files: dict[str, Packed] = {}
        """By the place that the file has outside."""
        self._taken: set[str] = set()
        self._kept: dict[str, str] = {}

    def add(self, location: str) -> str | None:
        """Take in the file, or all files below the folder, of a location; what it is called in the package, None if missing."""
        file = self.store.find(location)
        if file is not None:
            return self._put(location, file, "data", lambda: self._free(plain_name(file.name)))
        tree = self.store.below(location)
        if not tree:
            return None
        top = self._free(plain_name(basename(location.rstrip("/\\"))))
        for path, one in tree:
            self._put(location, one, "data", partial(self._free, f"{top}/{'/'.join(map(plain_name, path.split('/')))}", room=""))
        return top

    def add_companion(self, file: File, data: File, role: str) -> None:
        """Take in the index or coverage of a packed file, wherever it lies, under the name by which it is found beside that."""
        name = f"{self.files[data.place].name}.{file.name.rpartition('.')[2]}"
        self._put(file.name, file, role, partial(self._free, name, room=""))

    def reserved(self, location: str) -> str:
        """A name in the package for a file that is missing, where whoever has it can put it."""
        if location not in self._kept:
            self._kept[location] = self._free(plain_name(basename(location)))
        return self._kept[location]

    def _put(self, location: str, file: File, role: str, name: Callable[[], str]) -> str:
        if file.place not in self.files:
            self.files[file.place] = Packed(location, name(), role, file)
        return self.files[file.place].name

    def _free(self, path: str, room: str = f"{DATA}/") -> str:
        """A name that is not taken: the last step with a number in front where it is."""
        folder, slash, last = path.rpartition("/")
        names = (f"{room}{folder}{slash}{'' if number == 1 else f'{number}-'}{last}" for number in count(1))
        name = next(one for one in names if one.lower() not in self._taken)
        self._taken.add(name.lower())
        return name


def plain_name(name: str) -> str:
    """A file name of letters, digits and `._+-` only, which needs no quoting in any session or system."""
    return _ODD.sub("_", name).lstrip(".-") or "file"
