"""What providers tell about payments: each event once, in any order, late and wrong.

Lock order: the notice, then the order, then its requests. The key of the event holds off its repeats and twins. Each
notice keeps what was true when it was applied, so that a person sees all payments of a request.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any, Literal

import orjson

import db
from domain.payments import providers
from domain.payments.providers.base import Event
from queries.sales import payments
from queries.sales.incoming import closing, confirming, requests
from queries.system import audit, jobs

# What became of a notice:
# - asked: the provider is being asked what is true.
# - paid, review, failed, expired: the request has become that.
# - known: it was told before, or a person confirmed it; older: something later is known.
# - unknown: no request has its name, or the provider knows no such payment.
Verdict = Literal["asked", "paid", "review", "failed", "expired", "known", "older", "unknown", "unreadable", "repeated"]
JOB = "payment_truth"
# Disputes are over by then. Notices that name no request are deleted with their bodies.
BODY_DAYS = 180
MOST_UNMATCHED = 100
# By how much the clock of a provider may be ahead.
CLOCK_SKEW = timedelta(minutes=1)
# The reason of a request whose payment could not be looked up for a day.
UNVERIFIED = "unverified"


@db.transactional(repeatable=True)
def receive(account: db.Row, event: Event, decided: bool) -> Verdict:
    """Record an authentic notice on an account and return what became of it.

    Unless it is `decided` by the notice alone, a job asks the provider. A repeat changes nothing.
    """
    key = providers.event_key(event)
    request_id = _find(account["id"], event.order)
    first: Verdict = "unknown" if request_id is None else "asked"
    if not _insert(account["id"], key, request_id, first, {"order": event.order, **event.texts}):
        return "repeated"
    if request_id is None:
        return _set(account["id"], key, "unknown", event)
    if decided:
        return _set(account["id"], key, _apply(request_id, event), event)
    about = {"method": event.method, "reference": event.reference}
    jobs.enqueue(JOB, {"account_id": account["id"], "event_key": key, **about})
    return "asked"


@db.transactional(repeatable=True)
def receive_unreadable(account: db.Row, body: bytes) -> Verdict:
    """Record an authentic notice that can't be read. Its body is not kept: it may hold anything."""
    return "unreadable" if _insert(account["id"], providers.raw_key(body), None, "unreadable", {}) else "repeated"


def waiting(account_id: int, key: str) -> int | None:
    """Return the request of a notice about which the provider is to be asked."""
    found: int | None = db.fetch_value(
        """
        SELECT request_id
        FROM   payment_notices FORCE INDEX (PRIMARY)
        WHERE  account_id = %s AND event_key = %s AND verdict = 'asked'
        """,
        (account_id, key),
    )
    return found


def age(account_id: int, key: str) -> int:
    """Return for how many seconds a notice has been here."""
    return int(
        db.fetch_value(
            """
            SELECT TIMESTAMPDIFF(SECOND, received_at, UTC_TIMESTAMP(6))
            FROM   payment_notices FORCE INDEX (PRIMARY)
            WHERE  account_id = %s AND event_key = %s
            """,
            (account_id, key),
        )
    )


@db.transactional(repeatable=True)
def decide(account_id: int, key: str, event: Event | None) -> Verdict | None:
    """Apply what the provider says now to the request of a notice. None: it knows no such payment."""
    request_id = _lock_waiting(account_id, key)
    if request_id is None:
        return None
    return _set(account_id, key, "unknown" if event is None else _apply(request_id, event), event)


@db.transactional(repeatable=True)
def leave_to_person(account_id: int, key: str) -> None:
    """Let a person decide on a notice about which the provider can't be asked: it may tell of a chargeback, too."""
    request_id = _lock_waiting(account_id, key)
    if request_id is not None:
        if _lock(request_id)["state"] != "review":
            closing.set_state(request_id, "review", None, review_reason=UNVERIFIED)
        _set(account_id, key, "review", None)


def unmatched(owner_id: int) -> list[dict[str, Any]]:
    """Return notices on an owner's accounts that name no request or can't be read, newest first.

    Their `state` and `amount` are what they say; `order` is None for one that can't be read.
    """
    rows = db.fetch_all(
        """
        SELECT   n.account_id, a.kind, n.body, n.state, n.amount, n.reference, n.received_at
        FROM     payment_accounts a FORCE INDEX (ix_payment_accounts_owner)
        STRAIGHT_JOIN payment_notices n FORCE INDEX (ix_payment_notices_unmatched)
                 ON n.account_id = a.id AND n.request_id IS NULL
        WHERE    a.owner_id = %s AND n.received_at > UTC_TIMESTAMP(6) - INTERVAL %s DAY
        ORDER BY n.received_at DESC, n.event_key
        LIMIT    %s
        """,
        (owner_id, BODY_DAYS, MOST_UNMATCHED),
    )
    return [{**row, "order": orjson.loads(row["body"] or "{}").get("order")} for row in rows]


