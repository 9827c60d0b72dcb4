"""`session-converter formats`: what is read and written."""

from __future__ import annotations

from typing import Any

import click
import msgspec

import converter
from converter.cli.files import write_text
from converter.cli.table import aligned


@click.command("formats")
@click.option("--json", "as_json", is_flag=True, help="Print everything that is known of each format, as JSON.")
@click.option("--fidelity", is_flag=True, help="Print how the applications understood what was written for them.")
def command(*, as_json: bool, fidelity: bool) -> None:
    """List the formats: whether each is read and written, in which shapes and profiles; defaults are marked with *."""
    if fidelity:
        _fidelity(as_json=as_json)
        return
    formats = converter.formats()
    if as_json:
        write_text(msgspec.json.format(msgspec.json.encode(formats), indent=2).decode())
        return
    write_text(aligned([("FORMAT", "READS", "WRITES", "SHAPES", "PROFILES", "WHAT IT IS"), *map(_row, formats)]))


def _fidelity(*, as_json: bool) -> None:
    from converter import published  # noqa: PLC0415 - needed here alone

    if as_json:
        write_text(msgspec.json.format(msgspec.json.encode(published.fidelity()), indent=2).decode())
        return
    write_text("\n\n".join(map(aligned, published.fidelity_tables())))


def _row(known: dict[str, Any]) -> tuple[str, ...]:
    reads, writes = ("yes" if known[verb] else "no" for verb in ("reads", "writes"))
    shapes = _marked(known["shapes"], known["default_shape"])
    return known["id"], reads, writes, shapes, _marked(known["profiles"], known["default_profile"]), known["title"]


def _marked(names: list[str], default: str | None) -> str:
    return " ".join(f"{name}*" if name == default else name for name in names) or "-"
