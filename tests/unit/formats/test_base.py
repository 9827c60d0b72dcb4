"""What formats have in common."""

from __future__ import annotations

from typing import Any

import pytest

from converter.errors import UnwritableError
from converter.formats._lines import Line
from converter.formats.base import Job, Written
from converter.formats.igvjson import FORMAT as IGVJSON
from converter.formats.jbrowse1 import FORMAT as JBROWSE1
from converter.model import Session
from converter.options import ConvertOptions


def test_a_format_that_is_only_read_writes_nothing() -> None:
    with pytest.raises(UnwritableError, match="read, but not written"):
        JBROWSE1.write(Session(), Job(ConvertOptions()))


def test_a_cell_is_one_fact() -> None:
    assert Line(3, {"path": "a.bed"}).weight("path") == 1


@pytest.mark.parametrize("content", [{}, [{}]])
def test_carried_data_lies_at_the_top_or_in_the_first_track(content: Any) -> None:
    IGVJSON.embed(Written(content=content, placed={}), "packed")
    assert content in ({"carriedData": "packed"}, [{"carriedData": "packed"}])
