"""The options of a conversion on the command line, derived from the fields of `ConvertOptions`."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any, get_type_hints

import click
import msgspec

from converter.cli.files import INPUT, folder_of, read_input
from converter.options import ConvertOptions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

HELP = {
    "shape": "Which form of the target to write; see `formats`.",
    "profile": "Which program the target is written for; see `formats`.",
    "site": "Address of the viewer that a link opens.",
    "genome": "Genome id that replaces, or supplies, the one of the source.",
    "locus": "Locus that replaces, or supplies, the one of the source.",
    "base": "URL or folder that relative locations of the source hang from; for a file, its folder unless given.",
    "paths": "What becomes of relative locations.",
    "rewrite": "FROM=TO: a prefix of locations and what replaces it; repeatable, the longest match wins.",
    "config": "Companion config.json that a JBrowse session's tracks live in, or that a patch is made against.",
    "genomes": "Extra genome definitions.",
    "tracks": "Show the tracks that the source shows, or all that it knows.",
    "view": "Id or 1-based number of the view to convert, where the target holds one.",
    "width_px": "Width in pixels to assume where a format counts in pixels.",
    "carry": "Carry along what the target can't say (the default), or drop it.",
    "on_loss": "Report losses, or fail with exit status 1 and write no document.",
    "fail_at": "The severity from which on a loss makes `--on-loss fail` fail.",
    "edit": "JSON Patch to apply to the neutral session before it is written.",
}

_TYPES = get_type_hints(ConvertOptions)
_DEFAULTS = {field.name: field.default for field in msgspec.structs.fields(ConvertOptions)}


source_option = click.option(
    "--from", "source", metavar="FORMAT", help="Format that FILE must have; found from the content unless given."
)


def conversion_options(names: Iterable[str] = ConvertOptions.__struct_fields__) -> Callable[[click.Command], click.Command]:
    """A decorator that gives a command the options of these fields, in this order; what is not given is None."""

    def decorate(command: click.Command) -> click.Command:
        command.params += [_option(name) for name in names]
        return command

    return decorate


def options_given(file: str, given: dict[str, Any]) -> dict[str, Any]:
    """The mapping for `converter.convert`: what was given, documents read from their files, `base` from the input's folder."""
    values = {name: value for name, value in given.items() if value is not None and value != ()}
    for name in values.keys() & _documents():
        values[name] = read_input(values[name])
    values.setdefault("base", folder_of(file))
    return values


def _documents() -> set[str]:
    return {name for name, hint in _TYPES.items() if hint is Any}


def _option(name: str) -> click.Option:
    default = _DEFAULTS[name]
    flag = "--" + name.replace("_", "-")
    words = HELP[name] + (f" [default: {default}]" if isinstance(default, StrEnum) else "")
    if isinstance(default, bool):
        return click.Option([f"{flag}/--no-{flag[2:]}"], default=None, help=words)
    if isinstance(default, tuple):
        return click.Option([flag], multiple=True, metavar="FROM=TO", help=words)
    if name in _documents():
        return click.Option([flag], type=INPUT, metavar="FILE", help=words)
    choices = click.Choice([str(value) for value in type(default)]) if isinstance(default, StrEnum) else click.STRING
    return click.Option([flag], type=choices, help=words)
