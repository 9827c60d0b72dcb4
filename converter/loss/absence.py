"""Why a target does not have a track, where that follows from the session and not from what the target's format can say."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import UNSET

from converter.loss.announce import Cannot
from converter.model.refs import source_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from converter.model import Session, Track, View

ELSEWHERE, IN_ANOTHER_VIEW, INSIDE, UNUSED = "elsewhere", "in another view", "inside", "unused"
ANOTHER_SAMPLE, UNLOCATED, IN_OWN_WORDS = "another sample", "unlocated", "in own words"
REASONS = {
    ELSEWHERE: Cannot("The track stands in the source several times; {app} shows it elsewhere."),
    IN_ANOTHER_VIEW: Cannot(
        "{app} shows one view of the session, and this track stands in another.",
        "Choose the view to convert with the option 'view'.",
    ),
    INSIDE: Cannot(
        "The data of the track stand in the session itself, and {app} reads them from files alone.",
        "Save them as a file, such as BED, and add that.",
    ),
    ANOTHER_SAMPLE: Cannot(
        "The track shows a sample of a file of which {app} draws one alone.",
        "Make a file of each sample, such as a bigWig, and add these.",
    ),
    UNUSED: Cannot("The file belongs to what {app} does not show."),
    UNLOCATED: Cannot("The session does not say where the data of the track lie.", "Add the data as a file."),
    IN_OWN_WORDS: Cannot(
        "What the session says of the data of the track, only the program that it is of understands, or a plugin.",
        "Add the data as a file.",
    ),
}


class Absence:
    """Why tracks of session `a` are not in `b`, what the target has of it."""

    def __init__(self, a: Session, b: Session) -> None:
        self.a, self.b = a, b
        self._shown = _shown(a, a.views.values())
        left = [view for key, view in a.views.items() if key in b.views]
        self._left_out = self._shown - _shown(a, left) if left else set[str]()
        """Tracks that no view shows which the target has."""
        self._used = {track.source for key, track in a.tracks.items() if key in b.tracks}

    def of_source(self, key: str) -> str | None:
        """Why a file is gone: no track of it is there."""
        return None if key in self._used else UNUSED

    def reason(self, key: str) -> str | None:
        """One of `REASONS`; None where the target's format is the reason, or the object is no track."""
        track = self.a.tracks.get(key)
        if track is None:
            return None
        if isinstance(track.same_as, str) and track.same_as in self.b.tracks:
            return ELSEWHERE
        found = self._without_file(track) or self._of_sample(track) if key in self._shown else None
        return IN_ANOTHER_VIEW if found is None and key in self._left_out else found

    def _without_file(self, track: Track) -> str | None:
        source = source_of(self.a, track)
        if source is None or isinstance(source.location, str):
            return None
        if source.features is not UNSET:
            return INSIDE
        return IN_OWN_WORDS if any(said.native for said in (source.extras or {}).values()) else UNLOCATED

    def _of_sample(self, track: Track) -> str | None:
        """Another track of the file is there that was of a sample, and is of none now."""
        return ANOTHER_SAMPLE if isinstance(track.sample, str) and track.source in self._without_samples else None

    @cached_property
    def _without_samples(self) -> set[object]:
        """The files of which the target draws what was a sample as if there were no samples."""
        there = ((track, self.b.tracks[key]) for key, track in self.a.tracks.items() if key in self.b.tracks)
        return {before.source for before, now in there if isinstance(before.sample, str) and now.sample is UNSET}


def _shown(session: Session, views: Iterable[View]) -> set[str]:
    """The tracks that views show, with the members of overlays."""
    found = {key for view in views for key in view.tracks}
    return found | {one for key in found if key in session.tracks for one in session.tracks[key].members or ()}
