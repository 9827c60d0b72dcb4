"""Tracks written as elements of IGV desktop's sessions."""

from __future__ import annotations

import re

import converter

_BARE = '<Session genome="hg38" version="8"><Resources><Resource path="a.bam"{said}/></Resources></Session>'


def classes(said: str = "") -> list[tuple[str, bool]]:
    """By the id of each track that is written of a file, whether it has a class."""
    text = converter.convert(_BARE.format(said=said).encode(), "igvxml").document.decode()
    return [(found[1], "clazz=" in found[0]) for found in re.finditer(r'<Track id="([^"]+)"[^>]*>', text)]


def test_an_empty_track_that_igv_would_make_of_a_class_alone_needs_a_name() -> None:
    """IGV 2.16 stops at a nameless track of a class whose file it can't read."""
    assert classes() == [("a.bam_coverage", False), ("a.bam", False)]
    assert classes(' name="A"') == [("a.bam_coverage", False), ("a.bam", True)]
