"""Reports on courses and their learners. Each response has the time of its figures and their definitions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from typing import Annotated, Any, Literal

import orjson
from apiflask import APIBlueprint
from flask import Response, current_app, g
from pydantic import Field

import queries.accounts.activities
import queries.courses.reports
import queries.courses.xapi_statements
from auth import signed_in
from domain.commerce.days import JAKARTA
from domain.courses import definitions
from domain.courses.figures import BUCKETS, STATES, WEEKS, WINDOWS, Bucket, State
from errors import request_language
from queries.courses.reports import LearnerFilter, Page, Scope, Viewer
from web import downloads, paging
from web.openapi.field_types import Id, Instant, Line, Query, Reply, problems

bp = APIBlueprint("analytics", __name__, tag="analytics")
# Reports under the path of one course.
courses = APIBlueprint("course_statements", __name__, tag="analytics")

Format = Annotated[Literal["json", "csv"], Field(description="csv: all figures as a file.")]
Count = Annotated[int | None, Field(description="Null if it would reveal 1 to 4 people whom you may not see.")]
Share = Annotated[float | None, Field(ge=0, le=1)]
Month = Annotated[str, Field(pattern="^[0-9]{4}-[0-9]{2}$")]


class CourseQuery(paging.CursorQuery):
    course_id: Annotated[Id | None, Field(description="Only this course.")] = None
    format: Format = "json"


class CompletionRateQuery(CourseQuery):
    by: Annotated[Literal["course", "month"], Field(description="month: by month of enrolment too.")] = "course"


class LearnerQuery(CourseQuery):
    cursor: Annotated[str, paging.cursor_field(paging.NUMBER, paging.NUMBER)] = ""
    state: State | None = None
    inactive_days: Annotated[
        int | None, Field(ge=0, le=36_500, description="Inactive for at least this many days.")
    ] = None
    name: Annotated[Line | None, Field(max_length=150, description="A part of the learner's name.")] = None
    scope: Annotated[
        Scope | None,
        Field(description="Learners of your courses, your own enrolments, or all (admins); default: the widest."),
    ] = None


class CohortQuery(Query):
    course_id: Id
    format: Format = "json"


class StatementQuery(Query):
    user: Annotated[Literal["me"] | None, Field(description="me: only your own statements.")] = None


class ReportMetadata(Reply):
    """The metadata of a report."""

    as_of: Annotated[Instant, Field(description="The time of the figures.")]
    definitions: Annotated[dict[str, str], Field(description="The definition of each figure, by Accept-Language.")]


class CourseFigures(Reply):
    course_id: int
    title: str
    hidden: Annotated[bool, Field(description="The course has too few learners to show its figures.")]


class ProgressFigures(CourseFigures):
    learners: Count
    not_started: Count
    in_progress: Count
    completed: Count
    left: Count
    mean_percent: float | None
    median_percent: int | None
    buckets: dict[Bucket, Count]


class DailyActivity(Reply):
    day: date
    active: int


class ContentEngagement(Reply):
    content_id: int
    place: int
    title: str
    started: Count
    satisfied: Count
    drop_off: Share
    mean_seconds: int | None


class EngagementFigures(CourseFigures):
    learners: Count
    active_7_days: Count
    active_30_days: Count
    mean_seconds: int | None
    median_seconds: Annotated[int | None, Field(description="For a single course.")] = None
    days: Annotated[list[DailyActivity] | None, Field(description="For a single course, the last 30 days.")] = None
    contents: Annotated[list[ContentEngagement] | None, Field(description="For a single course.")] = None


class CompletionRate(Reply):
    enrolled: Count
    completed: Count
    rate: Share
    rate_low: Share
    rate_high: Share
    median_days: int | None


class MonthlyCompletionRate(CompletionRate):
    month: Month


class CourseCompletionRate(CompletionRate, CourseFigures):
    months: Annotated[list[MonthlyCompletionRate] | None, Field(description="With by=month.")] = None


class Cohort(Reply):
    month: Month
    size: Count
    completed_7_days: Count
    completed_30_days: Count
    completed_90_days: Count
    retention: Annotated[list[Share], Field(min_length=WEEKS, max_length=WEEKS)]


class LearnerProgress(Reply):
    course_id: int
    title: str
    user_id: int
    name: str
    state: State
    percent: Annotated[int, Field(ge=0, le=100)]
    seconds: int
    enrolled_at: Instant
    started_at: Instant | None
    active_at: Instant | None
    completed_at: Instant | None
    left_at: Instant | None


class CourseProgressReport(ReportMetadata, paging.CursorPage):
    courses: list[ProgressFigures]


class CourseEngagementReport(ReportMetadata, paging.CursorPage):
    courses: list[EngagementFigures]


class CompletionRateReport(ReportMetadata, paging.CursorPage):
    courses: list[CourseCompletionRate]


class UserProgressReport(ReportMetadata, paging.CursorPage):
    scope: Scope
    learners: list[LearnerProgress]


class CohortReport(ReportMetadata, CourseFigures):
    cohorts: list[Cohort]


CSV: dict[int | str, Any] = {200: {"content": {"text/csv": {"schema": {"type": "string"}}}}}
STATEMENTS: dict[int | str, Any] = {
    200: {
        "description": "The file",
        "headers": {"Content-Disposition": {"required": True, "schema": {"type": "string"}}},
        "content": {
            "application/json": {
                "schema": {
                    "type": "object",
                    "required": ["statements"],
                    "properties": {"statements": {"type": "array", "items": {"type": "object"}}},
                }
            }
        },
    }
}

Cells = tuple[Any, ...]


@bp.get("/course-progress")
@bp.input(CourseQuery, location="query")
@bp.output(CourseProgressReport)
@bp.doc(operation_id="analytics_list_course_progress", responses=CSV)
@problems(404)
@signed_in(scope="analytics:read")
def course_progress(query_data: CourseQuery) -> Any:
    """Return the progress of each course's learners: by state and percentage, mean and median."""
    if query_data.format == "csv":
        return progress_file(query_data)
    return _page("course-progress", queries.courses.reports.progress, query_data)


