"""Stock cover and order quantities from a forecast of daily demand. Pure and free of numpy.

Periodic review: the stock is checked every R days, and an order arrives after L days, so at each check the stock must
last R + L days. The order-up-to level is the quantile of the demand over R + L days at the service level (Silver, Pyke
and Peterson 1998, chapter 7, the (R, S) system). That demand is modelled by a gamma distribution (Burgin 1975): never
negative, skewed if its standard deviation is large beside its mean, and close to normal if it is small.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate, cycle, islice
from statistics import NormalDist, fmean
from typing import Any, Literal

from domain.analytics.options import LONGEST_HORIZON

Urgency = Literal["out", "now", "soon", "enough", "none"]

WEEK = 7
QUARTER = timedelta(91)
# Half width of a 95 % interval in standard deviations.
INTERVAL_WIDTH = NormalDist().inv_cdf(0.975)
# Mean days between sales above which demand is intermittent (Syntetos, Boylan and Croston 2005).
INTERMITTENT = 1.32


@dataclass(frozen=True, slots=True)
class Plan:
    """Days from order to delivery, days between reviews, and the probability that stock lasts through both."""

    lead_days: int
    review_days: int
    service_level: float

    @property
    def days(self) -> int:
        """Return the days that the stock and today's order must cover."""
        return self.lead_days + self.review_days


