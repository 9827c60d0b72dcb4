"""Which data file a Track belongs to: ids and Resource paths, in all the ways that IGV has joined them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec import UNSET, UnsetType

from converter.formats._consume import consume
from converter.formats._draft import Draft
from converter.formats.igvxml import names
from converter.formats.igvxml.aside import blanks
from converter.formats.igvxml.mapping import RESOURCE
from converter.loss.ledger import Fate, Owner, own
from converter.model import Extras, Source
from converter.resources.filetypes import FileType, infer, is_other_name, named
from converter.resources.location import basename

if TYPE_CHECKING:
    from converter.formats._xml import Node
    from converter.loss.ledger import Ledger

ID = "igvxml"
_FORMAT = own("format")
_OTHER_NAME = "format.respelled"
_ANY = "local"
"""What old IGV wrote for the type of a file on the machine, and no IGV heeds."""
_BY_TRACK = Fate("superseded", "by the name of its Track")
_NAMES = RESOURCE.names_of("name")


class Match(NamedTuple):
    """What a Track id names: a source, and which part or sample of it; `exact` when nothing else is in the id."""

    source: str
    part: str | None = None
    sample: str | None = None


def is_file(node: Node) -> bool:
    """Whether an element is a Resource (or legacy DataFile, whose path is its name) that says where its file is.

    IGV loads nothing else.
    """
    tag = node.tag.lower()
    return tag in names.RESOURCE_ITEMS and bool(node.attrib.get("path") or (tag == "datafile" and node.attrib.get("name")))


def path_of(node: Node) -> str:
    """Where the file of a Resource (or legacy DataFile) is."""
    legacy = "path" not in node.attrib and node.tag.lower() == "datafile"
    return node.attrib.get("name" if legacy else "path", "")


class Resources:
    """The data files of a session, `s1 …` in document order, and the lookup of Track ids among them."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.sources: dict[str, Source] = {}
        self.kinds: dict[str, str] = {}
        self.by_path: dict[str, str] = {}
        self._by_base: dict[str, str] | None = None
        self.used: set[str] = set()
        self.fates: dict[str, dict[str, Fate]] = {}
        self.named: dict[str, list[str]] = {}

    def add(self, node: Node) -> None:
        """One Resource (or legacy DataFile, whose path is its name)."""
        facts = node.attrib
        legacy = "path" not in facts and node.tag.lower() == "datafile"
        if legacy:
            facts = {"path" if name == "name" else name: value for name, value in facts.items()}
        path = facts.get("path", "")
        if path in self.by_path:
            self._duplicate(node)
            return
        key = f"s{len(self.sources) + 1}"
        draft = Draft(("sources", key))
        blank = blanks(facts, draft)
        facts = {name: text for name, text in facts.items() if name not in blank} if blank else facts
        fates = consume(self.ledger, node, facts, RESOURCE, draft)
        fates.update(blank)
        if legacy:
            draft.native["tag"] = node.tag
            fates["name"] = own("location")
        self._format(path, facts.get("type"), draft, fates)
        self.fates[key] = fates
        self.named[key] = [name for name in _NAMES if name in facts and name not in fates]
        if node.text:
            draft.ignored["text()"] = node.text
            fates["text()"] = Fate("ignored", "text()")
        self.sources[key] = Source(**draft.values(ID))
        self.ledger.put(draft.owner, node.path, path)
        self.by_path[path] = key
        self._by_base = None

    @property
    def by_base(self) -> dict[str, str]:
        """Sources by the base name of their location, the first of each name; made when it is asked for."""
        if self._by_base is None:
            self._by_base = {}
            for path, key in self.by_path.items():
                self._by_base.setdefault(basename(path), key)
            self._by_base.pop("", None)  # what has no name, as data in a URL
        return self._by_base

    def _duplicate(self, node: Node) -> None:
        fates = {name: Fate("superseded", "a Resource with the same path comes before") for name in node.names()}
        self.ledger.bind(node, RESOURCE, ("session", ""), fates=fates)

    def _format(self, path: str, declared: str | None, draft: Draft, fates: dict[str, Fate]) -> None:
        """The file's format: as declared, else from its name."""
        known = named(declared) if declared else None
        found = infer(path, declared)
        if declared is not None:
            if found is not None and known is None:
                draft.ignored["@type"] = declared
                fates["type"] = Fate("ignored", "@type", None if declared == _ANY else "source.invalid")
            else:
                fates["type"] = _FORMAT if not is_other_name(declared) else Fate("feeds", ((draft.owner, "format"),), _OTHER_NAME)
                draft.spelling["format"] = declared
        if found is not None:
            self.kinds[draft.owner[1]] = found.kind
        draft.fields["format"] = _word(found, declared)

    def feed_name(self, source: str, owner: Owner, text: str) -> None:
        """The name of a file that no Track names is the name of the track that it is shown as; spelled so again."""
        fates = self.fates.get(source, {})
        for name in self.named.get(source, ()):
            fates[name] = Fate("feeds", ((owner, "name"),))
            self.sources[source].extras.setdefault(ID, Extras()).spelling[f"@{name}"] = text

    def feed_kind(self, source: str, owner: Owner) -> None:
        """The declared type of a file also decides what kind its tracks are, of which the first is told."""
        fates = self.fates.get(source, {})
        told = fates.get("type")
        if told is _FORMAT or (told is not None and told.code == _OTHER_NAME and len(told.detail) == 1):
            fates["type"] = Fate("feeds", ((("sources", source), "format"), (owner, "kind")), told.code)

    def beat_name(self, source: str) -> None:
        """The name of a file is beaten by the name of its Track."""
        self.sources[source].name = UNSET
        fates = self.fates.get(source, {})
        for name in self.named.get(source, ()):
            fates[name] = _BY_TRACK

    def imply(self, location: str, place: str) -> str:
        """The source of a Track whose id is a location that no Resource lists."""
        if location in self.by_path:
            return self.by_path[location]
        key = f"s{len(self.sources) + 1}"
        found = infer(location, None)
        if found is not None:
            self.kinds[key] = found.kind
        implied = {ID: Extras(native={names.IMPLIED: True})}
        self.sources[key] = Source(location=location, extras=implied, format=found.format if found else UNSET)
        self.ledger.put(("sources", key), place, location)
        self.by_path[location] = key
        if base := basename(location):
            self.by_base.setdefault(base, key)
        return key

    def kind_of(self, found: Match | str | None) -> Any:
        """What the file that a Track id names shows, or one that no Resource lists; nothing where that does not tell."""
        if isinstance(found, str):
            told = infer(found, None)
            return UNSET if told is None else told.kind
        return UNSET if found is None else self.kinds.get(found.source, UNSET)

    def match(self, track_id: str) -> Match | None:
        """The source that a Track id names: exactly, with a part's ending, with a sample's name, by its base name."""
        found = self._match(track_id, self.by_path)
        if found is None:
            found = self._match(basename(track_id), self.by_base)
        if found is not None:
            self.used.add(found.source)
        return found

    def _match(self, track_id: str, known: dict[str, str]) -> Match | None:
        if track_id in known:
            source = known[track_id]
            return Match(source, "reads" if self.kinds.get(source) == "alignment" else None)
        for ending, part in ((names.COVERAGE, "coverage"), (names.JUNCTIONS, "junctions")):
            if track_id.endswith(ending) and track_id[: -len(ending)] in known:
                return Match(known[track_id[: -len(ending)]], part)
        cut = track_id.rfind("_")
        while cut > 0:
            if track_id[:cut] in known:
                return Match(known[track_id[:cut]], None, track_id[cut + 1 :])
            cut = track_id.rfind("_", 0, cut)
        return None


def format_of(path: str, declared: str | None) -> str | UnsetType:
    """The format of a file: as declared, in our word if we have one, else from its name."""
    return _word(infer(path, declared), declared)


def _word(found: FileType | None, declared: str | None) -> str | UnsetType:
    if found is not None:
        return found.format
    return UNSET if declared is None else declared.lower().lstrip(".")
