"""Data adapters and neutral sources: which adapter opens which format, where its location and its index stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec import UNSET

from converter.formats.jbrowse2 import features, locations, names
from converter.formats.jbrowse2.extras import extras_of
from converter.formats.jbrowse2.flat import nested
from converter.formats.jbrowse2.slots import fits
from converter.resources import htsget
from converter.resources.filetypes import FILE_TYPES, conventional_index
from converter.resources.location import split_suffix

if TYPE_CHECKING:
    from converter.model import Extras, Source

ID = "jbrowse2"


class Adapter(NamedTuple):
    """One adapter: the format that it reads, its slots, and formats that it reads just as well."""

    name: str
    format: str
    location: str
    index: str = ""  # type: ignore[assignment]
    alike: tuple[str, ...] = ()


INDEX = "index/location"
HTSGET, HTSGET_ID = "HtsgetBamAdapter", "htsgetTrackId"
"""The adapter of services, and the last part of the address that it asks."""
_BEDS = ("narrowpeak", "broadpeak", "regionpeak", "gappedpeak", "bedmethyl", "junctions")
ADAPTERS = {
    one.name: one
    for one in (
        Adapter("BamAdapter", "bam", "bamLocation", INDEX),
        Adapter("CramAdapter", "cram", "cramLocation", "craiLocation"),
        Adapter(HTSGET, "htsget", "htsgetBase"),
        Adapter("BigWigAdapter", "bigwig", "bigWigLocation"),
        Adapter("BedGraphAdapter", "bedgraph", "bedGraphLocation"),
        Adapter("BedGraphTabixAdapter", "bedgraph", "bedGraphGzLocation", INDEX),
        Adapter("BedAdapter", "bed", "bedLocation", "", _BEDS),
        Adapter("BedTabixAdapter", "bed", "bedGzLocation", INDEX, _BEDS),
        Adapter("BigBedAdapter", "bigbed", "bigBedLocation"),
        Adapter("BedpeAdapter", "bedpe", "bedpeLocation"),
        Adapter("Gff3Adapter", "gff3", "gffLocation", "", ("gff", "gvf")),
        Adapter("Gff3TabixAdapter", "gff3", "gffGzLocation", INDEX, ("gff", "gvf")),
        Adapter("GtfAdapter", "gtf", "gtfLocation"),
        Adapter("NCListAdapter", "nclist", "rootUrlTemplate"),
        Adapter("SPARQLAdapter", "sparql", "endpoint"),
        Adapter("VcfAdapter", "vcf", "vcfLocation"),
        Adapter("VcfTabixAdapter", "vcf", "vcfGzLocation", INDEX),
        Adapter("HicAdapter", "hic", "hicLocation"),
        Adapter("PAFAdapter", "paf", "pafLocation"),
        Adapter("PairwiseIndexedPAFAdapter", "pif", "pifGzLocation", INDEX),
        Adapter("DeltaAdapter", "delta", "deltaLocation"),
        Adapter("ChainAdapter", "chain", "chainLocation"),
        Adapter("MashMapAdapter", "mashmap", "outLocation"),
        Adapter("MCScanAnchorsAdapter", "anchors", "mcscanAnchorsLocation"),
        Adapter("MCScanSimpleAnchorsAdapter", "anchors.simple", "mcscanSimpleAnchorsLocation"),
        Adapter("BlastTabularAdapter", "blast", "blastTableLocation"),
        Adapter("PlinkLDAdapter", "ld", "ldLocation"),
        Adapter("PlinkLDTabixAdapter", "ld", "ldLocation", INDEX),
    )
}
_PLAIN: dict[str, Adapter] = {}
_INDEXED: dict[str, Adapter] = {}
for _one in ADAPTERS.values():
    for _format in (_one.format, *_one.alike):
        (_INDEXED if _one.index else _PLAIN).setdefault(_format, _one)
for _format in ("biggenepred", "bignarrowpeak", "biginteract"):
    _PLAIN[_format] = ADAPTERS["BigBedAdapter"]
EITHER = _PLAIN.keys() & _INDEXED.keys()
"""Formats with an adapter that needs an index and one that needs none."""
KINDS = {one.format: one.kind for one in FILE_TYPES} | {"htsget": "alignment", "nclist": "annotation", "sparql": "annotation"}
"""What a track of a format shows."""

NO_DATA = {"type": "FromConfigAdapter"}
"""The adapter of a track whose data JBrowse can't open, so that none is shown."""

EMPTY = names.ADAPTERS[NO_DATA["type"]]
"""What it knows."""


def is_empty(raw: dict[str, Any]) -> bool:
    """Whether an adapter is that one, whatever it says that it does not know."""
    return raw.get("type") == NO_DATA["type"] and raw.get("features") is None


