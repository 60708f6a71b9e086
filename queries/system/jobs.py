"""The queue of background jobs: a job is a row, which one worker at a time claims for the time of a lease."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import mysql.connector
import orjson

import db
from problems import Problem
from queries.system import audit

COLUMNS = (
    "id, kind, payload, user_id, state, attempts, due_at, worker, rows_done, rows_total, error, "
    "created_at, started_at, finished_at"
)


# Each user has one running import at a time, and at most MOST_WAITING waiting ones. The unique names enforce that:
# `import:7:0` is the running one, `import:7:1` to `import:7:3` are waiting.
IN_TURN = "import"
MOST_WAITING = 3
TURN_ENDS = f"unique_name = CASE WHEN kind = '{IN_TURN}' THEN NULL ELSE unique_name END"


class LeaseLost(Exception):
    """The job has passed to another worker, or to none: the worker must roll back."""


def enqueue(
    kind: str, payload: dict[str, Any], user_id: int | None = None, name: str | None = None, delay_seconds: int = 0
) -> int | None:
    """Insert a job in the caller's transaction. Return its id, or None if a job of this `name` exists."""
    job_id = db.insert(
        """
        INSERT IGNORE INTO jobs (kind, payload, user_id, unique_name, due_at)
        VALUES (%s, %s, %s, %s, UTC_TIMESTAMP(6) + INTERVAL %s SECOND)
        """,
        (kind, orjson.dumps(payload).decode(), user_id, name, delay_seconds),
    )
    return job_id or None


def enqueue_import(payload: dict[str, Any], user_id: int) -> int | None:
    """Insert the job of an import. Return its id, or None if too many of the user's imports are waiting."""
    names = _places(user_id)
    return next((job_id for name in names if (job_id := enqueue(IN_TURN, payload, user_id, name))), None)


def claim_import(job_id: int, user_id: int, worker: str, lease_seconds: int) -> bool:
    """Claim an import that this transaction has inserted, before other workers see it.

    Return False if another import of the user is running; the job then waits.
    """
    return _take(job_id, worker, lease_seconds, _turn(user_id))


def set_total(job_id: int, rows_total: int) -> None:
    """Set the number of rows that the job has to process."""
    db.execute(
        """
        UPDATE jobs
        SET    rows_total = %s
        WHERE  id = %s
        """,
        (rows_total, job_id),
    )


def has_named(prefix: str, number: int) -> bool:
    """Tell whether there are so many jobs whose name begins with `prefix`, which ends with a colon."""
    found = db.fetch_all(
        """
        SELECT unique_name
        FROM   jobs FORCE INDEX (uq_jobs_name)
        WHERE  unique_name > %s AND unique_name < %s
        LIMIT  %s
        """,
        # The character behind the colon.
        (prefix, f"{prefix[:-1]};", number),
    )
    return len(found) == number


def is_due(kinds: Sequence[str]) -> bool:
    """Tell whether a job of these kinds can be claimed: it is due and not blocked, or its lease has expired."""
    return any(_due(state, kinds, lock=False) for state in ("queued", "running"))


@db.transactional()
def claim(worker: str, kinds: Sequence[str], lease_seconds: int) -> db.Row | None:
    """Claim the next due job for `lease_seconds`, and count the attempt. Return the job, or None."""
    found = _due("queued", kinds, lock=True) or _due("running", kinds, lock=True)
    if found is None:
        return None
    job = get(found)
    in_turn = job["kind"] == IN_TURN and job["user_id"] is not None
    if not _take(found, worker, lease_seconds, _turn(job["user_id"]) if in_turn else None):
        return None
    if in_turn:
        # Earlier jobs of other users go first.
        db.execute(
            f"""
            UPDATE jobs FORCE INDEX (uq_jobs_name)
            SET    due_at = GREATEST(due_at, UTC_TIMESTAMP(6))
            WHERE  unique_name IN ({db.placeholders(MOST_WAITING)}) AND state = 'queued'
            """,
            _places(job["user_id"]),
        )
    return get(found)


def renew_lease(job_id: int, worker: str, lease_seconds: int) -> None:
    """Extend the worker's lease, or raise LeaseLost."""
    _must_match(
        """
        UPDATE jobs FORCE INDEX (PRIMARY)
        SET    due_at = UTC_TIMESTAMP(6) + INTERVAL %s SECOND
        WHERE  id = %s AND worker = %s AND state = 'running'
        """,
        (lease_seconds, job_id, worker),
    )


def record_progress(job_id: int, worker: str, rows_done: int, rows_total: int | None) -> None:
    """Record the progress, or raise LeaseLost. In the transaction of the work it ensures that the lease still holds."""
    _must_match(
        """
        UPDATE jobs FORCE INDEX (PRIMARY)
        SET    rows_done = %s, rows_total = %s
        WHERE  id = %s AND worker = %s AND state = 'running'
        """,
        (rows_done, rows_total, job_id, worker),
    )


def finish(job_id: int, worker: str) -> None:
    """Mark the job as done."""
    _must_match(
        f"""
        UPDATE jobs FORCE INDEX (PRIMARY)
        SET    state = 'done', finished_at = UTC_TIMESTAMP(6), error = NULL, {TURN_ENDS}
        WHERE  id = %s AND worker = %s AND state = 'running'
        """,
        (job_id, worker),
    )


