"""Taxes on a sale: PPN, the Indonesian value-added tax, and PBJT, the regional tax on food and drink that is served.

docs/tax.md has the sources.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal, get_args

from domain.commerce.money import portion, round_half_up

Regime = Literal["none", "ppn", "pbjt"]
# What a product is to the tax: luxury goods have a rate of their own, exempt ones none.
Kind = Literal["standard", "luxury", "exempt"]
# The tax of a line; None without one.
Code = Literal["ppn", "ppn_luxury", "pbjt", "exempt"]
KINDS: tuple[Kind, ...] = get_args(Kind)
# Regions may ask for at most 10 % (UU 1/2022, article 58).
LARGEST_PBJT_BP = 1000
LARGEST_SERVICE_BP = 1500

# (valid from, rate on the price before tax). Since 2025 the rate is 12 % of 11/12 of the price for all but luxury goods
# (PMK 131/2024), which is 11 %. UU 7/2021 (HPP) set 11 % before; the rate before that was 10 %.
RATES = (
    (date(2025, 1, 1), Fraction(12, 100) * Fraction(11, 12)),
    (date(2022, 4, 1), Fraction(11, 100)),
    (date.min, Fraction(10, 100)),
)
# 12 % of the full price of luxury goods; in January 2025 of 11/12 (PMK 131/2024, article 5).
LUXURY_RATES = ((date(2025, 2, 1), Fraction(12, 100)), *RATES)


@dataclass(frozen=True)
class Profile:
    """The taxes of a seller: the regime, the rate of PBJT in basis points, and whether prices include the tax.

    `service_bp` is the rate of a service charge, which is taxed with the goods.
    """

    regime: Regime = "none"
    rate_bp: int | None = None
    inclusive: bool = True
    service_bp: int = 0

    def code(self, kind: Kind) -> Code | None:
        """Return the tax of a product of this kind."""
        if self.regime == "none":
            return None
        if kind == "exempt":
            return "exempt"
        if self.regime == "pbjt":
            return "pbjt"
        return "ppn_luxury" if kind == "luxury" else "ppn"

    def rate(self, kind: Kind, on: date) -> Fraction:
        """Return the rate on the price before tax, by the day in Jakarta."""
        code = self.code(kind)
        if code == "pbjt":
            return Fraction(self.rate_bp or 0, 10_000)
        rates = {"ppn": RATES, "ppn_luxury": LUXURY_RATES}.get(code or "", ())
        return next((rate for start, rate in rates if on >= start), Fraction(0))

    def service(self, amount: int) -> int:
        """Return the service charge on an amount, rounded half up to a rupiah."""
        return portion(amount, self.service_bp, 10_000)

    def tax(self, amount: int, kind: Kind, on: date) -> int:
        """Return the tax in an amount that includes it, or on one that does not, rounded half up to a rupiah."""
        rate = self.rate(kind, on)
        return round_half_up(amount * rate / (1 + rate) if self.inclusive else amount * rate)


NONE = Profile()
PPN = Profile("ppn")
