"""What one application holds besides its routes, made once when it is built."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import msgspec
from structlog.typing import FilteringBoundLogger

from converter.limits import Limits
from converter.web.flight import InFlight
from converter.web.metrics import Metrics
from converter.web.settings import Settings

if TYPE_CHECKING:
    from pyramid.request import Request


class State(msgspec.Struct, kw_only=True):
    """Settings, limits, log, counters and the documents that never change; `stopping` is set when a stop has begun.

    `documents` holds by name the bytes of what is the same for every request: `formats`, `genomes`, `openapi`, `schema.<name>`.
    """

    settings: Settings
    limits: Limits
    log: FilteringBoundLogger
    flight: InFlight
    metrics: Metrics
    documents: dict[str, bytes]
    stopping: bool = False


def state_of(request: Request) -> State:
    """The state of the application that serves `request`."""
    return cast("State", request.registry.state)
