"""What a basket costs: the same code for a quote and for a sale."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from domain.commerce.money import split
from domain.commerce.tax import contained

# The largest whole number that JavaScript holds exactly.
LARGEST_TOTAL = 2**53 - 1


class TotalTooLarge(Exception):
    """The basket costs more than a JSON number can say exactly."""


@dataclass(frozen=True)
class Line:
    """`quantity` units at `price` rupiah; `subtotal` is their product and contains `tax`."""

    product_id: int
    price: int
    quantity: int
    subtotal: int
    tax: int


@dataclass(frozen=True)
class Basket:
    """The lines in product order. `total` contains `tax`; both are the sums of the lines."""

    lines: tuple[Line, ...]
    tax: int
    total: int


def price(wanted: Sequence[tuple[int, int, int]], on: date, tax_registered: bool) -> Basket:
    """Prices `(product_id, price, quantity)` at the tax of the day in Jakarta; a shop without PKP status owes none."""
    wanted = sorted(wanted)
    subtotals = [amount * quantity for _, amount, quantity in wanted]
    total = sum(subtotals)
    if total > LARGEST_TOTAL:
        raise TotalTooLarge
    tax = contained(total, on) if tax_registered else 0
    taxes = split(tax, subtotals)
    lines = tuple(
        Line(product_id, amount, quantity, subtotal, share)
        for (product_id, amount, quantity), subtotal, share in zip(wanted, subtotals, taxes, strict=True)
    )
    return Basket(lines, tax, total)
