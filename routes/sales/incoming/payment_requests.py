"""Requests to pay for an order on an account, and what arrived for them."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from apiflask import APIBlueprint
from flask import Response, g
from pydantic import Field

import queries.sales.incoming.confirming
import queries.sales.incoming.notices
import queries.sales.incoming.requests
import queries.sales.till.drawers
from auth import role, signed_in
from domain.commerce.orders import Caller
from errors import request_language
from problems import Problem
from routes.sales.incoming.schemas import (
    PaymentAccount,
    PaymentRequest,
    State,
    UnmatchedNotice,
    account_reply,
    request_reply,
)
from routes.sales.order_schemas import Amount
from web import paging
from web.idempotency import key_required
from web.openapi.field_types import LARGEST_ID, Body, Id, Line, Query, Reply, problems, without_defaults

of_orders = APIBlueprint("order_payment_requests", __name__, tag="payments")
bp = APIBlueprint("payment_requests", __name__, tag="payments")

TillId = Annotated[
    Id | None, Field(description="The till where the caller works. Who has signed in there may omit it.")
]
IMAGE: dict[int | str, Any] = {
    200: {
        "description": "The QR code, by `format`.",
        "content": {
            "image/svg+xml": {"schema": {"type": "string"}},
            "image/png": {"schema": {"type": "string", "format": "binary"}},
        },
    }
}


class NewPaymentRequest(Body):
    account_id: Id
    amount: Annotated[
        Amount | None, Field(description="A part of what is due, if others than the buyer ask. Omitted: all of it.")
    ] = None
    till_id: TillId = None


class Confirmation(Body):
    model_config = {**Body.model_config, "json_schema_extra": without_defaults}

    received: Annotated[
        Amount | None,
        Field(
            description="What arrived. Omitted: `payable`. Anything but `payable` or `amount` sends the request to "
            "`review`."
        ),
    ] = None
    reference: Annotated[Line | None, Field(max_length=100, description="Names the money at the bank.")] = None
    till_id: Annotated[
        Id | None, Field(description="The till whose open shift it belongs to. Who has signed in there may omit it.")
    ] = None


class Rejection(Body):
    reason: Annotated[Line | None, Field(max_length=200, description="The buyer sees it.")] = None
    till_id: TillId = None


class TillQuery(Query):
    till_id: TillId = None


class RequestQuery(paging.CursorQuery):
    state: Annotated[State | None, Field(description="Only those in this state.")] = None
    till_id: TillId = None


class ImageQuery(TillQuery):
    format: Literal["svg", "png"] = "svg"


class RequestsOfOrder(Reply):
    payment_requests: Annotated[list[PaymentRequest], Field(description="Oldest first.")]
    payment_accounts: Annotated[
        list[PaymentAccount], Field(description="On which the order can be paid; empty unless it waits for money.")
    ]


class RequestPage(paging.CursorPage):
    payment_requests: Annotated[list[PaymentRequest], Field(description="Newest first.")]
    unmatched_notices: Annotated[
        list[UnmatchedNotice],
        Field(
            description="Notices of providers on these accounts that name no request or can't be read, of the last 180 "
            "days, at most 100, newest first. On the first page of those in `review`."
        ),
    ]


@of_orders.post("/<int:transaction_id>/payment-requests")
@of_orders.input(NewPaymentRequest)
@of_orders.output(PaymentRequest, 201)
@of_orders.doc(operation_id="payment_requests_create")
@problems(
    403, "order_of_others", "order_already_paid", "order_was_cancelled", "order_has_expired", "limit_reached",
    "till_of_others",
)  # fmt: skip
@key_required
@signed_in(scope="transactions:write", till=True)
def create(transaction_id: int, json_data: NewPaymentRequest) -> tuple[dict[str, Any], int]:
    """Ask for the money of a pending order on an account; for its buyer, its seller, their tills, and admins.

    The account belongs to the seller of all items. An open request for the same amount on the same account is returned
    again. Nothing is paid by the request: a person confirms what arrived, or the notice of a provider does. A provider
    is asked after the answer: `GET` the requests of the order until `payment_url` or `qris` is there.
    """
    caller = _caller()
    made = queries.sales.incoming.requests.add(
        transaction_id, json_data.account_id, json_data.amount, caller, json_data.till_id or caller.till_id
    )
    return request_reply(made), 201


@of_orders.get("/<int:transaction_id>/payment-requests")
@of_orders.input(TillQuery, location="query")
@of_orders.output(RequestsOfOrder)
@of_orders.doc(operation_id="payment_requests_of_order")
@problems(403, "order_of_others", "till_of_others")
@signed_in(scope="transactions:read", till=True)
def list_of_order(transaction_id: int, query_data: TillQuery) -> dict[str, Any]:
    """List the requests of an order, and the accounts on which it can be paid, for those who may ask for its money."""
    caller = _caller()
    found = queries.sales.incoming.requests.of_order(transaction_id, caller, query_data.till_id or caller.till_id)
    return {
        "payment_requests": [request_reply(row) for row in found["payment_requests"]],
        "payment_accounts": [account_reply(row) for row in found["payment_accounts"]],
    }


@bp.get("")
@bp.input(RequestQuery, location="query")
@bp.output(RequestPage)
@bp.doc(operation_id="payment_requests_list")
@problems(403, "till_of_others")
@role("seller", "admin", scope="transactions:read", till=True)
def list_requests(query_data: RequestQuery) -> dict[str, Any]:
    """List the requests on the caller's accounts, at a till on those of its owner, newest first.

    A `state` is the stored one: a request beyond its time is among `pending` until its order is released. `review` has
    all that a person must decide on, with notices that name no request.
    """
    caller = _caller()
    till_id, owner_id = query_data.till_id or caller.till_id, caller.user_id
    if till_id is not None:
        owner_id = queries.sales.till.drawers.require_place(till_id, caller).owner_id
    before = query_data.after_id(LARGEST_ID)
    rows = queries.sales.incoming.requests.page(owner_id, query_data.state, before, query_data.limit)
    page = paging.cursor_page("payment_requests", [request_reply(row) for row in rows], query_data, paging.by_id)
    first = query_data.state == "review" and not query_data.cursor
    return {**page, "unmatched_notices": queries.sales.incoming.notices.unmatched(owner_id) if first else []}


@bp.get("/<int:payment_request_id>/qr")
@bp.input(ImageQuery, location="query")
@bp.doc(operation_id="payment_requests_show_qr", responses=IMAGE)
@problems(403, "payment_request_not_found", "no_qr_code", "till_of_others")
@signed_in(scope="transactions:read", till=True)
def show_qr(payment_request_id: int, query_data: ImageQuery) -> Response:
    """Return the QR code of a request that is paid by QRIS."""
    caller = _caller()
    till_id = query_data.till_id or caller.till_id
    place = None if till_id is None else queries.sales.till.drawers.require_place(till_id, caller)
    found = queries.sales.incoming.requests.get_seen(payment_request_id, caller, place)
    if "qris" not in (found["payload"] or {}):
        raise Problem("no_qr_code")
    # The encoder takes a tenth of a second to load.
    from domain.payments import qr_images

    text = found["payload"]["qris"]
    if query_data.format == "png":
        return Response(qr_images.png(text), mimetype="image/png")
    return Response(qr_images.svg(text), mimetype="image/svg+xml")


@bp.post("/<int:payment_request_id>/confirm")
@bp.input(Confirmation)
@bp.output(PaymentRequest)
@bp.doc(operation_id="payment_requests_confirm")
@problems(403, "payment_request_not_found", "order_of_others", "till_of_others", "shift_closed")
@key_required
@signed_in(scope="payments:write", till=True)
def confirm(payment_request_id: int, json_data: Confirmation) -> dict[str, Any]:
    """Record that the money of a request arrived: the seller, their tills and admins, never the buyer.

    It becomes a payment of the order, with the code as its `adjustment`. Late money pays an expired order if its goods
    are still there. What the order can't take goes to `review` with a `review_reason`; confirm it again once that is
    mended, or reject it when the money went back. A request that is paid stays as it is.
    """
    caller = _caller()
    return request_reply(
        queries.sales.incoming.confirming.confirm(
            payment_request_id, json_data.received, json_data.reference, caller, json_data.till_id or caller.till_id
        )
    )


@bp.post("/<int:payment_request_id>/reject")
@bp.input(Rejection)
@bp.output(PaymentRequest)
@bp.doc(operation_id="payment_requests_reject")
@problems(
    403, "payment_request_not_found", "order_of_others", "payment_request_paid", "till_of_others", "payment_reported",
)  # fmt: skip
@key_required
@signed_in(scope="payments:write", till=True)
def reject(payment_request_id: int, json_data: Rejection) -> dict[str, Any]:
    """Close a request for which nothing arrived, or whose money went back to the buyer. It is then `failed`.

    If its provider told of a payment (`provider_events`), only the owner, a manager or an admin may.
    """
    caller = _caller()
    till_id = json_data.till_id or caller.till_id
    return request_reply(
        queries.sales.incoming.confirming.reject(payment_request_id, json_data.reason or "", caller, till_id)
    )


def _caller() -> Caller:
    return Caller(g.identity.user_id, g.identity.roles, request_language(), g.identity.till_id)
