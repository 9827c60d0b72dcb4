"""A local server that answers for every location that a session names, and the `rewrite` rules that lead there."""

from __future__ import annotations

import json
import re
import sys
import threading
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any, NamedTuple, Self
from urllib.parse import parse_qsl, quote, unquote, urlsplit

from msgspec import UNSET

from converter.resources import htsget
from converter.resources.filetypes import infer
from converter.resources.location import join
from tests.apps.standins import genomes
from tests.apps.standins.genomes import Sparse
from tests.apps.standins.hic import hic_elsewhere
from tests.apps.standins.places import Ground, ground
from tests.apps.standins.secure import certificate
from tests.apps.standins.services import service
from tests.apps.standins.texts import ALIGNED, HERE, nclist

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterator, Mapping
    from pathlib import Path
    from types import ModuleType

    from converter.model import Session, Source

_INDEXES = (".bai", ".csi", ".crai", ".tbi", ".idx", ".sai")
_ONE_AT_A_TIME = threading.Lock()
_BASE = "here/1/2/3/4/5/6/"
"""The folder that relative locations hang from; they may go up from it."""
_WHOLE = 50_000_000
"""A larger file is sent in parts only."""
_NCLIST = re.compile(r"/trackData\.jsonz?$")
_PACKED = re.compile(r"\.b?gz(\.\d+)?$")
_SHORT = 100_000
_BLAT = ("/hgBlat", "blatUCSC.php")
"""The ends of addresses of searches by sequence, which find nothing here."""
_HTSGET = "htsget://"
_ASKED = {service: form for form, service in htsget.FORMATS.items()}
"""What a service of htsget has, by what the model calls the service."""
_SCHEME = re.compile(r"^([A-Za-z][A-Za-z0-9+.-]*)://([^/]*)/?")
_VARIABLE = re.compile(r"^\$\{\w+\}/?")
"""A variable of a shell at the head of a location, for which a person would give the folder with `rewrite` as well."""
_GENOME_FILES: tuple[tuple[str, Callable[[Mapping[str, int]], bytes | Sparse]], ...] = (
    (r"\.2bit$", genomes.two_bit),
    (r"\.fai$", genomes.fasta_index),
    (r"\.gzi$", lambda lengths: genomes.packed_fasta(lengths)[1]),
    (r"\.(fa|fasta|fna|fas)\.b?gz$", lambda lengths: genomes.packed_fasta(lengths)[0]),
    (r"\.(fa|fasta|fna|fas)$", genomes.fasta),
    (r"(\.sizes|sizes\.txt|chromInfo\.txt)$", genomes.sizes),
    (r"cytoband[^/]*\.bb$", lambda lengths: _files().cytobands(lengths)),
    (r"cytoband[^/]*$", genomes.cytobands),
    (r"\.bpt$", genomes.two_bit_index),
    (r"alias[^/]*\.bb$", lambda lengths: _files().aliases(lengths)),
    (r"alias[^/]*$", genomes.aliases),
    (r"\.gb(k|ff)?$", genomes.genbank),
)
_ROLES = {
    "chrom_sizes": "chrom.sizes", "cytobands": "cytoband.txt", "cytobands_bb": "cytoband.bb", "chrom_aliases": "alias.txt",
    "chrom_aliases_bb": "alias.bb", "genbank": "x.gbk", "two_bit": "x.2bit", "two_bit_bpt": "x.bpt",
}  # fmt: skip
"""Files of a genome that are known by what the session says of them, and a usual name of each."""


class Case(NamedTuple):
    """What a session needs of the server: the ground of its data, and format and samples by path, where it says them."""

    where: Ground
    formats: dict[str, tuple[str, tuple[str, ...]]]
    indexes: dict[str, str]
    tickets: set[str]
    """Paths below which the htsget protocol is spoken."""
    genome: dict[str, str]
    """Files of the genome by path, each with a usual name of its kind."""
    normalised: dict[str, int]
    """Contact maps by path, each with the byte at which the session says that its index of normalisations begins."""


