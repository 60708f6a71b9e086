"""Routes of product imports: upload, progress, and the rows that failed."""

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
from domain.commerce import tax
from domain.commerce.measures import Measure
from domain.imports import csv_files, workbooks
from errors import request_language
from messages import FIELDS, Sentence
from problems import Fault, Problem, invalid
from routes.catalogue import import_events, import_warnings
from routes.catalogue.import_forms import ImportForm, ImportQuery, Mode
from routes.system.jobs import State
from web import downloads, paging, uploads
from web.idempotency import leased
from web.openapi.field_types import LARGEST_ID, Instant, Reply
from web.server import long_work

bp = APIBlueprint("imports", __name__, tag="imports")
# The routes below /products: the template and the upload.
upload_bp = APIBlueprint("product_imports", __name__, tag="imports")

MAX_FILE_BYTES = 50 * 1024 * 1024
# The rest of the form.
FORM_OVERHEAD = 64 * 1024
PART_BYTES = 1024 * 1024
# Files up to this size, about a thousand rows, are imported within the request.
MAX_SYNC_BYTES = 256 * 1024
REPORTED_FAILURES = 20

REASON = Sentence("reason", "alasan")


class ImportProgress(Reply):
    rows_done: int
    rows_total: int
    rows_per_second: float | None
    seconds_left: float | None


class ImportCounts(Reply):
    """The outcome of rows: created + updated + unchanged + failed = rows."""

    rows: int
    created: int
    updated: int
    unchanged: int
    failed: int


class WarningValue(Reply):
    value: str
    count: int | None


class ImportWarning(Reply):
    code: str
    msg: str
    count: int
    values: list[WarningValue]


class RowFault(Reply):
    field: str
    code: str
    column: Annotated[str, Field(description="The title of the column in the file.")]
    msg: str


class FailedRow(Reply):
    line: Annotated[int, Field(description="The line on which the row starts; the first line of the file is 1.")]
    cells: list[str]
    errors: list[RowFault]


class ImportFault(Reply):
    code: str
    msg: str


class ImportSummary(Reply):
    id: int
    user_id: int
    filename: str
    size: int
    mode: Mode
    dry_run: bool
    create_missing: bool
    layout: Annotated[str, Field(description="shop for price lists, or the program that exported the file.")]
    encoding: str
    delimiter: str
    state: State
    error: Annotated[ImportFault | None, Field(description="Why the import failed; null unless its state is failed.")]
    progress: ImportProgress
    counts: ImportCounts
    warnings: list[ImportWarning]
    created_at: Instant
    started_at: Instant | None
    finished_at: Instant | None


class ImportSample(Reply):
    sku: str | None = None
    name: str | None = None
    price: int | None = None
    cost: int | None = None
    tax_kind: tax.Kind | None = None
    stock: int | None = None
    unit: str | None = None
    measure: Measure | None = None
    active: bool | None = None
    description: Annotated[str | None, Field(description="At most its first 200 characters.")] = None
    category: Annotated[list[str] | None, Field(description="From the top of the tree down.")] = None
    brand: str | None = None
    barcodes: list[str] | None = None


class Import(ImportSummary):
    header: Annotated[list[str], Field(description="The titles of the file's columns, in the order of the cells.")]
    columns: Annotated[dict[str, str], Field(description="The title of the column of each field.")]
    sample: Annotated[ImportSample, Field(description="The first row without faults, as it was read.")]
    failures: Annotated[list[FailedRow], Field(description="The first failed rows.")]


class ImportList(paging.CursorPage):
    imports: list[ImportSummary]


class FailedRowList(paging.CursorPage):
    rows: list[FailedRow]


def _content(kind: str, what: str, schema: dict[str, Any] | None = None) -> dict[int | str, Any]:
    return {200: {"description": what, "content": {kind: {"schema": schema or {"type": "string"}}}}}


EVENT_SCHEMA = {
    "type": "object",
    "properties": {
        "event": {"enum": ["progress", "done"]},
        "id": {"type": "string"},
        "data": {"type": "string", "description": "The import as JSON, without its failed rows."},
    },
}


