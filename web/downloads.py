"""Files made while they are sent: CSV that spreadsheets open without harm, and JSON, row by row."""

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

# How much is gathered before it is sent.
PART_BYTES = 32 * 1024
INCOMPLETE = "TIDAK LENGKAP / INCOMPLETE"


def attachment(filename: str, mimetype: str, parts: Iterator[bytes]) -> Response:
    """A download that is sent part by part. The request has ended by then, so `parts` must not need it."""
    response = Response(parts, mimetype=mimetype)
    response.headers.set("Content-Disposition", "attachment", filename=filename)
    response.headers["Cache-Control"] = "private, no-store"
    return response


def csv_parts(header: Sequence[str], rows: Iterable[Sequence[Any]], delimiter: str = ",") -> Iterator[bytes]:
    """CSV as RFC 4180 has it, in UTF-8 with the mark by which spreadsheets know it; None is an empty cell."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, delimiter=delimiter)
    buffer.write(codecs.BOM_UTF8.decode())
    writer.writerow([harmless(title) for title in header])
    try:
        for row in rows:
            writer.writerow([harmless(cell) for cell in row])
            if buffer.tell() >= PART_BYTES:
                yield _taken(buffer)
    except Exception:
        # The status is sent by now, and the server would end the file as if it were whole.
        log.exception("a download broke off")
        writer.writerow([INCOMPLETE])
    yield _taken(buffer)


def json_parts(name: str, rows: Iterable[bytes]) -> Iterator[bytes]:
    """An object that holds one list under `name`; the rows are JSON already. One that breaks off is no JSON."""
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


def harmless(cell: Any) -> Any:
    """Return the cell with formulas escaped (`domain.imports.csv_files.escape_formulas`); leave numbers alone."""
    return escape_formulas(cell) if isinstance(cell, str) else cell


def _taken(buffer: io.StringIO) -> bytes:
    part = buffer.getvalue().encode()
    buffer.seek(0)
    buffer.truncate()
    return part
