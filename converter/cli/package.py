"""`session-converter package`: a session with the local files that it names, in one archive."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from converter.cli.bar import bytes_bar
from converter.cli.files import check_places, folder_of, hint_name, read_input, staged_output
from converter.cli.options import conversion_options, files_given, options_given, source_option
from converter.loss.text import name_text, numbered, printable
from converter.package import Folder, Missing, PackOptions, pack

if TYPE_CHECKING:
    from collections.abc import Iterator

_OPTIONS = ("shape", "profile", "genome", "locus", "base", "config", "genomes", "tracks", "view", "keep_secrets")
_HINTS = {
    "missing": "Not there; put them at their places in the package",
    "remote": "Stay where they are",
}
_MOST_NAMED = 6


@conversion_options(_OPTIONS)
@click.command("package")
@click.argument("file", type=click.Path(exists=True, dir_okay=False), metavar="SESSION")
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False), required=True, metavar="OUT", help="The archive, a ZIP of any name."
)
@click.option("--format", "to", metavar="FORMAT", help="Format to convert the session to on the way; see `formats`.")
@source_option
@click.option(
    "--missing",
    type=click.Choice([str(one) for one in Missing]),
    default=Missing.ERROR.value,
    show_default=True,
    help="What becomes of local files that are not there: no package; a place kept for them; or their locations stay.",
)
@click.option("--licence", metavar="TEXT", help="Terms that the package may be used under, best the URL of a licence.")
def command(
    *, file: str, output: str, to: str | None, source: str | None, missing: str, licence: str | None, **given: Any
) -> None:
    """Pack SESSION with the local data, indexes, genome and sample tables that it names, for somebody else.

    Locations become relative ones inside the package; what lies elsewhere stays there. The archive is an RO-Crate with
    the session, data/, the untouched original below source/, a report and the digest of every member. A session of a
    program that is not known here is taken as text, and every value in it that is a local path is replaced.
    """
    check_places([file, *files_given(given)], output)
    asked = options_given(file, given)
    keep_secrets = asked.pop("keep_secrets", False)
    store = Folder(Path(asked.get("base") or folder_of(file) or "."))
    options = PackOptions(
        to=to,
        source=source,
        missing=Missing(missing),
        keep_secrets=keep_secrets,
        date=_day(Path(file)),
        conversion=asked,
        **({"licence": licence} if licence else {}),
    )
    name = hint_name(file) or "session"
    with staged_output(output) as out, bytes_bar("Packing") as show:
        report = pack(read_input(file), name, store, out, options, show)
    click.echo("\n".join(_said(report, output)), err=True)


def _day(file: Path) -> date:
    """The day on which the session was saved, so that the same session gives the same package."""
    return datetime.fromtimestamp(file.stat().st_mtime, UTC).date()


def _said(report: dict[str, Any], output: str) -> Iterator[str]:
    """What a person wants to know of a package."""
    files = report["files"]
    size = sum(one["bytes"] for one in files)
    yield f"{printable(name_text(output))}: {report['session']} with {numbered(len(files), 'file')} ({size:,} bytes)."
    if report["why_text"]:
        yield f"The session was taken as text: {printable(report['why_text'])}"
    for key, title in _HINTS.items():
        yield from _listed(title, report[key])
    for why in dict.fromkeys(one["why"] for one in report["left"]):
        yield from _listed(why, [f"{one['value']} (line {one['line']})" for one in report["left"] if one["why"] == why])


def _listed(title: str, names: list[str]) -> Iterator[str]:
    if names:
        yield f"{title}:"
        yield from (f"  • {printable(name)}" for name in names[:_MOST_NAMED])
    if len(names) > _MOST_NAMED:
        yield f"  and {len(names) - _MOST_NAMED} more; report.json has them all"
