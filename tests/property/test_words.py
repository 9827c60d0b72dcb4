"""Codecs and spellings, both ways."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import UNSET

from converter.formats import _values
from converter.formats._words import CANNOT, INVALID, Codec
from converter.loss.walk import escape
from converter.model import Interval, color, locus
from converter.secrets import redact
from tests.property.strategies import COLORS, FLOATS, NUMBERS, TEXT

CHROMS = st.from_regex(r"[A-Za-z0-9_.]{1,12}", fullmatch=True).filter(lambda name: name.lower() not in locus.WHOLE_GENOME)
PLACES = st.tuples(st.integers(0, 2**40), st.integers(1, 2**31)).map(lambda pair: (pair[0], pair[0] + pair[1]))


@given(COLORS)
def test_colours_in_css(text: str) -> None:
    assert color.parse(color.css(text)) == color.parse(text)


@given(COLORS)
def test_colours_with_commas(text: str) -> None:
    assert color.parse(color.commas(text)) == text[:7]


@given(COLORS.map(color.parse))
def test_channels_are_bytes(text: str) -> None:
    assert "#" + "".join(f"{part:02x}" for part in color.channels(text)) in (text, f"{text}ff")


@given(st.text(max_size=30) | st.from_regex(r"rgba?\([0-9 ,.%]{0,20}\)", fullmatch=True))
def test_any_text_is_a_colour_or_none(text: str) -> None:
    found = color.parse(text)
    assert found is None or (found.startswith("#") and len(found) in (7, 9) and color.parse(found) == found)


@given(CHROMS, PLACES)
def test_loci_both_ways(chrom: str, place: tuple[int, int]) -> None:
    interval = Interval(chrom=chrom, start=place[0], end=place[1])
    assert locus.parse(locus.spell(interval)) == interval
    assert locus.parse(f"{chrom}:{place[0] + 1:,}-{place[1]:,}") == interval


@given(st.text(max_size=40) | st.from_regex(r"[a-z0-9]{1,5}:[0-9,]{0,9}-?[0-9,]{0,9}", fullmatch=True))
def test_any_text_is_a_locus_or_none(text: str) -> None:
    found = locus.parse(text)
    if found is not None and found.start is not UNSET:
        assert isinstance(found.start, int)
        assert isinstance(found.end, int)
        assert 0 <= found.start <= found.end
        assert locus.parse(locus.spell(found)) in (found, Interval(chrom=found.chrom, start=found.start, end=found.end))


@pytest.mark.parametrize(
    ("codec", "values"),
    [
        (_values.NUMBER_TEXT, NUMBERS | FLOATS),
        (_values.INTEGER_TEXT, NUMBERS),
        (_values.NUMBER, NUMBERS | FLOATS),
        (_values.INTEGER, NUMBERS),
        (_values.BOOLEAN_TEXT, st.booleans()),
        (_values.BOOLEAN, st.booleans()),
        (_values.TEXT, TEXT),
        (_values.COLOR_COMMAS, COLORS.map(lambda text: text[:7])),
        (_values.COLOR_CSS, COLORS.map(color.parse)),
    ],
    ids=lambda one: "" if isinstance(one, Codec) else None,
)
@given(data=st.data())
def test_codecs_both_ways(codec: Codec, values: st.SearchStrategy[object], data: st.DataObject) -> None:
    value = data.draw(values)
    wire = codec.write(value)
    assert wire is not CANNOT
    assert codec.read(wire) == value


@pytest.mark.parametrize("name", [name for name in dir(_values) if isinstance(getattr(_values, name), Codec)])
@given(raw=st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12) | st.lists(st.integers(), max_size=2))
def test_codecs_take_anything(name: str, raw: object) -> None:
    value = getattr(_values, name).read(raw)
    if value is not INVALID:
        assert getattr(_values, name).read(getattr(_values, name).write(value)) == value


@given(TEXT)
def test_pointer_tokens(text: str) -> None:
    token = escape(text)
    assert "/" not in token
    assert token.replace("~1", "/").replace("~0", "~") == text


@given(st.from_regex(r"[A-Za-z0-9]{8,20}", fullmatch=True), st.sampled_from(["token", "sig", "X-Amz-Signature", "access_token"]))
def test_secrets_do_not_show(secret: str, name: str) -> None:
    assert secret not in redact(f"https://example.org/a.bam?x=1&{name}={secret}#end").replace(name, "")
