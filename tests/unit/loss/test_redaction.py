from __future__ import annotations

from typing import Any

import pytest

from converter.loss.redaction import is_harmless, redact_value


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("http://x/a?token=abc", "http://x/a?token=REDACTED"),
        (["http://me:pw@x/a", 5], ["http://REDACTED@x/a", 5]),
        ({"oauthToken": "abc", "n": [None, True]}, {"oauthToken": "REDACTED", "n": [None, True]}),
        ({"oauthToken": {"deep": "x?sig=1"}}, {"oauthToken": {"deep": "x?sig=REDACTED"}}),
        ({"http://x/?token=abc": 1.5}, {"http://x/?token=REDACTED": 1.5}),
        ("plain", "plain"),
    ],
)
def test_secrets_are_taken_out_of_texts_and_keys_at_any_depth(value: Any, shown: Any) -> None:
    assert redact_value(value) == shown


@pytest.mark.parametrize(
    ("value", "harmless"),
    [
        ("plain", True),
        ("x?token=abc", False),
        (["a", {"b": [1, None]}], True),
        (["a", {"b": ["http://me:pw@x"]}], False),
        ({"oauthToken": 1}, False),
        ({"x?token=abc": 1}, False),
        (1.5, True),
    ],
)
def test_a_look_tells_what_surely_holds_no_secret(value: Any, *, harmless: bool) -> None:
    assert is_harmless(value) is harmless
