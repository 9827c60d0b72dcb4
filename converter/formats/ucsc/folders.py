"""The groups of a hub that is written, and the order of its tracks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from converter.formats.ucsc.groups import Group, rank
from converter.formats.ucsc.mapping import one_line
from converter.formats.ucsc.sections import Sections
from converter.formats.ucsc.settings import extras_of
from converter.formats.ucsc.shape import Setting, Stanza
from converter.secrets import redact

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from converter.model import Session, Track

_GROUPS = "groups/"
_OTHER = re.compile(r"[^A-Za-z0-9_]+")


class Names:
    """Names of tracks in a hub: letters, digits and underscores, each once."""

    def __init__(self) -> None:
        self.taken: set[str] = set()

    def of(self, wish: str) -> str:
        """The wish as a name that nobody has yet."""
        plain = _OTHER.sub("_", redact(wish)).strip("_") or "track"
        plain = plain if plain[0].isalpha() else f"t_{plain}"
        return self.own(plain)

    def own(self, wish: str) -> str:
        """A name that a hub has had, or the next one to it."""
        name, number = wish, 1
        while name in self.taken:
            number += 1
            name = f"{wish}_{number}"
        self.taken.add(name)
        return name


class Folders:
    """Which groups each track of `keys` stands in, and what has to be said so that UCSC shows them in this order.

    `shown`: the tracks in view by what the hub says of them; `home`: the session was a hub, whose groups are used again.
    """

    def __init__(self, session: Session, shown: list[str], names: Names, *, home: bool) -> None:
        self.session = session
        self.names = names
        self.home = home
        self.shown = set(shown)
        self.sections = Sections.of_session(extras_of(session).native if home else {})
        self.groups = _of_hub(session) if home else {}
        for group in self.groups.values():
            group.above = self.sections.rank(group.stanza.values.get("group"))
        names.taken.update(self.groups)
        self.chains: dict[str, list[Group]] = {}
        self.priorities: dict[str, str] = {}
        """By neutral id, where the order needs another priority than the track had."""

    def arrange(self, keys: list[str], *, natural: bool) -> None:
        """Find the groups of the tracks, which are written in this order; `natural`: it is that of their own priorities."""
        self.chains = {key: self.chain(key) for key in keys}
        if natural:
            return
        self.priorities = {key: str(number) for number, key in enumerate(keys, 1)}
        if not self.home:
            self._categories(keys)
        whole = _unbroken([[group.name for group in self.chains[key]] for key in keys])
        for key in keys:
            chain = self.chains[key]
            kept = next((at for at, group in enumerate(chain) if group.name not in whole), len(chain))
            self.chains[key] = chain[:kept] if kept == len(chain) else []
        first: dict[str, str] = {}
        for key in keys:
            for group in self.chains[key]:
                first.setdefault(group.name, self.priorities[key])
        for name, number in first.items():
            self.groups[name].stanza.values["priority"] = number

    def chain(self, key: str) -> list[Group]:
        """The groups that a track stands in, the outermost first; none where one of them would hide what is shown."""
        if key in self.chains:
            return self.chains[key]
        group = self.groups.get(parent_of(self.session.tracks[key])) if self.home else None
        chain = group.chain() if group is not None else []
        return [] if key in self.shown and any(one.hidden for one in chain) else chain

    def rank(self, key: str) -> tuple[tuple[float, str], ...]:
        """What UCSC sorts a track of a hub by, as the hub said it."""
        track, chain = self.session.tracks[key], self.chain(key)
        native = extras_of(track).native
        label = track.name if isinstance(track.name, str) else native.get("track", key)
        above = chain[-1].rank if chain else self.sections.rank(native.get("group"))
        return (*above, rank(native.get("priority"), label))

    def _categories(self, keys: list[str]) -> None:
        """A superTrack for each category whose tracks stand together; a superTrack holds no other."""
        made: dict[str, Group] = {}
        for key in keys:
            held = self.session.tracks[key].category
            label = one_line(" / ".join(held)) if isinstance(held, list) else ""
            if not label:
                continue
            if label not in made:
                said = {"track": self.names.of(label), "superTrack": "on show", "shortLabel": label, "longLabel": label}
                made[label] = self.groups[said["track"]] = _group(said)
            self.chains[key] = [made[label]]
        whole = _unbroken([[group.name for group in self.chains[key]] for key in keys])
        self.groups = {name: group for name, group in self.groups.items() if name in whole}


def parent_of(track: Track) -> str:
    """The track of the hub that a track stood in, "" for none."""
    words: list[str] = extras_of(track).native.get("parent", "").split()
    return words[0] if words else ""


def _group(said: Mapping[str, str]) -> Group:
    return Group(Stanza([Setting(0, key, value) for key, value in said.items()]))


def _of_hub(session: Session) -> dict[str, Group]:
    """The groups that a hub had, an outer one before those that it holds."""
    said: dict[str, dict[str, str]] = {}
    extras = extras_of(session)
    for key, value in [*extras.native.items(), *extras.ignored.items()]:
        if key.startswith(_GROUPS):
            _, name, setting = key.split("/", 2)
            said.setdefault(name, {})[setting] = value
    found = {name: _group(one) for name, one in said.items()}
    for group in found.values():
        group.parent = found.get(group.stanza.values.get("parent", "").partition(" ")[0])
    return found


def _unbroken(chains: Iterable[list[str]]) -> set[str]:
    """The groups whose tracks follow each other."""
    seen: set[str] = set()
    broken: set[str] = set()
    last: set[str] = set()
    for chain in chains:
        now = set(chain)
        broken |= (now - last) & seen
        seen |= now
        last = now
    return seen - broken
