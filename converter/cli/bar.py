"""A progress bar over bytes, on standard error; off a terminal only its label."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_STEP = 1 << 24


@contextmanager
def bytes_bar(label: str) -> Iterator[Callable[[int, int], None]]:
    """What is to be told how many more bytes are done, and of how many in all."""
    with click.progressbar(length=0, label=label, file=sys.stderr, update_min_steps=_STEP) as bar:

        def show(more: int, total: int) -> None:
            bar.length = total
            bar.update(more)

        yield show
