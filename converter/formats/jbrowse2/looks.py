"""The look of a track: what its display in a view and the configurations of its displays say of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec import UNSET

from converter.formats._consume import CANNOT, INVALID
from converter.formats.jbrowse2 import mapping, names
from converter.formats.jbrowse2.mapping import NO_LOOK, STATE, Look, Word
from converter.loss.ledger import Fate

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from converter.formats.jbrowse2.drafts import Draft
    from converter.formats.jbrowse2.names import Slots

SHOWN = "shown/displays/"
_INNER = frozenset(f"{display}Display/{name}" for display in ("pileup", "snpCoverage") for name in ("type", "displayId"))


class Said(NamedTuple):
    """One fact of a display that a word reads."""

    word: Word
    value: Any
    raw: Any
    name: str
    rel: str
    fates: dict[str, Fate]


class LookReader:
    """Reads the displays of one track into its draft; the first place that says a field wins."""

    def __init__(self, draft: Draft, display: str, *, newer: bool) -> None:
        self.draft = draft
        self.newer: Mapping[str, Word] = mapping.NEXT.get(display, {}) if newer else {}
        """Words of the generation after 4.3."""
        self.display = display
        self.look: Look = mapping.LOOKS.get(display, NO_LOOK)
        self.said: dict[str, Said] = {}

    def _oldest_first(self, facts: dict[str, Any]) -> Iterable[tuple[str, Any]]:
        """The facts, those of the next generation behind what they would be beaten by."""
        return sorted(facts.items(), key=lambda one: one[0] in self.newer) if self.newer else facts.items()

    def state(self, facts: dict[str, Any], fates: dict[str, Fate]) -> None:
        """The properties of the display in the view; nested configurations are overwritten by JBrowse."""
        slots = names.STATES.get(self.display)
        for name, raw in self._oldest_first(facts):
            if name in fates:
                continue
            last = name.rpartition("/")[2]
            if last in ("id", "displayId") or (last == "type" and "/" in name and "By" not in name):
                fates[name] = Fate("structural", last)
                self.draft.native[SHOWN + name] = raw
            else:
                self._take(name, raw, slots, (STATE, SHOWN), fates)

    def config(self, facts: dict[str, Any], fates: dict[str, Fate], *, rel: str, mark: str = "", effective: bool = True) -> None:
        """The slots of a configuration; `effective`: of the display that is shown."""
        display = self.display if effective else str(facts.get("type"))
        slots = names.DISPLAYS.get(display)
        for name, raw in self._oldest_first(facts):
            if name in fates:
                continue
            if name in _INNER and isinstance(raw, str):
                fates[name] = Fate("structural", name.rpartition("/")[2])
                self.draft.native[rel + name] = raw
            elif name.endswith("/type") and isinstance(raw, str) and ("renderer" in name):
                fates[name] = self.draft.aside(name, raw, slots, rel)
                if fates[name].kind == "native" and (raw == name.split("/")[-2] or raw in _USUAL_RENDERERS):
                    fates[name] = Fate("structural", "renderer/type")
            elif effective:
                self._take(name, raw, slots, (mark, rel), fates)
            else:
                fates[name] = self.draft.aside(name, raw, slots, rel)

    def _take(self, name: str, raw: Any, slots: Slots | None, where: tuple[str, str], fates: dict[str, Fate]) -> None:
        mark, rel = where
        word = self.look.words.get((mark if mark == STATE else "") + name) or self.newer.get(name)
        kind = slots.kind(name) if slots is not None and name not in self.newer else "f"
        if word is None or slots is None or not names.fits(kind or "-", raw):
            fates[name] = self.draft.aside(name, raw, slots, rel)
            return
        value = word.codec.read(raw)
        if value is INVALID:
            fates[name] = self.draft.aside(name, raw, slots, rel)
        elif word.field in self.said:
            fates[name] = Fate("superseded", "by the display in the view")
        else:
            named = word._replace(name=mark + name)
            self.said[word.field] = Said(named, value, raw, name, rel, fates)
            if name in self.newer:
                self.draft.ignored[rel + name] = raw

    def defaults(self, facts: dict[str, Any], fates: dict[str, Fate]) -> None:
        """What a track of the next generation says of all its displays; older ones don't read it."""
        for name, raw in facts.items():
            word = self.newer.get(name) or self.look.words.get(name)
            value = word.codec.read(raw) if word is not None and self.newer else INVALID
            if word is None or value is INVALID:
                self.draft.ignored[f"displayDefaults/{name}"] = raw
                fates[name] = Fate("ignored", f"displayDefaults/{name}")
            elif word.field in self.said:
                fates[name] = Fate("superseded", "by the display")
            else:
                self.said[word.field] = Said(word, value, raw, name, "displayDefaults/", fates)
                self.draft.ignored[f"displayDefaults/{name}"] = raw

    def settle(self) -> None:
        """Give the fields what was said of them; what says nothing alone is decided by the kind of display."""
        loose: dict[str, Said] = {}
        for field, one in self.said.items():
            if field.startswith("?"):
                loose[field[1:]] = one
            else:
                self.feed(one, field)
        family = _FAMILIES.get(self.display)
        if family is not None:
            family(self, loose)
        for one in loose.values():
            self.keep(one)

    def feed(self, one: Said, *fields: str, value: Any = UNSET, usual: str | None = None) -> None:
        """A fact says the first field, and others by it; `usual`: the name that the writer would write."""
        draft = self.draft
        field = fields[0]
        draft.values[field] = one.value if value is UNSET else value
        one.fates[one.name] = Fate("feeds", tuple((draft.owner, name) for name in fields))
        ours = self.look.writing.get(one.word.field)
        name = usual if usual is not None else ours.name if ours is not None else None
        if name != one.word.name or not _same(one.word.codec.write(one.value), one.raw):
            draft.spelling[field] = [one.word.name, one.raw]

    def keep(self, one: Said) -> None:
        """A fact that decides no field after all."""
        self.draft.native[one.rel + one.name] = one.raw
        one.fates[one.name] = Fate("native", one.rel + one.name)


