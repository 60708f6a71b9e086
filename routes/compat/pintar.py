"""The calls of the React front end of Pintar Ekspor: its base URL is /compat/pintar."""

from __future__ import annotations

from datetime import UTC
from itertools import islice
from typing import Annotated, Any, Literal

import orjson
from apiflask import APIBlueprint
from flask import Response, g
from pydantic import ConfigDict, Field

import queries.accounts.activities
import queries.accounts.sessions
import queries.accounts.users
import queries.courses.attempts
import queries.courses.courses
import queries.courses.enrolments
import queries.courses.progress
import queries.courses.versions
from analysis_pool import client
from auth import allowed_before_mfa_enrolment, public, role, signed_in
from domain.courses.progress import Event
from problems import Problem, invalid
from routes.accounts import ownership
from routes.accounts.api_keys import NO_STORE, ApiKeyCreate, create_or_request_role
from routes.accounts.registration import sign_up
from routes.accounts.sessions import sign_in
from routes.analysis.file_analysis import FORM_OVERHEAD_BYTES, AnalysisParameters, options_of, run_analysis
from routes.compat.bodies import OpenBody, OpenSignIn, OpenSignUp
from routes.courses.progress import CourseProgress, localize_rules
from routes.courses.reports import CourseQuery, ProgressFigures, progress_file, progress_rows
from web import downloads, uploads
from web.authentication import tokens
from web.idempotency import leased, read_only
from web.openapi.field_types import Email, Message
from web.rate_limits.limiter import checks_secret, usage

accounts = APIBlueprint("pintar_accounts", __name__, enable_openapi=False)
bp = APIBlueprint("pintar", __name__, enable_openapi=False)

# Its lists have no pages.
MOST_COURSES = 100
MOST_FIGURES = 1000
MOST_FILE_BYTES = 5 * 1024 * 1024
STATS = {
    "Count": "count", "Mean": "mean", "Median": "median", "Standard deviation": "std", "Minimum": "min",
    "Maximum": "max", "Last value": "last",
}  # fmt: skip


class SignUpBody(OpenSignUp):
    email: Email


class TokenRefresh(OpenBody):
    refresh_token: Annotated[str, Field(max_length=4096)]


class Upgrade(OpenBody):
    email: Email | None = None
    new_role: Literal["developer"]


class Completion(OpenBody):
    completed: bool = False


class ExportQuery(OpenBody):
    format: Literal["csv", "json"] = "csv"


class AnalyzeForm(uploads.Form):
    model_config = ConfigDict(extra="ignore")

    file: uploads.File


@accounts.post("/auth/token")
@accounts.input(OpenSignIn, location="form")
@checks_secret
@public
def create_token(form_data: OpenSignIn) -> dict[str, Any]:
    """Sign in, as OAuth's password grant does. The front end sends the refresh token of the sign-in for ever."""
    return _tokens(tokens.keep(sign_in(form_data)))


@accounts.post("/auth/register")
@accounts.input(SignUpBody)
@checks_secret
@public
def register(json_data: SignUpBody) -> Any:
    """Create an account with the role buyer."""
    user = _user(sign_up(json_data)["user"])
    return {**user, "user": user}, 201


@accounts.post("/auth/refresh")
@accounts.input(TokenRefresh)
@checks_secret
@public
def refresh(json_data: TokenRefresh) -> dict[str, Any]:
    """Return a new access token for the refresh token of the sign-in, which stays valid."""
    return _tokens(tokens.renew(json_data.refresh_token.strip(), queries.accounts.users.get))


@accounts.post("/auth/logout")
@accounts.output(Message)
@allowed_before_mfa_enrolment
@signed_in
def logout() -> dict[str, Any]:
    """End the session."""
    queries.accounts.sessions.end(g.identity.session_id, g.identity.user_id)
    return {"msg": "Signed out."}


@accounts.post("/auth/upgrade-role")
@accounts.input(Upgrade)
@leased
@signed_in
def upgrade_role(json_data: Upgrade) -> Any:
    """Make the caller a developer and return a key, or 202 with the request that an admin decides."""
    if json_data.email not in (None, queries.accounts.users.get(g.identity.user_id)["email"]):
        raise invalid("email", "not_own_email")
    return _new_key()


@accounts.post("/auth/api-key/generate")
@leased
@role("developer")
def generate_key() -> Any:
    """Create another key of the caller."""
    return _new_key()


@bp.get("/courses")
@public
def list_courses() -> Any:
    """List courses that are open to new learners, newest first."""
    rows = queries.courses.courses.page("open", ownership.viewer(), MOST_COURSES)
    return [_course(row) for row in rows]


@bp.get("/courses/<int:course_id>")
@public
def show_course(course_id: int) -> dict[str, Any]:
    """Return a course. Its `content` is the outline of the published version as text."""
    return _course(queries.courses.courses.get(course_id, ownership.viewer()))


@bp.get("/courses/<int:course_id>/progress")
@signed_in
def show_progress(course_id: int) -> dict[str, Any]:
    """Return the caller's progress; it is none for who has not enrolled."""
    queries.courses.attempts.settle(g.identity.user_id, course_id)
    try:
        return _progress(queries.courses.progress.get(g.identity.user_id, course_id))
    except Problem as problem:
        if problem.code != "not_enrolled":
            raise
    course = queries.courses.courses.get(course_id, ownership.viewer())
    return {"course_id": course_id, "title": course["title"], "completed": False, "percent": 0, "contents": []}


