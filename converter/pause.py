"""A pause of the cyclic garbage collector, for work that makes many objects and keeps nearly all of them.

A large session is some hundred thousand small objects; scanning them again and again while they are made costs as much
as the conversion itself. Reference counting goes on; cycles are found when the pause is over.
"""

from __future__ import annotations

import gc
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_LOCK = threading.Lock()
_STATE = {"paused": 0, "enabled": False}


@contextmanager
def paused_collector() -> Iterator[None]:
    """No cyclic garbage collection inside; the last of several threads to leave switches it on again."""
    with _LOCK:
        if _STATE["paused"] == 0:
            _STATE["enabled"] = gc.isenabled()
            gc.disable()
        _STATE["paused"] += 1
    try:
        yield
    finally:
        with _LOCK:
            _STATE["paused"] -= 1
            if _STATE["paused"] == 0 and _STATE["enabled"]:
                gc.enable()
