"""Stock cover and order quantities, compared with simulated demand."""

from __future__ import annotations

import math
import random
from datetime import date, timedelta
from statistics import NormalDist
from typing import Any

import pytest

from domain.analytics import reordering
from domain.analytics.reordering import Demand, Plan

WEEK = Plan(lead_days=7, review_days=7, service_level=0.95)
MONDAY = date(2026, 11, 16)


def rows(means: list[float], deviations: list[float] | None = None) -> list[dict[str, Any]]:
    """Return a forecast with these daily means and standard deviations."""
    spread = deviations or [0.0] * len(means)
    return [
        {"mean": mean, "hi95": mean + reordering.INTERVAL_WIDTH * each}
        for mean, each in zip(means, spread, strict=True)
    ]


def test_steady_demand_is_covered_for_lead_time_and_review() -> None:
    expected = reordering.demand([10.0] * 60, rows([10.0] * 28))
    assert [reordering.suggest(stock, expected, WEEK) for stock in (0, 69, 70, 139, 140)] == [
        reordering.Suggestion("out", 0, 0, 70, 140, 140),
        reordering.Suggestion("now", 6, 6, 70, 140, 71),
        reordering.Suggestion("soon", 7, 7, 70, 140, 70),
        reordering.Suggestion("soon", 13, 13, 70, 140, 1),
        reordering.Suggestion("enough", 14, 14, 70, 140, 0),
    ]


def test_constant_intervals_mean_independent_errors() -> None:
    expected = reordering.demand([20.0, 21.0] * 30, rows([20.0] * 28, [3.0] * 28))
    for days in (1, 7, 14, 100):
        assert math.isclose(expected.deviations[days - 1], 3 * math.sqrt(days))
        known = 20 * days + NormalDist().inv_cdf(0.95) * 3 * math.sqrt(days)
        assert math.isclose(expected.quantile(days, 0.95), known, rel_tol=0.01)
    # At the service level it runs out sooner, and at a higher level sooner still.
    assert (
        expected.days_of_cover(280)
        == 14
        > (expected.days_of_cover(280, 0.95) or 0)
        > (expected.days_of_cover(280, 0.999) or 0)
        > 0
    )


def test_widening_intervals_mean_persistent_errors() -> None:
    """Simple exponential smoothing with alpha 0.3, for which the errors of sums are known."""
    alpha, sigma = 0.3, 5.0
    widening = [sigma * math.sqrt(1 + day * alpha**2) for day in range(200)]
    expected = reordering.demand([50.0, 51.0] * 50, rows([50.0] * 200, widening))
    known = math.sqrt(sum((sigma * (1 + day * alpha)) ** 2 for day in range(14)))
    assert known * 0.95 < expected.deviations[13] < known * 1.2
    assert expected.deviations[13] > 1.5 * sigma * math.sqrt(14)


def test_intermittent_demand_accounts_for_order_sizes() -> None:
    """Boxes of six on one day in ten: the interval of a day is 0 to 6, the demand of two weeks far from normal."""
    rng = random.Random(1)
    history = [6.0 if rng.random() < 0.1 else 0.0 for _ in range(730)]
    mean = sum(history) / len(history)
    expected = reordering.demand(history, rows([mean] * 28, [3.0] * 28))
    found = reordering.suggest(3, expected, WEEK)
    met = [sum(history[start : start + 14]) <= found.order_up_to for start in range(len(history) - 14)]
    assert 0.9 < sum(met) / len(met) < 0.99


def test_demand_on_saturdays_only_needs_no_extra_stock() -> None:
    """About four cakes each Saturday: the number varies, not the day."""
    rng = random.Random(3)
    cakes = [3.0, 4.0, 4.0, 5.0]
    for begin in range(7):
        week = [4.0 if day == begin else 0.0 for day in range(7)]
        # The history ends on the day before the forecast begins.
        history = [rng.choice(cakes) if mean else 0.0 for mean in week * 52]
        found = reordering.suggest(0, reordering.demand(history, rows(week * 4, [3.0] * 28)), WEEK)
        assert 9 <= found.order_up_to <= 11
    # Ten days of history are less certain.
    assert reordering.suggest(0, reordering.demand([4.0] * 10, rows([4.0] * 28)), WEEK).order_up_to == 56
    few = reordering.demand([0.0, 8.0] * 5, rows([4.0] * 28))
    assert reordering.suggest(0, few, WEEK).order_up_to > 80


