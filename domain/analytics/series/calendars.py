"""Frequencies: how periods are numbered and named."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from domain.analytics.options import LONGEST_HORIZON
from domain.analytics.series.shapes import Integers

DAY = 86_400
HOUR = 3_600
# Mean length of a Gregorian year.
YEAR_DAYS = 365.2425
# Longer seasons are not looked for; this is a week of five-minute steps.
LONGEST_SEASON = 2_016

SEASONS = {
    "year": (),
    "semester": (2,),
    "quarter": (4,),
    "month": (12,),
    "week": (52,),
    "business_day": (5,),
    "day": (7, 365),
    "hour": (24, 168),
}
HORIZONS = {"year": 6, "semester": 6, "quarter": 8, "month": 12, "week": 13, "business_day": 20, "day": 28, "hour": 48}
PER_YEAR = {
    "year": 1.0,
    "semester": 2.0,
    "quarter": 4.0,
    "month": 12.0,
    "week": YEAR_DAYS / 7,
    "business_day": YEAR_DAYS * 5 / 7,
    "day": YEAR_DAYS,
}
MONTHS = {"month": 1, "quarter": 3, "semester": 6, "year": 12}


@dataclass(frozen=True, slots=True)
class Frequency:
    """The frequency of a regular series. `seconds` is the length of a step below a day; 0 from a day up.

    `unit` is "year", "semester", "quarter", "month", "week", "business_day", "day", "hour" (3,600 seconds) or "step"
    (any other number of seconds that divides a day). Periods are numbered without gaps: days since 1970-01-01, business
    days since Monday 1970-01-05 (Saturday and Sunday belong to the Friday before), weeks since the first `weekday`
    (Monday is 0) from 1970-01-05 on, months since 1970-01, quarters, semesters, years (1970 is 0), steps of `seconds`.
    """

    unit: str
    seconds: int = 0
    weekday: int = 0

    @property
    def code(self) -> dict[str, str | int | None]:
        """Return the frequency as in the answer; `seconds` is set for "step" only."""
        return {"unit": self.unit, "seconds": self.seconds if self.unit == "step" else None}

    @property
    def seasons(self) -> tuple[int, ...]:
        """Return the season lengths to look for: (12,) for months, (7, 365) for days, (24, 168) for hours."""
        if self.unit != "step":
            return SEASONS[self.unit]
        steps = DAY // self.seconds
        return tuple(length for length in (steps, 7 * steps) if 1 < length <= LONGEST_SEASON)

    @property
    def horizon(self) -> int:
        """Return the default horizon in periods; for short steps a day, within the longest horizon."""
        return HORIZONS[self.unit] if self.unit != "step" else min(DAY // self.seconds, LONGEST_HORIZON)

    @property
    def per_year(self) -> float:
        """Return the periods of a mean year."""
        return PER_YEAR[self.unit] if not self.seconds else YEAR_DAYS * DAY / self.seconds

    def numbers(self, seconds: Integers) -> Integers:
        """Return the number of the period of each moment."""
        if self.seconds:
            return seconds // self.seconds
        if self.unit in MONTHS:
            return seconds.astype("datetime64[s]").astype("datetime64[M]").astype(np.int64) // MONTHS[self.unit]
        days = seconds // DAY
        if self.unit == "day":
            return days
        days -= 4 + self.weekday
        if self.unit == "week":
            return days // 7
        weeks, weekdays = np.divmod(days, 7)
        return 5 * weeks + np.minimum(weekdays, 4)

    def starts(self, numbers: Integers) -> Integers:
        """Return the start of each period in seconds since 1970-01-01."""
        if self.seconds:
            return numbers * self.seconds
        if self.unit in MONTHS:
            months = (numbers * MONTHS[self.unit]).astype("datetime64[M]")
            return months.astype("datetime64[s]").astype(np.int64)
        if self.unit == "day":
            return numbers * DAY
        if self.unit == "week":
            return (numbers * 7 + 4 + self.weekday) * DAY
        weeks, weekdays = np.divmod(numbers, 5)
        return (weeks * 7 + weekdays + 4) * DAY

    def dates(self, first: int, count: int) -> list[str]:
        """Return ISO 8601 dates of consecutive periods: "2024-01-31", below a day "2024-01-31T10:00:00"."""
        starts = self.starts(np.arange(first, first + count)).astype("datetime64[s]")
        names: list[str] = np.datetime_as_string(starts, unit="s" if self.seconds else "D").tolist()
        return names
