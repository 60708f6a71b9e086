"""Price of a basket, for quotes and sales alike."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from domain.commerce import tax
from domain.commerce.money import split
from domain.commerce.tax import Code as TaxCode

# The largest price of a product. 9,007 units at it are still an integer that JavaScript represents exactly.
LARGEST_PRICE = 10**12
# The largest integer that JavaScript represents exactly.
LARGEST_TOTAL = 2**53 - 1


class TotalTooLarge(Exception):
    """The total exceeds the integers that JSON clients represent exactly."""


@dataclass(frozen=True)
class Item:
    """`quantity` units at `price` rupiah of a seller whose taxes are those of the profile."""

    product_id: int
    price: int
    quantity: int
    seller_id: int = 0
    profile: tax.Profile = tax.NONE
    kind: tax.Kind = "standard"


@dataclass(frozen=True)
class Line:
    """A priced item. `subtotal` is what the buyer pays for it and includes `tax`.

    It is price times quantity, plus `added`, which is the tax if the price does not include it, and otherwise 0.
    """

    product_id: int
    price: int
    quantity: int
    subtotal: int
    tax: int
    added: int
    tax_code: TaxCode | None


@dataclass(frozen=True)
class Basket:
    """Lines by product id, those of one product in their order. `total` includes `tax`; both are sums of the lines."""

    lines: tuple[Line, ...]
    tax: int
    total: int


def price(items: Iterable[Item], on: date) -> Basket:
    """Price items at the tax rates of the day.

    A tax is rounded once for all that one seller sells with it, and split over these lines by largest remainder.
    """
    ordered = sorted(items, key=lambda item: item.product_id)
    if sum(item.price * item.quantity for item in ordered) > LARGEST_TOTAL:
        raise TotalTooLarge
    groups: dict[tuple[int, tax.Kind], list[int]] = {}
    for number, item in enumerate(ordered):
        groups.setdefault((item.seller_id, item.kind), []).append(number)
    taxes = [0] * len(ordered)
    for (_, kind), numbers in groups.items():
        amounts = [ordered[number].price * ordered[number].quantity for number in numbers]
        shares = split(ordered[numbers[0]].profile.tax(sum(amounts), kind, on), amounts)
        for number, share in zip(numbers, shares, strict=True):
            taxes[number] = share
    lines = tuple(_line(item, share) for item, share in zip(ordered, taxes, strict=True))
    total = sum(line.subtotal for line in lines)
    if total > LARGEST_TOTAL:
        raise TotalTooLarge
    return Basket(lines, sum(taxes), total)


def _line(item: Item, share: int) -> Line:
    added = 0 if item.profile.inclusive else share
    subtotal = item.price * item.quantity + added
    code = item.profile.code(item.kind)
    return Line(item.product_id, item.price, item.quantity, subtotal, share, added, code)
