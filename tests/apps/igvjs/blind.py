"""What igv.js as a judge can't see, or does by itself, with the reason; each was looked at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import UNSET

from converter.model import Extras
from tests.apps.compare import followers
from tests.apps.standins.texts import TEXTS

if TYPE_CHECKING:
    from collections.abc import Callable

    from converter.model import Session
    from tests.apps.compare import Difference

_MANY = (
    "igv.js loads a file once for each of its tracks: at so many a browser's memory ends, which is 4 GB for the objects of a "
    "page however it is set, or it refuses more requests at a time, or eight minutes are too few (`tracks.many` tells)"
)
NOT_OPENED = {
    r": announced alert": "igv.js says in a dialog which files it can't open, each of which the report tells as an error",
    r"metabric_expression|CCLE_testSession|modencode-trackList": _MANY,
    r"stores_(plugins|others)\.json: ": "igv.js can't open services and tiles of JBrowse 1, as the report tells",
}
"""Why igv.js did not open a document, by a pattern of `name: what it said`."""
LIMITS = frozenset[str]()
"""Reasons that are those of the judge, of which no report can tell."""
BLANK = {
    r"igvjs_(alignment|alignment_filter)\.json": "the session shows reads of one read group, or of tags, that stand-ins lack",
    r": K562 RnaSeq MinusRawSignal": "the session shows values below zero, of which stand-ins have none",
    r"igvjs_interactions\.json: domains$": "a file of domains has a heading and columns that stand-ins lack",
    r": (inline|Track1|detail|rows)$": "features in the session itself lie elsewhere, or are less than a pixel wide",
    r"igvjs_lab\.json: loops$": "the session draws arcs at an opacity of 0.05, which is nearly white",
    r": loops$": "a file of loops has colours where stand-ins have scores",
    r"jbrowse1/classes\.json: d$": "the source says a white colour",
    r"jbrowse1/(conf_values|from_config)": "features in the session itself lie elsewhere, or are less than a pixel wide",
    r"colour_scales\.xml: ": "igv.js draws heat maps of files of segments alone",
}
"""Why a track that should draw has no ink, by a pattern of `document: track`."""
DIFFER = {
    r"genome/id: ": "igv.js names a genome by its GenBank file, and saves no id of it",
    r"sources/index: ": "igv.js saves no index of a file that it could not open",
    r"display_range\.autoscale": "a merged track scales its members by itself, and to their data where no maximum is said",
    r"views/tracks: ": "tracks of order 0 stand in the order in which their data arrive",
    r"views/loci: ": "the whole genome is shown for a place that is not understood, and its one chromosome for a whole genome",
    r"views/show_|sources/indexed: ": "igv.js does not save this option",
    r"display\.color: ": "igv.js saves no colour that is said as `hsl()`",
    r"display\.renderer: ": "a merged track says it for its members",
    r"display\.color_table: ": "igv.js adds a colour for what has none",
    r"reads\.": "old words of igv.js that 3.8 no longer heeds; a document of its own format keeps them",
    r"(tracks/|sources/format|samples/sources): ": "igv.js can't open a list of files; two names of one format",
    r"tracks/(name|display\.height_px): ": "igv.js has one sequence track, and fits tracks of features to their content",
}
"""Why igv.js understands a field otherwise than we say it, by a pattern of `document: field: said → understood`."""
_DRIFT = 0.04
"""Share of a locus by which its end moves where a column of sample names takes width from the tracks."""
_SAVED_AS = {"gff": ("gff3",), "gtf": ("gff3",)}
_DEFAULTS: dict[str, object] = {"views/show_ideogram": True, "views/show_center_line": False, "samples/show_names": True}
_RANGE = ("tracks/display_range.minimum", "tracks/display_range.maximum")
_SEQUENCE = ("genome/fasta", "genome/fasta_index")
_FORMATS = {*TEXTS, "bam", "cram", "bigwig", "bigbed"}


def blind(said: Session) -> Callable[[Difference], str | None]:
    """Tell why a difference in a session that was said like this is none that counts."""
    lost = unseen(said)
    scaled, _ = followers(said)

    reasons: tuple[tuple[str, Callable[[Difference], bool]], ...] = (
        ("no data of this kind stand in", lambda found: found.where.startswith(tuple(lost))),
        ("BLAT asks a server", lambda found: found.where.startswith("blat:")),
        ("igv.js saves of its sequence track the order alone", lambda found: found.where == "sequence"),
        ("igv.js does not save what is its default", _default),
        ("igv.js has one name for both", lambda found: found.understood in _SAVED_AS.get(str(found.said), ())),
        ("a range that follows the data is found anew", lambda found: found.where in scaled and found.field in _RANGE),
        (
            "a group is scaled as one, and saved without a scaling of its own",
            lambda found: _grouped(found, scaled),
        ),
        ("names of genes are looked up by a server", lambda found: found.field == "views/loci" and _named(found.said)),
        (
            "a column of sample names takes its width from the locus",
            lambda found: found.field == "views/loci" and _drifted(found),
        ),
        ("igv.js has its own sequence of hosted genomes", lambda found: found.field in _SEQUENCE and found.understood is UNSET),
    )
    return lambda found: next((why for why, holds in reasons if holds(found)), None)


def unseen(said: Session) -> set[str]:
    """Locations whose tracks igv.js can't load here: formats without stand-in, and files that a person picked."""
    return {
        str(one.location)
        for one in said.sources.values()
        if one.format not in _FORMATS
        or one.extras.get("igvjson", Extras()).spelling.get("name of location") == "file"
        or not str(one.location).startswith("http")
    }


def _default(found: Difference) -> bool:
    return found.understood is UNSET and found.field in _DEFAULTS and found.said == _DEFAULTS[found.field]


def _grouped(found: Difference, scaled: set[str]) -> bool:
    return (
        found.where in scaled
        and found.field == "tracks/display_range.autoscale"
        and found.said is True
        and found.understood is False
    )


def _named(loci: list[Any]) -> bool:
    return any(one.name is not UNSET for one in loci)


def _drifted(found: Difference) -> bool:
    if found.understood is UNSET or len(found.said) != len(found.understood):
        return False
    pairs = zip(found.said, found.understood, strict=True)
    return all(
        isinstance(x.end, int)
        and isinstance(y.end, int)
        and abs(x.start - y.start) <= 1
        and abs(x.end - y.end) <= _DRIFT * (x.end - x.start) + 1
        for x, y in pairs
    )
