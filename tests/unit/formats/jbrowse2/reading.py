"""Reading and writing JBrowse 2 documents in tests."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from converter.formats.base import Job
from converter.formats.jbrowse2.reader import read
from converter.formats.jbrowse2.writer import encode, write
from converter.loss.ledger import Ledger
from converter.model import Source, Track
from converter.options import ConvertOptions
from tests.unit.formats.jbrowse2.making import BW, session

if TYPE_CHECKING:
    from converter.loss.ledger import Fed
    from converter.model import Extras, Session

BIG_WIG = {"type": "BigWigAdapter", "bigWigLocation": {"uri": "https://x.org/a.bw", "locationType": "UriLocation"}}
BAM = {"type": "BamAdapter", "bamLocation": {"uri": "https://x.org/a.bam", "locationType": "UriLocation"}}


class Read:
    """What reading a document gave; every fact of it is bound exactly once."""

    def __init__(self, root: Any, **options: Any) -> None:
        self.ledger = Ledger()
        self.session: Session = read(json.dumps(root).encode(), self.ledger, Job(ConvertOptions(**options)))
        assert self.ledger.accounted == self.ledger.total

    def says(self, path: str) -> Any:
        """What became of the fact at a path: its kind with the fields it feeds, or with the key or reason."""
        for bound in self.ledger.bound:
            for name in bound.node.names():
                if bound.node.place(name) == path:
                    fate = bound.fates.get(name)
                    if fate is None:
                        return "feeds", *_fields([(bound.owner, bound.prefix + field) for field in bound.words.fields_of(name)])
                    return (fate.kind, *_fields(fate.detail)) if fate.kind == "feeds" else (fate.kind, fate.detail)
        raise AssertionError(path)

    def track(self, key: str = "t1") -> Any:
        """A track."""
        return self.session.tracks[key]

    def extras(self, key: str = "t1") -> Extras:
        """What JBrowse says of a track beyond the model's words."""
        return self.session.tracks[key].extras["jbrowse2"]


def _fields(detail: list[Fed]) -> list[str]:
    return list(dict.fromkeys(f"{owner[1] or owner[0]}.{field}" for owner, field, *_ in detail))


def track(track_type: str = "QuantitativeTrack", adapter: Any = None, **more: Any) -> dict[str, Any]:
    """The configuration of a track."""
    held = {"type": track_type, "trackId": "a", "name": "A", "assemblyNames": ["hg38"], "adapter": adapter or BIG_WIG}
    return {name: value for name, value in {**held, **more}.items() if value is not None}


def display(display_type: str, **slots: Any) -> dict[str, Any]:
    """The configuration of a display."""
    return {"type": display_type, "displayId": f"a-{display_type}", **slots}


def config(*tracks: Any, views: Any = (), **more: Any) -> Read:
    """A config with tracks and views."""
    session = {"defaultSession": {"name": "S", "views": list(views)}} if views else {}
    return Read({"assemblies": [{"name": "hg38", "sequence": {}}], "tracks": list(tracks), **session, **more})


def shown(*displays: dict[str, Any], track_id: Any = "a", track_type: str = "QuantitativeTrack", **more: Any) -> dict[str, Any]:
    """A linear view with one track."""
    held = {"type": track_type, "configuration": track_id, **({"displays": list(displays)} if displays else {}), **more}
    return {"id": "v", "type": "LinearGenomeView", "tracks": [held]}


def written(session: Session, **options: Any) -> Any:
    """The document of a session."""
    return json.loads(encode(write(session, Job(ConvertOptions(**options)))))


def look(source: Source = BW, *, view: bool = True, **fields: Any) -> Any:
    """The configuration of the display of a track."""
    made = written(session(Track(name="A", source="s1", **fields), source=source, view=view))
    return {key: value for key, value in made["tracks"][0]["displays"][0].items() if key != "displayId"}


def state(source: Source, **fields: Any) -> Any:
    """The display of a track in a view."""
    made = written(session(Track(name="A", source="s1", **fields), source=source))
    return made["defaultSession"]["views"][0]["tracks"][0]["displays"][0]
