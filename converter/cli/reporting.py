"""What a verb that writes a document tells of it: the document and its report, each where it was asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from converter.cli.files import STREAM, wants_colour, write_outputs
from converter.loss.render import render, summary
from converter.loss.text import name_text, printable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from converter.loss.merged import MergedReport
    from converter.loss.report import Report


def deliver(outputs: Mapping[str, bytes], report: Report | MergedReport, report_file: str | None) -> None:
    """Write the document (if there is one) and the report, each where it was asked for."""
    facts = report.to_dict()
    if report_file is None:
        write_outputs(outputs)
        click.echo(render(facts, colour=wants_colour()), err=True)
        return
    write_outputs({**outputs, report_file: report.to_json()})
    place = "standard output" if report_file == STREAM else printable(name_text(report_file))
    click.echo(f"{summary(facts, colour=wants_colour())} The report is in {place}.", err=True)
