"""Payments of orders, and their cancellation."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from apiflask import APIBlueprint
from flask import g
from pydantic import Field, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

import queries.sales.payments
from auth import signed_in
from errors import request_language
from routes.sales.transactions import SaleWithBuyer
from web.idempotency import key_required
from web.openapi.field_types import LARGEST_AMOUNT, Body, Line, problems

bp = APIBlueprint("payments", __name__, tag="transactions")

Amount = Annotated[int, Field(ge=1, le=LARGEST_AMOUNT)]


class NewPayment(Body):
    method: Literal["cash", "transfer"]
    amount: Annotated[Amount | None, Field(description="A part of what is due. Omitted: all of it.")] = None
    tendered: Annotated[Amount | None, Field(description="The cash handed over; the answer has the `change`.")] = None
    reference: Annotated[Line | None, Field(max_length=100, description="What names a transfer at the bank.")] = None

    @field_validator("tendered")
    @classmethod
    def _is_cash(cls, tendered: int | None, info: ValidationInfo) -> int | None:
        if tendered is not None and info.data.get("method") == "transfer":
            raise PydanticCustomError("only_cash_is_tendered", "not cash")
        return tendered


@bp.post("/<int:transaction_id>/pay")
@bp.input(NewPayment)
@bp.output(SaleWithBuyer)
@bp.doc(operation_id="transactions_pay")
@problems(403, "order_of_others", "order_already_paid", "order_was_cancelled", "insufficient_stock")
@key_required
@signed_in(scope="transactions:write")
def pay(transaction_id: int, json_data: NewPayment) -> dict[str, Any]:
    """Record a payment of an order that the caller has sold (admins: any order).

    Several payments may share the total. The last one makes the order a sale: it counts in reports, and the buyer gets
    the receipt and the courses. Cash `tendered` beyond the amount is `change`. An expired order takes its goods from
    the stock again, if enough is left.
    """
    payment = queries.sales.payments.Payment(**json_data.model_dump())
    return queries.sales.payments.pay(transaction_id, payment, g.identity.user_id, g.identity.roles, request_language())


@bp.post("/<int:transaction_id>/cancel")
@bp.output(SaleWithBuyer)
@bp.doc(operation_id="transactions_cancel")
@problems(403, "order_of_others", "order_already_paid", "order_was_cancelled", "order_has_expired", "order_partly_paid")
@key_required
@signed_in(scope="transactions:write")
def cancel(transaction_id: int) -> dict[str, Any]:
    """Cancel a pending order and return its goods to the stock.

    Its buyer may do so while nothing is paid, the seller of all its items and admins at any time: payments are then
    recorded as given back.
    """
    return queries.sales.payments.cancel(transaction_id, g.identity.user_id, g.identity.roles)
