"""Conversion of a workbook sheet to CSV, in a separate process with kernel limits.

The reader holds the whole workbook in memory, and a small file may expand: a gigabyte of zeros compresses to a
megabyte, and two cells in far corners make a sheet of 17 billion cells. So one workbook is read at a time, and small
ones, which never wait for it, within lower limits.
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
from domain.imports.headers import MAX_COLUMNS

ZIP_SIGNATURE = b"PK\x03\x04"
# Limits per workbook: CPU seconds, total seconds, memory above what is loaded, bytes of CSV.
CPU_SECONDS = 20
SECONDS = 45.0
WAITING_SECONDS = 10.0
MAX_MEMORY = 640 * 1024**2
MAX_CSV = 100 * 1024**2
MAX_CELLS = 10_000_000
# The same per small workbook.
SMALL_CPU_SECONDS = 2
SMALL_MEMORY = 192 * 1024**2
MAX_SHEETS = 50
MAX_NAMES_SHOWN = 20
MAX_NAME = 100
# Numbers with more digits have lost precision.
MAX_DIGITS = 15
REJECTED = 3
TOO_LARGE = 4
CODES = ("file_sheets", "sheet_unknown", "workbook_unreadable", "file_empty", "workbook_foreign", "file_wide")
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
        target, exit_code = _convert(workbook, sheet, has_rate)
    finally:
        _lock.release()
    return _result(target, exit_code)


def convert_small_to_csv(workbook: IO[bytes], sheet: str = "", has_rate: bool = False) -> IO[bytes] | None:
    """Return the same without waiting, or None if the workbook is not small."""
    target, exit_code = _convert(workbook, sheet, has_rate, small=True)
    if exit_code in (0, REJECTED):
        return _result(target, exit_code)
    # It is large, or has reached a limit of small ones.
    target.close()
    return None


def _convert(workbook: IO[bytes], sheet: str, has_rate: bool, small: bool = False) -> tuple[IO[bytes], int]:
    """Return what the process wrote, and its exit code."""
    with tempfile.TemporaryFile() as source:
        workbook.seek(0)
        shutil.copyfileobj(workbook, source)
        source.seek(0)
        target = tempfile.TemporaryFile()  # noqa: SIM115
        return target, _run(source, target, sheet, ["has_rate"] * has_rate + ["small"] * small)


def _result(target: IO[bytes], exit_code: int) -> IO[bytes]:
    """Return the CSV that the process wrote, or raise InvalidFile for what it refused."""
    target.seek(0)
    if exit_code == 0:
        return target
    code, _, detail = target.read(64 * 1024).decode("utf-8", "replace").partition("\n")
    target.close()
    if exit_code != REJECTED or code not in CODES:
        raise InvalidFile("workbook_unreadable")
    if code == "workbook_foreign":
        raise InvalidFile(code, ("rate", ["1"]), sample=detail)
    if code == "file_wide":
        raise InvalidFile(code, most=int(detail))
    names = detail.split("\n") if detail else []
    question = ("sheet", [name for name in names if name != "…"]) if names else None
    raise InvalidFile(code, question, sheets=", ".join(names))


def _run(source: IO[bytes], target: IO[bytes], sheet: str, options: list[str]) -> int:
    """Run the process and return its exit code."""
    try:
        return subprocess.run(  # noqa: S603
            [sys.executable, "-m", "domain.imports.workbooks", sheet, *options],
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


def _main(sheet: str, *options: str) -> int:
    """Convert the workbook at stdin to CSV at stdout, or write why it is invalid."""
    small = "small" in options
    memory, seconds = (SMALL_MEMORY, SMALL_CPU_SECONDS) if small else (MAX_MEMORY, CPU_SECONDS)
    process_limits.set_limits(memory, {resource.RLIMIT_CPU: seconds, resource.RLIMIT_FSIZE: MAX_CSV})
    try:
        if not workbook_parts.is_within(sys.stdin.buffer, workbook_parts.SMALL if small else workbook_parts.LARGEST):
            return TOO_LARGE
        sys.stdin.buffer.seek(0)
        rows = _rows(sheet)
        if "has_rate" not in options and (sample := workbook_parts.find_foreign_currency(sys.stdin.buffer)):
            raise InvalidFile("workbook_foreign", sample=sample)
        with open(1, "w", encoding="utf-8", newline="", closefd=False) as out:
            csv.writer(out).writerows(rows)
    except InvalidFile as refused:
        sys.stdout.write(f"{refused.code}\n{''.join(map(str, refused.words.values()))}")
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
    if sheet.width > MAX_COLUMNS:
        raise InvalidFile("file_wide", most=MAX_COLUMNS)
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
