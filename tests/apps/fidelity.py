"""What the applications made of our documents, summed up by field: `converter/fidelity.json`, which the converter publishes."""

from __future__ import annotations

import json
import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from tests.apps.compare import compare
from tests.apps.documents import samples, written
from tests.apps.igv import blind as igv_blind
from tests.apps.igvjs import blind as igvjs_blind
from tests.apps.jbrowse import blind as jbrowse_blind
from tests.apps.jbrowse import model
from tests.apps.judgement import Judgement, blank, differing, genome_given, not_opened, untold, why
from tests.apps.judges import JBROWSE
from tests.apps.running import run
from tests.apps.standins.server import Standins

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from tests.apps.compare import Difference

_SERVED = re.compile(r"http://127\.0\.0\.1:\d+/\w+/")
STORED = Path(__file__).parents[2] / "converter" / "fidelity.json"


def igvxml() -> tuple[str, list[Judgement]]:
    """IGV desktop's own save."""
    from tests.apps.igv.resave import Igv  # noqa: PLC0415 - where it is installed

    with Standins() as standins:
        return "IGV desktop 2.16", run(lambda: Igv(standins), samples(), "igvxml", standins)


def igvjson() -> tuple[str, list[Judgement]]:
    """igv.js' own `toJSON`."""
    from tests.apps.igvjs.browser import Igvjs  # noqa: PLC0415 - where it is installed

    with Standins() as standins:
        return "igv.js 3.8", run(lambda: Igvjs(standins), samples(), "igvjson", standins)


def jbrowse2() -> tuple[str, list[Judgement]]:
    """The state of JBrowse's model; what is drawn of it is asked for by itself (`drawn`)."""
    documents = [one for sample in samples() if (one := written(sample, "jbrowse2")) is not None]
    found = []
    for document, verdict in zip(documents, model.judged(documents), strict=True):
        comparison = compare(document.said, verdict.understood) if verdict.understood else None
        found.append(Judgement(document.name, verdict.error, comparison, told=bool(document.errors)))
    return "JBrowse 2 4.3", found


def jbrowse2_drawn(version: str) -> list[Judgement]:
    """What a JBrowse draws in a browser, which takes it seconds for each document."""
    from tests.apps.jbrowse.browser import JBrowse  # noqa: PLC0415 - where it is installed

    with Standins() as standins:
        return run(lambda: JBrowse(standins, version), samples(), "jbrowse2", standins)


DIFFER = {"igvxml": igv_blind.DIFFER, "igvjson": igvjs_blind.DIFFER, "jbrowse2": jbrowse_blind.DIFFER}
"""Why the application of a target understands a field otherwise than it is said, by a pattern of the document and the values."""


class Judged(NamedTuple):
    """The application that judged, and what it said of each document."""

    application: str
    judgements: list[Judgement]


REASONS = {"igvxml": igv_blind.NOT_OPENED, "igvjson": igvjs_blind.NOT_OPENED, "jbrowse2": jbrowse_blind.NOT_OPENED}
"""Why the application of a target did not open a document, by a pattern of its name and what was said."""
LIMITS = {"igvxml": igv_blind.LIMITS, "igvjson": igvjs_blind.LIMITS, "jbrowse2": jbrowse_blind.LIMITS}
"""Which of these reasons are those of the judge, so that no report has to tell an error."""
BLANK = {"igvxml": igv_blind.BLANK, "igvjson": igvjs_blind.BLANK, "jbrowse2": jbrowse_blind.BLANK}
"""Why a track that should draw has no ink, by a pattern of `document: track`."""
DRAWN, OLDER = "drawn", "older"
"""What stands for the drawing of JBrowse among the targets that are asked for, and for that of the older version."""
_IN_SHORT = ("application", "documents", "not_opened", "genome_given", "untold", "should_draw", "drawn", "blank", "fields")
TARGETS: dict[str, Callable[[], tuple[str, list[Judgement]]]] = {"igvxml": igvxml, "igvjson": igvjson, "jbrowse2": jbrowse2}


@cache
def judged(target: str) -> Judged:
    """What the application of a target says of the sample; it is asked once."""
    return Judged(*TARGETS[target]())


