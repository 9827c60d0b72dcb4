"""A packaged session with real data, unpacked where it was not made."""

from __future__ import annotations

import io
import shutil
from typing import TYPE_CHECKING, Any

from converter.package import Folder, PackOptions, pack, unpack
from tests.apps.standins import files, genomes
from tests.apps.standins.places import Ground, Place
from tests.unit.package.making import igv

if TYPE_CHECKING:
    from pathlib import Path

NAMES = {"reads.bam": "bam", "values.bw": "bigwig", "genes.gff3.gz": "gff3"}
_GROUND = Ground({"chr1": 20_000}, (Place("chr1", 1_000, 2_000),))


def unpacked(folder: Path, **options: Any) -> tuple[Path, bytes]:
    """Where the package was unpacked, and its session; nothing is left where it was made."""
    home, place, out = folder / "home", folder / "elsewhere", io.BytesIO()
    home.mkdir()
    for name, form in NAMES.items():
        for ending, content in (files.made(form, _GROUND, (), packed=name.endswith(".gz")) or {}).items():
            (home / f"{name}{ending}").write_bytes(content)
    sequence = genomes.fasta(_GROUND.chromosomes)
    (home / "small.fa").write_bytes(sequence.read(0, sequence.size))
    (home / "small.fa.fai").write_bytes(genomes.fasta_index(_GROUND.chromosomes))
    data = igv(*(f"{home}/{name}" for name in NAMES)).replace(b"chr1:1-100", b"chr1:1000-2000").replace(b"hg19", b"small.fa")
    pack(data, "session.xml", Folder(home), out, PackOptions(**options))
    report = unpack(out, place)
    shutil.rmtree(home)
    return place, (place / report["session"]).read_bytes()
