"""Price of a basket, for quotes and sales alike."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from domain.commerce import measures, tax
from domain.commerce.discounts import NO_DISCOUNT, Discount, Voucher
from domain.commerce.measures import Measure
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
    """`quantity` at `price` rupiah of a seller whose taxes are those of the profile, less a discount of this item."""

    product_id: int
    price: int
    quantity: int
    seller_id: int = 0
    profile: tax.Profile = tax.NONE
    kind: tax.Kind = "standard"
    measure: Measure = "piece"
    discount: Discount = NO_DISCOUNT


@dataclass(frozen=True)
class Line:
    """A priced item. `subtotal` is what the buyer pays for it and includes `tax`.

    It is `gross` (price times quantity) less `discount`, plus `service`, plus `added`, which is the tax if the price
    does not include it, and otherwise 0. `discount` is all that is taken off, `own_discount` the part of the item.
    """

    item: Item
    gross: int
    own_discount: int
    discount: int
    service: int
    subtotal: int
    tax: int
    added: int
    tax_code: TaxCode | None


@dataclass(frozen=True)
class Basket:
    """Lines in the order of their items, and their sums. `total` includes `tax`.

    `order_discount` and `voucher` are the parts of `discount` that are not of a single item. `voucher_base` is what was
    left to pay for the goods of the voucher's owner before it.
    """

    lines: tuple[Line, ...]
    gross: int
    discount: int
    service: int
    tax: int
    total: int
    order_discount: int = 0
    voucher: int = 0
    voucher_base: int = 0


def price(items: Iterable[Item], on: date, discount: Discount = NO_DISCOUNT, voucher: Voucher | None = None) -> Basket:
    """Price items at the tax rates of the day.

    The items' own discounts are taken off first, then that of the order, then the voucher. What concerns several lines
    is rounded once and split over them by largest remainder: a discount of the order, a voucher and a service charge
    over all lines they apply to, a tax over all that one seller sells with it. The order of the items changes no line.
    """
    wanted = list(items)
    order = sorted(range(len(wanted)), key=lambda index: _place(wanted[index]))
    basket = _priced([wanted[index] for index in order], on, discount, voucher)
    lines = dict(zip(order, basket.lines, strict=True))
    return replace(basket, lines=tuple(lines[index] for index in range(len(wanted))))


def known_cost(cost: int | None, quantity: int, measure: Measure) -> int | None:
    """Return the cost of a product, or None, as if the seller had not said it, if all of it is too much to sum up."""
    return None if cost is None or measures.amount(cost, quantity, measure) > LARGEST_TOTAL else cost


def _place(item: Item) -> tuple[int, ...]:
    """Return where an item stands among others, so that remainders go to the same ones in each order of them."""
    return item.product_id, item.quantity, item.price, item.discount.percent, item.discount.amount


def _priced(items: Sequence[Item], on: date, discount: Discount, voucher: Voucher | None) -> Basket:
    gross = [measures.amount(item.price, item.quantity, item.measure) for item in items]
    if sum(gross) > LARGEST_TOTAL:
        raise TotalTooLarge
    own = [item.discount.of(amount) for item, amount in zip(items, gross, strict=True)]
    left = [amount - taken for amount, taken in zip(gross, own, strict=True)]
    order_discount = discount.of(sum(left))
    if order_discount:
        left = _subtract(left, split(order_discount, left))
    owned = [
        amount if voucher and item.seller_id == voucher.owner_id else 0
        for item, amount in zip(items, left, strict=True)
    ]
    of_voucher = voucher.of(sum(owned)) if voucher else 0
    if of_voucher:
        left = _subtract(left, split(of_voucher, owned))
    service = _shares(items, left, lambda item: item.seller_id, lambda item, total: item.profile.service(total))
    taxed = [amount + charge for amount, charge in zip(left, service, strict=True)]
    taxes = _shares(
        items,
        taxed,
        lambda item: (item.seller_id, item.kind),
        lambda item, total: item.profile.tax(total, item.kind, on),
    )
    lines = tuple(
        _line(item, gross[index], own[index], gross[index] - left[index], service[index], taxes[index])
        for index, item in enumerate(items)
    )
    total = sum(line.subtotal for line in lines)
    if total > LARGEST_TOTAL:
        raise TotalTooLarge
    taken = sum(line.discount for line in lines)
    return Basket(lines, sum(gross), taken, sum(service), sum(taxes), total, order_discount, of_voucher, sum(owned))


def _shares(
    items: Sequence[Item],
    amounts: Sequence[int],
    group_of: Callable[[Item], Hashable],
    sum_of: Callable[[Item, int], int],
) -> list[int]:
    """Return the share of each item in what is computed once for the amounts of its group."""
    groups: dict[Hashable, list[int]] = {}
    for index, item in enumerate(items):
        groups.setdefault(group_of(item), []).append(index)
    shares = [0] * len(items)
    for members in groups.values():
        weights = [amounts[index] for index in members]
        for index, share in zip(members, split(sum_of(items[members[0]], sum(weights)), weights), strict=True):
            shares[index] = share
    return shares


def _subtract(amounts: Sequence[int], taken: Sequence[int]) -> list[int]:
    return [amount - less for amount, less in zip(amounts, taken, strict=True)]


def _line(item: Item, gross: int, own_discount: int, discount: int, service: int, share: int) -> Line:
    added = 0 if item.profile.inclusive else share
    subtotal = gross - discount + service + added
    code = item.profile.code(item.kind)
    return Line(item, gross, own_discount, discount, service, subtotal, share, added, code)
