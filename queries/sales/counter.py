"""SQL and rules of sales at the counter: who sells, what was paid, and which sale a till has sent before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

import db
from domain.commerce.money import rupiah
from domain.commerce.orders import Caller, Order, Payment
from problems import Fault, Problem
from queries.sales import payments, transactions
from queries.system.audit import Entry


def check(order: Order, products: Mapping[int, db.Row], caller: Caller) -> None:
    """Raise Problem unless the caller may sell these products at the counter.

    403 unless all are theirs, or they are an admin; 422 for products of several sellers, and for a course, whose
    learner needs an account.
    """
    sellers = {product["seller_id"] for product in products.values()}
    if "admin" not in caller.roles and ("seller" not in caller.roles or sellers - {caller.user_id}):
        raise Problem("order_of_others")
    faults, owner_id = [], None
    for index, item in enumerate(order.items):
        product = products.get(item.product_id)
        if product is None:
            continue
        owner_id = owner_id or product["seller_id"]
        if product["seller_id"] != owner_id:
            faults.append(Fault(f"items.{index}.product_id", "other_seller"))
        elif not product["stocked"]:
            words = {"product_name": product["name"]}
            faults.append(Fault(f"items.{index}.product_id", "course_needs_account", words))
    if faults:
        raise Problem("validation_failed", faults)


def settle(order: Order, total: int) -> list[Payment]:
    """Return the payments of the order with their amounts, without those of nothing. Raise a 422 unless they sum up."""
    if not order.payments:
        return []
    left = total - sum(payment.amount or 0 for payment in order.payments)
    settled = [replace(each, amount=left) if each.amount is None else each for each in order.payments]
    if left < 0 or sum(payment.amount or 0 for payment in settled) != total:
        raise Problem("validation_failed", [Fault("payments", "not_the_total", {"total": rupiah(total)})])
    faults = [
        Fault(f"payments.{index}.tendered", "less_than_amount", {"amount": rupiah(payment.amount or 0)})
        for index, payment in enumerate(settled)
        if payment.tendered is not None and payment.tendered < (payment.amount or 0)
    ]
    if faults:
        raise Problem("validation_failed", faults)
    return [payment for payment in settled if payment.amount]


def record(
    order_id: int, settled: Sequence[Payment], by: int, at: datetime
) -> tuple[list[dict[str, Any]], list[Entry]]:
    """Insert the payments of a sale. Return them as its reply has them, and the audit entries to write."""
    rows, entries = [], []
    for payment in settled:
        entry = payments.insert(order_id, payment, by, at)
        entries.append(entry)
        amount, tendered = payment.amount or 0, payment.tendered
        rows.append(
            {
                "id": entry.row_id,
                "method": payment.method,
                "amount": amount,
                "tendered": tendered,
                "change": 0 if tendered is None else tendered - amount,
                "reference": payment.reference or "",
                "created_at": at,
            }
        )
    return rows, entries


def find(order: Order, caller: Caller) -> dict[str, Any] | None:
    """Return the caller's sale that stands under the order's `client_id`, if there is one; to admins, any seller's."""
    product_ids = sorted(order.quantities)
    found: int | None = db.fetch_value(
        f"""
        SELECT t.id
        FROM   products p FORCE INDEX (PRIMARY)
        JOIN   transactions t FORCE INDEX (uq_transactions_client)
               ON t.owner_id = p.seller_id AND t.client_id = %s
        WHERE  p.id IN ({db.placeholders(len(product_ids))}) AND (%s OR %s IN (t.owner_id, t.cashier_id))
        LIMIT  1
        """,
        [order.client_id, *product_ids, "admin" in caller.roles, caller.user_id],
    )
    if found is None:
        return None
    return {**transactions.get(found, caller.user_id, "admin" in caller.roles), "receipt_email": None}
