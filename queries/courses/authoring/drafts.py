"""Drafts of courses: the fields, the outline and the revision.

Every write locks the course's row first, so that authors wait for each other and positions stay numbered from 1
without gaps, and raises the course's revision. Writers are the owner, or an admin with an `owner_id` of None.
"""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from typing import Any

import orjson

import db
from domain.courses import markdown, rendering
from domain.courses.rendering import Renderer
from problems import Fault, Problem, invalid
from queries.accounts import activities
from queries.system import audit

CONTENT_COLUMNS = """c.id, c.section_id, c.position, c.kind, c.title, c.required, c.move_on, c.mastery_score, c.minutes,
                 c.prerequisites, c.file_id, c.file_name, f.size AS file_size, c.created_at, c.updated_at"""


def get(course_id: int, owner_id: int | None) -> db.Row:
    """Return the draft: the course's fields, its `sections` in order with their `contents`, and the `removed` contents.

    Contents come without bodies.
    """
    row = db.fetch_one(
        """
        SELECT c.id, c.owner_id, c.title, c.summary, c.description, c.language, c.sequential, c.product_id, c.listed,
               c.revision, v.number AS version, v.published_at, c.created_at, c.updated_at
        FROM   courses c
        LEFT   JOIN course_versions v ON v.id = c.version_id
        WHERE  c.id = %s AND c.deleted_at IS NULL AND (c.owner_id = %s OR %s IS NULL)
        """,
        (course_id, owner_id, owner_id),
    )
    if row is None:
        raise Problem("course_not_found", id=course_id)
    sections = list_sections(course_id)
    contents = [
        serialize_content(content)
        for content in db.fetch_all(
            f"""
            SELECT   {CONTENT_COLUMNS}
            FROM     course_contents c FORCE INDEX (ix_course_contents_course)
            LEFT     JOIN course_files f ON f.id = c.file_id
            WHERE    c.course_id = %s
            ORDER BY c.section_id, c.position, c.id
            """,
            (course_id,),
        )
    ]
    return {
        **row,
        "prerequisites": required_courses(course_id),
        "sections": [
            {**section, "contents": [each for each in contents if each["section_id"] == section["id"]]}
            for section in sections
        ],
        "removed": [content for content in contents if content["section_id"] is None],
    }


def required_courses(course_id: int) -> list[int]:
    """Return the ids of the courses that the draft requires learners to complete first."""
    rows = db.fetch_all(
        """
        SELECT   required_id
        FROM     course_prerequisites FORCE INDEX (PRIMARY)
        WHERE    course_id = %s
        ORDER BY required_id
        """,
        (course_id,),
    )
    return [row["required_id"] for row in rows]


def lock(course_id: int, owner_id: int | None, expected: Container[int] | None = None) -> db.Row:
    """Lock the course's row until COMMIT and return it.

    Raise a 404 if it is not the owner's (None: any), and a 412 if its revision is not one of the `expected`.
    """
    row = db.fetch_one(
        """
        SELECT id, owner_id, title, summary, description, language, sequential, product_id, version_id, listed,
               revision
        FROM   courses FORCE INDEX (PRIMARY)
        WHERE  id = %s AND deleted_at IS NULL AND (owner_id = %s OR %s IS NULL)
        FOR UPDATE
        """,
        (course_id, owner_id, owner_id),
    )
    if row is None:
        raise Problem("course_not_found", id=course_id)
    if expected is not None and row["revision"] not in expected:
        raise Problem("version_conflict")
    return row


def raise_revision(course_id: int, detail: str) -> int:
    """Return the new revision of a course whose draft the caller's transaction has changed, and log the change."""
    db.execute(
        """
        UPDATE courses FORCE INDEX (PRIMARY)
        SET    revision = revision + 1
        WHERE  id = %s
        """,
        (course_id,),
    )
    activities.write("course_changed", course_id, detail)
    return int(
        db.fetch_value(
            """
            SELECT revision
            FROM   courses
            WHERE  id = %s
            """,
            (course_id,),
        )
    )


