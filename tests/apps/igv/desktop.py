"""IGV desktop on a virtual screen, driven through its port: load, save, take a picture. Every wait is bounded.

Only the two processes that it started are ended. IGV answers a `load` with OK whatever came of it; what it could not do is
in its log, what it understood is in the session that it saves.
"""

from __future__ import annotations

import json
import os
import re
import select
import signal
import socket
import subprocess
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Self

from converter.genomes.assemblies import all_assemblies
from converter.genomes.chromosomes import chromosome_lengths
from tests.apps.judges import IGV_JAR
from tests.apps.standins import genomes

if TYPE_CHECKING:
    from collections.abc import Mapping

_MAIN = "org.broad.igv.ui.Main"
_SIZE = (1280, 1000)
_FILES = ("session.xml", "saved.xml", "picture.png", "drawn.svg")
_START, _ANSWER, _REST, _END = 90.0, 40.0, 2.0, 5.0
_EACH = 1.0
"""Seconds that IGV gets more for each file of a session, which it reads one after the other."""
_READS_KB = 250
"""Up to this width of a view reads are drawn; IGV's own 30 would leave most sessions without."""
_STICKS = re.compile(rb'removeEmptyTracks="true"|<Preferences|<ColorScales|<Filter|<GeneList')
"""What a session leaves behind in IGV 2.16 for the sessions after it."""
_RESOURCE = b"<Resource "
_FAULT = re.compile(r"^(SEVERE|ERROR)\b")


class Made(NamedTuple):
    """What IGV made of a session: the session that it saved, if it could, the faults in its log, and what it drew (SVG)."""

    saved: bytes | None
    log: list[str]
    picture: Path
    drawn: bytes | None = None


