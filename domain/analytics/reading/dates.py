"""Dates as people and programs write them, in Indonesian and English.

Accepted: `2024-01-31`, `2024/1/31`, `31.01.2024`, `31/01/2024`, `31 Januari 2024`, `Jan 31, 2024`, `31-Jan-24`, each
with an optional time; `2024-01`, `01/2024`, `Agustus 2024`, `Jan-24`, `202401`; `2024-Q1`, `Q1-24`, `Triwulan I 2024`;
`Semester 1 2024`, `2024-S1`, `Semester ganjil 2023/2024`; `2024-W03`; `2024`, `FY2024`, `2023/24` (its first year);
`20240131`; Unix seconds and milliseconds; spreadsheet days, if the column is named as a date; `5 Januari`, `31/01`,
`Januari`, `Q1` if the year is known (see DateFormat).

A moment with a time zone is converted to Jakarta time, UTC+7, because days are meant there; one without is taken as
written. `3/4/2024` has two readings, so it is Ambiguous until the column or the caller decides the order; with dots the
day always comes first. `Jan 05` (a day, or a month of 2005) and `2010/11` (a month, or two years) are ambiguous, too.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import cache

import numpy as np
import numpy.typing as npt

from domain.analytics.options import DayOrder
from domain.analytics.series.shapes import Grain

FIRST_YEAR, LAST_YEAR = 1700, 2200
JAKARTA = 7 * 3600
DAY = 86_400
# From coarse to fine. A column is as fine as its finest cell.
GRAINS: tuple[Grain, ...] = ("year", "semester", "quarter", "month", "week", "day", "second")
YEAR, SEMESTER, QUARTER, MONTH, WEEK, DAILY, SECOND = range(7)

NO_DAY = -1 << 31
_EPOCH = date(1970, 1, 1).toordinal()
# Day 0 of spreadsheets, and the serial numbers that count as dates: 1954 to 2119.
_SERIAL_EPOCH = date(1899, 12, 30).toordinal() - _EPOCH
_SERIALS = range(20_000, 80_001)

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january januari", "feb february februari peb pebruari", "mar march maret mrt", "apr april",
            "may mei", "jun june juni", "jul july juli", "aug august agustus agu agt ags agust",
            "sep sept september", "oct october okt oktober", "nov november nop nopember", "dec december des desember",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip
_ZONES = {"z": 0, "utc": 0, "gmt": 0, "wib": 7 * 3600, "wita": 8 * 3600, "wit": 9 * 3600}
_QUARTERS = {"1": 1, "2": 2, "3": 3, "4": 4, "i": 1, "ii": 2, "iii": 3, "iv": 4}

_TIME = (
    r"(?:(?:[ t]|, ?| pukul )(?P<hour>\d{1,2})[:.](?P<minute>\d\d)(?:[:.](?P<second>\d\d)(?:[.,]\d{1,9})?)?"
    r"(?: ?(?P<half>am|pm))?(?: ?(?P<zone>z|utc|gmt|wib|wita|wit|[+-]\d\d(?::?\d\d)?))?)?"
)
# A time alone in its cell; a range counts by its start, and the zone is ignored.
_ONE_CLOCK = r"\d{1,2}[:.]\d\d(?:[:.]\d\d)?"
_CLOCK = re.compile(
    r"(?:(?P<bare>\d{1,2})|(?P<hour>\d{1,2})[:.](?P<minute>\d\d)(?:[:.](?P<second>\d\d))?(?: ?(?P<half>am|pm))?"
    r"(?: ?wib)?(?: ?(?:[-–]|s/?d) ?" + _ONE_CLOCK + r")?)",
    re.ASCII,
)
_WEEKDAY = r"(?:[a-z']{3,9}\.?, ?)?"


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.ASCII)


_YEAR_FIRST = _pattern(r"(?P<year>\d{4})([-/.])(?P<month>\d{1,2})\2(?P<day>\d{1,2})" + _TIME)
_YEAR_LAST = _pattern(r"(?P<one>\d{1,2})(?P<mark>[-/. ])(?P<two>\d{1,2})(?P=mark)(?P<year>\d{4}|\d\d)" + _TIME)
# Bank statements with the year in their heading write days like this.
_DAY_AND_MONTH = _pattern(r"(?P<one>\d{1,2})(?P<mark>/)(?P<two>\d{1,2})" + _TIME)
_DAY_AND_NAME = _pattern(
    _WEEKDAY + r"(?P<day>\d{1,2})[ /.-](?P<name>[a-z]{3,9})\.?,?[ /.-](?P<year>\d{4}|\d\d)" + _TIME
)
_NAME_AND_DAY = _pattern(
    _WEEKDAY + r"(?P<name>[a-z]{3,9})\.? (?P<day>\d{1,2})(?:st|nd|rd|th)?,? (?P<year>\d{4})" + _TIME
)
_MONTHS_OF_YEARS = (
    _pattern(r"(?P<year>\d{4})[-/ ](?P<month>\d{1,2})"),
    _pattern(r"(?P<month>\d{1,2})[-/ ](?P<year>\d{4})"),
    _pattern(r"(?P<month>[a-z]{3,9})\.?,?[ /-]?(?P<year>\d{4}|['’]\d\d)"),
    _pattern(r"(?P<year>\d{4})[ /-](?P<month>[a-z]{3,9})"),
)
_SHORT = _pattern(r"(?P<name>[a-z]{3,9})\.?,?(?P<mark>[ /-]?)(?P<number>\d\d)")
_YEARS = r"(?P<year>\d{4}|\d\d)"
_QUARTER = r"(?:q|tw|kw|triwulan|kuartal|quarter)[ -]?(?P<quarter>[1-4]|iv|i{1,3})"
_QUARTERS_OF_YEARS = (
    _pattern(_YEARS + r"[ /-]?" + _QUARTER),
    _pattern(_QUARTER + r"[ /'’-]{0,2}" + _YEARS),
    _pattern(r"(?P<quarter>[1-4])q[ /'’-]{0,2}" + _YEARS),
)
_SEMESTER = r"(?:semester|smt|sem|s|h)[ .-]?(?P<half>[12]|i{1,2}|ganjil|gasal|genap)"
_SEMESTERS_OF_YEARS = (
    _pattern(_YEARS + r"[ /-]?" + _SEMESTER),
    _pattern(_SEMESTER + r"[ /'’-]{0,2}" + _YEARS),
)
_SEMESTER_OF_SCHOOL = _pattern(_SEMESTER + r"[ ,-]{0,2}(?P<first>\d{4})[/-](?P<second>\d{4}|\d\d)")
_HALVES = {"1": 1, "i": 1, "ganjil": 1, "gasal": 1, "2": 2, "ii": 2, "genap": 2}
_FISCAL = r"(?P<fiscal>fy|fiscal year|ta|t\.a\.|tahun (?:ajaran|anggaran|fiskal|pelajaran))"
_TWO_YEARS = _pattern(r"(?:" + _FISCAL + r" ?)?(?P<first>\d{4})(?P<mark>[/-])(?P<second>\d{4}|\d\d)")
_FISCAL_YEAR = _pattern(_FISCAL + r"[ '’-]?" + _YEARS)
_WEEK = r"(?:w|minggu ?|pekan ?|week ?)(?:ke[ -]?)?(?P<week>\d{1,2})"
_WEEKS_OF_YEARS = (
    _pattern(r"(?P<year>\d{4})[ /-]?" + _WEEK),
    _pattern(_WEEK + r"[ /-](?P<year>\d{4})"),
)
# Formats to which a missing year is added.
_WITHOUT_YEARS = (
    _pattern(r"(?P<month>[a-z]{3,9})\.?"),
    _pattern(r"(?P<day>\d{1,2})[ /-](?P<month>[a-z]{3,9})\.?"),
    _pattern(r"(?P<month>[a-z]{3,9})\.? (?P<day>\d{1,2})"),
    _pattern(_QUARTER),
    _pattern(r"(?:semester|smt|sem)[ .-]?(?P<half>[12]|i{1,2}|ganjil|gasal|genap)"),
    _pattern(r"(?:minggu|pekan|week) ?(?:ke[ -]?)?(?P<week>\d{1,2})"),
)
_NUMBER = _pattern(r"\d{4,6}|\d{8,10}|\d{12,13}|\d{5}\.\d{1,10}")


class Unreadable(Exception):
    """The text is no date, or its year is out of range."""


class Ambiguous(Exception):
    """The date depends on how the column is written.

    `code` is that of the question: dates_ambiguous, dates_short or year_missing; or fiscal, which is never asked.
    """

    def __init__(self, code: str, grain: int) -> None:
        super().__init__(code)
        self.code, self.grain = code, grain


@dataclass(frozen=True, slots=True)
class DateFormat:
    """How a column writes its dates. None means unknown; cells that depend on it raise Ambiguous."""

    order: DayOrder | None = None
    # Year of dates written without one; 0 if such cells are no dates.
    year: int | None = None
    # Whether the number in "Jan 05" is a year, or a day of `year`.
    short_years: bool | None = None
    # Whether 2010/11 is a fiscal year, or a month.
    fiscal: bool | None = None


OPEN = DateFormat()


def _plain(text: str) -> str:
    """Normalise the text for the patterns; drop the apostrophe that makes a spreadsheet keep text."""
    return " ".join(text.split()).lower().removeprefix("'")


def is_number(text: str) -> bool:
    """Return whether only the column's name can tell that the cell is a date: 2024, 20240131, 1706659200, 31/01."""
    text = _plain(text)
    return (_NUMBER.fullmatch(text) or _DAY_AND_MONTH.fullmatch(text)) is not None