@dataclass(frozen=True, slots=True)
class Demand:
    """Expected units of the next 1, 2, ... days together, and the standard deviation of the error of each sum."""

    means: list[float]
    deviations: list[float]

    def quantile(self, days: int, level: float) -> float:
        """Return the quantile of the demand of so many days."""
        return _quantile(self.means[days - 1], self.deviations[days - 1], NormalDist().inv_cdf(level)) if days else 0

    def days_of_cover(self, stock: float, level: float = 0.5) -> int | None:
        """Return the whole days that the stock lasts with probability `level`; None if longer than the forecast.

        An empty stock lasts 0 days, however rare the demand.
        """
        if stock <= 0 and self.means[-1] > 0:
            return 0
        factor = NormalDist().inv_cdf(level)
        sums = enumerate(zip(self.means, self.deviations, strict=True))
        return next((days for days, (mean, deviation) in sums if _quantile(mean, deviation, factor) > stock), None)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Suggestion for one product. Quantities are whole units; days are None if the stock lasts longer than 400."""

    urgency: Urgency
    cover_days: int | None
    cover_days_at_worst: int | None
    # Below the reorder point an order of today may come too late; below the order-up-to level the next one may.
    reorder_point: int
    order_up_to: int
    quantity: int


def demand(history: Sequence[float], forecast: Sequence[Mapping[str, Any]]) -> Demand:
    """Return the demand of the next 400 days from the daily history and its forecast; the last week is repeated.

    Errors of single days add up as in simple exponential smoothing, var = v (1 + (1 + a)^2 + (1 + 2 a)^2 ...), where v
    is the variance of one day. a, the share of an error that persists, follows from how intervals widen with the
    horizon, v (1 + h a^2) (Hyndman, Koehler, Ord and Snyder 2008, chapter 6). The interval of one day says little if
    most days have no sale. In that case variance is proportional to the mean, as for compound Poisson demand, and the
    mean is known no better than that of the last quarter.
    """
    daily = [float(row["mean"]) for row in forecast]
    means = list(accumulate(islice(_repeat_last_week(daily), LONGEST_HORIZON)))
    widths = [(row["hi95"] - row["mean"]) / INTERVAL_WIDTH for row in forecast if row["hi95"] is not None]
    squares = [width * width for width in widths]
    if len(squares) < len(daily) or len(history) > INTERMITTENT * sum(units > 0 for units in history):
        ratio, known = _dispersion(history, daily[:WEEK]), min(max(1, len(history)), QUARTER.days)
        variances = [mean * ratio * (1 + days / known) for days, mean in enumerate(means, 1)]
    else:
        variance = fmean(squares[:WEEK])
        kept = _persistence(variance, fmean(squares[-WEEK:]), len(squares) - WEEK)
        variances = list(accumulate(variance * (1 + days * kept) ** 2 for days in range(LONGEST_HORIZON)))
    return Demand(means, list(map(math.sqrt, variances)))


def suggest(stock: int, expected: Demand, plan: Plan) -> Suggestion:
    """Return what to order now. Orders on their way are not known."""
    reorder_point = _round_up(expected.quantile(plan.lead_days, plan.service_level))
    order_up_to = _round_up(expected.quantile(plan.days, plan.service_level))
    urgency: Urgency = "enough"
    if not order_up_to:
        urgency = "none"
    elif not stock:
        urgency = "out"
    elif stock < reorder_point:
        urgency = "now"
    elif stock < order_up_to:
        urgency = "soon"
    return Suggestion(
        urgency,
        expected.days_of_cover(stock),
        expected.days_of_cover(stock, plan.service_level),
        reorder_point,
        order_up_to,
        max(0, order_up_to - stock),
    )


def history(sold: Mapping[date, int], stocked_on: date, last: date, without_stock: set[date]) -> list[float]:
    """Return the units of each day from the first day in stock to the last day.

    Days before the first sale count only if that sale is less than a quarter ago; older ones say little about present
    demand. Demand on days without stock is unknown, not zero: it is estimated by the mean of the same weekday in the
    eight weeks before and after, or of all days.
    """
    missing = {day for day in without_stock if not sold.get(day)}
    begin = min(sold, default=stocked_on)
    if last - begin < QUARTER:
        begin = min(begin, stocked_on)
    while begin in missing:
        begin += timedelta(1)
    days = list(map(date.fromordinal, range(begin.toordinal(), last.toordinal() + 1)))
    units = [float(sold.get(day, 0)) for day in days]
    if not missing:
        return units
    known = [sold.get(day, 0) for day in days if day not in missing]
    for place, day in enumerate(days):
        if day in missing:
            near = [day + timedelta(WEEK * weeks) for weeks in range(-8, 9)]
            alike = [sold.get(each, 0) for each in near if begin <= each <= last and each not in missing]
            units[place] = round(fmean(alike or known), 2)
    return units


def _repeat_last_week(daily: Sequence[float]) -> Any:
    yield from daily
    yield from cycle(daily[-WEEK:] if len(daily) >= WEEK else daily[-1:])


def _dispersion(history: Sequence[float], week: Sequence[float]) -> float:
    """Return the variance of a day as a multiple of its mean, around the weekday profile of the forecast's first week.

    A history of less than a quarter can't show that demand varies less than by chance, which is 1 (Poisson).
    """
    units = math.fsum(history)
    if not units > 0:
        return 0.0
    week = week if len(week) == WEEK and any(week) else [1.0]
    scale = units / len(history) / fmean(week)
    means = islice(cycle(week), -len(history) % WEEK, None)
    found = math.fsum((each - scale * mean) ** 2 for each, mean in zip(history, means, strict=False)) / units
    return found if len(history) >= QUARTER.days else max(1.0, found)


def _quantile(mean: float, deviation: float, factor: float) -> float:
    """Return the quantile of a gamma distribution; `factor` is the normal quantile (Wilson and Hilferty 1931)."""
    if mean <= 0:
        return 0.0
    spread = (deviation / mean) ** 2 / 9
    return mean * max(0.0, 1 - spread + factor * math.sqrt(spread)) ** 3


def _persistence(first: float, last: float, apart: int) -> float:
    """Return the share of an error that persists, from the variances of the first and last days, `apart` days apart."""
    if apart < WEEK or not first > 0:
        return 0.0
    return math.sqrt(min(1.0, max(0.0, (last / first - 1) / apart)))


def _round_up(units: float) -> int:
    """Round up, ignoring floating-point error."""
    return math.ceil(units - 1e-6)
