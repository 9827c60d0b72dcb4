"""The data files that the tracks of a session name: one source for each location, however many tracks draw it."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from msgspec import UNSET

from converter.formats._values import BOOLEAN
from converter.formats._words import INVALID, NAME
from converter.formats.igvjson.names import ID
from converter.loss.ledger import Fate
from converter.model import Extras, Source
from converter.resources import htsget
from converter.resources.filetypes import infer, is_other_name

if TYPE_CHECKING:
    from collections.abc import Mapping

    from converter.formats._json import Node
    from converter.loss.ledger import Ledger, Owner
    from converter.resources.filetypes import FileType

LOCATIONS = ("url", "path", "fastaURL", "file")
INDEXES = ("indexURL", "indexPath", "indexFile")
_BY_ANOTHER = Fate("superseded", "another part of the track says it of the same file")


@lru_cache(maxsize=1024)
def type_named(word: str) -> FileType | None:
    """The file type that a declared format names."""
    return infer("", word)


def _first_text(facts: Mapping[str, Any], keys: tuple[str, ...]) -> str | None:
    """The first of the keys that has a text."""
    for key in keys:
        if key in facts and isinstance(facts[key], str) and facts[key]:
            return key
    return None


def _feeding(source: Owner, field: str, value: Any) -> Fate:
    """The fate of what is said of a file."""
    return Fate("feeds", ((source, field),), "format.respelled" if field == "format" and is_other_name(value) else None)


def service_of(facts: Mapping[str, Any]) -> str | None:
    """The format of the htsget service that a track asks at its `url`; None for another track.

    igv.js asks for BAM or VCF, by what the track says of its format, else by its type; `endpoint` and `id` are an older way.
    """
    if facts.get("sourceType") != "htsget" or _first_text(facts, LOCATIONS) != "url" or "endpoint" in facts:
        return None
    plain = "vcf" if facts.get("type") == "variant" else "bam"
    return htsget.FORMATS.get(str(facts.get("format", plain)).lower())


def _location(facts: Mapping[str, Any], key: str) -> str:
    """Where a file lies, or the address of a service."""
    text: str = facts[key]
    return text if service_of(facts) is None else htsget.named(text)


class Files:
    """Sources `s1 …` in the order in which the document names them first."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.sources: dict[str, Source] = {}
        self.by_location: dict[str, list[str]] = {}

    def of(self, node: Node, owner: Owner, fates: dict[str, Fate]) -> str | None:
        """The source of a track's (or region set's) facts, whose fates are added; None where it names no file."""
        facts = node.data
        key = self.key_of(node)
        if key is None:
            return self._inline(node, owner, fates)
        said = self._said(facts, fates)
        source = self._found(_location(facts, key), said) or self._new(node, key, said)
        held: Owner = ("sources", source)
        fates[key] = Fate("feeds", ((held, "location"), (owner, "source")))
        for other in LOCATIONS:
            if other != key and _first_text(facts, (other,)):
                fates[other] = Fate("superseded", f"by {key}")
        for name, (field, value) in said.items():
            fates[name] = _feeding(held, field, value)
        return source

    def again(self, node: Node, source: str, fates: dict[str, Fate], deciding: str = "") -> None:
        """A further part of a track whose file another part has named: what it says anew is learnt, the rest is said already.

        `deciding`: the name of the fact that makes a part of it.
        """
        held, known = ("sources", source), self._known(self.sources[source])
        fates[self.key_of(node) or "url"] = Fate("feeds", ((held, "location"),))
        said = self._said(node.data, fates)
        anew = {name: one for name, one in said.items() if known[one[0]] is UNSET}
        self._learn(self.sources[source], anew)
        for name, (field, value) in said.items():
            heard = name in anew or (name == deciding and value == known[field])
            fates[name] = _feeding(held, field, value) if heard else _BY_ANOTHER

    def key_of(self, node: Node) -> str | None:
        """The key that says where the file of a track is."""
        return _first_text(node.data, LOCATIONS)

    def _said(self, facts: Mapping[str, Any], fates: dict[str, Fate]) -> dict[str, tuple[str, Any]]:
        """What else the facts say of the file: field and value by name."""
        said: dict[str, tuple[str, Any]] = {}
        form = service_of(facts)
        if form is not None:
            return {name: ("format", form) for name in ("sourceType", "format") if name in facts}
        index = _first_text(facts, INDEXES)
        if index is not None:
            said[index] = "index", facts[index]
            others = (key for key in INDEXES if key != index and _first_text(facts, (key,)))
            fates.update({key: Fate("superseded", f"by {index}") for key in others})
        if _first_text(facts, ("format",)):
            said["format"] = "format", facts["format"]
        if "indexed" in facts and BOOLEAN.read(facts["indexed"]) is not INVALID:
            said["indexed"] = "indexed", BOOLEAN.read(facts["indexed"])
        return said

    def _found(self, location: str, said: Mapping[str, tuple[str, Any]]) -> str | None:
        """A source of the location that nothing said contradicts; it learns what it did not know yet."""
        for key in self.by_location.get(location, ()):
            source = self.sources[key]
            known = self._known(source)
            if all(known[field] in (UNSET, value) for field, value in said.values()):
                self._learn(source, said)
                return key
        return None

    @staticmethod
    def _known(source: Source) -> dict[str, Any]:
        """What was said of a file so far, by field."""
        spelling = source.extras[ID].spelling if ID in source.extras else {}
        return {"index": source.index, "indexed": source.indexed, "format": spelling.get("format", UNSET)}

    def _new(self, node: Node, key: str, said: Mapping[str, tuple[str, Any]]) -> str:
        location = _location(node.data, key)
        name = f"s{len(self.sources) + 1}"
        source = self.sources[name] = Source(location=location)
        self.by_location.setdefault(location, []).append(name)
        named = node.data.get("filename")
        found = infer(location, None) or (infer(named) if isinstance(named, str) else None)
        if found is not None:
            source.format = found.format
        if key != "url":
            self._spell(source, NAME + "location", key)
        if service_of(node.data) is not None:
            self._spell(source, NAME + "service", [node.data["url"], node.data.get("format")])
        self._learn(source, said)
        self.ledger.put(("sources", name), node.place(key), f"<{location}>")
        return name

    def _learn(self, source: Source, said: Mapping[str, tuple[str, Any]]) -> None:
        for name, (field, value) in said.items():
            if field == "format":
                found = type_named(value)
                source.format = found.format if found else value.lower().lstrip(".")
                self._spell(source, "format", value)
            else:
                setattr(source, field, value)
                if name in INDEXES[1:]:
                    self._spell(source, NAME + "index", name)

    def _spell(self, source: Source, key: str, value: Any) -> None:
        extras = source.extras.setdefault(ID, Extras())
        extras.spelling[key] = value

    def _inline(self, node: Node, owner: Owner, fates: dict[str, Fate]) -> str | None:
        """Data that the track holds itself."""
        features = node.data.get("features")
        if owner[0] != "tracks" or not isinstance(features, list) or not features:
            return None
        name = f"s{len(self.sources) + 1}"
        said = self._said({key: value for key, value in node.data.items() if key == "format"}, fates)
        source = self.sources[name] = Source(features=features)
        self._learn(source, said)
        for key, (field, value) in said.items():
            fates[key] = _feeding(("sources", name), field, value)
        fates["features"] = Fate("feeds", ((("sources", name), "features"), (owner, "source")))
        self.ledger.put(("sources", name), node.place("features"), f"features of {node.data.get('name', node.path)}")
        return name

    def type_of(self, source: str | None) -> FileType | None:
        """What the file of a source is."""
        held = self.sources.get(source or "")
        if held is None or not isinstance(held.format, str):
            return None
        return type_named(held.format)