def read(text: str, date_format: DateFormat = OPEN, serials: bool = False) -> tuple[int, int]:
    """Return the start of the cell's period in seconds since 1970-01-01, and the index of its grain in GRAINS.

    `serials` allows numbers of five digits as spreadsheet days. Raises Unreadable and Ambiguous.
    """
    text = _plain(text)
    if found := _YEAR_FIRST.fullmatch(text):
        return _with_time(_day(int(found["year"]), int(found["month"]), int(found["day"])), found)
    if found := _YEAR_LAST.fullmatch(text):
        return _year_last(found, date_format.order, _year(found["year"]))
    if (found := _DAY_AND_MONTH.fullmatch(text)) and _is_day_and_month(int(found["one"]), int(found["two"])):
        return _year_last(found, date_format.order, _known(date_format, DAILY))
    if _NUMBER.fullmatch(text):
        return _number(text, serials)
    for pattern in (_DAY_AND_NAME, _NAME_AND_DAY):
        if (found := pattern.fullmatch(text)) and found["name"] in _MONTHS:
            return _with_time(_day(_year(found["year"]), _MONTHS[found["name"]], int(found["day"])), found)
    if (found := _SHORT.fullmatch(text)) and found["name"] in _MONTHS:
        return _short(found, date_format)
    if found := _TWO_YEARS.fullmatch(text):
        if _is_fiscal(found, date_format):
            return _day(int(found["first"]), 1, 1) * DAY, YEAR
    elif found := _FISCAL_YEAR.fullmatch(text):
        return _day(_year(found["year"]), 1, 1) * DAY, YEAR
    return _period(text, date_format)


