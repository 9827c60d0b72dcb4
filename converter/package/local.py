"""Local paths in the values of a session: found, taken into the package, and replaced by where they are there."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from converter.resources.location import basename, is_relative, is_remote, split_suffix

if TYPE_CHECKING:
    from collections.abc import Iterator

    from converter.package.contents import Contents
    from converter.package.opaque import Text, Value

_INSIDE = re.compile(r"file:/+[^\s\"'<>|;,]+|(?<![\w:/.~%-])(?:~?/|[A-Za-z]:[\\/]|\\\\)[^\s\"'<>|;,:]+")
"""A local path within a longer value."""
_WORD = re.compile(r"\S+")
_NAMED = re.compile(r"[/\\]|\.\w{1,12}$")
"""What tells a relative path from any other word: a separator or an ending."""
_DIGEST = r"[0-9a-fA-F]{32}|[0-9a-fA-F]{40}|[0-9a-fA-F]{64}|[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"
_BY_CONTENT = re.compile(rf"(?:\w+[:_-])?(?:{_DIGEST})")
_ROOTS = (
    *("home", "Users", "root", "mnt", "media", "Volumes", "private", "tmp", "var", "opt", "srv", "data", "scratch", "net"),
    *("usr", "work", "export", "nfs", "storage", "projects", "Library", "Applications"),
)
_OF_A_MACHINE = re.compile(rf"file:|~\w*[/\\]|[A-Za-z]:[\\/]|\\\\\w|/(?:{'|'.join(_ROOTS)})/")
"""How paths of one machine begin, be they there or not."""
FOLDER = "A folder outside the session's own stays behind: it may hold much that is not the session's."
BY_CONTENT = "Ids by content (digest, GUID): where they name something in a cache or store of the program, that is not packed."


class Missing(StrEnum):
    """What becomes of a local path at which nothing is: no package, a free place in the package, or left as it is."""

    ERROR = "error"
    REPORT = "report"
    REMOTE = "remote"


class Replaced(NamedTuple):
    """A path that was replaced: where it stood, and by what."""

    line: int
    column: int
    original: str
    packaged: str


class Left(NamedTuple):
    """A value that stays, and why that may matter elsewhere."""

    line: int
    column: int
    value: str
    why: str


class Paths:
    """One pass over the values of a session; `relative`: whether relative paths are looked for, too."""

    def __init__(self, contents: Contents, own: dict[str, str], *, relative: bool, missing: Missing) -> None:
        """`own`: names in the package of files that are not data, the session's own for one, by their place outside."""
        self.contents = contents
        self.own = own
        self.relative = relative
        self.missing = missing
        self.replaced: list[Replaced] = []
        self.left: list[Left] = []
        self.absent: list[str] = []
        self.folders: set[str] = set()

    def run(self, text: Text) -> bytes:
        """The text with every local path replaced that is there (or, by the policy, that is not)."""
        changes: list[tuple[Value, str]] = []
        for value in text.values():
            new = self.changed(value, words=text.kind == "text")
            if new != value.text:
                changes.append((value, new))
                self.replaced.append(Replaced(value.line, value.column, value.text, new))
                if self.folders:
                    self.left += [Left(value.line, value.column, one, FOLDER) for one in sorted(self.folders)]
                    self.folders.clear()
            elif _BY_CONTENT.fullmatch(value.text):
                self.left.append(Left(value.line, value.column, value.text, BY_CONTENT))
        return text.replaced(changes)

    def changed(self, value: Value, *, words: bool) -> str:
        """A value with the local paths that it is, or has in it, replaced."""
        whole = self.packaged(value.text)
        if whole is not None:
            return whole
        return "".join(self._pieces(value.text, words=words))

    def _pieces(self, text: str, *, words: bool) -> Iterator[str]:
        last = 0
        for match in (_WORD if words else _INSIDE).finditer(text):
            if match.start() >= last and match[0] != text and (new := self.packaged(match[0])) is not None:
                yield text[last : match.start()]
                yield new
                last = match.end()
        yield text[last:]

    def packaged(self, text: str) -> str | None:
        """What a text is in the package if it is a local path; else None."""
        if not text.strip() or "\n" in text or is_remote(text) or not self._may_be(text):
            return None
        file = self.contents.store.find(text)
        if file is not None and file.place in self.own:
            return self.own[file.place]
        path, suffix = split_suffix(text)
        found = self.contents.add(text)
        if found is not None:
            return f"{found}{suffix}"
        if self.contents.store.is_folder(text):
            return self._folder(text, path)
        return self._absent(text, path) if not is_relative(text) and _OF_A_MACHINE.match(text) else None

    def _folder(self, text: str, path: str) -> str | None:
        """A folder that is not packed; one of a single step, such as `/` or `./`, is no path that matters."""
        if not basename(path.rstrip("/\\")).strip("."):
            return None
        self.folders.add(text)
        return self.contents.reserved(path.rstrip("/\\"))

    def _may_be(self, text: str) -> bool:
        return bool(_NAMED.search(text)) and self.relative if is_relative(text) else True

    def _absent(self, text: str, path: str) -> str | None:
        if text not in self.absent:
            self.absent.append(text)
        return None if self.missing is Missing.REMOTE else self.contents.reserved(path)
