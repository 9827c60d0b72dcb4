"""What becomes of every fact: the effects, their codes and severities, and what the report tells of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from msgspec import UNSET

import converter
from converter.model import (
    Display,
    DisplayRange,
    Extras,
    Genome,
    Interval,
    Panel,
    Part,
    Samples,
    Session,
    Track,
    View,
)
from tests.unit.loss.toy import XML, Told, install, lose_track, nothing, plain, whole

if TYPE_CHECKING:
    import pytest


def test_what_reads_back_the_same_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch, nothing)
    told = Told(plain(whole()))
    assert told.report["verdict"] == "lossless"
    assert told.report["entries"] == []
    assert told.counts["structural"] == 1  # the version of the model
    assert told.effect("/model") == "structural"


def test_another_value_is_approximated_and_shows_both(monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch, lambda session: setattr(session.tracks["t1"].display, "color", "#808080"))
    entry = Told(plain(whole())).said["/tracks/t1/display/color"]
    assert (entry["effect"], entry["code"], entry["severity"]) == ("approximated", "display.color.nearest", "warning")
    assert (entry["original"], entry["emitted"]) == ("#112233", "#808080")
    assert (entry["message"], entry["hint"]) == ("Toys are grey.", "Paint it.")
    assert (entry["model"], entry["target"], entry["track"]) == ("/tracks/t1/display/color", "/toy/tracks/t1", "A")
    assert (entry["category"], entry["facts"]) == ("display", 1)


def test_a_value_that_is_gone_is_carried_or_dropped_and_the_verdict_is_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch, lambda session: setattr(session.tracks["t1"].display, "color", UNSET))
    with_, without = Told(plain(whole())), Told(plain(whole()), carry=False)
    assert with_.effect("/tracks/t1/display/color") == "carried"
    assert without.effect("/tracks/t1/display/color") == "dropped"
    assert with_.report["verdict"] == without.report["verdict"] == "lossy"
    assert with_.said["/tracks/t1/display/color"]["code"] == "display.color.unsupported"


def test_a_loss_that_was_not_announced_is_reported_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch, lambda session: setattr(session.tracks["t1"].display, "mode", UNSET))
    entry = Told(plain(whole())).said["/tracks/t1/display/mode"]
    assert (entry["code"], entry["message"]) == ("unannounced", "Toys does not keep how features are stacked.")


def test_a_hidden_track_loses_nothing_that_matters(monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch, lambda session: setattr(session.tracks["t3"].display, "color", UNSET))
    told = Told(plain(whole()))
    assert told.said["/tracks/t3/display/color"]["severity"] == "info"
    assert told.report["verdict"] == "equivalent"


def test_an_object_that_is_gone_takes_all_its_facts_along(monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch, lose_track)
    told = Told(plain(whole()))
    for place in ("/tracks/t1/name", "/tracks/t1/display/color", "/track_order/0", "/views/v1/tracks/0"):
        assert told.effect(place) == "carried"
    for place in ("/tracks/t2/name", "/track_order/1", "/views/v1/tracks/1"):
        assert told.effect(place) == "kept"
    assert told.report["verdict"] == "incomplete"
    assert told.entry(code="track.unsupported")["severity"] == "error"


def test_facts_that_share_their_fate_are_one_entry_with_all_their_places(monkeypatch: pytest.MonkeyPatch) -> None:
    def grey(session: Session) -> None:
        for key in ("t1", "t2"):
            session.tracks[key].display = Display(mode=session.tracks[key].display.mode)  # type: ignore[union-attr]

    install(monkeypatch, grey)
    entry = Told(plain(whole())).entry(code="display.color.unsupported")
    assert entry["places"] == ["/tracks/t1/display/color", "/tracks/t2/display/color"]
    assert (entry["facts"], entry["model"], entry["track"], entry["target"]) == (2, "/tracks/*/display/color", None, None)


def test_a_list_of_ids_says_where_its_objects_stand(monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch, lambda session: session.views["v1"].tracks.reverse())
    told = Told(plain(whole()))
    assert [told.effect(f"/views/v1/tracks/{at}") for at in (0, 1)] == ["approximated", "approximated"]
    assert told.effect("/track_order/0") == "kept"


def test_a_track_that_is_shown_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch, lambda session: session.views["v1"].tracks.remove("t2"))
    told = Told(plain(whole()))
    assert told.said["/views/v1/tracks/1"]["severity"] == "error"
    assert told.effect("/views/v1/tracks/0") == "kept"


def test_a_view_that_is_gone_takes_its_lists_along(monkeypatch: pytest.MonkeyPatch) -> None:
    made = whole()
    made.views["v2"] = View(tracks=["t1"], panels={"p1": Panel(name="P", tracks=["t1"])})
    made.view_order.append("v2")

    def lose(session: Session) -> None:
        del session.views["v2"]
        session.view_order.remove("v2")

    install(monkeypatch, lose)
    told = Told(plain(made))
    for place in ("/views/v2/tracks/0", "/views/v2/panels/p1/tracks/0", "/views/v2/panels/p1/name", "/view_order/1"):
        assert told.effect(place) == "carried"
    assert told.effect("/views/v1/tracks/0") == "kept"


def test_a_panel_that_is_gone_takes_its_list_along(monkeypatch: pytest.MonkeyPatch) -> None:
    made = whole()
    made.views["v1"].panels = {"p1": Panel(name="P", tracks=["t1"])}
    install(monkeypatch, lambda session: setattr(session.views["v1"], "panels", UNSET))
    told = Told(plain(made))
    assert told.effect("/views/v1/panels/p1/tracks/0") == "carried"
    assert told.said["/views/v1/panels/p1/name"]["severity"] == "info"


def test_what_the_target_adds_is_assumed_and_outside_the_sum(monkeypatch: pytest.MonkeyPatch) -> None:
    def add(session: Session) -> None:
        session.name = "Untitled"
        session.tracks["t9"] = Track(name="Reference")
        session.views["v1"].panels = {"p1": Panel(name="Data", tracks=["t1"])}

    install(monkeypatch, add)
    told = Told(plain(whole()))
    assert told.report["verdict"] == "lossless"
    assert told.counts["assumed"] == 3
    named = told.entry(model="/name")
    assert (named["code"], named["effect"], named["emitted"], named["source"]) == ("target.supplied", "assumed", "Untitled", None)
    assert told.entry(model="/tracks/t9")["emitted"] == "Reference"
    assert told.entry(model="/tracks/t9")["message"] == "Toys gets a track that the source does not have."
    assert told.entry(model="/views/v1/panels/p1/name")["emitted"] == "Data"


def test_a_fact_that_says_several_things_is_lost_only_if_all_are(monkeypatch: pytest.MonkeyPatch) -> None:
    data = XML % b'<Track id="x.seg_S1" name="A"/>'
    place = "/Session/Panel/Track/@id"

    def unsampled(session: Session) -> None:
        session.tracks["t1"].sample = UNSET

    install(monkeypatch, unsampled)
    entry = Told(data).said[place]
    assert (entry["effect"], entry["emitted"]) == ("approximated", "in part")

    def unbound(session: Session) -> None:
        track = session.tracks["t1"]
        track.sample = track.source = track.kind = UNSET

    install(monkeypatch, unbound)
    assert Told(data).effect(place) == "carried"

    def other(session: Session) -> None:
        session.tracks["t1"].sample = "x.seg_S1"

    install(monkeypatch, other)
    entry = Told(data).said[place]
    assert (entry["effect"], entry["emitted"]) == ("approximated", "sample: x.seg_S1")
    install(monkeypatch, lose_track)
    assert Told(data).effect(place) == "carried"


def test_a_fact_that_says_several_things_is_approximated_where_one_of_its_objects_is_gone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def lose(session: Session) -> None:
        del session.sources["s3"]
        session.source_order.remove("s3")

    install(monkeypatch, lose)
    entry = Told(XML % b'<Track id="http://x/genes.bed"/>').said["/Session/Panel/Track/@id"]
    assert (entry["effect"], entry["emitted"]) == ("approximated", "in part")


def test_what_is_overruled_or_lays_out_the_document_is_no_loss(monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch, lambda session: setattr(session.tracks["t1"], "name", UNSET))
    told = Told(XML % b'<Track id="b.bw" name="A"/>')
    assert told.said["/Session/Resources/Resource[2]/@name"]["message"] == "Overruled: by the name of its Track."
    assert told.effect("/Session/Resources/Resource[2]/@name") == "superseded"
    assert told.effect("/Session/Panel/Track/@id") == "structural"
    assert told.effect("/Session/Panel/Track/@name") == "carried"


def test_what_the_model_has_no_word_for_and_what_is_ignored(monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch, nothing)
    data = XML % b'<Track id="b.bw" singleColor="true" removed="false" sortable="x" height="tall"/>'
    told = Told(data)
    found = {name: told.said[f"/Session/Panel/Track/@{name}"] for name in ("singleColor", "removed", "sortable", "height")}
    assert {name: (one["effect"], one["code"], one["severity"]) for name, one in found.items()} == {
        "singleColor": ("carried", "native.unsupported", "warning"),
        "removed": ("carried", "native.unsupported", "info"),
        "sortable": ("carried", "source.ignored", "info"),
        "height": ("carried", "source.invalid", "warning"),
    }
    dropped = Told(data, carry=False)
    assert {dropped.effect(f"/Session/Panel/Track/@{name}") for name in found} == {"dropped"}
    hidden = Told(data.replace(b' sortable="x"', b' visible="false"'))
    assert hidden.said["/Session/Panel/Track/@singleColor"]["severity"] == "info"


def test_the_same_format_and_the_neutral_one_keep_what_has_no_word() -> None:
    data = XML % b'<Track id="b.bw" singleColor="true" sortable="x"/>'
    again = Told(data, "igvxml")
    assert again.effect("/Session/Panel/Track/@useChrColors") == "kept"
    assert again.effect("/Session/Panel/Track/@sortable") == "carried"
    neutral = Told(data, "neutral")
    assert neutral.effect("/Session/Panel/Track/@useChrColors") == "kept"
    assert neutral.effect("/Session/Panel/Track/@sortable") == "kept"


def test_what_formats_said_beyond_the_models_words_stands_in_a_neutral_document_too(monkeypatch: pytest.MonkeyPatch) -> None:
    made = whole()
    made.tracks["t1"].extras = {
        "toy": Extras(native={"same": 1, "other": [1, 2]}, ignored={"x": 1}, spelling={"name": "a"}),
        "igvxml": Extras(native={"@clazz": "C"}),
    }
    made.tracks["t2"].parts = {"reads": Part(extras={"toy": Extras(native={"deep": "d"})})}
    made.extras = {"toy": Extras(native={"top": 1})}

    def change(session: Session) -> None:
        session.tracks["t1"].extras["toy"].native["other"] = [2, 1]

    install(monkeypatch, change)
    told = Told(plain(made))
    at = "/tracks/t1/extras"
    assert told.effect(f"{at}/toy/native/same") == "kept"
    assert told.effect(f"{at}/toy/ignored/x") == "carried"
    assert told.effect(f"{at}/toy/spelling/name") == "structural"
    assert told.effect(f"{at}/igvxml/native/@clazz") == "carried"
    assert told.effect("/tracks/t2/parts/reads/extras/toy/native/deep") == "kept"
    assert told.effect("/extras/toy/native/top") == "kept"
    entry = told.said[f"{at}/toy/native/other"]
    assert (entry["effect"], entry["code"], entry["original"], entry["emitted"]) == (
        "approximated",
        "native.nearest",
        "[1,2]",
        "[2,1]",
    )
    install(monkeypatch, lose_track)
    assert Told(plain(made)).effect(f"{at}/toy/native/same") == "carried"
    install(monkeypatch, lambda session: setattr(session.tracks["t2"], "parts", UNSET))
    assert Told(plain(made)).effect("/tracks/t2/parts/reads/extras/toy/native/deep") == "carried"


def test_of_several_names_for_a_field_the_one_that_was_used_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch, lambda session: setattr(session.sources["s1"], "feature_url", UNSET))
    told = Told(b'<Session><Resources><Resource path="b.bw" featureURL="u"/></Resources></Session>')
    assert told.effect("/Session/Resources/Resource/@featureURL") == "carried"


def test_what_no_fact_owns_is_told_too(monkeypatch: pytest.MonkeyPatch) -> None:
    def lose(session: Session) -> None:
        session.tracks["t1"].kind = "annotation"
        session.tracks["t2"].kind = UNSET
        session.track_order.reverse()

    install(monkeypatch, lose)
    told = Told(XML % b'<Track id="b.bw"/>')
    first, second = told.entry(model="/tracks/t1/kind"), told.entry(model="/tracks/t2/kind")
    assert (first["original"], first["emitted"], first["facts"], first["source"]) == ("quantitative", "annotation", 0, None)
    assert (second["original"], second["emitted"]) == ("copy_number", None)
    assert not [one for one in told.entries if (one["model"] or "").endswith("track_order")]
    assert told.report["verdict"] == "incomplete"


def test_a_track_that_no_fact_owns_can_be_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch, lose_track)
    told = Told(b'<Session><Resources><Resource path="b.bw"/></Resources></Session>')
    assert told.entry(model="/tracks/t1")["severity"] == "error"
    assert told.report["verdict"] == "incomplete"


def test_values_of_any_kind_are_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    def lose(session: Session) -> None:
        session.views["v1"].loci = [Interval(chrom="X", start=1, end=2)]
        session.tracks["t1"].display_range = DisplayRange(color_scale=[0.0, 1.0, "#000000", "#ffffff"], autoscale=True)

    install(monkeypatch, lose)
    made = whole()
    made.tracks["t1"].display_range = DisplayRange(color_scale=[0.0, 2.0, "#000000", "#ffffff"], autoscale=False)
    told = Told(plain(made))
    assert told.said["/views/v1/loci/0/chrom"]["emitted"] == "X"
    assert told.said["/tracks/t1/display_range/color_scale"]["original"] == '[0.0,2.0,"#000000","#ffffff"]'
    assert told.said["/tracks/t1/display_range/autoscale"]["emitted"] is True


def test_a_genome_that_is_said_by_its_sequence_misses_its_id_little(monkeypatch: pytest.MonkeyPatch) -> None:
    def lose(session: Session) -> None:
        assert session.genome is not UNSET
        session.genome.id = UNSET

    for fasta, severity in ((UNSET, "error"), ("https://x.org/a.fa", "info")):
        made = whole()
        made.genome = Genome(id="mine", fasta=fasta)
        install(monkeypatch, lose)
        assert Told(plain(made)).said["/genome/id"]["severity"] == severity


def test_lost_samples_are_as_grave_as_what_is_said_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch, lambda session: setattr(session, "samples", UNSET))
    for samples, severity in ((Samples(hidden_attributes=["NAME"]), "info"), (Samples(group_by="Sex"), "warning")):
        made = whole()
        made.samples = samples
        told = [entry for place, entry in Told(plain(made)).said.items() if place.startswith("/samples")]
        assert {entry["severity"] for entry in told} == {severity}


def test_what_a_track_says_of_its_file_goes_with_the_track() -> None:
    """A file that another track shows still is there, but nothing says that the lost one shows it."""
    adapter = {"type": "BigWigAdapter", "bigWigLocation": {"uri": "https://x/a.bw", "locationType": "UriLocation"}}
    tracks = [{"type": "QuantitativeTrack", "trackId": name, "name": name, "adapter": adapter} for name in "ab"]
    told = Told(msgspec.json.encode({"assemblies": [{"name": "hg38"}], "tracks": tracks}), "igvxml", carry=False)
    assert told.effect("/tracks/0/adapter/bigWigLocation/uri") == "kept"
    assert {told.effect(f"/tracks/1/{name}") for name in ("name", "adapter/type")} == {"dropped"}
    entry = told.said["/tracks/1/adapter/bigWigLocation/uri"]
    assert (entry["effect"], entry["emitted"], entry["severity"]) == ("approximated", "in part", "error")
    document = {
        "version": "3",
        "genome": "hg38",
        "tracks": [{"url": "https://x/a.bw", "format": "bigwig", "name": name} for name in "ab"],
    }
    told = Told(msgspec.json.encode(document), "igvxml", carry=False)
    assert [told.effect(f"/tracks/{at}/url") for at in (0, 1)] == ["kept", "approximated"]
    assert [told.effect(f"/tracks/{at}/format") for at in (0, 1)] == ["kept", "dropped"]


def test_another_name_of_a_format_is_approximated_where_it_is_not_kept() -> None:
    data = XML.replace(b'path="x.seg"', b'path="x.txt" type="bw"') % b""
    entry = Told(data, "jbrowse2").said["/Session/Resources/Resource[1]/@type"]
    assert (entry["effect"], entry["original"], entry["emitted"]) == ("approximated", "bw", "bigwig")
    assert (entry["severity"], entry["code"]) == ("info", "format.respelled")
    assert Told(data, "neutral").effect("/Session/Resources/Resource[1]/@type") == "kept"
    table = b"path\tformat\nx.txt\tbw\n"
    done = converter.convert(table, "neutral", "filelist").report.to_dict()
    assert [entry["code"] for entry in done["entries"]] == ["format.respelled"]


def test_what_was_remembered_of_words_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    tracks = b"".join(
        b'<Track id="%d.bw" displayMode="FULL" fontSize="%d"><DataRange minimum="0" baseline="1" maximum="9" type="LOG"/></Track>'
        % (number, 9 + number % 2)
        for number in range(4)
    )
    data = b'<Session genome="hg19" version="8"><Panel>' + tracks + b"</Panel></Session>"
    usual = converter.convert(data, to="jbrowse2").report.to_json()
    monkeypatch.setattr("converter.loss.account._FEEDERS_LIMIT", 1)
    assert converter.convert(data, to="jbrowse2").report.to_json() == usual


def test_a_track_that_is_no_longer_listed_is_lost_from_the_list(monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch, lambda session: session.track_order.remove("t1"))
    assert Told(plain(whole())).effect("/track_order/0") == "carried"
    install(monkeypatch, nothing)
    assert Told(plain(whole())).effect("/track_order/0") == "kept"