class Standins:
    """The running server; `with Standins() as standins:`. Its port is free, its address 127.0.0.1."""

    def __init__(self) -> None:
        self.cases: dict[str, Case] = {}
        self.pages: dict[str, tuple[bytes, str]] = {}
        self.asked: list[str] = []
        handler = type("Handler", (_Handler,), {"standins": self})
        self._server = _Server(("127.0.0.1", 0), handler)
        self.address = self.secure_address = f"http://127.0.0.1:{self._server.server_port}"
        self._running = [(self._server, threading.Thread(target=self._server.serve_forever, daemon=True))]
        self._handler = handler

    def __enter__(self) -> Self:
        self._running[0][1].start()
        return self

    def __exit__(self, *_: object) -> None:
        for server, thread in self._running:
            server.shutdown()
            server.server_close()
            thread.join(10)

    def secure(self, folder: Path) -> None:
        """From now on answer what is asked by the htsget protocol over TLS, with a certificate that lies in a folder."""
        server = _Server(("127.0.0.1", 0), self._handler)
        server.socket = certificate(folder).wrap_socket(server.socket, server_side=True)
        self.secure_address = f"https://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        self._running.append((server, thread))
        thread.start()

    def rules(self, session: Session, name: str) -> dict[str, object]:
        """Options that make a conversion of this session name the server, which from now on answers for it."""
        root = f"{self.address}/{name}"
        self.cases[name] = Case(ground(session), {}, {}, set(), _genome_paths(session), {})
        prefixes: dict[str, str] = {}
        for source in session.sources.values():
            for location in (source.location, source.index, source.coverage, source.mapping):
                if isinstance(location, str):
                    prefixes |= _rule(location)
            self._know(name, session, source)
        for key in session.samples.sources or () if session.samples is not UNSET else ():
            location = session.sources[key].location if key in session.sources else key
            if isinstance(location, str):
                self.cases[name].formats[_path(location)] = ("sampleinfo", ())
        for value in _genome_locations(session):
            prefixes |= _rule(value)
        asked = f"{self.secure_address}/{name}".replace("https://", _HTSGET).replace("http://", _HTSGET)
        rewrite = tuple(f"{old}={asked if old.startswith(_HTSGET) else root}/{new}" for old, new in prefixes.items())
        return {"rewrite": rewrite, "base": f"{root}/{_BASE}", "paths": "absolute"}

    def _know(self, name: str, session: Session, source: Source) -> None:
        location = source.location
        if not isinstance(location, str):
            return
        shown = {
            one.kind for one in session.tracks.values() if one.source in session.sources and session.sources[one.source] is source
        }
        form, path = _form(source, location, shown), _path(location)
        if form is not None:
            samples = ("first",) if "copy_number" in shown and form == "vcf" else _samples(session, location)
            self.cases[name].formats[path] = (form, samples)
        if form == "maf.dict":
            self.cases[name].formats[f"{path.rpartition('/')[0]}/{ALIGNED}"] = ("multiz", ())
        if isinstance(source.index, str):
            self.cases[name].indexes[_path(source.index)] = path
        if location.startswith(_HTSGET):
            self.cases[name].tickets.add(path)
        for said in _words(session, source):
            if said.get("sourceType") == "htsget":
                self.cases[name].tickets.add(f"{path}{said.get('endpoint', '')}{said.get('id', '')}")
            if isinstance(at := said.get("nvi"), str):
                self.cases[name].normalised[path] = int(at.partition(",")[0])

    def prepare(self, name: str, said: Session) -> None:
        """Make the data of a case where the session looks as it was written, which may name chromosomes otherwise.

        They are made before they are asked for: an application does not wait for the slow ones.
        """
        self.cases[name] = self.cases[name]._replace(where=ground(said))
        for path in list(self.cases[name].formats):
            _data(self.cases[name], path, "")

    def answer(self, url: str) -> bytes | Sparse | None:
        """What lies at a path of the server, or at any address for the case that is spoken of last; None: nothing."""
        parts = urlsplit(url)
        path = unquote(parts.path)
        if path in self.pages:
            return self.pages[path][0]
        path += f"?{unquote(parts.query)}" if parts.query else ""
        name, _, rest = path.lstrip("/").partition("/")
        if name not in self.cases:
            name, rest = next(reversed(self.cases), ""), path
        if not name:
            return None
        if parts.path.endswith(_BLAT):
            return b'{"fields": [], "blat": []}'
        case = self.cases[name]
        if rest.split("?")[0] in case.tickets:
            return _ticket(case, rest, f"{self.address}/{name}")
        held = _service(case, rest, parts.query) or _file(case, rest)
        here = f"{self.address}/{name}/{rest.rpartition('/')[0]}"
        return held.replace(HERE, here.encode()) if isinstance(held, bytes) else held


