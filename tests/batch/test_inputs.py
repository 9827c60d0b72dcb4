from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import fsspec
import pytest

from converter.batch.inputs import Source, find, is_candidate
from converter.batch.plan import named
from converter.errors import ConverterError, LimitError, RefusedError
from converter.limits import LIMITS
from tests.bench.sessions import session_xml

if TYPE_CHECKING:
    from collections.abc import Iterator


def documents(*arguments: Path | str, leave: Path | None = None) -> dict[str, str]:
    """The documents of what the arguments lead to, by the names of the inputs."""
    roots, refused = find([str(one) for one in arguments], leave=str(leave))
    assert not refused
    return {one.name: one.document for one in named(roots, ".json")}


def codes(*arguments: Path | str) -> list[str]:
    """The codes of what is refused."""
    _roots, refused = find([str(one) for one in arguments])
    return [record.error.code for record in refused if record.error]


def test_a_folder_is_the_root_of_its_names(sessions: Path) -> None:
    assert documents(sessions) == {
        "lab/broken.xml": "lab/broken.json",
        "lab/letter.txt": "lab/letter.json",
        "lab/mice/m0.xml": "lab/mice/m0.json",
        "lab/mice/m1.xml": "lab/mice/m1.json",
        "s0.xml": "s0.json",
        "s1.xml": "s1.json",
        "s2.xml": "s2.json",
    }


def test_several_hang_from_the_folder_that_holds_them_all(sessions: Path) -> None:
    assert documents(sessions / "s1.xml") == {"s1.xml": "s1.json"}
    assert set(documents(sessions / "s1.xml", sessions / "s2.xml")) == {"s1.xml", "s2.xml"}
    assert set(documents(sessions / "s1.xml", sessions / "lab" / "mice")) == {"s1.xml", "lab/mice/m0.xml", "lab/mice/m1.xml"}


def test_patterns_hang_from_what_is_no_pattern_in_them(sessions: Path) -> None:
    assert set(documents(sessions / "**" / "m*.xml")) == {"lab/mice/m0.xml", "lab/mice/m1.xml"}
    assert codes(sessions / "x*.xml") == ["input.unmatched"]


def test_what_is_found_twice_is_done_once(sessions: Path) -> None:
    roots, _refused = find([str(sessions), str(sessions / "lab" / "letter.txt")])
    letters = [one.found for one in named(roots, ".json") if one.name.endswith("letter.txt")]
    assert [one.named for one in letters] == [True]


def test_names_that_a_file_system_may_take_for_one_are_told_apart(tmp_path: Path) -> None:
    for name in ("a.xml", "A.xml", "a.json", "summary.xml", "b.xml", "b.json.report.xml", "c.xml"):
        (tmp_path / name).write_bytes(b"")
    roots, _refused = find([str(tmp_path)])
    found = {one.name: one for one in named(roots, ".json")}
    assert {name for name, one in found.items() if not one.renamed} == {"c.xml"}
    assert len({one.document.casefold() for one in found.values()}) == 7
    assert found["a.xml"].document.startswith("a~")
    (tmp_path / "A.xml").unlink()
    assert {one.name: one.document for one in named(find([str(tmp_path)])[0], ".json")}["a.xml"] == found["a.xml"].document


def test_names_that_are_no_text_are_told_apart(tmp_path: Path) -> None:
    for name in (b"\xff.xml", b"\xfe.xml"):
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name)).write_bytes(session_xml(1))
    roots, _refused = find([str(tmp_path)])
    found = named(roots, ".json")
    assert len({one.document for one in found}) == 2
    assert [one.name for one in found] == ["\N{REPLACEMENT CHARACTER}.xml"] * 2
    assert all(one.found.source.read(LIMITS) == session_xml(1) for one in found)


