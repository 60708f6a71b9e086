"""Work that outlives a request: put into a row by whoever wants it done, claimed by one worker at a time."""

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


# Of these jobs each person has one under way at a time, and so many that wait. That is kept by the unique names
# `import:7:0` of the one under way and `import:7:1` to `import:7:3` of those that wait.
IN_TURN = "import"
MOST_WAITING = 3
TURN_ENDS = f"unique_name = CASE WHEN kind = '{IN_TURN}' THEN NULL ELSE unique_name END"


class Abandoned(Exception):
    """The job belongs to another worker by now, or to nobody: whoever ran it must leave no trace."""


def put(
    kind: str, payload: dict[str, Any], user_id: int | None = None, name: str | None = None, delay_seconds: int = 0
) -> int | None:
    """A new job's id; it commits with the caller's transaction. None where a job of this `name` was put before."""
    job_id = db.insert(
        """
        INSERT IGNORE INTO jobs (kind, payload, user_id, unique_name, due_at)
        VALUES (%s, %s, %s, %s, UTC_TIMESTAMP(6) + INTERVAL %s SECOND)
        """,
        (kind, orjson.dumps(payload).decode(), user_id, name, delay_seconds),
    )
    return job_id or None


def put_in_turn(payload: dict[str, Any], user_id: int) -> int | None:
    """A new import's job; None where as many of this person's wait as may."""
    names = _places(user_id)
    return next((job_id for name in names if (job_id := put(IN_TURN, payload, user_id, name))), None)


def take_at_once(job_id: int, user_id: int, worker: str, lease_seconds: int) -> bool:
    """Makes an import that was put in this transaction this worker's own before any other sees it.

    False where another of this person's is under way: it waits then.
    """
    return _take(job_id, worker, lease_seconds, _turn(user_id))


def expect(job_id: int, rows_total: int) -> None:
    """Notes how many rows the job will have to do."""
    db.execute(
        """
        UPDATE jobs
        SET    rows_total = %s
        WHERE  id = %s
        """,
        (rows_total, job_id),
    )


def is_due(kinds: Sequence[str]) -> bool:
    """Whether a job of these kinds waits for a worker and not for another job, or its worker has died."""
    return any(_due(state, kinds, lock=False) for state in ("queued", "running"))


@db.transactional()
def claim(worker: str, kinds: Sequence[str], lease_seconds: int) -> db.Row | None:
    """The next job that is due, now this worker's for `lease_seconds`, or None. Counts the attempt."""
    found = _due("queued", kinds, lock=True) or _due("running", kinds, lock=True)
    if found is None:
        return None
    job = get(found)
    in_turn = job["kind"] == IN_TURN and job["user_id"] is not None
    if not _take(found, worker, lease_seconds, _turn(job["user_id"]) if in_turn else None):
        return None
    if in_turn:
        # What others have put before goes first.
        db.execute(
            f"""
            UPDATE jobs FORCE INDEX (uq_jobs_name)
            SET    due_at = GREATEST(due_at, UTC_TIMESTAMP(6))
            WHERE  unique_name IN ({db.marks(MOST_WAITING)}) AND state = 'queued'
            """,
            _places(job["user_id"]),
        )
    return get(found)


def renew(job_id: int, worker: str, lease_seconds: int) -> None:
    """Says that the worker is alive; raises Abandoned where the job is not its own any more."""
    _must_match(
        """
        UPDATE jobs
        SET    due_at = UTC_TIMESTAMP(6) + INTERVAL %s SECOND
        WHERE  id = %s AND worker = %s AND state = 'running'
        """,
        (lease_seconds, job_id, worker),
    )


def tell_progress(job_id: int, worker: str, rows_done: int, rows_total: int | None) -> None:
    """Notes how far the job is; in the transaction of what was done it also makes sure that the job is still ours."""
    _must_match(
        """
        UPDATE jobs
        SET    rows_done = %s, rows_total = %s
        WHERE  id = %s AND worker = %s AND state = 'running'
        """,
        (rows_done, rows_total, job_id, worker),
    )


def finish(job_id: int, worker: str) -> None:
    """The job is done."""
    _must_match(
        f"""
        UPDATE jobs
        SET    state = 'done', finished_at = UTC_TIMESTAMP(6), error = NULL, {TURN_ENDS}
        WHERE  id = %s AND worker = %s AND state = 'running'
        """,
        (job_id, worker),
    )


def fail(job_id: int, worker: str, error: str, retry_seconds: int | None) -> None:
    """The attempt failed; the job is tried again after `retry_seconds`, or never (None)."""
    _must_match(
        f"""
        UPDATE jobs
        SET    state = CASE WHEN %s IS NULL THEN 'failed' ELSE 'queued' END,
               {TURN_ENDS},
               finished_at = CASE WHEN %s IS NULL THEN UTC_TIMESTAMP(6) END,
               due_at = UTC_TIMESTAMP(6) + INTERVAL COALESCE(%s, 0) SECOND,
               error = %s
        WHERE  id = %s AND worker = %s AND state = 'running'
        """,
        (retry_seconds, retry_seconds, retry_seconds, error[:1000], job_id, worker),
    )


def put_back(job_id: int, worker: str, seconds: float = 0, error: str | None = None) -> None:
    """The job is due again after so many seconds, and the attempt does not count; `error` says what it waits for."""
    _must_match(
        f"""
        UPDATE jobs
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
def try_again(job_id: int) -> None:
    """Makes a failed job due again, with all its attempts; one in any other state is not found."""
    with audit.changing("jobs", job_id):
        revived = db.execute(
            """
            UPDATE jobs FORCE INDEX (PRIMARY)
            SET    state = 'queued', attempts = 0, due_at = UTC_TIMESTAMP(6), finished_at = NULL
            WHERE  id = %s AND state = 'failed'
            """,
            (job_id,),
        )
    if not revived:
        raise Problem("job_not_found", id=job_id)


def get(job_id: int) -> db.Row:
    """The job with its `payload` as a dict, or a 404."""
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
    """Jobs with ids below `before`, newest first, of one kind or state if given."""
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
    """Makes the job this worker's; False where another job has its `turn`."""
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
        WHERE    j.state = %s AND j.due_at <= UTC_TIMESTAMP(6) AND j.kind IN ({db.marks(len(kinds))})
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
        raise Abandoned
