"""What was sold and given back, and its taxes.

A line belongs to the moment at which its sale was paid (`sold_at`), a refund to its own; else what is given back is
shown where it was sold.

A sale of goods of one seller has the sums of its lines (`summed`), which breakdowns of sales read: half as many rows.
"""

from __future__ import annotations

from typing import Any, Literal

import db
from queries.sales import reports
from queries.sales.books.groups import MOST_GROUPS, Days, Place, exact, key_params, merged, summed, totals
from queries.sales.reports import REFUNDED, SOLD, Selection, Source, Span

SalesBy = Literal["day", "hour", "product", "category", "cashier", "method", "outlet"]
SALES_FIGURES = (
    "sales", "lines", "gross", "discount", "service", "added", "total", "tax", "net", "refunded", "refunded_tax",
)  # fmt: skip
LINE_SUMS = ("discount", "service", "added", "total", "tax")
REFUND_SUMS = ("refunded", "refunded_tax")
TAX_FIGURES = ("lines", "base", "tax", "refunded_base", "refunded_tax")
# Groups that a sale may be in several of.
PARTS_OF_SALES = ("product", "category")
OF_ORDERS = ("cashier", "outlet")
# Lines of releases before tax codes had PPN or no tax.
TAX_CODE = "COALESCE({0}.tax_code, CASE WHEN {0}.tax > 0 THEN 'ppn' ELSE 'none' END)"
# The order of a line that was sold, and of one that was given back, and where to join it.
ORDER_OF = {SOLD: "i.transaction_id", REFUNDED: "r.transaction_id"}
REFUND = " STRAIGHT_JOIN refunds r FORCE INDEX (PRIMARY) ON r.id = i.refund_id"
ORDER = " STRAIGHT_JOIN transactions t FORCE INDEX (PRIMARY) ON t.id = {order}"
OUTLET_OF_ORDER = "COALESCE(t.outlet_id, %s)"
NOT_SUMMED = " AND i.summed = 0"
# Keys that are looked up once for each product or sale, not for each line.
LOOKED_UP_BY: dict[SalesBy, str] = {"category": "i.product_id", "method": "i.transaction_id"}
SALES_KEYS: dict[SalesBy, str] = {
    "day": "DATE({at} + INTERVAL %s HOUR)",
    "hour": "HOUR({at} + INTERVAL %s HOUR)",
    "product": "i.product_id",
    "category": "(SELECT p.category_id FROM products p WHERE p.id = {product})",
    "cashier": "t.cashier_id",
    "outlet": OUTLET_OF_ORDER,
    "method": """
        (SELECT CASE WHEN MIN(p.method) = MAX(p.method) THEN MIN(p.method)
                     WHEN COUNT(*) > 0 THEN 'mixed' END
         FROM   payments p FORCE INDEX (ix_payments_transaction)
         WHERE  p.transaction_id = {order} AND p.purpose = 'sale' AND p.amount > 0)""",
}

# Those of a sale that has the sums of its lines.
SALE_KEYS: dict[SalesBy, str] = {
    "day": SALES_KEYS["day"].format(at="t.sold_at"),
    "hour": SALES_KEYS["hour"].format(at="t.sold_at"),
    "cashier": SALES_KEYS["cashier"],
    "outlet": SALES_KEYS["outlet"],
    "method": "t.method",
}


@db.readable_anywhere
def sales(place: Place, chosen: Days, by: SalesBy) -> dict[str, Any]:
    """Return `totals` and `groups` of what was sold and given back. Groups that share sales have no number of them."""
    with db.snapshot():
        if by in PARTS_OF_SALES:
            sold = _of_lines(place, chosen, by)
        else:
            sold = _of_sales(place, chosen, by)
            if _has_lines_without_sums(place, chosen.span):
                sold += _of_lines(place, chosen, by, NOT_SUMMED)
        rows = merged([*sold, *_refunded(place, chosen, by)], ("sales", "lines", *LINE_SUMS, *REFUND_SUMS))
        for row in rows:
            row["gross"] = row["total"] + row["discount"] - row["service"] - row["added"]
            row["net"] = row["total"] - row["tax"]
        answer = summed(rows, SALES_FIGURES, by)
        if by in PARTS_OF_SALES:
            answer["totals"]["sales"] = _number_of_sales(place, chosen.span)
            for group in answer["groups"]:
                group["sales"] = None
    return answer


