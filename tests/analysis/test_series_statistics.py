"""Statistics, trends, growth and outliers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.analytics.series import outliers, trends
from domain.analytics.series.calendars import Frequency
from domain.analytics.series.growth import Change, growth
from domain.analytics.series.outliers import clean
from domain.analytics.series.shapes import Floats, Quality, Series
from domain.analytics.series.statistics import classes, describe

YEAR, MONTH, DAY = Frequency("year"), Frequency("month"), Frequency("day")
# Twenty values with an irregular trend and noise.
UPWARD = [12, 15, 11, 18, 14, 20, 13, 19, 21, 16, 24, 17, 22, 26, 19, 27, 23, 29, 25, 31]
PI = [3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8]


def series(values: Sequence[float] | Floats, filled: Any = "none", observed: Sequence[bool] | None = None) -> Series:
    array = np.array(values, dtype=np.float64)
    seen = np.ones(len(array), dtype=np.bool_) if observed is None else np.array(observed)
    return Series("", 0, array, seen, array, Quality(len(array), 0, 0, 0, filled))


def trend(values: Sequence[float] | Floats, frequency: Frequency = YEAR) -> trends.Trend:
    return trends.trends([series(values)], frequency)[0]


def flagged(values: Sequence[float] | Floats, frequency: Frequency = YEAR) -> list[int]:
    one = series(values)
    clean([one], frequency)
    return [outlier.place for outlier in one.quality.outliers]


def correlated(count: int, length: int, rho: float, seed: int) -> Floats:
    """Return AR(1) noise after a burn-in."""
    shocks = np.random.default_rng(seed).standard_normal((count, length + 50))
    noise = np.zeros_like(shocks)
    for step in range(1, length + 50):
        noise[:, step] = rho * noise[:, step - 1] + shocks[:, step]
    return noise[:, 50:]


# Statistics.


def test_statistics_match_scipy() -> None:
    (result,) = describe([series(PI)])
    assert (result.count, result.sum, result.median, result.min, result.max, result.last, result.zeros) == (
        12,
        52,
        4.5,
        1,
        9,
        8,
        0,
    )
    assert (result.q1, result.q3) == (2.75, 5.25)
    assert result.mean == pytest.approx(4.333333333333333, rel=1e-14)
    assert result.std == pytest.approx(2.534608929251695, rel=1e-14)
    assert result.cv == pytest.approx(0.5849097529042374, rel=1e-14)
    assert result.skewness == pytest.approx(0.43473641228674553, rel=1e-13)


def test_undefined_statistics_are_none() -> None:
    one, constant, two, around_zero = describe([series([5]), series([7] * 9), series([1, 3]), series([-1, 1])])
    assert (one.std, one.cv, one.skewness, one.q1, one.last) == (None, None, None, 5, 5)
    assert (constant.std, constant.cv, constant.skewness) == (0, 0, None)
    assert (two.std, two.skewness) == (pytest.approx(2**0.5), None)
    assert around_zero.cv is None
    assert describe([]) == []


def test_statistics_of_large_and_tiny_numbers_are_finite() -> None:
    large, tiny, close = describe([series([1e100, -1e100, 3e99]), series([1e-200, 3e-200, 0]), series([0.1] * 3)])
    assert large.std == pytest.approx(1.0149e100, rel=1e-3)
    assert tiny.skewness is None or np.isfinite(tiny.skewness)
    assert (close.std, close.skewness) == (0, None)


def test_gaps_count_as_zero_for_demand_but_not_for_measures() -> None:
    seen = [True, False, True]
    measure, demand = describe([series([10, 15, 20], "interpolated", seen), series([10, 0, 20], "zero", seen)])
    assert (measure.count, measure.sum, measure.zeros) == (2, 30, 0)
    assert (demand.count, demand.mean, demand.zeros) == (3, 10, 1)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([10, 11, 9, 10], "smooth"),
        ([1, 30, 1, 2], "erratic"),
        ([0, 5, 0, 6, 0, 5], "intermittent"),
        ([0, 1, 0, 30, 0, 2, 0], "lumpy"),
        ([0, 0, 0], "intermittent"),
        ([1] * 100 + [0] * 31, "smooth"),
        ([1] * 100 + [0] * 33, "intermittent"),
    ],
)
def test_demand_is_classified_by_syntetos_boylan_and_croston(values: list[float], expected: str) -> None:
    assert classes([series(values)]) == [expected]


# Trend.


def test_the_trend_test_matches_scipy_for_independent_noise() -> None:
    upward, pi = trend(UPWARD), trend(PI)
    assert (upward.slope, upward.slope_lo95, upward.slope_hi95) == pytest.approx((0.8452380952380952, 0.6, 1.0))
    assert upward.tau == pytest.approx(0.6807411558759012, rel=1e-12)
    assert upward.p_value == pytest.approx(3.2520812625594474e-05, rel=1e-9)
    assert upward.direction == "rising"
    assert (pi.tau, pi.p_value) == pytest.approx((0.3940062612820493, 0.09529283802345667), rel=1e-9)
    assert pi.direction == "none"


def test_the_test_of_few_values_is_exact() -> None:
    few = trend(UPWARD[:8])
    assert (few.slope, few.slope_lo95, few.slope_hi95) == pytest.approx((0.8333333333333333, -0.5, 2.0))
    assert few.p_value == pytest.approx(0.27509920634920637, rel=1e-12)
    assert trend([1, 2, 3, 4, 5]).p_value == pytest.approx(2 / 120)
    assert trend([5, 4, 3, 2, 1]).direction == "falling"


def test_a_missing_trend_has_a_reason() -> None:
    assert trend([1, 2, 3, 4]) == trends.Trend("none", reason="too_short")
    assert trend([3] * 30) == trends.Trend("none", reason="constant")
    assert trends.trends([], YEAR) == []


def test_interpolated_values_are_no_evidence_of_a_trend() -> None:
    line, ends = np.linspace(10, 2, 18), [True, *[False] * 16, True]
    (result,) = trends.trends([series(line, "interpolated", ends)], DAY)
    assert (result.direction, result.reason) == ("none", "too_short")


def test_rounding_error_is_no_trend_and_no_skewness() -> None:
    # The means of its pairs are equal, except for rounding error.
    result = trend([1.1, 3.3, 2.2, 2.2, 4.1, 0.3] * 40)
    assert (result.slope, result.tau, result.p_value) == (0, 0, 1)
    assert describe([series([*range(10, 22)] * 2)])[0].skewness == 0


def test_p_values_are_adjusted_for_all_series_of_the_file() -> None:
    file = [series(UPWARD), series([7] * 9), series(UPWARD[:8]), series(PI)]
    first, constant, second, third = trends.trends(file, YEAR)
    assert constant.p_adjusted is None
    assert (first.p_adjusted, third.p_adjusted, second.p_adjusted) == pytest.approx(
        (3 * 3.2520812625594474e-05, 2 * 0.09529283802345667, 0.27509920634920637), rel=1e-9
    )


@pytest.mark.parametrize("length", [36, 200])
@pytest.mark.parametrize("rho", [0.0, 0.5])
@pytest.mark.parametrize("season", [0.0, 4.0])
def test_false_trends_in_noise_are_as_rare_as_claimed(length: int, rho: float, season: float) -> None:
    noise = correlated(400, length, rho, seed=length) + season * np.sin(np.arange(length) * np.pi / 6)
    found = trends.trends([series(values) for values in noise], MONTH)
    assert sum((one.p_value or 0) < 0.05 for one in found) <= 0.07 * 400
    assert sum(one.direction != "none" for one in found) <= 2, "in a file of pure noise"


def test_slope_intervals_have_nominal_coverage_for_correlated_noise() -> None:
    noise = correlated(400, 60, 0.4, seed=1) + 0.05 * np.arange(60)
    found = trends.trends([series(values) for values in noise], YEAR)
    held = sum((one.slope_lo95 or 0) <= 0.05 <= (one.slope_hi95 or 0) for one in found)
    assert 0.92 * 400 <= held <= 0.99 * 400


def test_a_trend_is_found_beside_a_season_and_in_long_series() -> None:
    steps = np.arange(1000)
    noise = np.random.default_rng(2).standard_normal(1000)
    long = trend(100 - 0.004 * steps + noise + 3 * np.sin(steps * 2 * np.pi / 7), DAY)
    assert long.direction == "falling"
    assert long.slope == pytest.approx(-0.004, rel=0.1)
    assert (long.slope_lo95 or 0) < -0.004 < (long.slope_hi95 or 0)
    short = trend(0.2 * steps[:48] + noise[:48] + 20 * np.cos(steps[:48] * np.pi / 6), MONTH)
    assert short.direction == "rising"
    assert short.slope == pytest.approx(0.2, rel=0.2)
    assert (short.season_strength or 0) > 0.98


def test_one_extreme_value_makes_no_trend() -> None:
    assert trend([*PI, 4000]).slope == pytest.approx(0.4, abs=0.1)
    assert trend([*PI, 4000]).direction == "none"


def test_strengths_are_near_0_for_noise_and_near_1_for_regular_series() -> None:
    noise = np.random.default_rng(3).standard_normal(240)
    mere = trend(noise, MONTH)
    assert (mere.trend_strength or 0) < 0.15 and (mere.season_strength or 0) < 0.15
    regular = trend(np.arange(240) + 50 * np.sin(np.arange(240) * np.pi / 6) + noise, MONTH)
    assert (regular.trend_strength or 0) > 0.99 and (regular.season_strength or 0) > 0.99
    assert trend(noise[:23], MONTH).season_strength is None


def test_two_years_of_noise_have_a_weak_season() -> None:
    noise = correlated(200, 24, 0, seed=8)
    strengths = [one.season_strength or 0 for one in trends.trends([series(values) for values in noise], MONTH)]
    assert np.mean(strengths) < 0.3


def test_a_trend_alone_has_no_season() -> None:
    steps = np.arange(37)
    assert trend(steps + np.random.default_rng(9).standard_normal(37) / 9, MONTH).season_strength == pytest.approx(
        0, abs=0.2
    )


def test_a_smooth_rising_curve_is_rising() -> None:
    assert trend(1.1 ** np.arange(24)).direction == "rising"
    assert trend(np.log(np.arange(1, 60))).direction == "rising"


@given(
    st.lists(st.sampled_from([0, 1, 2.5, 1e100, -1e100, 1e-300, 7]), min_size=1, max_size=60),
    st.sampled_from([YEAR, MONTH, DAY]),
)
def test_every_figure_is_finite_or_none(values: list[float], frequency: Frequency) -> None:
    one = series(values)
    clean([one], frequency)
    assert np.isfinite(one.fit).all()
    found: list[Any] = [*describe([one]), *trends.trends([one], frequency)]
    (grown,) = growth([one], frequency)
    found += [grown.period, grown.year, grown.cagr]
    for figures in found:
        result = [getattr(figures, name) for name in figures.__dataclass_fields__]
        assert all(np.isfinite(figure) for figure in result if isinstance(figure, float))


@pytest.mark.parametrize("frequency", [MONTH, DAY])
def test_statistics_do_not_depend_on_other_series(frequency: Frequency) -> None:
    many = [series(values) for values in correlated(7, 150, 0.3, seed=9)] + [series([3] * 150), series(PI)]
    together = trends.trends(many, frequency)
    for one, expected in zip(many, together, strict=True):
        (alone,) = trends.trends([one], frequency)
        assert alone.reason == expected.reason
        for name in ("slope", "slope_lo95", "tau", "p_value", "trend_strength", "season_strength"):
            figure = getattr(expected, name)
            assert getattr(alone, name) == (figure if figure is None else pytest.approx(figure, rel=1e-9, abs=1e-12))


# Growth.


def test_growth_of_months_compares_month_year_and_all_years() -> None:
    (found,) = growth([series([100] * 12 + [110] * 12 + [121] * 11 + [242])], MONTH)
    assert found.period == Change(1.0)
    assert found.year.value == pytest.approx(242 / 110 - 1)
    assert found.cagr.value == pytest.approx((131.08333333333334 / 100) ** 0.5 - 1)


def test_growth_of_days_compares_the_same_weekdays() -> None:
    week = np.tile([1.0, 1, 1, 1, 1, 5, 0], 120)
    (found,) = growth([series(week)], DAY)
    assert (found.year, found.period.reason) == (Change(0.0), None)
    assert found.cagr.value == pytest.approx(0)
    grown = week * np.where(np.arange(840) < 500, 1, 2)
    assert growth([series(grown)], DAY)[0].year == Change(1.0)


def test_cagr_is_the_compound_rate() -> None:
    (found,) = growth([series([100, 50, 500, 200])], YEAR)
    assert found.cagr.value == pytest.approx(2 ** (1 / 3) - 1)
    assert found.year == found.period == Change(-0.6)


@pytest.mark.parametrize(
    ("values", "period", "cagr"),
    [
        ([5], "too_short", "too_short"),
        ([0, 5], "base_zero", "base_zero"),
        ([-5, 5], "base_negative", "base_negative"),
        ([5, 5, -5], None, "end_negative"),
        ([1e-300, 1e100], "too_large", "too_large"),
        ([1, 0], None, None),
    ],
)
def test_undefined_growth_has_a_reason(values: list[float], period: str | None, cagr: str | None) -> None:
    (found,) = growth([series(values)], YEAR)
    assert (found.period.reason, found.cagr.reason) == (period, cagr)
    assert (found.period.value is None) == (period is not None)


def test_growth_of_interpolated_values_is_not_reported() -> None:
    (found,) = growth([series([10, 15, 20], "interpolated", [True, False, True])], YEAR)
    assert found.period == Change(None, "not_observed")


# Outliers.


def test_a_typing_error_is_flagged_and_limited_for_the_models() -> None:
    one = series([20, 22, 19, 21, 23, 20, 210, 22, 21, 19, 20, 22, 24, 21, 20, 22])
    clean([one], YEAR)
    (found,) = one.quality.outliers
    assert (found.place, found.value) == (6, 210)
    assert found.expected == pytest.approx(21, abs=1)
    assert found.score > 4
    assert one.values[6] == 210
    assert 21 < one.fit[6] < 40
    assert np.array_equal(np.delete(one.fit, 6), np.delete(one.values, 6))


def test_seasonal_peaks_are_no_outliers_but_a_missing_one_is() -> None:
    rng = np.random.default_rng(4)
    week = rng.poisson(np.tile([30, 28, 31, 30, 35, 120, 12], 8)).astype(float)
    assert flagged(week, DAY) == []
    week[40] = 3
    assert flagged(week, DAY) == [40]
    year = rng.normal(np.tile([50.0] * 11 + [200], 4), 3)
    assert flagged(year, MONTH) == []
    assert flagged(year[:24], MONTH) == []
    year[30] = 200
    assert flagged(year, MONTH) == [30]


def test_shifts_trends_and_episodes_are_no_outliers() -> None:
    noise = np.random.default_rng(5).standard_normal(40)
    assert flagged(noise + np.where(np.arange(40) < 23, 0, 50)) == []
    assert flagged(np.arange(40.0) * 7) == []
    assert flagged(1.2 ** np.arange(40)) == []
    episode = noise.copy()
    episode[10:13] += 50
    assert flagged(episode) == []
    ending = noise.copy()
    ending[-2:] += 50
    assert flagged(ending) == []
    ending[-2] -= 50
    assert flagged(ending) == [39]
    pair = noise.copy()
    pair[[10, 11]] += 50
    assert flagged(pair) == [10, 11]


def test_lumpy_demand_is_flagged_only_far_above_the_usual() -> None:
    demand = np.zeros(120)
    demand[::4] = np.tile([1, 2, 3, 2, 5], 6)
    assert flagged(demand, DAY) == []
    demand[40] = 200
    one = series(demand)
    clean([one], DAY)
    assert [outlier.place for outlier in one.quality.outliers] == [40]
    assert 5 < one.fit[40] < 30


def test_too_short_and_constant_series_have_no_outliers() -> None:
    assert flagged([1, 1, 1, 1, 1, 1, 99]) == []
    assert flagged([5.0] * 30) == []
    assert flagged([5.0] * 10 + [80] + [5.0] * 10) == [10]


def test_noise_is_rarely_flagged() -> None:
    rng = np.random.default_rng(6)
    for noise, most in (
        (rng.standard_normal((100, 100)), 3),
        (rng.standard_normal((1000, 10)), 12),
        (rng.poisson(5, (100, 100)).astype(float), 3),
        (rng.lognormal(3, 0.5, (100, 100)), 5),
        (np.cumsum(rng.standard_normal((100, 100)), axis=1), 5),
        (rng.standard_t(5, (100, 100)), 60),
    ):
        file = [series(values) for values in noise]
        clean(file, YEAR)
        assert sum(len(one.quality.outliers) for one in file) <= most


def test_neighbours_are_the_median_of_six() -> None:
    values = np.random.default_rng(7).permutation(60.0 + np.arange(40))[None]
    found = outliers.neighbours(values)[0]
    for place in range(3, 37):
        assert found[place] == np.median(np.delete(values[0], place)[place - 3 : place + 3])
