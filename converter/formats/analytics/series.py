"""Series and the tracks that they are drawn from: neutral tracks and their sources."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import UNSET

from converter.formats._consume import consume
from converter.formats._draft import Draft
from converter.formats.analytics import filters, mapping
from converter.formats.analytics.names import ID
from converter.formats.analytics.objects import empty
from converter.loss.ledger import SAMPLES, SESSION, Fate, Ledger, own
from converter.model import Part, Source, Track
from converter.resources.filetypes import infer

if TYPE_CHECKING:
    from collections.abc import Container

    from converter.formats import _json

_BELOW = ("look", "filters", "members", "parts")
VISIBLE = "visible"
"""Marks a series that is visible, though all views show others."""
ALONE = "track alone"
"""Marks a track that no series is drawn from: it is shown as it is."""


def file_type(source: Source) -> tuple[Any, Any]:
    """The format of a file, and the kind of track that it makes, as its name and its declared format tell."""
    found = infer(source.location, source.format or None) if isinstance(source.location, str) else None
    return (UNSET, UNSET) if found is None else (found.format, str(found.kind))


def known_format(source: Source) -> Any:
    """The format of a file in the model's word: the declared one, which may be one that nobody knows, else by its name."""
    if not isinstance(source.format, str):
        return file_type(source)[0]
    found = infer("", source.format)
    return source.format if found is None else found.format


