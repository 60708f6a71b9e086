"""Enrolments: enrolling, leaving, removal, and the courses that sales grant.

Locks are taken in one order: products by id, courses (shared), enrolments. So a sale, an enrolment, and an author who
hides or deletes the course wait for each other without a deadlock.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

import mysql.connector

import db
from problems import Problem
from queries.accounts import activities
from queries.courses import progress, versions
from queries.events import outbox
from queries.system import audit, emails
from queries.system.audit import Entry


def enrol(user_id: int, course_id: int, admin: bool) -> tuple[dict[str, Any], bool]:
    """Enrol the user. Return their progress, and True unless they were enrolled already.

    Buyers and former learners may always enrol, unless the owner removed them (403). For others a closed course is a
    404, except for its owner and admins; one that is sold requires its purchase (403 with `product_id`; 409
    `course_closed` if its product is not sold), one with prerequisites their completion (409 with `missing`). A course
    that was never published is a 409 for those who may see it.
    """
    try:
        return _enrol(user_id, course_id, admin)
    except mysql.connector.Error as error:
        if db.violated(error) != "uq_enrolments_user":
            raise
        # A concurrent request has inserted the row.
        return _enrol(user_id, course_id, admin)


@db.transactional(repeatable=True)
def leave(user_id: int, course_id: int) -> None:
    """End the user's enrolment, which keeps its progress, or raise a 404 if there was none."""
    row = _lock(user_id, course_id)
    if row is None:
        raise Problem("not_enrolled")
    if row["left_at"] is None:
        with audit.changing("enrolments", row["id"]):
            db.execute(
                """
                UPDATE enrolments FORCE INDEX (PRIMARY)
                SET    left_at = UTC_TIMESTAMP(6)
                WHERE  id = %s
                """,
                (row["id"],),
            )
        activities.write("course_left", course_id)


@db.transactional(repeatable=True)
def remove(course_id: int, owner_id: int | None, learner_id: int, reason: str, by: int) -> None:
    """Remove a learner from this owner's course (None: any) and e-mail the reason. They keep their progress.

    They can't return by themselves, not even by paying; `readmit` lets them in again.
    """
    course, row = _lock_for_owner(course_id, owner_id, learner_id)
    if row["removed_at"] is not None:
        return
    with audit.changing("enrolments", row["id"]):
        db.execute(
            """
            UPDATE enrolments FORCE INDEX (PRIMARY)
            SET    left_at = COALESCE(left_at, UTC_TIMESTAMP(6)), removed_at = UTC_TIMESTAMP(6), removed_by = %s,
                   removal = %s
            WHERE  id = %s
            """,
            (by, reason, row["id"]),
        )
    activities.write("learner_removed", course_id, reason)
    version = versions.get(course["version_id"])
    emails.notify(learner_id, "learner_removed", version.language, {"course": version.title, "reason": reason})


@db.transactional(repeatable=True)
def readmit(course_id: int, owner_id: int | None, learner_id: int) -> dict[str, Any]:
    """Readmit a former learner of this owner's course (None: any), and return their progress."""
    course, row = _lock_for_owner(course_id, owner_id, learner_id)
    if row["left_at"] is not None:
        with audit.changing("enrolments", row["id"]):
            _reinstate(row["id"])
        activities.write("learner_readmitted", course_id)
        version = versions.get(course["version_id"])
        emails.notify(
            learner_id, "learner_readmitted", version.language, {"course": version.title, "number": course_id}
        )
    return progress.get(learner_id, course_id)


