"""File types of track data: one table of their names, endings, what they show and how their indexes are called.

What a name means follows the browsers: IGV desktop (`ResourceLocator`, `CodecFactory`), igv.js (`inferFileFormat`) and
JBrowse 2 (`guessAdapter`). Where they differ the comment at the row says so.
"""

from __future__ import annotations

import re
from typing import Literal
from urllib.parse import parse_qs

import msgspec

from converter.resources import htsget
from converter.resources.location import LocationKind, basename, is_remote, kind, split_suffix

Kind = Literal[
    "alignment",
    "variant",
    "annotation",
    "quantitative",
    "copy_number",
    "mutation",
    "interaction",
    "base_pair",
    "contact_map",
    "sequence",
    "expression",
    "junction",
    "gwas",
    "qtl",
    "multiple_alignment",
    "sample_information",
    "unknown",
]


class FileType(msgspec.Struct, frozen=True):
    """A type of file. `format`: its one canonical name, lower case; `kind`: what a track of it shows.

    `extensions`: endings of file names, without the dot, lower case; `words`: other names under which sessions declare
    it. `index`: endings, with the dot, of its index files, the usual one first; `packed_index`: the same for a file
    that is bgzipped. Both are empty for types that need no index.
    """

    format: str
    kind: Kind
    extensions: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    index: tuple[str, ...] = ()
    packed_index: tuple[str, ...] = ()


_TABIX = (".tbi", ".csi")


def _tabular(name: str, kind: Kind, extensions: str = "", words: str = "") -> FileType:
    """A tab-delimited type, sorted by position, so that it can be bgzipped and indexed; names are separated by spaces."""
    return FileType(name, kind, tuple(extensions.split()), tuple(words.split()), (), _TABIX)


def _type(name: str, kind: Kind, extensions: str = "", words: str = "", index: str = "") -> FileType:
    """A type with a form of its own; names and endings are separated by spaces."""
    return FileType(name, kind, tuple(extensions.split()), tuple(words.split()), tuple(index.split()), tuple(index.split()))


