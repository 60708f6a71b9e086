"""Statements that read orders and sales."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import db
from domain.receipts import numbers
from problems import Problem
from queries.courses import enrolments
from queries.sales import vouchers
from queries.sales.refunds import lists as refund_lists

# Moments in naive UTC between which sales are listed; the second one is excluded.
Span = tuple[datetime, datetime]
COLUMNS = """t.id, t.buyer_id, u.name AS buyer_name, t.cashier_id, t.client_id, t.customer_id, t.voucher_id,
                     t.outlet_id, t.till_id, t.shift_id, l.series, t.receipt_no, t.status, t.tax, t.total, t.paid,
                     t.refunded, t.created_at, t.sold_at, t.expires_at"""


def get_whole(transaction_id: int, till_id: int | None = None) -> dict[str, Any]:
    """Return the sale with all its items, or raise a 404. With `till_id` it must have been sold at this till."""
    header = _header(transaction_id)
    if header is None or till_id not in (None, header["till_id"]):
        raise Problem("transaction_not_found", id=transaction_id)
    return _with_items([header], seller_id=None)[0]


def get(transaction_id: int, caller_id: int, admin: bool) -> dict[str, Any]:
    """Return the sale for its buyer, its cashier or an admin; sellers get their own items of it.

    For others it is not found.
    """
    header = _header(transaction_id)
    if header and (admin or caller_id in (header["buyer_id"], header["cashier_id"])):
        return _with_items([header], seller_id=None)[0]
    found = _with_items([header], seller_id=caller_id) if header else []
    if not found or not found[0]["items"]:
        raise Problem("transaction_not_found", id=transaction_id)
    return found[0]


def sellers(order_id: int) -> set[int]:
    """Return the sellers of an order's items."""
    rows = db.fetch_all(
        """
        SELECT DISTINCT seller_id
        FROM   transaction_items FORCE INDEX (PRIMARY)
        WHERE  transaction_id = %s
        """,
        (order_id,),
    )
    return {row["seller_id"] for row in rows}


def by_client_id(owner_id: int, client_ids: Collection[str]) -> dict[str, int]:
    """Return the ids of the sales of an owner with these client ids, also of those made with a network."""
    if not client_ids:
        return {}
    rows = db.fetch_all(
        f"""
        SELECT client_id, id
        FROM   transactions FORCE INDEX (uq_transactions_client)
        WHERE  owner_id = %s AND client_id IN ({db.placeholders(len(client_ids))})
        """,
        [owner_id, *sorted(client_ids)],
    )
    return {row["client_id"]: row["id"] for row in rows}


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
    """Return the seller's part of sales with ids below `before`, newest first, with the totals of that part.

    A span holds what was paid within it, as the figures of its days do.
    """
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


