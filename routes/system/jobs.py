"""Work that outlives a request, for admins to see."""

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
    due_at: Annotated[Instant, Field(description="When it is tried next; of a running job, when it counts as dead.")]
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
@role("admin")
def list_jobs(query_data: JobQuery) -> dict[str, Any]:
    """Jobs, newest first, by cursor."""
    before = query_data.after_id(LARGEST_ID)
    rows = queries.system.jobs.page(before, query_data.limit, query_data.kind, query_data.state)
    return paging.cursor_page("jobs", rows, query_data, paging.by_id)


@bp.get("/<int:job_id>")
@bp.output(Job)
@role("admin")
def show_job(job_id: int) -> dict[str, Any]:
    """One job."""
    return queries.system.jobs.get(job_id)


@bp.post("/<int:job_id>/retry")
@bp.output(Job)
@role("admin")
def retry_job(job_id: int) -> dict[str, Any]:
    """Gives a failed job all its attempts again; a job in any other state is not found."""
    queries.system.jobs.try_again(job_id)
    return queries.system.jobs.get(job_id)