def _ticket(case: Case, path: str, root: str) -> bytes:
    """What an htsget server says of a file: that all of it lies at one address."""
    bare = path.split("?", maxsplit=1)[0]
    form = _ASKED.get(case.formats.get(bare, ("bam", ()))[0], "bam")
    case.formats[f"{bare}.{form}"] = (form, ())
    return json.dumps(
        {"htsget": {"format": form.upper(), "urls": [{"url": f"{root}/{quote(bare)}.{form}", "headers": {}}]}}
    ).encode()


def _service(case: Case, path: str, query: str) -> bytes | None:
    """What a service answers to a question about a part of the genome, where there is no file of that name."""
    asked = {} if path in case.formats else dict(parse_qsl(query))
    return service(case.where, asked, lambda form: _files().made(form, case.where, (), packed=False)[""])


def _file(case: Case, path: str) -> bytes | Sparse | None:
    bare = path.removesuffix("/")
    if bare not in case.formats and not _is_index(case, bare):
        bare = bare.split("?")[0]
    if bare in case.indexes:
        return _data(case, case.indexes[bare], bare[bare.rfind(".") :])
    if bare in case.formats:
        return _data(case, bare, "") or _genome_file(case._replace(where=_small(case.where)), bare)
    for ending in _INDEXES:
        if bare.endswith(ending):
            return _data(case, bare.removesuffix(ending), ending)
    if _NCLIST.search(bare):
        chrom = next((part for part in bare.split("/") if part in case.where.chromosomes), "")
        return json.dumps(nclist(case.where, chrom)).encode()
    if bare.endswith("hub.txt"):
        return genomes.hub(bare.split("/")[-2])
    return _genome_file(case, case.genome.get(bare, bare)) or _data(case, bare, "")


def _small(where: Ground) -> Ground:
    """A ground of little sequence: a FASTA file that is a track may be read as a whole."""
    return where._replace(chromosomes={name: min(length, _SHORT) for name, length in where.chromosomes.items()})


def _genome_file(case: Case, path: str) -> bytes | Sparse | None:
    """What lies at a path by whose name it is a file of a genome."""
    making = (make for pattern, make in _GENOME_FILES if re.search(pattern, path, re.IGNORECASE))
    make = next(making, None)
    return make(case.where.chromosomes) if make else None


def _is_index(case: Case, path: str) -> bool:
    """Whether a path is that of a file, with its query, and the ending of an index behind."""
    return any(path.endswith(ending) and path.removesuffix(ending) in case.formats for ending in _INDEXES)


def _data(case: Case, path: str, ending: str) -> bytes | Sparse | None:
    kind = infer(path, None)
    form, samples = case.formats.get(path) or (kind.format if kind else "", ())
    key = (tuple(case.where.chromosomes.items()), case.where.places)
    with _ONE_AT_A_TIME:
        files = _made(form, key, samples, packed=_is_packed(case, path)) or {}
    if form == "hic" and path in case.normalised:
        return hic_elsewhere(files[""], case.normalised[path])
    if ending == ".idx" and "" in files:
        return _tribble(form, files[""])
    return files.get(ending)


def _is_packed(case: Case, path: str) -> bool:
    """Whether a file is bgzipped: by its name, or since the session says an index that only such a file has."""
    said = any(index.endswith((".tbi", ".csi")) for index, file in case.indexes.items() if file == path)
    return said or _PACKED.search(path.split("?", maxsplit=1)[0]) is not None


@cache
def _tribble(form: str, text: bytes) -> bytes | None:
    held: bytes | None = _files().tribble(form, text)
    return held


@cache
def _made(
    form: str, key: tuple[tuple[tuple[str, int], ...], tuple[object, ...]], samples: tuple[str, ...], *, packed: bool
) -> dict[str, bytes] | None:
    held: dict[str, bytes] | None = _files().made(form, Ground(dict(key[0]), key[1]), samples, packed=packed)  # type: ignore[arg-type]
    return held


def _files() -> ModuleType:
    from tests.apps.standins import files  # noqa: PLC0415 - needs what only the extra `apps` installs

    return files


