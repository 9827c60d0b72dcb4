"""The server of stand-ins over TLS as well, for what an application asks over https alone."""

from __future__ import annotations

import ssl
import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_WAIT = 60
PASSWORD = "standins"  # noqa: S105 - of a file that holds no secret


def certificate(folder: Path) -> ssl.SSLContext:
    """A certificate of this machine's own, signed by itself; `trusted` makes Java believe it."""
    key, held = folder / "key.pem", folder / "certificate.pem"
    words = ["-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"]
    _run("openssl", "req", "-x509", *words, "-keyout", str(key), "-out", str(held))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(held, key)
    return context


def trusted(folder: Path) -> Path:
    """A trust store of Java that holds the certificate."""
    store = folder / "trust.p12"
    where = ["-keystore", str(store), "-storetype", "PKCS12", "-storepass", PASSWORD]
    _run("keytool", "-importcert", "-noprompt", "-alias", "standins", "-file", str(folder / "certificate.pem"), *where)
    return store


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True, timeout=_WAIT)
