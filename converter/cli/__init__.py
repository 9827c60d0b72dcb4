"""The command line: `session-converter VERB …`, one verb a file, each imported only when it is called."""

from __future__ import annotations

import click

from converter import __version__
from converter.cli.group import VerbGroup

SUMMARIES = {
    "convert": "Convert a session, and say what became of it.",
    "batch": "Convert many sessions: folders, patterns, archives, lists.",
    "migrate": "Move many sessions into one JBrowse site, or back.",
    "package": "Pack a session with the local files that it names.",
    "unpack": "Check a package, and write what it holds into a folder.",
    "new": "Make a session of data files.",
    "merge": "Merge sessions of one genome into one.",
    "detect": "Say which format a file has, and why.",
    "inspect": "Print the neutral session that a file holds.",
    "check": "Send a session through other formats and back.",
    "formats": "List the formats and what each can hold.",
    "genomes": "List the assemblies that are known, with what differs from each.",
    "serve": "Serve conversions over HTTP.",
}


@click.group(cls=VerbGroup, summaries=SUMMARIES, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="session-converter")
@click.option("--debug", is_flag=True, envvar="SESSION_CONVERTER_DEBUG", help="Print the traceback of a fault of the program.")
def main(*, debug: bool) -> None:
    """Convert genome-browser sessions into each other, and report every loss."""
