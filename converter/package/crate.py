"""The description of a package as an RO-Crate 1.2: what is in it, and what stays elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

METADATA = "ro-crate-metadata.json"
_PROFILE = "https://w3id.org/ro/crate/1.2"


class Part(NamedTuple):
    """A member of the package: its name, what it is, its size in bytes, its SHA-256, and its media type if it is known."""

    name: str
    what: str
    size: int
    sha256: str
    media_type: str | None = None


class About(NamedTuple):
    """What is said of the package as a whole; the date is ISO 8601."""

    name: str
    date: str
    licence: str


def crate(about: About, session: str, parts: Iterable[Part], remote: Iterable[str]) -> dict[str, Any]:
    """The JSON-LD document: the session is the main entity; files that stay elsewhere are web-based data entities."""
    held = [*(_file(part) for part in parts), *(_elsewhere(url) for url in dict.fromkeys(remote))]
    root = {
        "@id": "./",
        "@type": "Dataset",
        "name": about.name,
        "description": f"{about.name}: a saved session with the data files that it shows.",
        "datePublished": about.date,
        "license": about.licence,
        "mainEntity": {"@id": session},
        "hasPart": [{"@id": one["@id"]} for one in held],
    }
    return {"@context": f"{_PROFILE}/context", "@graph": [_descriptor(), root, *held]}


def _descriptor() -> dict[str, Any]:
    return {"@id": METADATA, "@type": "CreativeWork", "conformsTo": {"@id": _PROFILE}, "about": {"@id": "./"}}


def _file(part: Part) -> dict[str, Any]:
    said = {
        "@id": part.name,
        "@type": "File",
        "name": part.name.rpartition("/")[2],
        "description": part.what,
        "contentSize": str(part.size),
        "sha256": part.sha256,
    }
    return said | ({"encodingFormat": part.media_type} if part.media_type else {})


def _elsewhere(url: str) -> dict[str, Any]:
    return {"@id": url, "@type": "File", "name": url.partition("?")[0].rpartition("/")[2] or url}
