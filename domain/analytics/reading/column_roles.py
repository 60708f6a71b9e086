"""Roles of a table's columns: the date, the series names, the values.

Names in Indonesian and English and the contents decide. What they leave open becomes a question to the caller, never a
guess:

- the date: a column whose cells are dates. Of several, the one named as a date; of those, the finer one (a day beside
  its month). Parts of a date in several columns, such as year, month and day, form one date.
- the values: a column of numbers. Of several, the one named as a value; otherwise the caller is asked. A date and
  several number columns with names of their own are a table of series, one per column, even with a column of their sum
  beside them. `value=*` takes all.
- the series: a column of text, or of numbers named as a product, a shop or the like. Texts that hardly ever repeat are
  remarks, and so are all texts if dates do not repeat; for a column named as a customer the caller is asked. `series=-`
  says that there is none.

A table with a column for each period (`Produk;Jan 2024;Feb 2024`, or `Tahun;Jan;Feb` with the year beside it) has its
dates in the header: see Roles.periods.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from math import isnan

from domain.analytics.options import Options, Refused
from domain.analytics.reading import date_parts, dates, directions, numbers
from domain.analytics.reading.columns import (
    DATES,
    IDENTIFIERS,
    MONTHS,
    PARTS,
    REMARKS,
    SERIES,
    SUMS,
    VALUES,
    YEARS,
    Cell,
    Column,
    clean,
    grain_of,
    lacks_year,
    profile,
    text,
)

ALL, NONE = "*", "-"
# Share of rows in which a total must be the sum of its parts.
LEAST_SHARE = 0.95


@dataclass(slots=True)
class Roles:
    """Indexes of the columns by role; several columns of `date` form one date (see date_parts.joint).

    If `periods` is not empty it names the period of each column of `value`, each cell of which is one value; `date` is
    then the column of the years or months that complete those names, if there is one.
    """

    date: list[int]
    series: list[int]
    value: list[int]
    # True if the date column is named so; numbers of five digits in it are spreadsheet days.
    serials: bool
    # Text columns that are treated as remarks.
    remarks: list[str] = field(default_factory=list)
    # Number and date columns that are not used, unless the caller has chosen the columns.
    unused: list[str] = field(default_factory=list)
    periods: list[str] = field(default_factory=list)
    # Columns by which rows are left out or reported as cancelled.
    watched: list[directions.WatchedColumn] = field(default_factory=list)
    joint: date_parts.Joint = ""
    # Open questions; meanwhile the roles are those of the first candidates.
    questions: list[Refused] = field(default_factory=list)


def assign_roles(header: list[str], sample: Sequence[Sequence[Cell]], whole: bool, options: Options) -> Roles:
    """Assign roles to the columns of a table. `sample` are its first rows, or all of them if `whole` is True.

    Open choices become `questions`: columns_ambiguous, date_missing, value_missing. Raises Refused column_unknown.
    """
    columns, watched, sample = _profiles(header, sample, options)
    named = partial(_named, columns)
    questions: list[Refused] = []
    counted = options.aggregate == "count"
    is_set = counted or options.date is not None or bool(options.value)
    date, periods = ([], []) if is_set else _periods(columns, sample)
    joint: date_parts.Joint = ""
    if not periods:
        named_columns = [named(name) for name in (*options.series, *options.value) if name not in (NONE, ALL)]
        chosen = None if options.date is None else named(options.date)
        free = [column for column in columns if column not in named_columns or column is chosen]
        joint, date = _chosen_date(chosen, free, questions) if chosen else _date(free, header, questions)
    series_asked = [named(name) for name in options.series if name != NONE]
    left = [column for column in columns if column not in date and column not in series_asked]
    # A time of day does not make dates repeat.
    days = [] if periods else date[:1] if joint == "time" else date
    if periods or counted:
        value = periods
    elif ALL in options.value:
        value = [column for column in left if column.is_number]
        if not value:
            questions.append(_missing("value", header))
    elif options.value:
        value = list({column.place: column for column in map(named, options.value)}.values())
    else:
        value = _value(left, sample, date, bool(options.series), header, questions)
    left = [column for column in left if column not in value]
    remarks: list[str] = []
    # Amounts in several currencies, or in both directions, are not added.
    added = not counted and options.aggregate != "mean" and NONE not in options.skip
    are_opposite = directions.directions(left, value, sample) if added else []
    if options.series:
        series = series_asked
        questions += [_direction(column) for column in are_opposite]
    else:
        series = _series([column for column in left if column not in are_opposite], sample, days, whole, questions)
        series += [column for column in left if (column.is_currency or column in are_opposite) and column not in series]
        remarks = [
            column.name
            for column in left
            if column not in series and not column.is_number and not column.is_date and column.filled
        ]
    return Roles(
        [column.place for column in date],
        [column.place for column in series],
        [column.place for column in value],
        options.date is not None or any(column.called(DATES) for column in date),
        remarks,
        [] if counted else _unused([column for column in left if column not in series], date, bool(periods), options),
        [column.name for column in periods],
        watched,
        joint,
        questions,
    )


def _profiles(
    header: list[str], sample: Sequence[Sequence[Cell]], options: Options
) -> tuple[list[Column], list[directions.WatchedColumn], Sequence[Sequence[Cell]]]:
    """Return the columns by the rows that are not left out, the columns to watch, and those rows."""
    columns = [profile(place, name, sample) for place, name in enumerate(header)]
    known = {column.name.casefold() for column in columns}
    skip = [one for one in options.skip if one != NONE]
    watched = directions.watched_columns(
        columns, partial(_named, columns), lambda name: clean(name).casefold() in known, skip
    )
    if skip and (kept := [row for row in sample if not directions.is_left_out(row, watched)]):
        return [profile(place, name, kept) for place, name in enumerate(header)], watched, kept
    return columns, watched, sample


def _named(columns: list[Column], name: str) -> Column:
    """Return the column of this name, or raise Refused column_unknown."""
    found = {column.name.casefold(): column for column in columns}.get(clean(name).casefold())
    if found is None:
        header = [column.name for column in columns]
        raise Refused("column_unknown", name=clean(name)[:80], columns=", ".join(header)[:500], candidates=header[:50])
    return found


def _unused(left: list[Column], date: list[Column], wide: bool, options: Options) -> list[str]:
    """Return the names of columns that may be values or dates and were not chosen by the caller."""
    finest = max((column.grain for column in date), default=0)
    return [
        column.name
        for column in left
        if (column.is_date and column.grain >= finest and options.date is None)
        or (
            column.is_number
            and not (column.is_date or column.called(IDENTIFIERS | DATES) or options.value)
            and not (wide and column.called(SUMS))
        )
    ]


def _ask(role: str, found: Sequence[Column]) -> Refused:
    names = [column.name for column in found]
    if role == "series":
        names.append(NONE)
    return Refused(
        "columns_ambiguous", role=role, parameter=role, candidates=names[:50], columns=", ".join(names)[:500]
    )


def _direction(column: Column) -> Refused:
    """Return the question which direction is meant, as both can't be added."""
    cells = [cell[:100] for cell in map(clean, column.telling) if directions.direction_of(cell)]
    return Refused(
        "direction_open",
        parameter="skip",
        name=column.name[:80],
        choices=", ".join(cells)[:200],
        candidates=[*(f"{column.name}:{cell}" for cell in cells[:20]), NONE],
    )


