"""Courses as their authors edit them: sections, contents and their order.

Every write locks the course's row first, so that authors wait for each other and positions, which are counted
from 1 without gaps, never tear; and it raises the course's revision. Who writes is the owner, or (None) an admin.
"""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from contextlib import suppress
from typing import Any

import orjson

import db
from domain.courses import markdown as texts
from problems import Fault, Problem, invalid
from queries.accounts import activities
from queries.system import audit
from queries.system.audit import Entry

MAX_SECTIONS = 100
MAX_CONTENTS = 500
MAX_BODY_LENGTH = 200_000
MASTERY_SCORE = 70
WRITABLE = ("title", "body", "required", "move_on", "mastery_score", "minutes", "prerequisites")
COLUMNS = """c.id, c.section_id, c.position, c.kind, c.title, c.required, c.move_on, c.mastery_score, c.minutes,
                 c.prerequisites, c.file_id, c.file_name, f.size AS file_size, c.created_at, c.updated_at"""


def get(course_id: int, owner_id: int | None) -> db.Row:
    """The draft: the course's fields, `sections` in order, each with its `contents` without bodies, and those that
    were taken out of it, as `removed`."""
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
    sections = _sections(course_id)
    contents = [
        _told(content)
        for content in db.fetch_all(
            f"""
            SELECT   {COLUMNS}
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
    """The ids of the courses to complete before this one, as the draft has them."""
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
    """The course's row, held until COMMIT: a 404 unless the owner's (None: anybody's), a 412 at another revision."""
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


def touch(course_id: int, detail: str) -> int:
    """The new revision of a course whose draft the caller's transaction has changed."""
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
def add_section(
    course_id: int, owner_id: int | None, title: str, position: int | None, expected: Container[int] | None = None
) -> db.Row:
    """A new section, at its position or as the last."""
    lock(course_id, owner_id, expected)
    present = [section["id"] for section in _sections(course_id)]
    if len(present) >= MAX_SECTIONS:
        raise Problem("outline_limit_reached", most=MAX_SECTIONS)
    section_id = db.insert(
        """
        INSERT INTO course_sections (course_id, position, title)
        VALUES (%s, %s, %s)
        """,
        (course_id, len(present) + 1, title),
    )
    _number("course_sections", _placed(present, section_id, position))
    audit.created("course_sections", section_id)
    return _section(course_id, section_id, touch(course_id, title))


@db.transactional()
def change_section(
    course_id: int,
    owner_id: int | None,
    section_id: int,
    fields: Mapping[str, Any],
    expected: Container[int] | None = None,
) -> db.Row:
    """Sets the section's `title` and `position` as far as given."""
    lock(course_id, owner_id, expected)
    present = _must_have_section(course_id, section_id)
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
            _number("course_sections", _placed(present, section_id, fields["position"]))
    return _section(course_id, section_id, touch(course_id, "section"))


@db.transactional()
def remove_section(
    course_id: int, owner_id: int | None, section_id: int, expected: Container[int] | None = None
) -> int:
    """Deletes the section and takes its contents out of the draft. The new revision."""
    lock(course_id, owner_id, expected)
    present = _must_have_section(course_id, section_id)
    taken_out = _in_section(course_id, section_id)
    audit.removed("course_sections", section_id)
    audit.write_all(
        [
            Entry("UPDATE", "course_contents", content_id, {"section_id": section_id}, {"section_id": None})
            for content_id in taken_out
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
    _number("course_sections", [each for each in present if each != section_id])
    return touch(course_id, "section")


def content(course_id: int, owner_id: int | None, content_id: int) -> db.Row:
    """One content of the draft, or one that was taken out of it, with its `body`; `quiz` is a quiz's, as it is kept."""
    row = db.fetch_one(
        f"""
        SELECT {COLUMNS}, c.body, k.revision
        FROM   course_contents c
        JOIN   courses k ON k.id = c.course_id
        LEFT   JOIN course_files f ON f.id = c.file_id
        WHERE  c.id = %s AND c.course_id = %s AND k.deleted_at IS NULL AND (k.owner_id = %s OR %s IS NULL)
        """,
        (content_id, course_id, owner_id, owner_id),
    )
    if row is None:
        raise Problem("content_not_found", id=content_id)
    quiz = row["kind"] == "quiz"
    html = ""
    if row["kind"] in ("text", "file"):
        # One that was kept before there was a limit must still be shown, so that it can be changed.
        with suppress(texts.TooComplex):
            html = texts.render(row["body"])
    return {
        **_told(row),
        "body": "" if quiz else row["body"],
        "html": html,
        "quiz": orjson.loads(row["body"]) if quiz and row["body"] else None,
    }


@db.transactional()
def add_content(
    course_id: int, owner_id: int | None, fields: dict[str, Any], expected: Container[int] | None = None
) -> db.Row:
    """A new content of a `section_id`, at its `position` or as its last; `quiz` is what is kept of a quiz."""
    lock(course_id, owner_id, expected)
    kind, section_id = fields["kind"], fields["section_id"]
    quiz = kind == "quiz"
    values = {
        "body": "",
        "move_on": "Passed" if quiz else "Completed",
        "mastery_score": MASTERY_SCORE if quiz else None,
        "minutes": None,
        **_fitting(kind, {name: value for name, value in fields.items() if value is not None}),
    }
    present = _in_section(course_id, section_id)
    if _contents_in_draft(course_id) >= MAX_CONTENTS:
        raise Problem("outline_limit_reached", most=MAX_CONTENTS)
    _must_be_ours(course_id, values["prerequisites"])
    content_id = db.insert(
        f"""
        INSERT INTO course_contents (course_id, section_id, position, kind, {", ".join(WRITABLE)})
        VALUES (%s, %s, %s, %s, {db.marks(len(WRITABLE))})
        """,
        [course_id, section_id, len(present) + 1, kind, *(_kept(values[name]) for name in WRITABLE)],
    )
    _number("course_contents", _placed(present, content_id, fields["position"]))
    audit.created("course_contents", content_id)
    touch(course_id, values["title"])
    return content(course_id, owner_id, content_id)


@db.transactional()
def change_content(
    course_id: int,
    owner_id: int | None,
    content_id: int,
    fields: Mapping[str, Any],
    expected: Container[int] | None = None,
) -> db.Row:
    """Sets the given fields; a `section_id` moves the content there, or brings it back into the draft."""
    lock(course_id, owner_id, expected)
    before = _must_have_content(course_id, content_id)
    values = _fitting(before["kind"], fields)
    _must_be_ours(course_id, values.get("prerequisites", ()))
    with audit.changing("course_contents", content_id):
        _set(content_id, {name: values[name] for name in WRITABLE if name in values})
        section_id = fields.get("section_id", before["section_id"])
        if section_id is not None and (section_id != before["section_id"] or "position" in fields):
            present = _in_section(course_id, section_id)
            if before["section_id"] is None and _contents_in_draft(course_id) >= MAX_CONTENTS:
                raise Problem("outline_limit_reached", most=MAX_CONTENTS)
            _set(content_id, {"section_id": section_id})
            _number("course_contents", _placed(present, content_id, fields.get("position")))
            if before["section_id"] not in (None, section_id):
                _number("course_contents", _in_section(course_id, before["section_id"]))
    touch(course_id, fields.get("title", before["title"]))
    return content(course_id, owner_id, content_id)


@db.transactional()
def remove_content(
    course_id: int, owner_id: int | None, content_id: int, expected: Container[int] | None = None
) -> int:
    """Takes the content out of the draft; what was learned in it stays. The new revision."""
    lock(course_id, owner_id, expected)
    before = _must_have_content(course_id, content_id)
    if before["section_id"] is None:
        raise Problem("content_not_found", id=content_id)
    with audit.changing("course_contents", content_id):
        _set(content_id, {"section_id": None})
    _number("course_contents", _in_section(course_id, before["section_id"]))
    return touch(course_id, before["title"])


@db.transactional()
def attach(
    course_id: int,
    owner_id: int | None,
    content_id: int,
    file_id: str,
    name: str,
    expected: Container[int] | None = None,
) -> db.Row:
    """Makes a file that is kept the content's own, in place of an earlier one."""
    lock(course_id, owner_id, expected)
    before = _must_have_content(course_id, content_id)
    if before["kind"] != "file":
        raise invalid("file", "not_for_content_kind", kind=before["kind"])
    with audit.changing("course_contents", content_id):
        _set(content_id, {"file_id": file_id, "file_name": name})
    touch(course_id, before["title"])
    return content(course_id, owner_id, content_id)


@db.transactional()
def arrange(
    course_id: int,
    owner_id: int | None,
    outline: Sequence[tuple[int, Sequence[int]]],
    expected: Container[int] | None = None,
) -> int:
    """Puts all sections, and all contents into them, in this order, which names each once. The new revision."""
    lock(course_id, owner_id, expected)
    given = [content_id for _, contents in outline for content_id in contents]
    sections = [section_id for section_id, _ in outline]
    present = db.fetch_all(
        """
        SELECT   id, section_id
        FROM     course_contents FORCE INDEX (ix_course_contents_course)
        WHERE    course_id = %s AND section_id IS NOT NULL
        ORDER BY section_id, position, id
        """,
        (course_id,),
    )
    sections_now = [section["id"] for section in _sections(course_id)]
    if sorted(sections) != sorted(sections_now) or sorted(given) != sorted(row["id"] for row in present):
        raise Problem("order_incomplete", [Fault("sections", "outline_incomplete")])
    was = [[each, [row["id"] for row in present if row["section_id"] == each]] for each in sections_now]
    shall_be = [[section_id, [*contents]] for section_id, contents in outline]
    audit.write("UPDATE", "courses", course_id, {"outline": was}, {"outline": shall_be})
    _number("course_sections", sections)
    before = {row["id"]: row["section_id"] for row in present}
    for section_id, contents in outline:
        for content_id in contents:
            if before[content_id] != section_id:
                _set(content_id, {"section_id": section_id})
        _number("course_contents", contents)
    return touch(course_id, "outline")


def require_owner(course_id: int, owner_id: int | None) -> None:
    """A 404 unless the course is this owner's (None: anybody's)."""
    found = db.fetch_one(
        """
        SELECT id
        FROM   courses
        WHERE  id = %s AND deleted_at IS NULL AND (owner_id = %s OR %s IS NULL)
        """,
        (course_id, owner_id, owner_id),
    )
    if found is None:
        raise Problem("course_not_found", id=course_id)


def require_content_owner(course_id: int, owner_id: int | None, content_id: int) -> None:
    """A 404 unless the content is one of this owner's (None: of anybody's)."""
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


def rendered(markdown: str, field: str) -> str:
    """The text as HTML; a 422 that names the field where it is too intricate."""
    try:
        return texts.render(markdown)
    except texts.TooComplex:
        raise invalid(field, "markdown_too_complex") from None


def _told(row: db.Row) -> db.Row:
    file = {"name": row["file_name"], "size": row["file_size"]} if row["file_id"] else None
    return {**row, "file": file, "prerequisites": orjson.loads(row["prerequisites"])}


def _kept(value: Any) -> Any:
    return orjson.dumps(value).decode() if isinstance(value, list) else value


def _fitting(kind: str, fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields as a content of this kind keeps them: a quiz as JSON in its body, a video's address in normal form."""
    values = dict(fields)
    if "prerequisites" in values:
        values["prerequisites"] = list(dict.fromkeys(values["prerequisites"]))
    if kind != "quiz":
        for name in ("quiz", "mastery_score"):
            if values.get(name) is not None:
                raise invalid(name, "not_for_content_kind", kind=kind)
    elif values.get("body"):
        raise invalid("body", "not_for_content_kind", kind=kind)
    elif values.get("quiz") is not None:
        values["body"] = orjson.dumps(values["quiz"]).decode()
        if len(values["body"]) > MAX_BODY_LENGTH:
            raise invalid("quiz", "string_too_long", max_length=MAX_BODY_LENGTH)
    else:
        values.pop("body", None)
    if kind in ("text", "file") and values.get("body"):
        rendered(values["body"], "body")
    if kind == "video" and values.get("body"):
        values["body"] = texts.normalize_url(values["body"])
        if values["body"] is None:
            raise invalid("body", "link")
    return values


def _sections(course_id: int) -> list[db.Row]:
    return db.fetch_all(
        """
        SELECT   id, position, title
        FROM     course_sections FORCE INDEX (ix_course_sections_order)
        WHERE    course_id = %s
        ORDER BY position, id
        """,
        (course_id,),
    )


def _section(course_id: int, section_id: int, revision: int) -> db.Row:
    (found,) = [section for section in _sections(course_id) if section["id"] == section_id]
    return {**found, "revision": revision}


def _must_have_section(course_id: int, section_id: int) -> list[int]:
    present = [section["id"] for section in _sections(course_id)]
    if section_id not in present:
        raise Problem("section_not_found", id=section_id)
    return present


def _must_have_content(course_id: int, content_id: int) -> db.Row:
    row = db.fetch_one(
        """
        SELECT id, section_id, kind, title
        FROM   course_contents FORCE INDEX (PRIMARY)
        WHERE  id = %s AND course_id = %s
        """,
        (content_id, course_id),
    )
    if row is None:
        raise Problem("content_not_found", id=content_id)
    return row


def _in_section(course_id: int, section_id: int) -> list[int]:
    """The ids of the section's contents in order; a 422 where the course has no such section."""
    if section_id not in [section["id"] for section in _sections(course_id)]:
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


def _contents_in_draft(course_id: int) -> int:
    return int(
        db.fetch_value(
            """
            SELECT COUNT(*)
            FROM   course_contents FORCE INDEX (ix_course_contents_course)
            WHERE  course_id = %s AND section_id IS NOT NULL
            """,
            (course_id,),
        )
    )


def _must_be_ours(course_id: int, content_ids: Sequence[int]) -> None:
    if not content_ids:
        return
    found = db.fetch_all(
        f"""
        SELECT id
        FROM   course_contents FORCE INDEX (PRIMARY)
        WHERE  id IN ({db.marks(len(content_ids))}) AND course_id = %s
        """,
        [*content_ids, course_id],
    )
    if strangers := sorted(set(content_ids) - {row["id"] for row in found}):
        raise invalid("prerequisites", "unknown_content", id=strangers[0])


def _set(content_id: int, fields: Mapping[str, Any]) -> None:
    if fields:
        db.execute(
            f"""
            UPDATE course_contents FORCE INDEX (PRIMARY)
            SET    {", ".join(f"{name} = %s" for name in fields)}
            WHERE  id = %s
            """,
            [*(_kept(value) for value in fields.values()), content_id],
        )


def _placed(ids: Sequence[int], moved: int, position: int | None) -> list[int]:
    """The ids with the moved one at its position, counted from 1; None or a position beyond the end is the end."""
    others = [each for each in ids if each != moved]
    place = len(others) if position is None else min(position - 1, len(others))
    return [*others[:place], moved, *others[place:]]


def _number(table: str, ids: Sequence[int]) -> None:
    """Gives these rows the positions 1, 2, 3 in this order."""
    if ids:
        db.execute(
            f"""
            UPDATE {table} FORCE INDEX (PRIMARY)
            SET    position = CASE id {"WHEN %s THEN %s " * len(ids)}END
            WHERE  id IN ({db.marks(len(ids))})
            """,
            [*(value for place, each in enumerate(ids, 1) for value in (each, place)), *ids],
        )
