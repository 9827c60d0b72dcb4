"""What all parts of the neutral session are made of: colours, places, and what formats say beyond the model's words."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from msgspec import UNSET, UnsetType

Color = Annotated[str, msgspec.Meta(pattern="^#([0-9a-f]{6}|[0-9a-f]{8})$")]
"""`#rrggbb` or `#rrggbbaa`."""


class Extras(msgspec.Struct, kw_only=True, omit_defaults=True, forbid_unknown_fields=True, gc=False):
    """What one format says of an object beyond the model's words.

    `native`: its application understands it, the model has no word for it; by relative place. `ignored`: its own
    application ignores it. `spelling`: how the format spelled the value of a model field (by dotted field path), to
    be used again as long as it still means the field's current value.
    """

    native: dict[str, Any] = msgspec.field(default_factory=dict)
    ignored: dict[str, Any] = msgspec.field(default_factory=dict)
    spelling: dict[str, Any] = msgspec.field(default_factory=dict)


class Object(msgspec.Struct, kw_only=True, omit_defaults=True, forbid_unknown_fields=True, gc=False):
    """Something that formats may say more about: `extras` by format id."""

    extras: dict[str, Extras] = msgspec.field(default_factory=dict)


class Interval(msgspec.Struct, kw_only=True, omit_defaults=True, forbid_unknown_fields=True, gc=False):
    """A place to look at, 0-based half-open.

    Without start and end a whole chromosome; without chrom a name to search; with neither the whole genome.
    """

    chrom: str | UnsetType = UNSET
    start: int | UnsetType = UNSET
    end: int | UnsetType = UNSET
    name: str | UnsetType = UNSET
    reversed: bool | UnsetType = UNSET
    genome: str | UnsetType = UNSET
