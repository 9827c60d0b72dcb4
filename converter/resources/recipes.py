"""How files of one type become files of another that more browsers open: the commands, with their names to be filled in.

`{file}`: the file, quoted; `{stem}`: its name without endings, quoted; `{sizes}`: the lengths of the chromosomes.
`gzip -cdf` reads plain files too. What is made lies beside the file.
"""

from __future__ import annotations

from typing import NamedTuple


class Recipe(NamedTuple):
    """What makes a file of `format`, called `{stem}` and `ending`, of another one."""

    format: str
    ending: str
    command: str


_SORTED = "LC_ALL=C sort -k1,1 -k2,2n"
_SPLIT = r"""awk -F'\t' -v OFS='\t'"""


_PLAIN = "gzip -cdf {file}"


def _bed(rows: str) -> Recipe:
    """BED by a command that prints its rows."""
    return Recipe("bed", ".bed.gz", f"{_PLAIN} | {rows} | {_SORTED} | bgzip > {{stem}}.bed.gz")


def _bigbed(rows: str, more: str = "") -> Recipe:
    """BigBed by a command that prints rows of BED, which stay, sorted. `more`: what the columns beyond the standard are."""
    sorted_rows = f"{_PLAIN} | {rows} | {_SORTED} > {{stem}}.sorted.bed"
    return Recipe("bigbed", ".bb", f"{sorted_rows} && bedToBigBed {more}{{stem}}.sorted.bed {{sizes}} {{stem}}.bb")


def _columns(columns: str, where: str = "!/^(#|track|browser)/") -> str:
    """The rows of BED that some columns of a table are."""
    return f"{_SPLIT} '{where} {{{{print {columns}}}}}'"


def _bigwig(rows: str) -> Recipe:
    """BigWig of the bedGraph that a command prints; the bedGraph stays."""
    made = f"{rows} | {_SORTED} > {{stem}}.bedgraph && bedGraphToBigWig {{stem}}.bedgraph {{sizes}} {{stem}}.bw"
    return Recipe("bigwig", ".bw", made)


_HEADER = "NR==1 {{for(i=1;i<=NF;i++) c[toupper($i)]=i; next}}"
_GWAS = f'{_SPLIT} \'{_HEADER} {{{{b=c["BP"]?c["BP"]:c["POS"]; print $c["CHR"],$b-1,$b,-log($c["P"])/log(10)}}}}\''
_INTERACT = f"{_SPLIT} '!/^(#|track)/ {{{{print $9,$10,$11,$14,$15,$16,$4,$5,$13,$18}}}}'"

_GENES = {
    **dict.fromkeys(("refgene", "ensgene", "genepredext", "refflat"), "cut -f 2- | genePredToBed stdin stdout"),
    "genepred": "genePredToBed stdin stdout",
    "ucscgene": "cut -f 1-10 | genePredToBed stdin stdout",
    "psl": "pslToBed stdin stdout",
}
"""By format of genes or alignments, the command that prints rows of BED."""
_TABLES = {
    "igv": _columns("$1,$2,$3,$4,$5", "!/^#/ && n++"),
    "seg": _columns("$2,$3-1,$4,$1,$NF", "!/^#/ && n++"),
    "mut": _columns('$1,$2-1,$3,$4":"$5', "!/^#/ && n++"),
    "rmsk": _columns("$6,$7,$8,$11,$2,$10"),
    "snp": _columns("$2,$3,$4,$5"),
    "dgv": _columns("$2,$3,$4,$5"),
    "interval_list": _columns("$1,$2-1,$3,$5,0,$4", "!/^@/"),
}
"""The same by format of a table; what stands behind the name may be any number."""

RECIPES: dict[str, Recipe] = {
    "sam": Recipe("bam", ".bam", "samtools sort -o {stem}.bam {file}"),
    "bcf": Recipe("vcf", ".vcf.gz", "bcftools view -Oz -o {stem}.vcf.gz {file}"),
    "wig": Recipe("bigwig", ".bw", "wigToBigWig {file} {sizes} {stem}.bw"),
    "tdf": _bigwig("igvtools tdftobedgraph {file} {stem}.tdf.bedgraph && cat {stem}.tdf.bedgraph"),
    "gwas": _bigwig(f"{_PLAIN} | {_GWAS}"),
    **{name: _bed(rows) for name, rows in (_GENES | _TABLES).items()},
    "interact": Recipe("bedpe", ".bedpe", f"{_PLAIN} | {_INTERACT} > {{stem}}.bedpe"),
    "gvf": Recipe("gff3", ".gff3", f"{_PLAIN} > {{stem}}.gff3"),
    "2bit": Recipe("fasta", ".fa", "twoBitToFa {file} {stem}.fa"),
}
"""By format, how to make another one of it."""

_ROWS = f"{_SPLIT} '!/^(#|track|browser)/ {{{{if (NF>4) $5=$5>1000?1000:int($5); print}}}}'"
"""Rows of BED with whole scores up to 1000, as bedToBigBed wants them; MACS writes larger ones."""
_PEAKS = {"narrowpeak": "bed6+4", "regionpeak": "bed6+4", "broadpeak": "bed6+3", "gappedpeak": "bed12+3", "bedmethyl": "bed9+"}
BINARY: dict[str, Recipe] = {
    "bed": _bigbed(_ROWS),
    "junctions": _bigbed(_ROWS),
    **{name: _bigbed(_ROWS, f"-type={columns} ") for name, columns in _PEAKS.items()},
    "bedgraph": _bigwig(f"{_PLAIN} | grep -vE '^(#|track|browser)'"),
    "gff3": _bigbed("gff3ToGenePred stdin stdout | genePredToBed stdin stdout"),
    "gtf": _bigbed("gtfToGenePred stdin stdout | genePredToBed stdin stdout"),
    **{name: _bigbed(rows) for name, rows in _GENES.items()},
    **{name: _bigbed(rows, "-tab -type=bed4+ ") for name, rows in _TABLES.items()},
    **{name: RECIPES[name] for name in ("sam", "bcf", "wig", "tdf", "gwas")},
}
"""The same for the UCSC browser, whose tracks of a hub are indexed binary files: BED and its like as bigBed."""


def recipe_for(file_format: str, target: str) -> Recipe | None:
    """How to make of a file of a format what a target opens; None where no way is known."""
    return (BINARY if target == "ucsc" else RECIPES).get(file_format)
