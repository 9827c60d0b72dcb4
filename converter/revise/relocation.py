"""Rewriting where a session's data lie: every place that holds a location, also in what only one format says."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Protocol

import msgspec
from msgspec import UNSET

from converter.loss.ledger import Notice
from converter.model.refs import SINGLE
from converter.resources.filetypes import infer
from converter.resources.location import is_relative

if TYPE_CHECKING:
    from converter.model import Session, Source, Track

_GENOME = (
    *("fasta", "fasta_index", "fasta_gzi", "two_bit", "two_bit_bpt", "genbank", "chrom_sizes", "cytobands", "cytobands_bb"),
    *("chrom_aliases", "chrom_aliases_bb", "definition"),
)
_PLACES = {"sources": ("location", "index", "coverage", "mapping"), "tracks": (), "genomes": _GENOME}
_LINKS = {
    "sources": ("feature_url", "info_url", "server"),
    "tracks": ("info_url", "metadata"),
    "genomes": ("info_url", "hubs"),
    "analytics": ("project_url", "link"),
}
"""Addresses that a rule may begin, but that are no files beside the session."""
_IN_TRACK_LINE = re.compile(r"(?<==)(\"?)([^\s\"]+)")


class Relocator(Protocol):
    """What says where a location has moved to; `converter.resources.rewrite.Rewriter` is one."""

    @property
    def unused(self) -> list[tuple[str, str]]:
        """The rules that have replaced nothing so far."""

    @property
    def outdone(self) -> frozenset[str]:
        """The prefixes that matched a location which a longer one replaced."""

    def apply(self, text: str) -> str:
        """The new location for one."""

    def replace(self, text: str) -> str:
        """A text that may begin with a location, with the new one in its place."""


def relocated(session: Session, rewriter: Relocator, notices: list[Notice]) -> Session:
    """The session with its locations as the rewriter wants them; a rule without a match is noticed."""
    return _Relocation(rewriter).session(session, notices)


class _Relocation:
    """One pass over a session."""

    def __init__(self, rewriter: Relocator) -> None:
        self.rewriter = rewriter
        self.kinds: dict[str, tuple[Any, Any]] = {}
        """By source whose type is another now, the kind of track that it was and the one that it is."""

    def session(self, session: Session, notices: list[Notice]) -> Session:
        """Every object of the session."""
        changes: dict[str, Any] = {"sources": {key: self.source(key, one) for key, one in session.sources.items()}}
        changes["tracks"] = {key: self.track(one) for key, one in session.tracks.items()}
        changes["genomes"] = {key: self.moved(one, "genomes") for key, one in session.genomes.items()}
        for name in ("regions", "region_sets", "views", "thresholds"):
            changes[name] = {key: self.moved(one, name) for key, one in getattr(session, name).items()}
        for name in SINGLE:
            held = getattr(session, name)
            changes[name] = held if held is UNSET else self.moved(held, "genomes" if name == "genome" else name)
        found: Session = self.moved(msgspec.structs.replace(session, **changes), "session")
        for old, new in self.rewriter.unused:
            text = f"No location begins with {old!r}; nothing became {new!r}."
            if old in self.rewriter.outdone:
                text = f"Longer rules replaced all that begins with {old!r}; nothing became {new!r}."
            notices.append(Notice("option.unused", "assumed", "info", text))
        return found

    def source(self, key: str, source: Source) -> Source:
        """A file; where its new name tells another type than the old one told, it is of that type."""
        line = source.track_line
        moved: Source = self.moved(source, "sources")
        if isinstance(line, str):
            told = _IN_TRACK_LINE.sub(lambda match: f"{match[1]}{self.rewriter.replace(match[2])}", line)
            moved = moved if told == line else msgspec.structs.replace(moved, track_line=told)
        if moved.location == source.location or not isinstance(source.location, str) or not isinstance(moved.location, str):
            return moved
        was, now = infer(source.location), infer(moved.location)
        if was is None or now is None or was.format != source.format or now.format == was.format:
            return moved
        self.kinds[key] = was.kind, now.kind
        return msgspec.structs.replace(moved, format=now.format)

    def track(self, track: Track) -> Track:
        """A track; its identifier is a location only where it looks like one (`BEDTools Remove/Subtract` of no file does not)."""
        moved: Track = self.moved(track, "tracks")
        changes: dict[str, Any] = {}
        if isinstance(track.key, str) and "/" in track.key and (track.source is not UNSET or not is_relative(track.key)):
            changes["key"] = self.rewriter.apply(track.key)
        was, now = self.kinds.get(str(track.source), (UNSET, UNSET))
        if was is not UNSET and track.kind == was:
            changes["kind"] = now
        analysis = track.analysis
        if analysis is not UNSET and isinstance(analysis.operands, list):
            told = [self.rewriter.replace(one) for one in analysis.operands]
            changes["analysis"] = analysis if told == analysis.operands else msgspec.structs.replace(analysis, operands=told)
        changed = {field: value for field, value in changes.items() if value != getattr(track, field)}
        return msgspec.structs.replace(moved, **changed) if changed else moved

    def moved(self, one: Any, collection: str) -> Any:
        """An object with its locations, addresses and extras; itself where none changes."""
        changes: dict[str, Any] = {}
        for field in _PLACES.get(collection, ()):
            if isinstance(held := getattr(one, field), str):
                changes[field] = self.rewriter.apply(held)
        for field in _LINKS.get(collection, ()):
            changes[field] = self.value(getattr(one, field))
        changes["extras"] = {name: self.extras(held) for name, held in one.extras.items()}
        for field in ("parts", "panels"):
            if isinstance(held := getattr(one, field, None), dict):
                changes[field] = {name: self.moved(part, field) for name, part in held.items()}
        changed = {field: value for field, value in changes.items() if value != getattr(one, field)}
        return msgspec.structs.replace(one, **changed) if changed else one

    def extras(self, extras: Any) -> Any:
        """What one format says beyond the model's words."""
        return msgspec.structs.replace(extras, native=self.value(extras.native), ignored=self.value(extras.ignored))

    def value(self, value: Any) -> Any:
        """Texts that a rule begins; relative ones are left, since not every text is a location."""
        if isinstance(value, dict):
            return {key: self.value(part) for key, part in value.items()}
        if isinstance(value, list):
            return [self.value(part) for part in value]
        return self.rewriter.replace(value) if isinstance(value, str) else value
