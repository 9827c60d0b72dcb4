"""A format that loses what a test tells it to, so that every effect can be had."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
from lxml import etree

import converter
from converter.formats import _json
from converter.formats.base import Format, Job, Written
from converter.loss.announce import Cannot
from converter.loss.ledger import Notice, Put
from converter.loss.walk import escape
from converter.model import Display, Genome, Interval, Session, Source, Track, View
from converter.model.codec import to_plain, typed
from converter.model.refs import COLLECTIONS
from converter.registry import FORMATS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import pytest

    from converter.loss.ledger import Ledger

XML = (
    b'<Session genome="hg19"><Resources><Resource path="x.seg"/><Resource path="b.bw" name="N"/></Resources>'
    b"<Panel>%s</Panel></Session>"
)
"""A session with two files; tracks are to be filled in."""
CANNOT = {"tracks/display.color": Cannot("Toys are grey.", "Paint it."), "tracks/": Cannot("Toys have no such track.")}


def _read(data: bytes, ledger: Ledger, job: Job) -> Session:
    del job
    root = _json.decode(data)
    session = typed(root["toy"])
    for collection in COLLECTIONS:
        for key in getattr(session, collection):
            ledger.put((collection, key), f"/toy/{collection}/{escape(key)}", key)
    return session


def _embed(written: Written, text: str) -> None:
    written.content["carried"] = text


def install(
    monkeypatch: pytest.MonkeyPatch,
    lose: Callable[[Session], object],
    *,
    cannot: Mapping[str, Cannot] = CANNOT,
    notices: list[Notice] | None = None,
    writes: bool = True,
) -> None:
    """Make `toy` a format; `lose` changes the session that it is about to say."""

    def write(session: Session, job: Job) -> Written:
        del job
        said = typed(to_plain(session))
        lose(said)
        placed = {(name, key): Put(f"/toy/{name}/{escape(key)}", key) for name in COLLECTIONS for key in getattr(session, name)}
        content = {"toy": to_plain(said)}
        return Written(content=content, placed=placed, notices=notices or [])

    toy = Format(
        id="toy",
        title="Toys",
        media_type="application/json",
        extension=".toy",
        content=("xml",),
        recognise=lambda _: None,
        read=_read,
        write=write,
        encode=lambda written: _json.encode(written.content),
        embed=_embed,
        announce=lambda: cannot,
        shapes=("box", "bag"),
        writes=writes,
    )
    monkeypatch.setitem(FORMATS, "toy", toy)


def whole() -> Session:
    """Two shown tracks and a hidden one."""
    return Session(
        genome=Genome(id="hg19"),
        sources={"s1": Source(location="a.bw"), "s2": Source(location="b.bw")},
        source_order=["s1", "s2"],
        tracks={
            "t1": Track(name="A", source="s1", display=Display(color="#112233", mode="full")),
            "t2": Track(name="B", source="s2", display=Display(color="#112233")),
            "t3": Track(name="H", display=Display(color="#445566")),
        },
        track_order=["t1", "t2", "t3"],
        views={"v1": View(tracks=["t1", "t2"], loci=[Interval(chrom="chr1", start=0, end=9)])},
        view_order=["v1"],
    )


def nothing(session: Session) -> None:
    """Loses nothing."""
    del session


def lose_track(session: Session) -> None:
    """Loses the first track."""
    del session.tracks["t1"]
    session.track_order.remove("t1")
    session.views["v1"].tracks.remove("t1")


def plain(session: Session) -> bytes:
    """The session as a neutral document."""
    return _json.encode(to_plain(session))


class Told:
    """A conversion, and what its report says of every fact; the counts add up, and the report is of its schema."""

    def __init__(self, data: bytes, to: str = "toy", **options: Any) -> None:
        self.done = converter.convert(data, to=to, options=options, ledger=True)
        self.report = self.done.report.to_dict()
        self.counts = self.report["counts"]
        facts = count(data)
        assert self.report["source"]["facts"] == facts
        assert sum(number for effect, number in self.counts.items() if effect != "assumed") == facts
        self.entries: list[dict[str, Any]] = [*self.report["entries"], *self.report["ledger"]]
        self.said: dict[str, dict[str, Any]] = {}
        for entry in self.entries:
            for place in entry.get("places", [entry["source"]["path"]] if entry["source"] else []):
                if entry["facts"]:
                    assert place not in self.said
                    self.said[place] = entry

    def effect(self, place: str) -> str:
        """What became of a fact."""
        return str(self.said[place]["effect"]) if place in self.said else "kept"

    def entry(self, **wanted: Any) -> dict[str, Any]:
        """The one entry with these values."""
        (found,) = [one for one in self.entries if all(one[name] == value for name, value in wanted.items())]
        return found


def count(data: bytes) -> int:
    """How many facts a document holds, counted in another way than our readers do."""
    if data[:1] == b"<":
        tree = etree.fromstring(data)
        return sum(len(one.attrib) + bool((one.text or "").strip()) for one in tree.iter("*"))

    def below(value: Any) -> int:
        parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
        return sum(map(below, parts)) or 1

    return below(msgspec.json.decode(data))
