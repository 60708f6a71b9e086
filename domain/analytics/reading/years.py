"""Dates without a year that go over New Year: November, December, January and February."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from domain.analytics.options import Notices, Refused
from domain.analytics.series.calendars import DAY
from domain.analytics.series.shapes import Flags, Integers

Places = npt.NDArray[np.int32]

# A fall of more days from one row to the next is a new year.
HALF = 183


class Rolling:
    """Into which years dates go that are read as if all were of the year of the first row."""

    def __init__(self, first_later: int, offset: int) -> None:
        # Dates before this day of the year that they were read in are of the year after that of the others.
        self._first_later, self._offset = first_later, offset

    def moved(self, seconds: Integers) -> Integers:
        """The moments in their years."""
        years = (seconds // DAY < self._first_later) + self._offset
        months = seconds.astype("datetime64[s]").astype("datetime64[M]")
        rest = seconds - months.astype("datetime64[s]").astype(np.int64)
        moved: Integers = (months + 12 * years).astype("datetime64[s]").astype(np.int64) + rest
        return moved


def rolling(seconds: Integers, which: Places, column: str, alone: bool, notices: Notices) -> Rolling | None:
    """How the years go on where the rows of each series do so over New Year, in order or the newest first.

    Nothing where no series does, or its dates are in no order. Where dates come again in another year, the rows of one
    series that is `alone` are refused as "years_open"; others may be those of several shops. Adds "year_rolled_over".
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
    """The first day of the earlier year, of days by series of which `new` ones begin a year; None where days meet."""
    count = np.append(0, np.cumsum(new))
    begins = np.append(0, np.flatnonzero(~same) + 1)
    lengths = np.diff(np.append(begins, len(days)))
    later = count - np.repeat(count[begins], lengths)
    goes_over = np.repeat(np.maximum.reduceat(later, begins), lengths) > 0
    pivot = int(days[goes_over & (later == 0)].min())
    return pivot if later.max() == 1 and days[later > 0].max() < pivot else None