def check_purchase(buyer_id: int | None, products: Sequence[db.Row], lock: bool = False) -> list[db.Row]:
    """Return the courses that these products open to the buyer, with titles, or refuse a needless purchase.

    A product is a 409 `course_closed` if one of its courses is closed, and `course_already_owned` if the buyer is or
    was enrolled in all of them, or has paid. Missing prerequisites are a 409 `prerequisites_missing`, unless they are
    in the same basket. A visitor (None) has no enrolments to check. With `lock` the result holds until the end of the
    caller's transaction, which has locked the products.
    """
    by_product = _courses_of([product["id"] for product in products], lock)
    courses = [course for sold in by_product.values() for course in sold]
    existing = {}
    if buyer_id is not None:
        existing = _enrolments(buyer_id, [course["id"] for course in courses], lock)
    for product in products:
        named = {"product_id": product["id"], "product_name": product["name"]}
        sold = by_product.get(product["id"])
        if not sold or not all(course["open"] for course in sold):
            raise Problem("course_closed", **named)
        rows = [existing[course["id"]] for course in sold if course["id"] in existing]
        if any(row["removed_at"] is not None for row in rows):
            raise Problem("learner_removed")
        rows = [row for row in rows if row["refunded_at"] is None]
        paid = buyer_id is not None and _find_purchase(buyer_id, product["id"]) is not None
        if len(rows) == len(sold) or paid:
            ids = [course["id"] for course in sold]
            raise Problem("course_already_owned", members={"course_ids": ids}, **named)
    owned = {course_id for course_id, row in existing.items() if row["refunded_at"] is None}
    new = {course["id"]: versions.get(course["version_id"]) for course in courses if course["id"] not in owned}
    if buyer_id is not None:
        required = {each for version in new.values() for each in version.prerequisites}
        _require_completed_courses(buyer_id, sorted(required - {course["id"] for course in courses}))
    opened = {course["id"]: course for course in courses if course["id"] in new}
    return [{**opened[course_id], "title": new[course_id].title} for course_id in sorted(opened)]


def enrol_buyer(buyer_id: int, courses: Sequence[db.Row], transaction_id: int) -> list[outbox.Event]:
    """Enrol the buyer in the courses of `check_purchase`, in the sale's transaction. Return the events to write."""
    entries, told = [], []
    for course in courses:
        created = {"user_id": buyer_id, "course_id": course["id"], "transaction_id": transaction_id}
        # The buyer may have enrolled another way meanwhile.
        enrolment_id = db.insert(
            f"""
            INSERT INTO enrolments ({", ".join(created)}, enrolled_at)
            VALUES (%s, %s, %s, UTC_TIMESTAMP(6))
            ON DUPLICATE KEY UPDATE id = LAST_INSERT_ID(id), left_at = NULL, refunded_at = NULL,
                                    transaction_id = VALUES(transaction_id)
            """,
            [*created.values()],
        )
        entries.append(Entry("INSERT", "enrolments", enrolment_id, None, created))
        activities.write("course_enrolled", course["id"], course["title"])
        told.append(outbox.enrolled(course["owner_id"], enrolment_id, created))
    audit.write_all(entries)
    return told


def end_refunded(transaction_id: int, product_ids: Collection[int], sold: Collection[int] | None) -> None:
    """End the enrolments that a sale has opened by these products, in the transaction of its refund.

    With `sold`, all products of the sale, courses that another product sells by now end, too. Enrolments keep their
    progress. Whoever buys the course again is enrolled again.
    """
    rows = db.fetch_all(
        """
        SELECT   e.id, c.product_id
        FROM     enrolments e FORCE INDEX (ix_enrolments_transaction)
        JOIN     courses c FORCE INDEX (PRIMARY) ON c.id = e.course_id
        WHERE    e.transaction_id = %s
        ORDER BY e.id
        """,
        (transaction_id,),
    )
    for row in rows:
        if row["product_id"] not in product_ids and (sold is None or row["product_id"] in sold):
            continue
        with audit.changing("enrolments", row["id"]):
            db.execute(
                """
                UPDATE enrolments FORCE INDEX (PRIMARY)
                SET    left_at = COALESCE(left_at, UTC_TIMESTAMP(6)), refunded_at = UTC_TIMESTAMP(6),
                       transaction_id = NULL
                WHERE  id = %s
                """,
                (row["id"],),
            )


def has_access(user_id: int, course_id: int, product_id: int | None) -> bool:
    """Return True if the user may enter the course in any state: they were enrolled, or have paid, without a refund."""
    row = _enrolments(user_id, [course_id], lock=False).get(course_id)
    if row is not None:
        return row["removed_at"] is None and row["refunded_at"] is None
    return _find_purchase(user_id, product_id) is not None


