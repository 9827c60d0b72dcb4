"""What each target opens: as it is, with an index, after a conversion, or not at all; and the commands that help.

The names of targets are those of the formats. What IGV desktop opens is what 2.16 to 2.19 open.
"""

from __future__ import annotations

import shlex
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from converter.resources import htsget
from converter.resources.filetypes import FileType, conventional_index, infer
from converter.resources.location import basename, split_suffix
from converter.resources.recipes import recipe_for


class Opening(StrEnum):
    """How a target opens files of a type."""

    AS_IS = "as is"
    WITH_INDEX = "with an index"
    CONVERTED = "after a conversion"
    NEVER = "not at all"


MADE_OF = {
    "nclist": "the GFF3, GenBank or BED file that flatfile-to-json.pl was given",
    "imagetiles": "the WIG or bigWig file that wig-to-json.pl was given, as bigWig",
    "seqchunks": "the FASTA file that prepare-refseqs.pl was given, indexed with samtools faidx",
    "jbrest": "a file with the features that the server gives (GFF3, BED or bigBed)",
    "sparql": "a file with the features that the server gives (GFF3, BED or bigBed)",
}
"""By format that no other program than JBrowse reads, what such files were made of."""
_IGV = frozenset(
    {
        *("bam", "cram", "sam", "bam.list", "sam.list", "alist", "htsget", "htsget.vcf", "vcf", "bcf", "vcf.list"),
        *("bigwig", "bedgraph", "wig", "tdf", "ewig.tdf", "ibf", "igv", "cpg", "expr", "shape", "map"),
        *("bed", "bedmethyl", "bigbed", "biggenepred", "bignarrowpeak", "narrowpeak", "broadpeak", "regionpeak", "gappedpeak"),
        *("peaks", "gff3", "gff", "gvf", "gtf", "genepredext", "refgene", "refflat", "ensgene", "ucscgene", "psl", "pslx"),
        *("rmsk", "snp", "dgv", "interval_list", "smap", "dranger", "embl", "genbank", "paf"),
        *("junctions", "bedpe", "biginteract", "seg", "cn", "loh", "gistic", "mut", "maf", "maf.dict"),
        *("gct", "res", "fpkm_tracking", "diff", "gwas", "eqtl", "sampleinfo", "bp", "dbn", "ct", "dp", "dsi"),
    }
)
_IGVJS = frozenset(
    {
        *("bam", "cram", "htsget", "htsget.vcf", "vcf", "vcf.list", "bigwig", "wig", "bedgraph", "tdf", "bed", "bedmethyl"),
        *("bigbed", "biggenepred", "bignarrowpeak", "narrowpeak", "broadpeak", "regionpeak", "gappedpeak"),
        *("peaks", "gff3", "gff", "gtf", "genepred", "genepredext", "refgene", "refflat", "ensgene", "ucscgene"),
        *("rmsk", "snp", "cpgislandext", "wgrna", "gwascatalog", "bedpe", "bedpe-domain", "aed", "fusionjuncspan"),
        *("genbank", "junctions", "interact", "biginteract", "longrange", "hiccups", "hic", "seg", "gcnv"),
        *("pytor", "mut", "maf", "gwas", "qtl", "eqtl", "fasta", "bp", "shoebox", "sampleinfo"),
    }
)
_JBROWSE = frozenset(
    {
        *("bam", "cram", "htsget", "vcf", "bigwig", "bedgraph", "bed", "bedmethyl", "bigbed", "biggenepred", "bignarrowpeak"),
        *("narrowpeak", "broadpeak", "regionpeak", "gappedpeak", "junctions", "bedpe", "biginteract", "gff3", "gff", "gvf"),
        *("gtf", "hic", "paf", "pif", "delta", "chain", "anchors", "anchors.simple", "ld"),
        *("nclist", "sparql"),
    }
)
_UCSC = frozenset(
    {
        *("bam", "cram", "vcf", "bigwig", "bigbed", "biggenepred", "bignarrowpeak", "biginteract", "bigmaf", "hic", "longrange"),
    }
)
OPENS = {"igvxml": _IGV, "igvjson": _IGVJS, "jbrowse2": _JBROWSE, "ucsc": _UCSC}
"""By target, the formats of `filetypes` that it draws without a conversion."""

