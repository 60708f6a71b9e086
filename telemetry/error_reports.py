"""Reports of errors to a Sentry-compatible service: where in the code, of which type, and in which route or job.

The package is optional (requirements-telemetry.txt) and imported only if SENTRY_DSN is set. A report holds no text of
an exception, no values of variables and nothing of the request or the user, because all of them may be personal data.
"""

from __future__ import annotations

import logging
from importlib import import_module
from typing import Any

from settings import SettingsError

SEND_SECONDS = 5
FLUSH_SECONDS = 2.0
# Fields of log records that hold names from the code and numbers.
SENT_FIELDS = frozenset({"errno", "caller", "kind", "queue", "job", "attempt", "request_id", "route", "problem"})
KEPT = ("event_id", "timestamp", "level", "logger", "platform", "release", "environment", "sdk")

_sentry: Any = None


def load() -> Any:
    """Import the package, or raise SettingsError."""
    try:
        import_module("sentry_sdk.integrations.logging")
        return import_module("sentry_sdk")
    except ImportError:
        raise SettingsError(
            "SENTRY_DSN needs a package that is missing: pip install -r requirements-telemetry.txt"
        ) from None


def start(dsn: str) -> None:
    """Report what this process logs as an error."""
    global _sentry
    sentry = load()
    logs = import_module("sentry_sdk.integrations.logging")
    sentry.init(
        dsn,
        # No other integration: they would read requests.
        default_integrations=False,
        auto_enabling_integrations=False,
        integrations=[logs.LoggingIntegration(level=None, event_level=logging.ERROR)],
        send_default_pii=False,
        include_local_variables=False,
        max_breadcrumbs=0,
        server_name="",
        auto_session_tracking=False,
        shutdown_timeout=SEND_SECONDS,
        before_send=scrub,
    )
    _sentry = sentry


def flush() -> None:
    """Send the waiting reports."""
    if _sentry is not None:
        _sentry.flush(FLUSH_SECONDS)


def scrub(event: dict[str, Any], hint: dict[str, Any]) -> dict[str, Any]:
    """Return a report of what may leave the house: everything else is dropped."""
    kept = {name: event[name] for name in KEPT if name in event}
    if "logentry" in event:
        # The sentence without what was filled in.
        kept["logentry"] = {"message": event["logentry"].get("message", "")}
    extra = {name: value for name, value in event.get("extra", {}).items() if name in SENT_FIELDS}
    if extra:
        kept["extra"] = extra
    if "exception" in event:
        kept["exception"] = {"values": [_scrub_exception(each) for each in event["exception"]["values"]]}
    return kept


def _scrub_exception(found: dict[str, Any]) -> dict[str, Any]:
    frames = [
        {name: frame[name] for name in ("filename", "module", "function", "lineno", "in_app") if name in frame}
        for frame in (found.get("stacktrace") or {}).get("frames", ())
    ]
    return {"type": found.get("type"), "module": found.get("module"), "stacktrace": {"frames": frames}}
