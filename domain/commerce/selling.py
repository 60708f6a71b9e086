"""Arithmetic of sales reports: growth, shares, ABC classes, calendar periods. Pure functions."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from itertools import groupby
from typing import Any, Literal, NamedTuple

By = Literal["day", "week", "month"]
Class = Literal["A", "B", "C"]

# ABC classes by revenue: a product's class depends on the percentage of all revenue that ranks before it.
CLASSES: dict[Class, int] = {"A": 80, "B": 95, "C": 100}
# A product is rising or falling if it was sold ENOUGH_SALES times in both periods together and the squared difference
# exceeds BEYOND_CHANCE times that number. By chance this happens to one product in a hundred: given their sum, two
# equal Poisson counts are binomial with p = 1/2 (Przyborowski and Wilenski 1940).
ENOUGH_SALES = 10
BEYOND_CHANCE = 7


class Change(NamedTuple):
    """`value` is the growth as a fraction. It is None, with the reason, if there is no fair base for comparison."""

    value: Any
    reason: Literal["base_zero", "base_incomplete"] | None


def growth(now: int, before: int, complete: bool) -> Change:
    """Return the growth from `before` to `now`. `complete` is False if the shop opened within the earlier span.

    More may have been given back than sold before, which is no base either.
    """
    if before <= 0:
        return Change(None, "base_zero")
    return Change(share(now - before, before), None) if complete else Change(None, "base_incomplete")


def share(part: int, whole: int) -> Any:
    """Return part / whole rounded to four decimal places, or None if the whole is 0."""
    return round(part / whole, 4) if whole else None


def average(amount: int, number: int) -> int | None:
    """Return the average in whole rupiah, rounded half up, or None if `number` is 0."""
    return (2 * amount + number) // (2 * number) if number else None


def classes(revenue: Mapping[int, int]) -> dict[int, Class]:
    """Return each product's ABC class: A makes the first 80 % of the revenue, B the next 15 %, C the last 5 %."""
    found: dict[int, Class] = {}
    before, whole = 0, sum(revenue.values())
    for product, amount in sorted(revenue.items(), key=lambda item: (-item[1], item[0])):
        found[product] = next((name for name, top in CLASSES.items() if 100 * before < top * whole), "C")
        before += amount
    return found


def evidence(now: int, before: int) -> int:
    """Return the evidence that a product's sales changed, in thousandths; negative for fewer sales, 0 for chance.

    It is the squared difference divided by the sum, which is large where chance is an unlikely cause.
    """
    both, difference = now + before, now - before
    if both < ENOUGH_SALES or difference * difference <= BEYOND_CHANCE * both:
        return 0
    return 1000 * difference * abs(difference) // both


def year_before(day: date) -> date:
    """Return the same day a year earlier; 29 February becomes 28 February."""
    return day.replace(year=day.year - 1, day=28 if (day.month, day.day) == (2, 29) else day.day)


def periods(first: date, last: date, by: By) -> list[list[date]]:
    """Return the days of each day, week (from Monday) or month in the span; the first and last period may be cut."""
    days = [first + timedelta(number) for number in range((last - first).days + 1)]
    begins = {
        "day": lambda day: day,
        "week": lambda day: day - timedelta(day.weekday()) if day.toordinal() > day.weekday() else day,
        "month": lambda day: day.replace(day=1),
    }[by]
    return [list(part) for _, part in groupby(days, begins)]
