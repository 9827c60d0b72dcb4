"""A config.json that a session is added to: what it has already, and the operations that add the rest.

Nothing that is there is changed. Lists grow before their last item, which a `test` operation names: applied a second time,
or to a config that has changed since, the patch fails as a whole instead of adding anything twice (RFC 6902, section 5).
"""

from __future__ import annotations

from collections import Counter
from itertools import count
from typing import TYPE_CHECKING, Any

from msgspec import UNSET

from converter.errors import UsageError
from converter.formats.base import Job
from converter.formats.jbrowse2.companion import DEFAULT, SESSIONS, decoded_config
from converter.formats.jbrowse2.extras import Luggage
from converter.formats.jbrowse2.names import CARRIED
from converter.formats.jbrowse2.tracks_out import TrackWriter
from converter.formats.jbrowse2.views_out import OF_SESSION, OF_VIEW, VIEW_ID
from converter.loss.ledger import Ledger, Owner, Put
from converter.loss.walk import escape
from converter.model.refs import source_of
from converter.options import ConvertOptions

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator

    from converter.formats.jbrowse2.tracks_out import Written
    from converter.model import Session, Track

_KEYS = {"assemblies": "name", "tracks": "trackId", SESSIONS: "name"}
"""What an item of a list is known by."""


class Site:
    """What a config has, while a session is written that is to be added to it."""

    def __init__(self, given: Any) -> None:
        self.given = decoded_config(given)
        self.session = DEFAULT
        """Where the patched config has the session."""
        self.present: dict[str, int] = {}
        """The tracks of the session that are there, by neutral id: their indexes."""
        self._tracks = [one if isinstance(one, dict) else {} for one in self._listed("tracks")]
        self._ids = {one["trackId"]: at for at, one in enumerate(self._tracks) if isinstance(one.get("trackId"), str)}
        self._used: set[str] = set()
        self._files: dict[Hashable, int] | None = None
        self._seen: Counter[Hashable] = Counter()

    def _listed(self, name: str) -> list[Any]:
        held = self.given.get(name)
        return held if isinstance(held, list) else []

    # ---- tracks

    def write(self, writer: TrackWriter, key: str, track: Track) -> Written:
        """A track of the session: that of the config, with its own look in the views, or a new one under a free id."""
        wanted = writer.wanted_id(track)
        index = self._by_file(writer, track)
        names = _numbered(wanted, "{}-{}")
        while index is None:
            name = next(names)
            if name in self._used:
                continue
            if name not in self._ids:
                self._used.add(name)
                return writer.write(key, track, name)
            if self._written(writer, key, track, name).config == self._tracks[self._ids[name]]:
                index = self._ids[name]
        return self._there(writer, key, track, index)

    def _by_file(self, writer: TrackWriter, track: Track) -> int | None:
        """The index of the track that shows the same file as the same type of track; of several, each is found once."""
        if self._files is None:
            self._files = self._read()
        source = source_of(writer.session, track)
        if source is None or not isinstance(source.location, str):
            return None
        what = writer.type(track, source.format), source.location
        self._seen[what] += 1
        return self._files.get((what, self._seen[what]))

    def _read(self) -> dict[Hashable, int]:
        """The tracks of the config by their type and file, and which of several that are alike they are."""
        from converter.formats.jbrowse2.reader import read  # noqa: PLC0415 - where a patch is made, the writer needs to read

        ledger = Ledger(recording=False)
        root = {"assemblies": self._listed("assemblies"), "tracks": [self._tracks[at] for at in self._ids.values()]}
        session = read(b"", ledger, Job(ConvertOptions(), decoded=root))
        found: dict[Hashable, int] = {}
        seen: Counter[Hashable] = Counter()
        for key, track in session.tracks.items():
            source = source_of(session, track)
            put = ledger.objects.get(("tracks", key))
            if source is not None and isinstance(source.location, str) and put is not None and put.called in self._ids:
                what = self._tracks[self._ids[put.called]].get("type"), source.location
                seen[what] += 1
                found[what, seen[what]] = self._ids[put.called]
        return found

    def _written(self, writer: TrackWriter, key: str, track: Track, name: str) -> Written:
        """The track under a name, to be looked at only."""
        told = len(writer.notices)
        made = writer.write(key, track, name)
        del writer.notices[told:]
        return made

    def _there(self, writer: TrackWriter, key: str, track: Track, index: int) -> Written:
        """The track that the config has; a look of the session's own stands in its views."""
        held = self._tracks[index]
        name = str(held["trackId"])
        self._used.add(name)
        self.present[key] = index
        made = writer.write(key, track, name)
        if (made.config or {}).get("displays") != held.get("displays"):
            made = writer.in_view(made.look, name, made.type)
        displays = [one for one in held.get("displays") or () if isinstance(one, dict)]
        known = next((one.get("displayId") for one in displays if one.get("type") == made.look.display), None)
        return made._replace(config=held, display_id=known)

    # ---- the patch

    def patch(self, wanted: dict[str, Any], placed: dict[Owner, Put]) -> list[dict[str, Any]]:
        """Operations that add what the config lacks of a config that was written for the session alone.

        `placed`: where that has each object; where the patched config has it afterwards.
        """
        moved: dict[str, str] = {}
        names = self.assemblies()
        there = [names.get(one["name"]) for one in wanted.get("assemblies", [])]
        operations = self._grow("assemblies", wanted.pop("assemblies", []), there, moved)
        held = {id(self._tracks[at]): at for at in self.present.values()}
        there = [held.get(id(one)) for one in wanted.get("tracks", [])]
        operations += self._grow("tracks", wanted.pop("tracks", []), there, moved)
        session = wanted.pop(DEFAULT, None)
        operations += [_add(f"/{escape(name)}", value) for name, value in wanted.items() if name not in self.given]
        if session is not None:
            operations += self._add_session(session)
            moved[f"/{DEFAULT}"] = f"/{self.session}"
        for owner, put in placed.items():
            head = next((head for size in (3, 2) if (head := "/".join(put.place.split("/")[:size])) in moved), "")
            placed[owner] = Put(moved.get(head, "") + put.place[len(head) :], put.called)
        return operations

    def assemblies(self) -> dict[str, int]:
        """The positions of the assemblies by names and aliases; `UsageError` where the config has no list of them."""
        if isinstance(self.given.get("assembly"), dict) or isinstance(self.given.get("assemblies"), dict):
            text = "The config names its assemblies otherwise than in a list, which a patch can't add to."
            raise UsageError("option.config", text, hint="Write them as a list under 'assemblies'.")
        found: dict[str, int] = {}
        for at, one in enumerate(self._listed("assemblies")):
            held = one if isinstance(one, dict) else {}
            aliases = held.get("aliases")
            for name in (held.get("name"), *(aliases if isinstance(aliases, list) else ())):
                if isinstance(name, str):
                    found.setdefault(name, at)
        return found

    def _grow(self, name: str, wanted: list[Any], there: list[int | None], moved: dict[str, str]) -> list[dict[str, Any]]:
        """Operations that add to a list what is not there; `moved`: where each item is afterwards."""
        held = self._listed(name)
        missing = [one for one, at in zip(wanted, there, strict=True) if at is None]
        last = len(held) - 1
        fresh = count(max(last, 0))
        after = {last: last + len(missing)}
        for number, at in enumerate(there):
            index = next(fresh) if at is None else after.get(at, at)
            moved[f"/{name}/{number}"] = f"/{name}/{index}"
        return self._insert(name, missing)

    def _insert(self, name: str, missing: list[Any]) -> list[dict[str, Any]]:
        return growth(self.given, {name: missing})

    def _add_session(self, session: dict[str, Any]) -> list[dict[str, Any]]:
        """Operations that add the session, as the default one where there is none, else to the menu of sessions."""
        default = self.given.get(DEFAULT)
        if default is None:
            return [_add(f"/{DEFAULT}", session)]
        if _plain(default) == _plain(session):
            return []
        held = self._listed(SESSIONS)
        taken = {one.get("name") for one in held if isinstance(one, dict)}
        names = _numbered(session["name"], "{} ({})")
        session["name"] = next(names)
        while (index := _index(held, session)) is None and session["name"] in taken:
            session["name"] = next(names)
        self.session = f"{SESSIONS}/{max(len(held) - 1, 0) if index is None else index}"
        return self._insert(SESSIONS, [session]) if index is None else []


