"""Payments of orders, and their cancellation.

Lock order: the order, its voucher, then its products by id, then courses and enrolments, then the change counter.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import db
from domain.commerce import receipts
from domain.commerce.money import rupiah
from domain.commerce.orders import Payment
from problems import Fault, Problem
from queries.accounts import activities
from queries.catalogue import change_feed
from queries.courses import enrolments
from queries.sales import order_expiry, stock, transactions, vouchers
from queries.system import audit, emails
from queries.system.audit import Entry


@db.transactional()
def pay(order_id: int, payment: Payment, by: int, roles: Collection[str], language: str) -> dict[str, Any]:
    """Record a payment by the seller of all items or an admin, and return the order.

    The payment that completes the total makes it a sale: it counts in figures, and the buyer gets the receipt and the
    courses. An expired order takes its goods from the stock again, and its use of a voucher. Raises Problem: 404, 403
    for others; 409 for an order that is paid or cancelled, for insufficient stock, for a voucher that is used up, and,
    at each payment, for a course that the buyer may not enter or owns; 422 for an amount above what is due, and for
    less cash than the amount.
    """
    order, staff = _lock(order_id, by, roles)
    if not staff:
        raise Problem("order_of_others")
    _require_state(order, "pending", "expired")
    amount = _checked_amount(payment, order)
    if order["status"] == "expired":
        vouchers.take_again(order)
    goods, taught = _items(order_id)
    taken_again = goods if order["status"] == "expired" else {}
    products = stock.lock([*taken_again, *taught]) if taken_again or taught else {}
    stock.require(taken_again, products)
    # At the first payment already: an order that can't be completed should take no money.
    courses = (
        enrolments.check_purchase(order["buyer_id"], [products[each] for each in taught], lock=True) if taught else []
    )
    if taken_again:
        stock.take(taken_again, products, order_id, by)
    audit.write_all([insert(order_id, replace(payment, amount=amount), by, datetime.now(UTC))])
    paid = order["paid"] + amount
    if paid == order["total"]:
        _complete(order, paid, courses, language)
    else:
        _update(order, {"status": "pending", "paid": paid, "expires_at": None})
        activities.write("order_payment", order_id, str(amount))
    if taken_again:
        change_feed.mark("products", list(taken_again), sold=True)
    return transactions.get(order_id, by, "admin" in roles)


@db.transactional()
def cancel(order_id: int, by: int, roles: Collection[str]) -> dict[str, Any]:
    """Cancel a pending order, return its goods to the stock, and return it. What was paid is recorded as given back.

    The buyer may cancel an order without payments, the seller of all its items and admins any pending one. Raises
    Problem: 404, 403 for others, 409 for an order that is not pending.
    """
    order, staff = _lock(order_id, by, roles)
    if not staff and order["buyer_id"] != by:
        raise Problem("order_of_others")
    _require_state(order, "pending")
    if order["paid"]:
        if not staff:
            raise Problem("order_partly_paid", members=_steps("pending", []))
        _give_back(order_id, by)
        _update(order, {"paid": 0})
    activities.write("order_cancelled", order_id, "")
    order_expiry.close(order, "cancelled", by)
    return transactions.get(order_id, by, "admin" in roles)


def _lock(order_id: int, caller_id: int, roles: Collection[str]) -> tuple[db.Row, bool]:
    """Lock an order. Return it, and True for an admin and the seller of all its items, who must be a seller still.

    It is a 404 for callers who neither bought nor sold anything in it.
    """
    order = db.fetch_one(
        """
        SELECT id, buyer_id, voucher_id, status, total, COALESCE(paid, 0) AS paid, expires_at, created_at
        FROM   transactions FORCE INDEX (PRIMARY)
        WHERE  id = %s
        FOR UPDATE
        """,
        (order_id,),
    )
    sellers = transactions.sellers(order_id)
    admin = "admin" in roles
    if order is None or not (admin or caller_id in {order["buyer_id"], *sellers}):
        raise Problem("transaction_not_found", id=order_id)
    return order, admin or ("seller" in roles and sellers == {caller_id})


def _require_state(order: db.Row, *states: str) -> None:
    """Raise a 409 that tells the state, and what is possible in it, unless the order is in one of these states."""
    if order["status"] in states:
        return
    code = {"paid": "order_already_paid", "cancelled": "order_was_cancelled", "expired": "order_has_expired"}
    possible = {"expired": ["pay"]}.get(order["status"], [])
    raise Problem(code[order["status"]], members=_steps(order["status"], possible))


def _steps(status: str, possible: list[str]) -> dict[str, Any]:
    return {"order_status": status, "possible": possible}


def _checked_amount(payment: Payment, order: db.Row) -> int:
    due = order["total"] - order["paid"]
    amount = due if payment.amount is None else payment.amount
    if amount > due:
        raise Problem("validation_failed", [Fault("amount", "exceeds_due", {"due": rupiah(due)})])
    if payment.tendered is not None and payment.tendered < amount:
        raise Problem("validation_failed", [Fault("tendered", "less_than_amount", {"amount": rupiah(amount)})])
    return int(amount)


def _items(order_id: int) -> tuple[dict[int, int], list[int]]:
    """Return the quantities by product that an order took from the stock, and the products that sell courses."""
    rows = db.fetch_all(
        """
        SELECT   product_id, stocked, SUM(qty) AS qty
        FROM     transaction_items FORCE INDEX (PRIMARY)
        WHERE    transaction_id = %s
        GROUP BY product_id, stocked
        ORDER BY product_id
        """,
        (order_id,),
    )
    goods = {row["product_id"]: int(row["qty"]) for row in rows if row["stocked"]}
    return goods, [row["product_id"] for row in rows if not row["stocked"]]


def insert(order_id: int, payment: Payment, by: int, at: datetime) -> Entry:
    """Insert a payment whose amount is known, in the caller's transaction, and return the audit entry to write."""
    row = {
        "transaction_id": order_id,
        "method": payment.method,
        "amount": payment.amount,
        "tendered": payment.tendered,
        "reference": payment.reference or "",
    }
    payment_id = db.insert(
        """
        INSERT INTO payments (transaction_id, method, amount, tendered, reference, actor_id, created_at)
        VALUES (%s, %s, %s, %s, %s, %s, %s)
        """,
        [*row.values(), by, at.replace(tzinfo=None)],
    )
    return Entry("INSERT", "payments", payment_id, None, row)


