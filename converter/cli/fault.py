"""What is said when session-converter itself fails."""

from __future__ import annotations

import platform
import traceback
from pathlib import Path


def apologise(error: Exception, *, traced: bool) -> str:
    """What to say of a fault of our own: its kind and place, and how to report it; the traceback only if `traced`."""
    if traced:
        return "".join(traceback.format_exception(error))
    frames = traceback.extract_tb(error.__traceback__)
    place = f" in {Path(frames[-1].filename).name}, line {frames[-1].lineno}" if frames else ""
    return (
        f"Error: session-converter failed: {type(error).__name__}{place}. This is a fault of the program, not of the input.\n"
        "  what to do: please report it with the command, the output of `session-converter --version`, "
        f"Python {platform.python_version()}, and the traceback that `session-converter --debug …` prints; "
        "if you can, add a session that shows it."
    )
