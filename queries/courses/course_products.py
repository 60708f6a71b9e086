"""The products that sell courses: their locks, their stock, their activity, and what follows from a change of them."""

from __future__ import annotations

import db
from queries.catalogue import change_feed, products
from queries.events import outbox
from queries.system import audit
from queries.system.audit import Entry

BUYER_BATCH_SIZE = 500


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


def enrol_past_buyers(course_id: int, owner_id: int, product_id: int) -> list[outbox.Event]:
    """Enrol all buyers of the product who never were enrolled, before another product sells the course.

    The caller has locked both. Existing enrolments stay as they are, including those of removed learners. Return the
    events to write, to the owner of the course.
    """
    told = list[outbox.Event]()
    buyers = db.fetch_all(
        """
        SELECT   t.buyer_id AS user_id, MIN(t.id) AS transaction_id
        FROM     transaction_items i FORCE INDEX (ix_transaction_items_product)
        JOIN     transactions t ON t.id = i.transaction_id
        WHERE    i.product_id = %s AND t.status = 'paid' AND t.buyer_id IS NOT NULL AND i.refunded_qty < i.qty
                 AND NOT EXISTS (SELECT 1
                                 FROM   enrolments e FORCE INDEX (uq_enrolments_user)
                                 WHERE  e.user_id = t.buyer_id AND e.course_id = %s)
        GROUP BY t.buyer_id
        ORDER BY t.buyer_id
        """,
        (product_id, course_id),
    )
    for start in range(0, len(buyers), BUYER_BATCH_SIZE):
        created = [{**buyer, "course_id": course_id} for buyer in buyers[start : start + BUYER_BATCH_SIZE]]
        db.execute(
            f"""
            INSERT INTO enrolments (user_id, transaction_id, course_id, enrolled_at)
            VALUES {", ".join(["(%s, %s, %s, UTC_TIMESTAMP(6))"] * len(created))}
            """,
            [value for row in created for value in row.values()],
        )
        rows = db.fetch_all(
            f"""
            SELECT id, user_id
            FROM   enrolments FORCE INDEX (uq_enrolments_user)
            WHERE  course_id = %s AND user_id IN ({db.placeholders(len(created))})
            """,
            [course_id, *(row["user_id"] for row in created)],
        )
        ids = {row["user_id"]: row["id"] for row in rows}
        audit.write_all([Entry("INSERT", "enrolments", ids[row["user_id"]], None, row) for row in created])
        told += [outbox.enrolled(owner_id, ids[row["user_id"]], row) for row in created]
    return told
