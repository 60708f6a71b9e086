"""Learning records of courses as xAPI statements, built from the rows of progress."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import db
from domain.courses import xapi_statements
from domain.courses.xapi_statements import Course, Statement
from problems import Problem
from queries.courses import versions
from queries.courses.reports import Viewer
from queries.system import batches

# Enrolments read at a time; each has a row of progress per content.
BATCH_SIZE = 200


def get_course(viewer: Viewer, course_id: int, own: bool, home: str) -> Course:
    """Return the course whose statements the viewer may read, or raise a 404.

    The owner and admins may read all of them; with `own` everyone who may see the course reads their own. `home` is the
    shop's origin.
    """
    row = db.fetch_one(
        """
        SELECT c.id, c.owner_id, c.title, c.language, c.version_id, c.deleted_at,
               EXISTS (SELECT 1
                       FROM   enrolments e
                       WHERE  e.user_id = %s AND e.course_id = c.id) AS enrolled
        FROM   courses c
        WHERE  c.id = %s
        """,
        (viewer.user_id, course_id),
    )
    allowed = row is not None and (
        (row["deleted_at"] is None and viewer.sees_all_of(row["owner_id"]))
        or (own and (row["enrolled"] or (row["deleted_at"] is None and row["version_id"] is not None)))
    )
    if row is None or not allowed:
        raise Problem("course_not_found", id=course_id)
    drafted = db.fetch_all(
        """
        SELECT id, kind
        FROM   course_contents FORCE INDEX (ix_course_contents_course)
        WHERE  course_id = %s
        """,
        (course_id,),
    )
    # Removed contents keep their kind; titles are those of the published version.
    contents: dict[int, tuple[str, str | None]] = {row["id"]: (row["kind"], None) for row in drafted}
    title, language = row["title"], row["language"]
    if row["version_id"] is not None:
        version = versions.get(row["version_id"])
        title, language = version.title, version.language
        contents |= {content.id: (content.kind, content.title) for content in version.contents}
    return Course(home, course_id, title, language, contents)


def iterate_statements(course: Course, user_id: int | None) -> Iterator[Statement]:
    """Yield all statements of the course, or of one user in it, learner by learner."""
    for _, statements in batches.iterate(
        lambda after: _batch(course, user_id, after), 0, BATCH_SIZE, lambda enrolment: enrolment[0]
    ):
        yield from statements


def _batch(course: Course, user_id: int | None, after: int) -> list[tuple[int, list[Statement]]]:
    """Return the ids of the next enrolments, each with its statements."""
    index, condition = ("ix_enrolments_course", "") if user_id is None else ("uq_enrolments_user", "AND user_id = %s")
    enrolments = db.fetch_all(
        f"""
        SELECT   id, user_id, enrolled_at, completed_at
        FROM     enrolments FORCE INDEX ({index})
        WHERE    course_id = %s AND id > %s {condition}
        ORDER BY id
        LIMIT    %s
        """,
        (course.id, after, *([] if user_id is None else [user_id]), BATCH_SIZE),
    )
    ids = [row["id"] for row in enrolments]
    if not ids:
        return []
    progress = _by_enrolment(
        f"""
        SELECT   enrolment_id, content_id, score, started_at, completed_at, passed_at, waived_at, waiver
        FROM     progress FORCE INDEX (PRIMARY)
        WHERE    enrolment_id IN ({db.placeholders(len(ids))})
        ORDER BY enrolment_id, content_id
        """,
        ids,
    )
    attempts = _by_enrolment(
        f"""
        SELECT   id, enrolment_id, content_id, score, passed, submitted_at
        FROM     quiz_attempts FORCE INDEX (uq_quiz_attempts_number)
        WHERE    enrolment_id IN ({db.placeholders(len(ids))}) AND submitted_at IS NOT NULL
        ORDER BY enrolment_id, content_id, number
        """,
        ids,
    )
    certificates = _by_enrolment(
        f"""
        SELECT   enrolment_id, code, course_title, issued_at
        FROM     certificates FORCE INDEX (uq_certificates_enrolment)
        WHERE    enrolment_id IN ({db.placeholders(len(ids))}) AND newest = 1 AND revoked_at IS NULL
        ORDER BY enrolment_id
        """,
        ids,
    )
    return [
        (
            row["id"],
            xapi_statements.build_statements(
                course, row, progress[row["id"]], attempts[row["id"]], next(iter(certificates[row["id"]]), None)
            ),
        )
        for row in enrolments
    ]


def _by_enrolment(sql: str, ids: list[int]) -> dict[int, list[db.Row]]:
    found: dict[int, list[db.Row]] = defaultdict(list)
    for row in db.fetch_all(sql, ids):
        found[row["enrolment_id"]].append(row)
    return found
