"""Reports on courses and their learners, counted at each call from the rows of progress.

Everyone sees the figures of published courses, without those of small groups; owners and admins see all figures of
theirs.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Literal, NamedTuple

import db
from domain.commerce.days import day as jakarta_day
from domain.courses import figures
from domain.courses.figures import ContentCounts, Durations, Learners, State
from problems import Problem
from queries.courses import versions
from queries.system import batches

Scope = Literal["learners", "own", "all"]

COURSE_BATCH_SIZE = 100
LEARNER_BATCH_SIZE = 1000

# The offset of Jakarta, which has not changed since 1964.
SHIFT = "INTERVAL 7 HOUR"


class Viewer(NamedTuple):
    """The user who asks, and if by API key: a program sees only what everyone sees."""

    user_id: int
    admin: bool = False
    by_key: bool = False

    def sees_all_of(self, owner_id: int) -> bool:
        return not self.by_key and (self.admin or owner_id == self.user_id)


class LearnerFilter(NamedTuple):
    """The enrolments that a list of learners shows."""

    scope: Scope
    course_id: int | None = None
    state: State | None = None
    # Inactive for at least this many days.
    inactive_days: int | None = None
    # A part of the learner's name.
    name: str | None = None


# The course and id of the enrolment after which a page starts.
Cursor = tuple[int, int]
# A page of a course report: (viewer, course_id, after, limit, now).
Page = Callable[[Viewer, int | None, int, int, datetime], list[db.Row]]


def progress(viewer: Viewer, course_id: int | None, after: int, limit: int, now: datetime) -> list[db.Row]:
    """Return the progress figures of each course by id, from after the course `after`, or of one course."""
    courses = _courses(viewer, course_id, after, limit)
    learners = _learners(viewer, courses)
    return [{**_course_fields(course), **figures.progress(learners[course["id"]])} for course in courses]


def engagement(viewer: Viewer, course_id: int | None, after: int, limit: int, now: datetime) -> list[db.Row]:
    """Return the activity of each course's learners; for a single course also by day and content."""
    courses = _courses(viewer, course_id, after, limit)
    learners, active, seconds = _learners(viewer, courses), _active(courses, now), _seconds(courses)
    rows = []
    for course in courses:
        found = learners[course["id"]]
        row = figures.engagement(found, active[course["id"]], seconds[course["id"]])
        if course_id is not None:
            row["median_seconds"] = None if found.hidden else _median_seconds(course_id, found.number)
            row["days"] = figures.daily(found, row, _days(course_id, now))
            row["contents"] = []
            if course["version_id"] is not None:
                version = versions.get(course["version_id"])
                row["contents"] = figures.funnel(found, version, _content_counts(list(version.by_id)))
        rows.append({**_course_fields(course), **row})
    return rows


def completion(viewer: Viewer, course_id: int | None, after: int, limit: int, now: datetime) -> list[db.Row]:
    """Return the completion rate of each course. Learners who left count as enrolled."""
    courses = _courses(viewer, course_id, after, limit)
    durations: dict[int, dict[int | None, int]] = defaultdict(dict)
    for row in _durations(courses, "NULL"):
        durations[row["course_id"]][row["days"]] = row["learners"]
    return [
        {**_course_fields(course), **figures.completion(durations[course["id"]], _guarded(viewer, course))}
        for course in courses
    ]  # fmt: skip


def completion_by_month(viewer: Viewer, course_id: int | None, after: int, limit: int, now: datetime) -> list[db.Row]:
    """Return the same, with the rates by month of enrolment."""
    courses = _courses(viewer, course_id, after, limit)
    by_month = _durations_by_month(courses)
    rows = []
    for course in courses:
        months, guarded = by_month[course["id"]], _guarded(viewer, course)
        total: Counter[int | None] = Counter()
        for durations in months.values():
            total.update(durations)
        row = figures.completion(total, guarded)
        rows.append({**_course_fields(course), **row, "months": figures.completion_by_month(months, guarded)})
    return rows


