"""Stand-in data as files: packed and indexed as the name says, and the formats that are not text."""

from __future__ import annotations

import contextlib
import struct
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pybigtools
import pyBigWig
import pysam

from tests.apps.judges import IGV_JAR
from tests.apps.standins.genomes import sizes
from tests.apps.standins.hic import hic
from tests.apps.standins.places import Ground, in_order
from tests.apps.standins.pytor import pytor
from tests.apps.standins.texts import TEXTS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_DEFINED = 34
"""Where the header of a bigBed says how many of its columns are those of BED; its library says: all."""
_COLUMNS_SAID = """table chromosomes
"A row for each chromosome"
(
string chrom;       "Chromosome"
uint   chromStart;  "Start"
uint   chromEnd;    "End"
string name;        "Name"
{} "More"
)
"""
Files = dict[str, bytes]
"""What was made, by ending: `""` the data, `.bai`, `.tbi`, … its index."""

_COLUMNS = {"refgene": (2, 4, 5), "genepredext": (1, 3, 4), "ensgene": (2, 4, 5), "ucscgene": (2, 4, 5), "rmsk": (5, 6, 7)}
_PRESETS: dict[str, Any] = {
    "vcf": "vcf",
    **dict.fromkeys(("gff3", "gff", "gtf", "gvf"), "gff"),
    **dict.fromkeys(("bed", "gappedpeak", "junctions", "bedmethyl", "narrowpeak", "peaks", "broadpeak", "regionpeak"), "bed"),
    **dict.fromkeys(("bedgraph", "bedpe", "interact", "longrange"), "bed"),
}
_READ, _INTRON, _WAIT, _MANY = 40, 200, 400, 100
"""Bases of a read and of its intron; seconds that IGV's tool gets for a TDF, and how many samples, which take it long."""


def made(form: str, where: Ground, samples: Sequence[str], *, packed: bool) -> Files | None:
    """A file of a format with its indexes; `packed`: bgzipped. None where there is no stand-in of that format."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "data"
        if form in ("bam", "cram", "sam"):
            _reads(path, form, where)
        elif form == "bigwig":
            _bigwig(path, where)
        elif form in ("bigbed", "biggenepred", "bignarrowpeak", "biginteract"):
            _bigbed(path, where)
        elif form in ("tdf", "ewig.tdf") and IGV_JAR.is_file():
            _tdf(path, where, "ACGTN" if form == "ewig.tdf" else samples[:_MANY])
        elif form == "hic":
            path.write_bytes(hic(where))
        elif form == "pytor":
            pytor(path, where)
        elif form == "bcf":
            _bcf(path, where, samples)
        elif form in TEXTS:
            _text(path, form, TEXTS[form](where, samples), packed=packed)
        else:
            return None
        return {one.name.removeprefix("data"): one.read_bytes() for one in Path(folder).glob("data*")}


def _reads(path: Path, form: str, where: Ground) -> None:
    header = {
        "HD": {"VN": "1.6", "SO": "coordinate"},
        "SQ": [{"SN": name, "LN": length} for name, length in where.chromosomes.items()],
        "RG": [{"ID": "one", "SM": "first"}],
    }
    mode = {"bam": "wb", "cram": "wc", "sam": "w"}[form]
    options = ["no_ref=1", "version=3.0"] if form == "cram" else None
    with pysam.AlignmentFile(str(path), mode, header=header, format_options=options) as out:
        reads = [read for number, one in enumerate(in_order(where)) for read in _pile(out.header, f"r{number}", where, one)]
        for read in sorted(reads, key=lambda one: (one.reference_id, one.reference_start)):
            out.write(_bare(read, form))
    if form == "sam":
        _sam_index(path)
        return
    pysam.index(str(path))
    if form == "bam":
        pysam.index("-c", str(path))


def _sam_index(path: Path) -> None:
    """IGV's own index of a SAM file, without which IGV does not show one."""
    if IGV_JAR.is_file():
        named = path.with_name("reads.sam")
        path.rename(named)
        _igv_tool("index", named)
        named.rename(path)
        named.with_name("reads.sam.sai").rename(path.with_name("data.sai"))


def tribble(form: str, text: bytes) -> bytes | None:
    """IGV's own index (`.idx`) of a text that is not packed; None where IGV's tools are not there, or can't index it."""
    if not IGV_JAR.is_file():
        return None
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"data.{form}"
        path.write_bytes(text)
        with contextlib.suppress(subprocess.CalledProcessError):
            _igv_tool("index", path)
            return path.with_name(f"{path.name}.idx").read_bytes()
    return None


def _igv_tool(*words: str | Path) -> None:
    tool = ["java", "-Djava.awt.headless=true", "-cp", str(IGV_JAR), "org.broad.igv.tools.IgvTools"]
    subprocess.run([*tool, *map(str, words)], capture_output=True, timeout=_WAIT, check=True, cwd=Path(words[1]).parent)


