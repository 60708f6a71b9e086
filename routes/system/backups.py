"""Backups, for admins."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from apiflask import APIBlueprint
from pydantic import Field

import queries.system.backups.records
from auth import role
from web import paging
from web.openapi.field_types import LARGEST_ID, Instant, Reply

bp = APIBlueprint("backups", __name__, tag="backups")


class BackupHead(Reply):
    number: int
    link: str


class Backup(Reply):
    id: int
    name: Annotated[str, Field(description="The name of the archive at `BACKUP_TO`.")]
    job_id: Annotated[int | None, Field(description="The job that made it; null: the command `flask backup`.")]
    state: Literal["running", "done", "failed"]
    bytes: int | None
    row_count: int | None
    file_count: int | None
    audit_head: Annotated[BackupHead | None, Field(description="The end of the audit chain in the archive.")]
    error: Annotated[str | None, Field(description="Why it failed, such as `disk_full`.")]
    started_at: Instant
    finished_at: Instant | None
    deleted_at: Annotated[Instant | None, Field(description="When it was deleted, as `BACKUP_KEEP` says.")]


class Backups(paging.CursorPage):
    backups: list[Backup]


@bp.get("")
@bp.input(paging.CursorQuery, location="query")
@bp.output(Backups)
@bp.doc(operation_id="backups_list")
@role("admin")
def list_backups(query_data: paging.CursorQuery) -> dict[str, Any]:
    """List backups, newest first. The list is read by cursor."""
    rows = queries.system.backups.records.page(query_data.after_id(LARGEST_ID), query_data.limit)
    return paging.cursor_page("backups", rows, query_data, paging.by_id)
