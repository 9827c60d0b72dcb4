"""Words of a format: an attribute or key, the neutral field that it says, and the codec between their values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import UNSET

from converter.loss.ledger import Fate

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


class _Invalid:
    """Marks a wire value that the format's application would not understand."""

    def __repr__(self) -> str:
        return "INVALID"


INVALID: Any = _Invalid()
CANNOT: Any = _Invalid()
"""Marks a model value that the format has no spelling for."""

NAME = "name of "
"""Begins the key under which a draft's spelling has the wire name of a field that has several."""

_MEMO_LIMIT = 4096


class Codec:
    """Between wire values and model values. `read` gives INVALID, `write` gives CANNOT, for what has no counterpart.

    `odd`: whether a wire value is read as another one. `understood`: that is another word for the same; else the format's
    application does not understand it, and takes it for another.
    """

    __slots__ = ("odd", "read", "understood", "write")

    def __init__(
        self,
        read: Callable[[Any], Any],
        write: Callable[[Any], Any],
        odd: Callable[[Any], bool] | None = None,
        *,
        understood: bool = True,
    ) -> None:
        self.read = read
        self.write = write
        self.odd = odd
        self.understood = understood


def choice(pairs: Mapping[str, Any], *, aliases: Mapping[str, Any] | None = None, fold: bool = False) -> Codec:
    """A codec between words: `pairs` both ways, `aliases` only when reading; `fold`: letter case does not matter."""
    reading = {**(aliases or {}), **pairs}
    if fold:
        reading = {key.lower(): value for key, value in reading.items()}
    writing = {value: key for key, value in reversed(list(pairs.items()))}

    def read(raw: Any) -> Any:
        return reading.get(raw.lower() if fold else raw, INVALID) if isinstance(raw, str) else INVALID

    others = {key.lower() if fold else key for key in aliases or {}} - {key.lower() if fold else key for key in pairs}

    def odd(raw: str) -> bool:
        return (raw.lower() if fold else raw) in others

    return Codec(read, lambda value: writing.get(value, CANNOT), odd if others else None)


class Word:
    """One attribute or key: `name` on the wire, dotted `field` of the model, and the codec between the two."""

    __slots__ = ("attr", "branch", "codec", "field", "memo", "name")

    def __init__(self, name: str, field: str, codec: Codec | None = None) -> None:
        self.name = name
        self.field = field
        self.branch, _, self.attr = field.rpartition(".")
        self.codec = codec
        self.memo: dict[str, tuple[Any, bool]] = {}

    def fetch(self, raw: Any) -> tuple[Any, bool]:
        """The model value of a wire value, and whether its spelling is another than the one we would write, or is odd."""
        if self.codec is None:
            return raw, False
        text = type(raw) is str
        if text and (hit := self.memo.get(raw)) is not None:
            return hit
        value = self.codec.read(raw)
        odd = self.codec.odd is not None and text and self.codec.odd(raw)
        spelled = value is not INVALID and (odd or not _same(self.codec.write(value), raw))
        if text:
            if len(self.memo) >= _MEMO_LIMIT:
                self.memo.clear()
            self.memo[raw] = value, spelled
        return value, spelled

    def oddity(self, raw: Any) -> Fate | None:
        """What is to be said of a wire value that is read as another one; its field is that of the word."""
        if self.codec is None or self.codec.odd is None or not self.codec.odd(raw):
            return None
        return Fate("own", (self.field,), "value.respelled" if self.codec.understood else "source.misread")

    def spell(self, value: Any, spelling: Mapping[str, Any]) -> Any:
        """The wire value of a model value: as the source spelled it, if that still means the same, else our own."""
        raw = spelling.get(self.field, UNSET) if spelling else UNSET
        if raw is not UNSET and self.codec is not None and self.fetch(raw)[0] == value:
            return raw
        return value if self.codec is None else self.codec.write(value)


def _same(ours: Any, raw: Any) -> bool:
    """Whether two wire values are the same fact: equal text, or equal numbers of one type."""
    if type(ours) is not type(raw):
        return False
    if ours == raw:
        return True
    if type(ours) is str:
        try:
            return float(ours) == float(raw)
        except ValueError:
            return False
    return False
