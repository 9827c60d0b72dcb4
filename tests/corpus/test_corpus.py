"""What the converter makes of the corpus."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
import pytest
from lxml import etree

import converter
from tests.contract.facts import Facts
from tests.corpus.cases import accepted, rejected

if TYPE_CHECKING:
    from tests.corpus.cases import Case

ACCEPTED = accepted()
TARGETS = [one["id"] for one in converter.formats() if one["writes"]]


def facts_of(session: Any) -> dict[str, Any]:
    """The facts that a side file may expect of a neutral session."""
    views = [session.views[key] for key in session.view_order]
    return {
        "genome": session.genome.id if session.genome else None,
        "views": len(views),
        "tracks_shown": sum(len(view.tracks) for view in views),
        "tracks": len(session.track_order),
        "loci": [located(one) for view in views if view.loci for one in view.loci],
    }


def located(interval: Any) -> str:
    """A place as text, 1-based closed, or the name that is searched."""
    if interval.start is msgspec.UNSET:
        return str(interval.name or "elsewhere")
    return f"{interval.chrom}:{interval.start + 1}-{interval.end}"


def number_of_facts(plain: bytes, form: str) -> int:
    """Facts of a file as the contract defines them, counted here anew."""
    if b"<" in plain.lstrip(b"\xef\xbb\xbf\xff\xfe")[:2]:
        elements = etree.fromstring(plain).iter(etree.Element)
        return sum(len(one.attrib) + bool(one.text and one.text.strip()) for one in elements)
    facts = Facts(plain, form)
    if facts.text is not None:
        return len(facts.all)
    return number_of_scalars(facts.tree)


def number_of_scalars(value: Any) -> int:
    """Scalars and empty containers of a JSON value."""
    if value and isinstance(value, dict | list):
        return sum(map(number_of_scalars, value.values() if isinstance(value, dict) else value))
    return 1


def covering(entries: list[dict[str, Any]], place: str) -> list[dict[str, Any]]:
    """The entries that stand for a place: its own, else those of the nearest element or object around it."""
    found: dict[int, list[dict[str, Any]]] = {}
    for entry in entries:
        for path in entry.get("places", [(entry["source"] or {}).get("path")]):
            if path is not None and (place == path or place.startswith(f"{path}/")):
                found.setdefault(len(path), []).append(entry)
    return found[max(found)] if found else []


@pytest.mark.parametrize("case", ACCEPTED, ids=lambda case: case.name)
def test_an_accepted_file_is_read_as_its_side_file_says(case: Case) -> None:
    expected = dict(case.side["expect"])
    assert converter.detect(case.data)[0].format == expected["format"]
    reading = converter.read(case.data, **case.call)
    assert reading.format == expected.pop("format")
    assert isinstance(reading.session, msgspec.Struct)
    found = facts_of(reading.session)
    assert {key: found[key] for key in expected} == expected


@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.parametrize("case", ACCEPTED, ids=lambda case: case.name)
def test_an_accepted_file_is_converted_and_every_fact_accounted_for(case: Case, target: str) -> None:
    done = converter.convert(case.data, to=target, **case.call)
    counts = dict(done.report.counts)
    counts.pop("assumed")
    assert sum(counts.values()) == done.report.to_dict()["source"]["facts"] == number_of_facts(case.plain, case.folder)
    found = [one.format for one in converter.detect(done.document)]
    assert found[:1] == [target], f"`recognise` of {target} does not take what `write` makes for its own: {done.document[:80]!r}"
    assert converter.read(done.document, **(case.call if target == case.folder else {})).format == target


@pytest.mark.parametrize("case", rejected("refused"), ids=lambda case: case.name)
def test_a_refused_file_meets_its_error(case: Case) -> None:
    with pytest.raises(converter.ConverterError) as caught:
        converter.convert(case.data, to="neutral", **case.call)
    error = caught.value
    assert error.code == case.side["code"]
    assert error.message
    assert case.side.get("hint", "").lower() in (error.hint or "").lower()
    assert "line" not in case.side or error.line == case.side["line"]


@pytest.mark.parametrize("case", rejected("reported"), ids=lambda case: case.name)
def test_a_reported_file_is_converted_and_its_bad_part_reported(case: Case) -> None:
    done = converter.convert(case.data, to=case.side["to"], **case.call)
    report = done.report.to_dict()
    assert report["source"]["format"] == case.side["format"]
    assert done.document
    for place in case.side["places"]:
        entries = covering(report["entries"], place)
        assert entries, f"nothing is said of {place}"
        effects = {entry["effect"] for entry in entries}
        assert effects <= set(case.side.get("effects", effects)), place
