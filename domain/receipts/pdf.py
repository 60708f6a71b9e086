"""Receipts as PDF: pages of A4, or one page of a roll, as long as the receipt if readers show such a page.

The same receipt has the same bytes.

Text in Latin letters is set in Helvetica, which every reader has, so that a receipt has 2 kB and takes milliseconds.
Other scripts have the fonts of certificates.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from domain.courses.text_layout import Typesetter, drawing, printable
from domain.receipts import Language, Width, escpos
from domain.receipts.layout import Row

REGULAR, BOLD, OTHER_SCRIPTS = "Helvetica", "Helvetica-Bold", "NotoSerif-Regular"
LEADING = 1.3
INDENT = 8.0
# The longest page that readers show whole, in points: 200 inches (ISO 32000-1, annex C).
LONGEST = 14_400.0
# The width of the narrowest letter of Helvetica, in sizes of the font.
NARROWEST = 0.19
# The width of most letters, likewise.
AVERAGE = 0.5
# So much text in other scripts is set in their fonts: in characters, because they take time to measure and shape, and
# in different ones, because each glyph takes about 150 bytes of the file.
MOST_CHARACTERS, MOST_GLYPHS = 10_000, 1500


class Paper(NamedTuple):
    """A paper in points: its width and margin, the size of its letters, and its height unless it is a roll."""

    width: float
    margin: float
    size: float
    height: float | None = None

    @property
    def inner(self) -> float:
        return self.width - 2 * self.margin


# Printers leave 5 mm of the 58 mm and 4 mm of the 80 mm free at each side.
PAPERS: dict[Width, Paper] = {
    "58": Paper(58 * mm, 5 * mm, 7.5),
    "80": Paper(80 * mm, 4 * mm, 9),
    "a4": Paper(A4[0], 20 * mm, 10, A4[1]),
}
# On A4, as parts of the inner width: the right borders of quantity, price and amount, the width of the name, where the
# value of a fact begins, and where sums begin.
COLUMNS = (0.62, 0.8, 1.0)
NAME_WIDTH, FACTS_FROM, SUMS_FROM = 0.5, 0.15, 0.55

Align = Literal["left", "right", "centre"]


class Piece(NamedTuple):
    """A text of a line. `x` is where it begins, ends or has its middle, from the left margin."""

    text: str
    x: float
    align: Align = "left"


class Line(NamedTuple):
    """A line of the document. One without pieces is a rule."""

    pieces: tuple[Piece, ...]
    size: float
    bold: bool = False

    @property
    def height(self) -> float:
        return self.size * LEADING


def render(rows: Sequence[Row], width: Width, title: str, author: str, language: Language) -> bytes:
    """Return the rows as a PDF."""
    with drawing:
        return _Document(PAPERS[width], title, author, language).render(rows)


def expected_seconds(rows: Sequence[Row]) -> float:
    """Return the CPU time that the rows take at most, on a machine like that of the figures; most take a half of it."""
    cells = [cell for row in rows for cell in row.cells]
    characters = sum(map(len, cells))
    others = sum(len(cell) for cell in cells if not _is_latin(cell))
    return 0.001 + 0.0001 * len(rows) + 2e-6 * characters + 6e-5 * min(others, MOST_CHARACTERS)


class _Document:
    def __init__(self, paper: Paper, title: str, author: str, language: Language) -> None:
        self.paper = paper
        self.file = io.BytesIO()
        # `invariant` leaves out the time of rendering.
        self.canvas = Canvas(self.file, (paper.width, paper.height or 1), pageCompression=1, invariant=1, lang=language)
        self.canvas.setTitle(title)
        self.canvas.setAuthor(author)
        self.canvas.setCreator("Finenice")
        self.typesetter = Typesetter(self.canvas)
        self.characters, self.glyphs = 0, set[str]()

    def render(self, rows: Sequence[Row]) -> bytes:
        paper = self.paper
        for page in self._pages(line for row in rows for line in self._lines(row)):
            height = paper.height or 2 * paper.margin + sum(line.height for line in page)
            self.canvas.setPageSize((paper.width, height))
            y = height - paper.margin
            for line in page:
                y -= line.height
                self._draw(line, y)
            self.canvas.showPage()
        self.canvas.save()
        return self.file.getvalue()

    def _pages(self, lines: Iterable[Line]) -> list[list[Line]]:
        """Return the lines of each page. One of a roll has all of them, unless it would be too long."""
        room = (self.paper.height or LONGEST) - 2 * self.paper.margin
        pages: list[list[Line]] = [[]]
        used = 0.0
        for line in lines:
            if used + line.height > room:
                pages.append([])
                used = 0.0
            pages[-1].append(line)
            used += line.height
        return pages

    def _draw(self, line: Line, y: float) -> None:
        left, baseline = self.paper.margin, y + 0.3 * line.size
        if not line.pieces:
            self.canvas.setLineWidth(0.5)
            middle = y + line.height / 2
            self.canvas.line(left, middle, left + self.paper.inner, middle)
        for piece in line.pieces:
            shift = {"left": 0.0, "right": 1.0, "centre": 0.5}[piece.align]
            x = left + piece.x - shift * self._width(piece.text, line.size, line.bold)
            if _is_latin(piece.text):
                self.canvas.setFont(BOLD if line.bold else REGULAR, line.size)
                self.canvas.drawString(x, baseline, piece.text)
            else:
                self.typesetter.draw(piece.text, x, baseline, OTHER_SCRIPTS, line.size)

    def _width(self, text: str, size: float, bold: bool) -> float:
        if _is_latin(text):
            return float(stringWidth(text, BOLD if bold else REGULAR, size))
        return self.typesetter.width(text, OTHER_SCRIPTS, size)

    def _lines(self, row: Row) -> Iterator[Line]:
        size, inner = self.paper.size, self.paper.inner
        cells = [cell if _is_latin(cell) else self._printable(cell) for cell in row.cells]
        if row.role == "rule":
            yield Line((), size)
        elif row.role in ("item", "heading"):
            yield from self._item(cells, row.role == "heading")
        elif row.role == "fact" and self.paper.height:
            for number, text in enumerate(self._wrapped(cells[1], size, False, (1 - FACTS_FROM) * inner)):
                yield Line((*([Piece(cells[0], 0)] if not number else []), Piece(text, FACTS_FROM * inner)), size)
        elif row.role in ("fact", "detail", "sum", "total"):
            big = row.role == "total"
            indent = INDENT if row.role == "detail" else 0
            if self.paper.height and row.role in ("sum", "total"):
                indent = SUMS_FROM * inner
            yield from self._pair(cells[0], cells[1], size * 1.3 if big else size, big, indent)
        else:
            bold = row.role in ("shop", "mark")
            size *= {"shop": 1.5, "mark": 1.2}.get(row.role, 1)
            for text in self._wrapped(cells[0], size, bold, inner):
                yield Line((Piece(text, inner / 2, "centre"),), size, bold)

    def _printable(self, cell: str) -> str:
        """Return a text in characters that the fonts have, or as printers of rolls print it, if they are too many."""
        if self.characters + len(cell) > MOST_CHARACTERS:
            return escpos.printable(cell)
        text = printable(cell, OTHER_SCRIPTS)
        glyphs = self.glyphs.union(text)
        if len(glyphs) > MOST_GLYPHS:
            return escpos.printable(cell)
        self.characters, self.glyphs = self.characters + len(text), glyphs
        return text

    def _item(self, cells: list[str], is_heading: bool) -> Iterator[Line]:
        size, inner = self.paper.size, self.paper.inner
        name, *others = cells
        if self.paper.height is None:
            if not is_heading:
                *factors, amount = others
                yield from (Line((Piece(text, 0),), size) for text in self._wrapped(name, size, False, inner))
                yield from self._pair(" x ".join(factors), amount, size, False, INDENT)
            return
        pieces = [Piece(text, inner * x, "right") for text, x in zip(others, COLUMNS[-len(others) :], strict=True)]
        for text in self._wrapped(name, size, is_heading, NAME_WIDTH * inner):
            yield Line((Piece(text, 0), *pieces), size, is_heading)
            pieces = []

    def _pair(self, left: str, right: str, size: float, bold: bool, indent: float = 0) -> Iterator[Line]:
        """Yield both texts at the borders of a line; what does not fit is wrapped, and the right one follows below."""
        inner, gap = self.paper.inner, size
        both = indent + self._width(left, size, bold) + gap + self._width(right, size, bold)
        if both <= inner:
            pieces = (Piece(left, indent), Piece(right, inner, "right"))
            yield Line(pieces, size, bold)
            return
        for text in self._wrapped(left, size, bold, inner - indent):
            yield Line((Piece(text, indent),), size, bold)
        for text in self._wrapped(right, size, bold, inner):
            yield Line((Piece(text, inner, "right"),), size, bold)

    def _wrapped(self, text: str, size: float, bold: bool, width: float) -> list[str]:
        # Long words are measured piece by piece, which takes time that grows with them and not with their square.
        most = int(width / (size * NARROWEST)) + 1
        lines = [""]
        for word in text.split():
            while word:
                extended = f"{lines[-1]} {word[:most]}".strip()
                if len(word) <= most and self._width(extended, size, bold) <= width:
                    lines[-1] = extended
                    break
                if lines[-1]:
                    lines.append("")
                    continue
                end = self._fitting(word[:most], size, bold, width)
                lines[-1], word = word[:end], word[end:]
                if word:
                    lines.append("")
        return lines

    def _fitting(self, word: str, size: float, bold: bool, width: float) -> int:
        """Return how many characters of a word fit into the width, at least 1."""
        # Letters differ little in width, so that a guess by the one before is close.
        fits, exceeds = 0, len(word) + 1
        guess = int(width / (size * AVERAGE))
        while exceeds - fits > 1:
            guess = min(max(guess, fits + 1), exceeds - 1)
            measured = self._width(word[:guess], size, bold)
            if measured <= width:
                fits = guess
            else:
                exceeds = guess
            guess += round((width - measured) * guess / max(measured, 1)) or (1 if measured <= width else -1)
        return max(1, fits)


def _is_latin(text: str) -> bool:
    """Return whether Helvetica has all characters of the text."""
    try:
        text.encode("cp1252")
    except UnicodeEncodeError:
        return False
    return text.isprintable()
