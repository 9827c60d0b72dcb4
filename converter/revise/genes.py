"""Genes of a genome that a browser brings along or reads from a gene table, for targets that open no gene tables.

IGV shows RefSeq genes from UCSC's tables (`ncbiRefSeq.txt.gz`), or as a part of the genome (`hg19_genes`). A target that
reads neither is given the annotation of the same genes that our table of assemblies knows for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from msgspec import UNSET

from converter.genomes import find, is_gene_table
from converter.loss.ledger import Notice
from converter.model import Source
from converter.model.refs import Ids
from converter.resources.filetypes import infer
from converter.resources.opening import OPENS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from converter.genomes import Assembly
    from converter.model import Session

CODE = "genes.replaced"
"""The code of the step. Genes that IGV has with a genome are shown by a track `<genome>_genes`."""


def with_genes(session: Session, target: str, notices: list[Notice]) -> Session:
    """The session with gene tables, and the genes of its genome, as files that the target opens."""
    genome = session.genome
    if genome is UNSET or not isinstance(genome.id, str) or "refgene" in OPENS.get(target, ("refgene",)):
        return session
    assembly = find(genome.id)
    if assembly is None or not _opens(target, assembly):
        return session
    tables = [key for key, one in session.sources.items() if is_gene_table(one.location, assembly)]
    own, others = f"{genome.id}_genes", tables[1:]
    tracks = {key for key, one in session.tracks.items() if one.key == own and one.source is UNSET}
    tracks |= {key for key, one in session.tracks.items() if one.source in others} if others else set()
    if not tables and not tracks:
        return session
    key = tables[0] if tables else Ids(session.sources).fresh("sources")
    notices += _notices(assembly, key)
    order = session.source_order if tables else [*session.source_order, key]
    sources = {**session.sources, key: _replaced(session.sources.get(key, Source()), assembly)}
    moved = {name: msgspec.structs.replace(session.tracks[name], source=key, key=UNSET) for name in tracks}
    for name, one in session.tracks.items():
        if tables and one.source == key and one.kind not in (UNSET, "annotation"):  # whatever the file was said to be
            moved[name] = msgspec.structs.replace(one, kind="annotation")
    return msgspec.structs.replace(session, sources=sources, source_order=order, tracks={**session.tracks, **moved})


def _opens(target: str, assembly: Assembly) -> bool:
    """Whether a target opens the annotation that the table of assemblies knows."""
    found = None if assembly.genes_url is None else infer(assembly.genes_url)
    return found is not None and found.format in OPENS[target]


def _replaced(source: Source, assembly: Assembly) -> Source:
    """A file as the annotation that the table of assemblies knows."""
    found, index = infer(str(assembly.genes_url)), assembly.genes_index_url
    return msgspec.structs.replace(
        source,
        location=assembly.genes_url,
        index=UNSET if index is None else index,
        format=UNSET if found is None else found.format,
        indexed=UNSET,
    )


def _notices(assembly: Assembly, key: str) -> Iterator[Notice]:
    text = f"The target reads no tables of genes; an annotation of the genes of {assembly.id} takes the place of one."
    hint = "Give a file of your own with 'rewrite', if other releases of the genes matter."
    yield Notice(CODE, "assumed", "warning", text, ("sources", key), "location", hint, emitted=assembly.genes_url)
    if assembly.genes_index_url is not None:
        text = f"The index of the annotation of {assembly.id} lies beside it."
        yield Notice(CODE, "assumed", "info", text, ("sources", key), "index", emitted=assembly.genes_index_url)
