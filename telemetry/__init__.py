"""What the shop tells its operator: metrics, traces, error reports and the log file."""

from __future__ import annotations

from settings import Telemetry
from telemetry import error_reports, traces


def start(telemetry: Telemetry) -> None:
    """Send traces and error reports of this process, if they are configured, or raise SettingsError.

    Call it after the fork: both send in a thread of their own.
    """
    if telemetry.otlp_endpoint:
        traces.start(telemetry.otlp_endpoint)
    if telemetry.sentry_dsn:
        error_reports.start(telemetry.sentry_dsn)


def check(telemetry: Telemetry) -> None:
    """Raise SettingsError if a package that the settings need is missing."""
    if telemetry.otlp_endpoint:
        traces.load()
    if telemetry.sentry_dsn:
        error_reports.load()


def flush() -> None:
    """Send what is waiting, for at most a few seconds, before the process ends without its exit handlers."""
    traces.flush()
    error_reports.flush()
