"""A packaged session that was unpacked elsewhere loads in IGV desktop, with its data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.apps.judges import needs

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = needs("igv")


def test_it_loads_with_its_data(tmp_path: Path) -> None:
    from tests.apps.igv.desktop import Desktop  # noqa: PLC0415 - where it is installed
    from tests.apps.packages import NAMES, unpacked  # noqa: PLC0415

    place, session = unpacked(tmp_path)
    with Desktop() as desktop:
        made = desktop.made(session, place)
    assert made.log == []
    assert made.saved is not None
    assert b"small.fa" in made.saved
    for name in NAMES:
        assert f'id="data/{name}"'.encode() in made.saved
