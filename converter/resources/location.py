"""Where data lies, as text: the kinds of location, and how locations are taken apart, joined and made relative.

A location is never opened, decoded or percent-encoded here: what was not asked to change stays as it is spelled.
"""

from __future__ import annotations

import re
from enum import StrEnum
from urllib.parse import unquote, urlsplit


class LocationKind(StrEnum):
    """What a location is, told from its spelling alone."""

    HTTP = "http"  # http: and https:
    FTP = "ftp"
    GS = "gs"
    S3 = "s3"
    HTSGET = "htsget"
    DATA = "data"  # the data itself, in a data: URL
    BLOB = "blob"  # a file picked in a web page; dead outside it
    FILE = "file"
    ABSOLUTE = "absolute"  # POSIX: /data/reads.bam
    WINDOWS = "windows"  # C:\data\reads.bam, \\server\share\reads.bam
    HOME = "home"  # ~/reads.bam
    PLACEHOLDER = "placeholder"  # ${DATA_DIR}/reads.bam
    RELATIVE = "relative"
    OTHER = "other"  # another scheme with an authority, such as drs://


_SCHEMES = {
    "http": LocationKind.HTTP,
    "https": LocationKind.HTTP,
    "ftp": LocationKind.FTP,
    "gs": LocationKind.GS,
    "s3": LocationKind.S3,
    "htsget": LocationKind.HTSGET,
    "data": LocationKind.DATA,
    "blob": LocationKind.BLOB,
    "file": LocationKind.FILE,
}
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):(//)?")
_HOME = re.compile(r"~\w*[/\\]|~$")

# tuples, since the hash of an enum's member is slow and their identity is not
_REMOTE = (LocationKind.HTTP, LocationKind.FTP, LocationKind.GS, LocationKind.S3, LocationKind.HTSGET, LocationKind.OTHER)
_LOCAL = (LocationKind.FILE, LocationKind.ABSOLUTE, LocationKind.WINDOWS, LocationKind.HOME)
_OPAQUE = (LocationKind.DATA, LocationKind.BLOB)
# a `#` may be part of a file's name (Sanger's run_lane#tag.bam), and a `?` too where there are no queries
_WITH_FRAGMENT = (LocationKind.HTTP, LocationKind.HTSGET, LocationKind.FILE, LocationKind.OTHER)
_WITH_QUERY = (*_WITH_FRAGMENT, LocationKind.RELATIVE, LocationKind.FTP, LocationKind.GS, LocationKind.S3)
# below these, `..` stops at the root; below the others it is kept, since nobody knows what lies above
_ROOTED = (*_REMOTE, LocationKind.FILE, LocationKind.ABSOLUTE, LocationKind.WINDOWS)
_WITHOUT_ANCHOR = (LocationKind.RELATIVE, LocationKind.ABSOLUTE)

_ANCHOR = re.compile(
    r"[A-Za-z][A-Za-z0-9+.-]+:(?://[^/?#]*)?"  # scheme and host
    r"|[A-Za-z]:|\\\\[^\\/]*(?:[\\/]+[^\\/]+)?"  # drive, or server and share
    r"|~\w*|\$\{[^}]*\}?"  # home, placeholder
)
_DOCUMENTS = (".xml", ".json", ".jbrowse", ".txt", ".csv", ".tsv", ".conf", ".xml.gz", ".json.gz")
_SEPARATORS = re.compile(r"[/\\]")


def kind(text: str) -> LocationKind:
    """The kind of a location. Text of no other kind, the empty text too, is relative."""
    if text.startswith(("https://", "http://")):
        return LocationKind.HTTP
    first = text[:1]
    if first == "/":
        return LocationKind.ABSOLUTE
    if first == "~" and _HOME.match(text):
        return LocationKind.HOME
    if text.startswith("${"):
        return LocationKind.PLACEHOLDER
    if first == "\\":
        return LocationKind.WINDOWS
    match = _SCHEME.match(text)
    return _scheme_kind(match) if match else LocationKind.RELATIVE


def _scheme_kind(match: re.Match[str]) -> LocationKind:
    scheme, authority = match.groups()
    if len(scheme) == 1:
        return LocationKind.WINDOWS
    return _SCHEMES.get(scheme.lower()) or (LocationKind.OTHER if authority else LocationKind.RELATIVE)


def is_remote(text: str) -> bool:
    """Whether a browser on another machine could ask for it: every scheme with a host, htsget and buckets too."""
    return kind(text) in _REMOTE


def is_local(text: str) -> bool:
    """Whether it names a file of one machine: an absolute path, a drive or share, the home folder, a file: URL."""
    return kind(text) in _LOCAL


def is_relative(text: str) -> bool:
    """Whether it needs a base to be found."""
    return kind(text) is LocationKind.RELATIVE


def is_hub(text: str) -> bool:
    """Whether it is the main file of a track hub, by its name."""
    return basename(text).lower().endswith("hub.txt")


def split_suffix(text: str) -> tuple[str, str]:
    """The location without its query and fragment, and those with their `?` or `#`; joined they are `text` again.

    Local paths have neither; a fragment is taken off http, htsget and file URLs only, since file names hold `#`.
    """
    return _split_suffix(text, kind(text))


def _split_suffix(text: str, of: LocationKind) -> tuple[str, str]:
    if of not in _WITH_QUERY:
        return text, ""
    path, _, _ = text.partition("?")
    if of in _WITH_FRAGMENT:
        path, _, _ = path.partition("#")
    return path, text[len(path) :]


def lies_below(name: str) -> bool:
    """Whether a name in an archive, with `/` between components, is a path below the folder that it is unpacked to."""
    parts = name.split("/")
    return ":" not in parts[0] and {"", ".", ".."}.isdisjoint(parts)


def basename(text: str) -> str:
    """The last component, without query and fragment, by either separator; empty for a data: URL or a bare host."""
    of = kind(text)
    if of is LocationKind.DATA:
        return ""
    path, _ = _split_suffix(text, of)
    start = max(path.rfind("/"), path.rfind("\\")) + 1
    return path[max(start, len(_anchor(path, of))) :]


def folder(text: str) -> str:
    """The location of the folder that holds `text`: what relative locations in a document at `text` hang from."""
    of = kind(text)
    if of in _OPAQUE:
        return ""
    path, _ = _split_suffix(text, of)
    anchor = _anchor(path, of)
    cut = max(path.rfind("/", len(anchor)), path.rfind("\\", len(anchor)))
    return path[: max(cut, len(anchor))] or path[: cut + 1]


def file_path(address: str) -> str:
    """The path that a `file:` address means, percent-decoded, as it is for the computer that the address names."""
    try:
        return unquote(urlsplit(address).path)
    except ValueError:  # a bracket where a host would stand
        return unquote(address.partition(":")[2])


def based_in(base: str) -> str:
    """The folder that a base means: of the address of a document, such as a session or a hub, the one that holds it."""
    return folder(base) if is_remote(base) and basename(base).lower().endswith(_DOCUMENTS) else base


def join(base: str, relative: str) -> str:
    """`relative` as a location below the folder `base`; anything that is not relative, or has no base, is unchanged.

    `.` and `..` are resolved and stop at the root of a host, bucket or drive; a query of `relative` is kept, one of
    `base` is not. Both separators are understood in `relative`; the result is written with those of `base`.
    """
    of = kind(base)
    if not base or not relative or of in _OPAQUE or not is_relative(relative):
        return relative
    path, suffix = _split_suffix(relative, LocationKind.RELATIVE)
    anchor, folders = _folders(base, of)
    return _assemble(anchor, _resolved([*folders, *_SEPARATORS.split(path)], of), base, of) + suffix


def make_relative(base: str, absolute: str) -> str:
    """`absolute` as seen from the folder `base`, with `/` between components; unchanged where that makes no sense.

    It makes none across kinds, hosts, buckets or drives, nor where the two share nothing but the root: such a text
    would climb over all of one machine's folders and hold on no other. `join` undoes it.
    """
    of = kind(absolute)
    if of is LocationKind.RELATIVE or of in _OPAQUE or kind(base) is not of:
        return absolute
    path, suffix = _split_suffix(absolute, of)
    anchor, parts = _parts(path, of)
    base_anchor, folders = _folders(base, of)
    parts, folders = _resolved(parts, of), _resolved(folders, of)
    shared = _shared(folders, parts, of)
    same = anchor.lower() == base_anchor.lower() if of in _ROOTED else anchor == base_anchor
    if not same or ".." in folders[shared:] or (folders and not shared):
        return absolute
    if any(part.startswith((".?", "..?")) for part in parts[shared:]):
        return absolute  # seen from the folder, the `?` of such a name would begin a query
    return _spelled([".."] * (len(folders) - shared) + parts[shared:]) + suffix


def _spelled(parts: list[str]) -> str:
    """The components as a relative location, which must not look like a drive, a scheme or nothing at all."""
    text = "/".join(parts)
    if not parts:
        return "."
    return text if text and is_relative(text) else f"./{text}"


def _anchor(path: str, of: LocationKind) -> str:
    """The part that no `..` climbs over: scheme and host, drive or share, `~`, a placeholder; empty for POSIX paths."""
    if of in _WITHOUT_ANCHOR:
        return ""
    match = _ANCHOR.match(path)
    return match.group() if match else ""


def _parts(text: str, of: LocationKind) -> tuple[str, list[str]]:
    """The anchor of a location without query and the components behind it; the last is empty behind a separator."""
    anchor = _anchor(text, of)
    rest = text[len(anchor) :]
    if of is LocationKind.WINDOWS:
        rest = rest.replace("\\", "/")
    return anchor, rest.removeprefix("/").split("/") if rest else []


def _folders(base: str, of: LocationKind) -> tuple[str, list[str]]:
    """The same for a folder, whose query and trailing separator mean nothing."""
    anchor, parts = _parts(_split_suffix(base, of)[0], of)
    return anchor, parts[:-1] if parts and not parts[-1] else parts


def _resolved(parts: list[str], of: LocationKind) -> list[str]:
    """The components with `.` and `..` carried out."""
    done: list[str] = []
    for part in parts:
        if part == "..":
            if done and done[-1] != "..":
                done.pop()
            elif of not in _ROOTED:
                done.append(part)
        elif part != ".":
            done.append(part)
    return done


def _assemble(anchor: str, parts: list[str], base: str, of: LocationKind) -> str:
    separator = "\\" if of is LocationKind.WINDOWS and "/" not in base else "/"
    lead = "" if of is LocationKind.RELATIVE else separator
    return anchor + lead + separator.join(parts)


def _shared(folders: list[str], parts: list[str], of: LocationKind) -> int:
    """How many leading components are the same; Windows does not tell the case of letters."""
    fold = str.lower if of is LocationKind.WINDOWS else str
    count = 0
    for one, other in zip(folders, parts, strict=False):
        if fold(one) != fold(other):
            break
        count += 1
    return count
