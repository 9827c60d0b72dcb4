"""Views along a genome among those that are not."""

from __future__ import annotations

import pytest

from converter.model import Session, View
from converter.model.views import chosen_view, genome_views


def of(*kinds: str, focused: str | None = None) -> Session:
    """A session with views of these kinds."""
    views = {f"v{number}": View(kind=kind) for number, kind in enumerate(kinds, 1)}
    session = Session(views=views, view_order=list(views))
    if focused:
        session.focused_view = focused
    return session


def test_plots_and_maps_do_not_lie_along_a_genome() -> None:
    assert genome_views(of("plot", "linear", "map", "circular", "table")) == ["v2", "v4"]


def test_views_on_a_dashboard_stand_in_its_place() -> None:
    session = of("circular", "dashboard", "linear")
    session.views["v2"].views = ["v4", "v5", "v9"]
    session.views |= {"v4": View(kind="plot"), "v5": View(kind="dot_plot")}
    assert genome_views(session) == ["v1", "v5", "v3"]


@pytest.mark.parametrize(
    ("session", "chosen"),
    [
        (of("plot", "circular", "linear", "linear"), "v3"),
        (of("plot", "circular"), "v2"),
        (of("plot", "map"), None),
        (of(), None),
        (of("linear", "linear", focused="v2"), "v2"),
        (of("linear", "plot", focused="v2"), "v1"),
    ],
)
def test_the_chosen_view_is_the_focused_else_the_first_linear(session: Session, chosen: str | None) -> None:
    assert chosen_view(session) == chosen
