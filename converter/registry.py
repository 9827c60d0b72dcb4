"""The formats, in one list. A new format adds one import and one name here; everything else asks this module."""

from __future__ import annotations

from typing import TYPE_CHECKING

from converter.errors import UsageError
from converter.formats.analytics import FORMAT as ANALYTICS
from converter.formats.cbioportal import FORMAT as CBIOPORTAL
from converter.formats.filelist import FORMAT as FILELIST
from converter.formats.grafana import FORMAT as GRAFANA
from converter.formats.igvjson import FORMAT as IGVJSON
from converter.formats.igvxml import FORMAT as IGVXML
from converter.formats.jbrowse1 import FORMAT as JBROWSE1
from converter.formats.jbrowse2 import FORMAT as JBROWSE2
from converter.formats.neutral import FORMAT as NEUTRAL
from converter.formats.ucsc import FORMAT as UCSC

if TYPE_CHECKING:
    from converter.formats.base import Format

_ALL = (IGVXML, IGVJSON, JBROWSE2, JBROWSE1, UCSC, ANALYTICS, CBIOPORTAL, GRAFANA, FILELIST, NEUTRAL)
FORMATS: dict[str, Format] = {one.id: one for one in _ALL}


def get(name: str, option: str) -> Format:
    """The format of that id; a `UsageError` naming the option, the ids that were perhaps meant, and the possible ones."""
    found = FORMATS.get(name)
    if found is None:
        from difflib import get_close_matches  # noqa: PLC0415 - for a typing error

        possible = [one.id for one in _ALL if one.writes or option != "to"]
        meant = [one for one in possible if one.startswith(name.lower())] or get_close_matches(name.lower(), possible)
        hint = f"Perhaps {' or '.join(meant)}; the" if name and meant else "The"
        raise UsageError(f"option.{option}", f"There is no format {name!r}.", hint=f"{hint} formats are: {', '.join(possible)}.")
    return found
