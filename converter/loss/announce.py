"""What a format can't say, as data: looked up for messages and codes, published, and held against the measurement."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from converter.loss.words import phrase, sentence

if TYPE_CHECKING:
    from collections.abc import Mapping


class Cannot(NamedTuple):
    """Why a format can't say a neutral field (or says it with the nearest value), and what the user may do.

    `{app}` in the reason stands for the program that the document is written for, `{what}` for what the field is called.
    """

    why: str
    hint: str | None = None
    hidden: Cannot | None = None
    """The same of an object that no view shows."""
    computed: Cannot | None = None
    """The same of a track that its application computes, and has no file of."""
    sequence: Cannot | None = None
    """The same of the sequence of the genome, which goes with that."""
    settled: bool = False
    """Whether the program has a value of its own for it, whatever is said: another one is lost, not approximated."""

    @lru_cache(maxsize=2048)  # noqa: B019 - keyed by what it says, and bounded
    def told(self, app: str, key: str) -> Cannot:
        """The same with the names of the program and of the field (`collection/dotted.field`) that it is about."""
        collection, _, field = key.partition("/")
        return self._replace(why=sentence(self.why.replace("{app}", app).replace("{what}", phrase(collection, field))))


_SINGULAR = {
    "tracks": "track",
    "views": "view",
    "sources": "source",
    "regions": "region",
    "region_sets": "region_set",
    "genomes": "genomes",
}


@lru_cache(maxsize=2048)
def patterns(collection: str, field: str) -> tuple[str, ...]:
    """The keys under which a loss may be announced, the most special first."""
    found = [f"{collection}/{field}"]
    steps = field.split(".")
    if steps[0] in ("parts", "panels") and len(steps) > 2:  # noqa: PLR2004 - parts, which, what
        found.append(f"{collection}/{steps[0]}.*.{'.'.join(steps[2:])}")
    found += (f"{collection}/{'.'.join(steps[:cut])}" for cut in range(len(steps) - 1, 0, -1))
    return tuple(found)


def find(announced: Mapping[str, Cannot], collection: str, field: str) -> tuple[str, Cannot] | None:
    """The announcement of a loss and its key, or None.

    The keys are `collection/dotted.field`; `collection/` is a whole object, `tracks/parts.*.x` a field of any part.
    """
    for key in patterns(collection, field):
        if key in announced:
            return key, announced[key]
    return None


@lru_cache(maxsize=2048)
def code_of(key: str, suffix: str) -> str:
    """The stable code of an announcement: `display.mode.nearest`, `view.panels.unsupported`, `track.unsupported`."""
    collection, _, field = key.partition("/")
    steps = [] if collection == "tracks" and field else [_SINGULAR.get(collection, collection)]
    return ".".join([*steps, *field.replace(".*", "").split(".")] if field else steps) + f".{suffix}"
