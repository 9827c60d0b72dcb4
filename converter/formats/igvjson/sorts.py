"""The order of reads as igv.js says it: `sort`, an object or an array of them whose first one holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from converter.formats._consume import Table
from converter.formats._values import INTEGER
from converter.formats._words import INVALID
from converter.formats.igvjson.composites import READS, Composite, bare, fields, prefixed
from converter.loss.ledger import Fate, Ledger
from converter.model import locus

if TYPE_CHECKING:
    from collections.abc import Mapping

    from converter.formats._draft import Draft
    from converter.formats._json import Node

_NOTHING = Table()
_SORTS = {
    "BASE": "nucleotide",
    "strand": "strand",
    "START": "start",
    "TAG": "tag",
    "READ_NAME": "read_name",
    "INSERT_SIZE": "insert_size",
    "GAP_SIZE": "gap_size",
    "MATE_CHR": "mate_chr",
    "MQ": "quality",
    "ALIGNED_READ_LENGTH": "aligned_read_length",
}
_SORT_NAMES = {value: key for key, value in _SORTS.items()}
_TURNED = ("strand",)
"""What igv.js sorts the other way round: reverse reads come first upwards, where other browsers begin with forward ones."""
KEYS = frozenset({"chr", "position", "option", "direction", "tag", "sortAsPairs", "locus"})
FIELDS = {
    "chr": (f"{READS}sort_chrom",),
    "position": (f"{READS}sort_position",),
    "option": (f"{READS}sort_by",),
    "direction": (f"{READS}sort_descending",),
    "tag": (f"{READS}sort_tag",),
    "locus": (f"{READS}sort_chrom", f"{READS}sort_position"),
}
"""What each key of a sort says."""


def read(facts: Mapping[str, Any]) -> dict[str, Any] | None:
    """One sort, or an array of them whose first one holds.

    igv.js saves `direction` as a boolean together with a `position` that is one less than the one it reads (`toJSON`). It sorts
    downwards unless it is told otherwise (`BAMTrack.assignSort`).
    """
    raw = facts.get("sort")
    raw = raw[0] if isinstance(raw, list) and raw else raw
    if not isinstance(raw, dict) or raw.keys().isdisjoint(KEYS):
        return None
    option, direction = raw.get("option", "BASE"), raw.get("direction", False)
    by = "nucleotide" if option == "NUCLEOTIDE" else _SORTS.get(option) if isinstance(option, str) else None
    if by is None or direction not in ("ASC", "DESC", True, False):
        return None
    values: dict[str, Any] = {"sort_by": by, "sort_descending": (direction in ("ASC", True)) == (by in _TURNED)}
    if isinstance(raw.get("tag"), str):
        values["sort_tag"] = raw["tag"]
    place = _place(raw)
    return None if place is None else prefixed({**values, **place})


def plain(raw: Any) -> Any:
    """A sort, or an array of them, without the keys that igv.js ignores."""
    if isinstance(raw, list):
        return [plain(one) for one in raw]
    return {name: value for name, value in raw.items() if name in KEYS} if isinstance(raw, dict) else raw


def _place(raw: Mapping[str, Any]) -> dict[str, Any] | None:
    chrom, position = raw.get("chr"), INTEGER.read(raw.get("position"))
    if isinstance(chrom, str) and position is not INVALID:
        return {"sort_chrom": chrom, "sort_position": position if isinstance(raw.get("direction"), bool) else position - 1}
    found = locus.parse(raw["locus"]) if isinstance(raw.get("locus"), str) else None
    if found is not None and isinstance(found.chrom, str) and isinstance(found.start, int):
        return {"sort_chrom": found.chrom, "sort_position": found.start}
    return {} if not raw.keys() & {"chr", "position", "locus"} else None


def _write(values: Mapping[str, Any]) -> dict[str, Any]:
    said = bare(values)
    option = _SORT_NAMES.get(said.get("sort_by", ""))
    if option is None or ("sort_chrom" in said) != ("sort_position" in said):
        return {}
    made: dict[str, Any] = {}
    if "sort_chrom" in said:
        made = {"chr": said["sort_chrom"], "position": said["sort_position"] + 1}
    made["option"] = option
    if "sort_tag" in said:
        made["tag"] = said["sort_tag"]
    made["direction"] = "ASC" if (said.get("sort_descending") is True) == (said["sort_by"] in _TURNED) else "DESC"
    return {"sort": made}


SORT = Composite(
    ("sort",), fields("sort_by", "sort_tag", "sort_chrom", "sort_position", "sort_descending"), read, _write, plain=plain
)


def bind(ledger: Ledger, node: Node, draft: Draft, fates: dict[str, Fate]) -> None:
    """What the `sort` of the track at `node` says, fact by fact."""
    raw = node.data["sort"]
    values = read({"sort": raw})
    if values is None:
        draft.ignored["sort"] = raw
        fates["sort"] = Fate("ignored", "sort", "source.invalid")
        return
    for field, value in values.items():
        draft.set(field, value)
    if SORT.write(values) != {"sort": raw}:
        draft.spelling["sort"] = {"sort": raw}
    held = node.child("sort")
    if isinstance(raw, list):
        others = {str(at): Fate("superseded", "by the first sort") for at in range(1, len(raw))}
        ledger.bind(held, _NOTHING, draft.owner, fates=others)
        held = held.child(0)
    told = {name: _said(name, value, values, draft) for name, value in held.data.items()}
    if "option" in told and "direction" not in told:
        told["option"] = Fate("feeds", (*told["option"].detail, (draft.owner, *FIELDS["direction"])))
    ledger.bind(held, _NOTHING, draft.owner, fates=told)


def _said(name: str, value: Any, values: Mapping[str, Any], draft: Draft) -> Fate:
    """What one key of a sort says."""
    found = [field for field in FIELDS.get(name, ()) if field in values]
    if found and not (name == "locus" and "chr" in values):
        return Fate("feeds", tuple((draft.owner, field) for field in found))
    known = name in KEYS
    (draft.native if known else draft.ignored)[f"sort/{name}"] = value
    return Fate("native" if known else "ignored", f"sort/{name}")
