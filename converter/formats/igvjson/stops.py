"""What keeps igv.js from opening a session at all."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from converter.formats.igvjson.shape import GENOME
from converter.loss.ledger import GENOME as OWNER
from converter.loss.ledger import SESSION, Notice
from converter.resources.filetypes import infer
from converter.resources.location import basename

if TYPE_CHECKING:
    from collections.abc import Iterator

_MANY = 500
"""Tracks of one file; at 973 of a file of segments, and at 1,980 of a TDF, a page of igv.js 3.8.10 ended for want of memory."""


def stops(content: Any, effect: str, *, told: bool) -> list[Notice]:
    """An error for a session that names no genome, and for files of so many tracks that memory ends.

    `effect`: that of the first, `kept` where the source was igv.js' own. `told`: what is said of the genome is said
    elsewhere. A list of tracks, or one alone, is loaded into a session.
    """
    if not isinstance(content, dict):
        return []
    found = []
    if not told and not any(content.get(name) for name in GENOME) and "tracks" in content:
        text = "The session names no genome; igv.js opens nothing of it (`loadSessionObject`)."
        found.append(Notice("genome.missing", effect, "error", text, OWNER, "id", "Give the genome with 'genome'."))
    listed = content.get("tracks")
    tracks = [one for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []
    found += _unindexed(tracks) if effect == "kept" else ()
    files = Counter(one["url"] for one in tracks if isinstance(one.get("url"), str))
    if files and max(files.values()) > _MANY:
        text = f"igv.js loads a file once for each of its {max(files.values()):,} tracks; a browser runs out of memory."
        found.append(
            Notice("tracks.many", "assumed", "error", text, SESSION, "tracks", "Show fewer samples, or open it in IGV desktop.")
        )
    return found


def _unindexed(tracks: list[dict[str, Any]]) -> Iterator[Notice]:
    """An error for each CRAM file whose index igv.js is not told: the name of others' it guesses."""
    for one in tracks:
        if not isinstance(url := one.get("url"), str) or one.get("sourceType", "file") != "file":
            continue
        kind = infer(url, one.get("format") if isinstance(one.get("format"), str) else None)
        if kind is not None and kind.format == "cram" and "indexURL" not in one:
            text = "igv.js looks for no index of a CRAM file by itself, and says in a dialog that it can't open the track."
            yield Notice(
                "index.asked",
                "kept",
                "error",
                text,
                SESSION,
                "tracks",
                f"Name it: indexURL, usually {basename(url)}.crai.",
            )
