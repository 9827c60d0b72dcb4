"""An application judges many documents, one after the other; should it fail at one, that is said and the others go on."""

from __future__ import annotations

import sys
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Protocol, Self

from tests.apps.documents import document_name, with_genome, with_standins
from tests.apps.judgement import Judgement

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tests.apps.documents import Document
    from tests.apps.standins.server import Standins
    from tests.contract.samples import Sample

FAILED = "the judge itself failed"
"""What the error of a document begins with that no application has judged."""


class Judge(Protocol):
    """An application that is started and ended as a context manager."""

    def __enter__(self) -> Self: ...
    def __exit__(self, *_: object) -> None: ...
    def judged(self, document: Document, name: str) -> Judgement:
        """What became of a document whose data the server of stand-ins knows as `name`."""


def run(start: Callable[[], Judge], chosen: Sequence[Sample], target: str, standins: Standins) -> list[Judgement]:
    """What the application that `start` makes says of each file, written in the format of a target.

    Files that can't be written are left out. Progress goes to standard error. An exception, be it of the application or of
    the stand-ins, becomes the error of its document, and the application is started anew.
    """
    found, judge = [], None
    for number, sample in enumerate(chosen, 1):
        since = time.monotonic()
        one: Judgement | None
        try:
            judge = judge or start().__enter__()
            led = next(with_standins([sample], target, standins, number), None)
            one = led and _told(judge, sample, standins, *led)
        except Exception as error:  # noqa: BLE001 - whatever it was, the other documents are still to be judged
            one = Judgement(document_name(sample), f"{FAILED}: {type(error).__name__}: {error}")
            _close(judge)
            judge = None
        if one is not None:
            found.append(one)
            _tell(f"{target} {number}/{len(chosen)} {time.monotonic() - since:.1f} s {one.name}: {one.error or 'opened'}")
    _close(judge)
    return found


def _told(judge: Judge, sample: Sample, standins: Standins, name: str, document: Document) -> Judgement:
    """What became of a document; one of a genome that nobody knows is judged by what it is with a genome given.

    Whether it opened without is told all the same.
    """
    alone = judge.judged(document, name)._replace(told=bool(document.errors))
    other = f"{name}g"
    given = with_genome(document, sample, standins, other) if document.wants_genome else None
    if given is None:
        return alone
    found = judge.judged(given, other)
    error = alone.error if found.error is None else f"{alone.error or 'opened'}; with a genome: {found.error}"
    return found._replace(error=error, told=alone.told, supplied=given.supplied if found.error is None else None)


def _close(judge: Judge | None) -> None:
    with suppress(Exception):
        if judge is not None:
            judge.__exit__(None, None, None)


def _tell(line: str) -> None:
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()
