"""Prediction intervals."""

from __future__ import annotations

import numpy as np

from analytics.forecasting.members import fourth, root
from analytics.options import Tier
from analytics.series import Floats


def bounds(mean: Floats, error: Floats, unit: str, tier: Tier, growing: bool) -> tuple[Floats, Floats, Floats, Floats]:
    middle = root(mean) if growing else mean
    edges = [middle + q * error for q in (-1.28, 1.28, -1.96, 1.96)]
    lo80, hi80, lo95, hi95 = (fourth(edge) if growing else edge for edge in edges)
    return lo80, hi80, lo95, hi95
