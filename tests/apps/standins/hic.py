"""A contact map in the format of Juicer (`.hic`, version 8), as its specification (aidenlab/hic-format) lays it out."""

from __future__ import annotations

import struct
import zlib
from itertools import combinations_with_replacement
from typing import TYPE_CHECKING, NamedTuple

from tests.apps.standins.genomes import Sparse
from tests.apps.standins.places import in_order

if TYPE_CHECKING:
    from tests.apps.standins.places import Ground

_VERSION = 8
_BINS = (2_500_000, 1_000_000, 250_000, 100_000, 25_000, 10_000, 5_000, 1_000, 500, 100)
"""Sizes of bins in bp, the widest first."""
_NARROW, _LONGEST = 10, 1_000_000
"""Bins of maps of single regions, whose vectors are left so long as this."""
_BLOCK = 1000
"""Bins along one side of a block."""
_NORMALISATIONS = ("VC", "VC_SQRT", "KR", "SCALE")
_AHEAD = 2000
"""Bytes that igv.js reads ahead of the end of the index of normalisations."""
_FEW, _DENSE = 4, 64
"""So many places have so many points, each in contact with each: igv.js 3.8.10 fails where it finds less than 1,000 contacts."""

Contacts = dict[tuple[int, int], float]
"""Counts by pair of bins, the lower first."""


class _Blocks(NamedTuple):
    """The blocks of one resolution: packed, by number; how many lie in a row; and how many contacts they hold."""

    packed: dict[int, bytes]
    columns: int
    contacts: int


def hic_elsewhere(data: bytes, at: int) -> Sparse:
    """The same map with its index of normalisations at another byte as well, which a session may say (`nvi`)."""
    footer = int(struct.unpack_from("<q", data, 8)[0])
    index = data[footer + 4 + struct.unpack_from("<i", data, footer)[0] + 4 :]
    return Sparse(at + len(index), {0: data, at: index}, b"\0")


def hic(where: Ground) -> bytes:
    """Contacts between points of each place, for every chromosome that has some."""
    names = ["All", *where.chromosomes]
    out = bytearray(_head(where))
    matrices = {}
    for name in dict.fromkeys(chrom for chrom, _, _ in in_order(where)):
        number = names.index(name)
        at = len(out)
        out += _matrix(number, where, name, at)
        matrices[number] = (at, len(out) - at)
    vector = (len(out), _vector(where))
    out += vector[1]
    struct.pack_into("<q", out, 8, len(out))
    return bytes(out) + _footer(matrices, vector, _bins(where))


def _head(where: Ground) -> bytes:
    """Magic, version, the place of the footer (filled in later), genome, chromosomes, resolutions."""
    total, bins = sum(where.chromosomes.values()) // 1000, _bins(where)
    chromosomes = b"".join(
        _text(name) + struct.pack("<i", length) for name, length in (("All", total), *where.chromosomes.items())
    )
    head = struct.pack("<4siq", b"HIC\0", _VERSION, 0) + _text("genome") + struct.pack("<ii", 0, len(where.chromosomes) + 1)
    return head + chromosomes + struct.pack(f"<i{len(bins)}ii", len(bins), *bins, 0)


def _bins(where: Ground) -> tuple[int, ...]:
    """Sizes of bins, down to those that a view of few bases needs."""
    return (*_BINS, _NARROW) if max(place.end for place in where.places) < _NARROW * _LONGEST else _BINS


def _matrix(number: int, where: Ground, name: str, at: int) -> bytes:
    """Contacts within one chromosome: what each resolution has, and where its blocks lie, which follow."""
    made = {size: _blocks(where, name, size) for size in _bins(where)}
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
    held: dict[int, Contacts] = {}
    contacts = _contacts(where, name, size)
    for (x, y), count in contacts.items():
        held.setdefault(y // _BLOCK * columns + x // _BLOCK, {})[x, y] = count
    return _Blocks({block: _packed(held[block]) for block in sorted(held)}, columns, len(contacts))


def _contacts(where: Ground, name: str, size: int) -> Contacts:
    found: Contacts = {}
    for number, place in enumerate(one for one in where.places if one.chrom == name):
        bins = sorted({start // size for start, _ in place.steps(_DENSE if number < _FEW else 2)})
        found |= {pair: 10.0 / (1 + pair[1] - pair[0]) for pair in combinations_with_replacement(bins, 2)}
    return found


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


def _vector(where: Ground) -> bytes:
    """A vector of ones, which normalises nothing, as long as the shown places need it at the narrowest bins."""
    bins = max(place.end for place in where.places) // _bins(where)[-1] + 2
    return struct.pack("<i", bins) + struct.pack("<d", 1.0) * bins


def _footer(matrices: dict[int, tuple[int, int]], vector: tuple[int, bytes], bins: tuple[int, ...]) -> bytes:
    """Where each matrix lies, no expected values, and for every normalisation the same vector."""
    index = b"".join(_text(f"{number}_{number}") + struct.pack("<qi", *place) for number, place in matrices.items())
    body = struct.pack("<i", len(matrices)) + index + struct.pack("<i", 0)
    place = struct.pack("<qi", vector[0], len(vector[1]))
    entries = [
        _text(kind) + struct.pack("<i", number) + _text("BP") + struct.pack("<i", size) + place
        for kind in _NORMALISATIONS
        for number in matrices
        for size in bins
    ]
    tail = struct.pack("<ii", 0, len(entries)) + b"".join(entries) + bytes(_AHEAD)
    return struct.pack("<i", len(body)) + body + tail


def _text(value: str) -> bytes:
    return value.encode() + b"\0"
