"""Pending orders whose time is up: their goods go back into the stock.

Nothing depends on the minute in which this happens: a sale that falls short releases expired orders first.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import db
from queries.catalogue import change_feed
from queries.events import outbox
from queries.sales import stock, vouchers
from queries.sales.incoming import closing
from queries.system import audit

# A basket may wait for more orders than this; the next attempt releases the others.
MOST_AT_ONCE = 200


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
