"""Seasonal profiles, shrunk by the amount that noise explains."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from domain.analytics.forecasting.batches import TINY, Batch
from domain.analytics.series.shapes import Flags, Floats, Integers

# Longer seasons are known from few cycles only, so their profile is smoothed over neighbouring phases.
LONG = 300
# Normal quantile from which a season is reported: one false positive in twenty.
SURE = 1.645


@dataclass(frozen=True, slots=True, eq=False)
class Profile:
    """Seasonal course by phase, (season, series), as factors or summands.

    `weight` is the share that is left after shrinking, from 0 to 1; `sure` is True if noise alone is unlikely to cause
    it.
    """

    course: Floats
    weight: Floats
    sure: Flags


def profile(batch: Batch, season: int, factors: bool) -> Profile:
    """Return the mean deviation of each phase from a centred moving average over one season.

    Classical decomposition (Makridakis, Wheelwright & Hyndman 1998). The deviations are shrunk by the James-Stein
    estimator, which Miller & Williams (2003) found good for forecasting. Two years leave one average per phase, so a
    series of fewer than three whole seasons is compared with a line through the means of its last two; one of fewer
    than two has no profile.
    """
    values, lengths, here = batch.values, batch.lengths, batch.mask
    half, neutral = season // 2, 1.0 if factors else 0.0
    if len(values) < 2 * season:
        flat = np.full((season, len(lengths)), neutral)
        return Profile(flat, np.zeros(len(lengths)), np.zeros(len(lengths), np.bool_))
    sums = np.vstack([np.zeros(len(lengths)), np.cumsum(values, axis=0)])
    level, known = np.zeros_like(values), np.zeros_like(here)
    steps = np.arange(half, len(values) - half)
    if season % 2:
        level[steps] = (sums[steps + half + 1] - sums[steps - half]) / season
    else:
        ends = (values[steps - half] + values[steps + half]) / 2
        level[steps] = (sums[steps + half] - sums[steps - half + 1] + ends) / season
    known[steps] = steps[:, None] < lengths - half
    few = (lengths >= 2 * season) & (lengths < 3 * season)
    if few.any():
        level[:, few], known[:, few] = _line(sums[:, few], lengths[few], season), here[:, few]
    if factors:
        known &= level > TINY
    distance = np.where(known, values / np.where(known, level, 1.0) if factors else values - level, 0.0)
    # Rows are whole cycles, columns are phases.
    cycles = -(-len(values) // season)
    pad = cycles * season - len(values)
    distance = np.pad(distance, ((0, pad), (0, 0))).reshape(cycles, season, -1)
    known = np.pad(known, ((0, pad), (0, 0))).reshape(cycles, season, -1)
    count = known.sum(axis=0)
    course = distance.sum(axis=0) / np.maximum(count, 1)
    spread = np.where(known, (distance - course) ** 2, 0.0).sum(axis=0) / np.maximum(count, 1)
    enough = count.min(axis=0) >= 1
    mean = course.mean(axis=0)
    course = course / np.where(np.abs(mean) < TINY, 1.0, mean) if factors else course - mean
    seen = count.mean(axis=0)
    # One cycle can't tell a season from noise.
    repeated = enough & (seen > 1.5)
    noise = spread.mean(axis=0) / np.maximum(seen - 1, 0.5)
    if season > LONG:
        course, noise = _smoothed(course, season), noise / max(1, season // 60)
    signal = ((course - neutral) ** 2).sum(axis=0) / max(season - 1, 1)
    given = noise * ((season - 3) / (season - 1) if season > 3 else 0.0)
    weight = np.where(repeated, np.clip(1 - given / np.maximum(signal, TINY), 0.0, 1.0), 0.0)
    # Fisher's (1924) z of the variance between phases over that within them.
    freedom = 1 / max(season - 1, 1) + 1 / np.maximum(season * (seen - 1), 1)
    sure = repeated & (np.log(np.maximum(signal, TINY) / np.maximum(noise, TINY)) > SURE * np.sqrt(2 * freedom))
    return Profile(np.where(repeated, neutral + (course - neutral) * weight, neutral), weight, sure)


def _line(sums: Floats, lengths: Integers, season: int) -> Floats:
    """Return the line through the means of the last two seasons at every step: (steps, series)."""
    columns = np.arange(len(lengths))
    borders = [sums[lengths - back * season, columns] for back in (2, 1, 0)]
    before, after = (borders[1] - borders[0]) / season, (borders[2] - borders[1]) / season
    centre = lengths - season - 0.5
    return (before + after) / 2 + (after - before) / season * (np.arange(len(sums) - 1)[:, None] - centre)


def _smoothed(course: Floats, season: int) -> Floats:
    """Smooth each phase over its neighbours, twice, wrapping around the end of the season."""
    width = season // 60 * 2 + 1
    for _ in range(2):
        around = np.concatenate([course[-(width // 2) :], course, course[: width // 2]])
        sums = np.cumsum(np.vstack([np.zeros(course.shape[1]), around]), axis=0)
        course = (sums[width:] - sums[:-width]) / width
    return course


def along(course: Floats, steps: int) -> Floats:
    """Return the profile over the first steps: (steps, series)."""
    return course[np.arange(steps) % len(course)]


def ahead(course: Floats, batch: Batch, horizon: int) -> Floats:
    """Return the profile over the steps after each series' end: (horizon, series)."""
    return np.take_along_axis(course, batch.phases(len(course), horizon), axis=0)
