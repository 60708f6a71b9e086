"""What is in stock, and the ledger of a product."""

from __future__ import annotations

import db
from problems import Problem
from queries.catalogue import stock_ledger

# At most so much is low stock.
LOW = 5


def page(
    seller_id: int, after: tuple[int, int], limit: int, at_most: int | None = None, active: bool = False
) -> list[db.Row]:
    """Return products of a seller, lowest stock first, behind the stock and the id `after`.

    Products that sell a course have no stock and are left out. `at_most` limits the stock, `active` leaves out what is
    not for sale. No index has the stocks of a seller: each sale would pay for it.
    """
    return db.fetch_all(
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


def ledger(product_id: int, owner_id: int | None, before: int, limit: int) -> list[db.Row]:
    """Return entries of a product of this owner (None: of any owner) with ids below `before`, newest first."""
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
    return stock_ledger.page(product_id, before, limit)
