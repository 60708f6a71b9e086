"""What customers owe: sales on credit, and what lowers a debt.

Each change is an entry about one sale, so that what is left of a sale is the sum of its entries. Lock order: the sale,
the voucher, the customer, then products.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, Literal, NamedTuple

import db
from domain.commerce.money import rounding_share, rupiah
from domain.commerce.orders import Caller, Payment
from domain.commerce.pricing import LARGEST_TOTAL
from problems import Problem
from queries.catalogue import change_feed

Reason = Literal["sale", "repayment", "refund", "write_off"]


class Change(NamedTuple):
    """A change of what is owed for a sale by `delta`."""

    transaction_id: int
    delta: int
    payment_id: int | None = None
    due_on: date | None = None


def find(customer_id: int, lock: bool = False) -> db.Row | None:
    """Return a customer of any owner, or None. With `lock` what they owe stays as it is until COMMIT."""
    return db.fetch_one(
        f"""
        SELECT id, owner_id, name, credit_limit, balance
        FROM   customers FORCE INDEX (PRIMARY)
        WHERE  id = %s AND erased_at IS NULL
        {"FOR UPDATE" if lock else ""}
        """,
        (customer_id,),
    )


def lend(
    customer: db.Row | None,
    sale: Mapping[str, Any],
    payments: Sequence[Payment],
    caller: Caller,
    unlimited: bool = False,
) -> int:
    """Add what is bought on credit to the debts of a locked customer, or raise a 409 above their limit.

    It names the customer to those who know them. Return by how much their limit is exceeded, which only happens if it
    is `unlimited`.
    """
    exceeded = 0
    for payment, row in zip(payments, sale["payments"], strict=True):
        if payment.method != "credit":
            continue
        assert customer is not None
        left = max(0, customer["credit_limit"] - customer["balance"])
        exceeded = max(exceeded, row["amount"] - left)
        if exceeded and not unlimited:
            sums = {"credit_limit": customer["credit_limit"], "balance": customer["balance"], "left": left}
            name = customer["name"] if caller.knows_customers else ""
            raise Problem("credit_limit", members=sums, customer_name=name, rest=rupiah(left))
        change = Change(sale["id"], row["amount"], row["id"], payment.due_on)
        record(customer, "sale", [change], caller.user_id, sale["created_at"])
    return exceeded


def lower(order_id: int, amount: int, by: int, at: datetime) -> int:
    """Lower the debt for a locked sale by what is refunded of it. Return by how much; the rest is given back in money.

    Call it before products are locked, and record the result as a payment below 0 by the method credit.
    """
    customer_id: int | None = db.fetch_value(
        """
        SELECT customer_id
        FROM   transactions FORCE INDEX (PRIMARY)
        WHERE  id = %s
        """,
        (order_id,),
    )
    customer = None if customer_id is None else find(customer_id, lock=True)
    if customer is None:
        return 0
    lowered = lowered_by(order_id, customer_id, amount)
    if lowered:
        record(customer, "refund", [Change(order_id, -lowered)], by, at)
    return lowered


def lowered_by(order_id: int, customer_id: int | None, amount: int) -> int:
    """Return by how much a refund of this amount lowers the debt for a sale."""
    if customer_id is None:
        return 0
    return min(amount, sum(int(debt["unpaid"]) for debt in unpaid([customer_id], order_id)))


def written_off(order_id: int, customer_id: int | None) -> int:
    """Return what was written off of the debt for a sale, after `lower` has waited for whoever does so."""
    if customer_id is None:
        return 0
    return int(
        db.fetch_value(
            """
            SELECT COALESCE(-SUM(delta), 0) AS amount
            FROM   customer_entries FORCE INDEX (ix_customer_entries_sale)
            WHERE  customer_id = %s AND transaction_id = %s AND reason = 'write_off'
            LOCK IN SHARE MODE
            """,
            (customer_id, order_id),
        )
    )


def adjustment(order_id: int, customer_id: int | None) -> int:
    """Return what rounding has added to the cash that paid the debt for a sale, after `lower`.

    Only a repayment of all that is owed is rounded. Its sales were paid oldest first, so what was not handed over is
    missing from the last ones; what was handed over beside it belongs to the very last.
    """
    if customer_id is None:
        return 0
    rows = db.fetch_all(
        """
        SELECT -e.delta AS amount, e.balance, p.amount AS whole, p.adjustment
        FROM   customer_entries e FORCE INDEX (ix_customer_entries_sale)
        JOIN   payments p FORCE INDEX (PRIMARY) ON p.id = e.payment_id AND p.adjustment <> 0
        WHERE  e.customer_id = %s AND e.transaction_id = %s AND e.reason = 'repayment'
        """,
        (customer_id, order_id),
    )
    return sum(
        rounding_share(row["amount"], row["whole"] - row["balance"], row["whole"], row["adjustment"]) for row in rows
    )


def record(customer: db.Row, reason: Reason, changes: Sequence[Change], by: int, at: datetime) -> int:
    """Write the entries of a locked customer, and return what they owe afterwards.

    Raises a 409 if that is more than JSON clients represent exactly: without a network there is no other limit.
    """
    moment, balance, rows = at.replace(tzinfo=None), customer["balance"], []
    for change in changes:
        balance += change.delta
        if balance > LARGEST_TOTAL:
            raise Problem("sum_too_large", members={"sum_of": "debts"}, largest=rupiah(LARGEST_TOTAL))
        rows.append((customer["id"], reason, balance, *change, by, moment))
    db.execute(
        f"""
        INSERT INTO customer_entries (customer_id, reason, balance, transaction_id, delta, payment_id, due_on, actor_id,
                                      created_at)
        VALUES {db.placeholders(len(rows), len(rows[0]))}
        """,
        [value for row in rows for value in row],
    )
    db.execute(
        """
        UPDATE customers FORCE INDEX (PRIMARY)
        SET    balance = %s
        WHERE  id = %s
        """,
        (balance, customer["id"]),
    )
    change_feed.note(customer["owner_id"], "customer", customer["id"])
    return int(balance)


def unpaid(customer_ids: Sequence[int], transaction_id: int | None = None) -> list[db.Row]:
    """Return the sales for which these customers owe something, or one of them, oldest first."""
    rows = db.fetch_all(
        f"""
        SELECT   customer_id, transaction_id, SUM(delta) AS unpaid, MIN(created_at) AS created_at, MAX(due_on) AS due_on
        FROM     customer_entries FORCE INDEX (ix_customer_entries_sale)
        WHERE    customer_id IN ({db.placeholders(len(customer_ids))}) AND (%s IS NULL OR transaction_id = %s)
        GROUP BY customer_id, transaction_id
        HAVING   SUM(delta) > 0
        ORDER BY customer_id, transaction_id
        """,
        [*customer_ids, transaction_id, transaction_id],
    )
    return [{**row, "unpaid": int(row["unpaid"])} for row in rows]


def with_oldest(customers: list[db.Row]) -> list[db.Row]:
    """Return the customers with the oldest sale that each has not paid, or None, as `oldest_unpaid`."""
    debtors = [customer["id"] for customer in customers if customer["balance"]]
    oldest: dict[int, db.Row] = {}
    for row in unpaid(debtors) if debtors else []:
        oldest.setdefault(row["customer_id"], row)
    return [{**customer, "oldest_unpaid": oldest.get(customer["id"])} for customer in customers]


def page(customer_id: int, before: int, limit: int) -> list[db.Row]:
    """Return entries of a customer with ids below `before`, newest first."""
    return db.fetch_all(
        """
        SELECT   e.id, e.created_at, e.delta, e.balance, e.reason, e.transaction_id, e.payment_id, p.method, e.due_on,
                 e.actor_id, u.name AS actor_name
        FROM     customer_entries e FORCE INDEX (ix_customer_entries_customer)
        JOIN     users u ON u.id = e.actor_id
        LEFT JOIN payments p ON p.id = e.payment_id
        WHERE    e.customer_id = %s AND e.id < %s
        ORDER BY e.id DESC
        LIMIT    %s
        """,
        (customer_id, before, limit),
    )
