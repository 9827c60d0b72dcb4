"""What the caller changes before a session is written."""

from __future__ import annotations

import json
from typing import Any

import pytest
from msgspec import UNSET

import converter
from converter.errors import LimitError, UsageError
from converter.model import Analysis, Analytics, Extras, Genome, Interval, Panel, Part, Session, Source, Threshold, Track, View
from converter.options import ConvertOptions, options_from
from converter.revise import revise
from tests.unit.loss.toy import whole


def revised(session: Session, *, same_format: bool = False, **options: Any) -> Session:
    return revise(session, options_from(options), same_format=same_format).session


def test_without_options_it_is_the_same_session() -> None:
    session = whole()
    found = revise(session, ConvertOptions(), same_format=True)
    assert found.session is session
    assert (found.notices, found.revisions) == ([], {})


def located() -> Session:
    extras = {"f": Extras(native={"u": ["http://x/1", 5, {"v": "http://x/2"}]}, ignored={"w": "http://x/3", "r": "rel/x"})}
    return Session(
        genome=Genome(fasta="http://x/g.fa", id="http://x/id", extras=extras),
        genomes={"g2": Genome(cytobands="http://x/c", extras=extras)},
        sources={"s1": Source(location="http://x/a.bw", index=None, coverage="http://x/c.tdf", mapping="rel/m", extras=extras)},
        source_order=["s1"],
        tracks={
            "t1": Track(key="http://x/key", info_url="http://x/i", name="http://x/name", extras=extras),
            "t2": Track(key="rel"),
            "t3": Track(key="BEDTools Remove/Subtract"),
            "t4": Track(key="sub/a.bam_coverage", source="s1"),
        },
        track_order=["t1", "t2"],
        views={"v1": View(extras=extras)},
        view_order=["v1"],
        extras=extras,
    )


def test_a_rewrite_reaches_every_place_that_holds_a_location() -> None:
    found = revised(located(), rewrite=["http://x/=https://y/"])
    moved = {"f": Extras(native={"u": ["https://y/1", 5, {"v": "https://y/2"}]}, ignored={"w": "https://y/3", "r": "rel/x"})}
    assert found.sources["s1"] == Source(
        location="https://y/a.bw", index=None, coverage="https://y/c.tdf", mapping="rel/m", extras=moved
    )
    assert found.genome == Genome(fasta="https://y/g.fa", id="http://x/id", extras=moved)
    assert (found.tracks["t1"].key, found.tracks["t1"].info_url, found.tracks["t1"].name) == (
        "https://y/key",
        "https://y/i",
        "http://x/name",
    )
    assert found.tracks["t1"].extras == found.views["v1"].extras == found.extras == moved


def test_a_rewrite_reaches_track_lines_links_parts_panels_and_operands() -> None:
    extras = {"f": Extras(native={"u": "http://x/1"})}
    moved = {"f": Extras(native={"u": "https://y/1"})}
    session = Session(
        genome=Genome(id="g", hubs=["http://x/hub.txt"], info_url="http://x/i"),
        sources={
            "s1": Source(location="a.bw", track_line='track name="http://x/n b" bigDataUrl=http://x/b.bw', server="http://x/s")
        },
        source_order=["s1"],
        tracks={
            "t1": Track(
                source="s1",
                metadata={"home": "http://x/h"},
                analysis=Analysis(operands=["http://x/o", "t1"]),
                parts={"reads": Part(extras=extras)},
            )
        },
        track_order=["t1"],
        views={"v1": View(panels={"p1": Panel(extras=extras)})},
        view_order=["v1"],
    )
    found = revised(session, rewrite=["http://x/=https://y/"])
    assert found.genome == Genome(id="g", hubs=["https://y/hub.txt"], info_url="https://y/i")
    assert found.sources["s1"].track_line == 'track name="https://y/n b" bigDataUrl=https://y/b.bw'
    assert found.sources["s1"].server == "https://y/s"
    track = found.tracks["t1"]
    assert (track.metadata, track.analysis) == ({"home": "https://y/h"}, Analysis(operands=["https://y/o", "t1"]))
    assert track.parts == {"reads": Part(extras=moved)}
    assert found.views["v1"].panels == {"p1": Panel(extras=moved)}


