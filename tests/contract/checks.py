"""What every report has to stand up to. A check gives the problems that it finds, none where all is well."""

from __future__ import annotations

import fnmatch
import random
import re
from collections import Counter
from typing import TYPE_CHECKING, Any

import jsonpatch

import converter
from converter import published
from converter.loss.effects import COUNTED
from converter.model.codec import to_plain
from converter.registry import FORMATS
from tests.contract.bench import Bench, converted
from tests.contract.facts import Fact, Facts, meant, others
from tests.contract.samples import Sample, values
from tests.contract.unannounced import unannounced

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping

    Check = Callable[[Bench, Sample, str], list[str]]

_BEFORE = ("tracks.all_shown", "genes.replaced", "genome.renewed", "chromosome.renamed", "gene.located")
"""Codes of what is changed before anything is compared."""
QUIET = ("dropped", "superseded")
_OPTIONS = "/Session/Panel/Track/RenderOptions/@"
_RENAMED = {
    (f"{_OPTIONS}colorOption", "BASE_MODIFICATION_2COLOR"): (f"{_OPTIONS}colorOption", "BASE_MODIFICATION_5MC"),
    (f"{_OPTIONS}groupByOption", "CLUSTER"): (f"{_OPTIONS}groupByOption", "HAPLOTYPE"),
}
"""Facts of a newer word that comes home as the older one, which all versions of the application read."""
_STOPPING = {
    ("experimentType", "SBX"),
    *(("sortOption", word) for word in ("LEFT_CLIP", "RIGHT_CLIP")),
    *(("groupByOption", word) for word in ("CHIMERIC", "DUPLICATE", "INSERTION_AT_POS")),
}
"""Words at which IGV 2.16 stops, so that they return from other formats alone."""
_STEP = re.compile(r"\[\d+\]")


def back(sample: Sample, there: converter.Conversion, via: str) -> converter.Conversion:
    """The document of a conversion, converted to the format that it came from."""
    options = {key: value for key, value in sample.options.items() if key != "config"}
    return converter.convert(there.document, sample.format, via, there.filename, options)


