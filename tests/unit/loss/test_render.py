from __future__ import annotations

from typing import Any

import click
import pytest

from converter.loss.render import render, summary
from converter.loss.words import phrase


def entry(effect: str, severity: str, message: str, **told: Any) -> dict[str, Any]:
    return {
        "code": "some.code",
        "effect": effect,
        "severity": severity,
        "category": "display",
        "source": {"path": "/Session", "line": 1},
        "model": None,
        "target": None,
        "track": None,
        "original": None,
        "emitted": None,
        "facts": 1,
        "message": message,
        "hint": None,
        **told,
    }


def report(*entries: dict[str, Any], verdict: str = "lossy", **counts: int) -> dict[str, Any]:
    return {
        "report_version": 1,
        "source": {"format": "igvxml", "version": "8", "sha256": "0", "bytes": 100, "facts": sum(counts.values())},
        "target": {"format": "jbrowse2", "shape": "config", "profile": "web", "sha256": "0", "bytes": 100},
        "verdict": verdict,
        "counts": {"kept": 0, "approximated": 0, "carried": 0, "dropped": 0, "superseded": 0, "structural": 0, "assumed": 0}
        | counts,
        "entries": list(entries),
        "difference": [],
    }


SQUISHED = "JBrowse 2 has no 'squished' features; they are drawn compact."

WHOLE = report(
    entry("dropped", "info", "A font size has no place."),
    entry(
        "approximated",
        "warning",
        SQUISHED,
        track="Genes",
        model="/tracks/t1/display/mode",
        original="SQUISHED",
        emitted="compact",
    ),
    entry(
        "approximated", "warning", SQUISHED, track="RNA", model="/tracks/t2/display/mode", original="SQUISHED", emitted="compact"
    ),
    entry("carried", "error", "JBrowse 2 can't open TDF.", track="Signal", hint="Convert it with `igvtools tdftobedgraph`."),
    entry("assumed", "info", "The sequence of hg19 is where UCSC keeps it."),
    entry("assumed", "error", "Nobody knows the genome 'mine'.", hint="Give `--genome`."),
    entry("superseded", "info", "The second genome attribute overrules the first.", facts=3),
    verdict="incomplete",
    kept=20,
    approximated=2,
    carried=1,
    dropped=1,
    superseded=3,
)

RENDERED = """\
igvxml 8 → jbrowse2 config web: incomplete, 27 facts (20 kept, 2 approximated, 1 carried, 1 dropped, 3 superseded).

Will not be shown:
  • JBrowse 2 can't open TDF. [carried] 1 track: Signal
    ▸ Convert it with `igvtools tdftobedgraph`.
  • Nobody knows the genome 'mine'. [assumed]
    ▸ Give `--genome`.

Will look different:
  • JBrowse 2 has no 'squished' features; they are drawn compact. [approximated] 2 tracks: Genes, RNA (SQUISHED → compact)

Will hardly be noticed:
  • A font size has no place. [dropped]

Was assumed:
  • The sequence of hg19 is where UCSC keeps it. [assumed]

Worth knowing:
  • The second genome attribute overrules the first. [superseded, 3 facts]"""


def test_a_report_reads_by_consequence() -> None:
    assert render(WHOLE, colour=False) == RENDERED


def test_colours_add_nothing_but_colours() -> None:
    coloured = render(WHOLE, colour=True)
    assert coloured != RENDERED
    assert click.unstyle(coloured) == RENDERED


@pytest.mark.parametrize(("verdict", "code"), [("lossless", 32), ("equivalent", 32), ("lossy", 33), ("incomplete", 31)])
def test_the_verdict_has_its_colour(verdict: str, code: int) -> None:
    assert f"\x1b[{code}m" in summary(report(verdict=verdict), colour=True)


def test_nothing_lost_is_one_line() -> None:
    assert (
        render(report(verdict="lossless", kept=1), colour=False) == "igvxml 8 → jbrowse2 config web: lossless, 1 fact (1 kept)."
    )