def clock(text: str) -> int:
    """Return the seconds since midnight of a time: 9, 09:30, 9.30 PM, 09:30:15 WIB, 09.00 - 10.00 (its start)."""
    found = _CLOCK.fullmatch(" ".join(text.split()).lower())
    if not found:
        raise Unreadable
    hour = found["hour"] or found["bare"]
    return _seconds(int(hour), int(found["minute"] or 0), int(found["second"] or 0), found["half"])


def _is_day_and_month(one: int, two: int) -> bool:
    """Return whether the numbers may be a day and a month, in either order."""
    return 0 < min(one, two) <= 12 and max(one, two) <= 31


def _year_last(found: re.Match[str], order: DayOrder | None, year: int) -> tuple[int, int]:
    one, two = int(found["one"]), int(found["two"])
    if one <= 12 and two <= 12 and one != two and order is None and found["mark"] != ".":
        raise Ambiguous("dates_ambiguous", DAILY)
    month_first = order == "month_first" or (order is None and two > 12 and found["mark"] != ".")
    month, day = (one, two) if month_first else (two, one)
    return _with_time(_day(year, month, day), found)


def _short(found: re.Match[str], date_format: DateFormat) -> tuple[int, int]:
    """Read "Jan 05": no month has a day 0 or above 31."""
    month, number = _MONTHS[found["name"]], int(found["number"])
    if date_format.short_years or not 0 < number <= 31:
        return _day(_year(found["number"]), month, 1) * DAY, MONTH
    if date_format.short_years is None:
        raise Ambiguous("dates_short", MONTH)
    return _day(_known(date_format, DAILY), month, number) * DAY, DAILY


