"""Genes that igv.js shows on its own: its list of genomes has an annotation with each (`Browser.loadSessionObject`)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import UNSET

from converter.formats.igvjson.shape import GENOME
from converter.genomes import find
from converter.loss.ledger import Notice

if TYPE_CHECKING:
    from collections.abc import Mapping

    from converter.model import Session, View

_TEXT = "igv.js shows the genes that its own list of genomes has for {}, in a look and at a place of their own."
_HINT = "Add the annotation as a file where it must be this one, or look as it did."


def brought(session: Session, view: View, content: Any) -> list[Notice]:
    """A notice for each shown track of the genes that belong to the genome, where igv.js brings such with the genome's id.

    `content`: the document; a genome that it says by its files brings none.
    """
    if not isinstance(content, dict) or not isinstance(name := _genome(content), str):
        return []
    assembly, genome = find(name), session.genome
    if assembly is None or assembly.igv_id != name or genome is UNSET:
        return []
    shown = [(key, session.tracks[key]) for key in view.tracks if key in session.tracks]
    genes = [key for key, one in shown if one.key == f"{genome.id}_genes" and one.source is UNSET]
    return [Notice("genes.brought", "assumed", "warning", _TEXT.format(name), ("tracks", key), hint=_HINT) for key in genes]


def _genome(content: Mapping[str, Any]) -> Any:
    """What igv.js takes the genome from."""
    return next((content[key] for key in GENOME if content.get(key)), None)
