"""What a handler of jobs is given, and the ways in which it may end."""

from __future__ import annotations

import logging
import os
import threading
from dataclasses import dataclass, field
from typing import Any

import mysql.connector

import db
import queries.system.jobs
from queries.system.jobs import Abandoned
from settings import Settings

log = logging.getLogger("finenice.jobs")


class GivenUp(Exception):
    """The job can never succeed; its words tell people why."""


class TryLater(Exception):
    """What the job needs is not to be had: it is tried again after `seconds`, and the attempt does not count."""

    def __init__(self, reason: str, seconds: float) -> None:
        super().__init__(reason)
        self.seconds = seconds


class Interrupted(Exception):
    """The worker has to stop; the job goes on later, where its handler finds what was done."""


@dataclass(frozen=True)
class Job:
    """One attempt at a job.

    A handler has effects in the database only, in transactions that call `progress`, or can be repeated
    without harm. Between its transactions it calls `pause_point`.
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
        """Notes how far the job is; raises Abandoned, which rolls back, where another worker has taken it over."""
        queries.system.jobs.tell_progress(self.id, self.worker, rows_done, rows_total)

    def pause_point(self) -> None:
        """Raises Interrupted where the worker has to stop."""
        if self.stop.is_set():
            raise Interrupted

    def beat(self, done: threading.Event) -> None:
        """Keeps the job this worker's until it is `done`; a runner whose keeper has died stops at its next pause."""
        while not done.wait(self.settings.job_lease_seconds / 3):
            if os.getppid() != self.parent:
                self.stop.set()
            try:
                queries.system.jobs.renew(self.id, self.worker, self.settings.job_lease_seconds)
            except Abandoned:
                return
            except mysql.connector.Error as error:
                log.warning("can't renew a job", extra={"job": self.id, "errno": error.errno})
        db.release()
