"""The options of a conversion: one Struct that Python, the command line and HTTP all validate against."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import msgspec

from converter.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping


class Paths(StrEnum):
    """What becomes of relative locations."""

    KEEP = "keep"
    ABSOLUTE = "absolute"
    RELATIVE = "relative"


class Tracks(StrEnum):
    """Which tracks are shown in the target."""

    SHOWN = "shown"
    ALL = "all"


class OnLoss(StrEnum):
    """What a loss does to the call."""

    REPORT = "report"
    FAIL = "fail"


class Severity(StrEnum):
    """By consequence for the person who looks at the result."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


Width = Annotated[int, msgspec.Meta(ge=100, le=100_000)]


class ConvertOptions(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Everything a caller may ask of a conversion; the field names are the names on every face.

    `config`, `genomes` and `edit` are documents (bytes or text of JSON, or the decoded value), never paths or URLs.
    """

    shape: str | None = None
    profile: str | None = None
    site: str | None = None
    genome: str | None = None
    locus: str | None = None
    base: str | None = None
    paths: Paths = Paths.KEEP
    rewrite: tuple[str, ...] = ()
    config: Any = None
    genomes: Any = None
    tracks: Tracks = Tracks.SHOWN
    view: str | int | None = None
    width_px: Width | None = None
    carry: bool = True
    on_loss: OnLoss = OnLoss.REPORT
    fail_at: Severity = Severity.ERROR
    edit: Any = None

    def rewrite_rules(self) -> list[tuple[str, str]]:
        """`FROM=TO` pairs, the longest FROM first; a rule without `=` or with an empty FROM is a `UsageError`."""
        rules = []
        for rule in self.rewrite:
            old, found, new = rule.partition("=")
            if not found or not old:
                raise UsageError("option.rewrite", f"The rewrite rule {rule!r} is not of the form FROM=TO.")
            rules.append((old, new))
        return sorted(rules, key=lambda pair: -len(pair[0]))


def options_from(given: ConvertOptions | Mapping[str, Any] | None) -> ConvertOptions:
    """Validated options; an unknown name or a bad value is a `UsageError` that says which and what is possible."""
    if given is None:
        return ConvertOptions()
    if isinstance(given, ConvertOptions):
        return given
    values = dict(given)
    if isinstance(values.get("rewrite"), str):
        values["rewrite"] = (values["rewrite"],)
    unknown = values.keys() - set(ConvertOptions.__struct_fields__)
    if unknown:
        names = ", ".join(ConvertOptions.__struct_fields__)
        raise UsageError("option.unknown", f"There is no option {min(unknown)!r}.", hint=f"The options are: {names}.")
    try:
        return msgspec.convert(values, ConvertOptions, strict=False)
    except msgspec.ValidationError as error:
        raise UsageError("option.value", f"An option has a bad value: {error}.") from error
