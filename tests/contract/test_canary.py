"""Credentials in the locations of a session stay in the document: no report, in data or in words, and no error shows them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

import converter
from converter.loss.render import render
from converter.registry import FORMATS
from tests.contract.samples import WRITABLE, Sample, accepted

if TYPE_CHECKING:
    from collections.abc import Iterator

CANARY = "canary7"
_PLAIN = re.compile(rb"https?://(?!www[.]w3[.]org)(?![^\s\"'<>,|\\]*[?@])[^\s\"'<>,|\\{}]*[^\s\"'<>,|\\{}./]")
_STEP = 7


def _signed(address: bytes) -> bytes:
    """An address with a password and a signature."""
    scheme, _, rest = address.partition(b"://")
    return b"%b://me:%b@%b?X-Amz-Signature=%b" % (scheme, CANARY.encode(), rest, CANARY.encode())


def samples() -> list[Sample]:
    """Some of our files of each format that name addresses, all of them with credentials."""
    chosen = [one for form in FORMATS for one in [one for one in accepted(form) if _PLAIN.search(one.data)][::_STEP]]
    return [one._replace(data=_PLAIN.sub(lambda at: _signed(at[0]), one.data)) for one in chosen]


@pytest.mark.parametrize("sample", samples(), ids=lambda one: f"{one.format}-{one.name}")
def test_no_report_shows_credentials(sample: Sample) -> None:
    for to in WRITABLE:
        assert CANARY not in "\n".join(_told(sample, to)), to


def _told(sample: Sample, to: str) -> Iterator[str]:
    """All that a person is told of a conversion."""
    try:
        report = converter.convert(sample.data, to, sample.format, sample.name, sample.options, ledger=True).report
        yield report.to_json().decode()
        yield render(report.to_dict(), colour=False)
    except converter.ConverterError as error:
        yield f"{error} {error.path}"


def test_a_missing_part_of_a_hub_shows_none() -> None:
    hub = f"hub lab\nshortLabel Lab\ngenomesFile https://me:{CANARY}@x.org/genomes.txt?token={CANARY}\n".encode()
    assert CANARY not in "\n".join(_told(Sample("hub.txt", "ucsc", hub, {}), "neutral"))


def test_every_format_with_addresses_is_tried() -> None:
    addressed = {form for form in FORMATS if any(b"://example.org/" in one.data for one in accepted(form))}
    assert addressed
    assert {one.format for one in samples()} == addressed
    assert all(CANARY.encode() in one.data for one in samples())
