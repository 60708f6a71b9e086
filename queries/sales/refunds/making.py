"""Refunds of paid sales: units of lines that come back, or an amount for which the buyer keeps everything.

Lock order: the sale and its exchange by id, then the outlet, the till, the voucher, the customer, the products by id,
enrolments, and the change counter.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import db
from domain.commerce import measures, pricing, refunds
from domain.commerce.money import rupiah
from domain.commerce.orders import Caller, Offline, Payment
from domain.commerce.refunds import Line, Part, Request
from problems import Fault, Problem
from queries.accounts import activities
from queries.catalogue import change_feed
from queries.courses import enrolments
from queries.events import outbox
from queries.events.outbox import Event
from queries.sales import payments, stock, transactions, vouchers
from queries.sales.customers import debts
from queries.sales.till import drawers, outlets
from queries.sales.till.drawers import Place
from queries.system import audit
from queries.system.audit import Entry

# The lines that a sentence names.
MOST_NAMED = 5
# What is possible with an order that is not paid.
POSSIBLE = {"pending": ["pay", "cancel"], "expired": ["pay"], "cancelled": []}

# A line of the sale by its number, and what is given back of it.
Parts = Mapping[int, Part]


@db.transactional()
def refund(
    order_id: int, request: Request, caller: Caller, till_id: int | None = None, offline: Offline | None = None
) -> dict[str, Any]:
    """Give back units or an amount of a paid sale, by the seller of all its items or an admin, or at the seller's till.

    What a customer owes for the sale falls first, and the rest is given back; payments below 0 record both. Goods
    return to the stock if asked for, at a till to the one that is sold there; a course of which nothing is left ends,
    and the use of a voucher once all has come back. Return the refund with the `customer_id` of its sale. Raises
    Problem: 404, 403 for others and for its buyer; 422 for a line that there is not, and an exchange that is none or
    that another refund names; 409 for an order that is not paid, for more than is left, and without an open shift at
    the till.
    """
    by, place = caller.user_id, None if till_id is None else drawers.require_place(till_id, caller)
    if request.exchange_id is not None:
        _lock(order_id, request.exchange_id)
    sale, lines = _read(order_id, caller, place, lock=True)
    _require_of_others(sale, {by, offline.sent_by} if offline else {by})
    outlet_id = place.stock_of if place and place.own_stock and outlets.keep_stock(place.outlet_id) else None
    drawer = drawers.lock(place) if place else None
    parts = _parts(request, sale, lines)
    shift_id = drawers.require_shift(drawer, offline) if drawer else None
    restocked = _restocked(request, parts, lines)
    if sale["voucher_id"] is not None and not any(_left(parts, lines).values()):
        vouchers.give_back(sale)
    now, amount = offline.at if offline else datetime.now(UTC), sum(part.amount for part in parts.values())
    lowered = debts.lower(order_id, amount, by, now)
    lost = _require_paid_for(sale, lines, amount)
    products = stock.at_outlet(stock.lock(list(restocked)), outlet_id) if restocked else {}
    refund_id, entries = _insert(sale, request, parts, lines, by, now)
    if lowered:
        entries.append(payments.insert(order_id, Payment("credit", -lowered), by, now, shift_id, "refund", refund_id))
    if amount > lowered:
        paid = sale["total"] - sale["refunded"] - lost - lowered
        payment = _payment(sale, request, amount - lowered, paid, place.cash_step if place else 0)
        entries.append(payments.insert(order_id, payment, by, now, shift_id, "refund", refund_id))
    entries.append(_update(sale, refund_id, amount))
    audit.write_all(entries)
    changed = stock.give_back(restocked, products, order_id, by, "return", outlet_id) if restocked else []
    _end_courses(sale, parts, lines)
    activities.write("refund", order_id, str(amount))
    number = change_feed.mark("products", changed, sold=True) if changed else None
    outbox.write(_events(refund_id, order_id, parts, lines), number)
    made = transactions.get_whole(order_id)
    about = {"transaction_id": order_id, "customer_id": sale["customer_id"]}
    return {**made["refunds"][-1], **about, "left": made["total"] - made["refunded"]}


def quote(order_id: int, request: Request, caller: Caller, till_id: int | None = None) -> dict[str, Any]:
    """Return what `refund` would give back, without giving it, or raise the same problems, but that of a shift."""
    place = None if till_id is None else drawers.require_place(till_id, caller)
    sale, lines = _read(order_id, caller, place)
    _require_of_others(sale, {caller.user_id})
    parts = _parts(request, sale, lines)
    restocked = _restocked_lines(request, lines)
    amount = sum(part.amount for part in parts.values())
    lost = _require_paid_for(sale, lines, amount)
    lowered = debts.lowered_by(order_id, sale["customer_id"], amount)
    money = None
    if amount > lowered:
        paid = sale["total"] - sale["refunded"] - lost - lowered
        payment = _payment(sale, request, amount - lowered, paid, place.cash_step if place else 0)
        money = {"method": payment.method, "amount": amount - lowered, "adjustment": -payment.adjustment}
    return {
        "amount": amount,
        "tax": sum(part.tax for part in parts.values()),
        "debt": lowered,
        "money": money,
        "left": sale["total"] - sale["refunded"] - amount,
        "items": [
            {
                "line": number,
                "product_id": lines[number]["product_id"],
                "name": lines[number]["name"],
                "measure": lines[number]["measure"],
                "qty": part.quantity,
                "amount": part.amount,
                "tax": part.tax,
                "restocked": number in restocked,
            }
            for number, part in parts.items()
        ],
    }


def _payment(sale: db.Row, request: Request, amount: int, paid: int, cash_step: int) -> Payment:
    """Return the payment that gives back an amount of what was paid. Cash is rounded beside it, as it was taken.

    It never gives back more than was handed over, and the last one gives back all of that: tills may round to other
    coins than the one that sold.
    """
    taken = Payment(request.method, reference=request.reference)
    before = payments.cash_so_far(sale["id"], taken, cash_step, given_back=True)
    taken = payments.rounded(taken, amount, cash_step, before)
    if taken.method == "cash":
        handed = paid + payments.adjustment_so_far(sale["id"]) + debts.adjustment(sale["id"], sale["customer_id"])
        taken = replace(
            taken, adjustment=(handed if amount == paid else min(amount + taken.adjustment, handed)) - amount
        )
    return replace(taken, amount=-amount, adjustment=-taken.adjustment)


def _lock(*order_ids: int) -> None:
    """Lock a sale and its exchange, which no other refund can name meanwhile."""
    db.fetch_all(
        f"""
        SELECT   id
        FROM     transactions FORCE INDEX (PRIMARY)
        WHERE    id IN ({db.placeholders(len(order_ids))})
        ORDER BY id
        FOR UPDATE
        """,
        order_ids,
    )


def _read(order_id: int, caller: Caller, place: Place | None, lock: bool = False) -> tuple[db.Row, dict[int, db.Row]]:
    """Return an order that the caller may refund, and its lines by number. With `lock` they stay as they are."""
    sale = db.fetch_one(
        f"""
        SELECT id, buyer_id, cashier_id, customer_id, voucher_id, status, total, refunded,
               expires_at <= UTC_TIMESTAMP(6) AS late
        FROM   transactions FORCE INDEX (PRIMARY)
        WHERE  id = %s
        {"FOR UPDATE" if lock else ""}
        """,
        (order_id,),
    )
    sellers, admin = transactions.sellers(order_id), "admin" in caller.roles
    here = {caller.user_id, place.owner_id if place else caller.user_id}
    if sale is None or not (admin or here & {sale["buyer_id"], sale["cashier_id"], *sellers}):
        raise Problem("transaction_not_found", id=order_id)
    own = "seller" in caller.roles and sellers == {caller.user_id}
    if not (sellers == {place.owner_id} if place else admin or own):
        raise Problem("order_of_others")
    rows = db.fetch_all(
        """
        SELECT   line AS stored_line, product_id, seller_id, name, qty, measure, subtotal, tax, cost, stocked,
                 sold_at, refunded_qty, refunded, refunded_tax
        FROM     transaction_items FORCE INDEX (PRIMARY)
        WHERE    transaction_id = %s
        ORDER BY line, product_id
        """,
        (order_id,),
    )
    owner = {"owner_id": next(iter(sellers)) if len(sellers) == 1 else None}
    return {**sale, **owner}, dict(enumerate(rows, 1))


def _require_of_others(sale: db.Row, people: set[int | None]) -> None:
    """Raise a 403 if one of these people bought it: nobody gives money back to themselves."""
    if any(each is not None and payments.is_own(sale["buyer_id"], {sale["owner_id"]}, each) for each in people):
        raise Problem("order_of_others")


def _line(row: db.Row) -> Line:
    return Line(
        row["qty"], row["subtotal"], row["tax"], row["refunded_qty"], row["refunded"], row["refunded_tax"]
    )  # fmt: skip


def _parts(request: Request, sale: db.Row, lines: Mapping[int, db.Row]) -> dict[int, Part]:
    """Return what is given back of each line, by its number, or raise a 422 or 409."""
    _check(request, sale, lines)
    _require_paid(sale)
    states = {number: _line(row) for number, row in lines.items()}
    if request.amount is not None:
        if request.amount > sale["total"] - sale["refunded"]:
            raise _exceeded(sale, lines)
        shares = refunds.of_amount(list(states.values()), request.amount)
        return {number: part for number, part in zip(states, shares, strict=True) if part.amount}
    wanted = {item.line: item.quantity for item in request.items}
    if any(quantity > states[number].quantity_left for number, quantity in wanted.items()):
        raise _exceeded(sale, lines)
    return {number: refunds.of_units(states[number], quantity) for number, quantity in sorted(wanted.items())}


def _check(request: Request, sale: db.Row, lines: Mapping[int, db.Row]) -> None:
    """Raise a 422 for unknown lines, for one that is named twice, and for an exchange that can't be one."""
    seen: set[int] = set()
    faults = []
    for index, item in enumerate(request.items):
        if item.line not in lines:
            faults.append(Fault(f"items.{index}.line", "unknown_line", {"most": len(lines)}))
        elif item.line in seen:
            faults.append(Fault(f"items.{index}.line", "line_twice"))
        seen.add(item.line)
    if request.exchange_id is not None:
        if not _is_exchange(request.exchange_id, sale):
            faults.append(Fault("exchange_id", "no_exchange"))
        elif _is_named(request.exchange_id):
            faults.append(Fault("exchange_id", "exchange_named"))
    if faults:
        raise Problem("validation_failed", faults)


