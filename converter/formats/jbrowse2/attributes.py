"""Attributes that name features, of GFF3 and GTF: JBrowse has their names in small letters, IGV as the file has them.

JBrowse asked for `ID` draws no names at all; the attributes of GFF3 that begin with a capital are those that its
specification reserves (read and tried in 4.3: `toLowerCase` in the adapters of both formats).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from msgspec import UNSET

from converter.formats.jbrowse2.mapping import LABEL

if TYPE_CHECKING:
    from converter.formats.jbrowse2.drafts import TrackDraft
    from converter.model import Extras, Source, Track

_FIELD = "display.label_field"
_SLOT = "renderer/labels/name"
_RESERVED = "ID Name Alias Parent Target Gap Derives_from Note Dbxref Ontology_term Is_circular"
_OF_GFF3 = {name.lower(): name for name in _RESERVED.split()}
_NONE: dict[str, str] = {}
_IN_FILE = {"gff3": _OF_GFF3, "gff": _OF_GFF3, "gvf": _OF_GFF3, "gtf": _NONE}
"""By format of the file, the attributes that are not in small letters there, by what JBrowse calls them."""


def in_file(draft: TrackDraft, source: Source | None) -> None:
    """Say the attribute that names the features of a track as the file has it."""
    name = draft.values.get(_FIELD)
    if isinstance(name, str) and source is not None and source.format in _IN_FILE:
        draft.values[_FIELD] = there = _IN_FILE[source.format].get(name, name)
        if there != name.lower():
            draft.spelling.setdefault(_FIELD, [_SLOT, LABEL.write(name)])


def in_jbrowse(track: Track, extras: Extras, source: Source | None) -> Track:
    """A track with the attribute that names its features as JBrowse has it; one that JBrowse itself does not find stays so."""
    display = track.display
    if display is UNSET or not isinstance(display.label_field, str) or source is None or source.format not in _IN_FILE:
        return track
    spelled = extras.spelling.get(_FIELD)
    if isinstance(spelled, list) and LABEL.read(spelled[-1]) == display.label_field:
        return track
    return msgspec.structs.replace(track, display=msgspec.structs.replace(display, label_field=display.label_field.lower()))
