"""The record of backups. The archives themselves are at BACKUP_TO."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple

import db
from queries.system import emails, jobs

JOB = "backup"
TEMPLATE = "backup_failed"
# No backup takes so long: one that is still running then was killed.
LONGEST_HOURS = 12
INTERRUPTED = "interrupted"


class Status(NamedTuple):
    """The last success and the last failure; None where there was none."""

    succeeded_at: datetime | None
    bytes: int | None
    failed_at: datetime | None
    error: str | None


@db.transactional()
def start(name: str, job_id: int | None) -> int:
    """Record the beginning of a backup. Return its id. Earlier ones that a kill has ended become failed."""
    db.execute(
        """
        UPDATE backups FORCE INDEX (ix_backups_state)
        SET    state = 'failed', error = %s, finished_at = UTC_TIMESTAMP(6)
        WHERE  state = 'running' AND (job_id = %s OR started_at < UTC_TIMESTAMP(6) - INTERVAL %s HOUR)
        """,
        (INTERRUPTED, job_id, LONGEST_HOURS),
    )
    return db.insert(
        """
        INSERT INTO backups (name, job_id, started_at)
        VALUES (%s, %s, UTC_TIMESTAMP(6))
        """,
        (name, job_id),
    )


def finish(backup_id: int, size: int, rows: int, files: int, head: tuple[int, str]) -> None:
    """Record that the archive is complete and at its place."""
    db.execute(
        """
        UPDATE backups
        SET    state = 'done', bytes = %s, row_count = %s, file_count = %s, head_number = %s, head_link = %s,
               finished_at = UTC_TIMESTAMP(6)
        WHERE  id = %s
        """,
        (size, rows, files, head[0], bytes.fromhex(head[1]), backup_id),
    )


@db.transactional()
def fail(backup_id: int, error: str, tell: bool) -> None:
    """Record a failure by its code, and e-mail all admins if they are to be told."""
    db.execute(
        """
        UPDATE backups
        SET    state = 'failed', error = %s, finished_at = UTC_TIMESTAMP(6)
        WHERE  id = %s
        """,
        (error, backup_id),
    )
    if not tell:
        return
    last = status().succeeded_at
    since = last.strftime("%Y-%m-%d %H:%M UTC") if last else "-"
    for admin in db.fetch_all(
        """
        SELECT   r.user_id AS id
        FROM     user_roles r FORCE INDEX (ix_user_roles_role)
        JOIN     users u ON u.id = r.user_id
        WHERE    r.role = 'admin' AND u.active = TRUE
        ORDER BY r.user_id
        """
    ):
        emails.notify(admin["id"], TEMPLATE, "id", {"backup_error": error, "last": since})


def count_failures(job_id: int) -> int:
    """Return how often a job has failed. An interruption is no failure."""
    return int(
        db.fetch_value(
            """
            SELECT COUNT(*)
            FROM   backups FORCE INDEX (ix_backups_job)
            WHERE  job_id = %s AND state = 'failed' AND error <> %s
            """,
            (job_id, INTERRUPTED),
        )
    )


def enqueue(day: str, delay_seconds: int) -> None:
    """Enqueue the backup of a day, unless it is."""
    jobs.enqueue(JOB, {}, name=f"{JOB}:{day}", delay_seconds=delay_seconds)


def mark_deleted(names: Collection[str]) -> None:
    """Record that archives were deleted."""
    if names:
        db.execute(
            f"""
            UPDATE backups FORCE INDEX (uq_backups_name)
            SET    deleted_at = UTC_TIMESTAMP(6)
            WHERE  name IN ({db.placeholders(len(names))}) AND deleted_at IS NULL
            """,
            list(names),
        )


def status() -> Status:
    """Return the last success and the last failure."""
    done, failed = _last("done"), _last("failed")
    return Status(
        done["finished_at"] if done else None,
        done["bytes"] if done else None,
        failed["finished_at"] if failed else None,
        failed["error"] if failed else None,
    )


def page(before: int, limit: int) -> list[db.Row]:
    """Return backups with ids below `before`, newest first, each with its `audit_head` or None."""
    rows = db.fetch_all(
        """
        SELECT   id, name, job_id, state, bytes, row_count, file_count, head_number, head_link, error, started_at,
                 finished_at, deleted_at
        FROM     backups FORCE INDEX (PRIMARY)
        WHERE    id < %s
        ORDER BY id DESC
        LIMIT    %s
        """,
        (before, limit),
    )
    for row in rows:
        number, link = row.pop("head_number"), row.pop("head_link")
        row["audit_head"] = {"number": number, "link": bytes(link).hex()} if link is not None else None
    return rows


def _last(state: str) -> db.Row | None:
    return db.fetch_one(
        """
        SELECT   finished_at, bytes, error
        FROM     backups FORCE INDEX (ix_backups_state)
        WHERE    state = %s
        ORDER BY id DESC
        LIMIT    1
        """,
        (state,),
    )
