"""Which views of a session lie along a genome, and which of them stands for all where there can be just one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from converter.model.analytics import ANALYTIC_KINDS

if TYPE_CHECKING:
    from converter.model.session import Session


def genome_views(session: Session) -> list[str]:
    """Neutral ids of the views along a genome, in order; those on a dashboard stand in its place."""
    found: list[str] = []
    for key in session.view_order:
        view = session.views[key]
        inner = view.views if view.kind == "dashboard" and isinstance(view.views, list) else [key]
        found += [one for one in inner if one in session.views and session.views[one].kind not in ANALYTIC_KINDS]
    return found


def chosen_view(session: Session) -> str | None:
    """The view along a genome to show where there can be one: the focused, else the first linear, else the first."""
    held = genome_views(session)
    if isinstance(session.focused_view, str) and session.focused_view in held:
        return session.focused_view
    linear = [key for key in held if session.views[key].kind == "linear"]
    return next(iter(linear or held), None)
