"""Courses: lists, published versions and contents, and changes of the fields outside the draft's outline."""

from __future__ import annotations

from collections.abc import Container, Sequence
from typing import Any, Literal, NamedTuple

import db
from problems import Problem, invalid
from queries.accounts import activities, roles
from queries.courses import attempts, course_products, enrolments, progress
from queries.courses.authoring import drafts
from queries.events import outbox
from queries.events.outbox import Event
from queries.system import audit

Scope = Literal["open", "enrolled", "own", "all", "deleted"]

WRITABLE_COLUMNS = ("owner_id", "title", "summary", "description", "language", "sequential", "product_id", "listed")
COLUMNS = """c.id, c.owner_id, o.name AS owner, COALESCE(v.title, c.title) AS title,
                 COALESCE(v.summary, c.summary) AS summary, COALESCE(v.language, c.language) AS language,
                 COALESCE(v.sequential, c.sequential) AS sequential, c.listed, c.open, c.version_id,
                 c.deleted_at, v.number AS version, v.published_at, c.product_id, p.name AS product_name,
                 p.price AS product_price, p.listed AS product_listed,
                 e.enrolled_at, e.percent, e.completed_at"""
JOINS = """JOIN     users o ON o.id = c.owner_id
        LEFT     JOIN course_versions v ON v.id = c.version_id
        LEFT     JOIN products p ON p.id = c.product_id
        LEFT     JOIN enrolments e ON e.user_id = %s AND e.course_id = c.id AND e.left_at IS NULL"""
# The source of each list, in the order of courses, and its condition.
SCOPES: dict[Scope, tuple[str, str]] = {
    "open": (
        "courses c FORCE INDEX (ix_courses_open)",
        """c.open = 1 AND (c.product_id IS NULL OR EXISTS (SELECT 1
                                                         FROM   products s FORCE INDEX (PRIMARY)
                                                         WHERE  s.id = c.product_id AND s.listed = 1))""",
    ),
    "own": ("courses c FORCE INDEX (ix_courses_owner)", "c.owner_id = %s AND c.deleted_at IS NULL"),
    "all": ("courses c FORCE INDEX (PRIMARY)", "c.deleted_at IS NULL"),
    "deleted": ("courses c FORCE INDEX (PRIMARY)", "c.deleted_at IS NOT NULL"),
    "enrolled": (
        "enrolments i FORCE INDEX (uq_enrolments_user) JOIN courses c ON c.id = i.course_id",
        "i.user_id = %s AND i.left_at IS NULL",
    ),
}

NO_CONTENTS = {"sections": 0, "contents": 0, "minutes": 0}


class Viewer(NamedTuple):
    """The user who reads courses; an id of None is a visitor."""

    id: int | None
    admin: bool = False


def page(scope: Scope, viewer: Viewer, limit: int, offset: int = 0, before: int | None = None) -> list[db.Row]:
    """Return courses, newest first, from `offset` or after the course `before`, with the viewer's progress.

    `sections`, `contents` and `minutes` of the published version are counted.
    """
    source, condition, params = _scope_sql(scope, viewer)
    order = "i.course_id" if scope == "enrolled" else "c.id"
    rows = db.fetch_all(
        f"""
        SELECT   {COLUMNS}
        FROM     {source}
        {JOINS}
        WHERE    {condition}{f" AND {order} < %s" if before is not None else ""}
        ORDER BY {order} DESC
        LIMIT    %s OFFSET %s
        """,
        [viewer.id, *params, *([before] if before is not None else []), limit, offset],
    )
    sizes = _sizes([row["version_id"] for row in rows if row["version_id"] is not None])
    return [{**_serialize(row, viewer), **sizes.get(row["version_id"], NO_CONTENTS)} for row in rows]


def count(scope: Scope, viewer: Viewer) -> int:
    """Return the number of courses in a list."""
    source, condition, params = _scope_sql(scope, viewer)
    return int(
        db.fetch_value(
            f"""
            SELECT COUNT(*)
            FROM   {source}
            WHERE  {condition}
            """,
            params,
        )
    )


def get(course_id: int, viewer: Viewer) -> db.Row:
    """Return the published course with its `description` as HTML, or raise a 404.

    A course whose product is not sold is closed but visible to all. Any other closed course is visible to those who may
    enter it (`enrolments.enrol`). `version_id` is None before the first publication.
    """
    row = db.fetch_one(
        f"""
        SELECT   {COLUMNS}, COALESCE(v.description_html, '') AS description_html
        FROM     courses c
        {JOINS}
        WHERE    c.id = %s
        """,
        (viewer.id, course_id),
    )
    if row is None or not (row["open"] or row["enrolled_at"] or _has_access(viewer, row)):
        raise Problem("course_not_found", id=course_id)
    return _serialize(row, viewer)


def titles(course_ids: Sequence[int]) -> list[db.Row]:
    """Return `id` and `title` of these courses by id."""
    if not course_ids:
        return []
    return db.fetch_all(
        f"""
        SELECT   c.id, COALESCE(v.title, c.title) AS title
        FROM     courses c FORCE INDEX (PRIMARY)
        LEFT     JOIN course_versions v ON v.id = c.version_id
        WHERE    c.id IN ({db.placeholders(len(course_ids))})
        ORDER BY c.id
        """,
        list(course_ids),
    )


