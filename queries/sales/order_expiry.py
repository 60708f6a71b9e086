"""Pending orders: how much a buyer may let wait for a payment, and those whose time is up, whose goods go back.

Nothing depends on the minute in which this happens: a sale that falls short releases expired orders first.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Literal

import db
from domain.commerce import days, measures
from domain.commerce.money import rupiah
from problems import Problem
from queries.catalogue import change_feed
from queries.events import outbox
from queries.sales import stock, vouchers
from queries.sales.incoming import closing
from queries.system import audit
from queries.system.audit import Entry

# A buyer's orders of the last hours that nobody has paid for: together they could hold all that a shop has.
MOST_UNPAID = 20
# Of a buyer who has never paid for one.
MOST_UNPAID_AT_FIRST = 5
UNPAID_TIME = timedelta(hours=24)
# More of them are not counted.
MOST_COUNTED = 100
# What a buyer's orders that wait for a payment hold together: so many units, or so much, or so many times what the
# buyer has paid the sellers of the goods in this time, whatever allows more.
MOST_UNITS_HELD = 20
MOST_VALUE_HELD = 10_000_000
TIMES_PAID_HELD = 3
PAID_TIME = timedelta(days=365)
# A basket may wait for more orders than this; the next attempt releases the others.
MOST_AT_ONCE = 200


def require_room(
    buyer_id: int,
    sale: Mapping[str, Any],
    products: Mapping[int, db.Row],
    voucher: Mapping[str, Any] | None,
    verifies: bool,
) -> None:
    """Raise Problem unless the buyer, whose roles are locked, may place this order, too, before it is paid.

    It is a 409 for too many orders or goods that wait; without a verified address, if the shop `verifies` them, for a
    second order and for a voucher that others may lack then; and a 401 for a buyer who is deactivated by now.
    """
    is_scarce = voucher is not None and voucher["limit_total"] is not None
    open_ids = _require_few(buyer_id, sale["created_at"], verifies, is_scarce)
    _require_little(buyer_id, open_ids, sale, products)


def has_expired() -> bool:
    """Tell whether there is an order to release."""
    return bool(_list_expired(1))


def release_all() -> None:
    """Release all orders whose time is up."""
    while waiting := _list_expired(MOST_AT_ONCE):
        for order_id in waiting:
            _release(order_id)


@db.transactional(repeatable=True)
def let_expire(order_id: int) -> bool:
    """End the time of a pending order now, and return whether it had one. For commands of development."""
    waits = db.execute(
        """
        UPDATE transactions FORCE INDEX (PRIMARY)
        SET    expires_at = UTC_TIMESTAMP(6) - INTERVAL 1 SECOND
        WHERE  id = %s AND status = 'pending' AND expires_at IS NOT NULL
        """,
        (order_id,),
    )
    _release(order_id)
    return bool(waits)


def end_those_of(buyer_id: int) -> None:
    """End the time of the buyer's orders on which nothing was paid, in the caller's transaction.

    Whoever needs their goods releases them, or else the supervisor of jobs.
    """
    rows = db.fetch_all(
        """
        SELECT   id, expires_at, UTC_TIMESTAMP(6) AS ended_at
        FROM     transactions FORCE INDEX (ix_transactions_buyer_day)
        WHERE    buyer_id = %s AND created_at > UTC_TIMESTAMP(6) - INTERVAL 1 DAY AND status = 'pending'
                 AND expires_at > UTC_TIMESTAMP(6)
        ORDER BY id
        FOR UPDATE
        """,
        (buyer_id,),
    )
    if not rows:
        return
    db.execute(
        f"""
        UPDATE transactions FORCE INDEX (PRIMARY)
        SET    expires_at = %s
        WHERE  id IN ({db.placeholders(len(rows))})
        """,
        [rows[0]["ended_at"], *(row["id"] for row in rows)],
    )
    audit.write_all(
        [
            Entry(
                "UPDATE", "transactions", row["id"], {"expires_at": row["expires_at"]}, {"expires_at": row["ended_at"]}
            )
            for row in rows
        ]
    )


def release(product_ids: Sequence[int]) -> bool:
    """Release the orders of these products whose time is up. Return whether there were any."""
    rows = db.fetch_all(
        f"""
        SELECT   DISTINCT t.id
        FROM     transactions t FORCE INDEX (ix_transactions_status)
        STRAIGHT_JOIN transaction_items i FORCE INDEX (PRIMARY) ON i.transaction_id = t.id
        WHERE    t.status = 'pending' AND t.expires_at <= UTC_TIMESTAMP(6)
                 AND i.product_id IN ({db.placeholders(len(product_ids))}) AND i.stocked
        LIMIT    %s
        """,
        [*product_ids, MOST_AT_ONCE],
    )
    for row in rows:
        _release(row["id"])
    return bool(rows)


def kept(product_ids: Sequence[int]) -> dict[int, int]:
    """Return how much of these products orders without a payment keep, which their sellers may cancel."""
    rows = db.fetch_all(
        f"""
        SELECT   i.product_id, SUM(i.qty) AS qty
        FROM     transactions t FORCE INDEX (ix_transactions_status)
        STRAIGHT_JOIN transaction_items i FORCE INDEX (PRIMARY) ON i.transaction_id = t.id
        WHERE    t.status = 'pending' AND t.expires_at > UTC_TIMESTAMP(6)
                 AND i.product_id IN ({db.placeholders(len(product_ids))}) AND i.stocked
        GROUP BY i.product_id
        """,
        product_ids,
    )
    return {row["product_id"]: int(row["qty"]) for row in rows}


def release_voucher(code: str) -> bool:
    """Release the orders with a voucher of this code whose time is up. Return whether there were any."""
    rows = db.fetch_all(
        """
        SELECT   t.id
        FROM     transactions t FORCE INDEX (ix_transactions_status)
        STRAIGHT_JOIN vouchers v FORCE INDEX (PRIMARY) ON v.id = t.voucher_id
        WHERE    t.status = 'pending' AND t.expires_at <= UTC_TIMESTAMP(6) AND v.code = %s
        LIMIT    %s
        """,
        (code, MOST_AT_ONCE),
    )
    for row in rows:
        _release(row["id"])
    return bool(rows)


def close(order: db.Row, status: Literal["cancelled", "expired"], actor_id: int) -> None:
    """Close a locked order without payments, with its requests; give back its goods and its use of the voucher."""
    db.execute(
        """
        UPDATE transactions FORCE INDEX (PRIMARY)
        SET    status = %s
        WHERE  id = %s
        """,
        (status, order["id"]),
    )
    audit.write("UPDATE", "transactions", order["id"], {"status": order["status"]}, {"status": status})
    closing.close(order["id"], status)
    vouchers.give_back(order)
    quantities = stocked_quantities(order["id"])
    number = None
    told = outbox.of_order("order.cancelled" if status == "cancelled" else "order.expired", order["id"])
    if quantities:
        stock.give_back(quantities, stock.lock(list(quantities)), order["id"], actor_id)
        number = change_feed.mark("products", list(quantities), sold=True)
    outbox.write(told, number)


def stocked_quantities(order_id: int) -> dict[int, int]:
    """Return the quantities of an order that were taken from a stock."""
    rows = db.fetch_all(
        """
        SELECT   product_id, SUM(qty) AS qty
        FROM     transaction_items FORCE INDEX (PRIMARY)
        WHERE    transaction_id = %s AND stocked
        GROUP BY product_id
        ORDER BY product_id
        """,
        (order_id,),
    )
    return {row["product_id"]: int(row["qty"]) for row in rows}


@db.transactional(repeatable=True)
def _release(order_id: int) -> None:
    order = db.fetch_one(
        """
        SELECT id, COALESCE(buyer_id, cashier_id) AS actor_id, voucher_id, status
        FROM   transactions FORCE INDEX (PRIMARY)
        WHERE  id = %s AND status = 'pending' AND expires_at <= UTC_TIMESTAMP(6)
        FOR UPDATE
        """,
        (order_id,),
    )
    if order is not None:
        close(order, "expired", order["actor_id"])


def _list_expired(limit: int) -> list[int]:
    rows = db.fetch_all(
        """
        SELECT   id
        FROM     transactions FORCE INDEX (ix_transactions_status)
        WHERE    status = 'pending' AND expires_at <= UTC_TIMESTAMP(6)
        ORDER BY expires_at
        LIMIT    %s
        """,
        (limit,),
    )
    return [row["id"] for row in rows]


def _require_few(buyer_id: int, at: datetime, verifies: bool, is_scarce: bool) -> list[int]:
    """Return the ids of the buyer's orders that wait for a payment, or raise Problem unless there may be one more."""
    buyer = db.fetch_one(
        """
        SELECT active, email_verified_at IS NOT NULL AS verified
        FROM   users FORCE INDEX (PRIMARY)
        WHERE  id = %s
        """,
        (buyer_id,),
    )
    if buyer is None or not buyer["active"]:
        raise Problem("invalid_token")
    now = at.replace(tzinfo=None)
    rows = db.fetch_all(
        """
        SELECT   t.id, t.created_at, t.status = 'pending' AND t.expires_at > %s AS is_open
        FROM     transactions t FORCE INDEX (ix_transactions_buyer_day)
        WHERE    t.buyer_id = %s AND t.created_at > %s AND t.status <> 'paid'
                 AND NOT EXISTS (SELECT 1
                                 FROM   payments p FORCE INDEX (ix_payments_transaction)
                                 WHERE  p.transaction_id = t.id)
        ORDER BY t.created_at DESC
        LIMIT    %s
        """,
        (now, buyer_id, now - UNPAID_TIME, MOST_COUNTED),
    )
    most = MOST_UNPAID if len(rows) < MOST_UNPAID_AT_FIRST or _has_paid(buyer_id) else MOST_UNPAID_AT_FIRST
    if len(rows) >= most:
        raise _too_many([row["created_at"] for row in rows], most, now)
    open_ids = [row["id"] for row in rows if row["is_open"]]
    if open_ids and verifies and not buyer["verified"]:
        raise Problem("verified_email_required", members={"transaction_id": open_ids[0]})
    if is_scarce and verifies and not buyer["verified"]:
        raise Problem("voucher_needs_verified_email")
    return open_ids


