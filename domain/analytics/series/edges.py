"""First and last period of a file: incomplete periods are cut, closed weekdays are recognised."""

from __future__ import annotations

import numpy as np

from domain.analytics.options import Limits
from domain.analytics.series.calendars import DAY, Frequency
from domain.analytics.series.shapes import Flags, Integers, Observations

FINENESS = {
    "second": 0, "hour": 0, "day": 1, "business_day": 1, "week": 2, "month": 3, "quarter": 4, "semester": 5, "year": 6,
}  # fmt: skip
# Weekdays without any sale are closed days if the data span WEEKS days, at most MOST_CLOSED weekdays are closed, and
# the share OPEN of all other days has sales.
MIN_SPAN_DAYS, MAX_CLOSED, OPEN_SHARE = 21, 3, 0.75


def closed_weekdays(days: Integers) -> Flags:
    """Return the weekdays (Monday is 0) on which the shop is closed: no sales, though most other days have some."""
    every = np.unique(days)
    span = int(every[-1] - every[0]) + 1
    found: Flags = np.bincount((every + 3) % 7, minlength=7) == 0
    count = int(np.count_nonzero(found))
    if span < MIN_SPAN_DAYS or count > MAX_CLOSED or len(every) < OPEN_SHARE * span * (7 - count) / 7:
        return np.zeros(7, dtype=np.bool_)
    return found


def last_day(last: int, days: Integers, empty: Integers) -> int:
    """Return the last day: that of the last value, extended over closed days that have empty rows."""
    off = closed_weekdays(days)
    if not off.any():
        return last
    rows = set(empty[empty > last].tolist())
    while last + 1 in rows and off[(last + 4) % 7]:
        last += 1
    return last


def _closed_days_beside(off: Flags) -> tuple[Integers, Integers]:
    """Return the number of closed days before and after each weekday."""
    before, after = np.zeros(7, dtype=np.int64), np.zeros(7, dtype=np.int64)
    for weekday in np.flatnonzero(~off).tolist() if off.any() else []:
        while off[(weekday - before[weekday] - 1) % 7]:
            before[weekday] += 1
        while off[(weekday + after[weekday] + 1) % 7]:
            after[weekday] += 1
    return before, after


def complete_periods(
    frequency: Frequency,
    observations: Observations,
    seconds: Integers,
    numbers: Integers,
    first: int,
    last: int,
    until: int | None,
    limits: Limits,
) -> tuple[int, int]:
    """Return the first and last period of the file that sums of finer rows cover completely.

    If `until` is given it decides about the last period. Otherwise a period is incomplete if the stretch without rows
    at its outer end is longer than a twentieth of the period and longer than in any other period (with fewer than five
    others: also longer than any stretch without rows in the file). Closed days do not count towards such a stretch.
    """
    begin, end = first, last
    if until is not None and _end_of_period(frequency, last) > until:
        end = last - 1
    if FINENESS[observations.grain] >= FINENESS.get(frequency.unit, 0) or last - first > limits.cells:
        return begin, end
    count = int(numbers.max()) - first + 1
    earliest, latest = np.full(count, np.iinfo(np.int64).max), np.full(count, np.iinfo(np.int64).min)
    np.minimum.at(earliest, numbers - first, seconds)
    np.maximum.at(latest, numbers - first, seconds)
    places = np.flatnonzero(latest >= earliest)
    earliest, latest = earliest[places], latest[places]
    if np.mean(latest > earliest) < 0.5:
        return begin, end
    before, after = _closed_days_beside(closed_weekdays(seconds // DAY))
    before, after = before[(earliest // DAY + 3) % 7], after[(latest // DAY + 3) % 7]
    if observations.grain == "day":
        latest = latest + DAY
    starts = frequency.starts(places + first)
    ends = starts + DAY if frequency.unit == "business_day" else frequency.starts(places + first + 1)
    lead, rest = earliest - starts, ends - latest
    lead -= DAY * np.minimum(before, lead // DAY)
    rest -= DAY * np.minimum(after, rest // DAY)
    inner = slice(1, -1)
    longest = int(np.diff(np.unique(seconds)).max(initial=0)) if len(places) < 7 else 0
    if lead[0] > max(longest, lead[inner].max(initial=0), (ends[0] - starts[0]) / 20):
        begin = first + 1
    if until is None and rest[-1] > max(longest, rest[inner].max(initial=0), (ends[-1] - starts[-1]) / 20):
        end = last - 1
    return begin, end


def _end_of_period(frequency: Frequency, number: int) -> int:
    """Return the end of a period; business days end at midnight."""
    if frequency.unit == "business_day":
        return int(frequency.starts(np.array([number]))[0]) + DAY
    return int(frequency.starts(np.array([number + 1]))[0])
