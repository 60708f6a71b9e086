"""Traces for an OpenTelemetry collector: a span for each request, statement and job.

Spans have names from the code, and no input, address or user. The packages are optional (requirements-telemetry.txt)
and imported only if traces are configured.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module
from typing import Any

from settings import SettingsError
from telemetry.metrics import METHODS

SEND_SECONDS = 5
FLUSH_MILLISECONDS = 2000

# The modules of OpenTelemetry, the tracer and its provider, once traces are started.
_otel: Any = None
tracer: Any = None
_provider: Any = None


def load() -> dict[str, Any]:
    """Import OpenTelemetry, or raise SettingsError."""
    names = {
        "context": "opentelemetry.context",
        "exporter": "opentelemetry.exporter.otlp.proto.http.trace_exporter",
        "propagation": "opentelemetry.trace.propagation.tracecontext",
        "resources": "opentelemetry.sdk.resources",
        "sdk": "opentelemetry.sdk.trace",
        "sdk_export": "opentelemetry.sdk.trace.export",
        "trace": "opentelemetry.trace",
    }
    try:
        return {short: import_module(name) for short, name in names.items()}
    except ImportError:
        raise SettingsError(
            "OTEL_EXPORTER_OTLP_ENDPOINT needs a package that is missing: pip install -r requirements-telemetry.txt"
        ) from None


def start(endpoint: str) -> None:
    """Send the spans of this process to the endpoint, in batches, from a thread."""
    global _otel, tracer, _provider
    otel = load()
    resource = otel["resources"].Resource.create({"service.name": "finenice"})
    provider = otel["sdk"].TracerProvider(resource=resource)
    exporter = otel["exporter"].OTLPSpanExporter(endpoint=f"{endpoint}/v1/traces", timeout=SEND_SECONDS)
    provider.add_span_processor(otel["sdk_export"].BatchSpanProcessor(exporter))
    _otel, _provider = otel, provider
    tracer = provider.get_tracer("finenice")


def flush() -> None:
    """Send the waiting spans."""
    if _provider is not None:
        _provider.force_flush(FLUSH_MILLISECONDS)


class Request:
    """The span of a request, and of what this thread does until `end`."""

    def __init__(self, headers: Mapping[str, str]) -> None:
        # Not tracestate, which may hold any text.
        known = {name: text for name, text in headers.items() if name == "traceparent"}
        parent = _otel["propagation"].TraceContextTextMapPropagator().extract(known)
        self._span = tracer.start_span("request", parent, _otel["trace"].SpanKind.SERVER)
        self._token = _otel["context"].attach(_otel["trace"].set_span_in_context(self._span, parent))

    def end(self, route: str | None, method: str, status: int | None, request_id: str) -> None:
        """End the span; `status` is None if the request has no response, because it runs again."""
        _otel["context"].detach(self._token)
        if status is None:
            return
        method = method if method in METHODS else "_OTHER"
        self._span.update_name(f"{method} {route}" if route else method)
        self._span.set_attributes({"http.request.method": method, "finenice.request_id": request_id})
        if route:
            self._span.set_attribute("http.route", route)
        self._span.set_attribute("http.response.status_code", status)
        if status >= 500:
            self._span.set_status(_otel["trace"].StatusCode.ERROR)
        self._span.end()


def statement(name: str, seconds: float) -> None:
    """Add the span of a statement that has ended now."""
    if tracer is not None:
        now = time.time_ns()
        span = tracer.start_span(
            name,
            kind=_otel["trace"].SpanKind.CLIENT,
            attributes={"db.system.name": "mysql"},
            start_time=now - int(seconds * 1e9),
        )
        span.end(now)


@contextmanager
def span(name: str) -> Iterator[None]:
    """Run the block in a span, if traces are on."""
    if tracer is None:
        yield
        return
    # The text of an exception may hold personal data.
    with tracer.start_as_current_span(name, record_exception=False, set_status_on_exception=False):
        yield
