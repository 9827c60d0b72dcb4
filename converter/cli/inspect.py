"""`session-converter inspect`: the neutral session of a file."""

from __future__ import annotations

from typing import Any

import click
import msgspec

import converter
from converter.cli.files import INPUT, OUTPUT, STREAM, check_places, hint_name, read_input, write_outputs
from converter.cli.options import conversion_options, files_given, options_given, source_option


@conversion_options(["base", "config", "genomes", "width_px"])
@click.command("inspect")
@click.argument("file", type=INPUT)
@source_option
@click.option(
    "-o", "--output", type=OUTPUT, default=STREAM, metavar="OUT", help="Where the session goes; standard output unless given."
)
def command(file: str, source: str | None, output: str, **given: Any) -> None:
    """Print what FILE says as a neutral session, in indented JSON."""
    check_places([file, *files_given(given)], output)
    data, options = read_input(file), options_given(file, given)
    done = converter.convert(data, to="neutral", source=source, filename=hint_name(file), options=options)
    write_outputs({output: msgspec.json.format(done.document, indent=2) + b"\n"})
