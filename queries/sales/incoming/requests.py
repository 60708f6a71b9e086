"""Requests to pay for an order on an account of its seller.

Lock order: the order, then the account, then requests. A request changes only under the lock of its order.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple

import orjson

import db
from domain.commerce.money import rupiah
from domain.commerce.orders import Caller
from domain.payments import qris
from problems import Fault, Problem, invalid
from queries.sales import payments, transactions
from queries.sales.incoming import accounts, asking
from queries.sales.till import drawers
from queries.sales.till.drawers import Place
from queries.system import audit

COLUMNS = """r.id, r.transaction_id, r.account_id, r.owner_id, a.kind, a.name, a.details, r.state, r.amount, r.code,
                 r.payload, r.expires_at, r.payment_id, r.received, r.reference, r.review_reason, r.reason,
                 r.created_at, r.settled_at, r.settled_by, r.provider_ref, r.other_arrivals"""
# Those of an order, whatever became of them.
MOST_OF_ORDER = 10
# Zero is no code: who forgets it pays another sum.
CODES = range(1, 1000)


class Code(NamedTuple):
    """What makes an amount that of one request; 0 is none.

    Until `reused_until` money of this sum may also be for the request that had the code before.
    """

    number: int = 0
    reused_until: datetime | None = None


@db.transactional()
def add(order_id: int, account_id: int, amount: int | None, caller: Caller, till_id: int | None) -> dict[str, Any]:
    """Ask for what is due for an order on an account of the seller of all its items.

    For its buyer, its seller, at a till of the seller, and for admins; all but the buyer may ask for a part. An open
    request for the same is returned instead. Raises Problem: 404; 403 for others; 409 for an order that does not wait
    for money, and for too many requests; 422 for an amount above what is due, for a part that the buyer asks for, and
    for an account that is not offered for it.
    """
    place = None if till_id is None else drawers.require_place(till_id, caller)
    order, staff = payments.lock(order_id, caller.user_id, caller.roles, place and place.owner_id)
    if not staff and order["buyer_id"] != caller.user_id:
        raise Problem("order_of_others")
    payments.require_state(order, "pending")
    if order["expires_at"] is not None and order["expires_at"] <= datetime.now(UTC).replace(tzinfo=None):
        payments.require_state({**order, "status": "expired"})
    due = order["total"] - order["paid"]
    asked = due if amount is None else amount
    if asked > due:
        raise Problem("validation_failed", [Fault("amount", "exceeds_due", {"due": rupiah(due)})])
    if asked < due and not staff:
        # Of each part a buyer could hold another code, until none is left for others.
        raise invalid("amount", "all_is_asked", due=rupiah(due))
    account = accounts.lock(_seller(order_id), account_id, place and place.outlet_id)
    before = _of_order(order_id)
    for each in before:
        if (each["account_id"], each["amount"], each["state"]) == (account_id, asked, "pending"):
            return each
    if len(before) >= MOST_OF_ORDER:
        raise Problem("limit_reached", most=MOST_OF_ORDER)
    return get(_insert(order, account, asked, caller.user_id))


def of_order(order_id: int, caller: Caller, till_id: int | None) -> dict[str, Any]:
    """Return the requests of an order, oldest first, and the accounts on which it can be paid, to whom may add one."""
    place = None if till_id is None else drawers.require_place(till_id, caller)
    order, staff = payments.find(order_id, caller.user_id, caller.roles, place and place.owner_id)
    if not staff and order["buyer_id"] != caller.user_id:
        raise Problem("order_of_others")
    waits = order["status"] == "pending"
    offered = accounts.offered(_seller(order_id), place and place.outlet_id) if waits else []
    return {"payment_requests": _of_order(order_id), "payment_accounts": offered}


def page(owner_id: int, state: str | None, before: int, limit: int) -> list[dict[str, Any]]:
    """Return the owner's requests, only those of a stored state if given, with ids below `before`, newest first."""
    index, condition = ("ix_payment_requests_state", "state = %s AND ") if state else ("ix_payment_requests_owner", "")
    return _fetch(
        f"""
        SELECT   {COLUMNS}
        FROM     payment_requests r FORCE INDEX ({index})
        JOIN     payment_accounts a FORCE INDEX (PRIMARY) ON a.id = r.account_id
        WHERE    r.owner_id = %s AND {condition}r.id < %s
        ORDER BY r.id DESC
        LIMIT    %s
        """,
        [owner_id, *([state] if state else []), before, limit],
    )


def get(request_id: int) -> dict[str, Any]:
    """Return a request, or raise a 404."""
    found = _fetch(
        f"""
        SELECT {COLUMNS}
        FROM   payment_requests r FORCE INDEX (PRIMARY)
        JOIN   payment_accounts a FORCE INDEX (PRIMARY) ON a.id = r.account_id
        WHERE  r.id = %s
        """,
        (request_id,),
    )
    if not found:
        raise Problem("payment_request_not_found", id=request_id)
    return found[0]


def get_seen(request_id: int, caller: Caller, place: Place | None) -> dict[str, Any]:
    """Return a request to its seller, at a till to those of its owner, to the buyer and admins, or raise a 404."""
    found = get(request_id)
    if "admin" in caller.roles or found["owner_id"] == (place.owner_id if place else caller.user_id):
        return found
    buyer_id = db.fetch_value(
        """
        SELECT buyer_id
        FROM   transactions FORCE INDEX (PRIMARY)
        WHERE  id = %s
        """,
        (found["transaction_id"],),
    )
    if place or buyer_id != caller.user_id:
        raise Problem("payment_request_not_found", id=request_id)
    return found


