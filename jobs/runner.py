"""The supervisor of background jobs: it runs the jobs of each queue in a process of its own."""

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
from typing import Any

import mysql.connector

import db
import faults
import queries.accounts.passwords
import queries.sales.incoming.asking
import queries.sales.incoming.notices
import queries.sales.order_expiry
import queries.system.audit_chain
import queries.system.jobs
import queries.system.queue_pauses
import queries.system.schema
import telemetry
from jobs import (
    api_key_expiry,
    backups,
    demo_images,
    emails,
    password_resets,
    payment_providers,
    product_imports,
    retention,
    webhook_sender,
)
from jobs.context import Interrupted, Job, JobFailed, RetryLater
from mail import provider
from queries.events import sending
from queries.system.audit_chain import ChainBroken
from queries.system.jobs import LeaseLost
from settings import Settings
from telemetry import metrics, traces

log = logging.getLogger("finenice.jobs")

HANDLERS: dict[str, Callable[[Job], None]] = {
    "demo_pictures": demo_images.create,
    "key_warnings": api_key_expiry.send_warnings,
    "letters": emails.send,
    queries.accounts.passwords.JOB: password_resets.send_reset_email,
    "sweep": retention.clean_up,
    "import": product_imports.run_import,
    backups.KIND: backups.make,
    queries.sales.incoming.asking.JOB: payment_providers.ask,
    queries.sales.incoming.notices.JOB: payment_providers.look_up,
}
# A long import must not delay e-mails, nor a slow provider the clean-up, so each queue has one process at a time.
# Strangers may fill that of the resets.
QUEUES: dict[str, tuple[str, ...]] = {
    emails.QUEUE: ("letters",),
    "resets": (queries.accounts.passwords.JOB,),
    "maintenance": ("key_warnings", "demo_pictures", "sweep"),
    "imports": ("import",),
    "backups": (backups.KIND,),
    payment_providers.QUEUE: (queries.sales.incoming.asking.JOB, queries.sales.incoming.notices.JOB),
}
ATTEMPTS = 5
FIRST_PAUSE_SECONDS = 5
POLL_SECONDS = 1.0
STOP_SECONDS = 20.0
EVERY_HOUR = ("key_warnings", "sweep")


def supervise(settings: Settings) -> None:
    """Poll for due jobs and fork a runner for each queue that has some, until SIGTERM or the end of the parent.

    A runner is a process, so that its memory is freed at its end and a crash affects nothing else.
    """
    parent, stop = os.getppid(), threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    # Imported once, for all runners.
    provider.load(settings)
    runners: dict[str, int] = {}
    hour = minute = None
    while not stop.is_set() and os.getppid() == parent:
        _reap(runners)
        try:
            if queries.system.schema.unsupported():
                # The processes of a newer release run the jobs.
                stop.wait(POLL_SECONDS)
                continue
            if (now := datetime.now(UTC).strftime("%Y-%m-%dT%H")) != hour:
                _enqueue_hourly(now)
                backups.enqueue_next(settings.backup, datetime.now(UTC))
                hour = now
            due = [
                queue
                for queue, kinds in QUEUES.items()
                if queue not in runners
                and queries.system.jobs.is_due(kinds)
                and not queries.system.queue_pauses.is_paused(queue)
            ]
            if webhook_sender.QUEUE not in runners and sending.has_work():
                due.append(webhook_sender.QUEUE)
            if (now := datetime.now(UTC).strftime("%H:%M")) != minute:
                due += [task for task, (is_due, _) in EVERY_MINUTE.items() if task not in runners and is_due()]
                minute = now
        except mysql.connector.Error as error:
            log.warning("can't poll for jobs", extra={"errno": error.errno})
            due = []
        if due:
            # A runner must not inherit a connection.
            db.close()
        for queue in due:
            runners[queue] = _fork(queue, settings)
        stop.wait(POLL_SECONDS)
    _stop(runners)
    db.close()


def run_due(queue: str, settings: Settings, stop: threading.Event) -> None:
    """Run the due jobs of a queue one after another, until none is left or the queue is paused."""
    worker = f"{os.getpid()}-{secrets.token_hex(4)}"
    while not stop.is_set() and not queries.system.queue_pauses.is_paused(queue):
        row = queries.system.jobs.claim(worker, QUEUES[queue], settings.job_lease_seconds)
        if row is None:
            return
        _run(Job(row["id"], row["kind"], row["payload"], row["user_id"], worker, settings, stop), row["attempts"])


