"""Growth of the last period, of the last year, and per year on average."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite

import numpy as np

from domain.analytics.series.calendars import DAY, Frequency
from domain.analytics.series.shapes import Floats, Series

# Periods of a year. Days and shorter periods go back 52 weeks, so that weekdays match.
YEAR = {"year": 1, "semester": 2, "quarter": 4, "month": 12, "week": 52, "business_day": 260, "day": 364}
# Single days vary too much: four whole weeks are compared with the same four weeks.
WINDOW = {"business_day": 20, "day": 28}


@dataclass(frozen=True, slots=True)
class Change:
    """A change as a fraction of its base, or the reason why there is none.

    Reasons: "too_short", "base_zero", "base_negative", "end_negative" (it has no real root), "not_observed" (a compared
    value was filled in), "too_large" (not representable).
    """

    value: float | None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Growth:
    """Growth of one series.

    `period` compares the last period with the one before. `year` compares it with the same period a year earlier; for
    periods shorter than a week, the last 28 days with the 28 days 52 weeks earlier. `cagr`, the compound annual growth
    rate, compares the means of the last and the first year, which have equal numbers of periods (52 whole weeks if
    periods are a week or shorter): (last / first) ** (1 / years between their middles) - 1.
    """

    period: Change
    year: Change
    cagr: Change


def growth(series: Sequence[Series], frequency: Frequency) -> list[Growth]:
    """Return the growth of each series; all have one frequency."""
    steps = DAY // frequency.seconds if frequency.seconds else 1
    lag = YEAR.get(frequency.unit, 364 * steps)
    window = WINDOW.get(frequency.unit, 28 * steps if frequency.seconds else 1)
    return [
        Growth(
            _over(one, 1, 1),
            _over(one, lag, window),
            _compound(one.values, lag, frequency.per_year),
        )
        for one in series
    ]


def _over(series: Series, lag: int, window: int) -> Change:
    """Compare the sum of the last `window` values with that of as many values `lag` periods earlier."""
    values, end = series.values, len(series.values)
    if end < lag + window:
        return Change(None, "too_short")
    if window == 1 and (series.estimated[-1] or series.estimated[-1 - lag]):
        return Change(None, "not_observed")
    base = float(np.add.reduce(values[end - lag - window : end - lag]))
    return _ratio(float(np.add.reduce(values[end - window :])), base, 1)


def _compound(values: Floats, year: int, per_year: float) -> Change:
    """Return the mean yearly growth from the first year's mean to the last year's."""
    if len(values) < 2 * year:
        return Change(None, "too_short")
    years = (len(values) - year) / per_year
    return _ratio(float(np.add.reduce(values[-year:])), float(np.add.reduce(values[:year])), years)


def _ratio(end: float, base: float, years: float) -> Change:
    if base == 0:
        return Change(None, "base_zero")
    if base < 0:
        return Change(None, "base_negative")
    if end < 0 and years != 1:
        return Change(None, "end_negative")
    try:
        value = end / base if years == 1 else (end / base) ** (1 / years)
    except OverflowError:
        return Change(None, "too_large")
    return Change(value - 1) if isfinite(value) else Change(None, "too_large")
