"""Statements of receipts: an order with what is printed on it, and the number of its prints."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple, TypeVar

import db
from domain.commerce.days import day
from domain.commerce.orders import Caller
from domain.receipts import numbers
from problems import Problem
from queries.sales import tax_profiles, transactions
from queries.sales.customers import debts
from queries.sales.till import drawers
from queries.system import audit

T = TypeVar("T")

# What a receipt is headed by, and ends with.
OUTLET = ("name", "address", "phone", "tax_number", "footer", "zone")
# What may happen to an order that is not paid.
STEPS = {"pending": ["pay", "cancel"], "expired": ["pay"]}


class Printed(NamedTuple):
    """An order, or a seller's part of one, or a refund of it. `prints` is how often its receipt was printed.

    The order has its `cashier_name`, and the `customer_name` and `debt` for its seller and at their tills. `outlet` is
    where it was sold, or given back; of an order of one seller that was sold at none, their default outlet, if they
    have one.
    """

    order: dict[str, Any]
    pbjt_bp: int | None
    prints: int
    outlet: dict[str, Any] | None
    refund: dict[str, Any] | None = None

    def without_customer(self) -> Printed:
        """Return it without the name of the customer and what they owe."""
        return self._replace(order={**self.order, "customer_name": None, "debt": None})


def get(transaction_id: int, caller_id: int, admin: bool, refund_id: int | None = None) -> Printed:
    """Return what the caller may see of an order, as `transactions.get` does, or of a refund of it."""
    order = transactions.get(transaction_id, caller_id, admin)
    return _printed(order, _refund(order, refund_id), caller_id)


def get_at_till(transaction_id: int, till_id: int, refund_id: int | None = None) -> Printed:
    """Return a sale, or a refund of it, of the owner of this till, at the counter or a till. Others are not found."""
    order = _of_owner(transaction_id, till_id, refund_id)
    return _printed(order, _refund(order, refund_id), at_till=True)


def find_at_till(till_id: int, receipt_number: str, caller: Caller) -> dict[str, Any]:
    """Return the sale with this receipt number whose goods are all of the till's owner.

    Raises Problem (404) for a till where the caller is not on duty, and for a receipt that the owner has not.
    """
    place = drawers.find_place(till_id, caller)
    if place is None:
        raise Problem("till_not_found", id=till_id)
    typed = numbers.parse(receipt_number)
    order_id = _numbered(place.owner_id, typed) if typed else None
    if typed is None or order_id is None or transactions.sellers(order_id) != {place.owner_id}:
        raise Problem("receipt_not_found", receipt_number=receipt_number)
    order = transactions.get_whole(order_id)
    if typed.series is None and order["receipt_number"] != receipt_number:
        # It has a number of a till, or is of another day.
        raise Problem("receipt_not_found", receipt_number=receipt_number)
    return order


def _numbered(owner_id: int, typed: numbers.Typed) -> int | None:
    """Return the sale of a till of the owner, or the id that the number of any other sale has in it."""
    if typed.series is None:
        return typed.number
    found: int | None = db.fetch_value(
        """
        SELECT t.id
        FROM   tills l FORCE INDEX (uq_tills_series)
        JOIN   transactions t FORCE INDEX (uq_transactions_receipt)
               ON t.till_id = l.id AND t.receipt_no = %s
        WHERE  l.owner_id = %s AND l.series = %s
        """,
        (typed.number, owner_id, typed.series),
    )
    return found


@db.transactional()
def count_print(transaction_id: int, caller: Caller, render: Callable[[Printed], T], refund_id: int | None = None) -> T:
    """Count a print of a receipt, and return it rendered. Its first print is the original, all others are copies.

    One that can't be rendered is not counted. Raises Problem: 404; 403 for callers who are neither an admin nor the
    seller of all items, nor at a till of that seller; 409 for an order that is not paid, which has no receipt.
    """
    order = _to_print(transaction_id, caller, refund_id)
    if order["status"] != "paid":
        members = {"order_status": order["status"], "possible": STEPS.get(order["status"], [])}
        raise Problem("order_not_paid", members=members)
    refund = _refund(order, refund_id)
    table, row_id = ("transactions", transaction_id) if refund is None else ("refunds", refund["id"])
    db.execute(
        f"""
        UPDATE {table} FORCE INDEX (PRIMARY)
        SET    printed = printed + 1
        WHERE  id = %s
        """,
        (row_id,),
    )
    _lock_customer(order["customer_id"])
    found = _printed(order, refund, caller.user_id, at_till=caller.till_id is not None)
    audit.write("UPDATE", table, row_id, {"printed": found.prints - 1}, {"printed": found.prints})
    return render(found)


def _to_print(transaction_id: int, caller: Caller, refund_id: int | None) -> dict[str, Any]:
    if caller.till_id is not None:
        return _of_owner(transaction_id, caller.till_id, refund_id)
    admin = "admin" in caller.roles
    order = transactions.get(transaction_id, caller.user_id, admin)
    if not admin and not ("seller" in caller.roles and transactions.sellers(transaction_id) == {caller.user_id}):
        raise Problem("order_of_others")
    return order


def _of_owner(transaction_id: int, till_id: int, refund_id: int | None) -> dict[str, Any]:
    """Return a sale at the counter or at any till of this till's owner, or that of a refund there, or raise a 404."""
    sold = db.fetch_value(
        """
        SELECT    t.id
        FROM      transactions t
        JOIN      tills here ON here.id = %s
        LEFT JOIN tills l ON l.id = t.till_id
        WHERE     t.id = %s
                  AND (here.owner_id IN (t.owner_id, l.owner_id)
                       OR EXISTS (SELECT 1
                                  FROM   payments p FORCE INDEX (ix_payments_transaction)
                                  JOIN   shifts s ON s.id = p.shift_id
                                  JOIN   tills g ON g.id = s.till_id
                                  WHERE  p.transaction_id = t.id AND p.refund_id = %s AND g.owner_id = here.owner_id))
        """,
        (till_id, transaction_id, refund_id),
    )
    if sold is None:
        raise Problem("transaction_not_found", id=transaction_id)
    return transactions.get_whole(transaction_id)


