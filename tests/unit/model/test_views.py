"""Views along a genome among those that are not."""

from __future__ import annotations

import pytest

from converter.model import Session, View
from converter.model.views import chosen_view, foremost_view, genome_views


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


def side_by_side(kind: str, *, focused: str | None = None) -> Session:
    """A session with a view that is made of a dot plot and two linear ones."""
    session = of(kind, focused=focused)
    session.views["v1"].views = ["v9", "v2", "v3", "v4"]
    session.views |= {"v2": View(kind="dot_plot"), "v3": View(kind="linear"), "v4": View(kind="linear")}
    return session


@pytest.mark.parametrize(("kind", "chosen"), [("breakpoint", "v3"), ("synteny", "v3"), ("sv_inspector", "v1")])
def test_of_a_view_that_is_made_of_linear_ones_the_first_is_chosen(kind: str, chosen: str) -> None:
    assert chosen_view(side_by_side(kind)) == chosen
    assert foremost_view(side_by_side(kind)) == "v1"


def test_a_part_of_a_view_can_be_asked_for() -> None:
    assert chosen_view(side_by_side("breakpoint", focused="v4")) == "v4"
    assert chosen_view(side_by_side("breakpoint", focused="v9")) == "v3"


def test_a_view_that_is_made_of_no_linear_ones_stands_for_itself() -> None:
    session = of("breakpoint")
    assert chosen_view(session) == "v1"
    session.views["v1"].views = []
    assert chosen_view(session) == "v1"