FILE_TYPES: tuple[FileType, ...] = (
    # reads
    _type("bam", "alignment", "bam", index=".bai .csi"),
    _type("cram", "alignment", "cram", index=".crai"),
    _type("sam", "alignment", "sam"),
    _type("bam.list", "alignment"),
    _type("sam.list", "alignment"),
    _type("alist", "alignment", "alist aligned"),
    _type("goby", "alignment", "entries header index tmh"),  # IGV up to 2.3 (`GobyAlignmentQueryReader`)
    _type("htsget", "alignment"),
    _type("htsget.vcf", "variant"),
    _type("htsget.cram", "alignment"),
    _type("htsget.bcf", "variant"),
    # variants
    _tabular("vcf", "variant", "vcf vcf3 vcf4", "vcftabix"),
    _type("bcf", "variant", "bcf", index=".csi"),
    _type("vcf.list", "variant"),
    # numbers along the genome
    _type("bigwig", "quantitative", "bw bigwig"),
    _tabular("bedgraph", "quantitative", "bedgraph bdg bg"),
    _type("wig", "quantitative", "wig", "wiggle_0 wiggle"),
    _type("tdf", "quantitative", "tdf"),
    _type("ewig.tdf", "quantitative", words="ewig"),
    _type("ibf", "quantitative", "ibf"),
    _type("igv", "quantitative", "igv"),
    _type("cpg", "quantitative", "cpg"),
    _type("expr", "quantitative", "expr"),
    _type("shape", "quantitative", "shape"),
    _type("map", "quantitative", "map"),
    # features
    _tabular("bed", "annotation", "bed bedz"),
    _tabular("bedmethyl", "annotation", "bedmethyl"),
    _type("bigbed", "annotation", "bb bigbed"),
    _type("biggenepred", "annotation", "biggenepred"),
    _type("bignarrowpeak", "annotation", "bignarrowpeak"),
    _tabular("narrowpeak", "annotation", "narrowpeak"),
    _tabular("broadpeak", "annotation", "broadpeak"),
    _tabular("regionpeak", "annotation", "regionpeak"),
    _tabular("gappedpeak", "annotation", "gappedpeak"),
    _tabular("peaks", "annotation", "peaks"),
    _tabular("gff3", "annotation", "gff3"),
    _tabular("gff", "annotation", "gff gff2"),
    _tabular("gvf", "annotation", "gvf"),
    _tabular("gtf", "annotation", "gtf"),
    _tabular("genepred", "annotation", "genepred"),
    _tabular("genepredext", "annotation", "genepredext"),
    _tabular("refgene", "annotation", "refgene ncbirefseq"),
    _tabular("refflat", "annotation", "refflat"),
    _tabular("ensgene", "annotation", "ensgene"),
    _tabular("ucscgene", "annotation", "ucscgene"),
    _tabular("psl", "annotation", "psl"),
    _tabular("pslx", "annotation", "pslx"),
    _tabular("rmsk", "annotation", "rmsk rmask repmask"),
    _tabular("snp", "annotation", "snp ucscsnp"),  # igv.js and UCSC; IGV desktop also reads Affymetrix `.snp` data
    _tabular("dgv", "annotation", "dgv"),
    _tabular("cpgislandext", "annotation", words="cpgislandext"),
    _tabular("wgrna", "annotation", words="wgrna"),
    _tabular("gwascatalog", "annotation", words="gwascatalog"),
    _tabular("bedpe-domain", "annotation"),
    _type("aed", "annotation", "aed"),
    _type("fusionjuncspan", "annotation", "fusionjuncspan"),
    _type("interval_list", "annotation", "interval_list"),
    _type("smap", "annotation", "smap"),
    _type("dranger", "annotation", "dranger"),
    _type("embl", "annotation", "embl"),
    _type("genbank", "annotation", "gbk gb"),
    _tabular("paf", "annotation", "paf"),  # IGV draws its rows as features; JBrowse 2 makes it a synteny track
    _tabular("junctions", "junction", words="junction splicejunctions"),
    # pairs of places
    _tabular("bedpe", "interaction", "bedpe", "bedpe-loop"),
    _tabular("interact", "interaction", "interact", "interaction"),
    _type("biginteract", "interaction", "biginteract"),
    _tabular("longrange", "interaction", "longrange"),
    _type("hiccups", "interaction", "hiccups"),
    _type("hic", "contact_map", "hic"),
    # samples
    _tabular("seg", "copy_number", "seg", "cbs glad birdseye_canary_calls seg.zip"),
    _type("cn", "copy_number", "cn xcn"),
    _type("loh", "copy_number", "loh"),
    _type("gcnv", "copy_number"),
    _type("pytor", "copy_number", "pytor", "cnvpytor"),
    _type("gistic", "copy_number", "gistic"),
    _tabular("mut", "mutation", "mut"),
    _tabular("maf", "mutation", "maf"),  # igv.js; IGV desktop looks inside and knows UCSC's multiple alignments as well
    _type("maf.dict", "multiple_alignment"),
    _type("bigmaf", "multiple_alignment", "bigmaf"),
    _type("gct", "expression", "gct"),
    _type("res", "expression", "res"),
    _type("fpkm_tracking", "expression"),
    _type("diff", "expression"),
    _tabular("gwas", "gwas", "gwas logistic linear assoc qassoc", "gtexgwas"),
    _tabular("qtl", "qtl", "qtl"),
    _tabular("eqtl", "qtl", "eqtl"),
    _type("sampleinfo", "sample_information", "sampleinfo"),
    # sequence and structure
    FileType("fasta", "sequence", ("fa", "fasta", "fna", "fas", "mfa"), (), (".fai",), (".fai", ".gzi")),
    _type("2bit", "sequence", "2bit", "twobit"),
    _type("bp", "base_pair", "bp"),
    _type("dbn", "base_pair", "dbn db"),
    _type("ct", "base_pair", "ct"),
    _type("dp", "base_pair", "dp"),
    # what JBrowse 1 makes of other files, and what it asks servers for
    _type("nclist", "annotation"),
    _type("sparql", "annotation"),
    _type("jbrest", "annotation"),
    _type("imagetiles", "unknown"),
    _type("seqchunks", "sequence"),
    # whole-genome comparisons and others that no track kind of ours names
    _tabular("pif", "unknown", "pif"),
    _type("delta", "unknown", "delta"),
    _type("chain", "unknown", "chain"),
    _type("anchors", "unknown", "anchors"),
    _type("anchors.simple", "unknown"),
    _tabular("ld", "unknown", "ld"),
    _type("dsi", "unknown", "dsi"),
    _type("shoebox", "unknown"),
)

_BY_EXTENSION = {extension: file_type for file_type in FILE_TYPES for extension in file_type.extensions}
_BY_WORD = _BY_EXTENSION | {word: file_type for file_type in FILE_TYPES for word in (file_type.format, *file_type.words)}

# endings of more than one word, and endings without a dot, tried before the extension
_ENDINGS: tuple[tuple[str, str], ...] = (
    ("junctions.bed", "junctions"),
    ("ewig.tdf", "ewig.tdf"),
    (".maf.annotated", "mut"),
    (".maf.dict", "maf.dict"),
    (".bam.list", "bam.list"),
    (".sam.list", "sam.list"),
    (".vcf.list", "vcf.list"),
    (".seg.zip", "seg"),
    (".anchors.simple", "anchors.simple"),
    ("fpkm_tracking", "fpkm_tracking"),
    ("gene_exp.diff", "diff"),
    ("cds_exp.diff", "diff"),
    ("_clusters", "bedpe"),
)
_ENDING_TEXTS = tuple(ending for ending, _ in _ENDINGS)
# names of UCSC's gene tables, wherever they stand in a file name whose ending says nothing (`hg18_refGene.txt`)
_GENE_TABLES = ("refflat", "genepredext", "genepred", "ensgene", "refgene", "ncbirefseq", "ucscgene")

