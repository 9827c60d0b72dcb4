"""The lines of UCSC's text files: stanzas of settings, or lines `browser …`, `track …` and data; and how to tell them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from converter.errors import MalformedError
from converter.formats.base import Evidence
from converter.formats.ucsc.names import CART, HUB, INCLUDE, NOTHING, TEXT, TRACK_DB
from converter.loss.walk import escape

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from converter.formats.base import Head

_CUSTOM = re.compile(
    r"(?:browser\s+(?:position|hide|dense|pack|squish|full|pix|dragSelection)\b|track\s+\w+\s*=|track\s*$)", re.IGNORECASE
)
_OF_CART = re.compile(r"(hgsid|cartVersion|hgt\.\w+|hgS_\w+|hgTracksConfigPage)\b")
_TRACK = re.compile(r"track\s+[^\s=]+\s*$")
_ATTRIBUTE = re.compile(r"""([\w.]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"']\S*)?)(?=\s|$)""")
_SETTINGS = ("bigDataUrl", "type", "shortLabel", "longLabel", "superTrack", "compositeTrack", "container", "parent")
_LOOKED_AT = 400


class Setting(NamedTuple):
    """One setting of a stanza: the number of its line from 1, its key and its value."""

    line: int
    key: str
    value: str


class Stanza:
    """Settings without a blank line between them; the first says what it is: `hub`, `genome`, `track`."""

    def __init__(self, settings: list[Setting], file: str = "") -> None:
        self.settings = settings
        self.file = file
        """The companion that it stands in, "" for the document itself, whose settings alone are facts."""
        self.kind, self.name, self.line = settings[0].key, settings[0].value, settings[0].line
        self.values = {one.key: one.value for one in settings}
        """What counts: of two settings of one key the later."""
        self.lines = {one.key: one.line for one in settings}

    @property
    def place(self) -> str:
        """Where it stands."""
        return self.placed("")

    def placed(self, key: str) -> str:
        """Where the setting of that key that counts stands; without one the stanza."""
        head = f"/{escape(self.file)}" if self.file else ""
        return f"{head}/{self.lines[key]}/{key}" if key else f"{head}/{self.line}"

    def where(self, key: str = "") -> dict[str, Any]:
        """The place for an error: the line of a setting, or the first, and the companion."""
        return {"line": self.lines.get(key, self.line), **({"path": self.file} if self.file else {})}


def recognise(head: Head) -> Evidence | None:
    """Why content is of UCSC, or None."""
    found = form_of(head.data.decode("utf-8-sig", "replace"))
    reasons = {
        HUB: "a track hub",
        TEXT: "lines of custom tracks",
        TRACK_DB: "the stanzas of a trackDb.txt",
        CART: "settings of the UCSC browser",
    }
    return Evidence(0.95, reasons[found]) if found else None


def form_of(text: str) -> str | None:
    """Which of UCSC's files a text is, by its first lines; None for none of them."""
    lines = [line.strip() for line in text.split("\n", _LOOKED_AT)[:_LOOKED_AT]]
    said = [line for line in lines if line and not line.startswith("#")]
    if not said:
        return TEXT if NOTHING in lines else None
    if re.match(r"hub\s+\S", said[0]) and any(re.match(r"(genomesFile|useOneFile|shortLabel)\s", one) for one in said):
        return HUB
    if _TRACK.match(said[0]) and any(one.split(None, 1)[0] in _SETTINGS for one in said[1:]):
        return TRACK_DB
    if any(_CUSTOM.match(one) for one in said):
        return TEXT
    return CART if sum(_OF_CART.match(one) is not None for one in said) > 1 else None


def stanzas(text: str, include: Callable[[str, int], list[Stanza]]) -> list[Stanza]:
    """The stanzas of a text; a line `include` is one by itself, and `include(name, line)` gives those that follow it."""
    found: list[Stanza] = []
    held: list[Setting] = []
    for number, line in _joined(text):
        one = _setting(number, line) if line else None
        if one is not None and one.key != INCLUDE:
            held.append(one)
            continue
        if held:
            found.append(Stanza(held))
            held = []
        if one is not None:
            found += [Stanza([one]), *include(one.value, number)]
    return [*found, Stanza(held)] if held else found


def _joined(text: str) -> Iterator[tuple[int, str]]:
    """Lines without comments, those that end in a backslash joined with the next, by the number of the first of them."""
    lines = iter(enumerate(re.split(r"\r\n|\r|\n", text), 1))
    for number, raw in lines:
        line = raw.strip()
        if line.startswith("#"):
            continue
        while line.endswith("\\"):
            line = line[:-1] + next(lines, (0, ""))[1].strip()
        yield number, line


def _setting(number: int, line: str) -> Setting:
    key, *rest = line.split(None, 1)
    return Setting(number, key, rest[0] if rest else "")


def attributes(line: str, number: int) -> dict[str, str]:
    """The attributes of a line `track name="…" color=…`. `MalformedError` for what is none, or there twice."""
    text = line.strip()[len("track") :]
    found: dict[str, str] = {}
    at = 0
    for match in _ATTRIBUTE.finditer(text):
        _blank(text[at : match.start()], number)
        if match[1] in found:
            hint = "Leave one of them out."
            raise MalformedError("ucsc.attribute", f"The track line says {match[1]!r} twice.", line=number, hint=hint)
        found[match[1]] = next((one for one in match.groups()[1:] if one is not None), "")
        at = match.end()
    _blank(text[at:], number)
    return found


def _blank(text: str, number: int) -> None:
    if text.strip():
        hint = 'Write name="value" with quotes that are closed.'
        raise MalformedError("ucsc.attribute", f"The track line can't be read at {text.strip()[:40]!r}.", line=number, hint=hint)
