"""Where the data of tracks lie: files and their indexes, features in the configuration, and the sequence of the genome."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec import UNSET

from converter.formats._sources import Sources
from converter.formats.jbrowse1 import names
from converter.formats.jbrowse1.shape import ID
from converter.loss.ledger import GENOME, Fate
from converter.model import Genome, Source
from converter.resources.filetypes import FILE_TYPES, infer
from converter.resources.location import folder, is_relative, join, split_suffix

if TYPE_CHECKING:
    from collections.abc import Mapping

    from converter.formats._draft import Draft
    from converter.loss.ledger import Ledger, Owner

Fates = dict[str, Fate]
_KINDS = {one.format: one.kind for one in FILE_TYPES if one.kind != "unknown"}
_PACKED = (".gz", ".bgz")
_SIZES = (".sizes",)


class Data(NamedTuple):
    """What a track's data are: neutral id of the source (None for the sequence of the genome), and their format."""

    source: str | None
    format: Any


def store_of(facts: Mapping[str, Any]) -> str:
    """The last part of the class of a track's store: the one it names, else the one of its file's ending, else of its type."""
    given, url = facts.get("storeClass"), facts.get("urlTemplate")
    if given:
        return names.tail(given)
    if names.tail(facts.get("type")) == "FixedImage":
        return "Fixed"
    found = next((store for ending, store in names.BY_ENDING if isinstance(url, str) and ending.search(url)), "")
    return found or ("StaticChunked" if names.tail(facts.get("type")) == "Sequence" else "")


def kind_of(file_format: Any) -> str | None:
    """What a track of a format shows; None where nobody knows."""
    return _KINDS.get(file_format)


def resolved(facts: Mapping[str, Any], url: str) -> str:
    """A location as seen from the document: below the folder of `baseUrl`, which ends with a slash, or else in it."""
    base = facts.get("baseUrl")
    if not isinstance(base, str) or not is_relative(url):
        return url
    return join(base if base.endswith("/") else folder(base) if "/" in base else "", url)


def based(facts: Mapping[str, Any], url: str, told: Fate) -> Fates:
    """What became of `baseUrl`; nothing where it has no part in a location. What follows its last slash is ignored."""
    if resolved(facts, url) == url:
        return {}
    return {"baseUrl": told} if facts["baseUrl"].endswith("/") else {"baseUrl": Fate("ignored", "baseUrl", "source.invalid")}


