"""Forecasts of series with a known continuation, and the width of their intervals."""

from __future__ import annotations

import numpy as np
import pytest

from domain.analytics.forecasting import Forecast, forecast
from domain.analytics.options import Tier
from domain.analytics.series.shapes import Floats

TIERS: tuple[Tier, ...] = ("fast", "best")


def random(seed: int = 1) -> np.random.Generator:
    return np.random.default_rng(seed)


def paths(result: Forecast) -> Floats:
    return np.array([result.lo95, result.lo80, result.mean, result.hi80, result.hi95])


def lebaran(years: int, growth: float = 1.0, noise: float = 0.03) -> Floats:
    """Return monthly sales that double in one month of each year."""
    course = np.tile([1.0, 1.0, 1.1, 2.0, 0.8, 0.9, 1.0, 1.0, 1.0, 1.1, 1.2, 1.3], years)
    months = np.arange(12 * years)
    return 1_000_000 * growth ** (months / 12) * course * (1 + noise * random().standard_normal(12 * years))


@pytest.mark.parametrize("tier", TIERS)
def test_a_yearly_doubling_month_doubles_in_the_forecast(tier: Tier) -> None:
    (result,) = forecast([lebaran(6)], "month", (12,), 12, tier)
    assert result.seasons == (12,) and result.method == "smooth"
    assert np.argmax(result.mean) == 3
    assert result.mean[3] == pytest.approx(2_000_000, rel=0.06)


@pytest.mark.parametrize("tier", TIERS)
@pytest.mark.parametrize("growth", [1.0, 1.3])
def test_two_years_of_months_show_a_doubling_month(tier: Tier, growth: float) -> None:
    (result,) = forecast([lebaran(2, growth)], "month", (12,), 12, tier)
    came = lebaran(3, growth)[24:]
    assert result.seasons == (12,)
    assert np.argmax(result.mean) == 3
    assert np.abs(result.mean / came - 1).mean() < 0.12


@pytest.mark.parametrize("tier", TIERS)
def test_yearly_growth_of_a_fifth_continues(tier: Tier) -> None:
    (result,) = forecast([lebaran(8, growth=1.2)], "month", (12,), 12, tier)
    came = lebaran(9, growth=1.2)[-12:]
    assert np.abs(result.mean / came - 1).mean() < 0.08


@pytest.mark.parametrize("tier", TIERS)
def test_tenfold_growth_does_not_continue_forever(tier: Tier) -> None:
    for history in (1_000 * 1.15 ** np.arange(20), 1_000 * 1.4 ** np.arange(8), lebaran(3, growth=2.5)):
        (result,) = forecast([history], "month", (12,), 60, tier)
        assert result.mean.max() <= (2 * history.max() - history.min()) * (1 + 1e-9)


@pytest.mark.parametrize("tier", TIERS)
def test_closed_sundays_are_zero_in_the_forecast(tier: Tier) -> None:
    days = np.arange(7 * 30)
    sales = np.where(days % 7 == 6, 0.0, np.round(20 + 10 * (days % 7 == 5) + 2 * random().standard_normal(len(days))))
    (result,) = forecast([sales], "day", (7, 365), 14, tier)
    assert result.seasons == (7,)
    assert result.mean[[6, 13]] == pytest.approx([0, 0], abs=1.0)
    assert result.mean[[5, 12]] == pytest.approx([30, 30], abs=2.5)