LOCATION_HEADER = {"Location": {"schema": {"type": "string"}, "description": "URL of the report."}}
CREATE_RESPONSES: dict[int | str, Any] = {
    200: {"description": "A small file: imported", "headers": LOCATION_HEADER},
    202: {
        "description": "A larger file: a job imports it",
        "headers": LOCATION_HEADER,
        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Import"}}},
    },
}


@upload_bp.before_request
def _allow_large_files() -> None:
    if request.endpoint and request.endpoint.endswith(".create_import"):
        request.max_content_length = MAX_FILE_BYTES + FORM_OVERHEAD


@upload_bp.get("/import-template")
@upload_bp.doc(
    operation_id="imports_download_template", responses=_content("text/csv", "A CSV file with two example rows")
)
@role("seller", "admin", scope="imports:read")
def show_template() -> Response:
    """Download a template with all columns and two example rows."""
    return downloads.attachment("produk.csv", "text/csv", iter([b"\xef\xbb\xbf" + imports.TEMPLATE.encode()]))


@upload_bp.post("/import-csv")
@upload_bp.input(ImportQuery, location="query")
@upload_bp.input(ImportForm, location="files")
@upload_bp.output(Import)
@upload_bp.doc(operation_id="imports_create", responses=CREATE_RESPONSES)
@leased
@role("seller", "admin", scope="imports:write")
def create_import(query_data: ImportQuery, files_data: ImportForm) -> Any:
    """Import products of the caller from a file: our template, a list, or an export of another program.

    Rows match products by SKU, else by barcode, else by exact name. Only the fields in the file change; importing the
    same file again changes nothing. A small file is imported within the call (200); a larger one becomes a job (202),
    whose progress is at `Location`. All parameters but the file may be sent in the form or in the query. `columns` and
    `sample` of the report show how the file was read; `price_column` and its siblings name a column that is not
    recognized.
    """
    form = files_data.model_dump(exclude={"file"}, exclude_unset=True)
    options = query_data.model_copy(update=form)
    upload = files_data.file
    with closing(_as_text(upload, options)) as text:
        return _create(upload, options, partial(_parts, text), text is not upload.stream)


def _as_text(upload: Any, options: ImportQuery) -> IO[bytes]:
    """Return the upload, or the sheet of a workbook as CSV."""
    stream: IO[bytes] = upload.stream
    head = stream.read(8)
    stream.seek(0)
    if not workbooks.is_workbook(head):
        if options.sheet and not head.startswith(csv_files.WORKBOOKS):
            raise invalid("sheet", "sheet_not_allowed")
        return stream
    if options.encoding:
        raise invalid("encoding", "encoding_not_allowed")
    try:
        return _convert(stream, options.sheet, options.rate is not None)
    except workbooks.Busy:
        raise Problem("busy", headers={"Retry-After": "10"}) from None
    except imports.InvalidFile as error:
        raise _refused("sheet" if error.code == "sheet_unknown" else "file", error) from None


def _convert(stream: IO[bytes], sheet: str, has_rate: bool) -> IO[bytes]:
    """Return the sheet as CSV. A large workbook is left to the threads that may take long."""
    if long_work.may_take_long():
        return workbooks.convert_to_csv(stream, sheet, has_rate)
    text = workbooks.convert_small_to_csv(stream, sheet, has_rate)
    return long_work.leave(long_work.WORKBOOKS) if text is None else text


def _create(upload: Any, options: ImportQuery, parts: Callable[[], Iterator[bytes]], workbook: bool) -> Response:
    user_id = g.identity.user_id
    try:
        file = imports.ProductFile(
            parts, options.encoding or "", options.rate, options.named(), workbook, options.store
        )
        queries.catalogue.import_batches.check_can_create_products(user_id, file)
    except imports.InvalidFile as error:
        field = error.words["parameter"] if error.code.startswith("column_") else "file"
        field = "store" if error.code == "store_unknown" else field
        raise _refused(field, error) from None
    size = upload.stream.seek(0, io.SEEK_END)
    length = sum(map(len, parts()))
    worker = f"call-{g.request_id}"[:64] if length <= MAX_SYNC_BYTES else None
    import_id, job_id = queries.catalogue.product_imports.add(
        user_id,
        uploads.file_name(upload) or "import.csv",
        size,
        options.mode,
        options.dry_run,
        file,
        parts,
        worker,
        current_app.config["JOB_LEASE_SECONDS"],
        options.create_missing,
    )
    done = worker is not None and _run_in_request(import_id, job_id, worker)
    answer = jsonify(_report(import_id))
    answer.headers["Location"] = url_for("imports.show_import", import_id=import_id)
    answer.status_code = 200 if done else 202
    return answer


