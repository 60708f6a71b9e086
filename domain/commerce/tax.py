"""PPN, the Indonesian value-added tax, which shelf prices include."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from domain.commerce.money import round_half_up

# (valid from, rate on the price before tax). Since 2025 the rate is 12 % of 11/12 of the price for all but luxury goods
# (PMK 131/2024), which is 11 %. UU 7/2021 (HPP) set 11 % before; the rate before that was 10 %.
RATES = (
    (date(2025, 1, 1), Fraction(12, 100) * Fraction(11, 12)),
    (date(2022, 4, 1), Fraction(11, 100)),
    (date.min, Fraction(10, 100)),
)


def rate(on: date) -> Fraction:
    """Return the rate on the price before tax, by the day in Jakarta."""
    return next(value for start, value in RATES if on >= start)


def contained(price: int, on: date) -> int:
    """Return the tax included in a price: `price * rate / (1 + rate)`, rounded half up to a rupiah."""
    share = rate(on)
    return round_half_up(price * share / (1 + share))
