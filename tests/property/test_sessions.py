from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

import jsonpatch
import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import UNSET

import converter
from converter.formats.base import Job
from converter.loss.ledger import Ledger
from converter.loss.measure import differences, patch
from converter.model import Interval, Session
from converter.model.codec import to_plain
from converter.model.refs import COLLECTIONS, renamed
from converter.options import ConvertOptions
from converter.registry import FORMATS
from tests.contract.checks import effect_at, effects, sums_of
from tests.contract.samples import WRITABLE, Sample
from tests.property.strategies import sessions

if TYPE_CHECKING:
    from collections.abc import Mapping


def neutral(session: Session) -> bytes:
    return converter.write(session, "neutral").document


@given(sessions())
def test_the_neutral_format_says_every_session(session: Session) -> None:
    assert converter.read(neutral(session), "neutral").session == session


@given(sessions())
def test_a_session_is_no_different_from_itself(session: Session) -> None:
    twin = copy.deepcopy(session)
    assert differences(session, twin) == {}
    assert patch(session, twin) == []


@given(sessions(), sessions())
def test_a_patch_makes_one_session_of_another(a: Session, b: Session) -> None:
    operations = patch(a, b)
    assert jsonpatch.apply_patch(to_plain(a), operations) == to_plain(b)
    assert {one["op"] for one in operations} <= {"add", "remove", "replace"}


@given(sessions(), sessions())
def test_differences_and_patch_agree(a: Session, b: Session) -> None:
    """Where the oracle sees a field change, so does the comparison; and nowhere else."""
    told = {f"/{owner[0]}/{owner[1]}" if owner[1] else f"/{owner[0]}" for owner in differences(a, b) if owner[0] in COLLECTIONS}
    seen = {f"/{name}/{key}" for name in COLLECTIONS for key in _unlike(getattr(a, name), getattr(b, name))}
    shown = {f"/tracks/{key}" for key in a.tracks.keys() & b.tracks.keys() if (key in _shown(a)) != (key in _shown(b))}
    assert told == seen | shown


def _unlike(a: Mapping[str, Any], b: Mapping[str, Any]) -> set[str]:
    return {key for key in a.keys() | b.keys() if key not in a or key not in b or _differ(a[key], b[key])}


def _differ(x: Any, y: Any, name: str = "") -> bool:
    """Whether two values differ; lists of tracks, by the order of those that both have."""
    struct = next((type(one) for one in (x, y) if isinstance(one, msgspec.Struct) and not isinstance(one, Interval)), None)
    if struct is not None:
        x, y = (struct() if one is UNSET else one for one in (x, y))
        fields = [field for field in struct.__struct_fields__ if field != "extras"]
        return any(_differ(getattr(x, field), getattr(y, field), field) for field in fields)
    if name in ("parts", "panels"):
        x, y = x or {}, y or {}
        return any(_differ(x.get(key, UNSET), y.get(key, UNSET)) for key in x.keys() | y.keys())
    if name == "tracks":
        return [key for key in x if key in y] != [key for key in y if key in x]
    return bool(x != y)


def _shown(session: Session) -> set[str]:
    return {key for view in session.views.values() for key in view.tracks}


@given(sessions())
def test_renaming_forth_and_back(session: Session) -> None:
    there = {key: f"~{key}" for name in COLLECTIONS for key in getattr(session, name)}
    assert renamed(renamed(session, there), {new: old for old, new in there.items()}) == session


@pytest.mark.parametrize("target", WRITABLE)
@given(session=sessions())
def test_reports_add_up(target: str, session: Session) -> None:
    document = neutral(session)
    sample = Sample("made up", "neutral", document, {})
    reports = [_report(document, target, carry=carry) for carry in (True, False)]
    assert [one for report in reports for one in sums_of(sample, report)] == []
    on, off = map(effects, reports)
    pairs = {(effect_at(fact.path, on), effect_at(fact.path, off)) for fact in sample.facts.all}
    assert {pair for pair in pairs if pair[0] != pair[1]} <= {("carried", "dropped")}


def _report(document: bytes, target: str, *, carry: bool) -> dict[str, Any]:
    done = converter.convert(document, target, "neutral", options={"carry": carry}, ledger=True)
    report: dict[str, Any] = done.report.to_dict()
    return report


@pytest.mark.parametrize("target", WRITABLE)
@given(session=sessions())
def test_what_is_carried_comes_home(target: str, session: Session) -> None:
    there = converter.convert(neutral(session), target, "neutral")
    home = converter.read(there.document, target).session
    assert len(home.tracks) >= len(session.tracks)
    names = sorted(track.name for track in session.tracks.values() if isinstance(track.name, str))
    assert not [name for name in names if name not in [track.name for track in home.tracks.values()]]


@pytest.mark.parametrize("target", WRITABLE)
@given(session=sessions(), seed=st.integers(0, 3))
def test_the_same_session_gives_the_same_document(target: str, session: Session, seed: int) -> None:
    first = converter.write(session, target, {"carry": bool(seed % 2)})
    assert converter.write(copy.deepcopy(session), target, {"carry": bool(seed % 2)}).document == first.document


@pytest.mark.parametrize("target", WRITABLE)
@given(session=sessions())
def test_what_is_written_can_be_read(target: str, session: Session) -> None:
    ledger = Ledger()
    FORMATS[target].read(converter.write(session, target).document, ledger, Job(ConvertOptions()))
    assert ledger.accounted == ledger.total