@db.readable_anywhere
def taxes(place: Place, chosen: Days) -> dict[str, Any]:
    """Return `totals` and `groups` of the taxes by month and kind. `base` is the price without tax."""
    sold, sold_when, params = _lines(place, chosen.span, SOLD)
    refunded, refunded_when, more = _lines(place, chosen.span, REFUNDED)
    rows = exact(
        lambda kind: db.fetch_all(
            f"""
            SELECT   n.month, n.code, SUM(n.lines) AS `lines`, SUM(n.base) AS base, SUM(n.tax) AS tax,
                     SUM(n.refunded_base) AS refunded_base, SUM(n.refunded_tax) AS refunded_tax
            FROM     (SELECT   EXTRACT(YEAR_MONTH FROM i.sold_at + INTERVAL %s HOUR) AS month,
                               {TAX_CODE.format("i")} AS code, COUNT(*) AS `lines`,
                               SUM(i.subtotal - i.tax{kind}) AS base, SUM(i.tax{kind}) AS tax, 0 AS refunded_base,
                               0 AS refunded_tax
                      FROM     {sold}
                      WHERE    {sold_when}
                      GROUP BY month, code
                      UNION ALL
                      SELECT   EXTRACT(YEAR_MONTH FROM i.refunded_at + INTERVAL %s HOUR) AS month,
                               {TAX_CODE.format("l")} AS code, 0, 0, 0, SUM(i.amount - i.tax{kind}), SUM(i.tax{kind})
                      FROM     {refunded}
                      STRAIGHT_JOIN transaction_items l FORCE INDEX (PRIMARY)
                               ON l.transaction_id = r.transaction_id AND l.product_id = i.product_id
                                  AND l.line = i.line
                      WHERE    {refunded_when}
                      GROUP BY month, code) n
            GROUP BY n.month, n.code
            ORDER BY n.month, n.code
            """,
            [chosen.hours, *params, chosen.hours, *more],
        ),
        TAX_FIGURES,
    )
    groups = [
        {
            "month": f"{row['month'] // 100:04}-{row['month'] % 100:02}",
            "tax_code": row["code"],
            **{name: row[name] for name in TAX_FIGURES},
        }
        for row in rows
    ]
    return {"totals": totals(groups, TAX_FIGURES), "groups": groups}


def _of_sales(place: Place, chosen: Days, by: SalesBy) -> list[db.Row]:
    """Return the sums of each group from those of its sales."""
    conditions, params = _sales_of(place, chosen.span)
    return exact(
        lambda kind: db.fetch_all(
            f"""
            SELECT   {SALE_KEYS[by]} AS `key`, COUNT(*) AS sales, SUM(t.line_count{kind}) AS `lines`,
                     SUM(t.discount{kind}) AS discount, SUM(t.service{kind}) AS service, SUM(t.added{kind}) AS added,
                     SUM(t.total{kind}) AS total, SUM(t.tax{kind}) AS tax
            FROM     transactions t FORCE INDEX (ix_transactions_sold)
            WHERE    {conditions}
            GROUP BY `key`
            ORDER BY `key`
            LIMIT    %s
            """,
            [*key_params(place, chosen, by), *params, MOST_GROUPS + 1],
        ),
        ("sales", "lines", *LINE_SUMS),
    )


