"""Dates as people and programs write them, in Indonesian and English.

What is read: `2024-01-31`, `2024/1/31`, `31.01.2024`, `31/01/2024`, `31 Januari 2024`, `Jan 31, 2024`, `31-Jan-24`,
each with a time behind it if need be; `2024-01`, `01/2024`, `Agustus 2024`, `Jan-24`, `202401`; `2024-Q1`,
`Triwulan I 2024`; `2024-W03`; `2024`; `20240131`; Unix seconds and milliseconds; days as spreadsheets count them, where
the column is called a date.

A moment that says its zone is told by the clock of Jakarta, UTC+7, as a shop's day is meant; one that does not is taken
as it stands. `3/4/2024` is two dates, so it is Undecided until the column or the caller says which comes first; with
dots the day comes first everywhere.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache

import numpy as np
import numpy.typing as npt

from analytics.options import DayOrder
from analytics.series import Grain

FIRST_YEAR, LAST_YEAR = 1700, 2200
JAKARTA = 7 * 3600
DAY = 86_400
# From the coarsest to the finest: a column is as fine as the finest of its cells.
GRAINS: tuple[Grain, ...] = ("year", "quarter", "month", "week", "day", "second")
YEAR, QUARTER, MONTH, WEEK, DAILY, SECOND = range(6)

NO_DAY = -1 << 31
_EPOCH = date(1970, 1, 1).toordinal()
# The day 0 of spreadsheets, and the serial days between which a number in a column of dates is one: 1954 to 2119.
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
_WEEKDAY = r"(?:[a-z']{3,9}\.?, ?)?"


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.ASCII)


_YEAR_FIRST = _pattern(r"(?P<year>\d{4})([-/.])(?P<month>\d{1,2})\2(?P<day>\d{1,2})" + _TIME)
_YEAR_LAST = _pattern(r"(?P<one>\d{1,2})(?P<mark>[-/. ])(?P<two>\d{1,2})(?P=mark)(?P<year>\d{4}|\d\d)" + _TIME)
_DAY_AND_NAME = _pattern(
    _WEEKDAY + r"(?P<day>\d{1,2})[ /.-](?P<name>[a-z]{3,9})\.?,?[ /.-](?P<year>\d{4}|\d\d)" + _TIME
)
_NAME_AND_DAY = _pattern(
    _WEEKDAY + r"(?P<name>[a-z]{3,9})\.? (?P<day>\d{1,2})(?:st|nd|rd|th)?,? (?P<year>\d{4})" + _TIME
)
_MONTHS_OF_YEARS = (
    _pattern(r"(?P<year>\d{4})[-/ ](?P<month>\d{1,2})"),
    _pattern(r"(?P<month>\d{1,2})[-/ ](?P<year>\d{4})"),
    _pattern(r"(?P<month>[a-z]{3,9})\.?,?[ /-]?(?P<year>\d{4}|\d\d)"),
    _pattern(r"(?P<year>\d{4})[ /-](?P<month>[a-z]{3,9})"),
)
_QUARTER = r"(?:q|tw|triwulan|kuartal|quarter)[ -]?(?P<quarter>[1-4]|iv|i{1,3})"
_QUARTERS_OF_YEARS = (
    _pattern(r"(?P<year>\d{4})[ /-]?" + _QUARTER),
    _pattern(_QUARTER + r"[ /-]?(?P<year>\d{4})"),
)
_WEEKS_OF_YEARS = (
    _pattern(r"(?P<year>\d{4})[ /-]?(?:w|minggu |week )(?P<week>\d{1,2})"),
    _pattern(r"(?:w|minggu |week )(?P<week>\d{1,2})[ /-](?P<year>\d{4})"),
)
_NUMBER = _pattern(r"\d{4,6}|\d{8,10}|\d{12,13}|\d{5}\.\d{1,10}")


class Unreadable(Exception):
    """This is no date, or none of the years that are read."""


class Undecided(Exception):
    """A date that is another one where the month is written first."""


def is_number(text: str) -> bool:
    """Whether only the name of its column can tell that the cell is a date: 2024, 20240131, 1706659200, 45322."""
    return _NUMBER.fullmatch(text.strip()) is not None


def read(text: str, order: DayOrder | None, serials: bool = False) -> tuple[int, int]:
    """The seconds since 1970-01-01 at which the cell's period begins, and the place of its grain in GRAINS.

    `serials` is whether a number of five digits is a spreadsheet's day. Raises Unreadable and Undecided.
    """
    text = " ".join(text.split()).lower()
    if found := _YEAR_FIRST.fullmatch(text):
        return _with_time(_day(int(found["year"]), int(found["month"]), int(found["day"])), found)
    if found := _YEAR_LAST.fullmatch(text):
        one, two, year = int(found["one"]), int(found["two"]), _year(found["year"])
        if one <= 12 and two <= 12 and one != two and order is None and found["mark"] != ".":
            raise Undecided
        month_first = order == "month_first" or (order is None and two > 12 and found["mark"] != ".")
        month, day = (one, two) if month_first else (two, one)
        return _with_time(_day(year, month, day), found)
    if _NUMBER.fullmatch(text):
        return _number(text, serials)
    for pattern in (_DAY_AND_NAME, _NAME_AND_DAY):
        if (found := pattern.fullmatch(text)) and found["name"] in _MONTHS:
            return _with_time(_day(_year(found["year"]), _MONTHS[found["name"]], int(found["day"])), found)
    for pattern in _QUARTERS_OF_YEARS:
        if found := pattern.fullmatch(text):
            return _day(int(found["year"]), 3 * _QUARTERS[found["quarter"]] - 2, 1) * DAY, QUARTER
    for pattern in _WEEKS_OF_YEARS:
        if found := pattern.fullmatch(text):
            return _week(int(found["year"]), int(found["week"])) * DAY, WEEK
    for pattern in _MONTHS_OF_YEARS:
        if found := pattern.fullmatch(text):
            month = int(found["month"]) if found["month"].isdigit() else _MONTHS.get(found["month"], 0)
            return _day(_year(found["year"]), month, 1) * DAY, MONTH
    raise Unreadable


def evidence(text: str) -> DayOrder | None:
    """What the cell tells of the order of day and month in its column: a number above 12 is no month."""
    found = _YEAR_LAST.fullmatch(" ".join(text.split()).lower())
    if not found or found["mark"] == "." or (int(found["one"]) > 12) == (int(found["two"]) > 12):
        return None
    return "day_first" if int(found["one"]) > 12 else "month_first"


@cache
def days() -> npt.NDArray[np.int32]:
    """The day since 1970-01-01 of each (year - FIRST_YEAR, month, day); NO_DAY where there is none."""
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
    """Two digits mean 1970 to 2069."""
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
    hour, minute, second = int(found["hour"]), int(found["minute"]), int(found["second"] or 0)
    if found["half"]:
        if not 1 <= hour <= 12:
            raise Unreadable
        hour = hour % 12 + (12 if found["half"] == "pm" else 0)
    if hour > 23 or minute > 59 or second > 59:
        raise Unreadable
    seconds = day * DAY + hour * 3600 + minute * 60 + second
    if zone := found["zone"]:
        seconds += JAKARTA - _offset(zone)
    return seconds, SECOND


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
