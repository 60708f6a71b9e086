"""Demand that comes now and then."""

from __future__ import annotations

import numpy as np

from analytics.series import Floats


def intermittent(history: Floats) -> bool:
    return bool(history.min() >= 0 and (history > 0).mean() < 1 / 1.32)


def forecast(history: Floats, horizon: int) -> tuple[Floats, Floats, Floats, Floats, Floats]:
    mean = np.full(horizon, history[-100:].mean())
    return (mean, *(np.full(horizon, np.quantile(history[-200:], q)) for q in (0.1, 0.9, 0.025, 0.975)))
