"""Forecasts beside those of statsforecast, on series of known making: what the engine says is what such models say."""

from __future__ import annotations

import json
from typing import Any, get_args

import numpy as np
import pytest

from conftest import ROOT
from domain.analytics import forecasting
from domain.analytics.options import Tier

# Written by bench/forecasting/make_oracles.py: AutoETS, CES, DOT and Theta of statsforecast 2.1.1 on drawn series.
ORACLES = json.loads((ROOT / "tests" / "data" / "forecast_oracles.json").read_text())
# How far from the mean of the four a forecast may be on average, in errors of the seasonal naive forecast: half of one,
# or as far as the four are from it themselves where they disagree, as on trends of unknown end.
TOLERANCE = 0.5


@pytest.mark.parametrize("tier", get_args(Tier))
@pytest.mark.parametrize("oracle", ORACLES, ids=lambda oracle: f"{oracle['unit']}: {oracle['name']}")
def test_forecasts_lie_where_those_of_four_known_models_lie(oracle: dict[str, Any], tier: Tier) -> None:
    four = np.array(list(oracle["forecasts"].values()))
    middle = four.mean(axis=0)
    found = forecasting.forecast([np.array(oracle["values"])], oracle["unit"], oracle["seasons"], len(middle), tier)[0]
    apart = np.abs(found.mean - middle).mean() / oracle["naive_error"]
    spread = np.abs(four - middle).mean(axis=1).max() / oracle["naive_error"]
    assert apart <= max(TOLERANCE, spread), f"{apart:.2f} naive errors from the mean of the four"
    known = oracle["name"].startswith(("a week", "a season", "all multiplies"))
    assert found.seasons == (tuple(oracle["seasons"]) if known else ())