def summary(target: str, application: str, judgements: list[Judgement]) -> dict[str, Any]:
    """One target: how many documents were opened, and by field how many values were compared and agree."""
    differences, _ = differing(judgements)
    compared: Counter[str] = Counter()
    unseen: Counter[tuple[str, str]] = Counter()
    for one in judgements:
        if one.comparison is not None:
            compared += one.comparison.compared
            unseen += one.comparison.unseen
    differ = Counter(difference.field for _, difference in differences)
    return {
        "application": application,
        "documents": len(judgements),
        **opened(target, judgements),
        **inked(target, judgements),
        "fields": {name: [compared[name], compared[name] - differ[name]] for name in sorted(compared)},
        "unseen": _rows(unseen),
        "differ": {
            field: {"why": reasons(target, [one for one in differences if one[1].field == field]), "examples": pairs}
            for field, pairs in _examples(differences).items()
        },
    }


def opened(target: str, judgements: list[Judgement]) -> dict[str, Any]:
    """What did not open and why, what opens with a genome given, and of which of them no report tells."""
    closed, given = not_opened(judgements, REASONS[target]), genome_given(judgements)
    return {"not_opened": dict(sorted(closed.items())), "genome_given": dict(sorted(given.items())), "untold": untold(judgements)}


def inked(target: str, judgements: list[Judgement]) -> dict[str, Any]:
    """How many tracks should draw, how many do, and by `document: track` why one does not."""
    missing, should = blank(judgements)
    told = {f"{document}: {track}": why(BLANK[target], f"{document}: {track}") for document, track in missing}
    return {"should_draw": should, "drawn": should - len(missing), "blank": dict(sorted(told.items()))}


def with_ink(held: dict[str, Any], judgements: list[Judgement]) -> dict[str, Any]:
    """The summary of JBrowse's model with what was drawn, and with what did not open there."""
    drawn = opened("jbrowse2", judgements)
    closed = {**held["not_opened"], **drawn["not_opened"]}
    closed = {name: why for name, why in closed.items() if name not in drawn["genome_given"]}
    told = {**drawn, "not_opened": dict(sorted(closed.items())), "untold": sorted({*held["untold"], *drawn["untold"]})}
    return {**held, **told, **inked("jbrowse2", judgements)}


def with_older(held: dict[str, Any], application: str, judgements: list[Judgement]) -> dict[str, Any]:
    """The summary of a target with what an older version of its application made of the documents, in short."""
    said = summary("jbrowse2", application, judgements)
    return {**held, "older": {name: said[name] for name in _IN_SHORT}}


def _rows(unseen: Counter[tuple[str, str]]) -> dict[str, int]:
    reasons: Counter[str] = Counter()
    for (_, reason), number in unseen.items():
        reasons[reason] += number
    return dict(sorted(reasons.items()))


def reasons(target: str, differences: Iterable[tuple[str, Difference]]) -> list[str | None]:
    """Why values differ, each reason once; None among them: there is a difference for no reason that is known."""
    found = {why(DIFFER[target], f"{name}: {one.field}: {_pair(one)}") for name, one in differences}
    return sorted(found, key=str)


def _pair(one: Difference) -> str:
    return " → ".join(_SERVED.sub("", str(value)) for value in (one.said, one.understood))


def _examples(differences: Iterable[tuple[str, Difference]]) -> dict[str, list[str]]:
    """By field that differs, some pairs of what was said and what was understood."""
    found: dict[str, list[str]] = {}
    for _, one in differences:
        pair = " → ".join(value[:60] for value in _pair(one).split(" → "))
        held = found.setdefault(one.field, [])
        if pair not in held and len(held) < 3:
            held.append(pair)
    return dict(sorted(found.items()))


def _kept(held: dict[str, Any], target: str) -> dict[str, Any]:
    """What an older version said of a target, which is asked for by itself."""
    return {name: said for name, said in held.get(target, {}).items() if name == OLDER}


def store(targets: Iterable[str]) -> None:
    """Let the applications judge, and keep what came of each. `drawn` and `older` come after `jbrowse2`."""
    held = json.loads(STORED.read_text("utf-8")) if STORED.is_file() else {}
    newest, oldest = JBROWSE
    for target in targets:
        if target == DRAWN:
            held["jbrowse2"] = with_ink(held["jbrowse2"], jbrowse2_drawn(newest))
        elif target == OLDER:
            held["jbrowse2"] = with_older(held["jbrowse2"], f"JBrowse 2 {oldest.removesuffix('.0')}", jbrowse2_drawn(oldest))
        else:
            held[target] = {**summary(target, *judged(target)), **_kept(held, target)}
        STORED.write_text(json.dumps(held, indent=1, ensure_ascii=False, sort_keys=True) + "\n", "utf-8")
