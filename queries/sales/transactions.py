"""SQL of sales. A sale is one database transaction, from the idempotency key to the stored answer."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import orjson

import db
from domain.commerce import pricing, receipts
from problems import Fault, Problem, invalid
from queries.accounts import activities
from queries.catalogue import change_feed
from queries.courses import enrolments
from queries.system import audit, emails, idempotency
from queries.system.idempotency import Key

OPERATION = "POST /api/transactions"
# Moments in naive UTC between which sales are listed; the second one is excluded.
Span = tuple[datetime, datetime]
# The columns of a line in a quote.
QUOTE_COLUMNS = ("product_id", "seller_id", "name", "price", "qty", "subtotal", "tax")
ITEM_COLUMNS = ("product_id", "seller_id", "name", "price", "qty", "subtotal", "tax", "cost", "stocked")


def quote(
    buyer_id: int | None, items: Sequence[tuple[int, int]], tax_registered: bool, expected_total: int | None = None
) -> dict[str, Any]:
    """Return what `sell` would return for these `(product_id, qty)`, without selling; raise the same problems.

    Without a buyer nothing is checked that depends on one.
    """
    return _price_offer(buyer_id, items, tax_registered, expected_total)[0]


@db.transactional(
    repeatable=lambda buyer_id, items, tax_registered, key=None, language="en", expected_total=None: key is not None
)
def sell(
    buyer_id: int,
    items: Sequence[tuple[int, int]],
    tax_registered: bool,
    key: str | None = None,
    language: str = "en",
    expected_total: int | None = None,
) -> tuple[dict[str, Any], bool]:
    """Sell `(product_id, qty)` to the buyer. Return the sale and whether it is a replay.

    Prices are read under lock. Raises Problem: 422 for an unknown product; 409 for insufficient stock, for a course
    that the buyer owns or may not enter, and for a total other than the expected one, with the new quote. A refused
    sale changes nothing. The buyer is enrolled in the courses sold. A buyer with an e-mail address gets the receipt and
    the links of the courses in their language, or else in the language given.
    """
    by_product = _quantities(items)
    claimed = _idempotency_key(buyer_id, key, by_product, expected_total) if key is not None else None
    if claimed is not None and (stored_answer := idempotency.claim(claimed)) is not None:
        # Answers stored by older versions lack these fields.
        return {"courses": [], "receipt_email": None, **orjson.loads(stored_answer)}, True
    sale, courses = _price_offer(buyer_id, items, tax_registered, expected_total, lock=True)
    sold_at = sale["created_at"].replace(tzinfo=None)
    sale["buyer_id"] = buyer_id
    sale["id"] = db.insert(
        """
        INSERT INTO transactions (buyer_id, tax, total, created_at)
        VALUES (%s, %s, %s, %s)
        """,
        (buyer_id, sale["tax"], sale["total"], sold_at),
    )
    stocked_quantities = {line["product_id"]: line["qty"] for line in sale["items"] if line["stocked"]}
    _insert_items(sale, sold_at, stocked_quantities)
    if courses:
        enrolments.enrol_buyer(buyer_id, courses, sale["id"])
    sale["receipt_number"] = receipts.number(sale["id"], sale["created_at"])
    activities.write("sale", sale["id"], sale["receipt_number"])
    audit.write("INSERT", "transactions", sale["id"], new=sale)
    sale["receipt_email"] = emails.enqueue_receipt(buyer_id, sale["id"], language, bool(courses))
    if claimed is not None:
        idempotency.store_response(claimed, orjson.dumps(sale, option=orjson.OPT_NAIVE_UTC).decode())
    if stocked_quantities:
        change_feed.mark("products", sorted(stocked_quantities), sold=True)
    return sale, False


def get(transaction_id: int, caller_id: int, admin: bool) -> dict[str, Any]:
    """Return the sale for its buyer or an admin; sellers get their own items of it. For others it is not found."""
    header = _header(transaction_id)
    if header and (admin or header["buyer_id"] == caller_id):
        return _with_items([header], seller_id=None)[0]
    found = _with_items([header], seller_id=caller_id) if header else []
    if not found or not found[0]["items"]:
        raise Problem("transaction_not_found", id=transaction_id)
    return found[0]


def page_of_buyer(buyer_id: int, before: int, limit: int, span: Span | None = None) -> list[dict[str, Any]]:
    """Return the buyer's sales with ids below `before`, newest first."""
    days, moments = _span_condition(span, "created_at")
    index = "ix_transactions_buyer_day" if span else "ix_transactions_buyer"
    return _page(
        f"""
        SELECT   id
        FROM     transactions FORCE INDEX ({index})
        WHERE    buyer_id = %s AND id < %s{days}
        ORDER BY id DESC
        LIMIT    %s
        """,
        (buyer_id, before, *moments, limit),
    )