def entries(report: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """What a report says of facts, one entry for each place, the quiet ones too."""
    for entry in [*report["entries"], *report.get("ledger", ())]:
        if entry["effect"] != "assumed":
            for path in entry.get("places") or [entry["source"]["path"]]:
                yield {**entry, "path": path}


def effects(report: Mapping[str, Any]) -> dict[str, str]:
    """What a report says became of the facts, by the place of an entry."""
    return {entry["path"]: entry["effect"] for entry in entries(report)}


def effect_at(path: str, listed: Mapping[str, str]) -> str:
    """The effect of a fact: of its own entry, else of the nearest one around it, else kept."""
    while path and path not in listed:
        path = path.rpartition("/")[0]
    return listed.get(path, "kept")


def accounts(sample: Sample) -> list[str]:
    """The reader binds every fact once, and counts them as we do."""
    ledger = converter.read(sample.data, sample.format, sample.name, sample.options).ledger
    counted = len(sample.facts.all)
    found = {"facts": counted, "total": ledger.total, "accounted": ledger.accounted}
    twice = [path for path, n in Counter(bound.node.path for bound in ledger.bound).items() if n > 1]
    problems = [] if len(set(found.values())) == 1 else [f"{sample.name}: {found}"]
    return problems + [f"{sample.name}: bound twice: {path}" for path in twice]


def sums(bench: Bench, sample: Sample, to: str) -> list[str]:
    """With carried data and without: `sums_of` the report."""
    return [one for carry in (True, False) for one in sums_of(sample, bench.convert(sample, to, carry=carry).report.to_dict())]


def sums_of(sample: Sample, report: dict[str, Any]) -> list[str]:
    """Six counts that add up, entries that add up to the counts, one effect and one real place for each."""
    facts = sample.facts
    counts = {effect: report["counts"][effect] for effect in COUNTED}
    problems = []
    if sum(counts.values()) != len(facts.all) or report["source"]["facts"] != len(facts.all) or min(counts.values()) < 0:
        problems.append(f"counts {counts} of {len(facts.all)} facts")
    listed: dict[str, str] = {}
    for entry in entries(report):
        if entry["path"] not in facts.places:
            problems.append(f"no such place: {entry['path']}")
        if listed.setdefault(entry["path"], entry["effect"]) != entry["effect"]:
            problems.append(f"two effects: {entry['path']}")
        if entry["effect"] == "approximated" and entry["original"] == entry["emitted"]:
            problems.append(f"approximated by itself: {entry['path']}")
    told = Counter(effect_at(fact.path, listed) for fact in facts.all)
    problems += [f"{n} facts are {name}, {told[name]} told so" for name, n in counts.items() if told[name] != n]
    return [f"{sample.name}: {problem}" for problem in problems]


def announced(bench: Bench, sample: Sample, to: str) -> list[str]:
    """Every loss is announced by the target's table, every code is published."""
    known = {one["code"] for one in published.codes()}
    report = bench.convert(sample, to).report.to_dict()
    remedy = f"`python -m tests.contract {to} --cannot` lists what to add to its CANNOT_SAY"
    problems = [f"{to} does not announce that it loses {key}; {remedy}" for key in unannounced(report)]
    said = [*report["entries"], *report["ledger"]]
    return problems + [f"{sample.name}: unpublished code {one['code']}" for one in said if one["code"] not in known]


def difference(bench: Bench, sample: Sample, to: str) -> list[str]:
    """The difference turns the source's neutral session into what the plain document says."""
    report = bench.convert(sample, to, carry=False).report
    a, b = to_plain(report._delta.a), to_plain(report._delta.b)
    applied = jsonpatch.apply_patch(a, report.difference)
    problems = [] if applied == b else ["the difference does not give the session of the target"]
    if any(one["op"] not in ("add", "remove", "replace") for one in report.difference):
        problems.append("the difference has other operations than add, remove and replace")
    read = converter.read(sample.data, sample.format, sample.name, sample.options).session
    if a != to_plain(read) and not any(one["code"] in _BEFORE for one in report.to_dict()["entries"]):
        problems.append("the difference does not start at the session of the source")
    document = bench.convert(sample, to, carry=False).document
    own = {key: sample.options[key] for key in sample.options if key == "config" and to == sample.format}
    there = converter.read(document, to, options=own)
    if anonymous(applied) != anonymous(to_plain(there.session)):
        problems.append("the difference does not end at the session of the document")
    return [f"{sample.name}: {problem}" for problem in problems]


_ID = re.compile(r"(?:[tvsrqgp]\d+)$")


def anonymous(plain: Any) -> Counter[tuple[str, str]]:
    """The facts of a plain neutral session without its ids, which are free to choose."""
    facts = Facts(b"{}", "neutral")
    facts.tree = plain
    return Counter(
        ("/".join("*" if _ID.match(step) or step.isdigit() else step for step in path.split("/")), _ID.sub("*", meant(value)))
        for path, _, value in facts.all
        if value not in ({}, [])
    )


def same_session(sample: Sample) -> list[str]:
    """A document of its own format and form says the same session, and every fact of the source as it was.

    One of a form that is only read (a bare session, a list of tracks) comes in the default form, its facts elsewhere; one
    that was read with its config brings along what lay there.
    """
    if "config" in sample.options:
        return []
    form = _form(sample)
    there = converted(sample, sample.data, sample.format, form=form)
    before = to_plain(converter.read(sample.data, sample.format, sample.name, sample.options).session)
    after = to_plain(converter.read(there.document, sample.format, there.filename).session)
    wrong = [key for key in before.keys() | after.keys() if key != "forms" and before.get(key) != after.get(key)]
    changes = [one for key in wrong for one in jsonpatch.make_patch({key: before.get(key)}, {key: after.get(key)})]
    moved = bool(FORMATS[sample.format].shapes) and "shape" not in form
    return [f"{sample.name}: {one}" for one in changes] + (
        [] if moved or _newer(sample) or _older(sample) else _not_home(sample, there, there.document, _STOPPING)
    )


def _form(sample: Sample) -> dict[str, str]:
    """The shape and profile of a sample, where its format writes them; else it is written in the default ones."""
    said = converter.read(sample.data, sample.format, sample.name, sample.options).session.forms.get(sample.format, {})
    known = {"shape": FORMATS[sample.format].shapes, "profile": FORMATS[sample.format].profiles}
    return {name: said[name] for name, possible in known.items() if said.get(name) in possible}


def home(bench: Bench, sample: Sample, via: str) -> list[str]:
    """Every fact comes home from another format."""
    there = bench.convert(sample, via)
    returned = back(sample, there, via).document
    if sample.format != "neutral":
        return _not_said(sample, returned) if _newer(sample) else _not_home(sample, there, returned)
    missing = anonymous(sample.facts.tree) - anonymous(Facts(returned, "neutral").tree)
    return [f"{sample.name}: {n} not home: {place} = {value[:60]}" for (place, value), n in missing.items()]


def _newer(sample: Sample) -> bool:
    """Whether a sample has names of JBrowse 2 after 4.3, which are read, and written in the words of 4.3."""
    return sample.name.startswith("next_generation")


def _older(sample: Sample) -> bool:
    """Whether a sample has words of IGV up to version 5, at which it stops today: they are written in those of today."""
    return sample.name.startswith("version_5")


def _not_said(sample: Sample, document: bytes) -> list[str]:
    """What the neutral session of a sample says, and that of the document does not; however they spell it."""
    before, after = _plain(sample._replace(options={}), sample.data), _plain(sample._replace(options={}), document)
    missing = anonymous(before) - anonymous(after)
    return [f"{sample.name}: {n} not home: {place} = {value[:60]}" for (place, value), n in missing.items()]


def _plain(sample: Sample, data: bytes) -> Any:
    """The plain neutral session of a document like the sample, without what is a format's own."""
    return _without_extras(to_plain(converter.read(data, sample.format, sample.name, sample.options).session))


def _without_extras(plain: Any) -> Any:
    if isinstance(plain, list):
        return [_without_extras(one) for one in plain]
    return {key: _without_extras(one) for key, one in plain.items() if key != "extras"} if isinstance(plain, dict) else plain


def _not_home(
    sample: Sample, there: converter.Conversion, document: bytes, left_out: Collection[tuple[str, str]] = ()
) -> list[str]:
    facts, listed = sample.facts, effects(there.report.to_dict())
    free = {fact.path for fact in facts.all if effect_at(fact.path, listed) in ("superseded", "structural")}
    wanted = Counter(_RENAMED.get(fact, fact) for fact in facts.bag(free).elements())
    missing = wanted - Facts(document, sample.format).bag()
    lost = {(place, value): n for (place, value), n in missing.items() if (place.rpartition("@")[2], value) not in left_out}
    return [f"{sample.name}: {n} not home: {place} = {value[:60]}" for (place, value), n in lost.items()]


def told_alike(bench: Bench, sample: Sample, to: str) -> list[str]:
    """Whether data is carried changes no effect, but for carried and dropped."""
    on, off = (effects(bench.convert(sample, to, carry=carry).report.to_dict()) for carry in (True, False))
    verdicts = [bench.convert(sample, to, carry=carry).report.verdict for carry in (True, False)]
    problems = [f"verdict {verdicts}"] if verdicts[0] != verdicts[1] else []
    for fact in sample.facts.all:
        pair = effect_at(fact.path, on), effect_at(fact.path, off)
        if (pair[0] != pair[1] and pair != ("carried", "dropped")) or pair[1] == "carried" or pair[0] == "dropped":
            problems.append(f"{fact.path} is {pair[0]} with carried data, {pair[1]} without")
    return [f"{sample.name}: {problem}" for problem in problems]


def light(bench: Bench, sample: Sample, to: str) -> list[str]:
    """Without `carry` nothing travels along: neither carried data nor what the source's own application ignores."""
    document = bench.convert(sample, to, carry=False).document
    ledger = converter.read(document, to).ledger
    return [] if ledger.carried is None else [f"{sample.name}: carries data, though asked not to"]


def structural(bench: Bench, sample: Sample, to: str) -> list[str]:
    """Structural facts have one of the names that their format publishes."""
    names = FORMATS[sample.format].structural
    found = [entry for entry in entries(bench.convert(sample, to).report.to_dict()) if entry["effect"] == "structural"]
    wrong = [one["path"] for one in found if one["code"] != "source.restored" and not named(one["path"], names)]
    return [f"{sample.name}: {path} has no published name" for path in wrong]


def structurals(bench: Bench, sample: Sample) -> int:
    """How many facts are structural, but for what an earlier conversion had supplied."""
    found = entries(bench.convert(sample, "neutral").report.to_dict())
    return sum(one["facts"] for one in found if one["effect"] == "structural" and one["code"] != "source.restored")


def named(path: str, names: tuple[str, ...]) -> bool:
    """Whether a place ends as one of the names says: steps without positions, `*` for any, `**` at the end for all below.

    A name that begins with a slash says the whole place.
    """
    steps = [step for step in _STEP.sub("", path).lower().split("/") if step and not step.isdigit()]
    return any(_named(steps, name.lower()) for name in names)


def _named(steps: list[str], name: str) -> bool:
    wanted = [step for step in name.split("/") if step]
    return (not name.startswith("/") or len(steps) == len(wanted)) and _ends(steps, wanted)


def _ends(steps: list[str], wanted: list[str]) -> bool:
    if wanted[-1] == "**":
        return any(_ends(steps[:at], wanted[:-1]) for at in range(1, len(steps) + 1))
    last = steps[-len(wanted) :]
    return len(last) == len(wanted) and all(fnmatch.fnmatchcase(step, one) for step, one in zip(last, wanted, strict=True))


def truth(sample: Sample, to: str, *, carry: bool, tries: int, seed: int = 1) -> list[str]:
    """Some facts, changed one at a time: what happens to the document is what the report says of the fact."""
    facts = sample.facts
    plain = facts.plain()
    first = converted(sample, plain, to, carry=carry)
    listed = effects(first.report.to_dict())
    chosen = random.Random(f"{seed}{sample.name}{to}").sample(facts.all, min(tries, len(facts.all)))  # noqa: S311
    problems = []
    for fact in chosen:
        said = effect_at(fact.path, listed)
        if said != "structural" and (lie := _lie(sample, facts, fact, to, said, first, listed, carry=carry)):
            problems.append(f"{sample.name}: {lie}: {fact.path} = {str(fact.value)[:60]} is said to be {said}")
    return problems


def _lie(
    sample: Sample,
    facts: Facts,
    fact: Fact,
    to: str,
    said: str,
    first: converter.Conversion,
    listed: dict[str, str],
    *,
    carry: bool,
) -> str | None:
    """The lie that the report told of a fact, where one shows under every value tried.

    A value that means the same as the fact's own shows nothing, where the report tells of another one.
    """
    shown = Counter[str]()
    tried = others(fact, values(sample.format), facts.chosen)
    for value in tried:
        changed = facts.changed(fact.path, value)
        try:
            now = converted(sample, changed, to, carry=carry)
        except converter.ConverterError:
            continue
        after = effects(now.report.to_dict())
        seen = _seen(said, effect_at(fact.path, after), now.document == first.document, _beside(fact, after, listed))
        shown["alike" if seen == "silent" and _plain(sample, changed) == _plain(sample, facts.plain()) else seen] += 1
    silent = shown["silent"] or (shown["alike"] and not shown["noticed"]) or (shown["rounded"] and len(shown) == 1)
    if silent and not shown["differs"]:
        return f"silent loss (nothing of the document changes with it; tried: {tried})"
    return f"false alarm (the document changes with it; tried: {tried})" if shown["alarm"] else None


def _beside(fact: Fact, after: Mapping[str, str], before: Mapping[str, str]) -> bool:
    """Whether all other facts are said to be what they were said to be."""
    return all(after.get(path) == before.get(path) for path in after.keys() | before.keys() if path != fact.path)


def _seen(said: str, now: str, same: bool, beside: bool) -> str:  # noqa: FBT001 - a table of four facts
    if not same:
        return "differs" if said not in QUIET else "alarm" if now in QUIET and beside else "gate"
    if said in QUIET:
        return "quiet"
    if now != said:
        return "noticed"
    return "rounded" if said == "approximated" else "silent"


OF_CONVERSIONS: tuple[Check, ...] = (sums, announced, difference, told_alike, light, structural)
