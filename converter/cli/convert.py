"""`session-converter convert`: one session into another format."""

from __future__ import annotations

from typing import Any

import click

import converter
from converter.cli.files import INPUT, OUTPUT, check_places, hint_name, read_input
from converter.cli.options import conversion_options, document_and_report, files_given, options_given, source_option
from converter.cli.presence import looked_for
from converter.cli.reporting import deliver
from converter.errors import LossError
from converter.preparation import script


@conversion_options()
@click.command("convert")
@click.argument("file", type=INPUT)
@document_and_report
@source_option
@click.option(
    "--prepare",
    "prepare_file",
    type=OUTPUT,
    metavar="SCRIPT",
    help="Write a shell script that makes the files, and indexes, which the target needs and the session does not have.",
)
@click.option(
    "--check-files",
    is_flag=True,
    help="Look whether local files and their indexes are there, not empty and not older than what they index, and report it.",
)
def command(
    *,
    file: str,
    to: str,
    source: str | None,
    output: str,
    report_file: str | None,
    prepare_file: str | None,
    check_files: bool,
    ledger: bool,
    **given: Any,
) -> None:
    """Convert FILE, and say what became of every fact that it holds.

    FILE is a session, or - for standard input. The document goes to standard output or OUT, a readable report to
    standard error. Nothing is written when there is an error.
    """
    check_places([file, *files_given(given)], output, report_file, prepare_file)
    data, options = read_input(file), options_given(file, given)
    try:
        done = converter.convert(data, to=to, source=source, filename=hint_name(file), options=options, ledger=ledger)
    except LossError as error:
        deliver({}, error.report, report_file)
        raise
    if check_files:
        done.report.note(looked_for(done.report.session, options.get("base"), to))
    outputs = {output: done.document}
    if prepare_file is not None:
        outputs[prepare_file] = script(data, to, source, hint_name(file), options).encode()
    deliver(outputs, done.report, report_file)
