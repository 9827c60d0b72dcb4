"""The fields of the neutral session by name."""

from __future__ import annotations

import typing

from converter.model import Interval, Session, Track
from converter.model.fields import fields, struct_in
from converter.model.refs import COLLECTIONS, SINGLE


def test_fields_are_named_by_collection_and_dotted_path() -> None:
    found = fields()
    for name in ("tracks/", "tracks/display.height_px", "tracks/parts.*.reads.color_by", "views/panels.*.name", "session/name"):
        assert name in found
    for name in ("genome/id", "samples/group_by", "regions/chrom", "tracks/shown"):
        assert name in found
    assert len(set(found)) == len(found)
    assert {name.partition("/")[0] for name in found} == {*COLLECTIONS, *SINGLE, "session"}
    assert not [name for name in found if "extras" in name]


def test_structs_are_found_in_hints() -> None:
    hints = typing.get_type_hints(Session)
    assert struct_in(hints["tracks"]) is Track
    assert struct_in(hints["name"]) is None
    assert struct_in(Interval) is None
