"""What to run by hand while a format is made or changed.

`python -m tests.contract --accept` writes the goldens and the stored schema anew: read what changed before you keep it.
`python -m tests.contract FORMAT` runs the tests of a format, the cheap ones first, and stops after a step that is red.
`python -m tests.contract FORMAT --cannot` lists what it loses and does not announce, as lines for its `CANNOT_SAY`.
"""

from __future__ import annotations

import subprocess
import sys

import pytest

from converter.registry import FORMATS
from tests.contract.goldens import accept
from tests.contract.samples import CORPUS, WRITABLE
from tests.contract.unannounced import table

ROOT = CORPUS.parent
CONTRACT = "tests/contract"
_SAME = "accounted_for or its_own_format"
_SAYS = "says_what_its_words_mean"
_TOLD = "announced or fact_comes_home"
STEPS = (
    ("tests/corpus", "{0} and not " + _SAYS),
    (f"{CONTRACT}/test_tables.py", "{0}"),
    ("tests/unit/formats/{0}", ""),
    (CONTRACT, "{0} and (" + _SAME + ")"),
    (CONTRACT, "{0} and (" + _TOLD + ")"),
    (CONTRACT, "{0} and not (" + f"{_SAME} or {_TOLD}" + ")"),
    ("tests/corpus", "{0} and " + _SAYS),
)
"""Where the tests of a format are, and which of them, in the order in which to run them."""
MOST = 5
"""So many red tests of a step are shown: the others mostly say the same."""
PASSED = (pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED)


def commands(form: str) -> list[list[str]]:
    """How to run the tests of a format, step by step; those that are there."""
    found = [(where.format(form), which.format(form)) for where, which in STEPS]
    there = [(where, ["-k", which] if which else []) for where, which in found if (ROOT / where).exists()]
    return [["-q", f"--maxfail={MOST}", where, *chosen] for where, chosen in there]


def run(form: str) -> int:
    """The exit status of the first step that is red, or 0."""
    for words in commands(form):
        print("pytest", *words, flush=True)  # noqa: T201 - a command
        status = subprocess.run([sys.executable, "-m", "pytest", *words], cwd=ROOT, check=False).returncode
        if status not in PASSED:
            return status
    return 0


def main(words: list[str]) -> int | str | None:
    """Exit status, or what to say of a wrong call."""
    if words == ["--accept"]:
        for place in accept():
            print(place.relative_to(ROOT))  # noqa: T201 - a command
        return 0
    if len(words) == 2 and words[0] in WRITABLE and words[1] == "--cannot":
        print(table(words[0]))  # noqa: T201 - a command
        return 0
    return run(words[0]) if len(words) == 1 and words[0] in FORMATS else __doc__


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
