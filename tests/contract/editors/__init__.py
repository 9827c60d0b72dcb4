"""How a person edits documents of each format that is written.

Whoever adds such a format writes an `Editor` here, and names it in `EDITORS`.
"""

from __future__ import annotations

from tests.contract.editors.analytics import AnalyticsEditor
from tests.contract.editors.base import ADDED, EDITS, ONE, RENAMED, Editor, Uneditable
from tests.contract.editors.igvjson import IgvJsonEditor
from tests.contract.editors.igvxml import XmlEditor
from tests.contract.editors.jbrowse2 import JBrowseEditor
from tests.contract.editors.neutral import NeutralEditor
from tests.contract.editors.ucsc import UcscEditor

__all__ = ["ADDED", "EDITORS", "EDITS", "RENAMED", "Uneditable", "edited", "editor_of"]

EDITORS: dict[str, type[Editor]] = {
    "igvxml": XmlEditor,
    "neutral": NeutralEditor,
    "igvjson": IgvJsonEditor,
    "jbrowse2": JBrowseEditor,
    "analytics": AnalyticsEditor,
    "ucsc": UcscEditor,
}
"""The editor of each format that is written, by its id."""


def editor_of(form: str) -> type[Editor]:
    """The editor of a format."""
    remedy = "write an `Editor`, and name it in EDITORS of tests/contract/editors"
    assert form in EDITORS, f"nobody can edit a document of {form}: {remedy}"
    return EDITORS[form]


def edited(form: str, edit: str, document: bytes) -> tuple[bytes, set[str]]:
    """The document after an edit of `EDITS`, and which were made to it; `Uneditable` where it does not apply.

    Several are one after the other, each to what the last one left: the first track is deleted, the next renamed.
    """
    editor, made = editor_of(form)(document), set[str]()
    for one in [one for one in ONE if one in editor.edits] if edit == "several" else (edit,):
        try:
            getattr(editor, one)()
        except Uneditable:
            continue
        made.add(one)
    if not made or (edit == "several" and "reorder" not in made):
        raise Uneditable
    return editor.document(), made
