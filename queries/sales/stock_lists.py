"""What is in stock, and the ledger of a product."""

from __future__ import annotations

from collections import defaultdict

import db
from problems import Problem
from queries.catalogue import stock_ledger
from queries.sales.till import outlets

# At most so much is low stock.
LOW = 5


def page(
    seller_id: int, after: tuple[int, int], limit: int, at_most: int | None = None, active: bool = False
) -> list[db.Row]:
    """Return products of a seller, lowest shared stock first, behind the stock and the id `after`.

    Products that sell a course have no stock and are left out. `at_most` limits the stock, `active` leaves out what is
    not for sale. No index has the stocks of a seller: each sale would pay for it.
    """
    rows = db.fetch_all(
        f"""
        SELECT   id AS product_id, sku, name, unit, measure, stock, active
        FROM     products FORCE INDEX (ix_products_seller)
        WHERE    seller_id = %s AND deleted_at IS NULL AND stocked{" AND active" if active else ""}
                 AND (stock <= %s OR %s IS NULL) AND (stock > %s OR (stock = %s AND id > %s))
        ORDER BY stock, id
        LIMIT    %s
        """,
        (seller_id, at_most, at_most, after[0], *after, limit),
    )
    return _with_outlets(rows)


def page_of_outlet(
    seller_id: int,
    outlet_id: int,
    after: tuple[int, int],
    limit: int,
    at_most: int | None = None,
    active: bool = False,
) -> list[db.Row]:
    """Return what `page` returns, of the outlet's own stock: of products that it has, or once had. Raises a 404."""
    outlets.get(seller_id, outlet_id)
    rows = db.fetch_all(
        f"""
        SELECT   s.product_id, p.sku, p.name, p.unit, p.measure, s.quantity AS stock, p.active
        FROM     outlet_stocks s FORCE INDEX (PRIMARY)
        STRAIGHT_JOIN products p FORCE INDEX (PRIMARY) ON p.id = s.product_id
        WHERE    s.outlet_id = %s AND p.deleted_at IS NULL AND p.stocked{" AND p.active" if active else ""}
                 AND (s.quantity <= %s OR %s IS NULL)
                 AND (s.quantity > %s OR (s.quantity = %s AND s.product_id > %s))
        ORDER BY s.quantity, s.product_id
        LIMIT    %s
        """,
        (outlet_id, at_most, at_most, after[0], *after, limit),
    )
    return _with_outlets(rows)


def _with_outlets(products: list[db.Row]) -> list[db.Row]:
    """Return products with what outlets have of them in stocks of their own."""
    if not products:
        return []
    rows = db.fetch_all(
        f"""
        SELECT   product_id, outlet_id, quantity AS stock
        FROM     outlet_stocks FORCE INDEX (ix_outlet_stocks_product)
        WHERE    product_id IN ({db.placeholders(len(products))}) AND quantity <> 0
        ORDER BY product_id, outlet_id
        """,
        [product["product_id"] for product in products],
    )
    found: dict[int, list[db.Row]] = defaultdict(list)
    for row in rows:
        found[row.pop("product_id")].append(row)
    return [{**product, "outlets": found[product["product_id"]]} for product in products]


def ledger(
    product_id: int, owner_id: int | None, before: int, limit: int, outlet_id: int | None = None
) -> list[db.Row]:
    """Return entries of a product of this owner (None: of any owner) with ids below `before`, newest first.

    They are those of the shared stock, or of that of an outlet.
    """
    found = db.fetch_value(
        """
        SELECT COUNT(*)
        FROM   products FORCE INDEX (PRIMARY)
        WHERE  id = %s AND deleted_at IS NULL AND (seller_id = %s OR %s IS NULL)
        """,
        (product_id, owner_id, owner_id),
    )
    if not found:
        raise Problem("product_not_found", id=product_id)
    return stock_ledger.page(product_id, outlet_id, before, limit)