def _require_little(
    buyer_id: int, open_ids: Sequence[int], sale: Mapping[str, Any], products: Mapping[int, db.Row]
) -> None:
    """Raise Problem unpaid_orders_too_large (409) if the order would, with the open ones, hold too much."""
    goods = [line for line in sale["items"] if products[line["product_id"]]["stocked"]]
    units = sum(measures.units(line["qty"], line["measure"]) for line in goods)
    value = sum(line["subtotal"] for line in goods)
    held_units, held_value = _held(open_ids) if open_ids else (0, 0)
    if held_units + units <= MOST_UNITS_HELD or held_value + value <= MOST_VALUE_HELD:
        return
    sellers = {line["seller_id"] for line in goods}
    paid = _paid_to(sellers, buyer_id, sale["created_at"] - PAID_TIME)
    most_value = max(MOST_VALUE_HELD, TIMES_PAID_HELD * paid)
    if held_value + value > most_value:
        raise Problem(
            "unpaid_orders_too_large",
            members={"most_value": most_value, "held_units": held_units, "held_value": held_value},
            most=MOST_UNITS_HELD,
            largest=rupiah(most_value),
        )


def _held(order_ids: Sequence[int]) -> tuple[int, int]:
    """Return how many units of goods orders hold, and for how much."""
    row = db.fetch_one(
        f"""
        SELECT SUM(CASE measure WHEN 'piece' THEN qty ELSE CEIL(qty / %s) END) AS units, SUM(subtotal) AS value
        FROM   transaction_items FORCE INDEX (PRIMARY)
        WHERE  transaction_id IN ({db.placeholders(len(order_ids))}) AND stocked
        """,
        [measures.THOUSAND, *order_ids],
    )
    assert row is not None
    return int(row["units"] or 0), int(row["value"] or 0)


