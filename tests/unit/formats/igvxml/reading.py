"""Reading and writing IGV session XML in tests."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lxml import etree

from converter.formats.base import Job
from converter.formats.igvxml.reader import read
from converter.formats.igvxml.writer import encode, write
from converter.loss.ledger import Ledger
from converter.model import Session, Source, Track
from converter.options import ConvertOptions

if TYPE_CHECKING:
    from converter.loss.ledger import Fate


class Read:
    """What reading a document gave; every fact of it is bound exactly once."""

    def __init__(self, text: str) -> None:
        self.ledger = Ledger()
        self.session: Session = read(text.encode(), self.ledger, Job(ConvertOptions()))
        assert self.ledger.accounted == self.ledger.total

    def fate(self, path: str) -> Fate | None:
        """The fate of the fact at a path, None for one that its table answers for."""
        for bound in self.ledger.bound:
            for name in bound.node.names():
                if bound.node.place(name) == path:
                    return bound.fates.get(name)
        raise AssertionError(path)

    def track(self, key: str = "t1") -> Track:
        """A track."""
        return self.session.tracks[key]


def session(inside: str = "", attributes: str = "") -> Read:
    """The session of a root element with what is inside."""
    return Read(f'<Session version="8" {attributes}>{inside}</Session>')


def panel(inside: str, resources: str = "") -> Read:
    """A session with one panel."""
    return session(f"<Resources>{resources}</Resources><Panel>{inside}</Panel>")


def written(session: Session, *, carry: bool = True, returning: bool = False) -> Any:
    """The root element of a session as it is written; `returning`: back from another format."""
    job = Job(ConvertOptions(carry=carry), returning=returning)
    made = write(session, job)
    return etree.fromstring(encode(made))


def again(session: Session) -> Session:
    """A session written, as one that comes back from another format, and read back."""
    return Read(etree.tostring(written(session, returning=True)).decode()).session


def one_file(track: Track, source: Source | None = None, **tracks: Track) -> Session:
    """A session of another format with one file and its track `t1`; further tracks are members or operands."""
    sources = {"s1": source} if source else {}
    return Session(sources=sources, source_order=list(sources), tracks={"t1": track, **tracks}, track_order=["t1"])


def first(made: Session, *, returning: bool = False) -> Any:
    """The first Track element that is written."""
    return next(written(made, returning=returning).iter("Track"))


def codes(made: Session, *, returning: bool = False) -> list[str]:
    """The codes of what the writer says; `returning`: of a session that comes back from another format."""
    return [one.code for one in write(made, Job(ConvertOptions(), returning=returning)).notices]