@db.transactional()
def reorder(
    course_id: int,
    owner_id: int | None,
    outline: Sequence[tuple[int, Sequence[int]]],
    expected: Container[int] | None = None,
) -> int:
    """Put all sections and their contents into this order, which names each of them once. Return the new revision."""
    lock(course_id, owner_id, expected)
    content_ids = [content_id for _, contents in outline for content_id in contents]
    section_ids = [section_id for section_id, _ in outline]
    present = db.fetch_all(
        """
        SELECT   id, section_id
        FROM     course_contents FORCE INDEX (ix_course_contents_course)
        WHERE    course_id = %s AND section_id IS NOT NULL
        ORDER BY section_id, position, id
        """,
        (course_id,),
    )
    present_sections = [section["id"] for section in list_sections(course_id)]
    if sorted(section_ids) != sorted(present_sections) or sorted(content_ids) != sorted(row["id"] for row in present):
        raise Problem("order_incomplete", [Fault("sections", "outline_incomplete")])
    before = [[each, [row["id"] for row in present if row["section_id"] == each]] for each in present_sections]
    after = [[section_id, [*contents]] for section_id, contents in outline]
    audit.write("UPDATE", "courses", course_id, {"outline": before}, {"outline": after})
    write_positions("course_sections", section_ids)
    section_of = {row["id"]: row["section_id"] for row in present}
    for section_id, contents in outline:
        for content_id in contents:
            if section_of[content_id] != section_id:
                write_content(content_id, {"section_id": section_id})
        write_positions("course_contents", contents)
    return raise_revision(course_id, "outline")


def list_sections(course_id: int) -> list[db.Row]:
    """Return the sections of the draft in order."""
    return db.fetch_all(
        """
        SELECT   id, position, title
        FROM     course_sections FORCE INDEX (ix_course_sections_order)
        WHERE    course_id = %s
        ORDER BY position, id
        """,
        (course_id,),
    )


def content_ids_of_section(course_id: int, section_id: int) -> list[int]:
    """Return the ids of the section's contents in order, or raise a 422 if the course has no such section."""
    if section_id not in [section["id"] for section in list_sections(course_id)]:
        raise invalid("section_id", "unknown_section")
    rows = db.fetch_all(
        """
        SELECT   id
        FROM     course_contents FORCE INDEX (ix_course_contents_order)
        WHERE    section_id = %s
        ORDER BY position, id
        """,
        (section_id,),
    )
    return [row["id"] for row in rows]


def serialize_content(row: db.Row) -> db.Row:
    """Return a row of CONTENT_COLUMNS as the API shows it."""
    file = {"name": row["file_name"], "size": row["file_size"]} if row["file_id"] else None
    return {**row, "file": file, "prerequisites": orjson.loads(row["prerequisites"])}


def write_content(content_id: int, fields: Mapping[str, Any]) -> None:
    """Set these columns of a content; lists are stored as JSON."""
    if fields:
        db.execute(
            f"""
            UPDATE course_contents FORCE INDEX (PRIMARY)
            SET    {", ".join(f"{name} = %s" for name in fields)}
            WHERE  id = %s
            """,
            [*(column_value(value) for value in fields.values()), content_id],
        )


def column_value(value: Any) -> Any:
    """Return the value as its column stores it: a list as JSON."""
    return orjson.dumps(value).decode() if isinstance(value, list) else value


def insert_at(ids: Sequence[int], moved: int, position: int | None) -> list[int]:
    """Return the ids with `moved` at its position, from 1. None and positions beyond the end mean the end."""
    others = [each for each in ids if each != moved]
    index = len(others) if position is None else min(position - 1, len(others))
    return [*others[:index], moved, *others[index:]]


def write_positions(table: str, ids: Sequence[int]) -> None:
    """Number these rows 1, 2, 3 in this order."""
    if ids:
        db.execute(
            f"""
            UPDATE {table} FORCE INDEX (PRIMARY)
            SET    position = CASE id {"WHEN %s THEN %s " * len(ids)}END
            WHERE  id IN ({db.placeholders(len(ids))})
            """,
            [*(value for position, each in enumerate(ids, 1) for value in (each, position)), *ids],
        )


def render_markdown(renderer: Renderer, source: str, field: str) -> str:
    """Return the Markdown as HTML. Raises Problem: 422 naming the field if it is too complex or too much, 503."""
    try:
        return renderer.render(source)
    except markdown.TooComplex:
        raise invalid(field, "markdown_too_complex") from None
    except rendering.TooMuch:
        raise invalid(field, "draft_too_long") from None
    except rendering.Unavailable:
        raise busy() from None


def busy() -> Problem:
    """Return the 503 for a text that could not be rendered now."""
    return Problem("busy", headers={"Retry-After": "1"})
