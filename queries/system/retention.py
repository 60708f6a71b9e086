"""Retention: each function deletes up to a thousand expired rows in the order of an index. Return their number."""

from __future__ import annotations

from collections.abc import Callable

import db


def idempotency_keys() -> int:
    """Delete keys that are older than a week; no client retries a sale after that."""
    return db.execute(
        """
        DELETE FROM idempotency_keys
        WHERE       created_at < UTC_TIMESTAMP(6) - INTERVAL 7 DAY
        ORDER BY    created_at
        LIMIT       1000
        """
    )


def sign_in_failures() -> int:
    """Delete failures that are older than a day, which no lock counts any more."""
    return db.execute(
        """
        DELETE FROM sign_in_failures
        WHERE       last_failed_at < UTC_TIMESTAMP(6) - INTERVAL 1 DAY
        ORDER BY    last_failed_at
        LIMIT       1000
        """
    )


def known_networks() -> int:
    """Delete networks without a sign-in for three months, which count as unknown."""
    return db.execute(
        """
        DELETE FROM known_networks
        WHERE       last_used_at < UTC_TIMESTAMP(6) - INTERVAL 90 DAY
        ORDER BY    last_used_at
        LIMIT       1000
        """
    )


def one_time_links() -> int:
    """Delete links that expired over a month ago."""
    return db.execute(
        """
        DELETE FROM one_time_links
        WHERE       expires_at < UTC_TIMESTAMP(6) - INTERVAL 30 DAY
        ORDER BY    expires_at
        LIMIT       1000
        """
    )


def email_counts() -> int:
    """Delete counts that began more than two days ago, whose window has ended."""
    return db.execute(
        """
        DELETE FROM letter_counts
        WHERE       began_at < UTC_TIMESTAMP(6) - INTERVAL 2 DAY
        ORDER BY    began_at
        LIMIT       1000
        """
    )


def sent_emails() -> int:
    """Delete e-mails that were sent more than three months ago."""
    return db.execute(
        """
        DELETE FROM letters
        WHERE       sent_at < UTC_TIMESTAMP(6) - INTERVAL 90 DAY
        ORDER BY    sent_at
        LIMIT       1000
        """
    )


def unsent_emails() -> int:
    """Delete e-mails that are older than three months and were never sent; none of them is retried any more."""
    return db.execute(
        """
        DELETE FROM letters
        WHERE       sent_at IS NULL AND created_at < UTC_TIMESTAMP(6) - INTERVAL 90 DAY
        ORDER BY    id
        LIMIT       1000
        """
    )


def jobs() -> int:
    """Delete jobs of e-mails and of retention that ended over three months ago."""
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
    email_counts,
    sent_emails,
    unsent_emails,
    jobs,
)
