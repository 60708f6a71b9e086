"""From the bytes of a CSV file to rows: encoding, delimiter and quotes. Rejects files that are not CSV."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import chain, islice
from typing import Any

Parts = Callable[[], Iterable[bytes]]

MAX_LINE = 1_000_000
# The most rows of headings above the column titles.
MAX_TITLE_ROWS = 20
MAX_CELL = 131_072
HEAD_BYTES = 4096
PIECE_BYTES = 256 * 1024
CODECS = {
    "utf-8": "utf-8-sig",
    "utf-16-le": "utf-16-le",
    "utf-16-be": "utf-16-be",
    "windows-1252": "cp1252",
    "latin-1": "latin-1",
    "gb18030": "gb18030",
    "big5": "big5",
    "shift_jis": "shift_jis",
    "euc_kr": "euc_kr",
    "windows-1251": "cp1251",
    "windows-1258": "cp1258",
}
# Encodings that a caller may name: bytes valid in one are valid in others.
NAMEABLE_ENCODINGS = ("utf-8", "windows-1252", "gb18030", "big5", "shift_jis", "euc_kr", "windows-1251", "windows-1258")
# Adjacent non-ASCII bytes are typical of non-Latin scripts.
FOREIGN = re.compile(rb"[\x80-\xff]{2,}")
HIGH = bytes(range(0x80, 0x100))
# Bytes that Windows-1252 does not define.
UNDEFINED = bytes([0x81, 0x8D, 0x8F, 0x90, 0x9D])
WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
BINARIES = (
    b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"%PDF", b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"BZh", b"\x7fELF",
    b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff",
)  # fmt: skip
HTML_STARTS = ("<!doctype", "<html", "<head", "<table", "<?xml", "<svg")
# A possible start of a cell, for any delimiter, and what spreadsheets skip there.
_CELL_START = '(^|[,;|\t\r\n\v\f\x85\u2028\u2029])((?:(?![\t\r\n\v\f\x85\u2028\u2029])[\\s"\ufeff\u200b])*)'
# Characters that start a formula; after an apostrophe they are text.
_FORMULA_AHEAD = "(?='*[=+\\-@＝＋－＠])"
_FORMULA_CELL = re.compile(_CELL_START + _FORMULA_AHEAD)
_ESCAPED_CELL = re.compile(_CELL_START + "'" + _FORMULA_AHEAD)

csv.field_size_limit(MAX_CELL)


class InvalidFile(Exception):
    """A file that can't be read. `code` is a key of messages.FIELDS, `words` fill its sentence.

    `question` is the parameter that would answer how to read it, with the values to choose from.
    """

    def __init__(self, code: str, question: tuple[str, Sequence[str]] | None = None, **words: Any) -> None:
        super().__init__(code)
        self.code, self.question, self.words = code, question, words


def detect_encoding(parts: Iterable[bytes]) -> str:
    """Return the file's encoding, a key of CODECS, or raise InvalidFile if it is not text.

    A byte order mark decides, or NUL at every second byte (UTF-16). Otherwise the file is UTF-8 if all of it decodes,
    else Windows-1252, or latin-1 if it has bytes that Windows-1252 lacks. If most non-ASCII bytes are adjacent, as in
    Chinese, the encoding is ambiguous and the file is rejected.
    """
    pieces = _pieces(parts)
    encoding = _encoding_of_head(head := next(pieces))
    decoder: codecs.IncrementalDecoder | None = codecs.getincrementaldecoder(CODECS[encoding])()
    undefined = False
    high = in_rows = 0
    for piece in chain([head], pieces, [b""]):
        if encoding == "utf-8" and b"\0" in piece:
            raise InvalidFile("file_binary")
        undefined = undefined or any(byte in piece for byte in UNDEFINED)
        high += len(piece) - len(piece.translate(None, HIGH))
        in_rows += sum(map(len, FOREIGN.findall(piece)))
        if decoder:
            try:
                decoder.decode(piece, final=not piece)
            except UnicodeDecodeError:
                if encoding != "utf-8":
                    raise InvalidFile("file_encoding") from None
                decoder = None
    if decoder:
        return encoding
    if in_rows * 2 > high:
        question = "encoding", NAMEABLE_ENCODINGS
        raise InvalidFile("file_encoding_ambiguous", question, choices=", ".join(NAMEABLE_ENCODINGS))
    return "latin-1" if undefined else "windows-1252"


def check_encoding(parts: Iterable[bytes], name: str) -> str:
    """Return the encoding named by the caller, or raise InvalidFile if the file is not in it."""
    pieces = _pieces(parts)
    _encoding_of_head(head := next(pieces))
    decoder = codecs.getincrementaldecoder(CODECS[name])()
    try:
        for piece in chain([head], pieces):
            decoder.decode(piece)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        raise InvalidFile("file_encoding") from None
    return name


def _pieces(parts: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the head of the file, then the rest in pieces. Raises InvalidFile if the file is empty."""
    stream = io.BufferedReader(_PartsStream(parts))
    head = stream.read(HEAD_BYTES)
    if not head:
        raise InvalidFile("file_empty")
    yield head
    while piece := stream.read(PIECE_BYTES):
        yield piece


