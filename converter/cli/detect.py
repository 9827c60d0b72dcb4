"""`session-converter detect`: which format a file has."""

from __future__ import annotations

import click
import msgspec

import converter
from converter.cli.files import INPUT, hint_name, read_input, write_text
from converter.detect import unrecognised
from converter.loss.text import short


@click.command("detect")
@click.argument("file", type=INPUT)
@click.option("--json", "as_json", is_flag=True, help="Print the candidates as JSON.")
def command(*, file: str, as_json: bool) -> None:
    """List the formats that FILE may have, the likeliest first, each with what speaks for it."""
    data = read_input(file)
    found = converter.detect(data, filename=hint_name(file))
    if not found:
        raise unrecognised(data)
    if as_json:
        listed = [{"format": one.format, "confidence": one.confidence, "evidence": one.evidence} for one in found]
        write_text(msgspec.json.format(msgspec.json.encode(listed), indent=2).decode())
    else:
        write_text("\n".join(f"{one.format:<12} {one.confidence:>4.0%}  {short(one.evidence)}" for one in found))
