"""Paused queues of jobs, after a service that all their jobs need has not answered."""

from __future__ import annotations

import db

FIRST_PAUSE_SECONDS = 5
# One call per minute is no burden to a service that is down, and notices soon that it is up again.
LONGEST_PAUSE_SECONDS = 60


def is_paused(queue: str) -> bool:
    """Tell whether the queue is paused."""
    return bool(
        db.fetch_value(
            """
            SELECT 1 AS paused
            FROM   lane_pauses
            WHERE  lane = %s AND ends_at > UTC_TIMESTAMP(6)
            """,
            (queue,),
        )
    )


def pause(queue: str, least_seconds: float = 0) -> None:
    """Pause the queue for at least `least_seconds`, and twice as long as before if nothing has succeeded since."""
    db.execute(
        """
        INSERT INTO lane_pauses (lane, failures, ends_at)
        VALUES (%s, 1, UTC_TIMESTAMP(6) + INTERVAL %s SECOND)
        ON DUPLICATE KEY UPDATE
            ends_at = UTC_TIMESTAMP(6)
                      + INTERVAL GREATEST(%s, LEAST(%s, %s * POW(2, LEAST(failures, 10)))) SECOND,
            failures = failures + 1
        """,
        (queue, max(FIRST_PAUSE_SECONDS, least_seconds), least_seconds, LONGEST_PAUSE_SECONDS, FIRST_PAUSE_SECONDS),
    )


def resume(queue: str) -> None:
    """Resume the queue after a success; the next pause is a short one again."""
    db.execute(
        """
        DELETE FROM lane_pauses
        WHERE       lane = %s
        """,
        (queue,),
    )
