from __future__ import annotations

from typing import Any

import pytest
from msgspec import UNSET

from converter.formats import _consume, _plans
from converter.formats._consume import Table, consume, say, take
from converter.formats._draft import Draft
from converter.formats._json import Node
from converter.formats._values import INTEGER_TEXT, NUMBER_TEXT
from converter.formats._words import CANNOT, INVALID, Codec, Word, choice
from converter.loss.ledger import Fate, Ledger
from converter.model import Display, Extras, Source, Track
from converter.options import Severity

MODE = choice({"FULL": "full", "DENSE": "collapsed", "PACKED": "collapsed"}, aliases={"dense": "collapsed"})
TABLE = Table(
    [
        Word("name", "name"),
        Word("label", "name"),
        Word("mode", "display.mode", MODE),
        Word("height", "display.height_px", INTEGER_TEXT),
        Word("max", "display_range.maximum", NUMBER_TEXT),
    ],
    native={"clazz": Severity.INFO},
    structural=("version",),
    deeper=("children",),
)


def drafted(facts: dict[str, Any], table: Table = TABLE) -> tuple[dict[str, Fate], dict[str, Any]]:
    draft = Draft(("tracks", "t1"))
    fates = take(facts, table, draft)
    return fates, draft.values("f")


def test_words_become_fields_of_their_branch() -> None:
    fates, values = drafted({"name": "A", "mode": "FULL", "height": "40"})
    assert fates == {}
    assert values == {"name": "A", "display": Display(mode="full", height_px=40)}


def test_a_spelling_that_we_would_not_use_is_kept() -> None:
    _, values = drafted({"mode": "dense", "height": "40.0", "max": "1e1"})
    assert values["display"] == Display(mode="collapsed", height_px=40)
    assert values["extras"] == {"f": Extras(spelling={"display.mode": "dense"})}


def test_what_has_no_word_is_set_aside_by_what_its_application_makes_of_it() -> None:
    fates, values = drafted({"clazz": "C", "version": "8", "children": [1], "whatever": "x"})
    assert fates == {
        "clazz": Fate("native", "@clazz"),
        "version": Fate("structural", "version"),
        "whatever": Fate("ignored", "@whatever"),
    }
    assert values == {"extras": {"f": Extras(native={"@clazz": "C"}, ignored={"@whatever": "x"})}}


def test_of_an_extensible_application_no_name_is_ignored() -> None:
    table = Table([Word("name", "name")], structural=("version",), deeper=("children",), extensible=True)
    fates, values = drafted({"name": "A", "odd": "x", "version": "1", "children": "y"}, table)
    assert fates == {"odd": Fate("native", "@odd"), "version": Fate("structural", "version")}
    assert values == {"name": "A", "extras": {"f": Extras(native={"@odd": "x"})}}


def test_a_value_that_is_not_understood_is_set_aside_as_invalid() -> None:
    fates, values = drafted({"height": "tall", "mode": 5})
    assert fates == {
        "height": Fate("ignored", "@height", "source.invalid"),
        "mode": Fate("ignored", "@mode", "source.invalid"),
    }
    assert values == {"extras": {"f": Extras(ignored={"@height": "tall", "@mode": 5})}}


@pytest.mark.parametrize("facts", [{"name": "A", "label": "B"}, {"label": "B", "name": "A"}])
def test_of_two_names_for_a_field_the_one_that_stands_first_in_the_table_wins(facts: dict[str, Any]) -> None:
    fates, values = drafted(facts)
    assert values == {"name": "A"}
    assert fates == {"label": Fate("superseded", "by name")}


@pytest.mark.parametrize("order", [("a", "b", "c"), ("c", "b", "a"), ("b", "c", "a"), ("b", "a", "c")])
def test_of_three_names_for_a_field_all_but_one_are_superseded(order: tuple[str, ...]) -> None:
    table = Table([Word(name, "name") for name in ("a", "b", "c")])
    fates, values = drafted({name: name.upper() for name in order}, table)
    assert values == {"name": "A"}
    assert fates == {"b": Fate("superseded", "by a"), "c": Fate("superseded", "by a")}


