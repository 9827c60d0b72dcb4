"""Heights of alignment tracks that are said of the whole, or of its parts."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from msgspec import UNSET

from converter.loss.heights import told_by_whole
from converter.loss.measure import Delta
from converter.model import Display, Part, Session, Track

WHOLE, READS = "display.height_px", "parts.reads.display.height_px"


def session(whole: Any = UNSET, reads: Any = UNSET, coverage: Any = 60, name: str = "a") -> Session:
    parts = {"reads": Part(display=Display(height_px=reads)), "coverage": Part(display=Display(height_px=coverage))}
    return Session(tracks={"t1": Track(kind="alignment", name=name, display=Display(height_px=whole), parts=parts)})


def told(a: Session, b: Session) -> dict[str, Any]:
    delta = Delta(a, b)
    changes: dict[str, Any] = told_by_whole(delta, dict(delta.changes)).get(("tracks", "t1"), {})
    return changes


@pytest.mark.parametrize(
    ("a", "b", "changes"),
    [
        (session(whole=600), session(reads=540), {}),
        (session(reads=540), session(whole=600), {}),
        (session(whole=600), session(reads=540, name="b"), {"name": ("a", "b")}),
        (session(whole=600), session(reads=500), {WHOLE: (600, UNSET), READS: (UNSET, 500)}),
        (session(whole=600), session(whole=500), {WHOLE: (600, 500)}),
        (session(whole=None), session(reads=540), {WHOLE: (None, UNSET), READS: (UNSET, 540)}),
    ],
)
def test_the_whole_says_its_parts(a: Session, b: Session, changes: dict[str, Any]) -> None:
    assert told(a, b) == changes


@pytest.mark.parametrize("coverage", [None, Part(visible=False), Part(visible=False, display=Display(height_px=60))])
def test_reads_without_coverage_are_the_whole(coverage: Part | None) -> None:
    parts = {"reads": Part(display=Display(height_px=50)), **({} if coverage is None else {"coverage": coverage})}
    b = Session(tracks={"t1": Track(kind="alignment", parts=parts)})
    held = msgspec.structs.replace(b.tracks["t1"], parts=UNSET, display=Display(height_px=50))
    assert WHOLE not in told(Session(tracks={"t1": held}), b)


def test_a_track_without_parts_has_one_height() -> None:
    a = Session(tracks={"t1": Track(display=Display(height_px=50))})
    assert told(a, session(reads=540)).keys() >= {WHOLE, READS}