def _rule(location: str) -> dict[str, str]:
    """The prefix of a location that is replaced, and what by: the scheme and host become folders."""
    found = _SCHEME.match(location)
    if found:
        return {found[0]: f"{found[1]}/{found[2]}/"} if found[1] != "data" else {}
    if variable := _VARIABLE.match(location):
        return {variable[0]: "files/"}
    if location.startswith(("/", "~")) or re.match(r"^[A-Za-z]:", location):
        return {location[:1] if location[0] in "/~" else location[:2]: "files/"}
    return {}


def _path(location: str) -> str:
    """The path below a case under which a location is asked for, with its query."""
    for old, new in _rule(location).items():
        return unquote((new + location[len(old) :]).split("#")[0])
    return unquote(join(f"http://host/{_BASE}", location).removeprefix("http://host/"))


def _form(source: Source, location: str, shown: Container[object]) -> str | None:
    """The format that a file is to have; of what the model takes for one, applications tell these apart.

    `shown`: kinds of the tracks of the file, of which junctions have counts in their names.
    """
    if any("vcf3" in held.spelling.values() for held in source.extras.values()):
        return "vcf3"
    if "junction" in shown:
        return "junctions"
    said = source.format if isinstance(source.format, str) else None
    kind = infer(location, said)
    return kind.format if kind else said


def _samples(session: Session, location: str) -> tuple[str, ...]:
    """The samples that the tracks of a file show: one of each, or several that a track of igv.js names."""
    found: list[object] = []
    for one in session.tracks.values():
        if isinstance(one.source, str) and session.sources[one.source].location == location:
            several = one.extras["igvjson"].native.get("samples") if "igvjson" in one.extras else None
            found += several if isinstance(several, list) else [one.sample]
    return tuple(dict.fromkeys(name for name in found if isinstance(name, str)))


def _words(session: Session, source: Source) -> Iterator[dict[str, Any]]:
    """What igv.js alone understands of each track of a file."""
    for one in session.tracks.values():
        if one.source in session.sources and session.sources[one.source] is source and "igvjson" in one.extras:
            yield one.extras["igvjson"].native


def _genome_paths(session: Session) -> dict[str, str]:
    held = [session.genome, *session.genomes.values()]
    said = ((getattr(one, name, None), usual) for one in held for name, usual in _ROLES.items())
    return {_path(location): usual for location, usual in said if isinstance(location, str)}


def _genome_locations(session: Session) -> list[str]:
    names = ("fasta", "fasta_index", "fasta_gzi", "two_bit", "two_bit_bpt", "chrom_sizes", "cytobands", "cytobands_bb")
    held = [session.genome, *session.genomes.values()]
    values = [
        getattr(one, name, None)
        for one in held
        for name in (*names, "chrom_aliases", "chrom_aliases_bb", "definition", "genbank")
    ]
    return [value for value in values if isinstance(value, str)]


class _Server(ThreadingHTTPServer):
    """One that does not complain when an application goes away before its answer is there."""

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Complain of all else."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    standins: Standins

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name that it overrides
        """Say nothing."""

    def do_GET(self) -> None:
        self.standins.asked.append(self.path)
        held = self.standins.answer(self.path)
        status, headers, body = response(held, self.headers.get("Range"))
        page = self.standins.pages.get(urlsplit(self.path).path)
        self.send_response(status)
        headers = {"Content-Type": page[1] if page else "application/octet-stream", **headers}
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    do_HEAD = do_GET  # noqa: N815 - the name that http.server calls


def response(held: bytes | Sparse | None, asked: str | None) -> tuple[int, dict[str, str], bytes]:
    """Status, headers and body for what is held, in whole or the range of bytes that is asked for."""
    size = held.size if isinstance(held, Sparse) else len(held or b"")
    found = re.match(r"bytes=(\d+)-(\d*)$", asked or "")
    start, end = (int(found[1]), min(int(found[2] or size - 1), size - 1) + 1) if found else (0, size)
    headers = {"Access-Control-Allow-Origin": "*", "Access-Control-Expose-Headers": "*", "Accept-Ranges": "bytes"}
    if held is None:
        return 404, {**headers, "Content-Length": "0"}, b""
    if start >= size or end - start > _WHOLE:
        return 416, {**headers, "Content-Length": "0"}, b""
    body = held.read(start, end) if isinstance(held, Sparse) else held[start:end]
    headers["Content-Length"] = str(len(body))
    if found:
        headers["Content-Range"] = f"bytes {start}-{end - 1}/{size}"
    return (206 if found else 200), headers, body
