"""What JBrowse 2 can't say, and why."""

from __future__ import annotations

from converter.loss.announce import Cannot

CANNOT_SAY: dict[str, Cannot] = {}
