"""What each target opens, and the commands that help."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from converter.formats.jbrowse2.adapters import KINDS, adapter_for
from converter.model import Source
from converter.registry import FORMATS
from converter.resources.filetypes import FILE_TYPES
from converter.resources.opening import (
    OPENS,
    Opening,
    advice,
    command_of_index,
    index_command,
    opening,
    preparation,
    quoted,
    reads_whole,
)
from converter.resources.recipes import BINARY, RECIPES, Recipe, recipe_for

if TYPE_CHECKING:
    from pathlib import Path

NAMES = [one.format for one in FILE_TYPES]


def test_the_table_is_about_formats_and_targets_that_there_are() -> None:
    assert OPENS.keys() <= FORMATS.keys()
    assert all(formats <= set(NAMES) for formats in OPENS.values())
    assert RECIPES.keys() | BINARY.keys() <= set(NAMES)
    assert {recipe.format for recipe in RECIPES.values()} <= set(NAMES)


def test_every_type_is_opened_by_some_target_or_by_none() -> None:
    """A new type is put where it belongs: into the lists of those that open it, or here."""
    nobody = {"jbrest", "imagetiles", "seqchunks", "2bit", "htsget.cram", "htsget.bcf", "goby"}
    assert set(NAMES) - set().union(*OPENS.values()) == nobody


@pytest.mark.parametrize("name", NAMES)
def test_what_jbrowse_opens_has_an_adapter(name: str) -> None:
    adapter = adapter_for(Source(location=f"http://x/file.{name}", format=name))
    assert (adapter is not None) == (name in OPENS["jbrowse2"])
    assert name in KINDS


@pytest.mark.parametrize(
    ("name", "target", "expected"),
    [
        ("bam", "jbrowse2", Opening.WITH_INDEX),
        ("bed", "jbrowse2", Opening.AS_IS),
        ("bigwig", "igvjson", Opening.AS_IS),
        ("tdf", "igvjson", Opening.AS_IS),
        ("tdf", "jbrowse2", Opening.CONVERTED),
        ("wig", "jbrowse2", Opening.CONVERTED),
        ("seg", "igvxml", Opening.AS_IS),
        ("seg", "jbrowse2", Opening.CONVERTED),
        ("gct", "jbrowse2", Opening.NEVER),
        ("sam", "igvjson", Opening.CONVERTED),
        ("hic", "igvxml", Opening.NEVER),
        ("SAM", "igvjson", Opening.CONVERTED),
        ("unheard", "igvjson", Opening.AS_IS),
        ("bam", "neutral", Opening.AS_IS),
    ],
)
def test_how_a_target_opens_a_file(name: str, target: str, expected: Opening) -> None:
    assert opening(name, target) is expected


@pytest.mark.parametrize(
    ("name", "target", "whole"),
    [
        ("bed", "igvxml", True),
        ("vcf", "igvjson", True),
        ("bam", "igvxml", False),
        ("bed", "jbrowse2", False),
        ("bedpe", "jbrowse2", True),
        ("bed", "ucsc", False),
        ("odd", "igvxml", False),
    ],
)
def test_tables_that_are_read_as_a_whole_need_no_index(name: str, target: str, whole: bool) -> None:  # noqa: FBT001
    assert reads_whole(name, target) is whole


@pytest.mark.parametrize(
    ("location", "name", "command"),
    [
        ("http://x/a b.bam?v=1", "bam", "samtools index 'a b.bam'"),
        ("/d/x.cram", "cram", "samtools index x.cram"),
        ("x.vcf.gz", "vcf", "tabix -f -p vcf x.vcf.gz"),
        ("x.gff3.gz", "gff3", "tabix -f -p gff x.gff3.gz"),
        ("x.bed.gz", "bed", "tabix -f -p bed x.bed.gz"),
        ("-x.bcf", "bcf", "bcftools index ./-x.bcf"),
        ("x.fa", "fasta", "samtools faidx x.fa"),
        ("x.bed", "bed", None),
        ("x.bw", "bigwig", None),
    ],
)
def test_the_command_that_makes_an_index(location: str, name: str, command: str | None) -> None:
    assert index_command(location, name) == command


@pytest.mark.parametrize(
    ("index", "command"),
    [
        ("http://x/a b.bam.bai?v=1", "samtools index 'a b.bam'"),
        ("x.vcf.gz.tbi", "tabix -f -p vcf x.vcf.gz"),
        ("x.bai", None),
        ("x.bed.tbi", None),
        ("", None),
    ],
)
def test_the_command_by_the_name_of_the_index(index: str, command: str | None) -> None:
    assert command_of_index(index) == command


def test_a_conversion_says_every_name() -> None:
    found = preparation("/d/calls.bcf", "bcf", "jbrowse2")
    assert found is not None
    assert found.commands == ("bcftools view -Oz -o calls.bcf.vcf.gz calls.bcf", "tabix -f -p vcf calls.bcf.vcf.gz")
    assert (found.made, found.format, found.made_index) == ("calls.bcf.vcf.gz", "vcf", "calls.bcf.vcf.gz.tbi")
    assert (
        advice("x/a.wig", "wig", "jbrowse2", "hg19.chrom.sizes")
        == "Convert the file: wigToBigWig a.wig hg19.chrom.sizes a.wig.bw"
    )
    assert "no tool is known" in advice("x/a.gct", "gct", "jbrowse2")
    assert preparation("a.bam", "bam", "jbrowse2") is None


@pytest.mark.parametrize(("name", "target"), [*((name, "jbrowse2") for name in RECIPES), *((name, "ucsc") for name in BINARY)])
@pytest.mark.parametrize("file", ["plain", "it's a $(touch made); `touch made` \"&|<>{file}"])
def test_a_command_is_a_shell_command_whatever_the_file_is_called(name: str, target: str, file: str) -> None:
    recipe = recipe_for(name, target)
    assert recipe is not None
    text = recipe.command.format(file=quoted(file), stem=quoted(file), sizes=quoted(file))
    done = subprocess.run(["bash", "-n", "-c", text], capture_output=True, check=False, timeout=60)
    assert (done.returncode, done.stderr) == (0, b"")


ROWS = {
    "seg": ("ID\tchrom\tstart\tend\tnum\tmean\nS1\tchr1\t11\t20\t3\t-0.5\n", "chr1\t10\t20\tS1\t-0.5\n"),
    "mut": ("chr\tstart\tend\tsample\ttype\nchr2\t5\t5\tS1\tMissense\n", "chr2\t4\t5\tS1:Missense\n"),
    "igv": ("#x\nChromosome\tStart\tEnd\tFeature\tS1\nchr1\t5\t9\tf\t0.3\n", "chr1\t5\t9\tf\t0.3\n"),
    "interval_list": ("@HD\tVN:1\nchr1\t11\t20\t+\tone\n", "chr1\t10\t20\tone\t0\t+\n"),
    "rmsk": ("585\t1504\t13\t4\t13\tchr1\t10000\t10468\t-249\t+\t(CCCTAA)n\n", "chr1\t10000\t10468\t(CCCTAA)n\t1504\t+\n"),
}


def rows(recipe: Recipe, given: str, folder: Path) -> str:
    """What the command makes of a file before it sorts it."""
    (folder / "in").write_text(given)
    command = recipe.command.partition(" | LC_ALL=C sort")[0].format(file="in", stem="out", sizes="sizes")
    done = subprocess.run(["bash", "-c", command], cwd=folder, capture_output=True, check=True, timeout=60)
    return done.stdout.decode()


@pytest.mark.skipif(not shutil.which("awk"), reason="awk is needed")
@pytest.mark.parametrize("name", ROWS)
def test_tables_become_bed(name: str, tmp_path: Path) -> None:
    given, expected = ROWS[name]
    assert rows(RECIPES[name], given, tmp_path) == rows(BINARY[name], given, tmp_path) == expected
    assert " -tab -type=bed4+ " in BINARY[name].command


@pytest.mark.skipif(not shutil.which("awk"), reason="awk is needed")
@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("track name=x\nchr1\t1\t9\tpeak 1\t1702\t.\t3.1\n", "chr1\t1\t9\tpeak 1\t1000\t.\t3.1\n"),
        ("#x\nchr1\t1\t9\tp\t0.7\nchr1\t1\t9\tp\t.\n", "chr1\t1\t9\tp\t0\nchr1\t1\t9\tp\t0\n"),
        ("chr1\t1\t9\nchr2 1 9 a\n", "chr1\t1\t9\nchr2 1 9 a\n"),
    ],
)
def test_scores_are_what_a_bigbed_can_hold(given: str, expected: str, tmp_path: Path) -> None:
    assert rows(BINARY["narrowpeak"], given, tmp_path) == rows(BINARY["bed"], given, tmp_path) == expected
