"""Where the data of tracks lie, as adapters, and what to tell of data that JBrowse 2 can't open."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import UNSET

from converter.formats._extras import NO_EXTRAS
from converter.formats.jbrowse2 import adapters, locations, mapping, names, rows
from converter.formats.jbrowse2.drafts import ID
from converter.formats.jbrowse2.extras import APART, Luggage, extras_of
from converter.formats.jbrowse2.flat import nested
from converter.formats.jbrowse2.ids import Ids
from converter.loss.ledger import Notice, Owner
from converter.resources.opening import advice

if TYPE_CHECKING:
    from converter.model import Extras, Session, Source, Track


_SAID = ("name", "description", "category", "metadata")
"""What a configuration says of a track whose data JBrowse 2 can't open."""
CRASHING = ("QuantitativeTrack", "MultiQuantitativeTrack")
"""Types of tracks that need an adapter: without one JBrowse 3 shows nothing at all, no other track either."""
_COMPUTED = ("combined", "motif", "blat")
"""Kinds of track that a genome browser makes of others, or of the sequence."""
_LEFT_OUT = "the track, which has no name of its own, is left out."


def leaves_desktop(session: Session, *, desktop: bool) -> bool:
    """Whether a session of JBrowse Desktop is written for the web, where paths of a machine mean nothing."""
    return not desktop and session.forms.get(ID, {}).get("profile") == "desktop"