def content(course_id: int, content_id: int, viewer: Viewer) -> db.Row:
    """Return a content of the published version with its `body` and `html`. A quiz has its limits instead of a body.

    Enrolled users may read it once it is open; the course's owner and admins always.
    """
    course = get(course_id, viewer)
    row = course["version_id"] and db.fetch_one(
        """
        SELECT c.content_id AS id, c.place, c.kind, c.title, c.body, c.html, c.file_id, c.file_name, f.size AS file_size
        FROM   version_contents c FORCE INDEX (uq_version_contents_content)
        LEFT   JOIN course_files f ON f.id = c.file_id
        WHERE  c.version_id = %s AND c.content_id = %s
        """,
        (course["version_id"], content_id),
    )
    if not row:
        raise Problem("content_not_found", id=content_id)
    if not viewer.admin and course["owner_id"] != viewer.id:
        progress.require_open_content(viewer.id or 0, course_id, content_id)
    file = {"name": row["file_name"], "size": row["file_size"]} if row["file_id"] else None
    is_quiz = row["kind"] == "quiz"
    limits = attempts.limits(viewer.id, course_id, content_id) if is_quiz else None
    return {**row, "version": course["version"], "body": "" if is_quiz else row["body"], "file": file, "quiz": limits}


@db.transactional()
def add(fields: dict[str, Any], admin: bool = True) -> db.Row:
    """Create a course and return its draft."""
    course_products.lock(fields["product_id"])
    _validate(fields["owner_id"], fields, admin, None)
    course_id = db.insert(
        f"""
        INSERT INTO courses ({", ".join(WRITABLE_COLUMNS)})
        VALUES ({db.placeholders(len(WRITABLE_COLUMNS))})
        """,
        [fields[column] for column in WRITABLE_COLUMNS],
    )
    _write_prerequisites(course_id, fields["prerequisites"])
    activities.write("course_created", course_id, fields["title"])
    audit.write("INSERT", "courses", course_id, new=fields)
    added = drafts.get(course_id, None)
    course_products.update_stocked(fields["product_id"])
    return added


@db.transactional()
def update(
    course_id: int, owner_id: int | None, fields: dict[str, Any], admin: bool, expected: Container[int] | None = None
) -> db.Row:
    """Set the given fields of a course of this owner (None: any) and return its draft.

    A published course with buyers must keep a product, else a 409; if another product replaces it, all buyers of the
    old one are enrolled. A product that no longer sells a course becomes inactive.
    """
    product_ids = [course_products.product_of(course_id), fields["product_id"]] if "product_id" in fields else []
    course_products.lock(*product_ids)
    before = drafts.lock(course_id, owner_id, expected)
    if product_ids and before["product_id"] != product_ids[0]:
        # A concurrent change replaced the product, so the new one is not locked.
        raise db.Outdated
    _validate(fields.get("owner_id") or before["owner_id"], fields, admin, course_id)
    old = before["product_id"] if "product_id" in fields and before["version_id"] is not None else None
    replaced = old is not None and old != fields["product_id"]
    if replaced and fields["product_id"] is None and enrolments.has_buyers(course_id, old):
        raise Problem("course_has_buyers")
    columns = [column for column in WRITABLE_COLUMNS if column in fields]
    if columns:
        with audit.changing("courses", course_id):
            db.execute(
                f"""
                UPDATE courses FORCE INDEX (PRIMARY)
                SET    {", ".join(f"{column} = %s" for column in columns)}
                WHERE  id = %s
                """,
                [*(fields[column] for column in columns), course_id],
            )
    if "prerequisites" in fields:
        required = {"prerequisites": drafts.required_courses(course_id)}
        _write_prerequisites(course_id, fields["prerequisites"])
        audit.write("UPDATE", "courses", course_id, required, {"prerequisites": sorted(set(fields["prerequisites"]))})
    drafts.raise_revision(course_id, ", ".join(sorted(fields)))
    changed = drafts.get(course_id, None)
    told = list[Event]()
    if replaced and old is not None:
        told = course_products.enrol_past_buyers(course_id, changed["owner_id"], old)
        course_products.deactivate_unused(old)
    course_products.update_stocked(*product_ids)
    outbox.write(told)
    return changed


@db.transactional()
def delete(course_id: int, owner_id: int | None, expected: Container[int] | None = None) -> None:
    """Delete a course of this owner (None: any): hide it from all but its learners. A course with buyers is a 409."""
    before = drafts.lock(course_id, owner_id, expected)
    if enrolments.has_buyers(course_id, before["product_id"]):
        raise Problem("course_has_buyers")
    audit.removed("courses", course_id)
    db.execute(
        """
        UPDATE courses FORCE INDEX (PRIMARY)
        SET    deleted_at = UTC_TIMESTAMP(6), revision = revision + 1
        WHERE  id = %s
        """,
        (course_id,),
    )
    activities.write("course_deleted", course_id, before["title"])


