from __future__ import annotations

from typing import Any

import pytest
from msgspec import UNSET, structs

from converter.loss.announce import Cannot
from converter.loss.effects import Effect
from converter.loss.ledger import Notice
from converter.loss.wording import Standing, Target, Wording, standings
from converter.loss.words import sentence
from converter.model import Genome, Session, Source, Track, View
from converter.options import Severity

SESSION = Session(
    tracks={
        "t1": Track(kind="alignment", source="s1"),
        "t2": Track(kind="quantitative", source="s2"),
        "t3": Track(kind="annotation", source="s3"),
        "t4": Track(kind="annotation"),
        "t5": Track(kind="overlay", members=["t6", "gone"]),
        "t6": Track(kind="quantitative", source="s2"),
    },
    sources={key: Source(location=f"{key}.bed") for key in ("s1", "s2", "s3")},
    views={"v1": View(tracks=["t1", "t2", "t3", "t5"])},
)


def unopenable(kind: str, key: str, severity: str = "error") -> Notice:
    return Notice("location.unopenable", "assumed", severity, "The application can't open it.", (kind, key), "source")


@pytest.mark.parametrize(
    ("notices", "t3"),
    [
        ((), None),
        ((unopenable("tracks", "t3"),), Standing.UNOPENED),
        ((unopenable("sources", "s3"),), Standing.UNOPENED),
        ((unopenable("tracks", "t3", "info"),), None),
        ((Notice("track.summary", "assumed", "error", "It shows a summary.", ("tracks", "t3")),), None),
    ],
)
def test_tracks_that_do_not_stand_as_others(notices: tuple[Notice, ...], t3: Standing | None) -> None:
    found = standings(SESSION, notices)
    assert found.get("t3") is t3
    assert {key: one for key, one in found.items() if key != "t3"} == {
        "t2": Standing.SIGNAL,
        "t4": Standing.HIDDEN,
        "t5": Standing.SIGNAL,
        "t6": Standing.SIGNAL,
    }


@pytest.mark.parametrize(
    ("standing", "field", "severity"),
    [
        (None, "display.color", Severity.WARNING),
        (None, "display.mode", Severity.WARNING),
        (None, "source", Severity.ERROR),
        (None, "display.font_size_pt", Severity.INFO),
        (Standing.HIDDEN, "display.color", Severity.INFO),
        (Standing.HIDDEN, "source", Severity.INFO),
        (Standing.HIDDEN_ROWS, "name", Severity.INFO),
        (Standing.ROWS, "name", Severity.WARNING),
        (Standing.UNOPENED, "display.color", Severity.INFO),
        (Standing.UNOPENED, "source", Severity.ERROR),
        (Standing.SIGNAL, "display.mode", Severity.INFO),
        (Standing.SIGNAL, "parts.coverage.display.mode", Severity.INFO),
        (Standing.SIGNAL, "display.color", Severity.WARNING),
    ],
)
def test_less_is_missed_of_a_track_that_is_less_seen(standing: Standing | None, field: str, severity: Severity) -> None:
    target = Target("toy", "Toy", {"tracks/": Cannot("It shows no tracks.")})
    wording = Wording(target, (Session(), Session()), {"t1": standing} if standing else {}, Effect.DROPPED)
    assert wording.severity(("tracks", "t1"), field) is severity
    assert wording.key(("tracks", "t1"), field, lost=True).severity is severity


@pytest.mark.parametrize("standing", [Standing.ROWS, Standing.HIDDEN_ROWS])
def test_rows_that_stand_apart_are_the_reason_whether_they_are_shown_or_not(standing: Standing) -> None:
    target = Target("toy", "Toy", {"tracks/name": Cannot("Toy can't spell it.")})
    key = Wording(target, (Session(), Session()), {"t1": standing}, Effect.DROPPED).key(("tracks", "t1"), "name", lost=True)
    assert key.message == "Toy does not draw these in one track; each of them is a track of its own."
    assert standings(SESSION, (), {"t4"})["t4"] is Standing.HIDDEN_ROWS


