"""Stand-in genomes: files that say how long chromosomes are, and sequence of `A` alone, made while it is read."""

from __future__ import annotations

import gzip
import struct
import zlib
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping


_BLOCK = 65_280
"""Bytes of text in a block of a bgzipped file."""
_SMALL, _TAIL = 60_000, 1000


class Sparse(NamedTuple):
    """A large file of which only some parts are more than one byte again and again."""

    size: int
    parts: dict[int, bytes]
    fill: bytes

    def read(self, start: int, end: int) -> bytes:
        """The bytes from `start` up to `end`."""
        end = min(end, self.size)
        out = bytearray(self.fill * (end - start))
        for at, part in self.parts.items():
            low, high = max(at, start), min(at + len(part), end)
            if low < high:
                out[low - start : high - start] = part[low - at : high - at]
        return bytes(out)


def two_bit(lengths: Mapping[str, int]) -> Sparse:
    """The sequence in UCSC's 2bit format, version 0."""
    names = {name: name.encode() for name in lengths}
    at = 16 + sum(5 + len(name) for name in names.values())
    index, parts = struct.pack("<4I", 0x1A412743, 0, len(lengths), 0), {}
    for name, length in lengths.items():
        index += struct.pack("B", len(names[name])) + names[name] + struct.pack("<I", at)
        parts[at] = struct.pack("<4I", length, 0, 0, 0)
        at += 16 + (length + 3) // 4
    return Sparse(at, {0: index, **parts}, b"\xaa")


def two_bit_index(lengths: Mapping[str, int]) -> bytes:
    """The `.bpt` of `two_bit`: where each sequence lies, in one leaf of a B+ tree (UCSC's `bPlusTree.h`)."""
    at, rows, size = 16 + sum(5 + len(name) for name in lengths), [], max(map(len, lengths))
    for name, length in lengths.items():
        rows.append(name.encode().ljust(size, b"\0") + struct.pack("<Q", at))
        at += 16 + (length + 3) // 4
    head = struct.pack("<4I2Q", 0x78CA8C91, len(rows), size, 8, len(rows), 0)
    return head + struct.pack("<BBH", 1, 0, len(rows)) + b"".join(sorted(rows)) + bytes(_TAIL)


def fasta(lengths: Mapping[str, int]) -> Sparse:
    """The sequence as FASTA, one line a chromosome."""
    at, parts = 0, {}
    for name, length in lengths.items():
        head = f">{name}\n".encode()
        parts[at] = head
        at += len(head) + length
        parts[at] = b"\n"
        at += 1
    return Sparse(at, parts, b"A")


def packed_fasta(lengths: Mapping[str, int]) -> tuple[bytes, bytes]:
    """The same sequence as `fasta`, bgzipped, and the `.gzi` of that."""
    return _packed_fasta(tuple(lengths.items()))


@cache
def _packed_fasta(lengths: tuple[tuple[str, int], ...]) -> tuple[bytes, bytes]:
    out, offsets, plain = bytearray(), list[tuple[int, int]](), 0
    for name, length in lengths:
        full, rest = divmod(length, _BLOCK)
        for text, times in ((f">{name}\n".encode(), 1), (b"A" * _BLOCK, full), (b"A" * rest + b"\n", 1)):
            block = _bgzf(text) if times else b""
            offsets += [(len(out) + number * len(block), plain + number * len(text)) for number in range(times)]
            out += block * times
            plain += times * len(text)
    index = struct.pack("<Q", len(offsets) - 1) + b"".join(struct.pack("<QQ", *pair) for pair in offsets[1:])
    return bytes(out) + _bgzf(b""), index


def _bgzf(text: bytes) -> bytes:
    """One block of a bgzipped file (SAM specification, 4.1)."""
    packer = zlib.compressobj(wbits=-15)
    body = packer.compress(text) + packer.flush()
    head = b"\x1f\x8b\x08\x04" + bytes(5) + b"\xff\x06\x00BC\x02\x00" + struct.pack("<H", len(body) + 25)
    return head + body + struct.pack("<II", zlib.crc32(text), len(text))


def genbank(lengths: Mapping[str, int]) -> bytes:
    """A GenBank file of the first chromosome, at most so long as a small genome, with a gene in each part of a thousand bases."""
    name, length = next(iter(lengths.items()))
    size = min(length, _SMALL)
    head = f"LOCUS       {name} {size} bp DNA linear BCT 01-JAN-2000\nACCESSION   {name}\nVERSION     {name}\n"
    genes = "".join(
        f'     gene            {at + 1}..{at + 500}\n                     /gene="g{at}"\n' for at in range(0, size - 500, 1000)
    )
    rows = "".join(f"{at + 1:>9} {' '.join(['a' * 10] * 6)}\n" for at in range(0, size, 60))
    return f"{head}FEATURES             Location/Qualifiers\n{genes}ORIGIN\n{rows}//\n".encode()


def fasta_index(lengths: Mapping[str, int]) -> bytes:
    """The `.fai` of `fasta`."""
    at, rows = 0, []
    for name, length in lengths.items():
        at += len(name) + 2
        rows.append(f"{name}\t{length}\t{at}\t{length}\t{length + 1}\n")
        at += length + 1
    return "".join(rows).encode()


def sizes(lengths: Mapping[str, int]) -> bytes:
    """Names and lengths, tab-separated."""
    return "".join(f"{name}\t{length}\n" for name, length in lengths.items()).encode()


def cytobands(lengths: Mapping[str, int]) -> bytes:
    """One band a chromosome, gzipped."""
    return gzip.compress("".join(f"{name}\t0\t{length}\tp1\tgneg\n" for name, length in lengths.items()).encode(), mtime=0)


def aliases(lengths: Mapping[str, int]) -> bytes:
    """Each chromosome with and without `chr`."""
    rows = (f"{name}\t{name.removeprefix('chr') if name.startswith('chr') else 'chr' + name}\n" for name in lengths)
    return "".join(rows).encode()


def hub(genome: str) -> bytes:
    """An assembly hub of a genome, whose files lie beside it."""
    said = "hub hub\nshortLabel hub\nlongLabel hub\nuseOneFile on\nemail nobody@example.org\n"
    return f"{said}\ngenome {genome}\ntwoBitPath genome.2bit\nchromSizes genome.chrom.sizes\ndescription genome\n".encode()
