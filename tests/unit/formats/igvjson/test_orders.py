"""In which order tracks are shown, and whose `order` decides it."""

from __future__ import annotations

import pytest

from tests.unit.formats.igvjson.sessions import BW, effects, session


@pytest.mark.parametrize(
    ("orders", "expected"),
    [
        ((1000000, 1, 2), ["dropped", "dropped", "dropped"]),
        ((1000000, 3, 4, 2), ["dropped", "dropped", "dropped", "approximated"]),
        ((2, 1), ["dropped", "approximated"]),
        ((1, 2, 3), ["dropped", "dropped", "dropped"]),
        ((3, 1, 4), ["dropped", "approximated", "dropped"]),
    ],
)
def test_whose_order_decides_what_is_seen(orders: tuple[int, ...], expected: list[str]) -> None:
    """Genes that go to the end by themselves leave the others where they stand."""
    tracks = [{"name": str(order), "url": f"https://h/{order}.bed", "order": order} for order in orders]
    found = effects({"version": "3", "genome": "hg38", "tracks": tracks}, "igvxml")
    assert [found[f"/tracks/{at}/order"] for at in range(len(orders))] == expected


def test_a_signal_at_the_end_has_been_passed() -> None:
    tracks = [{"name": str(order), "url": f"{BW}{order}", "format": "bigwig", "order": order} for order in (1000000, 1)]
    assert effects({"version": "3", "genome": "hg38", "tracks": tracks}, "igvxml")["/tracks/1/order"] == "approximated"


@pytest.mark.parametrize(("order", "expected"), [(0, "SAB"), (1.5, "ASB"), (9, "ABS")])
def test_where_a_sequence_stands(order: float, expected: str) -> None:
    """As any other track, but an order of 0 puts it before all."""
    tracks = [{"name": "A", "url": BW, "order": 1}, {"name": "B", "url": f"{BW}.bw", "order": 2}]
    tracks.append({"type": "sequence", "name": "S", "order": order})
    found = session({"version": "3", "genome": "hg38", "tracks": tracks})
    assert "".join(found.tracks[key].name for key in found.views["v1"].tracks) == expected


def test_a_sequence_without_order_is_counted() -> None:
    tracks = [{"name": "A", "url": BW}, {"type": "sequence", "name": "S"}, {"name": "B", "url": f"{BW}.bw"}]
    found = session({"version": "3", "genome": "hg38", "tracks": tracks})
    assert found.views["v1"].tracks == ["t1", "t2", "t3"]


@pytest.mark.parametrize(("order", "effect"), [(-9007199254740991, "dropped"), (1, "dropped"), (5, "approximated")])
def test_a_sequence_that_went_below_tracks_without_order_tells_why(order: int, effect: str) -> None:
    tracks = [{"type": "sequence", "order": order}, {"name": "A", "url": BW}, {"name": "B", "url": f"{BW}.bw", "order": 9}]
    found = effects({"version": "3", "genome": "hg38", "tracks": tracks}, "igvxml")
    assert (found["/tracks/0/order"], found["/tracks/2/order"]) == (effect, "dropped")


@pytest.mark.parametrize(("genes", "expected"), [(1_000_000, "dropped"), (2_000_007, "approximated")])
def test_what_comes_up_over_genes_by_an_order_as_large_as_theirs(genes: int, expected: str) -> None:
    """IGV-Web counts on from the order of the genes for tracks that are loaded later."""
    tracks = [{"name": "Genes", "url": "https://x/a.refgene.gz", "order": genes}, {"name": "A", "url": BW, "order": 1_000_001}]
    found = effects({"version": "3", "genome": "hg38", "tracks": tracks}, "igvxml")
    assert (found["/tracks/0/order"], found["/tracks/1/order"]) == ("dropped", expected)


@pytest.mark.parametrize(("order", "expected"), [(1, "approximated"), (None, None), (9, "dropped")])
def test_what_stands_over_tracks_without_order_by_its_own(order: float | None, expected: str | None) -> None:
    """It stands where it is listed, but would not with a larger one."""
    tracks: list[dict[str, object]] = [{"name": "A", "url": BW, "order": order}, {"name": "B", "url": f"{BW}.bw"}]
    tracks = [{key: value for key, value in one.items() if value is not None} for one in tracks]
    assert effects({"version": "3", "genome": "hg38", "tracks": tracks}, "igvxml").get("/tracks/0/order") == expected


def test_genes_of_igv_desktop_go_to_the_end_by_themselves() -> None:
    tracks = [{"name": "Genes", "url": "https://x/a.refgene.gz", "order": 100_000}, {"name": "A", "url": BW, "order": 3}]
    found = effects({"version": "3", "genome": "hg38", "tracks": tracks}, "igvxml")
    assert (found["/tracks/0/order"], found["/tracks/1/order"]) == ("dropped", "dropped")
