"""The data files of a document of IGV's JSON: what keys name them, and which of them the program can't open."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from converter.formats._extras import extras_in
from converter.formats._words import NAME
from converter.formats.igvjson import names
from converter.formats.igvjson.files import type_named
from converter.formats.igvjson.locations import trouble
from converter.formats.igvjson.luggage import Luggage
from converter.formats.igvjson.names import DESKTOP, ID, IGVJS
from converter.loss.ledger import Notice, Put
from converter.model.refs import source_of
from converter.resources import htsget
from converter.resources.filetypes import conventional_index, infer
from converter.resources.location import LocationKind, is_relative, is_remote, kind

if TYPE_CHECKING:
    from converter.loss.ledger import Owner
    from converter.model import Session, Source, Track

extras_of = extras_in(ID)
RELATIVE = "igv.js looks for a relative location beside its web page, not beside the session."
MAKE_ABSOLUTE = "Make locations absolute with the options paths=absolute and base."
_FIRST = "igv.js draws the first sample of a TDF, whichever the track shows; near by none, if its rows have names (`TDFSource`)."
_TABLE = "Make a bigWig of the sample, and name it with the option rewrite=FROM=TO."


class FileWriter:
    """Names files in a document for one profile, and knows where everything was put.

    `same`: the source was a session of this profile; `home`: of this format; `luggage`: what of the facts that were set
    aside is written too.
    """

    def __init__(self, session: Session, profile: str, *, carried: bool, returning: bool = False) -> None:
        self.session = session
        self.profile = profile
        form = session.forms.get(ID, {})
        self.home = bool(form)
        self.same = form.get("profile") == profile
        self.luggage = Luggage(carried=carried and self.same, returning=returning)
        self.placed: dict[Owner, Put] = {}
        self.notices: list[Notice] = []

    def put(self, owner: Owner, place: str, called: str) -> None:
        """Where an object was written; the first place counts."""
        self.placed.setdefault(owner, Put(place, called))

    def file(self, out: dict[str, Any], track: Track, source: Source, place: str) -> None:
        """Location, index and format of a track's file."""
        spelling = extras_of(source).spelling
        extras = extras_of(track)
        apart = self.same and ("format" in extras.native or (self.luggage.returning and "format" in extras.ignored))
        form = None if apart else self.format_of(source, spelling)
        if form is not None:
            out["format"] = form
        if isinstance(source.features, list):
            out["features"] = source.features if self.home else [one for one in source.features if isinstance(one, dict)]
            self.put(("sources", str(track.source)), f"{place}/features", "features")
        if not isinstance(source.location, str):
            return
        if self.profile == IGVJS and source.format in htsget.FORMATS.values():
            self._service(out, track, source, place)
            return
        spelled = spelling.get(NAME + "location") if self.same else None
        name = self.location_key(source.location, spelled)
        out[name] = source.location
        self.put(("sources", str(track.source)), f"{place}/{name}", f"<{source.location}>")
        index = source.index if isinstance(source.index, str) else self.index_of(source)
        if index is not None:
            plain = "indexURL" if self.profile == IGVJS or name != "path" else "indexPath"
            out[spelling.get(NAME + "index", plain) if self.same and name == (spelled or name) else plain] = index
        if isinstance(source.indexed, bool):
            out["indexed"] = source.indexed

    def _service(self, out: dict[str, Any], track: Track, source: Source, place: str) -> None:
        """The htsget service that igv.js asks for the data of a track."""
        url, form = extras_of(source).spelling.get(NAME + "service", (None, None)) if self.same else (None, None)
        if form is not None or not self.same:
            out["format"] = form or next(plain for plain, one in htsget.FORMATS.items() if one == source.format)
        else:
            out.pop("format", None)
        known = isinstance(url, str) and htsget.named(url) == source.location
        out |= {"sourceType": "htsget", "url": url if known else htsget.asked(str(source.location))}
        self.put(("sources", str(track.source)), f"{place}/url", f"<{source.location}>")

    def location_key(self, location: str, spelled: Any) -> str:
        """The key of a location: IGV desktop calls what is on the machine a path, and may say so of an address; igv.js not."""
        kept = self.profile != IGVJS or spelled not in names.ON_THE_MACHINE or not is_remote(location)
        if isinstance(spelled, str) and kept:
            return spelled
        far = self.profile == IGVJS or self.same or is_remote(location) or kind(location) is LocationKind.DATA
        return "url" if far else "path"

    def index_of(self, source: Source) -> str | None:
        """The index that igv.js does not look for by itself, as IGV desktop does, and without which it opens no CRAM file."""
        if self.profile == DESKTOP or source.format != "cram" or not isinstance(source.location, str):
            return None
        return conventional_index(source.location, "cram")

    def format_of(self, source: Source, spelling: Any) -> str | None:
        """The format to write: as it was spelled, else ours, where it has to be said."""
        if not isinstance(source.format, str):
            return None
        spelled = spelling.get("format")
        if isinstance(spelled, str):
            found = type_named(spelled)
            if (found.format if found else spelled.lower().lstrip(".")) == source.format:
                return spelled
        inferred = infer(source.location) if isinstance(source.location, str) else None
        plain = inferred is not None and inferred.format == source.format
        return None if plain and (self.home or source.format == "junctions") else source.format

    def unopenable(self, key: str, source: Source) -> bool:
        """Say of a file that the program can't open it, or will look for it elsewhere."""
        location = source.location
        found = trouble(self.profile, source)
        owner = ("tracks", key)
        if found is not None:
            text, hint = found
            self.notices.append(Notice("location.unopenable", "assumed", "error", text, owner, "source", hint, emitted=location))
        elif self.profile == IGVJS and not self.home and isinstance(location, str) and is_relative(location):
            told = Notice("location.relative", "assumed", "warning", RELATIVE, owner, "source", MAKE_ABSOLUTE)
            self.notices.append(told._replace(emitted=location))
        if self.draws_first_sample(self.session.tracks[key]):
            self.notices.append(Notice("sample.first", "assumed", "error", _FIRST, owner, "sample", _TABLE))
        return found is not None

    def draws_first_sample(self, track: Track) -> bool:
        """Whether the program draws the first sample of a file, whichever the track shows (`TDFSource`)."""
        source = source_of(self.session, track)
        return self.profile == IGVJS and source is not None and source.format == "tdf" and isinstance(track.sample, str)

    def loadable(self, key: str, source: Source) -> bool:
        """Whether a file of sample information may be named: igv.js gives up the session where it can't be loaded."""
        found = None if self.same else trouble(self.profile, source)
        if found is None:
            return True
        text, hint = found
        said = Notice("location.unopenable", "assumed", "error", f"{text} It is left out.", ("sources", key), "location", hint)
        self.notices.append(said)
        return False
