"""Links that hold a session: IGV-Web's `sessionURL=blob:` or `data:`, JBrowse's `session=spec-`, `json-` or `encoded-`.

A link is a packed form, as gzip is: what it holds is taken out as the JSON document of its program, and put in again.
Nothing is fetched: a link that only says where a session lies is refused.
"""

from __future__ import annotations

import base64
import binascii
import json
import re
import zlib
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlsplit

import msgspec

from converter.errors import MalformedError, RefusedError, UnwritableError, UsageError
from converter.limits import LIMITS, Limits, check, exceeded
from converter.loss.ledger import Notice
from converter.secrets import redact

if TYPE_CHECKING:
    from collections.abc import Mapping

    from converter.formats.base import Written
    from converter.options import ConvertOptions

SHAPE = "link"
EXTENSION = ".txt"
"""What the name of a file with a link ends with."""
SITES = {"igvjson": "https://igv.org/app/", "jbrowse2": "https://jbrowse.org/code/jb2/latest/"}
"""The viewers that links open unless the option `site` names another."""
LONG = 8_000
"""Many servers refuse a request of more than 8 KiB."""

_LINK = re.compile(rb"\s*https?://\S+\s*")
_SWAPS = str.maketrans("._-", "+/=")
_UNSWAPS = str.maketrans("+/=", "._-")
_KNOWN = {"config", "hubURL", "sessionURL", "session", "genome", "locus"}
"""Parameters that tell a link of a browser from the address of a file."""
_HUB = ("hubURL", "hubUrl")
_SHORT = ("tinyurl.com", "bit.ly", "t.ly", "is.gd", "goo.gl")
"""Hosts of short links, which IGV-Web makes where it shares a session."""
_UCSC = re.compile(r"/cgi-bin/hg(?:Tracks|Session|Gateway)$|^/s/[^/]+/[^/]+$")
_SAVE = "Open the link, save the session as a file, and send that."


def unlinked(data: bytes, limits: Limits = LIMITS) -> bytes:
    """The JSON document that a link holds; data that is no link as it is.

    `MalformedError` for a broken link, `RefusedError` for one that only names a session that lies elsewhere.
    """
    if data.lstrip()[:4] != b"http" or not _LINK.fullmatch(data):
        return data
    try:
        query = _query(data.strip().decode("utf-8", "replace"))
    except ValueError as error:
        raise MalformedError("link.malformed", f"The address is none: {error}.", hint=_SAVE) from None
    session = query.get("session", "")
    if re.match(r"(spec|json|encoded|share|local)-", session):
        return _encoded(_jbrowse(session, query, limits))
    held = query.get("sessionURL") or session
    if held:
        return _igv(held, limits)
    if "file" in query or ("genome" in query and "locus" in query):
        return _encoded(_igv_query(query))
    if query.keys() & {"assembly", "loc", "tracks", "sessionTracks"}:
        return _encoded({"session": _launched({}, query)})
    elsewhere = _elsewhere(data.strip().decode("utf-8", "replace"), query)
    if elsewhere is not None:
        raise RefusedError("link.elsewhere", elsewhere[0], hint=elsewhere[1])
    if not query.keys() & _KNOWN:
        return data
    raise RefusedError("link.unknown", "The link holds no session that is known here.", hint=_SAVE)


def _elsewhere(link: str, query: Mapping[str, str]) -> tuple[str, str] | None:
    """What a link leads to that is no session in itself, and what to do; None for any other link."""
    parts = urlsplit(link)
    hub = next((query[name] for name in _HUB if query.get(name)), None)
    if hub is not None:
        return f"The link only names a track hub, {redact(hub)}; nothing is fetched here.", "Download that file, and send it."
    if parts.hostname in _SHORT:
        return "The link is a short one for another.", "Open it, copy the address that it leads to, and send that."
    if _UCSC.search(parts.path):
        text = "The link leads to a session on the UCSC browser's server, or to one of its genomes, and holds none itself."
        return text, "Send the custom tracks as a text, or the hub.txt of the hub."
    return None


def _is_address(text: str) -> bool:
    """Whether a text is an address of the web."""
    try:
        urlsplit(text)
    except ValueError:
        return False
    return _LINK.fullmatch(text.encode()) is not None


