"""Synthetic IGV sessions of any size, shaped like those that people save; the same for the same seed."""

from __future__ import annotations

from random import Random
from typing import NamedTuple
from xml.sax.saxutils import quoteattr

SEED = 20_240_601
FACTS_PER_TRACK = 23
FACTS_AROUND = 5
"""Facts of a session that belong to no track: three of the root, one of each of two panels."""

_CELLS = ("A549", "HepG2", "K562", "HMEC", "NHEK", "HSMMtube", "GM12878", "H1-hESC")
_MARKS = ("H3K27ac", "H3K27me3", "H3K4me1", "H3K4me3", "CTCF", "EZH2_(39875)", "Control", "Pol2")
_COLORS = ("0,0,178", "178,0,0", "0,150,0", "100,100,100")
_WINDOWS = ("mean", "max", "min", "median")


class _Signal(NamedTuple):
    """What one track shows."""

    name: str
    url: str
    color: str
    maximum: float
    height: int
    window: str


def session_xml(tracks: int, seed: int = SEED) -> bytes:
    """A session of that many bigWig tracks: for each a Resource (3 facts), a Track (14) and its DataRange (6)."""
    random = Random(seed)  # noqa: S311 - not for secrets
    signals = [_signal(number, random) for number in range(tracks)]
    lines = [
        '<?xml version="1.0" encoding="UTF-8" standalone="no"?>',
        '<Session genome="hg19" locus="chr11:1-135006516" version="8">',
        "    <Resources>",
        *(_resource(one) for one in signals),
        "    </Resources>",
        '    <Panel name="DataPanel">',
        *(_track(one) for one in signals),
        "    </Panel>",
        '    <Panel name="FeaturePanel"/>',
        "</Session>",
    ]
    return "\n".join(lines).encode()


def _signal(number: int, random: Random) -> _Signal:
    cell, mark = random.choice(_CELLS), random.choice(_MARKS)
    path = f"https://data.example.org/hg19/histone/{cell}{mark}Sig{number}.bigWig"
    return _Signal(
        name=f"{cell} {mark} ChIP-seq signal, replicate {number}",
        url=f"{path}?user={random.randrange(10**6)}&part={random.randrange(10**6)}",
        color=random.choice(_COLORS),
        maximum=round(random.uniform(1, 300), 5),
        height=random.choice((40, 60, 100)),
        window=random.choice(_WINDOWS),
    )


def _resource(one: _Signal) -> str:
    return f'        <Resource name={quoteattr(one.name)} path={quoteattr(one.url)} type="bigwig"/>'


def _track(one: _Signal) -> str:
    return (
        f'        <Track altColor="0,0,178" attributeKey={quoteattr(one.name)} autoScale="false" autoscaleGroup="1"'
        f' clazz="org.broad.igv.track.DataSourceTrack" color="{one.color}" displayMode="COLLAPSED" fontSize="10"'
        f' height="{one.height}" id={quoteattr(one.url)} name={quoteattr(one.name)} renderer="BAR_CHART" visible="true"'
        f' windowFunction="{one.window}">\n'
        f'            <DataRange baseline="0.0" drawBaseline="true" flipAxis="false" maximum="{one.maximum}" minimum="0.0"'
        ' type="LINEAR"/>\n'
        "        </Track>"
    )
