"""`detect`, `inspect`, `check`, `formats` and `serve`."""

from __future__ import annotations

import importlib
import json
import sys
import types
from typing import TYPE_CHECKING, Any

import converter
from converter import genomes
from converter.cli import main
from converter.cli.check import MOST_LISTED, compare
from tests.cli.conftest import SESSION

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from tests.cli.conftest import Run


def test_detect_names_the_format_and_the_evidence(run: Run, session: Path) -> None:
    done = run("detect", session)
    assert done.exit_code == 0
    format_id, confidence, *evidence = done.stdout.splitlines()[0].split()
    assert (format_id, confidence[-1]) == ("igvxml", "%")
    assert evidence


def test_detect_gives_json(run: Run) -> None:
    found = json.loads(run("detect", "-", "--json", given=SESSION).stdout)
    assert set(found[0]) == {"format", "confidence", "evidence"}
    assert found[0]["format"] == "igvxml"


def test_detect_admits_that_it_does_not_know(run: Run) -> None:
    done = run("detect", "-", given=b"neither this nor that")
    assert (done.exit_code, done.stdout) == (3, "")
    assert "Error: " in done.stderr


def test_inspect_prints_the_neutral_session_indented(run: Run, session: Path) -> None:
    done = run("inspect", session)
    assert done.exit_code == 0
    assert done.stdout.startswith("{\n  ")
    assert json.loads(done.stdout) == json.loads(run("convert", session, "--to", "neutral").stdout)


def test_inspect_writes_a_file(run: Run, session: Path) -> None:
    out = session.with_name("neutral.json")
    assert run("inspect", session, "--from", "igvxml", "-o", out).stdout == ""
    assert json.loads(out.read_bytes())["genome"]["id"] == "hg19"


def test_inspect_refuses(run: Run) -> None:
    assert run("inspect", "-", given=b"").exit_code == 3


def _other_formats() -> list[str]:
    return [known["id"] for known in converter.formats() if known["reads"] and known["writes"] and known["id"] != "igvxml"]


def test_check_goes_through_every_other_format(run: Run, session: Path) -> None:
    done = run("check", session)
    lines = done.stdout.splitlines()
    assert [line.split()[1].rstrip(":") for line in lines if line.startswith("via ")] == _other_formats()
    assert done.exit_code == 0, done.stdout
    for line in lines:
        home, _, total = line.split(": ")[1].split()[:3]
        assert home == total != "0"


def test_check_goes_through_the_formats_that_it_is_told(run: Run, session: Path) -> None:
    done = run("check", session, "--via", "neutral")
    assert [line.split()[1] for line in done.stdout.splitlines()] == ["neutral:"]


