"""What the fields of the neutral session are called in a report: words that a biologist knows."""

from __future__ import annotations

_OBJECTS = {
    "tracks": "a track",
    "sources": "a data file",
    "views": "a view",
    "regions": "a region of interest",
    "region_sets": "a set of regions",
    "genome": "the genome",
    "genomes": "a further genome",
    "samples": "how samples are shown",
    "thresholds": "a threshold",
    "analytics": "what the analytics session says of itself",
}
_PARTS = {"reads": "the reads", "coverage": "the coverage", "junctions": "the splice junctions"}
_FIELDS = {
    "genome/id": "the id of the genome",
    "genome/aliases": "other names of the genome",
    "genome/fasta": "the sequence (FASTA)",
    "genome/fasta_index": "the index of the sequence",
    "genome/fasta_gzi": "the block index of the packed sequence",
    "genome/two_bit": "the sequence (2bit)",
    "genome/chrom_sizes": "the lengths of the chromosomes",
    "genome/chrom_aliases": "other names of the chromosomes",
    "genome/cytobands": "the cytobands",
    "session/name": "the name of the session",
    "sources/index": "the index of the file",
    "sources/format": "the format of the file",
    "tracks/key": "an id of the track",
    "tracks/kind": "what the track shows",
    "tracks/order": "the place of the track among the others",
    "views/color_by_cds": "whether the sequence is coloured by reading frame",
    "views/loci": "the place in view",
    "views/panels": "the panels",
    "views/show_center_line": "whether there is a line in the middle",
    "views/show_ideogram": "whether the ideogram is shown",
    "views/track_labels": "where the names of tracks stand",
    "views/tracks": "which tracks are shown",
    "selection": "which measurements it shows",
    "filters": "the filters of the samples",
    "display.color": "the colour",
    "display.height_px": "the height",
    "display.mode": "how features are stacked",
    "display_range.autoscale": "whether the value axis follows the data",
    "display_range.baseline": "the baseline of the value axis",
    "display_range.maximum": "the upper end of the value axis",
    "display_range.minimum": "the lower end of the value axis",
    "display_range.scale": "whether the value axis is linear or logarithmic",
    "analysis.amplification_threshold": "the threshold of a gain",
    "analysis.deletion_threshold": "the threshold of a loss",
    "interactions.shape": "how interactions are drawn",
    "variants.show_genotypes": "whether genotypes are shown",
}
_UNITS = ("_px", "_bp", "_pt")


def phrase(collection: str, field: str) -> str:
    """What a field (dotted; "" for the object itself) of an object in a collection is called, with its article."""
    if not field:
        return _OBJECTS.get(collection, _plain(collection))
    steps = field.split(".")
    if steps[0] == "parts" and len(steps) > 2:  # noqa: PLR2004 - parts, which, what
        if steps[2] == "visible":
            return f"whether {_PARTS.get(steps[1], _plain(steps[1]))} {'is' if steps[1] == 'coverage' else 'are'} shown"
        return f"{_of(collection, '.'.join(steps[2:]))} of {_PARTS.get(steps[1], _plain(steps[1]))}"
    if steps[0] == "panels" and len(steps) > 2:  # noqa: PLR2004 - panels, which, what
        return f"{_of('panels', steps[-1])} of a panel"
    return _of(collection, field)


def _of(collection: str, field: str) -> str:
    return _FIELDS.get(f"{collection}/{field}") or _FIELDS.get(field) or f"the {_plain(field.rpartition('.')[2])}"


def _plain(name: str) -> str:
    for unit in _UNITS:
        name = name.removesuffix(unit)
    return name.replace("_", " ")