def test_an_invalid_value_does_not_beat_another_name() -> None:
    table = Table([Word("a", "display.height_px", INTEGER_TEXT), Word("b", "display.height_px", INTEGER_TEXT)])
    fates, values = drafted({"a": "tall", "b": "3"}, table)
    assert values["display"] == Display(height_px=3)
    assert fates == {"a": Fate("ignored", "@a", "source.invalid")}


def test_the_spelling_of_the_name_that_wins_is_kept() -> None:
    table = Table([Word("a", "display.mode", MODE), Word("b", "display.mode", MODE)])
    for facts in ({"a": "dense", "b": "FULL"}, {"b": "FULL", "a": "dense"}):
        assert drafted(facts, table)[1]["extras"] == {"f": Extras(spelling={"display.mode": "dense"})}
    for facts in ({"a": "FULL", "b": "dense"}, {"b": "dense", "a": "FULL"}):
        assert "extras" not in drafted(facts, table)[1]


def test_a_field_that_another_element_has_said_is_said_twice() -> None:
    draft = Draft(("tracks", "t1"))
    draft.set("name", "before", "BEFORE")
    assert take({"name": "A"}, TABLE, draft) == {"name": Fate("superseded", "said twice")}
    assert draft.get("name") == "before"
    assert draft.spelling == {"name": "BEFORE"}


def test_a_draft_answers_for_its_fields() -> None:
    draft = Draft(("tracks", "t1"))
    assert draft.get("display.mode") is UNSET
    draft.set("display.mode", "full")
    assert draft.get("display.mode") == "full"
    assert draft.get("display.color") is UNSET


def test_a_table_tells_what_it_knows() -> None:
    assert TABLE.fields_of("mode") == ("display.mode",)
    assert TABLE.fields_of("clazz") == ()
    assert TABLE.names_of("name") == ("name", "label")
    assert TABLE.names_of("color") == ()


@pytest.mark.parametrize(
    ("raw", "fold", "meant"),
    [("FULL", False, "full"), ("dense", False, "collapsed"), ("full", False, INVALID), ("full", True, "full")],
)
def test_letter_case_matters_unless_it_is_folded(raw: str, *, fold: bool, meant: Any) -> None:
    assert choice({"FULL": "full", "DENSE": "collapsed"}, aliases={"dense": "collapsed"}, fold=fold).read(raw) is meant


def test_of_two_words_for_a_value_the_first_is_written() -> None:
    assert MODE.write("collapsed") == "DENSE"
    assert MODE.write("squished") is CANNOT
    assert MODE.write("full") == "FULL"


WORD = Word("mode", "display.mode", MODE)


@pytest.mark.parametrize(
    ("value", "spelling", "wire"),
    [
        ("collapsed", {}, "DENSE"),
        ("collapsed", {"display.mode": "dense"}, "dense"),
        ("full", {"display.mode": "dense"}, "FULL"),
        ("full", {"display.mode": "gibberish"}, "FULL"),
        ("squished", {"display.mode": "dense"}, CANNOT),
    ],
)
def test_a_spelling_is_used_as_long_as_it_means_the_value(value: str, spelling: dict[str, Any], wire: Any) -> None:
    assert WORD.spell(value, spelling) is wire


def test_a_word_without_codec_says_the_value_itself() -> None:
    assert Word("name", "name").spell("x", {"name": "y"}) == "x"
    assert Word("name", "name").fetch("x") == ("x", False)


@pytest.mark.parametrize(("raw", "spelled"), [("1.50", False), ("+1.5", False), ("1.5", False), (1.5, True), (["1.5"], True)])
def test_equal_numbers_are_one_spelling(raw: Any, *, spelled: bool) -> None:
    word = Word("max", "display_range.maximum", Codec(lambda _: 1.5, str))
    assert word.fetch(raw) == (1.5, spelled)


@pytest.mark.parametrize(("ours", "raw", "spelled"), [("x", "y", True), (1, 2, True), (1, 1, False), ("1", "x", True)])
def test_other_values_are_other_spellings(ours: Any, raw: Any, *, spelled: bool) -> None:
    assert Word("w", "name", Codec(lambda _: "value", lambda _: ours)).fetch(raw) == ("value", spelled)