_PACKED = (".gz", ".bgz")
_INDEX_TYPES = {".bai": "BAI", ".csi": "CSI", ".tbi": "TBI"}


def index_type(index: Any) -> str | None:
    """The type of an index by its name."""
    if not isinstance(index, str):
        return None
    return _INDEX_TYPES.get(split_suffix(index)[0][-4:].lower())


def adapter_for(source: Source) -> Adapter | None:
    """The adapter that opens a source; None where JBrowse has none for its format."""
    if not isinstance(source.format, str) or not isinstance(source.location, str):
        return None
    indexed, plain = _INDEXED.get(source.format), _PLAIN.get(source.format)
    if indexed is not None and plain is not None:
        packed = split_suffix(source.location)[0].lower().endswith(_PACKED)
        if not packed and _of_tribble(source.index):
            return plain
        wanted = packed if source.indexed is UNSET else source.indexed
        return indexed if wanted or (isinstance(source.index, str) and source.index) else plain
    return indexed or plain


def _of_tribble(index: Any) -> bool:
    """Whether an index is one that IGV and igv.js have of plain text, which JBrowse reads as a whole."""
    return isinstance(index, str) and split_suffix(index)[0].lower().endswith(".idx")


def _spelled(extras: Extras, source: Source) -> Adapter | None:
    """The adapter that it was opened with, if that still reads its format."""
    one = ADAPTERS.get(extras.spelling.get("format", ""))
    if one is None or not isinstance(source.location, str) or source.format not in (one.format, *one.alike):
        return None
    return one


def write(source: Source, *, desktop: bool, own: bool) -> dict[str, Any] | None:
    """The adapter configuration of a source; None where JBrowse has no adapter for it. `own`: JBrowse itself said it."""
    extras = extras_of(source)
    one = _spelled(extras, source) or adapter_for(source)
    out: dict[str, Any] = {}
    if one is not None:
        _write_known(one, source, extras, out, desktop=desktop, own=own)
    elif isinstance(source.features, list):
        out = {"type": "FromConfigAdapter", "features": features.written(source.features)}
    elif own and (picked := _picked(source, extras)) is not None:
        put_index(picked, source.index, extras, out, own=own, desktop=desktop)
        out["type"] = picked.name
    if extras.native:
        nested(extras.native.items(), out)
    return out if isinstance(out.get("type"), str) else None


def _write_known(one: Adapter, source: Source, extras: Extras, out: dict[str, Any], *, desktop: bool, own: bool) -> None:
    spelled = extras.spelling.get("location")
    short = _shorthand(spelled, str(source.location))
    out["type"] = one.name
    if short is not None:
        out |= short
    elif one.name == HTSGET:
        out |= _service(str(source.location), extras.spelling.get("service"))
    else:
        out[one.location] = locations.write(str(source.location), spelled, desktop=desktop)
    index = source.index
    if one.index and (not isinstance(index, str) or not (index or own)):
        index = None if short is not None or own else conventional_index(str(source.location), str(source.format))
    put_index(one, index, extras, out, own=own, desktop=desktop)


def _picked(source: Source, extras: Extras) -> Adapter | None:
    """The adapter of a file that was picked in a page: its location, which nobody else can open, is kept as it stands."""
    fitting = (one for one in ADAPTERS.values() if source.format in (one.format, *one.alike))
    return next((one for one in fitting if any(name.startswith(f"{one.location}/") for name in extras.native)), None)


def put_index(one: Adapter, index: Any, extras: Extras, out: dict[str, Any], *, own: bool, desktop: bool) -> None:
    """Where the index lies, of an adapter that has one."""
    if not one.index or not isinstance(index, str):
        return
    place = locations.write(index, extras.spelling.get("index"), desktop=desktop)
    if one.index == INDEX:
        wanted = extras.native.get("index/indexType")
        if wanted is None and not own and fits(names.ADAPTERS[one.name].kinds["index/indexType"], index_type(index)):
            wanted = index_type(index)
        out["index"] = {"location": place, **({"indexType": wanted} if wanted else {})}
    else:
        out[one.index] = place


def _service(location: str, spelled: Any) -> dict[str, str]:
    """The address of a htsget service in the two parts that JBrowse puts together; one with a query has no such parts."""
    if isinstance(spelled, list) and htsget.named("/".join(spelled)) == location:
        base, called = spelled
    else:
        base, _, called = htsget.asked(location).rpartition("/")
    return {"htsgetBase": base, HTSGET_ID: called} if base and "?" not in called else {"htsgetBase": location}


def _shorthand(spelled: Any, location: str) -> dict[str, Any] | None:
    """The `uri` of an adapter that was spelled so, if it still means the location."""
    if isinstance(spelled, str) and spelled == location:
        return {"uri": spelled}
    if locations.means(spelled, location):
        return {"uri": spelled[0], "baseUri": spelled[1]}
    return None
