from __future__ import annotations

from typing import Any

import pytest

from converter.errors import UsageError
from converter.options import ConvertOptions, OnLoss, Paths, Severity, Tracks, descriptions, documents, options_from


def test_options_are_validated_and_defaults_are_those_of_the_contract() -> None:
    assert options_from(None) == options_from({}) == ConvertOptions()
    given = ConvertOptions(carry=False)
    assert options_from(given) is given
    found = options_from(
        {"carry": "false", "width_px": "800", "paths": "absolute", "rewrite": "a=b", "on_loss": "fail", "fail_at": "info"}
    )
    assert (found.carry, found.width_px, found.paths, found.rewrite) == (False, 800, Paths.ABSOLUTE, ("a=b",))
    assert (found.on_loss, found.fail_at, found.tracks) == (OnLoss.FAIL, Severity.INFO, Tracks.SHOWN)


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"cary": True}, "option.unknown"),
        ({"carry": "perhaps"}, "option.value"),
        ({"width_px": 5}, "option.value"),
        ({"paths": "odd"}, "option.value"),
        ({"rewrite": [1]}, "option.value"),
        ({"locus": "TP53\0"}, "option.value"),
        ({"genome": "hg\x1b19"}, "option.value"),
        ({"rewrite": ["/a=\x07"]}, "option.value"),
        ({"rewrite": [["/a", "\x07"]]}, "option.value"),
    ],
)
def test_bad_options_are_the_callers_fault(given: dict[str, Any], code: str) -> None:
    with pytest.raises(UsageError) as caught:
        options_from(given)
    assert caught.value.code == code


def test_rewrite_rules_are_split_at_the_first_equals_sign_the_longest_first() -> None:
    assert options_from({"rewrite": [["p=q", "r"]]}).rewrite_rules() == [("p=q", "r")]
    assert ConvertOptions(rewrite=("a=b", "abc=d=e", "x=")).rewrite_rules() == [("abc", "d=e"), ("a", "b"), ("x", "")]


@pytest.mark.parametrize("rule", ["a", "=b", ""])
def test_a_rule_without_two_sides_is_refused(rule: str) -> None:
    with pytest.raises(UsageError):
        ConvertOptions(rewrite=(rule,)).rewrite_rules()


def test_every_option_says_what_it_does_once_for_all_faces() -> None:
    assert list(descriptions()) == list(ConvertOptions.__struct_fields__)
    assert all(text.endswith(".") for text in descriptions().values())
    assert documents() == ("config", "genomes", "edit")


@pytest.mark.parametrize(
    ("values", "told", "hint"),
    [
        (
            {"paths": "zz"},
            "The option paths has a bad value: invalid enum value 'zz'.",
            "Possible are: keep, absolute, relative.",
        ),
        (
            {"locus": "chr1\x00"},
            "The option locus has a bad value: it holds a control character.",
            "Leave it out for the default",
        ),
        ({"rewrite": ["a\x00=b"]}, "The option rewrite has a bad value: it holds a control character.", "Leave it out"),
        ({"width_px": 5}, "The option width_px has a bad value: expected `int` >= 100.", "Leave it out for the default"),
    ],
)
def test_a_bad_value_is_told_in_words(values: dict[str, Any], told: str, hint: str) -> None:
    with pytest.raises(UsageError) as caught:
        options_from(values)
    assert caught.value.message == told
    assert caught.value.hint.startswith(hint)


@pytest.mark.parametrize("values", [{"locus": "\udcff"}, {"rewrite": ["a=b", "c\udcff=d"]}, {"view": "\ud83d"}])
def test_bytes_that_are_no_text_are_refused(values: dict[str, Any]) -> None:
    with pytest.raises(UsageError) as caught:
        options_from(values)
    assert caught.value.code == "option.value"
    assert "bytes that are no text" in caught.value.message
