"""SQL of sales reports, summed on each call from the sale items by covering indexes.

A daily summary table would answer a year in 0.4 of the time but make every sale a few percent slower (docs/figures.md).
Items count from the moment at which their sale was paid (`sold_at`); until then it is NULL. What is given back counts
against the moment of its refund: sales and refunds are summed by themselves, and then both sums of a product or hour.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

import db
from domain.commerce import days, measures, selling
from domain.commerce.days import day
from problems import Problem
from queries.catalogue import categories

# Number of products in each list of the report, unless asked otherwise.
TOP_COUNT = 10
# Products are unsold stock if nobody bought them for so many days.
UNSOLD_DAYS = 90
FIGURES = ("transactions", "units", "revenue")
# Goods by weight or length have the price and cost of a thousand.
COST = "CASE i.measure WHEN 'piece' THEN i.qty * i.cost ELSE (i.qty * i.cost + 500) DIV 1000 END"
# As DECIMALs: a stock of a thousand million may be worth more than a BIGINT holds.
VALUE = "CAST(p.stock AS DECIMAL(20)) * COALESCE(p.cost, p.price)"
STOCK_VALUE = f"CASE p.measure WHEN 'piece' THEN {VALUE} ELSE {VALUE} DIV 1000 END"


class Selection(NamedTuple):
    """Selected sellers, and optionally one product or some categories."""

    seller_ids: Sequence[int]
    product_id: int | None = None
    category_ids: Sequence[int] = ()


class Source(NamedTuple):
    """A table of lines, the column of their moment, and its indexes by seller and by product."""

    table: str
    at: str
    by_seller: str
    by_product: str


SOLD = Source("transaction_items", "sold_at", "ix_transaction_items_sold", "ix_transaction_items_product")
REFUNDED = Source("refund_items", "refunded_at", "ix_refund_items_refunded", "ix_refund_items_product")


class Span(NamedTuple):
    """Moments from `begin` up to, but not including, `end`."""

    begin: datetime
    end: datetime


def select(seller_id: int | None, product_id: int | None = None, category_id: int | None = None) -> Selection:
    """Return the selection for one seller or all. Raises Problem (404) for an unknown user, product or category."""
    seller_ids = [_seller(seller_id)] if seller_id is not None else _sellers()
    if product_id is not None and not db.fetch_value(
        f"""
        SELECT 1 AS found
        FROM   products
        WHERE  id = %s AND seller_id IN ({db.placeholders(len(seller_ids))})
        """,
        [product_id, *seller_ids],
    ):
        raise Problem("product_not_found", id=product_id)
    category_ids = categories.branch(category_id) if category_id is not None else []
    if category_id is not None and not category_ids:
        raise Problem("category_not_found", id=category_id)
    return Selection(seller_ids, product_id, category_ids)


@db.readable_anywhere
def dashboard(
    selection: Selection, first: date, last: date, by: selling.By, now: datetime, top: int = TOP_COUNT
) -> dict[str, Any]:
    """Return the report from the first to the last day in Jakarta, compared with the span before and a year before.

    Lists of products hold at most `top`.

    If the span has not ended, the spans that it is compared with are cut at the same moment.
    """
    length = timedelta((last - first).days + 1)
    span = _span(first, last, now)
    left = max(timedelta(0), days.end(last) - span.end)
    spans = {
        "previous": (first - length, last - length),
        "last_year": (selling.year_before(first), selling.year_before(last)),
    }
    compared = {name: Span(days.beginning(begin), days.end(end) - left) for name, (begin, end) in spans.items()}
    first_sold_at = first_sale(selection)
    complete = {name: first_sold_at is not None and first_sold_at <= then.begin for name, then in compared.items()}
    hours, sold = by_hour(selection, span), by_product(selection, span)
    before = {row["product_id"]: row for row in by_product(selection, compared["previous"])}
    totals = {name: sum(row[name] for row in hours) for name in FIGURES}
    costs = _with_known_cost(sold)
    answer = {
        "from": first,
        "to": last,
        "totals": {
            **_with_basket(totals),
            "tax": sum(row["tax"] for row in sold),
            **_margin(costs),
            "cost_known": selling.share(sum(row["revenue"] for row in costs), totals["revenue"]),
        },
        "series": _series(hours, selling.periods(first, last, by), first),
        "weekdays": _weekdays(hours, first),
        **_product_lists(sold, before, totals["revenue"], complete["previous"], top),
        "unsold": _unsold(selection, now, top),
    }
    then_sold = {then: sums(selection, then) for then in set(compared.values())}
    for name, (begin, end) in spans.items():
        then = _with_basket(then_sold[compared[name]])
        answer[name] = {
            "from": begin,
            "to": end,
            **then,
            "growth": {
                figure: selling.growth(answer["totals"][figure] or 0, then[figure] or 0, complete[name])._asdict()
                for figure in then
            },
        }
    answer["previous"]["margin"] = _margin(_with_known_cost(before.values()))["margin"]
    return answer


def sums(selection: Selection, span: Span) -> dict[str, int]:
    """Return `transactions`, `units` and `revenue` of the span."""
    sold, sold_when, params = item_source(selection, span)
    refunded, refunded_when, more = item_source(selection, span, REFUNDED)
    row = db.fetch_one(
        f"""
        SELECT SUM(n.transactions) AS transactions, SUM(n.units) AS units, SUM(n.revenue) AS revenue
        FROM   (SELECT COUNT(DISTINCT i.transaction_id) AS transactions,
                       COALESCE(SUM({_units(selection)}), 0) AS units, COALESCE(SUM(i.subtotal), 0) AS revenue
                FROM   {sold}
                WHERE  {sold_when}
                UNION ALL
                SELECT 0, -COALESCE(SUM({_units(selection, REFUNDED)}), 0), -COALESCE(SUM(i.amount), 0)
                FROM   {refunded}
                WHERE  {refunded_when}) n
        """,
        [*params, *more],
    )
    return {name: int(value) for name, value in (row or {}).items()}


def first_sale(selection: Selection) -> datetime | None:
    """Return the moment of the first sale of these sellers."""
    rows = db.fetch_all(
        f"""
        SELECT   MIN(sold_at) AS at
        FROM     transaction_items FORCE INDEX (ix_transaction_items_sold)
        WHERE    seller_id IN ({db.placeholders(len(selection.seller_ids))}) AND sold_at IS NOT NULL
        GROUP BY seller_id
        """,
        [*selection.seller_ids],
    )
    return min((row["at"] for row in rows), default=None)


def by_hour(selection: Selection, span: Span) -> list[dict[str, int]]:
    """Return the sums of each hour with sales or refunds, in order; `hour` counts from the start of the span."""
    sold, sold_when, params = item_source(selection, span)
    refunded, refunded_when, more = item_source(selection, span, REFUNDED)
    rows = db.fetch_all(
        f"""
        SELECT   n.hour, SUM(n.transactions) AS transactions, SUM(n.units) AS units, SUM(n.revenue) AS revenue
        FROM     (SELECT   TIMESTAMPDIFF(HOUR, %s, i.sold_at) AS hour, COUNT(DISTINCT i.transaction_id) AS transactions,
                           SUM({_units(selection)}) AS units, SUM(i.subtotal) AS revenue
                  FROM     {sold}
                  WHERE    {sold_when}
                  GROUP BY hour
                  UNION ALL
                  SELECT   TIMESTAMPDIFF(HOUR, %s, i.refunded_at) AS hour, 0, -SUM({_units(selection, REFUNDED)}),
                           -SUM(i.amount)
                  FROM     {refunded}
                  WHERE    {refunded_when}
                  GROUP BY hour) n
        GROUP BY n.hour
        ORDER BY n.hour
        """,
        [span.begin, *params, span.begin, *more],
    )
    return [{name: int(value) for name, value in row.items()} for row in rows]


def by_product(selection: Selection, span: Span) -> list[db.Row]:
    """Return the sums of each product sold or given back, with its current name and category.

    `cost` covers all units: the cost recorded at the sale, or today's cost where none was recorded. `costed` is the
    revenue without tax of the units with a cost. Goods that did not return to the stock keep their cost.
    """
    sold, sold_when, params = item_source(selection, span)
    refunded, refunded_when, more = item_source(selection, span, REFUNDED)
    rows = db.fetch_all(
        f"""
        SELECT   s.*, p.name, p.measure, p.category_id, c.name AS category, p.cost AS cost_today
        FROM     (SELECT   n.product_id, SUM(n.transactions) AS transactions, SUM(n.units) AS units,
                           SUM(n.revenue) AS revenue, SUM(n.tax) AS tax, SUM(n.cost) AS cost, SUM(n.known) AS known,
                           SUM(n.quantity_without) AS quantity_without, SUM(n.costed) AS costed
                  FROM     (SELECT   i.product_id, COUNT(DISTINCT i.transaction_id) AS transactions,
                                     SUM({_units(selection)}) AS units, SUM(i.subtotal) AS revenue, SUM(i.tax) AS tax,
                                     SUM({COST}) AS cost, COUNT(i.cost) AS known,
                                     SUM(CASE WHEN i.cost IS NULL THEN i.qty ELSE 0 END) AS quantity_without,
                                     SUM(CASE WHEN i.cost IS NULL THEN 0 ELSE i.subtotal - i.tax END) AS costed
                            FROM     {sold}
                            WHERE    {sold_when}
                            GROUP BY i.product_id
                            UNION ALL
                            SELECT   i.product_id, 0, -SUM({_units(selection, REFUNDED)}), -SUM(i.amount), -SUM(i.tax),
                                     -SUM(i.cost), COUNT(i.cost), -SUM(CASE WHEN i.cost IS NULL THEN i.qty ELSE 0 END),
                                     -SUM(CASE WHEN i.cost IS NULL THEN 0 ELSE i.amount - i.tax END)
                            FROM     {refunded}
                            WHERE    {refunded_when}
                            GROUP BY i.product_id) n
                  GROUP BY n.product_id) s
        JOIN     products p ON p.id = s.product_id
        LEFT JOIN categories c ON c.id = p.category_id
        ORDER BY s.revenue DESC, s.product_id
        """,
        [*params, *more],
    )
    return [_with_cost(row) for row in rows]


def unsold(selection: Selection, since: datetime, limit: int) -> list[db.Row]:
    """Return products in stock that nobody bought since then, highest value first, with count and value of all of them.

    Products newer than that, and those that sell a course, are left out.
    """
    index, conditions, params = product_source(selection)
    # Joins, because MariaDB answers a NOT EXISTS here from a list of all products that anybody sold.
    rows = db.fetch_all(
        f"""
        SELECT   p.id AS product_id, p.name, p.stock, {STOCK_VALUE} AS value,
                 CASE WHEN p.cost IS NULL THEN 'price' ELSE 'cost' END AS valued_at,
                 (SELECT   l.sold_at
                  FROM     transaction_items l FORCE INDEX (ix_transaction_items_product)
                  WHERE    l.product_id = p.id
                  ORDER BY l.sold_at DESC
                  LIMIT    1) AS last_sold_at,
                 COUNT(*) OVER () AS products, SUM({STOCK_VALUE}) OVER () AS value_of_all
        FROM     products p FORCE INDEX ({index})
        LEFT     JOIN transaction_items i FORCE INDEX (ix_transaction_items_product)
                      ON i.product_id = p.id AND i.sold_at >= %s
        LEFT     JOIN courses k ON k.product_id = p.id
        WHERE    {conditions} AND p.listed = 1 AND p.stock > 0 AND p.created_at < %s
                 AND i.product_id IS NULL AND k.id IS NULL
        ORDER BY value DESC, p.id
        LIMIT    %s
        """,
        [since, *params, since, limit],
    )
    return [{**row, "value": int(row["value"]), "value_of_all": int(row["value_of_all"])} for row in rows]


def _units(selection: Selection, source: Source = SOLD) -> str:
    """Return the units of a line. Among other goods, what is sold by weight or length counts as one."""
    if selection.product_id is not None:
        return "i.qty"
    return "CASE i.measure WHEN 'piece' THEN i.qty ELSE 1 END" if source is SOLD else "i.units"


def item_source(selection: Selection, span: Span, source: Source = SOLD) -> tuple[str, str, list[Any]]:
    """Return tables, conditions and parameters that select the lines `i` that were sold or refunded in the span."""
    tables, conditions, params = f"{source.table} i FORCE INDEX ({source.by_seller})", "", list[Any]()
    if selection.product_id is not None or selection.category_ids:
        index, narrowed, params = product_source(selection)
        tables = (
            f"products p FORCE INDEX ({index}) "
            f"STRAIGHT_JOIN {source.table} i FORCE INDEX ({source.by_product}) ON i.product_id = p.id"
        )
        conditions = f"{narrowed} AND "
    conditions += (
        f"i.seller_id IN ({db.placeholders(len(selection.seller_ids))}) AND i.{source.at} >= %s AND i.{source.at} < %s"
    )
    return tables, conditions, [*params, *selection.seller_ids, span.begin, span.end]


def product_source(selection: Selection) -> tuple[str, str, list[Any]]:
    """Return index, conditions and parameters that select the products `p`."""
    index, conditions = "ix_products_seller", [f"p.seller_id IN ({db.placeholders(len(selection.seller_ids))})"]
    params: list[Any] = [*selection.seller_ids]
    if selection.category_ids:
        index = "ix_products_category"
        conditions.append(f"p.category_id IN ({db.placeholders(len(selection.category_ids))})")
        params += selection.category_ids
    if selection.product_id is not None:
        index = "PRIMARY"
        conditions.append("p.id = %s")
        params.append(selection.product_id)
    return index, " AND ".join(conditions), params


def _span(first: date, last: date, now: datetime) -> Span:
    begin = days.beginning(first)
    return Span(begin, max(begin, min(days.end(last), now)))


def _with_basket(totals: dict[str, int]) -> dict[str, Any]:
    return {**totals, "average_basket": selling.average(totals["revenue"], totals["transactions"])}


def _with_known_cost(rows: Iterable[db.Row]) -> list[db.Row]:
    return [row for row in rows if row["cost"] is not None]


def _margin(rows: Sequence[db.Row]) -> dict[str, Any]:
    """Return cost and margin of the products with a known cost; None if there are none."""
    if not rows:
        return {"cost": None, "margin": None, "margin_rate": None}
    cost, costed = sum(row["cost"] for row in rows), sum(row["costed"] for row in rows)
    return {"cost": cost, "margin": costed - cost, "margin_rate": selling.share(costed - cost, costed)}


def _series(hours: Sequence[dict[str, int]], periods: Sequence[Sequence[date]], first: date) -> list[dict[str, Any]]:
    found: dict[date, Counter[str]] = defaultdict(Counter)
    for row in hours:
        found[first + timedelta(row["hour"] // 24)].update({name: row[name] for name in FIGURES})
    return [
        {"date": part[0], "days": len(part), **{name: sum(found[each][name] for each in part) for name in FIGURES}}
        for part in periods
    ]


def _weekdays(hours: Sequence[dict[str, int]], first: date) -> list[dict[str, Any]]:
    """Return the sums by weekday, from Monday, and hour of the day."""
    found: Counter[tuple[int, int, str]] = Counter()
    for row in hours:
        ahead, hour = divmod(row["hour"], 24)
        for name in ("transactions", "revenue"):
            found[(first + timedelta(ahead)).isoweekday(), hour, name] += row[name]
    return [
        {
            "weekday": weekday,
            **{name: [found[weekday, hour, name] for hour in range(24)] for name in ("transactions", "revenue")},
        }
        for weekday in range(1, 8)
    ]


def _product_lists(
    now: Sequence[db.Row], before: dict[int, db.Row], revenue: int, complete: bool, top: int
) -> dict[str, Any]:
    classes = selling.classes({row["product_id"]: row["revenue"] for row in now})
    gone = [
        {**row, **dict.fromkeys((*FIGURES, "tax", "costed"), 0), "cost": None}
        for product_id, row in before.items()
        if product_id not in classes
    ]
    rows = []
    for row in [*now, *gone]:
        then = before.get(row["product_id"], {"transactions": 0, "revenue": 0})
        rows.append(
            {
                **row,
                **_margin(_with_known_cost([row])),
                "class": classes.get(row["product_id"]),
                "share": selling.share(row["revenue"], revenue),
                "previous_revenue": then["revenue"],
                "growth": selling.growth(row["revenue"], then["revenue"], complete)._asdict(),
                "evidence": selling.evidence(row["transactions"], then["transactions"]) if complete else 0,
            }
        )
    sold = rows[: len(now)]
    categories: dict[int | None, dict[str, Any]] = {}
    for row in sold:
        of_all = categories.setdefault(
            row["category_id"],
            {"category_id": row["category_id"], "name": row["category"], "products": 0, "units": 0, "revenue": 0},
        )
        of_all["products"] += 1
        for name in ("units", "revenue"):
            of_all[name] += row[name]
    return {
        "products": sold,
        "top_by_revenue": sold[:top],
        "top_by_units": sorted(sold, key=lambda row: (-row["units"], row["product_id"]))[:top],
        "rising": sorted((row for row in rows if row["evidence"] > 0), key=lambda row: -row["evidence"])[:top],
        "falling": sorted((row for row in rows if row["evidence"] < 0), key=lambda row: row["evidence"])[:top],
        "categories": [
            {**row, "share": selling.share(row["revenue"], revenue)}
            for row in sorted(categories.values(), key=lambda row: -row["revenue"])
        ],
        "classes": [
            {
                "class": name,
                "products": len(rows),
                "revenue": sum(row["revenue"] for row in rows),
                "share": selling.share(sum(row["revenue"] for row in rows), revenue),
            }
            for name in selling.CLASSES
            for rows in [[row for row in sold if row["class"] == name]]
        ],
    }


def _unsold(selection: Selection, now: datetime, top: int) -> dict[str, Any]:
    rows = unsold(selection, now - timedelta(UNSOLD_DAYS), top)
    return {
        "products": rows[0]["products"] if rows else 0,
        "value": rows[0]["value_of_all"] if rows else 0,
        "dearest": [{**row, "last_sold_on": day(row["last_sold_at"]) if row["last_sold_at"] else None} for row in rows],
    }


def _seller(seller_id: int) -> int:
    if not db.fetch_value("SELECT 1 AS found FROM users WHERE id = %s", (seller_id,)):
        raise Problem("user_not_found", id=seller_id)
    return seller_id


def _sellers() -> list[int]:
    """Return all sellers with products; [0], which matches nobody, in an empty shop."""
    rows = db.fetch_all(
        """
        SELECT DISTINCT seller_id
        FROM   products FORCE INDEX (ix_products_seller)
        """
    )
    return [row["seller_id"] for row in rows] or [0]


def _with_cost(row: db.Row) -> db.Row:
    """Convert the sums to int and fill in today's cost. `cost` stays None if no unit has a known cost."""
    today, measure = row.pop("cost_today"), row.pop("measure")
    sums = ("units", "revenue", "tax", "quantity_without", "costed")
    row = {**row, **{name: int(row[name]) for name in sums}, "cost": int(row["cost"] or 0)}
    without, known = row.pop("quantity_without"), row.pop("known")
    if today is not None:
        row["cost"] += measures.amount(today, without, measure)
        row["costed"] = row["revenue"] - row["tax"]
    elif not known:
        row["cost"] = None
    return row
