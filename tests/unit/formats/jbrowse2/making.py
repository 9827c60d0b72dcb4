"""Neutral sessions to write for JBrowse 2."""

from __future__ import annotations

from converter.model import Genome, Session, Source, Track, View

BW = Source(location="https://x.org/a.bw", format="bigwig")
BAM_FILE = Source(location="https://x.org/a.bam", format="bam")


def session(*tracks: Track, source: Source = BW, view: bool = True) -> Session:
    """A session that shows tracks of one file."""
    keys = [f"t{number}" for number in range(1, len(tracks) + 1)]
    views = {"v1": View(tracks=keys)} if view else {}
    return Session(
        genome=Genome(id="hg38"),
        tracks=dict(zip(keys, tracks, strict=True)),
        track_order=keys,
        sources={"s1": source},
        source_order=["s1"],
        views=views,
        view_order=list(views),
    )
