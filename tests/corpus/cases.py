"""The cases of `corpus/`: files, each with a side file that says what it exercises and what to expect."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any, NamedTuple

CORPUS = Path(__file__).resolve().parents[2] / "corpus"
ABOUT = ".about.json"
EXPECT = ".expect.json"


class Case(NamedTuple):
    """A file of the corpus; `folder` is its format, or `any`; `side` is the decoded side file."""

    path: Path
    side: dict[str, Any]

    @property
    def name(self) -> str:
        """The case as pytest shows it: folder and file."""
        return f"{self.folder}/{self.path.name}"

    @property
    def folder(self) -> str:
        """The format that the file is filed under, or `any`."""
        return self.path.parent.name

    @property
    def data(self) -> bytes:
        """The bytes of the file."""
        return self.path.read_bytes()

    @property
    def plain(self) -> bytes:
        """The bytes with gzip taken off."""
        data = self.data
        return gzip.decompress(data) if data.startswith(b"\x1f\x8b") else data

    @property
    def call(self) -> dict[str, Any]:
        """The arguments that the side file asks for; a companion file is given as its bytes."""
        call = dict(self.side.get("call", {}))
        if "config" in call:
            call["options"] = {"config": (self.path.parent / call.pop("config")).read_bytes()}
        return call


def accepted() -> list[Case]:
    """Every file that is read."""
    return _cases(CORPUS / "accepted", ABOUT)


def rejected(outcome: str) -> list[Case]:
    """Every bad file of an outcome: `refused` or `reported`."""
    return [case for case in _cases(CORPUS / "rejected", EXPECT) if case.side["outcome"] == outcome]


def files(top: str, ending: str) -> dict[Path, Path]:
    """Every file below a folder of the corpus and where its side file has to be, companions left out."""
    found = sorted(path for path in (CORPUS / top).glob("*/*") if path.is_file() and not path.name.endswith(ending))
    return {path: path.parent / (path.name.partition(".")[0] + ending) for path in found}


def _cases(top: Path, ending: str) -> list[Case]:
    """A file without a side file is left out here; `test_files.py` finds it."""
    return [Case(path, json.loads(side.read_bytes())) for path, side in files(top.name, ending).items() if side.is_file()]
