"""A configuration in either form as one object, and the facts of its parts with their places for the ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec import UNSET

from converter.formats import _json
from converter.formats._json import leaves
from converter.formats.base import decoded
from converter.formats.jbrowse1 import conf
from converter.formats.jbrowse1.shape import is_bare
from converter.limits import check, measure
from converter.loss.ledger import Fate
from converter.loss.walk import escape

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from converter.formats.base import Job
    from converter.limits import Limits
    from converter.loss.ledger import Ledger, Owner, Words

DEEP = frozenset({"style", "metadata", "histograms", "aboutThisBrowser", "refSeqs", "bookmarks"})
"""Objects whose keys are facts by themselves; others are taken whole."""
TRACKS = "tracks"
CONFIG = "config"
"""Key of a track, whose object says what the track does not say itself (`JB_json_v1.regularizeTrackConfigs`)."""
BY_INCLUDE = Fate("superseded", "by an included file")


class Document(NamedTuple):
    """The root of a file; for the text form also its values with their lines, and the lines that say nothing."""

    root: dict[str, Any]
    tree: conf.Tree | None = None
    skipped: tuple[int, ...] = ()
    bare: bool = False
    """Whether the file is the list of tracks alone, which is then the `tracks` of the root."""

    def count(self, limits: Limits) -> int:
        """How many facts the file is. Raises `LimitError` for too many."""
        if self.tree is None:
            return measure(self.root[TRACKS] if self.bare else self.root, limits)[1]
        spots = (*self.tree.spots, *self.tree.beaten, *self.tree.lost)
        total = sum(_weight(spot.value) for spot in spots)
        check("facts", total, limits)
        return total


def opened(data: bytes, job: Job) -> Document:
    """The document of a file. Raises `MalformedError`."""
    if _json.looks_like(data):
        root = decoded(data, job)
        return Document({TRACKS: root}, bare=True) if isinstance(root, list) and is_bare(root) else Document(root)
    text = conf.parse(data, job.limits)
    tree = conf.Tree(text.spots)
    return Document(tree.root, tree, tuple(text.skipped))


def flat(held: Mapping[str, Any], at: str = "") -> Iterator[tuple[str, Any]]:
    """The facts of an object by the way to them, which is a JSON pointer without its first slash."""
    for key, value in held.items():
        name = f"{at}{escape(key)}"
        if isinstance(value, dict) and value and (key in DEEP or (key == CONFIG and not at)):
            yield from flat(value, f"{name}/")
        else:
            yield name, value


def _weight(value: Any) -> int:
    return sum(1 for _ in leaves(value, "")) if isinstance(value, dict | list) else 1


class Part:
    """The facts of one object of a JSON document, as the ledger needs them."""

    line: int | None = None

    def __init__(self, path: str, facts: dict[str, Any], ways: Mapping[str, str]) -> None:
        self.path = path
        self.facts = facts
        self.ways = ways

    @property
    def count(self) -> int:
        """How many facts it says."""
        return sum(map(_weight, self.facts.values()))

    def place(self, name: str) -> str:
        """Pointer, or line and key, of a fact."""
        return f"{self.path}/{self.ways.get(name, name)}"

    def names(self) -> Iterable[str]:
        """The names of its facts."""
        return self.facts

    def weight(self, name: str) -> int:
        """How many facts a value is."""
        return _weight(self.facts[name])

    def value(self, name: str) -> Any:
        """The value of a fact."""
        return self.facts.get(name, UNSET)


class Line(Part):
    """Facts that one line of the text form says of one object."""

    def __init__(self, path: str, line: int) -> None:
        super().__init__(path, {}, {})
        self.line = line
        self.weights: dict[str, int] = {}

    def add(self, name: str, value: Any, way: str, weight: int) -> None:
        """A fact: its name and value, the way to it from the line, and how many facts it is."""
        self.facts[name] = value
        self.ways = {**self.ways, name: way}
        self.weights[name] = weight

    @property
    def count(self) -> int:
        """How many facts it says."""
        return sum(self.weights.values())

    def weight(self, name: str) -> int:
        """How many facts the line says of a name."""
        return self.weights[name]


class Group:
    """The facts of one object (a track, a store, the rest of the document) by name.

    `own`: what the document says of it. `more`: what included files say of it, which overrules the document
    (`ConfigManager._loadIncludes` merges what is included over what includes it).
    """

    def __init__(
        self,
        steps: tuple[str, ...],
        held: Mapping[str, Any],
        spots: list[conf.Spot] | None = None,
        rest: Mapping[str, Any] | None = None,
    ) -> None:
        self.path = "".join(f"/{escape(step)}" for step in steps)
        self.own = {**dict(flat(held)), **(rest or {})}
        self.more: dict[str, Any] = {}
        self.inherited: dict[str, Any] = {}
        """What the document says of it elsewhere, where it says nothing itself."""
        self.ways: dict[str, str] = {}
        self.twice: set[str] = set()
        """What `config` says although the object says it itself."""
        for name in [name for name in self.own if name.startswith(f"{CONFIG}/")]:
            self._lift(name, name.removeprefix(f"{CONFIG}/"))
        self.lines = None if spots is None else self._lines(spots, len(steps))
        if self.lines:
            self.path = self.lines[0].path

    def _lift(self, name: str, bare: str) -> None:
        """What lies in `config` is said of the object itself, unless that says it."""
        if bare in self.own:
            self.twice.add(name)
        else:
            self.own[bare] = self.own.pop(name)
            self.ways[bare] = name

    def spread(self, name: str) -> bool:
        """Take a list of objects that JSON says apart into the facts of each; whether it was."""
        held = self.own.get(name)
        if self.lines is not None or name in self.ways or not isinstance(held, list):
            return False
        del self.own[name]
        for number, one in enumerate(held):
            way = f"{name}/{number}"
            self.own |= (
                {f"{way}/{escape(key)}": value for key, value in one.items()} if isinstance(one, dict) and one else {way: one}
            )
        return True

    def stand_alone(self) -> None:
        """Stand in a file that is the list of tracks alone, where `url` is what later versions call `urlTemplate`."""
        if self.path:
            self.path = self.path.removeprefix(f"/{TRACKS}")
            if "url" in self.own and "urlTemplate" not in self.own:
                self.own["urlTemplate"], self.ways["urlTemplate"] = self.own.pop("url"), "url"
        else:
            self.ways |= {name: name.removeprefix(f"{TRACKS}/") for name in self.own}

    def _lines(self, spots: list[conf.Spot], depth: int) -> list[Line]:
        """The facts by the lines that say them: each is what a value says, or one of the items of an array."""
        names = {self.ways.get(name, name): name for name in self.own}
        found: dict[str, Line] = {}
        for spot in spots:
            full = "/".join(map(escape, spot.steps[depth:]))
            while full and full not in names:
                full = full.rpartition("/")[0]
            enclosing = spot.inside[: max(0, depth - len(spot.steps) + len(spot.inside))]
            path = "/".join(("", str(spot.line), *map(escape, (spot.key, *enclosing) if enclosing else ())))
            inside = map(escape, spot.inside[len(enclosing) :])
            way = "/".join(inside if enclosing else (escape(spot.key), *inside))
            line = found.setdefault(path, Line(path, spot.line))
            line.add(names[full], self.own[names[full]], way, _weight(spot.value) + line.weights.get(names[full], 0))
        return list(found.values())

    @property
    def facts(self) -> dict[str, Any]:
        """All that is said, by whomever."""
        return {name: value for name, value in {**self.inherited, **self.own, **self.more}.items() if name not in self.twice}

    def bind(self, ledger: Ledger, words: Words, owner: Owner, fates: Mapping[str, Fate]) -> None:
        """Tell the ledger what became of the facts of the document."""
        told = {name: fate for name, fate in fates.items() if name in self.own}
        told |= dict.fromkeys(self.own.keys() & self.more.keys(), BY_INCLUDE)
        told |= dict.fromkeys(self.twice, Fate("superseded", "by the track itself"))
        if self.lines is None:
            if self.own:
                ledger.bind(Part(self.path, self.own, self.ways), words, owner, "", told)
            return
        for line in self.lines:
            ledger.bind(line, words, owner, "", {name: told[name] for name in line.facts if name in told})

    def place(self, name: str) -> str:
        """Where the document says something."""
        holders: list[Part] = [Part(self.path, self.own, self.ways)] if self.lines is None else [*self.lines]
        return next((one.place(name) for one in holders if name in one.facts), self.path)


def aside(ledger: Ledger, words: Words, owner: Owner, spot: conf.Spot, fate: Fate) -> None:
    """Tell the ledger of a value of the text form that the document does not hold."""
    name = "/".join(map(escape, spot.steps))
    way = ["", str(spot.line), *map(escape, (spot.key, *spot.inside))]
    line = Line("/".join(way[:-1]), spot.line)
    line.add(name, spot.value, way[-1], _weight(spot.value))
    ledger.bind(line, words, owner, "", {name: fate})