def cohorts(viewer: Viewer, course_id: int, now: datetime) -> db.Row:
    """Return the timely completions and the retention of each month's cohort."""
    courses = _courses(viewer, course_id, 0, 1)
    learners = _learners(viewer, courses)[course_id]
    active = db.fetch_all(
        """
        SELECT   cohort, week, COUNT(DISTINCT enrolment_id) AS learners
        FROM     learning_days FORCE INDEX (ix_learning_days_cohort)
        WHERE    course_id = %s AND week < %s
        GROUP BY cohort, week
        """,
        (course_id, figures.WEEKS),
    )
    rows = figures.cohorts(
        learners,
        _durations_by_month(courses)[course_id],
        {(row["cohort"], row["week"]): row["learners"] for row in active},
        jakarta_day(now),
    )
    return {**_course_fields(courses[0]), "hidden": learners.hidden, "cohorts": rows}


def iterate_courses(page: Page, viewer: Viewer, now: datetime) -> Iterator[db.Row]:
    """Yield all courses of one of the reports above."""
    return batches.iterate(
        lambda after: page(viewer, None, after, COURSE_BATCH_SIZE, now),
        0,
        COURSE_BATCH_SIZE,
        lambda row: int(row["course_id"]),
    )


def resolve_scope(viewer: Viewer, requested: Scope | None, course_id: int | None) -> Scope:
    """Return the requested scope, or the widest that the viewer may see. `all` is for admins, a 403 for others."""
    if requested is not None:
        if requested == "all" and (viewer.by_key or not viewer.admin):
            raise Problem("forbidden", roles="admin")
        return requested
    if viewer.admin and not viewer.by_key:
        return "all"
    own = _own_courses(viewer, 0)
    return "learners" if own and course_id in (None, *own) else "own"


def learners(viewer: Viewer, wanted: LearnerFilter, after: Cursor, limit: int, now: datetime) -> list[db.Row]:
    """Return enrolments with their learners, by course and id, or by id if all courses are listed.

    The scope `learners` means the viewer's own courses, and nobody for an API key. A course that the viewer can neither
    see nor is enrolled in is a 404.
    """
    index, conditions, params = "ix_enrolments_course", ["c.deleted_at IS NULL"], []
    condition, order = "e.course_id >= %s AND (e.course_id > %s OR e.id > %s)", "e.course_id, e.id"
    place = [after[0], *after]
    if wanted.scope == "own":
        index, conditions, params = "uq_enrolments_user", ["e.user_id = %s"], [viewer.user_id]
    elif wanted.scope == "all" and wanted.course_id is None:
        # Reading all enrolments by id is faster than course by course.
        index, condition, order, place = "PRIMARY", "e.id > %s", "e.id", [after[1]]
    elif wanted.scope == "learners":
        courses = _own_courses(viewer, after[0])
        if not courses:
            return _no_learners(viewer, wanted)
        conditions, params = [*conditions, f"e.course_id IN ({db.placeholders(len(courses))})"], list(courses)
    for clause, value in (
        ("e.course_id = %s", wanted.course_id),
        ("e.state = %s", wanted.state),
        ("LOCATE(%s, u.name) > 0", wanted.name),
        (
            "COALESCE(e.active_at, e.enrolled_at) <= %s",
            None if wanted.inactive_days is None else now - timedelta(wanted.inactive_days),
        ),
    ):
        if value is not None:
            conditions.append(clause)
            params.append(value)  # type: ignore[arg-type]
    rows = db.fetch_all(
        f"""
        SELECT   e.id, e.course_id, COALESCE(v.title, c.title) AS title, e.user_id, u.name, e.state, e.percent,
                 e.seconds, e.enrolled_at, e.started_at, e.active_at, e.completed_at, e.left_at
        FROM     enrolments e FORCE INDEX ({index})
                 STRAIGHT_JOIN courses c ON c.id = e.course_id
                 STRAIGHT_JOIN users u ON u.id = e.user_id
                 LEFT JOIN course_versions v ON v.id = c.version_id
        WHERE    {" AND ".join([*conditions, condition])}
        ORDER BY {order}
        LIMIT    %s
        """,
        [*params, *place, limit],
    )
    return rows or _no_learners(viewer, wanted)


