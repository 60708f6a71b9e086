"""Metrics that are read at a scrape: the state of the database's content, of the disk and of the service."""

from __future__ import annotations

import http.client
import shutil
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime

import mysql.connector

import db
import queries.system.audit_chain
import queries.system.backups.records
import queries.system.platform
import queries.system.schema
from settings import Settings
from telemetry.metrics import Metric, gauge

# A scrape that comes sooner gets the same values, so that scraping costs little however often it happens.
CACHE_SECONDS = 5.0
PROBE_SECONDS = 2.0
# What the database has not told by then is missing from this scrape.
DATABASE_SECONDS = 4.0


def _gauge(name: str, meaning: str, *labels: str) -> Metric:
    return Metric(name, "gauge", labels, meaning)


BUILD = _gauge("finenice_build_info", "1, with the version of the app and of the schema.", "version", "schema")
STARTED = _gauge("finenice_start_timestamp_seconds", "When the service was started, in Unix time.")
READY = _gauge("finenice_ready", "1 if /health/ready answers 200.")
DATABASE_UP = _gauge("finenice_database_up", "1 if the database answers; otherwise its other gauges are missing.")
DISK_FREE = _gauge("finenice_disk_free_bytes", "Space of DATA_DIR that is free for the app.")
DISK_SIZE = _gauge("finenice_disk_size_bytes", "Size of the file system of DATA_DIR.")
JOBS = _gauge("finenice_jobs", "Background jobs by kind and state (queued, running, failed).", "kind", "state")
JOB_LAG = _gauge("finenice_job_lag_seconds", "For how long the oldest queued job of a kind is due.", "kind")
EMAILS = _gauge("finenice_emails", "Unsent e-mails: waiting, or given up; at most the newest 10,000.", "state")
EMAIL_AGE = _gauge("finenice_email_oldest_seconds", "Age of the oldest waiting e-mail.")
SOLD_OUT = _gauge("finenice_products_sold_out", "Listed products without stock.")
SEALED = _gauge("finenice_audit_last_seal_timestamp_seconds", "When the audit chain was extended last, in Unix time.")
UNSEALED = _gauge("finenice_audit_unsealed_seconds", "Age of the oldest audit entry after the last seal, or 0.")
BACKUP = _gauge("finenice_backup_last_success_timestamp_seconds", "When the last backup succeeded, in Unix time.")

ALL = (
    BUILD, STARTED, READY, DATABASE_UP, DISK_FREE, DISK_SIZE, JOBS, JOB_LAG, EMAILS, EMAIL_AGE, SOLD_OUT, SEALED,
    UNSEALED, BACKUP,
)  # fmt: skip


class Gauges:
    """Reads the gauges, at most once in CACHE_SECONDS."""

    def __init__(self, settings: Settings, version: str, serves: bool) -> None:
        self._settings, self._version, self._serves = settings, version, serves
        self._started = time.time()
        self._read_at = -CACHE_SECONDS
        self._lines: list[str] = []

    def lines(self) -> list[str]:
        """Return the gauges as lines of Prometheus's text format. It never fails."""
        if time.monotonic() - self._read_at >= CACHE_SECONDS:
            self._lines = [*self._read_database(), *self._read_house()]
            self._read_at = time.monotonic()
        return self._lines

    def _read_house(self) -> list[str]:
        lines = gauge(STARTED, [((), self._started)])
        with suppress(OSError):
            disk = shutil.disk_usage(self._settings.data_dir)
            lines += [*gauge(DISK_FREE, [((), disk.free)]), *gauge(DISK_SIZE, [((), disk.total)])]
        if self._serves:
            lines += gauge(READY, [((), is_ready(self._settings.host, self._settings.port))])
        return lines

    def _read_database(self) -> list[str]:
        deadline = time.monotonic() + DATABASE_SECONDS
        lines: list[str] = []
        try:
            schema = queries.system.schema.version()
            for some in _database_lines():
                lines += some
                if time.monotonic() > deadline:
                    break
        except mysql.connector.Error:
            # The log of the requests tells about it.
            return [*gauge(DATABASE_UP, [((), 0)]), *gauge(BUILD, [((self._version, ""), 1)])]
        finally:
            db.release()
        return [*gauge(DATABASE_UP, [((), 1)]), *gauge(BUILD, [((self._version, str(schema)), 1)]), *lines]


def is_ready(host: str, port: int) -> bool:
    """Ask the service itself."""
    here = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)
    connection = http.client.HTTPConnection(here, port, timeout=PROBE_SECONDS)
    try:
        connection.request("GET", "/health/ready")
        return connection.getresponse().status == http.client.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def _database_lines() -> Iterator[list[str]]:
    """Yield the lines of one statement after the other."""
    jobs = queries.system.platform.list_jobs()
    yield gauge(JOBS, [((row["kind"], row["state"]), row["number"]) for row in jobs])
    yield gauge(JOB_LAG, [((row["kind"],), float(row["seconds_due"])) for row in jobs if row["state"] == "queued"])
    yield gauge(BACKUP, _moment(queries.system.backups.records.status().succeeded_at))
    yield gauge(SEALED, _moment(queries.system.audit_chain.head().sealed_at))
    yield gauge(UNSEALED, [((), queries.system.audit_chain.unchained_seconds())])
    emails = queries.system.platform.count_emails()
    yield gauge(EMAILS, [((state,), int(emails[state])) for state in ("waiting", "given_up")])
    yield gauge(EMAIL_AGE, [((), int(emails["age"]))])
    yield gauge(SOLD_OUT, [((), queries.system.platform.count_sold_out())])


def _moment(at: datetime | None) -> list[tuple[tuple[str, ...], float]]:
    return [((), at.replace(tzinfo=UTC).timestamp())] if at else []
