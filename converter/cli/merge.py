"""`session-converter merge`: several sessions into one."""

from __future__ import annotations

from typing import Any

import click

import converter
from converter.cli.files import INPUT, STREAM, check_places, folder_of, hint_name, read_input
from converter.cli.options import conversion_options, document_and_report, files_given, options_given
from converter.cli.reporting import deliver
from converter.errors import LossError
from converter.options import ConvertOptions, Paths

_OPTIONS = tuple(name for name in ConvertOptions.__struct_fields__ if name != "edit")


@conversion_options(_OPTIONS)
@click.command("merge")
@click.argument("files", nargs=-1, required=True, type=INPUT, metavar="FILE...")
@document_and_report
def command(*, files: tuple[str, ...], to: str, output: str, report_file: str | None, ledger: bool, **given: Any) -> None:
    """Merge sessions of one genome into one that shows the tracks of all of them.

    The sessions, each FILE of any format, come in the order of their rank: where two say different things of one track,
    the first that shows it decides, and the report has both values. A config.json without a session of its own, of whose
    tracks a JBrowse session among the FILEs makes use, is read with that. Relative locations are made absolute where the files
    lie in different folders, unless --paths says otherwise. There is no --edit, since the neutral ids of what is merged are
    not known before: merge to neutral, and convert that with the edit.
    """
    check_places([*files, *files_given(given)], output, report_file)
    options = options_given(STREAM, given)
    folders = [folder_of(name) for name in files]
    if len(set(folders)) > 1:
        options.setdefault("paths", Paths.ABSOLUTE)
    told = options.pop("base", None)
    sources = [
        converter.Input(read_input(name), filename=hint_name(name), base=told or folder)
        for name, folder in zip(files, folders, strict=True)
    ]
    try:
        done = converter.merge(sources, to=to, options=options, ledger=ledger)
    except LossError as error:
        deliver({}, error.report, report_file)
        raise
    deliver({output: done.document}, done.report, report_file)
