"""File locations: JBrowse's objects (`UriLocation`, `LocalPathLocation`, `uri` shorthand, `baseUri`) and plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeGuard

from msgspec import UNSET

from converter.resources.location import LocationKind, file_path, folder, join, kind
from converter.resources.pages import page_at

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from converter.formats.jbrowse2.slots import Slots

_LOCAL = (LocationKind.ABSOLUTE, LocationKind.WINDOWS, LocationKind.HOME, LocationKind.FILE)
_OPENABLE = (LocationKind.HTTP, LocationKind.RELATIVE, LocationKind.DATA)
_WEB = ("https://", "http://")
_DEAD = ("BlobLocation", "FileHandleLocation")
_PLAIN = {"uri", "locationType"}


def read(raw: Any) -> tuple[str, Any] | None:
    """The location that a location object says, and how it was spelled where we would spell it otherwise.

    None for what is no location: an unknown type, no address, or a file that was only picked in a page.
    """
    if not isinstance(raw, dict):
        return None
    wanted = raw.get("locationType")
    uri = raw.get("uri")
    if isinstance(uri, str) and wanted in (None, "UriLocation"):
        if wanted and len(raw) == 2 and (uri.startswith(_WEB) or kind(uri) not in _LOCAL):  # noqa: PLR2004 - the address and its type
            return uri, UNSET
        return based(uri, raw.get("baseUri")), spelled(raw)
    path = raw.get("localPath")
    if isinstance(path, str) and wanted in (None, "LocalPathLocation"):
        plain = wanted and len(raw) == 2 and kind(path) in _LOCAL  # noqa: PLR2004 - the path and its type
        return path, UNSET if plain else spelled(raw)
    return None


def plain(raw: Any) -> str | None:
    """The web address of a location object that says nothing else, and that we would spell so."""
    if not isinstance(raw, dict) or len(raw) != 2 or raw.get("locationType") != "UriLocation":  # noqa: PLR2004 - address and type
        return None
    uri = raw.get("uri")
    return uri if isinstance(uri, str) and uri.startswith(_WEB) else None


def spelled(raw: dict[str, Any]) -> dict[str, Any]:
    """The part of a location object that is its spelling."""
    texts = ("locationType", "baseUri")
    return {key: one for key, one in raw.items() if key in ("uri", "localPath") or (key in texts and isinstance(one, str))}


_NEEDED = {
    "UriLocation": ("uri",),
    "LocalPathLocation": ("localPath",),
    "BlobLocation": ("name", "blobId"),
    "FileHandleLocation": ("name", "handleId"),
}
"""Types of locations, with the texts that each has to have."""
_TOLD_BY = {"uri": "UriLocation", "localPath": "LocalPathLocation", "handleId": "FileHandleLocation"}
"""What tells the type of a location that does not say it."""
_LOGIN = "internetAccountPreAuthorization"


def refused(held: Mapping[str, Any]) -> Collection[str]:
    """The facts, by their flat names, that JBrowse refuses of a location object; all where it refuses the whole (run in 4.3)."""
    told = held.get("locationType")
    if not told:
        told = next((kind for key, kind in _TOLD_BY.items() if key in held), None)
    needed = _NEEDED.get(told) if isinstance(told, str) else None
    if needed is None or not all(isinstance(held.get(key), str) for key in needed):
        return held.keys()
    return [name for name in held if told == "UriLocation" and _is_wrong(name, held)]


def _is_wrong(name: str, held: Mapping[str, Any]) -> bool:
    """Whether a fact of a web address is of a wrong kind: its base, its account, or how one is logged in there."""
    key = name.partition("/")[0]
    if key == _LOGIN:
        return not isinstance(held.get(f"{_LOGIN}/internetAccountType"), str)
    return key in ("baseUri", "internetAccountId") and not isinstance(held.get(key), str)


def wrong(slots: Slots | None, facts: Mapping[str, Any]) -> frozenset[str]:
    """The names of the facts of an object that JBrowse refuses as parts of a file location, or of an object without a type."""
    found: list[str] = []
    for place, names in slots.located(facts) if slots is not None else ():
        cut = len(place) + 1
        found += [f"{place}/{name}" for name in refused({name[cut:]: facts[name] for name in names})]
    return frozenset(found if slots is None else found + slots.untyped(facts))


def based(uri: str, base: Any) -> str:
    """A relative address below the document that `baseUri` names."""
    if not isinstance(base, str) or kind(uri) is not LocationKind.RELATIVE:
        return uri
    return join(base if base.endswith("/") else folder(base), uri)


def means(spelled: Any, location: str) -> TypeGuard[list[Any]]:
    """Whether an address with the base that it hangs from, as they were spelled, still mean a location."""
    if not isinstance(spelled, list) or len(spelled) != 2 or not isinstance(spelled[0], str):  # noqa: PLR2004 - address and base
        return False
    return based(*spelled) == location


def is_dead(raw: Any) -> bool:
    """Whether it is a file that was picked in a page, which no other page can open."""
    return isinstance(raw, dict) and (raw.get("locationType") in _DEAD or "blobId" in raw or "handleId" in raw)


def write(text: str, spelling: Any, *, desktop: bool) -> dict[str, Any]:
    """The location object of a location: as it was spelled if it still means the same, else our own."""
    if isinstance(spelling, dict):
        found = read(spelling)
        if found is not None and found[0] == text:
            return dict(spelling)
    if desktop and kind(text) in _LOCAL:
        return {"localPath": _path(text), "locationType": "LocalPathLocation"}
    return {"uri": text, "locationType": "UriLocation"}


def _path(text: str) -> str:
    """The path that the operating system knows: JBrowse hands `localPath` to it as it stands (generic-filehandle2)."""
    if kind(text) is not LocationKind.FILE:
        return text
    path = file_path(text)
    return path[1:] if kind(path[1:]) is LocationKind.WINDOWS else path


def opens(text: str, spelling: Any, *, desktop: bool) -> bool:
    """Whether JBrowse can open the location: a web address, or on the desktop a path, in which nobody resolves a `~`."""
    of = kind(text)
    if of in _OPENABLE:
        return page_at(text) is None
    if of not in _LOCAL or (desktop and of is LocationKind.HOME):
        return False
    written = write(text, spelling, desktop=desktop)
    return desktop or ("uri" in written and isinstance(spelling, dict) and "uri" in spelling)


def opener(*, desktop: bool) -> str:
    """What opens locations for JBrowse, in words."""
    return "JBrowse Desktop" if desktop else "A web browser"


def barred(text: str, *, desktop: bool) -> str:
    """Why JBrowse can't open a location, in a sentence."""
    page = page_at(text)
    return f"{opener(desktop=desktop)} can't open this location." if page is None else page.why


def remedy(text: str, *, desktop: bool) -> str:
    """What to do about a location that JBrowse can't open."""
    of, page = kind(text), page_at(text)
    if page is not None:
        return page.remedy
    if of is LocationKind.GS:
        return "Use the option 'rewrite': gs://=https://storage.googleapis.com/"
    if of is LocationKind.S3:
        return "Use the option 'rewrite', for example s3://BUCKET/=https://BUCKET.s3.amazonaws.com/"
    if of is LocationKind.HOME and desktop:
        return "Name your home directory with the option 'rewrite', for example ~/=/home/NAME/"
    if of is LocationKind.PLACEHOLDER:
        name = f"{text.partition('}')[0]}}}"
        return f"Say what the placeholder stands for with the option 'rewrite': {name}=URL"
    hint = "Put the file on a web server and use the option 'rewrite': FOLDER=URL"
    return f"{hint}; or write profile 'desktop'." if of in _LOCAL and of is not LocationKind.HOME and not desktop else f"{hint}."
