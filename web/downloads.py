"""Downloads that are generated row by row: JSON, and CSV that is safe to open in a spreadsheet."""

from __future__ import annotations

import codecs
import csv
import io
import logging
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from flask import Response

from domain.imports.csv_files import escape_formulas

log = logging.getLogger("finenice")

# The size of a part.
PART_BYTES = 32 * 1024
INCOMPLETE = "TIDAK LENGKAP / INCOMPLETE"


def attachment(filename: str, mimetype: str, parts: Iterator[bytes]) -> Response:
    """Return a download that is sent part by part. `parts` run after the request and must not use it."""
    response = Response(parts, mimetype=mimetype)
    response.headers.set("Content-Disposition", "attachment", filename=filename)
    response.headers["Cache-Control"] = "private, no-store"
    return response


def csv_parts(header: Sequence[str], rows: Iterable[Sequence[Any]], delimiter: str = ",") -> Iterator[bytes]:
    """Yield CSV (RFC 4180) in UTF-8 with a byte order mark, for spreadsheets. None is an empty cell."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, delimiter=delimiter)
    buffer.write(codecs.BOM_UTF8.decode())
    writer.writerow([escape_cell(title) for title in header])
    try:
        for row in rows:
            writer.writerow([escape_cell(cell) for cell in row])
            if buffer.tell() >= PART_BYTES:
                yield _drain(buffer)
    except Exception:
        # The status is sent already, and without this row the file would look complete.
        log.exception("a download broke off")
        writer.writerow([INCOMPLETE])
    yield _drain(buffer)


def json_parts(name: str, rows: Iterable[bytes]) -> Iterator[bytes]:
    """Yield an object with one list under `name`, of rows that are JSON. After a failure the file is invalid JSON."""
    part = bytearray(f'{{"{name}":['.encode())
    comma = b""
    try:
        for row in rows:
            part += comma + row
            comma = b","
            if len(part) >= PART_BYTES:
                yield bytes(part)
                part.clear()
        part += b"]}\n"
    except Exception:
        log.exception("a download broke off")
    yield bytes(part)


def escape_cell(cell: Any) -> Any:
    """Return the cell with formulas escaped (`domain.imports.csv_files.escape_formulas`); leave numbers alone."""
    return escape_formulas(cell) if isinstance(cell, str) else cell


def _drain(buffer: io.StringIO) -> bytes:
    part = buffer.getvalue().encode()
    buffer.seek(0)
    buffer.truncate()
    return part