def _encoding_of_head(head: bytes) -> str:
    """Return `utf-8` unless the head indicates UTF-16. Raises InvalidFile for workbooks, binary files and HTML."""
    if head.startswith(WORKBOOKS):
        raise InvalidFile("file_workbook")
    if head.startswith(BINARIES):
        raise InvalidFile("file_binary")
    encoding = "utf-8"
    even, odd = head[0::2], head[1::2]
    if head.startswith(codecs.BOM_UTF16_LE) or (odd.count(0) > len(odd) * 0.8 and not even.count(0)):
        encoding = "utf-16-le"
    elif head.startswith(codecs.BOM_UTF16_BE) or (even.count(0) > len(even) * 0.8 and not odd.count(0)):
        encoding = "utf-16-be"
    start = head.decode(CODECS[encoding], "ignore").lstrip("\ufeff \t\r\n").lower()
    if start.startswith(HTML_STARTS):
        raise InvalidFile("file_page")
    return encoding


class CsvReader:
    """The rows of a file with a known encoding. Can be read once."""

    def __init__(self, parts: Iterable[bytes], name: str, delimiter: str) -> None:
        self._lines = lines(parts, name)
        self._delimiter = delimiter
        self._exhausted = False

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Yield each row that is not empty, with the line on which it starts. The first row is the header."""
        reader = csv.reader(self._until_exhausted(), delimiter=self._delimiter)
        begin = 1
        try:
            for cells in reader:
                # The reader was inside quotes at the end of the file.
                if self._exhausted:
                    raise InvalidFile("file_open_quote", line=begin)
                if any(cells) and not (begin == 1 and self._is_separator_hint(cells)):
                    yield begin, cells
                begin = reader.line_num + 1
        except csv.Error:
            raise InvalidFile("file_long_cell", line=begin, longest=MAX_CELL) from None

    def _until_exhausted(self) -> Iterator[str]:
        yield from self._lines
        self._exhausted = True

    def _is_separator_hint(self, cells: list[str]) -> bool:
        """Return True for Excel's `sep=;` line, split at its own delimiter."""
        return self._delimiter.join(cells).strip(' "').lower() in (f"sep={self._delimiter}", "sep=")


def lines(parts: Iterable[bytes], name: str) -> Iterator[str]:
    """Yield the lines of the file with their line breaks: CRLF, LF or CR."""
    text = io.TextIOWrapper(io.BufferedReader(_PartsStream(parts)), CODECS[name], errors="strict", newline="")
    for number, line in enumerate(iter(partial(text.readline, MAX_LINE), ""), 1):
        if len(line) == MAX_LINE:
            raise InvalidFile("file_long_line", line=number, longest=MAX_LINE)
        yield line.removeprefix("\ufeff") if number == 1 else line


def split_rows(head: str) -> dict[str, list[list[str]]]:
    """Return the first rows for each possible delimiter. A `sep=;` on the first line decides."""
    first, _, rest = head.partition("\n")
    named = first.strip().strip('"').lower()
    if named.startswith("sep=") and len(named) == 5:
        return {named[4]: _rows(rest, named[4])}
    if first.lower().startswith("sep=\t"):
        return {"\t": _rows(rest, "\t")}
    return {delimiter: _rows(head, delimiter) for delimiter in ",;\t"}


def escape_formulas(cell: str) -> str:
    """Return the text with an apostrophe before everything that a spreadsheet would run as a formula.

    A spreadsheet may split lines at another delimiter than the file's, so every possible start of a cell counts.
    `unescape_formulas` reverses it.
    """
    return _FORMULA_CELL.sub(r"\1\2'", cell)


def unescape_formulas(cell: str) -> str:
    """Return the text without the apostrophes that `escape_formulas` adds."""
    return _ESCAPED_CELL.sub(r"\1\2", cell) if "'" in cell else cell


def _rows(text: str, delimiter: str) -> list[list[str]]:
    try:
        rows = filter(any, csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
        return list(islice(rows, MAX_TITLE_ROWS + 1))
    except (csv.Error, TypeError):
        return []


class _PartsStream(io.RawIOBase):
    """A raw stream over parts of any size."""

    def __init__(self, parts: Iterable[bytes]) -> None:
        self._parts = iter(parts)
        self._left = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self._left:
            part = next(self._parts, None)
            if part is None:
                return 0
            self._left = memoryview(part)
        size = min(len(buffer), len(self._left))
        buffer[:size] = self._left[:size]
        self._left = self._left[size:]
        return size
