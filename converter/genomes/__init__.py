"""Assemblies that people name in sessions: their ids and aliases, and where sequence, cytobands and name tables lie."""

from converter.genomes.assemblies import Assembly, all_assemblies, chromosome_length, find, retired

__all__ = ["Assembly", "all_assemblies", "chromosome_length", "find", "retired"]
