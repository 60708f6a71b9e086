"""Where the regular series of a file begin and end: periods that its rows cover, and days on which nobody sells."""

from __future__ import annotations

import numpy as np

from domain.analytics.options import Limits
from domain.analytics.series.calendars import DAY, Frequency
from domain.analytics.series.shapes import Flags, Integers, Observations

FINENESS = {
    "second": 0, "hour": 0, "day": 1, "business_day": 1, "week": 2, "month": 3, "quarter": 4, "semester": 5, "year": 6,
}  # fmt: skip
# Weekdays without a sale are days off where there are so many days at least, no more such weekdays, and sales on such
# a share of all others.
WEEKS, MOST_CLOSED, OPEN = 21, 3, 0.75


def closed(days: Integers) -> Flags:
    """The weekdays (Monday is 0) on which nothing was ever sold, though things were on most of the others."""
    every = np.unique(days)
    span = int(every[-1] - every[0]) + 1
    found: Flags = np.bincount((every + 3) % 7, minlength=7) == 0
    count = int(np.count_nonzero(found))
    if span < WEEKS or count > MOST_CLOSED or len(every) < OPEN * span * (7 - count) / 7:
        return np.zeros(7, dtype=np.bool_)
    return found


def reach(last: int, days: Integers, empty: Integers) -> int:
    """The last day: that of the last value, and days off behind it for which there are rows."""
    off = closed(days)
    if not off.any():
        return last
    rows = set(empty[empty > last].tolist())
    while last + 1 in rows and off[(last + 4) % 7]:
        last += 1
    return last


def _around(off: Flags) -> tuple[Integers, Integers]:
    """How many days off lie before and after each weekday."""
    before, after = np.zeros(7, dtype=np.int64), np.zeros(7, dtype=np.int64)
    for weekday in np.flatnonzero(~off).tolist() if off.any() else []:
        while off[(weekday - before[weekday] - 1) % 7]:
            before[weekday] += 1
        while off[(weekday + after[weekday] + 1) % 7]:
            after[weekday] += 1
    return before, after


def whole(
    frequency: Frequency,
    observations: Observations,
    seconds: Integers,
    numbers: Integers,
    first: int,
    last: int,
    until: int | None,
    limits: Limits,
) -> tuple[int, int]:
    """The first and the last period of the file that sums of finer rows cover.

    Where `until` is known it decides on the last one. Else a period is incomplete where the stretch without rows
    at its outer end is longer than a twentieth of it and longer than in any other period (of fewer than five others:
    also longer than any stretch without rows in the file). Days on which nobody sells belong to no such stretch.
    """
    begin, end = first, last
    if until is not None and _end(frequency, last) > until:
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
    before, after = _around(closed(seconds // DAY))
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


def _end(frequency: Frequency, number: int) -> int:
    """The moment at which a period ends; of business days midnight, whatever comes before the next."""
    if frequency.unit == "business_day":
        return int(frequency.starts(np.array([number]))[0]) + DAY
    return int(frequency.starts(np.array([number + 1]))[0])
