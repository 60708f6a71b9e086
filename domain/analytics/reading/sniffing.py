"""Detection of a file's type by content: encoding, CSV or JSON, delimiter, start of the table."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import IO

from domain.analytics.options import Limits, Refused
from domain.analytics.reading import columns

HEAD_BYTES = 256 * 1024
BLOCK_BYTES = 512 * 1024
LONGEST_LINE = 1_000_000
MOST_DAMAGED = 100
# Number of lines (title, empty lines, notes) that may precede the header.
MOST_ABOVE = 20
DELIMITERS = ",;\t|"
# Number of cells from which the delimiter is judged.
MOST_CELLS = 2_000
LONGEST_VALUE = 40

_KINDS = {
    b"PK\x05\x06": "file_compressed", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": "file_workbook",
    b"\x1f\x8b": "file_compressed", b"BZh": "file_compressed", b"\xfd7zXZ\x00": "file_compressed",
    b"(\xb5/\xfd": "file_compressed", b"7z\xbc\xaf": "file_compressed", b"Rar!": "file_compressed",
    b"%PDF": "file_pdf", b"\x89PNG": "file_picture", b"\xff\xd8\xff": "file_picture", b"GIF8": "file_picture",
    b"RIFF": "file_picture", b"II*\x00": "file_picture", b"MM\x00*": "file_picture",
    b"PAR1": "file_binary", b"SQLite format 3": "file_binary", b"\x7fELF": "file_binary",
    b"\xff\xfe\x00\x00": "file_binary", b"\x00\x00\xfe\xff": "file_binary",
}  # fmt: skip
_WORKBOOK = (b"xl/", b"[Content_Types].xml", b"_rels/", b"mimetypeapplication/vnd.oasis")
_YEAR = re.compile(r"\b(?:19|20)[0-9]{2}\b")
_YEAR_ALONE = re.compile(r"(?:tahun |thn |th |year )?((?:19|20)[0-9]{2})", re.IGNORECASE)
_PAGES = ("<!doctype", "<html", "<head", "<table", "<?xml", "<svg")
_JSON = re.compile(rb"\s*(?:\{\s*[\"}]|\[\s*[\[{\]\"\d-])")


class Source:
    """A file as UTF-8 text in blocks of whole lines, which can be read repeatedly.

    Bytes that are not valid UTF-8 are kept; `decode` reads their lines as Windows-1252. Raises Refused if the stream
    holds no text or more than `limits.bytes`.
    """

    def __init__(self, stream: IO[bytes], limits: Limits) -> None:
        self._stream = stream
        if stream.seek(0, io.SEEK_END) > limits.bytes:
            raise Refused("file_too_large", megabytes=limits.bytes >> 20)
        stream.seek(0)
        start = stream.read(4096)
        if not start.strip(b"\0 \t\r\n\xef\xbb\xbf\xff\xfe"):
            raise Refused("file_is_empty")
        _refuse_binaries(start)
        self._utf16 = _utf16(start)
        if not self._utf16 and b"\0" in start:
            raise Refused("file_binary")
        self.head = self._head()
        self.whole = len(self.head) < HEAD_BYTES
        if self.head[:100].decode("utf-8", "ignore").strip().lower().startswith(_PAGES):
            raise Refused("file_page")
        self.newline = b"\n" if b"\n" in self.head or b"\r" not in self.head else b"\r"
        # The first lines that are not UTF-8, and whether another line proves that the file is meant to be.
        self.damaged: set[int] = set()
        self.is_utf8 = False

    def parts(self) -> Iterator[bytes]:
        """Yield the file in parts of any size, without the byte order mark."""
        self._stream.seek(0)
        decoder = codecs.getincrementaldecoder(self._utf16)("replace") if self._utf16 else None
        first = True
        while part := self._stream.read(BLOCK_BYTES):
            if decoder:
                part = decoder.decode(part).encode()
            if first and part:
                part, first = part.removeprefix(codecs.BOM_UTF8), False
            yield part
        if decoder and (part := decoder.decode(b"", True).encode()):
            yield part

    def blocks(self, skip: int = 0) -> Iterator[bytes]:
        """Yield the file after the first `skip` lines, in blocks of whole lines."""
        rest = b""
        for count, part in enumerate(self.parts(), 1):
            block = rest + part
            while skip and (end := block.find(self.newline)) >= 0:
                block, skip = block[end + 1 :], skip - 1
            end = 0 if skip else block.rfind(self.newline) + 1
            if end:
                yield block[:end]
            rest = block[end:]
            if len(rest) > LONGEST_LINE:
                line = 1 + sum(part.count(self.newline) for part in islice(self.parts(), count))
                raise Refused("file_long_line", line=line, longest=LONGEST_LINE)
        if rest and not skip:
            yield rest

    def decode(self, block: bytes, line: int) -> str:
        """Decode a block whose first line is `line`: as UTF-8, or line by line as Windows-1252."""
        try:
            text = block.decode()
        except UnicodeDecodeError:
            lines = []
            for number, part in enumerate(block.split(self.newline), line):
                try:
                    lines.append(part.decode())
                    self.is_utf8 |= not part.isascii()
                except UnicodeDecodeError:
                    lines.append(part.decode("cp1252", "replace"))
                    if len(self.damaged) < MOST_DAMAGED:
                        self.damaged.add(number)
            return self.newline.decode().join(lines)
        self.is_utf8 |= not block.isascii()
        return text

    def _head(self) -> bytes:
        head = b""
        for part in self.parts():
            head += part
            if len(head) >= HEAD_BYTES:
                break
        return head


@dataclass(frozen=True, slots=True)
class Layout:
    """A CSV's delimiter, number of lines above the data, column names, and first rows."""

    delimiter: str
    skip: int
    header: list[str]
    sample: list[list[str]]
    # The sample is the whole file.
    whole: bool
    # Code of the notice about the header.
    notice: str | None = None
    # Years in a title above the header.
    years: list[int] = field(default_factory=list)


