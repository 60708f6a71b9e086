"""The audit log: list and export, for admins. Nothing here changes it."""

from __future__ import annotations

from datetime import UTC
from typing import Annotated, Any, Literal

import orjson
from apiflask import APIBlueprint
from flask import Response
from pydantic import Field

import queries.accounts.activities
import queries.system.audit
import queries.system.audit_chain
from auth import role
from domain.commerce.days import JAKARTA
from problems import invalid
from queries.system.audit import Filter, Operation
from web import downloads, paging
from web.openapi.field_types import Id, Instant, Reply
from web.query_parameters import DayRange

bp = APIBlueprint("audit", __name__, tag="audit")

CSV_HEADER = (
    "at",
    "user_id",
    "user_name",
    "key_id",
    "address",
    "request_id",
    "operation",
    "table",
    "row_id",
    "route",
    "changes",
    "seal",
    "id",
)


class ColumnChange(Reply):
    column: str
    old: Annotated[Any, Field(description="Null also if the row is new. Secrets are shown as [redacted].")]
    new: Any


class AuditEntry(Reply):
    id: int
    at: Instant
    user_id: Annotated[int | None, Field(description="Null for an anonymous caller and the service itself.")]
    user_name: str | None
    key_id: Annotated[int | None, Field(description="The API key of the call.")]
    address: str
    request_id: str
    operation: Operation
    table: str
    row_id: Annotated[str, Field(description="The values of the primary key, joined by colons.")]
    route: Annotated[str, Field(description="The method and the route of a denied call.")]
    changes: list[ColumnChange]
    seal: Annotated[int | None, Field(description="The number of its link in the chain, added within a minute.")]


class AuditFilter(DayRange):
    user_id: Annotated[Id | None, Field(description="The user who acted.")] = None
    key_id: Id | None = None
    table: Annotated[str | None, Field(max_length=64, pattern="^[a-z_]+$")] = None
    row_id: Annotated[str | None, Field(max_length=191, description="Together with `table`.")] = None
    operation: Operation | None = None
    request_id: Annotated[str | None, Field(pattern="^[A-Za-z0-9-]{8,64}$")] = None
    address: Annotated[str | None, Field(max_length=45, pattern="^[0-9A-Fa-f:.]+$")] = None

    def as_filter(self) -> Filter:
        if self.row_id is not None and self.table is None:
            raise invalid("table", "missing")
        fields = self.model_dump(include=set(Filter._fields))
        return Filter(**fields)


class AuditQuery(AuditFilter, paging.PageOrCursorQuery):
    cursor: Annotated[str | None, paging.cursor_field(paging.NUMBER, paging.NUMBER)] = None


class AuditExportQuery(AuditFilter):
    format: Literal["csv", "json"] = "csv"


class AuditPage(paging.NumberedPage):
    entries: list[AuditEntry]


class AuditHead(Reply):
    number: Annotated[int, Field(description="The number of entries in the chain.")]
    link: Annotated[
        str,
        Field(description="SHA-256 over all of them. A copy kept elsewhere reveals later changes of these entries."),
    ]
    sealed_at: Instant | None


class AuditExport(Reply):
    entries: list[AuditEntry]


# The file has the AuditEntry that AuditPage registers.
EXPORTED = AuditExport.model_json_schema(ref_template="#/components/schemas/AuditPage.{model}")
del EXPORTED["$defs"]

EXPORT: dict[int | str, Any] = {
    200: {
        "description": "The file",
        "headers": {"Content-Disposition": {"required": True, "schema": {"type": "string"}}},
        "content": {
            "text/csv": {"schema": {"type": "string"}},
            "application/json": {"schema": EXPORTED},
        },
    }
}


def _place(row: dict[str, Any]) -> tuple[int, int]:
    return paging.by_time(row, "at")


@bp.get("")
@bp.input(AuditQuery, location="query")
@bp.output(AuditPage)
@bp.doc(operation_id="audit_list")
@role("admin")
def list_entries(query_data: AuditQuery) -> dict[str, Any]:
    """List audit entries, newest first. A denied call is an entry with the operation DENIED."""
    wanted, after = query_data.as_filter(), query_data.after_time()
    rows = queries.system.audit.page(wanted, query_data.limit, query_data.offset, after)
    return paging.numbered_page("entries", rows, queries.system.audit.count(wanted), query_data, _place)


@bp.get("/<int:entry_id>")
@bp.output(AuditEntry)
@bp.doc(operation_id="audit_show")
@role("admin")
def show_entry(entry_id: int) -> dict[str, Any]:
    """Return an audit entry."""
    return queries.system.audit.get(entry_id)


@bp.get("/head")
@bp.output(AuditHead)
@bp.doc(operation_id="audit_show_head")
@role("admin")
def show_head() -> dict[str, Any]:
    """Return the end of the audit chain. A copy kept elsewhere reveals later whether entries before it were removed."""
    return queries.system.audit_chain.head()._asdict()


@bp.get("/export")
@bp.input(AuditExportQuery, location="query")
@bp.doc(operation_id="audit_export", responses=EXPORT)
@role("admin")
def export_entries(query_data: AuditExportQuery) -> Response:
    """Export audit entries as CSV or JSON. The export is recorded in the admin's activities.

    In the CSV, times are in Jakarta time, changes are JSON, and text that a spreadsheet would run as a formula starts
    with an apostrophe.
    """
    wanted = query_data.as_filter()
    queries.accounts.activities.write("export", detail=f"audit.{query_data.format}")
    rows = queries.system.audit.walk(wanted)
    if query_data.format == "json":
        lines = (AuditEntry.model_validate(row).model_dump_json().encode() for row in rows)
        return downloads.attachment("audit.json", "application/json", downloads.json_parts("entries", lines))
    exported = (
        {
            **row,
            "at": row["at"].replace(tzinfo=UTC).astimezone(JAKARTA).isoformat(timespec="microseconds"),
            "changes": orjson.dumps(row["changes"]).decode(),
        }
        for row in rows
    )
    cells = ([row[name] for name in CSV_HEADER] for row in exported)
    return downloads.attachment("audit.csv", "text/csv", downloads.csv_parts(CSV_HEADER, cells))
