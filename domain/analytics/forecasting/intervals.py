"""Prediction intervals, calibrated on the errors of other series like split conformal prediction.

The models underestimate their errors: nominal 80 and 95 % intervals would hold 57 to 77 and 70 to 91 %. The standard
error is therefore stretched by the factor that gave the nominal coverage on the tuning half of the M1, M3 and tourism
competitions (Vovk, Gammerman & Shafer 2005; `bench.forecasting.fit_intervals` computes the constants). Beyond the
horizons of those competitions the factor stays constant.
"""

from __future__ import annotations

import numpy as np

from domain.analytics.forecasting.members import fourth, root
from domain.analytics.series.shapes import Floats

# By unit, for 80 and 95 %: the factor one step ahead, and its growth with the logarithm of the step.
STRETCHES = {
    "year": ((1.179, 0.521), (2.115, 0.917)),
    "quarter": ((1.273, 0.113), (2.319, 0.221)),
    "month": ((1.28, -0.003), (2.018, 0.036)),
}
# For other units: the factors over all series of those competitions.
STRETCH = ((1.407, -0.038), (2.502, -0.095))
LONGEST = {"year": 6, "quarter": 8}
LONGEST_ELSE = 24


def bounds(middle: Floats, error: Floats, unit: str, growing: bool) -> list[Floats]:
    """Return lo80, hi80, lo95 and hi95, each of the shape of `middle`, (horizon, series).

    For growing series `error` is on the root scale.
    """
    middle = root(middle) if growing else middle
    edges = []
    for stretch in stretches(unit, len(middle)):
        width = stretch[:, None] * error
        edges += [middle - width, middle + width]
    return [fourth(edge) for edge in edges] if growing else edges


def stretches(unit: str, horizon: int) -> list[Floats]:
    """Return the factors of standard errors for 80 and 95 %, step by step."""
    steps = np.minimum(np.arange(1, horizon + 1), LONGEST.get(unit, LONGEST_ELSE))
    return [first + growth * np.log(steps) for first, growth in STRETCHES.get(unit, STRETCH)]
