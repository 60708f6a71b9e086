"""The daily backup. A failure is retried for some hours, and told to the admins once."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta

import queries.system.backups.records
from backups.create import BackupFailed, create
from domain.commerce.days import JAKARTA
from jobs.context import Job, JobFailed, RetryLater
from settings import Backup

KIND = queries.system.backups.records.JOB
# Failures of a day's backup, and the pause behind each: 5 minutes, 10, 20 ... about 10 hours in all.
MOST_FAILURES = 7
FIRST_PAUSE_SECONDS = 300
# Sales go first.
NICENESS = 10


def make(job: Job) -> None:
    """Make the backup, unless backups are turned off meanwhile."""
    if not job.settings.backup.scheduled:
        return
    os.nice(NICENESS - os.nice(0))
    try:
        create(job.settings, job_id=job.id, pause_point=job.pause_point)
    except BackupFailed as failure:
        failures = queries.system.backups.records.count_failures(job.id)
        if failures >= MOST_FAILURES:
            raise JobFailed(failure.code) from None
        raise RetryLater(failure.code, FIRST_PAUSE_SECONDS * 2 ** max(0, failures - 1)) from None


def enqueue_next(settings: Backup, now: datetime) -> None:
    """Enqueue the next daily backup. A machine that is off at its time makes it at its next start."""
    if not settings.scheduled or settings.at is None:
        return
    local = now.astimezone(JAKARTA)
    due = datetime.combine(local.date(), settings.at, JAKARTA)
    if due <= local:
        due += timedelta(days=1)
    delay = round((due.astimezone(UTC) - now).total_seconds())
    queries.system.backups.records.enqueue(due.date().isoformat(), delay)
