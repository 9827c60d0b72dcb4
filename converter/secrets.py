"""Credentials in locations and texts: how to take them out of what is shown, and when signed URLs expire.

Redaction is for reports, logs and errors only; a document keeps what its user put there. When in doubt it hides.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from urllib.parse import parse_qsl

REDACTED = "REDACTED"

# A URL that is itself a value in a link spells its marks %3F, %26 and %3D, one inside that %253F, and so on; a JSON
# pointer spells the / of a key ~1. How often marks may be encoded is bounded, and so is the work.
_ENCODED = r"(?:25){0,3}"
_LEVEL = rf"(?P<level>{_ENCODED})"
_STOP = r"\s\"<>`"
_PARAMETER = re.compile(rf"(?<![\w.\-])(?P<name>[\w.\-]+)(?P<equals>=|%{_ENCODED}3[Dd])")
_SECRET_ENDINGS = (
    "token",
    "signature",
    "secret",
    "password",
    "passwd",
    "passphrase",
    "rlkey",
    "credential",
    "credentials",
    *(f"api{joint}key" for joint in ("", "_", "-")),
    *(f"access{joint}key" for joint in ("", "_", "-")),
    *(f"accesskey{joint}id" for joint in ("", "_", "-")),
    *(f"access{joint}key{joint}id" for joint in ("_", "-")),
)
_SHORT_NAMES = ("key", "sig", "pwd", "auth", "jwt")  # these are ordinary words anywhere but in a query
_IN_QUERY = re.compile(rf"(?:[?&]|&amp;|%{_ENCODED}(?:3F|26))(?:{'|'.join(_SHORT_NAMES)})\Z", re.IGNORECASE)
_LONGEST_MARK = len("%2525253F")
_VALUE = re.compile(
    rf"=(?P<plain>(?:[^&#'{_STOP}]|'(?=\w))+)"
    rf"|%{_LEVEL}3D(?P<encoded>(?:(?!%(?P=level)(?:26|23))[^&#'{_STOP}])+)",
    re.IGNORECASE,
)
# a user never runs over the beginning of another URL, so that hiding one uncovers no other
_NEXT_URL = rf":~1~1|%{_ENCODED}3A%{_ENCODED}2F"
_USER = re.compile(
    rf"(?P<plain>://)[^/?#{_STOP}]*@"
    rf"|(?P<pointer>:~1~1)(?:(?!~1|{_NEXT_URL})[^/?#{_STOP}])*@"
    rf"|(?P<encoded>%{_LEVEL}3A(?:%(?P=level)2F){{2}})"
    rf"(?:(?!{_NEXT_URL}|%(?P=level)(?:2F|3F|23))[^/?#&{_STOP}])*(?P<at>@|%(?P=level)40)",
    re.IGNORECASE,
)
_BEARER = re.compile(r"\b(bearer\s+)[\w.~+/=\-]{16,}", re.IGNORECASE)
_SWITCHES = ("withcredentials",)  # igv.js: true or false
_SECRET_NAME_ENDINGS = (*(ending for ending in _SECRET_ENDINGS if ending != "signature"), "-signature", "authorization", "cookie")


def redact(text: str) -> str:
    """`text` without credentials: `REDACTED` stands for users of URLs, values of secret query parameters, bearer tokens.

    It may be a location, a link that holds other URLs percent-encoded, or any text with such in it. Redacting twice
    changes nothing more, and text without credentials comes back as it is. See `redact_pointer` for JSON pointers.
    """
    if "=" not in text and "@" not in text and "%" not in text and "earer" not in text:
        return text
    if "=" in text or "3D" in text or "3d" in text:
        text = _without_parameters(text)
    if "@" in text or "40" in text:
        text = _USER.sub(_without_user, text)
    return _BEARER.sub(rf"\1{REDACTED}", text) if "earer" in text else text


def redact_pointer(pointer: str) -> str:
    """A JSON pointer with every key redacted by itself, so that what stands behind a secret key stays readable."""
    return "/".join(map(redact, pointer.split("/"))) if is_suspicious(pointer) else pointer


def is_suspicious(pointer: str) -> bool:
    """Whether a JSON pointer, or one of several in one text, may hold a credential; a look that costs little."""
    # a user of a URL is told by the slashes before it, which a key spells ~1
    return "=" in pointer or "%" in pointer or "~1" in pointer or "earer" in pointer


@lru_cache(maxsize=4096)
def is_secret_name(name: str) -> bool:
    """Whether a key, attribute, header or path such as `headers.Authorization` names a value that is a credential."""
    folded = name.lower()
    return folded.endswith(_SECRET_NAME_ENDINGS) and not folded.endswith(_SWITCHES)


def _without_parameters(text: str) -> str:
    kept: list[str] = []
    done = 0
    for match in _PARAMETER.finditer(text):
        equals = match.start("equals")
        if equals < done or not _is_secret_parameter(match):
            continue
        value = _VALUE.match(text, equals)
        if value is not None and value.lastgroup is not None:
            kept += text[done : value.start(value.lastgroup)], REDACTED
            done = value.end()
    return "".join([*kept, text[done:]])


def _is_secret_parameter(match: re.Match[str]) -> bool:
    name = match["name"].lower()
    if not name.endswith(_SHORT_NAMES):
        return name.endswith(_SECRET_ENDINGS)
    return name.endswith(_SECRET_ENDINGS) or _IN_QUERY.search(_before(match)) is not None


def _before(match: re.Match[str]) -> str:
    """The short name at hand with what marks it as a parameter, which may be part of the name when it is encoded."""
    end = match.end("name")
    return match.string[max(0, end - len("auth") - _LONGEST_MARK) : end]


def _without_user(match: re.Match[str]) -> str:
    return f"{match['plain'] or match['pointer'] or match['encoded']}{REDACTED}{match['at'] or '@'}"


def expiry(text: str) -> str | None:
    """When a signed URL stops working, as `YYYY-MM-DDThh:mm:ssZ`; `None` for a location that does not say.

    Understood are the signatures of S3 (versions 2 and 4), Google Cloud Storage, CloudFront and Azure. The time is
    read off the URL alone; whether it has passed is for the caller to say.
    """
    if "xpires=" not in text and "se=" not in text:
        return None
    query = {name.lower(): value for name, value in parse_qsl(text.partition("?")[2], errors="replace")}
    try:
        return _expiry(query)
    except (ValueError, OverflowError):
        return None


def _expiry(query: dict[str, str]) -> str | None:
    """The expiry by the parameters, names in lower case; `ValueError` or `OverflowError` when one is no date or number."""
    for vendor in ("x-amz-", "x-goog-"):
        if f"{vendor}date" in query and f"{vendor}expires" in query:
            signed = datetime.strptime(query[f"{vendor}date"], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
            return _stamp(signed + timedelta(seconds=int(query[f"{vendor}expires"])))
    if "expires" in query and "signature" in query:
        return _stamp(datetime.fromtimestamp(0, UTC) + timedelta(seconds=int(query["expires"])))
    if "se" in query and "sig" in query:
        end = datetime.fromisoformat(query["se"])
        return _stamp(end.astimezone(UTC) if end.tzinfo else end.replace(tzinfo=UTC))
    return None


def is_signed_alone(text: str) -> bool:
    """Whether a URL is signed for one file: the same signature opens no other, such as the index beside it.

    So are links of S3 (versions 2 and 4), Google Cloud Storage, and CloudFront without a policy, and those of Azure for a
    blob, which one for a container is not.
    """
    if "ignature=" not in text and "sig=" not in text:
        return False
    query = {name.lower(): value for name, value in parse_qsl(text.partition("?")[2], errors="replace")}
    if "sig" in query:
        return query.get("sr") == "b"
    if query.keys() & {"x-amz-signature", "x-goog-signature"}:
        return True
    return "signature" in query and "expires" in query


def _stamp(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds").replace("+00:00", "Z")
