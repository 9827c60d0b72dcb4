"""Sessions with files beside them, packed and looked into."""

from __future__ import annotations

import io
import json
import zipfile
from typing import TYPE_CHECKING, Any

from converter.package import Folder, PackOptions, pack

if TYPE_CHECKING:
    from pathlib import Path

IGV = """<?xml version="1.0"?>
<Session genome="hg19" locus="chr1:1-100" version="8">
  <Resources>{resources}</Resources>
  <Panel name="DataPanel">{tracks}</Panel>
</Session>
"""


def igv(*locations: str) -> bytes:
    """A session of IGV desktop that shows these files."""
    resources = "".join(f'<Resource path="{one}"/>' for one in locations)
    tracks = "".join(f'<Track id="{one}" name="T{number}"/>' for number, one in enumerate(locations))
    return IGV.format(resources=resources, tracks=tracks).encode()


def files(folder: Path, **contents: str) -> None:
    """Write files; `__` in a name is a `/`, `_dot_` a dot."""
    for name, content in contents.items():
        place = folder / name.replace("__", "/").replace("_dot_", ".")
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(content)


def packed(folder: Path, data: bytes, name: str = "session.xml", **options: Any) -> tuple[dict[str, bytes], dict[str, Any]]:
    """The members of the package of a session that lies in a folder, by name, and the report."""
    out = io.BytesIO()
    folder.joinpath(name).write_bytes(data)
    report = pack(data, name, Folder(folder), out, PackOptions(**options))
    with zipfile.ZipFile(out) as held:
        members = {one: held.read(one) for one in held.namelist()}
    assert json.loads(members["report.json"]) == report
    return members, report
