"""What the formats publish about themselves is true, closed and documented."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import converter
from converter import published
from converter.loss import places
from converter.loss.codes import FIXED
from converter.loss.effects import ERRORS, INFOS
from converter.model.fields import fields
from converter.registry import FORMATS
from tests.contract.problems import none
from tests.contract.samples import WRITABLE

if TYPE_CHECKING:
    from collections.abc import Iterator


SOURCE = Path(converter.__file__).parent
_CODE_AT = {"notice": 0, "Notice": 0, "Key": 0, "Fate": 2, "note": 2, "Ranking": 0, "_replace": 2, "IndexFault": 0}
"""Which argument of a call is a code of the report."""
NAMES_OF_PLACES = f"views/{places.NAMES}"
_PART = re.compile(r"^(tracks/parts|views/panels)\.[^.]+\.")


@pytest.mark.parametrize("form", FORMATS)
def test_what_a_format_cannot_say_is_a_neutral_field(form: str) -> None:
    known = {*fields(), NAMES_OF_PLACES}
    branches = {name[:at] for name in known for at, mark in enumerate(name) if mark == "."}
    branches |= {name.removesuffix(".*") for name in branches}
    keys = {key: re.sub(r"(parts|panels)\.\w+$", r"\1", _PART.sub(r"\1.*.", key)) for key in FORMATS[form].cannot}
    none(f"{key} is no neutral field" for key, name in keys.items() if name not in known and name not in branches)


@pytest.mark.parametrize("form", FORMATS)
def test_what_a_format_cannot_say_has_a_reason(form: str) -> None:
    reasons = [one.why for one in FORMATS[form].cannot.values()] + [one.hint for one in FORMATS[form].cannot.values() if one.hint]
    none(f"no sentence: {text}" for text in reasons if not text.endswith((".", ")")) or len(text) < 15 or "\n" in text)


def test_the_fixed_codes_are_those_of_the_source() -> None:
    said = {code for path in SOURCE.rglob("*.py") for code in _codes(path)}
    patterns = {code for code in said if "*" in code}
    none(f"{code} is not in FIXED" for code in sorted(said - patterns) if code not in FIXED)
    unsaid = {
        code for code in FIXED if code not in said and not any(re.fullmatch(one.replace("*", ".+"), code) for one in patterns)
    }
    assert unsaid == {"unannounced"}


def _codes(path: Path) -> Iterator[str]:
    """Codes of the report that a module says; `*` stands for what is put in when it runs."""
    tree = ast.parse(path.read_text("utf-8"))
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        name = call.func.attr if isinstance(call.func, ast.Attribute) else call.func.id if isinstance(call.func, ast.Name) else ""
        at = _CODE_AT.get(name)
        given = [word.value for word in call.keywords if word.arg == "code"]
        if at is not None and (given or len(call.args) > at):
            yield from _texts((given or call.args[at:])[0], tree)


def _texts(node: ast.expr, tree: ast.Module) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        yield "".join(str(part.value) if isinstance(part, ast.Constant) else "*" for part in node.values)
    elif isinstance(node, ast.IfExp | ast.BoolOp):
        for part in [node.body, node.orelse] if isinstance(node, ast.IfExp) else node.values:
            yield from _texts(part, tree)
    elif isinstance(node, ast.Name):
        assigned = (one for one in ast.walk(tree) if isinstance(one, ast.Assign) and node.id in map(_name, one.targets))
        for one in assigned:
            yield from _texts(one.value, tree)


def _name(target: ast.expr) -> str:
    return target.id if isinstance(target, ast.Name) else ""


def test_codes_are_documented() -> None:
    rows = published.codes()
    assert [row["code"] for row in rows] == sorted({row["code"] for row in rows})
    none(f"no sentence: {row}" for row in rows if not row["meaning"].endswith(".") or "\n" in row["meaning"])
    assert {row["code"] for row in rows} >= FIXED.keys()


def test_the_matrix_names_every_announcement() -> None:
    told = {(name, row["field"], why) for row in published.matrix() for name, why in row["cannot"].items()}
    reasons = {name: FORMATS[name].cannot.values() for name in WRITABLE}
    none(one for one in told if one[2] not in {why.told(FORMATS[one[0]].called, one[1]).why for why in reasons[one[0]]})
    assert {name for name, *_ in told} == {name for name in WRITABLE if FORMATS[name].cannot}


def test_severities_are_of_neutral_fields() -> None:
    known = {name.rpartition("/")[2].rpartition(".")[2] for name in fields()}
    none(f"{name} is no neutral field" for name in sorted(ERRORS | INFOS) if name not in known)


@pytest.mark.parametrize("form", FORMATS)
def test_structural_names_are_few(form: str) -> None:
    names = FORMATS[form].structural
    assert len(names) == len(set(names))
    assert len(names) <= 25
