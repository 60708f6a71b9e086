"""What sells: comparisons and shares of whole numbers. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from itertools import groupby
from typing import Any, Literal, NamedTuple

By = Literal["day", "week", "month"]
Class = Literal["A", "B", "C"]

# The classes of products by their revenue, in percent of all: what stands before a product decides its class.
CLASSES: dict[Class, int] = {"A": 80, "B": 95, "C": 100}
# A product is in the news when it was sold so many times in both periods together, and the difference squared is more
# than so many times that number. Were both periods the same, that would be so for one product in a hundred: two Poisson
# counts with their sum given are a binomial of one half (Przyborowski and Wilenski 1940).
ENOUGH_SALES = 10
BEYOND_CHANCE = 7


class Change(NamedTuple):
    """`value` is the growth as a fraction; None with the reason where there is nothing fair to compare with."""

    value: Any
    reason: Literal["base_zero", "base_incomplete"] | None


def growth(now: int, before: int, complete: bool) -> Change:
    """How much more it is than before; `complete`: the shop sold already when that span began."""
    if not before:
        return Change(None, "base_zero")
    return Change(share(now - before, before), None) if complete else Change(None, "base_incomplete")


def share(part: int, whole: int) -> Any:
    """The part as a fraction of the whole, to four digits behind the point; None of nothing."""
    return round(part / whole, 4) if whole else None


def average(amount: int, number: int) -> int | None:
    """Whole rupiah for each of `number`, half up; None where there is none."""
    return (2 * amount + number) // (2 * number) if number else None


def classes(revenue: Mapping[int, int]) -> dict[int, Class]:
    """The class of each product: A makes the first 80 % of the revenue, B the next 15 %, C the last 5 %."""
    found: dict[int, Class] = {}
    before, whole = 0, sum(revenue.values())
    for product, amount in sorted(revenue.items(), key=lambda item: (-item[1], item[0])):
        found[product] = next((name for name, top in CLASSES.items() if 100 * before < top * whole), "C")
        before += amount
    return found


def evidence(now: int, before: int) -> int:
    """How sure it is that a product is sold more often than before (or less, below 0), in thousandths; 0: by chance.

    It is the difference squared over the sum, which is large where chance alone is an unlikely cause.
    """
    both, difference = now + before, now - before
    if both < ENOUGH_SALES or difference * difference <= BEYOND_CHANCE * both:
        return 0
    return 1000 * difference * abs(difference) // both


def year_before(day: date) -> date:
    """The same day of the year before; of 29 February the last of that month."""
    return day.replace(year=day.year - 1, day=28 if (day.month, day.day) == (2, 29) else day.day)


def periods(first: date, last: date, by: By) -> list[list[date]]:
    """The days of each day, week (from Monday) or month between the two; the first and the last may be cut."""
    days = [first + timedelta(number) for number in range((last - first).days + 1)]
    begins = {
        "day": lambda day: day,
        "week": lambda day: day - timedelta(day.weekday()) if day.toordinal() > day.weekday() else day,
        "month": lambda day: day.replace(day=1),
    }[by]
    return [list(part) for _, part in groupby(days, begins)]
