"""The pages for people as data: their generated parts, and the examples of README.md."""

from __future__ import annotations

import ast
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


def pages() -> list[Path]:
    """README.md, and those of the packages that have generated parts."""
    inner = sorted((ROOT / "converter").rglob("README.md"))
    return [README, *(path for path in inner if GENERATED.search(path.read_text(encoding="utf-8")))]


def refreshed(text: str, folder: Path) -> str:
    """The page of a folder with every generated part made anew."""
    return GENERATED.sub(lambda part: f"{part[1]}\n{PARTS[part[2]](folder)}\n\n{part[3]}", text)


def examples(text: str) -> dict[str, str]:
    """The examples of the page by name."""
    return dict(EXAMPLE.findall(text))


def formats_table(_folder: Path) -> str:
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


def limits_table(_folder: Path) -> str:
    rows = [(f"`{name}`", f"{getattr(LIMITS, name):,}") for name in LIMITS.__struct_fields__]
    return _table(("limit", "at most"), rows)


def statuses_table(_folder: Path) -> str:
    return _table(("status", "says"), [(str(int(status)), meaning) for status, meaning in MEANING.items()])


def fidelity_table(_folder: Path) -> str:
    head, *rows = published.fidelity_tables()[0]
    return _table(tuple(cell.lower() for cell in head), rows)


def modules_table(folder: Path) -> str:
    """The modules of a package, each in the words of its docstring."""
    paths = (path for path in sorted(folder.glob("*.py")) if path.name != "__init__.py")
    return _table(("module", "what it is about"), [(f"`{path.name}`", _summary(path)) for path in paths])


def packages_table(folder: Path) -> str:
    """The packages and modules below `converter`, each in the words of its docstring."""
    package = folder / "converter"
    rows = [(f"`{path.parent.name}/`", _summary(path)) for path in sorted(package.glob("*/__init__.py"))]
    modules = (path for path in sorted(package.glob("*.py")) if not path.name.startswith("__"))
    return _table(("in `converter/`", "what it is about"), [*rows, *((f"`{path.name}`", _summary(path)) for path in modules)])


def _summary(path: Path) -> str:
    said = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    assert said, f"{path} has no docstring"
    return said.partition("\n")[0].rstrip(".")


PARTS: dict[str, Callable[[Path], str]] = {
    "fidelity": fidelity_table,
    "formats": formats_table,
    "limits": limits_table,
    "modules": modules_table,
    "packages": packages_table,
    "statuses": statuses_table,
}


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


def _yes(said: bool) -> str:  # noqa: FBT001
    return "yes" if said else "no"


def _choices(known: dict[str, Any], what: str) -> str:
    return ", ".join(f"**{name}**" if name == known[f"default_{what}"] else name for name in known[f"{what}s"])
