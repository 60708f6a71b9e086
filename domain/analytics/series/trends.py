"""Trend test: direction, slope and significance."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from math import erfc, sqrt
from typing import Literal

import numpy as np

from domain.analytics.series.calendars import Frequency
from domain.analytics.series.shapes import Floats, Integers, Series
from domain.analytics.series.statistics import known_values

Direction = Literal["rising", "falling", "none"]

# Of four values no order is rarer than 1 in 12. Interpolated values are no evidence.
SHORTEST = 5
# Longer series are tested by block means, at most so many, so that all pairs can be compared.
BLOCKS = 96
# Up to so many distinct values the test is exact, and no correlation can be estimated.
EXACT = 9
# Strength from which a season is removed before the test.
SEASONAL = 0.2
CERTAIN = 0.05
NORMAL_95 = 1.959963984540054
# Highest autocorrelation of noise that is assumed, and lowest effective number of values.
MOST_CORRELATED = 0.98
LEAST_WORTH = 5
# Decimal places of numbers up to 1; beyond there is only rounding error.
PLACES = 12
# Numbers per batch.
CHUNK = 100_000


@dataclass(frozen=True, slots=True)
class Trend:
    """Trend of one series. A figure that is not defined is None, with the `reason` "too_short" or "constant".

    `slope` per period is the median of the slopes of all pairs (Theil 1950, Sen 1968), with a 95 % confidence interval.
    `tau` is Kendall's tau-b with time. `p_value` is that of the two-sided test of Mann and Kendall, `p_adjusted` the
    same after Holm (1979) over all series of the file. `direction` is set if `p_adjusted` < 0.05.

    `trend_strength` and `season_strength` (Wang, Smith and Hyndman 2006) are the shares of variance that trend and
    season explain, from 0 to 1, adjusted for degrees of freedom like the adjusted R squared, so that they are about 0
    for noise. `season_strength` is None for fewer than two seasons.
    """

    direction: Direction
    slope: float | None = None
    slope_lo95: float | None = None
    slope_hi95: float | None = None
    tau: float | None = None
    p_value: float | None = None
    p_adjusted: float | None = None
    trend_strength: float | None = None
    season_strength: float | None = None
    reason: str | None = None


@dataclass(slots=True)
class _Tested:
    """Series with an equal number of blocks, to be tested together."""

    places: list[int] = field(default_factory=list)
    blocks: list[Floats] = field(default_factory=list)
    # Periods per block, and the factor by which removing the season makes the noise look too small.
    sizes: list[int] = field(default_factory=list)
    lost: list[float] = field(default_factory=list)


def trends(series: Sequence[Series], frequency: Frequency) -> list[Trend]:
    """Return the trend of each series, computed from `fit`; all have one frequency and come from one file.

    Strong seasons are removed first. Series of more than 96 periods are condensed to the means of 48 to 96 blocks; the
    oldest periods that fill no two blocks are left out, and tau is that of the blocks. Sales noise is autocorrelated,
    which makes the plain test see trends where there are none. The variance of its statistic is therefore that of Hamed
    and Rao (1998), with correlations rho^k of an AR(1). rho is estimated from the residuals and corrected for bias
    (Kendall 1954, Marriott and Pope 1954). As the variance is itself an estimate, the tails are Student's. The
    confidence interval of the slope uses both. Up to nine values the correlation can't be estimated.
    """
    found: list[Trend] = [Trend("none", reason="too_short")] * len(series)
    alike: dict[tuple[int, int], list[int]] = defaultdict(list)
    for place, one in enumerate(series):
        if len(known_values(one)) >= SHORTEST:
            alike[_blocks(len(one.fit))].append(place)
    tested: dict[int, _Tested] = defaultdict(_Tested)
    for (count, size), places in alike.items():
        rows = max(1, CHUNK // (count * size))
        for start in range(0, len(places), rows):
            some = places[start : start + rows]
            values = np.stack([series[place].fit[-count * size :] for place in some])
            _decompose(values, some, size, frequency, found, tested[count])
    for count, group in tested.items():
        rows = max(1, CHUNK // (count * (count - 1) // 2))
        for start in range(0, len(group.places), rows):
            _test(group, slice(start, start + rows), found)
    return _adjusted(found)


def _blocks(length: int) -> tuple[int, int]:
    """Return number and size of the blocks; the number is even, so that similar lengths are tested together."""
    size = -(-length // BLOCKS)
    return (length // (2 * size) * 2, size) if size > 1 else (length, 1)


def _decompose(
    values: Floats, places: list[int], size: int, frequency: Frequency, found: list[Trend], group: _Tested
) -> None:
    """Record the strengths of series of one length, and their blocks of `size` periods for the test."""
    length = values.shape[1]
    constant = values.max(axis=1) == values.min(axis=1)
    # Scaled to at most 1 around the mean, so that squares neither overflow nor underflow.
    values = values - values.mean(axis=1, keepdims=True)
    scale = np.abs(values).max(axis=1, keepdims=True)
    scale[constant] = 1
    values /= scale
    seasons = [season for season in frequency.seasons if 2 * season <= length]
    window = max(5, length // 10, *seasons[:1]) | 1
    season_strength, freedom = np.full(len(values), np.nan), np.full(len(values), float(length))
    for season in seasons:
        profile = _profile(values, season)
        without = values - profile
        rest = without - _smoothed(without, window)
        strength = _strength(rest, rest + profile, length / (length - season + 1))
        season_strength = np.fmax(season_strength, strength)
        evident = strength > SEASONAL
        values[evident] = without[evident]
        freedom[evident] -= season - 1
    trend_strength = _strength(values - _smoothed(values, window), values, window / (window - 1))

    # Rounded, so that equal blocks stay equal despite rounding error.
    blocks = np.round(values.reshape(len(values), -1, size).mean(axis=2), PLACES) * scale
    for row, place in enumerate(places):
        if constant[row]:
            found[place] = Trend("none", reason="constant")
            continue
        found[place] = Trend(
            "none",
            trend_strength=float(trend_strength[row]),
            season_strength=float(season_strength[row]) if seasons else None,
        )
        group.places.append(place)
        group.blocks.append(blocks[row])
        group.sizes.append(size)
        group.lost.append(length / float(freedom[row]))


def _profile(values: Floats, season: int) -> Floats:
    """Return the seasonal profile, repeated over the series: means of each phase, with their own slope removed."""
    rows, length = values.shape
    cycles = length // season
    table = values[:, length - cycles * season :].reshape(rows, cycles, season)
    levels = table.mean(axis=2)
    profile = table.mean(axis=1) - levels.mean(axis=1, keepdims=True)
    slope = (levels[:, -1:] - levels[:, :1]) / ((cycles - 1) * season)
    profile -= slope * (np.arange(season) - (season - 1) / 2)
    whole: Floats = np.tile(profile, cycles + 1)[:, -length:]
    return whole


def _smoothed(values: Floats, window: int) -> Floats:
    """Return moving means over an odd window, which is shorter at the ends."""
    rows, length = values.shape
    half = window // 2
    sums = np.zeros((rows, length + 1))
    np.cumsum(values, axis=1, out=sums[:, 1:])
    smoothed = np.empty_like(values)
    np.subtract(sums[:, window:], sums[:, : length + 1 - window], out=smoothed[:, half : length - half])
    smoothed[:, half : length - half] /= window
    counts = np.arange(half + 1, window)
    smoothed[:, :half] = sums[:, half + 1 : window] / counts
    smoothed[:, length - half :] = (sums[:, length:] - sums[:, length - window + 1 : length - half]) / counts[::-1]
    return smoothed


def _strength(rest: Floats, whole: Floats, freedom: float) -> Floats:
    """Return the share of variance that a component explains, adjusted for its degrees of freedom."""
    total = _variance(whole)
    shares = np.divide(_variance(rest) * freedom, total, out=np.ones(len(rest)), where=total > 1e-14)
    strength: Floats = np.minimum(np.maximum(1 - shares, 0), 1)
    return strength


def _variance(values: Floats) -> Floats:
    """Return the variance of rows; values are at most about 1."""
    count = values.shape[1]
    variance: Floats = np.einsum("ij,ij->i", values, values) / count - (values.sum(axis=1) / count) ** 2
    return variance


def _test(group: _Tested, some: slice, found: list[Trend]) -> None:
    """Add slope, confidence interval, tau and p-value to the trends of some series."""
    values = np.stack(group.blocks[some])
    count = values.shape[1]
    sizes, lost = np.array(group.sizes[some]), np.array(group.lost[some])
    slopes = np.concatenate([(values[:, lag:] - values[:, :-lag]) / lag for lag in range(1, count)], axis=1)
    pairs = slopes.shape[1]
    score = (slopes > 0).sum(axis=1) - (slopes < 0).sum(axis=1)
    slopes.sort(axis=1)
    slope = (slopes[:, (pairs - 1) // 2] + slopes[:, pairs // 2]) / 2
    tied, variance = _ties(np.sort(values, axis=1))
    # If all blocks are equal, as for a sale and its return, all pairs are tied.
    spread, certain = np.sqrt(np.maximum(variance, 1)), np.full(len(values), NORMAL_95)
    normal = np.maximum(np.abs(score) - 1, 0) / spread
    if count > EXACT:
        inflation, free = _correlation(values - slope[:, None] * np.arange(count), lost)
        # Lower bound by the effective number of values; without it not even a strictly rising series would be
        # significant.
        least = pairs * sqrt(2 * (2 * LEAST_WORTH + 5) / (9 * LEAST_WORTH * (LEAST_WORTH - 1)))
        wide = spread * np.sqrt(lost * inflation)
        normal = np.maximum(_to_normal(normal * spread / wide, free), normal * spread / np.maximum(least, spread))
        certain = np.minimum(_to_student(NORMAL_95, free) * wide / spread, np.maximum(least / spread, 1) * NORMAL_95)
    places = np.stack([pairs - certain * spread, pairs + certain * spread]) / 2
    low = np.clip(np.rint(places[0]).astype(np.int64) - 1, 0, pairs - 1)
    high = np.clip(np.rint(places[1]).astype(np.int64), 0, pairs - 1)
    rows = np.arange(len(values))
    low_slope, high_slope = slopes[rows, low], slopes[rows, high]
    tau = score / np.sqrt(pairs * np.maximum(pairs - tied, 1))
    for row, place in enumerate(group.places[some]):
        if count <= EXACT and not tied[row]:
            p_value = _exact(count)[abs(int(score[row]))]
        else:
            p_value = erfc(float(normal[row]) / sqrt(2))
        size = int(sizes[row])
        found[place] = replace(
            found[place],
            slope=float(slope[row]) / size,
            slope_lo95=float(low_slope[row]) / size,
            slope_hi95=float(high_slope[row]) / size,
            tau=float(tau[row]),
            p_value=p_value,
        )


@cache
def _exact(count: int) -> dict[int, float]:
    """Return the probability of each score, or one farther from 0, for distinct values (Kendall 1938)."""
    ways = np.ones(1)
    for placed in range(2, count + 1):
        ways = np.convolve(ways, np.ones(placed))
    most = len(ways) - 1
    scores = np.abs(most - 2 * np.arange(most + 1))
    return {int(score): float(ways[scores >= score].sum() / ways.sum()) for score in scores}


def _ties(ordered: Floats) -> tuple[Integers, Floats]:
    """Return the tied pairs of sorted rows, and the variance of the score of independent values (Kendall 1975)."""
    rows, count = ordered.shape
    fresh = np.ones((rows, count), dtype=np.bool_)
    np.not_equal(ordered[:, 1:], ordered[:, :-1], out=fresh[:, 1:])
    begins = np.flatnonzero(fresh)
    runs = np.diff(np.append(begins, rows * count))
    row = begins // count
    tied = np.bincount(row, weights=runs * (runs - 1) / 2, minlength=rows).astype(np.int64)
    less = np.bincount(row, weights=runs * (runs - 1) * (2 * runs + 5), minlength=rows)
    return tied, (count * (count - 1) * (2 * count + 5) - less) / 18


def _correlation(rest: Floats, lost: Floats) -> tuple[Floats, Floats]:
    """Return by how much correlation raises the variance of the score, and the remaining degrees of freedom.

    The factor is 1 for independent or alternating noise. n* effective values leave n* - 2 degrees of freedom
    (infinitely many without correlation).
    """
    count = rest.shape[1]
    rest = rest - rest.mean(axis=1, keepdims=True)
    squares = (rest**2).sum(axis=1)
    rho = np.divide((rest[:, 1:] * rest[:, :-1]).sum(axis=1), squares, out=np.zeros(len(rest)), where=squares > 0)
    free = np.maximum(count / lost, 6)
    rho = np.clip((free * rho + 2) / (free - 4), 0, MOST_CORRELATED)
    lags = np.arange(1, count - 2)
    ranks = 6 / np.pi * np.arcsin(rho[:, None] ** lags / 2)
    weights = (count - lags) * (count - lags - 1.0) * (count - lags - 2)
    inflation = 1 + ranks @ weights * (2 / (count * (count - 1.0) * (count - 2)))
    worth = np.maximum(count / lost / inflation, 3)
    return inflation, (worth - 2) / np.maximum(1 - 1 / inflation, 1e-9)


def _to_normal(student: Floats, free: Floats) -> Floats:
    """Return the standard normal deviate with the tail probability of a Student deviate (Wallace 1959)."""
    normal: Floats = (8 * free + 1) / (8 * free + 3) * np.sqrt(free * np.log1p(student**2 / free))
    return normal


def _to_student(normal: float, free: Floats) -> Floats:
    """Invert `_to_normal`."""
    student: Floats = np.sqrt(free * np.expm1((normal * (8 * free + 3) / (8 * free + 1)) ** 2 / free))
    return student


def _adjusted(found: list[Trend]) -> list[Trend]:
    """Return the trends with p-values adjusted after Holm (1979), and their directions."""
    places = [place for place, trend in enumerate(found) if trend.p_value is not None]
    places.sort(key=lambda place: found[place].p_value or 0.0)
    found = list(found)
    least = 0.0
    for rank, place in enumerate(places):
        trend = found[place]
        least = max(least, min(1.0, (trend.p_value or 0.0) * (len(places) - rank)))
        sure = least < CERTAIN and trend.slope
        direction: Direction = "none" if not sure else "rising" if (trend.slope or 0.0) > 0 else "falling"
        found[place] = replace(trend, p_adjusted=least, direction=direction)
    return found
