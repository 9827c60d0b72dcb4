"""Overlays whose members have limits of their own."""

from __future__ import annotations

import json
from typing import Any

import pytest

import converter

_MERGED = {"type": "merged", "name": "both"}


def _converted(to: str, *limits: dict[str, Any], **overlay: Any) -> tuple[str, list[tuple[str, str]]]:
    """The document without its blanks, and what is lost of the members' limits."""
    members = [{"type": "wig", "url": f"https://data.example.org/{at}.bw", **one} for at, one in enumerate(limits)]
    session = {"genome": "hg38", "tracks": [{**_MERGED, **overlay, "tracks": members}]}
    made = converter.convert(json.dumps(session).encode(), to, options={"carry": False})
    lost = [(one["source"]["path"], one["effect"]) for one in made.report.to_dict()["entries"] if one["source"]]
    return "".join(made.document.decode().split()), lost


_SAID = {"igvxml": 'minimum="0"baseline="0"maximum="50"', "jbrowse2": '"minScore":0,"maxScore":50'}


@pytest.mark.parametrize("to", ["igvxml", "jbrowse2"])
def test_limits_that_all_members_have_are_those_of_the_overlay(to: str) -> None:
    document, lost = _converted(to, {"min": 0, "max": 50}, {"min": 0, "max": 50})
    assert _SAID[to] in document
    assert lost == []


@pytest.mark.parametrize("to", ["igvxml", "jbrowse2"])
@pytest.mark.parametrize(
    ("other", "overlay"),
    [
        ({"min": 0, "max": 20}, {}),
        ({}, {}),
        ({"min": 0, "max": 50, "autoscale": True}, {}),
        ({"min": 0, "max": 50}, {"autoscale": True}),
        ({"min": 0, "max": 50}, {"min": 0, "max": 7}),
    ],
)
def test_other_limits_are_not(other: dict[str, Any], overlay: dict[str, Any], to: str) -> None:
    document, lost = _converted(to, {"min": 0, "max": 50}, other, **overlay)
    assert _SAID[to] not in document
    assert ("/tracks/0/tracks/0/max", "dropped") in lost
