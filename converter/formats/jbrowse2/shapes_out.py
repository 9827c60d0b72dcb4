"""The shapes of a document: where its assemblies, tracks and session stand in each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from converter.formats.jbrowse2 import adapters, connections, names, rows
from converter.formats.jbrowse2 import listed as lists
from converter.formats.jbrowse2.extras import extras_of
from converter.formats.jbrowse2.tracks_out import Written
from converter.loss.ledger import Owner, Put

if TYPE_CHECKING:
    from converter.formats.jbrowse2.writer import DocumentWriter

_COMPARING = ("DotplotView", "LinearSyntenyView", "LinearComparativeView")

Assemblies = list[tuple[Owner, str, dict[str, Any]]]
Tracks = list[tuple[str, str, Written]]


def _held(
    document: DocumentWriter, out: dict[str, Any], place: str, assemblies: Assemblies, tracks: Tracks, *, everything: bool
) -> None:
    """Assemblies and tracks that a session brings along itself."""
    for owner, holder, made in assemblies:
        if holder or everything:
            listed = out.setdefault(holder or "sessionAssemblies", [])
            document.placed[owner] = Put(f"{place}/{holder or 'sessionAssemblies'}/{len(listed)}", made["name"])
            listed.append(made)
    held = connections.written(
        document.native, {one for _, holder, _ in tracks if (one := connections.number(holder)) is not None}
    )
    ids = connections.known(document.native)
    kept = {number: one for number, one in held.items() if not document.sieve.connected(one, ids)}
    for key, holder, written in tracks:
        number = connections.number(holder)
        if holder == "sessionTracks" or (
            number not in kept if number is not None else everything and holder != "viewTrackConfigs"
        ):
            listed = out.setdefault("sessionTracks", [])
            _place(document, key, written, f"{place}/sessionTracks/{len(listed)}")
            listed.append(written.config)
    _connections(document, out, place, kept, tracks)


def _connections(
    document: DocumentWriter, out: dict[str, Any], place: str, made: dict[int, dict[str, Any]], tracks: Tracks
) -> None:
    """Connected hubs, each with the tracks that the session got of it."""
    theirs = [(number, key, written) for key, holder, written in tracks if (number := connections.number(holder)) in made]
    where = {number: index for index, number in enumerate(made)}
    for number, key, written in theirs:
        listed = made[number].setdefault("tracks", [])
        _place(document, key, written, f"{place}/{connections.CONNECTIONS}/{where[number]}/tracks/{len(listed)}")
        listed.append(written.config)
    if made:
        out[connections.CONNECTIONS] = list(made.values())


def _place(document: DocumentWriter, key: str, written: Written, place: str) -> None:
    """Where a track, its source and its members stand."""
    document.placed["tracks", key] = Put(place, written.track_id)
    track = document.session.tracks[key]
    if isinstance(track.source, str) and written.config is not None and "adapter" in written.config:
        document.placed.setdefault(("sources", track.source), Put(f"{place}/adapter", track.source))
    if isinstance(track.members, list) and written.config is not None and "adapter" in written.config:
        _place_members(document, rows.as_listed(document.session, track.members), f"{place}/adapter")


def _place_members(document: DocumentWriter, members: list[str], place: str) -> None:
    counts = {"subadapters": 0, "bigWigs": 0}
    for member in members:
        held = document.session.tracks.get(member)
        if held is None or not isinstance(held.source, str):
            continue
        which = "bigWigs" if extras_of(held).native.get("named") == "bigWigs" else "subadapters"
        if which == "subadapters" and not _writable(document, held.source):
            continue
        at = f"{place}/{which}/{counts[which]}"
        counts[which] += 1
        document.placed["tracks", member] = Put(at, member)
        document.placed.setdefault(("sources", held.source), Put(f"{at}#source", held.source))


def _writable(document: DocumentWriter, source: str) -> bool:
    return adapters.write(document.session.sources[source], desktop=document.desktop, own=True) is not None


def _view_configs(document: DocumentWriter, session: dict[str, Any], place: str, tracks: Tracks) -> None:
    """Tracks that a comparing view brings along."""
    listed = [(key, written) for key, holder, written in tracks if holder == "viewTrackConfigs"]
    if not listed:
        return
    views = session.get("views", [session["view"]] if "view" in session else [])
    index, view = next(((index, one) for index, one in enumerate(views) if one["type"] in _COMPARING), (0, None))
    if view is None:
        return
    step = "view" if "view" in session else f"views/{index}"
    view["viewTrackConfigs"] = [written.config for _, written in listed]
    for number, (key, written) in enumerate(listed):
        _place(document, key, written, f"{place}/{step}/viewTrackConfigs/{number}")


def _config(document: DocumentWriter, assemblies: Assemblies, tracks: Tracks) -> dict[str, Any]:
    """A config.json with its default session."""
    out: dict[str, Any] = {}
    name = document.form.get("session") or "defaultSession"
    form = document.form.get("assembly", "list")
    mine = [(owner, made) for owner, holder, made in assemblies if not holder]
    if form == "single" and len(mine) == 1:
        out["assembly"] = mine[0][1]
        document.placed[mine[0][0]] = Put("/assembly", mine[0][1]["name"])
    elif mine:
        out["assemblies"] = [made for _, made in mine]
        for index, (owner, made) in enumerate(mine):
            document.placed[owner] = Put(f"/assemblies/{index}", made["name"])
    listed = [(key, written) for key, holder, written in tracks if not holder]
    if listed:
        out["tracks"] = [written.config for _, written in listed]
        for index, (key, written) in enumerate(listed):
            _place(document, key, written, f"/tracks/{index}")
    place = f"/{name}"
    session = document.session_object(place)
    _held(document, session, place, assemblies, tracks, everything=False)
    _view_configs(document, session, place, tracks)
    document.give_back(session)
    if document.session.views or len(session) > 1 or isinstance(document.session.name, str):
        out[name] = session
    if document.location is not None:
        out["location"] = document.location
    _settings(document, out)
    if not out.keys() & {"assembly", "assemblies", "tracks", name}:
        out["assemblies"] = out["tracks"] = []
    return out


def _settings(document: DocumentWriter, out: dict[str, Any]) -> None:
    prefix = "config/"
    own = ((name[len(prefix) :], value) for name, value in document.native.items() if name.startswith(prefix))
    lists.put(own, out, document.sieve.listed)
    ignored = [
        (name[len(prefix) :], value) for name, value in extras_of(document.session).ignored.items() if name.startswith(prefix)
    ]
    document.luggage.put([one for one in ignored if document.luggage.takes(names.CONFIG, one[0], out)], out)


def _session(document: DocumentWriter, assemblies: Assemblies, tracks: Tracks) -> dict[str, Any]:
    """An exported session: `{"session": …}`."""
    return {"session": _bare(document, assemblies, tracks, "/session")}


def _bare(document: DocumentWriter, assemblies: Assemblies, tracks: Tracks, place: str = "") -> dict[str, Any]:
    """The session itself, with all that it needs."""
    session = document.session_object(place, with_views=False)
    _held(document, session, place, assemblies, tracks, everything=True)
    document.views(session, place)
    _view_configs(document, session, place, tracks)
    document.give_back(session)
    return session


def _track_list(document: DocumentWriter, _assemblies: Assemblies, tracks: Tracks) -> list[Any]:
    """A list of tracks."""
    for index, (key, _, written) in enumerate(tracks):
        _place(document, key, written, f"/{index}")
    return [written.config for _, _, written in tracks]


def _single_track(document: DocumentWriter, assemblies: Assemblies, tracks: Tracks) -> Any:
    """One track; a list of them where there are more by now."""
    if len(tracks) != 1:
        return _track_list(document, assemblies, tracks)
    key, _, written = tracks[0]
    _place(document, key, written, "")
    return written.config


def _patch(document: DocumentWriter, assemblies: Assemblies, tracks: Tracks) -> list[dict[str, Any]]:
    """RFC 6902 operations that make a config hold the session."""
    wanted = _config(document, assemblies, tracks)
    return [] if document.site is None else document.site.patch(wanted, document.placed)


BUILDERS: dict[str, Any] = {
    "config": _config,
    "session": _session,
    "bare": _bare,
    "tracks": _track_list,
    "track": _single_track,
    "patch": _patch,
}
