"""Forecasts compared with those of statsforecast on simulated series."""

from __future__ import annotations

import json
from typing import Any, get_args

import numpy as np
import pytest

from domain.analytics import forecasting
from domain.analytics.options import Tier
from support.app import ROOT

# Written by bench/forecasting/make_oracles.py: AutoETS, CES, DOT and Theta of statsforecast 2.1.1.
ORACLES = json.loads((ROOT / "tests" / "data" / "forecast_oracles.json").read_text())
# Allowed mean distance from the mean of the four, in errors of the seasonal naive forecast: half of one, or the
# distance of the four themselves if they disagree, as on trends.
TOLERANCE = 0.5


@pytest.mark.parametrize("tier", get_args(Tier))
@pytest.mark.parametrize("oracle", ORACLES, ids=lambda oracle: f"{oracle['unit']}: {oracle['name']}")
def test_forecasts_are_close_to_those_of_four_reference_models(oracle: dict[str, Any], tier: Tier) -> None:
    four = np.array(list(oracle["forecasts"].values()))
    middle = four.mean(axis=0)
    found = forecasting.forecast([np.array(oracle["values"])], oracle["unit"], oracle["seasons"], len(middle), tier)[0]
    apart = np.abs(found.mean - middle).mean() / oracle["naive_error"]
    spread = np.abs(four - middle).mean(axis=1).max() / oracle["naive_error"]
    assert apart <= max(TOLERANCE, spread), f"{apart:.2f} naive errors from the mean of the four"
    known = oracle["name"].startswith(("a week", "a season", "all multiplies"))
    assert found.seasons == (tuple(oracle["seasons"]) if known else ())