def _missing(role: str, header: list[str]) -> Refused:
    return Refused(role + "_missing", parameter=role, candidates=header[:50], columns=", ".join(header)[:500])


def _chosen_date(
    chosen: Column, columns: list[Column], questions: list[Refused]
) -> tuple[date_parts.Joint, list[Column]]:
    """Return the column named by the caller, with those that complete it if it is part of a date."""
    kind, found = date_parts.joint(columns, chosen)
    if len(found) > 1:
        questions.append(_ask("date", [one[0] for one in found]))
    return (kind, found[0]) if found else ("", [chosen])


def _date(columns: list[Column], header: list[str], questions: list[Refused]) -> tuple[date_parts.Joint, list[Column]]:
    """Return the columns of the date, and how they combine."""
    found = [column for column in columns if column.is_date]
    if not any(map(date_parts.is_whole, found)):
        kind, joined = date_parts.joint(columns)
        if len(joined) > 1:
            questions.append(
                _ask(
                    "date", [next(one for one in some if one not in joined[0] or some is joined[0]) for some in joined]
                )
            )
        if joined:
            return kind, joined[0]
    if len(found) > 1:
        found = [column for column in found if not column.plain] or found
        found = [column for column in found if column.called(DATES)] or found
        finest = max(column.grain for column in found)
        found = [column for column in found if column.grain == finest]
    if not found:
        # A column named as a date has unreadable cells; its line numbers report that best.
        found = [column for column in columns if column.called(DATES) and column.filled and column.numbers < 1]
    if not found:
        # Eight digits that are a calendar day in every cell.
        found = [column for column in columns if column.plain and column.dates == 1 and column.grain == dates.DAILY]
    if len(found) != 1:
        questions.append(_ask("date", found) if found else _missing("date", header))
        return "", found[:1]
    if found[0].grain == dates.MONTH and (days := date_parts.days_of(found[0], columns)):
        if len(days) > 1:
            questions.append(_ask("date", days))
        return "day of month", [days[0], found[0]]
    times = date_parts.times_of(columns) if date_parts.is_daily(found[0]) else []
    if len(times) > 1:
        questions.append(_ask("date", [*times, found[0]]))
    return ("time", [found[0], times[0]]) if times else ("", found)


