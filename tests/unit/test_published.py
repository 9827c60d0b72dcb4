"""What the converter publishes: codes, and what is lost where."""

from __future__ import annotations

from converter import published
from converter.loss.announce import find
from converter.model.fields import fields
from converter.registry import FORMATS


def test_every_code_is_listed_once_with_its_meaning() -> None:
    rows = published.codes()
    names = [row["code"] for row in rows]
    assert names == sorted(set(names))
    assert {"source.ignored", "option.rewrite", "unannounced", "genome.unknown"} <= set(names)
    assert all(row["meaning"].endswith(".") and set(row["formats"]) <= set(FORMATS) for row in rows)


def test_the_loss_matrix_has_a_row_for_every_field_that_some_format_can_not_say() -> None:
    rows = {row["field"]: row for row in published.matrix()}
    for key in fields():
        collection, _, field = key.partition("/")
        cannot = {one.id for one in FORMATS.values() if find(one.cannot, collection, field)}
        assert set(rows.get(key, {"cannot": {}})["cannot"]) == cannot
    assert all("neutral" not in row["cannot"] for row in rows.values())


def test_the_fields_are_those_of_the_model() -> None:
    found = set(fields())
    assert {"tracks/", "tracks/display.color", "tracks/parts.*.reads.color_by", "views/panels.*.name", "tracks/shown"} <= found
    assert {"session/name", "genome/id", "samples/group_by"} <= found
    assert not [name for name in found if "extras" in name or name in ("session/forms", "session/model")]