_WHOLE = {"igvxml": None, "igvjson": None, "jbrowse2": frozenset({"bedpe", "gtf", "paf"})}
"""By target, the tables that it reads as a whole where they have no index: all of them, or these."""
_COMMON = {"ucsc": "bigWig, bigBed, VCF or BAM"}
"""What targets open that most files can be made into, where that is not what most targets open."""
_INDEXERS = {
    ".bai": "samtools index {file}",
    ".crai": "samtools index {file}",
    ".fai": "samtools faidx {file}",
    ".csi": "bcftools index {file}",
}
_PRESETS = {"vcf": "vcf", "gff3": "gff", "gff": "gff", "gtf": "gff", "gvf": "gff", "sam": "sam"}


class Preparation(NamedTuple):
    """What makes of a file one that a target opens: `commands` in their order, and the file and index that they make."""

    commands: tuple[str, ...]
    made: str
    format: str
    made_index: str | None


@lru_cache(maxsize=512)
def opening(file_format: str, target: str) -> Opening:
    """How a target opens files of a format; a format or target that we don't know is opened as it is, for all we know."""
    opens, known = OPENS.get(target), _type(file_format)
    if opens is None or known is None:
        return Opening.AS_IS
    if known.format in opens:
        return Opening.WITH_INDEX if known.index else Opening.AS_IS
    recipe = recipe_for(known.format, target)
    return Opening.CONVERTED if recipe is not None and recipe.format in opens else Opening.NEVER


def reads_whole(file_format: str, target: str) -> bool:
    """Whether a target reads a file as a whole that might have an index, but has none."""
    known, tables = _type(file_format), _WHOLE.get(target, frozenset())
    return known is not None and not known.index and (tables is None or known.format in tables)


def index_command(location: str, file_format: str) -> str | None:
    """The command that makes the index of a file as browsers look for it; `None` for one that has none."""
    index = conventional_index(location, file_format)
    if index is None:
        return None
    return _index_of(quoted(basename(location)), file_format, split_suffix(index)[0])


def command_of_index(index: str) -> str | None:
    """The command that makes an index of that name, which lies beside its file; `None` where the name tells no file."""
    path = split_suffix(index)[0]
    file = path.rpartition(".")[0]
    known = infer(file)
    return index_command(file, known.format) if known is not None and conventional_index(file, known.format) == path else None


def preparation(location: str, file_format: str, target: str, sizes: str = "chrom.sizes", work: str = "") -> Preparation | None:
    """How to make of a file what a target opens, with names but no folders; `None` where nothing is to be made, or can be.

    `sizes`: the file with the lengths of the chromosomes; `work`: what the names of what is made begin with.
    """
    if opening(file_format, target) is not Opening.CONVERTED:
        return None
    recipe = recipe_for(_known(file_format).format, target)
    if recipe is None:
        return None
    file = basename(location)
    stem = f"{work}{file.removesuffix('.gz').removesuffix('.bgz')}"
    made = f"{stem}{recipe.ending}"
    command = recipe.command.format(file=quoted(file), stem=quoted(stem), sizes=quoted(sizes))
    index = conventional_index(made, recipe.format)
    if index is None:
        return Preparation((command,), made, recipe.format, None)
    return Preparation((command, _index_of(quoted(made), recipe.format, index)), made, recipe.format, index)


def quoted(name: str) -> str:
    """A file name as one word of a shell that no program takes for an option."""
    return shlex.quote(f"./{name}" if name.startswith("-") else name)


def advice(location: str, file_format: str, target: str, sizes: str = "chrom.sizes") -> str:
    """What to do about a file that a target can't open, in one sentence with the exact commands."""
    found = preparation(location, file_format, target, sizes)
    if file_format in htsget.ASK:
        asked, given = htsget.ASK[file_format].upper(), file_format.rpartition(".")[2].upper()
        return f"Ask the service for {asked}, which it may give of the same data: say that format in place of {given}."
    if found is None and file_format in MADE_OF:
        return f"Use what it was made of: {MADE_OF[file_format]}."
    if found is None:
        return f"Convert the file to {_COMMON.get(target, 'bigWig, BED, GFF3, VCF or BAM')}; no tool is known here that does."
    return f"Convert the file: {' && '.join(found.commands)}"


def _type(file_format: str) -> FileType | None:
    return infer("", file_format)


def _known(file_format: str) -> FileType:
    found = _type(file_format)
    return FileType(file_format, "unknown") if found is None else found


def _index_of(file: str, file_format: str, index: str) -> str:
    ending = index[index.rfind(".") :].lower()
    if ending == ".tbi":
        return f"tabix -f -p {_PRESETS.get(_known(file_format).format, 'bed')} {file}"
    return _INDEXERS.get(ending, "samtools index {file}").format(file=file)
