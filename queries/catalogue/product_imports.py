"""Statements of product imports: the file, its progress, and the outcome of its rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from typing import Any

import orjson

import actor
import db
import queries.system.jobs
from domain.imports import ProductFile
from problems import Problem
from queries.accounts import activities
from queries.events import outbox
from queries.events.outbox import Event
from queries.system import audit

WAIT_SECONDS = "30"
# The most characters of a description in the sample.
MAX_SAMPLE = 200
COLUMNS = """i.id, i.job_id, i.user_id, i.filename, i.size, i.mode, i.dry_run, i.layout, i.encoding, i.cell_end,
                 i.rows_created, i.rows_updated, i.rows_unchanged, i.rows_failed, i.warnings, i.created_at,
                 j.payload, j.state, j.error, j.rows_done, j.rows_total, j.started_at, j.finished_at,
                 TIMESTAMPDIFF(MICROSECOND, j.started_at, COALESCE(j.finished_at, UTC_TIMESTAMP(6))) AS microseconds"""


@db.transactional()
def add(
    user_id: int,
    filename: str,
    size: int,
    mode: str,
    dry_run: bool,
    file: ProductFile,
    parts: Callable[[], Iterable[bytes]],
    worker: str | None = None,
    lease_seconds: int = 0,
    create_missing: bool = False,
) -> tuple[int, int]:
    """Store a file to be imported. Return its id and that of its job.

    The next free worker runs the job, or `worker` runs it at once if no other import of this user is running. Raises a
    429 if too many of them are waiting.
    """
    job_id = queries.system.jobs.enqueue_import(_job_payload(file, create_missing), user_id)
    if job_id is None:
        headers = {"Retry-After": WAIT_SECONDS}
        raise Problem("too_many_imports", headers=headers, most=queries.system.jobs.MOST_WAITING)
    if worker is not None:
        queries.system.jobs.claim_import(job_id, user_id, worker, lease_seconds)
    queries.system.jobs.set_total(job_id, file.row_count)
    import_id = db.insert(
        """
        INSERT INTO imports (job_id, user_id, filename, size, mode, dry_run, layout, encoding, cell_end, header,
                             warnings)
        VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)
        """,
        (
            job_id,
            user_id,
            filename[:255],
            size,
            mode,
            dry_run,
            file.layout.name,
            file.encoding,
            file.delimiter,
            orjson.dumps(file.header).decode(),
            orjson.dumps(_file_summary(file)).decode(),
        ),
    )
    details: dict[str, Any] = {
        "filename": filename[:255],
        "size": size,
        "mode": mode,
        "dry_run": dry_run,
        "job_id": job_id,
    }
    if create_missing:
        details["create_missing"] = True
    audit.write("INSERT", "imports", import_id, new=details)
    _store_parts(import_id, parts())
    return import_id, job_id


def _job_payload(file: ProductFile, create_missing: bool) -> dict[str, Any]:
    caller = actor.current()
    payload: dict[str, Any] = {"address": caller.address, "request_id": caller.request_id, "key_id": caller.key_id}
    if create_missing:
        payload["create_missing"] = True
    if file.named:
        payload["columns"] = file.named
    if file.store:
        payload["store"] = file.store
    if file.workbook:
        payload["workbook"] = True
    return payload


def _store_parts(import_id: int, parts: Iterable[bytes]) -> None:
    for number, content in enumerate(parts):
        db.execute(
            """
            INSERT INTO import_parts (import_id, part, content)
            VALUES (%s, %s, _binary %s)
            """,
            (import_id, number, content),
        )


def get(import_id: int, user_id: int | None) -> db.Row:
    """Return the import of this user (None: any user), or raise a 404."""
    row = db.fetch_one(
        f"""
        SELECT {COLUMNS}, i.header
        FROM   imports i
        JOIN   jobs j ON j.id = i.job_id
        WHERE  i.id = %s AND (i.user_id = %s OR %s IS NULL)
        """,
        (import_id, user_id, user_id),
    )
    if row is None:
        raise Problem("import_not_found", id=import_id)
    return {**_decode(row), "header": orjson.loads(row["header"])}


def get_and_release(import_id: int, user_id: int | None) -> db.Row:
    """Return the import like `get`, and release the connection of this thread. For polling."""
    try:
        return get(import_id, user_id)
    finally:
        db.release()


def id_of_job(job_id: int) -> int:
    """Return the id of the import that a job runs."""
    import_id: int = db.fetch_value(
        """
        SELECT id
        FROM   imports
        WHERE  job_id = %s
        """,
        (job_id,),
    )
    return import_id


def page(user_id: int, before: int, limit: int) -> list[db.Row]:
    """Return the user's imports with ids below `before`, newest first."""
    return [
        _decode(row)
        for row in db.fetch_all(
            f"""
            SELECT   {COLUMNS}
            FROM     imports i FORCE INDEX (ix_imports_user)
            JOIN     jobs j ON j.id = i.job_id
            WHERE    i.user_id = %s AND i.id < %s
            ORDER BY i.id DESC
            LIMIT    %s
            """,
            (user_id, before, limit),
        )
    ]