@bp.post("/courses/<int:course_id>/progress")
@bp.input(Completion)
@signed_in
def record_progress(course_id: int, json_data: Completion) -> dict[str, Any]:
    """Complete all contents but quizzes. The front end has no call to enrol, so this one does."""
    user = g.identity
    found, _ = queries.courses.enrolments.enrol(user.user_id, course_id, user.has_role("admin"))
    if json_data.completed:
        whole = Event("content_id", None, completed=True)
        found = queries.courses.progress.record(user.user_id, course_id, [whole])
    return _progress(found)


@bp.post("/analytics/analyze")
@uploads.takes(AnalyzeForm, MOST_FILE_BYTES + FORM_OVERHEAD_BYTES)
@read_only
@signed_in
def analyze() -> dict[str, Any]:
    """Analyse a file: its total or, if series can't be added, its first series, as a chart and figures."""
    form = uploads.read(AnalyzeForm)
    options = options_of(AnalysisParameters())
    answer = run_analysis(form.file.stream, options, client.cache_key(form.file.stream, options))
    size = form.file.stream.seek(0, 2)
    queries.accounts.activities.write("analysis", detail=f"{uploads.file_name(form.file) or 'file'} ({size} bytes)")
    shown = orjson.loads(answer.head + b"}")["totals"]
    if shown is None:
        shown = next(series for part in answer.series for series in orjson.loads(b"[" + part + b"]"))
    past = [{"date": row["date"], "value": row["value"], "forecast": None} for row in shown["chart"] if "value" in row]
    # A line that starts at the last value.
    if past:
        past[-1]["forecast"] = past[-1]["value"]
    coming = [{"date": row["date"], "value": None, "forecast": row["mean"]} for row in shown["forecast"] or ()]
    known = {label: shown["statistics"][name] for label, name in STATS.items()}
    known["Trend"] = shown["trend"]["direction"]
    return {
        "chartData": past + coming,
        "stats": [{"label": label, "value": value} for label, value in known.items() if value is not None],
    }


@bp.get("/analytics/export")
@bp.input(ExportQuery, location="query")
@signed_in
def export(query_data: ExportQuery) -> Response:
    """Return the progress of each course's learners as a file."""
    if query_data.format == "csv":
        return progress_file(CourseQuery())
    parts = downloads.json_parts("courses", (orjson.dumps(row) for row in _figures()))
    return downloads.attachment("course-progress.json", "application/json", parts)


@bp.get("/analytics/detailed")
@signed_in
def list_figures() -> Any:
    """List the progress of each course's learners."""
    return _figures()


def _tokens(found: dict[str, Any]) -> dict[str, Any]:
    """Return the token response with what the front end reads from the access token: who has signed in."""
    user = _user(queries.accounts.users.get(found["user"]["id"]))
    claims = {name: user[name] for name in ("id", "role", "created_at")}
    subject = user["email"] or found["user"]["username"]
    kept = {name: found[name] for name in ("refresh_token", "token_type", "expires_in")}
    return {**kept, "access_token": tokens.describe(found["access_token"], claims, subject)}


def _user(row: dict[str, Any]) -> dict[str, Any]:
    known = next((name for name in ("admin", "developer") if name in row["roles"]), "public")
    created_at = row["created_at"].replace(tzinfo=UTC).isoformat()
    return {"id": row["id"], "email": row["email"], "role": known, "created_at": created_at}


def _new_key() -> Any:
    result = create_or_request_role(ApiKeyCreate())
    if result.key is None:
        return {"msg": "An admin decides about the role.", "role": "public", "api_key": None}, 202
    used = usage(result.key["id"], result.key["quota"])
    limit = {"requests_per_hour": used.allowed, "window_size": f"{used.seconds}s"} if used else None
    return {"api_key": result.key["api_key"], "role": "developer", "rate_limit": limit}, 201, NO_STORE


def _course(row: dict[str, Any]) -> dict[str, Any]:
    sections: dict[int, dict[str, Any]] = {}
    if row["version_id"] is not None:
        for content in queries.courses.versions.get(row["version_id"]).contents:
            section = sections.setdefault(content.section, {"title": content.section_title, "contents": []})
            section["contents"].append({"id": content.id, "kind": content.kind, "title": content.title})
    lines = [
        line
        for section in sections.values()
        for line in (section["title"], *(f"- {content['title']}" for content in section["contents"]))
    ]
    published_at = row["published_at"] and row["published_at"].replace(tzinfo=UTC).isoformat()
    return {
        "id": row["id"],
        "title": row["title"],
        "description": row["summary"],
        "content": "\n".join(lines),
        "sections": list(sections.values()),
        "created_at": published_at,
        "updated_at": published_at,
    }


def _progress(found: dict[str, Any]) -> dict[str, Any]:
    return CourseProgress.model_validate(localize_rules(found)).model_dump(mode="json")


def _figures() -> list[dict[str, Any]]:
    rows = islice(progress_rows(CourseQuery()), MOST_FIGURES)
    return [ProgressFigures.model_validate(row).model_dump(mode="json") for row in rows]
