"""Scores of forecasts as in the M competitions: sMAPE, MASE, OWA, coverage and MSIS.

Forecasts and futures are matrices with one row per series, NaN beyond its horizon. Sources: Makridakis, Spiliotis and
Assimakopoulos, "The M4 Competition: 100,000 time series and 61 forecasting methods", International Journal of
Forecasting 36 (2020); for MASE Hyndman and Koehler (2006), for MSIS Gneiting and Raftery (2007).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from bench.forecasting.data import Cases, Floats

# One-sided 5 %: the organisers' test for a season at 90 %.
CRITICAL = 1.645


@dataclass(frozen=True, slots=True, eq=False)
class Errors:
    """Errors of each series: sMAPE in per cent, and MASE, which is NaN if the history repeats itself exactly."""

    smape: Floats
    mase: Floats

    def mean(self, which: Any = slice(None)) -> tuple[float, float]:
        """Return mean sMAPE and MASE over the series of a mask."""
        return float(np.mean(self.smape[which])), float(np.nanmean(self.mase[which]))


def errors(cases: Cases, mean: Floats) -> Errors:
    """Return the errors of complete forecasts of all cases."""
    assert np.isfinite(mean[np.isfinite(cases.future)]).all()
    off = np.abs(cases.future - mean)
    sizes = np.abs(cases.future) + np.abs(mean)
    # A forecast of zero for zero is no error.
    shares = np.divide(200 * off, sizes, out=np.where(np.isnan(sizes), np.nan, 0.0), where=sizes > 0)
    return Errors(np.nanmean(shares, axis=1), np.nanmean(off, axis=1) / scales(cases))


def owa(method: Errors, naive2: Errors, which: Any = slice(None)) -> float:
    """Return M4's overall weighted average: both errors relative to Naive2, each averaged over series first."""
    (smape, mase), (base_smape, base_mase) = method.mean(which), naive2.mean(which)
    return (smape / base_smape + mase / base_mase) / 2


def covered(cases: Cases, lo: Floats, hi: Floats, which: Any = slice(None)) -> float:
    """Return the share of future values within the bounds, over series and steps."""
    known = np.isfinite(cases.future[which])
    inside = (lo[which] <= cases.future[which]) & (cases.future[which] <= hi[which])
    return float(inside[known].mean())


def msis(cases: Cases, lo: Floats, hi: Floats, level: float, which: Any = slice(None)) -> float:
    """Return the mean scaled interval score: width, plus 2 / (1 - level) times the miss, in units of MASE."""
    future, lo, hi = cases.future[which], lo[which], hi[which]
    misses = np.maximum(lo - future, 0) + np.maximum(future - hi, 0)
    return float(np.nanmean(np.nanmean(hi - lo + 2 / (1 - level) * misses, axis=1) / scales(cases)[which]))


def scales(cases: Cases) -> Floats:
    """Return the mean error of the seasonal naive forecast in each history, NaN if it is 0."""
    found = [
        np.mean(np.abs(history[period:] - history[:-period])) if len(history) > period else np.nan
        for history, period in zip(cases.histories, cases.period, strict=True)
    ]
    return np.where(np.array(found) > 0, found, np.nan)


def naive2(cases: Cases) -> Floats:
    """Return M4's benchmark: the last value, with a multiplicative season if the history shows one."""
    forecasts = np.full(cases.future.shape, np.nan)
    for row, history, period, horizon in zip(forecasts, cases.histories, cases.period, cases.horizons, strict=True):
        indices = seasonal_indices(history, period) if has_season(history, period) else np.ones(1)
        if not (indices > 0).all():
            # Phases that are always 0, such as closed days, can't be divided by.
            indices = np.ones(1)
        # Index 0 is that of the first value of the history.
        places = np.arange(len(history) - 1, len(history) + horizon) % len(indices)
        row[:horizon] = history[-1] / indices[places[0]] * indices[places[1:]]
    return forecasts


def seasonal_naive(cases: Cases) -> Floats:
    """Return the value one period ago, or the last value of shorter histories."""
    forecasts = np.full(cases.future.shape, np.nan)
    for row, history, period, horizon in zip(forecasts, cases.histories, cases.period, cases.horizons, strict=True):
        row[:horizon] = np.resize(history[-period:] if len(history) >= period else history[-1:], horizon)
    return forecasts


def has_season(history: Floats, period: int) -> bool:
    """Apply the organisers' test: at least three seasons, and an autocorrelation beyond Bartlett's bound."""
    count = len(history)
    if period == 1 or count < 3 * period:
        return False
    centred = history - history.mean()
    power = centred @ centred
    if power == 0:
        return False
    correlations = np.array([centred[lag:] @ centred[:-lag] for lag in range(1, period + 1)]) / power
    bound = CRITICAL * np.sqrt((1 + 2 * np.sum(correlations[:-1] ** 2)) / count)
    return bool(abs(correlations[-1]) > bound)


def seasonal_indices(history: Floats, period: int) -> Floats:
    """Return classical multiplicative indices with mean 1: ratios to a centred moving average, averaged by phase."""
    weights = np.full(period + 1 - period % 2, 1 / period)
    if period % 2 == 0:
        weights[[0, -1]] /= 2
    edge = len(weights) // 2
    ratios = np.full(len(history), np.nan)
    ratios[edge:-edge] = history[edge:-edge] / np.convolve(history, weights, "valid")
    indices = np.array([np.nanmean(ratios[place::period]) for place in range(period)])
    return indices / indices.mean()
