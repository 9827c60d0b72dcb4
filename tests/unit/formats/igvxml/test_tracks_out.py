"""Tracks written as elements of IGV desktop's sessions."""

from __future__ import annotations

import re

import converter

_BARE = """<Session genome="hg38" version="8"><Resources><Resource path="a.bam"/></Resources><Panel name="DataPanel">
<Track id="a.bam_coverage" visible="true"/><Track id="a.bam"{said} visible="true"/></Panel></Session>"""


def classes(said: str = "") -> list[tuple[str, bool]]:
    """By the id of each track that is written of a file, whether it has a class."""
    text = converter.convert(_BARE.format(said=said).encode(), "igvxml").document.decode()
    return [(found[1], "clazz=" in found[0]) for found in re.finditer(r'<Track id="([^"]+)"[^>]*>', text)]


def test_an_empty_track_that_igv_would_make_of_a_class_alone_needs_a_name() -> None:
    """IGV 2.16 stops at a nameless track of a class whose file it can't read."""
    assert classes() == [("a.bam_coverage", False), ("a.bam", False)]
    assert classes(' name="A"') == [("a.bam_coverage", False), ("a.bam", True)]


def test_a_mode_that_came_later_is_written_as_the_nearest() -> None:
    """IGV 2.16 collapses features where it does not know the mode; an IGV session's own word stays."""
    text = (
        '{"genome": "hg19", "tracks": [{"type": "annotation", "url": "https://x.org/a.bed", "displayMode": "FULL"},'
        ' {"type": "alignment", "url": "https://x.org/a.bam", "displayMode": "FULL"}]}'
    )
    document = converter.convert(text.encode(), "igvxml", options={"carry": False}).document
    assert document.count(b'displayMode="EXPANDED"') == 2
    own = _BARE.format(said=' displayMode="FULL"')
    assert b'displayMode="FULL"' in converter.convert(own.encode(), "igvxml", options={"carry": False}).document