def list_failures(import_id: int, after_line: int, limit: int) -> list[db.Row]:
    """Return the failed rows after a line: `line`, `cells` (list), `faults` as [{field, code, column, words}]."""
    return [
        {"line": row["line"], "cells": orjson.loads(row["cells"]), "faults": orjson.loads(row["faults"])}
        for row in db.fetch_all(
            """
            SELECT   line, cells, faults
            FROM     import_failures
            WHERE    import_id = %s AND line > %s
            ORDER BY line
            LIMIT    %s
            """,
            (import_id, after_line, limit),
        )
    ]


def iterate_failures(import_id: int) -> Iterator[db.Row]:
    """Yield all failed rows. The thread holds no connection while the caller uses them."""
    line = 0
    while True:
        rows = list_failures(import_id, line, 200)
        db.release()
        if not rows:
            return
        yield from rows
        line = rows[-1]["line"]


def parts(import_id: int) -> Iterator[bytes]:
    """Yield the parts of the file. The thread holds no connection between two of them."""
    number = 0
    while True:
        content = db.fetch_value(
            """
            SELECT content
            FROM   import_parts
            WHERE  import_id = %s AND part = %s
            """,
            (import_id, number),
        )
        db.release()
        if content is None:
            return
        yield bytes(content)
        number += 1


def add_counts(import_id: int, counts: tuple[int, int, int, int], warnings: dict[str, Any]) -> None:
    """Add the numbers of created, updated, unchanged and failed rows of a batch, and set the warnings."""
    db.execute(
        """
        UPDATE imports
        SET    rows_created = rows_created + %s,
               rows_updated = rows_updated + %s,
               rows_unchanged = rows_unchanged + %s,
               rows_failed = rows_failed + %s,
               warnings = %s
        WHERE  id = %s
        """,
        (*counts, orjson.dumps(warnings).decode(), import_id),
    )


@db.transactional()
def finish(import_id: int) -> None:
    """Delete the file once all rows are done, and record the import in its owner's activities, once."""
    row = get(import_id, None)
    deleted = db.execute(
        """
        DELETE FROM import_parts
        WHERE       import_id = %s
        """,
        (import_id,),
    )
    if deleted and not row["dry_run"]:
        counts = ", ".join(f"{row[f'rows_{kind}']} {kind}" for kind in ("created", "updated", "unchanged", "failed"))
        activities.write("import", import_id, f"{row['filename'][:200]}: {counts}", user_id=row["user_id"])
        told = {kind: row[f"rows_{kind}"] for kind in ("created", "updated", "unchanged", "failed")}
        outbox.write([Event("import.completed", row["user_id"], import_id, told)])


def _file_summary(file: ProductFile) -> dict[str, Any]:
    """Return what the report says of the whole file before any row is imported.

    The job reads the rate of its prices from it.
    """
    rate = {"rate": {str(file.layout.rate): file.row_count}} if file.layout.rate is not None else {}
    read = {"columns": file.columns, "sample": {field: _short(value) for field, value in file.sample().items()}}
    return {"columns": file.layout.unused, "unnamed_columns": file.unnamed, "notes": file.notes, "read": read, **rate}


def _short(value: Any) -> Any:
    return f"{value[:MAX_SAMPLE]}…" if isinstance(value, str) and len(value) > MAX_SAMPLE else value


def rate_of(warnings: dict[str, Any]) -> Decimal | None:
    """Return the rate by which an import converts prices."""
    return next((Decimal(rate) for rate in warnings.get("rate", ())), None)


def _decode(row: dict[str, Any]) -> db.Row:
    payload = orjson.loads(row["payload"])
    return {
        **row,
        "dry_run": bool(row["dry_run"]),
        "create_missing": bool(payload.get("create_missing")),
        "named": payload.get("columns") or {},
        "store": payload.get("store") or "",
        "workbook": bool(payload.get("workbook")),
        "warnings": orjson.loads(row["warnings"] or "{}"),
    }
