"""Deleting what has grown old: a thousand rows at a time, in the order of an index."""

from __future__ import annotations

from collections.abc import Callable

import db


def idempotency_keys() -> int:
    """Keys of more than a week ago; nobody retries a sale after that."""
    return db.execute(
        """
        DELETE FROM idempotency_keys
        WHERE       created_at < UTC_TIMESTAMP(6) - INTERVAL 7 DAY
        ORDER BY    created_at
        LIMIT       1000
        """
    )


def sign_in_failures() -> int:
    """Failures of more than a day ago, which no lock remembers."""
    return db.execute(
        """
        DELETE FROM sign_in_failures
        WHERE       last_failed_at < UTC_TIMESTAMP(6) - INTERVAL 1 DAY
        ORDER BY    last_failed_at
        LIMIT       1000
        """
    )


def known_networks() -> int:
    """Networks that nobody has signed in from for three months, which count as unknown by now."""
    return db.execute(
        """
        DELETE FROM known_networks
        WHERE       last_used_at < UTC_TIMESTAMP(6) - INTERVAL 90 DAY
        ORDER BY    last_used_at
        LIMIT       1000
        """
    )


def one_time_links() -> int:
    """Links that have been dead for a month."""
    return db.execute(
        """
        DELETE FROM one_time_links
        WHERE       expires_at < UTC_TIMESTAMP(6) - INTERVAL 30 DAY
        ORDER BY    expires_at
        LIMIT       1000
        """
    )


def letter_counts() -> int:
    """Counts that began more than two days ago, whose day is over."""
    return db.execute(
        """
        DELETE FROM letter_counts
        WHERE       began_at < UTC_TIMESTAMP(6) - INTERVAL 2 DAY
        ORDER BY    began_at
        LIMIT       1000
        """
    )


def letters() -> int:
    """Letters that were sent more than three months ago."""
    return db.execute(
        """
        DELETE FROM letters
        WHERE       sent_at < UTC_TIMESTAMP(6) - INTERVAL 90 DAY
        ORDER BY    sent_at
        LIMIT       1000
        """
    )


def letters_given_up() -> int:
    """Letters of more than three months ago that were never sent; none of them is tried any more."""
    return db.execute(
        """
        DELETE FROM letters
        WHERE       sent_at IS NULL AND created_at < UTC_TIMESTAMP(6) - INTERVAL 90 DAY
        ORDER BY    id
        LIMIT       1000
        """
    )


def jobs() -> int:
    """Letters' and sweeps' jobs that ended more than three months ago; what others did is shown with it."""
    return sum(
        db.execute(
            """
            DELETE FROM jobs
            WHERE       state = %s AND due_at < UTC_TIMESTAMP(6) - INTERVAL 90 DAY AND kind IN ('letters', 'sweep')
            ORDER BY    due_at
            LIMIT       1000
            """,
            (state,),
        )
        for state in ("done", "failed")
    )


ALL: tuple[Callable[[], int], ...] = (
    idempotency_keys,
    sign_in_failures,
    known_networks,
    one_time_links,
    letter_counts,
    letters,
    letters_given_up,
    jobs,
)
