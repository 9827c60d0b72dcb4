"""Grafana dashboards as classic JSON, bare or in the envelope of an export or a resource; read only."""

from __future__ import annotations

from converter.formats.base import Format, deferred

ELEMENTS = ("__elements/uid", "__elements/*/uid")
"""Elements of the library stand in a list, or under their uids."""

FORMAT = Format(
    id="grafana",
    title="Grafana dashboard",
    program="Grafana",
    media_type="application/json",
    extension=".json",
    content=("json",),
    recognise=deferred(f"{__name__}.shape", "recognise"),
    read=deferred(f"{__name__}.reader", "read"),
    writes=False,
    many_views=True,
    structural=("schemaVersion", "panels/id", "model/id", "libraryPanel/uid", *ELEMENTS, "apiVersion", "kind"),
)
