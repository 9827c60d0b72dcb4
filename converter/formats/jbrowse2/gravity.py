"""Which settings of a display that the model has no field for a person would miss, and what they are in the person's words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from converter.formats._consume import Table
from converter.options import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from converter.formats._words import Word

_SEEN = {
    **dict.fromkeys(("jexlFilters", "jexlFiltersSetting"), "which features are left out"),
    **dict.fromkeys(("filterBy", "filterBySetting"), "which reads are left out"),
    **dict.fromkeys(("minorAlleleFrequencyFilter", "minorAlleleFrequencyFilterSetting"), "which rare variants are left out"),
    **dict.fromkeys(("lengthCutoffFilter", "lengthCutoffFilterSetting"), "which long variants are left out"),
    **dict.fromkeys(("hweFilterThreshold", "hweFilterThresholdSetting"), "which variants are left out"),
    **dict.fromkeys(("callRateFilter", "callRateFilterSetting"), "which variants are left out"),
    **dict.fromkeys(("geneGlyphMode", "trackGeneGlyphMode"), "which transcripts of a gene are left out"),
    **dict.fromkeys(("hideLargeIndels", "hideLargeIndelsSetting"), "large insertions and deletions are left out"),
    "subtreeFilter": "which samples are left out",
    "minAlignmentLength": "which short alignments are left out",
    **dict.fromkeys(("color", "color1"), "the colour of features or values"),
    "color2": "the colour of lines between exons",
    "color3": "the colour of untranslated regions",
    "outline": "the colour of outlines",
    "posColor": "the colour of high values",
    "negColor": "the colour of low values",
    **dict.fromkeys(("bicolorPivot", "bicolorPivotValue"), "the value at which the colour changes"),
    **dict.fromkeys(("colorBy", "colorBySetting"), "what decides on the colour"),
    "baseColor": "the colours of bases",
    "drawCloud": "fragments lie as high as they are long",
    "facet": "how reads are grouped",
    "unit": "reads of one fragment lie in one row",
    "readConnections": "lines between the reads of one fragment",
    **dict.fromkeys(("colorScheme", "colorSchemeSetting"), "the scale of colours"),
    **dict.fromkeys(("renderingMode", "renderingModeSetting"), "how genotypes are coloured"),
    "orientationType": "which orientation of pairs is the normal one",
    **dict.fromkeys(("autoscale", "numStdDev"), "how the value axis fits the data"),
    **dict.fromkeys(("displayMode", "trackDisplayMode", "mode"), "how features are laid out"),
    "layout": "which rows are shown, their order and their colours",
    "clusterTree": "the tree beside the rows",
}
"""Keys anywhere in the way to a setting, and what such a setting says."""
_DRAWN = {
    "drawInter": "connections between chromosomes are left out",
    "drawLongRange": "connections of reads far apart are left out",
    "drawSingletons": "reads without a mate are left out",
    "drawProperPairs": "proper pairs are left out",
}
"""Switches of what is drawn where they are not off."""
_UNHEEDED = "renderer/baseColor"
"""The colour of contact maps, in whose place JBrowse takes one of its scales (`HicRenderer`, `interpolate(count,scale)`)."""
_LABEL = "labels/name"
_USUAL = frozenset(
    {
        *("", "#f0f", "normal", "local", "all", "fr", "default", "none", "numeric", "alleleCount", "arcs", "triangular"),
        *(
            "off",
            "read",
            "auto",
            "transparent",
            "goldenrod",
            "#357089",
            "darkblue",
            "jexl:get(feature,'name')||get(feature,'id')",
        ),
    }
)
"""Texts that say what JBrowse does anyway, or no colour."""
_USUAL_NUMBERS = {"flagExclude": 1540, "numStdDev": 3}


def meaning(name: str) -> str | None:
    """What a setting says of how a track looks, by the way to it below its display; None where one hardly sees it."""
    steps = name.split("/")
    if name.endswith(_UNHEEDED):
        return None
    if name.endswith(_LABEL):
        return "the names of features"
    return next((_SEEN[step] for step in steps if step in _SEEN), _DRAWN.get(steps[-1]))


def is_missed(name: str, raw: Any) -> bool:
    """Whether what is drawn looks different without this setting, and the model has no field for it."""
    last = name.rpartition("/")[2]
    if last in _DRAWN:
        return raw is False
    usual = not raw or (isinstance(raw, str) and raw in _USUAL) or _USUAL_NUMBERS.get(last) == raw
    return not usual and meaning(name) is not None


def table(words: Iterable[Word] = (), missed: Iterable[str] = ()) -> Table:
    """The words of an object that says how a track looks; `missed`: names of what has no word and is missed.

    Data that are drawn in another display than the chosen one look different, too.
    """
    glosses = {name: meaning(name) or "" for name in missed} | {"type": "how the data are drawn"}
    return Table(words, native=dict.fromkeys(glosses, Severity.WARNING), glosses=glosses)
