"""SQL of daily demand per product, from which forecasts of the shared stock are made.

Demand is that of all outlets, with those that have a stock of their own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime, timedelta

import orjson

import db
from domain.commerce import days
from queries.sales import reports

# Start of 1970-01-01 in Jakarta, in UTC. Days are counted from it.
EPOCH = datetime(1969, 12, 31, 17)
FIRST = date(1970, 1, 1).toordinal()
# The usual pace of sales is the mean of so many days.
RECENT_DAYS = 91
UNLIMITED = 10**15


def products_by_cover(selection: reports.Selection, since: datetime, now: datetime, wait: int) -> list[db.Row]:
    """Return listed products sold since then, shortest stock cover first; `place` is the cover.

    `stocked_on` is the day of the first delivery. Products without stock come first, by recent revenue; those with no
    recent revenue rank as if the stock lasted `wait` days. Products that sell a course are left out.
    """
    recent = reports.Span(now - timedelta(RECENT_DAYS), now)
    sold, sold_when, params = reports.item_source(selection, recent)
    refunded, refunded_when, refund_params = reports.item_source(selection, recent, reports.REFUNDED)
    index, chosen, more = reports.product_source(selection)
    rows = db.fetch_all(
        f"""
        SELECT   p.id, p.sku, p.name, p.unit, p.measure, p.stock, p.cost, COALESCE(s.units, 0) AS units,
                 COALESCE(s.revenue, 0) AS revenue,
                 (SELECT   l.created_at
                  FROM     stock_ledger l FORCE INDEX (ix_stock_ledger_product)
                  WHERE    l.product_id = p.id
                  ORDER BY l.id
                  LIMIT    1) AS stocked_at
        FROM     products p FORCE INDEX ({index})
        LEFT JOIN (SELECT   n.product_id, SUM(n.units) AS units, SUM(n.revenue) AS revenue
                   FROM     (SELECT   i.product_id, SUM(i.qty) AS units, SUM(i.subtotal) AS revenue
                             FROM     {sold}
                             WHERE    {sold_when}
                             GROUP BY i.product_id
                             UNION ALL
                             SELECT   i.product_id, -SUM(i.qty), -SUM(i.amount)
                             FROM     {refunded}
                             WHERE    {refunded_when}
                             GROUP BY i.product_id) n
                   GROUP BY n.product_id) s ON s.product_id = p.id
        WHERE    {chosen} AND p.listed = 1
                 AND (SELECT   t.sold_at
                      FROM     transaction_items t FORCE INDEX (ix_transaction_items_product)
                      WHERE    t.product_id = p.id
                      ORDER BY t.sold_at DESC
                      LIMIT    1) >= %s
                 AND p.stocked = 1
        """,
        [*params, *refund_params, *more, since],
    )
    products = [
        {**row, "place": _cover(row, now, wait), "stocked_on": row["stocked_at"] and days.day(row["stocked_at"])}
        for row in rows
    ]
    return sorted(products, key=sort_key)


def sort_key(row: db.Row) -> tuple[int, int]:
    """Return the sort key of a product."""
    return row["place"], row["id"]


def by_day(product_ids: Sequence[int], first: date, last: date) -> dict[int, dict[date, int]]:
    """Return the units sold of each product by day in Jakarta, days without sales left out.

    What came back since then was no demand: it is subtracted from the day on which it was sold, so that no day is below
    0.
    The query returns one row per product: one row per day would cost this process ten times the server's CPU.
    """
    rows = db.fetch_all(
        f"""
        SELECT   d.product_id, JSON_OBJECTAGG(d.day, d.units) AS days
        FROM     (SELECT   product_id, TIMESTAMPDIFF(DAY, %s, sold_at) AS day, SUM(qty) AS units
                  FROM     transaction_items FORCE INDEX (ix_transaction_items_product)
                  WHERE    product_id IN ({db.placeholders(len(product_ids) or 1)}) AND sold_at >= %s AND sold_at < %s
                  GROUP BY product_id, day) d
        GROUP BY d.product_id
        """,
        [EPOCH, *(product_ids or [0]), days.beginning(first), days.end(last)],
    )
    returned = _returned(product_ids, first, last)
    found = {}
    for row in rows:
        units = {int(number): int(sold) for number, sold in orjson.loads(row["days"]).items()}
        for number, back in returned.get(row["product_id"], {}).items():
            units[number] = units.get(number, 0) - back
        found[row["product_id"]] = {date.fromordinal(FIRST + number): left for number, left in units.items() if left}
    return found


def _returned(product_ids: Sequence[int], first: date, last: date) -> dict[int, dict[int, int]]:
    """Return the units sold on these days that came back, by product and number of the day."""
    rows = db.fetch_all(
        f"""
        SELECT   product_id, TIMESTAMPDIFF(DAY, %s, sold_at) AS day, SUM(qty) AS units
        FROM     refund_items FORCE INDEX (ix_refund_items_product)
        WHERE    product_id IN ({db.placeholders(len(product_ids) or 1)}) AND refunded_at >= %s AND sold_at >= %s
                 AND sold_at < %s AND qty > 0
        GROUP BY product_id, day
        """,
        [EPOCH, *(product_ids or [0]), days.beginning(first), days.beginning(first), days.end(last)],
    )
    found: dict[int, dict[int, int]] = defaultdict(dict)
    for row in rows:
        found[row["product_id"]][row["day"]] = int(row["units"])
    return found


def without_stock(product_ids: Sequence[int], first: date, last: date) -> dict[int, set[date]]:
    """Return the days in Jakarta on which the shared stock of each product was empty all day."""
    rows = db.fetch_all(
        f"""
        SELECT   l.product_id, l.created_at,
                 (SELECT   n.created_at
                  FROM     stock_ledger n FORCE INDEX (ix_stock_ledger_product)
                  WHERE    n.product_id = l.product_id AND n.outlet_id IS NULL AND n.id > l.id AND n.balance > 0
                  ORDER BY n.id
                  LIMIT    1) AS filled_at
        FROM     stock_ledger l FORCE INDEX (ix_stock_ledger_product)
        WHERE    l.product_id IN ({db.placeholders(len(product_ids) or 1)}) AND l.outlet_id IS NULL
                 AND l.balance = 0
        ORDER BY l.product_id, l.id
        """,
        [*product_ids] or [0],
    )
    found: dict[int, set[date]] = defaultdict(set)
    for row in rows:
        begin = max(first, days.day(row["created_at"]) + timedelta(1))
        end = min(last, days.day(row["filled_at"]) - timedelta(1)) if row["filled_at"] else last
        found[row["product_id"]].update(begin + timedelta(number) for number in range((end - begin).days + 1))
    return found


def _cover(row: db.Row, now: datetime, wait: int) -> int:
    """Return the stock cover at the usual pace in thousandths of a day; negative if the product is sold out."""
    units, revenue = max(0, int(row["units"])), max(0, int(row["revenue"]))
    if not units:
        return UNLIMITED if row["stock"] else 1000 * wait
    if not row["stock"]:
        return -1 - revenue
    passed = min(RECENT_DAYS, max(1, (now - (row["stocked_at"] or EPOCH)).days))
    return int(1000 * passed * row["stock"] // units)
