"""A contact map in the format of Juicer (`.hic`, version 8), as its specification (aidenlab/hic-format) lays it out."""

from __future__ import annotations

import struct
import zlib
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from tests.apps.standins.places import in_order

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.apps.standins.places import Ground

_VERSION = 8
_BINS = (2_500_000, 1_000_000, 250_000, 100_000, 25_000, 10_000, 5_000, 1_000)
"""Sizes of bins in bp, the widest first."""
_BLOCK = 1000
"""Bins along one side of a block."""

Contacts = dict[tuple[int, int], float]
"""Counts by pair of bins, the lower first."""


class _Blocks(NamedTuple):
    """The blocks of one resolution: packed, by number; how many lie in a row; and how many contacts they hold."""

    packed: dict[int, bytes]
    columns: int
    contacts: int


def hic(where: Ground) -> bytes:
    """Contacts of each interval with itself and the next, for every chromosome that has some."""
    names = ["All", *where.chromosomes]
    out = bytearray(_head(where))
    matrices = {}
    for name in dict.fromkeys(chrom for chrom, _, _ in in_order(where)):
        number = names.index(name)
        at = len(out)
        out += _matrix(number, where, name, at)
        matrices[number] = (at, len(out) - at)
    struct.pack_into("<q", out, 8, len(out))
    return bytes(out) + _footer(matrices)


def _head(where: Ground) -> bytes:
    """Magic, version, the place of the footer (filled in later), genome, chromosomes, resolutions."""
    total = sum(where.chromosomes.values()) // 1000
    chromosomes = b"".join(
        _text(name) + struct.pack("<i", length) for name, length in (("All", total), *where.chromosomes.items())
    )
    head = struct.pack("<4siq", b"HIC\0", _VERSION, 0) + _text("genome") + struct.pack("<ii", 0, len(where.chromosomes) + 1)
    return head + chromosomes + struct.pack(f"<i{len(_BINS)}ii", len(_BINS), *_BINS, 0)


def _matrix(number: int, where: Ground, name: str, at: int) -> bytes:
    """Contacts within one chromosome: what each resolution has, and where its blocks lie, which follow."""
    made = {size: _blocks(where, name, size) for size in _BINS}
    head = struct.pack("<3i", number, number, len(made))
    length = len(head) + sum(len(_text("BP")) + 4 * 9 + 16 * len(one.packed) for one in made.values())
    index, body = b"", b""
    for level, (size, one) in enumerate(made.items()):
        index += _text("BP") + struct.pack("<i4f", level, one.contacts, one.contacts, 1, 1)
        index += struct.pack("<4i", size, _BLOCK, one.columns, len(one.packed))
        for block, packed in one.packed.items():
            index += struct.pack("<iqi", block, at + length + len(body), len(packed))
            body += packed
    return head + index + body


def _blocks(where: Ground, name: str, size: int) -> _Blocks:
    columns = where.chromosomes[name] // size // _BLOCK + 1
    contacts = _contacts((start for chrom, start, _ in in_order(where) if chrom == name), size)
    held: dict[int, Contacts] = {}
    for (x, y), count in contacts.items():
        held.setdefault(y // _BLOCK * columns + x // _BLOCK, {})[x, y] = count
    return _Blocks({block: _packed(held[block]) for block in sorted(held)}, columns, len(contacts))


def _contacts(starts: Iterable[int], size: int) -> Contacts:
    bins = sorted({start // size for start in starts})
    near = {(one, one): 10.0 for one in bins}
    return near | dict.fromkeys(pairwise(bins), 5.0)


def _packed(contacts: Contacts) -> bytes:
    """One block as a list of rows with float counts."""
    left, top = min(x for x, _ in contacts), min(y for _, y in contacts)
    rows: dict[int, list[tuple[int, float]]] = {}
    for (x, y), count in sorted(contacts.items()):
        rows.setdefault(y - top, []).append((x - left, count))
    out = struct.pack("<3ibbh", len(contacts), left, top, 1, 1, len(rows))
    for row, cells in rows.items():
        out += struct.pack("<hh", row, len(cells)) + b"".join(struct.pack("<hf", *cell) for cell in cells)
    return zlib.compress(out)


def _footer(matrices: dict[int, tuple[int, int]]) -> bytes:
    """Where each matrix lies; no expected values, no normalisation."""
    index = b"".join(_text(f"{number}_{number}") + struct.pack("<qi", *place) for number, place in matrices.items())
    body = struct.pack("<i", len(matrices)) + index + struct.pack("<i", 0)
    return struct.pack("<i", len(body)) + body + struct.pack("<ii", 0, 0)


def _text(value: str) -> bytes:
    return value.encode() + b"\0"
