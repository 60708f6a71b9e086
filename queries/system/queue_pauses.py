"""Lanes of jobs that pause, because what all their jobs need does not answer."""

from __future__ import annotations

import db

FIRST_PAUSE_SECONDS = 5
# One call a minute is no burden to a service that is down, and finds soon that it is up again.
LONGEST_PAUSE_SECONDS = 60


def paused(lane: str) -> bool:
    """Whether the lane's jobs have to wait."""
    return bool(
        db.fetch_value(
            """
            SELECT 1 AS paused
            FROM   lane_pauses
            WHERE  lane = %s AND ends_at > UTC_TIMESTAMP(6)
            """,
            (lane,),
        )
    )


def pause(lane: str, least_seconds: float = 0) -> None:
    """Has the lane wait at least so long, and twice as long as the last time if nothing has succeeded since."""
    db.execute(
        """
        INSERT INTO lane_pauses (lane, failures, ends_at)
        VALUES (%s, 1, UTC_TIMESTAMP(6) + INTERVAL %s SECOND)
        ON DUPLICATE KEY UPDATE
            ends_at = UTC_TIMESTAMP(6)
                      + INTERVAL GREATEST(%s, LEAST(%s, %s * POW(2, LEAST(failures, 10)))) SECOND,
            failures = failures + 1
        """,
        (lane, max(FIRST_PAUSE_SECONDS, least_seconds), least_seconds, LONGEST_PAUSE_SECONDS, FIRST_PAUSE_SECONDS),
    )


def resume(lane: str) -> None:
    """Something has succeeded: the next pause is a short one again."""
    db.execute(
        """
        DELETE FROM lane_pauses
        WHERE       lane = %s
        """,
        (lane,),
    )
