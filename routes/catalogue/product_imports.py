"""Importing products from CSV files and workbooks: sending one, following it, and getting back what was not taken."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from typing import IO, Annotated, Any

from apiflask import APIBlueprint
from flask import Response, current_app, g, jsonify, request, url_for
from pydantic import Field

import queries.catalogue.import_batches
import queries.catalogue.product_imports
import queries.system.jobs
from auth import role
from domain import imports
from domain.imports import csv_files, workbooks
from errors import language
from messages import FIELDS, Sentence
from problems import Problem, invalid
from routes.catalogue import import_events, import_notices
from routes.catalogue.import_forms import ImportForm, ImportQuery, Mode
from routes.system.jobs import State
from web import downloads, paging, uploads
from web.idempotency import leased
from web.openapi.field_types import LARGEST_ID, Instant, Query, Reply

bp = APIBlueprint("imports", __name__, tag="imports")
# What stands among the products: the template, and the file that goes in.
products = APIBlueprint("product_imports", __name__, tag="imports")

LARGEST_FILE = 50 * 1024 * 1024
# The form around the file.
ENVELOPE = 64 * 1024
PART = 1024 * 1024
# A file of about a thousand rows is taken in within the call that brings it.
SMALL_FILE = 256 * 1024
FAILURES_TOLD = 20

REASON = Sentence("reason", "alasan")


class Progress(Reply):
    rows_done: int
    rows_total: int
    rows_per_second: float | None
    seconds_left: float | None


class Counts(Reply):
    """Each row is one of these: created + updated + unchanged + failed = rows."""

    rows: int
    created: int
    updated: int
    unchanged: int
    failed: int


class NamedCount(Reply):
    value: str
    count: int | None


class Warning(Reply):
    code: str
    msg: str
    count: int
    values: list[NamedCount]


class RowFault(Reply):
    field: str
    code: str
    column: Annotated[str, Field(description="The file's own name of the column.")]
    msg: str


class FailedRow(Reply):
    line: Annotated[int, Field(description="Where the row begins; the first line of the file is 1.")]
    cells: list[str]
    errors: list[RowFault]


class ImportOf(Reply):
    id: int
    user_id: int
    filename: str
    size: int
    mode: Mode
    dry_run: bool
    create_missing: bool
    layout: Annotated[str, Field(description="shop (lists of one's own), or the program that has written it.")]
    encoding: str
    delimiter: str
    state: State
    progress: Progress
    counts: Counts
    warnings: list[Warning]
    created_at: Instant
    started_at: Instant | None
    finished_at: Instant | None


class Sample(Reply):
    sku: str | None = None
    name: str | None = None
    price: int | None = None
    cost: int | None = None
    stock: int | None = None
    unit: str | None = None
    active: bool | None = None
    description: Annotated[str | None, Field(description="At most its first 200 characters.")] = None
    category: Annotated[list[str] | None, Field(description="From the top of the tree down.")] = None
    brand: str | None = None
    barcodes: list[str] | None = None


class Import(ImportOf):
    columns: Annotated[dict[str, str], Field(description="Which column became which field, by the file's own names.")]
    sample: Annotated[Sample, Field(description="The first row that can be read, as it was read.")]
    failures: Annotated[list[FailedRow], Field(description="The first of the failed rows.")]


class ImportsQuery(Query):
    per_page: paging.PerPage = 20
    cursor: Annotated[str, paging.place(paging.NUMBER)] = ""


class ImportPage(Reply):
    imports: list[ImportOf]
    per_page: int
    has_next: bool
    next_cursor: str | None


class FailedRowPage(Reply):
    rows: list[FailedRow]
    per_page: int
    has_next: bool
    next_cursor: str | None


def _content(kind: str, what: str, schema: dict[str, Any] | None = None) -> dict[int | str, Any]:
    return {200: {"description": what, "content": {kind: {"schema": schema or {"type": "string"}}}}}


EVENT = {
    "type": "object",
    "properties": {
        "event": {"enum": ["progress", "done"]},
        "id": {"type": "string"},
        "data": {"type": "string", "description": "The import as JSON, without its failed rows."},
    },
}


REPORTED = {"Location": {"schema": {"type": "string"}, "description": "Where its report stands."}}
ACCEPTED: dict[int | str, Any] = {
    200: {"description": "A small file, which is taken in", "headers": REPORTED},
    202: {
        "description": "A larger file, which a job takes in",
        "headers": REPORTED,
        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Import"}}},
    },
}


@products.before_request
def _allow_large_files() -> None:
    if request.endpoint and request.endpoint.endswith(".import_csv"):
        request.max_content_length = LARGEST_FILE + ENVELOPE


@products.get("/import-template")
@products.doc(responses=_content("text/csv", "A CSV file with two example rows"))
@role("seller", "admin", scope="imports:read")
def import_template() -> Response:
    """The columns that a file of one's own may have, with two examples."""
    return downloads.attachment("produk.csv", "text/csv", iter([b"\xef\xbb\xbf" + imports.TEMPLATE.encode()]))


