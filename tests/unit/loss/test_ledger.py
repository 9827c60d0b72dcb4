from __future__ import annotations

from converter.formats._consume import Table
from converter.formats._json import Node
from converter.loss.ledger import SESSION, Fate, Ledger, Notice, Put


def test_what_is_bound_is_accounted_for() -> None:
    ledger, root = Ledger(), Node({"a": 1, "b": {"c": [1, 2]}})
    fates = {"c": Fate("ignored", "c")}
    ledger.bind(root.child("b"), Table(), ("tracks", "t1"), "parts.reads.", fates)
    ledger.bind(root, Table(), SESSION)
    assert ledger.accounted == 3
    assert ledger.bound[0].fates is fates
    assert ledger.bound[1].fates == {}


def test_without_recording_only_places_are_kept() -> None:
    ledger = Ledger(recording=False)
    ledger.bind(Node({"a": 1}), Table(), SESSION)
    ledger.put(("tracks", "t1"), "/tracks/0", "a.bw")
    assert (ledger.bound, ledger.accounted) == ([], 0)
    assert ledger.objects == {("tracks", "t1"): Put("/tracks/0", "a.bw")}


def test_notices_are_kept_in_order() -> None:
    ledger = Ledger()
    notices = [Notice("a", "assumed", "info", "A"), Notice("b", "kept", "warning", "B")]
    for notice in notices:
        ledger.notice(notice)
    assert ledger.notices == notices