def page_of_seller(seller_id: int, before: int, limit: int, span: Span | None = None) -> list[dict[str, Any]]:
    """Return the seller's part of sales with ids below `before`, newest first, with the totals of that part."""
    days, moments = _span_condition(span, "sold_at")
    index = "ix_transaction_items_sold" if span else "ix_transaction_items_seller"
    return _page(
        f"""
        SELECT   DISTINCT transaction_id AS id
        FROM     transaction_items FORCE INDEX ({index})
        WHERE    seller_id = %s AND transaction_id < %s{days}
        ORDER BY transaction_id DESC
        LIMIT    %s
        """,
        (seller_id, before, *moments, limit),
        seller_id,
    )


def page_of_all(before: int, limit: int, span: Span | None = None) -> list[dict[str, Any]]:
    """Return all sales with ids below `before`, newest first."""
    days, moments = _span_condition(span, "created_at")
    return _page(
        f"""
        SELECT   id
        FROM     transactions FORCE INDEX ({"ix_transactions_day" if span else "PRIMARY"})
        WHERE    id < %s{days}
        ORDER BY id DESC
        LIMIT    %s
        """,
        (before, *moments, limit),
    )


def _page(chosen: str, params: Sequence[Any], seller_id: int | None = None) -> list[dict[str, Any]]:
    """Return the sales whose ids the SELECT `chosen` finds by an index alone."""
    return _with_items(
        db.fetch_all(
            f"""
            SELECT   t.id, t.buyer_id, u.name AS buyer_name, t.status, t.tax, t.total, t.created_at
            FROM     ({chosen}) chosen
            JOIN     transactions t ON t.id = chosen.id
            JOIN     users u ON u.id = t.buyer_id
            ORDER BY t.id DESC
            """,
            params,
        ),
        seller_id=seller_id,
    )


def _span_condition(span: Span | None, column: str) -> tuple[str, tuple[datetime, ...]]:
    """Return the condition that the column lies within the span, and its parameters."""
    return (f" AND {column} >= %s AND {column} < %s", span) if span else ("", ())


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
    lines = [{name: line[name] for name in QUOTE_COLUMNS} for line in priced["items"]]
    quote = {"items": lines, "courses": priced["courses"], "tax": priced["tax"], "total": priced["total"]}
    raise Problem("total_changed", members={"quote": quote}, total=priced["total"], expected_total=expected_total)


def _price_offer(
    buyer_id: int | None,
    items: Sequence[tuple[int, int]],
    tax_registered: bool,
    expected_total: int | None,
    lock: bool = False,
) -> tuple[dict[str, Any], list[db.Row]]:
    """Return the sale without an id, and the courses that it would enrol the buyer in.

    Its items also have `cost`, `stocked`, and `left`, the stock after the sale.
    """
    products = _products(sorted(_quantities(items)), lock)
    priced = _priced(items, products, tax_registered)
    taught = [product for product in products.values() if not product["stocked"]]
    courses = enrolments.check_purchase(buyer_id, taught, lock) if taught else []
    priced["courses"] = [{"id": course["id"], "title": course["title"]} for course in courses]
    _check_total(priced, expected_total)
    return priced, courses


def _products(product_ids: list[int], lock: bool = False) -> dict[int, db.Row]:
    # Every sale locks its products in id order, so that sales never deadlock. The index is named because on a small
    # table the optimizer would choose, and lock, another one.
    rows = db.fetch_all(
        f"""
        SELECT   id, seller_id, name, price, cost, stock, stocked
        FROM     products FORCE INDEX (PRIMARY)
        WHERE    id IN ({db.placeholders(len(product_ids))}) AND listed = 1
        ORDER BY id
        {"FOR UPDATE" if lock else ""}
        """,
        product_ids,
    )
    return {row["id"]: row for row in rows}