class SeriesReader:
    """Reads the series of a document; what they are drawn from first, and thresholds of single series afterwards."""

    def __init__(self, ledger: Ledger, samples: Draft) -> None:
        self.ledger = ledger
        self.samples = samples
        self.sources: dict[str, Source] = {}
        self.order: list[str] = []
        self.visible: dict[str, bool] = {}
        """Whether a series is shown, by neutral id; members are not in it."""
        self.called: dict[str, str] = {}
        """Neutral ids by the ids of the document."""
        self.hidden: dict[str, dict[str, Fate]] = {}
        """Where the fates of series are that say that they are not visible, by neutral id."""
        self._files: dict[str, str] = {}
        self._unused: dict[str, str] = {}
        self._drafts: dict[str, Draft] = {}

    def read_tracks(self, node: _json.Node | None) -> None:
        """The data files along a genome."""
        for one in node.nodes() if node is not None else ():
            key = f"s{len(self.sources) + 1}"
            draft = Draft(("sources", key))
            facts = one.data
            consume(self.ledger, one, facts, mapping.TRACK, draft, "")
            if "format" in facts:
                draft.spelling["format"] = facts["format"]
            if "id" in facts:
                draft.spelling["id"] = facts["id"]
                self._files[facts["id"]] = key
            source = Source(**draft.values(ID))
            source.format = known_format(source)
            self.sources[key] = source
            self._unused[key] = one.path
            self.ledger.put(draft.owner, one.path, str(facts.get("id", facts.get("location"))))
        if node is not None:
            self.ledger.bind(node, mapping.NOTHING, SESSION)

    def read_list(self, node: _json.Node | None, *, only: bool) -> None:
        """The series; the filters of the only one are those of the session."""
        for one in node.nodes() if node is not None else ():
            key = self.series(one, only=only)
            self.order.append(key)
            self.visible[key] = one.data.get("visible", True)
        if node is not None:
            self.ledger.bind(node, mapping.NOTHING, SESSION)
        for key, place in self._unused.items():
            self._alone(key, place)

    def _alone(self, source: str, place: str) -> None:
        """A track that no series names."""
        key = f"t{len(self._drafts) + 1}"
        draft = self._drafts[key] = Draft(("tracks", key))
        draft.set("source", source)
        draft.spelling[ALONE] = True
        self.order.append(key)
        self.visible[key] = True
        self.ledger.put(draft.owner, f"{place}#", f"{self.ledger.objects['sources', source].called}#")

    def series(self, node: _json.Node, *, only: bool = False) -> str:
        """One series with its members; its neutral id."""
        key = f"t{len(self._drafts) + 1}"
        draft = self._drafts[key] = Draft(("tracks", key))
        facts = node.data
        rest = {name: value for name, value in facts.items() if name not in _BELOW}
        told: dict[str, Fate] = {name: empty(draft, name, facts[name]) for name in _BELOW if facts.get(name) in ([], {})}
        self._filters(node, draft, told, only=only)
        self._links(draft, facts, told)
        if facts.get("look"):
            consume(self.ledger, node.child("look"), facts["look"], mapping.LOOK, draft, "look/")
        if facts.get("parts"):
            self._parts(node.child("parts"), draft)
        if facts.get("members"):
            members = node.child("members")
            draft.set("members", [self.series(one) for one in members.nodes()])
            self.ledger.bind(members, mapping.NOTHING, draft.owner)
        table = mapping.FIRST_SERIES if only else mapping.SERIES
        fates = consume(self.ledger, node, rest, table, draft, "")
        fates.update(told)
        if facts.get("visible") is False:
            self.hidden[key] = fates
        self.ledger.put(draft.owner, node.path, str(facts.get("id", facts.get("name", ""))))
        return key

    def overrule(self, key: str) -> None:
        """A hidden series that no view would show if it were visible."""
        self.hidden[key]["visible"] = Fate("superseded", "by the series that views name")

    def _parts(self, node: _json.Node, draft: Draft) -> None:
        """Coverage, reads and junctions of an alignment, in their order; one that says no more is just `true`."""
        found, told = {}, {}
        for name, raw in node.data.items():
            if raw is True:
                found[name] = Part()
                told[name] = Fate("lists", ((draft.owner, f"parts.{name}"),))
                continue
            if not raw:
                told[name] = empty(draft, f"parts/{name}", raw)
                continue
            part = Draft(draft.owner, f"parts.{name}.")
            inner = node.child(name)
            for key, table in (("look", mapping.PART_LOOK), ("range", mapping.RANGE)):
                if raw.get(key):
                    consume(self.ledger, inner.child(key), raw[key], table, part, f"{key}/")
            rest = {key: value for key, value in raw.items() if key not in inner.deeper}
            consume(self.ledger, inner, rest, mapping.PART, part, "")
            found[name] = Part(**part.values(ID))
        self.ledger.bind(node, mapping.NOTHING, draft.owner, fates=told)
        if found:
            draft.set("parts", found)

    def _links(self, draft: Draft, facts: dict[str, Any], told: dict[str, Fate]) -> None:
        """What a series is called, where its data are, and whether it is shown."""
        if "id" in facts:
            draft.spelling["id"] = facts["id"]
            self.called[facts["id"]] = draft.owner[1]
        if "kind" in facts:
            draft.spelling["kind"] = facts["kind"]
        if "track" in facts:
            source = self._files[facts["track"]]
            draft.set("source", source)
            self._unused.pop(source, None)
            told["track"] = own("source")
        if "visible" in facts:
            draft.spelling["shown"] = facts["visible"]
            told["visible"] = own("shown")

    def _filters(self, node: _json.Node, draft: Draft, told: dict[str, Fate], *, only: bool) -> None:
        """Which measurements a series has; those of the only one are those of the session."""
        facts, holder = node.data, self.samples if only else draft
        if only:
            for name, word in mapping.ONLY_SERIES.words.items():
                if name in facts:
                    holder.set(word.field, facts[name])
                    told[name] = Fate("feeds", ((SAMPLES, word.field),))
            if any(name in facts for name in ("match", "flagged", "filters")):
                holder.spelling["place"] = "series"
        if facts.get("filters"):
            field = "filters" if only else "selection.filters"
            conditions = filters.Reader(self.ledger, holder.owner, f"{field}.", facts.get("match"), holder.ignored)
            conditions.read(node.child("filters"), mapping.NOTHING, "filters").keep(holder, field)

    def threshold(self, node: _json.Node) -> bool:
        """A threshold of one series is the range of its values; False for any other."""
        facts = node.data
        if "series" not in facts:
            return False
        draft = self._drafts[self.called[facts["series"]]]
        told = consume(self.ledger, node, facts, mapping.THRESHOLD_OF_SERIES, draft, "threshold/")
        said = (mapping.THRESHOLD_OF_SERIES.words[name].field for name in facts if name in mapping.THRESHOLD_OF_SERIES.words)
        fields = tuple(said)
        told["series"] = own(*fields) if fields else Fate("structural", "series")
        if "id" in facts:
            draft.spelling["threshold"] = facts["id"]
        return True

    def built(self, shown: Container[str]) -> dict[str, Track]:
        """The tracks, whose kinds follow from their files where nothing else is said; `shown`: those that a view shows."""
        for key, visible in self.visible.items():
            if visible and key not in shown:
                self._drafts[key].spelling[VISIBLE] = True
        tracks = {key: Track(**draft.values(ID)) for key, draft in self._drafts.items()}
        for track in tracks.values():
            if track.kind is UNSET:
                track.kind = derived_kind(track, self.sources)
        return tracks

    def along_genome(self, key: str) -> bool:
        """Whether a series, or a member of it, is drawn from a track."""
        draft = self._drafts[key]
        members = draft.get("members")
        return draft.get("source") is not UNSET or (members is not UNSET and any(map(self.along_genome, members)))


def derived_kind(track: Track, sources: dict[str, Source]) -> Any:
    """The kind of a track that says none: what its file holds, an overlay of its members, or else a series."""
    if isinstance(track.members, list):
        return "overlay"
    return file_type(sources[track.source])[1] if isinstance(track.source, str) and track.source in sources else "series"