def iterate_learners(viewer: Viewer, wanted: LearnerFilter, now: datetime) -> Iterator[db.Row]:
    """Yield all learners."""
    return batches.iterate(
        lambda after: learners(viewer, wanted, after, LEARNER_BATCH_SIZE, now),
        (0, 0),
        LEARNER_BATCH_SIZE,
        lambda row: (row["course_id"], row["id"]),
    )


def _courses(viewer: Viewer, course_id: int | None, after: int, limit: int) -> list[db.Row]:
    """Return the courses whose figures the viewer may see, or raise a 404 for a single one."""
    conditions, params = ["c.deleted_at IS NULL", "c.id > %s"], [after]
    if course_id is not None:
        conditions, params = [*conditions, "c.id = %s"], [*params, course_id]
    if viewer.by_key or not viewer.admin:
        conditions.append("(c.version_id IS NOT NULL OR (c.owner_id = %s AND %s))")
        params += [viewer.user_id, not viewer.by_key]
    found = db.fetch_all(
        f"""
        SELECT   c.id, COALESCE(v.title, c.title) AS title, c.owner_id, c.version_id
        FROM     courses c FORCE INDEX (PRIMARY)
                 LEFT JOIN course_versions v ON v.id = c.version_id
        WHERE    {" AND ".join(conditions)}
        ORDER BY c.id
        LIMIT    %s
        """,
        [*params, limit],
    )
    if course_id is not None and not found:
        raise Problem("course_not_found", id=course_id)
    return found


def _own_courses(viewer: Viewer, first: int) -> list[int]:
    """Return the ids of the courses whose learners the viewer may see by name; none for an API key."""
    if viewer.by_key:
        return []
    rows = db.fetch_all(
        """
        SELECT   id
        FROM     courses FORCE INDEX (ix_courses_owner)
        WHERE    owner_id = %s AND id >= %s AND deleted_at IS NULL
        ORDER BY id
        """,
        (viewer.user_id, first),
    )
    return [row["id"] for row in rows]


def _no_learners(viewer: Viewer, wanted: LearnerFilter) -> list[db.Row]:
    """Return no learners, or raise a 404 for an unknown course."""
    if wanted.course_id is not None:
        _courses(viewer, wanted.course_id, 0, 1)
    return []


def _course_fields(course: db.Row) -> db.Row:
    return {"course_id": course["id"], "title": course["title"]}


def _guarded(viewer: Viewer, course: db.Row) -> bool:
    return not viewer.sees_all_of(course["owner_id"])


def _ids(courses: Sequence[db.Row]) -> tuple[str, list[int]]:
    """Return the placeholders and values of an IN list, which is never empty."""
    ids = [course["id"] for course in courses] or [0]
    return db.placeholders(len(ids)), ids


def _learners(viewer: Viewer, courses: Sequence[db.Row]) -> dict[int, Learners]:
    placeholders, ids = _ids(courses)
    rows = db.fetch_all(
        f"""
        SELECT   course_id, state, percent, COUNT(*) AS learners
        FROM     enrolments FORCE INDEX (ix_enrolments_state)
        WHERE    course_id IN ({placeholders})
        GROUP BY course_id, state, percent
        """,
        ids,
    )
    counts: dict[int, dict[tuple[str, int], int]] = defaultdict(dict)
    for row in rows:
        counts[row["course_id"]][row["state"], row["percent"]] = row["learners"]
    return {course["id"]: Learners(counts[course["id"]], _guarded(viewer, course)) for course in courses}


