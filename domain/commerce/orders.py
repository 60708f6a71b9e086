"""What a call asks to be sold, and to whom."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal, NamedTuple

Method = Literal["cash", "transfer"]


@dataclass(frozen=True)
class Item:
    """`quantity` units of a product. Items of one product are one line, unless their notes differ."""

    product_id: int
    quantity: int
    note: str | None = None


@dataclass(frozen=True)
class Payment:
    """Money in whole rupiah. `amount` None is all that is due; `tendered` is the cash handed over."""

    method: Method
    amount: int | None = None
    tendered: int | None = None
    reference: str | None = None


@dataclass(frozen=True)
class Order:
    """Items, and the total that was agreed to, if any.

    With `payments` it is a sale at the counter, to a walk-in customer. `client_id` names that sale for good.
    """

    items: tuple[Item, ...]
    expected_total: int | None = None
    payments: tuple[Payment, ...] = ()
    client_id: str | None = None

    @property
    def at_counter(self) -> bool:
        """Tell whether it is sold at the counter."""
        return bool(self.payments)

    @property
    def quantities(self) -> dict[int, int]:
        """Return the quantities by product."""
        by_product: dict[int, int] = {}
        for item in self.items:
            by_product[item.product_id] = by_product.get(item.product_id, 0) + item.quantity
        return by_product

    @property
    def lines(self) -> list[Item]:
        """Return one item for each line, by product and note."""
        by_line: dict[tuple[int, str], int] = {}
        for item in self.items:
            line = item.product_id, item.note or ""
            by_line[line] = by_line.get(line, 0) + item.quantity
        return [Item(product_id, by_line[product_id, note], note or None) for product_id, note in sorted(by_line)]


class Caller(NamedTuple):
    """A signed-in user, and the language for e-mails to those who have chosen none."""

    user_id: int
    roles: Collection[str] = ()
    language: str = "en"
