"""What a conversion has told of a session, as the record keeps it: losses that say alike, tracks with their fates, files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from converter.batch.migrate.record import Fate, File, Loss, Shown
from converter.loss.effects import rank
from converter.loss.render import LOSSES
from converter.model.refs import source_of
from converter.model.views import shown_tracks
from converter.options import Severity
from converter.resources.location import is_relative
from converter.resources.opening import Opening, advice, index_command, opening, reads_whole
from converter.secrets import redact

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from converter.model import Session, Source, Track

_UNOPENED = ("location.unopenable", "location.picked")
_NO_GENOME = ("genome.unknown", "genome.missing")
_REACHABLE = "Put the file where the viewer can reach it, and say where with --rewrite OLD=NEW."
_BESIDE = "Put the file beside the result, in the same folders, or say with --rewrite where it is."
_MOST_CHANGES = 3


def losses(report: Mapping[str, Any]) -> list[Loss]:
    """The losses of a report, and what it assumes that is no mere info, the gravest first; those that say alike as one."""
    found: dict[tuple[str, ...], list[Mapping[str, Any]]] = {}
    for entry in report["entries"]:
        if entry["effect"] in LOSSES or (entry["effect"] == "assumed" and entry["severity"] != "info"):
            key = (entry["code"], entry["severity"], entry["message"])
            found.setdefault(key, []).append(entry)
    return sorted(map(_loss, found.values()), key=lambda one: -rank(Severity(one.severity)))


def _loss(group: list[Mapping[str, Any]]) -> Loss:
    first = group[0]
    pairs = dict.fromkeys((_text(one["original"]), _text(one["emitted"])) for one in group if one["emitted"] is not None)
    return Loss(
        code=first["code"],
        severity=first["severity"],
        effect=first["effect"],
        category=first["category"],
        message=first["message"],
        hint=first["hint"] if len({one["hint"] for one in group}) == 1 else None,
        times=sum(max(one["facts"], 1) for one in group),
        tracks=list(dict.fromkeys(one["track"] for one in group if one["track"])),
        changes=list(pairs)[:_MOST_CHANGES],
    )


def _text(value: Any) -> str:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


class Teller:
    """Tells of the tracks and files of one session, as the target `to` would open them."""

    def __init__(self, session: Session, report: Mapping[str, Any], to: str) -> None:
        self.session = session
        self.to = to
        self._genome = _genome_hint(report)
        self._hints = {key: entry["hint"] or _REACHABLE for key, entry in _entries(report, _UNOPENED)}

    def tracks(self) -> list[Shown]:
        """The tracks that the views show."""
        return [self._track(key, self.session.tracks[key]) for key in shown_tracks(self.session)]

    def _track(self, key: str, track: Track) -> Shown:
        source = source_of(self.session, track)
        fate, remedy = (Fate.OPENS, None) if source is None else self._fate(key, str(track.source), source)
        if fate is Fate.OPENS and self._genome is not None:
            fate, remedy = Fate.REMEDY, self._genome
        located = source is not None and isinstance(source.location, str)
        name = track.name if isinstance(track.name, str) else "Reference sequence" if track.kind == "sequence" else ""
        return Shown(
            name=redact(name) or (redact(str(source.location)) if source is not None and located else str(track.kind)),
            kind=str(track.kind) if isinstance(track.kind, str) else "unknown",
            fate=fate,
            file=redact(str(source.location)) if source is not None and located else None,
            remedy=remedy,
        )

    def _fate(self, key: str, source_key: str, source: Source) -> tuple[Fate, str | None]:
        """Whether a track's file opens, and what helps where it does not."""
        if not isinstance(source.location, str):
            return Fate.OPENS, None
        how = opening(source.format, self.to) if isinstance(source.format, str) else Opening.AS_IS
        if how is Opening.NEVER:
            return Fate.NEVER, None
        if how is Opening.CONVERTED:
            return Fate.REMEDY, redact(advice(source.location, str(source.format), self.to))
        hint = next((self._hints[one] for one in (f"/tracks/{key}", f"/sources/{source_key}") if one in self._hints), None)
        if hint is not None or is_relative(source.location):
            return Fate.REMEDY, hint or _BESIDE
        return Fate.OPENS, None

    def files(self, before: Session) -> list[File]:
        """The data files; `before`: the session as it was, whose files are by the same ids."""
        return [
            self._file(before.sources.get(key), one) for key, one in self.session.sources.items() if isinstance(one.location, str)
        ]

    def _file(self, old: Source | None, one: Source) -> File:
        location, form = str(one.location), one.format if isinstance(one.format, str) else None
        index = redact(one.index) if isinstance(one.index, str) else None
        return File(
            location=redact(str(old.location)) if old is not None and isinstance(old.location, str) else redact(location),
            rewritten=redact(location),
            format=form,
            index=index,
            needs=redact(self._needs(location, form, index)),
        )

    def _needs(self, location: str, form: str | None, index: str | None) -> str:
        """What a file needs before the target opens it, in words with the commands."""
        how = opening(form, self.to) if form is not None else Opening.AS_IS
        if form is None or how is Opening.NEVER:
            return "" if form is None else "a format that can be opened; none is known here"
        if how is Opening.CONVERTED:
            return advice(location, form, self.to)
        command = None if index is not None or reads_whole(form, self.to) else index_command(location, form)
        return f"an index, unless it lies beside the file: {command}" if command else ""


def _entries(report: Mapping[str, Any], codes: Iterable[str]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The entries of these codes by the object that they are about; an error of the genome is about none of them."""
    for entry in report["entries"]:
        if entry["code"] in codes and entry["model"]:
            yield "/".join(entry["model"].split("/")[:3]), entry


def _genome_hint(report: Mapping[str, Any]) -> str | None:
    """What helps where the target does not get the genome, without which no track is shown."""
    wrong = (one for one in report["entries"] if one["code"] in _NO_GENOME and one["severity"] == "error")
    return next((one["hint"] or one["message"] for one in wrong), None)
