"""Conversion of a workbook sheet to CSV, in a separate process with kernel limits.

The reader holds the whole workbook in memory, and a small file may expand: a gigabyte of zeros compresses to a
megabyte, and two cells in far corners make a sheet of 17 billion cells.
"""

from __future__ import annotations

import csv
import datetime
import resource
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from typing import IO, Any

from domain import process_limits
from domain.imports import workbook_parts
from domain.imports.csv_files import InvalidFile

ZIP_SIGNATURE = b"PK\x03\x04"
# Limits per workbook: CPU seconds, total seconds, memory above what is loaded, bytes of CSV.
CPU_SECONDS = 20
SECONDS = 120.0
WAITING_SECONDS = 10.0
MAX_MEMORY = 640 * 1024**2
MAX_CSV = 100 * 1024**2
MAX_CELLS = 20_000_000
MAX_SHEETS = 50
MAX_NAMES_SHOWN = 20
MAX_NAME = 100
# Numbers with more digits have lost precision.
MAX_DIGITS = 15
REJECTED = 3
CODES = ("file_sheets", "sheet_unknown", "workbook_unreadable", "file_empty", "workbook_foreign")
_lock = threading.Lock()


class Busy(Exception):
    """Another workbook is being converted and did not finish in time."""


def is_workbook(head: bytes) -> bool:
    """Return True if a file that starts with these bytes may be a workbook."""
    return head.startswith(ZIP_SIGNATURE)


def convert_to_csv(workbook: IO[bytes], sheet: str = "", has_rate: bool = False) -> IO[bytes]:
    """Return the sheet of this name, or the only one with content, as CSV in UTF-8, one line per row.

    Raises InvalidFile if the workbook can't be read, several sheets have content, or it shows numbers in another
    currency without `has_rate`; Busy if another conversion takes too long.
    """
    if not _lock.acquire(timeout=WAITING_SECONDS):
        raise Busy
    try:
        with tempfile.TemporaryFile() as source:
            workbook.seek(0)
            shutil.copyfileobj(workbook, source)
            source.seek(0)
            target = tempfile.TemporaryFile()  # noqa: SIM115
            exit_code = _run(source, target, sheet, has_rate)
    finally:
        _lock.release()
    target.seek(0)
    if exit_code == 0:
        return target
    code, _, detail = target.read(64 * 1024).decode("utf-8", "replace").partition("\n")
    target.close()
    if exit_code != REJECTED or code not in CODES:
        raise InvalidFile("workbook_unreadable")
    if code == "workbook_foreign":
        raise InvalidFile(code, ("rate", ["1"]), sample=detail)
    names = detail.split("\n") if detail else []
    question = ("sheet", [name for name in names if name != "…"]) if names else None
    raise InvalidFile(code, question, sheets=", ".join(names))


def _run(source: IO[bytes], target: IO[bytes], sheet: str, has_rate: bool) -> int:
    """Run the process and return its exit code."""
    try:
        return subprocess.run(  # noqa: S603
            [sys.executable, "-m", "domain.imports.workbooks", sheet, *["has_rate"] * has_rate],
            stdin=source,
            stdout=target,
            stderr=subprocess.DEVNULL,
            cwd=process_limits.ROOT,
            env=process_limits.environment(),
            timeout=SECONDS,
            check=False,
        ).returncode
    except subprocess.TimeoutExpired:
        return -1


def _main(sheet: str, has_rate: str = "") -> int:
    """Convert the workbook at stdin to CSV at stdout, or write why it is invalid."""
    process_limits.set_limits(MAX_MEMORY, {resource.RLIMIT_CPU: CPU_SECONDS, resource.RLIMIT_FSIZE: MAX_CSV})
    try:
        rows = _rows(sheet)
        if not has_rate and (sample := workbook_parts.find_foreign_currency(sys.stdin.buffer)):
            raise InvalidFile("workbook_foreign", sample=sample)
        with open(1, "w", encoding="utf-8", newline="", closefd=False) as out:
            csv.writer(out).writerows(rows)
    except InvalidFile as refused:
        sys.stdout.write(f"{refused.code}\n{''.join(refused.words.values())}")
        return REJECTED
    return 0


def _rows(wanted: str) -> Iterator[list[str]]:
    # Imported only here: request handlers do not need it.
    from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

    try:
        book = CalamineWorkbook.from_filelike(sys.stdin.buffer)
        names = [each.name for each in book.sheets_metadata if each.visible == SheetVisibleEnum.Visible]
        if len(names) > MAX_SHEETS:
            raise InvalidFile("workbook_unreadable")
        if wanted:
            chosen = [name for name in names if name.strip().casefold() == wanted.strip().casefold()]
            if not chosen:
                raise InvalidFile("sheet_unknown", sheets=_join_names(names))
        else:
            chosen = [name for name in names if len(names) == 1 or book.get_sheet_by_name(name).height]
            if len(chosen) > 1:
                raise InvalidFile("file_sheets", sheets=_join_names(chosen))
        sheet = book.get_sheet_by_name(chosen[0]) if chosen else None
    except (CalamineError, OSError):
        raise InvalidFile("workbook_unreadable") from None
    if sheet is None or sheet.start is None:
        raise InvalidFile("file_empty")
    if sheet.height * sheet.width > MAX_CELLS:
        raise InvalidFile("workbook_unreadable")
    return _csv_rows(sheet)


def _csv_rows(sheet: Any) -> Iterator[list[str]]:
    """Yield the rows from the first line of the sheet, without empty cells at their ends."""
    yield from ([] for _ in range(sheet.start[0]))
    for row in sheet.iter_rows():
        cells = [_cell_text(cell) for cell in row]
        while cells and not cells[-1]:
            cells.pop()
        yield cells


def _cell_text(cell: object) -> str:
    """Return a cell as a person would write it: numbers without thousands marks, line breaks as one character."""
    if isinstance(cell, str):
        return cell.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\u2028")
    if isinstance(cell, bool):
        return "1" if cell else "0"
    if isinstance(cell, int | float):
        if float(cell).is_integer() and abs(cell) < 10**MAX_DIGITS:
            return str(int(cell))
        return f"{cell:.{MAX_DIGITS}g}"
    if isinstance(cell, datetime.date | datetime.time):
        return cell.isoformat()
    return "" if cell is None else str(cell)


def _join_names(names: list[str]) -> str:
    shown = [" ".join(name[:MAX_NAME].split()) for name in names[:MAX_NAMES_SHOWN]]
    return "\n".join(shown + (["…"] if len(names) > MAX_NAMES_SHOWN else []))


if __name__ == "__main__":
    sys.exit(_main(*sys.argv[1:]))
