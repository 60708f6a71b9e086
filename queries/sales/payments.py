"""Payments of orders, and their cancellation.

Lock order: the order, its till, its voucher, then its products by id, then courses and enrolments, then the change
counter.
"""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, Literal, NamedTuple

import db
from domain.commerce.money import round_to_step, rupiah
from domain.commerce.orders import Caller, Payment, method_of
from domain.receipts import numbers
from problems import Fault, Problem
from queries.accounts import activities
from queries.catalogue import change_feed
from queries.courses import enrolments
from queries.events import outbox
from queries.events.outbox import Event
from queries.sales import order_expiry, stock, transactions, vouchers
from queries.sales.incoming import closing
from queries.sales.till import drawers
from queries.sales.till.drawers import Drawer, Place
from queries.system import audit, emails
from queries.system.audit import Entry

Purpose = Literal["sale", "debt", "refund"]


class New(NamedTuple):
    """A payment of a new order whose amount is known, by whom and when it was taken, and its shift."""

    order_id: int
    payment: Payment
    by: int
    at: datetime
    shift_id: int | None


class Cash(NamedTuple):
    """Cash of one sale: what it counts for, and what was handed over with its rounding."""

    amount: int = 0
    handed: int = 0


@db.transactional()
def pay(order_id: int, payment: Payment, caller: Caller, till_id: int | None = None) -> dict[str, Any]:
    """Record a payment by the seller of all items or an admin, or at a till of that seller, and return the order.

    The payment that completes the total makes it a sale: it counts in figures, and the buyer gets the receipt and the
    courses. Requests for more than what is left to pay are closed. An expired order takes its goods from the stock
    again, and its use of a voucher. Raises Problem: 404, 403 for others and for its buyer; 409 for an order that is
    paid or cancelled, for insufficient stock, for a voucher that is used up, without an open shift at the till, and, at
    each payment, for a course that the buyer may not enter or owns; 422 for an amount above what is due, and for less
    cash than the amount.
    """
    by, place = caller.user_id, None if till_id is None else drawers.require_place(till_id, caller)
    order, staff = lock(order_id, by, caller.roles, place and place.owner_id)
    if not staff:
        raise Problem("order_of_others")
    drawer = drawers.lock(place) if place else None
    require_state(order, "pending", "expired")
    checked = _checked(payment, order, place.cash_step if place else 0)
    shift_id = drawers.require_open(drawer) if drawer else None
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
    audit.write_all([insert(order_id, checked, by, datetime.now(UTC), shift_id)])
    amount = checked.amount or 0
    paid = order["paid"] + amount
    fields = {"paid": paid, "expires_at": None, **_method(order, checked)}
    if paid == order["total"]:
        told = _complete(order, fields, courses, caller.language, drawer)
    else:
        _update(order, {"status": "pending", **fields})
        activities.write("order_payment", order_id, str(amount))
        told = outbox.of_order("order.part_paid", order_id, paid=paid)
    closing.close(order_id, "cancelled", left=order["total"] - paid)
    outbox.write(told, change_feed.mark("products", list(taken_again), sold=True) if taken_again else None)
    return transactions.get_whole(order_id)


@db.transactional()
def cancel(order_id: int, caller: Caller, till_id: int | None = None) -> dict[str, Any]:
    """Cancel a pending order, return its goods to the stock, and return it. What was paid is recorded as given back.

    While nothing is paid the buyer and each seller of an item may cancel it, the seller of all items and admins any
    pending one. At a till of the seller the money comes out of its open shift. A seller of some items gets their part
    of the order. Raises Problem: 404, 403 for others, 409 for an order that is not pending, and for money without an
    open shift at the till.
    """
    by, place = caller.user_id, None if till_id is None else drawers.require_place(till_id, caller)
    order, staff = lock(order_id, by, caller.roles, place and place.owner_id)
    part_of = None if staff or order["buyer_id"] == by else _seller_of_part(order, caller, place)
    drawer = drawers.lock(place) if place else None
    require_state(order, "pending")
    if order["paid"]:
        if not staff:
            raise Problem("order_partly_paid", members=_steps("pending", []))
        _give_back(order_id, by, drawers.require_open(drawer) if drawer else None)
        _update(order, {"paid": 0})
    activities.write("order_cancelled", order_id, "")
    order_expiry.close(order, "cancelled", by)
    return transactions.get_whole(order_id) if part_of is None else transactions.get(order_id, part_of, admin=False)


def _seller_of_part(order: db.Row, caller: Caller, place: Place | None) -> int:
    """Return the seller of some items of an order without payments for whom the caller acts, or raise a 403.

    The order can't be fulfilled without them.
    """
    seller_id = place.owner_id if place else caller.user_id
    sells = place is not None or "seller" in caller.roles
    if order["paid"] or not sells or seller_id not in transactions.sellers(order["id"]):
        raise Problem("order_of_others")
    return seller_id


