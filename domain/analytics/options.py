"""Options and limits of an analysis. Free of numpy, so that web processes may import it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

Tier = Literal["fast", "best"]
Aggregate = Literal["sum", "mean", "count"]
Fill = Literal["zero", "interpolate"]
DayOrder = Literal["day_first", "month_first"]
# Values of the parameter `frequency`. A file may also have a "step": a number of seconds below a day.
Unit = Literal["hour", "day", "business_day", "week", "month", "quarter", "semester", "year"]

LONGEST_HORIZON = 400


@dataclass(frozen=True, slots=True)
class Options:
    """Options of the caller. What is None or empty is derived from the data, or asked for if the data leave it open."""

    # Kind of input: an uploaded file, or packed daily series of which only the forecast is wanted.
    source: Literal["file", "daily"] = "file"
    include_forecast: bool = True
    include_visualizations: bool = False
    horizon: int | None = None
    tier: Tier = "fast"
    frequency: Unit | None = None
    # Column names as the file spells them.
    date: str | None = None
    series: tuple[str, ...] = ()
    value: tuple[str, ...] = ()
    # Rows to leave out, each as "column:cell". "-" keeps all rows, even if a column holds two directions of money.
    skip: tuple[str, ...] = ()
    # Combination of the rows of one series and period. "count" counts rows and needs no value column.
    aggregate: Aggregate | None = None
    # Value of a period without a row: zero, or interpolated.
    fill: Fill | None = None
    # Last day of every series (ISO 8601). Without it a series ends with its own last row or, if gaps are zeros, with
    # the last row of the file.
    through: str | None = None
    day_order: DayOrder | None = None
    # Year of dates that are written without one.
    year: int | None = None
    language: Literal["en", "id"] = "en"


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits of one analysis, checked while the file is read."""

    bytes: int = 64 * 1024 * 1024
    rows: int = 2_000_000
    columns: int = 200
    cell: int = 1_000
    series: int = 10_000
    # Periods of one series from first to last, including gaps.
    periods: int = 20_000
    # Periods of all series together.
    cells: int = 5_000_000


class Refused(Exception):
    """The file can't be analysed. `code` names a sentence in messages/analysis.py, `words` fill it in."""

    def __init__(self, code: str, /, **words: Any) -> None:
        super().__init__(code)
        self.code, self.words = code, words


def combine_questions(questions: list[Refused]) -> Refused:
    """Return the first question, with the others as its word `also`."""
    first, *others = questions
    also = [{"code": one.code, "words": one.words} for one in others]
    return Refused(first.code, **first.words, **({"also": also} if also else {}))


@dataclass(slots=True)
class Notice:
    """A remark on a row, column or series; `line` counts the file's lines from 1."""

    code: str
    line: int | None = None
    column: str | None = None
    sample: str | None = None


@dataclass(slots=True)
class Notices:
    """The first notices, and the count of each code."""

    kept: list[Notice] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    most: int = 100

    def add(self, code: str, line: int | None = None, column: str | None = None, sample: str | None = None) -> None:
        """Count a notice, and keep it if there is room."""
        self.counts[code] = self.counts.get(code, 0) + 1
        if len(self.kept) < self.most:
            self.kept.append(Notice(code, line, column, sample[:80] if sample else sample))
