"""Descriptive statistics: moments, quartiles, demand class."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from domain.analytics.series.shapes import Floats, Integers, Series

Class = Literal["smooth", "erratic", "intermittent", "lumpy"]

# Thresholds of Syntetos, Boylan and Croston (2005), "On the categorization of demand patterns", JORS 56: mean interval
# between demands, and squared coefficient of variation of their sizes.
INTERVAL = 1.32
VARIATION = 0.49


@dataclass(frozen=True, slots=True)
class Statistics:
    """Statistics of one series; None if a figure is not defined.

    `count` is the number of values used. Gaps that are zeros count, because selling nothing is a value; interpolated or
    estimated values do not. `std` is that of a sample (n - 1), `cv` is std / |mean|, quartiles are interpolated
    linearly (type 7 of Hyndman and Fan 1996), `skewness` is the adjusted Fisher-Pearson coefficient (Joanes and Gill
    1998, G1), from three values on.
    """

    count: int
    sum: float
    mean: float
    median: float
    std: float | None
    min: float
    max: float
    q1: float
    q3: float
    cv: float | None
    skewness: float | None
    zeros: int
    last: float


def known_values(series: Series) -> Floats:
    """Return the values that statistics are computed from."""
    if series.quality.filled != "interpolated" and series.unknown is None:
        return series.values
    return series.values[~series.estimated]


def describe(series: Sequence[Series]) -> list[Statistics]:
    """Return the statistics of each series."""
    if not series:
        return []
    parts = [known_values(one) for one in series]
    counts = np.array([len(part) for part in parts])
    values = np.concatenate(parts)
    starts = np.concatenate([[0], np.cumsum(counts)[:-1]])
    sums = np.add.reduceat(values, starts)
    means = sums / counts
    zeros = np.add.reduceat(values == 0, starts, dtype=np.int64)
    std, skewness = _moments(values - np.repeat(means, counts), starts, counts)
    # A spread below double precision counts as zero.
    lowest, highest = np.minimum.reduceat(values, starts), np.maximum.reduceat(values, starts)
    constant = (lowest == highest) & (counts > 1)
    std[constant], skewness[constant] = 0, np.nan
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        cv = np.where(means == 0, np.nan, std / np.abs(means))
    quartiles = np.array([_quartiles(np.sort(part)) for part in parts])
    return [
        Statistics(
            count=int(counts[i]),
            sum=float(sums[i]),
            mean=float(means[i]),
            median=float(quartiles[i, 1]),
            std=_finite(std[i]),
            min=float(lowest[i]),
            max=float(highest[i]),
            q1=float(quartiles[i, 0]),
            q3=float(quartiles[i, 2]),
            cv=_finite(cv[i]),
            skewness=_finite(skewness[i]),
            zeros=int(zeros[i]),
            last=float(parts[i][-1]),
        )
        for i in range(len(series))
    ]


def classes(series: Sequence[Series]) -> list[Class]:
    """Return the demand class of each series (Syntetos, Boylan and Croston 2005); "intermittent" without any demand."""
    found: list[Class] = []
    for one in series:
        sizes = one.values[one.values != 0]
        rare = len(one.values) > INTERVAL * len(sizes)
        mean = float(sizes.mean()) if len(sizes) else 0.0
        varied = mean != 0 and float(np.mean((sizes / mean - 1) ** 2)) > VARIATION
        found.append(("lumpy" if varied else "intermittent") if rare else ("erratic" if varied else "smooth"))
    return found


def _moments(deviations: Floats, starts: Integers, counts: Integers) -> tuple[Floats, Floats]:
    """Return sample standard deviation and adjusted skewness of each run; NaN if it is too short."""
    n = counts.astype(np.float64)
    squares = np.add.reduceat(deviations**2, starts)
    with np.errstate(divide="ignore", invalid="ignore"):
        std = np.sqrt(squares / (n - 1))
        spread = np.sqrt(squares / n)
        cubes = np.add.reduceat((deviations / np.repeat(spread, counts)) ** 3, starts) / n
        # Beyond the twelfth decimal place there is only rounding error.
        skewness: Floats = np.where(n > 2, cubes * np.sqrt(n * (n - 1)) / (n - 2), np.nan).round(12)
    std[counts < 2] = np.nan
    return std, skewness


def _quartiles(ordered: Floats) -> Floats:
    """Return the quartiles of sorted values, interpolated linearly at (n - 1) p."""
    places = (len(ordered) - 1) * np.array([0.25, 0.5, 0.75])
    below = places.astype(np.int64)
    above = np.minimum(below + 1, len(ordered) - 1)
    low: Floats = ordered[below]
    return low + (ordered[above] - low) * (places - below)


def _finite(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None
