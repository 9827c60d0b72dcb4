"""Attributes that name the features of tracks of GFF3 and GTF, which JBrowse has in small letters (`_attributes`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from msgspec import UNSET

from converter.formats._attributes import in_file as attribute_in_file
from converter.formats._attributes import lowered
from converter.formats.jbrowse2.mapping import LABEL

if TYPE_CHECKING:
    from converter.formats.jbrowse2.drafts import TrackDraft
    from converter.model import Extras, Source, Track

_FIELD = "display.label_field"
_SLOT = "renderer/labels/name"


def in_file(draft: TrackDraft, source: Source | None) -> None:
    """Say the attribute that names the features of a track as the file has it."""
    name = draft.values.get(_FIELD)
    if isinstance(name, str) and source is not None and lowered(source.format):
        draft.values[_FIELD] = there = attribute_in_file(name, source.format)
        if there != name.lower():
            draft.spelling.setdefault(_FIELD, [_SLOT, LABEL.write(name)])


def in_jbrowse(track: Track, extras: Extras, source: Source | None) -> Track:
    """A track with the attribute that names its features as JBrowse has it; one that JBrowse itself does not find stays so."""
    display = track.display
    if display is UNSET or not isinstance(display.label_field, str) or source is None or not lowered(source.format):
        return track
    spelled = extras.spelling.get(_FIELD)
    if isinstance(spelled, list) and LABEL.read(spelled[-1]) == display.label_field:
        return track
    return msgspec.structs.replace(track, display=msgspec.structs.replace(display, label_field=display.label_field.lower()))