def courses_of_sales(transaction_ids: Sequence[int]) -> list[db.Row]:
    """Return the courses that sales opened to their buyers: `transaction_id`, `id`, `title` and `product_id`."""
    return db.fetch_all(
        f"""
        SELECT   e.transaction_id, c.id, COALESCE(v.title, c.title) AS title, c.product_id
        FROM     enrolments e FORCE INDEX (ix_enrolments_transaction)
        JOIN     courses c ON c.id = e.course_id
        LEFT     JOIN course_versions v ON v.id = c.version_id
        WHERE    e.transaction_id IN ({db.placeholders(len(transaction_ids))})
        ORDER BY e.transaction_id, c.id
        """,
        transaction_ids,
    )


def has_buyers(course_id: int, product_id: int | None) -> bool:
    """Return True if somebody has paid for the course, or for the product that sells it."""
    return bool(
        db.fetch_value(
            """
            SELECT EXISTS (SELECT 1
                           FROM   enrolments FORCE INDEX (ix_enrolments_paid)
                           WHERE  course_id = %s AND transaction_id IS NOT NULL)
                   OR EXISTS (SELECT 1
                              FROM   transaction_items FORCE INDEX (ix_transaction_items_product)
                              WHERE  product_id = %s AND sold_at IS NOT NULL) AS paid
            """,
            (course_id, product_id),
        )
    )


def _courses_of(product_ids: Sequence[int], lock: bool) -> dict[int, list[db.Row]]:
    """Return the courses that each product sells, without deleted ones."""
    rows = db.fetch_all(
        f"""
        SELECT   id, owner_id, product_id, version_id, open, deleted_at
        FROM     courses FORCE INDEX (ix_courses_product)
        WHERE    product_id IN ({db.placeholders(len(product_ids))})
        ORDER BY id
        {"LOCK IN SHARE MODE" if lock else ""}
        """,
        product_ids,
    )
    found: dict[int, list[db.Row]] = {}
    for row in rows:
        if row["deleted_at"] is None:
            found.setdefault(row["product_id"], []).append(row)
    return found


def _enrolments(user_id: int, course_ids: Sequence[int], lock: bool) -> dict[int, db.Row]:
    """Return the user's enrolments by course."""
    if not course_ids:
        return {}
    rows = db.fetch_all(
        f"""
        SELECT   course_id, removed_at, refunded_at
        FROM     enrolments FORCE INDEX (uq_enrolments_user)
        WHERE    user_id = %s AND course_id IN ({db.placeholders(len(course_ids))})
        ORDER BY course_id
        {"FOR UPDATE" if lock else ""}
        """,
        [user_id, *course_ids],
    )
    return {row["course_id"]: row for row in rows}


def _lock_for_owner(course_id: int, owner_id: int | None, learner_id: int) -> tuple[db.Row, db.Row]:
    """Lock the course of this owner (None: any) and the enrolment of a present or former learner, or raise a 404."""
    course = db.fetch_one(
        """
        SELECT version_id
        FROM   courses FORCE INDEX (PRIMARY)
        WHERE  id = %s AND (owner_id = %s OR %s IS NULL)
        LOCK IN SHARE MODE
        """,
        (course_id, owner_id, owner_id),
    )
    if course is None:
        raise Problem("course_not_found", id=course_id)
    row = _lock(learner_id, course_id)
    if row is None:
        raise Problem("learner_not_found", id=learner_id)
    return course, row


