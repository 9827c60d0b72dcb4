"""Sessions that reach an application by a link, or that show files of this machine, open and draw like any other."""

from __future__ import annotations

import base64
import json
import zlib
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest

import converter
from tests.apps.documents import Document, named, written
from tests.apps.judges import JBROWSE, needs

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.apps.igv.resave import Igv
    from tests.apps.igvjs.browser import Igvjs
    from tests.apps.jbrowse.browser import JBrowse
    from tests.apps.standins.server import Standins

SESSION = "bam_coverage_junctions.xml"
SESSIONS = (SESSION, "config_default_session.json", "igvjs_wig.json")
REMOTE = "https://data.example.org/"


@pytest.fixture(scope="module")
def standins() -> Iterator[Standins]:
    from tests.apps.standins.server import Standins  # noqa: PLC0415 - where its data can be made

    with Standins() as server:
        yield server


@pytest.fixture(scope="module")
def igv(standins: Standins) -> Iterator[Igv]:
    from tests.apps.igv.resave import Igv  # noqa: PLC0415 - where it is installed

    with Igv(standins) as judge:
        yield judge


@pytest.fixture
def igvjs(standins: Standins) -> Iterator[Igvjs]:
    from tests.apps.igvjs.browser import Igvjs  # noqa: PLC0415 - where it is installed

    with Igvjs(standins) as judge:
        yield judge


@pytest.fixture
def jbrowse(standins: Standins) -> Iterator[JBrowse]:
    from tests.apps.jbrowse.browser import JBrowse  # noqa: PLC0415 - where it is installed

    with JBrowse(standins, next(iter(JBROWSE))) as judge:
        yield judge


def _link(standins: Standins, session: str, target: str, name: str) -> tuple[Document, dict[str, str]]:
    """A session for a target as a document, and the parameters of the link to it."""
    sample = named(session)
    rules = standins.rules(converter.read(sample.data, sample.format, sample.name, sample.options).session, name)
    document = written(sample, target, rules)
    assert document is not None
    link = converter.convert(
        document.data, target, target, options={"shape": "link", "carry": False, "site": "http://localhost/"}
    )
    return document, {key: values[-1] for key, values in parse_qs(urlsplit(link.document.decode()).query).items()}


@pytest.mark.parametrize("session", [pytest.param(one, marks=needs("igvjs")) for one in SESSIONS])
def test_igv_js_opens_a_link(igvjs: Igvjs, session: str) -> None:
    """Its own code unpacks what is in the link."""
    document, parameters = _link(igvjs.standins, session, "igvjson", session)
    judged = igvjs.opened(document, session, parameters["sessionURL"])
    assert judged.error is None
    assert judged.comparison is not None
    assert judged.comparison.differences == []
    assert judged.drawn > 0
    assert judged.blank == ()


@pytest.mark.parametrize("session", [pytest.param(one, marks=needs("jbrowse")) for one in SESSIONS[:2]])
def test_jbrowse_opens_what_is_in_a_link(jbrowse: JBrowse, session: str) -> None:
    """JBrowse Web unpacks the link, which no package holds; its session alone, without a configuration, is opened here."""
    _, parameters = _link(jbrowse.standins, session, "jbrowse2", session)
    code = parameters["session"].removeprefix("encoded-")
    held = json.loads(zlib.decompress(base64.urlsafe_b64decode(code + "=" * (-len(code) % 4))))
    alone = json.dumps({"assemblies": [], "tracks": [], "defaultSession": held}).encode()
    said = converter.read(alone, "jbrowse2").session
    judged = jbrowse.judged(Document(session, "jbrowse2", alone, said, converter.convert(alone, "jbrowse2")), session)
    assert judged.error is None
    assert judged.drawn > 0
    assert judged.blank == ()


@pytest.mark.parametrize("session", [pytest.param(SESSION, marks=needs("igv"))])
def test_igv_desktop_opens_files_of_this_machine(igv: Igv, tmp_path: Path, session: str) -> None:
    """The same files on disk, to which the option `rewrite` leads."""
    sample = named(session)
    read = converter.read(sample.data, sample.format).session
    igv.standins.rules(read, "local")
    for source in read.sources.values():
        for location in (source.location, source.index):
            if isinstance(location, str):
                _save(igv.standins, location, tmp_path)
    document = written(sample, "igvxml", {"rewrite": (f"{REMOTE}={tmp_path}/",)})
    assert document is not None
    judged = igv.judged(document, "local")
    assert judged.error is None
    assert judged.comparison is not None
    assert judged.comparison.differences == []
    assert judged.drawn > 0
    assert judged.blank == ()


def _save(standins: Standins, location: str, folder: Path) -> None:
    """What stands in for a remote file, and its index, as files below a folder."""
    bare = location.removeprefix(REMOTE)
    for ending in ("", ".bai", ".tbi"):
        held = standins.answer(f"{standins.address}/local/https/data.example.org/{bare}{ending}")
        if isinstance(held, bytes):
            path = folder / f"{bare}{ending}"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(held)
