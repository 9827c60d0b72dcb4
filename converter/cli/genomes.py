"""`session-converter genomes`: the assemblies that are known."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
import msgspec

from converter import genomes
from converter.cli.files import write_text
from converter.cli.table import aligned
from converter.errors import UsageError

if TYPE_CHECKING:
    from converter.genomes import Assembly


_FEW = 4
"""So many assemblies are told apart in full."""


@click.command("genomes")
@click.argument("query", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help="Print everything that is known of each assembly, as JSON.")
def command(*, query: tuple[str, ...], as_json: bool) -> None:
    """List the assemblies with every word of QUERY in their ids, names or species; without QUERY all of them.

    An accession (GCF_000001735.4) that is not in the table tells where UCSC's GenArk has its sequence.
    """
    found = genomes.search(" ".join(query))
    if as_json:
        write_text(msgspec.json.format(msgspec.json.encode(found), indent=2).decode())
        return
    if not found:
        hint = "Define it with --genomes FILE when you convert, or give --genome the URL of its FASTA or 2bit file."
        raise UsageError("genome.unknown", "No assembly is known by these words.", hint=hint)
    write_text(aligned([("ID", "ALSO", "SPECIES", "WHAT IT IS", "SEQUENCE"), *map(_row, found)]))
    told = [f"{one.id} and {name}: {text}" for one in found for name, text in one.differs.items()]
    if told and len(found) <= _FEW:
        write_text("\n".join(["", *told]))


def _row(one: Assembly) -> tuple[str, ...]:
    return one.id, ", ".join(one.aliases) or "-", one.species, one.name, one.two_bit_url or one.fasta_url or "-"
