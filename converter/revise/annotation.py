"""Where an annotation of genes has the gene of a name: BED, GFF3, GTF, and UCSC's gene tables (genePred, refFlat, refGene).

All places are 0-based half-open; only GFF3 and GTF count from 1 in their texts.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

_ATTRIBUTE = re.compile(r'\s*([\w.]+)(?:=([^;]*)|\s+"([^"]*)"|\s+([^\s;]+))\s*(?:;|$)')
_NAMES = frozenset(
    (
        *("name", "gene_name", "gene", "gene_id", "gene_symbol", "symbol", "id", "alias", "locus_tag"),
        *("transcript_id", "transcript_name"),
    )
)
_NO_DATA = ("#", "track ", "track\t", "browser ")
_APART = re.compile(r"_(?:alt|fix|random|hap\d+)$|^chrUn_|_PATCH$")
"""Names of sequences beside the chromosomes, which hold genes once more."""
_LOOKED_AT = 1 << 16
_STRANDS = frozenset("+-.?")


class Feature(NamedTuple):
    """A line of an annotation: its place, the names that it goes by, and whether it says a gene as a whole."""

    chrom: str
    start: int
    end: int
    names: tuple[str, ...]
    whole: bool = False


class Layout(NamedTuple):
    """What a line of a table must be like, and how it is read."""

    fits: Callable[[Sequence[str]], bool]
    read: Callable[[Sequence[str]], Feature]


class Extent(NamedTuple):
    """All features of one name on one chromosome."""

    chrom: str
    start: int
    end: int
    features: int


def is_annotation(text: str) -> bool:
    """Whether a text is an annotation whose features have names, as its first line of data says."""
    return _layout_of(text) is not None


def extents(text: str, names: Iterable[str]) -> dict[str, list[Extent]]:
    """By name, the place of that gene on each chromosome that has it; empty where none has.

    Upper and lower case matter only where a name is there in that spelling. All transcripts of a gene are one extent; what
    lies on alternative and unplaced sequences counts only where nothing else does.
    """
    layout = _layout_of(text)
    wanted: dict[str, list[Feature]] = {name: [] for name in names}
    features = _features(text, layout, wanted) if layout is not None else ()
    for feature in features:
        known = {name.lower() for name in feature.names}
        for name, found in wanted.items():
            if name.lower() in known:
                found.append(feature)
    return {name: _extents(_best(name, found)) for name, found in wanted.items()}


def has_chromosome(text: str, name: str) -> bool:
    """Whether an annotation has something on a chromosome of that name."""
    return re.search(rf"^(?:\S+[\t ]){{0,2}}{re.escape(name)}[\t ]", text, re.MULTILINE) is not None


def _features(text: str, layout: Layout, names: Iterable[str]) -> Iterator[Feature]:
    """The features of the lines that mention one of the names."""
    mentioned = re.compile("|".join(map(re.escape, names)), re.IGNORECASE)
    for line in text.splitlines():
        if mentioned.search(line) is not None:
            cells = _cells(line)
            if cells is not None and layout.fits(cells):
                yield layout.read(cells)


def _best(name: str, features: list[Feature]) -> list[Feature]:
    """The features that say most plainly where the gene is: spelt as asked, of the gene itself, on a chromosome."""
    tests: tuple[Callable[[Feature], bool], ...] = (
        lambda one: name in one.names,
        lambda one: one.whole,
        lambda one: _APART.search(one.chrom) is None,
    )
    for test in tests:
        features = [one for one in features if test(one)] or features
    return features


def _extents(features: Iterable[Feature]) -> list[Extent]:
    found: dict[str, Extent] = {}
    for one in features:
        held = found.get(one.chrom, Extent(one.chrom, one.start, one.end, 0))
        found[one.chrom] = Extent(one.chrom, min(held.start, one.start), max(held.end, one.end), held.features + 1)
    return list(found.values())


def _layout_of(text: str) -> Layout | None:
    """How the lines of a text are laid out; None for what is no annotation."""
    for line in text[:_LOOKED_AT].splitlines():
        cells = _cells(line)
        if cells is not None:
            return next((one for one in _LAYOUTS if one.fits(cells)), None)
    return None


def _cells(line: str) -> list[str] | None:
    """The cells of a line of data; a BED file may separate them by blanks."""
    if not line.strip() or line.startswith(_NO_DATA):
        return None
    return line.split("\t") if "\t" in line else line.split()


def _spans(cells: Sequence[str], start: int, end: int) -> bool:
    """Whether two cells are the bounds of a place."""
    return len(cells) > end and cells[start].isdecimal() and cells[end].isdecimal()


def _gff(cells: Sequence[str]) -> Feature:
    names = []
    for match in _ATTRIBUTE.finditer(cells[8]):
        key, said, quoted, plain = match.groups()
        if key.lower() in _NAMES:
            texts = [unquote(one) for one in said.split(",")] if said is not None else [quoted or plain or ""]
            names += [name for one in texts for name in (one.strip(), one.strip().rpartition(":")[2])]
    return Feature(cells[0], int(cells[3]) - 1, int(cells[4]), tuple(names), cells[2].lower().endswith("gene"))


def _table(chrom: int, start: int, names: tuple[int, ...]) -> Callable[[Sequence[str]], Feature]:
    """What reads a table by the numbers of its columns, the end behind the start."""

    def read(cells: Sequence[str]) -> Feature:
        found = tuple(cells[at].strip() for at in names if at < len(cells))
        return Feature(cells[chrom], int(cells[start]), int(cells[start + 1]), found)

    return read


_BIN_COLUMNS, _PRED_COLUMNS = 11, 10
_LAYOUTS = (
    Layout(lambda cells: _spans(cells, 3, 4) and len(cells) == 9 and cells[6] in _STRANDS, _gff),  # noqa: PLR2004 - columns of GFF
    Layout(  # with a column `bin` before all others, as UCSC's refGene.txt
        lambda cells: _spans(cells, 4, 5) and cells[0].isdecimal() and cells[3] in _STRANDS and len(cells) >= _BIN_COLUMNS,
        _table(2, 4, (1, 12)),
    ),
    Layout(  # refFlat
        lambda cells: _spans(cells, 4, 5) and cells[3] in _STRANDS and len(cells) >= _BIN_COLUMNS, _table(2, 4, (0, 1))
    ),
    Layout(lambda cells: _spans(cells, 3, 4) and cells[2] in _STRANDS and len(cells) >= _PRED_COLUMNS, _table(1, 3, (0, 11))),
    Layout(lambda cells: _spans(cells, 1, 2) and len(cells) > 3, _table(0, 1, (3,))),  # noqa: PLR2004 - BED with names
)
"""Tables, by how many columns they have and where numbers and strands stand in them; UCSC's table browser describes them."""
