"""Statements that read the refunds of sales, and that erase their reasons."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import db
from queries.system import audit
from queries.system.audit import Entry

# Refunds that one statement erases the reasons of.
BATCH = 500


def add(sales: Sequence[dict[str, Any]], seller_id: int | None) -> None:
    """Add `refunds` and `refunded` to sales that have their items; with `seller_id` those of that seller alone.

    Of the items it takes `stored_line`, by which the table of refunds knows them.
    """
    found = _of(
        [sale["id"] for sale in sales if any(line["refunded_qty"] for line in sale["items"]) or sale["refunded"]]
    )
    for sale in sales:
        numbers = {(line["product_id"], line.pop("stored_line")): line for line in sale["items"]}
        refunds = [{**refund, "items": _named(refund["items"], numbers)} for refund in found.get(sale["id"], [])]
        if seller_id is not None:
            refunds = [_part(refund) for refund in refunds if refund["items"]]
            sale["refunded"] = sum(refund["amount"] for refund in refunds)
        sale["refunds"] = refunds


def erase_reasons(customer_id: int) -> None:
    """Erase what was typed as the reasons of the refunds of a locked customer: it may name them."""
    rows = db.fetch_all(
        """
        SELECT   r.id
        FROM     transactions t FORCE INDEX (ix_transactions_customer)
        STRAIGHT_JOIN refunds r FORCE INDEX (ix_refunds_transaction) ON r.transaction_id = t.id
        WHERE    t.customer_id = %s AND r.reason <> ''
        ORDER BY r.id
        """,
        (customer_id,),
    )
    refund_ids = [row["id"] for row in rows]
    for start in range(0, len(refund_ids), BATCH):
        part = refund_ids[start : start + BATCH]
        db.execute(
            f"""
            UPDATE refunds FORCE INDEX (PRIMARY)
            SET    reason = ''
            WHERE  id IN ({db.placeholders(len(part))})
            """,
            part,
        )
        audit.write_all([Entry("UPDATE", "refunds", each, None, {"columns": ["reason"]}) for each in part])


def _named(items: Sequence[db.Row], lines: dict[tuple[int, int], dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the items whose line is among these, with its number, name and measure, in their order."""
    named = [
        {**item, "line": line["line"], "name": line["name"], "measure": line["measure"]}
        for item in items
        if (line := lines.get((item["product_id"], item["line"]))) is not None
    ]
    return sorted(named, key=lambda item: item["line"])


def _part(refund: dict[str, Any]) -> dict[str, Any]:
    """Return a refund with the sums of its items."""
    return {**refund, **{name: sum(item[name] for item in refund["items"]) for name in ("amount", "tax")}}


def _of(order_ids: Sequence[int]) -> dict[int, list[dict[str, Any]]]:
    """Return the refunds of each order with their items, oldest first."""
    found: dict[int, list[dict[str, Any]]] = {}
    if not order_ids:
        return found
    rows = db.fetch_all(
        f"""
        SELECT   r.transaction_id, r.id, r.amount, r.tax, r.reason, r.exchange_id, r.refunded_at AS created_at,
                 i.product_id, i.line, i.qty, i.amount AS item_amount, i.tax AS item_tax, i.restocked
        FROM     refunds r FORCE INDEX (ix_refunds_transaction)
        JOIN     refund_items i FORCE INDEX (PRIMARY) ON i.refund_id = r.id
        WHERE    r.transaction_id IN ({db.placeholders(len(order_ids))})
        ORDER BY r.transaction_id, r.id
        """,
        order_ids,
    )
    by_id: dict[int, dict[str, Any]] = {}
    for row in rows:
        if row["id"] not in by_id:
            refund = {name: row[name] for name in ("id", "amount", "tax", "reason", "exchange_id", "created_at")}
            by_id[row["id"]] = refund | {"items": []}
            found.setdefault(row["transaction_id"], []).append(by_id[row["id"]])
        item = {name: row[name] for name in ("product_id", "line", "qty", "restocked")}
        by_id[row["id"]]["items"].append({**item, "amount": row["item_amount"], "tax": row["item_tax"]})
    return found
