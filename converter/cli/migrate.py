"""`session-converter migrate`: a whole lab's sessions into one JBrowse site, or those of a site into files."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import click

from converter.batch.migrate.naming import Categories
from converter.batch.migrate.run import Job, migrate
from converter.batch.record import Status as Ended
from converter.cli.files import INPUT, STREAM, read_input
from converter.cli.options import conversion_options, options_given
from converter.cli.status import Status
from converter.loss.text import name_text, printable
from converter.options import ConvertOptions, Paths, options_from

if TYPE_CHECKING:
    from converter.batch.migrate.run import Outcome
    from converter.batch.record import Record

_MOST_NAMES, _MOST_FILES = 20, 6
_NOT_ASKED = ("shape", "site", "config", "edit", "view", "carry", "on_loss", "fail_at")
_OPTIONS = tuple(name for name in ConvertOptions.__struct_fields__ if name not in _NOT_ASKED)


@conversion_options(_OPTIONS)
@click.command("migrate")
@click.argument("sessions", nargs=-1, required=True, metavar="SESSION...")
@click.option("--to", required=True, metavar="FORMAT", help="jbrowse2 for one site; another format for a file a session.")
@click.option("-o", "--out", required=True, metavar="OUT", help="Folder, or fsspec URL, that the result goes to.")
@click.option("--default", metavar="NAME", help="Session that the site opens first [default: the first].")
@click.option("--existing", type=INPUT, metavar="CONFIG", help="config.json of a site that is extended; patch.json says how.")
@click.option(
    "--categories",
    type=click.Choice([str(one) for one in Categories]),
    default=str(Categories.FOLDER),
    show_default=True,
    help="What the categories of the site's catalogue follow.",
)
@click.option("-q", "--quiet", is_flag=True, help="Say nothing; the exit status and the report tell.")
def command(
    *,
    sessions: tuple[str, ...],
    to: str,
    out: str,
    default: str | None,
    existing: str | None,
    categories: str,
    quiet: bool,
    **given: Any,
) -> Status:
    """Move every SESSION: a file, folder, pattern, archive or address.

    A site is one config.json with each track once and each session in its menu; what it needs before it works is made by
    prepare.sh, files.tsv lists the data files, and index.html tells what opens and what will look different. Relative
    locations are made absolute unless --paths says otherwise. Run again with more sessions, it changes only what is new.
    """
    told = options_given(STREAM, given)
    told.setdefault("paths", Paths.ABSOLUTE)
    job = Job(
        to=to,
        out=out,
        options=options_from({**told, "carry": False}),
        default=default,
        existing=read_input(existing) if existing is not None else None,
        categories=Categories(categories),
    )
    outcome = migrate(sessions, job, (lambda _: None) if quiet else _say)
    if not quiet:
        click.echo("\n".join(_summary(outcome, out)), err=True)
    troubled = any(one.status is Ended.REFUSED for one in outcome.refused) or any(one.error for one in outcome.journal.sessions)
    return Status.REFUSED if troubled else Status.DONE


def _say(records: list[Record]) -> None:
    """What went wrong, as it happens."""
    for one in records:
        if one.error is not None:
            click.echo(f"{printable(one.input)}: {printable(one.error.message)} [{one.error.code}]", err=True)


def _summary(outcome: Outcome, out: str) -> list[str]:
    """What is different from the run before."""
    counts = Counter(outcome.changed.values())
    news = [name for name, what in outcome.changed.items() if what != "kept"]
    parts = ", ".join(f"{counts[what]:,} {what}" for what in ("new", "changed", "kept") if counts[what]) or "none"
    total = len(outcome.journal.sessions)
    lines = [f"{total:,} session{'s' if total != 1 else ''} in {printable(name_text(out))}; of those given: {parts}."]
    lines += [f"  {outcome.changed[name]}: {printable(name)}" for name in news[:_MOST_NAMES]]
    lines += [f"  and {len(news) - _MOST_NAMES:,} more"] if len(news) > _MOST_NAMES else []
    return [*lines, f"Written: {_listed(outcome.files) if outcome.files else 'nothing, all is as it was'}."]


def _listed(names: list[str]) -> str:
    """The last names, those of the files that every run has, and how many others there are."""
    more = len(names) - _MOST_FILES
    return f"{more:,} documents, {', '.join(names[more:])}" if more > 1 else ", ".join(names)