_PACKED = (".gz", ".bgz")
_NEUTRAL = (".txt", ".tab", ".tsv", ".xls")
_WITHOUT_NEIGHBOURS = frozenset({LocationKind.DATA, LocationKind.BLOB})
_NAMED_IN_QUERY = re.compile(r"[?&](?:dataformat|file)=", re.IGNORECASE)


def infer(location: str, declared: str | None = None) -> FileType | None:
    """The type of the file at `location` (or of that name); `None` when neither the name nor `declared` tells.

    `declared` is the format that a session gives, with or without a leading dot, in any case; it wins when we know it.
    """
    declared_type = named(declared) if declared else None
    if location.startswith(htsget.SCHEME):
        served = htsget.FORMATS.get(declared_type.format, declared_type.format) if declared_type else htsget.format_at(location)
        return _BY_WORD.get(served or "")
    return declared_type or _by_query(location) or _by_name(basename(location).lower())


def named(declared: str) -> FileType | None:
    """The type of that name, with or without a leading dot, in any case; `None` for a name that we don't know."""
    return _BY_WORD.get(declared.strip().lstrip(".").lower())


def is_other_name(declared: str) -> bool:
    """Whether a declared format is another name of the type than its canonical one: `bw` of `bigwig`."""
    found = named(declared)
    return found is not None and found.format != declared.strip().lstrip(".").lower()


_INDEXES = (".bai", ".csi", ".crai", ".tbi", ".fai", ".gzi")


def conventional_index(location: str, file_format: str) -> str | None:
    """Where browsers look for the index of a file of that format when a session does not say; `None` if it needs none.

    The ending goes before the query: `x.bam?v=2` has its index at `x.bam.bai?v=2`.
    """
    file_type = _BY_WORD.get(file_format.lower())
    if file_type is None or kind(location) in _WITHOUT_NEIGHBOURS:
        return None
    path, suffix = split_suffix(location)
    endings = _index_endings(file_type, path)
    return f"{path}{endings[0]}{suffix}" if endings else None


def is_conventional_index(location: str, index: str) -> bool:
    """Whether browsers would try `index` by themselves: its ending behind that of the file, or in its place (`x.bai`)."""
    file_type = infer(location)
    if file_type is None:
        return False
    path, suffix = split_suffix(location)
    stems = (path,) if path.lower().endswith(_PACKED) else (path, path.rpartition(".")[0])
    return any(index == f"{stem}{ending}{suffix}" for stem in stems for ending in _index_endings(file_type, path))


def indexed_by(name: str) -> tuple[str, ...]:
    """What the file of an index may be called: its name without the ending, or with another; nothing for what is no index."""
    stem, ending = name[: name.rfind(".")], name[name.rfind(".") :].lower()
    return (stem, f"{stem}.bam", f"{stem}.cram") if ending in _INDEXES else ()


def _index_endings(file_type: FileType, path: str) -> tuple[str, ...]:
    return file_type.packed_index if path.lower().endswith(_PACKED) else file_type.index


def _by_query(location: str) -> FileType | None:
    """What `dataformat=`, or else the name in `file=`, says in the query of a URL (IGV desktop)."""
    if "=" not in location or not _NAMED_IN_QUERY.search(location) or not is_remote(location):
        return None
    query = parse_qs(split_suffix(location)[1].removeprefix("?"), errors="replace")
    by_word = _BY_WORD.get(query.get("dataformat", [""])[-1].lstrip(".").lower())
    return by_word or _by_name(basename(query.get("file", [""])[-1]).lower())


def _by_name(name: str) -> FileType | None:
    """By a file name in lower case: special endings, then the last extension, then a gene table that it mentions."""
    for packed in _PACKED:
        name = name.removesuffix(packed)
    return _by_ending(name) or _by_ending(_without_neutral(name)) or _by_gene_table(name)


def _by_ending(name: str) -> FileType | None:
    if name.endswith(_ENDING_TEXTS):
        return _BY_WORD[next(word for ending, word in _ENDINGS if name.endswith(ending))]
    _, dot, extension = name.rpartition(".")
    return _BY_EXTENSION.get(extension) if dot else None


def _without_neutral(name: str) -> str:
    for neutral in _NEUTRAL:
        name = name.removesuffix(neutral)
    return name


def _by_gene_table(name: str) -> FileType | None:
    return next((_BY_WORD[table] for table in _GENE_TABLES if table in name), None)
