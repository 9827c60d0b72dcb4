"""Keys of igv.js that say several fields of the model at once, such as `colorBy: "tag:HP"`, two-way."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

READS = "parts.reads.reads."


class Composite(NamedTuple):
    """Wire `names` that say model `fields` together.

    `read`: the values of fields that the facts of these names say, None for what igv.js does not understand.
    `write`: the facts for the values of fields, empty for what it can't say. `native`: igv.js understands more values
    than the model has words for. `plain`: the value of a key without what igv.js ignores in it.
    """

    names: tuple[str, ...]
    fields: tuple[str, ...]
    read: Callable[[Mapping[str, Any]], dict[str, Any] | None]
    write: Callable[[Mapping[str, Any]], dict[str, Any]]
    native: bool = False
    plain: Callable[[Any], Any] | None = None


_COLORS = {
    "none": "none",
    "strand": "read_strand",
    "firstOfPairStrand": "first_of_pair_strand",
    "pairOrientation": "pair_orientation",
    "tlen": "insert_size",
    "unexpectedPair": "unexpected_pair",
    "basemod": "base_modification",
    "basemod2": "base_modification_2color",
    "tag": "tag",
}
_COLOR_NAMES = {value: key for key, value in _COLORS.items()} | {"methylation": "basemod2"}
"""By value, how it is written; JBrowse colours each CpG of the sequence for methylation, igv.js what the reads call."""
_GROUPS = {
    "strand": "strand",
    "firstOfPairStrand": "first_of_pair_strand",
    "pairOrientation": "pair_orientation",
    "mateChr": "mate_chromosome",
    "chimeric": "chimeric",
    "supplementary": "supplementary",
    "readOrder": "read_order",
    "phase": "phase",
}
_GROUP_NAMES = {value: key for key, value in _GROUPS.items()}
_ARCS = {
    "nested": ("nested_arc", None),
    "proportional": ("proportional_arc", None),
    "inView": ("proportional_arc", "both_ends"),
    "partialInView": ("proportional_arc", "one_end"),
    "chiapet": ("proportional_arc", "both_ends"),
    "chiapetoutbound": ("proportional_arc", "one_end"),
}
"""Shape of arcs, and which of them are drawn, by type; the last two are older names."""
_SITES = {"AF": "allele_frequency", "none": "none"}
_SITE_NAMES = {value: key for key, value in _SITES.items()}
"""Words for how variants are coloured that are no INFO field to choose colours by."""
_DUPLICATES = ("duplicates", "duplicate")
_REMOVED = {True: "filter", False: "show"}
_PLACES = {"base": "base_at_pos", "insertion": "insertion_at_pos"}


def prefixed(values: Mapping[str, Any]) -> dict[str, Any]:
    """Values by their names in `reads`, as fields of a track."""
    return {READS + name: value for name, value in values.items()}


def bare(values: Mapping[str, Any]) -> dict[str, Any]:
    """Values of a track by their names in `reads`: the opposite of `prefixed`."""
    return {field.rpartition(".")[2]: value for field, value in values.items()}


def fields(*names: str) -> tuple[str, ...]:
    """Fields of a track that are these names in `reads`."""
    return tuple(READS + name for name in names)


def _read_color_by(facts: Mapping[str, Any]) -> dict[str, Any] | None:
    raw, tag = facts.get("colorBy"), facts.get("colorByTag")
    name, colon, rest = raw.partition(":") if isinstance(raw, str) else ("", "", "")
    color = "insert_size" if name == "fragmentLength" else _COLORS.get(name)
    if color is None or (tag is not None and (raw != "tag" or not isinstance(tag, str))) or (colon and not rest):
        return None
    values = {"color_by": color}
    if color == "tag" and (rest or tag):
        values["color_tag"] = rest or str(tag)
    elif color.startswith("base_modification") and rest and "," not in rest:
        values["base_modification_filter"] = rest
    elif colon:
        return None
    return prefixed(values)


def _write_color_by(values: Mapping[str, Any]) -> dict[str, Any]:
    plain = bare(values)
    name = _COLOR_NAMES.get(plain.get("color_by", ""))
    if name is None:
        return {}
    more = plain.get("color_tag") if name == "tag" else _modification(plain) if name.startswith("basemod") else None
    return {"colorBy": f"{name}:{more}" if more else name}


def _modification(reads: Mapping[str, Any]) -> str | None:
    """The one base modification that is shown, which igv.js and JBrowse know on all bases alone."""
    return str(reads.get("base_modification_filter", "")).partition(",")[0] or None


def _read_group_by(facts: Mapping[str, Any]) -> dict[str, Any] | None:
    """`base:chr:pos` counts from 1; the model has the place as IGV desktop spells it, `chr:start-end` from 0."""
    raw = facts.get("groupBy")
    if not isinstance(raw, str):
        return None
    if raw in _GROUPS:
        return prefixed({"group_by": _GROUPS[raw]})
    name, _, rest = raw.partition(":")
    if name == "tag" and rest:
        return prefixed({"group_by": "tag", "group_tag": rest})
    chrom, _, position = rest.replace(",", "").rpartition(":")
    if name not in _PLACES or not chrom or not position.isdigit() or position == "0":
        return None
    return prefixed({"group_by": _PLACES[name], "group_position": f"{chrom}:{int(position) - 1}-{int(position)}"})


def _write_group_by(values: Mapping[str, Any]) -> dict[str, Any]:
    plain = bare(values)
    by = plain.get("group_by", "")
    if by in _GROUP_NAMES:
        return {"groupBy": _GROUP_NAMES[by]}
    if by == "tag" and plain.get("group_tag"):
        return {"groupBy": f"tag:{plain['group_tag']}"}
    found = re.fullmatch(r"(.+):(\d+)-(\d+)", plain.get("group_position", ""))
    name = next((key for key, value in _PLACES.items() if value == by), None)
    if name is None or found is None or int(found[2]) + 1 != int(found[3]):
        return {}
    return {"groupBy": f"{name}:{found[1]}:{found[3]}"}


def _read_filter(facts: Mapping[str, Any]) -> dict[str, Any] | None:
    """Which reads are left out: true removes. Duplicates alone are a word of other browsers, too."""
    raw = facts.get("filter")
    if not isinstance(raw, dict):
        return None
    value = next(iter(raw.values())) if len(raw) == 1 and not raw.keys().isdisjoint(_DUPLICATES) else None
    return prefixed({"duplicates": _REMOVED[value]} if isinstance(value, bool) else {"filter": raw})


def _write_filter(values: Mapping[str, Any]) -> dict[str, Any]:
    plain = bare(values)
    if "filter" in plain:
        return {"filter": plain["filter"]}
    removed = next((key for key, word in _REMOVED.items() if word == plain["duplicates"]), None)
    return {} if removed is None else {"filter": {_DUPLICATES[0]: removed}}


def _read_variant_color(facts: Mapping[str, Any]) -> dict[str, Any] | None:
    raw = facts.get("colorBy")
    if not isinstance(raw, str):
        return None
    return {"variants.site_color_by": _SITES[raw]} if raw in _SITES else {"display.color_by": raw}


def _write_variant_color(values: Mapping[str, Any]) -> dict[str, Any]:
    if isinstance(values.get("display.color_by"), str):
        return {"colorBy": values["display.color_by"]}
    name = _SITE_NAMES.get(values.get("variants.site_color_by", ""))
    return {} if name is None else {"colorBy": name}


def _read_arc(facts: Mapping[str, Any]) -> dict[str, Any] | None:
    """`inView` and `partialInView` draw proportional arcs, of those with both ends, or with one, in view alone."""
    raw = facts.get("arcType")
    if not isinstance(raw, str) or raw not in _ARCS:
        return None
    shape, ends = _ARCS[raw]
    return {"interactions.shape": shape, **({"interactions.ends": ends} if ends else {})}


def _write_arc(values: Mapping[str, Any]) -> dict[str, Any]:
    said = values.get("interactions.shape"), values.get("interactions.ends")
    plain = next((name for name, (shape, _) in _ARCS.items() if shape == said[0]), None)
    found = next((name for name, arc in _ARCS.items() if arc == said), plain)
    return {"arcType": found} if found else {}


def _read_samples(facts: Mapping[str, Any]) -> dict[str, Any] | None:
    """One of the samples of a file; igv.js draws all of them in one track unless it is told which."""
    raw = facts.get("samples")
    one = isinstance(raw, list) and len(raw) == 1 and isinstance(raw[0], str)
    return {"sample": raw[0]} if one and isinstance(raw, list) else None


def _write_samples(values: Mapping[str, Any]) -> dict[str, Any]:
    return {"samples": [values["sample"]]} if isinstance(values.get("sample"), str) else {}


COLOR_BY = Composite(
    ("colorBy", "colorByTag"), fields("color_by", "color_tag", "base_modification_filter"), _read_color_by, _write_color_by
)
GROUP_BY = Composite(("groupBy",), fields("group_by", "group_tag", "group_position"), _read_group_by, _write_group_by)
FILTER = Composite(("filter",), fields("filter", "duplicates"), _read_filter, _write_filter)
VARIANT_COLOR = Composite(("colorBy",), ("display.color_by", "variants.site_color_by"), _read_variant_color, _write_variant_color)
ARC = Composite(("arcType",), ("interactions.shape", "interactions.ends"), _read_arc, _write_arc)
SAMPLES = Composite(("samples",), ("sample",), _read_samples, _write_samples, native=True)


OPERANDS = ("track1", "track2")
"""What names the tracks that IGV desktop computes another one of."""


def is_combined(facts: Mapping[str, Any]) -> bool:
    """Whether IGV desktop computes a track of two others; it writes them as `wig`, which it can't read back."""
    return facts.get("type", "combined") in ("combined", "wig") and all(isinstance(facts.get(name), str) for name in OPERANDS)
