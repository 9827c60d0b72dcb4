"""The words of the format that are no table."""

from __future__ import annotations

ID = "mini"
MARK = "mini"
"""Key that says that a document is of the format, and of which version."""
CARRIED = "carriedData"
"""Key that holds carried data; the application ignores keys that it does not know."""
