"""Links that hold a session: what is in them, and what is refused."""

from __future__ import annotations

import base64
import gzip
import json
import zlib
from typing import Any
from urllib.parse import quote

import pytest

import converter
from converter.errors import LimitError, MalformedError, RefusedError, UsageError
from converter.limits import LIMITS
from converter.links import LONG, linked, unlinked

IGV = {"reference": {"id": "hg19"}, "locus": "chr1:1-100", "tracks": [{"url": "http://x/a.bw", "name": "β \U0001f9ec"}]}
JBROWSE = {"session": {"name": "β", "views": [{"type": "LinearGenomeView", "init": {"assembly": "hg19", "loc": "chr1:1-100"}}]}}
XML = b"""<Session genome="hg19" locus="chr1:1-100" version="8"><Resources><Resource path="%s"/></Resources></Session>"""


def held(link: str) -> Any:
    return json.loads(unlinked(link.encode()))


@pytest.mark.parametrize(("form", "document"), [("igvjson", IGV), ("jbrowse2", JBROWSE)])
@pytest.mark.parametrize("site", [None, "https://lab.example.org/view?config=a.json"])
def test_a_link_holds_any_text(form: str, document: dict[str, Any], site: str | None) -> None:
    link = linked(json.dumps(document).encode(), form, site)
    assert link.decode().isascii()
    assert link.startswith((site or "https://").encode())
    assert held(link.decode()) == document


def test_a_link_keeps_the_fragment_of_its_site() -> None:
    link = linked(json.dumps(IGV).encode(), "igvjson", "https://lab.example.org/view#tab2").decode()
    assert link.startswith("https://lab.example.org/view?sessionURL=blob:")
    assert link.endswith("#tab2\n")


@pytest.mark.parametrize("site", ["javascript:alert(1)", "lab.example.org", "file:///tmp/igv.html", "https://x y/", "https://[x"])
def test_a_site_is_an_address_of_the_web(site: str) -> None:
    with pytest.raises(UsageError) as caught:
        linked(json.dumps(IGV).encode(), "igvjson", site)
    assert caught.value.code == "option.site"
    assert repr(site) in str(caught.value)


def test_what_jbrowse_s_own_code_makes() -> None:
    """The example of its format: the code of `{"session":{}}`, here as the session itself."""
    code = base64.urlsafe_b64encode(zlib.compress(b'{"name":"s","views":[]}')).decode().rstrip("=")
    assert held(f"https://jbrowse.org/x/?session=encoded-{code}") == {"session": {"name": "s", "views": []}}


def test_igv_s_data_link() -> None:
    packed = base64.b64encode(gzip.compress(json.dumps(IGV).encode())).decode()
    assert held(f"https://igv.org/app/?sessionURL=data:application/gzip;base64,{quote(packed)}") == IGV


def test_json_and_spec() -> None:
    assert held(f"https://j/?session=json-{quote(json.dumps(JBROWSE))}") == JBROWSE
    spec = {
        "views": [{"type": "LinearGenomeView", "assembly": "hg19", "loc": "chr1:1-9", "tracks": ["t"]}],
        "sessionTracks": [{"trackId": "t"}],
    }
    init = {"assembly": "hg19", "loc": "chr1:1-9", "tracks": ["t"]}
    assert held(f"https://j/?config=c.json&session=spec-{quote(json.dumps(spec))}") == {
        "session": {"views": [{"type": "LinearGenomeView", "init": init}], "sessionTracks": [{"trackId": "t"}]}
    }


def test_plain_parameters_of_jbrowse() -> None:
    tracks = quote(json.dumps([{"trackId": "b"}]))
    link = f"https://j/?config=c.json&assembly=hg19&loc=chr1:1-9&tracks=a,b&sessionTracks={tracks}"
    init = {"assembly": "hg19", "loc": "chr1:1-9", "tracks": ["a", "b"]}
    assert held(link) == {"session": {"views": [{"type": "LinearGenomeView", "init": init}], "sessionTracks": [{"trackId": "b"}]}}


def test_what_else_plain_parameters_of_jbrowse_say() -> None:
    link = (
        "https://j/?assembly=hg38&loc=chr1&tracklist=true&nav=false&highlight=chr1:1-5%20chr2:3-9&sessionName=Mine"
        "&hubURL=https://x/hub.txt,https://y/hub.txt"
    )
    view = {"assembly": "hg38", "loc": "chr1", "tracklist": True, "nav": False, "highlight": ["chr1:1-5", "chr2:3-9"]}
    session = held(link)["session"]
    assert (session["name"], session["views"][0]["init"]) == ("Mine", view)
    assert [one["hubTxtLocation"]["uri"] for one in session["sessionConnections"]] == ["https://x/hub.txt", "https://y/hub.txt"]
    assert {tuple(one["assemblyNames"]) for one in session["sessionConnections"]} == {("hg38",)}
    assert "assemblyNames" not in held("https://j/?loc=chr1&hubURL=https://x/hub.txt")["session"]["sessionConnections"][0]


def test_plain_parameters_of_igv() -> None:
    link = f"https://igv.org/app/?file={quote('http://x/a.bam')},{quote('http://x/b.bw')}&index=http://x/a.bai&name=A&genome=hg19&locus=chr1"
    assert held(link) == {
        "genome": "hg19",
        "locus": "chr1",
        "tracks": [{"url": "http://x/a.bam", "indexURL": "http://x/a.bai", "name": "A"}, {"url": "http://x/b.bw"}],
    }


