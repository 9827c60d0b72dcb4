from __future__ import annotations

import errno
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import fsspec
import pytest
from fsspec.implementations.local import LocalFileSystem

from converter.batch import storage as storages
from converter.batch.record import Status
from converter.batch.storage import STATE, Folder, Store, storage
from converter.errors import UnwritableError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from converter.batch.storage import Storage
    from tests.batch.conftest import Do


class Sftp(LocalFileSystem):  # type: ignore[misc]  # fsspec has no types
    """A file system that shows files while they are written."""

    protocol = "sftp"


@pytest.fixture
def memory() -> Iterator[Storage]:
    yield storage("memory://out", "run")
    system = fsspec.filesystem("memory")
    if system.exists("/out"):
        system.rm("/out", recursive=True)


@pytest.fixture(params=["folder", "memory", "sftp"])
def store(request: pytest.FixtureRequest, tmp_path: Path, memory: Storage) -> Storage:
    if request.param == "memory":
        return memory
    return Folder(tmp_path, "run") if request.param == "folder" else Store(Sftp(), str(tmp_path), "run")


def test_files_are_put_read_listed_and_removed(store: Storage) -> None:
    assert store.sizes() == {}
    assert store.read("a/b.json") is None
    store.put("a/b.json", b"one")
    store.put("a/b.json", b"second")
    store.put("c.json", b"")
    store.put(f"{STATE}/run/1.ndjson", b"{}")
    assert store.read("a/b.json") == b"second"
    assert store.sizes() == {"a/b.json": 6, "c.json": 0}
    assert set(store.sizes(STATE)) == {f"{STATE}/run/1.ndjson"}
    for name in ("a", "c.json", "nothere"):
        store.remove(name)
    assert store.sizes() == {}


def test_a_claim_ends_with_its_folder(store: Storage) -> None:
    with store.claimed(f"{STATE}/run"), store.alone():
        store.put(f"{STATE}/run/1.ndjson", b"{}")
        assert store.is_claimed(f"{STATE}/run")
    assert store.sizes(STATE) == {}


def test_a_folder_knows_whose_batch_has_ended(tmp_path: Path) -> None:
    store = Folder(tmp_path, "run")
    assert not store.is_claimed(f"{STATE}/other")
    with pytest.raises(KeyError), store.claimed(f"{STATE}/run"):
        raise KeyError
    assert (tmp_path / STATE / "run").is_dir()
    assert not store.is_claimed(f"{STATE}/run")


def test_without_locks_every_batch_may_be_running(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fcntl", None)
    store = Folder(tmp_path, "run")
    with store.claimed(f"{STATE}/run"), store.alone():
        assert store.is_claimed(f"{STATE}/run")


def test_a_url_of_a_folder_is_the_folder(tmp_path: Path) -> None:
    storage(f"file://{tmp_path}/x", "run").put("a", b"1")
    assert (tmp_path / "x" / "a").read_bytes() == b"1"


def test_schemes_that_nothing_opens() -> None:
    with pytest.raises(UsageError) as caught:
        storage("foo://me:secret@bucket", "run")
    assert caught.value.code == "batch.scheme"
    assert "secret" not in str(caught.value)


def test_nothing_is_left_of_what_could_not_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Folder(tmp_path, "run")
    store.put("a", b"old")
    whole = Path.write_bytes

    def full(path: Path, data: bytes) -> int:
        whole(path, data[:1])
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(UnwritableError, match="a can't be written: No space left on device"):
        store.put("a", b"new")
    assert store.read("a") == b"old"
    assert list(store.sizes(STATE)) == []


def test_a_full_disk_is_told_and_the_rest_goes_on(sessions: Path, do: Do, monkeypatch: pytest.MonkeyPatch) -> None:
    put = Folder.put

    def full(self: Folder, name: str, data: bytes) -> None:
        if name.startswith(("s0", f"{STATE}/")):
            raise UnwritableError("output.unwritable", f"{name} can't be written: No space left on device.", hint="Make room.")
        put(self, name, data)

    monkeypatch.setattr(Folder, "put", full)
    done = do(sessions)
    assert done.sums.status[Status.UNWRITABLE] == 1
    assert done.sums.status[Status.DONE] == 4
    assert do.records()["s0.xml"]["error"]["message"].endswith("No space left on device.")
    monkeypatch.undo()
    assert do(sessions, resume=True).sums.status[Status.DONE] == 5


def test_a_folder_in_the_place_of_a_document(sessions: Path, do: Do) -> None:
    (do.out / "s0.json" / "x").mkdir(parents=True)
    assert do(sessions).sums.status[Status.UNWRITABLE] == 1
    shutil.rmtree(do.out / "s0.json")


def test_where_nothing_can_be_written_nothing_is_begun(sessions: Path, do: Do) -> None:
    do.out.write_bytes(b"")
    with pytest.raises(UnwritableError, match=r"can't be written: (Not a directory|File exists)"):
        do(sessions)


def test_a_batch_into_a_store(sessions: Path, do: Do, memory: Storage) -> None:
    do(sessions)
    first = do(sessions, out="memory://out")
    names = set(memory.sizes())
    assert names == set(do.tree())
    assert all(memory.read(name) == content for name, content in do.tree().items())
    assert memory.sizes(STATE) == {}
    assert do(sessions, out="memory://out", resume=True).sums == first.sums


def test_what_stores_raise_is_told(monkeypatch: pytest.MonkeyPatch, memory: Storage) -> None:
    def forbidden(*_: Any, **__: Any) -> None:
        raise ValueError("Forbidden: token=abc\nmore")

    monkeypatch.setattr(fsspec.get_filesystem_class("memory"), "pipe_file", forbidden)
    with pytest.raises(UnwritableError) as caught:
        memory.put("a", b"")
    assert caught.value.message == "a can't be written: Forbidden: token=REDACTED"
    assert storages.told(KeyError()) == "KeyError"
