"""A configuration of JBrowse 1 to a neutral session: its tracks are the catalogue, and what it names as default is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import UNSET

from converter.errors import RefusedError
from converter.formats._draft import Draft
from converter.formats.jbrowse1 import mapping
from converter.formats.jbrowse1.conf import taken_apart
from converter.formats.jbrowse1.document import Group, aside, flat, opened
from converter.formats.jbrowse1.includes import Includes
from converter.formats.jbrowse1.shape import ID, refuse_others
from converter.formats.jbrowse1.templates import Templates
from converter.formats.jbrowse1.tracks import TrackReader
from converter.formats.jbrowse1.whole import Whole
from converter.limits import check
from converter.loss.ledger import SESSION, Fate, Notice
from converter.loss.walk import escape
from converter.model import Session
from converter.resources.location import folder

if TYPE_CHECKING:
    from collections.abc import Iterator

    from converter.formats.base import Job
    from converter.formats.jbrowse1.conf import Spot
    from converter.formats.jbrowse1.document import Document
    from converter.formats.jbrowse1.includes import Included
    from converter.loss.ledger import Ledger

_COLLECTIONS = ("tracks", "stores")
_NOT_MERGED = ("tracks", "include", "baseUrl")
"""What an included file says of itself alone."""


def read(data: bytes, ledger: Ledger, job: Job) -> Session:
    """The neutral session of a configuration. Raises `ConverterError` for what is malformed, circular or no track list."""
    document = opened(data, job)
    if not isinstance(document.root, dict):
        raise RefusedError(
            "format.mismatch",
            "The JSON is no object; a configuration of JBrowse 1 is one.",
            hint="Send the trackList.json or tracks.conf.",
        )
    refuse_others(document.root)
    ledger.total = document.count(job.limits)
    return _Reader(document, ledger, job).run()


class _Reader:
    """The reading of one document."""

    def __init__(self, document: Document, ledger: Ledger, job: Job) -> None:
        self.document = document
        self.root = document.root
        self.ledger = ledger
        self.job = job
        self.spots = _by_object(document)
        self.includes = Includes(self.root, job)
        ledger.config_taken = self.includes.companions.mine
        effective = dict(self.root)
        for included in self.includes.found:
            effective |= {name: value for name, value in included.root.items() if name not in _NOT_MERGED}
        self.reader = TrackReader(ledger, Templates(effective))
        self.stores = {str(steps[-1]): self.group(steps, held) for steps, held in _listed("stores", self.root)}

    def run(self) -> Session:
        """The whole session."""
        self.tracks()
        session = Session(forms={ID: {"form": "json" if self.document.tree is None else "conf"}})
        draft = Draft(SESSION)
        whole = Whole(self.whole(), self.reader, draft, self.ledger)
        whole.read(session)
        for store in self.stores.values():
            if store.path not in self.reader.stores:
                whole.unused(store)
        self.asides(draft)
        reader = self.reader
        session.tracks, session.track_order = reader.tracks, reader.order
        session.sources, session.source_order = reader.files.sources.held, list(reader.files.sources.held)
        for field, value in draft.values(ID).items():
            setattr(session, field, value)
        self.notices()
        return session

    # ---- the objects of the document

    def group(self, steps: tuple[str, ...], held: dict[str, Any]) -> Group:
        """The facts of an object of the document. A track of an object of tracks has its key for a label."""
        group = Group(steps, held, None if self.spots is None else self.spots.get(steps[:2], []))
        if self.document.bare:
            group.stand_alone()
        if steps[0] == "tracks" and len(steps) > 1 and isinstance(self.root["tracks"], dict) and "label" not in group.own:
            group.inherited["label"] = steps[1]
        return group

    def whole(self) -> Group:
        """The facts of the document that belong to no track and no store."""
        held = {name: value for name, value in self.root.items() if name not in _COLLECTIONS}
        taken = {steps for name in _COLLECTIONS for steps, _ in _listed(name, self.root)}
        rest = dict(_left(self.root, taken))
        spots = None
        if self.document.tree is not None:
            spots = [spot for spot in _spots(self.document) if spot.steps[:2] not in taken and spot.steps[:1] not in taken]
        group = Group((), held, spots, rest)
        if self.document.bare:
            group.stand_alone()
        for included in self.includes.found:
            group.more |= dict(flat({name: one for name, one in included.root.items() if name not in _NOT_MERGED}))
        return group

    def tracks(self) -> None:
        """All tracks, those of included files behind those of the document; what both say is one."""
        groups = [self.group(steps, held) for steps, held in _listed("tracks", self.root)]
        by_label = {str(group.facts.get("label")): group for group in groups}
        for included in self.includes.found:
            for facts in _included(included):
                label = str(facts.get("label"))
                if label not in by_label:
                    by_label[label] = Group((), {})
                    groups.append(by_label[label])
                by_label[label].more |= facts
        check("tracks", len(groups), self.job.limits)
        base = self.root.get("baseUrl")
        for group in groups:
            if isinstance(base, str) and base:
                group.inherited["baseUrl"] = base if base.endswith("/") else f"{base}/"
            self.reader.read(group, self.stores.get(str(group.facts.get("store"))))

    def asides(self, draft: Draft) -> None:
        """Values of the text form that the document does not hold."""
        if self.document.tree is None:
            return
        for spot in self.document.tree.beaten:
            aside(self.ledger, mapping.NOTHING, SESSION, spot, Fate("superseded", "said twice"))
        for spot in self.document.tree.lost:
            name = ".".join(spot.steps)
            draft.ignored[name] = spot.value
            aside(self.ledger, mapping.NOTHING, SESSION, spot, Fate("ignored", name, "source.invalid"))

    # ---- what to tell

    def notices(self) -> None:
        """Files that were not sent, functions that nobody else runs, lines that say nothing."""
        for location in self.includes.missing:
            text = f"The configuration includes {location!r}, which was not sent; what it says is missing."
            hint = "Send it with the option 'config'; several of them in a zip, or as an object {name: text}."
            self.ledger.notice(Notice("include.missing", "assumed", "error", text, SESSION, "", hint, original=location))
        if self.reader.functions:
            text = "The configuration holds JavaScript, which JBrowse 1 runs in the reader's browser; it is kept as text."
            self.ledger.notice(Notice("executes.callback", "assumed", "warning", text))
        for line in self.document.skipped:
            text = f"Line {line} says nothing: it neither sets a value nor goes on with one, so that JBrowse 1 skips it."
            hint = "Lines that go on with a value begin with a blank; no empty line or comment may stand between them."
            self.ledger.notice(Notice("line.skipped", "assumed", "warning", text, hint=hint, original=line))


def _spots(document: Document) -> Iterator[Spot]:
    """The values of the text form, those of tracks in an array one by one."""
    for spot in document.tree.spots if document.tree is not None else ():
        yield from taken_apart(spot, lists=True) if spot.steps == ("tracks",) else (spot,)


def _by_object(document: Document) -> dict[tuple[str, ...], list[Spot]] | None:
    """The values of the text form by the object that they belong to; None for JSON."""
    found: dict[tuple[str, ...], list[Spot]] = {}
    for spot in _spots(document):
        found.setdefault(spot.steps[:2], []).append(spot)
        if len(spot.steps) > 1:
            found.setdefault(spot.steps[:1], []).append(spot)
    return None if document.tree is None else found


def _listed(name: str, root: dict[str, Any]) -> Iterator[tuple[tuple[str, ...], dict[str, Any]]]:
    """The objects of a list or of an object, with the way to each; tracks may be a single one (`regularize_conf`)."""
    held = root.get(name)
    if name == "tracks" and isinstance(held, dict) and isinstance(held.get("label"), str):
        yield (name,), held
        return
    yield from (((name, key), one) for key, one in _items(name, held) if isinstance(one, dict) and one)


def _left(root: dict[str, Any], taken: set[tuple[str, ...]]) -> Iterator[tuple[str, Any]]:
    """What stands among tracks and stores and is none, by the way to it."""
    for name in _COLLECTIONS:
        held = root.get(name, UNSET)
        if held is UNSET or (name,) in taken:
            continue
        items = list(_items(name, held))
        if not items:
            yield name, held
        yield from ((f"{name}/{escape(key)}", one) for key, one in items if (name, key) not in taken)


def _items(name: str, held: Any) -> Iterator[tuple[str, Any]]:
    """The items of a list of tracks, or of an object, by their keys."""
    if isinstance(held, list) and name == "tracks":
        yield from ((str(index), one) for index, one in enumerate(held))
    elif isinstance(held, dict):
        yield from held.items()


def _included(included: Included) -> Iterator[dict[str, Any]]:
    """The facts of the tracks of an included file, whose locations hang from where it lies."""
    base = included.root.get("baseUrl")
    if not isinstance(base, str):
        base = f"{folder(included.location)}/" if "/" in included.location else ""
    for steps, held in _listed("tracks", included.root):
        label = {"label": steps[1]} if len(steps) > 1 and isinstance(included.root["tracks"], dict) else {}
        yield {"baseUrl": base, **label, **Group((), held).facts}
