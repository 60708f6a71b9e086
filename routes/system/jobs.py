"""Background jobs, for admins."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from apiflask import APIBlueprint
from pydantic import Field

import queries.system.jobs
from auth import role
from web import paging
from web.openapi.field_types import LARGEST_ID, Instant, Reply

bp = APIBlueprint("jobs", __name__, tag="jobs")

State = Literal["queued", "running", "done", "failed"]


class Job(Reply):
    id: int
    kind: str
    user_id: int | None
    state: State
    attempts: int
    due_at: Annotated[Instant, Field(description="The next attempt; for a running job, the end of its lease.")]
    rows_done: int
    rows_total: int | None
    error: str | None
    created_at: Instant
    started_at: Instant | None
    finished_at: Instant | None


class JobQuery(paging.CursorQuery):
    kind: Annotated[str | None, Field(max_length=32, pattern="^[a-z_]+$")] = None
    state: State | None = None


class Jobs(paging.CursorPage):
    jobs: list[Job]


@bp.get("")
@bp.input(JobQuery, location="query")
@bp.output(Jobs)
@bp.doc(operation_id="jobs_list")
@role("admin")
def list_jobs(query_data: JobQuery) -> dict[str, Any]:
    """List jobs, newest first. The list is read by cursor."""
    before = query_data.after_id(LARGEST_ID)
    rows = queries.system.jobs.page(before, query_data.limit, query_data.kind, query_data.state)
    return paging.cursor_page("jobs", rows, query_data, paging.by_id)


@bp.get("/<int:job_id>")
@bp.output(Job)
@bp.doc(operation_id="jobs_show")
@role("admin")
def show_job(job_id: int) -> dict[str, Any]:
    """Return a job."""
    return queries.system.jobs.get(job_id)


@bp.post("/<int:job_id>/retry")
@bp.output(Job)
@bp.doc(operation_id="jobs_retry")
@role("admin")
def retry_job(job_id: int) -> dict[str, Any]:
    """Retry a failed job, with all its attempts. A job in another state is a 404."""
    queries.system.jobs.retry(job_id)
    return queries.system.jobs.get(job_id)
