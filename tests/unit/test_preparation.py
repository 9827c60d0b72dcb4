"""The script that makes the files which a target opens: run with tools that only copy."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

import pytest

from converter.errors import UsageError
from converter.preparation import script

if TYPE_CHECKING:
    from pathlib import Path

EVIL = "it's a $(touch made) `touch made`"
XML = """<Session genome="{genome}" locus="chr1:1-100" version="8"><Resources>
<Resource path="data/{evil}.wig"/><Resource path="data/{evil}.bam"/><Resource path="c.seg"/>
<Resource path="said.bam" index="said.bai"/>
<Resource path="https://x.org/far.tdf?token=abc"/><Resource path="https://x.org/far.bam"/></Resources></Session>"""
COPY = """#!/bin/sh
echo "$(basename "$0")" >> "$LOG"
case "$(basename "$0")" in
  curl|bgzip) if [ "$1" = -fsSL ]; then echo fetched > "$3"; else cat; fi ;;
  igvtools) cp "$2" "$3" ;;
  tabix) echo index > "$4.tbi" ;;
  samtools) echo index > "$2.$([ "$1" = faidx ] && echo fai || echo bai)" ;;
  *) cp "$1" "$3" ;;
esac
"""
TOOLS = ("samtools", "bgzip", "tabix", "curl", "igvtools", "wigToBigWig", "bedGraphToBigWig")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the session's files, and one with tools that only copy and write down that they were called."""
    (tmp_path / "data").mkdir()
    (tmp_path / "bin").mkdir()
    for name in (f"data/{EVIL}.wig", f"data/{EVIL}.bam", "c.seg", "said.bam", "genome.fa"):
        (tmp_path / name).write_text("ID\nS1\tchr1\t1\t2\t3\t0.5\n")
    for tool in TOOLS:
        (tmp_path / "bin" / tool).write_text(COPY)
        (tmp_path / "bin" / tool).chmod(0o755)
    return tmp_path


def session(genome: str = "hg19") -> bytes:
    return XML.format(evil=EVIL, genome=genome).encode()


def run(folder: Path, text: str) -> tuple[int, str, list[str]]:
    """Status, standard output and which tools were called."""
    log = folder / "log"
    log.write_text("")
    environment = {**os.environ, "PATH": f"{folder / 'bin'}:{os.environ['PATH']}", "LOG": str(log)}
    done = subprocess.run(["bash", "-c", text], cwd=folder, env=environment, capture_output=True, check=False, timeout=60)
    return done.returncode, done.stdout.decode() + done.stderr.decode(), log.read_text().split()


def test_it_makes_what_is_missing_and_nothing_twice(folder: Path) -> None:
    text = script(session(), "jbrowse2", options={"base": str(folder)})
    status, said, called = run(folder, text)
    assert (status, set(called)) == (0, {*TOOLS})
    made = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert {f"data/{EVIL}.wig.bw", f"data/{EVIL}.bam.bai", "c.seg.bed.gz", "c.seg.bed.gz.tbi", "far.tdf.bw"} <= made
    assert not {"made", "data/made", "said.bam.bai", "far.bam.bai"} & made
    assert not [name for name in made if "preparing" in name]
    assert "--rewrite c.seg=c.seg.bed.gz" in said
    assert "far.tdf.bw" in said
    assert "token" not in said
    status, _, called = run(folder, text)
    assert (status, called) == (0, [])


def test_what_fails_leaves_nothing_half_made(folder: Path) -> None:
    (folder / "bin" / "wigToBigWig").write_text('#!/bin/sh\ncp "$1" "$3"\nexit 1\n')
    status, _, _ = run(folder, script(session(), "jbrowse2", options={"base": str(folder)}))
    assert status == 1
    assert not (folder / f"data/{EVIL}.wig.bw").exists()


def test_a_missing_tool_is_named(folder: Path) -> None:
    (folder / "bin" / "bedGraphToBigWig").unlink()
    status, said, called = run(folder, script(session(), "jbrowse2", options={"base": str(folder)}))
    assert (status, called) == (1, [])
    assert "bedGraphToBigWig is needed" in said


def test_a_genome_of_one_s_own_gets_its_index_and_lengths(folder: Path) -> None:
    text = script(session("genome.fa"), "jbrowse2", options={"base": str(folder)})
    assert "samtools faidx genome.fa" in text
    assert "cut -f 1,2 genome.fa.fai > genome.chrom.sizes" in text


def test_what_lies_in_a_home_directory_is_made_there(folder: Path) -> None:
    listed = b"path\n~/a b/c.wig\n~/d.wig\n~lab/e.wig\n~$(touch made)/f.wig\n"
    text = script(listed, "jbrowse2", options={"genome": "hg19", "base": str(folder)})
    places = [line.removeprefix("  cd -- ") for line in text.splitlines() if "cd --" in line]
    assert [*dict.fromkeys(places)][:3] == ["~/'a b'", "~", "~lab"]
    assert places[-1].endswith("/~$(touch made)'")


def test_a_target_that_opens_all_of_it_needs_only_indexes() -> None:
    text = script(session(), "igvxml", options={"base": "/x"})
    assert "need samtools" in text
    assert "need wigToBigWig" not in text


def test_without_files_it_does_nothing() -> None:
    text = script(b'<Session genome="hg19" version="8"></Session>', "jbrowse2")
    assert "cd --" not in text
    assert subprocess.run(["bash", "-c", text], check=False, timeout=60).returncode == 0


def test_an_unknown_target_is_refused() -> None:
    with pytest.raises(UsageError):
        script(session(), "unheard")
