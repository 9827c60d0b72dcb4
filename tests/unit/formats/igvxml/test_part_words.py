"""Parts of alignments are written in the words that they are read in."""

from __future__ import annotations

import json

import converter


def test_no_window_is_written_for_reads_which_have_it_from_the_preferences() -> None:
    track = {"name": "a", "type": "alignment", "format": "bam", "url": "https://h/a.bam", "visibilityWindow": 1000}
    source = json.dumps({"version": "3", "genome": "hg38", "tracks": [track]}).encode()
    done = converter.convert(source, "igvxml", options={"carry": False})
    assert b"isibilityWindow" not in done.document
    told = {one["source"]["path"]: one["effect"] for one in done.report.to_dict()["entries"] if one["source"]}
    assert told["/tracks/0/visibilityWindow"] == "dropped"
