"""Portable packages: a session with the local files that it names, in one archive that opens elsewhere.

`pack` puts it together, `unpack` takes it apart; `Folder` and `Parts` are where the files come from.
"""

from converter.package.files import Folder, Parts
from converter.package.local import Missing
from converter.package.packing import PackOptions, pack
from converter.package.unpacking import unpack

__all__ = ["Folder", "Missing", "PackOptions", "Parts", "pack", "unpack"]
