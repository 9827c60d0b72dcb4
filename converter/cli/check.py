"""`session-converter check`: a round trip of one's own file."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

import click
import msgspec

import converter
from converter.cli.files import INPUT, hint_name, read_input, write_text
from converter.cli.options import conversion_options, options_given, source_option
from converter.cli.status import Status
from converter.errors import UnwritableError
from converter.loss.text import printable, short

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_LISTED = 20


class RoundTrip(msgspec.Struct, frozen=True):
    """What came home of a session, as values of the neutral session: `changed` and `added` map JSON pointers to texts."""

    via: str
    values: int
    changed: dict[str, str]
    added: dict[str, str]


@conversion_options(["base", "config", "genomes", "width_px"])
@click.command("check")
@click.argument("file", type=INPUT)
@source_option
@click.option("--via", multiple=True, metavar="FORMAT", help="Format to go through; repeatable, every other one unless given.")
def command(file: str, source: str | None, via: tuple[str, ...], **given: Any) -> Status:
    """Convert FILE into other formats and back, and say how much of it came home.

    Exit status 1 when something did not.
    """
    data, options = read_input(file), options_given(file, given)
    first = converter.convert(data, to="neutral", source=source, filename=hint_name(file), options=options)
    own = first.report.to_dict()["source"]["format"]
    writable = [known["id"] for known in converter.formats() if known["reads"] and known["writes"]]
    if own not in writable:
        raise UnwritableError("format.read_only", f"{own} is only read, so that nothing can come home to it.")
    trips = [_round_trip(data, own, one, options, first.document) for one in via or [name for name in writable if name != own]]
    write_text("\n".join(map(_lines, trips)))
    return Status.LOSS if any(trip.changed for trip in trips) else Status.DONE


def _round_trip(data: bytes, own: str, via: str, options: dict[str, Any], neutral: bytes) -> RoundTrip:
    """Convert `data` from `own` to `via` and back, and compare its neutral session with that of what came home."""
    there = converter.convert(data, to=via, source=own, options=options)
    back = converter.convert(there.document, to=own, source=via, filename=there.filename, options=options)
    home = converter.convert(back.document, to="neutral", source=own, options=options)
    old, new = (dict(_values(msgspec.json.decode(document))) for document in (neutral, home.document))
    changed = {path: f"{value} → {new.get(path, 'nothing')}" for path, value in old.items() if new.get(path) != value}
    return RoundTrip(via, len(old), changed, {path: value for path, value in new.items() if path not in old})


def _values(node: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Every scalar or empty container below `node`: its JSON pointer and its JSON text."""
    if node and isinstance(node, dict | list):
        for key, child in node.items() if isinstance(node, dict) else enumerate(node):
            yield from _values(child, f"{path}/{str(key).replace('~', '~0').replace('/', '~1')}")
    else:
        yield path, msgspec.json.encode(node).decode()


def _lines(trip: RoundTrip) -> str:
    lines = [f"via {trip.via}: {trip.values - len(trip.changed)} of {trip.values} values of the session came home"]
    lines += _listed("did not", trip.changed) + _listed("came that were not there", trip.added)
    return "\n".join(lines)


def _listed(title: str, values: dict[str, str]) -> list[str]:
    if not values:
        return []
    shown = [f"    {printable(path)}: {short(value)}" for path, value in islice(values.items(), MOST_LISTED)]
    more = [f"    and {len(values) - MOST_LISTED} more"] if len(values) > MOST_LISTED else []
    return [f"  {len(values)} {title}:", *shown, *more]
