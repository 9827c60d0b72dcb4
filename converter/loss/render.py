"""The report in words for a person: what will look different, what is lost, and what to do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from converter.loss.text import printable, short

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

MOST_MESSAGES = 12
MOST_TRACKS = 4
LONGEST_NAME = 40
LOSSES = ("approximated", "carried", "dropped")
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
    """The report (as `Report.to_dict()` gives it) as lines of text, with ANSI colours if `colour`.

    Entries are grouped by what they mean for the reader, then by message, the message that concerns most first.
    """
    lines = [f"{_forms(report)}: {summary(report, colour=colour)}"]
    for key, title, shade in SECTIONS:
        groups = _groups(entry for entry in report["entries"] if _section(entry) == key)
        if groups:
            lines += ["", _styled(f"{title}:", colour, fg=shade, bold=True)]
            lines += [line for group in groups[:MOST_MESSAGES] for line in _group_lines(group, colour=colour)]
        if len(groups) > MOST_MESSAGES:
            lines += [f"  and {len(groups) - MOST_MESSAGES} more; the JSON report has them all"]
    return "\n".join(lines)


def summary(report: Mapping[str, Any], *, colour: bool) -> str:
    """Verdict and counts in one line: `lossy, 20 facts (18 kept, 2 dropped), 1 assumed.` for example."""
    counts = dict(report["counts"])
    assumed = counts.pop(OUTSIDE_THE_SUM, 0)
    parts = ", ".join(f"{number} {effect}" for effect, number in counts.items() if number)
    verdict = _styled(report["verdict"], colour, fg=VERDICT_COLOURS[report["verdict"]], bold=True)
    tail = f", {assumed} {OUTSIDE_THE_SUM}" if assumed else ""
    facts = _numbered(report["source"]["facts"], "fact") + (f" ({parts})" if parts else "")
    return f"{verdict}, {facts}{tail}."


def _forms(report: Mapping[str, Any]) -> str:
    source, target = report["source"], report["target"]
    told = [target["format"], target.get("shape"), target.get("profile")]
    return f"{printable(' '.join(filter(None, [source['format'], source.get('version')])))} → {' '.join(filter(None, told))}"


def _section(entry: Mapping[str, Any]) -> str:
    """What an entry means for the reader: losses by severity, then assumptions that matter less, then notices."""
    if entry["effect"] in LOSSES or (entry["effect"] == OUTSIDE_THE_SUM and entry["severity"] == "error"):
        return str(entry["severity"])
    return "assumed" if entry["effect"] == OUTSIDE_THE_SUM else "notice"


def _groups(entries: Iterable[Mapping[str, Any]]) -> list[list[Mapping[str, Any]]]:
    """Entries that say the same, together; the groups that concern most tracks and facts first."""
    found: dict[tuple[str, str | None], list[Mapping[str, Any]]] = {}
    for entry in entries:
        found.setdefault((entry["message"], entry.get("hint")), []).append(entry)
    return sorted(found.values(), key=lambda group: (-len(_tracks(group)), -sum(entry["facts"] for entry in group)))


def _group_lines(group: list[Mapping[str, Any]], *, colour: bool) -> list[str]:
    line = f"  • {printable(group[0]['message'])}{_whom(group)}{_values(group)}"
    hint = group[0].get("hint")
    return [line, _styled(f"    ▸ {printable(hint)}", colour, fg="cyan")] if hint else [line]


def _whom(group: list[Mapping[str, Any]]) -> str:
    """Which tracks a group is about, else how many facts, and what became of them."""
    effects = "/".join(dict.fromkeys(str(entry["effect"]) for entry in group))
    tracks, facts = _tracks(group), sum(entry["facts"] for entry in group)
    if not tracks:
        return f" [{effects}, {_numbered(facts, 'fact')}]" if facts > 1 else f" [{effects}]"
    names = ", ".join(short(name, LONGEST_NAME) for name in tracks[:MOST_TRACKS])
    more = f" and {len(tracks) - MOST_TRACKS} more" if len(tracks) > MOST_TRACKS else ""
    return f" [{effects}] {_numbered(len(tracks), 'track')}: {names}{more}"


def _values(group: list[Mapping[str, Any]]) -> str:
    """The value before and after, where it is the same for the whole group."""
    pairs = {(str(entry.get("original")), str(entry.get("emitted"))) for entry in group}
    if len(pairs) > 1 or group[0].get("emitted") is None:
        return ""
    return " (" + " → ".join(short(value, LONGEST_NAME) for value in pairs.pop()) + ")"


def _tracks(group: Iterable[Mapping[str, Any]]) -> list[str]:
    """The names of the tracks that a group is about, each track once: tracks may share a name, but not a neutral id."""
    met = {(name, _track_id(entry)): str(name) for entry in group if (name := entry.get("track"))}
    return list(met.values())


def _track_id(entry: Mapping[str, Any]) -> str | None:
    head, _, tail = (entry.get("model") or "").partition("/tracks/")
    return tail.partition("/")[0] if not head and tail else None


def _numbered(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _styled(text: str, colour: bool, **style: Any) -> str:  # noqa: FBT001
    return click.style(text, **style) if colour else text
