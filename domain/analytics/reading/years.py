"""Dates without a year that cross New Year: November, December, January, February."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from domain.analytics.options import Notices, Refused
from domain.analytics.series.calendars import DAY
from domain.analytics.series.shapes import Flags, Integers

Places = npt.NDArray[np.int32]

# A larger step back in days from row to row is a new year.
HALF = 183


class Rolling:
    """Years of dates that were all read with the year of the first row."""

    def __init__(self, first_later: int, offset: int) -> None:
        # Dates before this day of that year belong to the year after the others.
        self._first_later, self._offset = first_later, offset

    def moved(self, seconds: Integers) -> Integers:
        """Return the moments in their years."""
        years = (seconds // DAY < self._first_later) + self._offset
        months = seconds.astype("datetime64[s]").astype("datetime64[M]")
        rest = seconds - months.astype("datetime64[s]").astype(np.int64)
        moved: Integers = (months + 12 * years).astype("datetime64[s]").astype(np.int64) + rest
        return moved


def rolling(seconds: Integers, which: Places, column: str, alone: bool, notices: Notices) -> Rolling | None:
    """Return how the years continue if each series crosses New Year in order, or with the newest row first.

    Returns None if no series does, or if its dates are unordered. If dates repeat in another year, a single series
    (`alone`) is refused as "years_open"; several may be those of several shops. Adds the notice "year_rolled_over".
    """
    order = np.argsort(which, kind="stable")
    for some in (order, order[::-1]):
        days, same = seconds[some] // DAY, which[some][1:] == which[some][:-1]
        steps = np.diff(days)
        falls, new = same & (steps < 0), same & (steps < -HALF)
        if not falls.any():
            return None
        if new.any() and not (falls & ~new).any():
            break
    else:
        return None
    pivot = _pivot(days, same, new)
    if pivot is None:
        if alone:
            raise Refused("years_open", column=column)
        return None
    is_later = days < pivot
    if np.any(same & is_later[:-1] & ~is_later[1:]):
        return None
    found = Rolling(pivot, 0 if seconds[0] // DAY >= pivot else -1)
    moved = found.moved(seconds)
    span = np.array([moved.min(), moved.max()]).astype("datetime64[s]").astype("datetime64[D]")
    notices.add("year_rolled_over", column=column, sample=" – ".join(map(str, span)))
    return found


def _pivot(days: Integers, same: Flags, new: Flags) -> int | None:
    """Return the first day of the earlier year; None if the years overlap. `new` marks the days that begin a year."""
    count = np.append(0, np.cumsum(new))
    begins = np.append(0, np.flatnonzero(~same) + 1)
    lengths = np.diff(np.append(begins, len(days)))
    later = count - np.repeat(count[begins], lengths)
    goes_over = np.repeat(np.maximum.reduceat(later, begins), lengths) > 0
    pivot = int(days[goes_over & (later == 0)].min())
    return pivot if later.max() == 1 and days[later > 0].max() < pivot else None