@db.transactional()
def restore(course_id: int) -> db.Row:
    """Restore a course, and return its draft; also one that is not deleted."""
    row = db.fetch_one(
        """
        SELECT title, deleted_at
        FROM   courses FORCE INDEX (PRIMARY)
        WHERE  id = %s
        FOR UPDATE
        """,
        (course_id,),
    )
    if row is None:
        raise Problem("course_not_found", id=course_id)
    if row["deleted_at"] is not None:
        with audit.changing("courses", course_id):
            db.execute(
                """
                UPDATE courses FORCE INDEX (PRIMARY)
                SET    deleted_at = NULL, revision = revision + 1
                WHERE  id = %s
                """,
                (course_id,),
            )
        activities.write("course_restored", course_id, row["title"])
    return drafts.get(course_id, None)


def _has_access(viewer: Viewer, row: db.Row) -> bool:
    """Return True if the viewer may enter a closed course."""
    if row["deleted_at"] is None and (viewer.admin or row["owner_id"] == viewer.id):
        return True
    return viewer.id is not None and enrolments.has_access(viewer.id, row["id"], row["product_id"])


def _scope_sql(scope: Scope, viewer: Viewer) -> tuple[str, str, list[Any]]:
    source, condition = SCOPES[scope]
    return source, condition, [viewer.id] if "%s" in condition else []


def _sizes(version_ids: Sequence[int]) -> dict[int, db.Row]:
    if not version_ids:
        return {}
    rows = db.fetch_all(
        f"""
        SELECT   version_id, MAX(section) AS sections, COUNT(*) AS contents, COALESCE(SUM(minutes), 0) AS minutes
        FROM     version_contents FORCE INDEX (PRIMARY)
        WHERE    version_id IN ({db.placeholders(len(version_ids))})
        GROUP BY version_id
        """,
        list(version_ids),
    )
    return {row.pop("version_id"): {**row, "minutes": int(row["minutes"])} for row in rows}


def _closed_reason(row: db.Row) -> str | None:
    """Return why the course is closed to new learners, or None."""
    reasons = {
        "deleted": row["deleted_at"] is not None,
        "unpublished": row["version_id"] is None,
        "unlisted": not row["listed"],
        "product_not_sold": row["product_id"] is not None and not row["product_listed"],
    }
    return next((reason for reason, holds in reasons.items() if holds), None)


def _serialize(row: db.Row, viewer: Viewer) -> db.Row:
    closed = _closed_reason(row)
    # An inactive product is its seller's alone, so its name and price are not shown to others.
    visible = row["product_listed"] or viewer.admin or viewer.id == row["owner_id"]
    product = {"id": row["product_id"], "name": row["product_name"], "price": row["product_price"]}
    return {
        **row,
        "owner": {"id": row["owner_id"], "name": row["owner"]},
        "product": product if row["product_id"] is not None and visible else None,
        "enrolled": row["enrolled_at"] is not None,
        "open": closed is None,
        "closed_because": closed,
    }


def _validate(owner_id: int, fields: dict[str, Any], admin: bool, course_id: int | None) -> None:
    """Raise a 422 if the owner, the product or a required course doesn't exist or this author may not use it."""
    if "owner_id" in fields and not db.fetch_one(
        """
        SELECT id
        FROM   users FORCE INDEX (PRIMARY)
        WHERE  id = %s AND active
        """,
        (owner_id,),
    ):
        raise invalid("owner_id", "unknown_user")
    if fields.get("product_id") is not None:
        product = db.fetch_one(
            """
            SELECT seller_id, options IS NOT NULL AS has_options
            FROM   products FORCE INDEX (PRIMARY)
            WHERE  id = %s AND deleted_at IS NULL
            """,
            (fields["product_id"],),
        )
        if product is None:
            raise invalid("product_id", "unknown_product")
        if not (admin or (product["seller_id"] == owner_id and roles.has_role(owner_id, "seller"))):
            raise invalid("product_id", "product_not_owned")
        # Products of a group have options, and a stock.
        if product["has_options"]:
            raise invalid("product_id", "course_with_options")
    if required := fields.get("prerequisites"):
        known = db.fetch_all(
            f"""
            SELECT id
            FROM   courses FORCE INDEX (PRIMARY)
            WHERE  id IN ({db.placeholders(len(required))}) AND id <> %s AND deleted_at IS NULL
                   AND (version_id IS NOT NULL OR owner_id = %s OR %s)
            """,
            [*required, course_id or 0, owner_id, admin],
        )
        if unknown := sorted(set(required) - {row["id"] for row in known}):
            raise invalid("prerequisites", "unknown_course", id=unknown[0])


def _write_prerequisites(course_id: int, course_ids: Sequence[int]) -> None:
    """Replace the courses to complete before this one."""
    db.execute(
        """
        DELETE FROM course_prerequisites
        WHERE  course_id = %s
        """,
        (course_id,),
    )
    if required := sorted(set(course_ids)):
        db.execute(
            f"""
            INSERT INTO course_prerequisites (course_id, required_id)
            VALUES {db.placeholders(len(required), 2)}
            """,
            [value for each in required for value in (course_id, each)],
        )