def linked(document: bytes, form: str, site: str | None) -> bytes:
    """The link that opens a JSON document (of `igvjson`; of `jbrowse2` in the shape `session`) in a viewer.

    `UsageError` for a site that is no http(s) address.
    """
    where = site or SITES[form]
    if not _is_address(where):
        raise UsageError("option.site", f"{where!r} is no address of a viewer.", hint=f"Give one such as {SITES[form]}")
    content = json.loads(document)
    if form == "jbrowse2":
        packed = zlib.compress(_ascii(content["session"]), 9)
        held = f"session=encoded-{base64.urlsafe_b64encode(packed).decode().rstrip('=')}"
    else:
        deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
        packed = deflate.compress(_ascii(content)) + deflate.flush()
        held = f"sessionURL=blob:{base64.b64encode(packed).decode().translate(_UNSWAPS)}"
    viewer = urlsplit(where.strip())
    return (viewer._replace(query=f"{viewer.query}&{held}" if viewer.query else held).geturl() + "\n").encode()


def plainly(options: ConvertOptions, profiles: tuple[str, ...]) -> ConvertOptions:
    """The options for the document that a link is to hold: a session for the web, without luggage, as it is shown around.

    `UsageError` for another profile than the first of a format, which is the one that links open.
    """
    if options.profile not in (None, profiles[0]):
        raise UsageError("option.profile", f"A link opens {profiles[0]}, not {options.profile}.", hint="Leave out 'profile'.")
    return msgspec.structs.replace(options, shape="session", profile=profiles[0], carry=False)


def publish(document: bytes, written: Written, form: str, options: ConvertOptions) -> bytes:
    """The link to a document that was written; tells its length. `RefusedError` where it would give credentials away."""
    text = document.decode()
    if not options.keep_secrets and redact(text) != text:
        hint = "Take them out with 'rewrite', or allow it with 'keep_secrets'."
        raise RefusedError("link.secret", "A link is made to be shown around, and this one would hold credentials.", hint=hint)
    if not isinstance(json.loads(text), dict):
        raise UnwritableError(
            "link.unwritable", "A plain list of tracks can't be opened by a link.", hint="Write it with another shape."
        )
    link = linked(document, form, options.site)
    long = len(link) > LONG
    words = f"The link has {len(link) - 1:,} characters."
    if long:
        words = f"{words} Many servers refuse links of more than {LONG:,}."
    advice = "Convert fewer tracks, or give the session as a file." if long else None
    severity = "warning" if long else "info"
    written.notices.append(Notice("link.length", "assumed", severity, words, hint=advice, emitted=len(link) - 1))
    written.shape, written.media_type, written.extension = SHAPE, "text/plain", EXTENSION
    return link


def _ascii(content: Any) -> bytes:
    """JSON without a byte that IGV would damage: it takes each byte for a character."""
    return json.dumps(content, separators=(",", ":")).encode()


def _encoded(content: Any) -> bytes:
    return json.dumps(content, ensure_ascii=False).encode("utf-8", "surrogatepass")


def _query(link: str) -> dict[str, str]:
    """What the query says, and the fragment; of a name that comes twice the first."""
    parts = urlsplit(link)
    pairs = [*parse_qsl(parts.query, keep_blank_values=True), *parse_qsl(parts.fragment.removeprefix("?"))]
    return dict(reversed(pairs))


def _jbrowse(session: str, query: Mapping[str, str], limits: Limits) -> Any:
    way, _, held = session.partition("-")
    if way in ("share", "local"):
        where = "on JBrowse's server" if way == "share" else "in another tab of one browser"
        text = f"The session of the link lies {where}, not in the link."
        raise RefusedError("link.elsewhere", text, hint="Open it, choose File > Export session, and send that file.")
    if way == "encoded":
        return {"session": _decoded(_inflated(held.translate(str.maketrans("-_", "+/")), 15, limits).decode("utf-8", "replace"))}
    content = _decoded(held)
    if way == "json":
        return content if isinstance(content, dict) and "session" in content else {"session": content}
    return {"session": _launched(content, query)}


