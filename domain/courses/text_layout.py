"""Layout of text in all scripts that the fonts cover: shaping, joining and reading order, drawn with reportlab.

HarfBuzz shapes the scripts that need it. Words are the units of direction: right-to-left words are placed as the
Unicode Bidirectional Algorithm does, except for words that mix both directions.
"""

from __future__ import annotations

import threading
import unicodedata
from bisect import bisect
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from anyascii import anyascii
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont, shapeStr
from reportlab.pdfgen.canvas import Canvas

FONTS = Path(__file__).with_name("fonts")
CJK = "DroidSansFallback"
# The fonts of scripts that the main font lacks, by ranges of code points. Each is loaded on first use.
SCRIPTS: dict[str, tuple[tuple[int, int], ...]] = {
    "NotoNaskhArabic-Regular": ((0x600, 0x6FF), (0x750, 0x77F), (0x8A0, 0x8FF), (0xFB50, 0xFDFF), (0xFE70, 0xFEFF)),
    "NotoSansJavanese-Regular": ((0xA980, 0xA9DF),),
    "NotoSerifBalinese-Regular": ((0x1B00, 0x1B7F),),
    "NotoSansSundanese-Regular": ((0x1B80, 0x1BBF), (0x1CC0, 0x1CCF)),
    "NotoSansBatak-Regular": ((0x1BC0, 0x1BFF),),
    "NotoSansBuginese-Regular": ((0x1A00, 0x1A1F),),
    "NotoSerifHebrew-Regular": ((0x590, 0x5FF), (0xFB1D, 0xFB4F)),
    "NotoSerifThai-Regular": ((0xE00, 0xE7F),),
    "NotoSerifTamil-Regular": ((0xB80, 0xBFF),),
    "NotoSerifDevanagari-Regular": ((0x900, 0x97F),),
    CJK: ((0x2E80, 0x9FFF), (0xAC00, 0xD7AF), (0xF900, 0xFAFF), (0xFF00, 0xFFEF)),
}
# The same ranges in order, each with its font.
RANGES = sorted((first, last, face) for face, ranges in SCRIPTS.items() for first, last in ranges)
# The library shares its fonts among all documents of the process: they are drawn one at a time.
drawing = threading.Lock()
_loading = threading.Lock()
# The code points of the fonts that are loaded.
_points: dict[str, frozenset[int]] = {}
MIRROR = str.maketrans("()[]{}<>«»‹›", ")(][}{><»«›‹")


class Run(NamedTuple):
    """Consecutive characters of one font, in visual order unless they are `shaped`."""

    face: str
    text: str

    @property
    def shaped(self) -> bool:
        return self.face in SCRIPTS and self.face != CJK


class Typesetter:
    """Draws the lines of one document.

    A font collects the joined letters that it draws, so each document has its own fonts: earlier drawings must not
    change its bytes.
    """

    def __init__(self, canvas: Canvas) -> None:
        self.canvas = canvas
        self._registered: set[str] = set()
        # Lines are tried in many lengths and sizes, so each word and run is measured once.
        self._words: dict[tuple[str, str], float] = {}
        self._runs: dict[Run, float] = {}

    def width(self, text: str, face: str, size: float) -> float:
        """Return the width of a line."""
        words = text.split()
        return size * (sum(self._width(word, face) for word in words) + (len(words) - 1) * self._space(face))

    def draw(self, text: str, x: float, y: float, face: str, size: float) -> None:
        """Draw a line that starts at x."""
        for run in _line(text, face):
            self.canvas.setFont(self._font(run.face), size)
            shaped = shapeStr(run.text, run.face, size, force=True) if run.shaped else run.text
            self.canvas.drawString(x, y, shaped)
            x += size * self._run_width(run)

    def _width(self, word: str, face: str) -> float:
        if (word, face) not in self._words:
            self._words[word, face] = sum(map(self._run_width, _runs(word, face)))
        return self._words[word, face]

    def _run_width(self, run: Run) -> float:
        if run not in self._runs:
            font = self._font(run.face)
            if run.shaped:
                shaped = shapeStr(run.text, font, 1, force=True).__shapeData__
                self._runs[run] = sum(each.x_advance for each in shaped) / 1000
            else:
                self._runs[run] = pdfmetrics.stringWidth(run.text, font, 1)
        return self._runs[run]

    def _space(self, face: str) -> float:
        return float(pdfmetrics.stringWidth(" ", self._font(face), 1))

    def _font(self, face: str) -> str:
        if face not in self._registered:
            load_font(face)
            if Run(face, "").shaped:
                pdfmetrics.registerFont(TTFont(face, FONTS / f"{face}.ttf"))
            self._registered.add(face)
        return face


