"""`index.html`: what came of a migration, for people. It needs nothing but itself, and every name in it is text."""

from __future__ import annotations

from collections import Counter
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, NamedTuple

from converter.batch.migrate.pictures import bars
from converter.batch.migrate.record import Fate
from converter.errors import UsageError
from converter.loss.effects import Verdict
from converter.loss.text import printable
from converter.registry import FORMATS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from converter.batch.migrate.record import Journal, Loss, Moved

_SEVERITIES = {"error": 2, "warning": 1, "info": 3}
"""By severity, in the order of gravity, the colour of the page."""
_VERDICTS = {Verdict.LOSSLESS: 0, Verdict.EQUIVALENT: 3, Verdict.LOSSY: 1, Verdict.INCOMPLETE: 2}
_FATES = {Fate.OPENS: 0, Fate.REMEDY: 1, Fate.NEVER: 2}
_MOST_ROWS = 14


class Ranked(NamedTuple):
    """A loss over all sessions: one of its kind, in which sessions by their numbers, and how often."""

    loss: Loss
    sessions: dict[int, Moved]
    times: int


def page(journal: Journal) -> str:
    """The page."""
    moved = [one for one in journal.sessions if one.error is None]
    numbered = list(enumerate(journal.sessions, 1))
    return str(
        _template().render(
            target=FORMATS[journal.to],
            site=journal.to == "jbrowse2",
            journal=journal,
            moved=moved,
            sessions=numbered,
            refused=[pair for pair in numbered if pair[1].error is not None],
            outcomes=_outcomes(moved),
            fates={_OPENING[fate]: number for fate, number in _fates(moved).items()},
            kept=_kept(moved),
            ranking=ranking(numbered),
            pictures=_pictures(moved),
        )
    )


@cache
def _template() -> Any:
    try:
        from jinja2 import Environment, StrictUndefined  # noqa: PLC0415 - an extra
    except ImportError:
        hint = "Install it with: pip install 'session-converter[migrate]'."
        raise UsageError("migrate.jinja2", "The report needs Jinja2, which is not installed.", hint=hint) from None
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.filters["plain"] = printable
    environment.filters["number"] = "{:,}".format
    folder = files("converter.batch.migrate")
    environment.globals["style"] = folder.joinpath("page.css").read_text("utf-8")
    return environment.from_string(folder.joinpath("page.html").read_text("utf-8"))


def _outcomes(moved: Sequence[Moved]) -> dict[str, int]:
    """Sessions by how their tracks open."""
    found = Counter[str]()
    for one in moved:
        fates = {track.fate for track in one.tracks}
        worst = Fate.NEVER if Fate.NEVER in fates else Fate.REMEDY if Fate.REMEDY in fates else Fate.OPENS
        found[_WORDS[worst]] += 1
    return {words: found[words] for words in _WORDS.values()}


_WORDS = {
    Fate.OPENS: "every track opens",
    Fate.REMEDY: "every track opens after remedies",
    Fate.NEVER: "some tracks do not open",
}


_OPENING = {
    Fate.OPENS: "of the shown tracks open as they are",
    Fate.REMEDY: "open after a remedy, which the report names",
    Fate.NEVER: "do not open: no tool is known that converts them",
}


def _fates(moved: Iterable[Moved]) -> dict[Fate, int]:
    found = Counter(track.fate for one in moved for track in one.tracks)
    return {fate: found[fate] for fate in Fate}


def _kept(moved: Iterable[Moved]) -> tuple[int, int]:
    """Facts that are kept, of how many."""
    counts = Counter[str]()
    for one in moved:
        counts.update({name: number for name, number in one.counts.items() if name != "assumed"})
    return counts["kept"] + counts["superseded"] + counts["structural"], counts.total()


def ranking(sessions: Iterable[tuple[int, Moved]]) -> list[Ranked]:
    """Losses that say alike, the graver first, then by how many sessions they touch."""
    found: dict[tuple[str, ...], Ranked] = {}
    for number, one in sessions:
        for loss in one.losses:
            key = (loss.code, loss.severity, loss.message if loss.code != "native.unsupported" else "")
            held = found.get(key) or Ranked(loss, {}, 0)
            held.sessions[number] = one
            found[key] = held._replace(times=held.times + loss.times)
    order = list(_SEVERITIES)
    return sorted(found.values(), key=lambda one: (order.index(one.loss.severity), -len(one.sessions), -one.times, one.loss.code))


def _pictures(moved: Sequence[Moved]) -> list[tuple[str, str, str]]:
    """Title, what is seen, and the SVG of each picture."""
    if not moved:
        return []
    verdicts = Counter(str(one.verdict) for one in moved)
    kinds: dict[str, Counter[str]] = {}
    categories: dict[str, Counter[str]] = {}
    codes: dict[str, Counter[str]] = {}
    for one in moved:
        for track in one.tracks:
            kinds.setdefault(track.kind.replace("_", " "), Counter())[str(track.fate)] += 1
        for loss in one.losses:
            categories.setdefault(loss.category.replace("_", " "), Counter())[loss.severity] += loss.times
        for feature, severity in _features(one).items():
            codes.setdefault(feature, Counter())[severity] += 1
    verdict, fate = ({str(key): at for key, at in one.items()} for one in (_VERDICTS, _FATES))
    told: list[tuple[str, str, str, dict[str, Counter[str]], dict[str, int]]] = [
        ("verdicts", "Verdicts", "Sessions by verdict", {name: Counter({name: verdicts[name]}) for name in verdict}, verdict),
        ("fates", "Tracks by type", "Shown tracks by type, and whether they open", kinds, fate),
        ("categories", "Losses by kind", "What is not kept, by what it concerns and how grave", categories, _SEVERITIES),
        ("codes", "Losses by feature", "What is lost most often, by the sessions that it touches", codes, _SEVERITIES),
    ]
    return [(title, words, bars(name, _largest(rows), shades)) for name, title, words, rows, shades in told if rows]


def _features(one: Moved) -> dict[str, str]:
    """What a session loses, by the words of its code without how, with the gravest severity."""
    order = list(_SEVERITIES)
    found: dict[str, str] = {}
    for loss in one.losses:
        words = loss.code.removesuffix(".unsupported").removesuffix(".nearest").replace("_", " ").replace(".", ": ", 1)
        if words not in found or order.index(loss.severity) < order.index(found[words]):
            found[words] = loss.severity
    return found


def _largest(rows: dict[str, Counter[str]]) -> dict[str, Counter[str]]:
    if set(rows) <= set(map(str, Verdict)):
        return rows
    return dict(sorted(rows.items(), key=lambda pair: (-pair[1].total(), pair[0]))[:_MOST_ROWS])
