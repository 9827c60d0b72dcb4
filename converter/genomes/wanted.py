"""What a person can do about a genome that a target can't open or nobody knows: the hint of an error entry."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from converter.genomes.assemblies import differing
from converter.resources.location import basename, is_remote
from converter.resources.opening import quoted

if TYPE_CHECKING:
    from converter.model import Genome

_GIVE = "Give a known id, or the URL of a FASTA or 2bit file, with 'genome', or define the genome with 'genomes'."


def hint_for(genome: Genome) -> str:
    """The hint for a genome of which the target needs more than it says: what to make of its file, or what its id may mean."""
    if isinstance(genome.definition, str):
        return f"{_of_definition(genome.definition)} Or give a known id with 'genome'."
    if isinstance(genome.genbank, str):
        command = f"{_read(genome.genbank)} > genome.fa && samtools faidx genome.fa"
        return f"Make a FASTA file of it ({command}) and give that with 'genome'."
    meant = differing(genome.id) if isinstance(genome.id, str) else {}
    return f"It may mean {_listed(meant)} {_GIVE}" if meant else _GIVE


def _read(location: str) -> str:
    """The command that prints a GenBank file as FASTA; it reads files, no addresses."""
    file = shlex.quote(location)
    return f"curl -fsSL {file} | any2fasta -" if is_remote(location) else f"any2fasta {file}"


def two_bit_hint(genome: Genome) -> str | None:
    """The hint for a target that needs a 2bit file of a genome that has a FASTA file; None for any other genome."""
    if not isinstance(genome.fasta, str):
        return None
    made = f"{basename(genome.fasta).removesuffix('.gz').rpartition('.')[0] or 'genome'}.2bit"
    file = basename(genome.fasta)
    command = f"faToTwoBit {quoted(file)} {quoted(made)}"
    return f"Make a 2bit file of it ({command}), put it on a web server, and give its address with 'genome'."


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