def test_check_tells_what_does_not_come_home(run: Run, session: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _come_home_as(monkeypatch, SESSION.replace(b'color="0,0,178"', b'color="0,0,179" altColor="1,2,3"'))
    done = run("check", session, "--via", "neutral")
    assert done.exit_code == 1
    assert "values of the session came home\n  1 did not:\n" in done.stdout
    assert "came that were not there:\n" in done.stdout
    assert "color" in done.stdout


def test_an_object_that_is_lost_does_not_make_those_behind_it_lost() -> None:
    before = {f"/tracks/t{number}/{field}": f'"{field}{number}"' for number in (1, 2, 3) for field in ("name", "color")}
    after = {
        "/tracks/t1/name": '"name2"',
        "/tracks/t1/color": '"color2"',
        "/tracks/t2/name": '"name3"',
        "/tracks/t2/color": '"red"',
    }
    trip = compare(before, after)
    assert (trip.values, trip.moved, trip.whole) == (6, 3, False)
    assert trip.lost == {
        "/tracks/t1/name": '"name1" → "name2"',
        "/tracks/t1/color": '"color1" → "color2"',
        "/tracks/t3/color": '"color3" → nothing',
    }
    assert trip.added == {}


def test_values_that_change_places_are_not_called_whole() -> None:
    trip = compare({"/tracks/t1/color": "1", "/tracks/t2/color": "2"}, {"/tracks/t1/color": "2", "/tracks/t2/color": "1"})
    assert (trip.moved, trip.lost, trip.added, trip.whole) == (2, {}, {}, False)


def test_check_takes_a_whole_number_for_what_it_is_however_it_is_spelled(run: Run, tmp_path: Path) -> None:
    tracks = tmp_path / "tracks.txt"
    tracks.write_text("track type=bigWig bigDataUrl=https://x.org/a.bw viewLimits=0:25\n")
    done = run("check", tracks, "--via", "neutral")
    assert (done.exit_code, "did not" in done.stdout) == (0, False)


def test_check_hides_secrets(run: Run, session: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    session.write_bytes(SESSION.replace(b"/peaks.bed", b"/peaks.bed?token=abracadabra"))
    _come_home_as(monkeypatch, SESSION)
    done = run("check", session, "--via", "neutral")
    assert done.exit_code == 1
    assert "token=" in done.stdout
    assert "abracadabra" not in done.stdout


def test_check_lists_a_few_and_counts_the_rest(run: Run, session: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    many = b"".join(b'<Region chromosome="chr1" start="%d" end="%d"/>' % (n, n + 5) for n in range(MOST_LISTED))
    session.write_bytes(SESSION.replace(b"</Session>", b"<Regions>" + many + b"</Regions></Session>"))
    _come_home_as(monkeypatch, SESSION)
    done = run("check", session, "--via", "neutral")
    assert done.exit_code == 1
    assert "\n    and " in done.stdout
    assert len(done.stdout.splitlines()) <= 2 * (MOST_LISTED + 2) + 1


def test_check_needs_a_format_that_is_written(run: Run, session: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read_only = [known | {"writes": known["id"] != "igvxml"} for known in converter.formats()]
    monkeypatch.setattr(converter, "formats", lambda: read_only)
    done = run("check", session)
    assert done.exit_code == 4
    assert "igvxml is only read" in done.stderr


def _come_home_as(monkeypatch: pytest.MonkeyPatch, document: bytes) -> None:
    """Let every conversion into IGV XML give this document."""
    original = converter.convert

    def convert(data: bytes, *, to: str, **given: Any) -> Any:
        done = original(data, to=to, **given)
        return types.SimpleNamespace(document=document) if to == "igvxml" else done

    monkeypatch.setattr(converter, "convert", convert)


def test_formats_are_listed(run: Run) -> None:
    head, *rows = run("formats").stdout.splitlines()
    assert head.split()[:3] == ["FORMAT", "READS", "WRITES"]
    for row, known in zip(rows, converter.formats(), strict=True):
        assert row.split()[0] == known["id"]
        assert {word for word in row.split() if word.endswith("*")} == {
            f"{known[name]}*" for name in ("default_shape", "default_profile") if known[name]
        }


def test_formats_give_json(run: Run) -> None:
    assert json.loads(run("formats", "--json").stdout) == json.loads(json.dumps(converter.formats()))


def test_serve_hands_its_settings_to_the_service(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    met: dict[str, Any] = {}
    monkeypatch.setitem(sys.modules, "converter.web.server", types.SimpleNamespace(serve=lambda **given: met.update(given)))
    assert run("serve", "--port", "8080", "--threads", "3", "--metrics-port", "9100").exit_code == 0
    assert met == {"host": "127.0.0.1", "port": 8080, "threads": 3, "metrics_port": 9100}
    assert run("serve", "--port", "65536").exit_code == 2


def test_genomes_are_found_by_words(run: Run) -> None:
    done = run("genomes", "human", "37")
    assert done.exit_code == 0
    assert [line.split()[0] for line in done.stdout.splitlines()[1:4]] == ["1kg_v37", "b37", "hg19"]
    assert "hg19 and GRCh37: GRCh37 names its chromosomes 1" in done.stdout


def test_genomes_without_a_query_are_all(run: Run) -> None:
    done = run("genomes")
    assert len(done.stdout.splitlines()) == 1 + len(genomes.all_assemblies())


def test_genomes_as_json(run: Run) -> None:
    found = json.loads(run("genomes", "--json", "mm39").stdout)
    assert [(one["id"], one["aliases"]) for one in found] == [("mm39", ["GRCm39"])]


def test_an_accession_tells_where_its_sequence_lies(run: Run) -> None:
    assert "/GCA/000/188/675/GCA_000188675.2/" in run("genomes", "GCA_000188675.2").stdout


def test_a_genome_that_nobody_knows(run: Run) -> None:
    done = run("genomes", "no", "such", "beast")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "--genomes FILE" in done.stderr
    assert run("genomes", "--json", "no such beast").stdout == "[]\n"


def test_a_session_is_made_of_files(run: Run, tmp_path: Path) -> None:
    for name in ("b.bw", "a.bw", 'it\'s, "odd".bed'):
        (tmp_path / name).touch()
    words = ("new", "--genome", "hg38", "--locus", "chr1:1-1000", "--to", "igvxml")
    done = run(*words, tmp_path / "*.bw", tmp_path / 'it\'s, "odd".bed', "https://example.org/c.bam")
    assert done.exit_code == 0
    made = converter.read(done.stdout.encode()).session
    assert made.genome.id == "hg38"  # type: ignore[union-attr]
    listed = [str(one.location) for one in made.sources.values()]
    assert listed == [*(f"{tmp_path}/{name}" for name in ("a.bw", "b.bw", 'it\'s, "odd".bed')), "https://example.org/c.bam"]


def test_indexes_and_folders_that_a_pattern_matches_are_no_tracks(run: Run, tmp_path: Path) -> None:
    for name in ("a.bam", "a.bam.bai", "b.cram", "b.crai", "c.vcf.gz", "c.vcf.gz.tbi", "alone.bai"):
        (tmp_path / name).touch()
    (tmp_path / "more").mkdir()
    done = run("new", "--genome", "hg38", "--locus", "TP53", tmp_path / "*", "--to", "igvxml")
    made = converter.read(done.stdout.encode()).session
    listed = [str(one.location).rpartition("/")[2] for one in made.sources.values()]
    assert listed == ["a.bam", "alone.bai", "b.cram", "c.vcf.gz"]


def test_a_new_session_of_nothing(run: Run, tmp_path: Path) -> None:
    assert run("new", "--to", "igvxml").exit_code == 2
    done = run("new", tmp_path / "*.bw", "--to", "igvxml")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "No file matches" in done.stderr


def test_the_package_runs_as_the_command() -> None:
    entry = importlib.import_module("converter.__main__")
    assert entry.main is main


def test_check_gives_companions_to_the_file_s_own_format_alone(run: Run, tmp_path: Path) -> None:
    """A hub's `groups.txt` was taken for a config of JBrowse 2."""
    hub, groups = tmp_path / "hub.txt", tmp_path / "groups.txt"
    hub.write_text(
        "hub h\nuseOneFile on\nshortLabel h\n\ngenome g\ntwoBitPath g.2bit\ngroups groups.txt\n\n"
        "track a\ngroup map\ntype bigWig\nbigDataUrl a.bw\nshortLabel a\nvisibility full\n"
    )
    groups.write_text("name map\nlabel Mapping\npriority 2\n")
    done = run("check", hub, "--config", groups, "--via", "jbrowse2")
    assert done.exit_code == 0, done.output
    assert "did not" not in done.output
