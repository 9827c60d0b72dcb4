"""A session that was packaged for JBrowse 2 opens there, served as the folder that it was unpacked into."""

from __future__ import annotations

from typing import TYPE_CHECKING

import converter
from tests.apps.judges import needs

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = needs("jbrowse")


def test_it_is_drawn_from_its_own_data(tmp_path: Path) -> None:
    from tests.apps.documents import Document  # noqa: PLC0415 - where it is installed
    from tests.apps.jbrowse.browser import JBrowse  # noqa: PLC0415
    from tests.apps.packages import NAMES, unpacked  # noqa: PLC0415
    from tests.apps.standins.server import Standins  # noqa: PLC0415

    place, config = unpacked(tmp_path, to="jbrowse2")
    with Standins() as standins:
        for path in (place / "data").iterdir():
            standins.pages[f"/data/{path.name}"] = (path.read_bytes(), "application/octet-stream")
        with JBrowse(standins, "4.3.0") as jbrowse:
            said, made = converter.read(config).session, converter.convert(config, "jbrowse2")
            judged = jbrowse.judged(Document("package", "jbrowse2", config, said, made), "package")
            jbrowse.picture(tmp_path / "package.png")
    assert judged.error is None
    assert (judged.blank, judged.drawn) == ((), len(NAMES))
