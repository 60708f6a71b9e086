"""Price of a basket, for quotes and sales alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from domain.commerce.money import split
from domain.commerce.tax import contained

# The largest price of a product. 9,007 units at it are still an integer that JavaScript represents exactly.
LARGEST_PRICE = 10**12
# The largest integer that JavaScript represents exactly.
LARGEST_TOTAL = 2**53 - 1


class TotalTooLarge(Exception):
    """The total exceeds the integers that JSON clients represent exactly."""


@dataclass(frozen=True)
class Line:
    """`quantity` units at `price` rupiah. `subtotal` is their product and includes `tax`."""

    product_id: int
    price: int
    quantity: int
    subtotal: int
    tax: int


@dataclass(frozen=True)
class Basket:
    """Lines by product id. `total` includes `tax`; both are sums of the lines."""

    lines: tuple[Line, ...]
    tax: int
    total: int


def price(items: Sequence[tuple[int, int, int]], on: date, tax_registered: bool) -> Basket:
    """Price `(product_id, price, quantity)` at the tax rate of the day; shops without PKP status owe no tax."""
    items = sorted(items)
    subtotals = [amount * quantity for _, amount, quantity in items]
    total = sum(subtotals)
    if total > LARGEST_TOTAL:
        raise TotalTooLarge
    tax = contained(total, on) if tax_registered else 0
    taxes = split(tax, subtotals)
    lines = tuple(
        Line(product_id, amount, quantity, subtotal, share)
        for (product_id, amount, quantity), subtotal, share in zip(items, subtotals, taxes, strict=True)
    )
    return Basket(lines, tax, total)
