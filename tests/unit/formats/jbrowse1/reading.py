"""Short ways to read configurations in tests."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import converter

if TYPE_CHECKING:
    from collections.abc import Mapping

    from converter.model import Track

OF = "jbrowse1"


def read(given: Mapping[str, Any] | str, config: Any = None) -> converter.Reading:
    """A configuration as JSON (an object) or in the text form (a text), with what it includes."""
    data = given.encode() if isinstance(given, str) else json.dumps(given).encode()
    return converter.read(data, OF, options={} if config is None else {"config": config})


def session(given: Mapping[str, Any] | str, config: Any = None) -> Any:
    """The neutral session, every fact of it accounted for."""
    reading = read(given, config)
    assert reading.ledger.accounted == reading.ledger.total
    return reading.session


def track(**said: Any) -> tuple[Any, Any]:
    """A single track, and its source."""
    held = session({"formatVersion": 1, "tracks": [{"label": "a", "type": "CanvasFeatures", **said}]})
    found = held.tracks[held.track_order[0]]
    return found, held.sources.get(str(found.source))


def native(found: Track) -> dict[str, Any]:
    """What only JBrowse 1 says of a track."""
    return found.extras[OF].native if OF in found.extras else {}


def ignored(found: Track) -> dict[str, Any]:
    """What even JBrowse 1 ignores of a track."""
    return found.extras[OF].ignored if OF in found.extras else {}


def codes(reading: converter.Reading) -> list[str]:
    """The codes of what is told of a reading."""
    return [one.code for one in reading.notices]
