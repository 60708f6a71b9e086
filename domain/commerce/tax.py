"""PPN, the Indonesian value-added tax, as it is contained in a shelf price."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from domain.commerce.money import round_half_up

# (valid from, rate on the price before tax). Since 2025 the rate of 12 % applies to 11/12 of the price of
# all but luxury goods (PMK 131/2024), which leaves 11 %; before, UU 7/2021 (HPP) set 11 %, and before that 10 %.
RATES = (
    (date(2025, 1, 1), Fraction(12, 100) * Fraction(11, 12)),
    (date(2022, 4, 1), Fraction(11, 100)),
    (date.min, Fraction(10, 100)),
)


def rate(on: date) -> Fraction:
    """The rate on the price before tax, by the day in Jakarta."""
    return next(value for start, value in RATES if on >= start)


def contained(price: int, on: date) -> int:
    """The tax inside a price that includes it: `price * rate / (1 + rate)`, rounded half up to a rupiah."""
    share = rate(on)
    return round_half_up(price * share / (1 + share))