def test_what_a_step_said_with_the_nearest_is_approximated() -> None:
    wording = Wording(Target("igvjson", "IGV", {}), (Session(), Session()), {}, Effect.CARRIED)
    key = wording.by_option("genes.replaced", ("tracks", "t1"), Effect.KEPT, "old.txt", "new.txt")
    assert (key.code, key.effect, key.original, key.emitted) == ("genes.replaced", Effect.APPROXIMATED, "old.txt", "new.txt")


def test_what_a_target_announces_is_looked_up_once() -> None:
    wording = Wording(
        Target("toy", "Toy", {"tracks/": Cannot("{target} shows no tracks.")}), (Session(), Session()), {}, Effect.DROPPED
    )
    assert wording.announced("tracks", "name", "unsupported") == wording.announced("tracks", "name", "unsupported")
    assert wording.announced("views", "title", "unsupported")[0] == "unannounced"


def test_of_a_track_that_can_not_be_opened_one_reason_is_told() -> None:
    target = Target("toy", "Toy", {"tracks/display": Cannot("Toy has no setting for {what}.", "Set it by hand.")})
    sessions = Session(), Session()
    unopened = Wording(target, sessions, {"t1": Standing.UNOPENED}, Effect.DROPPED).key(
        ("tracks", "t1"), "display.color", lost=True
    )
    opened = Wording(target, sessions, {}, Effect.DROPPED).key(("tracks", "t1"), "display.color", lost=True)
    assert unopened.message == "Toy can't open the track's file; how the track looks is not used."
    assert (unopened.code, unopened.hint) == (opened.code, None)
    assert opened.message == "Toy has no setting for the colour."


@pytest.mark.parametrize(
    ("genome", "names", "severity"),
    [
        (Genome(id="hg38"), ["mm10"], Severity.ERROR),
        (Genome(id="hg38"), ["mm10", "GRCh38"], Severity.INFO),
        (Genome(id="mine"), ["mine"], Severity.INFO),
        (Genome(id="mine"), ["other"], Severity.ERROR),
        (Genome(id="hg38"), [], Severity.INFO),
        (Genome(), ["mm10"], Severity.INFO),
        (UNSET, ["mm10"], Severity.INFO),
        (UNSET, None, Severity.ERROR),
    ],
)
def test_data_of_another_genome_do_not_belong_where_they_are_drawn(genome: Any, names: Any, severity: Severity) -> None:
    session = structs.replace(SESSION, genome=genome)
    wording = Wording(Target("x", "X", {}), (session, session), {"t4": Standing.HIDDEN}, Effect.DROPPED)
    assert wording.severity(("tracks", "t3"), "genomes", names) is severity
    assert wording.severity(("tracks", "t4"), "genomes", names) is Severity.INFO


@pytest.mark.parametrize(
    ("text", "told"),
    [("the UCSC browser has none.", "The UCSC browser has none."), ("igv.js has none.", "igv.js has none."), ("", "")],
)
def test_a_sentence_begins_with_a_capital_unless_with_a_name(text: str, told: str) -> None:
    assert sentence(text) == told


@pytest.mark.parametrize(
    ("settled", "new", "lost"), [(True, 10, True), (False, 10, False), (True, UNSET, True), (False, UNSET, True)]
)
def test_a_value_that_is_settled_for_the_target_is_none_of_the_source(settled: bool, new: Any, lost: bool) -> None:  # noqa: FBT001
    target = Target("toy", "Toy", {"tracks/reads": Cannot("Toy has one of its own.", settled=settled)})
    wording = Wording(target, (Session(), Session()), {}, Effect.DROPPED)
    assert wording.lost_in(("tracks", "t1"), "reads.small_indel_bp", new) is lost
    assert wording.lost_in(("tracks", "t1"), "display.color", 10) is False