def _lock_customer(customer_id: int | None) -> None:
    """Keep a customer from being erased until COMMIT: the print may be stored under an idempotency key."""
    if customer_id is not None:
        db.fetch_value(
            """
            SELECT id
            FROM   customers FORCE INDEX (PRIMARY)
            WHERE  id = %s
            LOCK IN SHARE MODE
            """,
            (customer_id,),
        )


def _printed(
    order: dict[str, Any], refund: dict[str, Any] | None, caller_id: int | None = None, at_till: bool = False
) -> Printed:
    made = _how_it_was_made(refund["id"]) if refund else None
    sellers = {item["seller_id"] for item in order["items"]}
    row = db.fetch_one(
        f"""
        SELECT    t.printed, u.name AS cashier_name, c.name AS customer_name,
                  {", ".join(f"o.{column}" for column in OUTLET)}
        FROM      transactions t
        LEFT JOIN users u ON u.id = t.cashier_id
        LEFT JOIN customers c ON c.id = t.customer_id
        LEFT JOIN outlets d ON d.default_of = %s
        LEFT JOIN outlets o ON o.id = COALESCE(%s, t.outlet_id, d.id)
        WHERE     t.id = %s
        """,
        (next(iter(sellers)) if len(sellers) == 1 else None, made and made["outlet_id"], order["id"]),
    )
    assert row is not None
    # Customers are known to their seller alone. One who was erased has no name.
    customer_name = row["customer_name"] if at_till or caller_id in sellers else None
    names = {
        "cashier_name": row["cashier_name"],
        "customer_name": customer_name,
        "debt": _debt(order) if customer_name else None,
    }
    outlet = {column: row[column] for column in OUTLET} if row["name"] is not None else None
    whole = {**order, **names}
    if refund is None or made is None:
        return Printed(whole, _pbjt_bp(order), row["printed"], outlet)
    return Printed(whole, _pbjt_bp(order), made["printed"], outlet, refund | {"cashier_name": made["cashier_name"]})


def _refund(order: dict[str, Any], refund_id: int | None) -> dict[str, Any] | None:
    """Return a refund of the order as the caller sees it, or raise a 404."""
    found: list[dict[str, Any]] = [refund for refund in order["refunds"] if refund["id"] == refund_id]
    if refund_id is not None and not found:
        raise Problem("refund_not_found", id=refund_id)
    return found[0] if found else None


def _how_it_was_made(refund_id: int) -> db.Row | None:
    """Return who gave a refund, at the outlet of which till, and how often its receipt was printed."""
    return db.fetch_one(
        """
        SELECT    r.printed, u.name AS cashier_name, l.outlet_id
        FROM      refunds r
        JOIN      users u ON u.id = r.actor_id
        LEFT JOIN payments p FORCE INDEX (ix_payments_transaction)
               ON p.transaction_id = r.transaction_id AND p.refund_id = r.id
        LEFT JOIN shifts s ON s.id = p.shift_id
        LEFT JOIN tills l ON l.id = s.till_id
        WHERE     r.id = %s
        LIMIT     1
        """,
        (refund_id,),
    )


def _debt(order: dict[str, Any]) -> dict[str, Any] | None:
    """Return what the customer still owes for a sale, or None if it was not on credit."""
    if not any(payment["method"] == "credit" for payment in order["payments"]):
        return None
    unpaid = debts.unpaid([order["customer_id"]], order["id"])
    return {"amount": unpaid[0]["unpaid"], "due_on": unpaid[0]["due_on"]} if unpaid else {"amount": 0}


def _pbjt_bp(order: dict[str, Any]) -> int | None:
    """Return the rate of PBJT that the order was taxed with, or None if it has none or several.

    Lines don't hold it. It is that of the profile of that day, unless the profile was changed afterwards.
    """
    items = [item for item in order["items"] if item["tax_code"] == "pbjt"]
    if len({item["seller_id"] for item in items}) != 1:
        return None
    on = day(order["created_at"])
    profile = tax_profiles.on_day(items[0]["seller_id"], on)
    base = sum(item["subtotal"] - item["added"] for item in items)
    if profile.regime != "pbjt" or profile.tax(base, "standard", on) != sum(item["tax"] for item in items):
        return None
    return profile.rate_bp
