"""Rounding, splitting and formatting of whole rupiah."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction


def round_half_up(amount: Fraction) -> int:
    """Round an amount of at least 0 to whole rupiah, half up."""
    return (2 * amount.numerator + amount.denominator) // (2 * amount.denominator)


def portion(amount: int, part: int, whole: int) -> int:
    """Return amount times part / whole in whole rupiah, rounded half up; all are at least 0."""
    return (2 * amount * part + whole) // (2 * whole)


def split(total: int, weights: Sequence[int]) -> list[int]:
    """Split `total` in proportion to `weights` by largest remainder, so that the shares add up to it.

    Weights are integers of at least 0. Equal remainders favour the earlier share. If every weight is 0 the first share
    gets all. Raises ValueError if there are no weights and the total is not 0.
    """
    if not weights:
        if total:
            raise ValueError("nothing to split the total over")
        return []
    if not total:
        return [0] * len(weights)
    whole = sum(weights)
    if not whole:
        return [total, *[0] * (len(weights) - 1)]
    shares = [total * weight // whole for weight in weights]
    by_remainder = sorted(range(len(weights)), key=lambda index: (-(total * weights[index] % whole), index))
    for index in by_remainder[: total - sum(shares)]:
        shares[index] += 1
    return shares


def round_to_step(amount: int, step: int) -> int:
    """Round an amount to a multiple of the smallest coin, half up. With step 0, or below a half step, it stays."""
    rounded = (2 * amount + step) // (2 * step) * step if step else amount
    return rounded or amount


def rounding_share(part: int, until: int, whole: int, adjustment: int) -> int:
    """Return what rounding a payment of `whole` by `adjustment` adds to a part of it.

    Parts are paid in turn, this one as `until` is reached. So what was not handed over is missing from the last ones.
    """

    def handed(amount: int) -> int:
        return whole + adjustment if amount == whole else min(amount, whole + adjustment)

    return handed(until) - handed(until - part) - part


def rupiah(amount: int) -> str:
    """Format the amount in Indonesian notation: `Rp 15.000.000`."""
    return f"Rp {amount:,}".replace(",", ".")
