"""The audit log, for admins to see and to take along. Nothing here changes it."""

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
from domain.commerce.receipts import JAKARTA
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


class Changed(Reply):
    column: str
    old: Annotated[Any, Field(description="Null where the row is new, too. Secrets are told as [redacted].")]
    new: Any


class Entry(Reply):
    id: int
    at: Instant
    user_id: Annotated[int | None, Field(description="Who acted; null is a visitor, or the service itself.")]
    user_name: str | None
    key_id: Annotated[int | None, Field(description="The API key that a program called with.")]
    address: str
    request_id: str
    operation: Operation
    table: str
    row_id: Annotated[str, Field(description="The values of the row's key with colons between.")]
    route: Annotated[str, Field(description="What was denied: the method and the route.")]
    changes: list[Changed]
    seal: Annotated[int | None, Field(description="Its number in the chain, within about a minute.")]


class Wanted(DayRange):
    user_id: Annotated[Id | None, Field(description="Who acted.")] = None
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


class AuditQuery(Wanted, paging.PageOrCursorQuery):
    cursor: Annotated[str | None, paging.cursor_field(paging.NUMBER, paging.NUMBER)] = None


class ExportQuery(Wanted):
    format: Literal["csv", "json"] = "csv"


class AuditPage(paging.NumberedPage):
    entries: list[Entry]


class Head(Reply):
    number: Annotated[int, Field(description="How many entries are sealed.")]
    link: Annotated[
        str,
        Field(description="SHA-256 over all of them. Kept elsewhere, it shows that none of them was changed since."),
    ]
    sealed_at: Instant | None


class Entries(Reply):
    entries: list[Entry]


# AuditPage registers its Entry under this name, which the file shares.
ENTRIES = Entries.model_json_schema(ref_template="#/components/schemas/AuditPage.{model}")
del ENTRIES["$defs"]

EXPORT: dict[int | str, Any] = {
    200: {
        "description": "The file",
        "headers": {"Content-Disposition": {"required": True, "schema": {"type": "string"}}},
        "content": {
            "text/csv": {"schema": {"type": "string"}},
            "application/json": {"schema": ENTRIES},
        },
    }
}


def _place(row: dict[str, Any]) -> tuple[int, int]:
    return paging.by_time(row, "at")


@bp.get("")
@bp.input(AuditQuery, location="query")
@bp.output(AuditPage)
@role("admin")
def list_entries(query_data: AuditQuery) -> dict[str, Any]:
    """Who changed what, newest first; a call that was refused is a DENIED."""
    wanted, after = query_data.as_filter(), query_data.after_time()
    rows = queries.system.audit.page(wanted, query_data.limit, query_data.offset, after)
    return paging.numbered_page("entries", rows, queries.system.audit.count(wanted), query_data, _place)


@bp.get("/<int:entry_id>")
@bp.output(Entry)
@role("admin")
def show_entry(entry_id: int) -> dict[str, Any]:
    """One entry."""
    return queries.system.audit.get(entry_id)


@bp.get("/head")
@bp.output(Head)
@role("admin")
def show_head() -> dict[str, Any]:
    """The end of the chain; whoever keeps it elsewhere can tell later whether the log was cut off behind it."""
    return queries.system.audit_chain.head()._asdict()


@bp.get("/export")
@bp.input(ExportQuery, location="query")
@bp.doc(responses=EXPORT)
@role("admin")
def export_entries(query_data: ExportQuery) -> Response:
    """The same list as a file; that it was taken stands in the admin's own log.

    In the CSV the time is that of Jakarta, the changes are JSON, and an apostrophe stands before what a spreadsheet
    would run as a formula.
    """
    wanted = query_data.as_filter()
    queries.accounts.activities.write("export", detail=f"audit.{query_data.format}")
    rows = queries.system.audit.walk(wanted)
    if query_data.format == "json":
        lines = (Entry.model_validate(row).model_dump_json().encode() for row in rows)
        return downloads.attachment("audit.json", "application/json", downloads.json_parts("entries", lines))
    told = (
        {
            **row,
            "at": row["at"].replace(tzinfo=UTC).astimezone(JAKARTA).isoformat(timespec="microseconds"),
            "changes": orjson.dumps(row["changes"]).decode(),
        }
        for row in rows
    )
    cells = ([row[name] for name in CSV_HEADER] for row in told)
    return downloads.attachment("audit.csv", "text/csv", downloads.csv_parts(CSV_HEADER, cells))
