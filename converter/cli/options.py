"""The options of a conversion on the command line, derived from the fields of `ConvertOptions`."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any

import click
import msgspec

from converter.cli.files import INPUT, OUTPUT, STREAM, folder_of, hint_name, read_input
from converter.companions import named
from converter.options import ConvertOptions, descriptions, documents

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

_HELP = descriptions()
_DEFAULTS = {field.name: field.default for field in msgspec.structs.fields(ConvertOptions)}


source_option = click.option(
    "--from", "source", metavar="FORMAT", help="Format that FILE must have; found from the content unless given."
)


class _Target(click.types.StringParamType):
    """The id of a format; whoever leaves it out is told which there are."""

    name = "format"

    def get_missing_message(self, param: click.Parameter, ctx: click.Context | None) -> str:  # noqa: ARG002 (click's signature)
        """The formats that can be written."""
        from converter.registry import FORMATS  # noqa: PLC0415 (of no use to calls that are complete)

        return f"It is one of: {', '.join(one.id for one in FORMATS.values() if one.writes)}."


to_option = click.option("--to", type=_Target(), required=True, metavar="FORMAT", help="Format to write; see `formats`.")
output_option = click.option(
    "-o", "--output", type=OUTPUT, default=STREAM, metavar="OUT", help="Where the document goes; standard output unless given."
)
_report_option = click.option(
    "--report",
    "report_file",
    type=OUTPUT,
    metavar="REPORT",
    help="Write the report there as JSON, not as text to standard error.",
)
_ledger_option = click.option("--ledger", is_flag=True, help="Add every superseded and structural fact to the JSON report.")


def document_and_report(command: Callable[..., Any]) -> Callable[..., Any]:
    """Gives a command the options of what it makes: the format, where the document and the report go, and the ledger."""
    return to_option(output_option(_report_option(_ledger_option(command))))


def conversion_options(names: Iterable[str] = ConvertOptions.__struct_fields__) -> Callable[[click.Command], click.Command]:
    """A decorator that gives a command the options of these fields, in this order; what is not given is None."""

    def decorate(command: click.Command) -> click.Command:
        command.params += [_option(name) for name in names]
        return command

    return decorate


def options_given(file: str, given: dict[str, Any]) -> dict[str, Any]:
    """The mapping for `converter.convert`: what was given, documents read from their files, `base` from the input's folder."""
    values = {name: value for name, value in given.items() if value is not None and value != ()}
    for name in values.keys() & set(documents()):
        values[name] = _document(name, values[name])
    values.setdefault("base", folder_of(file))
    return values


def files_given(given: Mapping[str, Any]) -> list[str]:
    """The files that options name."""
    return [given[name] for name in documents() if given.get(name)]


def _document(option: str, file: str) -> Any:
    """The content of a file that an option names."""
    content = read_input(file)
    return named(hint_name(file) or "", content) if option == "config" else content


def _option(name: str) -> click.Option:
    default = _DEFAULTS[name]
    flag = "--" + name.replace("_", "-")
    words = _HELP[name] + (f" [default: {default}]" if isinstance(default, StrEnum) else "")
    if isinstance(default, bool):
        return click.Option([f"{flag}/--no-{flag[2:]}"], default=None, help=words)
    if isinstance(default, tuple):
        return click.Option([flag], multiple=True, metavar="FROM=TO", help=words)
    if name in documents():
        return click.Option([flag], type=INPUT, metavar="FILE", help=words)
    choices = click.Choice([str(value) for value in type(default)]) if isinstance(default, StrEnum) else click.STRING
    return click.Option([flag], type=choices, help=words)
