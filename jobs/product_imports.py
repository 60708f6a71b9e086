"""The job that imports files too large for a request."""

from __future__ import annotations

import sys

import actor
import queries.catalogue.import_batches
import queries.catalogue.product_imports
from actor import Actor
from domain.imports import InvalidFile
from jobs.context import Job, JobFailed


def run_import(job: Job) -> None:
    """Import the rows of a file on behalf of its sender, continuing after the rows of an earlier attempt.

    A file that can't be read is no better at the next attempt, so the job fails at once.
    """
    # The thread that has a response of the database must not wait long for the thread that reads the file.
    sys.setswitchinterval(0.0005)
    payload = job.payload
    actor.set_current(Actor(job.user_id, payload["address"], payload["request_id"], payload.get("key_id")))
    import_id = queries.catalogue.product_imports.id_of_job(job.id)
    try:
        queries.catalogue.import_batches.run_import(import_id, job.progress, job.pause_point)
    except InvalidFile as error:
        raise JobFailed(error.code) from None
