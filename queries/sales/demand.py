"""What is asked for of each product, day by day: what forecasts are made of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime, timedelta

import orjson

import db
from domain.commerce import days, receipts
from queries.sales import reports

# The moment at which 1970-01-01 began in Jakarta, by which its days are counted.
EPOCH = datetime(1969, 12, 31, 17)
FIRST = date(1970, 1, 1).toordinal()
# A product's usual pace is that of so many days, all weekdays alike.
RECENT_DAYS = 91
UNLIMITED = 10**15


def products_by_cover(selection: reports.Selection, since: datetime, now: datetime, wait: int) -> list[db.Row]:
    """Listed products that were sold since then, those first whose stock lasts shortest; `place` tells how long.

    `stocked_on` is the day on which it was first put on the shelf. Goods that are sold out come first, by what they
    brought in lately; but if that is nothing, where the stock lasts `wait` days. What sells a course is none.
    """
    tables, conditions, params = reports.item_source(selection, reports.Span(now - timedelta(RECENT_DAYS), now))
    index, chosen, more = reports.product_source(selection)
    rows = db.fetch_all(
        f"""
        SELECT   p.id, p.sku, p.name, p.unit, p.stock, p.cost, COALESCE(s.units, 0) AS units,
                 COALESCE(s.revenue, 0) AS revenue,
                 (SELECT   l.created_at
                  FROM     stock_ledger l FORCE INDEX (ix_stock_ledger_product)
                  WHERE    l.product_id = p.id
                  ORDER BY l.id
                  LIMIT    1) AS stocked_at
        FROM     products p FORCE INDEX ({index})
        LEFT JOIN (SELECT   i.product_id, SUM(i.qty) AS units, SUM(i.subtotal) AS revenue
                   FROM     {tables}
                   WHERE    {conditions}
                   GROUP BY i.product_id) s ON s.product_id = p.id
        WHERE    {chosen} AND p.listed = 1
                 AND (SELECT   t.sold_at
                      FROM     transaction_items t FORCE INDEX (ix_transaction_items_product)
                      WHERE    t.product_id = p.id
                      ORDER BY t.sold_at DESC
                      LIMIT    1) >= %s
                 AND p.stocked = 1
        """,
        [*params, *more, since],
    )
    products = [
        {**row, "place": _cover(row, now, wait), "stocked_on": row["stocked_at"] and receipts.day(row["stocked_at"])}
        for row in rows
    ]
    return sorted(products, key=sort_key)


def sort_key(row: db.Row) -> tuple[int, int]:
    """Where goods stand in their order."""
    return row["place"], row["id"]


def by_day(product_ids: Sequence[int], first: date, last: date) -> dict[int, dict[date, int]]:
    """The units of each day in Jakarta, from the first to the last, on which the product was sold.

    One row a product: a row a day would cost this process ten times as much as the server.
    """
    rows = db.fetch_all(
        f"""
        SELECT   d.product_id, JSON_OBJECTAGG(d.day, d.units) AS days
        FROM     (SELECT   product_id, TIMESTAMPDIFF(DAY, %s, sold_at) AS day, SUM(qty) AS units
                  FROM     transaction_items FORCE INDEX (ix_transaction_items_product)
                  WHERE    product_id IN ({db.marks(len(product_ids) or 1)}) AND sold_at >= %s AND sold_at < %s
                  GROUP BY product_id, day) d
        GROUP BY d.product_id
        """,
        [EPOCH, *(product_ids or [0]), days.beginning(first), days.end(last)],
    )
    return {
        row["product_id"]: {
            date.fromordinal(FIRST + int(number)): int(units) for number, units in orjson.loads(row["days"]).items()
        }
        for row in rows
    }


def without_stock(product_ids: Sequence[int], first: date, last: date) -> dict[int, set[date]]:
    """The days in Jakarta, from the first to the last, on which nothing of the product was there to be sold."""
    rows = db.fetch_all(
        f"""
        SELECT   l.product_id, l.created_at,
                 (SELECT   n.created_at
                  FROM     stock_ledger n FORCE INDEX (ix_stock_ledger_product)
                  WHERE    n.product_id = l.product_id AND n.id > l.id
                  ORDER BY n.id
                  LIMIT    1) AS filled_at
        FROM     stock_ledger l FORCE INDEX (ix_stock_ledger_product)
        WHERE    l.product_id IN ({db.marks(len(product_ids) or 1)}) AND l.balance = 0
        ORDER BY l.product_id, l.id
        """,
        [*product_ids] or [0],
    )
    found: dict[int, set[date]] = defaultdict(set)
    for row in rows:
        begin = max(first, receipts.day(row["created_at"]) + timedelta(1))
        end = min(last, receipts.day(row["filled_at"]) - timedelta(1)) if row["filled_at"] else last
        found[row["product_id"]].update(begin + timedelta(number) for number in range((end - begin).days + 1))
    return found


def _cover(row: db.Row, now: datetime, wait: int) -> int:
    """For how many thousandths of a day the stock lasts at the usual pace; below 0 where it has run out."""
    units, revenue = int(row["units"]), int(row["revenue"])
    if not units:
        return UNLIMITED if row["stock"] else 1000 * wait
    if not row["stock"]:
        return -1 - revenue
    passed = min(RECENT_DAYS, max(1, (now - (row["stocked_at"] or EPOCH)).days))
    return int(1000 * passed * row["stock"] // units)
