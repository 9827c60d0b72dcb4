from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from converter.batch.migrate import page
from converter.batch.migrate.run import Job, Outcome, migrate
from converter.options import ConvertOptions

if TYPE_CHECKING:
    from pathlib import Path


def igv(*tracks: str, locus: str = "chr1:101-2000", genome: str = "hg19", panel: str = "DataPanel") -> bytes:
    """An IGV session of tracks, each `path attributes`."""
    files = "".join(f'<Resource path="{path}"/>' for path in dict.fromkeys(one.partition(" ")[0] for one in tracks))
    made = "".join('<Track id="{}" {}/>'.format(*one.partition(" ")[::2]) for one in tracks)
    head = f'<Session genome="{genome}" locus="{locus}"><Resources>{files}</Resources>'
    return f'{head}<Panel name="{panel}">{made}</Panel></Session>'.encode()


class Move:
    """Migrates into a folder, and looks at what is there."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.out = folder / "site"

    def sessions(self, **named: bytes) -> Path:
        """Session files in a folder."""
        place = self.folder / "sessions"
        place.mkdir(exist_ok=True)
        for name, data in named.items():
            (place / f"{name}.xml").write_bytes(data)
        return place

    def __call__(self, *places: Path, to: str = "jbrowse2", options: dict[str, Any] | None = None, **job: Any) -> Outcome:
        told = ConvertOptions(carry=False, **(options or {}))
        return migrate(map(str, places), Job(to=to, out=str(self.out), options=told, **job))

    @property
    def config(self) -> dict[str, Any]:
        """The site's config."""
        found: dict[str, Any] = json.loads((self.out / "config.json").read_bytes())
        return found

    def text(self, name: str) -> str:
        """A file of the result."""
        return (self.out / name).read_text("utf-8")

    def tree(self) -> dict[str, bytes]:
        """Every file of the result."""
        return {one.relative_to(self.out).as_posix(): one.read_bytes() for one in self.out.rglob("*") if one.is_file()}


@pytest.fixture
def move(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Move:
    """Without pictures, which take their time."""
    monkeypatch.setattr(page, "bars", lambda *_: "<svg></svg>")
    return Move(tmp_path)
