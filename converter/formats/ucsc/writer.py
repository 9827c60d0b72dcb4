"""The neutral session as a track hub in one file, or as the text of custom tracks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from converter.formats._lines import visible
from converter.formats._overlays import unmerged
from converter.formats._rows import rows_apart
from converter.formats.base import Written
from converter.formats.ucsc import hub_out, text_out
from converter.formats.ucsc.names import CARRIED, HUB, ID, TEXT
from converter.formats.ucsc.sections import Sections
from converter.formats.ucsc.settings import extras_of

if TYPE_CHECKING:
    from converter.formats.base import Job
    from converter.model import Session


def write(session: Session, job: Job) -> Written:
    """What to write for a session, and where each neutral object is in it."""
    once = None if job.same_format else session.forms.get(ID, {}).get("shape")
    shape = job.options.shape or (once if once in (HUB, TEXT) else HUB)
    drawn = session if ID in session.forms else unmerged(rows_apart(session))
    writer: Any = (text_out.TextWriter if shape == TEXT else hub_out.HubWriter)(drawn, luggage=job.options.carry)
    writer.run()
    return Written(
        content=[visible(line) for line in writer.lines],
        placed=writer.placed,
        shape=shape,
        beside=Sections.of_session(extras_of(session).native).text or None if shape == HUB else None,
        extension=".hub.txt" if shape == HUB else ".txt",
        notices=writer.notices,
    )


def encode(written: Written) -> bytes:
    """The lines as UTF-8."""
    return ("\n".join(written.content) + "\n").encode()


def embed(written: Written, text: str) -> None:
    """Put carried data into a comment at the end."""
    written.content = [*written.content, "", CARRIED + text]
