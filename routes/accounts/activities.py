"""The activity log of the caller."""

from __future__ import annotations

from datetime import UTC
from typing import Annotated, Any, Literal

from apiflask import APIBlueprint
from flask import Response, g
from pydantic import Field

import queries.accounts.activities
from auth import signed_in
from domain.commerce.days import JAKARTA
from queries.accounts.activities import Filter, Type
from web import downloads, paging
from web.openapi.field_types import Instant, Reply
from web.query_parameters import DayRange

bp = APIBlueprint("activities", __name__, tag="users")


class Activity(Reply):
    id: int
    type: Type
    subject_id: Annotated[int | None, Field(description="The id of the object, whose kind the type implies.")]
    detail: str
    address: Annotated[str, Field(description="The address of the client.")]
    created_at: Instant


class ActivityFilter(DayRange):
    type: Type | None = None

    def as_filter(self) -> Filter:
        return Filter(self.type, self.first, self.last)


class ActivityQuery(ActivityFilter, paging.PageOrCursorQuery):
    cursor: Annotated[str | None, paging.cursor_field(paging.NUMBER, paging.NUMBER)] = None


class ExportQuery(ActivityFilter):
    format: Literal["csv", "json"] = "csv"


class ActivityPage(paging.NumberedPage):
    activities: list[Activity]


class ActivityExport(Reply):
    activities: list[Activity]


# ActivityPage registers Activity under this name, which the export shares.
EXPORT_SCHEMA = ActivityExport.model_json_schema(ref_template="#/components/schemas/ActivityPage.{model}")
del EXPORT_SCHEMA["$defs"]

EXPORT: dict[int | str, Any] = {
    200: {
        "description": "The file",
        "headers": {"Content-Disposition": {"required": True, "schema": {"type": "string"}}},
        "content": {
            "text/csv": {"schema": {"type": "string"}},
            "application/json": {"schema": EXPORT_SCHEMA},
        },
    }
}


@bp.get("/activities")
@bp.doc(operation_id="activities_list")
@bp.input(ActivityQuery, location="query")
@bp.output(ActivityPage)
@signed_in(scope="users:read")
def list_activities(query_data: ActivityQuery) -> dict[str, Any]:
    """List the caller's own activities, newest first, by type or days."""
    filters, after = query_data.as_filter(), query_data.after_time()
    rows = queries.accounts.activities.page(g.identity.user_id, filters, query_data.limit, query_data.offset, after)
    total = queries.accounts.activities.count(g.identity.user_id, filters)
    return paging.numbered_page("activities", rows, total, query_data, paging.by_time)


@bp.get("/export-activities")
@bp.input(ExportQuery, location="query")
@bp.doc(operation_id="activities_export", responses=EXPORT)
@signed_in(scope="users:read")
def export_activities(query_data: ExportQuery) -> Response:
    """Download the caller's own activities, newest first; the export itself is the first entry.

    CSV times are in the Jakarta time zone, and an apostrophe precedes cells that a spreadsheet would run as a formula.
    """
    queries.accounts.activities.write("export", detail=f"activities.{query_data.format}")
    rows = queries.accounts.activities.walk(g.identity.user_id, query_data.as_filter())
    if query_data.format == "json":
        items = (Activity.model_validate(row).model_dump_json().encode() for row in rows)
        return downloads.attachment("activities.json", "application/json", downloads.json_parts("activities", items))
    cells = (
        (
            row["created_at"].replace(tzinfo=UTC).astimezone(JAKARTA).isoformat(timespec="seconds"),
            row["type"],
            row["subject_id"],
            row["detail"],
            row["address"],
            row["id"],
        )
        for row in rows
    )
    header = ("created_at", "type", "subject_id", "detail", "address", "id")
    return downloads.attachment("activities.csv", "text/csv", downloads.csv_parts(header, cells))
