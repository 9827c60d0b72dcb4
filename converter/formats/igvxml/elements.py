"""Small pieces of writing: elements that XML can hold, and what IGV's XML once said of an object."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from lxml import etree

from converter.formats._extras import extras_in
from converter.formats.igvxml.binding import ID
from converter.model import Extras

if TYPE_CHECKING:
    from collections.abc import Mapping

_extras_of = extras_in(ID)


def element(parent: Any, tag: str, attrib: dict[str, str]) -> Any:
    """A child element; characters that XML can't hold are left out of its attributes."""
    try:
        return etree.SubElement(parent, tag, attrib)
    except ValueError:
        return etree.SubElement(parent, tag, {name: clean(value) for name, value in attrib.items()})


def clean(text: str) -> str:
    """The text without the characters that XML can't hold."""
    return _illegal().sub("", text)


@cache
def _illegal() -> re.Pattern[str]:
    """Compiled when it is needed: that takes as long as the conversion of a small session."""
    return re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def extras_of(value: Any) -> Extras:
    """What IGV's XML said of an object beyond the model's words; a spelling is text, or none of ours."""
    found = _extras_of(value)
    if all(isinstance(text, str) for text in found.spelling.values()):
        return found
    texts = {field: text for field, text in found.spelling.items() if isinstance(text, str)}
    return Extras(native=found.native, ignored=found.ignored, spelling=texts)


def text_of(held: Mapping[str, Any], key: str, known: tuple[str, ...] = ()) -> str | None:
    """One of the kept texts, if it is text and (letter case aside) one of the `known` words."""
    text = held.get(key)
    return text if isinstance(text, str) and (not known or text.lower() in known) else None
