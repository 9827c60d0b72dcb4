"""What comes in the option `config`: single files, archives, objects of files, packed ones."""

from __future__ import annotations

import gzip
import json
from typing import Any

import msgspec
import pytest

import converter
from converter.companions import named, told_apart
from converter.errors import ConverterError, LimitError
from converter.limits import LIMITS
from converter.options import ConvertOptions
from tests.unit.zips import zipped

GENES = "chr1\t10\t20\tABC\n"
CONFIG: dict[str, Any] = {"assemblies": [], "tracks": []}


@pytest.mark.parametrize(
    ("given", "rest", "names"),
    [
        (None, None, []),
        (CONFIG, CONFIG, []),
        (json.dumps(CONFIG), json.dumps(CONFIG).encode(), []),
        (GENES, None, ["The annotation that was sent"]),
        (gzip.compress(GENES.encode(), mtime=0), None, ["The annotation that was sent"]),
        (zipped(a_bed=GENES, sub__b_conf="a = b"), {"sub/b.conf": b"a = b"}, ["a.bed"]),
        ({"a.bed.gz": gzip.compress(GENES.encode(), mtime=0), "config.json": CONFIG}, {"config.json": CONFIG}, ["a.bed.gz"]),
        (json.dumps({"a.bed": GENES, "b.conf": "a = b"}).encode(), {"b.conf": "a = b"}, ["a.bed"]),
        ([GENES], [GENES], []),
    ],
)
def test_annotations_are_told_from_what_formats_read(given: Any, rest: Any, names: list[str]) -> None:
    options, annotations = told_apart(ConvertOptions(config=given))
    assert options.config == rest
    assert [one.name for one in annotations] == names
    assert told_apart(options) == (options, ())


def test_a_file_that_the_caller_names_keeps_its_name_if_it_is_an_annotation() -> None:
    packed = gzip.compress(GENES.encode())
    assert named("a.bed", GENES.encode()) == {"a.bed": GENES.encode()}
    assert named("a.bed.gz", packed) == {"a.bed.gz": packed}
    assert named("blob", GENES.encode()) == GENES.encode()
    assert named("config.json", b"{}") == b"{}"
    assert named("a.bed.gz", packed[:9]) == packed[:9]


@pytest.mark.parametrize(
    ("config", "code"),
    [
        (b"PK\x03\x04 no zip", "zip.malformed"),
        (zipped(**{f"f{number}": "" for number in range(1001)}), "zip.members"),
        (gzip.compress(b"chr1\t1\t2\tABC\n", mtime=0)[:12], "gzip.malformed"),
        (b'{"a.bed": 1, "a.bed": 2}', "json.duplicate_key"),
    ],
)
def test_broken_companions_are_refused_whatever_the_format(config: bytes, code: str) -> None:
    with pytest.raises(ConverterError) as refused:
        converter.convert(b'{"genome": "hg19", "tracks": []}', "igvxml", options={"config": config})
    assert refused.value.code == code
    assert refused.value.hint


def test_an_annotation_that_is_too_large_is_told_what_to_do() -> None:
    limits = msgspec.structs.replace(LIMITS, unpacked_bytes=10)
    with pytest.raises(LimitError, match="zgrep"):
        told_apart(ConvertOptions(config=gzip.compress(GENES.encode() * 9)), limits)


def test_an_archive_unpacks_within_the_limits() -> None:
    limits = msgspec.structs.replace(LIMITS, unpacked_bytes=10)
    with pytest.raises(LimitError):
        told_apart(ConvertOptions(config=zipped(a_conf="x" * 11)), limits)


def test_a_session_takes_its_config_out_of_several_files() -> None:
    config = {"assemblies": [{"name": "mine"}], "tracks": [{"type": "FeatureTrack", "trackId": "t", "name": "Mine"}]}
    session = {"session": {"name": "s", "views": [{"type": "LinearGenomeView", "init": {"assembly": "mine", "tracks": ["t"]}}]}}
    files = {"config.json": json.dumps(config), "genes.bed": GENES}
    found = converter.read(json.dumps(session).encode(), options={"config": files}).session
    assert [one.name for one in found.tracks.values()] == ["Mine"]
