"""Kinds of location, and taking them apart and putting them together."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from converter.resources import location
from converter.resources.location import LocationKind, lies_below

if TYPE_CHECKING:
    from collections.abc import Callable

PROPERTY = settings(deadline=None, derandomize=True, max_examples=300)

KINDS = {
    "https://example.org/a.bam": LocationKind.HTTP,
    "HTTP://EXAMPLE.ORG/A.BAM": LocationKind.HTTP,
    "ftp://example.org/a.bam": LocationKind.FTP,
    "gs://bucket/a.bam": LocationKind.GS,
    "s3://bucket/a.bam": LocationKind.S3,
    "htsget://example.org/reads/a": LocationKind.HTSGET,
    "data:text/plain;base64,QQ==": LocationKind.DATA,
    "blob:https://example.org/1f": LocationKind.BLOB,
    "file:///data/a.bam": LocationKind.FILE,
    "file:/data/a.bam": LocationKind.FILE,
    "/data/a.bam": LocationKind.ABSOLUTE,
    "//data/a.bam": LocationKind.ABSOLUTE,
    "C:\\data\\a.bam": LocationKind.WINDOWS,
    "x:/data/a.bam": LocationKind.WINDOWS,
    "\\\\server\\share\\a.bam": LocationKind.WINDOWS,
    "\\data\\a.bam": LocationKind.WINDOWS,
    "~/a.bam": LocationKind.HOME,
    "~": LocationKind.HOME,
    "~user/a.bam": LocationKind.HOME,
    "~backup.bam": LocationKind.RELATIVE,
    "${DATA_DIR}bed/a.bed": LocationKind.PLACEHOLDER,
    "a.bam": LocationKind.RELATIVE,
    "../data/a.bam": LocationKind.RELATIVE,
    "run:1.bam": LocationKind.RELATIVE,
    "": LocationKind.RELATIVE,
    "drs://example.org/1f": LocationKind.OTHER,
}


@pytest.mark.parametrize(("text", "expected"), KINDS.items())
def test_kind(text: str, expected: LocationKind) -> None:
    assert location.kind(text) is expected


def test_remote_local_and_relative() -> None:
    def texts(predicate: Callable[[str], bool]) -> set[str]:
        return {kind for text, kind in KINDS.items() if predicate(text)}

    assert texts(location.is_remote) == {"http", "ftp", "gs", "s3", "htsget", "other"}
    assert texts(location.is_local) == {"file", "absolute", "windows", "home"}
    assert texts(location.is_relative) == {"relative"}


@pytest.mark.parametrize(
    ("text", "path", "suffix"),
    [
        ("https://h/a.bam?x=1#y", "https://h/a.bam", "?x=1#y"),
        ("https://h/a.bam#y?x", "https://h/a.bam", "#y?x"),
        ("s3://b/7001_2#12.bam?versionId=3", "s3://b/7001_2#12.bam", "?versionId=3"),
        ("7001_2#12.bam", "7001_2#12.bam", ""),
        ("a.bam?x=1", "a.bam", "?x=1"),
        ("/data/what?#1.bam", "/data/what?#1.bam", ""),
        ("data:text/plain,a?b", "data:text/plain,a?b", ""),
    ],
)
def test_split_suffix(text: str, path: str, suffix: str) -> None:
    assert location.split_suffix(text) == (path, suffix)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("https://h/d/a.bam?x=/1#y", "a.bam"),
        ("https://h", ""),
        ("https://h/d/", ""),
        ("https://h?x=1", ""),
        ("gs://bucket/a.bam", "a.bam"),
        ("data:text/plain,a/b", ""),
        ("blob:https://example.org/1f", "1f"),
        ("/data/7001_2#12.bam", "7001_2#12.bam"),
        ("C:\\data\\a.bam", "a.bam"),
        ("C:a.bam", "a.bam"),
        ("\\\\server\\share\\a.bam", "a.bam"),
        ("~/a.bam", "a.bam"),
        ("${DATA_DIR}a.bam", "a.bam"),
        ("..\\data/a.bam", "a.bam"),
        ("a.bam", "a.bam"),
        ("", ""),
    ],
)
def test_basename(text: str, name: str) -> None:
    assert location.basename(text) == name


@pytest.mark.parametrize(
    ("text", "folder"),
    [
        ("https://h/d/config.json?x=/1", "https://h/d"),
        ("https://h/config.json", "https://h"),
        ("https://h", "https://h"),
        ("/data/session.xml", "/data"),
        ("/session.xml", "/"),
        ("C:\\d\\session.xml", "C:\\d"),
        ("C:\\session.xml", "C:"),
        ("d/session.xml", "d"),
        ("session.xml", ""),
        ("data:text/plain,a/b", ""),
    ],
)
def test_folder(text: str, folder: str) -> None:
    assert location.folder(text) == folder


@pytest.mark.parametrize(
    ("base", "relative", "joined"),
    [
        ("https://h/d", "a.bam", "https://h/d/a.bam"),
        ("https://h/d/", "../e/./a.bam?x=../1", "https://h/e/a.bam?x=../1"),
        ("https://h/d?token=1", "a.bam", "https://h/d/a.bam"),
        ("https://h", "../../a.bam", "https://h/a.bam"),
        ("https://h/d//e", "a.bam", "https://h/d//e/a.bam"),
        ("https://h/d", "e\\a.bam", "https://h/d/e/a.bam"),
        ("s3://bucket/d", "../../a#1.bam", "s3://bucket/a#1.bam"),
        ("file:///data", "a.bam", "file:///data/a.bam"),
        ("/data", "../../../a.bam", "/a.bam"),
        ("/", "a.bam", "/a.bam"),
        ("/data", "d/", "/data/d/"),
        ("C:\\data", "..\\d/a.bam", "C:\\d\\a.bam"),
        ("C:/data", "d\\a.bam", "C:/data/d/a.bam"),
        ("C:", "a.bam", "C:\\a.bam"),
        ("\\\\server\\share\\d", "..\\..\\a.bam", "\\\\server\\share\\a.bam"),
        ("~", "../a.bam", "~/../a.bam"),
        ("~user/d", "../a.bam", "~user/a.bam"),
        ("${DATA_DIR}", "a.bam", "${DATA_DIR}/a.bam"),
        ("d/e", "../../../a.bam", "../a.bam"),
        (".", "a.bam", "a.bam"),
    ],
)
def test_join(base: str, relative: str, joined: str) -> None:
    assert location.join(base, relative) == joined


@pytest.mark.parametrize(
    ("base", "text"),
    [
        ("https://h/d", "https://other/a.bam"),
        ("https://h/d", "/data/a.bam"),
        ("https://h/d", "~/a.bam"),
        ("https://h/d", "${DIR}/a.bam"),
        ("https://h/d", ""),
        ("", "a.bam"),
        ("data:text/plain,a", "a.bam"),
        ("blob:https://h/1", "a.bam"),
    ],
)
def test_join_leaves_what_has_no_place_below_the_base(base: str, text: str) -> None:
    assert location.join(base, text) == text


@pytest.mark.parametrize(
    ("base", "absolute", "relative"),
    [
        ("https://h/d", "https://h/d/e/a.bam?x=1", "e/a.bam?x=1"),
        ("https://H/d/", "https://h/d/a.bam", "a.bam"),
        ("https://h", "https://h/d/a.bam", "d/a.bam"),
        ("/data/x", "/data/y/a.bam", "../y/a.bam"),
        ("/data/x/../y", "/data/./y/a.bam", "a.bam"),
        ("/data", "/data", "."),
        ("/data", "/data/", "./"),
        ("/data", "/data/d/", "d/"),
        ("https://h", "https://h/#x", "./#x"),
        ("https://h", "https://h", "."),
        ("/data", "/data/C:a.bam", "./C:a.bam"),
        ("/data", "/data//a.bam", ".//a.bam"),
        ("C:\\Data", "c:\\data\\d\\a.bam", "d/a.bam"),
        ("~/d", "~/d/a.bam", "a.bam"),
    ],
)
def test_make_relative(base: str, absolute: str, relative: str) -> None:
    assert location.make_relative(base, absolute) == relative


@pytest.mark.parametrize(
    ("base", "text"),
    [
        ("https://h/d", "https://other/d/a.bam"),
        ("http://h/d", "https://h/d/a.bam"),
        ("https://h/d", "/d/a.bam"),
        ("/data", "/home/a.bam"),
        ("${DIR}/d", "${dir}/d/a.bam"),
        ("C:\\data", "D:\\data\\a.bam"),
        ("~/../d", "~/a.bam"),
        ("~/d/../../e", "~/d/a.bam"),
        ("", "/data/a.bam"),
        ("/data", "d/a.bam"),
        ("d", "d/a.bam"),
        ("data:,a", "data:,a/b"),
    ],
)
def test_make_relative_leaves_what_is_not_near(base: str, text: str) -> None:
    assert location.make_relative(base, text) == text


names = st.text("ab#?=.:~ -é", min_size=1, max_size=5).filter(lambda name: name not in {".", ".."})
paths = st.lists(names, max_size=4)
roots = st.sampled_from(["https://h", "s3://bucket", "", "C:/d", "~", "file://"])


@PROPERTY
@given(roots, st.lists(st.text("abc", min_size=1), max_size=4), paths.filter(bool))
def test_join_undoes_make_relative(root: str, folders: list[str], parts: list[str]) -> None:
    assume("?" not in "".join(parts) or root in {"", "C:/d", "~"})  # elsewhere it begins the query
    base, absolute = "/".join([root, *folders]) or "/", "/".join([root, *parts])
    relative = location.make_relative(base, absolute)
    assert relative == absolute or location.is_relative(relative)
    assert location.join(base, relative) == absolute


@PROPERTY
@given(st.text(), st.text())
def test_nothing_raises_on_any_text(base: str, text: str) -> None:
    path, suffix = location.split_suffix(text)
    assert path + suffix == text
    assert location.basename(text) in text
    location.folder(text)
    assert location.kind(location.join(base, text)) is not None
    assert location.make_relative(base, text) is not None


@pytest.mark.parametrize(
    ("name", "below"),
    [
        ("a/b.xml", True),
        ("a b..c", True),
        ("", False),
        ("/etc/x", False),
        ("../x", False),
        ("a/../x", False),
        ("a//x", False),
        ("./x", False),
        ("C:/x", False),
    ],
)
def test_names_in_archives(name: str, *, below: bool) -> None:
    assert lies_below(name) is below


@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("file:///data/a%20b.bam", "/data/a b.bam"),
        ("file://host/a.bam", "/a.bam"),
        ("file:/a.bam", "/a.bam"),
        ("file://[lane]/a%20b.bam", "//[lane]/a b.bam"),
    ],
)
def test_a_file_address_means_a_path(address: str, path: str) -> None:
    assert location.file_path(address) == path
