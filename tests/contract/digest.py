"""`python -m tests.contract.digest` prints what the converter makes of some files: the same wherever it runs."""

from __future__ import annotations

import hashlib
import sys

import converter
from converter.registry import FORMATS
from tests.contract.samples import WRITABLE, accepted

EVERY = 7


def lines() -> list[str]:
    """One line for each of some conversions: digests of document and report."""
    found = []
    for source in FORMATS:
        for sample in accepted(source)[::EVERY]:
            for target in WRITABLE:
                done = converter.convert(sample.data, target, source, sample.name, sample.options, ledger=True)
                digests = (hashlib.sha256(part).hexdigest()[:16] for part in (done.document, done.report.to_json()))
                found.append(" ".join([sample.name, source, target, *digests]))
    return found


if __name__ == "__main__":
    sys.stdout.write("\n".join(lines()))
