"""Who is in which course, and who may be."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import mysql.connector

import db
from errors import Problem
from queries import activities, audit, progress, versions


def enrol(user_id: int, course_id: int, admin: bool) -> tuple[dict[str, Any], bool]:
    """Puts the person into the course: their progress, and whether they have just come (also: come again).

    A course that takes nobody is not found, but for its owner and admins, who get a 409 while it is not published. One
    that is sold needs its purchase (403 with `product_id`), one with prerequisites their completion (409 with
    `missing`). Whoever is in stays in, whatever became of the course.
    """
    try:
        return _enrol(user_id, course_id, admin)
    except mysql.connector.Error as error:
        if db.violated(error) != "uq_enrolments_user":
            raise
        # A twin was faster, and has put the row where it is found.
        return _enrol(user_id, course_id, admin)


@db.transactional(repeatable=True)
def leave(user_id: int, course_id: int) -> None:
    """Takes the person out of the course, who keeps what they have learned; a 404 where they never were in it."""
    row = _lock(user_id, course_id)
    if row is None:
        raise Problem("not_enrolled")
    if row["left_at"] is None:
        with audit.changing("enrolments", row["id"]):
            _set_left(row["id"], "UTC_TIMESTAMP(6)")
        activities.write("course_left", course_id)


@db.transactional(repeatable=True)
def _enrol(user_id: int, course_id: int, admin: bool) -> tuple[dict[str, Any], bool]:
    # Shared, so that learners don't wait for each other; who hides or publishes the course waits, and is waited for.
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
        return progress.read(user_id, course_id), False
    staff = course is not None and course["deleted_at"] is None and (admin or course["owner_id"] == user_id)
    if course is None or not (course["open"] or staff):
        raise Problem("course_not_found", id=course_id)
    if course["version_id"] is None:
        raise Problem("course_unpublished")
    version = versions.get(course["version_id"])
    if not staff and course["product_id"] is not None:
        _must_have_bought(user_id, course["product_id"])
    _must_have_completed(user_id, version.prerequisites)
    if row is None:
        enrolment_id = db.insert(
            """
            INSERT INTO enrolments (user_id, course_id, enrolled_at)
            VALUES (%s, %s, UTC_TIMESTAMP(6))
            """,
            (user_id, course_id),
        )
        audit.write("INSERT", "enrolments", enrolment_id, new={"user_id": user_id, "course_id": course_id})
    else:
        with audit.changing("enrolments", row["id"]):
            _set_left(row["id"], "NULL")
    activities.write("course_enrolled", course_id, version.title)
    return progress.read(user_id, course_id), True


def _lock(user_id: int, course_id: int) -> db.Row | None:
    return db.fetch_one(
        """
        SELECT id, left_at
        FROM   enrolments FORCE INDEX (uq_enrolments_user)
        WHERE  user_id = %s AND course_id = %s
        FOR UPDATE
        """,
        (user_id, course_id),
    )


def _set_left(enrolment_id: int, moment: str) -> None:
    db.execute(
        f"""
        UPDATE enrolments FORCE INDEX (PRIMARY)
        SET    left_at = {moment}
        WHERE  id = %s
        """,
        (enrolment_id,),
    )


def _must_have_bought(user_id: int, product_id: int) -> None:
    bought = db.fetch_value(
        """
        SELECT EXISTS (SELECT 1
                       FROM   transactions t FORCE INDEX (ix_transactions_buyer)
                       JOIN   transaction_items i ON i.transaction_id = t.id AND i.product_id = %s
                       WHERE  t.buyer_id = %s AND t.status = 'paid') AS bought
        """,
        (product_id, user_id),
    )
    if not bought:
        raise Problem("purchase_required", product_id=product_id)


def _must_have_completed(user_id: int, course_ids: Sequence[int]) -> None:
    """A 409 with the courses that are still to be completed; one that was deleted keeps nobody out."""
    if not course_ids:
        return
    missing = db.fetch_all(
        f"""
        SELECT   c.id AS course_id, v.title
        FROM     courses c FORCE INDEX (PRIMARY)
        JOIN     course_versions v ON v.id = c.version_id
        WHERE    c.id IN ({db.marks(len(course_ids))}) AND c.deleted_at IS NULL
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
