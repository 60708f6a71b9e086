"""Bodies and replies of orders, sales and their payments."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Annotated, Any, Literal, Self

from pydantic import (
    AfterValidator,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationInfo,
    field_validator,
    model_validator,
)
from pydantic_core import PydanticCustomError

from domain.commerce import orders, refunds
from domain.commerce.discounts import NO_DISCOUNT, Discount
from domain.commerce.measures import Measure
from domain.commerce.orders import Order
from domain.commerce.tax import Code as TaxCode
from queries.sales.till.drawers import LARGEST_CASH
from routes.courses.courses import CourseReference
from web.openapi.field_types import LARGEST_AMOUNT, Body, Id, Instant, Reply, without_defaults
from web.openapi.field_types import Line as LineOfText
from web.query_parameters import Day

VOUCHER_CODE = "^[A-Za-z0-9-]{3,32}$"
UUID = "^[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}$"


def _voucher_code(value: Any) -> Any:
    if not isinstance(value, str) or not re.fullmatch(VOUCHER_CODE, value, re.ASCII):
        raise PydanticCustomError("voucher_code", "no code")
    return value.upper()


VoucherCode = Annotated[
    str,
    BeforeValidator(_voucher_code),
    Field(
        description="3 to 32 letters, digits and hyphens, in upper or lower case.",
        json_schema_extra={"pattern": VOUCHER_CODE},
    ),
]
ClientId = Annotated[
    str, Field(pattern=UUID, json_schema_extra={"format": "uuid"}), AfterValidator(lambda value: value.lower())
]
Amount = Annotated[int, Field(ge=1, le=LARGEST_AMOUNT)]
Cash = Annotated[int, Field(ge=1, le=LARGEST_CASH)]


def _one_of_them(schema: dict[str, Any]) -> None:
    without_defaults(schema)
    schema |= {"minProperties": 1, "maxProperties": 1}


class NewDiscount(Body):
    """Either a percentage or an amount."""

    model_config = ConfigDict(json_schema_extra=_one_of_them)

    percent: Annotated[int, Field(ge=1, le=100)] = 0
    amount: Annotated[Amount, Field(description="In rupiah. What exceeds the price counts for nothing.")] = 0

    @model_validator(mode="after")
    def _is_one(self) -> Self:
        if len(self.model_fields_set) != 1:
            raise PydanticCustomError("percent_or_amount", "both or none")
        return self


def as_discount(body: NewDiscount | None) -> Discount:
    """Return what the body takes off."""
    return Discount(body.percent, body.amount) if body else NO_DISCOUNT


class Item(Body):
    product_id: Id
    qty: Annotated[int, Field(ge=1, le=1_000_000, description="Whole pieces, grams or millimetres.")]
    note: Annotated[
        LineOfText | None,
        Field(
            max_length=200,
            description="What the buyer asks for, such as `less sugar`. Items of a product with different notes or "
            "discounts are separate lines.",
        ),
    ] = None
    discount: Annotated[NewDiscount | None, Field(description="Taken off this item, by its seller.")] = None


class Goods(Body):
    model_config = ConfigDict(json_schema_extra=without_defaults)

    items: Annotated[list[Item], Field(min_length=1, max_length=200)]
    discount: Annotated[
        NewDiscount | None, Field(description="Taken off what is left of all items, by the seller of all of them.")
    ] = None

    def as_order(self) -> Order:
        """Return what the body asks for."""
        items = tuple(
            orders.Item(item.product_id, item.qty, item.note, as_discount(item.discount)) for item in self.items
        )
        return Order(items, discount=as_discount(self.discount))


# How money is paid, and how an order is.
MoneyMethod = Literal["cash", "transfer", "qris", "card", "ewallet"]
Method = Literal["cash", "transfer", "qris", "card", "ewallet", "credit"]


class AnyPayment(Body):
    method: Method
    amount: Annotated[Amount | None, Field(description="A part of what is due. Omitted: all of it.")] = None
    tendered: Annotated[
        Cash | None,
        Field(description="The cash handed over, at least the amount as it is rounded; the answer has the `change`."),
    ] = None
    reference: Annotated[LineOfText | None, Field(max_length=100, description="Names the money at the bank.")] = None

    @field_validator("tendered")
    @classmethod
    def _is_cash(cls, tendered: int | None, info: ValidationInfo) -> int | None:
        if tendered is not None and info.data.get("method") not in (None, "cash"):
            raise PydanticCustomError("only_cash_is_tendered", "not cash")
        return tendered

    def as_payment(self) -> orders.Payment:
        """Return what the body asks for."""
        return orders.Payment(**self.model_dump())


class NewPayment(AnyPayment):
    method: Annotated[
        MoneyMethod,
        Field(description="qris, card, ewallet: the cashier has seen that it arrived."),
    ]


class OrderPayment(NewPayment):
    till_id: Annotated[
        Id | None,
        Field(description="The till that takes the money, in its open shift. Who has signed in there may omit it."),
    ] = None

    def as_payment(self) -> orders.Payment:
        """Return what the body asks for."""
        return orders.Payment(**self.model_dump(exclude={"till_id"}))


class CounterPayment(AnyPayment):
    method: Annotated[
        Method,
        Field(description="credit: the customer of `customer_id` pays it later, within their limit."),
    ]
    due_on: Annotated[
        Day | None, Field(description="The day by which credit is to be paid, in Jakarta. Not in the past.")
    ] = None

    @field_validator("due_on")
    @classmethod
    def _is_credit(cls, due_on: date | None, info: ValidationInfo) -> date | None:
        if due_on is not None and info.data.get("method") not in (None, "credit"):
            raise PydanticCustomError("only_credit_is_due", "no credit")
        return due_on


class OrderCancellation(Body):
    till_id: Annotated[
        Id | None,
        Field(
            description="The till whose open shift gives back what was paid. Who has signed in there may omit it.",
        ),
    ] = None


class Basket(Goods):
    voucher: Annotated[VoucherCode | None, Field(description="The code of a voucher of a seller of the items.")] = None
    expected_total: Annotated[
        int,
        Field(
            ge=0,
            le=LARGEST_AMOUNT,
            description="The total that the buyer has agreed to. If the sale would cost another, the answer is a 409 "
            "`total_changed` with the new `quote`, and nothing is sold.",
        ),
    ] = 0
    payments: Annotated[
        list[CounterPayment],
        Field(
            min_length=1,
            max_length=10,
            description="At the counter: how the customer pays. They sum up to the total; one of them may have "
            "no amount, and pays what the others leave. A quote does not add them up.",
        ),
    ] = []
    client_id: Annotated[
        ClientId | None,
        Field(
            description="A UUID that the till gives to a sale with `payments`, before it is sent. A repeated call with "
            "it, at whatever time, returns the sale that it names."
        ),
    ] = None
    till_id: Annotated[
        Id | None,
        Field(
            description="The till that sells, with `payments`, in its open shift: the sale gets the next number of its "
            "receipts. Who has signed in there may omit it."
        ),
    ] = None

    customer_id: Annotated[
        Id | None,
        Field(
            validate_default=True,
            description="At the counter: a customer of the seller. Omitted: a walk-in customer, who buys nothing on "
            "credit.",
        ),
    ] = None

    @field_validator("payments")
    @classmethod
    def _has_one_rest(cls, payments: list[CounterPayment]) -> list[CounterPayment]:
        if sum(payment.amount is None for payment in payments) > 1:
            raise PydanticCustomError("one_rest", "several payments without an amount")
        if sum(payment.method == "credit" for payment in payments) > 1:
            raise PydanticCustomError("one_credit", "several payments on credit")
        return payments

    @field_validator("customer_id")
    @classmethod
    def _is_named_for_credit(cls, customer_id: int | None, info: ValidationInfo) -> int | None:
        payments = info.data.get("payments", [])
        if customer_id is None and any(payment.method == "credit" for payment in payments):
            raise PydanticCustomError("credit_needs_customer", "no customer")
        return customer_id

    @field_validator("client_id")
    @classmethod
    def _is_at_counter(cls, client_id: str | None, info: ValidationInfo) -> str | None:
        if client_id is not None and info.data.get("payments") == []:
            raise PydanticCustomError("only_with_payments", "no payments")
        return client_id

    def as_order(self) -> Order:
        """Return what the body asks for."""
        return replace(
            super().as_order(),
            voucher=self.voucher,
            expected_total=self.expected_total if "expected_total" in self.model_fields_set else None,
            payments=tuple(payment.as_payment() for payment in self.payments),
            client_id=self.client_id,
            till_id=self.till_id,
            customer_id=self.customer_id,
        )


class ItemOfRefund(Body):
    line: Annotated[int, Field(ge=1, le=32_767, description="Its number in the sale.")]
    qty: Annotated[int, Field(ge=1, le=1_000_000)]
    restock: Annotated[bool, Field(description="The goods go back into the stock.")] = True


class NewRefund(Body):
    model_config = ConfigDict(json_schema_extra=without_defaults)

    items: Annotated[
        list[ItemOfRefund], Field(max_length=200, description="What comes back. Omitted: `amount` alone.")
    ] = []
    amount: Annotated[
        Amount | None,
        Field(
            validate_default=True,
            description="Instead of items: money for which the buyer keeps everything. It is spread over the lines by "
            "what is left of each.",
        ),
    ] = None
    method: Annotated[MoneyMethod, Field(description="How the money is given back.")]
    reason: Annotated[LineOfText, Field(max_length=200, description="The buyer sees it.")]
    reference: Annotated[LineOfText | None, Field(max_length=100, description="Names the money at the bank.")] = None
    exchange_id: Annotated[
        Id | None,
        Field(description="The paid sale, by the same seller, of what the buyer took instead. One refund may name it."),
    ] = None
    till_id: Annotated[
        Id | None,
        Field(description="The till that gives the money, in its open shift. Who has signed in there may omit it."),
    ] = None

    @field_validator("amount")
    @classmethod
    def _is_alone(cls, amount: int | None, info: ValidationInfo) -> int | None:
        if (amount is None) != bool(info.data.get("items", [0])):
            raise PydanticCustomError("items_or_amount", "either items or an amount")
        return amount

    def as_request(self) -> refunds.Request:
        """Return what the body asks for."""
        items = tuple(refunds.Item(item.line, item.qty, item.restock) for item in self.items)
        return refunds.Request(items, self.amount, self.method, self.reason, self.reference, self.exchange_id)


class Line(Reply):
    line: Annotated[int, Field(description="Its place in the sale, from 1.")]
    product_id: int
    seller_id: int
    name: str
    note: str | None
    price: Annotated[int, Field(description="Of one piece, or of 1,000 grams or millimetres.")]
    qty: int
    measure: Annotated[Measure, Field(description="What `qty` counts.")]
    discount: Annotated[int, Field(description="All that is taken off, with its shares in those of the order.")]
    service: Annotated[int, Field(description="Its share in the service charge.")]
    subtotal: Annotated[
        int, Field(description="What it costs: price times quantity, less `discount`, plus `service` and `added`.")
    ]
    tax: Annotated[int, Field(description="Tax included in the subtotal.")]
    added: Annotated[
        int, Field(description="The part of the tax on top of the prices: all of it, or 0 if prices include it.")
    ]
    tax_code: Annotated[
        TaxCode | None, Field(description="ppn_luxury: at the rate of luxury goods; null: the seller charges no tax.")
    ]
    refunded_qty: Annotated[int, Field(description="What of it came back.")]


class UsedVoucher(Reply):
    code: str
    amount: Annotated[int, Field(description="What it takes off; a part of `discount`.")]


class Quote(Reply):
    items: list[Line]
    courses: Annotated[list[CourseReference], Field(description="Courses that the buyer is enrolled in by this sale.")]
    gross: Annotated[int, Field(description="Prices times quantities.")]
    discount: Annotated[int, Field(description="All that is taken off, with the voucher.")]
    service: Annotated[int, Field(description="Service charge included in the total.")]
    tax: Annotated[int, Field(description="Taxes included in the total.")]
    voucher: Annotated[UsedVoucher | None, Field(description="Null for the seller of other goods than its owner's.")]
    total: int


class Payment(Reply):
    id: int
    refund_id: Annotated[int | None, Field(description="The refund that it gives back.")]
    method: Annotated[
        Method,
        Field(description="credit: the customer owes it to the seller."),
    ]
    amount: Annotated[int, Field(description="Below 0: given back.")]
    tendered: Annotated[int | None, Field(description="The cash handed over.")]
    adjustment: Annotated[
        int,
        Field(
            description="What rounding to coins added to the cash, or the code to a transfer, beside the amount; the "
            "total stays as it is."
        ),
    ]
    change: int
    reference: str
    created_at: Instant


class RefundedItem(Reply):
    line: int
    product_id: int
    name: str
    measure: Measure
    qty: Annotated[int, Field(description="0: money alone.")]
    amount: int
    tax: int
    restocked: bool


class Refund(Reply):
    id: int
    amount: int
    tax: Annotated[int, Field(description="Tax included in the amount.")]
    reason: str
    exchange_id: Annotated[int | None, Field(description="The sale of what the buyer took instead.")]
    created_at: Instant
    items: list[RefundedItem]


class MadeRefund(Refund):
    transaction_id: int
    left: Annotated[int, Field(description="What may still be given back.")]


class Sale(Quote):
    id: int
    receipt_number: Annotated[str | None, Field(description="Null until it is paid.")]
    buyer_id: Annotated[int | None, Field(description="Null: a walk-in customer.")]
    cashier_id: Annotated[int | None, Field(description="Who sold it at the counter; null for an order of the web.")]
    client_id: Annotated[str | None, Field(description="What names it at the till.")]
    customer_id: Annotated[int | None, Field(description="Who bought it at the counter, if the seller knows them.")]
    outlet_id: int | None
    till_id: Annotated[int | None, Field(description="Where it was sold; null: at no till, or not yet.")]
    shift_id: int | None
    status: Annotated[
        Literal["pending", "paid", "cancelled", "expired"],
        Field(description="pending: it waits for a payment, and its goods are kept until `expires_at`."),
    ]
    paid: Annotated[
        int | None,
        Field(
            description="What `payments` without those of refunds sum up to: 0 for a sale without one, which "
            "`UNPAID=accept` allows; null for the seller of a part."
        ),
    ]
    due: Annotated[int | None, Field(description="What is left to pay; null for the seller of a part.")]
    payments: Annotated[list[Payment], Field(description="Oldest first; empty for the seller of a part.")]
    refunded: Annotated[int, Field(description="What `refunds` sum up to.")]
    refunds: Annotated[list[Refund], Field(description="Oldest first; to the seller of a part, their part.")]
    created_at: Instant
    sold_at: Annotated[Instant | None, Field(description="When it was paid.")]
    expires_at: Annotated[
        Instant | None, Field(description="Until when the goods of an order without payments are kept.")
    ]


class NewSale(Sale):
    receipt_email: Annotated[
        Literal["sent", "waits_for_verification"] | None,
        Field(
            description="sent: the receipt, and the e-mail about courses, are on their way to the buyer; "
            "waits_for_verification: they wait up to 7 days for the buyer's address to be verified; null: the buyer "
            "has no address, or the order is not paid yet."
        ),
    ]


class SaleWithBuyer(Sale):
    buyer_name: str | None
