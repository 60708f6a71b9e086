"""Files of products that are too large to be taken in within a call."""

from __future__ import annotations

import sys

import queries.importing
import queries.imports
from jobs.work import Job
from queries import acting
from queries.acting import Actor


def take_in(job: Job) -> None:
    """Takes the file's rows into the catalogue on behalf of who sent it, from where an earlier attempt has stopped."""
    # The thread that has an answer of the server must not wait long for the one that reads the file.
    sys.setswitchinterval(0.0005)
    called = job.payload
    acting.begin(Actor(job.user_id, called["address"], called["request_id"], called.get("key_id")))
    queries.importing.run(queries.imports.of_job(job.id), job.progress, job.pause_point)