@pytest.mark.parametrize(
    ("source", "kind", "rule", "found"),
    [
        (Source(location="a.wig", format="wig"), "quantitative", "a.wig=a.bw", ("bigwig", "quantitative")),
        (Source(location="a.seg", format="seg"), "copy_number", "a.seg=a.bed.gz", ("bed", "annotation")),
        (Source(location="a.seg", format="seg"), "unknown", "a.seg=a.bed.gz", ("bed", "unknown")),
        (Source(location="a.txt", format="seg"), "copy_number", "a.txt=a.bed", ("seg", "copy_number")),
        (Source(location="a.seg", format="seg"), "copy_number", "a.seg=a.unheard", ("seg", "copy_number")),
        (Source(location="/d/a.seg", format="seg"), "copy_number", "/d/=/e/", ("seg", "copy_number")),
    ],
)
def test_a_file_that_becomes_one_of_another_type_is_of_that_type(
    source: Source, kind: str, rule: str, found: tuple[str, str]
) -> None:
    session = Session(
        sources={"s1": source}, source_order=["s1"], tracks={"t1": Track(source="s1", kind=kind)}, track_order=["t1"]
    )
    after = revised(session, rewrite=[rule])
    assert (after.sources["s1"].format, after.tracks["t1"].kind) == found


IGV = b"""<Session genome="hg19" locus="chr1:1-100" version="8"><Resources><Resource path="/d/a b.bam"/><Resource path="/d/c.bw"/>
</Resources><Panel><Track id="/d/a b.bam_coverage" name="x"/><Track id="/d/a b.bam" name="y"/><Track id="/d/c.bw" name="c"/>
<Track clazz="org.broad.igv.track.MergedTracks" id="m" name="m"><Track id="/d/c.bw" name="d"/></Track></Panel></Session>"""


@pytest.mark.parametrize("target", ["igvxml", "igvjson", "jbrowse2"])
def test_ids_and_files_stay_together(target: str) -> None:
    done = converter.convert(IGV, to=target, options={"rewrite": ["/d/=https://h/"], "carry": False})
    assert b"/d/" not in done.document.replace(b"hgdownload", b"")
    there = converter.read(done.document).session
    assert {"https://h/a%20b.bam", "https://h/c.bw"} == {source.location for source in there.sources.values()}


def test_further_genomes_are_rewritten_too() -> None:
    assert revised(located(), rewrite=["http://x/=https://y/"]).genomes["g2"].cytobands == "https://y/c"


def test_a_session_without_genome_has_none_to_rewrite() -> None:
    assert revised(Session(sources={"s1": Source(location="a")}, source_order=["s1"]), rewrite="a=b").genome is UNSET


def test_a_rule_that_matches_nothing_is_noticed() -> None:
    found = revise(located(), options_from({"rewrite": ["odd=even", "http://x/=https://y/"]}), same_format=False)
    assert [notice.code for notice in found.notices] == ["option.unused"]
    assert found.notices[0].message.startswith("No location begins with 'odd'")
    found = revise(located(), options_from({"rewrite": ["http://x=odd", "http://x/=https://y/"]}), same_format=False)
    assert found.notices[0].message.startswith("Longer rules replaced all that begins with 'http://x'")


def test_paths_are_made_absolute_but_not_the_names_of_tracks() -> None:
    found = revised(located(), paths="absolute", base="http://b/dir/")
    assert found.sources["s1"].mapping == "http://b/dir/rel/m"
    assert found.sources["s1"].location == "http://x/a.bw"
    assert [found.tracks[key].key for key in ("t2", "t3")] == ["rel", "BEDTools Remove/Subtract"]
    assert found.tracks["t4"].key == "http://b/dir/sub/a.bam_coverage"
    assert found.extras["f"].ignored["r"] == "rel/x"


