"""SQL of quotes, orders and sales. Each is one database transaction, from the idempotency key to the stored answer.

An order that is not paid yet has taken its goods from the stock already. It becomes a sale with its last payment, or
gives the goods back.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any, Literal, TypeVar

import orjson

import db
from domain.commerce import days, pricing, receipts, tax
from problems import Fault, Problem, invalid
from queries.accounts import activities
from queries.catalogue import change_feed
from queries.courses import enrolments
from queries.sales import order_expiry, stock, tax_profiles
from queries.system import audit, emails, idempotency
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
ITEM_COLUMNS = ("product_id", "seller_id", "name", "price", "qty", "subtotal", "tax", "added", "tax_code")


def quote(
    buyer_id: int | None, items: Sequence[tuple[int, int]], tax_registered: bool, expected_total: int | None = None
) -> dict[str, Any]:
    """Return what `sell` would return for these `(product_id, qty)`, without selling; raise the same problems.

    How many orders the buyer has not paid for is left to the order. Without a buyer nothing is checked that depends on
    one.
    """
    return _despite_expired(lambda: _price_offer(buyer_id, items, tax_registered, expected_total)[0])


def sell(
    buyer_id: int,
    items: Sequence[tuple[int, int]],
    tax_registered: bool,
    key: str | None = None,
    language: str = "en",
    expected_total: int | None = None,
    unpaid: Unpaid = "accept",
) -> tuple[dict[str, Any], bool]:
    """Sell `(product_id, qty)` to the buyer, or take their order. Return it and whether it is a replay.

    With `unpaid` pending it waits for its payment, unless its total is 0. Prices are read under lock. Raises Problem:
    422 for an unknown product; 409 for a product whose seller sells no more, for insufficient stock, for a course that
    the buyer owns or may not enter, for a total other than the expected one, with the new quote, and for an order of a
    buyer who has too many without a payment. A refused sale changes nothing. The buyer of a sale is enrolled in its
    courses. One with an e-mail address gets the receipt and the links of the courses in their language, or else in the
    language given.
    """
    return _despite_expired(lambda: _sell(buyer_id, items, tax_registered, key, language, expected_total, unpaid))


@db.transactional(
    repeatable=lambda buyer_id, items, tax_registered, key, language, expected_total, unpaid: key is not None
)
def _sell(
    buyer_id: int,
    items: Sequence[tuple[int, int]],
    tax_registered: bool,
    key: str | None,
    language: str,
    expected_total: int | None,
    unpaid: Unpaid,
) -> tuple[dict[str, Any], bool]:
    by_product = _quantities(items)
    claimed = _idempotency_key(buyer_id, key, by_product, expected_total) if key is not None else None
    if claimed is not None and (stored_answer := idempotency.claim(claimed)) is not None:
        return _replayed(orjson.loads(stored_answer)), True
    sale, products, courses = _price_offer(buyer_id, items, tax_registered, expected_total, lock=True)
    is_sale = unpaid == "accept" or not sale["total"]
    if not is_sale:
        _require_few_unpaid(buyer_id, sale["created_at"])
    sale |= _payment_state(is_sale, sale)
    sale["buyer_id"] = buyer_id
    sale["id"] = _insert(sale, products)
    taken = {product_id: qty for product_id, qty in by_product.items() if products[product_id]["stocked"]}
    if taken:
        stock.take(taken, products, sale["id"], buyer_id)
    if is_sale:
        enrolments.enrol_buyer(buyer_id, courses, sale["id"])
        sale["receipt_number"] = receipts.number(sale["id"], sale["created_at"])
    else:
        sale["courses"] = []
    activities.write("sale" if is_sale else "order_placed", sale["id"], sale["receipt_number"] or "")
    audit.write("INSERT", "transactions", sale["id"], new=sale)
    sale["receipt_email"] = emails.enqueue_receipt(buyer_id, sale["id"], language, bool(courses)) if is_sale else None
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


def _payment_state(is_sale: bool, sale: Mapping[str, Any]) -> dict[str, Any]:
    created_at = sale["created_at"]
    return {
        "status": "paid" if is_sale else "pending",
        "receipt_number": None,
        "paid": 0,
        "due": 0 if is_sale else sale["total"],
        "payments": [],
        "sold_at": created_at if is_sale else None,
        "expires_at": None if is_sale else created_at + PENDING_TIME,
    }


def _replayed(answer: dict[str, Any]) -> dict[str, Any]:
    """Return a stored answer. Those that older releases stored lack some fields."""
    missing: dict[str, Any] = {"courses": [], "receipt_email": None, "paid": 0, "due": 0, "payments": []}
    return {**missing, "sold_at": answer["created_at"], "expires_at": None, **answer}


def _quantities(items: Sequence[tuple[int, int]]) -> dict[int, int]:
    """Return quantities by product; items of the same product are added."""
    by_product: dict[int, int] = {}
    for product_id, quantity in items:
        by_product[product_id] = by_product.get(product_id, 0) + quantity
    return by_product


def _idempotency_key(buyer_id: int, text: str, by_product: dict[int, int], expected_total: int | None) -> Key:
    """Return the idempotency key with a hash of the request; equal baskets have equal hashes."""
    request: list[Any] = sorted(by_product.items())
    if expected_total is not None:
        request = [request, expected_total]
    return Key(buyer_id, OPERATION, text, hashlib.sha256(orjson.dumps(request)).digest())


def _check_total(priced: dict[str, Any], expected_total: int | None) -> None:
    """Raise Problem total_changed (409) with the new quote if the total is not the expected one."""
    if expected_total is None or priced["total"] == expected_total:
        return
    quote = {name: priced[name] for name in ("items", "courses", "tax", "total")}
    raise Problem("total_changed", members={"quote": quote}, total=priced["total"], expected_total=expected_total)


def _price_offer(
    buyer_id: int | None,
    items: Sequence[tuple[int, int]],
    tax_registered: bool,
    expected_total: int | None,
    lock: bool = False,
) -> tuple[dict[str, Any], dict[int, db.Row], list[db.Row]]:
    """Return the priced basket, its products by id, and the courses that it would enrol the buyer in."""
    now = datetime.now(UTC)
    products = _products(sorted(_quantities(items)), receipts.day(now), lock)
    priced = _priced(items, products, tax.PPN if tax_registered else tax.NONE, now)
    taught = [product for product in products.values() if not product["stocked"]]
    courses = enrolments.check_purchase(buyer_id, taught, lock) if taught else []
    priced["courses"] = [{"id": course["id"], "title": course["title"]} for course in courses]
    _check_total(priced, expected_total)
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
        INSERT INTO transactions (buyer_id, status, tax, total, created_at, sold_at, expires_at)
        VALUES (%s, %s, %s, %s, %s, %s, %s)
        """,
        (sale["buyer_id"], sale["status"], sale["tax"], sale["total"], created_at, sold_at, expires_at),
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


