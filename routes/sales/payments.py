"""Payments of orders, and their cancellation."""

from __future__ import annotations

from typing import Any

from apiflask import APIBlueprint
from flask import g

import queries.sales.payments
from auth import signed_in
from domain.commerce.orders import Caller
from errors import request_language
from routes.sales.order_schemas import OrderCancellation, OrderPayment, SaleWithBuyer
from web.idempotency import key_required
from web.openapi.field_types import problems

bp = APIBlueprint("payments", __name__, tag="transactions")


@bp.post("/<int:transaction_id>/pay")
@bp.input(OrderPayment)
@bp.output(SaleWithBuyer)
@bp.doc(operation_id="transactions_pay")
@problems(
    403, "order_of_others", "order_already_paid", "order_was_cancelled", "insufficient_stock", "course_closed",
    "course_already_owned", "voucher_refused", "till_of_others", "shift_closed", "sum_too_large",
)  # fmt: skip
@key_required
@signed_in(scope="transactions:write", till=True)
def pay(transaction_id: int, json_data: OrderPayment) -> dict[str, Any]:
    """Record a payment of an order that the caller has sold (admins: any order; at a till: the owner's).

    Who ordered it from others records none, as one of their staff or as an admin either.
    Several payments may share the total. The last one makes the order a sale: it counts in reports, and the buyer gets
    the receipt and the courses. Cash `tendered` beyond the amount is `change`. An expired order takes its goods from
    the stock again, if enough is left, and its use of a voucher. No payment is taken for a course that is closed or
    that the buyer has. At a till the money belongs to its open shift, and the sale gets the till's next receipt number.
    """
    caller = _caller()
    return queries.sales.payments.pay(
        transaction_id, json_data.as_payment(), caller, json_data.till_id or caller.till_id
    )


@bp.post("/<int:transaction_id>/cancel")
@bp.input(OrderCancellation)
@bp.output(SaleWithBuyer)
@bp.doc(operation_id="transactions_cancel")
@problems(
    403, "order_of_others", "order_already_paid", "order_was_cancelled", "order_has_expired", "order_partly_paid",
    "till_of_others", "shift_closed",
)  # fmt: skip
@key_required
@signed_in(scope="transactions:write", till=True)
def cancel(transaction_id: int, json_data: OrderCancellation) -> dict[str, Any]:
    """Cancel a pending order and return its goods to the stock.

    While nothing is paid its buyer may do so, and each seller of an item, who gets their part of the order. The seller
    of all its items, at their tills, and admins may at any time: payments are then recorded as given back. At a till
    the money comes out of its open shift.
    """
    caller = _caller()
    return queries.sales.payments.cancel(transaction_id, caller, json_data.till_id or caller.till_id)


def _caller() -> Caller:
    return Caller(g.identity.user_id, g.identity.roles, request_language(), g.identity.till_id)
