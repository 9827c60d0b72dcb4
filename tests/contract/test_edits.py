"""A document that was edited by hand keeps the edit, and gets back what was carried, each thing on its own object."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec
import pytest

import converter
from converter.formats.base import Job
from converter.loss.ledger import Ledger
from converter.model import Extras, Genome, Interval, Session, Source, Track, View
from converter.options import ConvertOptions
from converter.registry import FORMATS
from converter.revise import revise
from tests.contract.checks import anonymous, back
from tests.contract.editors import ADDED, EDITORS, EDITS, RENAMED, Uneditable, edited, editor_of
from tests.contract.problems import SHOWN, none
from tests.contract.samples import WRITABLE, Sample, accepted

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from tests.contract.bench import Bench

EVERY = 2
HOME = 0.9
PLACE = [Interval(chrom="scaffold_7", start=1000, end=2000)]
Called = tuple[Any, ...]


class Trip(NamedTuple):
    """The sessions that one file is on its way there, through an edit, and back."""

    source: Session
    """What the file says, in the words that the target needs (`revise`)."""
    plain: Session
    """What the document says by itself."""
    edited: Session
    """What the edited document says by itself."""
    read: Session
    """What the edited document says with what it carries."""
    unedited: Session
    """What comes home of the document as it was."""
    home: Session
    """What comes home of the edited document."""

    @property
    def shared(self) -> set[Called]:
        """What several tracks of one session are called."""
        sessions = (self.source, self.plain, self.edited)
        counts = [Counter(_called(one, track) for track in one.tracks.values()) for one in sessions]
        return {called for count in counts for called, n in count.items() if n > 1}


class Edited(NamedTuple):
    """A file, its document of another format, and that after an edit."""

    sample: Sample
    there: bytes
    document: bytes
    made: set[str]


@pytest.mark.parametrize("edit", EDITS)
@pytest.mark.parametrize("target", WRITABLE)
@pytest.mark.parametrize("source", WRITABLE)
def test_edits_stand_and_the_rest_comes_home(bench: Bench, source: str, target: str, edit: str) -> None:
    if without := [form for form in (source, target) if edit not in editor_of(form).edits]:
        pytest.skip(f"nothing in {without[0]} could be edited so")
    problems: list[str] = []
    before, away = 0, Counter[Any]()
    for sample, there, document, made in _edited(bench, source, target, edit):
        trip = _trip(sample, there, document, target)
        problems += [f"{sample.name}: {one}" for one in (*_fallen(made, trip), *_misplaced(trip))]
        kept = _home(trip, trip.unedited)
        before += kept.total()
        away += kept - _home(trip, trip.home)
    none(problems)
    remedy = "what a writer puts as `called` has to be the same after the edit: an id or a location, not a name"
    assert away.total() <= (1 - HOME) * before, (
        f"{away.total()} of {before} do not come home ({remedy}): {away.most_common(SHOWN)}"
    )


def _edited(bench: Bench, source: str, target: str, edit: str) -> list[Edited]:
    """Every second file that the edit applies to; where it applies to none of them, the other ones."""
    files = accepted(source)
    for samples in (files[::EVERY], files[1::EVERY]):
        found = [one for sample in samples for one in _one_edited(bench, sample, target, edit)]
        if found:
            return found
    needed = "three tracks" if edit == "several" else "two tracks and a place"
    remedy = f"corpus/accepted/{source} needs a file with {needed}, that {target} can say"
    raise AssertionError(f"no document of {source} as {target} can be edited so ({edit}): {remedy}; see `Editor.edits`")


def _one_edited(bench: Bench, sample: Sample, target: str, edit: str) -> Iterator[Edited]:
    there = bench.convert(sample, target).document
    with suppress(Uneditable):
        yield Edited(sample, there, *edited(target, edit, there))


@pytest.mark.parametrize("form", WRITABLE)
def test_somebody_can_edit_it(form: str) -> None:
    editor = editor_of(form)
    missing = {"delete", "rename", "add"} - set(editor.edits)
    assert not missing, f"tracks of any format that is written can be edited so: {missing}"


def test_nobody_edits_what_is_not_written() -> None:
    assert EDITORS.keys() == set(WRITABLE)


def _trip(sample: Sample, there: bytes, document: bytes, via: str) -> Trip:
    read = converter.read(sample.data, sample.format, sample.name, sample.options).session
    same = via in (sample.format, "neutral")
    return Trip(
        source=revise(read, ConvertOptions(), same_format=same, target=via).session,
        plain=_bare(via, there),
        edited=_bare(via, document),
        read=converter.read(document, via).session,
        unedited=_returned(sample, there, via),
        home=_returned(sample, document, via),
    )


def _returned(sample: Sample, document: bytes, via: str) -> Session:
    there = converter.Conversion(document=document, media_type="", filename="edited", report=None)
    return converter.read(back(sample, there, via).document, sample.format).session


def _bare(form: str, document: bytes) -> Session:
    """What a document says without its carried data."""
    return FORMATS[form].read(document, Ledger(), Job(ConvertOptions()))


def _fallen(made: set[str], trip: Trip) -> Iterator[str]:
    """How edits do not stand, in what comes home of the document that they were made to."""
    home, shared = trip.home, trip.shared
    shown = [home.tracks[key].name for view in home.views.values() for key in view.tracks]
    if "rename" in made and RENAMED not in [value for _, value in anonymous(msgspec.to_builtins(home))]:
        yield "the new name is lost"
    if "add" in made and ADDED not in shown:
        yield "the new track is not shown"
    if "delete" in made and (there := _gone(trip) & _tracks(home, shared).keys()):
        yield f"deleted, but there: {there}"
    if "move" in made and PLACE not in [view.loci for view in home.views.values()]:
        yield "no view is at the new place"
    if "reorder" in made:
        orders = [_order(one, shared) for one in (trip.edited, home)]
        common = set(orders[0]) & set(orders[1])
        if [one for one in orders[0] if one in common] != [one for one in orders[1] if one in common]:
            yield "the order is another"


def _called(session: Session, track: Any) -> Called:
    """What a track is called by itself: its data, or its key where it has none."""
    source = session.sources.get(track.source) if isinstance(track.source, str) else None
    return (source.location, None) if source else (None, track.key)


def _by_call(session: Session, shared: Container[Called]) -> dict[Called, list[Any]]:
    """The tracks by what they are called, and by name where that is shared."""
    found: dict[Called, list[Any]] = {}
    for track in session.tracks.values():
        called = _called(session, track)
        found.setdefault((*called, track.name if called in shared else None), []).append(track)
    return found


def _tracks(session: Session, shared: Container[Called]) -> dict[Called, Any]:
    """The tracks by what they are called, without those that share that and the name."""
    return {called: tracks[0] for called, tracks in _by_call(session, shared).items() if len(tracks) == 1}


def _gone(trip: Trip) -> set[Called]:
    """The tracks that an edit took away."""
    return _tracks(trip.plain, trip.shared).keys() - _tracks(trip.edited, trip.shared).keys()


def _lost(trip: Trip) -> set[Called]:
    """The tracks that an edit took away, also as the source calls them where the document calls them otherwise."""
    plain, gone = _tracks(trip.plain, trip.shared), _gone(trip)
    names = {name for called in gone if isinstance(name := plain[called].name, str)}
    own = _tracks(trip.source, trip.shared)
    return gone | {called for called, track in own.items() if called not in plain and track.name in names}


def _order(session: Session, shared: Container[Called]) -> list[Called]:
    known = {id(track): called for called, track in _tracks(session, shared).items()}
    view = session.focused_view if isinstance(session.focused_view, str) else next(iter(session.view_order), None)
    order = session.views[view].tracks if view is not None else []
    return [known[id(session.tracks[key])] for key in order if id(session.tracks[key]) in known]


def _misplaced(trip: Trip) -> Iterator[str]:
    """Fields of tracks that neither the source nor the edited document says of that track."""
    own, said = _by_call(trip.source, trip.shared), _by_call(trip.edited, trip.shared)
    for called, track in _tracks(trip.read, trip.shared).items():
        names = {called, *(one for one in own if called[2] == RENAMED and one[:2] == called[:2])}
        known = [fact for held in (own, said) for name in names for one in held.get(name, ()) for fact in _facts_of(one)]
        strange = _facts_of(track).keys() - set(known)
        yield from (f"{called} has a strange {place} = {value}" for place, value in strange if known and value != RENAMED)


def _facts_of(track: Any) -> Counter[Any]:
    return anonymous(msgspec.to_builtins(track))


def _home(trip: Trip, now: Session) -> Counter[Any]:
    """The facts of the source that a session says too, but for those of tracks that an edit took away."""
    gone = _lost(trip)
    return _facts(trip.source, gone, trip.shared) & _facts(now, gone, trip.shared)


def _facts(session: Session, gone: set[Called], shared: Container[Called]) -> Counter[Any]:
    found: Counter[Any] = Counter()
    for called, track in _tracks(session, shared).items():
        if called not in gone:
            found.update({(called, *fact): n for fact, n in _facts_of(track).items()})
    taken = {called[0] for called in gone}
    sources = {key: one for key, one in session.sources.items() if one.location not in taken}
    rest = msgspec.structs.replace(session, tracks={}, track_order=[], views={}, sources=sources, source_order=list(sources))
    found.update(anonymous(msgspec.to_builtins(rest)))
    return found


@pytest.mark.parametrize("names", [("Same", "Same"), ("First", "Second")])
@pytest.mark.parametrize("target", [one for one in WRITABLE if not (one in EDITORS and EDITORS[one].shown_once)])
def test_of_two_tracks_of_one_file_none_gets_what_is_the_other_s(target: str, names: tuple[str, str]) -> None:
    source = _twins(*names)
    there = converter.convert(source, target, "neutral").document
    assert _numbers(there, target) == [1, 2]
    editor = editor_of(target)(there)
    editor.delete_first()
    told_apart = names[0] != names[1] or editor.twins_told_apart
    assert _numbers(editor.document(), target) == [2 if told_apart else None]


def _twins(*names: str) -> bytes:
    """A neutral session of two tracks of one file, each with something that only its own application knows."""
    keys = [f"t{number}" for number, _ in enumerate(names, 1)]
    tracks = {
        key: Track(kind="quantitative", name=name, source="s1", extras={"other": Extras(native={"number": int(key[1:])})})
        for key, name in zip(keys, names, strict=True)
    }
    session = Session(
        genome=Genome(id="hg38"),
        sources={"s1": Source(location="https://data.example.org/a.bw", format="bigwig")},
        source_order=["s1"],
        tracks=tracks,
        track_order=keys,
        views={"v1": View(loci=[Interval(chrom="chr1", start=0, end=100)], tracks=keys)},
        view_order=["v1"],
    )
    return converter.write(session, "neutral").document


def _numbers(document: bytes, form: str) -> list[Any]:
    session = converter.read(document, form).session
    shown = [session.tracks[key] for key in session.views[session.view_order[0]].tracks]
    return [one.extras.get("other", Extras()).native.get("number") for one in shown if isinstance(one.source, str)]
