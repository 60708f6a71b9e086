"""What a caller may ask of an analysis, and what bounds it; free of numpy, so that routes may know it, too."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

Tier = Literal["fast", "best"]
Aggregate = Literal["sum", "mean", "count"]
Fill = Literal["zero", "interpolate"]
DayOrder = Literal["day_first", "month_first"]
# What the frequency parameter may say; what is found in a file may also be a "step" of some seconds below a day.
Unit = Literal["hour", "day", "business_day", "week", "month", "quarter", "semester", "year"]

LONGEST_HORIZON = 400


@dataclass(frozen=True, slots=True)
class Options:
    """What the caller wants; what is None or empty is found in the data, or asked for where it can't be told."""

    # What the bytes are: a file that somebody sent, or packed daily series that are to be forecast.
    source: Literal["file", "daily"] = "file"
    include_forecast: bool = True
    include_visualizations: bool = False
    horizon: int | None = None
    tier: Tier = "fast"
    frequency: Unit | None = None
    # Names of columns as the file writes them.
    date: str | None = None
    series: tuple[str, ...] = ()
    value: tuple[str, ...] = ()
    # Rows to leave out, each as "column:cell"; "-": none, though a column tells two directions.
    skip: tuple[str, ...] = ()
    # How rows of one series and period become one; where they are counted there are no columns of values.
    aggregate: Aggregate | None = None
    # What a period without a row was: nothing sold, or a measure that nobody took.
    fill: Fill | None = None
    # The day up to which every series goes (ISO 8601); without it each ends with its own last row, or, where gaps are
    # zeros, with the last row of the file.
    through: str | None = None
    day_order: DayOrder | None = None
    # Of dates that are written without one.
    year: int | None = None
    language: Literal["en", "id"] = "en"


@dataclass(frozen=True, slots=True)
class Limits:
    """What one analysis may take in; all of it is checked while the file is read."""

    bytes: int = 64 * 1024 * 1024
    rows: int = 2_000_000
    columns: int = 200
    cell: int = 1_000
    series: int = 10_000
    # The periods of one series from its first to its last, gaps among them.
    periods: int = 20_000
    # Of all series together.
    cells: int = 5_000_000


class Refused(Exception):
    """The file can't be analysed as it is; `code` names the sentence in errors.py that says why, with `words` in it."""

    def __init__(self, code: str, /, **words: Any) -> None:
        super().__init__(code)
        self.code, self.words = code, words


def combine_questions(questions: list[Refused]) -> Refused:
    """The first question, with the others as its word `also`."""
    first, *others = questions
    also = [{"code": one.code, "words": one.words} for one in others]
    return Refused(first.code, **first.words, **({"also": also} if also else {}))


@dataclass(slots=True)
class Notice:
    """Something that people should know of single rows; `line` is that of the file, whose first is 1."""

    code: str
    line: int | None = None
    column: str | None = None
    sample: str | None = None


@dataclass(slots=True)
class Notices:
    """The first notices, and how many of each code there are."""

    kept: list[Notice] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    most: int = 100

    def add(self, code: str, line: int | None = None, column: str | None = None, sample: str | None = None) -> None:
        """Counts one, and keeps it while there is room."""
        self.counts[code] = self.counts.get(code, 0) + 1
        if len(self.kept) < self.most:
            self.kept.append(Notice(code, line, column, sample[:80] if sample else sample))
