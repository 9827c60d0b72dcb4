"""How many requests are in flight, and whether one more is welcome."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


class InFlight:
    """Counts the requests that run and asks the server how many wait for a thread.

    A request that gets its thread while more than `limit` are in flight is answered 503 at once, so that a queue
    drains to the length that can still be served in time instead of growing.
    """

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.waiting: Callable[[], int] = lambda: 0
        self._running = 0
        self._lock = threading.Lock()

    def total(self) -> int:
        """Requests running or waiting."""
        return self._running + self.waiting()

    def enter(self) -> bool:
        """Count one more; False, and nothing counted, if that is more than the limit."""
        with self._lock:
            if self._running + self.waiting() >= self.limit:
                return False
            self._running += 1
            return True

    def leave(self) -> None:
        """Count one less."""
        with self._lock:
            self._running -= 1