def _paid_to(seller_ids: Collection[int], buyer_id: int, since: datetime) -> int:
    """Return for how much each of these sellers, at least, has sold to the buyer since, less what was given back.

    What other sellers say that they have been paid is no reason to hold the goods of these.
    """
    rows = db.fetch_all(
        f"""
        SELECT   i.seller_id, SUM(i.subtotal - i.refunded) AS paid
        FROM     transactions t FORCE INDEX (ix_transactions_buyer_day)
        STRAIGHT_JOIN transaction_items i FORCE INDEX (PRIMARY) ON i.transaction_id = t.id
        WHERE    t.buyer_id = %s AND t.created_at > %s AND t.status = 'paid' AND t.paid > 0
                 AND i.seller_id IN ({db.placeholders(len(seller_ids))}) AND i.seller_id <> t.buyer_id
        GROUP BY i.seller_id
        """,
        [buyer_id, since.replace(tzinfo=None), *seller_ids],
    )
    return int(min(row["paid"] for row in rows)) if len(rows) == len(seller_ids) else 0


def _has_paid(buyer_id: int) -> bool:
    """Tell whether others have ever got money of the buyer for an order."""
    row = db.fetch_one(
        """
        SELECT id
        FROM   transactions FORCE INDEX (ix_transactions_buyer_day)
        WHERE  buyer_id = %s AND status = 'paid' AND paid > 0 AND (seller_id IS NULL OR seller_id <> buyer_id)
        LIMIT  1
        """,
        (buyer_id,),
    )
    return row is not None


def _too_many(ordered_at: Sequence[datetime], most: int, now: datetime) -> Problem:
    """Return Problem too_many_unpaid_orders. The moments are those of the orders, latest first."""
    retry_at = ordered_at[most - 1] + UNPAID_TIME
    seconds = math.ceil((retry_at - now).total_seconds())
    return Problem(
        "too_many_unpaid_orders",
        headers={"Retry-After": str(max(1, seconds))},
        members={"retry_at": f"{retry_at.isoformat()}Z"},
        present=len(ordered_at),
        most=most,
        clock=days.clock(retry_at),
    )
