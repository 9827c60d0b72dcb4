"""What applications do with tracks of which nothing is said, where that of the source and that of the target differ."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from converter import unsaid
from converter.loss.ledger import Notice
from converter.loss.text import listed
from converter.loss.wording import named
from converter.model.views import shown_tracks

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterator, Mapping

    from converter.formats.base import Format
    from converter.model import Session, Track

_MOST_NAMES = 3
_NAMELESS = "a track without a name"


def _itself(session: Session) -> Session:
    return session


class _Habit(NamedTuple):
    """What an application does with tracks of which nothing is said, where others do something else.

    `name`: that of the flag in `Habits`. `left`: whether a track leaves it to the application, by what `gathered` has of the
    session, which is asked once and not for each track. `does`, `does_not`: what the application does, in the words of the
    message. `hints`: by format of the target, what helps where it does not.
    """

    name: str
    left: Callable[[Any, Track], bool]
    where: str
    does: str
    does_not: str
    missed: str
    hints: Mapping[str, str]
    gathered: Callable[[Session], Any] = _itself


_HABITS = (
    _Habit(
        "genotypes",
        unsaid.leaves_genotypes,
        "Where a VCF has samples",
        "draws their genotypes with the variants unless it is told not to",
        "draws the variants alone",
        "warning",
        {"jbrowse2": "To see them in JBrowse 2, choose its display of several samples in the menu of the track."},
    ),
    _Habit(
        "collapsed_genotypes",
        unsaid.collapses_genotypes,
        "Where variants that are collapsed have samples",
        "draws their genotypes unless it is told not to",
        "draws the variants alone",
        "warning",
        dict.fromkeys(("igvxml", "igvjson"), "To see them in IGV, choose 'Expanded' in the menu of the track."),
    ),
    _Habit(
        "item_colors",
        unsaid.leaves_colors,
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
        unsaid.hides_indels,
        "Where small indels are hidden",
        "hides deletions, too",
        "hides insertions alone",
        "info",
        {},
    ),
    _Habit(
        "arc_blocks",
        unsaid.leaves_blocks,
        "Where nothing is said of the ends of arcs",
        "draws them as blocks",
        "draws arcs alone",
        "info",
        {"igvxml": "To see them in IGV desktop, choose 'Show Blocks' in the menu of the track."},
    ),
    _Habit(
        "pairs_hang",
        unsaid.leaves_direction,
        "Where nothing is said of the arcs of base pairs",
        "draws them downwards",
        "draws them upwards",
        "warning",
        {"igvjson": "To turn them in igv.js, choose 'Toggle arc direction' in the menu of the track."},
    ),
    _Habit(
        "arc_colors",
        unsaid.colors_arcs,
        "Where a file gives its arcs colours",
        "draws them so",
        "draws all in the colour of the track",
        "info",
        {"igvjson": "To have them in igv.js, leave out the colour of the track."},
    ),
    _Habit(
        "high_arcs",
        unsaid.limits_arcs,
        "Where a score is above the greatest that is said",
        "draws the arc, cut off",
        "leaves the arc out",
        "warning",
        {"igvjson": "To see all arcs, give the track a greater maximum, or none."},
    ),
    _Habit(
        "stacks",
        unsaid.leaves_stacking,
        "Where features overlap",
        "draws them one below the other",
        "draws them over each other in one row unless it is told otherwise",
        "info",
        dict.fromkeys(("igvxml", "igvjson"), "To see all of them in IGV, choose 'Expanded' in the menu of the track."),
    ),
    _Habit(
        "rescales",
        unsaid.leaves_scaling,
        "Where nothing is said of the value axis",
        "fits it to what is in view",
        "takes one range for the whole file, which may cut off high values",
        "info",
        {"igvjson": "To have that in IGV, choose 'Autoscale' in the menu of the track."},
    ),
    _Habit(
        "logs_one_more",
        unsaid.small_values,
        "On a logarithmic axis",
        "draws the logarithm of the value and 1, and so all values",
        "draws that of the value itself, and nothing of values up to 1",
        "warning",
        {},
    ),
    _Habit(
        "logs_lines",
        unsaid.log_lines,
        "On a logarithmic axis",
        "draws lines, too",
        "draws lines as on a linear one",
        "warning",
        {"igvxml": "To see them on the logarithmic axis in IGV, choose 'Bar Chart' in the menu of the track."},
    ),
    _Habit(
        "fades_heat",
        unsaid.pale_heat,
        "Where a heat map is given no colours",
        "shades from white to one colour",
        "shades from blue to red",
        "warning",
        {"igvjson": "Give the track a colour and limits, or choose a colour scale in the menu of the track."},
    ),
    _Habit("marks_beyond", unsaid.limited, "Where values lie beyond the limits", "marks them", "cuts them off", "info", {}),
    _Habit(
        "names_squished",
        unsaid.squished,
        "Where features are squished",
        "draws their names, too",
        "draws none of their names",
        "warning",
        dict.fromkeys(("igvxml", "igvjson"), "To see them in IGV, choose 'Expanded' in the menu of the track."),
    ),
    _Habit(
        "bars_of_painted",
        unsaid.painted,
        "Where variants are given a colour",
        "draws the allele frequency where there is one",
        "draws all of them in that colour",
        "warning",
        {},
    ),
    _Habit(
        "shines_through",
        unsaid.overlaid,
        "Where tracks are drawn over each other",
        "lets those below shine through",
        "covers them, unless they are higher",
        "warning",
        {"jbrowse2": "To see all of them in JBrowse 2, choose another renderer type in the menu of the track, as 'multirowxy'."},
    ),
    _Habit(
        "fits_studies",
        unsaid.study,
        "Where nothing is said of the axis of an association study",
        "fits it to the data",
        "draws it from 0 to 25",
        "info",
        {},
    ),
    _Habit(
        "groups_alone",
        unsaid.named_as_grouped,
        "Where tracks have the name of one in an autoscale group",
        "scales them as they are told",
        "scales them with that group",
        "warning",
        {"igvxml": "Give these tracks names of their own."},
        unsaid.names_of_groups,
    ),
    _Habit(
        "draws_matrix",
        unsaid.is_matrix,
        "Where variants are a matrix, of genotypes or of linkage",
        "draws it",
        "draws the variants at their places",
        "warning",
        {},
    ),
    _Habit(
        "draws_whiskers",
        unsaid.summed_up,
        "Where several values share a pixel",
        "draws the lowest, the mean and the highest of them",
        "draws the mean alone",
        "info",
        {},
    ),
    _Habit("names_variants", unsaid.names_variants, "Where variants have names", "draws them", "draws none", "info", {}),
)


class _End(NamedTuple):
    """The application at one end of a conversion: that of a format, in the profile or shape of its document."""

    format: Format
    form: object

    def has(self, habit: _Habit) -> bool | None:
        """Whether it has a habit, None where that is not known."""
        return self.format.habits.has(habit.name, self.form)

    @property
    def called(self) -> str:
        """What messages call it."""
        return self.format.programs.get(self.form, self.format.called)


def differing(session: Session, source: Format, target: Format, form: str | None, kept: Container[str]) -> Iterator[Notice]:
    """Tracks that leave to their application what those of the source and of the target, in that form, do differently.

    `kept`: the tracks that the target has.
    """
    tracks = {key: session.tracks[key] for key in shown_tracks(session) if key in session.tracks and key in kept}
    once = session.forms.get(source.id, {})
    from_, to = _End(source, once.get("profile") or once.get("shape")), _End(target, form)
    for one in _HABITS:
        here, there = from_.has(one), to.has(one)
        if here is None or there is None or here is there or target.habits.settled(one.name, form):
            continue
        held = one.gathered(session)
        left = list(dict.fromkeys(named(session, key) or _NAMELESS for key, track in tracks.items() if one.left(held, track)))
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