def lock(order_id: int, caller_id: int, roles: Collection[str], owner_id: int | None = None) -> tuple[db.Row, bool]:
    """Return what `find` returns, with the order locked."""
    return find(order_id, caller_id, roles, owner_id, lock=True)


def find(
    order_id: int, caller_id: int, roles: Collection[str], owner_id: int | None = None, lock: bool = False
) -> tuple[db.Row, bool]:
    """Return an order, and True for an admin and the seller of all its items, who must be a seller still.

    At a till, whose owner is `owner_id`, it is True for the owner's orders. Nobody decides about the money of an order
    of their own (`is_own`). It is a 404 for callers who neither bought nor sold anything in it.
    """
    order = db.fetch_one(
        f"""
        SELECT id, buyer_id, voucher_id, status, total, COALESCE(paid, 0) AS paid, expires_at, created_at, seller_id,
               method
        FROM   transactions FORCE INDEX (PRIMARY)
        WHERE  id = %s
        {"FOR UPDATE" if lock else ""}
        """,
        (order_id,),
    )
    sellers = transactions.sellers(order_id)
    admin = "admin" in roles
    here = {caller_id, caller_id if owner_id is None else owner_id}
    if order is None or not (admin or here & {order["buyer_id"], *sellers}):
        raise Problem("transaction_not_found", id=order_id)
    if is_own(order["buyer_id"], sellers, caller_id):
        return order, False
    if owner_id is not None:
        return order, sellers == {owner_id}
    return order, admin or ("seller" in roles and sellers == {caller_id})


def is_own(buyer_id: int | None, sellers: Collection[int | None], caller_id: int) -> bool:
    """Tell whether the caller bought an order that others sell, at least in part.

    They neither take money for it nor give any back, not as staff and not as an admin: nobody else would have seen the
    money. Who sells all of it decides about their own shop.
    """
    return buyer_id == caller_id and set(sellers) != {caller_id}


def require_state(order: db.Row, *states: str) -> None:
    """Raise a 409 that tells the state, and what is possible in it, unless the order is in one of these states."""
    if order["status"] in states:
        return
    code = {"paid": "order_already_paid", "cancelled": "order_was_cancelled", "expired": "order_has_expired"}
    possible = {"expired": ["pay"]}.get(order["status"], [])
    raise Problem(code[order["status"]], members=_steps(order["status"], possible))


def _steps(status: str, possible: list[str]) -> dict[str, Any]:
    return {"order_status": status, "possible": possible}


def _checked(payment: Payment, order: db.Row, cash_step: int) -> Payment:
    """Return the payment with its amount, or raise a 422."""
    due = order["total"] - order["paid"]
    amount = due if payment.amount is None else payment.amount
    if amount > due:
        raise Problem("validation_failed", [Fault("amount", "exceeds_due", {"due": rupiah(due)})])
    checked = rounded(payment, int(amount), cash_step, cash_so_far(order["id"], payment, cash_step))
    if fault := tendered_fault(checked, "tendered"):
        raise Problem("validation_failed", [fault])
    return checked


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


def cash_so_far(order_id: int, payment: Payment, cash_step: int, given_back: bool = False) -> Cash:
    """Return the cash that was paid for a locked order, or given back by refunds. It is 0 if none is to be rounded."""
    if payment.method != "cash" or not cash_step:
        return Cash()
    row = db.fetch_one(
        """
        SELECT COALESCE(SUM(amount), 0) AS amount, COALESCE(SUM(amount + adjustment), 0) AS handed
        FROM   payments FORCE INDEX (ix_payments_transaction)
        WHERE  transaction_id = %s AND method = 'cash' AND (refund_id IS NOT NULL) = %s
        """,
        (order_id, given_back),
    )
    assert row is not None
    return Cash(abs(int(row["amount"])), abs(int(row["handed"])))


def adjustment_so_far(order_id: int) -> int:
    """Return what rounding has added to the cash of a locked order and its refunds. Codes of transfers are no cash."""
    return int(
        db.fetch_value(
            """
            SELECT COALESCE(SUM(adjustment), 0) AS adjustment
            FROM   payments FORCE INDEX (ix_payments_transaction)
            WHERE  transaction_id = %s AND method = 'cash'
            """,
            (order_id,),
        )
    )


def rounded(payment: Payment, amount: int, cash_step: int, before: Cash) -> Payment:
    """Return the payment with this amount. Cash is rounded to `cash_step` beside it: no total changes.

    All cash of the sale is rounded as one sum, or many small parts would each lose up to half a step.
    """
    if payment.method != "cash" or amount <= 0:
        return replace(payment, amount=amount)
    handed = max(0, round_to_step(before.amount + amount, cash_step) - before.handed)
    return replace(payment, amount=amount, adjustment=handed - amount)


def tendered_fault(payment: Payment, field: str) -> Fault | None:
    """Return a fault if less cash is handed over than the payment with its rounding."""
    cash = (payment.amount or 0) + payment.adjustment
    if payment.tendered is None or payment.tendered >= cash:
        return None
    return Fault(field, "less_than_amount", {"amount": rupiah(cash)})


