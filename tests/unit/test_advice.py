"""What is said of a session whatever wrote it."""

from __future__ import annotations

import pytest

import converter

BARE = b'[{"name": "Reads", "url": "https://example.org/reads.bam"}]'


def told(data: bytes, to: str, **options: str) -> list[str]:
    report = converter.convert(data, to=to, options=options).report.to_dict()
    return [entry["message"] for entry in report["entries"] if entry["code"] == "genome.missing"]


@pytest.mark.parametrize("to", ["igvxml", "jbrowse2"])
def test_tracks_without_a_genome_are_not_shown(to: str) -> None:
    assert [message[:29] for message in told(BARE, to)] == ["The session names no genome; "]
    assert converter.convert(BARE, to=to).report.verdict == "incomplete"


@pytest.mark.parametrize("to", ["igvjson", "neutral"])
def test_a_format_that_the_session_has_had_needs_no_more_than_it_had(to: str) -> None:
    assert told(BARE, to) == []


def test_a_genome_may_be_given() -> None:
    assert told(BARE, "jbrowse2", genome="hg38") == []


def test_where_nothing_is_shown_no_genome_is_missed() -> None:
    assert told(b'{"tracks": [], "locus": "all"}', "igvxml") == []


CONFIG = b'{"assemblies": [], "tracks": []}'


def unused(data: bytes, to: str, **options: object) -> list[str]:
    report = converter.convert(data, to=to, options=options).report.to_dict()
    return [entry["message"] for entry in report["entries"] if entry["code"] == "option.unused"]


def test_a_config_that_nothing_asks_for_is_told() -> None:
    text = "'config' was not used: IGV JSON session (igv.js, IGV-Web, IGV desktop 3) refers to no other file of settings."
    assert unused(BARE, "jbrowse2", config=CONFIG) == [text]


def test_a_config_that_a_patch_or_a_session_asks_for_is_not() -> None:
    assert unused(BARE, "jbrowse2", config=CONFIG, shape="patch") == []
    assert unused(b'{"session": {"name": "a", "views": []}}', "igvjson", config=CONFIG) == []


def test_an_annotation_is_no_config() -> None:
    annotation = b"chr17\tx\tgene\t1\t9\t.\t+\t.\tID=TP53;Name=TP53\n"
    assert unused(BARE, "jbrowse2", config=annotation) == []


VCF = '{{"genome": "hg38", "version": "3", "tracks": [{}]}}'
COHORT = '{"name": "Cohort", "url": "https://example.org/a.vcf.gz"}'
SITES = '{"name": "Sites", "url": "https://example.org/b.vcf.gz", "showGenotypes": false}'
NAMELESS = '{"url": "https://example.org/c.vcf.gz"}'
LISTED = b"""{"assemblies": [{"name": "hg38"}], "tracks": [{"type": "VariantTrack", "trackId": "v", "name": "v",
 "assemblyNames": ["hg38"], "adapter": {"type": "VcfTabixAdapter", "uri": "https://h/a.vcf.gz"}}]}"""


def differing(data: bytes, to: str) -> list[tuple[str, str]]:
    report = converter.convert(data, to=to, options={"carry": False}).report.to_dict()
    return [(entry["severity"], entry["message"]) for entry in report["entries"] if entry["code"] == "defaults.differ"]


@pytest.mark.parametrize(
    ("tracks", "names"),
    [
        ([COHORT, SITES], "Cohort."),
        ([NAMELESS], "c.vcf.gz."),
        (['{"type": "variant"}'], "a track without a name."),
        ([COHORT] * 5, "Cohort, Cohort, Cohort and 2 more."),
    ],
)
def test_genotypes_that_jbrowse_does_not_draw_are_told(tracks: list[str], names: str) -> None:
    [(severity, message)] = differing(VCF.format(", ".join(tracks)).encode(), "jbrowse2")
    assert severity == "warning"
    assert message.endswith(f"JBrowse 2 draws the variants alone: {names}")


def test_where_both_draw_genotypes_or_the_source_decides_nothing_is_told() -> None:
    assert differing(VCF.format(COHORT).encode(), "igvxml") == []
    assert differing(VCF.format(SITES).encode(), "jbrowse2") == []
    assert differing(VCF.format(COHORT).encode(), "ucsc") == []


@pytest.mark.parametrize("to", ["igvxml", "igvjson"])
def test_genotypes_that_jbrowse_did_not_draw_are_more_than_there_was(to: str) -> None:
    [(severity, message)] = differing(LISTED, to)
    assert severity == "info"
    assert message.endswith("JBrowse 2 draws the variants alone: v.")


def test_jbrowse_1_draws_variants_alone() -> None:
    listed = (
        b'{"formatVersion": 1, "tracks": [{"label": "v", "key": "V", "storeClass": "JBrowse/Store/SeqFeature/VCFTabix",'
        b' "urlTemplate": "https://x.org/v.vcf.gz", "type": "JBrowse/View/Track/CanvasVariants"}]}'
    )
    [(severity, message)] = differing(listed, "igvxml")
    assert severity == "info"
    assert message.endswith("JBrowse 1 draws the variants alone: V.")


BEDS = """{{"version": "3.8.10", "genome": "hg38", "locus": "chr1:1-900", "tracks": [{}]}}"""
STATES = '{"name": "States", "url": "https://example.org/a.bed"}'


@pytest.mark.parametrize(
    ("track", "told"),
    [
        (STATES, ["States"]),
        ('{"name": "Big", "url": "https://example.org/a.bb", "height": 70}', ["Big"]),
        ('{"name": "Red", "url": "https://example.org/a.bed", "color": "red"}', []),
        ('{"name": "By", "url": "https://example.org/a.bed", "colorBy": "score"}', []),
        ('{"name": "Genes", "url": "https://example.org/a.gff3"}', []),
        ('{"name": "Inline", "type": "annotation", "features": []}', []),
    ],
)
def test_colours_of_features_that_jbrowse_does_not_draw_are_told(track: str, told: list[str]) -> None:
    found = differing(BEDS.format(track).encode(), "jbrowse2")
    assert [(severity, message.rpartition(": ")[2]) for severity, message in found] == [("info", f"{name}.") for name in told]


def test_colours_of_features_are_told_where_there_is_a_difference_alone() -> None:
    document = BEDS.format(STATES).encode()
    assert differing(document, "igvxml") == differing(document, "ucsc") == []
    (back,) = differing(converter.convert(document, to="jbrowse2", options={"carry": False}).document, "igvxml")
    assert back[1].endswith("JBrowse 2 draws all features alike: States.")
