"""What the sender of webhooks reads and writes. One process at a time delivers the events of a webhook."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

import db
from domain.events import schedule
from domain.events.types import TEST
from problems import Problem
from queries.events import feed, webhooks
from queries.events.feed import Places

# A claim outlives the longest turn, with an attempt that begins at its end.
CLAIM_SECONDS = 60
RESPONSE_LENGTH = 500


class Attempt(NamedTuple):
    """How an attempt ended. The receiver has the event if there is a `status_code` of 200 to 299."""

    milliseconds: int
    status_code: int | None
    answer: str
    # Why there was no answer, as a code.
    error: str | None = None
    retry_after: int = 0

    @property
    def succeeded(self) -> bool:
        return self.status_code is not None and 200 <= self.status_code < 300


class ClaimLost(Exception):
    """Another process delivers the events of this webhook by now, or it was paused or deleted."""


def has_work() -> bool:
    """Tell whether there are webhooks to deliver to, or replays and tests to send."""
    return bool(
        db.fetch_value(
            """
            SELECT EXISTS (SELECT 1
                           FROM   webhooks FORCE INDEX (ix_webhooks_active)
                           WHERE  active = 1)
                   OR EXISTS (SELECT 1
                              FROM   deliveries FORCE INDEX (ix_deliveries_sent)
                              WHERE  sent_at IS NULL) AS work
            """
        )
    )


def list_ready() -> list[db.Row]:
    """Return the active webhooks whose last attempt has succeeded, as `id` and `owner_id`."""
    return db.fetch_all(
        """
        SELECT   id, owner_id
        FROM     webhooks FORCE INDEX (ix_webhooks_active)
        WHERE    active = 1 AND next_at IS NULL
        """
    )


def list_due(limit: int) -> list[int]:
    """Return failing webhooks whose next attempt is due."""
    rows = db.fetch_all(
        """
        SELECT   id
        FROM     webhooks FORCE INDEX (ix_webhooks_active)
        WHERE    active = 1 AND next_at <= UTC_TIMESTAMP(6)
        ORDER BY next_at
        LIMIT    %s
        """,
        (limit,),
    )
    return [row["id"] for row in rows]


def list_requested(limit: int, each: int, busy: Collection[int]) -> list[db.Row]:
    """Return replays and tests that wait, as `id` and `owner_id`: the oldest of each owner, then their second ones.

    No more than `each` of an owner, and none of `busy` owners. Those of webhooks that are deleted by now have owner 0.
    """
    return db.fetch_all(
        f"""
        SELECT   id, owner_id
        FROM     (SELECT d.id, COALESCE(w.owner_id, 0) AS owner_id,
                         ROW_NUMBER() OVER (PARTITION BY w.owner_id ORDER BY d.id) AS turn
                  FROM   deliveries d FORCE INDEX (ix_deliveries_sent)
                  LEFT JOIN webhooks w FORCE INDEX (PRIMARY) ON w.id = d.webhook_id
                  WHERE  d.sent_at IS NULL AND COALESCE(w.owner_id, 0) NOT IN ({db.placeholders(len(busy) + 1)})
                 ) AS waiting
        WHERE    turn <= %s
        ORDER BY turn, id
        LIMIT    %s
        """,
        # -1 is nobody.
        [-1, *busy, each, limit],
    )


def claim(webhook_id: int, worker: str) -> db.Row | None:
    """Claim a webhook that is due, and return it with its `places`, or return None."""
    claimed = db.execute(
        """
        UPDATE webhooks FORCE INDEX (PRIMARY)
        SET    claimed_by = %s, claimed_until = UTC_TIMESTAMP(6) + INTERVAL %s SECOND
        WHERE  id = %s AND active = 1 AND (next_at IS NULL OR next_at <= UTC_TIMESTAMP(6))
               AND (claimed_until IS NULL OR claimed_until < UTC_TIMESTAMP(6))
        """,
        (worker, CLAIM_SECONDS, webhook_id),
    )
    return _get(webhook_id) if claimed else None


def release(webhook_id: int, worker: str) -> None:
    """Give up a claim."""
    db.execute(
        """
        UPDATE webhooks FORCE INDEX (PRIMARY)
        SET    claimed_by = NULL, claimed_until = NULL
        WHERE  id = %s AND claimed_by = %s
        """,
        (webhook_id, worker),
    )


def advance(webhook_id: int, worker: str, places: Places) -> None:
    """Move a claimed webhook behind events that it does not want. Raises ClaimLost."""
    moved = db.execute(
        """
        UPDATE webhooks FORCE INDEX (PRIMARY)
        SET    position = %s, position_at = UTC_TIMESTAMP(6)
        WHERE  id = %s AND claimed_by = %s AND active = 1
        """,
        (webhooks.encode(places), webhook_id, worker),
    )
    if not moved:
        raise ClaimLost


@db.transactional()
def settle(webhook: db.Row, worker: str, event: db.Row, attempt: Attempt) -> bool:
    """Record an attempt, and return whether it succeeded. Raises ClaimLost, and then nothing is recorded.

    After a success the webhook stands behind the event. After a failure it stays and waits; after the last one, or
    if the receiver is gone for good, it is paused.
    """
    now = _lock(webhook["id"], worker)
    _log(webhook["id"], event["id"], event["type"], attempt)
    if attempt.succeeded:
        places = feed.advance(webhook["places"], [event])
        db.execute(
            """
            UPDATE webhooks FORCE INDEX (PRIMARY)
            SET    position = %s, position_at = UTC_TIMESTAMP(6), failures = 0, failing_since = NULL, next_at = NULL
            WHERE  id = %s
            """,
            (webhooks.encode(places), webhook["id"]),
        )
        return True
    if not now["active"]:
        return False
    failures = now["failures"] + 1
    pause = schedule.pause(failures, attempt.retry_after)
    db.execute(
        """
        UPDATE webhooks FORCE INDEX (PRIMARY)
        SET    failures = %s, failing_since = COALESCE(failing_since, UTC_TIMESTAMP(6)),
               next_at = UTC_TIMESTAMP(6) + INTERVAL %s MICROSECOND
        WHERE  id = %s
        """,
        (failures, round((pause or 0) * 1_000_000), webhook["id"]),
    )
    if attempt.status_code == 410:
        webhooks.pause(webhook, "gone")
    elif pause is None:
        webhooks.pause(webhook, "failing")
    return False


@db.transactional()
def take_requested(delivery_id: int) -> tuple[db.Row, db.Row] | None:
    """Return a replay or test that waits, as its webhook and its event, and mark it as sent; None if it is no more."""
    row = db.fetch_one(
        """
        SELECT id, webhook_id, event_id, type, created_at
        FROM   deliveries FORCE INDEX (PRIMARY)
        WHERE  id = %s AND sent_at IS NULL
        FOR UPDATE
        """,
        (delivery_id,),
    )
    if row is None:
        return None
    db.execute(
        """
        UPDATE deliveries FORCE INDEX (PRIMARY)
        SET    sent_at = UTC_TIMESTAMP(6), error = 'interrupted'
        WHERE  id = %s
        """,
        (delivery_id,),
    )
    webhook = _get(row["webhook_id"])
    if webhook is None:
        return None
    if row["type"] == TEST:
        return webhook, {**row, "id": row["event_id"], "data": {"id": webhook["id"]}}
    try:
        return webhook, feed.get(webhook["owner_id"], row["event_id"])
    except Problem:
        # The event was deleted meanwhile.
        return None


def record_requested(delivery_id: int, attempt: Attempt) -> None:
    """Record how a replay or a test ended."""
    db.execute(
        """
        UPDATE deliveries FORCE INDEX (PRIMARY)
        SET    milliseconds = %s, status_code = %s, answer = %s, error = %s
        WHERE  id = %s
        """,
        (attempt.milliseconds, attempt.status_code, attempt.answer[:RESPONSE_LENGTH], attempt.error, delivery_id),
    )


def wanted(webhook: db.Row, events: Collection[db.Row]) -> list[db.Row]:
    """Return the events of the types that the webhook wants."""
    types = webhook["types"].split()
    return [event for event in events if not types or event["type"] in types]


def _get(webhook_id: int) -> db.Row | None:
    row = db.fetch_one(
        """
        SELECT id, owner_id, url, types, language, secret, position, failures,
               CASE WHEN old_ends_at > UTC_TIMESTAMP(6) THEN old_secret END AS old_secret
        FROM   webhooks FORCE INDEX (PRIMARY)
        WHERE  id = %s
        """,
        (webhook_id,),
    )
    return row and {**row, "places": webhooks.decode(row["position"])}


def _lock(webhook_id: int, worker: str) -> db.Row:
    row = db.fetch_one(
        """
        SELECT active, failures
        FROM   webhooks FORCE INDEX (PRIMARY)
        WHERE  id = %s AND claimed_by = %s
        FOR UPDATE
        """,
        (webhook_id, worker),
    )
    if row is None:
        raise ClaimLost
    return row


def _log(webhook_id: int, event_id: str, type: str, attempt: Attempt) -> None:
    row = {
        "webhook_id": webhook_id,
        "kind": "regular",
        "event_id": event_id,
        "type": type,
        "milliseconds": attempt.milliseconds,
        "status_code": attempt.status_code,
        "answer": attempt.answer[:RESPONSE_LENGTH],
        "error": attempt.error,
    }
    db.execute(
        f"""
        INSERT INTO deliveries ({", ".join(row)}, sent_at)
        VALUES ({db.placeholders(len(row))}, UTC_TIMESTAMP(6))
        """,
        list(row.values()),
    )
