"""Places in IGV session XML: the `locus` attribute, the gene list with its frames, the dividers between panels."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
from msgspec import UNSET

from converter.formats._values import NUMBER_TEXT
from converter.formats._words import INVALID
from converter.formats.igvxml import names
from converter.formats.igvxml.binding import ID
from converter.loss.ledger import Fate
from converter.model import Extras, Interval, View, locus

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from converter.loss.ledger import Owner

_SHORT_BP, _FLANK_BP = 10, 20
"""IGV widens what is shorter by so much on both sides of its middle."""


def fractions(text: str) -> list[float] | None:
    """Positions of dividers; None where one is no number."""
    numbers = [NUMBER_TEXT.read(part) for part in text.split(",")]
    return None if INVALID in numbers else numbers


def locus_texts(text: str) -> list[str]:
    """The loci of a `locus` attribute; `chr start end` is one."""
    parts = text.split()
    if len(parts) == 3 and parts[1].replace(",", "").isdigit() and parts[2].replace(",", "").isdigit():  # noqa: PLR2004
        return [f"{parts[0]}:{parts[1]}-{parts[2]}"]
    return parts


def spell_loci(loci: list[Interval]) -> str:
    """Loci as the `locus` attribute."""
    return " ".join(locus.spell(one) for one in loci)


def gene_texts(text: str) -> list[str]:
    """The texts of a gene list, which blanks and ends of lines part alike (`IGVSessionReader.processGeneList`)."""
    return text.split()


def gene_text(one: Interval) -> str:
    """What a gene list says of a place: its name, or where it is where a blank would part the name; else nothing."""
    name = one.name if isinstance(one.name, str) else ""
    if name and len(name.split()) == 1:
        return name
    return "" if one.chrom is UNSET and name else locus.spell(one)


def gene_loci(text: str, frames: dict[str, list[dict[str, str]]]) -> list[Interval]:
    """The places of a gene list."""
    return [framed(one, frames) for one in gene_texts(text)]


def gene_fate(view: Owner, text: str, framed_texts: Collection[str]) -> Fate:
    """What the text of a gene list says: which frames are shown, and in which order.

    Where a line has no frame, it says that place itself, and of the others, which their frames place, what they are called.
    """
    texts = gene_texts(text)
    if all(one in framed_texts for one in texts):
        return Fate("feeds", ((view, "loci"),))
    parts = [(at, "name" if one in framed_texts else "") for at, one in enumerate(texts)]
    return Fate("feeds", tuple((view, "loci", at, part) for at, part in sorted(parts, key=lambda said: said[1])))


def usable(frame: Mapping[str, str]) -> bool:
    """Whether a frame has numbers, and does not end before it begins."""
    start, end = (NUMBER_TEXT.read(frame.get(name, "")) for name in ("start", "end"))
    return INVALID not in (start, end) and start <= end


def framed(text: str, frames: dict[str, list[dict[str, str]]]) -> Interval:
    """One line of a gene list, with the interval of its frame where it has one."""
    found = frames.get(text)
    if not found:
        return locus.parse(text) or Interval(name=text)
    frame = found[0]
    start, end = (int(float(frame[name])) for name in ("start", "end"))
    plain = locus.parse(text)
    same = plain is not None and (plain.chrom, plain.start, plain.end) == (frame["chr"], start, end)
    return Interval(chrom=frame["chr"], start=start, end=end, name=UNSET if same else text)


def mapped(text: str) -> Any:
    """One locus text as the reader understands it."""
    found = locus.parse(text)
    return found and locus.widened(found, _SHORT_BP, _FLANK_BP)


class _Genes(msgspec.Struct):
    """How a gene list was spelled: its text and its frames."""

    genes: str
    frames: list[dict[str, str]]


def spelled_genes(view: View) -> _Genes | None:
    """The spelling of the view's gene list, if it has one that can be written."""
    try:
        found = msgspec.convert(view.extras.get(ID, Extras()).spelling.get("loci"), _Genes)
    except msgspec.ValidationError:
        return None
    return found if all(frame.keys() == set(names.FRAME) and usable(frame) for frame in found.frames) else None


def frame_of(text: str, one: Any) -> dict[str, str]:
    """The frame of a place that is an interval."""
    return {"name": text, "chr": one.chrom, "start": str(one.start), "end": str(one.end)}
