"""Checks of who owns a course or one of its contents. An owner of None stands for an admin, who may act on all."""

from __future__ import annotations

import db
from problems import Problem


def require_owner(course_id: int, owner_id: int | None, or_deleted: bool = False) -> None:
    """Raise a 404 unless the owner has this course. A deleted one, which keeps its learners, counts if `or_deleted`."""
    owned = db.fetch_value(
        """
        SELECT EXISTS (SELECT 1
                       FROM   courses
                       WHERE  id = %s AND (deleted_at IS NULL OR %s) AND (owner_id = %s OR %s IS NULL)) AS owned
        """,
        (course_id, or_deleted, owner_id, owner_id),
    )
    if not owned:
        raise Problem("course_not_found", id=course_id)


def require_content_owner(course_id: int, owner_id: int | None, content_id: int) -> None:
    """Raise a 404 unless the owner has this content of the course."""
    found = db.fetch_one(
        """
        SELECT c.id
        FROM   course_contents c
        JOIN   courses k ON k.id = c.course_id
        WHERE  c.id = %s AND c.course_id = %s AND k.deleted_at IS NULL AND (k.owner_id = %s OR %s IS NULL)
        """,
        (content_id, course_id, owner_id, owner_id),
    )
    if found is None:
        raise Problem("content_not_found", id=content_id)
