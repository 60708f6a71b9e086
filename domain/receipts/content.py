"""What is on a receipt, from an order and its shop."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from fractions import Fraction
from typing import Any, Literal, Self
from zoneinfo import ZoneInfo

from domain.commerce import tax
from domain.commerce.days import day

Zone = Literal["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"]
State = Literal["pending", "paid", "cancelled", "expired"]
Unit = Literal["piece", "gram", "millimetre"]

ZONES: dict[Zone, str] = {"Asia/Jakarta": "WIB", "Asia/Makassar": "WITA", "Asia/Jayapura": "WIT"}
# A document about a receipt of more money than this is subject to stamp duty (UU 10/2020, article 3(2)g).
STAMP_DUTY_ABOVE = 5_000_000


@dataclass(frozen=True)
class Shop:
    """The shop as its receipts name it. What is empty is not printed."""

    name: str
    address: str = ""
    phone: str = ""
    tax_number: str = ""
    footer: str = ""
    zone: Zone = "Asia/Jakarta"

    @classmethod
    def of_outlet(cls, outlet: Mapping[str, Any]) -> Self:
        """Return the shop as an outlet names it, as `queries.sales.receipts.get` returns it."""
        return cls(**{**outlet, "tax_number": outlet["tax_number"] or ""})


@dataclass(frozen=True)
class Line:
    """Goods that were sold. `amount` is price times quantity; the price of `gram` and `millimetre` is for 1,000.

    What came back has no price: its amount is its share in what its line brought.
    """

    name: str
    quantity: int
    price: int
    amount: int
    discount: int = 0
    unit: Unit = "piece"
    note: str = ""


@dataclass(frozen=True)
class Tax:
    """A tax of the lines, with its rate as the law writes it, or ''. `added` is the part on top of prices."""

    name: Literal["PPN", "PBJT"]
    rate: str
    amount: int
    added: int


@dataclass(frozen=True)
class Payment:
    """A movement of money. `adjustment` is what cash was rounded by, or a code; an amount below 0 was given back."""

    method: str
    amount: int
    tendered: int | None = None
    adjustment: int = 0

    @property
    def change(self) -> int:
        """Return the cash that was given back at once."""
        return 0 if self.tendered is None else self.tendered - self.amount - self.adjustment


@dataclass(frozen=True)
class Debt:
    """What a customer still owes for a sale on credit, and the day by which it is to be paid, if one was agreed."""

    amount: int
    due_on: date | None = None


@dataclass(frozen=True)
class Refund:
    """What a receipt of a refund has beside that of a sale."""

    id: int
    reason: str


@dataclass(frozen=True)
class Receipt:
    """A receipt, or the bill of an order that is not paid. `moment` is naive UTC; a walk-in customer has no name.

    `debt` is None for a sale that was not on credit. With `refund` it is the receipt of a refund of the sale `number`:
    its lines are what came back, and its payments gave back the total.
    """

    shop: Shop
    order_id: int
    number: str | None
    state: State
    moment: datetime
    cashier: str | None
    buyer: str | None
    lines: tuple[Line, ...]
    service: int
    taxes: tuple[Tax, ...]
    total: int
    payments: tuple[Payment, ...]
    due: int
    copy: bool = False
    debt: Debt | None = None
    refund: Refund | None = None

    @property
    def gross(self) -> int:
        """Return the sum of prices times quantities."""
        return sum(line.amount for line in self.lines)

    @property
    def discount(self) -> int:
        """Return the sum of all discounts."""
        return sum(line.discount for line in self.lines)

    @property
    def local_moment(self) -> datetime:
        """Return the moment in the zone of the shop."""
        return self.moment.replace(tzinfo=UTC).astimezone(ZoneInfo(self.shop.zone))

    @property
    def bears_stamp_duty(self) -> bool:
        """Return whether the receipt is subject to stamp duty."""
        return self.state == "paid" and not self.refund and self.total > STAMP_DUTY_ABOVE


def of_order(order: Mapping[str, Any], shop: Shop, pbjt_bp: int | None = None, copy: bool = False) -> Receipt:
    """Return the receipt of an order as `queries.sales.receipts.get` returns it.

    `pbjt_bp` is the rate of PBJT in hundredths of a percent, if it is known.
    """
    return Receipt(
        shop=shop,
        order_id=order["id"],
        number=order["receipt_number"],
        state=order["status"],
        moment=order["sold_at"] or order["created_at"],
        cashier=order["cashier_name"],
        buyer=order["buyer_name"] or order["customer_name"],
        lines=tuple(_line(item) for item in order["items"]),
        service=sum(item.get("service", 0) for item in order["items"]),
        taxes=_taxes(order["items"], day(order["created_at"]), pbjt_bp),
        total=order["total"],
        payments=tuple(
            Payment(row["method"], row["amount"], row["tendered"], row["adjustment"]) for row in order["payments"]
        ),
        due=order["due"] or 0,
        copy=copy,
        debt=order["debt"] and Debt(**order["debt"]),
    )


def of_refund(
    order: Mapping[str, Any], refund: Mapping[str, Any], shop: Shop, pbjt_bp: int | None = None, copy: bool = False
) -> Receipt:
    """Return the receipt of a refund of an order, both as `queries.sales.receipts.get` returns them."""
    codes = {item["line"]: item["tax_code"] for item in order["items"]}
    taxed = [{**item, "tax_code": codes[item["line"]], "added": 0} for item in refund["items"]]
    return replace(
        of_order(order, shop, copy=copy),
        moment=refund["created_at"],
        cashier=refund["cashier_name"],
        lines=tuple(
            Line(item["name"], item["qty"], 0, item["amount"], unit=item["measure"])
            for item in refund["items"]
            if item["qty"]
        ),
        service=0,
        taxes=_taxes(taxed, day(order["created_at"]), pbjt_bp),
        total=refund["amount"],
        payments=tuple(
            Payment(row["method"], -row["amount"], adjustment=-row["adjustment"])
            for row in order["payments"]
            if row["refund_id"] == refund["id"]
        ),
        refund=Refund(refund["id"], refund["reason"]),
    )


def _line(item: Mapping[str, Any]) -> Line:
    discount = item.get("discount", 0)
    amount = item["subtotal"] - item["added"] - item.get("service", 0) + discount
    return Line(item["name"], item["qty"], item["price"], amount, discount, item["measure"], item["note"] or "")


def _taxes(lines: Sequence[Mapping[str, Any]], on: date, pbjt_bp: int | None) -> tuple[Tax, ...]:
    """Return the taxes that were charged on a day. A seller without any prints none."""
    found = []
    codes: Sequence[tax.Code] = ("ppn", "ppn_luxury", "pbjt")
    for code in codes:
        items = [item for item in lines if item["tax_code"] == code]
        amount = sum(item["tax"] for item in items)
        if amount:
            rate = _percent(Fraction(pbjt_bp, 10_000)) if code == "pbjt" and pbjt_bp else _ppn_rate(code, on)
            found.append(Tax("PBJT" if code == "pbjt" else "PPN", rate, amount, sum(item["added"] for item in items)))
    return tuple(found)


def _ppn_rate(code: tax.Code, on: Any) -> str:
    """Return the rate of PPN on a day: since 2025 that of most goods is 12 % of 11/12 of the price."""
    if code == "pbjt":
        return ""
    rate = tax.PPN.rate("luxury" if code == "ppn_luxury" else "standard", on)
    of_a_part = on.year >= 2025 and rate == Fraction(11, 100)
    return "12% x 11/12" if of_a_part else _percent(rate)


def _percent(rate: Fraction) -> str:
    hundredths = round(rate * 10_000)
    whole, rest = divmod(hundredths, 100)
    return f"{whole}{f',{rest:02}'.rstrip('0') if rest else ''}%"
