"""Regions of interest as `roi` of IGV's JSON: sets with their features."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from converter.formats._consume import say
from converter.formats.igvjson import mapping
from converter.formats.igvjson.files_out import extras_of
from converter.formats.igvjson.names import IGVJS
from converter.model.refs import source_of

if TYPE_CHECKING:
    from converter.formats.igvjson.objects import TrackWriter


class RegionWriter:
    """Writes the regions of a session; `tracks` knows the session, the profile, and where everything was put."""

    def __init__(self, tracks: TrackWriter) -> None:
        self.tracks = tracks

    def write(self, out: dict[str, Any]) -> None:
        """Sets of regions of interest; those of no set make a nameless one."""
        made: list[dict[str, Any]] = []
        order = [key for key in self.tracks.session.region_order if key in self.tracks.session.regions]
        loose = [key for key in order if self.tracks.session.regions[key].set not in self.tracks.session.region_sets]
        for key, one in self.tracks.session.region_sets.items():
            place = f"/roi/{len(made)}"
            members = [name for name in order if self.tracks.session.regions[name].set == key]
            features = self._features(members, place)
            told = (features or isinstance(one.source, str)) and (self.tracks.profile == IGVJS or self.tracks.same)
            held = self._region_set(key, place) if told else {}
            if features or held:
                made.append({**held, **({"features": features} if features else {})})
        features = self._features(loose, f"/roi/{len(made)}")
        if features:
            made.append({"features": features})
        if made:
            out["roi"] = made

    def _region_set(self, key: str, place: str) -> dict[str, Any]:
        """Name, colour and file of a set."""
        one = self.tracks.session.region_sets[key]
        extras = extras_of(one)
        out = say(mapping.REGION_SET, one, {}, extras.spelling if self.tracks.same else {})
        out.update(extras.native)
        self.tracks.luggage.put(mapping.REGION_SET, extras.ignored, out)
        source = source_of(self.tracks.session, one)
        if source is not None and isinstance(source.location, str):
            out["url"] = source.location
            form = self.tracks.format_of(source, extras_of(source).spelling)
            if form is not None:
                out["format"] = form
            if isinstance(source.indexed, bool):
                out["indexed"] = source.indexed
            self.tracks.put(("sources", str(one.source)), f"{place}/url", f"<{source.location}>")
        if out:
            self.tracks.put(("region_sets", key), place, str(out.get("name", "regions")))
        return out

    def _features(self, keys: list[str], place: str) -> list[dict[str, Any]]:
        """Regions, counted from 0, half-open."""
        made: list[dict[str, Any]] = []
        for key in keys:
            region = self.tracks.session.regions[key]
            extras = extras_of(region)
            out = say(mapping.REGION, region, {}, extras.spelling if self.tracks.same else {})
            if {"chr", "start", "end"} <= out.keys():
                self.tracks.put(("regions", key), f"{place}/features/{len(made)}", f"{out['chr']}:{out['start']}-{out['end']}")
                self.tracks.luggage.put(mapping.REGION, extras.ignored, out)
                made.append(out)
        return made
