"""What providers tell about payments: each event once, in any order, late and wrong.

Lock order: the notice, then the order, then its requests. The key of the event holds off its repeats and twins.
"""

from __future__ import annotations

from typing import Any, Literal

import orjson

import db
from domain.payments import providers
from domain.payments.providers.base import Event
from queries.sales import payments
from queries.sales.incoming import closing, confirming, requests
from queries.system import jobs

# What became of a notice:
# - asked: the provider is being asked what is true.
# - paid, review, failed, expired: the request has become that.
# - known: it was told before, also by a person; older: something later is known.
# - unknown: no request has its name, or the provider knows no such payment.
Verdict = Literal["asked", "paid", "review", "failed", "expired", "known", "older", "unknown", "unreadable", "repeated"]
JOB = "payment_truth"
# Disputes are over by then.
BODY_DAYS = 180
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
        return "unknown"
    if decided:
        return _set(account["id"], key, _apply(request_id, event))
    jobs.enqueue(JOB, {"account_id": account["id"], "event_key": key, "method": event.method})
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
    return _set(account_id, key, "unknown" if event is None else _apply(request_id, event))


@db.transactional(repeatable=True)
def leave_to_person(account_id: int, key: str) -> None:
    """Let a person decide on a notice about which the provider can't be asked."""
    request_id = _lock_waiting(account_id, key)
    if request_id is not None:
        now = _lock(request_id)
        if now["state"] not in ("paid", "review"):
            closing.set_state(request_id, "review", None, review_reason=UNVERIFIED)
        _set(account_id, key, "review" if now["state"] != "paid" else "known")


def _apply(request_id: int, event: Event) -> Verdict:
    """Bring a request to what is told about it, and never back from what is known."""
    now = _lock(request_id)
    if event.state == "pending":
        return "known" if now["state"] == "pending" else "older"
    if now["state"] == "review":
        return "known"
    if event.state == "reversed":
        # Who rejects a request gives the money back.
        rejected = now["state"] == "failed" and now["settled_by"] is not None
        return "known" if rejected else _review(now, event, "payment_reversed")
    if event.state in ("failed", "expired"):
        if now["state"] == "paid" and event.state == "failed" and providers.PROVIDERS[now["kind"]].denies_paid:
            return _review(now, event, "payment_denied")
        if now["state"] == "pending":
            closing.set_state(request_id, event.state, None)
            return event.state
        return "known" if now["state"] == event.state else "older"
    if now["state"] == "paid":
        # A person may have confirmed it before, with a reference of their own.
        same = event.reference[:100] == now["reference"]
        if now["settled_by"] is not None or (same and event.amount == now["received"]):
            return "known"
        return _review(now, event, "wrong_amount" if same else "paid_twice")
    if event.amount is None:
        return _review(now, event, "wrong_amount")
    made = confirming.arrive(now, event.amount, event.reference, event.method)
    return "paid" if made["state"] == "paid" else "review"


def _review(now: dict[str, Any], event: Event, reason: str) -> Verdict:
    """Let a person decide. What was paid stays a payment of the order."""
    told = {} if now["payment_id"] else {"received": event.amount, "reference": event.reference[:100]}
    closing.set_state(now["id"], "review", None, review_reason=reason, **told)
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


def _set(account_id: int, key: str, verdict: Verdict) -> Verdict:
    db.execute(
        """
        UPDATE payment_notices FORCE INDEX (PRIMARY)
        SET    verdict = %s
        WHERE  account_id = %s AND event_key = %s
        """,
        (verdict, account_id, key),
    )
    return verdict