def _priced(
    items: Sequence[tuple[int, int]], products: dict[int, db.Row], default: tax.Profile, now: datetime
) -> dict[str, Any]:
    by_product = _quantities(items)
    _check_items(items, by_product, products)
    _require_sellers(products)
    stocked = {product_id: quantity for product_id, quantity in by_product.items() if products[product_id]["stocked"]}
    stock.require(stocked, products)
    wanted = [
        pricing.Item(
            product_id,
            products[product_id]["price"],
            quantity,
            products[product_id]["seller_id"],
            tax_profiles.parse(products[product_id]["tax_profile"], default),
            products[product_id]["tax_kind"],
        )
        for product_id, quantity in by_product.items()
    ]
    try:
        basket = pricing.price(wanted, receipts.day(now))
    except pricing.TotalTooLarge:
        raise invalid("items", "too_large") from None
    return {
        "items": [
            {
                "product_id": line.product_id,
                "seller_id": products[line.product_id]["seller_id"],
                "name": products[line.product_id]["name"],
                "price": line.price,
                "qty": line.quantity,
                "subtotal": line.subtotal,
                "tax": line.tax,
                "added": line.added,
                "tax_code": line.tax_code,
            }
            for line in basket.lines
        ],
        "tax": basket.tax,
        "total": basket.total,
        "created_at": now,
    }


def _check_items(
    items: Sequence[tuple[int, int]], by_product: Mapping[int, int], products: Mapping[int, db.Row]
) -> None:
    """Raise Problem (422) if an item is not a listed product, or if a course is bought more than once."""
    faults = []
    for index, (product_id, _) in enumerate(items):
        if product_id not in products:
            faults.append(Fault(f"items.{index}.product_id", "unknown_product"))
        elif not products[product_id]["stocked"] and by_product[product_id] > 1:
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
