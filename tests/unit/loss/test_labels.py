"""What regions are called, as a name or as a description."""

from __future__ import annotations

import json
from typing import Any

import pytest

import converter

_PLACE = {"chr": "chr7", "start": 100, "end": 200}


@pytest.mark.parametrize(
    ("said", "described", "lost"),
    [
        ({"name": "ex20"}, "ex20", []),
        ({"description": "hot"}, "hot", []),
        ({"name": "ex20", "description": "hot"}, "hot", ["/roi/0/features/0/name"]),
        ({}, None, []),
    ],
)
def test_the_name_of_a_region_is_its_description_in_igv_desktop(
    said: dict[str, Any], described: str | None, lost: list[str]
) -> None:
    session = {"genome": "hg38", "tracks": [], "roi": [{"features": [{**_PLACE, **said}]}]}
    made = converter.convert(json.dumps(session).encode(), "igvxml", options={"carry": False})
    assert (f'description="{described}"' in made.document.decode()) == (described is not None)
    entries = made.report.to_dict()["entries"]
    assert [one["source"]["path"] for one in entries if one["source"] and "/roi" in one["source"]["path"]] == lost


def test_a_region_without_a_name_in_a_place_that_moved_is_told() -> None:
    """What differs beside the name is told still: the set that holds the region."""
    session = {"genome": "hg38", "tracks": [], "roi": [{"name": "mine", "features": [{**_PLACE, "name": "ex20"}]}]}
    entries = converter.convert(json.dumps(session).encode(), "igvxml", options={"carry": False}).report.to_dict()["entries"]
    assert "region_set.unsupported" in [one["code"] for one in entries]
    assert not [one for one in entries if one["code"].startswith("region.name")]
