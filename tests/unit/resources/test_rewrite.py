"""Rewriting rules, and locations made absolute or relative."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from converter.errors import UsageError
from converter.options import Paths
from converter.resources.rewrite import Rewriter

PROPERTY = settings(deadline=None, derandomize=True, max_examples=300)


def test_the_longest_prefix_wins_in_any_order_of_rules() -> None:
    rules = [("/data", "https://h"), ("/data/run1", "s3://bucket"), ("/d", "never")]
    for order in (rules, rules[::-1]):
        rewriter = Rewriter(order)
        assert rewriter.apply("/data/run1/a.bam") == "s3://bucket/a.bam"
        assert rewriter.apply("/data/run2/a.bam") == "https://h/run2/a.bam"
        assert rewriter.unused == [("/d", "never")]


def test_only_prefixes_match_and_others_stay() -> None:
    rewriter = Rewriter([("data", "x")])
    assert rewriter.apply("/data/data.bam") == "/data/data.bam"
    assert rewriter.unused == [("data", "x")]


def test_what_a_rule_wrote_is_not_rewritten_again() -> None:
    assert Rewriter([("a", "b"), ("b", "c")]).apply("a/b") == "b/b"


def test_rules_that_contradict_are_the_callers_error() -> None:
    with pytest.raises(UsageError, match="Two rewrite rules replace 'a'") as caught:
        Rewriter([("a", "1"), ("b", "1"), ("a", "2")])
    assert caught.value.code == "option.rewrite"
    assert Rewriter([("a", "1"), ("a", "1")]).unused == [("a", "1")]


@pytest.mark.parametrize(
    ("old", "new", "location", "expected"),
    [
        ("/data/", "https://h/d/", "/data/run 1#2?.bam", "https://h/d/run%201%232%3F.bam"),
        ("/data/", "https://h/d/", "/data/100%/a&b+c.bam", "https://h/d/100%25/a&b+c.bam"),
        ("/data/", "https://h/d/", "/data/\N{GREEK SMALL LETTER ALPHA}.bam", "https://h/d/%CE%B1.bam"),
        ("C:\\data\\", "https://h/", "C:\\data\\sub\\a b.bam", "https://h/sub/a%20b.bam"),
        ("~/", "https://h/", "~/a b.bam", "https://h/a%20b.bam"),
        ("/data/", "https://h/", "/data/a b/{refseq}/trackData.json", "https://h/a%20b/{refseq}/trackData.json"),
        ("data/", "https://h/", "data/{refseq_padded}/{x}%7B.json", "https://h/{refseq_padded}/%7Bx%7D%7B.json"),
        ("data/", "https://h/", "data/a b%20c#d.bam?x=1 2", "https://h/a%20b%20c%23d.bam?x=1 2"),
        ("https://h/", "/data/", "https://h/a%20b%23.bam?token=x", "/data/a b#.bam"),
        ("https://h/", "D:\\data\\", "https://h/sub/a%20b.bam", "D:\\data\\sub\\a b.bam"),
        ("https://h/", "https://g/", "https://h/a%20b.bam?x=1", "https://g/a%20b.bam?x=1"),
        ("/data/", "/mnt/", "/data/a b#%.bam", "/mnt/a b#%.bam"),
        ("/data/", "s3://bucket/", "/data/a b.bam", "s3://bucket/a b.bam"),
        ("gs://", "https://storage.googleapis.com/", "gs://b/a%20b.bam", "https://storage.googleapis.com/b/a%20b.bam"),
        ("s3://b/", "https://b.s3.amazonaws.com/", "s3://b/a b#1.bam", "https://b.s3.amazonaws.com/a%20b%231.bam"),
        ("${DIR}/", "https://h/", "${DIR}/a b.bam", "https://h/a%20b.bam"),
    ],
)
def test_paths_are_encoded_in_urls_and_the_reverse(old: str, new: str, location: str, expected: str) -> None:
    assert Rewriter([(old, new)]).apply(location) == expected


def test_a_relative_path_is_encoded_below_the_url_of_its_base() -> None:
    rewriter = Rewriter([], Paths.ABSOLUTE, "https://h/d")
    assert rewriter.apply("../a b#1.bam?v=1") == "https://h/a%20b%231.bam?v=1"
    assert Rewriter([], Paths.ABSOLUTE, "/d").apply("../a b#1.bam") == "/a b#1.bam"


def test_no_rules_change_nothing() -> None:
    rewriter = Rewriter()
    assert rewriter.apply("a.bam") == "a.bam"
    assert rewriter.unused == []


def test_absolute_hangs_relative_locations_from_the_base() -> None:
    rewriter = Rewriter([("old/", "new/")], Paths.ABSOLUTE, "https://h/d")
    assert rewriter.apply("old/a.bam") == "https://h/d/new/a.bam"
    assert rewriter.apply("/data/a.bam") == "/data/a.bam"


def test_relative_takes_the_base_away() -> None:
    rewriter = Rewriter([("/old", "/data")], Paths.RELATIVE, "/data/x")
    assert rewriter.apply("/old/x/a.bam") == "a.bam"
    assert rewriter.apply("a.bam") == "a.bam"


@pytest.mark.parametrize("paths", [Paths.ABSOLUTE, Paths.RELATIVE])
@pytest.mark.parametrize("base", [None, ""])
def test_a_missing_base_is_the_callers_error(paths: Paths, base: str | None) -> None:
    with pytest.raises(UsageError, match="relative to") as caught:
        Rewriter([], paths, base)
    assert caught.value.code == "option.base"


def test_an_empty_prefix_is_the_callers_error() -> None:
    with pytest.raises(UsageError) as caught:
        Rewriter([("", "x")])
    assert caught.value.code == "option.rewrite"


prefixes = st.text("ab/", min_size=1, max_size=4)


@PROPERTY
@given(
    st.lists(st.tuples(prefixes, st.text("xy", max_size=3)), max_size=6, unique_by=lambda rule: rule[0]),
    st.text("ab/", max_size=8),
)
def test_the_result_is_that_of_the_longest_matching_rule(rules: list[tuple[str, str]], text: str) -> None:
    rewriter = Rewriter(rules)
    matching = [rule for rule in rules if text.startswith(rule[0])]
    if not matching:
        assert rewriter.apply(text) == text
        assert len(rewriter.unused) == len(rules)
        return
    longest = max(len(old) for old, _ in matching)
    new = next(new for old, new in matching if len(old) == longest)
    assert rewriter.apply(text) == new + text[longest:]
    assert len(rewriter.unused) == len(rules) - 1


def test_a_rule_that_longer_ones_outdo_is_told_apart_from_one_that_nothing_begins_with() -> None:
    rewriter = Rewriter([("/data/", "x"), ("/data/lab/", "y"), ("/other/", "z")])
    assert rewriter.apply("/data/lab/a.bw") == "ya.bw"
    assert rewriter.unused == [("/other/", "z"), ("/data/", "x")]
    assert rewriter.outdone == {"/data/"}


def test_the_base_may_be_the_address_of_the_session_itself() -> None:
    for base in ("https://h/s/session.xml", "https://h/s/hub.txt?x=1", "https://h/s/", "https://h/s"):
        assert Rewriter([], Paths.ABSOLUTE, base).apply("a.bw") == "https://h/s/a.bw"
    assert Rewriter([], Paths.ABSOLUTE, "/data/run.json").apply("a.bw") == "/data/run.json/a.bw"
