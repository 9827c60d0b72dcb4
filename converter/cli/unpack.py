"""`session-converter unpack`: what a package holds, checked, in a folder."""

from __future__ import annotations

from pathlib import Path

import click

from converter.cli.bar import bytes_bar
from converter.errors import UsageError
from converter.loss.text import name_text, printable
from converter.package import unpack


@click.command("unpack")
@click.argument("file", type=click.Path(exists=True, dir_okay=False), metavar="PACKAGE")
@click.option(
    "-o",
    "--output",
    type=click.Path(file_okay=False),
    metavar="FOLDER",
    help="A new or empty folder [default: the package's name without its ending].",
)
def command(*, file: str, output: str | None) -> None:
    """Check PACKAGE and write its session and files into a folder, where the session can be opened.

    Every digest and name is checked before anything is written; the folder appears whole or not at all.
    """
    folder = Path(output) if output is not None else Path(file).with_suffix("")
    if folder == Path(file):
        raise UsageError("option.output", "The package's name has no ending to leave out.", hint="Name a folder with --output.")
    with Path(file).open("rb") as archive, bytes_bar("Unpacking") as show:
        report = unpack(archive, folder, show)
    click.echo(f"The session is {printable(name_text(str(folder / report['session'])))}.", err=True)