class Desktop:
    """A running IGV that knows the genomes of our table by their lengths; `with Desktop() as igv:`."""

    def __init__(self) -> None:
        self._held = tempfile.TemporaryDirectory()
        self._work = Path(self._held.name)
        self._igv: subprocess.Popen[bytes] | None = None
        self._socket: socket.socket | None = None
        self._patience = _ANSWER
        self._options = ["-Xmx3g", f"-Duser.home={self._work}", "-Djava.net.preferIPv4Stack=true"]
        self._screen, self._display = _screen()
        self._prepare()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stop()
        _end(self._screen)
        self._held.cleanup()

    def made(self, document: bytes, beside: Path | None = None) -> Made:
        """Load a session, save it, and take a picture; `beside`: the folder that holds its data."""
        session, saved, picture, drawn = (self._work / name for name in _FILES)
        for old in (saved, picture, drawn):
            old.unlink(missing_ok=True)
        session = session if beside is None else beside / session.name
        session.write_bytes(document)
        try:
            self._patience = _ANSWER + _EACH * document.count(_RESOURCE)
            is_new = self._igv is None
            if is_new:
                self._started()
            since = self._log.stat().st_size
            self._load(session, saved)
            if is_new and _RESOURCE in document and _RESOURCE not in (_held(saved) or b""):
                self._load(session, saved)
            for command in (f"snapshotDirectory {self._work}", f"snapshot {picture.name}", f"snapshot {drawn.name}", "echo done"):
                self._say(command)
        except (OSError, TimeoutError) as error:
            self._stop()
            return Made(None, [f"{type(error).__name__}: {error}"], picture)
        if _STICKS.search(document):
            self._stop()
        faults = [line for line in self._log.read_bytes()[since:].decode(errors="replace").splitlines() if _FAULT.match(line)]
        return Made(_held(saved), faults, picture, _held(drawn))

    def _load(self, session: Path, saved: Path) -> None:
        """Load a session and save what came of it; on a busy machine a new IGV may wipe the first one, so it is asked again."""
        for command in ("new", f"load {session}", f"saveSession {saved}"):
            self._say(command)

    def redrawn(self) -> bytes | None:
        """Another picture (SVG) of what was loaded last: IGV reads and paints data when it has time to."""
        drawn = self._work / _FILES[-1]
        try:
            self._say(f"snapshot {drawn.name}")
        except (OSError, TimeoutError):
            self._stop()
        return _held(drawn)

    @property
    def _log(self) -> Path:
        return self._work / "igv.log"

    def _prepare(self) -> None:
        """A folder for IGV: genomes that it finds by id, and preferences that keep it from asking anyone."""
        (self._work / "igv" / "genomes").mkdir(parents=True)
        (self._work / "none").touch()
        ids = {name: one for one in all_assemblies() for name in (one.id, one.igv2_id, one.igv_id) if name}
        for name, one in ids.items():
            if lengths := chromosome_lengths(one):
                self.genome(name, lengths)
        self.genome("start", {"chr1": 1_000_000})
        preferences = {
            "DEFAULT_GENOME_KEY": self._work / "igv" / "genomes" / "start.json",
            "IGV.genome.sequence.dir": self._work / "none",
            "MASTER_RESOURCE_FILE_KEY": self._work / "absent",
            "PROXY.DISABLE_CHECK": "true",
            "SHOW_GENOME_SERVER_WARNING": "false",
            "AUTO_UPDATE_GENOMES": "false",
            "SHOW_SIZE_WARNING": "false",
            "SAM.MAX_VISIBLE_RANGE": _READS_KB,
            "SESSION.RELATIVE_PATH": "false",
            "IGV.Frame.ExtendedState": "0",
            "IGV.Bounds": f"0,0,{_SIZE[0]},{_SIZE[1]}",
        }
        text = "".join(f"{name}={value}\n" for name, value in preferences.items())
        (self._work / "igv" / "prefs.properties").write_text(text)

    def genome(self, name: str, lengths: Mapping[str, int]) -> None:
        """A genome with sequence that is a hole in the file system: it takes no room."""
        fasta, sparse = self._work / f"{name}.fa", genomes.fasta(lengths)
        with fasta.open("wb") as out:
            for at, part in sparse.parts.items():
                out.seek(at)
                out.write(part)
        index = fasta.with_name(f"{name}.fa.fai")
        index.write_bytes(genomes.fasta_index(lengths))
        said = {"id": name, "name": name, "fastaURL": str(fasta), "indexURL": str(index)}
        (self._work / "igv" / "genomes" / f"{name}.json").write_text(json.dumps(said))

    def _started(self) -> None:
        """Start IGV, and once more where it does not come up: that is no matter of a session."""
        try:
            self._start()
        except TimeoutError:
            self._stop()
            self._start()

    def _start(self) -> None:
        """Start IGV, and wait until its first genome is there, whose arrival wipes what was loaded before."""
        until = time.monotonic() + _START
        port = _free_port()
        folder = self._work / "igv"
        own = ["--igvDirectory", str(folder), "-p", str(port), "-g", str(folder / "genomes" / "start.json")]
        with self._log.open("ab") as log:
            self._igv = subprocess.Popen(
                ["java", *self._options, "-cp", str(IGV_JAR), _MAIN, *own],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                env={**os.environ, "DISPLAY": self._display, "HOME": str(self._work)},
            )
        self._socket = self._connect(port, until)
        probe = self._work / "probe.xml"
        while not (probe.is_file() and b"SequenceTrack" in probe.read_bytes()):
            if time.monotonic() > until:
                raise TimeoutError("IGV loaded no genome")
            time.sleep(0.3)
            self._say(f"saveSession {probe}")
        time.sleep(_REST)

    def _connect(self, port: int, until: float) -> socket.socket:
        while time.monotonic() < until:
            if self._igv is None or self._igv.poll() is not None:
                raise TimeoutError("IGV ended at once")
            try:
                return socket.create_connection(("127.0.0.1", port), 1)
            except OSError:
                time.sleep(0.1)
        raise TimeoutError("IGV's port did not open")

    def _say(self, command: str) -> str:
        """One command, and the one line that answers it."""
        if self._socket is None:
            raise ConnectionError("IGV is not there")
        until, got = time.monotonic() + self._patience, b""
        self._socket.sendall(f"{command}\n".encode())
        while not got.endswith(b"\n"):
            self._socket.settimeout(max(0.1, until - time.monotonic()))
            part = self._socket.recv(4096)
            if not part:
                raise ConnectionError(f"IGV closed its port at: {command}")
            got += part
        return got.decode(errors="replace").strip()

    def _stop(self) -> None:
        if self._socket is not None:
            self._socket.close()
        if self._igv is not None:
            _end(self._igv)
        self._socket = self._igv = None


def _screen() -> tuple[subprocess.Popen[bytes], str]:
    """A virtual screen on a number that it chooses."""
    reading, writing = os.pipe()
    size = f"{_SIZE[0]}x{_SIZE[1] + 100}x24"
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", size, "-nolisten", "tcp"]
    screen = subprocess.Popen(command, pass_fds=(writing,), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    os.close(writing)
    number = b""
    while not number.endswith(b"\n") and select.select([reading], [], [], _START)[0] and (part := os.read(reading, 16)):
        number += part
    os.close(reading)
    if not number.endswith(b"\n"):
        _end(screen)
        raise TimeoutError("Xvfb did not start")
    return screen, f":{number.decode().strip()}"


def _held(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def _free_port() -> int:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return int(held.getsockname()[1])


def _end(process: subprocess.Popen[bytes]) -> None:
    for sent in (signal.SIGTERM, signal.SIGKILL):
        if process.poll() is None:
            process.send_signal(sent)
            try:
                process.wait(_END)
            except subprocess.TimeoutExpired:
                continue
