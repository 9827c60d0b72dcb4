"""What of a document can be used as it stands: one key bound by itself, sets of regions that igv.js can draw."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from msgspec import UNSET

from converter.formats._words import INVALID
from converter.formats.igvjson import codecs, mapping, names
from converter.loss.ledger import Fate, Notice

if TYPE_CHECKING:
    from collections.abc import Mapping

    from converter.formats._json import Node
    from converter.loss.ledger import Owner

_TAG = re.compile(r"<[A-Za-z!/]")


class Single:
    """One key of a node, bound by itself, so that nothing else takes it for its own."""

    line: int | None = None
    count = 1

    def __init__(self, node: Node, key: str) -> None:
        self.node = node
        self.key = key
        node.deeper.add(key)

    @property
    def path(self) -> str:
        """Pointer of the object that has the key."""
        return self.node.path

    def place(self, name: str) -> str:
        """Pointer of the key's value."""
        return self.node.place(name)

    def names(self) -> tuple[str, ...]:
        """The one key."""
        return (self.key,)

    def weight(self, _name: str) -> int:
        """One fact."""
        return 1

    def value(self, name: str) -> Any:
        """The value of the key."""
        return self.node.data.get(name, UNSET)


_NULL_COUNTS = ("height", "max", "order")
"""Keys that igv.js does not take for absent where they are null or empty: the track draws nothing, or goes up."""


def nothing_said(facts: Mapping[str, Any], fates: dict[str, Fate]) -> None:
    """A null or an empty text says nothing to igv.js; a function becomes null when a page's configuration is written down."""
    for name, raw in facts.items():
        fate = fates.get(name) if (raw is None or raw == "") and name not in _NULL_COUNTS else None
        if fate is not None and fate.code == "source.invalid":
            fates[name] = fate._replace(code=None)


def is_html(text: str) -> bool:
    """Whether igv.js would show a text as HTML."""
    return "<" in text and _TAG.search(text) is not None


def html_notice(effect: str, owner: Owner) -> Notice:
    """A warning that the name of a track runs in the browser of whoever opens the session in igv.js."""
    text = (
        "The track's name is HTML; igv.js shows it as such and runs what is in it, in the browser of whoever opens the session."
    )
    return Notice("executes.html", effect, "warning", text, owner, "name", "Open it only if you trust where it comes from.")


def is_track(value: Any, dialect: str) -> bool:
    """Whether the program understands anything of what stands in a list of tracks; of what it does not, it can load nothing."""
    table = mapping.speech(dialect, None, None).table

    def understood(name: str, raw: Any) -> bool:
        if name == "type":
            return isinstance(raw, str) and raw.lower() in names.TYPES[dialect]
        if name in table.words:
            return table.words[name].fetch(raw)[0] is not INVALID
        return name in table.native or (name in table.deeper and isinstance(raw, str | list) and bool(raw))

    return isinstance(value, dict) and any(understood(name, raw) for name, raw in value.items())


def is_sample_info(value: Any) -> bool:
    """Whether igv.js can use an entry of `sampleinfo`: a file, or a table in the session; else it opens nothing."""
    url = value.get("url") if isinstance(value, dict) else UNSET
    return bool(value) and url is not UNSET and (isinstance(url, str) or not codecs.is_said(url))


def is_set(value: Any) -> bool:
    """Whether igv.js can use a set of regions."""
    if not isinstance(value, dict) or not (isinstance(value.get("url"), str) or isinstance(value.get("features"), list)):
        return False
    if "color" in value and mapping.REGION_SET.words["color"].fetch(value["color"])[0] is INVALID:
        return False
    return all(_is_region(one) for one in value.get("features") or ())


def _is_region(value: Any) -> bool:
    if not isinstance(value, dict) or not isinstance(value.get("chr"), str):
        return False
    return all(isinstance(codecs.COUNT.read(value.get(name)), int) for name in ("start", "end"))
