"""Statements of receipts: an order with what is printed on it, and the number of its prints."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple, TypeVar

import db
from domain.commerce.days import day
from domain.commerce.orders import Caller
from problems import Problem
from queries.sales import tax_profiles, transactions
from queries.sales.customers import debts
from queries.system import audit

T = TypeVar("T")

# What a receipt is headed by, and ends with.
OUTLET = ("name", "address", "phone", "tax_number", "footer", "zone")
# What may happen to an order that is not paid.
STEPS = {"pending": ["pay", "cancel"], "expired": ["pay"]}


class Printed(NamedTuple):
    """An order, or a seller's part of one. `prints` is how often its receipt was printed.

    The order has its `cashier_name`, and the `customer_name` and `debt` for its seller and at their tills. `outlet` is
    where it was sold; of an order of one seller that was sold at none, their default outlet, if they have one.
    """

    order: dict[str, Any]
    pbjt_bp: int | None
    prints: int
    outlet: dict[str, Any] | None


def get(transaction_id: int, caller_id: int, admin: bool) -> Printed:
    """Return what the caller may see of an order, as `transactions.get` does."""
    return _printed(transactions.get(transaction_id, caller_id, admin), caller_id)


def get_at_till(transaction_id: int, till_id: int) -> Printed:
    """Return a sale at the counter, or at a till, of the owner of this till. Others are not found."""
    return _printed(_sold_by_owner(transaction_id, till_id), at_till=True)


@db.transactional()
def count_print(transaction_id: int, caller: Caller, render: Callable[[Printed], T]) -> T:
    """Count a print of a receipt, and return it rendered. Its first print is the original, all others are copies.

    One that can't be rendered is not counted. Raises Problem: 404; 403 for callers who are neither an admin nor the
    seller of all items, nor at a till of that seller; 409 for an order that is not paid, which has no receipt.
    """
    order = _to_print(transaction_id, caller)
    if order["status"] != "paid":
        members = {"order_status": order["status"], "possible": STEPS.get(order["status"], [])}
        raise Problem("order_not_paid", members=members)
    db.execute(
        """
        UPDATE transactions FORCE INDEX (PRIMARY)
        SET    printed = printed + 1
        WHERE  id = %s
        """,
        (transaction_id,),
    )
    found = _printed(order, caller.user_id, at_till=caller.till_id is not None)
    audit.write("UPDATE", "transactions", transaction_id, {"printed": found.prints - 1}, {"printed": found.prints})
    return render(found)


def _to_print(transaction_id: int, caller: Caller) -> dict[str, Any]:
    if caller.till_id is not None:
        return _sold_by_owner(transaction_id, caller.till_id)
    admin = "admin" in caller.roles
    order = transactions.get(transaction_id, caller.user_id, admin)
    if not admin and not ("seller" in caller.roles and transactions.sellers(transaction_id) == {caller.user_id}):
        raise Problem("order_of_others")
    return order


def _sold_by_owner(transaction_id: int, till_id: int) -> dict[str, Any]:
    """Return a sale at the counter, or at any till, of the owner of this till, or raise a 404."""
    sold = db.fetch_value(
        """
        SELECT    t.id
        FROM      transactions t
        JOIN      tills here ON here.id = %s
        LEFT JOIN tills l ON l.id = t.till_id
        WHERE     t.id = %s AND here.owner_id IN (t.owner_id, l.owner_id)
        """,
        (till_id, transaction_id),
    )
    if sold is None:
        raise Problem("transaction_not_found", id=transaction_id)
    return transactions.get_whole(transaction_id)


def _printed(order: dict[str, Any], caller_id: int | None = None, at_till: bool = False) -> Printed:
    sellers = {item["seller_id"] for item in order["items"]}
    row = db.fetch_one(
        f"""
        SELECT    t.printed, u.name AS cashier_name, c.name AS customer_name,
                  {", ".join(f"o.{column}" for column in OUTLET)}
        FROM      transactions t
        LEFT JOIN users u ON u.id = t.cashier_id
        LEFT JOIN customers c ON c.id = t.customer_id
        LEFT JOIN outlets d ON d.default_of = %s
        LEFT JOIN outlets o ON o.id = COALESCE(t.outlet_id, d.id)
        WHERE     t.id = %s
        """,
        (next(iter(sellers)) if len(sellers) == 1 else None, order["id"]),
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
    return Printed({**order, **names}, _pbjt_bp(order), row["printed"], outlet)


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
