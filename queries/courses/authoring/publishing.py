"""Publishing: the draft of a course becomes an immutable version."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from typing import Any, NamedTuple

import orjson

import db
from domain.courses import publishing, rendering
from domain.courses.publishing import DraftContent
from domain.courses.rendering import Renderer
from problems import Problem, Reason, invalid
from queries.accounts import activities
from queries.courses import completion, progress, versions
from queries.courses.authoring import drafts
from queries.events import outbox
from queries.system import audit
from queries.system.audit import Entry

# A server's default limit of a statement is 16 MB.
MAX_STATEMENT_CHARACTERS = 1_000_000
# A text up to this length is rendered before the draft is checked, so that one that shows nothing is found, too.
MAX_SHORT_TEXT = 2000
COURSE = ("title", "summary", "description", "language", "sequential", "prerequisites")
CONTENT = (
    "place", "content_id", "section", "section_title", "kind", "title", "body", "file_id", "file_name", "required",
    "move_on", "mastery_score", "minutes", "prerequisites",
)  # fmt: skip


class Published(NamedTuple):
    """The number of the version that learners work on, and True if it is new."""

    number: int
    new: bool


class _Candidate(NamedTuple):
    """A version to publish: its values, those of its contents with their `html`, and the reasons against it."""

    revision: int
    course: dict[str, Any]
    description_html: str
    contents: list[dict[str, Any]]
    reasons: list[Reason]


def publish(
    course_id: int,
    owner_id: int | None,
    by: int,
    expected: Container[int] | None = None,
    dry_run: bool = False,
    renderer: Renderer | None = None,
) -> Published:
    """Publish the draft as the version that learners work on; without a change the last version stays.

    A course that nobody could complete is a 409 with every reason. A `dry_run` changes nothing and returns the number
    that the version would have.
    """
    # Long texts take time to render, so this happens before the course is locked.
    renderer = renderer or Renderer()
    candidate = _build_candidate(course_id, owner_id, expected, renderer)
    return _publish(course_id, owner_id, by, expected, dry_run, candidate, renderer)


def _build_candidate(
    course_id: int, owner_id: int | None, expected: Container[int] | None, renderer: Renderer
) -> _Candidate:
    """Return the version that the current draft would make. Any later write raises the draft's revision.

    Long new texts are rendered only if nothing else stands against it. Raises Problem: 412; 422 for a text that is too
    complex, or for too many.
    """
    draft = drafts.get(course_id, owner_id)
    if expected is not None and draft["revision"] not in expected:
        raise Problem("version_conflict")
    contents = _read_contents(course_id, draft, renderer)
    reasons, description_html = _content_reasons(draft, contents), ""
    if not reasons:
        _check_length(renderer, contents)
        description_html = drafts.render_markdown(renderer, draft["description"], "description")
        for content in contents:
            if content["html"] is None:
                content["html"] = drafts.render_markdown(renderer, content["body"], _field(content))
        reasons = _content_reasons(draft, contents)
    return _Candidate(draft["revision"], {name: draft[name] for name in COURSE}, description_html, contents, reasons)


def _read_contents(course_id: int, draft: dict[str, Any], renderer: Renderer) -> list[dict[str, Any]]:
    """Return the contents of a draft with their `body`, and the `html` of all but long new texts."""
    bodies: dict[int, str] = {}
    # As text, they would be compared regardless of case.
    for row in db.fetch_all(
        """
        SELECT    c.id, c.body, v.html
        FROM      course_contents c FORCE INDEX (ix_course_contents_course)
        JOIN      courses k ON k.id = c.course_id
        LEFT JOIN version_contents v FORCE INDEX (uq_version_contents_content)
                  ON v.version_id = k.version_id AND v.content_id = c.id
                  AND CAST(v.body AS BINARY) = CAST(c.body AS BINARY)
        WHERE     c.course_id = %s AND c.section_id IS NOT NULL
        """,
        (course_id,),
    ):
        bodies[row["id"]] = row["body"]
        if row["html"]:
            renderer.add(row["body"], row["html"])
    contents: list[dict[str, Any]] = []
    filled = [section for section in draft["sections"] if section["contents"]]
    for number, section in enumerate(filled, 1):
        for content in section["contents"]:
            body = bodies.get(content["id"], "")
            contents.append(
                {
                    **content,
                    "place": len(contents) + 1,
                    "content_id": content["id"],
                    "section": number,
                    "section_title": section["title"],
                    "body": body,
                    "html": _html(content, body, renderer),
                }
            )
    return contents


def _html(content: dict[str, Any], body: str, renderer: Renderer) -> str | None:
    """Return the HTML of a content, or None for a long text that is not rendered yet."""
    if content["kind"] not in ("text", "file"):
        return ""
    if len(body) > MAX_SHORT_TEXT and not renderer.has(body):
        return None
    return drafts.render_markdown(renderer, body, _field(content))


def _check_length(renderer: Renderer, contents: Sequence[dict[str, Any]]) -> None:
    """Raise a 422 if the texts that are not rendered yet are too much, so that none is rendered for nothing."""
    estimate = rendering.Estimate(renderer)
    for content in contents:
        if content["html"] is None:
            try:
                estimate.add(content["body"])
            except rendering.TooMuch:
                raise invalid(_field(content), "draft_too_long") from None


def _field(content: dict[str, Any]) -> str:
    return f"contents.{content['id']}.body"


def _content_reasons(draft: dict[str, Any], contents: Sequence[dict[str, Any]]) -> list[Reason]:
    found = publishing.find_issues(
        bool(draft["sequential"]),
        [_draft_content(content) for content in contents],
        {content["id"]: content["title"] for content in draft["removed"]},
    )
    return [
        Reason(issue.code, issue.content.id, issue.content.title, issue.words) if issue.content else Reason(issue.code)
        for issue in found
    ]


@db.transactional()
def _publish(
    course_id: int,
    owner_id: int | None,
    by: int,
    expected: Container[int] | None,
    dry_run: bool,
    candidate: _Candidate,
    renderer: Renderer,
) -> Published:
    course = drafts.lock(course_id, owner_id, expected)
    if course["revision"] != candidate.revision:
        # The draft has changed since.
        candidate = _build_candidate(course_id, owner_id, expected, renderer)
    if reasons := [*candidate.reasons, *_course_reasons(course_id, candidate.course["prerequisites"])]:
        raise Problem("course_not_completable", reasons=reasons)
    last = course["version_id"] and _read(course["version_id"])
    if last and last == (
        _values(candidate.course, COURSE),
        [_values(content, CONTENT) for content in candidate.contents],
    ):
        return Published(versions.get(course["version_id"]).number, False)
    number = _next_number(course_id)
    if dry_run:
        return Published(number, False)
    version_id = db.insert(
        f"""
        INSERT INTO course_versions (course_id, number, description_html, published_by, {", ".join(COURSE)})
        VALUES (%s, %s, %s, %s, {db.placeholders(len(COURSE))})
        """,
        [course_id, number, candidate.description_html, by, *_values(candidate.course, COURSE)],
    )
    for part in _batches(candidate.contents):
        db.execute(
            f"""
            INSERT INTO version_contents (version_id, html, {", ".join(CONTENT)})
            VALUES {db.placeholders(len(part), 2 + len(CONTENT))}
            """,
            [value for content in part for value in (version_id, content["html"], *_values(content, CONTENT))],
        )
    db.execute(
        """
        UPDATE courses FORCE INDEX (PRIMARY)
        SET    version_id = %s
        WHERE  id = %s
        """,
        (version_id, course_id),
    )
    old = versions.get(course["version_id"]) if course["version_id"] is not None else None
    told = completion.recalculate(course_id, old, versions.get_uncached(version_id), progress.utc_now())
    audit.write_all(
        [
            Entry("INSERT", "course_versions", version_id, None, {"course_id": course_id, "number": number}),
            Entry("UPDATE", "courses", course_id, {"version_id": course["version_id"]}, {"version_id": version_id}),
        ]
    )
    activities.write("course_published", course_id, f"{number}: {candidate.course['title']}")
    outbox.write(told)
    return Published(number, True)


def _batches(contents: Sequence[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    """Yield the contents in order, as many at a time as fit in a statement."""
    part: list[dict[str, Any]] = []
    length = 0
    for content in contents:
        size = len(content["body"]) + len(content["html"])
        if part and length + size > MAX_STATEMENT_CHARACTERS:
            yield part
            part, length = [], 0
        part.append(content)
        length += size
    if part:
        yield part


def _course_reasons(course_id: int, required: Sequence[int]) -> list[Reason]:
    """Return why a required course could not be completed first.

    The rows stay locked until COMMIT: two courses that require each other and are published at once deadlock, and the
    transaction that the server aborts runs again and sees what the other has published.
    """
    titles: dict[int, str] = {}
    missing: set[int] = set()
    requirements: dict[int, set[int]] = {course_id: set()}
    waiting = set(required)
    while waiting:
        current = min(waiting)
        row = db.fetch_one(
            """
            SELECT title, version_id, deleted_at
            FROM   courses FORCE INDEX (PRIMARY)
            WHERE  id = %s
            LOCK IN SHARE MODE
            """,
            (current,),
        )
        if row is None:
            raise LookupError(f"course {current}")
        titles[current] = row["title"]
        if row["version_id"] is None or row["deleted_at"] is not None:
            missing.add(current)
        requirements[current] = set(versions.get(row["version_id"]).prerequisites) if row["version_id"] else set()
        waiting = (waiting | requirements[current]) - requirements.keys()
    closure = publishing.transitive_closure(requirements)
    return [
        Reason("required_course_not_published" if each in missing else "course_cycle", words={"needed": titles[each]})
        for each in required
        if each in missing or course_id in closure[each]
    ]


def _read(version_id: int) -> tuple[tuple[Any, ...], list[tuple[Any, ...]]]:
    """Return the values that a version was made of, in the form of `_values`."""
    course = db.fetch_one(
        f"""
        SELECT {", ".join(COURSE)}
        FROM   course_versions
        WHERE  id = %s
        """,
        (version_id,),
    )
    contents = db.fetch_all(
        f"""
        SELECT   {", ".join(CONTENT)}
        FROM     version_contents FORCE INDEX (PRIMARY)
        WHERE    version_id = %s
        ORDER BY place
        """,
        (version_id,),
    )
    return tuple((course or {}).values()), [tuple(content.values()) for content in contents]


def _values(row: dict[str, Any], names: Sequence[str]) -> tuple[Any, ...]:
    """Return the values as the tables store them, lists as JSON."""
    return tuple(orjson.dumps(row[name]).decode() if isinstance(row[name], list) else row[name] for name in names)


def _next_number(course_id: int) -> int:
    return 1 + int(
        db.fetch_value(
            """
            SELECT COALESCE(MAX(number), 0) AS last
            FROM   course_versions FORCE INDEX (uq_course_versions_number)
            WHERE  course_id = %s
            """,
            (course_id,),
        )
    )


def _draft_content(content: dict[str, Any]) -> DraftContent:
    return DraftContent(
        content["id"],
        content["kind"],
        content["title"],
        content["body"],
        content["html"],
        content["file_id"],
        bool(content["required"]),
        content["move_on"],
        tuple(content["prerequisites"]),
    )
