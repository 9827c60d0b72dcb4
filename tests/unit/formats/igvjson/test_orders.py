"""In which order tracks are shown, and whose `order` decides it."""

from __future__ import annotations

import pytest

from tests.unit.formats.igvjson.sessions import BW, effects, session


@pytest.mark.parametrize(
    ("orders", "expected"),
    [
        ((1000000, 1, 2), ["dropped", "approximated", "dropped"]),
        ((1000000, 3, 4, 2), ["dropped", "approximated", "dropped", "approximated"]),
        ((2, 1), ["dropped", "approximated"]),
        ((1, 2, 3), ["approximated", "approximated", "dropped"]),
        ((3, 1, 4), ["approximated", "approximated", "dropped"]),
        ((5, 5), ["approximated", "dropped"]),
        ((-9, 0), ["approximated", "dropped"]),
        ((1, 100000), ["dropped", "dropped"]),
        ((2000, 100000), ["approximated", "dropped"]),
    ],
)
def test_whose_order_decides_what_is_seen(orders: tuple[int, ...], expected: list[str]) -> None:
    """It does where another track would come up over it were it larger; what is far beyond stands there whatever it is."""
    tracks = [{"name": str(at), "url": f"https://h/{at}.bed", "order": order} for at, order in enumerate(orders)]
    found = effects({"version": "3", "genome": "hg38", "tracks": tracks}, "igvxml")
    assert [found[f"/tracks/{at}/order"] for at in range(len(orders))] == expected


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


@pytest.mark.parametrize(
    ("order", "effect"), [(-9007199254740991, "approximated"), (0, "approximated"), (20, "dropped"), (-1.79e308, "dropped")]
)
def test_the_order_of_a_sequence_is_that_of_any_track(order: float, effect: str) -> None:
    tracks = [{"type": "sequence", "order": order}, {"name": "A", "url": BW}, {"name": "B", "url": f"{BW}.bw", "order": 9}]
    found = effects({"version": "3", "genome": "hg38", "tracks": tracks}, "igvxml")
    assert found["/tracks/0/order"] == effect


@pytest.mark.parametrize(
    ("genes", "expected"), [(1_000_000, ["approximated", "dropped"]), (2_000_007, ["dropped", "approximated"])]
)
def test_what_comes_up_over_genes_by_an_order_as_large_as_theirs(genes: int, expected: list[str]) -> None:
    """IGV-Web counts on from the order of the genes for tracks that are loaded later."""
    tracks = [{"name": "Genes", "url": "https://x/a.refgene.gz", "order": genes}, {"name": "A", "url": BW, "order": 1_000_001}]
    found = effects({"version": "3", "genome": "hg38", "tracks": tracks}, "igvxml")
    assert [found["/tracks/0/order"], found["/tracks/1/order"]] == expected


def test_an_order_over_tracks_that_are_gone_is_a_number_alone() -> None:
    """JBrowse opens no file of segments, and has no track of it; so nothing is over another."""
    tracks = [
        {"name": "A", "url": BW, "order": 1},
        {"url": "https://h/a.seg", "order": 2},
        {"url": "https://h/b.seg", "order": 3},
    ]
    found = effects({"version": "3", "genome": "hg38", "tracks": tracks}, "jbrowse2")
    assert [found[f"/tracks/{at}/order"] for at in range(3)] == ["dropped"] * 3
    tracks.append({"name": "B", "url": f"{BW}.bw"})
    assert effects({"version": "3", "genome": "hg38", "tracks": tracks}, "jbrowse2")["/tracks/0/order"] == "approximated"


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