@pytest.mark.parametrize(
    ("text", "genome"),
    [
        ("hg38", Genome(id="hg38")),
        ("http://x/hg38.json?v=1", Genome(definition="http://x/hg38.json?v=1")),
        ("my.genome", Genome(definition="my.genome")),
        ("http://x/hub.txt", Genome(definition="http://x/hub.txt")),
        ("hg38.2bit", Genome(two_bit="hg38.2bit")),
        ("hg38.chrom.sizes", Genome(chrom_sizes="hg38.chrom.sizes")),
        ("virus.fa.gz", Genome(fasta="virus.fa.gz")),
        ("dir/virus", Genome(fasta="dir/virus")),
    ],
)
def test_the_genome_is_an_id_or_a_file(text: str, genome: Genome) -> None:
    assert revised(whole(), genome=text).genome == genome


DEFINED = Genome(id="mine", name="Mine")


@pytest.mark.parametrize(
    "definitions",
    [
        {"id": "mine", "fastaURL": "http://x/mine.fa", "name": "Other", "order": 5},
        {"genomes": [{"id": "else"}, {"id": "mine", "fasta": "http://x/mine.fa"}]},
        [
            {
                "name": "new",
                "aliases": ["mine"],
                "sequence": {"adapter": {"fastaLocation": {"uri": "http://x/mine.fa"}, "type": "x"}},
            }
        ],
        '{"assemblies": [{"name": "mine", "sequence": {"adapter": {"fastaLocation": {"uri": "http://x/mine.fa"}, "x": 5}}}]}',
        b'{"id": "mine", "fastaURL": "http://x/mine.fa"}',
    ],
)
def test_definitions_fill_in_what_the_genome_does_not_say(definitions: Any) -> None:
    assert revised(Session(genome=DEFINED), genomes=definitions).genome == Genome(
        id="mine", name="Mine", fasta="http://x/mine.fa"
    )


def test_definitions_of_other_genomes_change_nothing() -> None:
    for genome in (Genome(id="other"), Genome(fasta="x.fa"), UNSET):
        assert (
            revised(Session(genome=genome), genomes={"id": "mine", "fasta": "y", "aliases": 5, "sequence": []}).genome == genome
        )


def test_loci_replace_those_of_the_view_or_make_one() -> None:
    found = revised(whole(), locus="chr1:1-9 BRCA1")
    assert found.views["v1"].loci == [Interval(chrom="chr1", start=0, end=9), Interval(name="BRCA1")]
    assert found.views["v1"].tracks == ["t1", "t2"]
    empty = revised(Session(), locus="all")
    assert (empty.view_order, empty.views["v1"].loci) == (["v1"], [Interval()])


TWO = Session(genome=Genome(id="x"), views={"v1": View(title="first"), "v2": View(title="second")}, view_order=["v2", "v1"])


