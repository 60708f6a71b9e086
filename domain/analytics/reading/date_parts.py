"""Dates split over several columns: year and month, day, week, quarter or semester; day and time.

The finest part decides: `tahun;bulan;tanggal` are days. A column of numbers is part of a date if its name says so and
its cells are in range.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

from domain.analytics.reading import dates
from domain.analytics.reading.columns import MONTHS, YEARS, Column

# How the columns combine; "" is a date in one column.
Joint = Literal["", "month", "day", "day of month", "week", "quarter", "semester", "time"]
Part = Literal["", "year", "month", "day", "week", "quarter", "semester", "time"]

_DAYS = frozenset(["tanggal", "tgl", "hari", "day", "date"])
_WEEKS = frozenset(["minggu", "pekan", "week", "wk"])
_QUARTERS = frozenset(["kuartal", "triwulan", "quarter", "tw", "kw", "q", "qtr"])
_SEMESTERS = frozenset(["semester", "smt", "sem"])
_HOURS = frozenset(["jam", "pukul", "hour"])
_NAMES = ("jan", "feb", "mar", "apr", "mei", "jun", "jul", "agu", "sep", "okt", "nov", "des")
# With any year: only the rest of the date is checked.
_ANY = dates.DateFormat(year=2000, short_years=False, fiscal=True)


def joint(columns: Sequence[Column], chosen: Column | None = None) -> tuple[Joint, list[list[Column]]]:
    """Return how columns combine to a date, the finest first; several lists if that is ambiguous.

    Returns nothing if no columns need to be combined. `chosen` is a column that must be among them.
    """
    parts = {column.place: part(column) for column in columns}

    def all_of(wanted: str) -> list[Column]:
        found = [column for column in columns if parts[column.place] == wanted]
        return [chosen] if chosen in found else found

    if chosen is not None and parts[chosen.place] not in ("month", "day", "week", "quarter", "semester", "time"):
        return "", []
    if chosen is not None and parts[chosen.place] == "time":
        return "time", [[day, chosen] for day in columns if is_whole(day) and is_daily(day)]
    years, months, days, weeks = all_of("year")[:1], all_of("month"), all_of("day"), all_of("week")
    if chosen in weeks or chosen in months:
        days = []
    if days and months:
        return "day", [[day, month, *years] for day in days for month in months]
    if months and weeks and chosen is None and max(map(_number, weeks[0].telling), default=9) < 7:
        # Week of the month or of the year: it can't be told.
        return "week", [[week, *years] for week in weeks] + [[month, *years] for month in months]
    kinds: tuple[tuple[Joint, list[Column]], ...] = (
        ("week", weeks), ("month", months), ("quarter", all_of("quarter")), ("semester", all_of("semester"))
    )  # fmt: skip
    for kind, found in kinds:
        if found and (chosen is None or chosen in found):
            return kind, [[column, *years] for column in found]
    return "", []


def days_of(month: Column, columns: Sequence[Column]) -> list[Column]:
    """Return the day columns for a column of months and years."""
    return [column for column in columns if column is not month and part(column) == "day"]


def times_of(columns: Sequence[Column]) -> list[Column]:
    """Return the time columns."""
    return [column for column in columns if part(column) == "time"]


def is_whole(column: Column) -> bool:
    """Return whether the column holds dates with a year and more than the year."""
    return column.is_date and column.yearless <= 0.5 and column.grain != dates.YEAR


def is_daily(column: Column) -> bool:
    """Return whether the column holds days, even if written with midnight."""
    midnight = all(cell.endswith(("00:00", "00.00")) for cell in column.telling)
    return column.grain == dates.DAILY or (column.grain == dates.SECOND and midnight)


def part(column: Column) -> Part:
    """Return which part of a date the column holds."""
    if not column.filled or is_whole(column):
        return ""
    if column.called(YEARS) and _all(column, _is_year):
        return "year"
    if column.called(MONTHS) and _all(column, lambda cell: _within(cell, 12) or _is(cell, dates.MONTH)):
        return "month"
    if column.called(_WEEKS) and _all(column, lambda cell: _within(cell, 53) or _is(cell, dates.WEEK)):
        return "week"
    if column.called(_QUARTERS) and _all(
        column, lambda cell: _is(f"q{cell}", dates.QUARTER) or _is(cell, dates.QUARTER)
    ):
        return "quarter"
    if column.called(_SEMESTERS) and _all(
        column, lambda cell: _is(f"semester {cell}", dates.SEMESTER) or _is(cell, dates.SEMESTER)
    ):
        return "semester"
    if column.called(_DAYS) and _all(column, lambda cell: _within(cell, 31)):
        return "day"
    if _all(column, _is_clock if column.called(_HOURS) else lambda cell: not cell.isdigit() and _is_clock(cell)):
        return "time" if column.called(_HOURS) or not column.is_number else ""
    return ""


def written(kind: Joint, cells: Sequence[str]) -> str:
    """Join the cells of a date into one text; for day and time it is the day."""
    first, *rest = (cell.strip() for cell in cells)
    if kind in ("", "time"):
        return first
    if kind == "day of month":
        month = rest[0]
        if not month[:4].isdigit():
            return f"{first} {month}" if month[:1].isalpha() else f"{first}.{month.replace('/', '.')}"
        return f"{month}-{first}"
    if kind == "month":
        first = _month(first)
    elif kind == "day" and rest:
        rest[0] = _month(rest[0])
    elif kind == "week" and first.isdigit():
        first = f"minggu {first}"
    elif kind == "quarter" and not _is(first, dates.QUARTER):
        first = f"q{first}"
    elif kind == "semester" and not _is(first, dates.SEMESTER):
        first = f"semester {first}"
    return " ".join([first, *rest])


def _month(cell: str) -> str:
    """Return the name of a month that may be a number."""
    return _NAMES[int(cell) - 1] if _within(cell, 12) else cell


def _all(column: Column, holds: Callable[[str], bool]) -> bool:
    """Return whether the condition holds for most cells; there may be a total among them."""
    return sum(map(holds, column.telling)) * 2 > len(column.telling)


def _number(cell: str) -> int:
    return int(cell) if _within(cell, 99) else 0


def _within(cell: str, most: int) -> bool:
    return cell.isascii() and cell.isdigit() and len(cell) <= 2 and 1 <= int(cell) <= most


def _is(cell: str, grain: int) -> bool:
    try:
        return dates.read(cell, _ANY)[1] == grain
    except (dates.Unreadable, dates.Ambiguous):
        return False


def _is_year(cell: str) -> bool:
    return _is(cell, dates.YEAR)


def _is_clock(cell: str) -> bool:
    try:
        dates.clock(cell)
    except dates.Unreadable:
        return False
    return True