def _pile(header: pysam.AlignmentHeader, name: str, where: Ground, one: tuple[str, int, int]) -> Iterator[pysam.AlignedSegment]:
    """Three reads at an interval, and one with an intron."""
    chrom, start, _ = one
    for copy in range(3):
        yield _read(header, f"{name}_{copy}", chrom, min(start + copy, where.chromosomes[chrom] - _READ))
    if start + _READ + _INTRON < where.chromosomes[chrom]:
        spliced = _read(header, f"{name}_spliced", chrom, start + 2)
        spliced.cigarstring = f"{_READ // 2}M{_INTRON}N{_READ // 2}M"
        yield spliced


def _read(header: pysam.AlignmentHeader, name: str, chrom: str, start: int) -> pysam.AlignedSegment:
    read = pysam.AlignedSegment(header)
    read.query_name, read.reference_name, read.reference_start = name, chrom, max(0, start)
    read.flag, read.mapping_quality, read.cigarstring = 0, 60, f"{_READ}M"
    read.query_sequence = "A" * _READ
    read.query_qualities = pysam.qualitystring_to_array("I" * _READ)
    read.set_tag("RG", "one")
    return read


def _bare(read: pysam.AlignedSegment, form: str) -> pysam.AlignedSegment:
    """A read for CRAM has no bases: htsjdk, and with it IGV, finds them by the reference alone."""
    if form == "cram":
        read.query_sequence = None
    return read


def _bcf(path: Path, where: Ground, samples: Sequence[str]) -> None:
    text = path.with_name("source.vcf")
    text.write_text(TEXTS["vcf"](where, samples))
    with pysam.VariantFile(str(text)) as found, pysam.VariantFile(str(path), "wb", header=found.header) as out:
        for one in found:
            out.write(one)
    pysam.tabix_index(str(path), preset="bcf", csi=True)  # it knows this one, too


def _bigwig(path: Path, where: Ground) -> None:
    with pyBigWig.open(str(path), "w") as out:
        out.addHeader(list(where.chromosomes.items()))
        rows, last = [], ("", 0)
        for chrom, start, end in in_order(where):
            if (chrom, start) >= last or chrom != last[0]:
                rows.append((chrom, start, end, float(start % 7 + 1)))
                last = (chrom, end)
        chroms, starts, ends, values = zip(*rows, strict=True)
        out.addEntries(list(chroms), list(starts), ends=list(ends), values=list(values))


def _tdf(path: Path, where: Ground, samples: Sequence[str]) -> None:
    """IGV's own tools make it of a table with a column a sample, or of numbers along the genome."""
    form = "igv" if samples else "wig"
    table, lengths, out = (path.with_name(f"source.{ending}") for ending in (form, "chrom.sizes", "tdf"))
    table.write_text(TEXTS[form](where, samples))
    lengths.write_bytes(sizes(where.chromosomes))
    _igv_tool("toTDF", table, out, lengths)
    out.rename(path)


def _bigbed(path: Path, where: Ground) -> None:
    rows = sorted((chrom, start, end, f"f{start}\t500\t+") for chrom, start, end in in_order(where))
    named = path.with_name("big.bb")
    pybigtools.open(str(named), "w").write(where.chromosomes, iter(rows))
    named.rename(path)


def cytobands(lengths: Mapping[str, int]) -> bytes:
    """One band a chromosome, as bigBed."""
    return _table(lengths, dict.fromkeys(lengths, "p1\tgneg"), "string gieStain;", 4)


def aliases(lengths: Mapping[str, int]) -> bytes:
    """Each chromosome with and without `chr`, as bigBed."""
    others = {name: name.removeprefix("chr") if name.startswith("chr") else f"chr{name}" for name in lengths}
    return _table(lengths, {name: f"{name}\t{other}" for name, other in others.items()}, "string other;", 3)


def _table(lengths: Mapping[str, int], rows: Mapping[str, str], column: str, defined: int) -> bytes:
    """A row for each chromosome, with a name and another column; `defined`: how many columns are those of BED."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "table.bb"
        sorted_rows = ((name, 0, length, rows[name]) for name, length in sorted(lengths.items()))
        pybigtools.open(str(path), "w").write(dict(lengths), sorted_rows, _COLUMNS_SAID.format(column))
        held = bytearray(path.read_bytes())
        struct.pack_into("<H", held, _DEFINED, defined)
        return bytes(held)


def _text(path: Path, form: str, text: str, *, packed: bool) -> None:
    if not packed:
        path.write_text(text)
        return
    plain = path.with_name("plain")
    plain.write_text(text)
    pysam.tabix_compress(str(plain), str(path), force=True)
    for csi in (False, True):
        if form in _COLUMNS:
            chrom, start, end = _COLUMNS[form]
            pysam.tabix_index(str(path), force=True, seq_col=chrom, start_col=start, end_col=end, zerobased=True, csi=csi)
        elif form in _PRESETS:
            pysam.tabix_index(str(path), force=True, preset=_PRESETS[form], csi=csi)
