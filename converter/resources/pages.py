"""Addresses of web pages about a file: who asks for them gets the page, and the file lies at another address."""

from __future__ import annotations

import re
from typing import NamedTuple

DROPBOX = "Dropbox"
DRIVE = "Google Drive"


class Page(NamedTuple):
    """A page of `site` about a file: addresses below `shown` are pages, and the files lie below `served`, if anywhere."""

    site: str
    shown: str
    served: str | None

    @property
    def why(self) -> str:
        """Why nothing is to be seen, in one sentence."""
        return f"The address is that of a page of {self.site}, not that of the file."

    @property
    def remedy(self) -> str:
        """What to do about it, in one sentence."""
        if self.served is None:
            return "Put the file on a web server and give its address with the option rewrite=FROM=TO."
        return f"Use the option 'rewrite': {self.shown}={self.served}"


_SERVED = re.compile(r"[?&](?:raw|dl)=(?:1|true)(?=&|#|$)")
"""What a query says that asks such a site for the file."""
_PAGES = (
    (DROPBOX, re.compile(r"https://(?:www\.)?dropbox\.com/"), "https://dl.dropboxusercontent.com/"),
    (DRIVE, re.compile(r"https://drive\.google\.com/"), None),
    ("GitHub", re.compile(r"https://github\.com/([^/]+/[^/]+)/blob/"), r"https://raw.githubusercontent.com/\1/"),
    ("GitLab", re.compile(r"(https://[^/]+(?:/[^/?#]+)+)/-/blob/"), r"\1/-/raw/"),
)


def page_at(location: str, *resolved: str) -> Page | None:
    """The page that an address is of; `None` for any other location. `resolved`: the sites whose files are found there."""
    if not location.startswith("https://") or _SERVED.search(location):
        return None
    for site, pattern, served in _PAGES:
        match = pattern.match(location)
        if match is not None and site not in resolved:
            return Page(site, match.group(), None if served is None else match.expand(served))
    return None
