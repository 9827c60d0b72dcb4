"""Packages of sessions whose schema is not known: every local path is replaced, all else stays to the byte."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from converter.errors import MalformedError, RefusedError
from converter.package import Missing
from converter.package.local import BY_CONTENT, FOLDER
from tests.unit.package.making import files, packed

if TYPE_CHECKING:
    from pathlib import Path

GUID = "4f1c9a52-0b1e-4d5c-9a55-1c2d3e4f5a6b"
DIGEST = "9e107d9d372bb6826bd81d3542a419d6"
SCENE = """{
  "version": "3.4",
  "sceneGraph": {"rooms": [{"id": "%(guid)s", "type": "RoomNode", "source": "%(here)s/rooms/Office Small.room"}],
    "models": {"%(here)s/models/chair.fbx": {"texture": "file://%(here)s/models/wood%%20dark.png", "scale": 1e400}}},
  "gizmos": {"headPose": [0, 1.6, 0.0], "imageTarget": "models\\\\target.png", "hands": null},
  "lights": ["models/chair.fbx", "no/such.file", "chair.fbx", "Office", "https://example.org/home/x.png"],
  "cache": {"observedGeometry": "%(here)s/cache", "shared": "%(outside)s", "key": "%(digest)s"},
  "notes": "made with %(here)s/models/chair.fbx, seen in \\u00e9t\\u00e9",
  "self": "%(here)s/room.session"
}
"""


@pytest.fixture
def scene(tmp_path: Path) -> tuple[Path, str]:
    """A folder with all that a scene names, and the scene."""
    here = tmp_path / "work"
    outside = tmp_path / "shared cache"
    outside.mkdir()
    files(here, **{"rooms__Office Small_dot_room": "room", "models__chair_dot_fbx": "chair"})
    files(here, **{"models__wood dark_dot_png": "wood", "models__target_dot_png": "target", "cache__mesh_dot_bin": "mesh"})
    return here, SCENE % {"here": here, "outside": outside, "guid": GUID, "digest": DIGEST}


def test_nothing_local_is_left_of_a_scene(scene: tuple[Path, str]) -> None:
    here, text = scene
    members, report = packed(here, text.encode(), name="room.session")
    found = members["room.session"].decode()
    assert str(here.parent) not in found
    assert {name for name in members if name.startswith("data/")} == {
        "data/Office_Small.room",
        "data/chair.fbx",
        "data/wood_dark.png",
        "data/target.png",
        "data/cache/mesh.bin",
    }
    for one in report["replaced"]:
        assert one["packaged"] in found
    assert members["source/room.session"] == text.encode()
    assert report["format"] is None
    assert report["conversion"] is None


def test_all_else_of_a_scene_stays_to_the_byte(scene: tuple[Path, str]) -> None:
    here, text = scene
    members, _ = packed(here, text.encode(), name="room.session")
    wanted = (
        text.replace(f"{here}/rooms/Office Small.room", "data/Office_Small.room")
        .replace(f"file://{here}/models/wood%20dark.png", "data/wood_dark.png")
        .replace(f"{here}/models/chair.fbx", "data/chair.fbx")
        .replace("models\\\\target.png", "data/target.png")
        .replace("models/chair.fbx", "data/chair.fbx")
        .replace(f"{here}/cache", "data/cache")
        .replace(f"{here.parent}/shared cache", "data/shared_cache")
        .replace(f"{here}/room.session", "room.session")
        .replace("\\u00e9t\\u00e9", "été")
    )
    assert members["room.session"].decode() == wanted


def test_what_stays_behind_is_named(scene: tuple[Path, str]) -> None:
    here, text = scene
    _, report = packed(here, text.encode(), name="room.session")
    assert [(one["line"], one["value"], one["why"]) for one in report["left"]] == [
        (3, GUID, BY_CONTENT),
        (7, f"{here.parent}/shared cache", FOLDER),
        (7, DIGEST, BY_CONTENT),
    ]
    assert {one["line"] for one in report["replaced"]} == {3, 4, 5, 6, 7, 8, 9}


@pytest.mark.parametrize(
    "lost",
    ["C:\\Users\\me\\lost.obj", "/home/nobody/lost.obj", "file:///tmp/nowhere/lost.obj", "~/none/lost.obj", "~nouser/lost.obj"],
)
def test_a_local_path_at_which_nothing_is(tmp_path: Path, lost: str) -> None:
    data = json.dumps({"model": lost, "again": lost}).encode()
    with pytest.raises(RefusedError, match="Not there: 1 of"):
        packed(tmp_path, data, name="s.session")
    members, report = packed(tmp_path, data, name="s.session", missing=Missing.REPORT)
    assert (json.loads(members["s.session"]), report["missing"]) == ({"model": "data/lost.obj", "again": "data/lost.obj"}, [lost])
    members, _ = packed(tmp_path, data, name="s.session", missing=Missing.REMOTE)
    assert members["s.session"] == data


@pytest.mark.parametrize(
    "word",
    [
        "Office",
        "/",
        "./",
        "..",
        "/Scene/Root/Node",
        "/api/v1/x.json",
        "",
        "a.b",
        "1.5",
        "x/y",
        "~nobody",
        "/\u0000x",
        "/" + 5_000 * "x",
    ],
)
def test_what_is_no_path_stays(tmp_path: Path, word: str) -> None:
    data = json.dumps({"a": word}).encode()
    members, report = packed(tmp_path, data, name="s.session")
    assert (members["s.session"], report["replaced"], report["left"]) == (data, [], [])


def test_xml_of_an_unknown_program(tmp_path: Path) -> None:
    files(tmp_path, **{"a&b_dot_obj": "1", "c_dot_obj": "2"})
    text = (
        f"<?xml version='1.0'?>\n<scene a='{tmp_path}/a&amp;b.obj'><!-- x --><m> {tmp_path}/c.obj </m><n b=\"c.obj\"/></scene>\n"
    )
    members, report = packed(tmp_path, text.encode(), name="s.session")
    assert members["s.session"].decode() == (
        "<?xml version='1.0'?>\n<scene a='data/a_b.obj'><!-- x --><m> data/c.obj </m><n b=\"data/c.obj\"/></scene>\n"
    )
    assert next((one["line"], one["column"]) for one in report["replaced"]) == (2, len("<scene a='") + 1)


def test_odd_text_in_a_json_session(tmp_path: Path) -> None:
    files(tmp_path, c_dot_obj="2")
    data = b'{"a": "\\q", "b": "c.obj", "c": "c.obj"}'
    members, _ = packed(tmp_path, data, name="s.session")
    assert members["s.session"] == data.replace(b"c.obj", b"data/c.obj")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_text_in_several_encodings(tmp_path: Path, encoding: str) -> None:
    files(tmp_path, c_dot_obj="2")
    text = f"# größe\nmodel = {tmp_path}/c.obj\nload c.obj now\nname = chair\n"
    members, _ = packed(tmp_path, text.encode(encoding), name="s.session")
    assert members["s.session"].decode(encoding) == "# größe\nmodel = data/c.obj\nload data/c.obj now\nname = chair\n"


def test_xml_that_says_its_encoding(tmp_path: Path) -> None:
    files(tmp_path, c_dot_obj="2")
    text = "<?xml version='1.0' encoding='ISO-8859-1'?><s n='größe' f='c.obj'/>"
    members, _ = packed(tmp_path, text.encode("latin-1"), name="s.session")
    assert members["s.session"].decode("latin-1") == text.replace("c.obj", "data/c.obj")


@pytest.mark.parametrize("data", [b"\x00\x01\x02\x03", b"\xff\xfe\x00", b"<?xml encoding='no-such'?>", b"\xc3\x28"])
def test_binary_sessions_are_refused(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(MalformedError, match="binary data") as caught:
        packed(tmp_path, data, name="s.session")
    assert caught.value.code == "input.binary"


def test_a_format_that_is_only_read_is_taken_as_text(tmp_path: Path) -> None:
    files(tmp_path, x_dot_bed="1")
    members, report = packed(tmp_path, b"path\tname\nx.bed\tOne\n", name="list.tsv")
    assert members["list.tsv"] == b"path\tname\ndata/x.bed\tOne\n"
    assert re.fullmatch(r"Sessions of the format filelist are not written\.", report["why_text"])
