"""What `--prepare` writes is run for real, and the session converted again with what it says at its end."""

from __future__ import annotations

import gzip
import json
import shlex
from typing import TYPE_CHECKING

import pytest

from tests.deploy.conftest import tool

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run

FILES = {
    "genome.fa": ">chr1\nACGTACGTACGT\n>chr2\nGGCCA\n",
    "it's.seg": "ID\tchrom\tloc.start\tloc.end\tnum.mark\tseg.mean\nS1\tchr2\t1\t5\t2\t0.5\nS1\tchr1\t3\t9\t2\t-0.5\n",
    "m.mut": "chr\tstart\tend\tsample\ttype\nchr1\t10\t11\tS1\tMissense\n",
    "r.interval_list": "@SQ\tSN:chr1\tLN:12\nchr1\t1\t6\t+\tx\n",
    "s.sam": (
        "@SQ\tSN:chr1\tLN:12\n@SQ\tSN:chr2\tLN:5\n"
        "r1\t0\tchr2\t1\t60\t4M\t*\t0\t0\tGGCC\tIIII\nr2\t0\tchr1\t1\t60\t1M\t*\t0\t0\tA\tI\n"
    ),
}
MADE = {"it's.seg": "it's.seg.bed.gz", "m.mut": "m.mut.bed.gz", "r.interval_list": "r.interval_list.bed.gz", "s.sam": "s.sam.bam"}
ROWS = {
    "it's.seg.bed.gz": "chr1\t2\t9\tS1\t-0.5\nchr2\t0\t5\tS1\t0.5\n",
    "m.mut.bed.gz": "chr1\t9\t11\tS1:Missense\n",
    "r.interval_list.bed.gz": "chr1\t0\t6\tx\t0\t+\n",
}


@pytest.fixture
def lab(tmp_path: Path) -> Path:
    """A folder of a session and its files; the test is skipped where a tool is not installed."""
    for name in ("samtools", "tabix", "bgzip"):
        tool(name)
    place = tmp_path / "my data"
    place.mkdir()
    for name, text in FILES.items():
        (place / name).write_text(text)
    shown = "".join(f'<Resource path="{name}"/>' for name in MADE), "".join(f'<Track id="{name}"/>' for name in MADE)
    text = '<Session genome="genome.fa" locus="chr1:1-12"><Resources>{}</Resources><Panel>{}</Panel></Session>'
    (place / "s.xml").write_text(text.format(*shown))
    return place


def test_the_script_makes_what_the_target_opens(run: Run, lab: Path) -> None:
    asked = ("convert", lab / "s.xml", "--to", "jbrowse2", "-o", lab / "out.json")
    assert run(*asked, "--prepare", lab / "prepare.sh").exit_code == 0
    done = tool("bash")(lab / "prepare.sh", folder=lab.parent)
    assert done.returncode == 0, done.stderr
    assert {name: gzip.decompress((lab / name).read_bytes()).decode() for name in ROWS} == ROWS
    assert tool("tabix")("it's.seg.bed.gz", "chr2", folder=lab).stdout == "chr2\t0\t5\tS1\t0.5\n"
    assert tool("samtools")("view", "s.sam.bam", "chr2:1-4", folder=lab).stdout.startswith("r1\t")

    rules = shlex.split(done.stdout.partition(": ")[2])
    assert rules[1::2] == [f"{name}={made}" for name, made in sorted(MADE.items())]
    again = run(*asked, *rules, "--check-files", "--report", lab / "report.json")
    assert again.exit_code == 0
    entries = json.loads((lab / "report.json").read_bytes())["entries"]
    assert [one for one in entries if one["severity"] == "error" or one["code"].startswith(("file.", "index."))] == []
    assert len(json.loads((lab / "out.json").read_bytes())["tracks"]) == len(MADE)


def test_what_is_there_stays_as_it_is(run: Run, lab: Path) -> None:
    run("convert", lab / "s.xml", "--to", "jbrowse2", "-o", lab / "out.json", "--prepare", lab / "prepare.sh")
    assert tool("bash")(lab / "prepare.sh").returncode == 0
    before = {one.name: one.stat().st_mtime_ns for one in lab.iterdir()}
    assert set(MADE.values()) < set(before)
    assert tool("bash")(lab / "prepare.sh").returncode == 0
    assert {one.name: one.stat().st_mtime_ns for one in lab.iterdir()} == before


def test_what_fails_is_told_and_the_rest_is_made(run: Run, lab: Path) -> None:
    (lab / "m.mut").unlink()
    (lab / "s.sam").write_text("@SQ\tSN:chr1\tLN:12\nno read\n")
    run("convert", lab / "s.xml", "--to", "jbrowse2", "-o", lab / "out.json", "--prepare", lab / "prepare.sh")
    done = tool("bash")(lab / "prepare.sh")
    assert done.returncode == 1
    assert "m.mut could not be prepared" in done.stderr
    assert "s.sam could not be prepared" in done.stderr
    there = {one.name for one in lab.iterdir()}
    assert {"it's.seg.bed.gz", "it's.seg.bed.gz.tbi", "r.interval_list.bed.gz", "r.interval_list.bed.gz.tbi"} <= there
    assert not {"m.mut.bed.gz", "s.sam.bam"} & there
