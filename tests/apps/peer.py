"""How much of IGV desktop sessions comes through to igv.js: by its own XML reader, and by us. `python -m tests.apps.peer`."""

from __future__ import annotations

import gzip
import json
import sys
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

import converter
from tests.apps.compare import compare
from tests.apps.documents import outside, written
from tests.apps.judges import missing
from tests.contract.samples import Sample, accepted

if TYPE_CHECKING:
    from converter.model import Session
    from tests.apps.igvjs.browser import Igvjs


class Through(NamedTuple):
    """How many values of the source, and how many of its tracks, are said alike in what was made of it."""

    values: int
    tracks: int


def through(said: Session, made: Session) -> tuple[Through, Through]:
    """What comes through, and what there was."""
    found = compare(said, made)
    lost = Counter(one.field for one in found.differences)
    whole = Through(found.compared.total(), found.compared["tracks/"])
    return Through(whole.values - lost.total(), whole.tracks - lost["tracks/"]), whole


def theirs(judge: Igvjs, sample: Sample) -> Session | None:
    """What igv.js' own reader makes of a session; None where it fails."""
    data = gzip.decompress(sample.data) if sample.data.startswith(b"\x1f\x8b") else sample.data
    judge.standins.pages["/session.xml"] = (data, "text/xml")
    try:
        made = judge.call("convert", {"url": f"{judge.standins.address}/session.xml"})
        return converter.read(json.dumps(made).encode(), "igvjson").session
    except (RuntimeError, converter.ConverterError):
        return None


def main() -> None:
    """Print both, or why there is nothing to print."""
    if why := missing("igvjs"):
        sys.stdout.write(f"The reader of igv.js is not there to compare with: it needs {why}\n")
        return
    from tests.apps.igvjs.browser import Igvjs  # noqa: PLC0415 - where it is installed
    from tests.apps.standins.server import Standins  # noqa: PLC0415

    total: Counter[str] = Counter()
    with Standins() as standins, Igvjs(standins) as judge:
        judge.fresh("/igvjs.html")
        for sample in (*accepted("igvxml"), *outside("igvxml")):
            ours = written(sample, "igvjson")
            if ours is None:
                continue
            said = converter.read(sample.data, "igvxml", sample.name).session
            peer = theirs(judge, sample)
            for name, made in (("igv.js", peer), ("session-converter", ours.said)):
                there = through(said, made)[0] if made is not None else Through(0, 0)
                total += Counter(
                    {f"{name} values": there.values, f"{name} tracks": there.tracks, f"{name} files": made is not None}
                )
            _, whole = through(said, said)
            total += Counter({"values": whole.values, "tracks": whole.tracks, "files": 1})
    sys.stdout.write(f"IGV desktop XML for igv.js, {total['files']} files:\n")
    for name in ("igv.js", "session-converter"):
        shares = (f"{what} {total[f'{name} {what}']} of {total[what]}" for what in ("files", "tracks", "values"))
        sys.stdout.write(f"  by {name}: {', '.join(shares)}\n")


if __name__ == "__main__":
    main()