def _active(courses: Sequence[db.Row], now: datetime) -> dict[int, dict[int, int]]:
    """Return the number of learners active in the last 7 and 30 days, including today."""
    placeholders, ids = _ids(courses)
    today = jakarta_day(now)
    rows = db.fetch_all(
        f"""
        SELECT   course_id, COUNT(DISTINCT enrolment_id) AS month,
                 COUNT(DISTINCT CASE WHEN day > %s THEN enrolment_id END) AS week
        FROM     learning_days FORCE INDEX (PRIMARY)
        WHERE    course_id IN ({placeholders}) AND day > %s AND day <= %s
        GROUP BY course_id
        """,
        [today - timedelta(7), *ids, today - timedelta(30), today],
    )
    return defaultdict(lambda: {7: 0, 30: 0}, {row["course_id"]: {7: row["week"], 30: row["month"]} for row in rows})


def _days(course_id: int, now: datetime) -> list[tuple[date, int]]:
    """Return the number of active learners on each of the last 30 days."""
    today = jakarta_day(now)
    rows = db.fetch_all(
        """
        SELECT   day, COUNT(*) AS learners
        FROM     learning_days FORCE INDEX (PRIMARY)
        WHERE    course_id = %s AND day > %s AND day <= %s
        GROUP BY day
        """,
        (course_id, today - timedelta(30), today),
    )
    counts = {row["day"]: row["learners"] for row in rows}
    days = [today - timedelta(ago) for ago in range(29, -1, -1)]
    return [(day, counts.get(day, 0)) for day in days]


def _seconds(courses: Sequence[db.Row]) -> dict[int, int]:
    """Return the total time of each course's learners."""
    placeholders, ids = _ids(courses)
    rows = db.fetch_all(
        f"""
        SELECT   c.course_id, SUM(n.seconds) AS seconds
        FROM     course_contents c FORCE INDEX (ix_course_contents_course)
                 JOIN content_counts n ON n.content_id = c.id
        WHERE    c.course_id IN ({placeholders})
        GROUP BY c.course_id
        """,
        ids,
    )
    return defaultdict(int, {row["course_id"]: int(row["seconds"]) for row in rows})


def _median_seconds(course_id: int, learners: int) -> int | None:
    """Return the lower median of the learners' time."""
    seconds = db.fetch_value(
        """
        SELECT   seconds
        FROM     enrolments FORCE INDEX (ix_enrolments_course)
        WHERE    course_id = %s
        ORDER BY seconds
        LIMIT    1 OFFSET %s
        """,
        (course_id, max(0, learners - 1) // 2),
    )
    return None if seconds is None else int(seconds)


def _content_counts(content_ids: Sequence[int]) -> dict[int, ContentCounts]:
    rows = db.fetch_all(
        f"""
        SELECT content_id, started, satisfied, seconds
        FROM   content_counts
        WHERE  content_id IN ({db.placeholders(len(content_ids) or 1)})
        """,
        content_ids or [0],
    )
    return {row["content_id"]: ContentCounts(row["started"], row["satisfied"], row["seconds"]) for row in rows}


def _durations(courses: Sequence[db.Row], month: str) -> list[db.Row]:
    """Return the number of learners by whole days to completion; NULL counts those who have not completed."""
    placeholders, ids = _ids(courses)
    return db.fetch_all(
        f"""
        SELECT   course_id, {month} AS month, TIMESTAMPDIFF(DAY, enrolled_at, completed_at) AS days,
                 COUNT(*) AS learners
        FROM     enrolments FORCE INDEX (ix_enrolments_cohort)
        WHERE    course_id IN ({placeholders})
        GROUP BY course_id, month, days
        """,
        ids,
    )


def _durations_by_month(courses: Sequence[db.Row]) -> dict[int, dict[date, Durations]]:
    found: dict[int, dict[date, dict[int | None, int]]] = defaultdict(lambda: defaultdict(dict))
    for row in _durations(courses, f"EXTRACT(YEAR_MONTH FROM enrolled_at + {SHIFT})"):
        month = date(row["month"] // 100, row["month"] % 100, 1)
        found[row["course_id"]][month][row["days"]] = row["learners"]
    return found  # type: ignore[return-value]
