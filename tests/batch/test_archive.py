from __future__ import annotations

import io
import random
import tarfile
import zipfile
from typing import TYPE_CHECKING

import fsspec
import pytest

from converter.batch.archive import Tar, stem
from converter.limits import LIMITS
from tests.bench.sessions import session_xml

if TYPE_CHECKING:
    from pathlib import Path

    from tests.batch.conftest import Do

SESSION = session_xml(1)


def tar(place: Path, entries: dict[str, bytes], mode: str = "w:gz", **changes: object) -> Path:
    with tarfile.open(place, mode) as archive:  # type: ignore[call-overload]
        for name, data in entries.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(data)
            for field, value in changes.items():
                setattr(entry, field, value)
            archive.addfile(entry, io.BytesIO(data))
    return place


def zipped(place: Path, entries: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(place, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return place


@pytest.mark.parametrize(("ending", "mode"), [(".tar", "w"), (".tgz", "w:gz"), (".tar.bz2", "w:bz2"), (".tar.xz", "w:xz")])
def test_a_tar_file_is_a_folder(tmp_path: Path, do: Do, ending: str, mode: str) -> None:
    entries = {"./lab/a.xml": SESSION, "b.xml": SESSION, "lab/.hidden.xml": SESSION, "reads.bam": SESSION}
    do(tar(tmp_path / f"s{ending}", entries, mode))
    assert {name for name, record in do.records().items() if record["status"] == "done"} == {"lab/a.xml", "b.xml"}


@pytest.mark.parametrize("mode", ["w", "w:gz", "w:bz2", "w:xz"])
def test_a_large_tar_file_is_read_to_its_end(tmp_path: Path, mode: str) -> None:
    noise = random.Random(1)  # noqa: S311 - no less when packed, so that the archive is larger than any buffer
    place = tar(tmp_path / "s.tar", {f"{number}.xml": noise.randbytes(5000) for number in range(60)}, mode)
    with place.open("rb") as stream:
        assert len(Tar(stream).members(LIMITS)) == 60


@pytest.mark.parametrize("damage", [b"\x01" * 512, b"cut"])
def test_a_tar_file_whose_entries_break_off_is_told(tmp_path: Path, do: Do, damage: bytes) -> None:
    place = tar(tmp_path / "s.tar", {"a.xml": SESSION, "b.xml": SESSION}, "w")
    with tarfile.open(place) as archive:
        second = archive.getmembers()[1].offset
    place.write_bytes(place.read_bytes()[:second] + damage)
    do(place)
    assert do.records()[str(place)]["error"]["code"] == "archive.malformed"


def test_a_zip_file_is_a_folder(tmp_path: Path, do: Do) -> None:
    do(zipped(tmp_path / "s.zip", {"lab/": b"", "lab\\a.xml": SESSION, "b.xml": SESSION}))
    assert set(do.records()) == {"lab/a.xml", "b.xml"}
    assert "lab/a.json" in do.tree()


def test_several_archives_keep_their_names(tmp_path: Path, do: Do) -> None:
    do(zipped(tmp_path / "x.zip", {"a.xml": SESSION}), tar(tmp_path / "y.tar.gz", {"a.xml": SESSION}))
    assert set(do.records()) == {"x/a.xml", "y/a.xml"}


def test_entries_that_lead_elsewhere_are_refused_and_the_rest_goes_on(tmp_path: Path, do: Do) -> None:
    do(zipped(tmp_path / "s.zip", {"../a.xml": SESSION, "b.xml": SESSION}))
    found = do.records()
    assert found["../a.xml"]["error"]["code"] == "archive.name"
    assert found["b.xml"]["status"] == "done"
    assert {path.name for path in tmp_path.iterdir()} == {"s.zip", "out"}


def test_links_in_a_tar_file_are_refused(tmp_path: Path, do: Do) -> None:
    do(tar(tmp_path / "s.tar.gz", {"a.xml": b""}, type=tarfile.SYMTYPE, linkname="/etc/passwd"))
    assert do.records()["a.xml"]["error"]["code"] == "archive.entry"


def test_archives_that_are_refused_as_a_whole(tmp_path: Path, do: Do) -> None:
    good = zipped(tmp_path / "good.zip", {"a.xml": SESSION})
    many = zipped(tmp_path / "many.zip", dict.fromkeys((f"{n}.xml" for n in range(100_000)), b""))
    bombs = zipped(tmp_path / "bomb.zip", {"a.xml": bytes(30_000_000)}), tar(tmp_path / "bomb.tgz", {"a.xml": bytes(30_000_000)})
    broken = tmp_path / "broken.zip"
    broken.write_bytes(good.read_bytes()[:-40])
    cut = tmp_path / "cut.tgz"
    cut.write_bytes(tar(tmp_path / "whole.tgz", {"a.xml": SESSION}).read_bytes()[:60])
    empty = zipped(tmp_path / "empty.zip", {"reads.bam": SESSION})
    do(good, many, *bombs, broken, cut, empty)
    found = {name.rpartition("/")[2]: one for name, one in do.records().items()}
    assert found.pop("a.xml")["status"] == "done"
    assert {name: one["error"]["code"] for name, one in found.items()} == {
        "many.zip": "limit.archive_entries",
        "bomb.zip": "limit.archive_ratio",
        "bomb.tgz": "limit.archive_ratio",
        "broken.zip": "archive.malformed",
        "cut.tgz": "archive.malformed",
        "empty.zip": "input.empty_folder",
    }


def test_an_archive_that_cannot_be_read(tmp_path: Path, do: Do, monkeypatch: pytest.MonkeyPatch) -> None:
    def denied(_place: str) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("converter.batch.archive._stream", denied)
    do(zipped(tmp_path / "s.zip", {"a.xml": SESSION}))
    assert [one["error"]["code"] for one in do.records().values()] == ["input.unreadable"]


def test_an_archive_at_an_address(tmp_path: Path, do: Do) -> None:
    system = fsspec.filesystem("memory")
    system.pipe_file("/s.zip", zipped(tmp_path / "s.zip", {"a.xml": SESSION}).read_bytes())
    do("memory://s.zip")
    system.rm("/s.zip")
    assert do.records()["a.xml"]["status"] == "done"


def test_the_folder_that_an_archive_would_unpack_to() -> None:
    assert [stem(name) for name in ("/d/s.tar.gz", "/d/S.ZIP", "/d/s.xml")] == ["/d/s", "/d/S", "/d/s.xml"]