def _require_paid(sale: db.Row) -> None:
    status = "expired" if sale["status"] == "pending" and sale["late"] else sale["status"]
    if status != "paid":
        raise Problem("order_not_paid", members={"order_status": status, "possible": POSSIBLE[status]})


def _is_exchange(exchange_id: int, sale: db.Row) -> bool:
    """Tell whether it is another paid sale of the same seller."""
    if exchange_id == sale["id"] or transactions.sellers(exchange_id) != {sale["owner_id"]}:
        return False
    status: str = db.fetch_value(
        """
        SELECT status
        FROM   transactions FORCE INDEX (PRIMARY)
        WHERE  id = %s
        """,
        (exchange_id,),
    )
    return status == "paid"


def _is_named(exchange_id: int) -> bool:
    """Tell whether a refund names the sale as its exchange."""
    found = db.fetch_value(
        """
        SELECT id
        FROM   refunds FORCE INDEX (ix_refunds_exchange)
        WHERE  exchange_id = %s
        LIMIT  1
        """,
        (exchange_id,),
    )
    return found is not None


def _require_paid_for(sale: db.Row, lines: Mapping[int, db.Row], amount: int) -> int:
    """Return what was written off of the debt for the sale, or raise a 409 if it would be given back: nobody paid."""
    lost = debts.written_off(sale["id"], sale["customer_id"])
    if amount > sale["total"] - sale["refunded"] - lost:
        raise _exceeded(sale, lines, lost)
    return lost