def test_what_is_not_there(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert codes(tmp_path / "nothere", tmp_path / "empty") == ["input.missing", "input.empty_folder"]


def test_a_folder_of_data_files_is_no_folder_of_sessions(tmp_path: Path) -> None:
    for name in ("reads.bam", "reads.bam.bai", "calls.vcf.gz", "calls.vcf.gz.tbi", ".DS_Store"):
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "a.xml").write_bytes(b"x")
    assert codes(tmp_path) == ["input.empty_folder"]


@pytest.mark.parametrize("name", ["a.xml", "a.xml.gz", "refGene.json", "s.jbrowse", "list.txt", "table.tsv", "session"])
def test_candidates(name: str) -> None:
    assert is_candidate(name)


def test_a_folder_that_may_not_be_read(sessions: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scandir = os.scandir

    def denied(path: str) -> Any:
        if path.endswith("mice"):
            raise PermissionError(13, "Permission denied", path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", denied)
    roots, _refused = find([str(sessions)])
    wrong = [one for one in named(roots, ".json") if one.found.error]
    assert [(one.name, one.found.error.code) for one in wrong if one.found.error] == [("lab/mice", "input.unreadable")]


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(RefusedError) as caught:
        Source(str(tmp_path)).read(LIMITS)
    assert caught.value.code == "input.unreadable"
    assert "Is a directory" in caught.value.message


def test_a_large_file_is_read_to_the_limit(tmp_path: Path) -> None:
    (tmp_path / "large").write_bytes(bytes(50))
    limits = LIMITS.lowered(body_bytes=10)
    for source in (Source(str(tmp_path / "large")), Source(str(tmp_path / "large"), size=50)):
        with pytest.raises(LimitError, match="has 50 bytes"):
            source.read(limits)


@pytest.fixture
def bucket() -> Iterator[str]:
    system = fsspec.filesystem("memory")
    for name in ("a.xml", "deep/b.xml", "reads.bam"):
        system.pipe_file(f"/bucket/{name}", session_xml(1))
    yield "memory://bucket"
    system.rm("/bucket", recursive=True)


def test_addresses(bucket: str) -> None:
    assert set(documents(bucket)) == {"a.xml", "deep/b.xml"}
    assert set(documents(f"{bucket}/deep/b.xml")) == {"b.xml"}
    assert set(documents(f"{bucket}/**/*.xml")) == {"a.xml", "deep/b.xml"}
    roots, _refused = find([bucket])
    first = named(roots, ".json")[0].found
    assert first.base == "memory:///bucket"
    assert first.source.read(LIMITS) == session_xml(1)


def test_addresses_that_lead_nowhere(bucket: str) -> None:
    assert codes("foo://x/y", f"{bucket}/nothere/", f"{bucket}/*.bed") == [
        "batch.scheme",
        "input.empty_folder",
        "input.empty_folder",
    ]
    with pytest.raises(ConverterError) as caught:
        Source(f"{bucket}/nothere.xml").read(LIMITS)
    assert caught.value.code == "input.unreadable"


def test_addresses_need_fsspec(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "fsspec.core", None)
    assert codes("s3://bucket/a.xml") == ["batch.fsspec"]


def test_an_address_that_cannot_be_reached(bucket: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def unreachable(*_: object, **__: object) -> None:
        raise OSError(113, "No route to host")

    monkeypatch.setattr(fsspec.get_filesystem_class("memory"), "find", unreachable)
    _roots, refused = find([bucket])
    assert refused[0].error is not None
    assert refused[0].error.message == "memory://bucket can't be reached: No route to host."


def test_credentials_of_addresses_are_not_told() -> None:
    _roots, refused = find(["foo://me:secret@host/x"])
    assert "secret" not in repr(refused)


def test_web_addresses_are_files_without_their_query(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("converter.batch.inputs.file_system", lambda url: (None, url))
    roots, refused = find(["https://me@example.org/lab/a.xml?token=x"])
    assert not refused
    assert [(one.name, one.found.base) for one in named(roots, ".json")] == [("a.xml", "https://me@example.org/lab")]
