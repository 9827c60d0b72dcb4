"""Get the applications that judge our documents: `python -m tests.apps.install`. What is there already stays."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

from tests.apps.judges import APPS, IGV_JAR, IGVJS, JBROWSE

_DEBIAN = {"chromium": "chromium", "Xvfb": "xvfb", "java": "default-jre", "node": "nodejs", "npm": "npm"}
_SLURM = {"slurmctld": "slurmctld", "slurmd": "slurmd", "sinfo": "slurm-client", "munged": "munge"}
_DATA = {"samtools": "samtools", "tabix": "tabix", "bgzip": "tabix"}
_DEPLOYMENT = {"nginx": "nginx-light", "promtool": "prometheus", "systemd-analyze": "systemd", **_SLURM, **_DATA}
"""Programs that what `deploy/` holds, and what scripts prepare, is tried with."""
_JBROWSE = ("@jbrowse/react-app2", "package/dist/react-app.umd.production.min.js")
_IGVJS = ("igv@3.8.10", "package/dist/igv.min.js")
_WAIT = 600


def main() -> None:
    """Install what is missing: packages of Debian as root, files of the npm registry into one folder."""
    APPS.mkdir(parents=True, exist_ok=True)
    _debian()
    for version, path in JBROWSE.items():
        _npm(f"{_JBROWSE[0]}@{version}", _JBROWSE[1], path)
    _npm(*_IGVJS, IGVJS)


def _debian() -> None:
    wanted = sorted({package for command, package in (_DEBIAN | _DEPLOYMENT).items() if shutil.which(command) is None})
    wanted += [] if IGV_JAR.is_file() else ["igv"]
    if not wanted:
        return
    if shutil.which("apt-get") is None or os.geteuid() != 0:
        sys.exit(f"Missing: {' '.join(wanted)}. As root on Debian: apt-get install {' '.join(wanted)}")
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "-qq", "update"], check=True, timeout=_WAIT, env=quiet)
    command = ["apt-get", "-qq", "install", "--yes", "--no-install-recommends", *wanted]
    subprocess.run(command, check=True, timeout=_WAIT, env=quiet, stdout=subprocess.DEVNULL)


def _npm(package: str, member: str, path: Path) -> None:
    """One file out of a package of the npm registry."""
    if path.is_file():
        return
    with tempfile.TemporaryDirectory() as folder:
        command = ["npm", "pack", "--silent", "--pack-destination", folder, package]
        subprocess.run(command, check=True, timeout=_WAIT, stdout=subprocess.DEVNULL)
        with tarfile.open(next(Path(folder).glob("*.tgz"))) as packed:
            held = packed.extractfile(member)
            if held is None:
                sys.exit(f"{package} has no {member}.")
            path.write_bytes(held.read())


if __name__ == "__main__":
    main()
