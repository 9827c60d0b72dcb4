"""Places in view, gene lists and genome names as IGV's JSON spells them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
from msgspec import UNSET

from converter.formats._values import INTEGER, NUMBER
from converter.formats._words import INVALID
from converter.formats.igvjson.names import IGVJS
from converter.model import Interval, locus

if TYPE_CHECKING:
    from collections.abc import Mapping

_SHORTEST_BP, _FLANK_BP = 40, 20


def read_loci(raw: Any) -> list[Interval] | None:
    """The places of a `locus`: a text with blanks between them, an array, or an object that counts from 0."""
    if isinstance(raw, dict):
        found = _object(raw)
        return None if found is None else [found]
    texts = raw if isinstance(raw, list) else [raw]
    if not texts or not all(isinstance(text, str) for text in texts):
        return None
    loci = [_one(text) for text in _split(" ".join(texts))]
    known = [one for one in loci if one is not None]
    return known if known and len(known) == len(loci) else None


def _split(text: str) -> list[str]:
    """Places of a text; one with tabs, `chr<TAB>start<TAB>end`, is one place."""
    parts = text.split()
    if len(parts) == 3 and all(part.replace(",", "").isdigit() for part in parts[1:]):  # noqa: PLR2004
        return [f"{parts[0]}:{parts[1]}-{parts[2]}"]
    return parts


def _one(text: str) -> Interval | None:
    found = locus.parse(text)
    return found and _widened(found)


def _widened(one: Interval) -> Interval:
    """A place as igv.js shows it: none is shorter than 40 bases, nor begins before its chromosome (`clampStart`)."""
    wide = locus.widened(one, _SHORTEST_BP, _FLANK_BP)
    short = isinstance(wide.end, int) and wide.start == 0 and wide.end < _SHORTEST_BP
    return msgspec.structs.replace(wide, end=_SHORTEST_BP) if short else wide


def _object(raw: Mapping[str, Any]) -> Interval | None:
    chrom, start, end = raw.get("chr"), INTEGER.read(raw.get("start")), INTEGER.read(raw.get("end"))
    if not isinstance(chrom, str) or start is INVALID or end is INVALID or not 0 <= start < end or len(raw) > 3:  # noqa: PLR2004
        return None
    return _widened(Interval(chrom=chrom, start=start, end=end))


def write_loci(loci: list[Interval], profile: str) -> str | list[str]:
    """Places as a `locus`: a text for one, an array for several."""
    texts = [spell(one, profile) for one in loci]
    return texts[0] if len(texts) == 1 else texts


def spell(one: Interval, profile: str) -> str:
    """One place as text, counted from 1; igv.js says `all` for the whole genome and puts commas into numbers."""
    if isinstance(one.chrom, str) and isinstance(one.start, int) and isinstance(one.end, int):
        return f"{one.chrom}:{one.start + 1:,}-{one.end:,}" if profile == IGVJS else f"{one.chrom}:{one.start + 1}-{one.end}"
    text = locus.spell(one)
    return "all" if profile == IGVJS and text == "All" else text


def read_gene_list(raw: Any) -> tuple[list[Interval], str | None] | None:
    """Places and name of a gene list; its frames say where the places are, from 0, by their names."""
    if not isinstance(raw, dict) or not raw.keys() <= {"name", "loci", "frames"}:
        return None
    loci, frames, name = raw.get("loci"), raw.get("frames", []), raw.get("name")
    if not isinstance(loci, list) or not loci or not all(isinstance(one, str) and one for one in loci):
        return None
    if not isinstance(frames, list) or not isinstance(name, str | None):
        return None
    known: dict[str, Interval] = {}
    for frame in frames:
        found = _frame(frame)
        if found is None or frame["name"] not in loci or frame["name"] in known:
            return None
        known[frame["name"]] = found
    return [known.get(text) or locus.parse(text) or Interval(name=text) for text in loci], name


def _frame(raw: Any) -> Interval | None:
    if not isinstance(raw, dict) or raw.keys() != {"name", "chr", "start", "end"}:
        return None
    start, end = NUMBER.read(raw["start"]), NUMBER.read(raw["end"])
    if INVALID in (start, end) or start > end or not isinstance(raw["chr"], str) or not isinstance(raw["name"], str):
        return None
    plain = locus.parse(raw["name"])
    same = plain is not None and (plain.chrom, plain.start, plain.end) == (raw["chr"], int(start), int(end))
    return Interval(chrom=raw["chr"], start=int(start), end=int(end), name=UNSET if same else raw["name"])


def write_gene_list(loci: list[Interval], name: Any) -> dict[str, Any]:
    """Places as a gene list with its frames."""
    texts = [one.name if isinstance(one.name, str) else locus.spell(one) for one in loci]
    frames = [
        {"name": text, "chr": one.chrom, "start": one.start, "end": one.end}
        for text, one in zip(texts, loci, strict=True)
        if isinstance(one.start, int)
    ]
    said: dict[str, Any] = {"name": name} if isinstance(name, str) else {}
    return {**said, "loci": texts, "frames": frames}