class DataWriter:
    """Writes adapters; remembers what to tell of them."""

    def __init__(self, session: Session, genome: Any, *, desktop: bool, luggage: Luggage) -> None:
        self.session = session
        self.genome = genome
        self.desktop = desktop
        self.luggage = luggage
        self.own = ID in session.forms
        self.told = not self.own or leaves_desktop(session, desktop=desktop)
        """Whether to tell of locations that JBrowse can't open."""
        self.notices: list[Notice] = []

    def adapter(self, key: str, track: Track, source: Source | None) -> tuple[dict[str, Any] | None, bool]:
        """The adapter of a track, and whether JBrowse can open its data."""
        owner = ("tracks", key)
        if isinstance(track.members, list):
            return self.members(track), True
        if source is None:
            self.unavailable(owner, track)
            return None, self.own
        adapter = adapters.write(source, desktop=self.desktop, own=self.own)
        if adapter is None and self.luggage.returning and extras_of(source) is not NO_EXTRAS:
            return _as_it_was(source, desktop=self.desktop), True
        if adapter is None or (adapter["type"] == adapters.HTSGET and adapters.HTSGET_ID not in adapter and not self.own):
            if not self.own:
                self.unopenable(owner, source, left_out=self.vacant(track))
            return None, self.own
        if adapter["type"] in mapping.COMPARING and not self.own and isinstance(self.genome, str):
            adapter["targetAssembly"] = self.genome
        spelled = extras_of(source).spelling.get("location")
        if (
            self.told
            and adapter["type"] != adapters.HTSGET
            and isinstance(source.location, str)
            and not locations.opens(source.location, spelled, desktop=self.desktop)
        ):
            self.unreachable(owner, source.location)
            return adapter, False
        return adapter, True

    def vacant(self, track: Track) -> bool:
        """Whether of a track that has no adapter nothing could be written but an error: it has no name, or is a mere series."""
        return not self.own and (track.kind == "series" or all(getattr(track, field) is UNSET for field in _SAID))

    def ignored_adapter(self, extras: Extras, source: Source | None, adapter: dict[str, Any]) -> dict[str, Any]:
        """The adapter with what JBrowse ignores, or refuses, of it: what it does not know stands with the track."""
        refused = extras_of(source).ignored if source is not None else {}
        if not extras.ignored and not refused:
            return adapter
        held = list(refused.items())
        cut = len("adapter/")
        held += [(name[cut:], value) for name, value in extras.ignored.items() if name.startswith("adapter/")]
        slots = names.ADAPTERS.get(adapter.get("type", ""))
        return self.luggage.put([one for one in held if self.luggage.takes(slots, one[0], adapter)], adapter)

    def members(self, track: Track) -> dict[str, Any] | None:
        """The adapter of a track that draws several."""
        subadapters, addresses = [], []
        ids = Ids()
        for member in rows.as_listed(self.session, track.members or []):
            held = self.session.tracks.get(member)
            source = self.session.sources.get(held.source) if held is not None and isinstance(held.source, str) else None
            if held is None or source is None:
                continue
            named = extras_of(held).native.get("named")
            if named == "bigWigs":
                addresses.append(source.location)
                continue
            made = adapters.write(source, desktop=self.desktop, own=self.own)
            if made is None:
                self.unopenable(("tracks", member), source)
                continue
            subadapters.append(self.member(held, self.ignored_adapter(extras_of(held), source, made)))
            if not self.own:
                _tell_apart(held, source, subadapters[-1], ids)
        if not subadapters and not addresses:
            return None
        out: dict[str, Any] = {"type": "MultiWiggleAdapter"}
        if subadapters:
            out["subadapters"] = subadapters
        if addresses:
            out["bigWigs"] = addresses
        return out

    def member(self, track: Track, made: dict[str, Any]) -> dict[str, Any]:
        """One of several tracks: its adapter with its name and colour."""
        extras = extras_of(track)
        if isinstance(track.name, str):
            made[extras.native.get("named", "name")] = track.name
        if not rows.is_coloured(track) and (color := rows.color_of(track)) is not None:
            made["color"] = color
        held = extras.native.items()
        nested(((name, value) for name, value in held if name not in APART and not name.startswith(rows.ROW)), made)
        return made

    def unavailable(self, owner: Owner, track: Track) -> None:
        """A track whose data no file of the session holds; that a series of measurements has none is told of its loss."""
        if self.own or track.kind == "series":
            return
        what = next((one for one in (track.key, track.name, track.kind) if isinstance(one, str)), "track")
        fate = _LEFT_OUT if self.vacant(track) else "JBrowse 2 shows an error, or nothing, in their place."
        text = f"The data of {what!r} belong to the genome browser that it comes from; {fate}"
        hint = "Add the annotation as a file of your own (GFF3, BED or bigBed), for example with 'jbrowse add-track'."
        if track.name is UNSET and track.kind != "annotation":
            text = f"Where the data of {what!r} lie is not known; {fate}"
            hint = (
                "If a config.json defines the track, give that with the option 'config'; else add the data as a file of your own."
            )
        if track.kind in _COMPUTED:
            what = track.name if isinstance(track.name, str) else what
            text = f"The genome browser that {what!r} comes from computes it; {fate}"
            hint = (
                "Compute it beforehand, and add it as a file of your own (bigWig or BED), for example with 'jbrowse add-track'."
            )
        self.notices.append(Notice("location.unopenable", "assumed", "error", text, owner, "source", hint))

    def unopenable(self, owner: Owner, source: Source, *, left_out: bool = False) -> None:
        """A file of a format that JBrowse has no adapter for."""
        if not isinstance(source.location, str):
            text = "The data stand in the session itself, as rows of a type that JBrowse 2 can't hold; it shows nothing of them."
            hint = "Save the rows as a file, put it on a web server, and name that."
            self.notices.append(Notice("location.unopenable", "assumed", "error", text, owner, "source", hint))
            return
        what = source.format if isinstance(source.format, str) else "unknown"
        fate = _LEFT_OUT if left_out else "it shows an error, or nothing, in place of the track."
        text = f"JBrowse 2 can't open files of the format {what}; {fate}"
        sizes = f"{self.genome}.chrom.sizes" if isinstance(self.genome, str) and self.genome else "chrom.sizes"
        hint = advice(source.location, what, ID, sizes)
        if what == "htsget":
            text = "JBrowse 2 asks a htsget service at an address that ends in the name of the reads, without a query."
            hint = "Give such an address with the option rewrite=FROM=TO."
        self.notices.append(
            Notice("location.unopenable", "assumed", "error", text, owner, "source", hint, original=source.location)
        )

    def unreachable(self, owner: Owner, location: str) -> None:
        """A location that JBrowse can't reach."""
        why = locations.barred(location, desktop=self.desktop).removesuffix(".")
        text = f"{why}; JBrowse 2 shows an error in place of the track."
        hint = locations.remedy(location, desktop=self.desktop)
        self.notices.append(Notice("location.unopenable", "assumed", "error", text, owner, "source", hint, original=location))


def _as_it_was(source: Source, *, desktop: bool) -> dict[str, Any]:
    """An adapter that names no location which could be read, but for what is refused of it."""
    extras = extras_of(source)
    out: dict[str, Any] = {}
    if (one := adapters.ADAPTERS.get(extras.spelling.get("format", ""))) is not None:
        out["type"] = one.name
        adapters.put_index(one, source.index, extras, out, own=True, desktop=desktop)
    return nested(extras.native.items(), out)


_BY_COLUMN, _PLACE = ("BedGraphAdapter", "BedGraphTabixAdapter"), ("chrom", "start", "end")
"""Adapters of files that may have several columns of values, and the columns before these."""


def _tell_apart(track: Track, source: Source, made: dict[str, Any], ids: Ids) -> None:
    """JBrowse draws the values of all rows of one name in each of them, so each gets a name of its own.

    Values of a bedGraph are in the row that is called as their column; none is `col0`, which no row is (run in 4.3).
    """
    called = rows.row_name(track.name, source)
    found = ids.take(called)
    columns = made["type"] in _BY_COLUMN
    if found != called or columns:
        made["name"] = found
    if columns:
        made["columnNames"] = [*_PLACE, found]
