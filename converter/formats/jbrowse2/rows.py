"""The rows of a multi-quantitative track: the order and the colours that a view gives to what its adapter lists.

A view's `layout` overrules the adapter (`sources` of `MultiLinearWiggleDisplay/model.ts`): it lists the rows from top to
bottom, each by the name of a member, and may give a colour. Rows that it does not list are not drawn, so it is read as the
order of the members only where it lists each of them once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import UNSET

from converter.formats.jbrowse2 import mapping
from converter.formats.jbrowse2.extras import extras_of
from converter.formats.jbrowse2.flat import Flat, flatten, objects
from converter.formats.jbrowse2.genomes import NO_WORDS
from converter.loss.ledger import Fate
from converter.model.refs import source_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from converter.formats.jbrowse2.drafts import TrackDraft
    from converter.formats.jbrowse2.tracks import Catalogue
    from converter.model import Session, Source, Track

LAYOUT = "layout"
ROW = "row"
"""The key under which a member keeps which of the adapter's it is; below it, what the layout says of its row."""
_BELOW = f"{ROW}/"
_BEATEN = Fate("superseded", "by the layout of the rows in the view")


def row_name(name: Any, source: Source | None) -> str:
    """What JBrowse calls a row: the name of the member, else that of its file without the last ending."""
    if isinstance(name, str):
        return name
    last = str(source.location if source is not None else "").rpartition("/")[2]
    return last[: last.rfind(".")]


def arrange(catalogue: Catalogue, draft: TrackDraft) -> None:
    """Give the members of a track the order and the colours of the layout in its view, and take it from its display."""
    members: Any = draft.values.get("members")
    laid = draft.entry.get(LAYOUT) if draft.entry is not None else None
    if draft.entry is None or not members or draft.same is not None or not isinstance(laid, list) or not objects(laid):
        return
    drafts = [catalogue.drafts[key] for key in members]
    sources = catalogue.sources.sources
    rows = {row_name(one.values.get("name"), sources.get(one.values.get("source", ""))): one for one in drafts}
    wanted = [one.get("name") for one in laid]
    if not all(isinstance(one, str) for one in wanted) or not len(members) == len(laid) == len(rows.keys() & set(wanted)):
        return
    draft.entry = {name: value for name, value in draft.entry.items() if name != LAYOUT}
    display = Flat(draft.entry, draft.seen, "/displays/0")
    for index, one in enumerate(laid):
        member = rows[one["name"]]
        member.native[ROW] = members.index(member.key)
        catalogue.ledger.bind(
            Flat(flatten(one), display, f"/{LAYOUT}/{index}"), NO_WORDS, member.owner, "", _row(draft, member, one)
        )
    draft.values["members"] = [rows[name].key for name in wanted]


def _row(draft: TrackDraft, member: TrackDraft, raw: dict[str, Any]) -> dict[str, Fate]:
    """One row of a layout: its name says where the member stands."""
    fates = {}
    for name, value in flatten(raw).items():
        if name == "name":
            fates[name] = Fate("feeds", ((draft.owner, "members"),))
        elif name == "color" and isinstance(value, str) and isinstance(color := mapping.COLOR.read(value), str):
            if "display.color" in member.values:
                member.base[name] = _BEATEN
            fates[name] = member.feed("display.color", color, [LAYOUT, value])
        else:
            fates[name] = member.aside(name, value, None, _BELOW)
    return fates


def as_listed(session: Session, members: list[str]) -> list[str]:
    """The members in the order of the adapter."""

    def place(key: str) -> int:
        held = session.tracks.get(key)
        found = extras_of(held).native.get(ROW) if held is not None else None
        return found if isinstance(found, int) else len(members)

    return sorted(members, key=place)


def layout(session: Session, members: list[str]) -> list[dict[str, Any]]:
    """The rows from top to bottom as a view lists them; empty where the adapter says it all."""
    held = [session.tracks[key] for key in members if key in session.tracks]
    if not any(ROW in extras_of(one).native for one in held):
        return []
    return [dict(_written(session, one)) for one in held]


def _written(session: Session, member: Track) -> Iterator[tuple[str, Any]]:
    yield "name", row_name(member.name, source_of(session, member))
    if is_coloured(member) and (color := color_of(member)) is not None:
        yield "color", color
    for name, value in extras_of(member).native.items():
        if name.startswith(_BELOW):
            yield name[len(_BELOW) :], value


def is_coloured(member: Track) -> bool:
    """Whether the colour of a member is that of its row in a layout."""
    return isinstance(extras_of(member).spelling.get("display.color"), list)


def color_of(member: Track) -> Any:
    """The colour of a member, as it was spelled if that still means it; None where it has none."""
    color = member.display.color if member.display is not UNSET else UNSET
    if not isinstance(color, str):
        return None
    spelled: Any = extras_of(member).spelling.get("display.color")
    said = spelled[-1] if isinstance(spelled, list) and spelled else spelled
    return said if isinstance(said, str) and mapping.COLOR.read(said) == color else mapping.COLOR.write(color)