def _launched(spec: Any, query: Mapping[str, str]) -> dict[str, Any]:
    """The session that a `spec-`, or the plain parameters of a link, tell JBrowse to open."""
    if not isinstance(spec, dict):
        raise MalformedError("link.malformed", "The session of the link is no JSON object.", hint=_SAVE)
    views = spec.get("views")
    if not isinstance(views, list):
        views = [{"type": "LinearGenomeView", **_asked(query)}]
        spec = {**_beside(query), **spec}
    more = [*spec.get("sessionTracks", ()), *(_decoded(query["sessionTracks"]) if "sessionTracks" in query else ())]
    rest = {name: value for name, value in spec.items() if name not in ("views", "sessionTracks")}
    return {**rest, "views": [_view(one) for one in views], **({"sessionTracks": more} if more else {})}


def _asked(query: Mapping[str, str]) -> dict[str, Any]:
    """What the plain parameters of a link tell the one view that JBrowse opens (`SessionLoader`)."""
    said: dict[str, Any] = {name: query[name] for name in ("assembly", "loc") if name in query}
    if query.get("tracks"):
        said["tracks"] = query["tracks"].split(",")
    said |= {name: query[name] == "true" for name in ("tracklist", "nav") if name in query}
    if query.get("highlight"):
        said["highlight"] = query["highlight"].split(" ")
    return said


def _beside(query: Mapping[str, str]) -> dict[str, Any]:
    """What they say of the session: its name, and track hubs that it is connected to."""
    name = {"name": query["sessionName"]} if query.get("sessionName") else {}
    hubs = next((query[key].split(",") for key in _HUB if query.get(key)), [])
    connected = [
        {
            "type": "UCSCTrackHubConnection",
            "connectionId": f"hub-{number}",
            "name": hub,
            "hubTxtLocation": {"uri": hub, "locationType": "UriLocation"},
            **({"assemblyNames": [query["assembly"]]} if query.get("assembly") else {}),
        }
        for number, hub in enumerate(hubs, 1)
    ]
    return {**name, **({"sessionConnections": connected} if connected else {})}


def _view(view: Any) -> Any:
    """A view whose launch keys stand in `init`, as a session has them."""
    if not isinstance(view, dict) or "init" in view or "displayedRegions" in view:
        return view
    kept = {name: view[name] for name in ("id", "type", "displayName") if name in view}
    return {**kept, "init": {name: value for name, value in view.items() if name not in kept}}


def _igv(held: str, limits: Limits) -> bytes:
    """A `blob:` or `data:` of igv.js: each byte of what is packed is a character."""
    if held.startswith("blob:"):
        return _inflated(held.removeprefix("blob:").translate(_SWAPS), -15, limits).decode("latin-1").encode()
    if held.startswith("data:") and "gzip;base64," in held:
        return _inflated(held.partition(",")[2], 31, limits).decode("latin-1").encode()
    text = "The link only says where the session lies; nothing is fetched here."
    raise RefusedError("link.elsewhere", text, hint="Download that file, and send it.")


def _igv_query(query: Mapping[str, str]) -> dict[str, Any]:
    """The session that the plain parameters of a link tell IGV-Web to open."""
    lists = {name: query[name].split(",") if query.get(name) else [] for name in ("file", "index", "name")}
    tracks = []
    for number, url in enumerate(lists["file"]):
        rest = (("indexURL", lists["index"]), ("name", lists["name"]))
        tracks.append({"url": url} | {key: held[number] for key, held in rest if number < len(held) and held[number]})
    said = {name: query[name] for name in ("genome", "locus") if query.get(name)}
    return {**said, "tracks": tracks}


def _inflated(text: str, window: int, limits: Limits) -> bytes:
    """What base64 text holds, inflated within the limits."""
    inflater = zlib.decompressobj(window)
    try:
        packed = base64.b64decode(text + "=" * (-len(text) % 4), validate=True)
        plain = inflater.decompress(packed, limits.unpacked_bytes + 1)
    except (binascii.Error, ValueError, zlib.error):
        raise MalformedError("link.malformed", "The link is broken: what it holds can't be unpacked.", hint=_SAVE) from None
    if len(plain) > limits.unpacked_bytes:
        raise exceeded("unpacked_bytes", len(plain), limits)
    if not inflater.eof:
        raise MalformedError("link.malformed", "The link is cut off: what it holds ends too early.", hint="Copy all of it.")
    return plain


def _decoded(text: str) -> Any:
    check("unpacked_bytes", len(text))
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        raise MalformedError("link.malformed", "The session of the link is no JSON.", hint="Copy all of the link.") from None
