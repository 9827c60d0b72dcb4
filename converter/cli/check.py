"""`session-converter check`: a round trip of one's own file."""

from __future__ import annotations

import re
from collections import Counter
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
from converter.secrets import redact

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_LISTED = 20


_ID_OR_INDEX = re.compile(r"/[a-z]*[0-9]+(?=/|$)")


class RoundTrip(msgspec.Struct, frozen=True):
    """What came home of a session, as values of the neutral session.

    `lost` and `added` map JSON pointers to what stood there before and after; `moved` counts the values that came home on
    another object: where one object is lost, those behind it move up.
    """

    values: int
    moved: int
    lost: dict[str, str]
    added: dict[str, str]

    @property
    def whole(self) -> bool:
        """Whether every value came home to its own place."""
        return not self.lost and not self.moved


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
        raise UnwritableError(
            "format.read_only",
            f"{own} is only read, so that nothing can come home to it.",
            hint="`convert` reports what another format makes of it.",
        )
    before = dict(_values(msgspec.json.decode(first.document)))
    trips = {one: compare(before, _home(data, own, one, options)) for one in via or [name for name in writable if name != own]}
    write_text("\n".join(_lines(*trip) for trip in trips.items()))
    return Status.DONE if all(trip.whole for trip in trips.values()) else Status.LOSS


def compare(before: dict[str, str], after: dict[str, str]) -> RoundTrip:
    """Hold the values of a session (JSON pointers to JSON texts) against those of the session that came home."""
    astray = {path: value for path, value in after.items() if before.get(path) != value}
    places = Counter((_ID_OR_INDEX.sub("/*", path), value) for path, value in astray.items())
    lost, moved = {}, 0
    for path, value in before.items():
        if after.get(path) == value:
            continue
        key = (_ID_OR_INDEX.sub("/*", path), value)
        if places[key]:
            places[key] -= 1
            moved += 1
        else:
            lost[path] = f"{value} → {after.get(path, 'nothing')}"
    added = {path: value for path, value in astray.items() if path not in before and places[_ID_OR_INDEX.sub("/*", path), value]}
    return RoundTrip(len(before), moved, lost, added)


def _home(data: bytes, own: str, via: str, options: dict[str, Any]) -> dict[str, str]:
    """The values of the session after a journey from `own` to `via` and back; companions belong to its own format."""
    there = converter.convert(data, to=via, source=own, options=options)
    alone = {name: value for name, value in options.items() if name != "config"}
    back = converter.convert(there.document, to=own, source=via, options=alone)
    home = converter.convert(back.document, to="neutral", source=own, options=options)
    return dict(_values(msgspec.json.decode(home.document)))


def _values(node: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Every scalar or empty container below `node`: its JSON pointer and its JSON text."""
    if node and isinstance(node, dict | list):
        for key, child in node.items() if isinstance(node, dict) else enumerate(node):
            yield from _values(child, f"{path}/{str(key).replace('~', '~0').replace('/', '~1')}")
    else:
        plain = int(node) if isinstance(node, float) and node.is_integer() else node  # 50 and 50.0 are one number
        yield path, msgspec.json.encode(plain).decode()


def _lines(via: str, trip: RoundTrip) -> str:
    moved = f", {trip.moved} of them to another object" if trip.moved else ""
    head = f"via {via}: {trip.values - len(trip.lost)} of {trip.values} values of the session came home{moved}"
    return "\n".join([head, *_listed("did not", trip.lost), *_listed("came that were not there", trip.added)])


def _listed(title: str, values: dict[str, str]) -> list[str]:
    if not values:
        return []
    shown = [f"    {printable(path)}: {short(redact(value))}" for path, value in islice(values.items(), MOST_LISTED)]
    more = [f"    and {len(values) - MOST_LISTED} more"] if len(values) > MOST_LISTED else []
    return [f"  {len(values)} {title}:", *shown, *more]