def test_what_was_read_once_is_remembered_up_to_a_limit() -> None:
    seen: list[Any] = []

    def read(raw: str) -> str:
        seen.append(raw)
        return raw

    word = Word("w", "name", Codec(read, lambda value: value))
    for _ in range(3):
        word.fetch("a")
    assert seen == ["a"]
    for number in range(5000):
        word.fetch(str(number))
    word.fetch("a")
    assert seen.count("a") == 2
    assert len(word.memo) <= 4096


def test_all_words_of_a_struct_are_said_but_those_already_there() -> None:
    track = Track(name="A", display=Display(mode="full", height_px=5), source="s1")
    assert say(TABLE, track, {"name": "first"}) == {"name": "first", "mode": "FULL", "height": "5"}


def test_what_a_format_can_not_spell_is_left_out() -> None:
    assert say(TABLE, Track(display=Display(mode="squished")), {}) == {}


def test_consuming_binds_the_place_and_its_fates() -> None:
    ledger, node, draft = Ledger(), Node({"path": "a.bam", "odd": 1}), Draft(("sources", "s1"))
    table = Table([Word("path", "location")])
    fates = consume(ledger, node, node.data, table, draft, "at.")
    assert Source(**draft.values("f")).location == "a.bam"
    assert draft.ignored == {"at.odd": 1}
    (bound,) = ledger.bound
    assert (bound.node, bound.words, bound.owner, bound.prefix) == (node, table, ("sources", "s1"), "")
    assert bound.fates is fates


def test_the_marks_name_themselves() -> None:
    assert repr(INVALID) == "INVALID"


def test_what_is_remembered_of_facts_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_consume, "_PLAN_LIMIT", 2)
    monkeypatch.setattr(_plans, "_SHARED_LIMIT", 2)
    words = [Word("height", "display.height_px", INTEGER_TEXT), Word("mode", "display.mode", MODE)]

    def read(table: Table, facts: dict[str, str]) -> Any:
        draft = Draft(("tracks", "t1"))
        take(facts, table, draft)
        return draft.get("display.height_px"), draft.get("display.mode")

    table = Table(words)
    for facts in ({"height": "1"}, {"mode": "FULL"}, {"height": "1", "mode": "FULL"}, {"mode": "FULL", "height": "2"}):
        expected = int(facts["height"]) if "height" in facts else UNSET, "full" if "mode" in facts else UNSET
        assert read(table, facts) == expected
    seldom, often = Table(words), Table(words)
    for text in ("1", "2", "3", "1", "2", "3"):
        assert read(seldom, {"height": text}) == (int(text), UNSET)
    for text in ("1", "1", "1", "1", "2", "3", "3", "1"):
        assert read(often, {"height": text}) == (int(text), UNSET)


def test_a_field_that_is_said_already_is_not_said_again() -> None:
    table = Table([Word("height", "display.height_px", INTEGER_TEXT)])
    draft = Draft(("tracks", "t1"))
    draft.set("display.height_px", 7)
    fates = take({"height": "9"}, table, draft)
    assert draft.get("display.height_px") == 7
    assert fates["height"].kind == "superseded"


def test_a_field_that_is_forgotten_leaves_nothing() -> None:
    draft = Draft(("tracks", "t1"))
    draft.set("display.height_px", 7, "7.0")
    draft.set("display.mode", "full")
    draft.set("name", "A")
    draft.drop("display.height_px")
    assert draft.values("toy") == {"name": "A", "display": Display(mode="full")}
    draft.drop("display.mode")
    draft.drop("name")
    assert draft.values("toy") == {}


def test_other_names_of_a_kind_have_a_usual_one() -> None:
    table = Table(deeper=("type",), usual_names={"type": {"bam": "alignment"}})
    assert (table.respelled("type", "BAM"), table.respelled("type", "wig"), table.respelled("url", "bam")) == (
        "alignment",
        UNSET,
        UNSET,
    )
