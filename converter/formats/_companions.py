"""The option `config` as formats see it: a document that belongs to the session, or several of them by their names.

What a caller sends as an archive, or as JSON, is unpacked before (`converter.companions`).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

NAMELESS = ""
"""The name of the only companion, where nobody said one."""
_FILE = re.compile(r"[^\n]+\.[A-Za-z]\w{0,9}")


def are_files(given: Any) -> bool:
    """Whether an object is one of several documents by the names of their files, rather than a document itself."""
    return isinstance(given, dict) and bool(given) and all(isinstance(one, str) and _FILE.fullmatch(one) for one in given)


def files_of(given: Any) -> dict[str, Any]:
    """The companions by name; a single one may be nameless."""
    if given is None:
        return {}
    return dict(given) if are_files(given) else {NAMELESS: given}


def only_file(given: Any) -> Any:
    """What a format takes that has one companion: the only one there is, else all."""
    return next(iter(given.values())) if are_files(given) and len(given) == 1 else given


def is_jbrowse2(given: Any) -> bool:
    """Whether a single companion is a config of JBrowse 2, which is for the target."""
    if isinstance(given, dict):
        return "assemblies" in given
    data = given.encode() if isinstance(given, str) else given
    return isinstance(data, bytes) and data.lstrip()[:1] == b"{" and b'"assemblies"' in data


def find_file(files: Mapping[str, Any], wanted: str) -> Any:
    """The content of a file that a document names; None where it was not sent.

    It is found by the whole of its name, else by as much of the end of it as only one file has; or it is the nameless one.
    """
    if wanted in files:
        return files[wanted]
    steps = [one for one in wanted.split("/") if one not in ("", ".", "..")]
    for first in range(len(steps)):
        end = "/".join(steps[first:])
        found = [content for key, content in files.items() if f"/{key}".endswith(f"/{end}")]
        if found:
            return found[0] if len(found) == 1 else None
    return files.get(NAMELESS)
