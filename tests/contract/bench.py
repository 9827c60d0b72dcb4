"""Conversions of samples, with options and ledger as the contract tests want them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import converter

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.contract.samples import Sample


class Bench:
    """Conversions of samples, each done once."""

    def __init__(self) -> None:
        self._done: dict[tuple[tuple[str, str], str, bool], converter.Conversion] = {}

    def convert(self, sample: Sample, to: str, *, carry: bool = True) -> converter.Conversion:
        key = (sample.format, sample.name), to, carry
        if key not in self._done:
            self._done[key] = converted(sample, sample.data, to, carry=carry)
        return self._done[key]


def converted(
    sample: Sample, data: bytes, to: str, *, carry: bool = True, form: Mapping[str, str] | None = None
) -> converter.Conversion:
    asked = {**sample.options, "carry": carry, **(form or {})}
    return converter.convert(data, to, sample.format, sample.name, asked, ledger=True)
