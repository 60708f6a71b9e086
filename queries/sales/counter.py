"""SQL and rules of sales at the counter: who sells, what was paid, and which sale a till has sent before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import islice
from typing import Any

import db
from domain.commerce import days
from domain.commerce.money import rupiah
from domain.commerce.orders import Caller, Order, Payment
from problems import Fault, Problem
from queries.sales import payments, transactions
from queries.sales.payments import Cash
from queries.sales.till import drawers
from queries.sales.till.drawers import Place
from queries.system.audit import Entry


def check(
    order: Order, products: Mapping[int, db.Row], caller: Caller, place: Place | None, customer: db.Row | None
) -> None:
    """Raise Problem unless the caller may sell these products at the counter, or at a till that they may act at.

    403 unless all are theirs, or they are an admin; 422 for products of several sellers or of others than the till's
    owner, for a course, whose learner needs an account, and for a customer of another seller.
    """
    sellers = {product["seller_id"] for product in products.values()}
    if place is None and "admin" not in caller.roles and ("seller" not in caller.roles or sellers - {caller.user_id}):
        raise Problem("order_of_others")
    faults, owner_id = [], place and place.owner_id
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
    if order.customer_id is not None and (customer is None or customer["owner_id"] != owner_id):
        faults.append(Fault("customer_id", "unknown_customer"))
    if faults:
        raise Problem("validation_failed", faults)


def settle(order: Order, total: int, cash_step: int = 0) -> list[Payment]:
    """Return the payments of the order with their amounts, without those of nothing.

    Raise a 422 unless they sum up, and for credit that is due before today, unless it was agreed to without a network.
    Cash is rounded to `cash_step`. Payments of a forced sale are made to fit: the difference is the drawer's.
    """
    if not order.payments:
        return []
    asked = order.payments
    if order.offline and order.offline.forced:
        asked = _fitted(asked, total)
    left = total - sum(payment.amount or 0 for payment in asked)
    settled, cash = list[Payment](), Cash()
    for each in asked:
        amount = left if each.amount is None else each.amount
        settled.append(payments.rounded(each, amount, cash_step, cash))
        if each.method == "cash":
            cash = Cash(cash.amount + amount, cash.handed + amount + settled[-1].adjustment)
    if left < 0 or sum(payment.amount or 0 for payment in settled) != total:
        raise Problem("validation_failed", [Fault("payments", "not_the_total", {"total": rupiah(total)})])
    found = [payments.tendered_fault(payment, f"payments.{index}.tendered") for index, payment in enumerate(settled)]
    if not order.offline:
        today = days.day(datetime.now(UTC))
        late = [index for index, each in enumerate(settled) if each.due_on is not None and each.due_on < today]
        found += [Fault(f"payments.{index}.due_on", "due_in_the_past") for index in late]
    if faults := [fault for fault in found if fault]:
        raise Problem("validation_failed", faults)
    return [payment for payment in settled if payment.amount]


def _fitted(asked: Sequence[Payment], total: int) -> tuple[Payment, ...]:
    """Return payments that sum up to the total, if those that were asked for do not: the last one pays the rest."""
    given = [payment.amount for payment in asked]
    known = sum(amount or 0 for amount in given)
    if known == total or (None in given and known < total):
        return tuple(asked)
    left, fitted = total, list[Payment]()
    for payment in asked[:-1]:
        amount = min(left, payment.amount or 0)
        left -= amount
        fitted.append(replace(payment, amount=amount, tendered=None))
    return *fitted, replace(asked[-1], amount=left, tendered=None)


def record(
    sales: Sequence[tuple[Mapping[str, Any], Sequence[Payment], int]],
) -> list[tuple[list[dict[str, Any]], list[Entry]]]:
    """Insert the payments of sales, each with who has taken them.

    Return those of each sale as its reply has them, and the audit entries to write.
    """
    new = [
        payments.New(sale["id"], payment, by, sale["created_at"], sale["shift_id"])
        for sale, settled, by in sales
        for payment in settled
    ]
    inserted = iter(zip(new, payments.insert_all(new), strict=True))
    recorded = []
    for _, settled, _ in sales:
        pairs = [*islice(inserted, len(settled))]
        recorded.append(([_shown(each, entry) for each, entry in pairs], [entry for _, entry in pairs]))
    return recorded


def _shown(new: payments.New, entry: Entry) -> dict[str, Any]:
    payment = new.payment
    amount, tendered = payment.amount or 0, payment.tendered
    return {
        "id": entry.row_id,
        "refund_id": None,
        "method": payment.method,
        "amount": amount,
        "tendered": tendered,
        "adjustment": payment.adjustment,
        "change": 0 if tendered is None else tendered - amount - payment.adjustment,
        "reference": payment.reference or "",
        "created_at": new.at,
    }


def find(order: Order, caller: Caller) -> dict[str, Any] | None:
    """Return the caller's sale that stands under the order's `client_id`, if there is one.

    To admins it is any seller's, and at a till any sale of its owner: a device may be replaced by another.
    """
    place = None if order.till_id is None else drawers.find_place(order.till_id, caller)
    product_ids = sorted(order.quantities)
    found: int | None = db.fetch_value(
        f"""
        SELECT t.id
        FROM   products p FORCE INDEX (PRIMARY)
        JOIN   transactions t FORCE INDEX (uq_transactions_client)
               ON t.owner_id = p.seller_id AND t.client_id = %s
        WHERE  p.id IN ({db.placeholders(len(product_ids))})
               AND (%s OR %s IN (t.owner_id, t.cashier_id) OR t.owner_id = %s)
        LIMIT  1
        """,
        [order.client_id, *product_ids, "admin" in caller.roles, caller.user_id, place and place.owner_id],
    )
    if found is None:
        return None
    return {**transactions.get_whole(found), "receipt_email": None}
