"""Items that tills without a network send. Their bodies are those of the calls with a network."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC
from typing import Annotated, Any, Literal, NamedTuple, Self

import orjson
from pydantic import ConfigDict, Field, ValidationError, ValidatorFunctionWrapHandler, WrapValidator, model_validator
from pydantic_core import PydanticCustomError

from domain.commerce import orders
from domain.commerce.offline import CashMove, Sent
from domain.commerce.orders import Order
from problems import Fault, Problem
from routes.sales.order_schemas import (
    Basket,
    ClientId,
    CounterPayment,
    Item,
    NewRefund,
    OrderPayment,
    as_discount,
)
from routes.sales.till.shifts import Count, NewMove, NewShift
from web.openapi.field_types import LARGEST_AMOUNT, Body, Id, Moment, Price, without_defaults


class SoldItem(Item):
    price: Annotated[Price, Field(description="That it was sold at, also if the catalogue's is another one by now.")]


class SoldBasket(Basket):
    """The body of a sale, with what the till has decided: prices, and the number of the receipt."""

    items: Annotated[list[SoldItem], Field(min_length=1, max_length=200)]  # type: ignore[assignment]
    payments: Annotated[
        list[CounterPayment], Field(min_length=1, max_length=10, description="How the customer has paid.")
    ]
    receipt_no: Annotated[
        int, Field(ge=1, le=LARGEST_AMOUNT, description="The number on its receipt, in the series of the till.")
    ]

    def as_order(self) -> Order:
        """Return what was sold."""
        items = tuple(
            orders.Item(item.product_id, item.qty, item.note, as_discount(item.discount), item.price)
            for item in self.items
        )
        return replace(super().as_order(), items=items)


class SyncItem(Body):
    model_config = ConfigDict(json_schema_extra=without_defaults)

    client_id: Annotated[ClientId, Field(description="A UUID that names the item for good, a sale also online.")]
    at: Annotated[Moment, Field(description="When it happened, by the clock of the till.")]
    staff_id: Annotated[
        Id | None, Field(description="Who has done it: the owner, or a user among the staff. Omitted: who calls.")
    ] = None
    shift_client_id: Annotated[ClientId | None, Field(description="Its shift, by the item that has opened it.")] = None
    shift_id: Annotated[
        Id | None, Field(description="Its shift, if that was opened with a network. Without both: the open one.")
    ] = None
    after: Annotated[
        list[ClientId],
        Field(
            max_length=20,
            description="Items that must be known before it, such as the sale on credit that a customer pays back.",
        ),
    ] = []

    @model_validator(mode="after")
    def _names_one_shift(self) -> Self:
        if self.shift_client_id is not None and self.shift_id is not None:
            raise PydanticCustomError("one_shift", "both")
        return self


class SaleItem(SyncItem):
    type: Literal["sale"]
    body: SoldBasket


class RefundItem(SyncItem):
    type: Literal["refund"]
    sale_client_id: Annotated[ClientId | None, Field(description="The sale, by its client id.")] = None
    transaction_id: Annotated[Id | None, Field(description="The sale, by its id.")] = None
    exchange_client_id: Annotated[
        ClientId | None, Field(description="The sale of what the buyer took instead, by its client id.")
    ] = None
    body: NewRefund

    @model_validator(mode="after")
    def _names_one_sale(self) -> Self:
        if (self.sale_client_id is None) == (self.transaction_id is None):
            raise PydanticCustomError("one_sale", "both or none")
        return self


class ShiftOpenItem(SyncItem):
    type: Literal["shift_open"]
    body: NewShift


class MoveItem(SyncItem):
    type: Literal["move"]
    body: NewMove


class ShiftCloseItem(SyncItem):
    type: Literal["shift_close"]
    items: Annotated[
        int | None,
        Field(
            ge=0,
            description="How many items of the shift the till has made, without its opening and closing. While fewer "
            "have come, the closing is refused (`shift_incomplete`).",
        ),
    ] = None
    body: Count


class DebtPaymentItem(SyncItem):
    type: Literal["debt_payment"]
    customer_id: Id
    body: OrderPayment


class Readable(NamedTuple):
    """An item that can be read, and the JSON that it was."""

    item: Any
    raw: dict[str, Any]


class Unreadable(NamedTuple):
    """An item that can't be read, with its client id if it has one."""

    client_id: str | None
    error: ValidationError


def _read(value: Any, handler: ValidatorFunctionWrapHandler) -> Any:
    """Return the item, or what is wrong with it: one that can't be read does not keep back the others."""
    try:
        return Readable(handler(value), value)
    except ValidationError as error:
        client_id = value.get("client_id") if isinstance(value, dict) else None
        return Unreadable(client_id[:36] if isinstance(client_id, str) else None, error)


AnyItem = Annotated[
    Annotated[
        SaleItem | RefundItem | ShiftOpenItem | MoveItem | ShiftCloseItem | DebtPaymentItem,
        Field(discriminator="type"),
    ],
    WrapValidator(_read),
]


def as_sent(found: Readable, till_id: int) -> Sent:
    """Return what a till has sent, or raise a 422 if it names another till or item."""
    item = found.item
    body = item.body
    faults = []
    if getattr(body, "till_id", None) not in (None, till_id):
        faults.append(Fault("body.till_id", "of_other_till"))
    if getattr(body, "client_id", None) not in (None, item.client_id):
        faults.append(Fault("body.client_id", "of_other_item"))
    if faults:
        raise Problem("validation_failed", faults)
    return Sent(
        client_id=item.client_id,
        type=item.type,
        at=item.at.replace(tzinfo=UTC),
        content=_content(body),
        fingerprint=hashlib.sha256(orjson.dumps(found.raw, option=orjson.OPT_SORT_KEYS)).digest(),
        body=found.raw,
        shift=item.shift_client_id or item.shift_id,
        sale=getattr(item, "sale_client_id", None) or getattr(item, "transaction_id", None),
        exchange=getattr(item, "exchange_client_id", None),
        customer_id=getattr(item, "customer_id", None),
        receipt_no=getattr(body, "receipt_no", None),
        count=getattr(item, "items", None),
        staff_id=item.staff_id,
        after=tuple(item.after),
    )


def _content(body: Any) -> Any:
    match body:
        case SoldBasket():
            return body.as_order()
        case NewRefund():
            return body.as_request()
        case NewMove():
            return CashMove(body.kind, body.amount, body.reason)
        case OrderPayment():
            return body.as_payment()
        case NewShift():
            return body.opening
        case _:
            return body.counted
