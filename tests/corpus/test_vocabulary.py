"""Every name and spelling that an application knows occurs in an accepted file."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from lxml import etree

from tests.contract.facts import Facts
from tests.corpus.cases import CORPUS, accepted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.corpus.cases import Case

VOCABULARIES = sorted((CORPUS / "vocabulary").glob("*.txt"))


def xml_names(root: etree._Element) -> Iterator[str]:
    """`Element`, `Element@attribute` and `Element@attribute=value`; of a class name also its last part."""
    for element in root.iter(etree.Element):
        name = etree.QName(element).localname
        yield name
        for key, value in element.attrib.items():
            attribute, text = f"{name}@{etree.QName(key).localname}", str(value)
            yield attribute
            yield f"{attribute}={text}"
            if attribute.endswith("@clazz"):
                yield f"{attribute}={text.rpartition('.')[2]}"


def json_names(value: Any, owner: str = "session") -> Iterator[str]:
    """`owner.key` and `owner.key=value`; the owner of a key is its object's `type`, and the key that the object lies under."""
    if isinstance(value, list):
        for item in value:
            yield from json_names(item, owner)
    elif isinstance(value, dict):
        owners = {owner, value["type"]} if isinstance(value.get("type"), str) else {owner}
        for key, item in value.items():
            for one in owners:
                yield f"{one}.{key}"
                if isinstance(item, str | bool):
                    yield f"{one}.{key}={item if isinstance(item, str) else json.dumps(item)}"
            yield from json_names(item, key)


def names(case: Case) -> set[str]:
    """Every name that a file uses."""
    facts = Facts(case.plain, case.folder)
    if facts.text is not None:
        return {fact.name for fact in facts.all}
    return set(xml_names(facts.root) if facts.root is not None else json_names(facts.tree))


@pytest.mark.parametrize("vocabulary", VOCABULARIES, ids=lambda path: path.stem)
def test_every_name_is_exercised(vocabulary: Any) -> None:
    wanted = vocabulary.read_text(encoding="utf-8").splitlines()
    assert wanted == sorted(set(wanted))
    used = set().union(*(names(case) for case in accepted() if case.folder == vocabulary.stem))
    assert set(wanted) - used == set()


def test_every_format_has_a_vocabulary() -> None:
    assert {path.stem for path in VOCABULARIES} == {case.folder for case in accepted()}
