"""The config.json of a JBrowse site, while sessions are added to it one by one.

Each is converted as a patch of that part of the config which may matter to it: the assemblies, and the tracks of files of
the same name, or with ids like those that it may give. That takes the same time however large the site has become.
"""

from __future__ import annotations

import copy
import re
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from jsonpatch import apply_patch

from converter.formats.jbrowse2.companion import SESSIONS
from converter.formats.jbrowse2.site import growth, wanted_ids
from converter.resources.location import basename, split_suffix

if TYPE_CHECKING:
    from converter.model import Session

_NUMBER = re.compile(r"-\d+$")
_LISTS = ("assemblies", "tracks", SESSIONS)
_LOCATIONS = ("uri", "localPath")


class SiteConfig:
    """A config and what it has gained."""

    def __init__(self, base: dict[str, Any]) -> None:
        self.base = base
        self.lists = {name: list(base.get(name) or ()) for name in _LISTS}
        self.more: dict[str, Any] = {}
        """Other keys that sessions have brought along."""
        self._by_file: dict[str, list[int]] = defaultdict(list)
        self._by_id: dict[str, list[int]] = defaultdict(list)
        for at, one in enumerate(self.lists["tracks"]):
            self._note(at, one)

    def _note(self, at: int, track: Any) -> None:
        if isinstance(track, dict) and isinstance(track.get("trackId"), str):
            self._by_id[_NUMBER.sub("", track["trackId"])].append(at)
            for name in _files(track.get("adapter")):
                self._by_file[name].append(at)

    def near(self, session: Session, title: str) -> dict[str, Any]:
        """The part that may matter to a session, with the names that its tracks will have, which is to be added as `title`."""
        files = {_file(one.location) for one in session.sources.values() if isinstance(one.location, str)}
        found = {at for name in files for at in self._by_file.get(name, ())}
        found |= {at for name in wanted_ids(session) for at in self._by_id.get(_NUMBER.sub("", name), ())}
        tracks = [self.lists["tracks"][at] for at in sorted(found)]
        alike = [one for one in self.lists[SESSIONS] if str(_name(one)).startswith(title)]
        rest = {name: value for name, value in self.base.items() if name not in _LISTS}
        part = {"assemblies": list(self.lists["assemblies"]), "tracks": tracks, SESSIONS: alike}
        return {**rest, **self.more, **part, "defaultSession": {}}

    def add(self, operations: list[dict[str, Any]]) -> None:
        """Take over what a patch of a part of the config adds."""
        for one in operations:
            _, name, *rest = one["path"].split("/")
            if one["op"] == "add" and name not in _LISTS:
                self.more[name] = one["value"]
            elif one["op"] == "add":
                added = [one["value"]] if rest else one["value"]
                if name == "tracks":
                    for at, track in enumerate(added, len(self.lists["tracks"])):
                        self._note(at, track)
                self.lists[name] += added

    def drop(self, title: str) -> None:
        """Take out the session of that title, which has changed."""
        self.lists[SESSIONS] = [one for one in self.lists[SESSIONS] if _name(one) != title]

    def session(self, title: str) -> Any:
        """The session of that title; None where there is none."""
        return next((one for one in self.lists[SESSIONS] if _name(one) == title), None)

    def finished(self, default: Any, *, chosen: bool) -> tuple[dict[str, Any], list[dict[str, Any]]]:
        """The config that opens the session `default` first, and the patch that makes it of the base.

        A default session that the base has stays, unless one was `chosen`.
        """
        operations = self._gone()
        base = apply_patch(self.base, operations)
        operations += growth(base, {name: self._new(base, name) for name in _LISTS})
        operations += [{"op": "add", "path": f"/{name}", "value": value} for name, value in self.more.items()]
        held = base.get("defaultSession")
        if default is not None and (chosen or not held) and held != default:
            operations.append({"op": "add", "path": "/defaultSession", "value": copy.deepcopy(default)})
        return apply_patch(self.base, operations), operations

    def _gone(self) -> list[dict[str, Any]]:
        """Operations that take out sessions which have changed."""
        kept = self.lists[SESSIONS]
        gone = [at for at, one in enumerate(self.base.get(SESSIONS) or ()) if one not in kept]
        return [{"op": "remove", "path": f"/{SESSIONS}/{at}"} for at in reversed(gone)]

    def _new(self, base: dict[str, Any], name: str) -> list[Any]:
        held = base.get(name) or []
        return [one for one in self.lists[name] if one not in held] if name == SESSIONS else self.lists[name][len(held) :]


def _name(session: Any) -> Any:
    return session.get("name") if isinstance(session, dict) else None


def _file(location: str) -> str:
    return basename(split_suffix(location)[0])


def _files(value: Any) -> set[str]:
    """The names of the files that an adapter reads."""
    if isinstance(value, list):
        return {name for one in value for name in _files(one)}
    if not isinstance(value, dict):
        return set()
    own = {_file(value[key]) for key in _LOCATIONS if isinstance(value.get(key), str)}
    return own.union(*(_files(one) for one in value.values()))
