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
    from converter.model import DisplayRange, Session, Track

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


def _values(session: Session, track: Track) -> DisplayRange | None:
    """The axis of values that are drawn from a file, where anything is said of it."""
    held = track.display_range
    return None if track.kind != "quantitative" or held is UNSET or source_of(session, track) is None else held


def _renderer(track: Track) -> object:
    return UNSET if track.display is UNSET else track.display.renderer


def _logarithmic(session: Session, track: Track) -> bool:
    held = _values(session, track)
    return held is not None and held.scale == "log"


def _small_values(session: Session, track: Track) -> bool:
    held = _values(session, track)
    below = held is not None and (held.minimum is UNSET or held.minimum < 1)
    return below and _logarithmic(session, track) and _renderer(track) != "heatmap"


def _log_lines(session: Session, track: Track) -> bool:
    return _logarithmic(session, track) and _renderer(track) == "line"


def _limited(session: Session, track: Track) -> bool:
    held = _values(session, track)
    if held is None or held.autoscale is True or held.autoscale_group is not UNSET:
        return False
    return held.maximum is not UNSET and _renderer(track) in (UNSET, "bar", "points")


def _squished(session: Session, track: Track) -> bool:
    held = track.display
    if track.kind != "annotation" or source_of(session, track) is None or held is UNSET:
        return False
    return held.mode == "squished" and held.show_labels is not False


def _names_variants(session: Session, track: Track) -> bool:
    if track.kind != "variant" or source_of(session, track) is None:
        return False
    return track.display is UNSET or track.display.show_labels is not False


def _painted(session: Session, track: Track) -> bool:
    if track.kind != "variant" or source_of(session, track) is None or track.display is UNSET or track.display.color is UNSET:
        return False
    return track.variants is UNSET or track.variants.site_color_by is UNSET


def _overlaid(_: Session, track: Track) -> bool:
    if track.kind != "overlay" or not track.members or len(track.members) == 1:
        return False
    return _renderer(track) in (UNSET, "bar") and (track.display is UNSET or track.display.opacity is UNSET)


def _study(session: Session, track: Track) -> bool:
    held = track.display_range
    if track.kind != "gwas" or source_of(session, track) is None:
        return False
    return held is UNSET or (held.maximum is UNSET and held.autoscale is not True)


def _group(track: Track) -> object:
    return UNSET if track.display_range is UNSET else track.display_range.autoscale_group


def _named_as_grouped(session: Session, track: Track) -> bool:
    if track.kind != "quantitative" or _group(track) is not UNSET:
        return False
    return any(one.name == track.name for one in session.tracks.values() if _group(one) is not UNSET)


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
    _Habit(
        "logs_one_more",
        _small_values,
        "On a logarithmic axis",
        "draws the logarithm of the value and 1, and so all values",
        "draws that of the value itself, and nothing of values up to 1",
        "warning",
        {},
    ),
    _Habit(
        "logs_lines",
        _log_lines,
        "On a logarithmic axis",
        "draws lines, too",
        "draws lines as on a linear one",
        "warning",
        {"igvxml": "To see them on the logarithmic axis in IGV, choose 'Bar Chart' in the menu of the track."},
    ),
    _Habit("marks_beyond", _limited, "Where values lie beyond the limits", "marks them", "cuts them off", "info", {}),
    _Habit(
        "names_squished",
        _squished,
        "Where features are squished",
        "draws their names, too",
        "draws none of their names",
        "warning",
        dict.fromkeys(("igvxml", "igvjson"), "To see them in IGV, choose 'Expanded' in the menu of the track."),
    ),
    _Habit(
        "bars_of_painted",
        _painted,
        "Where variants are given a colour",
        "draws the allele frequency where there is one",
        "draws all of them in that colour",
        "warning",
        {},
    ),
    _Habit(
        "shines_through",
        _overlaid,
        "Where tracks are drawn over each other",
        "lets those below shine through",
        "covers them, unless they are higher",
        "warning",
        {"jbrowse2": "To see all of them in JBrowse 2, choose another renderer type in the menu of the track, as 'multirowxy'."},
    ),
    _Habit(
        "fits_studies",
        _study,
        "Where nothing is said of the axis of an association study",
        "fits it to the data",
        "draws it from 0 to 25",
        "info",
        {},
    ),
    _Habit(
        "groups_alone",
        _named_as_grouped,
        "Where tracks have the name of one in an autoscale group",
        "scales them as they are told",
        "scales them with that group",
        "warning",
        {"igvxml": "Give these tracks names of their own."},
    ),
    _Habit("names_variants", _names_variants, "Where variants have names", "draws them", "draws none", "info", {}),
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
        settled = one.name in target.settles or f"{one.name}/{form}" in target.settles
        if here is None or there is None or here is there or settled:
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