@bp.get("/course-engagement")
@bp.input(CourseQuery, location="query")
@bp.output(CourseEngagementReport)
@bp.doc(operation_id="analytics_list_course_engagement", responses=CSV)
@problems(404)
@signed_in(scope="analytics:read")
def course_engagement(query_data: CourseQuery) -> Any:
    """Return the activity of each course's learners; for a single course also by day and content.

    In the CSV the column `row` tells courses, days and contents apart.
    """
    if query_data.format == "csv":
        rows = (
            cells for row in _all(queries.courses.reports.engagement, query_data) for cells in _engagement_cells(row)
        )
        return _file("course-engagement", ("row", *ENGAGEMENT), rows)
    return _page("course-engagement", queries.courses.reports.engagement, query_data)


@bp.get("/completion-rates")
@bp.input(CompletionRateQuery, location="query")
@bp.output(CompletionRateReport)
@bp.doc(operation_id="analytics_list_completion_rates", responses=CSV)
@problems(404)
@signed_in(scope="analytics:read")
def completion_rates(query_data: CompletionRateQuery) -> Any:
    """Return the share of enrolled learners who completed each course, and their median days.

    Learners who left count as enrolled. The CSV has a row for each course, or for each month of each.
    """
    by_month = query_data.by == "month"
    page = queries.courses.reports.completion_by_month if by_month else queries.courses.reports.completion
    if query_data.format == "csv":
        named, figures = ("course_id", "title", "hidden"), tuple(CompletionRate.model_fields)
        rows = (
            (*(row[name] for name in named), part.get("month"), *(part[name] for name in figures))
            for row in _all(page, query_data)
            for part in (row["months"] if by_month else [row])
        )
        return _file("completion-rates", (*named, "month", *figures), rows)
    return _page("completion-rates", page, query_data)


@bp.get("/cohorts")
@bp.input(CohortQuery, location="query")
@bp.output(CohortReport)
@bp.doc(operation_id="analytics_show_cohorts", responses=CSV)
@problems(404)
@signed_in(scope="analytics:read")
def cohorts(query_data: CohortQuery) -> Any:
    """Return for each month of enrolment the timely completions and the weekly retention."""
    now = _now()
    found = queries.courses.reports.cohorts(_viewer(), query_data.course_id, now)
    if query_data.format == "csv":
        named = ("course_id", "title", "hidden")
        figures = ("month", "size", *(f"completed_{days}_days" for days in WINDOWS))
        rows = (
            (*(found[name] for name in named), *(row[name] for name in figures), *row["retention"])
            for row in found["cohorts"]
        )
        return _file("cohorts", (*named, *figures, *(f"week_{week}" for week in range(WEEKS))), rows)
    return {**found, **_metadata("cohorts", now)}