@pytest.mark.parametrize(
    "data",
    [b"{}", b"", b"<Session/>", b"https://x/a.bam\nhttps://x/b.bam", b"httpd is no scheme", b"https://example.org/a.bam?token=x"],
)
def test_what_is_no_link_stays(data: bytes) -> None:
    assert unlinked(data) == data


@pytest.mark.parametrize(
    ("link", "code"),
    [
        ("https://j/?session=share-abc&password=x", "link.elsewhere"),
        ("https://j/?session=local-abc", "link.elsewhere"),
        ("https://igv.org/app/?sessionURL=https://x/session.json", "link.elsewhere"),
        ("https://igv.org/app/?sessionURL=data:application/json,{}", "link.elsewhere"),
        ("https://j/?config=c.json", "link.unknown"),
        ("https://jbrowse.org/?hubURL=https://x/hub.txt?token=s3cr3t", "link.elsewhere"),
        ("https://genome.ucsc.edu/cgi-bin/hgTracks?db=hg38&position=chr1:1-9&hubUrl=https://x/hub.txt", "link.elsewhere"),
        ("https://genome.ucsc.edu/s/lab/name", "link.elsewhere"),
        ("https://tinyurl.com/abc", "link.elsewhere"),
    ],
)
def test_links_without_a_session_are_refused(link: str, code: str) -> None:
    with pytest.raises(RefusedError) as caught:
        unlinked(link.encode())
    assert caught.value.code == code
    assert caught.value.hint


@pytest.mark.parametrize(
    "link",
    [
        "https://[j/?session=json-{}",
        "https://j/?session=encoded-!!!",
        "https://j/?session=encoded-AAAA",
        "https://j/?session=json-{",
        "https://j/?session=spec-[]",
        "https://j/?session=spec-" + "[" * 100_000,
        "https://igv.org/app/?sessionURL=blob:AAAA",
        "https://igv.org/app/?sessionURL=blob:"
        + linked(json.dumps(IGV).encode(), "igvjson", None).decode().partition("blob:")[2][:-20],
    ],
)
def test_broken_links_are_malformed(link: str) -> None:
    with pytest.raises(MalformedError) as caught:
        unlinked(link.encode())
    assert caught.value.code == "link.malformed"


def test_a_link_unpacks_within_the_limits() -> None:
    code = base64.urlsafe_b64encode(zlib.compress(b" " * 100_000)).decode()
    with pytest.raises(LimitError):
        unlinked(f"https://j/?session=encoded-{code}".encode(), LIMITS.lowered(unpacked_bytes=1000))


@pytest.mark.parametrize("target", ["igvjson", "jbrowse2"])
def test_a_conversion_to_a_link_and_back(target: str) -> None:
    done = converter.convert(XML % b"https://x/a.bw", to=target, options={"shape": "link", "site": "https://lab.example.org/"})
    assert done.document.startswith(b"https://lab.example.org/?session")
    assert (done.media_type, done.filename) == ("text/plain", "session.txt")
    told = done.report.to_dict()
    assert told["target"]["shape"] == "link"
    assert [one["emitted"] for one in told["entries"] if one["code"] == "link.length"] == [len(done.document) - 1]
    again = converter.convert(done.document, to="igvxml")
    assert b'path="https://x/a.bw"' in again.document
    assert b"chr1:1-100" in again.document
    assert again.report.to_dict()["source"]["format"] == target


def test_a_long_link_is_a_warning() -> None:
    many = b"".join(
        b'<Resource path="https://x/%d-%s.bw"/>' % (n, base64.b16encode(bytes([n % 251, n % 241, n % 239]) * 4))
        for n in range(2000)
    )
    data = XML.replace(b'<Resource path="%s"/>', many)
    done = converter.convert(data, to="igvjson", options={"shape": "link"})
    assert len(done.document) > LONG
    assert [one["severity"] for one in done.report.to_dict()["entries"] if one["code"] == "link.length"] == ["warning"]


SECRET = XML % b"https://x/a.bw?token=abcdef0123456789"


def test_credentials_are_not_put_into_links() -> None:
    with pytest.raises(RefusedError) as caught:
        converter.convert(SECRET, to="igvjson", options={"shape": "link"})
    assert caught.value.code == "link.secret"
    assert "abcdef" not in str(caught.value)
    done = converter.convert(SECRET, to="igvjson", options={"shape": "link", "keep_secrets": True})
    assert b"token=abcdef0123456789" in unlinked(done.document)


@pytest.mark.parametrize(
    ("target", "options", "code"),
    [
        ("igvxml", {"shape": "link"}, "option.shape"),
        ("igvjson", {"shape": "link", "profile": "desktop3"}, "option.profile"),
        ("jbrowse2", {"shape": "link", "profile": "desktop"}, "option.profile"),
    ],
)
def test_links_that_no_viewer_opens(target: str, options: dict[str, str], code: str) -> None:
    with pytest.raises(UsageError) as caught:
        converter.convert(XML % b"a.bw", to=target, options=options)
    assert caught.value.code == code


def test_a_neutral_session_is_written_as_a_link() -> None:
    session = converter.read(XML % b"https://x/a.bw").session
    made = converter.write(session, "jbrowse2", {"shape": "link"})
    assert made.document.startswith(b"https://jbrowse.org/")
    assert converter.detect(made.document)[0].format == "jbrowse2"


def test_the_address_of_a_file_is_a_list_of_one() -> None:
    assert converter.detect(b"https://example.org/a.bam\n")[0].format == "filelist"