def _refused(field: str, error: imports.InvalidFile) -> Problem:
    """Return the 422 of a file; a program can let a person choose among the candidates of its question."""
    members = {}
    if error.question:
        parameter, candidates = error.question
        members["questions"] = [{"parameter": parameter, "candidates": list(candidates)}]
    return Problem("validation_failed", [Fault(field, error.code, error.words)], members=members)


@bp.get("")
@bp.doc(operation_id="imports_list")
@bp.input(paging.CursorQuery, location="query")
@bp.output(ImportList)
@role("seller", "admin", scope="imports:read")
def list_imports(query_data: paging.CursorQuery) -> dict[str, Any]:
    """List the caller's imports, newest first."""
    before = query_data.after_id(LARGEST_ID)
    rows = queries.catalogue.product_imports.page(g.identity.user_id, before, query_data.limit)
    imports = [_serialize(row, request_language()) for row in rows]
    return paging.cursor_page("imports", imports, query_data, paging.by_id)


@bp.get("/<int:import_id>")
@bp.doc(operation_id="imports_show")
@bp.output(Import)
@role("seller", "admin", scope="imports:read")
def show_import(import_id: int) -> dict[str, Any]:
    """Show the progress of an own import (admins: any import) and the outcome of its rows."""
    return _report(import_id)


@bp.get("/<int:import_id>/rows")
@bp.doc(operation_id="imports_list_failed_rows")
@bp.input(paging.CursorQuery, location="query")
@bp.output(FailedRowList)
@role("seller", "admin", scope="imports:read")
def list_failed_rows(import_id: int, query_data: paging.CursorQuery) -> dict[str, Any]:
    """List the rows that failed, in the order of the file."""
    queries.catalogue.product_imports.get(import_id, _visible_owner())
    after = query_data.after_id(0)
    rows = queries.catalogue.product_imports.list_failures(import_id, after, query_data.limit)
    failures = [_serialize_failure(row, request_language()) for row in rows]
    return paging.cursor_page("rows", failures, query_data, lambda row: (row["line"],))


@bp.get("/<int:import_id>/failed.csv")
@bp.doc(
    operation_id="imports_download_failed_rows",
    responses=_content("text/csv", "The failed rows in the columns of the file, with a column of reasons"),
)
@role("seller", "admin", scope="imports:read")
def download_failed_rows(import_id: int) -> Response:
    """Download the rows that failed as CSV, to be corrected and imported again."""
    row = queries.catalogue.product_imports.get(import_id, _visible_owner())
    header, lang = row["header"], request_language()
    # The file may itself be a download of failed rows.
    columns = [index for index, title in enumerate(header) if title.strip().lower() not in REASON]
    lines = _failed_lines(import_id, columns, len(header), lang)
    parts = downloads.csv_parts([*(header[index] for index in columns), getattr(REASON, lang)], lines, row["cell_end"])
    return downloads.attachment(f"import-{import_id}-failed.csv", "text/csv", parts)


@bp.get("/<int:import_id>/events")
@bp.doc(
    operation_id="imports_stream_events",
    responses=_content("text/event-stream", "The progress, about twice a second", EVENT_SCHEMA),
)
@role("seller", "admin", scope="imports:read")
def stream_import_events(import_id: int) -> Response:
    """Stream the progress of an import as server-sent events, about twice a second.

    A stream ends after about twenty seconds; EventSource clients reconnect. If too many streams are open, the answer is
    a 503 with Retry-After.
    """
    owner, lang = _visible_owner(), request_language()
    queries.catalogue.product_imports.get(import_id, owner)

    def latest() -> import_events.Snapshot:
        row = queries.catalogue.product_imports.get_and_release(import_id, owner)
        body = ImportSummary.model_validate(_serialize(row, lang)).model_dump(mode="json")
        return import_events.Snapshot(f"{row['rows_done']}-{row['state']}", row["state"] in ("done", "failed"), body)

    return import_events.stream(g.identity.user_id, latest)


