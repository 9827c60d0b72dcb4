"""Values as a report shows them."""

from __future__ import annotations

from typing import Any

import pytest

from converter.loss.values import IN_PART, emitted_for


@pytest.mark.parametrize(
    ("original", "new", "shown"),
    [
        ("a", "b", "b"),
        (5, 7, 7),
        ("5", 5, "start: 5"),
        ("a", None, IN_PART),
        (False, 0, IN_PART),  # JSON tells them apart, but not everybody who reads it
        (True, 248_956_387, IN_PART),
        (False, True, True),
        (0, False, False),
    ],
)
def test_what_is_said_instead_does_not_look_like_what_was_said(original: Any, new: Any, shown: Any) -> None:
    assert emitted_for("start", original, new) is shown or emitted_for("start", original, new) == shown