@products.post("/import-csv")
@products.input(ImportQuery, location="query")
@products.input(ImportForm, location="files")
@products.output(Import)
@products.doc(responses=ACCEPTED)
@leased
@role("seller", "admin", scope="imports:write")
def import_csv(query_data: ImportQuery, files_data: ImportForm) -> Any:
    """Imports products of the caller's from a file: our template, a list, or an export of another program.

    Rows are matched by SKU, else by barcode, else by exact name; only fields that the file gives are changed, and
    the same file again changes nothing. A small file is done when the call answers (200); a larger one is a job
    (202) to be followed at `Location`. All but the file may stand in the form or in the query. `columns` and `sample`
    of the report show how the file was read; `price_column` and its siblings name a column that is not known.
    """
    form = files_data.model_dump(exclude={"file"}, exclude_unset=True)
    wanted = query_data.model_copy(update=form)
    upload = files_data.file
    with closing(_as_text(upload, wanted)) as text:
        return _take_in(upload, wanted, partial(_parts, text), text is not upload.stream)


def _as_text(upload: Any, wanted: ImportQuery) -> IO[bytes]:
    """The upload, or the sheet of a workbook as CSV."""
    stream: IO[bytes] = upload.stream
    head = stream.read(8)
    stream.seek(0)
    if not workbooks.is_workbook(head):
        if wanted.sheet and not head.startswith(csv_files.WORKBOOKS):
            raise invalid("sheet", "sheet_of_text")
        return stream
    if wanted.encoding:
        raise invalid("encoding", "encoding_of_workbook")
    try:
        return workbooks.convert_to_csv(stream, wanted.sheet, wanted.rate is not None)
    except workbooks.Busy:
        raise Problem("busy", headers={"Retry-After": "10"}) from None
    except imports.InvalidFile as error:
        raise invalid("sheet" if error.code == "sheet_unknown" else "file", error.code, **error.words) from None


def _take_in(upload: Any, wanted: ImportQuery, parts: Callable[[], Iterator[bytes]], workbook: bool) -> Response:
    user_id = g.identity.user_id
    try:
        file = imports.ProductFile(parts, wanted.encoding or "", wanted.rate, wanted.named(), workbook, wanted.store)
        queries.catalogue.import_batches.check_can_create_products(user_id, file)
    except imports.InvalidFile as error:
        field = error.words["parameter"] if error.code.startswith("column_") else "file"
        field = "store" if error.code == "store_unknown" else field
        raise invalid(field, error.code, **error.words) from None
    size = upload.stream.seek(0, io.SEEK_END)
    length = sum(map(len, parts()))
    worker = f"call-{g.request_id}"[:64] if length <= SMALL_FILE else None
    import_id, job_id = queries.catalogue.product_imports.add(
        user_id,
        uploads.name_of(upload) or "import.csv",
        size,
        wanted.mode,
        wanted.dry_run,
        file,
        parts,
        worker,
        current_app.config["JOB_LEASE_SECONDS"],
        wanted.create_missing,
    )
    done = worker is not None and _run_here(import_id, job_id, worker)
    answer = jsonify(_report(import_id))
    answer.headers["Location"] = url_for("imports.show_import", import_id=import_id)
    answer.status_code = 200 if done else 202
    return answer


@bp.get("")
@bp.input(ImportsQuery, location="query")
@bp.output(ImportPage)
@role("seller", "admin", scope="imports:read")
def list_imports(query_data: ImportsQuery) -> dict[str, Any]:
    """The caller's imports, newest first."""
    before = paging.decode(query_data.cursor, int)[0] if query_data.cursor else LARGEST_ID
    size = query_data.per_page
    rows = queries.catalogue.product_imports.page(g.identity.user_id, before, size + 1)
    more, rows = len(rows) > size, rows[:size]
    return {
        "imports": [_told(row, language()) for row in rows],
        "per_page": size,
        "has_next": more,
        "next_cursor": paging.encode(rows[-1]["id"]) if more else None,
    }


@bp.get("/<int:import_id>")
@bp.output(Import)
@role("seller", "admin", scope="imports:read")
def show_import(import_id: int) -> dict[str, Any]:
    """How far an own import (an admin: any) is, and what became of its rows."""
    return _report(import_id)


@bp.get("/<int:import_id>/rows")
@bp.input(ImportsQuery, location="query")
@bp.output(FailedRowPage)
@role("seller", "admin", scope="imports:read")
def list_failed_rows(import_id: int, query_data: ImportsQuery) -> dict[str, Any]:
    """The rows that were not taken, in the order of the file."""
    queries.catalogue.product_imports.get(import_id, _owner())
    after = paging.decode(query_data.cursor, int)[0] if query_data.cursor else 0
    size = query_data.per_page
    rows = queries.catalogue.product_imports.list_failures(import_id, after, size + 1)
    more, rows = len(rows) > size, rows[:size]
    return {
        "rows": [_failed(row, language()) for row in rows],
        "per_page": size,
        "has_next": more,
        "next_cursor": paging.encode(rows[-1]["line"]) if more else None,
    }


