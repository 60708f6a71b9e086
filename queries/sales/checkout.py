"""SQL of quotes, orders and sales. Each is one database transaction, from the idempotency key to the stored answer.

An order that is not paid yet has taken its goods from the stock already. It becomes a sale with its last payment, or
gives the goods back.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any, Literal, NamedTuple, TypeVar

import mysql.connector
import orjson

import db
from domain.commerce import days, pricing, receipts, tax
from domain.commerce.orders import Caller, Order
from problems import Fault, Problem, invalid
from queries.accounts import activities
from queries.catalogue import change_feed
from queries.courses import enrolments
from queries.sales import counter, order_expiry, stock, tax_profiles
from queries.system import audit, emails, idempotency
from queries.system.audit import Entry
from queries.system.idempotency import Key

T = TypeVar("T")
# An order without a payment counts as paid, or waits for one.
Unpaid = Literal["accept", "pending"]

OPERATION = "POST /api/transactions"
# How long an order keeps its goods while nothing has been paid.
PENDING_TIME = timedelta(minutes=60)
# A buyer's orders of the last hours that nobody has paid for: together they could hold all that a shop has.
MOST_UNPAID = 20
UNPAID_TIME = timedelta(hours=24)
# More of them are not counted.
MOST_COUNTED = 100
ORDER_COLUMNS = ("buyer_id", "owner_id", "cashier_id", "client_id", "status", "tax", "total")
ITEM_COLUMNS = (
    "line", "product_id", "seller_id", "name", "note", "price", "qty", "subtotal", "tax", "added", "tax_code",
)  # fmt: skip
# The key that a till violates with a sale that it has sent before.
CLIENT_KEY = "uq_transactions_client"


class Terms(NamedTuple):
    """What the operator has set: the taxes of sellers without a profile, and whether an order waits for its payment."""

    tax_registered: bool
    unpaid: Unpaid = "accept"


def quote(order: Order, caller: Caller | None, terms: Terms) -> dict[str, Any]:
    """Return what `sell` would return, without selling; raise the same problems, but those of payments.

    How many orders the buyer has not paid for is left to the order. For a visitor nothing is checked that depends on a
    buyer.
    """
    return _despite_expired(lambda: _price_offer(order, caller, terms)[0])


def sell(order: Order, caller: Caller, terms: Terms, key: str | None = None) -> tuple[dict[str, Any], bool]:
    """Sell to the caller, or take their order; with payments, let the caller sell to a walk-in customer.

    Return the sale and whether it is a replay. With `unpaid` pending an order waits for its payment, unless its total
    is 0. Prices are read under lock. Raises Problem: 403 for goods of others at the counter; 422 for an unknown product
    and for payments of another sum than the total; 409 for a product whose seller sells no more, for insufficient
    stock, for a course that the buyer owns or may not enter, for a total other than the expected one, with the new
    quote, and for an order of a buyer who has too many without a payment. A refused sale changes nothing. The buyer of
    a sale is enrolled in its courses. One with an e-mail address gets the receipt and the links of the courses in their
    language, or else in the caller's.
    """
    try:
        return _despite_expired(lambda: _sell(order, caller, terms, key))
    except (Problem, mysql.connector.IntegrityError) as error:
        if order.client_id is None or (isinstance(error, mysql.connector.Error) and db.violated(error) != CLIENT_KEY):
            raise
        # Whatever refuses it now: the sale that was sent before stands.
        sale = counter.find(order, caller)
        if sale is None:
            raise
        return sale, True


@db.transactional(repeatable=lambda order, caller, terms, key: key is not None)
def _sell(order: Order, caller: Caller, terms: Terms, key: str | None) -> tuple[dict[str, Any], bool]:
    claimed = Key(caller.user_id, OPERATION, key, _fingerprint(order)) if key is not None else None
    if claimed is not None and (stored_answer := idempotency.claim(claimed)) is not None:
        return _replayed(orjson.loads(stored_answer)), True
    sale, products, courses = _price_offer(order, caller, terms, lock=True)
    payments = counter.settle(order, sale["total"])
    is_sale = order.at_counter or terms.unpaid == "accept" or not sale["total"]
    if not is_sale:
        _require_few_unpaid(caller.user_id, sale["created_at"])
    sale |= _parties(order, caller, sale) | _payment_state(is_sale, order.at_counter, sale)
    sale["id"] = _insert(sale, products)
    taken = {product_id: qty for product_id, qty in order.quantities.items() if products[product_id]["stocked"]}
    if taken:
        stock.take(taken, products, sale["id"], caller.user_id)
    if is_sale:
        enrolments.enrol_buyer(caller.user_id, courses, sale["id"])
        sale["receipt_number"] = receipts.number(sale["id"], sale["created_at"])
    else:
        sale["courses"] = []
    kind: activities.Type = "counter_sale" if order.at_counter else "sale" if is_sale else "order_placed"
    activities.write(kind, sale["id"], sale["receipt_number"] or "")
    entry = Entry("INSERT", "transactions", sale["id"], None, {**sale})
    sale["payments"], entries = counter.record(sale["id"], payments, caller.user_id, sale["created_at"])
    audit.write_all([entry, *entries])
    sale["receipt_email"] = None
    if is_sale:
        sale["receipt_email"] = emails.enqueue_receipt(sale["buyer_id"], sale["id"], caller.language, bool(courses))
    if claimed is not None:
        idempotency.store_response(claimed, orjson.dumps(sale, option=orjson.OPT_NAIVE_UTC).decode())
    if taken:
        change_feed.mark("products", sorted(taken), sold=True)
    return sale, False


def _despite_expired(work: Callable[[], T]) -> T:
    """Run `work`, and again if it falls short of stock that expired orders still hold.

    They are released in transactions of their own: within `work` their locks would be out of order.
    """
    try:
        return work()
    except Problem as problem:
        if problem.code != "insufficient_stock":
            raise
        if not order_expiry.release([line["product_id"] for line in problem.members["items"]]):
            raise
    return work()


def _parties(order: Order, caller: Caller, sale: Mapping[str, Any]) -> dict[str, Any]:
    """Return who buys and who sells: at the counter the caller to a walk-in customer, on the web the caller buys."""
    if not order.at_counter:
        return {"buyer_id": caller.user_id, "owner_id": None, "cashier_id": None, "client_id": None}
    return {
        "buyer_id": None,
        "owner_id": sale["items"][0]["seller_id"],
        "cashier_id": caller.user_id,
        "client_id": order.client_id,
    }


def _payment_state(is_sale: bool, is_paid: bool, sale: Mapping[str, Any]) -> dict[str, Any]:
    created_at = sale["created_at"]
    return {
        "status": "paid" if is_sale else "pending",
        "receipt_number": None,
        "paid": sale["total"] if is_paid else 0,
        "due": 0 if is_sale else sale["total"],
        "payments": [],
        "sold_at": created_at if is_sale else None,
        "expires_at": None if is_sale else created_at + PENDING_TIME,
    }


def _replayed(answer: dict[str, Any]) -> dict[str, Any]:
    """Return a stored answer. Those that older releases stored lack some fields."""
    missing: dict[str, Any] = {"courses": [], "receipt_email": None, "paid": 0, "due": 0, "payments": []}
    missing |= {"cashier_id": None, "client_id": None, "sold_at": answer["created_at"], "expires_at": None}
    items = [{"line": number, "note": None, **item} for number, item in enumerate(answer["items"], 1)]
    return {**missing, **answer, "items": items}


def _fingerprint(order: Order) -> bytes:
    """Return a hash of the request; equal baskets have equal hashes."""
    request: Any = sorted(order.quantities.items())
    if order.at_counter or any(item.note for item in order.items):
        request = order
    elif order.expected_total is not None:
        request = [request, order.expected_total]
    return hashlib.sha256(orjson.dumps(request)).digest()


def _check_total(priced: dict[str, Any], expected_total: int | None) -> None:
    """Raise Problem total_changed (409) with the new quote if the total is not the expected one."""
    if expected_total is None or priced["total"] == expected_total:
        return
    quote = {name: priced[name] for name in ("items", "courses", "tax", "total")}
    raise Problem("total_changed", members={"quote": quote}, total=priced["total"], expected_total=expected_total)


def _price_offer(
    order: Order, caller: Caller | None, terms: Terms, lock: bool = False
) -> tuple[dict[str, Any], dict[int, db.Row], list[db.Row]]:
    """Return the priced basket, its products by id, and the courses that it would enrol the buyer in."""
    now = datetime.now(UTC)
    products = _products(sorted(order.quantities), receipts.day(now), lock)
    if order.at_counter and caller is not None:
        counter.check(order, products, caller)
    priced = _priced(order, products, tax.PPN if terms.tax_registered else tax.NONE, now)
    taught = [product for product in products.values() if not product["stocked"]]
    courses = enrolments.check_purchase(caller and caller.user_id, taught, lock) if taught else []
    priced["courses"] = [{"id": course["id"], "title": course["title"]} for course in courses]
    _check_total(priced, order.expected_total)
    return priced, products, courses


def _require_few_unpaid(buyer_id: int, now: datetime) -> None:
    """Raise Problem too_many_unpaid_orders (409) if the buyer may place no further order that waits for its payment."""
    rows = db.fetch_all(
        """
        SELECT   t.created_at
        FROM     transactions t FORCE INDEX (ix_transactions_buyer_day)
        WHERE    t.buyer_id = %s AND t.created_at > %s AND t.status <> 'paid'
                 AND NOT EXISTS (SELECT 1
                                 FROM   payments p FORCE INDEX (ix_payments_transaction)
                                 WHERE  p.transaction_id = t.id)
        ORDER BY t.created_at DESC
        LIMIT    %s
        """,
        (buyer_id, (now - UNPAID_TIME).replace(tzinfo=None), MOST_COUNTED),
    )
    if len(rows) < MOST_UNPAID:
        return
    retry_at = rows[MOST_UNPAID - 1]["created_at"] + UNPAID_TIME
    seconds = math.ceil((retry_at.replace(tzinfo=UTC) - now).total_seconds())
    raise Problem(
        "too_many_unpaid_orders",
        headers={"Retry-After": str(max(1, seconds))},
        members={"retry_at": f"{retry_at.isoformat()}Z"},
        present=len(rows),
        most=MOST_UNPAID,
        clock=days.clock(retry_at),
    )


def _products(product_ids: list[int], on: date, lock: bool) -> dict[int, db.Row]:
    # Every sale locks its products in id order, so that sales never deadlock. The index is named because on a small
    # table the optimizer would choose, and lock, another one.
    rows = db.fetch_all(
        f"""
        SELECT   p.id, p.seller_id, p.name, p.price, p.cost, p.stock, p.stocked, p.tax_kind,
                 {tax_profiles.OF_SELLER} AS tax_profile,
                 EXISTS (SELECT 1
                         FROM   users u FORCE INDEX (PRIMARY)
                         JOIN   user_roles r FORCE INDEX (PRIMARY) ON r.user_id = u.id
                         WHERE  u.id = p.seller_id AND u.active AND r.role IN ('seller', 'admin')) AS offered
        FROM     products p FORCE INDEX (PRIMARY)
        WHERE    p.id IN ({db.placeholders(len(product_ids))}) AND p.listed = 1
        ORDER BY p.id
        {"FOR UPDATE" if lock else ""}
        """,
        [on, *product_ids],
    )
    return {row["id"]: row for row in rows}


def _insert(sale: dict[str, Any], products: Mapping[int, db.Row]) -> int:
    """Insert the order with its items, and return its id."""
    created_at, sold_at, expires_at = (
        moment and moment.replace(tzinfo=None) for moment in (sale["created_at"], sale["sold_at"], sale["expires_at"])
    )
    order_id = db.insert(
        """
        INSERT INTO transactions (buyer_id, owner_id, cashier_id, client_id, status, tax, total, paid, created_at,
                                  sold_at, expires_at)
        VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)
        """,
        (
            *(sale[name] for name in ORDER_COLUMNS),
            sale["paid"] if sale["owner_id"] else None,
            created_at,
            sold_at,
            expires_at,
        ),
    )
    rows = [
        (
            order_id,
            *(line[name] for name in ITEM_COLUMNS),
            products[line["product_id"]]["cost"],
            products[line["product_id"]]["stocked"],
            sold_at,
        )
        for line in sale["items"]
    ]
    db.execute(
        f"""
        INSERT INTO transaction_items (transaction_id, {", ".join(ITEM_COLUMNS)}, cost, stocked, sold_at)
        VALUES {db.placeholders(len(rows), len(rows[0]))}
        """,
        [value for row in rows for value in row],
    )
    return order_id


def _priced(order: Order, products: dict[int, db.Row], default: tax.Profile, now: datetime) -> dict[str, Any]:
    _check_items(order, products)
    _require_sellers(products)
    stocked = {each: quantity for each, quantity in order.quantities.items() if products[each]["stocked"]}
    stock.require(stocked, products)
    items = order.lines
    wanted = [
        pricing.Item(
            item.product_id,
            products[item.product_id]["price"],
            item.quantity,
            products[item.product_id]["seller_id"],
            tax_profiles.parse(products[item.product_id]["tax_profile"], default),
            products[item.product_id]["tax_kind"],
        )
        for item in items
    ]
    try:
        basket = pricing.price(wanted, receipts.day(now))
    except pricing.TotalTooLarge:
        raise invalid("items", "too_large") from None
    return {
        "items": [
            {
                "line": number,
                "product_id": line.product_id,
                "seller_id": products[line.product_id]["seller_id"],
                "name": products[line.product_id]["name"],
                "note": item.note,
                "price": line.price,
                "qty": line.quantity,
                "subtotal": line.subtotal,
                "tax": line.tax,
                "added": line.added,
                "tax_code": line.tax_code,
            }
            for number, (item, line) in enumerate(zip(items, basket.lines, strict=True), 1)
        ],
        "tax": basket.tax,
        "total": basket.total,
        "created_at": now,
    }


def _check_items(order: Order, products: Mapping[int, db.Row]) -> None:
    """Raise Problem (422) if an item is not a listed product, or if a course is bought more than once."""
    faults, quantities = [], order.quantities
    for index, item in enumerate(order.items):
        if item.product_id not in products:
            faults.append(Fault(f"items.{index}.product_id", "unknown_product"))
        elif not products[item.product_id]["stocked"] and quantities[item.product_id] > 1:
            faults.append(Fault(f"items.{index}.qty", "course_once"))
    if faults:
        raise Problem("validation_failed", faults)


def _require_sellers(products: Mapping[int, db.Row]) -> None:
    """Raise a 409 `seller_unavailable` with all products whose seller has lost the role or the account."""
    refused = [
        {"product_id": product["id"], "product_name": product["name"]}
        for product in products.values()
        if not product["offered"]
    ]
    if refused:
        raise Problem("seller_unavailable", members={"items": refused}, **refused[0])
