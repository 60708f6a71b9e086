"""The argument of a job handler, and the exceptions that end it."""

from __future__ import annotations

import logging
import os
import threading
from dataclasses import dataclass, field
from typing import Any

import mysql.connector

import db
import queries.system.jobs
from queries.system.jobs import LeaseLost
from settings import Settings

log = logging.getLogger("finenice.jobs")


class JobFailed(Exception):
    """The job can never succeed. The message says why; it is stored and logged, so it names nobody and no secret."""


class RetryLater(Exception):
    """Something the job needs is unavailable: retry after `seconds`, without counting the attempt."""

    def __init__(self, reason: str, seconds: float) -> None:
        super().__init__(reason)
        self.seconds = seconds


class Interrupted(Exception):
    """The worker has to stop. The job continues later, and its handler finds what is done."""


@dataclass(frozen=True)
class Job:
    """One attempt at a job.

    A handler has effects in the database only, in transactions that call `progress`, or it is idempotent. Between its
    transactions it calls `pause_point`.
    """

    id: int
    kind: str
    payload: dict[str, Any]
    user_id: int | None
    worker: str
    settings: Settings
    stop: threading.Event
    parent: int = field(default_factory=os.getppid)

    def progress(self, rows_done: int, rows_total: int | None = None) -> None:
        """Record the progress. Raise LeaseLost, which rolls back, if another worker has the job."""
        queries.system.jobs.record_progress(self.id, self.worker, rows_done, rows_total)

    def pause_point(self) -> None:
        """Raise Interrupted if the worker has to stop."""
        if self.stop.is_set():
            raise Interrupted

    def renew_lease(self, done: threading.Event) -> None:
        """Renew the lease until the job is `done`. Stop the job at its next pause point if the supervisor has died."""
        while not done.wait(self.settings.job_lease_seconds / 3):
            if os.getppid() != self.parent:
                self.stop.set()
            try:
                queries.system.jobs.renew_lease(self.id, self.worker, self.settings.job_lease_seconds)
            except LeaseLost:
                return
            except mysql.connector.Error as error:
                log.warning("can't renew the lease of a job", extra={"job": self.id, "errno": error.errno})
        db.release()
