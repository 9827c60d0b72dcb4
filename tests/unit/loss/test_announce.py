from __future__ import annotations

import pytest

from converter.loss.announce import Cannot, code_of, find, patterns


@pytest.mark.parametrize(
    ("collection", "field", "keys"),
    [
        ("tracks", "display.mode", ["tracks/display.mode", "tracks/display"]),
        ("tracks", "parts.reads.display.mode", ["tracks/parts.reads.display.mode", "tracks/parts.*.display.mode"]),
        ("views", "panels.p1.name", ["views/panels.p1.name", "views/panels.*.name", "views/panels.p1", "views/panels"]),
        ("views", "panels.p1", ["views/panels.p1", "views/panels"]),
        ("views", "", ["views/"]),
    ],
)
def test_the_most_special_announcement_is_looked_for_first(collection: str, field: str, keys: list[str]) -> None:
    assert list(patterns(collection, field))[: len(keys)] == keys


def test_an_announcement_of_a_field_is_found_under_the_nearest_key() -> None:
    announced = {"tracks/parts.*.display.mode": Cannot("a"), "tracks/display": Cannot("b", "hint")}
    assert find(announced, "tracks", "parts.reads.display.mode") == ("tracks/parts.*.display.mode", Cannot("a"))
    assert find(announced, "tracks", "display.color") == ("tracks/display", Cannot("b", "hint"))
    assert find(announced, "tracks", "name") is None
    assert find(announced, "views", "display.color") is None


@pytest.mark.parametrize(
    ("key", "code"),
    [
        ("tracks/display.mode", "display.mode.nearest"),
        ("tracks/parts.*.display.mode", "parts.display.mode.nearest"),
        ("tracks/", "track.nearest"),
        ("views/panels", "view.panels.nearest"),
        ("genome/", "genome.nearest"),
        ("session/name", "session.name.nearest"),
        ("region_sets/", "region_set.nearest"),
    ],
)
def test_codes_are_made_of_the_key(key: str, code: str) -> None:
    assert code_of(key, "nearest") == code
