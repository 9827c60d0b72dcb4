"""What the caller changes before the session is written: genome, locus, rewritten locations, paths, edits."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from converter.loss.ledger import Ledger, Notice
    from converter.model import Session
    from converter.options import ConvertOptions


def revise(session: Session, options: ConvertOptions, ledger: Ledger) -> tuple[Session, list[Notice]]:
    """The session as the caller wants it, and a notice for every fact that this changes."""
    return session, []