def _give_back(order_id: int, by: int) -> None:
    """Record that what was paid by each method is given back."""
    rows = db.fetch_all(
        """
        SELECT   method, SUM(amount) AS amount
        FROM     payments FORCE INDEX (ix_payments_transaction)
        WHERE    transaction_id = %s
        GROUP BY method
        HAVING   SUM(amount) > 0
        ORDER BY method
        """,
        (order_id,),
    )
    now = datetime.now(UTC)
    audit.write_all([insert(order_id, Payment(row["method"], -int(row["amount"])), by, now) for row in rows])


def _complete(order: db.Row, paid: int, courses: Sequence[db.Row], language: str) -> None:
    """Turn a locked order into a sale of this moment, and enrol its buyer in the courses."""
    sold_at = datetime.now(UTC).replace(tzinfo=None)
    enrolments.enrol_buyer(order["buyer_id"], courses, order["id"])
    _update(order, {"status": "paid", "paid": paid, "sold_at": sold_at, "expires_at": None})
    db.execute(
        """
        UPDATE transaction_items FORCE INDEX (PRIMARY)
        SET    sold_at = %s
        WHERE  transaction_id = %s
        """,
        (sold_at, order["id"]),
    )
    activities.write("order_paid", order["id"], receipts.number(order["id"], sold_at))
    emails.enqueue_receipt(order["buyer_id"], order["id"], language, bool(courses))


def _update(order: db.Row, fields: dict[str, Any]) -> None:
    db.execute(
        f"""
        UPDATE transactions FORCE INDEX (PRIMARY)
        SET    {", ".join(f"{column} = %s" for column in fields)}
        WHERE  id = %s
        """,
        [*fields.values(), order["id"]],
    )
    audit.write("UPDATE", "transactions", order["id"], {name: order.get(name) for name in fields}, fields)
