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


def _bed(rows: str) -> Recipe:
    """BED by a command that prints its rows."""
    return Recipe("bed", ".bed.gz", f"gzip -cdf {{file}} | {rows} | {_SORTED} | bgzip > {{stem}}.bed.gz")


def _columns(columns: str, where: str = "!/^(#|track|browser)/") -> Recipe:
    """BED of some columns of a table."""
    return _bed(f"{_SPLIT} '{where} {{{{print {columns}}}}}'")


def _bigwig(rows: str) -> Recipe:
    """BigWig of the bedGraph that a command prints; the bedGraph stays."""
    made = f"{rows} | {_SORTED} > {{stem}}.bedgraph && bedGraphToBigWig {{stem}}.bedgraph {{sizes}} {{stem}}.bw"
    return Recipe("bigwig", ".bw", made)


_HEADER = "NR==1 {{for(i=1;i<=NF;i++) c[toupper($i)]=i; next}}"
_GWAS = f'{_SPLIT} \'{_HEADER} {{{{b=c["BP"]?c["BP"]:c["POS"]; print $c["CHR"],$b-1,$b,-log($c["P"])/log(10)}}}}\''
_INTERACT = f"{_SPLIT} '!/^(#|track)/ {{{{print $9,$10,$11,$14,$15,$16,$4,$5,$13,$18}}}}'"

RECIPES: dict[str, Recipe] = {
    "sam": Recipe("bam", ".bam", "samtools sort -o {stem}.bam {file}"),
    "bcf": Recipe("vcf", ".vcf.gz", "bcftools view -Oz -o {stem}.vcf.gz {file}"),
    "wig": Recipe("bigwig", ".bw", "wigToBigWig {file} {sizes} {stem}.bw"),
    "tdf": _bigwig("igvtools tdftobedgraph {file} {stem}.tdf.bedgraph && cat {stem}.tdf.bedgraph"),
    "igv": _columns("$1,$2,$3,$4,$5", "!/^#/ && n++"),
    "seg": _columns("$2,$3-1,$4,$1,$NF", "!/^#/ && n++"),
    "mut": _columns('$1,$2-1,$3,$4":"$5', "!/^#/ && n++"),
    "gwas": _bigwig(f"gzip -cdf {{file}} | {_GWAS}"),
    "refgene": _bed("cut -f 2- | genePredToBed stdin stdout"),
    "ensgene": _bed("cut -f 2- | genePredToBed stdin stdout"),
    "genepredext": _bed("cut -f 2- | genePredToBed stdin stdout"),
    "refflat": _bed("cut -f 2- | genePredToBed stdin stdout"),
    "genepred": _bed("genePredToBed stdin stdout"),
    "ucscgene": _bed("cut -f 1-10 | genePredToBed stdin stdout"),
    "psl": _bed("pslToBed stdin stdout"),
    "rmsk": _columns("$6,$7,$8,$11,$2,$10"),
    "snp": _columns("$2,$3,$4,$5"),
    "dgv": _columns("$2,$3,$4,$5"),
    "interval_list": _columns("$1,$2-1,$3,$5,0,$4", "!/^@/"),
    "interact": Recipe("bedpe", ".bedpe", f"gzip -cdf {{file}} | {_INTERACT} > {{stem}}.bedpe"),
    "gvf": Recipe("gff3", ".gff3", "gzip -cdf {file} > {stem}.gff3"),
    "2bit": Recipe("fasta", ".fa", "twoBitToFa {file} {stem}.fa"),
}
"""By format, how to make another one of it."""


def _bigbed(rows: str, more: str = "") -> Recipe:
    """BigBed of the BED that a command prints; the sorted BED stays. `more`: what the columns beyond the standard are."""
    sorted_rows = f"{rows} | {_SORTED} > {{stem}}.sorted.bed"
    return Recipe("bigbed", ".bb", f"{sorted_rows} && bedToBigBed {more}{{stem}}.sorted.bed {{sizes}} {{stem}}.bb")


_PLAIN = "gzip -cdf {file}"
_BED_OF_GENES = {
    "refgene": "cut -f 2-",
    "ensgene": "cut -f 2-",
    "genepredext": "cut -f 2-",
    "refflat": "cut -f 2-",
    "ucscgene": "cut -f 1-10",
}
BINARY: dict[str, Recipe] = {
    "bed": _bigbed(f"{_PLAIN} | grep -vE '^(#|track|browser)'"),
    "narrowpeak": _bigbed(f"{_PLAIN} | grep -vE '^(#|track|browser)'", "-type=bed6+4 "),
    "broadpeak": _bigbed(f"{_PLAIN} | grep -vE '^(#|track|browser)'", "-type=bed6+3 "),
    "bedgraph": _bigwig(f"{_PLAIN} | grep -vE '^(#|track|browser)'"),
    "gff3": _bigbed(f"{_PLAIN} | gff3ToGenePred stdin stdout | genePredToBed stdin stdout"),
    "gtf": _bigbed(f"{_PLAIN} | gtfToGenePred stdin stdout | genePredToBed stdin stdout"),
    "genepred": _bigbed(f"{_PLAIN} | genePredToBed stdin stdout"),
    **{name: _bigbed(f"{_PLAIN} | {cut} | genePredToBed stdin stdout") for name, cut in _BED_OF_GENES.items()},
    "psl": _bigbed(f"{_PLAIN} | pslToBed stdin stdout"),
    **{name: RECIPES[name] for name in ("sam", "bcf", "wig", "tdf", "gwas")},
}
"""The same for the UCSC browser, whose tracks of a hub are indexed binary files: BED and its like as bigBed."""


def recipe_for(file_format: str, target: str) -> Recipe | None:
    """How to make of a file of a format what a target opens; None where no way is known."""
    return (BINARY if target == "ucsc" else RECIPES).get(file_format)