def test_daily_and_weekly_seasons_of_hours_are_both_found() -> None:
    hours = np.arange(24 * 7 * 8)
    course = 100 + 40 * np.sin(2 * np.pi * hours / 24) - 30 * ((hours // 24) % 7 >= 5)
    sales = course + 3 * random().standard_normal(len(hours))
    (result,) = forecast([sales], "hour", (24, 168), 168)
    assert result.seasons == (24, 168)
    assert np.abs(result.mean - course[:168]).mean() < 5


def test_a_yearly_season_of_daily_sales_is_found() -> None:
    days = np.arange(365 * 4)
    course = 200 + 80 * np.sin(2 * np.pi * days / 365)
    (result,) = forecast([course + 10 * random().standard_normal(len(days))], "day", (7, 365), 90)
    assert 365 in result.seasons
    assert np.abs(result.mean - course[:90]).mean() < 25 < np.abs(course[-1] - course[:90]).mean()


def test_noise_has_no_season() -> None:
    result = forecast([100 + 10 * random(seed).standard_normal(60) for seed in range(100)], "month", (12,), 3)
    assert sum(one.seasons != () for one in result) <= 8


@pytest.mark.parametrize("tier", TIERS)
def test_intervals_of_random_walks_have_nominal_coverage(tier: Tier) -> None:
    walks = [100 + np.cumsum(random(seed).standard_normal(72)) for seed in range(150)]
    result = forecast([walk[:60] for walk in walks], "month", (12,), 12, tier)
    came = np.array([walk[60:] for walk in walks])
    within80 = np.mean([(one.lo80 <= y) & (y <= one.hi80) for one, y in zip(result, came, strict=True)])
    within95 = np.mean([(one.lo95 <= y) & (y <= one.hi95) for one, y in zip(result, came, strict=True)])
    assert 0.74 < within80 < 0.92 and 0.92 < within95 < 0.995


@pytest.mark.parametrize("tier", TIERS)
def test_intervals_contain_the_mean_and_demand_is_not_negative(tier: Tier) -> None:
    histories = [
        random(1).poisson(0.3, 200).astype(float),
        random(2).poisson(2.0, 90).astype(float),
        lebaran(3),
        np.maximum(0, 3 * random(3).standard_normal(50)),
        -lebaran(3),
        random(4).standard_normal(40) * 1e12,
        random(5).standard_normal(40) * 1e-12 + 1e-11,
        np.r_[np.zeros(60), 5.0, np.zeros(3), 1000.0],
        2.0 ** np.arange(40),
    ]
    for history, result in zip(histories, forecast(histories, "month", (12,), 24, tier), strict=True):
        assert paths(result).shape == (5, 24) and np.isfinite(paths(result)).all()
        assert (np.diff(paths(result), axis=0) >= -1e-9 * np.abs(result.mean)).all()
        assert history.min() < 0 or paths(result).min() >= 0


def test_intermittent_demand_is_forecast_by_mean_and_past_quantiles() -> None:
    demand = random().poisson(0.4, 400).astype(float)
    (result,) = forecast([demand], "day", (7, 365), 28)
    assert result.method == "intermittent"
    assert result.mean.mean() == pytest.approx(0.4, abs=0.15)
    assert result.lo80.max() == 0 and result.hi95.max() > 1


def test_too_short_and_constant_series_have_a_mean_and_a_reason() -> None:
    constant, short, single = forecast([np.full(30, 7.0), np.array([3.0, 5, 4, 4]), np.array([4.0])], "month", (12,), 3)
    assert constant.mean.tolist() == [7, 7, 7] and constant.reason == "constant"
    assert short.mean.tolist() == [4, 4, 4] and short.reason == "too_short"
    assert single.mean.tolist() == [4, 4, 4] and np.isnan(single.lo95).all()


def test_a_forecast_does_not_depend_on_the_batch() -> None:
    crowd = [lebaran(years) for years in (3, 5, 4, 6)] + [random(seed).poisson(5, 40 + seed) + 1.0 for seed in range(9)]
    together = forecast(crowd, "month", (12,), 12)
    for history, result in zip(crowd, together, strict=True):
        (alone,) = forecast([history], "month", (12,), 12)
        assert paths(alone) == pytest.approx(paths(result), rel=1e-4)


def test_tier_best_learns_from_other_series_how_growth_continues() -> None:
    """The products of one shop all return to their old level, whatever the last months suggest."""
    months = np.arange(36)
    rise = 1000 + 300 * np.sin(2 * np.pi * (months[:, None] + 9 * np.arange(30)) / 29)
    crowd = list((rise * (1 + 0.02 * random().standard_normal(rise.shape))).T)
    together = forecast([one[:30] for one in crowd], "month", (), 6, "best")
    alone = [forecast([one[:30]], "month", (), 6, "best")[0] for one in crowd]
    errors = [
        np.mean([np.abs(result.mean - one[30:]) for result, one in zip(tell, crowd, strict=True)])
        for tell in (together, alone)
    ]
    assert errors[0] < 0.95 * errors[1]


@pytest.mark.parametrize("tier", TIERS)
def test_a_forecast_scales_with_its_series(tier: Tier) -> None:
    (rupiah,) = forecast([lebaran(5)], "month", (12,), 12, tier)
    (millions,) = forecast([lebaran(5) / 1e6], "month", (12,), 12, tier)
    assert paths(rupiah) == pytest.approx(paths(millions) * 1e6, rel=1e-5)
