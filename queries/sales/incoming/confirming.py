"""Money that arrived for a payment request: it becomes a payment, or a person decides what it is for.

A request never ends with lost money: what its order can't take is kept as `review` with the reason.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, datetime
from typing import Any

import orjson

import db
from domain.commerce.money import rupiah
from domain.commerce.orders import Caller, Method, Payment
from problems import Problem
from queries.sales import payments
from queries.sales.incoming import closing, requests
from queries.sales.till import drawers
from queries.sales.till.drawers import Place

# That of the receipt of an order which a provider says is paid.
LANGUAGE = "id"
# Problems of a payment that are no fault of the call: the money is there.
REASONS = frozenset(
    (
        "order_already_paid", "order_was_cancelled", "insufficient_stock", "voucher_refused", "course_closed",
        "course_already_owned",
    )
)  # fmt: skip

# The reason of a request whose sum another one had within a day.
REUSED = "amount_reused"
# Their money is known.
SETTLED = ("paid", "review")
MOST_CANDIDATES = 20
# Reasons that a repeated arrival does not settle: a person says for which request it is.
UNDECIDED = ("paid_twice", REUSED)
# Other arrivals of a request.
MOST_NOTED = 100


@db.transactional()
def confirm(
    request_id: int, received: int | None, reference: str | None, caller: Caller, till_id: int | None = None
) -> dict[str, Any]:
    """Record that the money of a request arrived, and return the request: `paid`, or `review` with a reason.

    `received` None is what was asked for, or what arrived before. A request that is closed takes late money, too; one
    that is paid stays as it is. Raises Problem: 404, 403 for the buyer, 409 without an open shift at the till.
    """
    place = None if till_id is None else drawers.require_place(till_id, caller)
    found = requests.require_owned(request_id, caller, place)
    return _confirm(found, received, reference, caller, place)


@db.transactional()
def match(
    account: db.Row,
    amount: int,
    reference: str,
    caller: Caller,
    till_id: int | None = None,
    request_id: int | None = None,
) -> dict[str, Any]:
    """Confirm the request of an account whose sum arrived, or the one that is named, and return it.

    A repeated one answers the same. It becomes `review` while another request had this sum within a day: its late money
    may have arrived. Raises Problem: 404 if no open request, or one that was closed within a day, asks for this sum;
    409 if it may be for several or only without its code, with these `candidates`; 409 if it was paid by another
    transfer, and if too many are noted for it; and those of `confirm`.
    """
    place = None if till_id is None else drawers.require_place(till_id, caller)
    meant, doubt = _find_meant(account["id"], amount, reference) if request_id is None else (request_id, None)
    found = requests.require_owned(meant, caller, place)
    if found["account_id"] != account["id"]:
        raise Problem("payment_request_not_found", id=meant)
    _lock_order(found, caller, place)
    now = requests.get(meant)
    names = {now["reference"], *(each["reference"] for each in now["other_arrivals"])}
    if now["state"] == "review" and _is_other(now, amount, reference, names):
        return _note_other(now, amount, reference, caller)
    if now["state"] == "review" and now["review_reason"] in UNDECIDED and request_id is None:
        return now
    made = _confirm(found, amount, reference, caller, place, doubt)
    if made["state"] == "paid" and reference not in {made["reference"], *names}:
        raise Problem("payment_request_paid")
    return made


def arrive(now: dict[str, Any], amount: int, reference: str, method: Method) -> dict[str, Any]:
    """Take what a provider says that it collected for a request whose order is locked, and return the request.

    It is paid on behalf of the seller, but nobody confirmed it: `settled_by` is NULL.
    """
    caller = Caller(now["owner_id"], frozenset(("seller",)), LANGUAGE)
    order, _ = payments.lock(now["transaction_id"], caller.user_id, caller.roles)
    note = {"received": amount, "reference": reference[:100]}
    return _settle(order, now, note, method, caller, None, None)


@db.transactional()
def reject(request_id: int, reason: str, caller: Caller, till_id: int | None = None) -> dict[str, Any]:
    """Close a request for which nothing arrived, or whose money went back, and return it as `failed`.

    Raises Problem: 404; 403 for the buyer, and for a cashier if a provider told of a payment; 409 for one that is paid.
    """
    place = None if till_id is None else drawers.require_place(till_id, caller)
    found = requests.require_owned(request_id, caller, place)
    _lock_order(found, caller, place)
    now = requests.get(request_id)
    if now["payment_id"]:
        # The order is refunded, if need be.
        raise Problem("payment_request_paid")
    is_told = any(each["state"] == "paid" for each in now["provider_events"])
    if is_told and place is not None and place.duty == "cashier":
        # The money is at the provider, where the owner or a manager gives it back.
        raise Problem("payment_reported")
    if now["state"] != "failed":
        closing.set_state(request_id, "failed", caller.user_id, reason=reason)
    return requests.get(request_id)


def _find_meant(account_id: int, amount: int, reference: str) -> tuple[int, str | None]:
    """Return the request for which this sum arrived, and why a person must decide whether it is, if so."""
    exact = db.fetch_one(
        """
        SELECT id, transaction_id, state, amount, code, reference, reused_until > UTC_TIMESTAMP(6) AS is_reused
        FROM   payment_requests FORCE INDEX (uq_payment_requests_amount)
        WHERE  account_id = %s AND live_amount = %s AND (held_until IS NULL OR held_until > UTC_TIMESTAMP(6))
        """,
        (account_id, amount),
    )
    # Those that had a code, but whose buyer may have left it out, and those without one.
    plain = db.fetch_all(
        """
        SELECT   id, transaction_id, state, amount, code, reference
        FROM     payment_requests FORCE INDEX (ix_payment_requests_plain)
        WHERE    account_id = %s AND amount = %s AND (held_until IS NULL OR held_until > UTC_TIMESTAMP(6))
                 AND (state NOT IN ('paid', 'review') OR reference = %s)
        ORDER BY reference = %s DESC, id
        LIMIT    %s
        """,
        (account_id, amount, reference, reference, MOST_CANDIDATES),
    )
    known = [row for row in plain if row["state"] in SETTLED and row["reference"] == reference]
    candidates = [row for row in plain if row["state"] not in SETTLED]
    if known:
        return known[0]["id"], None
    if exact is not None and (not candidates or (exact["state"] in SETTLED and exact["reference"] == reference)):
        return exact["id"], REUSED if exact["is_reused"] else None
    if not candidates:
        raise Problem("no_request_matches", asked=rupiah(amount))
    if exact is not None and exact["state"] != "paid":
        candidates.append(exact)
    raise Problem(
        "arrival_ambiguous",
        members={"candidates": [_candidate(row) for row in sorted(candidates, key=lambda row: row["id"])]},
        asked=rupiah(amount),
    )


def _is_other(now: dict[str, Any], amount: int, reference: str, names: Collection[str]) -> bool:
    """Tell whether this is other money than what arrived for a request before."""
    if now["received"] is None:
        return False
    # Without a name it is the same if the amount is.
    return amount != now["received"] if not now["reference"] else reference not in names


def _note_other(now: dict[str, Any], amount: int, reference: str, caller: Caller) -> dict[str, Any]:
    """Note other money for a request in review: a person gives one of both back."""
    if len(now["other_arrivals"]) >= MOST_NOTED:
        raise Problem("limit_reached", most=MOST_NOTED)
    noted = {"amount": amount, "reference": reference, "received_at": datetime.now(UTC)}
    arrivals = orjson.dumps([*now["other_arrivals"], noted]).decode()
    reason = closing.more_urgent(now["review_reason"], "paid_twice")
    closing.set_state(now["id"], "review", caller.user_id, review_reason=reason, other_arrivals=arrivals)
    return requests.get(now["id"])


def _candidate(row: db.Row) -> dict[str, Any]:
    return {name: row[name] for name in ("id", "transaction_id", "amount", "code")} | {
        "payable": row["amount"] + row["code"]
    }


def _confirm(
    found: dict[str, Any],
    received: int | None,
    reference: str | None,
    caller: Caller,
    place: Place | None,
    doubt: str | None = None,
) -> dict[str, Any]:
    """Settle a request by what arrived, or leave it to a person if there is a doubt."""
    request_id = found["id"]
    order = _lock_order(found, caller, place)
    # Another call may have changed it before the lock.
    now = requests.get(request_id)
    if now["state"] == "paid":
        return now
    if now["payment_id"]:
        # It was paid before a provider took that back: a person says that the payment stands.
        closing.set_state(request_id, "paid", caller.user_id)
        return requests.get(request_id)
    arrived = received or now["received"] or now["payable"]
    note = {"received": arrived, "reference": reference or now["reference"], **_other_arrivals(now, reference)}
    if doubt is not None:
        closing.set_state(request_id, "review", caller.user_id, review_reason=doubt, **note)
        return requests.get(request_id)
    # What a page of a provider was paid by is known to it alone.
    method: Method = "qris" if "qris" in (now["kind"], now["details"].get("channel")) else "transfer"
    return _settle(order, now, note, method, caller, caller.user_id, place)


def _other_arrivals(now: dict[str, Any], reference: str | None) -> dict[str, Any]:
    """Return the column of other arrivals if one of them is what the request is settled by."""
    former = {"amount": now["received"], "reference": now["reference"], "received_at": now["settled_at"]}
    others = now["other_arrivals"]
    if reference not in (each["reference"] for each in others):
        return {}
    kept = [former if each["reference"] == reference else each for each in others]
    return {"other_arrivals": orjson.dumps(kept, option=orjson.OPT_NAIVE_UTC).decode()}


def _settle(
    order: db.Row,
    now: dict[str, Any],
    note: dict[str, Any],
    method: Method,
    caller: Caller,
    by: int | None,
    place: Place | None,
) -> dict[str, Any]:
    """Pay a locked order with what arrived for a request, or let a person decide. Return the request."""
    reason = _fault(order, now, note["received"])
    if reason is None:
        try:
            with db.undone_by(Problem):
                _pay(now, note, method, caller, by, place)
            return requests.get(now["id"])
        except Problem as problem:
            if problem.code not in REASONS:
                raise
            reason = problem.code
    closing.set_state(now["id"], "review", by, review_reason=reason, **note)
    return requests.get(now["id"])


def _lock_order(found: dict[str, Any], caller: Caller, place: Place | None) -> db.Row:
    """Return the locked order of a request, or raise a 403 unless the caller may take money for it."""
    order, staff = payments.lock(found["transaction_id"], caller.user_id, caller.roles, place and place.owner_id)
    if not staff:
        raise Problem("order_of_others")
    return order


def _fault(order: db.Row, request: dict[str, Any], arrived: int) -> str | None:
    """Return why the money can't be taken as it is, or None."""
    if arrived not in (request["amount"], request["payable"]):
        return "wrong_amount"
    if order["status"] in ("pending", "expired") and request["amount"] > order["total"] - order["paid"]:
        return "exceeds_due"
    return None


def _pay(
    request: dict[str, Any],
    note: dict[str, Any],
    method: Method,
    caller: Caller,
    by: int | None,
    place: Place | None,
) -> None:
    """Pay the order. The request is paid before, so that the payment does not close it with the others."""
    closing.set_state(request["id"], "paid", by, **note)
    amount = request["amount"]
    payment = Payment(method, amount, reference=note["reference"] or None, adjustment=note["received"] - amount)
    order = payments.pay(request["transaction_id"], payment, caller, place and place.till_id)
    db.execute(
        """
        UPDATE payment_requests FORCE INDEX (PRIMARY)
        SET    payment_id = %s
        WHERE  id = %s
        """,
        (order["payments"][-1]["id"], request["id"]),
    )
