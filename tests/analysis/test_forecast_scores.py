"""Scores of forecasts, compared with figures computed by hand."""

from __future__ import annotations

import numpy as np
import pytest

from bench.forecasting import scores
from bench.forecasting.data import Cases, cases

HISTORY = np.array([10.0, 12.0, 11.0, 15.0])


def two(history: np.ndarray = HISTORY, period: int = 1) -> Cases:
    """Return one series with a horizon of two, and one of three."""
    one = ("drawn", "a", "year", period, history, np.array([10.0, 20.0]))
    return cases([one, ("drawn", "b", "year", period, 2 * history, np.array([10.0, 20.0, 0.0]))])


def test_errors_match_their_definitions() -> None:
    forecast = np.array([[10.0, 30.0, np.nan], [30.0, 20.0, 0.0]])
    found = scores.errors(two(), forecast)
    # 200 * 10 / 50 at one step of two; 200 * 20 / 40 at one of three, the last of which is 0 and forecast as 0.
    assert found.smape == pytest.approx([20, 100 / 3])
    # The naive forecast errs by (2 + 1 + 4) / 3 within the history.
    assert found.mase == pytest.approx([5 / (7 / 3), (20 / 3) / (14 / 3)])


def test_owa_is_a_ratio_of_averages() -> None:
    base = scores.Errors(np.array([10.0, 30.0]), np.array([1.0, 3.0]))
    half = scores.Errors(np.array([10.0, 10.0]), np.array([1.0, 2.0]))
    assert scores.owa(half, base) == pytest.approx((20 / 40 + 3 / 4) / 2)
    assert scores.owa(half, base, np.array([True, False])) == 1


def test_intervals_are_scored_by_coverage_and_width() -> None:
    found = two()
    lo, hi = np.array([[9.0, 9, np.nan], [9, 21, 0]]), np.array([[11.0, 11, np.nan], [11, 22, 0]])
    assert scores.covered(found, lo, hi) == pytest.approx(3 / 5)
    # At 80 % a miss counts tenfold: 2 and 2 + 90 for the first series, 2 and 1 + 10 and 0 for the second.
    expected = (94 / 2 / (7 / 3) + 13 / 3 / (14 / 3)) / 2
    assert scores.msis(found, lo, hi, 0.8) == pytest.approx(expected)


def test_naive2_uses_a_season_only_if_there_is_one() -> None:
    season = np.tile([0.5, 1.0, 2.0, 0.5], 6)
    found = two(100 * season[:-1], period=4)
    assert scores.naive2(found)[1] == pytest.approx([100, 100, 200])
    assert scores.naive2(two(period=4))[1] == pytest.approx([30, 30, 30])
