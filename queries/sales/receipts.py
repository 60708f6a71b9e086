"""Statements of receipts: an order with what is printed on it, and the number of its prints."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, NamedTuple

import db
from domain.commerce.receipts import day
from problems import Problem
from queries.sales import tax_profiles, transactions
from queries.system import audit

# What may happen to an order that is not paid.
STEPS = {"pending": ["pay", "cancel"], "expired": ["pay"]}


class Printed(NamedTuple):
    """An order, or a seller's part of one. `prints` is how often its receipt was printed."""

    order: dict[str, Any]
    pbjt_bp: int | None
    prints: int


def get(transaction_id: int, caller_id: int, admin: bool) -> Printed:
    """Return what the caller may see of an order, as `transactions.get` does."""
    return _printed(transactions.get(transaction_id, caller_id, admin))


@db.transactional()
def count_print(transaction_id: int, caller_id: int, roles: Collection[str]) -> Printed:
    """Count a print of a receipt, and return it. Its first print is the original, all others are copies.

    Raises Problem: 404; 403 for callers who are neither an admin nor the seller of all items; 409 for an order that is
    not paid, which has no receipt.
    """
    admin = "admin" in roles
    order = transactions.get(transaction_id, caller_id, admin)
    if not admin and not ("seller" in roles and transactions.sellers(transaction_id) == {caller_id}):
        raise Problem("order_of_others")
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
    found = _printed(order)
    audit.write("UPDATE", "transactions", transaction_id, {"printed": found.prints - 1}, {"printed": found.prints})
    return found


def _printed(order: dict[str, Any]) -> Printed:
    row = db.fetch_one(
        """
        SELECT    t.printed, u.name AS cashier_name
        FROM      transactions t
        LEFT JOIN users u ON u.id = t.cashier_id
        WHERE     t.id = %s
        """,
        (order["id"],),
    )
    assert row is not None
    return Printed({**order, "cashier_name": row["cashier_name"]}, _pbjt_bp(order), row["printed"])


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
