"""A sheet of a workbook as CSV, made by a process of its own that the kernel limits and that can be killed.

The reader holds a whole workbook in memory, and a small file may be a large one: a gigabyte of zeros packs into one
megabyte, and two cells in far corners make a sheet of 17 billion.
"""

from __future__ import annotations

import csv
import datetime
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import IO, Any

from domain.imports import number_formats
from domain.imports.files import Refused

BEGINNING = b"PK\x03\x04"
# What a workbook may take: seconds of the CPU and in all, memory beyond what is loaded, the bytes of its CSV.
CPU_SECONDS = 20
SECONDS = 120.0
WAITING_SECONDS = 10.0
MOST_BYTES = 640 * 1024**2
LARGEST_CSV = 100 * 1024**2
MOST_CELLS = 20_000_000
MOST_SHEETS = 50
NAMES_TOLD = 20
LONGEST_NAME = 100
# A number of more digits has lost some of them.
MOST_DIGITS = 15
REFUSED = 3
CODES = ("file_sheets", "sheet_unknown", "workbook_unreadable", "file_empty", "file_shown_foreign")
ROOT = Path(__file__).resolve().parents[2]
# Nothing of the shop's secrets.
ENVIRONMENT = ("PATH", "HOME", "LD_LIBRARY_PATH", "PYTHONPATH", "PYTHONDONTWRITEBYTECODE", "LANG")
_turn = threading.Lock()


class Busy(Exception):
    """Another workbook is being read and has not come to its end in time."""


def begins(head: bytes) -> bool:
    """Whether a file that begins so may be a workbook."""
    return head.startswith(BEGINNING)


def as_csv(workbook: IO[bytes], sheet: str = "", rated: bool = False) -> IO[bytes]:
    """The sheet of this name, or the only one that holds anything, as CSV in UTF-8; a row of it is a line.

    Raises Refused where the workbook can't be read, several of its sheets hold something, or it shows numbers in
    another currency and these are not `rated`; Busy where another one takes too long.
    """
    if not _turn.acquire(timeout=WAITING_SECONDS):
        raise Busy
    try:
        with tempfile.TemporaryFile() as given:
            workbook.seek(0)
            shutil.copyfileobj(workbook, given)
            given.seek(0)
            made = tempfile.TemporaryFile()  # noqa: SIM115
            ended = _run(given, made, sheet, rated)
    finally:
        _turn.release()
    made.seek(0)
    if ended == 0:
        return made
    code, _, told = made.read(64 * 1024).decode("utf-8", "replace").partition("\n")
    made.close()
    if ended != REFUSED or code not in CODES:
        raise Refused("workbook_unreadable")
    raise Refused(code, **{"sample" if code == "file_shown_foreign" else "sheets": told})


def _run(given: IO[bytes], made: IO[bytes], sheet: str, rated: bool) -> int:
    """How the process ended, as subprocess tells it."""
    try:
        return subprocess.run(  # noqa: S603
            [sys.executable, "-m", "domain.imports.workbooks", sheet, *["rated"] * rated],
            stdin=given,
            stdout=made,
            stderr=subprocess.DEVNULL,
            cwd=ROOT,
            env={name: os.environ[name] for name in ENVIRONMENT if name in os.environ},
            timeout=SECONDS,
            check=False,
        ).returncode
    except subprocess.TimeoutExpired:
        return -1


def _main(sheet: str, rated: str = "") -> int:
    """Reads the workbook at stdin and writes its CSV to stdout, or why not."""
    _limit()
    try:
        rows = _rows(sheet)
        if not rated and (sample := number_formats.foreign(sys.stdin.buffer)):
            raise Refused("file_shown_foreign", sample=sample)
        with open(1, "w", encoding="utf-8", newline="", closefd=False) as out:
            csv.writer(out).writerows(rows)
    except Refused as refused:
        sys.stdout.write(f"{refused.code}\n{''.join(refused.words.values())}")
        return REFUSED
    return 0


def _rows(wanted: str) -> Iterator[list[str]]:
    # Loaded here alone: nothing that serves requests needs it.
    from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

    try:
        book = CalamineWorkbook.from_filelike(sys.stdin.buffer)
        names = [each.name for each in book.sheets_metadata if each.visible == SheetVisibleEnum.Visible]
        if len(names) > MOST_SHEETS:
            raise Refused("workbook_unreadable")
        if wanted:
            chosen = [name for name in names if name.strip().casefold() == wanted.strip().casefold()]
            if not chosen:
                raise Refused("sheet_unknown", sheets=_told(names))
        else:
            chosen = [name for name in names if len(names) == 1 or book.get_sheet_by_name(name).height]
            if len(chosen) > 1:
                raise Refused("file_sheets", sheets=_told(chosen))
        sheet = book.get_sheet_by_name(chosen[0]) if chosen else None
    except (CalamineError, OSError):
        raise Refused("workbook_unreadable") from None
    if sheet is None or sheet.start is None:
        raise Refused("file_empty")
    if sheet.height * sheet.width > MOST_CELLS:
        raise Refused("workbook_unreadable")
    return _written(sheet)


def _written(sheet: Any) -> Iterator[list[str]]:
    """The rows from the first line of the sheet, without the empty cells at their ends."""
    yield from ([] for _ in range(sheet.start[0]))
    for row in sheet.iter_rows():
        cells = [_text(cell) for cell in row]
        while cells and not cells[-1]:
            cells.pop()
        yield cells


def _text(cell: object) -> str:
    """A cell as a person would write it; numbers without a mark for thousands, line breaks as one character."""
    if isinstance(cell, str):
        return cell.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\u2028")
    if isinstance(cell, bool):
        return "1" if cell else "0"
    if isinstance(cell, int | float):
        if float(cell).is_integer() and abs(cell) < 10**MOST_DIGITS:
            return str(int(cell))
        return f"{cell:.{MOST_DIGITS}g}"
    if isinstance(cell, datetime.date | datetime.time):
        return cell.isoformat()
    return "" if cell is None else str(cell)


def _told(names: list[str]) -> str:
    shown = [" ".join(name[:LONGEST_NAME].split()) for name in names[:NAMES_TOLD]]
    return ", ".join(shown) + (", …" if len(names) > NAMES_TOLD else "")


def _limit() -> None:
    with open("/proc/self/statm", "rb") as file:
        addresses = int(file.read().split()[0]) * resource.getpagesize()
    # Where the machine's memory runs out the kernel takes this process, and not the shop.
    with suppress(OSError), open("/proc/self/oom_score_adj", "w", encoding="ascii") as file:
        file.write("1000")
    for what, most in (
        (resource.RLIMIT_AS, addresses + MOST_BYTES),
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_FSIZE, LARGEST_CSV),
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(what)[1]
        least = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (least, least))


if __name__ == "__main__":
    sys.exit(_main(*sys.argv[1:]))
