"""Vouchers: a seller's own, and whether one can be used."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Any

from apiflask import APIBlueprint
from flask import g
from pydantic import Field

import queries.sales.vouchers
from auth import public, role
from domain.commerce.discounts import Rule, Verdict, VoucherKind
from domain.commerce.orders import Order
from errors import request_language
from messages import FIELDS
from routes.sales import transactions
from routes.sales.order_schemas import Goods, VoucherCode
from web import paging
from web.idempotency import read_only
from web.openapi.field_types import (
    LARGEST_AMOUNT,
    LARGEST_ID,
    Body,
    Id,
    Instant,
    Moment,
    NotNull,
    PartialUpdate,
    Reply,
    Rupiah,
    problems,
)

bp = APIBlueprint("vouchers", __name__, tag="transactions")

Value = Annotated[int, Field(ge=1, le=LARGEST_AMOUNT, description="percent: 1 to 100; amount: rupiah.")]
Minimum = Annotated[Rupiah, Field(description="What the seller's goods must cost, after other discounts.")]
Most = Annotated[
    Annotated[int, Field(ge=1, le=LARGEST_AMOUNT)] | None, Field(description="The most that a percentage takes off.")
]
Starts = Annotated[Moment | None, Field(description="The first moment of its use. Null: at once.")]
Ends = Annotated[Moment | None, Field(description="The moment from which on it is refused. Null: never.")]
Limit = Annotated[int, Field(ge=1, le=1_000_000_000)]
LimitTotal = Annotated[Limit | None, Field(description="How often it may be used. Null: as often as one likes.")]
LimitEach = Annotated[
    Limit | None,
    Field(
        description="How often each buyer may use it: an account, or at the counter a customer (`customer_id`). "
        "A walk-in customer can't use it then."
    ),
]


class NewVoucher(Body):
    code: VoucherCode
    kind: VoucherKind
    value: Value
    minimum: Minimum = 0
    most: Most = None
    starts_at: Starts = None
    ends_at: Ends = None
    limit_total: LimitTotal = None
    limit_each: LimitEach = None
    active: bool = True


class VoucherUpdate(PartialUpdate):
    code: Annotated[VoucherCode, NotNull] = ""
    kind: Annotated[VoucherKind, NotNull] = "amount"
    value: Annotated[Value, NotNull] = 1
    minimum: Annotated[Minimum, NotNull] = 0
    most: Most = None
    starts_at: Starts = None
    ends_at: Ends = None
    limit_total: LimitTotal = None
    limit_each: LimitEach = None
    active: Annotated[bool, Field(description="False: withdrawn."), NotNull] = True


class Voucher(Reply):
    id: int
    code: str
    kind: VoucherKind
    value: int
    minimum: int
    most: int | None
    starts_at: Instant | None
    ends_at: Instant | None
    limit_total: int | None
    limit_each: int | None
    used: Annotated[int, Field(description="Its uses. An order that is cancelled or expires gives its own back.")]
    active: bool
    created_at: Instant


class VoucherCheck(Goods):
    code: VoucherCode
    till_id: Annotated[
        Id | None,
        Field(description="The till that sells, from the stock sold there. Who has signed in there may omit it."),
    ] = None
    customer_id: Annotated[
        Id | None,
        Field(description="At the counter: a customer of the seller. Omitted at a till: a walk-in customer."),
    ] = None

    def as_order(self) -> Order:
        """Return what the body asks for."""
        return replace(super().as_order(), voucher=self.code, till_id=self.till_id, customer_id=self.customer_id)


class RuleVerdict(Reply):
    rule: Rule
    ok: bool
    msg: Annotated[str | None, Field(description="Why not, in the language of Accept-Language.")]
    minimum: int | None = None
    reached: Annotated[int | None, Field(description="What the seller's goods cost.")] = None
    starts_at: Instant | None = None
    ends_at: Instant | None = None
    limit: int | None = None
    used: Annotated[
        int | None, Field(description="The buyer's uses so far. Null of uses_of_buyer: a walk-in customer.")
    ] = None


class Checked(Reply):
    accepted: bool
    amount: Annotated[int, Field(description="What it takes off; 0 if it is refused.")]
    rules: Annotated[list[RuleVerdict], Field(description="The verdict of each rule of the voucher.")]


class VoucherPage(paging.CursorPage):
    vouchers: list[Voucher]


@bp.get("")
@bp.input(paging.CursorQuery, location="query")
@bp.output(VoucherPage)
@bp.doc(operation_id="vouchers_list")
@role("seller", "admin")
def list_vouchers(query_data: paging.CursorQuery) -> dict[str, Any]:
    """List the caller's vouchers, as a seller, newest first."""
    rows = queries.sales.vouchers.page(g.identity.user_id, query_data.after_id(LARGEST_ID), query_data.limit)
    return paging.cursor_page("vouchers", rows, query_data, paging.by_id)


@bp.post("")
@bp.input(NewVoucher)
@bp.output(Voucher, 201)
@bp.doc(operation_id="vouchers_create")
@problems(409)
@role("seller", "admin")
def create(json_data: NewVoucher) -> dict[str, Any]:
    """Create a voucher for the goods of the caller.

    It is taken off what is left of their prices after other discounts, before service charge and taxes.
    """
    return queries.sales.vouchers.add(g.identity.user_id, json_data.model_dump())


@bp.route("/<int:voucher_id>", methods=["PUT", "PATCH"])
@bp.input(VoucherUpdate)
@bp.output(Voucher)
@bp.doc(operation_id="vouchers_update")
@problems("voucher_not_found", 409)
@role("seller", "admin")
def update(voucher_id: int, json_data: VoucherUpdate) -> dict[str, Any]:
    """Set the given fields of an own voucher. `active: false` withdraws it; past orders keep what it took off."""
    fields = json_data.model_dump(exclude_unset=True)
    return queries.sales.vouchers.update(voucher_id, g.identity.user_id, fields)


@bp.post("/check")
@bp.input(VoucherCheck)
@bp.output(Checked)
@bp.doc(operation_id="vouchers_check")
@problems(401, 403, 409, "till_of_others")
@read_only
@public(scope="transactions:write", till=True)
def check(json_data: VoucherCheck) -> dict[str, Any]:
    """Tell whether a quote of these items would accept the voucher, with the verdict of each rule.

    Goods that can't be sold are the problems of a quote. Name the till and the customer of a sale at the counter, as
    that does. `rule` is known: a seller of the items has such a voucher; active: it was not withdrawn; started,
    not_ended: its time; minimum: what the goods must cost; uses_left: all its uses; uses_of_buyer: those of one buyer,
    an account or a customer.
    """
    amount, found = transactions.judge_voucher(json_data.as_order())
    rules = [
        {
            "rule": each.rule,
            "ok": each.ok,
            "msg": None if each.ok else _sentence(each),
            **each.values,
        }
        for each in found
    ]
    return {"accepted": all(each.ok for each in found), "amount": amount, "rules": rules}


def _sentence(verdict: Verdict) -> str:
    fault = queries.sales.vouchers.fault(verdict)
    return FIELDS[fault.code].translate(request_language(), fault.words)