@bp.get("/<int:import_id>/failed.csv")
@bp.doc(responses=_content("text/csv", "The failed rows in the file's own columns, with a column that says why"))
@role("seller", "admin", scope="imports:read")
def download_failed_rows(import_id: int) -> Response:
    """The rows that were not taken as CSV, to be corrected and sent again."""
    row = queries.catalogue.product_imports.get(import_id, _owner())
    header, tongue = row["header"], language()
    # The file may itself be one of failed rows.
    kept = [index for index, title in enumerate(header) if title.strip().lower() not in REASON]
    lines = _lines(import_id, kept, len(header), tongue)
    parts = downloads.csv_parts([*(header[index] for index in kept), getattr(REASON, tongue)], lines, row["cell_end"])
    return downloads.attachment(f"import-{import_id}-failed.csv", "text/csv", parts)


@bp.get("/<int:import_id>/events")
@bp.doc(responses=_content("text/event-stream", "How far it is, about twice a second", EVENT))
@role("seller", "admin", scope="imports:read")
def follow_import(import_id: int) -> Response:
    """How far an import is, as server-sent events about twice a second.

    A stream ends by itself after some twenty seconds; clients of EventSource then connect again. Where too many
    streams are open the answer is a 503 that says when to come back.
    """
    owner, tongue = _owner(), language()
    queries.catalogue.product_imports.get(import_id, owner)

    def look() -> import_events.News:
        row = queries.catalogue.product_imports.get_and_release(import_id, owner)
        body = ImportOf.model_validate(_told(row, tongue)).model_dump(mode="json")
        return import_events.News(f"{row['rows_done']}-{row['state']}", row["state"] in ("done", "failed"), body)

    return import_events.stream(look)


def _run_here(import_id: int, job_id: int, worker: str) -> bool:
    """Takes the file in within this call; False where a worker has taken the job over."""
    try:
        queries.catalogue.import_batches.run_import(
            import_id, partial(queries.system.jobs.tell_progress, job_id, worker)
        )
        queries.system.jobs.finish(job_id, worker)
    except queries.system.jobs.Abandoned:
        return False
    return True


def _owner() -> int | None:
    """Whose imports the caller may see: their own, or anybody's as an admin."""
    return None if g.identity.has_role("admin") else g.identity.user_id


def _parts(stream: IO[bytes]) -> Iterator[bytes]:
    stream.seek(0)
    while part := stream.read(PART):
        yield part


def _lines(import_id: int, kept: list[int], width: int, tongue: str) -> Iterator[list[str]]:
    """The lines of the file of failed rows."""
    for row in queries.catalogue.product_imports.iterate_failures(import_id):
        # The file may hold the apostrophes of an earlier one of ours.
        cells, faults = [csv_files.unescape_formulas(cell) for cell in row["cells"]], _failed(row, tongue)["errors"]
        told = [f"{fault['column']}: {fault['msg']}" if fault["column"] else fault["msg"] for fault in faults]
        # Cells that the header has no name for stay behind the reason.
        yield [*(cells[index] if index < len(cells) else "" for index in kept), " ".join(told), *cells[width:]]


def _report(import_id: int) -> dict[str, Any]:
    row, tongue = queries.catalogue.product_imports.get(import_id, _owner()), language()
    failures = queries.catalogue.product_imports.list_failures(import_id, 0, FAILURES_TOLD)
    read = {"columns": {}, "sample": {}, **row["warnings"].get("read", {})}
    report = {**_told(row, tongue), **read, "failures": [_failed(failure, tongue) for failure in failures]}
    return Import.model_validate(report).model_dump(mode="json")


def _told(row: dict[str, Any], tongue: str) -> dict[str, Any]:
    counts = {kind: row[f"rows_{kind}"] for kind in ("created", "updated", "unchanged", "failed")}
    done, total = row["rows_done"], row["rows_total"]
    seconds = (row["microseconds"] or 0) / 1_000_000
    rate = done / seconds if seconds and done else None
    return {
        **row,
        "delimiter": row["cell_end"],
        "progress": {
            "rows_done": done,
            "rows_total": total,
            "rows_per_second": round(rate, 1) if rate else None,
            "seconds_left": round((total - done) / rate, 1) if rate else None,
        },
        "counts": {"rows": sum(counts.values()), **counts},
        "warnings": import_notices.told(row["warnings"], tongue),
    }


def _failed(row: dict[str, Any], tongue: str) -> dict[str, Any]:
    """A failed row with its faults in words."""
    return {
        **row,
        "errors": [{**fault, "msg": FIELDS[fault["code"]].told(tongue, fault["words"])} for fault in row["faults"]],
    }