_USUAL_RENDERERS = ("SvgFeatureRenderer", "CanvasFeatureRenderer", "DivSequenceRenderer", "HicRenderer")


def _same(ours: Any, raw: Any) -> bool:
    return ours is not CANNOT and ours == raw and type(ours) is type(raw)


def _features(reader: LookReader, loose: dict[str, Said]) -> None:
    """The main colour of features, or one for each strand."""
    one = loose.get("color")
    if one is None:
        return
    strands = mapping.STRAND_COLORS.fullmatch(one.raw)
    colors = [mapping.COLOR.read(text) for text in ((strands[2], strands[1]) if strands else (one.raw,))]
    if INVALID in colors:
        return
    del loose["color"]
    fields = ("display.color", "display.alt_color")[: len(colors)]
    reader.draft.values.update(zip(fields, colors, strict=True))
    reader.feed(one, *fields, value=colors[0])
    if one.word.name != "renderer/color1" or one.raw != features_color(*colors):
        reader.draft.spelling["display.color"] = [one.word.name, one.raw]


def features_color(color: str, alternative: str | None = None) -> str:
    """`color1` of features: a colour, or an expression of the strand."""
    first = str(mapping.COLOR.write(color))
    if alternative is None:
        return first
    return f"jexl:get(feature,'strand')==-1?'{mapping.COLOR.write(alternative)}':'{first}'"


def _range(reader: LookReader, loose: dict[str, Said], prefix: str = "") -> None:
    """Limits overrule autoscaling where both are given."""
    limits = [loose.pop(name, None) for name in ("minimum", "maximum")]
    for field, one in zip(("minimum", "maximum"), limits, strict=True):
        if one is not None:
            reader.feed(one, f"{prefix}display_range.{field}")
    if all(limits):
        reader.draft.values[f"{prefix}display_range.autoscale"] = False
    elif "autoscale" in loose:
        reader.feed(loose.pop("autoscale"), f"{prefix}display_range.autoscale")


