"""The reference sequence of an assembly has the name under which the session shows it, and of a hidden one none."""

from __future__ import annotations

import json
from typing import Any

import converter

XML = """<Session version="8" genome="hg38" locus="chr1:1-900"><Resources><Resource path="https://example.org/a.bw"/></Resources>
<Panel name="DataPanel"><Track id="https://example.org/a.bw" name="a"/></Panel>
<Panel name="FeaturePanel"><Track id="Reference sequence" name="{}" visible="{}"/></Panel></Session>"""


def sequence(name: str, *, shown: bool) -> Any:
    text = XML.format(name, "true" if shown else "false")
    return json.loads(converter.convert(text.encode(), to="jbrowse2", options={"carry": False}).document)["assemblies"][0][
        "sequence"
    ]


def test_a_shown_sequence_gives_its_name() -> None:
    assert sequence("Bases", shown=True)["name"] == "Bases"


def test_a_hidden_sequence_is_told_as_left_out_and_gives_none() -> None:
    assert "name" not in sequence("Bases", shown=False)
    assert sequence("Bases", shown=False) == sequence("Letters", shown=False)
