"""README.md as data: its generated parts, and its examples."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import converter
from converter import published
from converter.cli.status import MEANING
from converter.limits import LIMITS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

ROOT = Path(__file__).parents[2]
README = ROOT / "README.md"
GENERATED = re.compile(r"(<!-- generated: (\w+) -->\n).*?(<!-- end: \2 -->)", re.DOTALL)
EXAMPLE = re.compile(r"<!-- example: (\w+) -->\n```\w+\n(.*?)```", re.DOTALL)


def refreshed(text: str) -> str:
    """The page with every generated part made anew."""
    return GENERATED.sub(lambda part: f"{part[1]}\n{PARTS[part[2]]()}\n\n{part[3]}", text)


def examples(text: str) -> dict[str, str]:
    """The examples of the page by name."""
    return dict(EXAMPLE.findall(text))


def formats_table() -> str:
    rows = [
        (
            f"`{known['id']}`",
            known["title"],
            *map(_yes, (known["reads"], known["writes"])),
            _choices(known, "shape"),
            _choices(known, "profile"),
        )
        for known in converter.formats()
    ]
    return _table(("format", "what it is", "read", "written", "shapes", "profiles"), rows)


def limits_table() -> str:
    rows = [(f"`{name}`", f"{getattr(LIMITS, name):,}") for name in LIMITS.__struct_fields__]
    return _table(("limit", "at most"), rows)


def statuses_table() -> str:
    return _table(("status", "says"), [(str(int(status)), meaning) for status, meaning in MEANING.items()])


def fidelity_table() -> str:
    head, *rows = published.fidelity_tables()[0]
    return _table(tuple(cell.lower() for cell in head), rows)


PARTS: dict[str, Callable[[], str]] = {
    "fidelity": fidelity_table,
    "formats": formats_table,
    "limits": limits_table,
    "statuses": statuses_table,
}


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


def _yes(said: bool) -> str:  # noqa: FBT001
    return "yes" if said else "no"


def _choices(known: dict[str, Any], what: str) -> str:
    return ", ".join(f"**{name}**" if name == known[f"default_{what}"] else name for name in known[f"{what}s"])
