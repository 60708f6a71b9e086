"""What is asked for of each product, day by day: what forecasts are made of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

import orjson

import db
from queries import sales

# The moment at which 1970-01-01 began in Jakarta, by which its days are counted.
EPOCH = datetime(1969, 12, 31, 17)


class Absence(NamedTuple):
    """Nothing was in stock from one moment to another; `end` is None as long as it lasts."""

    begin: datetime
    end: datetime | None


def goods(asked: sales.Wanted, recent: sales.Span, since: datetime) -> list[db.Row]:
    """Listed products that were sold since then, with `units` and `revenue` of the recent span.

    `stocked_at` is when the first of it was put on the shelf. What sells a course is none.
    """
    tables, conditions, params = sales.lines(asked, recent)
    index, chosen, more = sales.products(asked)
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
                 AND EXISTS (SELECT 1
                             FROM   transaction_items t FORCE INDEX (ix_transaction_items_product)
                             WHERE  t.product_id = p.id AND t.sold_at >= %s)
                 AND NOT EXISTS (SELECT 1
                                 FROM   courses k
                                 WHERE  k.product_id = p.id)
        """,
        [*params, *more, since],
    )
    return [{**row, "units": int(row["units"]), "revenue": int(row["revenue"])} for row in rows]


def by_day(product_ids: Sequence[int], span: sales.Span) -> dict[int, dict[date, int]]:
    """The units of each day in Jakarta on which the product was sold.

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
        [EPOCH, *(product_ids or [0]), span.begin, span.end],
    )
    return {
        row["product_id"]: {
            date(1970, 1, 1) + timedelta(int(number)): int(units) for number, units in orjson.loads(row["days"]).items()
        }
        for row in rows
    }


def absences(product_ids: Sequence[int]) -> dict[int, list[Absence]]:
    """When nothing of each product was in stock."""
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
    found: dict[int, list[Absence]] = defaultdict(list)
    for row in rows:
        found[row["product_id"]].append(Absence(row["created_at"], row["filled_at"]))
    return found
