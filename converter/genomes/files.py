"""What a text that stands for a genome is: an id, or a file, by the ending of its name."""

from __future__ import annotations

from converter.resources.location import split_suffix

_FIELDS = {
    **dict.fromkeys((".json", ".genome", "hub.txt"), "definition"),
    **dict.fromkeys((".gbk", ".gb"), "genbank"),
    ".chrom.sizes": "chrom_sizes",
    ".2bit": "two_bit",
    **dict.fromkeys((f"{ending}{packed}" for ending in (".fa", ".fasta", ".fna") for packed in ("", ".gz", ".bgz")), "fasta"),
}


def genome_field(text: str) -> str:
    """Which field of a genome a text says: `id`, or that of the kind of file which it names; a file of no known kind is FASTA."""
    path = split_suffix(text)[0].lower()
    otherwise = "fasta" if "/" in text or "\\" in text else "id"
    return next((field for ending, field in _FIELDS.items() if path.endswith(ending)), otherwise)


def sequence_field(location: str) -> str:
    """Which file with a sequence, or with the lengths of chromosomes, a location is; FASTA unless its name says otherwise."""
    path = split_suffix(location)[0].lower()
    return "two_bit" if path.endswith(".2bit") else "chrom_sizes" if path.endswith(".sizes") else "fasta"
