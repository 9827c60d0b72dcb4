"""A document that was edited by hand keeps the edit, and gets back what was carried, each thing on its own object."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import msgspec
import pytest

import converter
from converter.formats.base import Job
from converter.loss.ledger import Ledger
from converter.model import Interval, Session
from converter.options import ConvertOptions
from converter.registry import FORMATS
from tests.contract.checks import anonymous, back
from tests.contract.editors import ADDED, EDITORS, EDITS, RENAMED, Uneditable, edited
from tests.contract.samples import WRITABLE, Sample, accepted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.contract.bench import Bench

EVERY = 2
HOME = 0.9
Called = tuple[Any, ...]


@pytest.mark.parametrize("edit", EDITS)
@pytest.mark.parametrize("target", WRITABLE)
@pytest.mark.parametrize("source", WRITABLE)
def test_edits_stand_and_the_rest_comes_home(bench: Bench, source: str, target: str, edit: str) -> None:
    problems: list[str] = []
    tried, before, after = 0, 0, 0
    for sample in accepted(source)[::EVERY]:
        there = bench.convert(sample, target)
        try:
            document = edited(target, edit, there.document)
        except Uneditable:
            continue
        tried += 1
        a = converter.read(sample.data, source, sample.name, sample.options).session
        bare = (_bare(target, there.document), _bare(target, document))
        now = converter.read(document, target).session
        returned = _returned(sample, document, target)
        problems += [f"{sample.name}: {one}" for one in _fallen(edit, bare, returned)]
        problems += [f"{sample.name}: {one}" for one in _misplaced(now, a, bare[1])]
        unedited = _home(a, _returned(sample, there.document, target), bare)
        before += unedited.total()
        after += (unedited & _home(a, returned, bare)).total()
    assert not problems, "\n".join([f"{len(problems)} problems", *problems[:25]])
    assert tried
    assert after >= HOME * before, f"{after} of {before} come home"


@pytest.mark.parametrize("form", WRITABLE)
def test_somebody_can_edit_it(form: str) -> None:
    assert form in EDITORS


def _returned(sample: Sample, document: bytes, via: str) -> Session:
    there = converter.Conversion(document=document, media_type="", filename="edited", report=None)
    return converter.read(back(sample, there, via).document, sample.format).session


def _bare(form: str, document: bytes) -> Session:
    """What a document says without its carried data."""
    return FORMATS[form].read(document, Ledger(), Job(ConvertOptions()))


def _fallen(edit: str, bare: tuple[Session, Session], now: Session) -> Iterator[str]:
    """How an edit does not stand, in what comes of the document that it was made to."""
    shown = [now.tracks[key].name for view in now.views.values() for key in view.tracks]
    if edit == "rename" and RENAMED not in [value for _, value in anonymous(msgspec.to_builtins(now))]:
        yield "the new name is lost"
    if edit == "add" and ADDED not in shown:
        yield "the new track is not shown"
    if edit == "delete" and (there := (_tracks(bare[0]).keys() - _tracks(bare[1]).keys()) & _tracks(now).keys()):
        yield f"deleted, but there: {there}"
    if edit == "move" and [Interval(chrom="scaffold_7", start=1000, end=2000)] not in [view.loci for view in now.views.values()]:
        yield "no view is at the new place"
    if edit == "reorder":
        orders = [_order(bare[1]), _order(now)]
        common = set(orders[0]) & set(orders[1])
        if [one for one in orders[0] if one in common] != [one for one in orders[1] if one in common]:
            yield "the order is another"


def _called(session: Session, track: Any) -> Called:
    """What a track is called by itself: its data and, of several tracks of one file, its sample."""
    source = session.sources.get(track.source) if isinstance(track.source, str) else None
    return (source.location if source else None, track.sample, track.key if source is None else None)


def _tracks(session: Session) -> dict[Called, Any]:
    """The tracks by what they are called, those without the ones that share it."""
    number = Counter(_called(session, track) for track in session.tracks.values())
    return {called: one for one in session.tracks.values() if number[called := _called(session, one)] == 1}


def _order(session: Session) -> list[Called]:
    known = {id(track): called for called, track in _tracks(session).items()}
    view = session.focused_view if isinstance(session.focused_view, str) else next(iter(session.view_order), None)
    order = session.views[view].tracks if view is not None else []
    return [known[id(session.tracks[key])] for key in order if id(session.tracks[key]) in known]


def _misplaced(now: Session, a: Session, bare: Session) -> Iterator[str]:
    """Fields of tracks that neither the source nor the edited document says of that track."""
    own, said = _tracks(a), _tracks(bare)
    for called, track in _tracks(now).items():
        known = [anonymous(msgspec.to_builtins(held[called])) for held in (own, said) if called in held]
        strange = anonymous(msgspec.to_builtins(track)).keys() - {fact for facts in known for fact in facts}
        yield from (f"{called} has a strange {place} = {value}" for place, value in strange if known and value != RENAMED)


def _home(a: Session, now: Session, bare: tuple[Session, Session]) -> Counter[Any]:
    """The facts of a session that another one says too, but for those of tracks that an edit took away."""
    gone = _tracks(bare[0]).keys() - _tracks(bare[1]).keys()
    return _facts(a, gone) & _facts(now, gone)


def _facts(session: Session, gone: set[Called]) -> Counter[Any]:
    found: Counter[Any] = Counter()
    for called, track in _tracks(session).items():
        if called not in gone:
            found.update({(called, *fact): n for fact, n in anonymous(msgspec.to_builtins(track)).items()})
    taken = {called[0] for called in gone}
    sources = {key: one for key, one in session.sources.items() if one.location not in taken}
    rest = msgspec.structs.replace(session, tracks={}, track_order=[], views={}, sources=sources, source_order=list(sources))
    found.update(anonymous(msgspec.to_builtins(rest)))
    return found
