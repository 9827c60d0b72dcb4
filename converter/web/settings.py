"""The settings of the web face: the only place that reads the environment."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Annotated

import msgspec

from converter.errors import UsageError
from converter.limits import LIMITS, Limits

if TYPE_CHECKING:
    from collections.abc import Mapping

PREFIX = "SESSION_CONVERTER_"
"""What the name of every environment variable begins with; the rest is the setting's name in capitals."""

Positive = Annotated[int, msgspec.Meta(ge=1)]
Origin = Annotated[str, msgspec.Meta(pattern=r"^(\*|https?://[A-Za-z0-9.\-\[\]:]+)$")]


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """How the service runs; the defaults are fit for production behind a proxy.

    `body_bytes`: how large a request may be, also once unpacked; may only lower the converter's own limit.
    `batch_entries`, `batch_bytes`: how many entries the zip of a batch may have, and what they may unpack to together.
    `threads`: requests that are worked on at once.
    `max_in_flight`: requests running or waiting for a thread before newcomers are answered 503.
    `retry_after_s`: what `Retry-After` then says.
    `cors_origins`: origins whose pages may call the service (`*` for any); none by default.
    `metrics`: whether the application serves `/metrics`; off where they have a port of their own.
    `access_log`: whether each request is logged.
    `connection_limit`: open connections; more wait in the system's queue.
    `idle_timeout_s`: after how long a connection on which nothing moves is closed.
    `receive_timeout_s`: how long one request may take to arrive, however steadily it drips.
    `stop_timeout_s`: how long a stop waits for the requests that have begun.
    """

    body_bytes: Positive = LIMITS.body_bytes
    batch_entries: Positive = 2_000
    batch_bytes: Positive = 256 * 1024 * 1024
    threads: Positive = 4
    max_in_flight: Positive = 64
    retry_after_s: Positive = 2
    cors_origins: tuple[Origin, ...] = ()
    metrics: bool = True
    access_log: bool = True
    connection_limit: Positive = 256
    idle_timeout_s: Positive = 30
    receive_timeout_s: Positive = 60
    stop_timeout_s: Positive = 20

    @property
    def limits(self) -> Limits:
        """The limits of a request; one that is above the converter's own is a `UsageError`."""
        archives = {"archive_entries": self.batch_entries, "archive_bytes": self.batch_bytes}
        unpacked = min(self.body_bytes, LIMITS.unpacked_bytes)
        return LIMITS.lowered(body_bytes=self.body_bytes, unpacked_bytes=unpacked, **archives)


def from_environment(environ: Mapping[str, str] | None = None) -> Settings:
    """The settings that the environment names, the defaults for the rest; a bad value is a `UsageError` that says which.

    Lists are separated by blanks or commas. Other variables with the prefix are left alone: Kubernetes makes some of
    its own for a service called `session-converter`.
    """
    environ = os.environ if environ is None else environ
    given = {name: environ[PREFIX + name.upper()] for name in Settings.__struct_fields__ if PREFIX + name.upper() in environ}
    values = {name: _words(value) if name == "cors_origins" else value for name, value in given.items()}
    try:
        settings = msgspec.convert(values, Settings, strict=False)
    except msgspec.ValidationError as error:
        hint = f"The variables are the settings' names in capitals behind {PREFIX}."
        raise UsageError("setting.value", f"A setting has a bad value: {error}.", hint=hint) from error
    settings.limits  # noqa: B018 - a limit that is raised fails here, not with the first request
    return settings


def _words(text: str) -> list[str]:
    return text.replace(",", " ").split()
