"""A dot plot without a config: the first region of its horizontal axis tells the genome, and comes back as it was."""

from __future__ import annotations

from typing import Any

import pytest

from converter.model import Genome
from tests.unit.formats.jbrowse2.reading import Read, written

PLACE = "/session/views/0/hview/displayedRegions"
FIRST = {"assemblyName": "hg38", "refName": "chr1", "start": 0, "end": 9}


def dot_plot(regions: Any) -> Read:
    view = {"type": "DotplotView", "hview": {"displayedRegions": regions, "bpPerPx": 2}, "assemblyNames": ["hg38", "mm10"]}
    return Read({"session": {"name": "s", "views": [view]}})


def test_the_first_region_says_the_genome() -> None:
    read = dot_plot([FIRST, {**FIRST, "refName": "chr2"}])
    assert read.session.genome == Genome(id="hg38")
    assert read.says(f"{PLACE}/0/assemblyName") == ("feeds", "genome.id")
    assert read.says(f"{PLACE}/1/assemblyName") == ("native", "hview/displayedRegions/1/assemblyName")


@pytest.mark.parametrize("regions", [[FIRST], [FIRST] * 11, [FIRST, {}, None, {"x": {"y": [1]}}], [{}], []])
def test_regions_come_back(regions: list[Any]) -> None:
    again = written(dot_plot(regions).session, shape="session")["session"]["views"][0]
    assert again["hview"] == {"displayedRegions": regions, "bpPerPx": 2}
