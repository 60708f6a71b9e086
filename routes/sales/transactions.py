"""Orders and sales: create, quote, list and show."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Any, Literal

from apiflask import APIBlueprint
from flask import current_app, g, jsonify
from pydantic import Field

import queries.sales.checkout
import queries.sales.transactions
from auth import caller, public, require_caller, signed_in
from domain.commerce import days
from domain.commerce.discounts import Verdict
from domain.commerce.orders import Caller, Order
from errors import request_language
from messages import NOTICES
from problems import Problem, invalid
from queries.sales.checkout import Terms
from routes.sales.order_schemas import Basket, NewSale, Quote, SaleWithBuyer
from web import idempotency, paging
from web.idempotency import own_transaction, read_only
from web.openapi.field_types import LARGEST_ID, Query, Reply, problems
from web.query_parameters import DayRange

bp = APIBlueprint("transactions", __name__, tag="transactions")


Scope = Literal["own", "sales", "all"]


class SaleOptions(Query):
    dry_run: Annotated[
        bool,
        Field(
            description="Return a quote and sell nothing. Use `POST /api/transactions/quote` instead.",
            deprecated=True,
        ),
    ] = False


CREATE_RESPONSES: dict[int | str, Any] = {
    200: {
        "description": "A quote, with dry_run=true",
        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Quote"}}},
    },
    201: {"description": "The sale"},
}


class SaleQuery(paging.CursorQuery, DayRange):
    scope: Annotated[
        Scope,
        Field(description="own: the caller's purchases; sales: a seller's own sales; all: every sale, for admins."),
    ] = "own"
    status: Annotated[
        Literal["pending"] | None,
        Field(description="pending: only orders that wait for a payment; the days are those of the order."),
    ] = None


class SaleNotice(Reply):
    code: Literal["own_purchases"]
    msg: str


class SalePage(paging.CursorPage):
    scope: Annotated[Scope, Field(description="Scope of the list.")]
    transactions: list[SaleWithBuyer]
    notice: Annotated[
        SaleNotice | None,
        Field(description="Set if a seller sent no `scope`: the list holds their purchases, not their sales."),
    ]


@bp.post("")
@bp.input(SaleOptions, location="query")
@bp.input(Basket)
@bp.output(NewSale, 201)
@bp.doc(
    operation_id="transactions_create",
    responses=CREATE_RESPONSES,
    extensions={"x-answered-by": {"200": {"dry_run": True}}},
)
@problems(
    403, 409, "order_of_others", "voucher_refused", "discount_too_large", "idempotency_key_required", "till_of_others",
    "till_inactive", "shift_closed", "payment_required", "sum_too_large",
)  # fmt: skip
@own_transaction
@signed_in(scope="transactions:write", till=True)
def create(query_data: SaleOptions, json_data: Basket) -> Any:
    """Sell the items to the caller at the current catalogue prices, or take their order.

    With `UNPAID=accept` it is a sale at once. Otherwise the order is `pending`: it keeps its goods for 60 minutes, in
    which `POST /api/transactions/{id}/pay` records its payment. Either all items are sold or none. The buyer of a sale
    is enrolled in its `courses` at once. A course that the buyer owns already (409 `course_already_owned`), lacks the
    prerequisites for (`prerequisites_missing`) or can't enter at all (`course_closed`) is refused by the quote, too. So
    is what a former seller offers (`seller_unavailable`). A buyer with 20 orders of the last 24 hours without a payment
    places no further one that waits (`too_many_unpaid_orders`); of one who has never paid, 5. Without a verified e-mail
    address one order at a time may wait (`verified_email_required`), and none with a voucher that has a `limit_total`
    (`voucher_needs_verified_email`), unless the shop sends no e-mails. Together the orders that wait hold at most 20
    units, or goods of 10,000,000 rupiah or of three times what the buyer has paid their sellers in a year
    (`unpaid_orders_too_large`).
    Send the quote's total as `expected_total`, so that a price that has changed in the meantime is never charged
    unseen. With an `Idempotency-Key` header a repeated call returns the first answer with `Idempotent-Replayed: true`
    and sells nothing more.

    The seller of all items, and admins, may take off a `discount`; a buyer gets a 403 `discount_too_large`. A `voucher`
    of a seller takes off its part from their items, or is refused with the verdict of each rule (409
    `voucher_refused`).

    With `payments` it is a sale at the counter: the seller of all items (admins: of any one seller) sells them to a
    walk-in customer, and the sale is paid at once. It needs an `Idempotency-Key`. A `client_id` names it for longer
    than the key is kept: another call with it returns the sale as it stands, with `Idempotent-Replayed: true`. With
    `till_id` the owner of a till or their staff sell at it, in its open shift: the sale gets the till's next receipt
    number, and cash is rounded to the coins of the outlet (`adjustment`).
    """
    key = idempotency.key_header()
    order = _at_till(json_data.as_order())
    if order.till_id is not None and not order.payments:
        raise Problem("payment_required")
    if order.customer_id is not None and not order.payments:
        raise invalid("customer_id", "only_with_payments")
    if query_data.dry_run:
        return jsonify(Quote.model_validate(_quote(order)).model_dump())
    if order.at_counter and key is None:
        raise Problem("idempotency_key_required")
    sale, replayed = queries.sales.checkout.sell(order, buyer(), terms(), key)
    return sale, 201, {idempotency.REPLAYED: "true"} if replayed else {}


@bp.post("/quote")
@bp.input(Basket)
@bp.output(Quote)
@bp.doc(operation_id="transactions_quote")
@problems(401, 403, 409, "voucher_refused", "discount_too_large")
@read_only
@public(scope="transactions:write", till=True)
def quote(json_data: Basket) -> dict[str, Any]:
    """Return the price of the items at this moment, or the problem that a sale would meet. Nothing is sold.

    With `till_id`, or by who has signed in at a till, it is that of a sale at the till, from the stock that is sold
    there. With `customer_id` it is that of a sale to a customer of the seller, before the `payments` are known, too.

    Send the quote's total as the sale's `expected_total`. Visitors get a quote, too, without the
    checks that depend on an account, such as a course that they own already. `too_many_unpaid_orders` is met by orders
    alone.
    """
    return _quote(json_data.as_order())


@bp.get("")
@bp.input(SaleQuery, location="query")
@bp.output(SalePage)
@bp.doc(operation_id="transactions_list")
@problems(403)
@signed_in(scope="transactions:read")
def list_transactions(query_data: SaleQuery) -> dict[str, Any]:
    """List orders and sales, newest first, with cursor pagination; `from` and `to` limit the days.

    The days are those of the order, with `scope=sales` those on which it was paid. Without a `scope` the list holds the
    caller's own purchases; sellers get a notice that says so. `scope=sales` lists what a seller has sold.
    """
    before = query_data.after_id(LARGEST_ID)
    user, span, most = g.identity, _span(query_data), query_data.limit
    if query_data.scope == "all":
        if not user.has_role("admin"):
            raise Problem("forbidden", roles="admin")
    elif query_data.scope == "sales" and not user.has_role("seller"):
        raise Problem("forbidden", roles="seller")
    if query_data.status:
        rows = queries.sales.transactions.page_of_pending(
            before,
            most,
            span,
            user.user_id if query_data.scope == "own" else None,
            user.user_id if query_data.scope == "sales" else None,
        )
    elif query_data.scope == "all":
        rows = queries.sales.transactions.page_of_all(before, most, span)
    elif query_data.scope == "sales":
        rows = queries.sales.transactions.page_of_seller(user.user_id, before, most, span)
    else:
        rows = queries.sales.transactions.page_of_buyer(user.user_id, before, most, span)
    is_default_scope = "scope" not in query_data.model_fields_set and user.has_role("seller")
    notice = {"code": "own_purchases", "msg": NOTICES["own_purchases"].translate(request_language(), {})}
    return {
        **paging.cursor_page("transactions", rows, query_data, paging.by_id),
        "scope": query_data.scope,
        "notice": notice if is_default_scope else None,
    }


@bp.get("/<int:transaction_id>")
@bp.output(SaleWithBuyer)
@bp.doc(operation_id="transactions_show")
@signed_in(scope="transactions:read", till=True)
def show(transaction_id: int) -> dict[str, Any]:
    """Return one sale to its buyer, its cashier or an admin; sellers see their own items of it.

    Who has signed in at a till sees what was sold there.
    """
    if g.identity.till_id is not None:
        return queries.sales.transactions.get_whole(transaction_id, g.identity.till_id)
    return queries.sales.transactions.get(transaction_id, g.identity.user_id, g.identity.has_role("admin"))


def _span(query: SaleQuery) -> queries.sales.transactions.Span | None:
    if query.first is None and query.last is None:
        return None
    return days.beginning(query.first or days.FIRST), days.end(query.last or days.LAST)


def judge_voucher(order: Order) -> tuple[int, list[Verdict]]:
    """Return what the order's voucher takes off for the caller, and the verdict of each of its rules."""
    found = _possible_caller(order)
    return queries.sales.checkout.judge_voucher(order if found is None else _at_till(order), found, terms())


def _possible_caller(order: Order) -> Caller | None:
    """Return the caller, or None for a visitor, who gives no discount and has neither till nor customers."""
    if order.is_discounted or order.till_id is not None or order.customer_id is not None:
        require_caller()
    return buyer() if caller() else None


def _quote(order: Order) -> dict[str, Any]:
    found = _possible_caller(order)
    return queries.sales.checkout.quote(order if found is None else _at_till(order), found, terms())


def _at_till(order: Order) -> Order:
    """Return the order, which is at the caller's till if they have signed in at one."""
    return replace(order, till_id=order.till_id or g.identity.till_id)


def buyer() -> Caller:
    """Return who calls, for an order."""
    user = g.identity
    return Caller(user.user_id, user.roles, request_language(), user.till_id, user.has_scope("customers:read"))


def terms() -> Terms:
    """Return what the operator has set for orders."""
    config = current_app.config
    return Terms(config["TAX_REGISTERED"], config["UNPAID"], config["VERIFIES_EMAILS"])
