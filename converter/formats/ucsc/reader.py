"""Any of UCSC's text files to a neutral session."""

from __future__ import annotations

from typing import TYPE_CHECKING

from converter.errors import RefusedError, UnknownFormatError
from converter.formats._lines import carried_in, text_in
from converter.formats.ucsc import hub, text
from converter.formats.ucsc.names import CARRIED, CART, TEXT
from converter.formats.ucsc.shape import form_of

if TYPE_CHECKING:
    from converter.formats.base import Job
    from converter.loss.ledger import Ledger
    from converter.model import Session


def read(data: bytes, ledger: Ledger, job: Job) -> Session:
    """The neutral session of custom tracks, of a track hub in one file, or of a `trackDb.txt`.

    Raises `MalformedError` for bad text, `RefusedError` for a hub of which files are missing and for a session that the
    UCSC browser saved.
    """
    said = text_in(data, "ucsc")
    form = form_of(said)
    if form is None:
        raise UnknownFormatError(
            "format.unknown",
            "The text has neither track lines nor the stanzas of a hub.",
            hint="Leave out 'from' to let the content decide.",
        )
    if form == CART:
        hint = "Save the custom tracks that it shows, or give the hub.txt of its hub."
        raise RefusedError(
            "ucsc.cart", "The text is all that a person has set in the UCSC browser; it names no files.", hint=hint
        )
    ledger.carried = carried_in(said, CARRIED)
    return text.read(said, ledger, job) if form == TEXT else hub.read(said, form, ledger, job)
