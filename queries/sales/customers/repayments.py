"""What customers pay back, to the oldest of their sales first. Lock order: the till, then the customer."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import db
from domain.commerce.money import rupiah
from domain.commerce.orders import Caller, Offline, Payment
from problems import Fault, Problem
from queries.accounts import activities
from queries.events import outbox
from queries.events.outbox import Event
from queries.sales import payments
from queries.sales.customers import debts, records
from queries.sales.customers.debts import Change
from queries.sales.till import drawers
from queries.system import audit


@db.transactional()
def repay(
    customer_id: int, payment: Payment, caller: Caller, till_id: int | None = None, offline: Offline | None = None
) -> dict[str, Any]:
    """Record what a customer of the caller, or of the till's owner, pays back; without an amount all of it.

    Return the payment and which sales it pays. Raises Problem: 403 for a till of others; 404; 422 for more than they
    owe, and for less cash than the amount; 409 without an open shift at the till.
    """
    place = None if till_id is None else drawers.require_place(till_id, caller)
    drawer = drawers.lock(place) if place else None
    customer = records.lock(place.owner_id if place else caller.user_id, customer_id)
    checked = _checked(payment, customer["balance"], place.cash_step if place else 0)
    shift_id = drawers.require_shift(drawer, offline) if drawer else None
    amount, now = checked.amount or 0, offline.at if offline else datetime.now(UTC)
    entry = payments.insert(None, checked, caller.user_id, now, shift_id, "debt")
    audit.write_all([entry._replace(new={**(entry.new or {}), "customer_id": customer_id})])
    payment_id, parts = int(str(entry.row_id)), _parts(customer_id, amount)
    changes = [Change(part["transaction_id"], -part["amount"], payment_id) for part in parts]
    balance = debts.record(customer, "repayment", changes, caller.user_id, now)
    activities.write("debt_repaid", customer_id, str(amount))
    told = {"amount": amount, "balance": balance, "payment_id": payment_id}
    outbox.write([Event("customer.repaid", place.owner_id if place else caller.user_id, customer_id, told)])
    tendered = checked.tendered
    return {
        "id": payment_id,
        "method": checked.method,
        "amount": amount,
        "tendered": tendered,
        "adjustment": checked.adjustment,
        "change": 0 if tendered is None else tendered - amount - checked.adjustment,
        "reference": checked.reference or "",
        "created_at": now,
        "balance": balance,
        "sales": parts,
    }


def _checked(payment: Payment, owed: int, cash_step: int) -> Payment:
    """Return the payment with its amount and rounding, or raise a 422."""
    amount = owed if payment.amount is None else payment.amount
    if amount > owed or not owed:
        raise Problem("validation_failed", [Fault("amount", "exceeds_debt", {"owed": rupiah(owed)})])
    # Parts are not rounded: each would lose up to half a step.
    checked = payments.rounded(payment, amount, cash_step if amount == owed else 0, payments.Cash())
    if fault := payments.tendered_fault(checked, "tendered"):
        raise Problem("validation_failed", [fault])
    return checked


def _parts(customer_id: int, amount: int) -> list[dict[str, Any]]:
    """Return the sales that the amount pays, oldest first, each with its part and what is left to pay for it."""
    parts = []
    for debt in debts.unpaid([customer_id]):
        part = min(amount, debt["unpaid"])
        amount -= part
        if part:
            parts.append({"transaction_id": debt["transaction_id"], "amount": part, "left": debt["unpaid"] - part})
    if amount:
        raise RuntimeError(f"customer {customer_id} owes more than their sales: run flask check")
    return parts