@pytest.mark.parametrize(("wanted", "chosen"), [("v1", "v1"), ("1", "v2"), (2, "v1"), ("second", "v2")])
def test_a_view_is_named_by_id_number_or_title(wanted: str | int, chosen: str) -> None:
    found = revised(TWO, view=wanted)
    assert found.focused_view == chosen
    assert revised(found, locus="BRCA1").views[chosen].loci == [Interval(name="BRCA1")]


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ({"genome": "  "}, "option.genome"),
        ({"locus": ""}, "option.locus"),
        ({"locus": "chr1:9-5"}, "option.locus"),
        ({"locus": "chr1:5-x"}, "option.locus"),
        ({"locus": "BRCA1 chr1:5.."}, "option.locus"),
        ({"view": "v9"}, "option.view"),
        ({"view": 0}, "option.view"),
        ({"view": 3}, "option.view"),
        ({"view": "\N{SUPERSCRIPT TWO}"}, "option.view"),
        ({"view": "9" * 5000}, "option.view"),
        ({"genomes": [{"fastaURL": "x"}]}, "option.genomes"),
        ({"genomes": 5}, "option.genomes"),
        ({"rewrite": ["no rule"]}, "option.rewrite"),
        ({"paths": "absolute"}, "option.base"),
        ({"edit": {}}, "option.edit"),
        ({"edit": [{"op": "add", "path": "/name", "value": "\ud83d"}]}, "option.edit"),
        ({"edit": '[{"op": "add", "path": "/name", "value": "\ud83d"}]'}, "option.value"),
        ({"edit": [{"op": "add", "path": "/name", "value": 10**30}]}, "option.edit"),
        ({"edit": [5]}, "option.edit"),
        ({"edit": [{"op": "copy", "from": "/tracks", "path": "/x"}]}, "option.edit"),
        ({"edit": [{"op": "move", "from": "/tracks", "path": "/x"}]}, "option.edit"),
        ({"edit": [{"op": "remove", "path": "/nowhere"}]}, "option.edit"),
        ({"edit": [{"op": "add", "path": "/x"}]}, "option.edit"),
        ({"edit": [{"op": "add", "path": "/x/~2", "value": 1}]}, "option.edit"),
        ({"edit": [{"op": "test", "path": "/model", "value": 2}]}, "option.edit"),
        ({"edit": [{"op": "replace", "path": "/model", "value": 2}]}, "option.edit"),
        ({"edit": [{"op": "add", "path": "/colour", "value": 2}]}, "option.edit"),
        ({"edit": [{"op": "add", "path": "/tracks", "value": {"t1": {"members": ["t1"]}}}]}, "option.edit"),
        ({"edit": [{"op": "add", "path": 5, "value": 1}]}, "option.edit"),
        ({"edit": [{"op": "replace", "path": "/view_order/x", "value": 1}]}, "option.edit"),
        ({"edit": [{"op": "replace", "path": "", "value": 5}]}, "option.edit"),
    ],
)
def test_what_makes_no_sense_is_the_callers_fault(options: dict[str, Any], code: str) -> None:
    with pytest.raises(UsageError) as caught:
        revised(TWO, **options)
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("patch", "told"),
    [
        ([{"op": "remove", "path": "/views/v1/title"}, {"op": "remove", "path": "/views/v9"}], "operation 2, remove '/views/v9'"),
        ([{"op": "add", "path": "/views/v1/color", "value": 1}], "unknown field `color`"),
    ],
)
def test_what_does_not_fit_of_an_edit_is_told_without_the_session(patch: list[Any], told: str) -> None:
    with pytest.raises(UsageError) as caught:
        revised(TWO, edit=patch)
    assert told in caught.value.message
    assert len(caught.value.message) < 200
    assert caught.value.hint


def test_all_tracks_can_be_shown() -> None:
    assert revised(whole(), tracks="all").views["v1"].tracks == ["t1", "t2", "t3"]
    assert revised(Session(), tracks="all") == Session()


def test_a_mere_catalogue_is_shown_whole_and_noticed() -> None:
    catalogue = Session(tracks={"t1": Track()}, track_order=["t1"])
    found = revise(catalogue, ConvertOptions(), same_format=False)
    assert found.session.views["v1"].tracks == ["t1"]
    assert [notice.code for notice in found.notices] == ["tracks.all_shown"]
    assert revised(catalogue, locus="chr1:1-9").views["v1"].tracks == ["t1"]
    assert revised(catalogue, same_format=True) is catalogue
    assert revised(Session()) == Session()


@pytest.mark.parametrize("as_", [str, str.encode, json.loads])
def test_an_edit_is_text_bytes_or_the_decoded_value(as_: Any) -> None:
    edit = as_('[{"op": "test", "path": "/model", "value": 1}, {"op": "add", "path": "/name", "value": "N"}]')
    assert revised(whole(), edit=edit).name == "N"


