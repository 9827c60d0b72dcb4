"""Pictures of one session in each application, as it was and as it was converted: `python -m tests.apps.pictures`."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from tests.apps.documents import named, with_standins
from tests.apps.igv.resave import Igv
from tests.apps.igvjs.browser import Igvjs
from tests.apps.jbrowse.browser import JBrowse
from tests.apps.standins.server import Standins

if TYPE_CHECKING:
    from tests.apps.documents import Document

FOLDER = Path(__file__).parents[2] / "corpus" / "pictures"
SESSIONS = ("shared_looks.xml", "config_shared_looks.json")
"""One of IGV desktop, one of JBrowse 2: each is shown by the application that it is from, and by the two others."""


def main() -> None:
    """Make all of them anew."""
    FOLDER.mkdir(exist_ok=True)
    with Standins() as standins:
        for session in SESSIONS:
            _pictures(standins, session)


def _pictures(standins: Standins, session: str) -> None:
    stem = session.partition(".")[0]
    with Igv(standins) as igv:
        _, document = _written(standins, session, "igvxml")
        shutil.copy(igv.made(document.data).picture, FOLDER / f"{stem}.igv_desktop.png")
    with Igvjs(standins) as igvjs:
        name, document = _written(standins, session, "igvjson")
        igvjs.judged(document, name)
        igvjs.picture(FOLDER / f"{stem}.igv_js.png")
    with JBrowse(standins, "4.3.0") as jbrowse:
        name, document = _written(standins, session, "jbrowse2")
        jbrowse.judged(document, name)
        jbrowse.picture(FOLDER / f"{stem}.jbrowse_2.png")


def _written(standins: Standins, session: str, target: str) -> tuple[str, Document]:
    return next(iter(with_standins([named(session)], target, standins)))


if __name__ == "__main__":
    main()
