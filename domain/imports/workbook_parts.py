"""Number formats of workbooks: 1250 may be shown as `$1,250`, which the workbook reader does not report."""

from __future__ import annotations

import html
import re
import zipfile
from collections.abc import Iterator
from typing import IO
from zlib import error as ZlibError

from domain.imports.amounts import FOREIGN, RUPIAH

# How much is read of the styles, and of tag sheet: price columns start early.
MAX_STYLES, MAX_CELLS, MAX_SHEETS = 2 * 1024**2, 1024**2, 50
MAX_FORMAT = 500
FORMAT = re.compile(r"<numFmt\b([^<>]*)>")
ATTRIBUTE = re.compile(r'\b(numFmtId|formatCode)="([^"<>]*)"')
STYLE = re.compile(r'<xf\b[^<>]*?\bnumFmtId="(\d+)"')
CELL = re.compile(r'<c\b(?=[^<>]*\br="([A-Z]{1,3}\d+)")(?=[^<>]*\bs="(\d+)")[^<>]*[^/<>]>')
# Parts of a format that are not shown: languages, such as [$-421], and colours.
UNSHOWN = re.compile(r"\[(?:\$-|(?!\$))[^\[\]]*\]")


def find_foreign_currency(workbook: IO[bytes]) -> str:
    """Return the first cell with a number shown in another currency, as `C2: $`, or an empty string."""
    try:
        with zipfile.ZipFile(workbook) as parts:
            shown = _foreign_currency_styles(_text(parts, "xl/styles.xml", MAX_STYLES))
            return next(_cells(parts, shown), "") if shown else ""
    except (zipfile.BadZipFile, ZlibError, OSError, KeyError, EOFError, NotImplementedError, RuntimeError):
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
    for name in [name for name in parts.namelist() if name.startswith("xl/worksheets/sheet")][:MAX_SHEETS]:
        for place, style in CELL.findall(_text(parts, name, MAX_CELLS)):
            if style in shown:
                yield f"{place}: {shown[style]}"