def _of_lines(place: Place, chosen: Days, by: SalesBy, narrowed: str = "") -> list[db.Row]:
    """Return the sums of each group from its lines: from all, or with NOT_SUMMED from those in no sums of a sale."""
    tables, conditions, params = _lines(place, chosen.span, SOLD, by in OF_ORDERS)
    looked_up = LOOKED_UP_BY.get(by)
    sales = "0" if by in PARTS_OF_SALES else "1" if looked_up else "COUNT(DISTINCT i.transaction_id)"

    def fetch(kind: str) -> list[db.Row]:
        grouped = f"""
            SELECT   {looked_up or _sales_key(by, SOLD)} AS part, {sales} AS sales, COUNT(*) AS `lines`,
                     SUM(i.discount{kind}) AS discount, SUM(i.service{kind}) AS service, SUM(i.added{kind}) AS added,
                     SUM(i.subtotal{kind}) AS total, SUM(i.tax{kind}) AS tax
            FROM     {tables}
            WHERE    {conditions}{narrowed}
            GROUP BY part
            """
        return db.fetch_all(
            f"""
            SELECT   {SALES_KEYS[by].format(product="n.part", order="n.part") if looked_up else "n.part"} AS `key`,
                     SUM(n.sales) AS sales, SUM(n.`lines`) AS `lines`, SUM(n.discount) AS discount,
                     SUM(n.service) AS service, SUM(n.added) AS added, SUM(n.total) AS total, SUM(n.tax) AS tax
            FROM     ({grouped}) n
            GROUP BY `key`
            ORDER BY `key`
            LIMIT    %s
            """,
            [*key_params(place, chosen, by), *params, MOST_GROUPS + 1],
        )

    return exact(fetch, ("sales", "lines", *LINE_SUMS))


def _refunded(place: Place, chosen: Days, by: SalesBy) -> list[db.Row]:
    tables, conditions, params = _lines(place, chosen.span, REFUNDED, by in OF_ORDERS)
    return exact(
        lambda kind: db.fetch_all(
            f"""
            SELECT   {_sales_key(by, REFUNDED)} AS `key`, SUM(i.amount{kind}) AS refunded,
                     SUM(i.tax{kind}) AS refunded_tax
            FROM     {tables}
            WHERE    {conditions}
            GROUP BY `key`
            ORDER BY `key`
            LIMIT    %s
            """,
            [*key_params(place, chosen, by), *params, MOST_GROUPS + 1],
        ),
        REFUND_SUMS,
    )


def _sales_key(by: SalesBy, source: Source) -> str:
    return SALES_KEYS[by].format(at=f"i.{source.at}", product="i.product_id", order=ORDER_OF[source])


def _lines(place: Place, span: Span, source: Source, with_order: bool = False) -> tuple[str, str, list[Any]]:
    """Return tables, conditions and parameters of the lines `i` that were sold or given back.

    With `with_order` their orders are joined as `t`; refunds always are, as `r`.
    """
    tables, conditions, params = reports.item_source(Selection([place.seller_id]), span, source)
    if source is REFUNDED:
        tables += REFUND
    if place.outlet_id is not None:
        conditions += f" AND {OUTLET_OF_ORDER} = %s"
        params = [*params, place.default_id, place.outlet_id]
        with_order = True
    return tables + (ORDER.format(order=ORDER_OF[source]) if with_order else ""), conditions, params


def _sales_of(place: Place, span: Span) -> tuple[str, list[Any]]:
    """Return conditions and parameters of the sales `t` that have the sums of their lines."""
    conditions = "t.seller_id = %s AND t.sold_at >= %s AND t.sold_at < %s"
    if place.outlet_id is None:
        return conditions, [place.seller_id, *span]
    return f"{conditions} AND {OUTLET_OF_ORDER} = %s", [place.seller_id, *span, place.default_id, place.outlet_id]


def _has_lines_without_sums(place: Place, span: Span) -> bool:
    """Tell whether there are lines to be read beside the sums of sales, so that all are not searched for them."""
    return bool(
        db.fetch_one(
            """
            SELECT 1 AS found
            FROM   transaction_items FORCE INDEX (ix_transaction_items_summed)
            WHERE  summed = 0 AND seller_id = %s AND sold_at >= %s AND sold_at < %s
            LIMIT  1
            """,
            (place.seller_id, *span),
        )
    )


def _number_of_sales(place: Place, span: Span) -> int:
    """Return the number of sales, each of which may be in several groups."""
    conditions, params = _sales_of(place, span)
    number = db.fetch_value(
        f"""
        SELECT COUNT(*) AS sales
        FROM   transactions t FORCE INDEX (ix_transactions_sold)
        WHERE  {conditions}
        """,
        params,
    )
    if _has_lines_without_sums(place, span):
        tables, conditions, params = _lines(place, span, SOLD)
        number += db.fetch_value(
            f"""
            SELECT COUNT(DISTINCT i.transaction_id) AS sales
            FROM   {tables}
            WHERE  {conditions}{NOT_SUMMED}
            """,
            params,
        )
    return int(number)
