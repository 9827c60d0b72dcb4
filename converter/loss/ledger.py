"""The ledger of a reading: every fact of the source, and which neutral field it feeds.

A reader binds each element or object of the source, once, to the neutral object that it describes and to the table of
words it was read with. The table then answers for all its words at once; only what is out of the ordinary (unknown
names, beaten duplicates, structural names, facts that feed other objects) is noted one by one. Place strings are built
for entries only.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

import msgspec

from converter.model.refs import COLLECTIONS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Owner = tuple[str, str]
"""A neutral object: its collection and its id, e.g. ("tracks", "t2"); singletons have the id ""."""

SESSION: Owner = ("session", "")
GENOME: Owner = ("genome", "")
SAMPLES: Owner = ("samples", "")
ANALYTICS: Owner = ("analytics", "")


Fed = tuple[Owner, str] | tuple[Owner, str, range] | tuple[Owner, str, int, str]
"""What a fact feeds: a field, a part of one place in a field that lists places, or where an object stands in a list: over those
in the range."""


class Fate(NamedTuple):
    """What a reader says of a fact that its table does not answer for.

    `kind`: feeds, own, lists, native, ignored, superseded, structural. `detail`: for feeds the (owner, field) pairs, or, of a
    place in a list of places, (owner, field, index, part), where the part is empty for the place itself, or, of an order that
    keeps an object over some of a list, (owner, field, range); for own the fields of the object that the place is bound to; for
    lists (a reference in a list) the pair of the list and that of the object; for native and ignored the key in the owner's
    extras, or (format, key); for superseded and structural the reason or name.
    """

    kind: str
    detail: Any = None
    code: str | None = None


@cache
def own(*fields: str) -> Fate:
    """The fate of a fact that feeds these fields of the object that its place is bound to."""
    return Fate("own", fields)


@cache
def structural(name: str) -> Fate:
    """The fate of a fact that only lays out the document, by the name under which the format lists it."""
    return Fate("structural", name)


class Place(Protocol):
    """One element or object of the source document."""

    @property
    def path(self) -> str:
        """XML path or JSON pointer."""

    @property
    def line(self) -> int | None:
        """1-based line, if the parser knows it."""

    @property
    def count(self) -> int:
        """Facts that it says itself."""

    def place(self, name: str) -> str:
        """Path of one of its facts."""

    def names(self) -> Iterable[str]:
        """Names of what it says itself: attributes and text, keys or indexes."""

    def weight(self, name: str) -> int:
        """How many facts the value of a name is: 1, or those below it where it is a container taken whole."""

    def value(self, name: str) -> Any:
        """The value of one of its facts, `UNSET` where it has none of that name."""


class Words(Protocol):
    """What the ledger needs to know of a table of words."""

    def fields_of(self, name: str) -> tuple[str, ...]:
        """The dotted fields that the wire name feeds."""

    def respelled(self, name: str, raw: Any) -> Any:
        """The usual spelling of what a wire value means; `UNSET` for a name that is no word."""

    def names_of(self, field: str) -> tuple[str, ...]:
        """The wire names that feed a dotted field."""


class Bound(msgspec.Struct, eq=False, gc=False):
    """A place of the source that describes `owner`; fields of its words lie below `prefix`."""

    node: Place
    words: Words
    owner: Owner
    prefix: str
    fates: dict[str, Fate]


class Put(msgspec.Struct, gc=False):
    """Where a document has an object: its place, and what the document itself calls it (stable under edits)."""

    place: str
    called: str


class Ledger:
    """What a reader took from where. With `recording` off only the objects' places are kept (for measuring)."""

    def __init__(self, *, recording: bool = True) -> None:
        self.recording = recording
        self.bound: list[Bound] = []
        self.objects: dict[Owner, Put] = {}
        self.total = 0
        """Facts of the document, counted by the walk that reads it."""
        self.scalar = False
        """Whether each name of a place is one fact, as in XML: no value is a container that is taken whole."""
        self.notices: list[Notice] = []
        self.config_taken = False
        """Whether the option `config` is part of the source, and so nothing that the target is to look at."""
        self.carried: str | None = None
        """Packed data of an earlier conversion that travelled in the document."""

    def bind(self, node: Place, words: Words, owner: Owner, prefix: str = "", fates: dict[str, Fate] | None = None) -> None:
        """Say that `node` was read with `words` into the object `owner`."""
        if self.recording:
            self.bound.append(Bound(node, words, owner, prefix, {} if fates is None else fates))

    def rename(self, names: Mapping[str, str]) -> None:
        """Call objects by other neutral ids everywhere."""
        for bound in self.bound:
            bound.owner = _called(bound.owner, names)
            bound.fates = {name: fate._replace(detail=_called(fate.detail, names)) for name, fate in bound.fates.items()}
        self.objects = {_called(owner, names): put for owner, put in self.objects.items()}
        self.notices = [one._replace(owner=_called(one.owner, names)) for one in self.notices]

    def put(self, owner: Owner, place: str, called: str) -> None:
        """Say where the document has the object `owner` and what it calls it, in the order of the document."""
        self.objects[owner] = Put(place, called)

    def notice(self, notice: Notice) -> None:
        """Add something worth saying that is no loss of a fact."""
        self.notices.append(notice)

    @property
    def accounted(self) -> int:
        """How many facts the reader bound; equals `total` for a reader that forgets nothing."""
        return sum(bound.node.count for bound in self.bound)


_PAIR = 2


def _called(detail: Any, names: Mapping[str, str]) -> Any:
    """What names objects, alone or in tuples of tuples, with their new ids."""
    if type(detail) is not tuple:
        return detail
    if len(detail) == _PAIR and detail[0] in COLLECTIONS and isinstance(detail[1], str):
        return detail[0], names.get(detail[1], detail[1])
    return tuple(_called(one, names) for one in detail)


class Notice(NamedTuple):
    """Something to say about a conversion that no lost fact says: an assumption, a warning on a kept fact."""

    code: str
    effect: str
    severity: str
    message: str
    owner: Owner | None = None
    field: str = ""
    hint: str | None = None
    emitted: Any = None
    place: str | None = None
    line: int | None = None
    original: Any = None
