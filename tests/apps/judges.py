"""Where the applications that judge our documents lie, and what is missing.

Everything that is downloaded lies in one folder, `build/apps` or `$SESSION_APPS`; `python -m tests.apps.install` fills it.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
from pathlib import Path
from typing import NamedTuple

import pytest

APPS = Path(os.environ.get("SESSION_APPS") or Path(__file__).parents[2] / "build" / "apps")
JBROWSE = {version: APPS / f"jbrowse-{version}.js" for version in ("4.3.0", "3.7.0")}
"""The bundle of each JBrowse 2 that judges, the newest first."""
IGVJS = APPS / "igv.min.js"
IGV_JAR = Path("/usr/share/java/igv.jar")


class Part(NamedTuple):
    """One thing that a judge needs: what it is, and whether it is there."""

    name: str
    there: bool


def _command(name: str) -> Part:
    return Part(f"the command {name}", shutil.which(name) is not None)


def _file(path: Path, what: str) -> Part:
    return Part(f"{what} ({path.name})", path.is_file())


def _module(name: str) -> Part:
    return Part(f"the Python package {name}", importlib.util.find_spec(name) is not None)


def parts(judge: str) -> list[Part]:
    """What a judge needs; judges are `model` (JBrowse without a browser), `jbrowse`, `igvjs`, `igv`, `data` for
    their stand-ins, and `page` for pages of our own."""
    data = [_module("pysam"), _module("pyBigWig"), _module("pybigtools"), _module("h5py")]
    needed = {
        "data": data,
        "page": [_command("chromium"), _module("playwright")],
        "model": [_command("node"), _file(JBROWSE["4.3.0"], "the bundle of JBrowse 2")],
        "jbrowse": [_command("chromium"), _module("playwright"), *data, *(_file(one, "JBrowse 2") for one in JBROWSE.values())],
        "igvjs": [_command("chromium"), _module("playwright"), *data, _file(IGVJS, "igv.js")],
        "igv": [_command("java"), _command("Xvfb"), _file(IGV_JAR, "IGV desktop"), *data],
    }
    return needed[judge]


def missing(judge: str) -> str | None:
    """Why a judge can't be asked, and how to get it; None when it is complete."""
    absent = [part.name for part in parts(judge) if not part.there]
    return f"{', '.join(absent)} (`make apps` gets it)" if absent else None


def needs(judge: str) -> list[pytest.MarkDecorator]:
    """Skip what this marks, and say why, where a judge is missing; and let one application run at a time."""
    why = missing(judge)
    skip = pytest.mark.skipif(why is not None, reason=f"the judge {judge!r} can't be asked without {why}")
    return [skip, pytest.mark.xdist_group("applications")]
