"""What a person should know about a session whatever it becomes: links that expire."""

from __future__ import annotations

from typing import TYPE_CHECKING

from converter.loss.ledger import Notice
from converter.resources.secrets import expiry

if TYPE_CHECKING:
    from collections.abc import Iterator

    from converter.model import Session

_SIGNED = ("http", "s3:", "gs:")


def advice(session: Session) -> Iterator[Notice]:
    """A warning for every data file behind a signed URL, with the time at which that ends."""
    for key, source in session.sources.items():
        for field in ("location", "index"):
            text = getattr(source, field)
            if isinstance(text, str) and "?" in text and text.startswith(_SIGNED) and (ends := expiry(text)) is not None:
                message = f"This link is signed and stops working at {ends}."
                hint = "Get a link that lasts, or convert again with a new one (option 'rewrite')."
                yield Notice("location.expires", "assumed", "warning", message, ("sources", key), field, hint, ends)
