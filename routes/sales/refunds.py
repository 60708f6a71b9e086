"""Refunds of sales."""

from __future__ import annotations

from typing import Annotated, Any

from apiflask import APIBlueprint
from flask import g
from pydantic import Field

import queries.sales.refunds.making
from auth import signed_in
from domain.commerce.orders import Caller
from routes.sales.order_schemas import MadeRefund, MoneyMethod, NewRefund, RefundedItem
from web.idempotency import key_required, names_customer, read_only
from web.openapi.field_types import Reply, problems

bp = APIBlueprint("refunds", __name__, tag="transactions")


class RefundedMoney(Reply):
    method: MoneyMethod
    amount: int
    adjustment: Annotated[int, Field(description="What rounding to coins adds to the cash, beside the amount.")]


class RefundQuote(Reply):
    amount: int
    tax: Annotated[int, Field(description="Tax included in the amount.")]
    debt: Annotated[int, Field(description="The part of the amount by which the customer owes less for the sale.")]
    money: Annotated[
        RefundedMoney | None, Field(description="The rest of the amount, which is given back; null: there is none.")
    ]
    items: list[RefundedItem]
    left: Annotated[int, Field(description="What may still be given back after it.")]


@bp.post("/<int:transaction_id>/refunds")
@bp.input(NewRefund)
@bp.output(MadeRefund, 201)
@bp.doc(operation_id="transactions_refund")
@problems(403, "order_of_others", "order_not_paid", "refund_exceeds_paid", "till_of_others", "shift_closed")
@key_required
@signed_in(scope="transactions:write", till=True)
def create(transaction_id: int, json_data: NewRefund) -> dict[str, Any]:
    """Give back goods or money of a sale that the caller has made (admins: any sale; at a till: the owner's).

    Who bought it from others gives nothing back to themselves, as one of their staff or as an admin either.
    `items` come back at their share in what is left of their line; `amount` gives back money alone. Several refunds may
    follow each other until nothing is left. Goods return to the stock unless `restock` is false. A course of which
    nothing is left ends for its buyer. Figures count the refund on its own day. For an exchange, sell the other goods
    first and send the id of that sale as `exchange_id`. At a till the money comes out of its open shift.
    """
    user = g.identity
    caller, till_id = Caller(user.user_id, user.roles, till_id=user.till_id), json_data.till_id or user.till_id
    made = queries.sales.refunds.making.refund(transaction_id, json_data.as_request(), caller, till_id)
    if (customer_id := made.pop("customer_id")) is not None:
        # The reason may name them.
        names_customer(customer_id)
    return made


@bp.post("/<int:transaction_id>/refunds/quote")
@bp.input(NewRefund)
@bp.output(RefundQuote)
@bp.doc(operation_id="transactions_quote_refund")
@problems(403, "order_of_others", "order_not_paid", "refund_exceeds_paid", "till_of_others")
@read_only
@signed_in(scope="transactions:write", till=True)
def quote(transaction_id: int, json_data: NewRefund) -> dict[str, Any]:
    """Return what a refund would give back, or the problem that it would meet. Nothing is given back."""
    user = g.identity
    caller, till_id = Caller(user.user_id, user.roles, till_id=user.till_id), json_data.till_id or user.till_id
    return queries.sales.refunds.making.quote(transaction_id, json_data.as_request(), caller, till_id)