def is_json(source: Source) -> bool:
    """Return whether the text starts like JSON."""
    return _JSON.match(source.head) is not None


def layout(source: Source, most: int) -> Layout:
    """Return the layout of a CSV; its sample holds at most `most` rows."""
    head = source.head if source.whole else source.head[: source.head.rfind(source.newline) + 1]
    if not head:
        raise Refused("file_long_line", line=1, longest=LONGEST_LINE)
    text = source.decode(head, 1)
    skip = 0
    first = next(iter(io.StringIO(text, newline="")), "")
    named = first.strip("\r\n").strip('" ').lower()
    if named.startswith("sep=") and len(named) <= 5:
        delimiter, skip = named[4:] or "\t", 1
    else:
        delimiter = _delimiter(text)
    rows = _rows(text, delimiter, skip, most + MOST_ABOVE + 1)
    if not rows:
        raise Refused("file_empty")
    lines = [cells for _, cells in rows]
    place = _header_place(lines)
    header, notice = lines[place], None
    if place and (names := _short_header(lines[place - 1], lines[place:])):
        place, header, notice = place - 1, names, "header_short"
        _refuse_cut_numbers(lines[place], lines[place + 1 :], delimiter)
    elif columns.is_data(header, lines[place + 1 :]):
        above = rows[place - 1][0] if place else skip
        whole = source.whole and len(rows) - place <= most
        return Layout(delimiter, above, [""] * len(header), lines[place:][:most], whole, "header_missing")
    elif place and (names := _under_years(lines[place - 1], header)):
        header = names
    elif names := _under_years(header, next(iter(lines[place + 1 :]), [])):
        place, header = place + 1, names
    _refuse_twice(header)
    sample = lines[place + 1 :]
    years = sorted({int(year) for cells in lines[:place] for cell in cells for year in _YEAR.findall(cell[:1_000])})
    return Layout(delimiter, rows[place][0], header, sample[:most], source.whole and len(sample) <= most, notice, years)


def _refuse_binaries(start: bytes) -> None:
    if start.startswith(b"PK\x03\x04"):
        workbook = any(part in start for part in _WORKBOOK)
        raise Refused("file_workbook" if workbook else "file_compressed")
    for mark, code in _KINDS.items():
        if start.startswith(mark):
            raise Refused(code)


def _utf16(start: bytes) -> str:
    """Return the encoding if every second byte is NUL or a byte order mark says so, else ""."""
    even, odd = start[0::2], start[1::2]
    if start.startswith(codecs.BOM_UTF16_LE) or (odd.count(0) > len(odd) * 0.8 and not even.count(0)):
        return "utf-16-le"
    if start.startswith(codecs.BOM_UTF16_BE) or (even.count(0) > len(even) * 0.8 and not odd.count(0)):
        return "utf-16-be"
    return ""


def _rows(text: str, delimiter: str, skip: int, most: int) -> list[tuple[int, list[str]]]:
    """Return the first non-empty rows, each with the line on which it ends."""
    lines = io.StringIO(text, newline="")
    reader = csv.reader(islice(lines, skip, None), delimiter=delimiter)
    rows = []
    try:
        for cells in reader:
            if any(map(str.strip, cells)):
                rows.append((skip + reader.line_num, cells))
                if len(rows) == most:
                    break
    except csv.Error:
        # The reader of all rows reports a cell that is too long.
        pass
    return rows


def _delimiter(text: str) -> str:
    """Return the delimiter that splits most of the first rows into the same number of cells, preferring more cells.

    A decimal comma does so, too, but it does not split the header and leaves the true delimiter within the cells.
    """
    head = "".join(islice(io.StringIO(text, newline=""), 200))
    fits = {delimiter: _fit(head, delimiter) for delimiter in DELIMITERS}
    first = min((line for share, _, line in fits.values() if share >= 0.5), default=0)

    def score(delimiter: str) -> tuple[float, int]:
        share, cells, line = fits[delimiter]
        return round(share if line <= first else 0.8 * share, 1), cells

    return max(DELIMITERS, key=score)