def insert(
    order_id: int | None,
    payment: Payment,
    by: int,
    at: datetime,
    shift_id: int | None = None,
    purpose: Purpose = "sale",
    refund_id: int | None = None,
) -> Entry:
    """Insert a payment whose amount is known, in the caller's transaction, and return the audit entry to write.

    Raises a 409 for more than its shift can take.
    """
    if shift_id is not None:
        drawers.require_room(shift_id, payment.amount or 0)
    row = _row(order_id, payment, shift_id, purpose, refund_id)
    return Entry("INSERT", "payments", _insert([row], [(by, at)]), None, row)


def insert_all(new: Sequence[New]) -> list[Entry]:
    """Insert all payments of new orders as `insert` does, and return their audit entries in the same order."""
    if len(new) < 2:
        return [insert(*each) for each in new]
    taken = Counter[int]()
    for each in new:
        if each.shift_id is not None:
            amount = each.payment.amount or 0
            drawers.require_room(each.shift_id, amount, taken[each.shift_id])
            taken[each.shift_id] += amount
    rows = [_row(each.order_id, each.payment, each.shift_id) for each in new]
    _insert(rows, [(each.by, each.at) for each in new])
    order_ids = {each.order_id for each in new}
    found = db.fetch_all(
        f"""
        SELECT   id, transaction_id
        FROM     payments FORCE INDEX (ix_payments_transaction)
        WHERE    transaction_id IN ({db.placeholders(len(order_ids))})
        ORDER BY transaction_id, id
        """,
        sorted(order_ids),
    )
    # Those of one order have ids in the order in which they were inserted.
    ids = defaultdict[int, deque[int]](deque)
    for each_row in found:
        ids[each_row["transaction_id"]].append(each_row["id"])
    return [Entry("INSERT", "payments", ids[row["transaction_id"]].popleft(), None, row) for row in rows]


def _row(
    order_id: int | None,
    payment: Payment,
    shift_id: int | None,
    purpose: Purpose = "sale",
    refund_id: int | None = None,
) -> dict[str, Any]:
    return {
        "transaction_id": order_id,
        "method": payment.method,
        "amount": payment.amount,
        "tendered": payment.tendered,
        "reference": payment.reference or "",
        "shift_id": shift_id,
        "adjustment": payment.adjustment,
        "purpose": purpose,
        "refund_id": refund_id,
    }


def _insert(rows: Sequence[Mapping[str, Any]], taken: Sequence[tuple[int, datetime]]) -> int:
    """Insert payments, each taken by someone at a time, and return the id of the first one."""
    return db.insert(
        f"""
        INSERT INTO payments ({", ".join(rows[0])}, actor_id, created_at)
        VALUES {db.placeholders(len(rows), len(rows[0]) + 2)}
        """,
        [
            value
            for row, (by, at) in zip(rows, taken, strict=True)
            for value in (*row.values(), by, at.replace(tzinfo=None))
        ],
    )


def _give_back(order_id: int, by: int, shift_id: int | None) -> None:
    """Record that each payment is given back, cash as it was rounded."""
    rows = db.fetch_all(
        """
        SELECT   method, amount, adjustment
        FROM     payments FORCE INDEX (ix_payments_transaction)
        WHERE    transaction_id = %s
        ORDER BY id
        """,
        (order_id,),
    )
    now = datetime.now(UTC)
    returned = [Payment(row["method"], -row["amount"], adjustment=-row["adjustment"]) for row in rows]
    audit.write_all([insert(order_id, payment, by, now, shift_id) for payment in returned])


def _method(order: db.Row, payment: Payment) -> dict[str, Any]:
    """Return the column that says how an order was paid, if it has the sums of its lines."""
    if order["seller_id"] is None:
        return {}
    return {"method": method_of(each for each in (order["method"], payment.method) if each)}


def _complete(
    order: db.Row, fields: dict[str, Any], courses: Sequence[db.Row], language: str, drawer: Drawer | None
) -> list[Event]:
    """Turn a locked order into a sale of this moment, and of this till if it is paid at one. Enrol its buyer.

    Return the events to write.
    """
    sold_at = datetime.now(UTC).replace(tzinfo=None)
    enrolled = enrolments.enrol_buyer(order["buyer_id"], courses, order["id"])
    receipt = drawers.issue_receipt(drawer) if drawer else None
    where = {name: getattr(receipt, name) for name in drawers.WHERE} if receipt else {}
    _update(order, {"status": "paid", **fields, "sold_at": sold_at, **where})
    db.execute(
        """
        UPDATE transaction_items FORCE INDEX (PRIMARY)
        SET    sold_at = %s
        WHERE  transaction_id = %s
        """,
        (sold_at, order["id"]),
    )
    number = receipt.number if receipt else numbers.of_sale(order["id"], sold_at)
    activities.write("order_paid", order["id"], number)
    emails.enqueue_receipt(order["buyer_id"], order["id"], language, bool(courses))
    return [*outbox.of_order("order.paid", order["id"], receipt_number=number), *enrolled]


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
