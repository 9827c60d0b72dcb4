"""The regions along the horizontal axis of a dot plot, of which the first may be what tells the session's genome."""

from __future__ import annotations

from typing import Any

from converter.formats.jbrowse2.flat import flatten

_AXIS, _REGIONS = "hview", "displayedRegions"


def take_apart(facts: dict[str, Any], naming: Any) -> str | None:
    """Make each fact of the regions one by itself if the first of them is the object `naming`; the fact that names it."""
    regions = facts.get(f"{_AXIS}/{_REGIONS}")
    if naming is None or not isinstance(regions, list) or not regions or regions[0] is not naming:
        return None
    del facts[f"{_AXIS}/{_REGIONS}"]
    for index, one in enumerate(regions):
        said = {f"/{name}": value for name, value in flatten(one).items()} if isinstance(one, dict) and one else {"": one}
        facts |= {f"{_AXIS}/{_REGIONS}/{index}{name}": value for name, value in said.items()}
    return f"{_AXIS}/{_REGIONS}/0/assemblyName"


def put_together(view: dict[str, Any]) -> None:
    """The regions of a written view, which are held by their numbers, as the list that they are."""
    axis = view.get(_AXIS)
    held = axis.get(_REGIONS) if isinstance(axis, dict) else None
    if isinstance(held, dict):
        view[_AXIS][_REGIONS] = [held[number] for number in sorted(held, key=int)]
