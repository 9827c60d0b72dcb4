"""What a person can do about a genome that a target can't open or nobody knows: the hint of an error entry."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from converter.genomes.assemblies import differing

if TYPE_CHECKING:
    from converter.model import Genome

_GIVE = "Give a known id, or the URL of a FASTA or 2bit file, with 'genome', or define the genome with 'genomes'."


def hint_for(genome: Genome) -> str:
    """The hint for a genome of which the target needs more than it says: what to make of its file, or what its id may mean."""
    if isinstance(genome.definition, str):
        return f"{_of_definition(genome.definition)} Or give a known id with 'genome'."
    if isinstance(genome.genbank, str):
        file = shlex.quote(genome.genbank)
        return f"Make a FASTA file of it (any2fasta {file} > genome.fa && samtools faidx genome.fa) and give that with 'genome'."
    meant = differing(genome.id) if isinstance(genome.id, str) else {}
    return f"It may mean {_listed(meant)} {_GIVE}" if meant else _GIVE


def _of_definition(location: str) -> str:
    path = location.partition("?")[0].lower()
    if path.endswith(".genome"):
        command = f"unzip -p {shlex.quote(location)} property.txt"
        return f"The file is an archive that names its sequence ({command}): give that with 'genome'."
    if path.endswith("hub.txt"):
        return "Give the 2bit file that the hub names (twoBitPath) with 'genome'."
    return "Send the file that defines the genome with 'genomes'."


def _listed(meant: dict[str, str]) -> str:
    return "; or ".join(f"{name} ({text.removesuffix('.')})" for name, text in meant.items()) + ": say which."
