from __future__ import annotations

import io
import zipfile


def zipped(**files: str | bytes) -> bytes:
    """A zip of files and a folder; in a file's name `_` stands for a dot, and `__` for a slash."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.mkdir("folder")
        for name, content in files.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), content)
    return held.getvalue()
