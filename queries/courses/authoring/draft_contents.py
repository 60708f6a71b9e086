"""Contents of drafts."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from typing import Any

import orjson

import db
from domain.courses import markdown, rendering
from domain.courses.rendering import Renderer
from problems import Problem, invalid
from queries.courses import ownership
from queries.courses.authoring import drafts
from queries.system import audit

MAX_CONTENTS = 500
MAX_BODY_LENGTH = 200_000
DEFAULT_MASTERY_SCORE = 70
WRITABLE_COLUMNS = ("title", "body", "required", "move_on", "mastery_score", "minutes", "prerequisites")


def get(course_id: int, owner_id: int | None, content_id: int, renderer: Renderer) -> db.Row:
    """Return a content of the draft, or one removed from it, with its `body`, its `html`, and the `quiz` of a quiz."""
    return _rendered(read(course_id, owner_id, content_id), renderer)


def read(course_id: int, owner_id: int | None, content_id: int) -> db.Row:
    """Return a content of the draft, or one removed from it, as it is stored."""
    row = db.fetch_one(
        f"""
        SELECT {drafts.CONTENT_COLUMNS}, c.body, k.revision
        FROM   course_contents c
        JOIN   courses k ON k.id = c.course_id
        LEFT   JOIN course_files f ON f.id = c.file_id
        WHERE  c.id = %s AND c.course_id = %s AND k.deleted_at IS NULL AND (k.owner_id = %s OR %s IS NULL)
        """,
        (content_id, course_id, owner_id, owner_id),
    )
    if row is None:
        raise Problem("content_not_found", id=content_id)
    return row


def _rendered(row: db.Row, renderer: Renderer) -> db.Row:
    """Return the row as a response. Markdown may take a while, so call it without a lock."""
    is_quiz = row["kind"] == "quiz"
    return {
        **drafts.serialize_content(row),
        "body": "" if is_quiz else row["body"],
        "html": _html(row["kind"], row["body"], renderer),
        "quiz": orjson.loads(row["body"]) if is_quiz and row["body"] else None,
    }


def _html(kind: str, body: str, renderer: Renderer) -> str:
    """Return the HTML of a stored body, or an empty one if it is too complex. Raises a 503."""
    if kind not in ("text", "file"):
        return ""
    try:
        return renderer.render(body)
    except markdown.TooComplex:
        # A text stored before there was a limit is still shown, so that its author can change it.
        return ""
    except rendering.Unavailable:
        raise drafts.busy() from None


def add(
    course_id: int,
    owner_id: int | None,
    fields: dict[str, Any],
    expected: Container[int] | None = None,
    renderer: Renderer | None = None,
) -> db.Row:
    """Add a content to its `section_id`, at its `position` or as the last one, and return it."""
    ownership.require_owner(course_id, owner_id)
    renderer = renderer or Renderer()
    kind = fields["kind"]
    is_quiz = kind == "quiz"
    values = {
        "body": "",
        "move_on": "Passed" if is_quiz else "Completed",
        "mastery_score": DEFAULT_MASTERY_SCORE if is_quiz else None,
        "minutes": None,
        **_normalized(kind, {name: value for name, value in fields.items() if value is not None}, renderer),
    }
    return _rendered(_insert(course_id, owner_id, fields, values, expected), renderer)


@db.transactional()
def _insert(
    course_id: int,
    owner_id: int | None,
    fields: Mapping[str, Any],
    values: Mapping[str, Any],
    expected: Container[int] | None,
) -> db.Row:
    drafts.lock(course_id, owner_id, expected)
    section_id = fields["section_id"]
    present = drafts.content_ids_of_section(course_id, section_id)
    _require_room(course_id)
    _require_contents(course_id, values["prerequisites"])
    content_id = db.insert(
        f"""
        INSERT INTO course_contents (course_id, section_id, position, kind, {", ".join(WRITABLE_COLUMNS)})
        VALUES (%s, %s, %s, %s, {db.placeholders(len(WRITABLE_COLUMNS))})
        """,
        [
            course_id,
            section_id,
            len(present) + 1,
            fields["kind"],
            *(drafts.column_value(values[name]) for name in WRITABLE_COLUMNS),
        ],
    )
    drafts.write_positions("course_contents", drafts.insert_at(present, content_id, fields["position"]))
    audit.created("course_contents", content_id)
    drafts.raise_revision(course_id, values["title"])
    return read(course_id, owner_id, content_id)


def update(
    course_id: int,
    owner_id: int | None,
    content_id: int,
    fields: Mapping[str, Any],
    expected: Container[int] | None = None,
    renderer: Renderer | None = None,
) -> db.Row:
    """Set the given fields and return the content. A `section_id` moves it there, or restores a removed one."""
    ownership.require_owner(course_id, owner_id)
    renderer = renderer or Renderer()
    before = read(course_id, owner_id, content_id)
    # The kind of a content never changes, so its fields are checked before the draft is locked.
    values = _normalized(before["kind"], fields, renderer)
    if "body" not in values:
        # The response has it; no failure and no wait may follow the change.
        _html(before["kind"], before["body"], renderer)
    row = _update(course_id, owner_id, content_id, fields, values, expected)
    # What is changed can't be left to another thread any more, even if somebody else has changed the text meanwhile.
    renderer.may_take_long = True
    return _rendered(row, renderer)


@db.transactional()
def _update(
    course_id: int,
    owner_id: int | None,
    content_id: int,
    fields: Mapping[str, Any],
    values: Mapping[str, Any],
    expected: Container[int] | None,
) -> db.Row:
    drafts.lock(course_id, owner_id, expected)
    before = _require(course_id, content_id)
    _require_contents(course_id, values.get("prerequisites", ()))
    with audit.changing("course_contents", content_id):
        drafts.write_content(content_id, {name: values[name] for name in WRITABLE_COLUMNS if name in values})
        section_id = fields.get("section_id", before["section_id"])
        if section_id is not None and (section_id != before["section_id"] or "position" in fields):
            present = drafts.content_ids_of_section(course_id, section_id)
            if before["section_id"] is None:
                _require_room(course_id)
            drafts.write_content(content_id, {"section_id": section_id})
            drafts.write_positions("course_contents", drafts.insert_at(present, content_id, fields.get("position")))
            if before["section_id"] not in (None, section_id):
                _renumber(course_id, before["section_id"])
    drafts.raise_revision(course_id, fields.get("title", before["title"]))
    return read(course_id, owner_id, content_id)


@db.transactional()
def remove(course_id: int, owner_id: int | None, content_id: int, expected: Container[int] | None = None) -> int:
    """Remove the content from the draft; progress in it stays. Return the new revision."""
    drafts.lock(course_id, owner_id, expected)
    before = _require(course_id, content_id)
    if before["section_id"] is None:
        raise Problem("content_not_found", id=content_id)
    with audit.changing("course_contents", content_id):
        drafts.write_content(content_id, {"section_id": None})
    _renumber(course_id, before["section_id"])
    return drafts.raise_revision(course_id, before["title"])


def attach_file(
    course_id: int,
    owner_id: int | None,
    content_id: int,
    file_id: str,
    name: str,
    expected: Container[int] | None = None,
) -> db.Row:
    """Attach a stored file to a content of the kind `file`, in place of an earlier one, and return the content."""
    renderer = Renderer()
    before = read(course_id, owner_id, content_id)
    _html(before["kind"], before["body"], renderer)
    return _rendered(_attach(course_id, owner_id, content_id, file_id, name, expected), renderer)


@db.transactional()
def _attach(
    course_id: int,
    owner_id: int | None,
    content_id: int,
    file_id: str,
    name: str,
    expected: Container[int] | None,
) -> db.Row:
    drafts.lock(course_id, owner_id, expected)
    before = _require(course_id, content_id)
    if before["kind"] != "file":
        raise invalid("file", "not_for_content_kind", kind=before["kind"])
    with audit.changing("course_contents", content_id):
        drafts.write_content(content_id, {"file_id": file_id, "file_name": name})
    drafts.raise_revision(course_id, before["title"])
    return read(course_id, owner_id, content_id)


def _normalized(kind: str, fields: Mapping[str, Any], renderer: Renderer) -> dict[str, Any]:
    """Return the fields as a content of this kind stores them: a quiz as JSON in its body, a normalized video URL."""
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
        drafts.render_markdown(renderer, values["body"], "body")
    if kind == "video" and values.get("body"):
        values["body"] = markdown.normalize_url(values["body"])
        if values["body"] is None:
            raise invalid("body", "link")
    return values


def _renumber(course_id: int, section_id: int) -> None:
    drafts.write_positions("course_contents", drafts.content_ids_of_section(course_id, section_id))


def _require(course_id: int, content_id: int) -> db.Row:
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


def _require_room(course_id: int) -> None:
    """Raise a 409 if the draft has as many contents as it may have."""
    contents = db.fetch_value(
        """
        SELECT COUNT(*)
        FROM   course_contents FORCE INDEX (ix_course_contents_course)
        WHERE  course_id = %s AND section_id IS NOT NULL
        """,
        (course_id,),
    )
    if contents >= MAX_CONTENTS:
        raise Problem("outline_limit_reached", most=MAX_CONTENTS)


def _require_contents(course_id: int, content_ids: Sequence[int]) -> None:
    """Raise a 422 if one of these prerequisites is not a content of the course."""
    if not content_ids:
        return
    found = db.fetch_all(
        f"""
        SELECT id
        FROM   course_contents FORCE INDEX (PRIMARY)
        WHERE  id IN ({db.placeholders(len(content_ids))}) AND course_id = %s
        """,
        [*content_ids, course_id],
    )
    if unknown := sorted(set(content_ids) - {row["id"] for row in found}):
        raise invalid("prerequisites", "unknown_content", id=unknown[0])
