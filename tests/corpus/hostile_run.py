"""Convert one hostile input under a memory limit and print the code of the error that it meets.

Run as `python -m tests.corpus.hostile_run NAME`, a process of its own for each, so that one can't spoil another.
"""

from __future__ import annotations

import resource
import sys
from pathlib import Path

import converter
from tests.corpus.hostile import HOSTILE, MIB

ADDRESS_SPACE = Path("/proc/self/statm")


def limit_memory(mib: int) -> None:
    """Let this process take so much more address space than it has now; where that is unknown, so much above 1 GiB."""
    now = int(ADDRESS_SPACE.read_text().split()[0]) * resource.getpagesize() if ADDRESS_SPACE.exists() else 1024 * MIB
    resource.setrlimit(resource.RLIMIT_AS, (now + mib * MIB,) * 2)


def main(name: str) -> str:
    """The code of the error that the input meets, or the verdict of its conversion."""
    hostile = HOSTILE[name]
    data = hostile.make()
    converter.formats()
    limit_memory(hostile.memory_mib)
    try:
        return str(converter.convert(data, to="neutral").report.verdict)
    except converter.ConverterError as error:
        return error.code


if __name__ == "__main__":
    print(main(sys.argv[1]))  # noqa: T201 - the result
