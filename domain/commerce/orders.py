"""What a call asks to be sold, and to whom."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, NamedTuple

from domain.commerce.discounts import NO_DISCOUNT, Discount

Method = Literal["cash", "transfer", "qris", "card", "ewallet", "credit"]


@dataclass(frozen=True)
class Item:
    """A quantity of a product. Items of one product are one line, unless their notes, discounts or prices differ.

    `price` is that of a sale without a network; None is that of the catalogue.
    """

    product_id: int
    quantity: int
    note: str | None = None
    discount: Discount = NO_DISCOUNT
    price: int | None = None


@dataclass(frozen=True)
class Payment:
    """Money in whole rupiah. `amount` None is all that is due; `tendered` is the cash handed over.

    `adjustment` is what rounding to coins adds to the cash, or the code to a transfer, beside the amount. What is asked
    for has none.
    `credit` is what a known customer pays later, if agreed until `due_on`.
    """

    method: Method
    amount: int | None = None
    tendered: int | None = None
    reference: str | None = None
    adjustment: int = 0
    due_on: date | None = None


@dataclass(frozen=True)
class Offline:
    """What a till has done without a network: when, in which shift, and under which number of its receipts.

    It is a fact by then: prices and discounts stay as they were. `receipt_no` None is the next free number. With
    `below_zero` too little in stock is no reason to refuse it. `forced` tells that a manager accepts what does not fit:
    a closed shift, another total.
    """

    at: datetime
    shift_id: int
    receipt_no: int | None = None
    below_zero: bool = False
    forced: bool = False
    # Who has sent it, and may have named another one as who has done it.
    sent_by: int | None = None


@dataclass(frozen=True)
class Order:
    """Items, the total that was agreed to, if any, a discount on all of it, and the code of a voucher.

    With `payments` it is a sale at the counter, to a walk-in customer or to one whom the shop knows. `client_id` names
    that sale for good. With `till_id` it is sold at that till.
    """

    items: tuple[Item, ...]
    expected_total: int | None = None
    payments: tuple[Payment, ...] = ()
    client_id: str | None = None
    discount: Discount = NO_DISCOUNT
    voucher: str | None = None
    till_id: int | None = None
    customer_id: int | None = None
    offline: Offline | None = None

    @property
    def is_discounted(self) -> bool:
        """Tell whether somebody takes something off, other than by a voucher."""
        return self.discount != NO_DISCOUNT or any(item.discount != NO_DISCOUNT for item in self.items)

    @property
    def at_counter(self) -> bool:
        """Tell whether it is sold at the counter. A quote may name the till or the customer alone."""
        return bool(self.payments) or self.till_id is not None or self.customer_id is not None

    @property
    def on_credit(self) -> bool:
        """Tell whether some of it is paid later."""
        return any(payment.method == "credit" for payment in self.payments)

    @property
    def quantities(self) -> dict[int, int]:
        """Return the quantities by product."""
        by_product: dict[int, int] = {}
        for item in self.items:
            by_product[item.product_id] = by_product.get(item.product_id, 0) + item.quantity
        return by_product

    @property
    def lines(self) -> list[Item]:
        """Return one item for each line, by product, note, discount and price. Amounts of equal discounts add up."""
        by_line: dict[tuple[int, str, int, int, int], list[Item]] = {}
        for item in self.items:
            price = -1 if item.price is None else item.price
            line = item.product_id, item.note or "", item.discount.percent, item.discount.amount, price
            by_line.setdefault(line, []).append(item)
        return [
            Item(
                product_id,
                sum(item.quantity for item in items),
                note or None,
                Discount(percent, amount * len(items)),
                items[0].price,
            )
            for (product_id, note, percent, amount, _), items in sorted(by_line.items())
        ]


class Caller(NamedTuple):
    """A signed-in user, and the language for e-mails to those who have chosen none.

    `till_id` is the till at which they have signed in by PIN, beyond which they do not reach. `knows_customers` is
    false for an API key that may not read the customers of a seller.
    """

    user_id: int
    roles: Collection[str] = ()
    language: str = "en"
    till_id: int | None = None
    knows_customers: bool = True


def method_of(methods: Iterable[str]) -> str | None:
    """Return the method of payments, `mixed` if they have several, None if there are none."""
    found = set(methods)
    return "mixed" if len(found) > 1 else next(iter(found), None)