def _insert_items(sale: dict[str, Any], sold_at: datetime, stocked_quantities: dict[int, int]) -> None:
    """Insert the items of a sale and take them from stock."""
    lines = sale["items"]
    if stocked_quantities:
        _decrement_stock(stocked_quantities)
    db.execute(
        f"""
        INSERT INTO transaction_items (transaction_id, {", ".join(ITEM_COLUMNS)}, sold_at)
        VALUES {db.placeholders(len(lines), len(ITEM_COLUMNS) + 2)}
        """,
        [value for line in lines for value in (sale["id"], *(line[name] for name in ITEM_COLUMNS), sold_at)],
    )
    if stocked_quantities:
        db.execute(
            f"""
            INSERT INTO stock_ledger (product_id, delta, balance, reason, actor_id, transaction_id)
            VALUES {db.placeholders(len(stocked_quantities), 6)}
            """,
            [
                value
                for line in lines
                if line["stocked"]
                for value in (line["product_id"], -line["qty"], line["left"], "sale", sale["buyer_id"], sale["id"])
            ],
        )
    for line in lines:
        for name in ("cost", "stocked", "left"):
            del line[name]


def _decrement_stock(by_product: dict[int, int]) -> None:
    """Decrement the stock on condition that enough is left, so that no code path can oversell."""
    ordered = sorted(by_product.items())
    quantity = "CASE id" + " WHEN %s THEN %s" * len(ordered) + " END"
    quantities = [value for pair in ordered for value in pair]
    taken = db.execute(
        f"""
        UPDATE products FORCE INDEX (PRIMARY)
        SET    stock = stock - {quantity}
        WHERE  id IN ({db.placeholders(len(ordered))}) AND stock >= {quantity}
        """,
        [*quantities, *by_product, *quantities],
    )
    if taken != len(ordered):
        raise RuntimeError("the stock changed under the lock of its sale")


def _priced(items: Sequence[tuple[int, int]], products: dict[int, db.Row], tax_registered: bool) -> dict[str, Any]:
    by_product = _quantities(items)
    _check_items(items, by_product, products)
    short = [
        {
            "product_id": product_id,
            "product_name": products[product_id]["name"],
            "requested": quantity,
            "available": products[product_id]["stock"],
        }
        for product_id, quantity in sorted(by_product.items())
        if products[product_id]["stocked"] and products[product_id]["stock"] < quantity
    ]
    if short:
        raise Problem("insufficient_stock", members={"items": short}, **short[0])
    now = datetime.now(UTC)
    try:
        basket = pricing.price(
            [(product_id, products[product_id]["price"], quantity) for product_id, quantity in by_product.items()],
            receipts.day(now),
            tax_registered,
        )
    except pricing.TotalTooLarge:
        raise invalid("items", "too_large") from None
    return {
        "status": "paid",
        "items": [
            {
                "product_id": line.product_id,
                "seller_id": products[line.product_id]["seller_id"],
                "name": products[line.product_id]["name"],
                "price": line.price,
                "qty": line.quantity,
                "subtotal": line.subtotal,
                "tax": line.tax,
                "cost": products[line.product_id]["cost"],
                "stocked": bool(products[line.product_id]["stocked"]),
                "left": products[line.product_id]["stock"] - line.quantity,
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


def _header(transaction_id: int) -> db.Row | None:
    return db.fetch_one(
        """
        SELECT t.id, t.buyer_id, u.name AS buyer_name, t.status, t.tax, t.total, t.created_at
        FROM   transactions t
        JOIN   users u ON u.id = t.buyer_id
        WHERE  t.id = %s
        """,
        (transaction_id,),
    )


def _with_items(headers: list[db.Row], seller_id: int | None) -> list[dict[str, Any]]:
    """Return the sales with their items, read in one query; with `seller_id` only that seller's items and sums."""
    if not headers:
        return []
    lines = db.fetch_all(
        f"""
        SELECT   transaction_id, product_id, seller_id, name, price, qty, subtotal, tax
        FROM     transaction_items
        WHERE    transaction_id IN ({db.placeholders(len(headers))}) AND (seller_id = %s OR %s IS NULL)
        ORDER BY transaction_id, product_id
        """,
        [*(header["id"] for header in headers), seller_id, seller_id],
    )
    sales = {header["id"]: {**header, "items": [], "courses": []} for header in headers}
    for line in lines:
        sales[line["transaction_id"]]["items"].append(line)
    for course in enrolments.courses_of_sales(list(sales)):
        sale = sales[course["transaction_id"]]
        if seller_id is None or course["product_id"] in {line["product_id"] for line in sale["items"]}:
            sale["courses"].append({"id": course["id"], "title": course["title"]})
    for sale in sales.values():
        sale["receipt_number"] = receipts.number(sale["id"], sale["created_at"])
        if seller_id is not None:
            sale["tax"] = sum(line["tax"] for line in sale["items"])
            sale["total"] = sum(line["subtotal"] for line in sale["items"])
    return list(sales.values())