def _run_in_request(import_id: int, job_id: int, worker: str) -> bool:
    """Import the file within this request. Return False if a worker has taken over the job."""
    try:
        queries.catalogue.import_batches.run_import(
            import_id, partial(queries.system.jobs.record_progress, job_id, worker)
        )
        queries.system.jobs.finish(job_id, worker)
    except queries.system.jobs.LeaseLost:
        return False
    return True


def _visible_owner() -> int | None:
    """Return the user whose imports the caller may see, or None for an admin, who sees all."""
    return None if g.identity.has_role("admin") else g.identity.user_id


def _parts(stream: IO[bytes]) -> Iterator[bytes]:
    stream.seek(0)
    while part := stream.read(PART_BYTES):
        yield part


def _failed_lines(import_id: int, columns: list[int], width: int, lang: str) -> Iterator[list[str]]:
    """Yield the lines of the CSV file of failed rows."""
    for row in queries.catalogue.product_imports.iterate_failures(import_id):
        # The file may contain apostrophes of an earlier download.
        cells = [csv_files.unescape_formulas(cell) for cell in row["cells"]]
        errors = _serialize_failure(row, lang)["errors"]
        reasons = [f"{error['column']}: {error['msg']}" if error["column"] else error["msg"] for error in errors]
        # Cells without a title stay after the reason.
        yield [*(cells[index] if index < len(cells) else "" for index in columns), " ".join(reasons), *cells[width:]]


def _report(import_id: int) -> dict[str, Any]:
    row, lang = queries.catalogue.product_imports.get(import_id, _visible_owner()), request_language()
    failures = queries.catalogue.product_imports.list_failures(import_id, 0, REPORTED_FAILURES)
    read = {"columns": {}, "sample": {}, **row["warnings"].get("read", {})}
    report = {
        **_serialize(row, lang),
        **read,
        "failures": [_serialize_failure(failure, lang) for failure in failures],
    }
    return Import.model_validate(report).model_dump(mode="json")


def _serialize(row: dict[str, Any], lang: str) -> dict[str, Any]:
    counts = {kind: row[f"rows_{kind}"] for kind in ("created", "updated", "unchanged", "failed")}
    done, total = row["rows_done"], row["rows_total"]
    seconds = (row["microseconds"] or 0) / 1_000_000
    rate = done / seconds if seconds and done else None
    return {
        **row,
        "delimiter": row["cell_end"],
        "error": _serialize_error(row, lang),
        "progress": {
            "rows_done": done,
            "rows_total": total,
            "rows_per_second": round(rate, 1) if rate else None,
            "seconds_left": round((total - done) / rate, 1) if rate else None,
        },
        "counts": {"rows": sum(counts.values()), **counts},
        "warnings": import_warnings.serialize(row["warnings"], lang),
    }


def _serialize_error(row: dict[str, Any], lang: str) -> dict[str, str] | None:
    """Return why a failed import stopped: what is wrong with its file, or an error of the server."""
    if row["state"] != "failed":
        return None
    error = row["warnings"].get("error")
    # An earlier attempt may have failed for another reason than the last one.
    if error is None or error["code"] != row["error"]:
        error = {"code": "import_stopped", "words": {}}
    return {"code": error["code"], "msg": FIELDS[error["code"]].translate(lang, error["words"])}


def _serialize_failure(row: dict[str, Any], lang: str) -> dict[str, Any]:
    """Serialize a failed row, with messages for its faults."""
    return {
        **row,
        "errors": [{**fault, "msg": FIELDS[fault["code"]].translate(lang, fault["words"])} for fault in row["faults"]],
    }