def _is_fiscal(found: re.Match[str], date_format: DateFormat) -> bool:
    """Return whether these are two consecutive years and not a month of the first."""
    first, second = int(found["first"]), found["second"]
    if int(second) != (first + 1 if len(second) == 4 else (first + 1) % 100):
        return False
    if found["fiscal"] or len(second) == 4 or not 0 < int(second) <= 12:
        return True
    if date_format.fiscal is None:
        raise Ambiguous("fiscal", MONTH)
    return date_format.fiscal


def _period(text: str, date_format: DateFormat) -> tuple[int, int]:
    """Read weeks, months, quarters and semesters, with or without a year."""
    for pattern in _QUARTERS_OF_YEARS:
        if found := pattern.fullmatch(text):
            return _day(_year(found["year"]), 3 * _QUARTERS[found["quarter"]] - 2, 1) * DAY, QUARTER
    for pattern in _SEMESTERS_OF_YEARS:
        if found := pattern.fullmatch(text):
            return _day(_year(found["year"]), 6 * _HALVES[found["half"]] - 5, 1) * DAY, SEMESTER
    if (found := _SEMESTER_OF_SCHOOL.fullmatch(text)) and int(found["second"][-2:]) == (int(found["first"]) + 1) % 100:
        half = _HALVES[found["half"]]
        return _day(int(found["first"]) + half - 1, 7 if half == 1 else 1, 1) * DAY, SEMESTER
    for pattern in _WEEKS_OF_YEARS:
        if found := pattern.fullmatch(text):
            return _week(int(found["year"]), int(found["week"])) * DAY, WEEK
    for pattern in _MONTHS_OF_YEARS:
        if found := pattern.fullmatch(text):
            month = int(found["month"]) if found["month"].isdigit() else _MONTHS.get(found["month"], 0)
            return _day(_year(found["year"].lstrip("'’")), month, 1) * DAY, MONTH
    for pattern in _WITHOUT_YEARS:
        if (found := pattern.fullmatch(text)) and (found.groupdict().get("month") or "jan") in _MONTHS:
            return _without_year(found.groupdict(), date_format)
    raise Unreadable


def _without_year(parts: dict[str, str | None], date_format: DateFormat) -> tuple[int, int]:
    if quarter := parts.get("quarter"):
        return _day(_known(date_format, QUARTER), 3 * _QUARTERS[quarter] - 2, 1) * DAY, QUARTER
    if half := parts.get("half"):
        return _day(_known(date_format, SEMESTER), 6 * _HALVES[half] - 5, 1) * DAY, SEMESTER
    if week := parts.get("week"):
        return _week(_known(date_format, WEEK), int(week)) * DAY, WEEK
    month = _MONTHS[parts["month"] or ""]
    if day := parts.get("day"):
        return _day(_known(date_format, DAILY), month, int(day)) * DAY, DAILY
    return _day(_known(date_format, MONTH), month, 1) * DAY, MONTH


def _known(date_format: DateFormat, grain: int) -> int:
    """Return the year of dates without one."""
    if date_format.year is None:
        raise Ambiguous("year_missing", grain)
    if not date_format.year:
        raise Unreadable
    return date_format.year


class FormatEvidence:
    """Collects what the cells of a column show about its date format."""

    def __init__(self) -> None:
        self._orders: set[DayOrder] = set()
        self._months: set[str] = set()
        self._numbers: set[str] = set()
        self._spreadsheet = True
        self._fiscal = False
        self._cells = self._yearless = 0

    def learn(self, text: str) -> None:
        """Add a cell. A number above 12 is no month, and neither is the second year of 2023/24."""
        text = _plain(text)
        self._cells += 1
        if found := _YEAR_LAST.fullmatch(text) or _DAY_AND_MONTH.fullmatch(text):
            self._yearless += "year" not in found.groupdict()
            if found["mark"] != "." and (int(found["one"]) > 12) != (int(found["two"]) > 12):
                self._orders |= {"day_first" if int(found["one"]) > 12 else "month_first"}
        elif found := _SHORT.fullmatch(text):
            self._months |= {found["name"]}
            self._numbers |= {found["number"]}
            self._spreadsheet &= found["mark"] != " "
        elif found := _TWO_YEARS.fullmatch(text):
            with suppress(Ambiguous):
                self._fiscal |= _is_fiscal(found, OPEN)
        else:
            self._yearless += _lacks_year(text)

    def date_format(self, order: DayOrder | None, year: int | None) -> DateFormat:
        """Return the date format as far as the cells or the caller decide it.

        "Jan-24" is how spreadsheets write a month, unless its numbers change more often than the months. If few cells
        lack a year, those are no dates.
        """
        if order is None and len(self._orders) == 1:
            order = next(iter(self._orders))
        short: bool | None = None
        if year is not None:
            short = False
        elif any(not 0 < int(number) <= 31 for number in self._numbers) or (
            self._spreadsheet and len(self._numbers) <= len(self._months)
        ):
            short = True
        if year is None and self._yearless * 2 < self._cells:
            year = 0
        return DateFormat(order, year, short, self._fiscal)


