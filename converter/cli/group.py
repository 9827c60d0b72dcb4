"""The command group: loads a verb when it is asked for, and turns every error into a message and an exit status."""

from __future__ import annotations

import gc
import importlib
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import click

from converter.cli.status import Status, status_of
from converter.cli.streams import is_of_stream, stand_in, unheard
from converter.errors import ConverterError
from converter.loss.text import printable
from converter.pause import paused_collector

if TYPE_CHECKING:
    from collections.abc import Mapping


class VerbGroup(click.Group):
    """A group whose commands live in `converter.cli.<verb>` and are imported only when they are called."""

    def __init__(self, *args: Any, summaries: Mapping[str, str], **attributes: Any) -> None:
        """`summaries`: what each verb does, in one line, in the order in which help lists them."""
        super().__init__(*args, **attributes)
        self.summaries = summaries

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 (click's signature)
        """The verbs, in the order of help."""
        return list(self.summaries)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 (click's signature)
        """The command of a verb, imported now; None for an unknown verb."""
        if cmd_name not in self.summaries:
            return None
        with paused_collector():
            command = importlib.import_module(f"converter.cli.{cmd_name}").command
        gc.freeze()  # modules stay until the end: no collection, nor the one at exit, need look through them
        return cast("click.Command", command)

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        """The verb of a call; a file in its place is told from a misspelt one."""
        if args[0] not in self.summaries and Path(args[0]).is_file():
            told = printable(" ".join([ctx.command_path, "convert", *args]))
            ctx.fail(f"'{printable(args[0])}' is a file, no command; perhaps: {told}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 (click's signature)
        """List the verbs with their summaries, without importing any of them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(self.summaries.items()))

    def invoke(self, ctx: click.Context) -> None:
        """Run the verb and leave with its exit status; an error is explained on stderr, never with a traceback."""
        try:
            status = self._run(ctx)
        except OSError as error:
            status = unheard(error)
        gc.freeze()  # the process ends
        ctx.exit(status or Status.DONE)

    def _run(self, ctx: click.Context) -> Any:
        """Run the verb; its exit status, None where all is well. An `OSError` is of a standard stream."""
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except KeyboardInterrupt:
            return Status.INTERRUPTED
        except ConverterError as error:
            click.echo(explain(error), err=True)
            return status_of(error)
        except Exception as error:  # whatever is left is our own fault, and is reported as that
            if is_of_stream(error):
                raise
            from converter.cli.fault import apologise  # noqa: PLC0415 (what it imports is of no use to commands that work)

            click.echo(apologise(error, traced=ctx.params["debug"]), err=True)
            return Status.BUG

    def make_context(self, *args: Any, **extra: Any) -> click.Context:
        """The context of a call, whose standard streams are there."""
        stand_in()
        try:
            return super().make_context(*args, **extra)
        except OSError as error:
            sys.exit(unheard(error))


def explain(error: ConverterError) -> str:
    """What is wrong, where, and what to do, in lines for a terminal."""
    lines = [f"Error: {printable(error.message)} [{error.code}]"]
    lines += [f"  where: {printable(error.where)}"] if error.where else []
    lines += [f"  what to do: {printable(error.hint)}"] if error.hint else []
    return "\n".join(lines)
