"""The neutral session as the text of custom tracks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from converter.formats.ucsc import data
from converter.formats.ucsc.names import HIDE, NOTHING
from converter.formats.ucsc.out import Output
from converter.formats.ucsc.settings import agrees, extras_of, says_how, word_of
from converter.loss.ledger import GENOME
from converter.model import Session, Source, Track, locus
from converter.resources.location import basename

if TYPE_CHECKING:
    from typing import Any

_PATH = "path"


class TextWriter(Output):
    """Writes one session as custom tracks."""

    custom = True

    def __init__(self, session: Session, *, luggage: bool) -> None:
        super().__init__(session, luggage=luggage)
        self.genome: str | None = None
        tracks = session.tracks.values()
        self.everywhere = not self.home or not any("db" in extras_of(one).native or one.genomes for one in tracks)
        """Whether each track says the assembly that it is of."""

    def run(self) -> None:
        """Write all lines."""
        if self.view_id:
            self.put(("views", self.view_id), "/", "view")
        self.genome = self.genome_name()
        self._browser()
        shown = [key for key in dict.fromkeys(self.view.tracks) if key in self.session.tracks]
        seen = set(shown)
        listed = [key for key in self.session.track_order if key in self.session.tracks]
        if [key for key in listed if key in seen] != shown:
            listed = [*shown, *(key for key in listed if key not in seen)]
        for key in listed:
            if "browser" not in self._extras(key).native and self.writable(key):
                self._track(key, shown=key in seen)
        if not self.lines:
            self.lines.append(NOTHING)

    def _extras(self, key: str) -> Any:
        track = self.session.tracks[key]
        return extras_of(track if self.home else Track())

    def _browser(self) -> None:
        """What is said of the browser as a whole, by the lines that it stood on."""
        extras = extras_of(self.view)
        lines: dict[tuple[int, str], list[str]] = {}
        place = self._place(extras.spelling.get("loci") if self.home else None)
        if place:
            self.lines.append(f"browser position {place}")
        if not self.home:
            return
        for held in (extras.native, *([extras.ignored] if self.luggage else [])):
            for key, value in held.items():
                number, word = key.split("/", 1)
                lines[int(number), f"browser {word} {value}".rstrip()] = []
        for key in self.session.track_order:
            native = extras_of(self.session.tracks[key]).native.get("browser")
            if isinstance(native, str):
                number, word, value = native.split("/", 2)
                lines.setdefault((int(number), f"browser {word} {value}"), []).append(key)
        for (_, text), keys in sorted(lines.items()):
            self.lines.append(text)
            for key in keys:
                name = str(self.session.tracks[key].key)
                self.put(("tracks", key), f"/{len(self.lines)}/{name}", name)

    def _place(self, spelled: Any) -> str | None:
        """The first place in view."""
        loci = self.view.loci
        if not isinstance(loci, list) or not loci:
            return None
        if isinstance(spelled, str) and locus.parse(spelled) == loci[0]:
            return spelled
        return locus.spell(loci[0]) if isinstance(loci[0].chrom, str) or isinstance(loci[0].name, str) else None

    # tracks

    def _track(self, key: str, *, shown: bool) -> None:
        """One track: its line, and its data or the location that stands below it."""
        track = self.session.tracks[key]
        source = self.source(track) or Source()
        made = self.settings(key)
        rows = self._rows(source, made.get("type", ""))
        if rows is None:
            return
        below = self._extras(key).spelling.get("source")
        location = str(source.location)
        at = len(self.lines) + 1
        if below in (_PATH, "below"):
            made.pop("bigDataUrl", None)
            rows = [location]
        if below != _PATH or track.name != basename(location) or not shown:
            self._line(key, track, made, shown=shown)
        self.put(("tracks", key), f"/{at}", str(track.name))
        self.lines += rows
        if not isinstance(track.source, str):
            return
        if below in (_PATH, "below"):
            self.put(("sources", str(track.source)), f"/{len(self.lines)}/{_PATH}", f"<{location}>")
        else:
            kind = "bigDataUrl" if isinstance(source.location, str) else "features"
            self.put(("sources", str(track.source)), f"/{at}/{kind}", f"<{location}>" if kind == "bigDataUrl" else kind)

    def _line(self, key: str, track: Track, made: dict[str, str], *, shown: bool) -> None:
        """The line of a track."""
        said = self._visibility(key, track, shown=shown)
        if said is not None:
            made["visibility"] = said
        name = self._assembly(key, track)
        made.pop("db", None)
        if name is not None:
            made["db"] = name
            if name == self.genome:
                self.put(GENOME, f"/{len(self.lines) + 1}/db", "genome")
        self.lines.append(" ".join(["track", *(f"{key}={_quoted(str(value))}" for key, value in made.items())]))

    def _visibility(self, key: str, track: Track, *, shown: bool) -> str | None:
        """How a track is shown, where that is said; a track that says nothing is shown."""
        spelled = self._extras(key).spelling.get("shown")
        if isinstance(spelled, str) and agrees(spelled, track, shown=shown):
            return spelled
        if not shown:
            return HIDE
        return word_of(track) if says_how(track) else None

    def _assembly(self, key: str, track: Track) -> str | None:
        """The assembly that a track says it is of."""
        if isinstance(track.genomes, list) and track.genomes:
            return track.genomes[0]
        return self.genome if self.everywhere or "db" in self._extras(key).native else None

    def _rows(self, source: Source, kind: str) -> list[str] | None:
        """Data below a track line; None where it can't be written as such."""
        extras = extras_of(source) if self.home else extras_of(Source())
        if isinstance(source.features, list):
            try:
                return data.lines_of(source.features, extras.spelling.get("features"), kind)
            except ValueError:
                return None
        return [str(value) for value in extras.native.values()]


def _quoted(value: str) -> str:
    """A value of an attribute; one with both kinds of quotes can't be said as it is."""
    text = " ".join(value.splitlines())
    if text and not any(one.isspace() or one in "\"'" for one in text):
        return text
    mark = "'" if '"' in text and "'" not in text else '"'
    return f"{mark}{text.replace(mark, chr(39))}{mark}"
