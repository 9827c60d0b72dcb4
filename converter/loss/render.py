"""The report in words for a person: what will look different, what is lost, and what to do about it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import click
import msgspec

from converter.loss.text import listed, numbered, printable, short
from converter.loss.values import IN_PART
from converter.loss.words import phrase
from converter.model.refs import COLLECTIONS, SINGLE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

HINT = "▸"
"""Begins what a person may do about what stands above it."""
MOST_MESSAGES = 12
MOST_TRACKS = 4
MOST_NAMES = 6
LONGEST_NAME = 40
_QUOTED = re.compile(r"'[^']*'")
_QUOTING = ("native.unsupported", "native.nearest", "source.ignored", "source.invalid", "source.newer", "executes.callback")
"""Codes whose messages differ only in the name that they quote."""
_TRACK = re.compile(r".*/(?:Track(?:\[\d+\])?|tracks/\d+)(?=/)")
"""A place up to the track that it is in."""
_SUPPLIED = "target.supplied"
"""The code whose messages differ only in what the field of the model is called."""
_GONE = "track.unsupported"
"""The code of tracks that are not there, whose names stand in the message where they are several."""
LOSSES = ("approximated", "carried", "dropped")
_LOST = (".nearest", ".unsupported")
"""How codes end of what the target says differently, or not, though no single fact of the source says it."""
OUTSIDE_THE_SUM = "assumed"
VERDICT_COLOURS = {"lossless": "green", "equivalent": "green", "lossy": "yellow", "incomplete": "red"}
SECTIONS = (
    ("error", "Will not be shown", "red"),
    ("warning", "Will look different", "yellow"),
    ("info", "Will hardly be noticed", "blue"),
    ("assumed", "Was assumed", "cyan"),
    ("notice", "Worth knowing", "cyan"),
)


def render(report: Mapping[str, Any], *, colour: bool) -> str:
    """The report (as `to_dict()` gives it, that of a merge too) as lines of text, with ANSI colours if `colour`.

    Entries are grouped by what they mean for the reader, then by message, the message that concerns most first.
    """
    if "reports" in report:
        return _merged(report, colour=colour)
    lines = [f"{_forms(report)}: {summary(report, colour=colour)}"]
    for key, title, shade in SECTIONS:
        groups = _groups(entry for entry in report["entries"] if _section(entry) == key)
        if groups:
            lines += ["", _styled(f"{title}:", colour, fg=shade, bold=True)]
            lines += [line for group in groups[:MOST_MESSAGES] for line in _group_lines(group, colour=colour)]
        if len(groups) > MOST_MESSAGES:
            lines += [f"  and {len(groups) - MOST_MESSAGES} more; the JSON report has them all"]
    return "\n".join(lines)


def _merged(report: Mapping[str, Any], *, colour: bool) -> str:
    """The report of a merge: the whole, then source by source."""
    parts = [f"{printable(one['source']['name'])}: {render(one, colour=colour)}" for one in report["reports"]]
    return "\n\n".join([f"{numbered(len(parts), 'session')} merged: {summary(report, colour=colour)}", *parts])


def summary(report: Mapping[str, Any], *, colour: bool) -> str:
    """Verdict and counts, of a merge too, in one line: `lossy, 20 facts (18 kept, 2 dropped), 1 assumed.` for example."""
    counts = dict(report["counts"])
    assumed = counts.pop(OUTSIDE_THE_SUM, 0)
    parts = ", ".join(f"{number} {effect}" for effect, number in counts.items() if number)
    verdict = _styled(report["verdict"], colour, fg=VERDICT_COLOURS[report["verdict"]], bold=True)
    tail = f", {assumed} {OUTSIDE_THE_SUM}" if assumed else ""
    facts = numbered(sum(counts.values()), "fact") + (f" ({parts})" if parts else "")
    return f"{verdict}, {facts}{tail}."


def _forms(report: Mapping[str, Any]) -> str:
    source, target = report["source"], report["target"]
    told = [target["format"], target.get("shape"), target.get("profile")]
    return f"{printable(' '.join(filter(None, [source['format'], source.get('version')])))} → {' '.join(filter(None, told))}"


def _section(entry: Mapping[str, Any]) -> str:
    """What an entry means for the reader: losses by severity, then assumptions that matter less, then notices."""
    grave = entry["severity"] == "error" or entry["code"].endswith(_LOST)
    if entry["effect"] in LOSSES or (entry["effect"] == OUTSIDE_THE_SUM and grave):
        return str(entry["severity"])
    return "assumed" if entry["effect"] == OUTSIDE_THE_SUM else "notice"


def _name(entry: Mapping[str, Any]) -> str | None:
    """The name in a message that many entries differ in, and in nothing else."""
    if entry["code"] in _QUOTING:
        found = _QUOTED.search(entry["message"])
        return None if found is None else found[0]
    return phrase(*_field(entry["model"])) if entry["code"] == _SUPPLIED and entry["model"] else None


def _field(model: str) -> tuple[str, str]:
    """Collection and dotted field that a pointer into the neutral session is of."""
    first, *steps = model.split("/")[1:]
    if first in SINGLE:
        return first, ".".join(steps)
    return (first, ".".join(steps[1:])) if first in COLLECTIONS else ("session", ".".join([first, *steps]))


def _template(entry: Mapping[str, Any]) -> str:
    """The message, with a mark for the name in it where many names have the same fate."""
    name, message = _name(entry), str(entry["message"])
    return message if name is None else message.replace(name, "{}", 1)


def _message(group: list[Mapping[str, Any]]) -> str:
    """The message of a group, with all the names that it is about."""
    names = list(dict.fromkeys(name for entry in group if (name := _name(entry)) is not None))
    if not names:
        return printable(group[0]["message"])
    return printable(_template(group[0]).replace("{}", listed(names, MOST_NAMES)))


def _groups(entries: Iterable[Mapping[str, Any]]) -> list[list[Mapping[str, Any]]]:
    """Entries that say the same, together; the groups that concern most tracks and facts first."""
    found: dict[tuple[str, str | None], list[Mapping[str, Any]]] = {}
    for entry in entries:
        found.setdefault((_template(entry), entry.get("hint")), []).append(entry)
    return sorted(found.values(), key=lambda group: (-_tracks(group)[0], -sum(entry["facts"] for entry in group)))


def _group_lines(group: list[Mapping[str, Any]], *, colour: bool) -> list[str]:
    line = f"  • {_message(group)}{_whom(group)}{_values(group)}"
    hint = group[0].get("hint")
    return [line, _styled(f"    {HINT} {printable(hint)}", colour, fg="cyan")] if hint else [line]


def _whom(group: list[Mapping[str, Any]]) -> str:
    """What became of the facts of a group, and which tracks it is about, else how many facts."""
    effects = "/".join(dict.fromkeys(str(entry["effect"]) for entry in group))
    number, names = _tracks(group)
    facts = sum(entry["facts"] for entry in group)
    if not number or (group[0]["code"] == _GONE and not names):
        return f" [{effects}, {numbered(facts, 'fact')}]" if facts > 1 else f" [{effects}]"
    shown = [short(name, LONGEST_NAME) for name in names[:MOST_TRACKS]]
    more = f" and {number - len(shown)} more" if number > len(shown) else ""
    return f" [{effects}] {numbered(number, 'track')}" + (f": {', '.join(shown)}{more}" if shown else "")


def _values(group: list[Mapping[str, Any]]) -> str:
    """The value before and after, where it is the same for the whole group."""
    pairs = {(_worded(entry.get("original")), _worded(entry.get("emitted"))) for entry in group}
    emitted = group[0].get("emitted")
    if len(pairs) > 1 or emitted is None or emitted == IN_PART:
        return ""
    before, after = (short(value, LONGEST_NAME) for value in pairs.pop())
    told_only = group[0]["effect"] == OUTSIDE_THE_SUM and group[0].get("original") is None
    return f" ({after})" if told_only else f" ({before} → {after})"


def _worded(value: Any) -> str:
    if value is None:
        return "nothing"
    return value if isinstance(value, str) else msgspec.json.encode(value).decode()


def _tracks(group: Iterable[Mapping[str, Any]]) -> tuple[int, list[str]]:
    """How many tracks a group is about, and the names of those whose entry stands for one track alone.

    An entry that stands for several has no name; its tracks are the places of the source that its facts share. A place of
    which another entry tells the track is that track's.
    """
    named: dict[tuple[str, str], str] = {}
    known: dict[str, str] = {}
    places: set[str] = set()
    for entry in group:
        track_id = _track_id(entry)
        if entry.get("track"):
            named[entry["track"], track_id] = entry["track"]
            known.update((_of_track(place), track_id) for place in _places(entry))
        elif track_id == "*":
            places.update(map(_of_track, _places(entry)))
    return len(named) + len(places - known.keys()), list(named.values())


def _places(entry: Mapping[str, Any]) -> Iterable[str]:
    """The places of the source that an entry is about."""
    source = entry.get("source")
    found: Iterable[str] = entry.get("places") or ([source["path"]] if source else [])
    return found


def _of_track(place: str) -> str:
    """The place of the track that a fact at a place belongs to: the innermost around it, else the object that it is of."""
    found = _TRACK.match(place)
    return found[0] if found is not None else place.rpartition("/")[0]


def _track_id(entry: Mapping[str, Any]) -> str:
    head, _, tail = (entry.get("model") or "").partition("/tracks/")
    return "" if head else tail.partition("/")[0]


def _styled(text: str, colour: bool, **style: Any) -> str:  # noqa: FBT001
    return click.style(text, **style) if colour else text