def test_a_form_without_version_and_shape() -> None:
    bare = report(verdict="lossless")
    bare["source"] |= {"version": None}
    bare["target"] = {"format": "neutral", "shape": None, "profile": None}
    assert render(bare, colour=False) == "igvxml → neutral: lossless, 0 facts."


def test_assumptions_stand_outside_the_sum() -> None:
    assert summary(report(verdict="lossless", kept=2) | {"counts": {"kept": 2, "assumed": 6}}, colour=False).endswith(
        "2 facts (2 kept), 6 assumed."
    )


def test_many_tracks_are_counted_and_a_few_named() -> None:
    entries = [entry("dropped", "warning", "Gone.", track=f"T{number}", model=f"/tracks/t{number}") for number in range(9)]
    assert "9 tracks: T0, T1, T2, T3 and 5 more" in render(report(*entries, dropped=9), colour=False)


def test_tracks_of_one_name_are_two_tracks_and_two_facts_of_a_track_one() -> None:
    entries = [entry("dropped", "warning", "Gone.", track="T", model=f"/tracks/{place}") for place in ("t1/a", "t1/b", "t2/a")]
    assert "2 tracks: T, T" in render(report(*entries, dropped=3), colour=False)


def test_an_entry_that_stands_for_several_tracks_counts_them_by_their_places() -> None:
    places = [f"/Session/Panel/Track[{number}]/@{name}" for number in (1, 2, 3) for name in ("min", "max")]
    many = entry("dropped", "warning", "Gone.", model="/tracks/*/display_range", places=places, facts=6)
    one = entry("dropped", "warning", "Gone.", model="/tracks/t9/display_range", track="T")
    assert render(report(many, dropped=6), colour=False).endswith("Gone. [dropped] 3 tracks")
    assert render(report(many, one, dropped=7), colour=False).endswith("Gone. [dropped] 4 tracks: T and 3 more")


@pytest.mark.parametrize(("value", "words"), [(True, "true"), (None, "nothing"), (1.5, "1.5"), ("true", "true")])
def test_values_are_worded_as_in_the_source(value: object, words: str) -> None:
    assert f"({words} → off)" in render(
        report(entry("approximated", "info", "Near.", original=value, emitted="off"), approximated=1), colour=False
    )


def test_many_messages_are_capped_the_weightiest_first() -> None:
    entries = [entry("dropped", "info", f"Message {number}.", facts=number + 1) for number in range(15)]
    lines = render(report(*entries, dropped=120), colour=False).splitlines()
    assert lines[3] == "  • Message 14. [dropped, 15 facts]"
    assert lines[-1] == "  and 3 more; the JSON report has them all"
    assert len(lines) == 16


def test_values_that_differ_within_a_group_are_left_out() -> None:
    entries = [entry("approximated", "info", "Rounded.", original=value, emitted=1) for value in (1.2, 1.3)]
    assert "→ 1" not in render(report(*entries, approximated=2), colour=False)


def test_carried_and_dropped_of_one_message_are_told_apart() -> None:
    entries = [entry(effect, "info", "No word for it.") for effect in ("carried", "dropped", "carried")]
    assert "[carried/dropped, 3 facts]" in render(report(*entries, carried=2, dropped=1), colour=False)


def test_long_names_are_cut() -> None:
    assert "N" * 39 + "…" in render(report(entry("dropped", "info", "Gone.", track="N" * 500), dropped=1), colour=False)


@pytest.mark.parametrize("evil", ["\x1b[2J", "\x07", "\n", "\x9b31m", "\u202e", "\ud800"])
def test_nothing_from_a_session_reaches_the_terminal_as_a_command(evil: str) -> None:
    told = entry("approximated", "info", f"m{evil}", track=f"t{evil}", original=f"o{evil}", emitted=f"e{evil}", hint=f"h{evil}")
    hostile = report(told, approximated=1)
    hostile["source"]["version"] = evil
    text = render(hostile, colour=False)
    assert len(text.splitlines()) == 5
    assert all(line.isprintable() for line in text.split("\n"))


