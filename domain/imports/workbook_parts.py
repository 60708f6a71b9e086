"""What the workbook reader does not report: the size of a workbook, before all of it is in memory, and number formats.

1250 may be shown as `$1,250`.
"""

from __future__ import annotations

import html
import re
import zipfile
from collections.abc import Iterator
from typing import IO, NamedTuple
from zlib import error as ZlibError

from domain.imports.amounts import FOREIGN, RUPIAH
from domain.imports.csv_files import InvalidFile
from domain.imports.headers import MAX_COLUMNS

PIECE_BYTES = 64 * 1024
SHEETS = "xl/worksheets/sheet"
# So many cells in rows that are too wide are no stray ones, nor those of a small sheet beside the products.
MAX_WIDE_CELLS = 100_000
# How much is read of the styles, and of each sheet: price columns start early.
MAX_STYLES, MAX_CELLS, MAX_SHEETS = 2 * 1024**2, 1024**2, 50
MAX_FORMAT = 500
# The exceptions of zipfile for invalid archives, and for parts that are absent.
UNREADABLE = (zipfile.BadZipFile, ZlibError, OSError, KeyError, EOFError, NotImplementedError, RuntimeError)
FORMAT = re.compile(r"<numFmt\b([^<>]*)>")
ATTRIBUTE = re.compile(r'\b(numFmtId|formatCode)="([^"<>]*)"')
STYLE = re.compile(r'<xf\b[^<>]*?\bnumFmtId="(\d+)"')
CELL = re.compile(r'<c\b(?=[^<>]*\br="([A-Z]{1,3}\d+)")(?=[^<>]*\bs="(\d+)")[^<>]*[^/<>]>')
# Parts of a format that are not shown: languages, such as [$-421], and colours.
UNSHOWN = re.compile(r"\[(?:\$-|(?!\$))[^\[\]]*\]")


class Size(NamedTuple):
    """The most parts, tags (a cell has four) and bytes of a workbook without compression."""

    parts: int
    tags: int
    bytes: int


# A small one is read in less than half a second.
SMALL = Size(200, 500_000, 16 * 1024**2)
LARGEST = Size(2_000, 50_000_000, 512 * 1024**2)


def is_within(workbook: IO[bytes], most: Size) -> bool:
    """Return whether the workbook is not larger. Stop reading where it is.

    Raises InvalidFile if many of its cells are in rows of more than MAX_COLUMNS. A file that disguises its size meets
    the limits of the process.
    """
    _, tags, size = most
    wide = 0
    try:
        with zipfile.ZipFile(workbook) as archive:
            parts = archive.infolist()
            if len(parts) > most.parts:
                return False
            for part in parts:
                with archive.open(part) as content:
                    while piece := content.read(PIECE_BYTES):
                        size -= len(piece)
                        tags -= piece.count(b"<")
                        if size < 0 or tags < 0:
                            return False
                        wide += _cells_in_wide_rows(piece) if part.filename.startswith(SHEETS) else 0
                        if wide > MAX_WIDE_CELLS:
                            raise InvalidFile("file_wide", most=MAX_COLUMNS)
    except UNREADABLE:
        # The workbook reader reports invalid files.
        return True
    return True


def _cells_in_wide_rows(piece: bytes) -> int:
    """Return the number of cells with content if the rows of this piece of a sheet have too many, else 0."""
    # <c><v>1</v></c> and <c><is>…</is></c>; the names may have a prefix.
    cells = (piece.count(b"v>") + piece.count(b"is>")) // 2
    return cells if cells > MAX_COLUMNS * (piece.count(b"row>") + 1) else 0


def find_foreign_currency(workbook: IO[bytes]) -> str:
    """Return the first cell with a number shown in another currency, as `C2: $`, or an empty string."""
    try:
        with zipfile.ZipFile(workbook) as parts:
            shown = _foreign_currency_styles(_text(parts, "xl/styles.xml", MAX_STYLES))
            return next(_cells(parts, shown), "") if shown else ""
    except UNREADABLE:
        # The workbook reader reports invalid files.
        return ""


def _text(parts: zipfile.ZipFile, name: str, most: int) -> str:
    with parts.open(name) as part:
        return part.read(most).decode("utf-8", "replace")


def _foreign_currency_styles(styles: str) -> dict[str, str]:
    """Return the signs of other currencies by the index of the styles that show them."""
    signs = {}
    for tag in FORMAT.findall(styles):
        attributes = dict(ATTRIBUTE.findall(tag))
        shown = UNSHOWN.sub("", html.unescape(attributes.get("formatCode", ""))[:MAX_FORMAT])
        code = shown.replace("[$", "").replace('"', "")
        if (sign := FOREIGN.search(code)) and not RUPIAH.search(code):
            signs[attributes.get("numFmtId", "")] = sign[0]
    numbers = STYLE.findall(styles.partition("<cellXfs")[2].partition("</cellXfs>")[0])
    return {str(place): signs[number] for place, number in enumerate(numbers) if number in signs}


def _cells(parts: zipfile.ZipFile, shown: dict[str, str]) -> Iterator[str]:
    for name in [name for name in parts.namelist() if name.startswith(SHEETS)][:MAX_SHEETS]:
        for place, style in CELL.findall(_text(parts, name, MAX_CELLS)):
            if style in shown:
                yield f"{place}: {shown[style]}"
