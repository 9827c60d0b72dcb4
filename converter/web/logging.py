"""Structured logs: one JSON object a line, without bodies, query values, paths or exception texts."""

from __future__ import annotations

import logging
from collections import deque
from typing import TYPE_CHECKING, Any, BinaryIO, cast

import msgspec
import structlog

if TYPE_CHECKING:
    from structlog.typing import FilteringBoundLogger, Processor

_STAMPS: list[Processor] = [structlog.processors.add_log_level, structlog.processors.TimeStamper(fmt="iso", utc=True)]


def _encode(event: dict[str, Any], **_options: Any) -> bytes:
    return msgspec.json.encode(event, enc_hook=repr)


class Later:
    """A stream for a logger whose lines are written when `drain` is called, by one thread for all.

    A thread that answers requests so never waits for the log, nor hands the interpreter over in the middle of one.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._lines: deque[bytes] = deque()

    def write(self, line: bytes) -> None:
        """Keep a line."""
        self._lines.append(line)

    def flush(self) -> None:
        """Leave the lines to `drain`."""

    def drain(self) -> None:
        """Write the lines that were kept."""
        if self._lines:
            self._stream.write(b"".join(self._lines.popleft() for _ in range(len(self._lines))))
            self._stream.flush()


def make_logger(stream: BinaryIO | Later) -> FilteringBoundLogger:
    """A logger that writes to `stream`; nothing global is changed, so that several applications can live in a process."""
    logger: FilteringBoundLogger = structlog.wrap_logger(
        structlog.BytesLogger(cast("BinaryIO", stream)),
        processors=[*_STAMPS, structlog.processors.JSONRenderer(serializer=_encode)],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        context_class=dict,
        cache_logger_on_first_use=True,
    )
    return logger


class _Forward(logging.Handler):
    """Hands records of the standard library's logging to a structured logger, without their tracebacks."""

    def __init__(self, logger: FilteringBoundLogger) -> None:
        super().__init__()
        self.logger = logger

    def emit(self, record: logging.LogRecord) -> None:
        self.logger.log(record.levelno, record.getMessage(), logger=record.name)


def forward_server_logs(logger: FilteringBoundLogger) -> None:
    """Send what waitress logs to `logger`, so that a process has one kind of log; its queue depth is a metric here."""
    server = logging.getLogger("waitress")
    server.handlers = [_Forward(logger)]
    server.propagate = False
    server.setLevel(logging.WARNING)
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
