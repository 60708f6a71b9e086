"""What has grown old and serves nobody any more."""

from __future__ import annotations

import queries.sweeps
from jobs.work import Job


def sweep(job: Job) -> None:
    """Deletes old rows, a thousand at a time, so that no statement holds its locks for long."""
    for delete in queries.sweeps.ALL:
        while delete():
            job.pause_point()