@db.transactional(repeatable=True)
def _enrol(user_id: int, course_id: int, admin: bool) -> tuple[dict[str, Any], bool]:
    # A shared lock: learners don't wait for each other, but hiding and publishing the course wait for them.
    course = db.fetch_one(
        """
        SELECT owner_id, product_id, version_id, open, deleted_at
        FROM   courses FORCE INDEX (PRIMARY)
        WHERE  id = %s
        LOCK IN SHARE MODE
        """,
        (course_id,),
    )
    row = _lock(user_id, course_id)
    if row is not None and row["left_at"] is None:
        return progress.get(user_id, course_id), False
    if course is None:
        raise Problem("course_not_found", id=course_id)
    staff = course["deleted_at"] is None and (admin or course["owner_id"] == user_id)
    if row is not None and row["removed_at"] is not None and not staff:
        raise Problem("learner_removed")
    was_in = row is not None and row["refunded_at"] is None
    purchase = None if was_in else _find_purchase(user_id, course["product_id"], lock=True)
    entitled = was_in or purchase is not None
    if not (entitled or staff or course["open"]):
        raise Problem("course_not_found", id=course_id)
    if course["version_id"] is None:
        raise Problem("course_not_published")
    version = versions.get(course["version_id"])
    if not (entitled or staff) and course["product_id"] is not None:
        _require_product_on_sale(course["product_id"])
        raise Problem("purchase_required", product_id=course["product_id"])
    if not entitled:
        _require_completed_courses(user_id, version.prerequisites)
    created = {"user_id": user_id, "course_id": course_id, "transaction_id": purchase}
    if row is None:
        enrolment_id = db.insert(
            """
            INSERT INTO enrolments (user_id, course_id, transaction_id, enrolled_at)
            VALUES (%s, %s, %s, UTC_TIMESTAMP(6))
            """,
            [*created.values()],
        )
        audit.write("INSERT", "enrolments", enrolment_id, new=created)
    else:
        enrolment_id = row["id"]
        with audit.changing("enrolments", row["id"]):
            _reinstate(row["id"])
    activities.write("course_enrolled", course_id, version.title)
    outbox.write([outbox.enrolled(course["owner_id"], enrolment_id, created)])
    return progress.get(user_id, course_id), True


def _lock(user_id: int, course_id: int) -> db.Row | None:
    return db.fetch_one(
        """
        SELECT id, left_at, removed_at, refunded_at
        FROM   enrolments FORCE INDEX (uq_enrolments_user)
        WHERE  user_id = %s AND course_id = %s
        FOR UPDATE
        """,
        (user_id, course_id),
    )


def _reinstate(enrolment_id: int) -> None:
    db.execute(
        """
        UPDATE enrolments FORCE INDEX (PRIMARY)
        SET    left_at = NULL, removed_at = NULL, removed_by = NULL, removal = '', refunded_at = NULL
        WHERE  id = %s
        """,
        (enrolment_id,),
    )


def _require_product_on_sale(product_id: int) -> None:
    """Raise a 409 if the product of a course is inactive or deleted, so that nobody can buy it."""
    product = db.fetch_one(
        """
        SELECT name, listed
        FROM   products FORCE INDEX (PRIMARY)
        WHERE  id = %s
        """,
        (product_id,),
    )
    if product is not None and not product["listed"]:
        raise Problem("course_closed", product_id=product_id, product_name=product["name"])


def _find_purchase(user_id: int, product_id: int | None, lock: bool = False) -> int | None:
    """Return the id of the user's first sale of the product that was not refunded."""
    if product_id is None:
        return None
    found: int | None = db.fetch_value(
        f"""
        SELECT   t.id
        FROM     transactions t FORCE INDEX (ix_transactions_buyer)
        JOIN     transaction_items i FORCE INDEX (PRIMARY) ON i.transaction_id = t.id AND i.product_id = %s
        WHERE    t.buyer_id = %s AND t.status = 'paid' AND i.refunded_qty < i.qty
        ORDER BY t.id
        LIMIT    1
        {"LOCK IN SHARE MODE" if lock else ""}
        """,
        (product_id, user_id),
    )
    return found


def _require_completed_courses(user_id: int, course_ids: Sequence[int]) -> None:
    """Raise a 409 with the courses still to complete. A deleted course blocks nobody."""
    if not course_ids:
        return
    missing = db.fetch_all(
        f"""
        SELECT   c.id AS course_id, v.title
        FROM     courses c FORCE INDEX (PRIMARY)
        JOIN     course_versions v ON v.id = c.version_id
        WHERE    c.id IN ({db.placeholders(len(course_ids))}) AND c.deleted_at IS NULL
                 AND NOT EXISTS (SELECT 1
                                 FROM   enrolments e
                                 WHERE  e.user_id = %s AND e.course_id = c.id AND e.completed_at IS NOT NULL)
        ORDER BY c.id
        """,
        (*course_ids, user_id),
    )
    if missing:
        needed = ", ".join(f"“{course['title']}”" for course in missing)
        raise Problem("prerequisites_missing", needed=needed, members={"missing": missing})
