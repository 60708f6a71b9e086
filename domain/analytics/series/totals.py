"""Sum of all series, and rounding of forecasts so that printed means add up exactly."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from math import floor, log10

import numpy as np

from domain.analytics.forecasting import Forecast
from domain.analytics.series.shapes import Floats, Quality, Series

# Forecasts are rounded to a thousandth of the spread or finer, and to a tenth at least.
SPREAD_DIGITS = 3
# A double represents decimals of fifteen digits; three are reserved for bounds that exceed the history.
PRECISION = 12
MAX_UNITS = 1e15
# Largest power of ten that a double represents exactly.
MAX_EXACT_POWER = 22


def spread(values: Floats) -> float:
    """Return the standard deviation, without overflow; 0 if it is only rounding error."""
    top = float(np.abs(values).max())
    part = float(np.std(values / top)) if top else 0.0
    return part * top if part > 1e-12 else 0.0


def decimals_needed(values: Floats) -> int:
    """Return the decimal places that suit a series: by its spread or, if it has none, by its own decimals."""
    if size := spread(values):
        return max(0, SPREAD_DIGITS - floor(log10(size)))
    exponent = Decimal(f"{values[0]:.{PRECISION}g}").normalize().as_tuple().exponent
    return max(0, -int(exponent))


def own_places(values: Floats) -> int:
    """Return the decimal places of the forecast of one series; negative for very large values."""
    return min(decimals_needed(values), decimals_available(float(np.abs(values).max())))


def common_places(series: Sequence[Series]) -> int | None:
    """Return decimal places that suit all series, or None if the largest and the smallest are too far apart."""
    tops = [float(np.abs(one.values).max()) for one in series]
    needs = [decimals_needed(one.values) for one in series]
    places = min(max(needs), decimals_available(sum(tops)))
    sizes = [spread(one.values) or top or 1.0 for one, top in zip(series, tops, strict=True)]
    least = max(min(need, 1 - floor(log10(size))) for need, size in zip(needs, sizes, strict=True))
    return places if places >= min(least, MAX_EXACT_POWER) and abs(places) <= MAX_EXACT_POWER else None


def decimals_available(top: float) -> int:
    """Return the decimal places available to numbers up to `top`."""
    return min(MAX_EXACT_POWER, PRECISION - (floor(log10(top)) + 1 if top > 0 else 0))


def units(forecast: Forecast, places: int) -> Floats:
    """Return a forecast in units of the last decimal place, shape (5, horizon): mean, lo80, hi80, lo95, hi95.

    Intervals still contain the mean and each other after rounding; numbers that can't be represented are NaN.
    """
    rows = np.stack([forecast.mean, forecast.lo80, forecast.hi80, forecast.lo95, forecast.hi95])
    with np.errstate(over="ignore", invalid="ignore"):
        rows = np.rint(rows * 10.0**places if places >= 0 else rows / 10.0**-places)
        rows[~(np.abs(rows) < MAX_UNITS)] = np.nan
    mean, lo80, hi80, lo95, hi95 = rows
    np.minimum(lo80, mean, out=lo80)
    np.maximum(hi80, mean, out=hi80)
    np.minimum(lo95, lo80, out=lo95)
    np.maximum(hi95, hi80, out=hi95)
    return rows


def to_doubles(units: Floats, places: int) -> Floats:
    """Convert units to doubles."""
    return np.asarray(units / 10.0**places if places >= 0 else units * 10.0**-places)


def history(series: Sequence[Series], longest: int) -> Series | None:
    """Return the sum of all series by period; a series counts as zero before its start and after its end.

    Returns None if the sum is longer than `longest` periods or overflows.
    """
    first = min(one.first for one in series)
    length = max(one.first + len(one.values) for one in series) - first
    if length > longest:
        return None
    values, observed = np.zeros(length), np.zeros(length, dtype=np.bool_)
    with np.errstate(over="ignore", invalid="ignore"):
        for one in series:
            span = slice(one.first - first, one.first - first + len(one.values))
            values[span] += one.values
            observed[span] |= one.observed
    if not np.isfinite(values).all():
        return None
    qualities = [one.quality for one in series]
    quality = Quality(
        rows=sum(one.rows for one in qualities),
        empty=sum(one.empty for one in qualities),
        duplicates=sum(one.duplicates for one in qualities),
        gaps=sum(one.gaps for one in qualities),
        filled=next((one.filled for one in qualities if one.filled != "none"), "none"),
        unknown=sum(one.unknown for one in qualities),
    )
    return Series("", first, values, observed, values, quality)


class Means:
    """Sum of the rounded means by date, after the last period of all series."""

    def __init__(self, end: int, horizon: int) -> None:
        self.end, self.units = end, np.zeros(horizon)

    def add(self, series: Series, mean: Floats) -> None:
        """Add the mean of one series, in units. A series that ended earlier has forecast some earlier dates, too."""
        late = self.end - series.first - len(series.values)
        if late < len(mean):
            self.units[: len(mean) - late] += mean[late:]


def shifted_intervals(means: Floats, forecast: Forecast, places: int, never_negative: bool) -> Floats:
    """Return the intervals of the summed history's forecast, in units, shifted to the sum of the means.

    Intervals of the sum can't be computed from those of the series, whose errors are correlated.
    """
    own = units(forecast, places)
    moved = own - own[0] + means
    moved[0] = means
    if never_negative:
        # A bound that was limited to zero stays there.
        floor = np.minimum(means, 0)
        moved[[1, 3]] = np.where(own[[1, 3]] <= 0, floor, np.maximum(moved[[1, 3]], floor))
    moved[~(np.abs(moved) < MAX_UNITS)] = np.nan
    return np.asarray(moved)