def _periods(columns: list[Column], sample: Sequence[Sequence[Cell]]) -> tuple[list[Column], list[Column]]:
    """Return the columns named by periods (at least two), and the column of years or months that completes them.

    Returns none if another column holds dates.
    """
    beside = [column for column in columns if column.called(YEARS | MONTHS) and column.filled]
    cells = next(iter(sample), ())
    for date in [*([column] for column in beside), []]:
        first = "".join(f"{text(cells[column.place])} " for column in date if column.place < len(cells))
        found = [
            column for column in columns if column not in date and grain_of(first + column.name, False) is not None
        ]
        # Months without a year do not belong to a table of years.
        found = [column for column in found if not lacks_year(first + column.name)] or found
        if len(found) > 1 and not any(column.is_date for column in columns if column not in (*date, *found)):
            return date, found
    return [], []


def _value(
    columns: list[Column],
    sample: Sequence[Sequence[Cell]],
    date: list[Column],
    is_set: bool,
    header: list[str],
    questions: list[Refused],
) -> list[Column]:
    """Return the value columns."""
    found = [
        column
        for column in columns
        if column.is_number
        and not column.is_date
        and (column.called(VALUES) or not (column.called(SERIES) or column.called(IDENTIFIERS) or column.called(DATES)))
    ]
    called = [column for column in found if column.called(VALUES)]
    if len(found) > 1 and len(called) == 1:
        return found if _has_parts(called[0], found, sample) else called
    if len(found) == 1:
        return found
    if len(found) > 1:
        texts = [column for column in columns if not column.is_number and not column.is_date and column.filled]
        if not called and (is_set or not texts) and not _repeats(sample, [column.place for column in date]):
            return found
        questions.append(_ask("value", called or found))
        return called or found
    empty = [column for column in columns if column.called(VALUES) and not column.is_date]
    if len(empty) != 1:
        questions.append(_missing("value", header))
    return empty[:1]


def _has_parts(total: Column, found: Sequence[Column], sample: Sequence[Sequence[Cell]]) -> bool:
    """Return whether a total sums columns of products or the like, not components of an amount."""
    others = [column for column in found if column is not total]
    if not total.called(SUMS) or len(others) < 2 or any(column.called(PARTS) for column in others):
        return False
    sums = []
    for row in sample:
        own, *rest = (_amount(row, column) for column in (total, *others))
        if own is not None and not isnan(own) and None not in rest:
            sums.append((own, sum(number for number in rest if number is not None and not isnan(number))))
    alike = sum(1 for own, all_of_it in sums if abs(own - all_of_it) <= 1e-4 * max(abs(own), abs(all_of_it)))
    return len(sums) > 1 and any(own for own, _ in sums) and alike >= LEAST_SHARE * len(sums)


def _amount(row: Sequence[Cell], column: Column) -> float | None:
    """Return the number in a cell, NaN for an empty one, None for an unreadable one."""
    try:
        return numbers.read(text(row[column.place]) if column.place < len(row) else "", "thousands")
    except numbers.Unreadable:
        return None


def _series(
    columns: list[Column],
    sample: Sequence[Sequence[Cell]],
    date: list[Column],
    whole: bool,
    questions: list[Refused],
) -> list[Column]:
    """Return the columns that name the series."""
    # Two days do not show whether a text repeats.
    several = max((column.distinct for column in date), default=0) > 2
    texts = [
        column
        for column in columns
        if column.filled
        and not (column.is_number or column.is_date or column.called(REMARKS))
        and not (several and column.is_unlike)
        and not date_parts.times_of([column])
    ]
    called = [
        column
        for column in columns
        if column.filled
        and column.called(SERIES)
        and not column.is_date
        and not (column.is_number and column.called(VALUES))
    ]
    places = [column.place for column in date]
    repeated = _repeats(sample, places)
    if not repeated:
        # With one row per day and a different name in nearly each, the column describes the day.
        called = [column for column in called if not column.is_unlike]
    if called:
        if whole and any(column.distinct > 1 for column in called):
            called = [column for column in called if column.distinct > 1]
        if len(called) > 1 and _one_to_one(called, sample):
            called = [min(called, key=lambda column: (column.is_number, column.called(IDENTIFIERS), column.place))]
        usual = [column for column in called if not (several and column.is_unlike)]
        if len(usual or called) > 1 or not usual:
            questions.append(_ask("series", usual or called))
        return usual
    if not repeated:
        return [column for column in texts if column.distinct == 1 and not whole][:1]
    varied = [column for column in texts if column.distinct > 1 or not whole]
    if len(varied) == 1 and not _repeats(sample, [*places, varied[0].place]):
        return varied
    if varied:
        questions.append(_ask("series", varied))
    return []


def _repeats(sample: Sequence[Sequence[Cell]], places: list[int]) -> bool:
    """Return whether two rows have the same cells in these columns."""
    seen = set()
    for row in sample:
        key = tuple(text(row[place]).strip() if 0 <= place < len(row) else "" for place in places)
        if key in seen:
            return True
        seen.add(key)
    return False


def _one_to_one(columns: list[Column], sample: Sequence[Sequence[Cell]]) -> bool:
    """Return whether the columns name the same things: a SKU and the product's name."""
    pairs = {
        tuple(text(row[column.place]).strip() if column.place < len(row) else "" for column in columns)
        for row in sample
    }
    return all(column.distinct == len(pairs) for column in columns)
