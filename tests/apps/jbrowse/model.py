"""JBrowse 2's own model without a browser: what it accepts of a document, what it ignores, and what it understood."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import converter
from converter.formats.jbrowse2.adapters import NO_DATA
from converter.formats.jbrowse2.names import CARRIED
from tests.apps.judges import JBROWSE
from tests.apps.running import FAILED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from converter.model import Session
    from tests.apps.documents import Document

_PROGRAM = Path(__file__).with_name("model.cjs")
_WAIT, _AT_ONCE = 600, 25
MANY = 200
"""Tracks of a view that the model gets; it takes minutes for thousands."""


class Verdict(NamedTuple):
    """What JBrowse said of a document.

    `error`: why it was not opened, with the places that its type found wrong. `tracks`: why a track can't be shown.
    `ignored`: pointers of what it has no property for. `understood`: its state, read by our own reader.
    """

    error: str | None
    tracks: dict[str, str]
    ignored: list[str]
    understood: Session | None


def judged(documents: Sequence[Document]) -> list[Verdict]:
    """What JBrowse makes of each document, some of them in one process, since one that opened many grows large."""
    found: list[Verdict] = []
    for start in range(0, len(documents), _AT_ONCE):
        found += _together(documents[start : start + _AT_ONCE])
    return found


def _together(documents: Sequence[Document]) -> list[Verdict]:
    """Verdicts of one process; where it fails, each document gets one of its own, and the one that it fails at is told."""
    try:
        return _judged(documents)
    except (subprocess.SubprocessError, ValueError) as error:
        if len(documents) == 1:
            return [Verdict(f"{FAILED}: {error}", {}, [], None)]
        return [verdict for one in documents for verdict in _together([one])]


def _judged(documents: Sequence[Document]) -> list[Verdict]:
    told = [asked(one.data) for one in documents]
    lines = "".join(json.dumps({"id": number, **one}) + "\n" for number, one in enumerate(told))
    command = ["node", str(_PROGRAM), str(JBROWSE["4.3.0"])]
    done = subprocess.run(command, input=lines, capture_output=True, text=True, timeout=_WAIT, check=True)
    said = [json.loads(line) for line in done.stdout.splitlines() if line.startswith('{"id":')]
    return [_verdict(verdict, one) for verdict, one in zip(said, told, strict=True)]


def asked(data: bytes) -> dict[str, Any]:
    """The configuration and the session of a document; `whole` where no track was left out."""
    config = json.loads(data)
    session = config.pop("defaultSession", None)
    views = (session or {}).get("views", ())
    whole = all(len(view.get("tracks", ())) <= MANY for view in views)
    for view in views:
        view["tracks"] = view.get("tracks", [])[:MANY]
    return {"config": config, "session": session and {"name": "session", **session}, "whole": whole}


def _verdict(verdict: dict[str, Any], told: dict[str, Any]) -> Verdict:
    error = verdict["error"] and f"{verdict['stage']}: {verdict['error']} {verdict['where']}"
    understood = None if error or not told["whole"] else _understood(verdict, told)
    return Verdict(error, verdict["tracks"], verdict["ignored"], understood)


def _understood(verdict: dict[str, Any], told: dict[str, Any]) -> Session:
    """The state as a configuration with a session; a view that has yet to look up its place keeps what it was told."""
    config = dict(told["config"])
    config["tracks"] = [_configured(verdict["configs"].get(one.get("trackId"), one), one) for one in config.get("tracks", ())]
    if verdict["state"] is not None:
        config["defaultSession"] = verdict["state"]
        for before, view in zip(told["session"].get("views", ()), verdict["state"]["views"], strict=False):
            if "init" in before:
                view["init"] = before["init"]
    return uncarried(config)


def uncarried(config: dict[str, Any]) -> Session:
    """What a configuration says but for what it carries, which JBrowse takes along."""
    return converter.read(json.dumps({**config, CARRIED: None}).encode(), "jbrowse2").session


def _configured(state: dict[str, Any], told: dict[str, Any]) -> dict[str, Any]:
    """The configuration of a track; to one without data JBrowse adds an empty list of features."""
    return {**state, "adapter": NO_DATA} if told.get("adapter") == NO_DATA else state
