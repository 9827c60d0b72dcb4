"""Sessions whose parts fit together only in part: what JBrowse 2 can have of them is written."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from converter.formats.base import Job, Written
from converter.formats.jbrowse2 import adapters, look_plans
from converter.formats.jbrowse2.genomes_out import _of
from converter.formats.jbrowse2.looks_out import LookWriter
from converter.formats.jbrowse2.writer import embed, write
from converter.genomes.assemblies import all_assemblies
from converter.model import Display, Extras, Genome, Interval, Part, Session, Source, Track, View
from converter.options import ConvertOptions
from tests.unit.formats.jbrowse2.reading import written

BW = Source(location="https://x.org/a.bw", format="bigwig")
TDF = Source(location="https://x.org/a.tdf", format="tdf")


def native(**held: Any) -> dict[str, Extras]:
    return {"jbrowse2": Extras(native=held)}


def spelled(**held: Any) -> dict[str, Extras]:
    return {"jbrowse2": Extras(spelling=held)}


def session(tracks: dict[str, Track], *, own: bool = False, view: View | None = None, **more: Any) -> Session:
    """A session with two files; `own`: JBrowse 2 said it."""
    shown = view or View(tracks=[key for key in tracks if key != "m1"])
    base: dict[str, Any] = {
        "genome": Genome(id="hg38"),
        "sources": {"s1": BW, "s2": TDF},
        "source_order": ["s1", "s2"],
        "views": {"v1": shown},
        "view_order": ["v1"],
        "forms": {"jbrowse2": {"shape": "config", **more.pop("form", {})}} if own else {},
    }
    return Session(**{**base, **more}, tracks=tracks, track_order=[key for key in tracks if key != "m1"])


@pytest.mark.parametrize("own", [True, False])
def test_members_of_which_nothing_is_known_are_left_out(own: bool) -> None:  # noqa: FBT001
    members = {"m1": Track(kind="quantitative", source="s1"), "m2": Track(source="s2"), "m3": Track(name="no file")}
    tracks = {"t1": Track(kind="overlay", name="O", members=["t9", "m1", "m2", "m3"]), **members}
    made = written(session(tracks, own=own, view=View(tracks=["t1"])))
    assert [one["type"] for one in made["tracks"][0]["adapter"]["subadapters"]] == ["BigWigAdapter"]


def test_tracks_that_a_comparing_view_brings_need_that_view() -> None:
    held = Track(kind="quantitative", name="A", source="s1", extras=native(holder="viewTrackConfigs"))
    made = written(session({"t1": held}, own=True))
    assert all("viewTrackConfigs" not in one for one in made["defaultSession"]["views"])


def test_a_file_is_opened_as_it_was_if_that_still_fits() -> None:
    bed = Source(location="https://x.org/a.bed", format="bed", extras=spelled(format="BedTabixAdapter"))
    assert (adapters.write(bed, desktop=False, own=True) or {})["type"] == "BedTabixAdapter"
    bed.format = "bigwig"
    assert (adapters.write(bed, desktop=False, own=True) or {})["type"] == "BigWigAdapter"


def test_a_sequence_of_an_unknown_adapter_is_not_written() -> None:
    for said in ({"sequence/adapter/type": "Odd"}, {"sequence/adapter/odd": 1}):
        genome = Genome(id="made", extras={"jbrowse2": Extras(native=said)})
        extras = native(**{"config/plugins": [{"name": "P"}]})
        made = written(session({"t1": Track(name="A", source="s1")}, own=True, genome=genome, extras=extras))
        name = next(iter(said)).rpartition("/")[2]
        assert made["assemblies"][0]["sequence"]["adapter"] == {name: said[f"sequence/adapter/{name}"]}


def test_an_assembly_without_a_two_bit_file_has_its_fasta() -> None:
    known = next(one for one in all_assemblies() if one.fasta_url and one.two_bit_url)
    assert "fasta" not in _of(known)
    assert "fasta" in _of(msgspec.structs.replace(known, two_bit_url=None))


def test_a_number_that_is_none_is_not_written_though_its_like_is() -> None:
    look_plans._PLANS.clear()
    heights = [50.0, float("inf")]
    made = [
        written(session({"t1": Track(kind="quantitative", name="A", source="s1", display=Display(height_px=one))}))
        for one in heights
    ]
    assert [one["tracks"][0].get("displays", [{}])[0].get("height") for one in made] == [50, None]


def look(display: str, values: dict[str, Any], **spelling: Any) -> LookWriter:
    return LookWriter(
        display, dict(values), {name.replace("__", "."): one for name, one in spelling.items()}, shown=False, own=False
    )


@pytest.mark.parametrize("raw", [5, ["~height", 60], [5, 60]])
def test_a_spelling_that_says_nothing_is_not_used(raw: Any) -> None:
    writer = look("LinearBasicDisplay", {"display.height_px": 60}, display__height_px=raw)
    assert writer.run() == {"height": 60}
    assert writer.say("display.height_px", 70)
    assert writer.said == {"height": 60}


def test_points_need_a_word_for_bars() -> None:
    writer = look("LinearWiggleDisplay", {"display.renderer": "points"})
    writer.outlets = {}
    assert writer.run() == {}


def test_heights_that_were_spelled_otherwise_are_written_anew() -> None:
    parts = {"reads": Part(display=Display(height_px=100)), "coverage": Part(display=Display(height_px=50))}
    held = Track(kind="alignment", name="A", source="s1", parts=parts, extras=spelled(**{"parts.reads.display.height_px": 5}))
    bam = Source(location="https://x.org/a.bam", format="bam")
    made = written(session({"t1": held}, sources={"s1": bam}))
    assert made["tracks"][0]["displays"][0]["height"] == 150


def test_what_jbrowse_ignores_of_a_track_in_a_view_goes_along() -> None:
    ignored = {"shown/odd": 1, "shown/minimized": "no"}
    held = Track(kind="quantitative", name="A", source="s1", extras={"jbrowse2": Extras(ignored=ignored)})
    entry = written(session({"t1": held}, own=True))["defaultSession"]["views"][0]["tracks"][0]
    assert (entry.get("odd"), "minimized" in entry) == (1, False)


PLACE = Interval(chrom="chr1", start=10, end=20)


def test_a_place_is_spelled_as_it_was_if_that_still_holds() -> None:
    region = {"refName": "chr1", "start": 0, "end": 50}
    laid_out = View(laid_out=[Interval(chrom="chr2", start=0, end=50)], loci=[PLACE], extras=spelled(laid_out=[region]))
    single = {"assembly": "single"}
    assert "location" not in written(session({}, own=True, form=single, view=laid_out))
    located = View(loci=[PLACE], extras=spelled(loci={"location": "chr1:11-20"}))
    made = written(session({}, own=True, form=single, view=located))
    assert made["location"] == "chr1:11-20"
    window = View(loci=[PLACE], laid_out=[PLACE], extras=spelled(loci={"windowWidthBp": 5}))
    view = written(session({}, own=True, view=window))["defaultSession"]["views"][0]
    assert view["init"]["loc"] == "chr1:11-20"


def test_a_track_that_is_not_there_or_another_one_again_is_not_shown() -> None:
    tracks = {"t1": Track(name="again", same_as="t9", source="s1")}
    view = written(session(tracks, view=View(tracks=["t1", "t8"])))["defaultSession"]["views"][0]
    assert "tracks" not in view


def test_a_track_that_only_a_view_names_is_named_again() -> None:
    held = Track(key="elsewhere", extras=native(trackId="elsewhere"))
    made = written(session({"t1": held}, own=True, form={"shape": "session"}))
    assert made["session"]["views"][0]["tracks"][0]["configuration"] == "elsewhere"
    assert "sessionTracks" not in made["session"]


def test_carried_data_lies_with_the_session_where_no_track_can_hold_it() -> None:
    made = write(session({}), Job(ConvertOptions(shape="session")))
    embed(made, "packed")
    assert made.content["carriedData"] == "packed"


def test_a_list_of_tracks_without_room_for_carried_data_stays_as_it_is() -> None:
    made = Written(content=[{"trackId": "a", "metadata": 5}], placed={})
    embed(made, "packed")
    assert made.content == [{"trackId": "a", "metadata": 5}]
