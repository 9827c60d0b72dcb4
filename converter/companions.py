"""What comes with a session in the option `config`: unpacked, and told apart into what formats read and annotations of genes."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any

import msgspec

from converter.detect import ZIP, unpacked
from converter.errors import LimitError, MalformedError
from converter.formats import _json
from converter.formats._companions import NAMELESS, are_files, files_of
from converter.limits import LIMITS, exceeded
from converter.revise import Annotation
from converter.revise.annotation import is_annotation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from converter.limits import Limits
    from converter.options import ConvertOptions

_MEMBERS = 1000
_NAMED = re.compile(rb'\s*\{\s*"(?:[^"\\]|\\.)+\.[A-Za-z]\w{0,9}"\s*:')
"""How a JSON object begins whose keys are names of files."""
_SENT = "The annotation that was sent"


def told_apart(options: ConvertOptions, limits: Limits = LIMITS) -> tuple[ConvertOptions, tuple[Annotation, ...]]:
    """The options with what formats are to see of `config`, and the annotations of genes in it.

    An archive, or JSON whose keys are names of files, becomes a mapping of contents by name; packed files are unpacked.
    Raises `ConverterError` for what is broken or too large.
    """
    if options.config is None:
        return options, ()
    given = _opened(options.config, limits)
    files = {name: _plain(content, limits) for name, content in files_of(given).items()}
    texts = {name: text for name, content in files.items() if (text := _annotation(content)) is not None}
    rest: Any = {name: content for name, content in files.items() if name not in texts}
    if NAMELESS in rest:
        rest = rest[NAMELESS]
    found = tuple(Annotation(name or _SENT, text) for name, text in texts.items())
    return msgspec.structs.replace(options, config=rest or None if found else rest), found


def named(name: str, content: bytes) -> Any:
    """A companion that came as a file: an annotation, of which the report says where it is from, under the name of that."""
    return {name: content} if are_files({name: content}) and _annotation(_sniffed(content)) is not None else content


def _opened(given: Any, limits: Limits) -> Any:
    """An archive or a JSON object of files as a mapping; all else as it is."""
    if isinstance(given, str):
        given = given.encode()
    if not isinstance(given, bytes):
        return given
    if given.startswith(ZIP):
        return dict(_unzipped(given, limits))
    return _json.decode(given, limits) if _NAMED.match(given) else given


def _plain(content: Any, limits: Limits) -> Any:
    """The content of a file with gzip taken off."""
    try:
        return unpacked(content, limits) if isinstance(content, bytes) else content
    except LimitError as error:
        error.hint = "Send an annotation with the genes alone that are needed, for example: zgrep -w GENE FILE"
        raise


def _sniffed(content: bytes) -> bytes:
    """What tells whether a file is an annotation; a broken one is told when it is read."""
    try:
        return unpacked(content)
    except MalformedError:
        return b""


def _annotation(content: Any) -> str | None:
    """The text of an annotation; None for another file."""
    if isinstance(content, bytes):
        if _json.looks_like(content):
            return None
        content = content.decode("utf-8-sig", "replace")
    return content if isinstance(content, str) and is_annotation(content) else None


def _unzipped(data: bytes, limits: Limits) -> Iterator[tuple[str, bytes]]:
    """The files of an archive, within the limits."""
    import zipfile  # noqa: PLC0415 - only where an archive came

    left, hint = limits.unpacked_bytes, "Pack it anew."
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = [one for one in archive.infolist() if not one.is_dir()]
            if len(members) > _MEMBERS:
                raise MalformedError("zip.members", f"The archive has more than {_MEMBERS} files.", hint="Send fewer.")
            for one in members:
                with archive.open(one) as stream:
                    content = stream.read(left + 1)
                left -= len(content)
                if left < 0:
                    raise exceeded("unpacked_bytes", limits.unpacked_bytes - left, limits)
                yield one.filename, content
    except (zipfile.BadZipFile, EOFError, OSError, RuntimeError, NotImplementedError) as error:
        raise MalformedError("zip.malformed", f"The archive can't be read: {error}.", hint=hint) from None