_NOTHING = object()


def growth(config: dict[str, Any], more: dict[str, list[Any]]) -> list[dict[str, Any]]:
    """Operations that add items to lists of a config, by the names of the lists."""
    operations: list[dict[str, Any]] = []
    for name, missing in more.items():
        held = config.get(name)
        if not missing:
            continue
        if not isinstance(held, list) or not held:
            operations.append(_add(f"/{name}", missing))
            continue
        last, path, key = held[-1], f"/{name}/{len(held) - 1}", _KEYS[name]
        known = isinstance(last, dict) and isinstance(last.get(key), str)
        operations.append({"op": "test", "path": f"{path}/{key}" if known else path, "value": last[key] if known else last})
        operations += [_add(f"/{name}/{len(held) - 1 + at}", one) for at, one in enumerate(missing)]
    return operations


def wanted_ids(session: Session) -> set[str]:
    """The ids that the tracks of a session would get in a config of its own, numbers aside."""
    writer = TrackWriter(session, UNSET, desktop=False, luggage=Luggage(Job(ConvertOptions(carry=False))))
    return {writer.wanted_id(track) for track in session.tracks.values()}


def _numbered(stem: str, form: str) -> Iterator[str]:
    """A name, then the same with numbers."""
    yield stem
    yield from (form.format(stem, number) for number in count(2))


def _index(held: list[Any], session: dict[str, Any]) -> int | None:
    """Where a list has a session, whatever it carries."""
    return next((at for at, one in enumerate(held) if _plain(one) == _plain(session)), None)


def _add(path: str, value: Any) -> dict[str, Any]:
    return {"op": "add", "path": path, "value": value}


def _plain(session: Any) -> Any:
    """A session without what it carries, and without what a writer adds to what it was told."""
    if not isinstance(session, dict):
        return session
    said = {name: value for name, value in session.items() if name != CARRIED and OF_SESSION.get(name, _NOTHING) != value}
    views = said.get("views")
    return {**said, "views": [_plain_view(one) for one in views]} if isinstance(views, list) else said


def _plain_view(view: Any) -> Any:
    if not isinstance(view, dict):
        return view
    said = {name: value for name, value in view.items() if OF_VIEW.get(name, _NOTHING) != value}
    return {name: value for name, value in said.items() if name != "id" or not str(value).startswith(VIEW_ID.format(""))}
