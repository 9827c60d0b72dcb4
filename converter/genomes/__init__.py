"""Assemblies that people name in sessions: ids and aliases, where sequence, cytobands and name tables lie, chromosomes."""

from converter.genomes.assemblies import Assembly, all_assemblies, differing, find, retired, search
from converter.genomes.chromosomes import Renamed, chromosome_length, chromosome_lengths, name_table, other_names, rename
from converter.genomes.files import genome_field, sequence_field
from converter.genomes.genes import is_gene_table
from converter.genomes.renewal import found_at, renewed
from converter.genomes.wanted import hint_for, two_bit_hint

__all__ = [
    "Assembly",
    "Renamed",
    "all_assemblies",
    "chromosome_length",
    "chromosome_lengths",
    "differing",
    "find",
    "found_at",
    "genome_field",
    "hint_for",
    "is_gene_table",
    "name_table",
    "other_names",
    "rename",
    "renewed",
    "retired",
    "search",
    "sequence_field",
    "two_bit_hint",
]