def _exceeded(sale: db.Row, lines: Mapping[int, db.Row], lost: int = 0) -> Problem:
    """Return the 409 that tells what is left of the sale, without what was lost, and of each line."""
    left = [
        {"line": number, "product_name": row["name"], "qty": state.quantity_left, "amount": state.amount_left}
        for number, row in lines.items()
        if (state := _line(row)).quantity_left or state.amount_left
    ]
    amount = sale["total"] - sale["refunded"] - lost
    named = [
        f"{measures.write(each['qty'], lines[each['line']]['measure'])} × {each['product_name']}"
        for each in left
        if each["qty"]
    ]
    goods = ", ".join(named[:MOST_NAMED]) + (", …" if len(named) > MOST_NAMED else "")
    rest = f"{rupiah(amount)} ({goods})" if goods else rupiah(amount)
    return Problem("refund_exceeds_paid", members={"left": amount, "items": left}, rest=rest)


def _restocked_lines(request: Request, lines: Mapping[int, db.Row]) -> set[int]:
    """Return the numbers of the lines whose goods go back into the stock."""
    return {item.line for item in request.items if item.restock and lines[item.line]["stocked"]}


def _restocked(request: Request, parts: Parts, lines: Mapping[int, db.Row]) -> dict[int, int]:
    """Return the quantities that go back into the stock, by product."""
    quantities: Counter[int] = Counter()
    for number in _restocked_lines(request, lines):
        quantities[lines[number]["product_id"]] += parts[number].quantity
    return dict(quantities)


