"""Attributes that name features: in small letters in JBrowse 1, as the file has them elsewhere."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec import UNSET

from tests.unit.formats.jbrowse1.reading import native, track

_GFF3 = "JBrowse/Store/SeqFeature/GFF3Tabix"


@pytest.mark.parametrize(
    ("store", "path", "said", "there"),
    [
        (_GFF3, "a.gff3.gz", "id", "ID"),
        (_GFF3, "a.gff3.gz", "NAME", "Name"),
        (_GFF3, "a.gff3.gz", "gene_name", "gene_name"),
        (_GFF3, "a.gff3.gz", "geneName", "geneName"),
        ("JBrowse/Store/SeqFeature/GTF", "a.gtf", "gene_id", "gene_id"),
        ("JBrowse/Store/SeqFeature/BEDTabix", "a.bed.gz", "name", "name"),
    ],
)
def test_is_told_as_the_file_has_it(store: str, path: str, said: str, there: str) -> None:
    found, _ = track(storeClass=store, urlTemplate=path, style={"label": said})
    assert found.display.label_field == there


@pytest.mark.parametrize("said", ["name,id", ["name", "id"], "function(f) { return f.get('id'); }"])
def test_what_is_no_single_attribute_stays_with_jbrowse_1(said: Any) -> None:
    found, _ = track(storeClass=_GFF3, urlTemplate="a.gff3.gz", style={"label": said})
    assert found.display is UNSET
    assert native(found)["style/label"] == said


_SIGNAL = {"type": "Wiggle/XYPlot", "storeClass": "JBrowse/Store/SeqFeature/BigWig", "urlTemplate": "a.bw"}


@pytest.mark.parametrize(
    ("style", "below"),
    [
        ({"pos_color": "green"}, "#ff0000"),
        ({"pos_color": "green", "neg_color": "blue"}, "#0000ff"),
        ({"pos_color": "green", "neg_color": "function(f) { return 'blue'; }"}, UNSET),
        ({"height": 50}, UNSET),
    ],
)
def test_values_below_zero_are_red_beside_a_colour_of_those_above(style: Any, below: Any) -> None:
    found, _ = track(**_SIGNAL, style=style)
    assert found.display.alt_color == below


def test_features_have_no_second_colour() -> None:
    found, _ = track(storeClass=_GFF3, urlTemplate="a.gff3.gz", style={"color": "green"})
    assert found.display.alt_color is UNSET
