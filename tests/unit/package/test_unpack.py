"""Taking packages apart: all is checked before anything is written."""

from __future__ import annotations

import hashlib
import io
import json
import os
import shutil
import stat
import warnings
import zipfile
from typing import TYPE_CHECKING, NamedTuple

import pytest

from converter.errors import ConverterError, MalformedError, RefusedError, UnwritableError
from converter.package import Folder, PackOptions, pack, unpack
from tests.unit.package.making import files, igv

if TYPE_CHECKING:
    from pathlib import Path

MANIFEST = "manifest-sha256.txt"


def package(folder: Path) -> io.BytesIO:
    """The package of a session with one file."""
    files(folder, x_dot_bed="one")
    out = io.BytesIO()
    pack(igv("x.bed"), "s.xml", Folder(folder), out, PackOptions())
    return out


def forged(members: dict[str, bytes], modes: dict[str, int] | None = None, *, manifest: bool = True) -> io.BytesIO:
    """An archive that is made like a package; `modes` are file types and permissions by name."""
    out = io.BytesIO()
    members = {"report.json": b'{"session": "s.xml"}', **members}
    lines = "".join(f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in members.items())
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as held:
        for name, content in (members | ({MANIFEST: lines.encode()} if manifest else {})).items():
            entry = zipfile.ZipInfo(name)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = (modes or {}).get(name, 0o100644) << 16
            held.writestr(entry, content)
    return out


def refused(archive: io.BytesIO, folder: Path) -> ConverterError:
    """Why an archive is not unpacked; nothing is written then."""
    before = sorted(folder.rglob("*"))
    with pytest.raises(ConverterError) as caught:
        unpack(archive, folder / "new" / "u")
    assert sorted(folder.rglob("*")) == before
    return caught.value


def test_a_package_comes_out_as_it_went_in(tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    report = unpack(package(tmp_path), tmp_path / "new" / "u", lambda more, total: seen.append((more, total)))
    assert (tmp_path / "new" / "u" / "data" / "x.bed").read_text() == "one"
    assert report == json.loads((tmp_path / "new" / "u" / "report.json").read_bytes())
    assert sum(more for more, _ in seen) <= seen[0][1]
    assert [one.name for one in (tmp_path / "new").iterdir()] == ["u"]


def test_an_empty_folder_may_be_there(tmp_path: Path) -> None:
    (tmp_path / "u").mkdir()
    unpack(package(tmp_path), tmp_path / "u")
    assert (tmp_path / "u" / "s.xml").is_file()


def test_a_folder_with_something_in_it_stays(tmp_path: Path) -> None:
    files(tmp_path, u__mine="mine")
    with pytest.raises(UnwritableError, match="is there already"):
        unpack(package(tmp_path), tmp_path / "u")
    assert (tmp_path / "u" / "mine").read_text() == "mine"


@pytest.mark.parametrize("name", ["/etc/x", "../x", "a/../../x", "a\\..\\x", "C:/x", "a//x", "./x", "a/./x"])
def test_members_that_would_be_written_elsewhere(tmp_path: Path, name: str) -> None:
    error = refused(forged({name: b"evil"}), tmp_path)
    assert (type(error), error.code) == (RefusedError, "package.member")


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFCHR, stat.S_IFIFO, stat.S_IFDIR])
def test_links_and_devices(tmp_path: Path, kind: int) -> None:
    assert "link or device" in refused(forged({"x": b"/etc/passwd"}, {"x": kind | 0o777}), tmp_path).message


def test_duplicate_members(tmp_path: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        assert "Two members" in refused(forged({"data/X": b"1", "data/x": b"2"}), tmp_path).message


def test_a_bomb(tmp_path: Path) -> None:
    assert "bomb" in refused(forged({"data/x": bytes(40 << 20)}), tmp_path).message


def test_too_many_members(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("converter.package.unpacking.MOST_MEMBERS", 2)
    assert refused(forged({"data/x": b"1"}), tmp_path).code == "package.members"


def test_an_encrypted_member(tmp_path: Path) -> None:
    held = bytearray(forged({"data/x": b"1"}).getvalue())
    start = held.rindex(b"PK\x01\x02", 0, held.rindex(b"data/x"))
    held[start + 8] |= 1
    assert "encrypted" in refused(io.BytesIO(bytes(held)), tmp_path).message


def test_a_digest_that_does_not_match(tmp_path: Path) -> None:
    held = package(tmp_path).getvalue()
    at = held.index(b"one")
    with zipfile.ZipFile(io.BytesIO(held)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, b"two" if name == "data/x.bed" else content)
    assert refused(out, tmp_path).code == "package.digest"
    assert "can't be read" in refused(io.BytesIO(held[:at] + b"two" + held[at + 3 :]), tmp_path).message


@pytest.mark.parametrize(
    ("archive", "code"),
    [
        (forged({"s.xml": b"x"}, manifest=False), "package.manifest"),
        (forged({MANIFEST: b"zz  s.xml\n", "s.xml": b"x"}, manifest=False), "package.manifest"),
        (forged({MANIFEST: f"{'0' * 64}  gone\n".encode()}, manifest=False), "package.manifest"),
        (io.BytesIO(b"PK no zip"), "package.broken"),
    ],
)
def test_what_is_no_package(tmp_path: Path, archive: io.BytesIO, code: str) -> None:
    assert refused(archive, tmp_path).code == code


def test_a_package_that_is_cut_off(tmp_path: Path) -> None:
    whole = package(tmp_path).getvalue()
    assert isinstance(refused(io.BytesIO(whole[:-30]), tmp_path), MalformedError)


class Room(NamedTuple):
    free: int


def test_a_disk_without_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = package(tmp_path)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Room(10))
    assert refused(archive, tmp_path).code == "output.full"


def test_a_write_that_fails_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = package(tmp_path)

    def fail(*_: object) -> None:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr("converter.package.unpacking.Path.replace", fail)
    with pytest.raises(UnwritableError, match="No space left"):
        unpack(archive, tmp_path / "u")
    assert not (tmp_path / "u").exists()
    assert not list(tmp_path.glob(".session-converter-*"))
