"""What a verb that writes a document tells of it: the document and its report, each where it was asked for."""

from __future__ import annotations

import sys
import textwrap
from typing import TYPE_CHECKING

import click

from converter.cli.files import STREAM, wants_colour, write_outputs
from converter.loss.render import HINT, render, summary
from converter.loss.text import name_text, printable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from converter.loss.merged import MergedReport
    from converter.loss.report import Report


def deliver(outputs: Mapping[str, bytes], report: Report | MergedReport, report_file: str | None) -> None:
    """Write the document (if there is one) and the report, each where it was asked for."""
    facts = report.gist()
    if report_file is None:
        write_outputs(outputs)
        click.echo(fitted(render(facts, colour=wants_colour())), err=True)
        return
    write_outputs({**outputs, report_file: report.to_json()})
    place = "standard output" if report_file == STREAM else printable(name_text(report_file))
    click.echo(f"{summary(facts, colour=wants_colour())} The report is in {place}.", err=True)


def fitted(text: str) -> str:
    """Lines broken between words where a terminal is too narrow for them, but for hints: they may hold commands to copy."""
    if not sys.stderr.isatty():
        return text
    import shutil  # noqa: PLC0415 - half a millisecond, for terminals alone

    width = shutil.get_terminal_size().columns
    return "\n".join(line if HINT in line else _broken(line, width) for line in text.splitlines())


def _broken(line: str, width: int) -> str:
    """One line as several, the later ones below where its text begins; words stay whole."""
    wrapped = textwrap.wrap(line, width, subsequent_indent="    ", break_long_words=False, break_on_hyphens=False)
    return "\n".join(wrapped)
