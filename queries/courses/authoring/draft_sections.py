"""Sections of drafts."""

from __future__ import annotations

from collections.abc import Container, Mapping
from typing import Any

import db
from problems import Problem
from queries.courses.authoring import drafts
from queries.system import audit
from queries.system.audit import Entry

MAX_SECTIONS = 100


@db.transactional()
def add(
    course_id: int, owner_id: int | None, title: str, position: int | None, expected: Container[int] | None = None
) -> db.Row:
    """Add a section at its position or as the last one, and return it with the draft's `revision`."""
    drafts.lock(course_id, owner_id, expected)
    present = [section["id"] for section in drafts.list_sections(course_id)]
    if len(present) >= MAX_SECTIONS:
        raise Problem("outline_limit_reached", most=MAX_SECTIONS)
    section_id = db.insert(
        """
        INSERT INTO course_sections (course_id, position, title)
        VALUES (%s, %s, %s)
        """,
        (course_id, len(present) + 1, title),
    )
    drafts.write_positions("course_sections", drafts.insert_at(present, section_id, position))
    audit.created("course_sections", section_id)
    return _get(course_id, section_id, drafts.raise_revision(course_id, title))


@db.transactional()
def update(
    course_id: int,
    owner_id: int | None,
    section_id: int,
    fields: Mapping[str, Any],
    expected: Container[int] | None = None,
) -> db.Row:
    """Set the given ones of `title` and `position`, and return the section with the draft's `revision`."""
    drafts.lock(course_id, owner_id, expected)
    present = _require(course_id, section_id)
    with audit.changing("course_sections", section_id):
        if "title" in fields:
            db.execute(
                """
                UPDATE course_sections FORCE INDEX (PRIMARY)
                SET    title = %s
                WHERE  id = %s
                """,
                (fields["title"], section_id),
            )
        if "position" in fields:
            drafts.write_positions("course_sections", drafts.insert_at(present, section_id, fields["position"]))
    return _get(course_id, section_id, drafts.raise_revision(course_id, "section"))


@db.transactional()
def delete(course_id: int, owner_id: int | None, section_id: int, expected: Container[int] | None = None) -> int:
    """Delete the section and remove its contents from the draft. Return the new revision."""
    drafts.lock(course_id, owner_id, expected)
    present = _require(course_id, section_id)
    removed = drafts.content_ids_of_section(course_id, section_id)
    audit.removed("course_sections", section_id)
    audit.write_all(
        [
            Entry("UPDATE", "course_contents", content_id, {"section_id": section_id}, {"section_id": None})
            for content_id in removed
        ]
    )
    db.execute(
        """
        UPDATE course_contents FORCE INDEX (ix_course_contents_order)
        SET    section_id = NULL
        WHERE  section_id = %s
        """,
        (section_id,),
    )
    db.execute(
        """
        DELETE FROM course_sections
        WHERE  id = %s
        """,
        (section_id,),
    )
    drafts.write_positions("course_sections", [each for each in present if each != section_id])
    return drafts.raise_revision(course_id, "section")


def _get(course_id: int, section_id: int, revision: int) -> db.Row:
    (found,) = [section for section in drafts.list_sections(course_id) if section["id"] == section_id]
    return {**found, "revision": revision}


def _require(course_id: int, section_id: int) -> list[int]:
    """Return the ids of all sections in order, or raise a 404 if this one is not among them."""
    present = [section["id"] for section in drafts.list_sections(course_id)]
    if section_id not in present:
        raise Problem("section_not_found", id=section_id)
    return present