def _run(job: Job, attempts: int) -> None:
    started = time.perf_counter()
    outcome, why = "done", {}
    heartbeat = threading.Thread(target=job.renew_lease, args=(done := threading.Event(),), daemon=True)
    heartbeat.start()
    try:
        if attempts > ATTEMPTS:
            raise JobFailed("its workers died")
        with traces.span(f"job {job.kind}"):
            HANDLERS[job.kind](job)
        queries.system.jobs.finish(job.id, job.worker)
    except Interrupted:
        outcome = "interrupted"
        queries.system.jobs.requeue(job.id, job.worker)
    except RetryLater as reason:
        outcome = "postponed"
        with suppress(LeaseLost):
            queries.system.jobs.requeue(job.id, job.worker, reason.seconds, str(reason))
    except LeaseLost:
        outcome = "abandoned"
    except JobFailed as reason:
        outcome, why = "given up", {"why": str(reason)}
        queries.system.jobs.fail(job.id, job.worker, str(reason), None)
    except Exception as error:
        # The message of an unexpected error may contain secrets, so the row gets its class only.
        outcome = "failed"
        _log_failure("job failed", error, job=job.id, kind=job.kind)
        _put_off(job, attempts, type(error).__name__)
    finally:
        done.set()
        heartbeat.join()
    seconds = time.perf_counter() - started
    metrics.job(job.kind, outcome.replace(" ", "_"), seconds)
    milliseconds = round(seconds * 1000)
    known = {"job": job.id, "kind": job.kind, "attempt": attempts, "ms": milliseconds}
    log.info("job %s", outcome, extra={**known, **why})


def _log_failure(message: str, error: Exception, **extra: Any) -> None:
    """Log a traceback, except of an error that says all by its number: a lost, full or busy database."""
    if isinstance(error, mysql.connector.Error) and faults.is_foreseen(error):
        log.warning(message, extra={**extra, "errno": error.errno, "why": error.msg})
    else:
        log.error(message, extra=extra, exc_info=error)


def _put_off(job: Job, attempts: int, why: str) -> None:
    """Let the job run again later, or give it up after its last attempt."""
    pause = None if attempts >= ATTEMPTS else FIRST_PAUSE_SECONDS * 2 ** (attempts - 1)
    wait = None if pause is None else round(pause * random.uniform(1, 1.5))
    with suppress(LeaseLost):
        queries.system.jobs.fail(job.id, job.worker, why, wait)


def _extend_audit_chain() -> None:
    try:
        queries.system.audit_chain.extend()
    except ChainBroken as error:
        log.error("the audit log was changed by hand; the chain is not extended: %s", error)


# Tasks that run each minute in which they have something to do, without a row in `jobs`, which would fill the table.
EVERY_MINUTE: dict[str, tuple[Callable[[], bool], Callable[[], None]]] = {
    "audit_chain": (queries.system.audit_chain.has_unchained, _extend_audit_chain),
    "order_expiry": (queries.sales.order_expiry.has_expired, queries.sales.order_expiry.release_all),
}


def _enqueue_hourly(hour: str) -> None:
    for kind in EVERY_HOUR:
        queries.system.jobs.enqueue(kind, {}, name=f"{kind}:{hour}")


def _fork(queue: str, settings: Settings) -> int:
    pid = os.fork()
    if pid:
        return pid
    status = 1
    try:
        stop = threading.Event()
        signal.signal(signal.SIGTERM, lambda *_: stop.set())
        if queue in EVERY_MINUTE:
            EVERY_MINUTE[queue][1]()
        elif queue == webhook_sender.QUEUE:
            webhook_sender.Sender(settings).run(stop)
        else:
            run_due(queue, settings, stop)
        status = 0
    except Exception as error:
        _log_failure("a runner failed", error, queue=queue)
    finally:
        telemetry.flush()
        # Not sys.exit: the exit handlers of the supervisor must not run here.
        with suppress(OSError):
            sys.stdout.flush()
        os._exit(status)


def _reap(runners: dict[str, int]) -> None:
    for queue, pid in list(runners.items()):
        if os.waitpid(pid, os.WNOHANG)[0]:
            del runners[queue]


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