class Files:
    """The files of a session, and the sequence of its genome."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.sources = Sources()
        self.genome: Genome | None = None
        """The reference: that of the first track with a sequence (`JB_json_v1._synthesizeTrackStoreConfig`)."""

    def add(self, source: Source, place: str, called: str) -> str:
        """The id of a source, which may be known already."""
        owner = self.sources.of(source)
        if owner not in self.ledger.objects:
            self.ledger.put(owner, place, called)
        return owner[1]

    def keep(self, key: str, draft: Draft) -> None:
        """Keep what only JBrowse 1 says of a source."""
        self.sources.held[key].extras = draft.values(ID).get("extras", {})

    def file(self, facts: Mapping[str, Any], owner: Owner, place: str, fates: Fates) -> Data:
        """The file of a track."""
        raw, which = facts.get("urlTemplate"), store_of(facts)
        if which == names.FROM_CONFIG and isinstance(facts.get("features"), list):
            return self._features(facts["features"], owner, place, fates)
        if not isinstance(raw, str) or not raw:
            return Data(None, UNSET)
        url = resolved(facts, raw)
        store = names.STORES.get(which)
        source = Source(location=url, format=_format(url, store, facts.get("storeClass")))
        index = self._index(source, store, facts)
        _readable(source, store)
        coverage = self._coverage(source, facts)
        key = self.add(source, place, f"<{url}>")
        held: Owner = ("sources", key)
        told = Fate("feeds", ((held, "location"), (owner, "source")))
        fates |= {"urlTemplate": told, **based(facts, raw, told)}
        if index:
            fates[index] = Fate("feeds", ((held, "index"),))
        if coverage:
            fates[coverage] = Fate("feeds", ((held, "coverage"),))
        readable = () if source.indexed is UNSET else ((held, "indexed"),)
        kind = () if kind_of(source.format) is None else ((owner, "kind"),)
        said = Fate("feeds", ((held, "format"), *kind, *readable))
        if "storeClass" in facts and (store is not None or not names.of_plugin(facts["storeClass"])):
            fates["storeClass"] = said
        elif which == "Fixed" and "type" in facts:
            fates["type"] = said
        return Data(key, source.format)

    @staticmethod
    def _index(source: Source, store: names.Store | None, facts: Mapping[str, Any]) -> str:
        """Give the source its index; the key that says it."""
        keys = store.indexes if store is not None else ()
        found = next((key for key in keys if isinstance(facts.get(key), str) and facts[key]), "")
        if found:
            source.index = resolved(facts, facts[found])
        return found

    @staticmethod
    def _coverage(source: Source, facts: Mapping[str, Any]) -> str:
        """The coverage of reads that was computed before is what their histogram shows; the key that says it."""
        name = "histograms/urlTemplate"
        if source.format not in ("bam", "cram") or not isinstance(facts.get(name), str):
            return ""
        source.coverage = resolved(facts, facts[name])
        return name

    def _features(self, features: list[Any], owner: Owner, place: str, fates: Fates) -> Data:
        """Features that stand in the configuration itself, under the names that others look for as well."""
        source = Source(features=[_feature(one, number) for number, one in enumerate(features)])
        key = self.add(source, place, "features")
        fates["features"] = Fate("feeds", ((("sources", key), "features"), (owner, "source")))
        fates["storeClass"] = Fate("feeds", ((owner, "kind"), (owner, "source")))
        return Data(key, UNSET)

    # ---- the sequence of the genome

    def sequence(self, facts: Mapping[str, Any], owner: Owner, fates: Fates) -> bool:
        """Take the genome's sequence from a track; False where another one gave it before."""
        if self.genome is not None:
            return False
        self.genome = Genome()
        fates["storeClass"] = Fate("feeds", ((owner, "kind"),))
        which, raw = store_of(facts), facts.get("urlTemplate")
        if isinstance(raw, str) and which not in ("StaticChunked", "SequenceChunks"):
            self._reference(which, raw, facts, fates)
        return True

    def _reference(self, which: str, raw: str, facts: Mapping[str, Any], fates: Fates) -> None:
        url = resolved(facts, raw)
        path, suffix = split_suffix(url)
        found = {"two_bit" if which == "TwoBit" else "chrom_sizes" if which == "ChromSizes" else "fasta": url}
        keys = {"fasta_index": "faiUrlTemplate", "fasta_gzi": "gziUrlTemplate"}
        wanted = {"IndexedFasta": ("fasta_index",), "BgzipIndexedFasta": ("fasta_index", "fasta_gzi")}.get(which, ())
        for field in wanted:
            given = facts.get(keys[field])
            if isinstance(given, str) and given:
                found[field] = resolved(facts, given)
                fates[keys[field]] = Fate("feeds", ((GENOME, field),))
            else:
                found[field] = f"{path}{'.fai' if field == 'fasta_index' else '.gzi'}{suffix}"
        for field, value in found.items():
            setattr(self.genome, field, value)
        told = Fate("feeds", tuple((GENOME, field) for field in found))
        fates |= {"urlTemplate": told, "storeClass": told, **based(facts, raw, told)}

    def reference_names(self, url: str) -> Fate | None:
        """The genome's sequence, or the lengths of its chromosomes, from what `refSeqs` names (`Browser.loadRefSeqs`)."""
        plain = split_suffix(url)[0].lower()
        genome = self.genome = self.genome or Genome()
        found: dict[str, str] = {}
        if plain.endswith(".2bit"):
            found = {"two_bit": url}
        elif plain.endswith(_SIZES):
            found = {"chrom_sizes": url}
        elif plain.endswith(".fai"):
            path, suffix = split_suffix(url)
            found = {"fasta": path.removesuffix(".fai") + suffix, "fasta_index": url}
        elif plain.endswith(".fa"):
            found = {"fasta": url}
        missing = {field: value for field, value in found.items() if getattr(genome, field) is UNSET}
        for field, value in missing.items():
            setattr(genome, field, value)
        return Fate("feeds", tuple((GENOME, field) for field in missing)) if missing else None


def _format(url: str, store: names.Store | None, given: Any) -> Any:
    """The format of a file: as its store reads it; for a plugin's store as its name tells, or a service that it asks."""
    if store is not None:
        return store.format
    if isinstance(given, str) and given and not names.of_plugin(given):
        return names.tail(given).lower()
    known = infer(url)
    return known.format if known is not None else "jbrest" if "{" in url else UNSET


def _readable(source: Source, store: names.Store | None) -> None:
    """Say that a file is indexed, or is not, where its name tells otherwise."""
    if store is None or store.packed is None or not isinstance(source.location, str):
        return
    packed = split_suffix(source.location)[0].lower().endswith(_PACKED)
    if packed != store.packed:
        source.indexed = store.packed


def _feature(one: Any, number: int) -> Any:
    """A feature of the configuration, 0-based half-open, that also goes by the names of igv.js and JBrowse 2."""
    if not isinstance(one, dict) or "seq_id" not in one:
        return one
    called = f"{one['seq_id']}:{one.get('start')}-{one.get('end')}:{number}"
    return {"chr": one["seq_id"], "refName": one["seq_id"], "uniqueId": called, **one}
