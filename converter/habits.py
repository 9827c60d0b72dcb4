"""What applications do with tracks of which nothing is said, where that of the source and that of the target differ."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from msgspec import UNSET

from converter.loss.ledger import Notice
from converter.loss.text import listed
from converter.loss.wording import named
from converter.model.refs import source_of

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterator, Mapping

    from converter.formats.base import Format
    from converter.model import Session, Track

_MOST_NAMES = 3
_NAMELESS = "a track without a name"


class _Habit(NamedTuple):
    """What an application does with tracks of which nothing is said, where others do something else.

    `name`: the flag of a format. `does`, `does_not`: what the application does, in the words of the message. `hints`: by
    format of the target, what helps where it does not.
    """

    name: str
    left: Callable[[Session, Track], bool]
    where: str
    does: str
    does_not: str
    missed: str
    hints: Mapping[str, str]


def _leaves_genotypes(_: Session, track: Track) -> bool:
    return track.kind == "variant" and (track.variants is UNSET or track.variants.show_genotypes is UNSET)


def _collapses_genotypes(_: Session, track: Track) -> bool:
    if track.kind != "variant" or track.display is UNSET or track.display.mode != "collapsed":
        return False
    return track.variants is UNSET or track.variants.show_genotypes is not False


def _leaves_colors(session: Session, track: Track) -> bool:
    source = source_of(session, track)
    if track.kind != "annotation" or source is None or source.format not in ("bed", "bigbed"):
        return False
    held = track.display
    return held is UNSET or all(value is UNSET for value in (held.color, held.color_by, held.item_colors))


def _hides_indels(_: Session, track: Track) -> bool:
    reads = track.parts.get("reads") if isinstance(track.parts, dict) else None
    return reads is not None and reads.reads is not UNSET and reads.reads.hide_small_indels is True


def _leaves_stacking(session: Session, track: Track) -> bool:
    if track.kind != "annotation" or source_of(session, track) is None:
        return False
    return track.display is UNSET or track.display.mode is UNSET


def _leaves_scaling(session: Session, track: Track) -> bool:
    held = track.display_range
    if track.kind != "quantitative" or source_of(session, track) is None:
        return False
    return held is UNSET or all(value is UNSET for value in (held.maximum, held.autoscale, held.autoscale_group))


def _leaves_blocks(_: Session, track: Track) -> bool:
    return track.kind == "interaction" and (track.interactions is UNSET or track.interactions.show_blocks is UNSET)


def _colors_arcs(_: Session, track: Track) -> bool:
    return track.kind == "interaction" and track.display is not UNSET and track.display.color is not UNSET


def _limits_arcs(_: Session, track: Track) -> bool:
    held = track.interactions
    return held is not UNSET and held.shape == "proportional_arc" and held.max_score is not UNSET


_HABITS = (
    _Habit(
        "genotypes",
        _leaves_genotypes,
        "Where a VCF has samples",
        "draws their genotypes with the variants unless it is told not to",
        "draws the variants alone",
        "warning",
        {"jbrowse2": "To see them in JBrowse 2, choose its display of several samples in the menu of the track."},
    ),
    _Habit(
        "collapsed_genotypes",
        _collapses_genotypes,
        "Where variants that are collapsed have samples",
        "draws their genotypes unless it is told not to",
        "draws the variants alone",
        "warning",
        dict.fromkeys(("igvxml", "igvjson"), "To see them in IGV, choose 'Expanded' in the menu of the track."),
    ),
    _Habit(
        "item_colors",
        _leaves_colors,
        "Where a file gives its features colours (itemRgb)",
        "draws them so unless it is told a colour",
        "draws all features alike",
        "info",
        {
            "jbrowse2": "To have them in JBrowse 2, give color1 of the track's renderer as jexl:'rgb('+get(feature,'itemRgb')"
            "+')', with field8 in place of itemRgb for a BED of nine columns.",
            "ucsc": "To have them in the UCSC Genome Browser, add 'itemRgb on' to the track; of a bigBed its type also says how"
            " many columns the file has, as 'bigBed 9'.",
        },
    ),
    _Habit(
        "hides_deletions",
        _hides_indels,
        "Where small indels are hidden",
        "hides deletions, too",
        "hides insertions alone",
        "info",
        {},
    ),
    _Habit(
        "arc_blocks",
        _leaves_blocks,
        "Where nothing is said of the ends of arcs",
        "draws them as blocks",
        "draws arcs alone",
        "info",
        {"igvxml": "To see them in IGV desktop, choose 'Show Blocks' in the menu of the track."},
    ),
    _Habit(
        "arc_colors",
        _colors_arcs,
        "Where a file gives its arcs colours",
        "draws them so",
        "draws all in the colour of the track",
        "info",
        {"igvjson": "To have them in igv.js, leave out the colour of the track."},
    ),
    _Habit(
        "high_arcs",
        _limits_arcs,
        "Where a score is above the greatest that is said",
        "draws the arc, cut off",
        "leaves the arc out",
        "warning",
        {"igvjson": "To see all arcs, give the track a greater maximum, or none."},
    ),
    _Habit(
        "stacks",
        _leaves_stacking,
        "Where features overlap",
        "draws them one below the other",
        "draws them over each other in one row unless it is told otherwise",
        "info",
        dict.fromkeys(("igvxml", "igvjson"), "To see all of them in IGV, choose 'Expanded' in the menu of the track."),
    ),
    _Habit(
        "rescales",
        _leaves_scaling,
        "Where nothing is said of the value axis",
        "fits it to what is in view",
        "takes one range for the whole file, which may cut off high values",
        "info",
        {"igvjson": "To have that in IGV, choose 'Autoscale' in the menu of the track."},
    ),
)


class _End(NamedTuple):
    """The application at one end of a conversion: that of a format, in the profile or shape of its document."""

    format: Format
    form: object

    def has(self, habit: _Habit) -> bool | None:
        """Whether it has a habit, None where that is not known; of several, the one that the form is for."""
        flag: bool | Mapping[object, bool] | None = getattr(self.format, habit.name)
        return flag if flag is None or isinstance(flag, bool) else flag.get(self.form)

    @property
    def called(self) -> str:
        """What messages call it."""
        return self.format.programs.get(self.form, self.format.called)


def differing(session: Session, source: Format, target: Format, form: str | None, kept: Container[str]) -> Iterator[Notice]:
    """Tracks that leave to their application what those of the source and of the target, in that form, do differently.

    `kept`: the tracks that the target has.
    """
    shown = dict.fromkeys(key for view in session.views.values() for key in view.tracks)
    tracks = {key: session.tracks[key] for key in shown if key in session.tracks and key in kept}
    once = session.forms.get(source.id, {})
    from_, to = _End(source, once.get("profile") or once.get("shape")), _End(target, form)
    for one in _HABITS:
        here, there = from_.has(one), to.has(one)
        if here is None or there is None or here is there or one.name in target.settles:
            continue
        left = list(dict.fromkeys(named(session, key) or _NAMELESS for key, track in tracks.items() if one.left(session, track)))
        if left:
            yield _notice(one, left, *((from_, to) if here else (to, from_)), missed=here)


def unasked(target: Format, form: str | None) -> frozenset[str]:
    """The habits that the application of the target has, in that form."""
    end = _End(target, form)
    return frozenset(one.name for one in _HABITS if end.has(one))


def _notice(habit: _Habit, names: list[str], doing: _End, other: _End, *, missed: bool) -> Notice:
    """That the application of the target does another thing with the tracks of these names."""
    message = f"{habit.where}, {doing.called} {habit.does}; {other.called} {habit.does_not}: {listed(names, _MOST_NAMES)}."
    hint = habit.hints.get(other.format.id) if missed else None
    return Notice("defaults.differ", "assumed", habit.missed if missed else "info", message, hint=hint)
