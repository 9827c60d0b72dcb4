"""`migrate` on the command line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tests.cli.conftest import SESSION

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run


def test_migrate_says_what_is_new(run: Run, session: Path, tmp_path: Path) -> None:
    out = tmp_path / "site"
    done = run("migrate", session, "--to", "jbrowse2", "--out", out)
    assert (done.exit_code, done.stdout) == (0, "")
    assert "1 session in " in done.stderr
    assert "of those given: 1 new." in done.stderr
    assert "  new: peaks\nWritten: config.json, prepare.sh, files.tsv, index.html, migration.json." in done.stderr
    assert "Written: nothing, all is as it was." in run("migrate", session, "--to", "jbrowse2", "--out", out).stderr
    assert run("migrate", session, "--to", "jbrowse2", "--out", out, "--quiet").stderr == ""


def test_an_existing_site_is_read_from_a_file(run: Run, session: Path, tmp_path: Path) -> None:
    config = tmp_path / "config.json"
    config.write_text(json.dumps({"assemblies": [], "tracks": [], "defaultSession": {"name": "welcome"}}))
    run("migrate", session, "--to", "jbrowse2", "--out", tmp_path / "site", "--existing", config, "--default", "peaks")
    assert json.loads((tmp_path / "site" / "config.json").read_bytes())["defaultSession"]["name"] == "peaks"
    assert (tmp_path / "site" / "patch.json").exists()


def test_what_is_refused_is_told_and_shows_in_the_status(run: Run, session: Path, tmp_path: Path) -> None:
    (tmp_path / "broken.xml").write_bytes(SESSION[:-20])
    done = run("migrate", session, tmp_path / "broken.xml", tmp_path / "none.xml", "--to", "jbrowse2", "--out", tmp_path / "site")
    assert done.exit_code == 3
    assert "broken: " in done.stderr
    assert "[input.missing]" in done.stderr


def test_many_names_are_cut_short(run: Run, tmp_path: Path) -> None:
    for number in range(22):
        (tmp_path / f"s{number:02}.xml").write_bytes(SESSION)
    done = run("migrate", tmp_path, "--to", "igvjson", "--out", tmp_path / "out")
    assert "  and 2 more" in done.stderr
    assert "Written: 20 documents, s20.json, s21.json, prepare.sh" in done.stderr
