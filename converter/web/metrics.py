"""What operators count. Labels are routes, methods, statuses, format ids and codes: closed lists, never what a user sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector, generate_latest

if TYPE_CHECKING:
    from converter.web.flight import InFlight

_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
_BYTES = (1e3, 1e4, 1e5, 1e6, 4e6, 16e6, 64e6)
_METHODS = frozenset({"GET", "HEAD", "POST", "OPTIONS", "PUT", "DELETE", "PATCH"})

MEDIA_TYPE: str = CONTENT_TYPE_LATEST


class Metrics:
    """The metrics of one application, in a registry of its own."""

    def __init__(self, flight: InFlight) -> None:
        self.registry = CollectorRegistry(auto_describe=True)
        ProcessCollector(registry=self.registry)
        names = ("route", "method", "status")
        self._requests = Counter("session_converter_requests", "Requests answered", names, registry=self.registry)
        self._seconds = Histogram(
            "session_converter_request_seconds", "Time to answer a request", ("route",), buckets=_SECONDS, registry=self.registry
        )
        self._bytes = Histogram(
            "session_converter_body_bytes", "Size of request bodies", ("route",), buckets=_BYTES, registry=self.registry
        )
        self._errors = Counter("session_converter_errors", "Requests refused, by code", ("code",), registry=self.registry)
        self._conversions = Counter(
            "session_converter_conversions",
            "Conversions by formats and verdict",
            ("source", "target", "verdict"),
            registry=self.registry,
        )
        in_flight = Gauge(
            "session_converter_requests_in_flight", "Requests running or waiting for a thread", registry=self.registry
        )
        in_flight.set_function(flight.total)

    def answered(self, route: str, method: str, status: int, seconds: float, body_bytes: int | None, code: str | None) -> None:
        """Count one answered request; `code` is that of its problem, if it was one."""
        self._requests.labels(route, method if method in _METHODS else "other", status).inc()
        self._seconds.labels(route).observe(seconds)
        if body_bytes:
            self._bytes.labels(route).observe(body_bytes)
        if code:
            self._errors.labels(code).inc()

    def converted(self, source: str, target: str, verdict: str) -> None:
        """Count one conversion that was done."""
        self._conversions.labels(source, target, verdict).inc()

    def expose(self) -> bytes:
        """Everything in Prometheus' text format."""
        return generate_latest(self.registry)
