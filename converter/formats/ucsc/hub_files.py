"""The files of a hub beside the one that is converted: they come as companions, in the option `config`.

`hub.txt` names a `genomesFile`, that the `trackDb.txt` of each genome; each of them may `include` others. What they say
hangs from where they lie, and is written for the folder of the file that is converted.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from converter.errors import MalformedError, RefusedError
from converter.formats._companions import files_of, find_file, is_jbrowse2
from converter.formats.ucsc.sections import Sections
from converter.formats.ucsc.shape import Stanza, stanzas
from converter.genomes import find
from converter.resources.location import folder, join
from converter.secrets import redact

if TYPE_CHECKING:
    from converter.formats.base import Job

_HINT = "Send the other files of the hub with 'config': one, several in a zip, or as an object {name: text}."
_OF_GENOME = (
    "trackDb",
    "groups",
    "twoBitPath",
    "twoBitBptUrl",
    "twoBitBptURL",
    "chromSizes",
    "chromAlias",
    "chromAliasBb",
    "htmlPath",
)
_OF_TRACK = (
    *("bigDataUrl", "bigDataIndex", "html", "htmlUrl", "frames", "summary", "linkDataUrl", "xrefDataUrl", "searchTrix"),
    *("barChartMatrixUrl", "barChartSampleUrl", "refUrl"),
)
_LOCATIONS = frozenset((*_OF_GENOME, *_OF_TRACK))
"""Settings that hang from the file that they stand in."""


class HubFiles:
    """Opens the files that a hub names.

    `taken`: whether any was found; `left`: stanzas of the document that are of another genome than the one that is asked for.
    """

    def __init__(self, job: Job) -> None:
        given = job.options.config
        mine = job.options.shape != "patch" and not is_jbrowse2(given)
        self.files: dict[str, Any] = files_of(given) if mine else {}
        self.genome = job.options.genome
        self.taken = False
        self.left: list[Stanza] = []
        self.sections = Sections()

    def stanzas(self, text: str) -> list[Stanza]:
        """The stanzas of the document, of what it includes, and of one genome that it names and its tracks.

        Raises `RefusedError` for a file that was not sent, for one that includes itself, and for several genomes.
        """
        found = stanzas(text, partial(self._include, ""))
        hub = next((one for one in found if one.kind == "hub"), None)
        if hub is None or "genomesFile" not in hub.values or hub.values.get("useOneFile") == "on":
            listed = self._chosen(found)
        else:
            listed = [*found, *self._genome(hub)]
        self._groups(listed)
        return listed

    def _groups(self, listed: list[Stanza]) -> None:
        """The groups of tracks that the genome names a file of; a hub is whole without it."""
        name = next((one.values["groups"] for one in listed if one.kind == "genome" and "groups" in one.values), None)
        content = find_file(self.files, name) if name is not None else None
        if name is not None and isinstance(content, bytes | str):
            self.sections = Sections.of_file(stanzas(_text(content, name), lambda _name, _line: []))
            self.taken = self.taken or bool(self.sections.held)

    def _chosen(self, found: list[Stanza]) -> list[Stanza]:
        """Of several genomes in one file the one that is asked for, with the tracks below it, or below all genomes."""
        genomes = [one for one in found if one.kind == "genome"]
        if len(genomes) < 2:  # noqa: PLR2004 - several
            return found
        chosen = [one for one in genomes if _same(one.name, self.genome)]
        if len(chosen) != 1:
            names = ", ".join(one.name for one in genomes)
            hint = "Say with 'genome' which one it is."
            raise RefusedError("ucsc.genomes", f"The hub has several genomes: {names}.", **genomes[1].where(), hint=hint)
        starts = [number for number, one in enumerate(found) if one.kind == "genome"]
        shared = all(one.kind != "track" for one in found[starts[0] : starts[-1]])
        of = None
        own: list[Stanza] = []
        for one in found:
            of = one if one.kind == "genome" else of
            wanted = of in (None, chosen[0]) or (shared and one.kind == "track")
            (own if wanted else self.left).append(one)
        return own

    def _genome(self, hub: Stanza) -> list[Stanza]:
        """The genome of a hub that lies in several files, with its tracks."""
        name = hub.values["genomesFile"]
        listed = [one for one in self._read(name, (), "ucsc.several_files", hub.where("genomesFile")) if one.kind == "genome"]
        chosen = listed if len(listed) == 1 else [one for one in listed if _same(one.name, self.genome)]
        if len(chosen) != 1:
            names = ", ".join(one.name for one in listed) or "none"
            hint = "Say with 'genome' which one it is." if listed else "Write a stanza 'genome' with its 'trackDb'."
            raise RefusedError("ucsc.genomes", f"The hub has tracks for several genomes, or none: {names}.", path=name, hint=hint)
        tracks = chosen[0].values.get("trackDb", "")
        return [*chosen, *(self._read(tracks, (), "ucsc.several_files", chosen[0].where("trackDb")) if tracks else ())]

    def _include(self, at: str, name: str, line: int, way: tuple[str, ...] = ()) -> list[Stanza]:
        """The stanzas of an included file, whose name is as the file in the folder `at` says it."""
        where = {"line": line, **({"path": way[-1]} if way else {})}
        return self._read(join(at, name) if at else name, way, "ucsc.include", where)

    def _read(self, location: str, way: tuple[str, ...], code: str, where: dict[str, Any]) -> list[Stanza]:
        """The stanzas of another file, hung from the folder of the document; `where` is what names it."""
        if location in way:
            text = f"The hub includes itself: {' > '.join(map(redact, (*way, location)))}."
            raise RefusedError("include.circle", text, hint="Take one of the lines 'include' away.")
        content = find_file(self.files, location)
        if not isinstance(content, bytes | str):
            text = f"The hub has a part of it in another file: {redact(location)}."
            raise RefusedError(code, text, **where, hint=_HINT)
        self.taken = True
        at = folder(location) if "/" in location else ""
        include = partial(self._include, at, way=(*way, location))
        return [_hung(one, location, at) for one in stanzas(_text(content, location), include)]


def _text(content: bytes | str, location: str) -> str:
    try:
        return content.decode("utf-8-sig") if isinstance(content, bytes) else content
    except UnicodeDecodeError:
        raise MalformedError(
            "include.malformed", "A file of the hub is not UTF-8.", path=location, hint="Save it as UTF-8."
        ) from None


def _same(name: str, wanted: str | None) -> bool:
    """Whether a genome is the one that is asked for, by that name or by another of its names."""
    if wanted is None:
        return False
    found = find(name)
    return name == wanted or (found is not None and found is find(wanted))


def _hung(one: Stanza, location: str, at: str) -> Stanza:
    """A stanza of another file, its locations as seen from the document; one that came by an include has them already."""
    if one.file:
        return one
    settings = [line._replace(value=join(at, line.value)) if at and line.key in _LOCATIONS else line for line in one.settings]
    return Stanza(settings, location)