@pytest.mark.parametrize(
    ("name", "edit"),
    [
        ("tracks", {"op": "add", "path": "/tracks", "value": {f"t{number}": {} for number in range(50_001)}}),
        ("depth", {"op": "add", "path": "/preferences", "value": {"deep": json.loads("[" * 200 + "]" * 200)}}),
    ],
)
def test_what_an_edit_makes_is_within_the_limits(name: str, edit: dict[str, Any]) -> None:
    with pytest.raises(LimitError) as caught:
        revised(whole(), edit=[edit])
    assert caught.value.code == f"limit.{name}"


def test_a_name_with_colons_is_a_place_to_look_up() -> None:
    view = revised(whole(), locus="HLA-DRB1*15:01:01:01").views["v1"]
    assert view.loci == [Interval(name="HLA-DRB1*15:01:01:01")]


def test_an_edit_need_not_unlist_what_it_removes() -> None:
    found = revised(whole(), edit=[{"op": "remove", "path": "/tracks/t1"}, {"op": "remove", "path": "/sources/s2"}])
    assert found.track_order == ["t2", "t3"]
    assert found.views["v1"].tracks == ["t2"]
    assert found.tracks["t2"].source is UNSET


def test_every_change_knows_its_option() -> None:
    found = revise(
        located(),
        options_from({"rewrite": "http://x/=https://y/", "locus": "BRCA1", "edit": [{"op": "remove", "path": "/tracks/t2"}]}),
        same_format=False,
    )
    assert found.revisions["sources", "s1"]["location"] == ("rewrite", False)
    assert found.revisions["sources", "s1"]["extras"] == ("rewrite", False)
    assert found.revisions["session", ""]["extras"] == ("rewrite", False)
    assert found.revisions["genome", ""]["extras"] == ("rewrite", False)
    assert found.revisions["views", "v1"]["loci"] == ("locus", False)
    assert found.revisions["tracks", "t2"] == {"": ("edit", True)}


def test_relative_paths_say_which_option_it_was() -> None:
    found = revise(located(), options_from({"paths": "relative", "base": "http://x/"}), same_format=False)
    assert found.session.sources["s1"].location == "a.bw"
    assert found.revisions["sources", "s1"]["location"] == ("paths", False)


def test_options_reach_the_document() -> None:
    data = b'<Session genome="hg19"><Panel><Track id="http://x/a.bed"/></Panel></Session>'
    done = converter.convert(data, to="igvxml", options={"genome": "hg38", "rewrite": "http://x=http://y", "locus": "chr1:5-60"})
    for text in (b'genome="hg38"', b'id="http://y/a.bed"', b'locus="chr1:5-60"'):
        assert text in done.document


def measured() -> Session:
    """A session that shows measurements, not a genome."""
    extras = {"f": Extras(native={"u": "http://x/1"})}
    return Session(
        tracks={"t1": Track(kind="series")},
        track_order=["t1"],
        views={"v1": View(kind="plot", tracks=["t1"]), "v2": View(kind="map")},
        view_order=["v1", "v2"],
        focused_view="v2",
        thresholds={"h1": Threshold(parameter="Phi2", extras=extras)},
        analytics=Analytics(project="p", project_url="http://x/p", link="http://x/l", extras=extras),
    )


def test_a_rewrite_reaches_an_analytics_session() -> None:
    found = revised(measured(), rewrite=["http://x/=https://y/"])
    moved = {"f": Extras(native={"u": "https://y/1"})}
    assert found.thresholds["h1"].extras == moved
    assert found.analytics == Analytics(project="p", project_url="https://y/p", link="https://y/l", extras=moved)


def test_a_locus_for_a_session_without_a_genome_is_a_view_of_its_own() -> None:
    found = revised(measured(), locus="chr1:11-20")
    assert found.views["v3"] == View(loci=[Interval(chrom="chr1", start=10, end=20)])
    assert (found.view_order, found.views["v2"]) == (["v1", "v2", "v3"], View(kind="map"))


def test_all_tracks_of_a_session_without_a_genome_are_shown_where_it_looks() -> None:
    assert revised(measured(), tracks="all").views["v2"].tracks == ["t1"]
