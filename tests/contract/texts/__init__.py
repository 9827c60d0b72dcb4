"""How the facts of texts that are neither XML nor JSON are found, and changed one at a time: a class for each kind of text.

Whoever adds a format that has such texts writes a module here, and names its classes in `TEXTS`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.contract.texts.filelist import Table
from tests.contract.texts.jbrowse1 import Conf
from tests.contract.texts.ucsc import Custom, Hub

if TYPE_CHECKING:
    from tests.contract.texts.base import Text

TEXTS: dict[str, tuple[type[Text], ...]] = {
    "ucsc": (Hub, Custom),
    "filelist": (Table,),
    "jbrowse1": (Conf,),
}
"""By format id the kinds of text that it has: the first that takes a text walks it."""


def text_of(data: bytes, form: str) -> Text | None:
    """A document of a format as a text; None where it is none, but JSON."""
    if form not in TEXTS:
        return None
    text = data.decode("utf-8-sig")
    return next((kind(text) for kind in TEXTS[form] if kind.takes(text)), None)
