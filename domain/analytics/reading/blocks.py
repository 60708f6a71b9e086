"""Fast path for CSV blocks without quotes: many rows at a time.

It gives the same result as the row-by-row path for the same block. If a block holds anything but rows of one width,
known or readable dates, names, and numbers with one reading, the answer is None, and the block takes the row-by-row
path. Nothing is decided here.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import numpy as np
import numpy.typing as npt

from domain.analytics.reading import dates
from domain.analytics.reading.numbers import LARGEST, Style
from domain.analytics.series.shapes import Floats, Integers

Bytes = npt.NDArray[np.uint8]
Words = npt.NDArray[np.uint64]

# Longer texts (in bytes) and numbers take the row-by-row path.
LONGEST_TEXT = 64
LONGEST_NUMBER = 32
# Number of digits up to which a float represents every whole number.
_EXACT = 16
# Number of distinct texts in the lookup table; columns of ever new dates exceed it.
MOST_TEXTS = 50_000

_SLOT_BITS = 16
_MIX = np.uint64(0x9E3779B97F4A7C15)
# Masks that keep the bytes of a word which belong to a text with so many bytes left.
_MASKS = np.array([(1 << 8 * size) - 1 for size in range(8)] + [(1 << 64) - 1], np.uint64)

# Byte classes of the number automaton, and its actions.
_ZERO, _DIGIT, _MINUS, _DECIMAL, _GROUP, _END, _OTHER = range(7)
_TENS = 10.0 ** np.arange(LONGEST_NUMBER + 1)


class Block:
    """A block of whole lines whose rows all have `width` cells; `starts` and `ends` are (rows, width)."""

    def __init__(self, data: bytes, starts: Integers, ends: Integers, delimiter: str) -> None:
        self._bytes = np.frombuffer(data + bytes(LONGEST_TEXT), np.uint8)
        self._words = np.ndarray((len(data) + LONGEST_TEXT - 7,), "<u8", self._bytes.data, 0, (1,))
        self._data, self._delimiter = data, delimiter
        self.starts, self.ends = starts, ends

    @property
    def longest(self) -> int:
        """Return the length of the longest cell in bytes."""
        return int((self.ends - self.starts).max())

    def text(self, row: int, column: int) -> str:
        """Return a cell as a CSV reader would."""
        return self._data[self.starts[row, column] : self.ends[row, column]].decode()

    def words(self, column: int) -> Words | None:
        """Return the cells of a column as words of eight bytes, (words, rows), padded with zeros."""
        starts = self.starts[:, column]
        sizes = self.ends[:, column] - starts
        longest = int(sizes.max())
        if longest > LONGEST_TEXT:
            return None
        words = np.empty((max(1, -(-longest // 8)), len(starts)), np.uint64)
        for place, word in enumerate(words):
            left = np.clip(sizes - 8 * place, 0, 8)
            np.bitwise_and(self._words[np.minimum(starts + 8 * place, len(self._words) - 1)], _MASKS[left], out=word)
        return words

    def moments(self, column: int) -> Integers | None:
        """Return the seconds of a column of `2024-01-31 10:20:30` (space or T); None if any cell differs."""
        starts = self.starts[:, column]
        if (self.ends[:, column] - starts != 19).any():
            return None
        bytes_ = [self._bytes.take(starts + place) for place in range(19)]
        for place, marks in ((4, b"-"), (7, b"-"), (10, b" T"), (13, b":"), (16, b":")):
            if not np.isin(bytes_[place], list(marks)).all():
                return None
        digits = [byte.astype(np.int64) - ord("0") for byte in bytes_]
        pairs = [digits[place] * 10 + digits[place + 1] for place in (0, 2, 5, 8, 11, 14, 17)]
        fine = np.ones(len(starts), np.bool_)
        for place in (0, 1, 2, 3, 5, 6, 8, 9, 11, 12, 14, 15, 17, 18):
            fine &= (digits[place] >= 0) & (digits[place] <= 9)
        century, year, month, day, hour, minute, second = pairs
        years = century * 100 + year - dates.FIRST_YEAR
        fine &= (years >= 0) & (years <= dates.LAST_YEAR - dates.FIRST_YEAR) & (month <= 12) & (day <= 31)
        fine &= (hour <= 23) & (minute <= 59) & (second <= 59)
        if not fine.all():
            return None
        days = dates.days()[years, month, day].astype(np.int64)
        if (days == dates.NO_DAY).any():
            return None
        moments: Integers = days * dates.DAY + hour * 3600 + minute * 60 + second
        return moments

    def numbers(self, column: int, style: Style | None) -> Floats | None:
        """Return the numbers of a column, NaN for an empty cell; None if a cell may be something else."""
        starts = self.starts[:, column]
        sizes = self.ends[:, column] - starts
        width = int(sizes.max())
        if width > LONGEST_NUMBER:
            return None
        classes, automaton = _classes(self._delimiter, style), _automaton(style)
        states = np.zeros(len(starts), np.intp)
        mantissas = np.zeros(len(starts), np.int64)
        fractions = np.zeros(len(starts), np.int64)
        for place in range(width + 1):
            byte = self._bytes.take(starts + place)
            states |= classes.take(byte)
            scale = automaton.scales.take(states)
            mantissas *= scale
            mantissas += (scale == 10) * (byte & 15)
            fractions += automaton.fractions.take(states)
            states = automaton.following.take(states)
        if not automaton.accepted.take(states).all():
            return None
        # An exact whole number divided by an exact power of ten is rounded once, like text.
        values = mantissas / _TENS.take(fractions)
        if width > _EXACT:
            decimal, group = _marks(style)
            for row in np.flatnonzero(sizes > _EXACT).tolist():
                text = self.text(row, column).lstrip("-").replace(group or " ", "").replace(decimal or ".", ".")
                if style is None:
                    text = text.replace(",", ".")
                values[row] = float(text)
        if values.max() > LARGEST:
            return None
        np.negative(values, out=values, where=self._bytes.take(starts) == ord("-"))
        values[states == automaton.nothing] = np.nan
        return values


def block(data: bytes, delimiter: str, width: int) -> Block | None:
    """Split the block into cells, or return None if a CSV reader would split it differently."""
    if b'"' in data or b"\0" in data:
        return None
    if not data.endswith(b"\n"):
        data += b"\n"
    buffer = np.frombuffer(data, np.uint8)
    stops = np.flatnonzero((buffer == ord(delimiter)) | (buffer == 10))
    if stops.size % width:
        return None
    ends = stops.reshape(-1, width)
    lines = ends[:, -1]
    if (buffer[lines] != 10).any() or (width > 1 and (buffer[ends[:, :-1]] == 10).any()):
        return None
    starts = np.empty_like(ends)
    starts[0, 0] = 0
    starts[1:, 0] = lines[:-1] + 1
    starts[:, 1:] = ends[:, :-1] + 1
    if b"\r" in data:
        if data.count(b"\r") != len(lines) or (buffer[lines - 1] != 13).any():
            return None
        ends = ends.copy()
        ends[:, -1] -= 1
    return Block(data, starts, ends, delimiter)


class Texts:
    """Lookup table from texts to whole numbers, for many texts at a time."""

    def __init__(self) -> None:
        self._hashes = np.zeros(0, np.uint64)
        self._sorted = np.zeros(0, np.uint64)
        self._order = np.zeros(0, np.intp)
        self._slots = np.zeros(1 << _SLOT_BITS, np.int32)
        self._words = np.zeros((LONGEST_TEXT // 8, 0), np.uint64)
        # In words, without the padding.
        self._lengths = np.zeros(0, np.int64)
        self._meanings = np.zeros(0, np.int64)

    def find(self, words: Words, learn: Callable[[int], int | None]) -> Integers | None:
        """Return the values of the texts; `learn` returns that of a new text by its row, in row order.

        Returns None if `learn` does, or if two texts have the same hash.
        """
        hashes = words[0] * _MIX
        for word in words[1:]:
            hashes ^= hashes >> np.uint64(29)
            hashes += word
            hashes *= _MIX
        hashes ^= hashes >> np.uint64(32)
        if not len(self._hashes) and not self._add(hashes, words, learn):
            return None
        places = self._slots.take((hashes >> np.uint64(64 - _SLOT_BITS)).astype(np.intp))
        lost = np.flatnonzero(self._hashes.take(places) != hashes)
        if lost.size:
            found = self._search(hashes[lost])
            new = lost[self._hashes.take(found) != hashes[lost]]
            if new.size and not self._add(hashes, words, learn, new):
                return None
            places[lost] = self._search(hashes[lost])
        if any((known.take(places) != word).any() for known, word in zip(self._words, words, strict=False)):
            return None
        if (self._lengths.take(places) > len(words)).any():
            return None
        meanings: Integers = self._meanings.take(places)
        return meanings

    def _search(self, hashes: Words) -> npt.NDArray[np.intp]:
        at = np.searchsorted(self._sorted, hashes)
        return self._order.take(np.minimum(at, len(self._order) - 1))

    def _add(
        self, hashes: Words, words: Words, learn: Callable[[int], int | None], rows: npt.NDArray[np.intp] | None = None
    ) -> bool:
        rows = np.arange(len(hashes)) if rows is None else rows
        _, firsts = np.unique(hashes[rows], return_index=True)
        rows = rows[np.sort(firsts)]
        if len(self._hashes) + len(rows) > MOST_TEXTS:
            return False
        meanings = [learn(row) for row in rows.tolist()]
        if None in meanings:
            return False
        padded = np.zeros((len(self._words), len(rows)), np.uint64)
        padded[: len(words)] = words[:, rows]
        first = len(self._hashes)
        self._hashes = np.concatenate([self._hashes, hashes[rows]])
        self._words = np.concatenate([self._words, padded], axis=1)
        self._lengths = np.concatenate([self._lengths, np.count_nonzero(padded, axis=0)])
        self._meanings = np.concatenate([self._meanings, np.array(meanings, np.int64)])
        self._order = np.argsort(self._hashes)
        self._sorted = self._hashes[self._order]
        self._slots[(hashes[rows] >> np.uint64(64 - _SLOT_BITS)).astype(np.intp)] = np.arange(first, len(self._hashes))
        return True


class _Automaton:
    """Tables over state * 8 + class: the next state, the scale of digits, and whether a digit belongs to a fraction."""

    def __init__(self, moves: dict[str, dict[int, str]], accepting: dict[str, str]) -> None:
        names = ["start", *(name for name in moves if name != "start"), "number", "nothing", "fault"]
        number = {name: place * 8 for place, name in enumerate(names)}
        self.following = np.zeros(len(names) * 8, np.intp)
        self.scales = np.ones(len(names) * 8, np.int64)
        self.fractions = np.zeros(len(names) * 8, np.int64)
        for name in names:
            for kind in range(8):
                at = number[name] + kind
                if name in ("number", "nothing", "fault"):
                    following = name
                elif kind == _END:
                    following = accepting.get(name, "fault")
                else:
                    following = moves[name].get(kind, "fault")
                self.following[at] = number[following]
                if kind in (_ZERO, _DIGIT) and following not in ("number", "nothing", "fault"):
                    self.scales[at] = 10
                    self.fractions[at] = following.startswith("fraction")
        self.nothing = number["nothing"]
        self.accepted = np.zeros(len(names) * 8, np.bool_)
        self.accepted[[number["number"], number["nothing"]]] = True


def _marks(style: Style | None) -> tuple[str, str]:
    """Return the decimal mark and the group mark, as far as the style decides them for every cell."""
    return {"english": (".", ","), "indonesian": (",", "."), "thousands": ("", ".")}.get(style or "", (".", ""))  # type: ignore[return-value]


@cache
def _classes(delimiter: str, style: Style | None) -> npt.NDArray[np.intp]:
    decimal, group = _marks(style)
    classes = np.full(256, _OTHER, np.intp)
    classes[ord("0")] = _ZERO
    classes[ord("1") : ord("9") + 1] = _DIGIT
    classes[ord("-")] = _MINUS
    if style is None:
        # With fewer or more than three digits behind it either mark is decimal, which the automaton checks.
        classes[ord(",")] = _DECIMAL
    for mark, kind in ((decimal, _DECIMAL), (group, _GROUP), (delimiter, _END), ("\r", _END), ("\n", _END)):
        if mark:
            classes[ord(mark)] = kind
    return classes


@cache
def _automaton(style: Style | None) -> _Automaton:
    """Return the automaton for numbers that numbers.read reads as plain or grouped without ambiguity."""

    def digits(state: str, zero: str | None = None) -> dict[int, str]:
        return {_ZERO: zero or state, _DIGIT: state}

    first = digits("one", "free")
    moves: dict[str, dict[int, str]] = {"start": {_MINUS: "minus", **first}, "minus": first, "free": digits("free")}
    accepting = {"start": "nothing", "free": "number", "one": "number", "two": "number", "three": "number"}
    moves |= {"one": digits("two"), "two": digits("three"), "three": digits("free")}
    moves["fraction"] = digits("fraction")
    moves["free"][_DECIMAL] = "point"
    moves["point"] = digits("fraction")
    accepting["fraction"] = "number"
    decided = style in ("english", "indonesian", "thousands")
    for name in ("one", "two", "three"):
        moves[name][_DECIMAL] = "point" if decided else "short point"
        if decided:
            moves[name][_GROUP] = "group"
    if decided:
        moves |= {"group": digits("group 1"), "group 1": digits("group 2"), "group 2": digits("group 3")}
        moves["group 3"] = {_GROUP: "group", _DECIMAL: "point"}
        accepting["group 3"] = "number"
    else:
        moves |= {"short point": digits("fraction 1"), "fraction 1": digits("fraction 2")}
        # Three digits behind a mark that may separate thousands are ambiguous and end the fast path.
        moves |= {"fraction 2": digits("fraction 3"), "fraction 3": digits("fraction")}
        accepting |= {"fraction 1": "number", "fraction 2": "number"}
    return _Automaton(moves, accepting)
