"""Stand-in genomes: files that say how long chromosomes are, and sequence of `A` alone, made while it is read."""

from __future__ import annotations

import gzip
import struct
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping


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
