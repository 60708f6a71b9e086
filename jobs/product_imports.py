"""Files of products that are too large to be taken in within a call."""

from __future__ import annotations

import sys

import actor
import queries.catalogue.import_rows
import queries.catalogue.product_imports
from actor import Actor
from jobs.context import Job


def take_in(job: Job) -> None:
    """Takes the file's rows into the catalogue on behalf of who sent it, from where an earlier attempt has stopped."""
    # The thread that has an answer of the server must not wait long for the one that reads the file.
    sys.setswitchinterval(0.0005)
    called = job.payload
    actor.set_current(Actor(job.user_id, called["address"], called["request_id"], called.get("key_id")))
    queries.catalogue.import_rows.run(queries.catalogue.product_imports.of_job(job.id), job.progress, job.pause_point)
