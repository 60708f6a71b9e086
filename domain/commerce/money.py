"""Whole rupiah, and shares of them that add up."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction


def round_half_up(amount: Fraction) -> int:
    """The nearest whole rupiah of an amount of at least 0; a half goes up."""
    return (2 * amount.numerator + amount.denominator) // (2 * amount.denominator)


def split(total: int, weights: Sequence[int]) -> list[int]:
    """Shares of `total` in proportion to `weights`, by largest remainder, so that they add up to it.

    Weights are whole and at least 0. Of equal remainders the earlier share gets the rupiah. Where every
    weight is 0 the first share gets all; no weights with a total other than 0 is a ValueError.
    """
    if not weights:
        if total:
            raise ValueError("nothing to split the total over")
        return []
    whole = sum(weights)
    if not whole:
        return [total, *[0] * (len(weights) - 1)]
    shares = [total * weight // whole for weight in weights]
    by_remainder = sorted(range(len(weights)), key=lambda index: (-(total * weights[index] % whole), index))
    for index in by_remainder[: total - sum(shares)]:
        shares[index] += 1
    return shares


def rupiah(amount: int) -> str:
    """The amount as Indonesians write it: `Rp 15.000.000`."""
    return f"Rp {amount:,}".replace(",", ".")