@pytest.mark.parametrize(("mean", "deviation"), [(2.0, 2.5), (20.0, 10.0), (300.0, 20.0)])
@pytest.mark.parametrize("service", [0.5, 0.9, 0.95, 0.99])
def test_quantiles_of_overdispersed_demand_match_a_gamma_distribution(
    mean: float, deviation: float, service: float
) -> None:
    rng, shape = random.Random(5), (mean / deviation) ** 2
    level = Demand([mean], [deviation]).quantile(1, service)
    met = [rng.gammavariate(shape, mean / shape) <= level for _ in range(4000)]
    assert abs(sum(met) / len(met) - service) < 0.03


@pytest.mark.parametrize("service", [0.5, 0.8, 0.95, 0.99])
def test_the_service_level_is_achieved(service: float) -> None:
    """A shop with independent days, weekly reviews and a lead time of five days."""
    rng, plan = random.Random(7), Plan(5, 7, service)
    expected = reordering.demand([40.0, 41.0] * 50, rows([40.0] * 28, [8.0] * 28))
    level = reordering.suggest(0, expected, plan).order_up_to
    met = [sum(rng.gauss(40, 8) for _ in range(plan.days)) <= level for _ in range(4000)]
    assert abs(sum(met) / len(met) - service) < 0.02


def test_zero_demand_orders_nothing() -> None:
    expected = reordering.demand([0.0] * 60, rows([0.0] * 28))
    assert reordering.suggest(0, expected, WEEK) == reordering.Suggestion("none", None, None, 0, 0, 0)


def test_an_empty_stock_covers_no_day() -> None:
    expected = reordering.demand([*[0.0] * 19, 6.0] * 10, rows([0.3] * 28))
    found = reordering.suggest(0, expected, WEEK)
    assert (found.urgency, found.cover_days, found.cover_days_at_worst) == ("out", 0, 0)
    assert (reordering.suggest(1, expected, WEEK).cover_days or 0) > 1


def test_missing_intervals_are_estimated_from_the_history() -> None:
    expected = reordering.demand([4.0, 6.0] * 5, [{"mean": 5.0, "hi95": None}] * 14)
    assert math.isclose(expected.means[13], 70) and math.isclose(expected.deviations[13], math.sqrt(70 * (1 + 14 / 10)))


def test_the_last_forecast_week_is_repeated() -> None:
    weeks = rows([1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 70.0] * 2)
    expected = reordering.demand([13.0] * 30, weeks)
    assert len(expected.means) == 400 and math.isclose(expected.means[20], 3 * 91)
    assert Demand([1.0, 2.0], [0.0, 0.0]).days_of_cover(2) is None


def test_days_without_stock_are_estimated_from_the_same_weekdays() -> None:
    days = [MONDAY + timedelta(number) for number in range(28)]
    sold = {day: 10 if day.weekday() == 5 else 1 for day in days}
    empty = set(days[12:15])
    for day in empty:
        del sold[day]
    found = reordering.history(sold, days[0], days[-1], empty)
    assert found == [10 if day.weekday() == 5 else 1 for day in days]
    # The sales of the day on which it ran out are known.
    assert reordering.history({**sold, days[12]: 4}, days[0], days[-1], empty)[12] == 4
    # Nothing is known of days before the first delivery.
    before = {days[0] - timedelta(number) for number in (1, 2, 3)}
    assert reordering.history(sold, min(before), days[-1], empty | before) == found
    assert reordering.history({}, days[0], days[1], set(days)) == []


def test_days_before_the_first_sale_count_for_a_quarter() -> None:
    stocked, last = MONDAY - timedelta(200), MONDAY
    new, old = ({last - timedelta(days): 1} for days in (90, 91))
    assert reordering.history(new, stocked, last, set()) == [0.0] * 110 + [1.0] + [0.0] * 90
    assert reordering.history(old, stocked, last, set()) == [1.0] + [0.0] * 91
