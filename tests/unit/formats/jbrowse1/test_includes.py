"""Files that a configuration includes, and how the caller sends them."""

from __future__ import annotations

import json
from typing import Any

import pytest

import converter
from converter.errors import ConverterError
from tests.unit.formats.jbrowse1.reading import codes, read, session
from tests.unit.zips import zipped

TRACK = {"label": "a", "key": "Mine", "type": "CanvasFeatures", "urlTemplate": "a.gff3"}
MAIN = {"include": "sub/more.conf", "tracks": [TRACK]}
MORE = "dataset_id = lab\n[tracks.a]\nkey = Theirs\n[tracks.b]\nurlTemplate = b.bed\ntype = CanvasFeatures\n"


@pytest.mark.parametrize(
    "config",
    [
        MORE,
        MORE.encode(),
        {"sub/more.conf": MORE},
        {"more.conf": MORE, "other.json": {}},
        json.dumps({"more.conf": MORE}),
        zipped(sub__more_conf=MORE),
        {"dataset_id": "lab", "tracks": {"a": {"key": "Theirs"}, "b": {"urlTemplate": "b.bed", "type": "CanvasFeatures"}}},
    ],
)
def test_what_is_included_goes_over_what_includes_it(config: Any) -> None:
    held = session(MAIN, config)
    assert [one.name for one in held.tracks.values()] == ["Theirs", "b"]
    assert [one.location for one in held.sources.values()] == ["sub/a.gff3", "sub/b.bed"]
    assert held.genome.id == "lab"
    fates = {name: fate for bound in read(MAIN, config).ledger.bound for name, fate in bound.fates.items()}
    assert fates["key"].kind == "superseded"


def test_included_files_include_others() -> None:
    config = {
        "more.conf": "include = deep/last.json\n",
        "last.json": {"baseUrl": "https://x.org/", "tracks": [{**TRACK, "label": "c"}]},
    }
    held = session(MAIN, config)
    assert [one.location for one in held.sources.values()] == ["a.gff3", "https://x.org/a.gff3"]
    assert codes(read({**MAIN, "include": [{"url": "sub/more.conf"}, 3, ""]}, {"more.conf": "include = none.json"})) == [
        "include.missing"
    ]


def test_what_was_not_sent_is_told_one_by_one() -> None:
    reading = read({**MAIN, "dataRoot": "data", "include": ["{dataRoot}/a.json", "b.conf"]})
    told = [(one.original, one.severity) for one in reading.notices]
    assert told == [("data/a.json", "error"), ("b.conf", "error")]
    assert all(one.hint for one in reading.notices)


@pytest.mark.parametrize(
    ("config", "code"),
    [
        ({"more.conf": "include = more.conf\ninclude = ../sub/more.conf"}, "include.circle"),
        ({"more.conf": "[1, 2]"}, "include.malformed"),
        ({"more.conf": 3}, "include.malformed"),
        ({"other.conf": MORE}, "option.config"),
        ([MORE], "option.config"),
        (b"PK\x03\x04 no zip", "zip.malformed"),
        (zipped(**{f"f{number}": "" for number in range(1001)}), "zip.members"),
        (b"\xff\xfe", "conf.encoding"),
    ],
)
def test_bad_companions_are_refused(config: Any, code: str) -> None:
    with pytest.raises(ConverterError) as refused:
        read(MAIN, config)
    assert refused.value.code == code
    assert refused.value.hint


@pytest.mark.parametrize("config", [{"assemblies": []}, b'{"assemblies": []}', '{"assemblies": []}'])
def test_a_config_of_jbrowse_2_is_for_the_target(config: Any) -> None:
    assert not read(MAIN, config).ledger.config_taken
    assert not read({"tracks": [TRACK]}, MORE).ledger.config_taken
    assert read(MAIN, MORE).ledger.config_taken
    done = converter.convert(json.dumps(MAIN).encode(), "jbrowse2", options={"config": MORE})
    assert b"Theirs" in done.document
