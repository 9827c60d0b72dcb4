"""Which views of a session lie along a genome, which of them stands for all where there can be just one, and what views show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from converter.model.analytics import ANALYTIC_KINDS

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from converter.model.session import Session

_MADE_OF_LINEAR = ("breakpoint", "synteny")
"""Kinds of views that show parts of genomes side by side."""


def shown_tracks(session: Session) -> AbstractSet[str]:
    """Neutral ids of the tracks that stand in any view, each once, in the order of the views."""
    return dict.fromkeys(key for view in session.views.values() for key in view.tracks).keys()


def genome_views(session: Session) -> list[str]:
    """Neutral ids of the views along a genome, in order; those on a dashboard stand in its place."""
    found: list[str] = []
    for key in session.view_order:
        view = session.views[key]
        inner = view.views if view.kind == "dashboard" and isinstance(view.views, list) else [key]
        found += [one for one in inner if one in session.views and session.views[one].kind not in ANALYTIC_KINDS]
    return found


def foremost_view(session: Session) -> str | None:
    """The view along a genome that stands for all: the focused, else the first linear, else the first."""
    held = genome_views(session)
    if isinstance(session.focused_view, str) and session.focused_view in held:
        return session.focused_view
    linear = [key for key in held if session.views[key].kind == "linear"]
    return next(iter(linear or held), None)


def chosen_view(session: Session) -> str | None:
    """The view along a genome to show where there can be one: the foremost, or one that is part of another and was asked for.

    Of a view that is made of linear ones, as both sides of a breakpoint, it is the first.
    """
    held = [one for view in session.views.values() for one in (view.views if isinstance(view.views, list) else ())]
    focused = session.focused_view
    key = focused if isinstance(focused, str) and focused in held and focused in session.views else foremost_view(session)
    view = session.views.get(key or "")
    if view is None or view.kind not in _MADE_OF_LINEAR or not isinstance(view.views, list):
        return key
    return next((one for one in view.views if one in session.views and session.views[one].kind == "linear"), key)