def _wiggle(reader: LookReader, loose: dict[str, Said]) -> None:
    """Values along the genome: the renderer decides which slots count."""
    _range(reader, loose)
    classes = mapping.MULTI_CLASSES if reader.display == "MultiLinearWiggleDisplay" else mapping.WIGGLE_CLASSES
    rendering = loose.pop("rendering", None)
    usual = next(iter(classes)) if classes is mapping.WIGGLE_CLASSES else "row_bar"
    word = rendering.value if rendering else usual
    chosen = classes[word]

    def one(slot: str) -> Said | None:
        found = loose.pop(slot, None)
        return found if found is not None else loose.pop(f"{chosen}/{slot}", None)

    def slot(name: str) -> str:
        return f"renderers/{chosen}/{name}"

    filled = one("filled")
    if rendering is not None and word == "bar" and filled is not None and filled.value is False:
        reader.feed(rendering, "display.renderer", value="points")
        reader.feed(filled, "display.renderer", value="points")
        if (rendering.word.name, filled.word.name) == ("defaultRendering", slot("filled")):
            reader.draft.spelling.pop("display.renderer", None)
        else:
            reader.draft.spelling["display.renderer"] = [rendering.word.name, rendering.raw, filled.word.name]
        rendering = filled = None
    if rendering is not None:
        reader.feed(rendering, "display.renderer")
    if filled is not None:
        reader.feed(filled, "display.filled", usual=slot("filled"))
    summary = one("summaryScoreMode")
    if summary is not None:
        reader.feed(summary, "display.window_function", usual=slot("summaryScoreMode"))
    color, positive, negative = one("color"), one("posColor"), one("negColor")
    if color is not None:
        reader.feed(color, "display.color", usual=slot("color"))
        for rest in (positive, negative):
            if rest is not None:
                reader.keep(rest)
        return
    if positive is not None:
        reader.feed(positive, "display.color", usual=slot("posColor") if negative is not None else "")
    if negative is not None:
        reader.feed(negative, "display.alt_color", usual=slot("negColor"))


def _coverage(reader: LookReader, loose: dict[str, Said]) -> None:
    _range(reader, loose, "parts.coverage.")
    if "junctions" in loose:
        reader.feed(loose.pop("junctions"), "parts.junctions.visible")


def _alignments(reader: LookReader, loose: dict[str, Said]) -> None:
    """The height of the whole and that of the coverage say the height of the reads."""
    _coverage(reader, loose)
    if "lower" in loose:
        lower = loose.pop("lower")
        reader.feed(lower, f"parts.reads.reads.{lower.value}", value=True)
        reader.draft.spelling.pop(f"parts.reads.reads.{lower.value}", None)
    whole, coverage = loose.pop("height", None), loose.pop("coverage", None)
    if coverage is not None:
        reader.feed(coverage, "parts.coverage.display.height_px")
    if whole is not None and coverage is not None and whole.value > coverage.value:
        reads = "parts.reads.display.height_px"
        reader.feed(whole, reads, value=whole.value - coverage.value)
        coverage.fates[coverage.name] = Fate(
            "feeds", ((reader.draft.owner, "parts.coverage.display.height_px"), (reader.draft.owner, reads))
        )
        if reads in reader.draft.spelling:
            reader.draft.spelling[reads].append(coverage.value)
    elif whole is not None:
        reader.feed(whole, "display.height_px")


def _sequence(reader: LookReader, loose: dict[str, Said]) -> None:
    """One strand only, or (said by nothing) both."""
    forward, reverse = loose.get("forward"), loose.get("reverse")
    if forward is not None and reverse is not None and forward.value is not reverse.value:
        strand = "+" if forward.value else "-"
        for one in (loose.pop("forward"), loose.pop("reverse")):
            reader.feed(one, "sequence.strand", value=strand)
        reader.draft.spelling.pop("sequence.strand", None)


_FAMILIES: dict[str, Any] = {
    **dict.fromkeys(("LinearBasicDisplay", "LinearVariantDisplay", "LinearBareDisplay"), _features),
    **dict.fromkeys(
        ("LinearWiggleDisplay", "MultiLinearWiggleDisplay", "LinearGCContentDisplay", "LinearGCContentTrackDisplay"), _wiggle
    ),
    "LinearSNPCoverageDisplay": _coverage,
    "LinearAlignmentsDisplay": _alignments,
    "LinearReferenceSequenceDisplay": _sequence,
}