def _insert(
    sale: db.Row, request: Request, parts: Parts, lines: Mapping[int, db.Row], by: int, now: datetime
) -> tuple[int, list[Entry]]:
    """Insert the refund with its items. Return its id, and the audit entries to write."""
    at = now.replace(tzinfo=None)
    row = {
        "transaction_id": sale["id"],
        "owner_id": sale["owner_id"],
        "amount": sum(part.amount for part in parts.values()),
        "tax": sum(part.tax for part in parts.values()),
        "reason": request.reason,
        "exchange_id": request.exchange_id,
    }
    refund_id = db.insert(
        f"""
        INSERT INTO refunds ({", ".join(row)}, actor_id, refunded_at)
        VALUES (%s, %s, %s, %s, %s, %s, %s, %s)
        """,
        [*row.values(), by, at],
    )
    restocked = _restocked_lines(request, lines)
    items = [
        (
            refund_id,
            *(lines[number][name] for name in ("product_id", "stored_line", "seller_id")),
            part.quantity,
            _units(lines[number], part),
            part.amount,
            part.tax,
            _cost(lines[number], part, number in restocked),
            number in restocked,
            lines[number]["sold_at"],
            at,
        )
        for number, part in parts.items()
    ]
    db.execute(
        f"""
        INSERT INTO refund_items (refund_id, product_id, line, seller_id, qty, units, amount, tax, cost, restocked,
                                  sold_at, refunded_at)
        VALUES {db.placeholders(len(items), len(items[0]))}
        """,
        [value for item in items for value in item],
    )
    return refund_id, [Entry("INSERT", "refunds", refund_id, None, row)]


def _events(refund_id: int, order_id: int, parts: Parts, lines: Mapping[int, db.Row]) -> list[Event]:
    """Return the events of a refund: one for each seller of what it gives back."""
    amounts: Counter[int] = Counter()
    for number, part in parts.items():
        amounts[lines[number]["seller_id"]] += part.amount
    return [
        Event("refund.created", seller_id, refund_id, {"transaction_id": order_id, "amount": amount})
        for seller_id, amount in amounts.items()
    ]


def _cost(line: db.Row, part: Part, restocked: bool) -> int | None:
    """Return the cost of what comes back: that of goods which do not return to the stock is lost."""
    cost = pricing.known_cost(line["cost"], part.quantity, line["measure"])
    if cost is None:
        return None
    return 0 if line["stocked"] and not restocked else measures.amount(cost, part.quantity, line["measure"])


def _units(line: db.Row, part: Part) -> int:
    """Return what figures of several goods count: of goods by weight or length one, with the last of a line."""
    if line["measure"] == "piece":
        return part.quantity
    return int(part.quantity > 0 and line["refunded_qty"] + part.quantity == line["qty"])


def _update(sale: db.Row, refund_id: int, amount: int) -> Entry:
    """Add the refund to what was given back of the locked sale and of its lines; return the audit entry to write.

    No code path can give back more than was paid.
    """
    changed = db.execute(
        """
        UPDATE transactions FORCE INDEX (PRIMARY)
        SET    refunded = refunded + %s
        WHERE  id = %s AND refunded + %s <= total
        """,
        (amount, sale["id"], amount),
    )
    if amount and not changed:
        raise RuntimeError("the sale changed under the lock of its refund")
    db.execute(
        """
        UPDATE refund_items r FORCE INDEX (PRIMARY)
        STRAIGHT_JOIN transaction_items i FORCE INDEX (PRIMARY)
               ON i.transaction_id = %s AND i.product_id = r.product_id AND i.line = r.line
        SET    i.refunded_qty = i.refunded_qty + r.qty, i.refunded = i.refunded + r.amount,
               i.refunded_tax = i.refunded_tax + r.tax
        WHERE  r.refund_id = %s
        """,
        (sale["id"], refund_id),
    )
    changes = {"refunded": sale["refunded"]}, {"refunded": sale["refunded"] + amount}
    return Entry("UPDATE", "transactions", sale["id"], *changes)


def _end_courses(sale: db.Row, parts: Parts, lines: Mapping[int, db.Row]) -> None:
    """End the courses of the products of which this refund takes the last unit.

    A course that another product sells by now ends with the last unit of a course in this sale.
    """
    left = _left(parts, lines)
    taken = {lines[number]["product_id"] for number, part in parts.items() if part.quantity}
    ended = {product_id for product_id in taken if not left[product_id]}
    courses_left = any(left[row["product_id"]] for row in lines.values() if not row["stocked"])
    if ended:
        enrolments.end_refunded(sale["id"], ended, None if courses_left else left)


def _left(parts: Parts, lines: Mapping[int, db.Row]) -> dict[int, int]:
    """Return what the buyer keeps of each product after the refund."""
    left: Counter[int] = Counter()
    for number, row in lines.items():
        given = parts[number].quantity if number in parts else 0
        left[row["product_id"]] += row["qty"] - row["refunded_qty"] - given
    return left
