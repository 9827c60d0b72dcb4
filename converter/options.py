"""The options of a conversion: one Struct that Python, the command line and HTTP all validate against."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from converter.errors import UsageError


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


Width = Annotated[int, Meta(ge=100, le=100_000)]
Words = Annotated[str, Meta(pattern=r"^[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f]*$")]
"""A text without control characters, which no document can hold."""


class ConvertOptions(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Everything a caller may ask of a conversion; the field names are the names on every face.

    `config`, `genomes` and `edit` are documents (bytes or text of JSON, or the decoded value), never paths or URLs.
    """

    shape: Annotated[str | None, Meta(description="Which form of the target to write; the table of formats lists them.")] = None
    profile: Annotated[
        str | None, Meta(description="Which application the target is written for; the table of formats lists them.")
    ] = None
    site: Annotated[Words | None, Meta(description="For links: address of the viewer that the link opens.")] = None
    genome: Annotated[Words | None, Meta(description="Genome that replaces, or supplies, the one of the source.")] = None
    locus: Annotated[Words | None, Meta(description="Place that replaces, or supplies, the one of the source.")] = None
    base: Annotated[
        Words | None,
        Meta(
            description="URL (of the source or its folder) or folder that relative locations of the source hang from; on the "
            "command line the folder of FILE."
        ),
    ] = None
    paths: Annotated[Paths, Meta(description="What becomes of relative locations.")] = Paths.KEEP
    rewrite: Annotated[
        tuple[Words | tuple[Words, Words], ...],
        Meta(description="FROM=TO: a prefix of locations and what replaces it; may be given often, the longest match wins."),
    ] = ()
    config: Annotated[
        Any,
        Meta(
            description="Companion config.json that a JBrowse session's tracks live in or a patch is made against,"
            " what a JBrowse 1 file includes, or an annotation of genes to look names up in; several in a zip."
        ),
    ] = None
    genomes: Annotated[Any, Meta(description="Extra genome definitions, a JSON document.")] = None
    tracks: Annotated[Tracks, Meta(description="Show the tracks that the source shows, or all that it knows.")] = Tracks.SHOWN
    view: Annotated[
        str | int | None, Meta(description="Id, or 1-based number, of the view to convert where the target holds just one.")
    ] = None
    width_px: Annotated[Width | None, Meta(description="Width in pixels to assume where a format counts in pixels.")] = None
    carry: Annotated[
        bool,
        Meta(description="Carry along what the target can't say, to come home when it is converted back; else it is dropped."),
    ] = True
    keep_secrets: Annotated[bool, Meta(description="Let what is meant for others, a link, hold credentials.")] = False
    on_loss: Annotated[OnLoss, Meta(description="Report a loss, or fail and write no document.")] = OnLoss.REPORT
    fail_at: Annotated[Severity, Meta(description="The least severe loss that fails, where a loss fails.")] = Severity.ERROR
    edit: Annotated[
        Any, Meta(description="JSON Patch (add, remove, replace, test) for the neutral session before it is written.")
    ] = None

    def rewrite_rules(self) -> list[tuple[str, str]]:
        """`FROM=TO` pairs, the longest FROM first; a rule without `=` or with an empty FROM is a `UsageError`.

        A FROM with a `=` in it can only be given as a pair.
        """
        rules = []
        for rule in self.rewrite:
            old, found, new = rule.partition("=") if isinstance(rule, str) else (rule[0], "=", rule[1])
            if not found or not old:
                text = f"The rewrite rule {rule!r} is not of the form FROM=TO."
                raise UsageError("option.rewrite", text, hint="Write such as /data/=https://example.org/data/.")
            rules.append((old, new))
        return sorted(rules, key=lambda pair: -len(pair[0]))


def descriptions() -> dict[str, str]:
    """What each option does, in one line."""
    return {name: hint.__metadata__[-1].description for name, hint in ConvertOptions.__annotations__.items()}


def documents() -> tuple[str, ...]:
    """The options that are documents, never texts."""
    return tuple(name for name, hint in ConvertOptions.__annotations__.items() if hint.__origin__ is Any)


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
    for name, value in values.items():
        if not _is_text("".join(map(str, value)) if isinstance(value, list | tuple) else value):
            hint = "Write it as UTF-8."
            raise UsageError("option.value", f"The option {name} holds bytes that are no text.", hint=hint)
    try:
        return msgspec.convert(values, ConvertOptions, strict=False)
    except msgspec.ValidationError as error:
        raise bad_value(error, ConvertOptions) from error


def _is_text(value: Any) -> bool:
    """Whether a value is a text that documents can hold, or none at all."""
    try:
        return not isinstance(value, str) or value.isascii() or bool(value.encode())
    except UnicodeEncodeError:
        return False


def bad_value(error: msgspec.ValidationError, struct: type[msgspec.Struct]) -> UsageError:
    """The error of a bad value of an option, which is a field of the struct: which option, and what it may be."""
    wrong, _, place = str(error).partition(" - at `$.")
    name = place.partition("[")[0].rstrip("`.")
    if "matching regex" in wrong:
        wrong = "it holds a control character"
    kinds = {one.name: getattr(one.type, "type", one.type) for one in msgspec.inspect.type_info(struct).fields}  # type: ignore[attr-defined]
    choices = getattr(kinds.get(name), "cls", ())
    hint = (
        f"Possible are: {', '.join(choices)}."
        if choices
        else "Leave it out for the default; the documentation says what it may be."
    )
    return UsageError("option.value", f"The option {name} has a bad value: {wrong[:1].lower()}{wrong[1:]}.", hint=hint)
