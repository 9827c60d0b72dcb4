"""The query of a call: names checked, repeated ones refused, options validated by the struct that every face shares."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

import msgspec

from converter.errors import UsageError
from converter.options import ConvertOptions, options_from
from converter.web.body import FIELDS

if TYPE_CHECKING:
    from collections.abc import Mapping

OPTIONS = tuple(name for name in ConvertOptions.__struct_fields__ if name not in FIELDS)
"""The options that may stand in a query: all but those that are documents."""

_ABOUT_TARGETS = frozenset({"shape", "profile", "site", "carry", "keep_secrets", "on_loss", "fail_at"})

_ABOUT_LOSSES = frozenset({"site", "base", "paths", "rewrite", "carry", "on_loss", "fail_at"})
PACKAGE = ("missing", "licence", "date")
"""What only a package may be asked: what becomes of missing files, its terms of use, its day."""

CALLS: dict[str, tuple[str, ...]] = {
    "convert": ("to", "from", "filename", "as", "ledger", *OPTIONS),
    "report": ("to", "from", "filename", "ledger", *OPTIONS),
    "merge": ("to", "as", "ledger", *OPTIONS),
    "inspect": ("from", "filename", *(name for name in OPTIONS if name not in _ABOUT_TARGETS)),
    "detect": ("filename",),
    "batch": ("to", "from", *OPTIONS),
    "package": ("to", "from", "filename", *PACKAGE, *(name for name in OPTIONS if name not in _ABOUT_LOSSES)),
}
"""The query parameters of each call."""

WITHOUT_TARGET = ("package",)
"""Calls that take a target and need none: a package is of the session's own format then."""

REPEATABLE = "rewrite"


class Call(msgspec.Struct, frozen=True, kw_only=True):
    """What the query of a call says; a call that names no target makes the neutral session, a package one of its own format."""

    to: str
    source: str | None = None
    filename: str | None = None
    as_document: bool = False
    ledger: bool = False
    package: dict[str, str] = {}
    options: ConvertOptions


def read_call(name: str, query_string: str, fields: Mapping[str, Any]) -> Call:
    """The call `name` as its query and the multipart documents beside it say; what can't be is a `UsageError`."""
    values = _values(query_string, CALLS[name])
    if "to" in CALLS[name] and name not in WITHOUT_TARGET and not values.get("to"):
        raise UsageError(
            "option.missing", "The query parameter to is missing.", hint="Name the target format; GET /v1/formats lists them."
        )
    for option in values.keys() & _SPELLINGS.keys():
        _check_spelling(option, values[option])
    given: dict[str, Any] = {option: values[option] for option in OPTIONS if option in values}
    return Call(
        to=values.get("to", "" if name in WITHOUT_TARGET else "neutral"),
        source=values.get("from"),
        filename=values.get("filename"),
        as_document=_as_document(values.get("as", "json")),
        ledger=values.get("ledger") == "true",
        package={one: values[one] for one in PACKAGE if one in values},
        options=options_from(given | dict(fields)),
    )


def _values(query_string: str, allowed: tuple[str, ...]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for name, value in _pairs(query_string):
        if name not in allowed:
            raise _unknown(name, allowed)
        if name == REPEATABLE:
            values.setdefault(name, []).append(value)
        elif name in values:
            raise UsageError(
                "option.repeated",
                f"The query parameter {name} comes twice.",
                hint="Give it once; only rewrite may be given often.",
            )
        else:
            values[name] = value
    return values


def _pairs(query_string: str) -> list[tuple[str, str]]:
    """Name and value of each parameter; a `;` separates nothing, since addresses hold it."""
    try:
        text = query_string.encode("latin-1").decode()
        return parse_qsl(text, keep_blank_values=True, errors="strict")
    except UnicodeError as error:
        raise UsageError(
            "http.query", "The query is not UTF-8, percent-encoded.", hint="As curl does with -G --data-urlencode."
        ) from error


def _unknown(name: str, allowed: tuple[str, ...]) -> UsageError:
    if name in FIELDS:
        return UsageError(
            "option.place",
            f"The option {name} is a document: it comes as a multipart field, never in the query.",
            hint=f"As curl does with -F file=@session -F {name}=@{name}.json. Nothing that a query names is opened or fetched.",
        )
    hint = f"This call takes: {', '.join(allowed)}."
    return UsageError("option.unknown", f"There is no query parameter {name[:100]!r}.", hint=hint)


def _as_document(value: str) -> bool:
    if value not in {"json", "document"}:
        raise UsageError(
            "option.value", "The parameter as is json or document.", hint="Leave it out for JSON with document and report."
        )
    return value == "document"


def _spellings() -> dict[str, tuple[re.Pattern[str], str]]:
    """How the parameters that are no texts are spelt, and that in words."""
    boolean, number = (re.compile("true|false"), "true or false"), (re.compile(r"-?\d{1,18}", re.ASCII), "a whole number")
    found = {"ledger": boolean}
    for field in msgspec.inspect.type_info(ConvertOptions).fields:  # type: ignore[attr-defined]
        described = field.type.type
        kinds = {type(one) for one in getattr(described, "types", (described,))}
        if msgspec.inspect.BoolType in kinds:
            found[field.name] = boolean
        elif msgspec.inspect.IntType in kinds and msgspec.inspect.StrType not in kinds:
            found[field.name] = number
    return found


_SPELLINGS = _spellings()


def _check_spelling(name: str, value: str) -> None:
    """Refuse what a lenient conversion would take: `1` for true, `null` for a number."""
    pattern, words = _SPELLINGS[name]
    if not pattern.fullmatch(value):
        hint = "GET /openapi.json lists what every parameter may be."
        raise UsageError("option.value", f"The parameter {name} is {words}.", hint=hint)