def _lacks_year(text: str) -> bool:
    try:
        read(text)
    except Ambiguous as ambiguous:
        return ambiguous.code == "year_missing"
    except Unreadable:
        pass
    return False


@cache
def days() -> npt.NDArray[np.int32]:
    """Return the day since 1970-01-01 of each (year - FIRST_YEAR, month, day); NO_DAY if there is none."""
    table = np.full((LAST_YEAR - FIRST_YEAR + 1, 13, 32), NO_DAY, np.int32)
    every = np.arange(f"{FIRST_YEAR}-01-01", f"{LAST_YEAR + 1}-01-01", dtype="datetime64[D]")
    months = every.astype("datetime64[M]")
    years = months.astype("datetime64[Y]")
    table[
        years.astype(np.int64) + 1970 - FIRST_YEAR,
        (months - years).astype(np.int64) + 1,
        (every - months).astype(np.int64) + 1,
    ] = every.astype(np.int64)
    return table


def _year(digits: str) -> int:
    """Read a year; two digits mean 1970 to 2069."""
    year = int(digits)
    return year if len(digits) == 4 else year + (2000 if year < 70 else 1900)


def _day(year: int, month: int, day: int) -> int:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Unreadable
    try:
        return date(year, month, day).toordinal() - _EPOCH
    except ValueError:
        raise Unreadable from None


def _week(year: int, week: int) -> int:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Unreadable
    try:
        return date.fromisocalendar(year, week, 1).toordinal() - _EPOCH
    except ValueError:
        raise Unreadable from None


def _with_time(day: int, found: re.Match[str]) -> tuple[int, int]:
    if found["hour"] is None:
        return day * DAY, DAILY
    seconds = day * DAY + _seconds(int(found["hour"]), int(found["minute"]), int(found["second"] or 0), found["half"])
    if zone := found["zone"]:
        seconds += JAKARTA - _offset(zone)
    return seconds, SECOND


def _seconds(hour: int, minute: int, second: int, half: str | None) -> int:
    """Return the seconds since midnight."""
    if half:
        if not 1 <= hour <= 12:
            raise Unreadable
        hour = hour % 12 + (12 if half == "pm" else 0)
    if hour > 23 or minute > 59 or second > 59:
        raise Unreadable
    return hour * 3600 + minute * 60 + second


def _offset(zone: str) -> int:
    if zone in _ZONES:
        return _ZONES[zone]
    hours, minutes = int(zone[1:3]), int(zone[-2:]) if len(zone) > 3 else 0
    if hours > 14 or minutes > 59:
        raise Unreadable
    return (hours * 3600 + minutes * 60) * (-1 if zone[0] == "-" else 1)


def _number(text: str, serials: bool) -> tuple[int, int]:
    length = len(text)
    if length == 4:
        return _day(int(text), 1, 1) * DAY, YEAR
    if length == 6 and text.isdigit():
        return _day(int(text[:4]), int(text[4:]), 1) * DAY, MONTH
    if length == 8 and text.isdigit():
        return _day(int(text[:4]), int(text[4:6]), int(text[6:])) * DAY, DAILY
    if text[5:6] in ("", "."):
        serial = float(text)
        if not serials or int(serial) not in _SERIALS:
            raise Unreadable
        return _SERIAL_EPOCH * DAY + round(serial * DAY), SECOND if "." in text else DAILY
    return int(text) // (1000 if length > 10 else 1) + JAKARTA, SECOND