@bp.get("/user-progress")
@bp.input(LearnerQuery, location="query")
@bp.output(UserProgressReport)
@bp.doc(operation_id="analytics_list_user_progress", responses=CSV)
@problems(403, 404)
@signed_in(scope="analytics:read")
def user_progress(query_data: LearnerQuery) -> Any:
    """List learners with their progress, by course: all for admins, those of their courses for owners, else your own.

    The CSV holds all of them, with times in Jakarta.
    """
    viewer, now = _viewer(), _now()
    scope = queries.courses.reports.resolve_scope(viewer, query_data.scope, query_data.course_id)
    wanted = LearnerFilter(scope, query_data.course_id, query_data.state, query_data.inactive_days, query_data.name)
    after = query_data.after(int, int, start=(0, 0))
    limit = query_data.limit if query_data.format == "json" else 1
    learners = queries.courses.reports.learners(viewer, wanted, (after[0], after[1]), limit, now)
    if query_data.format == "csv":
        queries.accounts.activities.write("export", detail="user-progress.csv")
        names = tuple(LearnerProgress.model_fields)
        rows = (
            tuple(row[name] for name in names) for row in queries.courses.reports.iterate_learners(viewer, wanted, now)
        )
        return _file("user-progress", names, rows)
    page = paging.cursor_page("learners", learners, query_data, lambda row: (row["course_id"], row["id"]))
    return {**page, **_metadata("user-progress", now), "scope": scope}


@courses.get("/<int:course_id>/statements")
@courses.input(StatementQuery, location="query")
@courses.doc(operation_id="course_statements_export", responses=STATEMENTS)
@signed_in(scope="analytics:read")
def export_statements(course_id: int, query_data: StatementQuery) -> Response:
    """Export the activity in the course as xAPI 1.0.3 statements; for its owner and admins, or your own with `user=me`.

    Statements identify learners by account id, never by e-mail address. A statement keeps its id, so that a learning
    record store imports it once.
    """
    viewer, own = _viewer(), query_data.user == "me"
    about = queries.courses.xapi_statements.get_course(viewer, course_id, own, current_app.config["PUBLIC_URL"])
    queries.accounts.activities.write("export", course_id, f"course-{course_id}-statements.json")
    found = queries.courses.xapi_statements.iterate_statements(about, viewer.user_id if own else None)
    parts = downloads.json_parts("statements", (orjson.dumps(statement) for statement in found))
    return downloads.attachment(f"course-{course_id}-statements.json", "application/json", parts)


ENGAGEMENT = (
    "course_id", "title", "hidden", "learners", "active_7_days", "active_30_days", "mean_seconds", "median_seconds",
    "day", "active", "place", "content_id", "content_title", "started", "satisfied", "drop_off",
)  # fmt: skip


def progress_rows(wanted: CourseQuery) -> Iterator[dict[str, Any]]:
    """Yield the progress of each course's learners, as the caller may see it."""
    return _all(queries.courses.reports.progress, wanted)


def progress_file(wanted: CourseQuery) -> Response:
    """Return the progress of each course's learners as CSV."""
    header = ("course_id", "title", "hidden", "learners", *STATES, "mean_percent", "median_percent")
    rows = ((*(row[name] for name in header), *row["buckets"].values()) for row in progress_rows(wanted))
    return _file("course-progress", (*header, *(f"percent_{name}" for name in BUCKETS)), rows)


def _engagement_cells(row: dict[str, Any]) -> Iterator[Cells]:
    """Yield a course's row, followed by those of its days and contents."""
    named = {"course_id": row["course_id"], "title": row["title"]}
    yield ("course", *(row.get(name) for name in ENGAGEMENT))
    for kind, part in (
        *(("day", day) for day in row.get("days") or ()),
        *(("content", {**content, "content_title": content["title"]}) for content in row.get("contents") or ()),
    ):
        yield (kind, *({**part, **named}.get(name) for name in ENGAGEMENT))


def _viewer() -> Viewer:
    return Viewer(g.identity.user_id, g.identity.has_role("admin"), g.identity.uses_api_key)


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)


def _metadata(call: definitions.Report, now: datetime) -> dict[str, Any]:
    return {"as_of": now, "definitions": definitions.for_report(call, request_language())}


def _page(call: definitions.Report, page: Page, wanted: CourseQuery) -> dict[str, Any]:
    """Return one page of courses by id."""
    now = _now()
    after = wanted.after_id(0)
    rows = page(_viewer(), wanted.course_id, after, wanted.limit, now)
    return {**paging.cursor_page("courses", rows, wanted, lambda row: (row["course_id"],)), **_metadata(call, now)}


def _all(page: Page, wanted: CourseQuery) -> Iterator[dict[str, Any]]:
    """Return all courses for a file. A requested course must exist before the file starts."""
    viewer, now = _viewer(), _now()
    if wanted.course_id is not None:
        return iter(page(viewer, wanted.course_id, 0, 1, now))
    return queries.courses.reports.iterate_courses(page, viewer, now)


def _file(name: str, header: tuple[str, ...], rows: Iterable[Cells]) -> Response:
    parts = downloads.csv_parts(header, ([_cell(cell) for cell in row] for row in rows))
    return downloads.attachment(f"{name}.csv", "text/csv", parts)


def _cell(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.replace(tzinfo=UTC).astimezone(JAKARTA).isoformat(timespec="seconds")
    return str(value).lower() if isinstance(value, bool) else value
