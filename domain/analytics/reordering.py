"""How long a stock lasts and how much to order, from a forecast of daily demand. Pure, and free of numpy for requests.

Who looks at the stock every R days and gets what was ordered after L days needs, at each look, enough for R + L days:
the order-up-to level is what the demand over R + L days exceeds as seldom as the service level says (Silver, Pyke and
Peterson 1998, chapter 7, the (R, S) system). That demand is taken to be gamma distributed (Burgin 1975): never below
zero, skewed where its standard deviation is large beside its mean, and as good as normal where it is small.
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
# What a 95 % interval is wide, in standard deviations to each side.
INTERVAL_WIDTH = NormalDist().inv_cdf(0.975)
# With more than so many days from sale to sale, demand is intermittent (Syntetos, Boylan and Croston 2005).
INTERMITTENT = 1.32


@dataclass(frozen=True, slots=True)
class Plan:
    """The days from order to delivery, the days from look to look, and the chance that nothing runs out meanwhile."""

    lead_days: int
    review_days: int
    service_level: float

    @property
    def days(self) -> int:
        """What an order of today must last, together with the stock."""
        return self.lead_days + self.review_days


@dataclass(frozen=True, slots=True)
class Demand:
    """Expected units of the next 1, 2, ... days together, and the standard deviation of the error of each sum."""

    means: list[float]
    deviations: list[float]

    def quantile(self, days: int, level: float) -> float:
        """What the demand of so many days does not exceed with this probability."""
        return _quantile(self.means[days - 1], self.deviations[days - 1], NormalDist().inv_cdf(level)) if days else 0

    def days_of_cover(self, stock: float, level: float = 0.5) -> int | None:
        """How many whole days the stock lasts, as likely as `level` says; None: longer than the demand is known.

        Nothing lasts no day, however seldom anything is asked for.
        """
        if stock <= 0 and self.means[-1] > 0:
            return 0
        factor = NormalDist().inv_cdf(level)
        sums = enumerate(zip(self.means, self.deviations, strict=True))
        return next((days for days, (mean, deviation) in sums if _quantile(mean, deviation, factor) > stock), None)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What to do about one product. Units are whole; days are None where the stock lasts longer than 400."""

    urgency: Urgency
    cover_days: int | None
    cover_days_at_worst: int | None
    # With less than the one an order of today may come too late, with less than the other that of the next look.
    reorder_point: int
    order_up_to: int
    quantity: int


def demand(history: Sequence[float], forecast: Sequence[Mapping[str, Any]]) -> Demand:
    """The demand of the next 400 days, of a history by day and the rows of its forecast; the last week goes on.

    Errors of single days add up as those of simple exponential smoothing do, var = v (1 + (1 + a)^2 + (1 + 2 a)^2 ...),
    where v is the variance of one day and a, the share of an error that stays, is read from how intervals widen with
    the horizon, v (1 + h a^2) (Hyndman, Koehler, Ord and Snyder 2008, chapter 6). The interval of one day says little
    where most days have no sale; then variance is proportional to the mean, as that of a compound Poisson demand, and
    the mean is known no better than that of the last quarter.
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
    """What to order now; nothing on its way is known."""
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
    """Units a day from the first day on which the product was there to the last.

    Days before the first sale count only as long as that is less than a quarter ago: they say little about what has
    found its buyers since. What nobody could buy is unknown, not zero: a day without stock is taken to be as the mean
    of the same weekday in the eight weeks before and after, or of all days.
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
    """The variance of a day as a multiple of its mean, around what the forecast's first week tells of its weekday.

    Less than a quarter is too short to show that demand varies less than by pure chance, which is 1 (Poisson).
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
    """The quantile of a gamma distribution by that of the normal one, `factor` (Wilson and Hilferty 1931)."""
    if mean <= 0:
        return 0.0
    spread = (deviation / mean) ** 2 / 9
    return mean * max(0.0, 1 - spread + factor * math.sqrt(spread)) ** 3


def _persistence(first: float, last: float, apart: int) -> float:
    """The share of an error that stays, from the variances of the first and of the last days so many days apart."""
    if apart < WEEK or not first > 0:
        return 0.0
    return math.sqrt(min(1.0, max(0.0, (last / first - 1) / apart)))


def _round_up(units: float) -> int:
    """Rounded up, but for the dust of the arithmetic."""
    return math.ceil(units - 1e-6)
