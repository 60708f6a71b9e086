"""The hourly round: what has grown old goes, what came into the table by itself gets its words."""

from __future__ import annotations

import queries.products
import queries.sweeps
from jobs.work import Job


def sweep(job: Job) -> None:
    """Deletes old rows, a thousand at a time, so that no statement holds its locks for long."""
    for delete in queries.sweeps.ALL:
        while delete():
            job.pause_point()
    while queries.products.index_unnumbered(500):
        job.pause_point()