def test_what_was_chosen_is_shown_alone() -> None:
    told = report(entry("assumed", "info", "Chosen.", emitted="on"), assumed=1)
    assert "• Chosen. [assumed] (on)" in render(told, colour=False)


def test_a_part_that_is_said_is_not_shown_as_a_value() -> None:
    told = report(entry("approximated", "info", "Near.", original="a", emitted="in part"), approximated=1)
    assert render(told, colour=False).endswith("• Near. [approximated]")


def test_names_of_one_fate_share_a_line() -> None:
    names = [f"name{number}" for number in range(8)]
    told = [entry("carried", "info", f"X has no counterpart of {name!r}.", code="native.unsupported") for name in names]
    told += [entry("carried", "info", "Said of 'a'."), entry("carried", "info", "Said of 'b'.")]
    shown = render(report(*told, carried=10), colour=False)
    listed = ", ".join(map(repr, names[:6]))
    assert f"• X has no counterpart of {listed} and 2 more. [carried, 8 facts]" in shown
    assert "• Said of 'a'. [carried]" in shown
    assert "• Said of 'b'. [carried]" in shown


def test_what_was_chosen_for_a_target_is_one_line() -> None:
    said = "The source says nothing of {}; chosen for Mini."
    fields = {"/genome/two_bit": ("genome", "two_bit"), "/views/v1/show_ideogram": ("views", "show_ideogram")}
    fields["/name"] = ("session", "name")
    told: dict[str, Any] = {"code": "target.supplied", "facts": 0}
    names = [phrase(*field) for field in fields.values()]
    chosen = [entry("assumed", "info", said.format(name), model=at, **told) for name, at in zip(names, fields, strict=True)]
    assert f"  • {said.format(', '.join(names))} [assumed]" in render(report(*chosen, assumed=3), colour=False).splitlines()
    nowhere = entry("assumed", "info", said.format("it"), **told)
    assert f"  • {said.format('it')} [assumed]" in render(report(nowhere, assumed=1), colour=False).splitlines()


@pytest.mark.parametrize(
    ("code", "severity", "title"),
    [
        ("members.nearest", "warning", "Will look different"),
        ("shown.unsupported", "info", "Will hardly be noticed"),
        ("genes.brought", "warning", "Was assumed"),
        ("genome.unknown", "error", "Will not be shown"),
    ],
)
def test_what_no_fact_says_and_is_lost_stands_with_the_losses(code: str, severity: str, title: str) -> None:
    lines = render(report(entry("assumed", severity, "It is so.", code=code)), colour=False).split("\n")
    assert lines[2:] == [f"{title}:", "  • It is so. [assumed]"]


def test_a_track_is_counted_once_whatever_of_it_is_told() -> None:
    """Its data range is no track of its own, and the track of another entry none more."""
    tracks = [f"/Session/Panel/Track[{number}]" for number in (1, 2)]
    places = [f"{track}/{what}" for track in tracks for what in ("@color", "DataRange/@maximum")]
    many = entry("dropped", "warning", "Gone.", model="/tracks/*/display", places=places, facts=4)
    one = entry("dropped", "warning", "Gone.", model="/tracks/t1/display/mode", track="A", places=[f"{tracks[0]}/@mode"])
    assert "Gone. [dropped] 2 tracks: A and 1 more" in render(report(many, one, dropped=5), colour=False)
    inside = entry("dropped", "warning", "Gone.", model="/tracks/*/x", places=["/tracks/0/displays/0/a", "/tracks/0/b", "/7/c"])
    assert "Gone. [dropped] 2 tracks" in render(report(inside, dropped=3), colour=False)
