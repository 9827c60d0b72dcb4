"""Inputs that end the process that reads them."""

from __future__ import annotations

import os
import signal
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from converter.limits import Limits


class Deadly(NamedTuple):
    """A source that is no good to read."""

    number: int

    def read(self, _limits: Limits) -> bytes:
        """End as what ran out of memory does."""
        os.kill(os.getpid(), signal.SIGKILL)
        return b""