def printable(text: str, face: str) -> str:
    """Return the text in characters that the font, or one of SCRIPTS, has.

    Characters of other scripts are transliterated and emoji left out, because a font draws an empty box for what it
    lacks. A text of emoji alone becomes their names, or a question char.
    """
    # Invisible characters, such as emoji joiners, have no glyphs.
    chars = [char for char in unicodedata.normalize("NFC", text) if unicodedata.category(char) != "Cf"]
    text = "".join(
        char if font_for(char, face) else "" if unicodedata.category(char) in ("So", "Sk") else anyascii(char)
        for char in chars
    )
    return " ".join(text.split()) or " ".join(anyascii("".join(chars)).split()) or "?"


@lru_cache(maxsize=16384)
def font_for(char: str, face: str) -> str | None:
    """Return the font that has the character: the given one, else one of SCRIPTS, or None."""
    point = ord(char)
    if point in load_font(face):
        return face
    other = _script(point)
    return other if other and point in load_font(other) else None


def load_font(face: str) -> frozenset[int]:
    """Register the font and return its code points."""
    points = _points.get(face)
    if points is None:
        # Registered once: a document that is being drawn keeps its glyphs in the font.
        with _loading:
            if face not in _points:
                font = TTFont(face, FONTS / f"{face}.ttf")
                pdfmetrics.registerFont(font)
                _points[face] = frozenset(font.face.charToGlyph)
            points = _points[face]
    return points


def _script(point: int) -> str | None:
    place = bisect(RANGES, point, key=lambda each: each[0]) - 1
    return RANGES[place][2] if place >= 0 and point <= RANGES[place][1] else None


def _line(text: str, face: str) -> list[Run]:
    """Return the runs of a line from left to right, with its spaces. Adjacent unshaped runs of one font are joined."""
    runs: list[Run] = []
    for word in _visual_order(text):
        for run in [*([Run(face, " ")] if runs else []), *_runs(word, face)]:
            if runs and not run.shaped and runs[-1].face == run.face:
                runs[-1] = Run(run.face, runs[-1].text + run.text)
            else:
                runs.append(run)
    return runs


def _runs(word: str, face: str) -> list[Run]:
    """Return the runs of a word from left to right."""
    by_face = groupby(word, lambda char: font_for(char, face) or face)
    runs = [Run(each, "".join(chars)) for each, chars in by_face]
    if not _is_rtl(word):
        return runs
    return [
        run if run.shaped or any(char.isalnum() for char in run.text) else Run(run.face, _mirror(run.text))
        for run in reversed(runs)
    ]


def _mirror(text: str) -> str:
    return text[::-1].translate(MIRROR)


def _visual_order(text: str) -> Iterator[str]:
    """Yield the words of a line from left to right."""
    words = text.split()
    base = _is_rtl(text) or False
    spans = [
        (side, [word for word, _ in span])
        for side, span in groupby(zip(words, _word_directions(words, base), strict=True), lambda each: each[1])
    ]
    for side, span in reversed(spans) if base else spans:
        yield from reversed(span) if side else span


def _word_directions(words: Sequence[str], base: bool) -> list[bool]:
    """Return for each word whether it stands in a right-to-left span.

    A number follows the word before it; another word without letters follows its neighbours if they agree, else the
    line.
    """
    found: list[bool] = []
    for place, word in enumerate(words):
        before = found[-1] if found else base
        side = _is_rtl(word)
        if side is None and not any(char.isdigit() for char in word):
            after = next((each for other in words[place + 1 :] if (each := _is_rtl(other)) is not None), base)
            side = before if before == after else base
        found.append(before if side is None else side)
    return found


@lru_cache
def _direction(char: str) -> bool | None:
    return {"R": True, "AL": True, "L": False}.get(unicodedata.bidirectional(char))


def _is_rtl(text: str) -> bool | None:
    """Return True for a right-to-left text, by its first letter, or None if it has no letters."""
    return next((side for char in text if (side := _direction(char)) is not None), None)