def fail(job_id: int, worker: str, error: str, retry_seconds: int | None) -> None:
    """Mark the attempt as failed. The job is retried after `retry_seconds`, or never (None)."""
    _must_match(
        f"""
        UPDATE jobs FORCE INDEX (PRIMARY)
        SET    state = CASE WHEN %s IS NULL THEN 'failed' ELSE 'queued' END,
               {TURN_ENDS},
               finished_at = CASE WHEN %s IS NULL THEN UTC_TIMESTAMP(6) END,
               due_at = UTC_TIMESTAMP(6) + INTERVAL COALESCE(%s, 0) SECOND,
               error = %s
        WHERE  id = %s AND worker = %s AND state = 'running'
        """,
        (retry_seconds, retry_seconds, retry_seconds, error[:1000], job_id, worker),
    )


def requeue(job_id: int, worker: str, seconds: float = 0, error: str | None = None) -> None:
    """Return the job to the queue after `seconds` without counting the attempt. `error` says what it waits for."""
    _must_match(
        f"""
        UPDATE jobs FORCE INDEX (PRIMARY)
        SET    state = 'queued',
               {TURN_ENDS},
               due_at = UTC_TIMESTAMP(6) + INTERVAL %s SECOND,
               attempts = attempts - 1,
               error = %s
        WHERE  id = %s AND worker = %s AND state = 'running'
        """,
        (seconds, error, job_id, worker),
    )


@db.transactional()
def retry(job_id: int) -> None:
    """Requeue a failed job with all its attempts, or raise a 404 if it is in another state."""
    with audit.changing("jobs", job_id):
        retried = db.execute(
            """
            UPDATE jobs FORCE INDEX (PRIMARY)
            SET    state = 'queued', attempts = 0, due_at = UTC_TIMESTAMP(6), finished_at = NULL
            WHERE  id = %s AND state = 'failed'
            """,
            (job_id,),
        )
    if not retried:
        raise Problem("job_not_found", id=job_id)


def get(job_id: int) -> db.Row:
    """Return the job with its `payload` as a dict, or raise a 404."""
    row = db.fetch_one(
        f"""
        SELECT {COLUMNS}
        FROM   jobs
        WHERE  id = %s
        """,
        (job_id,),
    )
    if row is None:
        raise Problem("job_not_found", id=job_id)
    return _read(row)


def page(before: int, limit: int, kind: str | None = None, state: str | None = None) -> list[db.Row]:
    """Return jobs with ids below `before`, newest first; of one `kind` or `state` if given."""
    conditions, params = ["id < %s"], [before]
    index = "PRIMARY"
    for column, value, helpful in (("kind", kind, "ix_jobs_kind"), ("state", state, "PRIMARY")):
        if value is not None:
            conditions.append(f"{column} = %s")
            params.append(value)  # type: ignore[arg-type]
            index = helpful if index == "PRIMARY" else index
    return [
        _read(row)
        for row in db.fetch_all(
            f"""
            SELECT   {COLUMNS}
            FROM     jobs FORCE INDEX ({index})
            WHERE    {" AND ".join(conditions)}
            ORDER BY id DESC
            LIMIT    %s
            """,
            [*params, limit],
        )
    ]


def _take(job_id: int, worker: str, lease_seconds: int, turn: str | None) -> bool:
    """Claim the job. Return False if another job has the unique name `turn`."""
    try:
        db.execute(
            """
            UPDATE jobs
            SET    state = 'running',
                   worker = %s,
                   attempts = attempts + 1,
                   due_at = UTC_TIMESTAMP(6) + INTERVAL %s SECOND,
                   started_at = COALESCE(started_at, UTC_TIMESTAMP(6)),
                   unique_name = COALESCE(%s, unique_name)
            WHERE  id = %s
            """,
            (worker, lease_seconds, turn, job_id),
        )
    except mysql.connector.Error as error:
        if db.violated(error) == "uq_jobs_name":
            return False
        raise
    return True


def _turn(user_id: int) -> str:
    return f"{IN_TURN}:{user_id}:0"


def _places(user_id: int) -> list[str]:
    return [f"{IN_TURN}:{user_id}:{place}" for place in range(1, MOST_WAITING + 1)]


def _due(state: str, kinds: Sequence[str], lock: bool) -> int | None:
    row = db.fetch_one(
        f"""
        SELECT   j.id
        FROM     jobs j FORCE INDEX (ix_jobs_due)
        WHERE    j.state = %s AND j.due_at <= UTC_TIMESTAMP(6) AND j.kind IN ({db.placeholders(len(kinds))})
                 AND NOT (j.kind = '{IN_TURN}'
                          AND EXISTS (SELECT 1
                                      FROM   jobs o FORCE INDEX (uq_jobs_name)
                                      WHERE  o.unique_name = CONVERT(CONCAT('{IN_TURN}:', j.user_id, ':0') USING ascii)
                                             AND o.id <> j.id))
        ORDER BY j.due_at, j.id
        LIMIT    1
        {"FOR UPDATE SKIP LOCKED" if lock else ""}
        """,
        [state, *kinds],
    )
    return row["id"] if row else None


def _read(row: db.Row) -> db.Row:
    return {**row, "payload": orjson.loads(row["payload"])}


def _must_match(sql: str, params: Sequence[Any]) -> None:
    if not db.execute(sql, params):
        raise LeaseLost