def page_of_customer(customer_id: int, before: int, limit: int) -> list[dict[str, Any]]:
    """Return what a customer of a seller has bought at the counter, with ids below `before`, newest first."""
    return _page(
        """
        SELECT   id
        FROM     transactions FORCE INDEX (ix_transactions_customer)
        WHERE    customer_id = %s AND id < %s
        ORDER BY id DESC
        LIMIT    %s
        """,
        (customer_id, before, limit),
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


def page_of_pending(
    before: int, limit: int, span: Span | None = None, buyer_id: int | None = None, seller_id: int | None = None
) -> list[dict[str, Any]]:
    """Return orders that wait for a payment, of a buyer or with items of a seller if given, newest first."""
    days, moments = _span_condition(span, "o.created_at")
    return _page(
        f"""
        SELECT   id
        FROM     transactions o FORCE INDEX (ix_transactions_status)
        WHERE    o.status = 'pending' AND (o.expires_at IS NULL OR o.expires_at > UTC_TIMESTAMP(6)) AND o.id < %s{days}
                 AND (o.buyer_id = %s OR %s IS NULL)
                 AND (%s IS NULL OR EXISTS (SELECT 1
                                            FROM   transaction_items i FORCE INDEX (PRIMARY)
                                            WHERE  i.transaction_id = o.id AND i.seller_id = %s))
        ORDER BY id DESC
        LIMIT    %s
        """,
        (before, *moments, buyer_id, buyer_id, seller_id, seller_id, limit),
        seller_id,
    )


def _page(chosen: str, params: Sequence[Any], seller_id: int | None = None) -> list[dict[str, Any]]:
    """Return the sales whose ids the SELECT `chosen` finds by an index alone."""
    return _with_items(
        db.fetch_all(
            f"""
            SELECT   {COLUMNS}
            FROM     ({chosen}) chosen
            JOIN     transactions t ON t.id = chosen.id
            LEFT JOIN users u ON u.id = t.buyer_id
            LEFT JOIN tills l ON l.id = t.till_id
            ORDER BY t.id DESC
            """,
            params,
        ),
        seller_id=seller_id,
    )


def _span_condition(span: Span | None, column: str) -> tuple[str, tuple[datetime, ...]]:
    """Return the condition that the column lies within the span, and its parameters."""
    return (f" AND {column} >= %s AND {column} < %s", span) if span else ("", ())


def _header(transaction_id: int) -> db.Row | None:
    return db.fetch_one(
        f"""
        SELECT {COLUMNS}
        FROM   transactions t
        LEFT JOIN users u ON u.id = t.buyer_id
        LEFT JOIN tills l ON l.id = t.till_id
        WHERE  t.id = %s
        """,
        (transaction_id,),
    )


def _with_items(headers: list[db.Row], seller_id: int | None) -> list[dict[str, Any]]:
    """Return the sales with their items, read in one query; with `seller_id` only that seller's items and sums."""
    if not headers:
        return []
    sales = {header["id"]: {**header, "items": [], "courses": []} for header in headers}
    lines = _lines(list(sales))
    for sale in sales.values():
        sale["items"] = [line for line in lines.get(sale["id"], []) if seller_id in (None, line["seller_id"])]
    for course in enrolments.courses_of_sales(list(sales)):
        sale = sales[course["transaction_id"]]
        if seller_id is None or course["product_id"] in {line["product_id"] for line in sale["items"]}:
            sale["courses"].append({"id": course["id"], "title": course["title"]})
    used = vouchers.of_orders([header["id"] for header in headers if header["voucher_id"] is not None])
    refund_lists.add(list(sales.values()), seller_id)
    moved = [header["id"] for header in headers if header["paid"] is not None or header["refunded"]]
    payments = _payments(moved)
    now = datetime.now(UTC).replace(tzinfo=None)
    for sale in sales.values():
        if seller_id is not None:
            sale["tax"] = sum(line["tax"] for line in sale["items"])
            sale["total"] = sum(line["subtotal"] for line in sale["items"])
        sale |= _sums(sale["items"], used.get(sale["id"]), seller_id)
        # What others sell in the same order, and how it was paid, is not the seller's business.
        whole = len(sale["items"]) == len(lines.get(sale["id"], []))
        _complete(sale, payments.get(sale["id"], []) if whole else None, now)
    return list(sales.values())


def _sums(lines: list[db.Row], voucher: db.Row | None, seller_id: int | None) -> dict[str, Any]:
    """Return the sums of lines that no header has, and the voucher, unless it is another seller's."""
    hidden = voucher is None or seller_id not in (None, voucher["owner_id"])
    return {
        "gross": sum(line["subtotal"] - line["added"] - line["service"] + line["discount"] for line in lines),
        "discount": sum(line["discount"] for line in lines),
        "service": sum(line["service"] for line in lines),
        "voucher": None if hidden else voucher,
    }


def _lines(order_ids: Sequence[int]) -> dict[int, list[db.Row]]:
    """Return the lines of each order in their order. `line` counts them from 1, as releases without lines did not."""
    rows = db.fetch_all(
        f"""
        SELECT   transaction_id, product_id, seller_id, name, note, price, qty, measure,
                 discount, service, subtotal, tax, added, refunded_qty, line AS stored_line,
                 CASE WHEN tax > 0 THEN COALESCE(tax_code, 'ppn') ELSE tax_code END AS tax_code
        FROM     transaction_items
        WHERE    transaction_id IN ({db.placeholders(len(order_ids))})
        ORDER BY transaction_id, line, product_id
        """,
        order_ids,
    )
    found: dict[int, list[db.Row]] = {}
    for row in rows:
        lines = found.setdefault(row["transaction_id"], [])
        lines.append({**row, "line": len(lines) + 1})
    return found


def _complete(sale: dict[str, Any], payments: list[db.Row] | None, now: datetime) -> None:
    """Set the present status, the receipt number, and the payments; None of these sums for a part of an order."""
    if sale["status"] == "pending" and sale["expires_at"] is not None and sale["expires_at"] <= now:
        sale["status"] = "expired"
    if sale["status"] == "paid":
        # Releases before payments stored sales without it.
        sale["sold_at"] = sale["sold_at"] or sale["created_at"]
    sale["receipt_number"] = _receipt_number(sale) if sale["status"] == "paid" else None
    open_total = sale["total"] if sale["status"] in ("pending", "expired") else 0
    paid = sale["paid"] or 0
    sale["payments"] = payments or []
    sale["paid"] = paid if payments is not None else None
    sale["due"] = max(0, open_total - paid) if payments is not None else None


def _receipt_number(sale: Mapping[str, Any]) -> str:
    if sale["receipt_no"] is not None:
        return numbers.of_till(sale["series"], sale["receipt_no"])
    return numbers.of_sale(sale["id"], sale["sold_at"])


def _payments(order_ids: Sequence[int]) -> dict[int, list[db.Row]]:
    """Return the payments of each order, oldest first, with the `change` of cash."""
    found: dict[int, list[db.Row]] = {}
    if not order_ids:
        return found
    for row in db.fetch_all(
        f"""
        SELECT   transaction_id, id, refund_id, method, amount, adjustment, tendered, reference, created_at
        FROM     payments FORCE INDEX (ix_payments_transaction)
        WHERE    transaction_id IN ({db.placeholders(len(order_ids))})
        ORDER BY transaction_id, id
        """,
        order_ids,
    ):
        change = 0 if row["tendered"] is None else row["tendered"] - row["amount"] - row["adjustment"]
        found.setdefault(row.pop("transaction_id"), []).append({**row, "change": change})
    return found
