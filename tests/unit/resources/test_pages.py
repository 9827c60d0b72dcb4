"""Addresses of pages about a file, and where the file is."""

from __future__ import annotations

import pytest

import converter
from converter.resources.pages import DROPBOX, page_at

DROPPED = "https://www.dropbox.com/s/abc/a.bw?dl=0"
HUB = "https://github.com/lab/repo/blob/main/a.bw"


@pytest.mark.parametrize(
    ("location", "served"),
    [
        (DROPPED, "https://dl.dropboxusercontent.com/"),
        ("https://dropbox.com/scl/fi/abc/a.bw", "https://dl.dropboxusercontent.com/"),
        (HUB, "https://raw.githubusercontent.com/lab/repo/"),
        ("https://git.example.org/group/sub/repo/-/blob/main/a.bw", "https://git.example.org/group/sub/repo/-/raw/"),
        ("https://drive.google.com/file/d/1AbC/view", None),
    ],
)
def test_a_page_tells_where_its_file_is(location: str, served: str | None) -> None:
    found = page_at(location)
    assert found is not None
    assert location.startswith(found.shown)
    assert found.served == served
    assert (f"{found.shown}={served}" if served else "rewrite=FROM=TO") in found.remedy


@pytest.mark.parametrize(
    "location",
    [
        f"{HUB}?raw=true",
        "https://www.dropbox.com/s/abc/a.bw?dl=1",
        "https://raw.githubusercontent.com/lab/repo/main/a.bw",
        "https://github.com/lab/repo/raw/main/a.bw",
        "https://example.org/blob/a.bw",
        "/home/www.dropbox.com/a.bw",
    ],
)
def test_the_file_itself_is_no_page(location: str) -> None:
    assert page_at(location) is None


def test_a_site_that_is_asked_for_the_file_is_no_trouble() -> None:
    assert page_at(DROPPED, DROPBOX) is None


@pytest.mark.parametrize(
    ("target", "told"), [("jbrowse2", [DROPPED, HUB]), ("ucsc", [DROPPED, HUB]), ("igvjson", [HUB]), ("igvxml", [HUB])]
)
def test_each_target_tells_of_the_pages_that_it_does_not_see_through(target: str, told: list[str]) -> None:
    listed = f"path,name\n{DROPPED},{DROPPED}\n{HUB},{HUB}\n".encode()
    report = converter.convert(listed, to=target, options={"genome": "hg19"}).report.to_dict()
    found = [one for one in report["entries"] if one["code"] == "location.unopenable"]
    assert [one["track"] for one in found] == told
    assert all("is that of a page of" in one["message"] and "rewrite" in one["hint"] for one in found)
