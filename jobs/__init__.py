"""Work that outlives a request. `keep` runs until it is told to stop; each burst of work has a process of its own."""

from __future__ import annotations

import logging
import os
import random
import secrets
import signal
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime

import mysql.connector

import db
import queries.system.audit_chain
import queries.system.jobs
import queries.system.queue_pauses
from jobs import api_key_expiry, demo_images, emails, product_imports, retention, verification
from jobs.context import GivenUp, Interrupted, Job, TryLater
from mail import provider
from queries.system.audit_chain import Torn
from queries.system.jobs import Abandoned
from settings import Settings

log = logging.getLogger("finenice.jobs")

HANDLERS: dict[str, Callable[[Job], None]] = {
    "demo_pictures": demo_images.draw,
    "key_warnings": api_key_expiry.warn,
    "letters": emails.send,
    "password_reset": verification.send_reset,
    "sweep": retention.sweep,
    "import": product_imports.run_import,
}
# A long import must not keep letters waiting, nor a slow provider a sweep, so each lane has one process at a time.
LANES: dict[str, tuple[str, ...]] = {
    emails.LANE: ("letters",),
    "errands": ("password_reset", "key_warnings", "demo_pictures", "sweep"),
    "imports": ("import",),
}
ATTEMPTS = 5
FIRST_PAUSE_SECONDS = 5
LOOK_SECONDS = 1.0
STOP_SECONDS = 20.0
EVERY_HOUR = ("key_warnings", "sweep")
# The runner that seals the audit log each minute has no row in `jobs`, which it would fill.
SEALING = "seals"


def keep(settings: Settings) -> None:
    """Looks for jobs that are due and forks a runner for them, until SIGTERM or the end of the parent.

    A runner is a process, so that what a job has allocated ends with it and a job that crashes takes nobody
    along.
    """
    parent, stop = os.getppid(), threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    # Once, for all the runners that are forked from here.
    provider.load(settings)
    runners: dict[str, int] = {}
    hour = minute = None
    while not stop.is_set() and os.getppid() == parent:
        _reap(runners)
        try:
            if (now := datetime.now(UTC).strftime("%Y-%m-%dT%H")) != hour:
                _put_hourly(now)
                hour = now
            due = [
                lane
                for lane, kinds in LANES.items()
                if lane not in runners
                and queries.system.jobs.is_due(kinds)
                and not queries.system.queue_pauses.paused(lane)
            ]
            if (now := datetime.now(UTC).strftime("%H:%M")) != minute and SEALING not in runners:
                due += [SEALING] if queries.system.audit_chain.waiting() else []
                minute = now
        except mysql.connector.Error as error:
            log.warning("can't look for jobs", extra={"errno": error.errno})
            due = []
        if due:
            # A runner must not inherit a connection.
            db.close()
        for lane in due:
            runners[lane] = _fork(lane, settings)
        stop.wait(LOOK_SECONDS)
    _stop(runners)
    db.close()


def run_due(lane: str, settings: Settings, stop: threading.Event) -> None:
    """Runs what is due in the lane, one job after another, until nothing is left or the lane pauses."""
    worker = f"{os.getpid()}-{secrets.token_hex(4)}"
    while not stop.is_set() and not queries.system.queue_pauses.paused(lane):
        row = queries.system.jobs.claim(worker, LANES[lane], settings.job_lease_seconds)
        if row is None:
            return
        _run(Job(row["id"], row["kind"], row["payload"], row["user_id"], worker, settings, stop), row["attempts"])


def _run(job: Job, attempts: int) -> None:
    started = time.perf_counter()
    outcome = "done"
    heart = threading.Thread(target=job.beat, args=(done := threading.Event(),), daemon=True)
    heart.start()
    try:
        if attempts > ATTEMPTS:
            raise GivenUp("its workers died")
        HANDLERS[job.kind](job)
        queries.system.jobs.finish(job.id, job.worker)
    except Interrupted:
        outcome = "interrupted"
        queries.system.jobs.put_back(job.id, job.worker)
    except TryLater as reason:
        outcome = "put off"
        with suppress(Abandoned):
            queries.system.jobs.put_back(job.id, job.worker, reason.seconds, str(reason))
    except Abandoned:
        outcome = "abandoned"
    except GivenUp as reason:
        outcome = "given up"
        queries.system.jobs.fail(job.id, job.worker, str(reason), None)
    except Exception as error:
        # The words of an unforeseen error may hold anything, so the row gets its class and the log the rest.
        outcome = "failed"
        log.exception("job failed", extra={"job": job.id, "kind": job.kind})
        pause = None if attempts >= ATTEMPTS else FIRST_PAUSE_SECONDS * 2 ** (attempts - 1)
        wait = None if pause is None else round(pause * random.uniform(1, 1.5))
        with suppress(Abandoned):
            queries.system.jobs.fail(job.id, job.worker, type(error).__name__, wait)
    finally:
        done.set()
        heart.join()
    milliseconds = round((time.perf_counter() - started) * 1000)
    log.info("job %s", outcome, extra={"job": job.id, "kind": job.kind, "attempt": attempts, "ms": milliseconds})


def _seal() -> None:
    try:
        queries.system.audit_chain.seal()
    except Torn as torn:
        log.error("the audit log was changed by hand and is not sealed: %s", torn)


def _put_hourly(hour: str) -> None:
    for kind in EVERY_HOUR:
        queries.system.jobs.put(kind, {}, name=f"{kind}:{hour}")


def _fork(lane: str, settings: Settings) -> int:
    pid = os.fork()
    if pid:
        return pid
    status = 1
    try:
        stop = threading.Event()
        signal.signal(signal.SIGTERM, lambda *_: stop.set())
        if lane == SEALING:
            _seal()
        else:
            run_due(lane, settings, stop)
        status = 0
    except Exception:
        log.exception("a runner failed", extra={"lane": lane})
    finally:
        # Not sys.exit: what the keeper has registered for its own end is not the runner's to do.
        sys.stdout.flush()
        os._exit(status)


def _reap(runners: dict[str, int]) -> None:
    for lane, pid in list(runners.items()):
        if os.waitpid(pid, os.WNOHANG)[0]:
            del runners[lane]


def _stop(runners: dict[str, int]) -> None:
    for pid in runners.values():
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGTERM)
    deadline = time.monotonic() + STOP_SECONDS
    while runners and time.monotonic() < deadline:
        _reap(runners)
        time.sleep(0.02)
    for pid in runners.values():
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
