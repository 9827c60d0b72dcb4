"""Types of a configuration that JBrowse 2 has from plugins alone: without them it opens nothing of the document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from converter.loss.ledger import Notice

if TYPE_CHECKING:
    from collections.abc import Iterator

_OWN = {
    "connections": frozenset({"UCSCTrackHubConnection", "JB2TrackHubConnection", "JBrowse1Connection"}),
    "internetAccounts": frozenset(
        f"{name}InternetAccount" for name in ("OAuth", "ExternalToken", "HTTPBasic", "DropboxOAuth", "GoogleDriveOAuth")
    ),
}
"""The types of JBrowse 4.3 itself, by the list of the configuration that they stand in."""
_SEQUENCE = "ReferenceSequenceTrack"


def foreign(content: Any) -> list[Notice]:
    """An error for each type that JBrowse does not know, in a configuration that names no plugin which could bring it."""
    if not isinstance(content, dict) or content.get("plugins"):
        return []
    return [_notice(name) for name in dict.fromkeys(_types(content))]


def _notice(name: str) -> Notice:
    text = f"JBrowse 2 has the type {name} from a plugin alone, which the document does not name, and opens nothing without it."
    hint = "Name the plugin in the configuration ('plugins'), or remove what is of this type."
    return Notice("plugin.missing", "assumed", "error", text, hint=hint, emitted=name)


def _types(content: dict[str, Any]) -> Iterator[str]:
    """Types that JBrowse stops at."""
    for key, own in _OWN.items():
        yield from (name for one in _objects(content, key) if (name := str(one.get("type"))) not in own)
    for one in _objects(content, "assemblies"):
        sequence = one.get("sequence")
        if isinstance(sequence, dict) and sequence.get("type", _SEQUENCE) != _SEQUENCE:
            yield str(sequence["type"])


def _objects(content: dict[str, Any], key: str) -> Iterator[dict[str, Any]]:
    held = content.get(key)
    yield from (one for one in (held if isinstance(held, list) else ()) if isinstance(one, dict))
