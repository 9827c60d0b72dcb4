"""What the converter makes of a few small files, kept to be compared: `corpus/mirror/<from>_to_<to>/`.

They are made with `carry=false`: packed data may be packed otherwise on another machine, and what travels in it is held
to its promise by the round trips.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

import converter
from converter.registry import FORMATS
from tests.contract.samples import CORPUS, WRITABLE, Sample, accepted

if TYPE_CHECKING:
    from collections.abc import Container, Iterator
    from pathlib import Path

MIRROR = CORPUS / "mirror"
SCHEMA = CORPUS.parent / "converter" / "model" / "neutral.schema.json"
NUMBER = 4
CHOSEN = {
    "igvxml": ("bam_coverage_junctions.xml", "gene_list_frames.xml", "overlay_members.xml", "regions.xml"),
    "igvjson": ("igvjs_alignment_colour_group_sort.json", "igvjs_merged.json", "igvjs_roi.json", "desktop3_ranges.json"),
    "ucsc": ("hub_composite.txt", "hub_multiwig.txt", "custom_bed.txt", "hub_assembly.txt"),
    "analytics": ("dashboard.json", "genome_filtered.json", "genome_looks.json", "single_series_any.json"),
    "cbioportal": ("virtual_study_envelope.json", "genomic_filters.json", "settings_charts.json", "comparison.json"),
    "filelist": ("table.tsv", "quoted.csv", "paths.txt", "columns_1.tsv"),
    "grafana": ("genome_locus.json", "geomap_heatmap.json", "overrides.json", "rows_collapsed.json"),
    "jbrowse1": ("tracks.conf", "alignments_look.json", "callbacks.json", "default_tracks.json"),
    "jbrowse2": ("alignments_display.json", "two_linear_views.json", "multiwiggle.json", "highlight_forms.json"),
}
"""Files by format; of a format that is not named, or of files that are not there, the first ones stand in."""


def chosen(form: str) -> list[Sample]:
    """The few files of a format that goldens are made of; none of a format without files of its own."""
    if not (CORPUS / "accepted" / form).is_dir():
        return []
    samples = sorted(accepted(form), key=lambda sample: (sample.name not in CHOSEN.get(form, ()), sample.name))
    return samples[:NUMBER]


def pairs() -> Iterator[tuple[str, str]]:
    """Every pair of different formats that goldens are made for."""
    yield from ((source, target) for source in FORMATS for target in WRITABLE if source != target and chosen(source))


def made(source: str, target: str) -> dict[Path, bytes]:
    """The documents and reports of a pair, by the place where they are kept."""
    found: dict[Path, bytes] = {}
    for sample in chosen(source):
        done = converter.convert(sample.data, target, source, sample.name, {**sample.options, "carry": False})
        place = MIRROR / f"{source}_to_{target}" / done.filename
        found[place] = done.document
        found[place.with_name(f"{sample.name.partition('.')[0]}.report.json")] = report_bytes(done)
    return found


def report_bytes(done: converter.Conversion) -> bytes:
    """A report as readable JSON."""
    report: bytes = done.report.to_json()
    return msgspec.json.format(report, indent=1) + b"\n"


def schema_bytes() -> bytes:
    """The JSON Schema of the neutral session as readable JSON."""
    return msgspec.json.format(msgspec.json.encode(converter.schema("neutral")), indent=1) + b"\n"


def accept() -> list[Path]:
    """Write all goldens and the stored schema anew, and take away those of nothing; the places that changed."""
    wanted = {place: content for pair in pairs() for place, content in made(*pair).items()}
    changed = [place for place, content in {**wanted, SCHEMA: schema_bytes()}.items() if _written(place, content)]
    for place in strays(wanted):
        place.unlink()
        changed.append(place)
    return changed


def strays(wanted: Container[Path]) -> list[Path]:
    """Files among the goldens that no conversion makes."""
    return [place for place in sorted(MIRROR.rglob("*")) if place.is_file() and place not in wanted]


def _written(place: Path, content: bytes) -> bool:
    if place.is_file() and place.read_bytes() == content:
        return False
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(content)
    return True