def _fit(head: str, delimiter: str) -> tuple[float, int, int]:
    """Return the share of rows of the usual width and cells without another delimiter; the width; its first line."""
    rows = _rows(head, delimiter, 0, 200)
    counts = Counter(len(cells) for _, cells in rows)
    width, count = max(counts.items(), key=lambda item: (item[0] > 1, item[1], item[0]), default=(1, 0))
    if width == 1:
        return 0.0, 1, 0
    others = DELIMITERS.replace(delimiter, "")
    looked_at = list(islice(chain.from_iterable(cells for _, cells in rows if len(cells) > 1), MOST_CELLS))
    whole = sum(1 for cell in looked_at if not any(mark in cell for mark in others) or _is_value(cell))
    line = next(line for line, cells in rows if len(cells) == width)
    return count / counts.total() * whole / len(looked_at), width, line


def _is_value(cell: str) -> bool:
    """Return whether the cell is a number or a date, which may contain a comma."""
    return len(cell) <= LONGEST_VALUE and columns.kind(cell) != "text"


def _header_place(rows: list[list[str]]) -> int:
    """Return the first row that names nearly as many columns as most rows have; rows above it are a title."""
    usual = min(Counter(map(len, rows)).most_common(1)[0][0], max(map(_width, rows)))
    # Spreadsheets export empty columns, also between merged cells.
    filled = Counter(place for cells in rows for place, cell in enumerate(cells[:usual]) if cell.strip())
    used = sum(1 for count in filled.values() if count * 10 > len(rows))
    for place, cells in enumerate(rows[: MOST_ABOVE + 1]):
        names = sum(1 for cell in cells if cell.strip())
        if len(cells) >= usual and names >= max(min(used, 2), used - 1):
            return place
    return 0


def _width(cells: list[str]) -> int:
    """Return the number of cells up to the last non-empty one."""
    return max((place for place, cell in enumerate(cells, 1) if cell.strip()), default=0)


def _short_header(above: list[str], rows: list[list[str]]) -> list[str]:
    """Return all column names if the row above the first full one names all but the first or last of them.

    Returns nothing if that row is a title, or if the first full row is the header.
    """
    first, width = rows[0], _width(above)
    names = [cell for cell in above if cell.strip()]
    missing = len(first) - width
    if missing < 1 or width < max(2, missing) or any(columns.kind(cell) != "text" for cell in names):
        return []
    kinds = [columns.kind(cell) for cell in first]
    telling = [cell for cell, kind in zip(first, kinds, strict=True) if kind in ("date", "number")]
    if not telling or all(columns.is_period(cell) for cell in telling):
        return []
    if len(rows) > 1 and any(
        one != columns.kind(other) and one and other.strip() for one, other in zip(kinds, rows[1], strict=False)
    ):
        return []
    # Some programs number the rows and do not name that column.
    numbered = missing == 1 and columns.are_counted([cells[0] for cells in rows[:MOST_ABOVE]])
    return ["", *above[:width]] if numbered else [*above[:width], *[""] * missing]


def _under_years(above: list[str], names: list[str]) -> list[str]:
    """Return the names with the years above them, each spanning its months as merged cells do.

    Returns nothing if these are no years, or not of months: `;2025;;2026;` above `Produk;Jan;Feb;Jan;Feb`.
    """
    year, begins, dates, joined = "", False, 0, []
    for place, cell in enumerate(map(columns.clean, names)):
        over = columns.clean(above[place]) if place < len(above) else ""
        if over:
            found = _YEAR_ALONE.fullmatch(over)
            year, begins = found[1] if found else "", True
        dated = bool(year) and columns.lacks_year(cell)
        if begins and year and not dated:
            return []
        begins = False
        dates += dated
        joined.append(f"{cell} {year}" if dated else cell or over)
    return joined if dates > 1 else []


def _refuse_twice(header: list[str]) -> None:
    """Raise Refused if two columns name the same month and nothing tells the year or the meaning."""
    counts = Counter(columns.clean(cell).casefold() for cell in header)
    for cell in header:
        if counts[columns.clean(cell).casefold()] > 1 and columns.lacks_year(cell):
            raise Refused("header_twice", name=columns.clean(cell)[:80])


def _refuse_cut_numbers(above: list[str], rows: list[list[str]], delimiter: str) -> None:
    """Raise Refused if rows are longer than the header because commas within numbers split them."""
    width = _width(above)
    beyond = [cell.strip() for cells in rows for cell in cells[width - 1 :] if cell.strip()]
    if delimiter == "," and all(cell.isdigit() for cell in beyond):
        raise Refused("header_short_of_cells", columns=width, cells=max(map(len, rows)))