def require_owned(request_id: int, caller: Caller, place: Place | None) -> dict[str, Any]:
    """Return a request to its seller, at a till to those of its owner, and to admins.

    Raises Problem: 403 for its buyer, 404 for others.
    """
    found = get_seen(request_id, caller, place)
    if found["owner_id"] != (place.owner_id if place else caller.user_id) and "admin" not in caller.roles:
        raise Problem("order_of_others")
    return found


def _seller(order_id: int) -> int:
    """Return the seller of all items of an order, or 0, who has no accounts, if there are several."""
    sellers = transactions.sellers(order_id)
    return next(iter(sellers)) if len(sellers) == 1 else 0


def _insert(order: db.Row, account: db.Row, amount: int, by: int) -> int:
    code, reused_until = _take_code(account["id"], amount) if account["unique_amounts"] else Code()
    payload = None
    if account["kind"] == "qris":
        if amount + code > qris.LARGEST_AMOUNT:
            raise invalid("amount", "too_large_for_qris")
        payload = {"qris": qris.with_amount(account["details"]["qris"], amount + code)}
    values = {
        "transaction_id": order["id"],
        "account_id": account["id"],
        "owner_id": account["owner_id"],
        "amount": amount,
        "code": code,
        "live_amount": amount + code if code else None,
        "reused_until": reused_until,
        "expires_at": order["expires_at"],
        "payload": payload and orjson.dumps(payload).decode(),
        "created_by": by,
        **asking.columns(order["id"], account),
    }
    request_id = db.insert(
        f"""
        INSERT INTO payment_requests ({", ".join(values)})
        VALUES ({db.placeholders(len(values))})
        """,
        list(values.values()),
    )
    audit.created("payment_requests", request_id)
    asking.enqueue(request_id, account, values)
    return request_id


def _take_code(account_id: int, amount: int) -> Code:
    """Return a code with which an amount is that of no other request of a locked account.

    It is a random one: among neighbours a mistyped digit would name another order. If all are taken it is that of the
    request that ended the longest ago, and none if all are open.
    """
    rows = db.fetch_all(
        """
        SELECT   id, live_amount, held_until, held_until <= UTC_TIMESTAMP(6) AS lapsed
        FROM     payment_requests FORCE INDEX (uq_payment_requests_amount)
        WHERE    account_id = %s AND live_amount BETWEEN %s AND %s
        ORDER BY held_until
        """,
        (account_id, amount + CODES[0], amount + CODES[-1]),
    )
    _release_sums([row["id"] for row in rows if row["lapsed"]])
    taken = {row["live_amount"] - amount for row in rows if not row["lapsed"]}
    free = [code for code in CODES if code not in taken]
    if free:
        return Code(random.choice(free))
    for row in rows:
        # Late money may have put it into review meanwhile.
        if row["held_until"] is not None and _release_sums([row["id"]]):
            return Code(row["live_amount"] - amount, row["held_until"])
    return Code()


def _release_sums(request_ids: Sequence[int]) -> bool:
    """Take their sums from requests that have ended, and tell whether one had."""
    if not request_ids:
        return False
    return bool(
        db.execute(
            f"""
            UPDATE payment_requests FORCE INDEX (PRIMARY)
            SET    live_amount = NULL
            WHERE  id IN ({db.placeholders(len(request_ids))}) AND held_until IS NOT NULL
            """,
            request_ids,
        )
    )


def _of_order(order_id: int) -> list[dict[str, Any]]:
    return _fetch(
        f"""
        SELECT   {COLUMNS}
        FROM     payment_requests r FORCE INDEX (ix_payment_requests_transaction)
        JOIN     payment_accounts a FORCE INDEX (PRIMARY) ON a.id = r.account_id
        WHERE    r.transaction_id = %s
        ORDER BY r.id
        """,
        (order_id,),
    )


def _fetch(sql: str, params: Sequence[Any]) -> list[dict[str, Any]]:
    """Return requests with their present state, and what their providers told. What waits beyond its time expired."""
    now = datetime.now(UTC).replace(tzinfo=None)
    found, rows = [], db.fetch_all(sql, params)
    told = _told([row["id"] for row in rows if row["provider_ref"] is not None])
    for row in rows:
        late = row["state"] == "pending" and row["expires_at"] is not None and row["expires_at"] <= now
        found.append(
            {
                **row,
                "state": "expired" if late else row["state"],
                "payable": row["amount"] + row["code"],
                "details": orjson.loads(row["details"]),
                "payload": row["payload"] and orjson.loads(row["payload"]),
                "provider_events": told.get(row["id"], []),
                "other_arrivals": orjson.loads(row["other_arrivals"] or "[]"),
            }
        )
    return found


def _told(request_ids: Sequence[int]) -> dict[int, list[db.Row]]:
    """Return the payments that providers told of, or that failed or went back, by request, each once, oldest first."""
    if not request_ids:
        return {}
    rows = db.fetch_all(
        f"""
        SELECT   request_id, state, amount, reference, MIN(received_at) AS received_at
        FROM     payment_notices FORCE INDEX (ix_payment_notices_request)
        WHERE    request_id IN ({db.placeholders(len(request_ids))}) AND state IN ('paid', 'failed', 'reversed')
        GROUP BY request_id, state, amount, reference
        ORDER BY received_at, reference
        """,
        request_ids,
    )
    found: dict[int, list[db.Row]] = {}
    for row in rows:
        found.setdefault(row.pop("request_id"), []).append(row)
    return found
