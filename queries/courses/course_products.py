"""The products that sell courses: their locks, their stock and their activity."""

from __future__ import annotations

import db
from queries.catalogue import change_feed, products
from queries.system import audit


def product_of(course_id: int) -> int | None:
    """Return the id of the product that sells the course."""
    found: int | None = db.fetch_value(
        """
        SELECT product_id
        FROM   courses FORCE INDEX (PRIMARY)
        WHERE  id = %s
        """,
        (course_id,),
    )
    return found


def lock(*product_ids: int | None) -> None:
    """Lock the products that sell a course, or will, before the course itself is locked, as a sale does."""
    if ids := sorted({each for each in product_ids if each is not None}):
        db.fetch_all(
            f"""
            SELECT   id
            FROM     products FORCE INDEX (PRIMARY)
            WHERE    id IN ({db.placeholders(len(ids))})
            ORDER BY id
            FOR UPDATE
            """,
            ids,
        )


def deactivate_unused(product_id: int) -> None:
    """Deactivate a product that sells no course any more, so that nobody pays for a course and gets none."""
    row = db.fetch_one(
        """
        SELECT active AND deleted_at IS NULL AND NOT EXISTS (SELECT 1
                                                             FROM   courses FORCE INDEX (ix_courses_product)
                                                             WHERE  product_id = %s) AS unused
        FROM   products FORCE INDEX (PRIMARY)
        WHERE  id = %s
        """,
        (product_id, product_id),
    )
    if row is not None and row["unused"]:
        products.update(product_id, None, {"active": False}, by=0)


def update_stocked(*product_ids: int | None) -> None:
    """Exempt locked products that sell a course from having a stock; products that sell none need one again.

    Call this last in a transaction, because a change of a product takes a number of the change feed.
    """
    changed = []
    for product_id in sorted({each for each in product_ids if each is not None}):
        row = db.fetch_one(
            """
            SELECT stocked, NOT EXISTS (SELECT 1
                                        FROM   courses FORCE INDEX (ix_courses_product)
                                        WHERE  product_id = %s) AS should_be
            FROM   products FORCE INDEX (PRIMARY)
            WHERE  id = %s
            """,
            (product_id, product_id),
        )
        if row is None or row["stocked"] == row["should_be"]:
            continue
        db.execute(
            """
            UPDATE products FORCE INDEX (PRIMARY)
            SET    stocked = %s
            WHERE  id = %s
            """,
            (row["should_be"], product_id),
        )
        audit.write("UPDATE", "products", product_id, {"stocked": row["stocked"]}, {"stocked": row["should_be"]})
        changed.append(product_id)
    if changed:
        change_feed.mark("products", changed)