def _apply(request_id: int, event: Event) -> Verdict:
    """Bring a request to what is told about it, and never back from what is known."""
    now = _lock(request_id)
    if event.state == "pending":
        return "known" if now["state"] == "pending" else "older"
    if event.state == "reversed":
        # Who rejects a request gives the money back.
        rejected = now["state"] == "failed" and now["settled_by"] is not None
        return "known" if rejected else _review(now, event, "payment_reversed")
    if event.state in ("failed", "expired"):
        if now["payment_id"] and event.state == "failed" and providers.PROVIDERS[now["kind"]].denies_paid:
            return _review(now, event, "payment_denied")
        if now["state"] == "pending":
            closing.set_state(request_id, event.state, None)
            return event.state
        return "known" if now["state"] == event.state else "older"
    return _take(now, event)


def _take(now: dict[str, Any], event: Event) -> Verdict:
    """Take money for a request, unless it is known. With other money before it a person decides."""
    same = event.reference[:100] == now["reference"]
    if (same and event.amount == now["received"]) or _was_told(now["id"], event):
        return "known"
    if now["payment_id"] and _was_confirmed(now, event):
        _name(now["id"], event)
        return "known"
    if now["payment_id"]:
        return _review(now, event, "wrong_amount" if same else "paid_twice")
    if now["state"] == "review":
        return _review(now, event, now["review_reason"])
    if event.amount is None:
        return _review(now, event, "wrong_amount")
    made = confirming.arrive(now, event.amount, event.reference, event.method)
    return "paid" if made["state"] == "paid" else "review"


def _was_confirmed(now: dict[str, Any], event: Event) -> bool:
    """Tell whether this is the money that a person confirmed without naming it.

    It is by its amount, if it was paid before the person said so. With a name of theirs it may be other money.
    """
    if now["settled_by"] is None or now["reference"] or event.amount != now["received"] or event.at is None:
        return False
    settled_at: datetime = now["settled_at"].replace(tzinfo=UTC)
    return event.at <= settled_at + CLOCK_SKEW


def _was_told(request_id: int, event: Event) -> bool:
    """Tell whether a notice has told of this payment before."""
    found = db.fetch_value(
        """
        SELECT request_id
        FROM   payment_notices FORCE INDEX (ix_payment_notices_request)
        WHERE  request_id = %s AND state = 'paid' AND reference = %s AND amount <=> %s
        LIMIT  1
        """,
        (request_id, event.reference[:100], event.amount),
    )
    return found is not None


def _name(request_id: int, event: Event) -> None:
    """Give a payment that a person confirmed its name at the provider, by which the next one is another."""
    with audit.changing("payment_requests", request_id):
        db.execute(
            """
            UPDATE payment_requests FORCE INDEX (PRIMARY)
            SET    reference = %s
            WHERE  id = %s
            """,
            (event.reference[:100], request_id),
        )


def _review(now: dict[str, Any], event: Event, reason: str) -> Verdict:
    """Let a person decide. What was paid stays a payment of the order, and what is more urgent the reason."""
    before = now["review_reason"] if now["state"] == "review" else None
    told = {"received": event.amount, "reference": event.reference[:100]}
    if now["payment_id"] or (before is not None and now["received"] is not None):
        told = {}
    closing.set_state(now["id"], "review", None, review_reason=closing.more_urgent(before, reason), **told)
    return "review"


def _lock(request_id: int) -> dict[str, Any]:
    """Return a request whose order is locked."""
    found = requests.get(request_id)
    payments.lock(found["transaction_id"], found["owner_id"], ("seller",))
    return requests.get(request_id)


def _find(account_id: int, order: str) -> int | None:
    if not order.isascii() or len(order) > 100:
        return None
    found: int | None = db.fetch_value(
        """
        SELECT id
        FROM   payment_requests FORCE INDEX (uq_payment_requests_provider)
        WHERE  account_id = %s AND provider_ref = %s
        """,
        (account_id, order),
    )
    return found


def _insert(account_id: int, key: str, request_id: int | None, verdict: Verdict, body: dict[str, str]) -> bool:
    """Insert a notice. Return False for a repeat, and after its twin's transaction."""
    return bool(
        db.execute(
            """
            INSERT IGNORE INTO payment_notices (account_id, event_key, request_id, verdict, body, body_until)
            VALUES (%s, %s, %s, %s, %s, UTC_TIMESTAMP(6) + INTERVAL %s DAY)
            """,
            (account_id, key, request_id, verdict, orjson.dumps(body).decode(), BODY_DAYS),
        )
    )


def _lock_waiting(account_id: int, key: str) -> int | None:
    found: int | None = db.fetch_value(
        """
        SELECT request_id
        FROM   payment_notices FORCE INDEX (PRIMARY)
        WHERE  account_id = %s AND event_key = %s AND verdict = 'asked'
        FOR UPDATE
        """,
        (account_id, key),
    )
    return found


def _set(account_id: int, key: str, verdict: Verdict, event: Event | None) -> Verdict:
    told = (event.state, event.amount, event.reference[:100]) if event else (None, None, "")
    db.execute(
        """
        UPDATE payment_notices FORCE INDEX (PRIMARY)
        SET    verdict = %s, state = %s, amount = %s, reference = %s
        WHERE  account_id = %s AND event_key = %s
        """,
        (verdict, *told, account_id, key),
    )
    return verdict
