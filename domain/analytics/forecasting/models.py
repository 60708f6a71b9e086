"""Models of the ensemble: exponential smoothing over a grid of parameters, Theta, and ridge autoregression.

Parameters are not selected but averaged. Each grid point is weighted by its likelihood in the series' own history and a
mild prior against restless trends and seasons. It costs as much as a search and is more stable than its best point.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

import numpy as np
import numpy.typing as npt

from domain.analytics.forecasting.batches import TINY, Batch, lines
from domain.analytics.forecasting.seasons import ahead, profile
from domain.analytics.series.shapes import Floats

Singles = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Grid:
    """Grid of smoothing parameters, each (points, 1): level, trend, damping and season."""

    level: Singles
    trend: Singles
    damping: Singles
    season: Singles

    def __len__(self) -> int:
        return len(self.level)


def grid(
    levels: tuple[float, ...], trends: tuple[float, ...], dampings: tuple[float, ...], seasons: tuple[float, ...]
) -> Grid:
    """Return all combinations. The trend rate is a share of the level rate, the season rate one of the rest."""
    points = np.array(list(product(levels, trends, dampings, seasons)), dtype=np.float32)
    level, trend, damping, season = (points[:, [column]] for column in range(4))
    return Grid(level, level * trend, damping, (1 - level) * season)


# For series without and with a season.
FAST = (
    grid((0.05, 0.1, 0.2, 0.3, 0.45, 0.6, 0.8, 0.95), (0.0, 0.02, 0.06, 0.15, 0.3), (0.8, 0.9, 0.95, 0.98), (0.0,)),
    grid((0.05, 0.15, 0.3, 0.5, 0.8), (0.0, 0.03, 0.15), (0.85, 0.96), (0.0, 0.1, 0.3)),
)
BEST = (
    grid(
        (0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.65, 0.8, 0.95),
        (0.0, 0.02, 0.06, 0.15, 0.3),
        (0.8, 0.9, 0.95, 0.98),
        (0.0,),
    ),
    grid((0.02, 0.05, 0.1, 0.2, 0.3, 0.45, 0.65, 0.9), (0.0, 0.03, 0.15), (0.85, 0.96), (0.0, 0.05, 0.15, 0.3, 0.5)),
)
# Prior against restless trends and seasons: logarithms per unit of their rate.
AGAINST_TREND = 10.0
AGAINST_SEASON = 1.0
# In single precision, which Python numbers would not preserve.
HALF, ONE, SIX = np.float32(0.5), np.float32(1), np.float32(6)
# First steps of the theta model, whose errors depend on its initialisation and not on its parameters.
UNSETTLED = 3


@dataclass(frozen=True, slots=True, eq=False)
class Thetas:
    """Grid of the theta model, each (points, 1)."""

    level: Singles
    theta: Singles


def thetas(levels: tuple[float, ...], angles: tuple[float, ...]) -> Thetas:
    """Return all combinations."""
    points = np.array(list(product(levels, angles)), dtype=np.float32)
    return Thetas(points[:, [0]], points[:, [1]])


FAST_THETAS = thetas((0.1, 0.3, 0.5, 0.7, 0.9, 0.99), (1.0, 2.0, 5.0, 15.0))
BEST_THETAS = thetas((0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.99), (1.0, 2.0, 5.0, 15.0, 50.0))


@dataclass(frozen=True, slots=True, eq=False)
class Smoothed:
    """Forecasts (horizon, series), and the standard error of each step under exponential smoothing.

    `scatter` (series,) is the variance of the values around the level: the share of an innovation that the level does
    not follow.
    """

    mean: Floats
    error: Floats
    scatter: Floats


def smooth(batch: Batch, season: int, points: Grid, horizon: int) -> Smoothed:
    """Damped additive exponential smoothing (Gardner & McKenzie 1985), with a season if `season` is above one.

    Level and trend start on a line through the first steps, the season on the profile of the first five cycles. The
    variance of the forecast follows Hyndman, Koehler, Ord & Snyder (2008), table 6.1, with the weighted parameters.
    """
    values, lengths = batch.values.astype(np.float32), batch.lengths
    count, series = len(points), len(lengths)
    start = min(len(values), 5 * season if season > 1 else 8)
    head = Batch(batch.values[:start], np.minimum(lengths, start), batch.active[:start])
    states: list[Singles] = []
    if season > 1:
        course = profile(head, season, factors=False).course
        head = head.with_values(np.where(head.mask, head.values - course[np.arange(start) % season], 0.0))
        states = [np.repeat(phase[None, :], count, axis=0) for phase in course.astype(np.float32)]
    if season > 1 and start > (calm := max(2 * season, 8)):
        head = Batch(head.values[:calm], np.minimum(head.lengths, calm), head.active[:calm])
        head = head.with_values(np.where(head.mask, head.values, 0.0))
    first, slope = lines(head)
    level = np.repeat((first - slope).astype(np.float32)[None, :], count, axis=0)
    trend = np.repeat(slope.astype(np.float32)[None, :], count, axis=0)
    squares = np.zeros_like(level)
    error, step = np.empty_like(level), np.empty_like(level)
    for time, active in enumerate(batch.active):
        now = np.s_[:, :active]
        down, up, off, part = trend[now], level[now], error[now], step[now]
        down *= points.damping
        up += down
        np.subtract(values[time, :active], up, out=off)
        if states:
            phase = states[time % season][now]
            off -= phase
            np.multiply(off, points.season, out=part)
            phase += part
        np.multiply(off, points.level, out=part)
        up += part
        np.multiply(off, points.trend, out=part)
        down += part
        off *= off
        squares[now] += off
    prior = AGAINST_TREND * points.trend / np.maximum(points.level, TINY) + AGAINST_SEASON * points.season
    weights = _weights(squares, lengths, prior)
    powers = points.damping ** np.arange(1, horizon + 1, dtype=np.float32)
    climbs = np.cumsum(powers, axis=1)
    mean = (weights * level).sum(axis=0) + climbs.T @ (weights * trend)
    impulse = (points.level * weights).sum(axis=0) + climbs[:, :-1].T @ (points.trend * weights)
    if states:
        course = np.array([(weights * state).sum(axis=0) for state in states], dtype=np.float64)
        mean = mean + ahead(course, batch, horizon)
        returns = np.arange(1, horizon) % season == 0
        impulse = impulse + returns[:, None] * (points.season * weights).sum(axis=0)
    # Degrees of freedom that level, trend, season and their rates take.
    sigma = np.sqrt((weights * squares).sum(axis=0) / np.maximum(lengths - 3 - season, 1))
    growth = np.sqrt(np.cumsum(np.vstack([np.ones(series), impulse.astype(np.float64) ** 2]), axis=0))
    return Smoothed(mean.astype(np.float64), sigma * growth, sigma**2 * (1 - (points.level * weights).sum(axis=0)))


def theta(batch: Batch, points: Thetas, horizon: int) -> Floats:
    """The dynamic optimised theta model of Fiorucci, Pellegrini, Louzada, Petropoulos & Koehler (2016).

    Simple exponential smoothing of the theta line, plus a straight line that is refitted at each step and whose share
    grows with theta. Theta 1 is smoothing alone, theta 2 the model of Assimakopoulos & Nikolopoulos (2000).
    """
    values, series = batch.values.astype(np.float32), len(batch.lengths)
    keep, share = ONE - points.level, ONE - ONE / points.theta
    # Makes the first forecast equal to the first value.
    level = values[:1] * (ONE - share * keep)
    squares, off, part = (np.zeros(level.shape, np.float32) for _ in range(3))
    mean, slope, start = values[0].copy(), np.zeros(series, np.float32), values[0].copy()
    faded = keep.copy()
    for time, active in enumerate(batch.active[1:], 1):
        now = np.s_[:, :active]
        up, error, step = level[now], off[now], part[now]
        came, before = values[time, :active], mean[:active]
        np.multiply(start[:active], share * faded, out=error)
        faded *= keep
        np.multiply(slope[:active], share * (1 - faded) / points.level, out=step)
        error += step
        error += up
        error -= came
        up *= keep
        np.multiply(came, points.level, out=step)
        up += step
        if time >= UNSETTLED:
            error *= error
            squares[now] += error
        slope[:active], start[:active], mean[:active] = _redrawn(
            came, before, slope[:active], np.array(time, np.float32)
        )
    weights = _weights(squares, batch.lengths, np.zeros_like(level[:, :1]))
    mean, slope, start = (np.repeat(state[None, :], len(level), axis=0) for state in (mean, slope, start))
    gone = batch.lengths.astype(np.float32)
    faded, path = keep**gone, []
    for _ in range(horizon):
        before, faded = faded, faded * keep
        came = level + share * (before * start + (1 - faded) / points.level * slope)
        path.append((weights * came).sum(axis=0))
        level = keep * level + points.level * came
        slope, start, mean = _redrawn(came, mean, slope, gone)
        gone = gone + ONE
    return np.array(path, dtype=np.float64)


def _redrawn(came: Singles, mean: Singles, slope: Singles, gone: Singles) -> tuple[Singles, Singles, Singles]:
    """Return slope, intercept and mean of the least-squares line through `gone` values and one more."""
    more: Singles = gone + ONE
    slope = ((gone - ONE) * slope + SIX / more * (came - mean)) / (more + ONE)
    mean = (mean * gone + came) / more
    start = mean - slope * (more + ONE) * HALF
    return slope, start.astype(np.float32, copy=False), mean


def autoregress(batch: Batch, order: int, horizon: int) -> Floats:
    """Ridge autoregression of the differences; later lags are penalised more, and half of the drift persists."""
    values, lengths, here = batch.values, batch.lengths, batch.mask
    changed = here.copy()
    changed[0] = False
    steps = np.where(changed, np.diff(values, axis=0, prepend=values[:1]), 0.0)
    count = np.maximum(lengths - 1, 1)
    drift = steps.sum(axis=0) / count
    steps = np.where(changed, steps - drift, 0.0)
    scale = np.sqrt((steps**2).sum(axis=0) / count) + TINY
    steps /= scale
    lags = np.zeros((order + 1, *steps.shape))
    for lag in range(order + 1):
        lags[lag, order + 1 :] = steps[order + 1 - lag : len(steps) - lag]
    lags *= here
    products = np.einsum("its,jts->sij", lags[1:], lags, optimize=True)
    square, target = products[:, :, 1:], products[:, :, 0]
    square[:, np.arange(order), np.arange(order)] += np.sqrt(lengths)[:, None] * (1 + np.arange(order))
    rates = np.linalg.solve(square, target[..., None])[..., 0].T
    recent = [
        np.where(lengths > lag, steps[np.maximum(lengths - 1 - lag, 0), batch.columns], 0.0) for lag in range(order)
    ]
    level, path = batch.last, []
    for _ in range(horizon):
        change = sum((rate * past for rate, past in zip(rates, recent, strict=True)), np.zeros(len(lengths)))
        recent = [change, *recent[:-1]]
        level = level + change * scale + drift / 2
        path.append(level)
    return np.array(path)


def _weights(squares: Singles, lengths: npt.NDArray[np.int64], prior: Singles) -> Singles:
    """Return each point's weight by Gaussian likelihood with its own variance, times the prior: (points, series)."""
    weights = -0.5 * lengths.astype(np.float32) * np.log(np.maximum(squares, 1e-20)) - prior
    weights -= weights.max(axis=0)
    np.exp(weights, out=weights)
    weights /= weights.sum(axis=0)
    return weights
