"""What IGV asks the tracks that it draws over each other; measured in 2.16."""

from __future__ import annotations

from typing import Any


def lend(overlay: Any) -> None:
    """Give the members, elements below that of their overlay, what IGV 2.16 asks them for in its stead (measured).

    It reads how values are drawn, and that the axis is fitted to them, before the overlay has any members.
    """
    renderer, fitted = overlay.get("renderer"), overlay.get("autoScale") == "true"
    for member in overlay.iterchildren("Track"):
        if renderer is not None:
            member.set("renderer", renderer)
        if fitted and "autoScale" not in member.attrib:
            member.set("autoScale", "true")
