"""`session-converter new`: a session made of data files."""

from __future__ import annotations

import glob
import os
from pathlib import Path
from typing import Any

import click

import converter
from converter.cli.files import STREAM, check_places
from converter.cli.options import conversion_options, files_given, options_given, output_option, to_option
from converter.cli.presence import looked_for
from converter.cli.reporting import deliver
from converter.errors import UsageError
from converter.loss.text import name_text
from converter.resources.filetypes import indexed_by

_OPTIONS = ("genome", "locus", "config", "shape", "profile", "site", "paths", "base", "rewrite", "genomes", "keep_secrets")


@conversion_options(_OPTIONS)
@click.command("new")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@to_option
@output_option
def command(*, files: tuple[str, ...], to: str, output: str, **given: Any) -> None:
    """Make a session that shows each FILE, a path, URL or pattern, as a track with the look that suits its type.

    Relative paths are written as they are seen from the folder of OUT; local files that are not there are told. For names,
    colours and ranges write a table of the files, and `convert` that.
    """
    listed = _data([name for one in files for name in _matching(one)])
    check_places([*listed, *files_given(given)], output)
    options = options_given(STREAM, given)
    folder = Path.cwd() if output == STREAM else Path(output).absolute().parent
    if options["base"] is None:
        options["base"] = name_text(folder.as_posix())
        listed = [_seen_from(folder, name) for name in listed]
    text = "path\n" + "".join(f"{_cell(name_text(name))}\n" for name in listed)
    done = converter.convert(text.encode(), to=to, source="filelist", options=options)
    done.report.note(looked_for(done.report.session, options["base"], to))
    deliver({output: done.document}, done.report, None)


def _seen_from(folder: Path, name: str) -> str:
    """A relative path as the session in that folder says it; absolute ones and addresses stay as they are."""
    if folder == Path.cwd() or "://" in name or Path(name).is_absolute():
        return name
    return os.path.relpath(name, folder)


def _matching(name: str) -> list[str]:
    """The files that a pattern matches, in the order of their names; a name or address without match as it is."""
    if Path(name).exists() or "://" in name or not glob.has_magic(name):
        return [name]
    found = sorted(one for one in glob.glob(name, recursive=True) if not Path(one).is_dir())  # noqa: PTH207 - maybe absolute
    if not found:
        raise UsageError("input.unmatched", f"No file matches {name_text(name)}.", hint="Look at the pattern.")
    return found


def _data(names: list[str]) -> list[str]:
    """The files without the indexes of others of them, which a pattern matches, too."""
    known = set(names)
    return [name for name in names if not known.intersection(indexed_by(name))]


def _cell(text: str) -> str:
    """A path as a cell of a table whose only column it is."""
    if "\n" in text or "\r" in text:
        raise UsageError("input.name", "The name of a file has a line break.", hint="Rename the file.")
    return '"' + text.replace('"', '""') + '"'
