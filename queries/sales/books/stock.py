"""What came into the shared stock and left it on some days, and what is left, by the ledger."""

from __future__ import annotations

from typing import Any, Literal

import db
from problems import invalid
from queries.sales.books.groups import MOST_ROWS, Days, Place, names_of, totals

StockBy = Literal["product", "category"]
QUANTITIES = ("start", "received", "sold", "returned", "wasted", "counted", "other", "end")
SUMS = ("products", "value", "without_cost")
STOCK_KEYS: dict[StockBy, str] = {"product": "b.id", "category": "b.category_id"}
# What has moved since the first day. Older demo shops have deliveries by the name `restock`.
MOVED = """
        SELECT   o.id, SUM(l.delta) AS since, SUM(CASE WHEN l.created_at >= %s THEN l.delta ELSE 0 END) AS later,
                 COUNT(CASE WHEN l.created_at < %s THEN 1 END) AS moves,
                 SUM(CASE WHEN l.created_at < %s AND l.reason IN ('received', 'restock') THEN l.delta ELSE 0 END)
                     AS received,
                 SUM(CASE WHEN l.created_at < %s AND l.reason IN ('sale', 'cancel') THEN -l.delta ELSE 0 END) AS sold,
                 SUM(CASE WHEN l.created_at < %s AND l.reason = 'return' THEN l.delta ELSE 0 END) AS returned,
                 SUM(CASE WHEN l.created_at < %s AND l.reason = 'waste' THEN -l.delta ELSE 0 END) AS wasted,
                 SUM(CASE WHEN l.created_at < %s AND l.reason IN ('count', 'correction') THEN l.delta ELSE 0 END)
                     AS counted
        FROM     products o FORCE INDEX (ix_products_seller)
        STRAIGHT_JOIN stock_ledger l FORCE INDEX (ix_stock_ledger_day)
                 ON l.product_id = o.id AND l.created_at >= %s AND l.outlet_id IS NULL
        WHERE    o.seller_id = %s
        GROUP BY o.id"""
# Reckoned backwards from the stock of now, so that days of any age follow each other without a gap.
BALANCES = f"""
        SELECT   p.id, p.category_id, p.measure, p.cost, p.stock - COALESCE(m.since, 0) AS start,
                 p.stock - COALESCE(m.later, 0) AS `end`, COALESCE(m.moves, 0) AS moves,
                 COALESCE(m.received, 0) AS received, COALESCE(m.sold, 0) AS sold, COALESCE(m.returned, 0) AS returned,
                 COALESCE(m.wasted, 0) AS wasted, COALESCE(m.counted, 0) AS counted
        FROM     products p FORCE INDEX (ix_products_seller)
        LEFT JOIN ({MOVED}) m ON m.id = p.id
        WHERE    p.seller_id = %s AND p.stocked = 1"""


@db.readable_anywhere
def stock(place: Place, chosen: Days, by: StockBy) -> dict[str, Any]:
    """Return `totals` and `groups` of goods that were in stock or moved. Quantities of one measure add up.

    `other` is the rest of the difference: first stocks, edits, imports and transfers.
    """
    begin, end = chosen.span
    with db.snapshot():
        rows = db.fetch_all(
            f"""
            SELECT   {STOCK_KEYS[by]} AS `key`, b.measure, COUNT(*) AS products, SUM(b.start) AS start,
                     SUM(b.received) AS received, SUM(b.sold) AS sold, SUM(b.returned) AS returned,
                     SUM(b.wasted) AS wasted, SUM(b.counted) AS counted, SUM(b.`end`) AS `end`,
                     SUM(CASE WHEN b.`end` = 0 THEN 0
                              WHEN b.measure = 'piece' THEN b.`end` * b.cost
                              ELSE (b.`end` * b.cost + 500) DIV 1000 END) AS value,
                     SUM(b.`end` <> 0 AND b.cost IS NULL) AS without_cost
            FROM     ({BALANCES}) b
            WHERE    b.start <> 0 OR b.`end` <> 0 OR b.moves > 0
            GROUP BY `key`, b.measure
            ORDER BY `key`, b.measure
            LIMIT    %s
            """,
            [*[end] * 7, begin, place.seller_id, place.seller_id, MOST_ROWS + 1],
        )
        if len(rows) > MOST_ROWS:
            raise invalid("by", "too_many_groups", most=MOST_ROWS)
        names = names_of(by, [row["key"] for row in rows if row["key"] is not None])
    groups = [_group(row, names) for row in rows]
    measures = sorted({group["measure"] for group in groups})
    quantities = [
        {"measure": measure, **totals([group for group in groups if group["measure"] == measure], QUANTITIES)}
        for measure in measures
    ]
    known = [{**group, "value": group["value"] or 0} for group in groups]
    return {"totals": {**totals(known, SUMS), "quantities": quantities}, "groups": groups}


def _group(row: db.Row, names: dict[Any, str]) -> dict[str, Any]:
    figures = {name: int(row[name]) for name in (*QUANTITIES, *SUMS) if name not in ("other", "value")}
    explained = figures["received"] - figures["sold"] + figures["returned"] - figures["wasted"] + figures["counted"]
    return {
        "key": None if row["key"] is None else str(row["key"]),
        "name": names.get(row["key"]),
        "measure": row["measure"],
        **figures,
        "other": figures["end"] - figures["start"] - explained,
        "value": None if row["value"] is None else int(row["value"]),
    }
