"""Retention: delete or blank expired rows, a thousand at a time and in the order of an index."""

from __future__ import annotations

import db

# By kind of row, the statement that deletes up to a thousand expired ones, or what they must not keep.
EXPIRED = {
    # No client retries a sale after a week.
    "idempotency keys": """
        DELETE FROM idempotency_keys
        WHERE       created_at < UTC_TIMESTAMP(6) - INTERVAL 7 DAY
        ORDER BY    created_at
        LIMIT       1000
        """,
    # No lock counts failures of more than a day ago.
    "sign-in failures": """
        DELETE FROM sign_in_failures
        WHERE       last_failed_at < UTC_TIMESTAMP(6) - INTERVAL 1 DAY
        ORDER BY    last_failed_at
        LIMIT       1000
        """,
    # A network without a sign-in for three months counts as unknown.
    "known networks": """
        DELETE FROM known_networks
        WHERE       last_used_at < UTC_TIMESTAMP(6) - INTERVAL 90 DAY
        ORDER BY    last_used_at
        LIMIT       1000
        """,
    "one-time links": """
        DELETE FROM one_time_links
        WHERE       expires_at < UTC_TIMESTAMP(6) - INTERVAL 30 DAY
        ORDER BY    expires_at
        LIMIT       1000
        """,
    # The window of a count has ended after two days.
    "e-mail counts": """
        DELETE FROM letter_counts
        WHERE       began_at < UTC_TIMESTAMP(6) - INTERVAL 2 DAY
        ORDER BY    began_at
        LIMIT       1000
        """,
    "sent e-mails": """
        DELETE FROM letters
        WHERE       sent_at < UTC_TIMESTAMP(6) - INTERVAL 90 DAY
        ORDER BY    sent_at
        LIMIT       1000
        """,
    # Nobody has asked about the money by then.
    "payment notices of no request": """
        DELETE FROM payment_notices
        WHERE       body_until < UTC_TIMESTAMP(6) AND request_id IS NULL
        ORDER BY    body_until
        LIMIT       1000
        """,
    # The others stay: they prove payments, and hold off repeats.
    "bodies of payment notices": """
        UPDATE      payment_notices
        SET         body = NULL, body_until = NULL
        WHERE       body_until < UTC_TIMESTAMP(6) AND request_id IS NOT NULL
        ORDER BY    body_until
        LIMIT       1000
        """,
    # None of them is retried any more.
    "unsent e-mails": """
        DELETE FROM letters
        WHERE       sent_at IS NULL AND created_at < UTC_TIMESTAMP(6) - INTERVAL 90 DAY
        ORDER BY    sent_at, id
        LIMIT       1000
        """,
    # Readers may be this much later than they are promised (`domain.events.types.KEPT_DAYS`).
    "events": """
        DELETE FROM events
        WHERE       created_at < UTC_TIMESTAMP(6) - INTERVAL 31 DAY
        ORDER BY    created_at
        LIMIT       1000
        """,
    "deliveries of webhooks": """
        DELETE FROM deliveries
        WHERE       created_at < UTC_TIMESTAMP(6) - INTERVAL 30 DAY
        ORDER BY    created_at
        LIMIT       1000
        """,
    # Nobody books them any more, and notes in them tell of customers. The rest of an item is kept for ever. What was
    # accepted has a problem only if an earlier release has left it.
    "bodies of rejected items": """
        UPDATE      sync_items FORCE INDEX (ix_sync_items_reviewed)
        SET         body = NULL, problem = NULL
        WHERE       (body IS NOT NULL OR problem IS NOT NULL) AND reviewed_at < UTC_TIMESTAMP(6) - INTERVAL 90 DAY
        ORDER BY    reviewed_at
        LIMIT       1000
        """,
    # Anybody may cause these.
    "jobs of password resets": """
        DELETE FROM jobs
        WHERE       kind = 'password_reset' AND state IN ('done', 'failed')
                    AND due_at < UTC_TIMESTAMP(6) - INTERVAL 1 DAY
        ORDER BY    id
        LIMIT       1000
        """,
    # Jobs of other kinds are shown together with their results.
    "done jobs": """
        DELETE FROM jobs
        WHERE       state = 'done' AND due_at < UTC_TIMESTAMP(6) - INTERVAL 90 DAY
                    AND kind IN ('letters', 'sweep', 'backup', 'payment_ask', 'payment_truth')
        ORDER BY    due_at
        LIMIT       1000
        """,
    "failed jobs": """
        DELETE FROM jobs
        WHERE       state = 'failed' AND due_at < UTC_TIMESTAMP(6) - INTERVAL 90 DAY
                    AND kind IN ('letters', 'sweep', 'backup', 'payment_ask', 'payment_truth')
        ORDER BY    due_at
        LIMIT       1000
        """,
}


def delete_expired(kind: str) -> int:
    """Delete up to a thousand expired rows of a kind in EXPIRED. Return their number."""
    return db.execute(EXPIRED[kind])
