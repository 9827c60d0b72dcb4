"""What tells a classic Grafana dashboard from other documents, and what Grafana writes that is none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from converter.errors import MalformedError, RefusedError, UnknownFormatError
from converter.formats.base import Evidence

if TYPE_CHECKING:
    from converter.formats.base import Head

ID = "grafana"
_LISTS = ("panels", "rows")
"""Where panels stand: since schema version 16 in a grid, before it in rows."""
_SIGNS = ("templating", "annotations", "timepicker", "time", "timezone", "graphTooltip", "editable", "sharedCrosshair")
_OF_PANELS = frozenset({"gridPos", "targets", "fieldConfig"})
_GROUP = "dashboard.grafana.app/"
_FOUND = ("dash-db", "dash-folder")
"""Types of what a search for dashboards lists."""
_CLASSIC = "In Grafana choose Export > Export as JSON > Classic (since version 12), or open the dashboard's JSON model."


def recognise(head: Head) -> Evidence | None:
    """Evidence that a document is a dashboard, or something else of Grafana's that is refused with a reason."""
    if (other := _other(head.root)) is not None:
        return Evidence(0.95, other[1])
    held, key = dashboard_in(head.root)
    if not _is_dashboard(held):
        return None
    return Evidence(0.99, "a Grafana dashboard" + (f" under {key!r}" if key else ""))


def dashboard_in(root: Any) -> tuple[Any, str]:
    """The dashboard of a document, and the key that it lies under: that of an export, of a resource, or none."""
    if isinstance(root, dict):
        if isinstance(root.get("dashboard"), dict):
            return root["dashboard"], "dashboard"
        if _group(root) and isinstance(root.get("spec"), dict):
            return root["spec"], "spec"
    return root, ""


def checked(root: Any) -> str:
    """The key that the dashboard lies under.

    Raises `RefusedError` for what Grafana writes that is no classic dashboard, `UnknownFormatError` for what it does not
    write, `MalformedError` for a dashboard whose panels are no list.
    """
    other = _other(root)
    if other is not None:
        code, what = other
        raise RefusedError(f"format.grafana_{code}", f"The file is {what}, no classic dashboard.", hint=_CLASSIC)
    held, key = dashboard_in(root)
    if not _is_dashboard(held):
        raise UnknownFormatError(
            "format.unknown",
            "The JSON has no panels and no schemaVersion; it is no Grafana dashboard.",
            hint="Export the dashboard as JSON, classic or V1.",
        )
    for name in _LISTS:
        if not isinstance(held.get(name) or [], list):
            place = f"/{key}/{name}" if key else f"/{name}"
            raise MalformedError("grafana.panels", f"The {name} of the dashboard are no list.", path=place, hint=_CLASSIC)
    return key


def _is_dashboard(held: Any) -> bool:
    if not isinstance(held, dict) or not any(name in held for name in _LISTS) or type(held.get("schemaVersion")) is not int:
        return False
    return any(name in held for name in _SIGNS) or _has_panel(held.get("panels"))


def _has_panel(listed: Any) -> bool:
    """Whether a list holds a panel of Grafana's: dashboards that programs write may say little else."""
    panels = [one for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []
    return any(isinstance(one.get("type"), str) and not _OF_PANELS.isdisjoint(one) for one in panels)


def _group(root: dict[str, Any]) -> bool:
    return isinstance(root.get("apiVersion"), str) and root["apiVersion"].startswith(_GROUP)


def _other(root: Any) -> tuple[str, str] | None:
    """The code and the name of what Grafana writes that is no classic dashboard; None for all else."""
    if isinstance(root, list):
        listed = bool(root) and all(isinstance(one, dict) and one.get("type") in _FOUND and "uid" in one for one in root)
        return ("list", "a list of Grafana dashboards") if listed else None
    if not isinstance(root, dict):
        return None
    held, _ = dashboard_in(root)
    layout = held.get("layout")
    if isinstance(held.get("elements"), dict) and isinstance(layout, dict) and str(layout.get("kind")).endswith("Layout"):
        return "v2", "a Grafana dashboard of schema V2"
    if _group(root) and str(root.get("kind")).endswith("List"):
        return "list", "a list of Grafana dashboards"
    resource = isinstance(root.get("apiVersion"), str) and root["apiVersion"].startswith("folder.grafana.app/")
    if resource or (isinstance(root.get("url"), str) and root["url"].startswith("/dashboards/f/")):
        return "folder", "a folder of Grafana"
    return None
