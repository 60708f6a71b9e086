"""Forecast of intermittent demand: smoothed means, and quantiles of past demand."""

from __future__ import annotations

import numpy as np

from domain.analytics.forecasting import models
from domain.analytics.forecasting.batches import TINY, Batch, pack
from domain.analytics.forecasting.seasons import ahead, along, profile
from domain.analytics.series.shapes import Floats

# Mean periods between sales above which demand is intermittent (Syntetos, Boylan & Croston 2005).
SPARSE = 1.32
POINTS = models.grid((0.01, 0.03, 0.06, 0.1, 0.15, 0.2, 0.3), (0.0,), (0.0,), (0.0,))
TAILS = (0.1, 0.9, 0.025, 0.975)


def intermittent(history: Floats) -> bool:
    """Return whether demand is never negative and positive in fewer than one of SPARSE periods."""
    return bool(history.min() >= 0 and np.count_nonzero(history) * SPARSE < len(history))


def outlook(batch: Batch, season: int, horizon: int) -> tuple[Floats, list[Floats], list[tuple[int, ...]]]:
    """Return the mean demand of each period, its quantiles at TAILS, each (horizon, series), and the seasons found.

    The mean averages simple exponential smoothing, ADIDA (Nikolopoulos et al. 2011), which smooths sums over the mean
    interval between sales, and the overall mean. Quantiles are those of the series' own past around its profile, so
    that they are never negative, and zero on days without any sales.
    """
    steps = len(batch.values)
    found_seasons: list[tuple[int, ...]] = [()] * len(batch.lengths)
    lasting = batch.values.sum(axis=0) / batch.lengths
    usual = np.repeat(lasting[None, :], steps, axis=0)
    flat, path = batch, np.zeros((horizon, len(batch.lengths)))
    if season > 1:
        seen = profile(batch, season, factors=False)
        found_seasons = [(season,) if sure else () for sure in seen.sure]
        usual, path = usual + along(seen.course, steps), ahead(seen.course, batch, horizon)
        flat = batch.with_values(np.where(batch.mask, batch.values - along(seen.course, steps), 0.0))
    level = models.smooth(flat, 1, POINTS, 1).mean[0]
    mean = np.maximum((level + _of_sums(batch, flat) + lasting) / 3 + path, 0.0)
    usual = np.maximum(usual, 0.0)
    bounds = np.zeros((len(TAILS), *mean.shape))
    for column, length in enumerate(batch.lengths):
        expected, came = usual[:length, column], batch.values[:length, column]
        sold = expected > TINY
        bounds[:, :, column] = np.outer(np.quantile(came[sold] / expected[sold], TAILS), mean[:, column])
    bounds[::2] = np.minimum(bounds[::2], mean)
    bounds[1::2] = np.maximum(bounds[1::2], mean)
    return mean, list(bounds), found_seasons


def _of_sums(batch: Batch, flat: Batch) -> Floats:
    """Return the level per period that smoothing finds for sums over the mean interval between sales."""
    sales = np.maximum((batch.values > 0).sum(axis=0), 1)
    widths = np.clip(np.round(batch.lengths / sales).astype(int), 1, np.maximum(batch.lengths // 3, 1))
    sums = [
        flat.values[length % width : length, column].reshape(-1, width).sum(axis=1)
        for column, (length, width) in enumerate(zip(batch.lengths, widths, strict=True))
    ]
    order = sorted(range(len(sums)), key=lambda column: -len(sums[column]))
    smoothed = models.smooth(pack([sums[column] for column in order]), 1, POINTS, 1).mean[0]
    levels = np.empty(len(sums))
    levels[order] = smoothed / widths[order]
    return levels
