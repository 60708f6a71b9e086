"""Customers of a seller: list, add, change, erase, export, and what they owe."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any, Literal

from apiflask import APIBlueprint
from flask import g
from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

import queries.sales.customers.debts
import queries.sales.customers.export
import queries.sales.customers.records
import queries.sales.customers.repayments
import queries.sales.till.drawers
from auth import role
from domain.commerce import customers
from domain.commerce.offline import Type
from domain.commerce.orders import Caller
from errors import request_language
from problems import invalid
from routes.sales.order_schemas import Method, MoneyMethod, OrderPayment, SaleWithBuyer
from web import paging
from web.idempotency import key_required, names_customer
from web.openapi.field_types import (
    LARGEST_ID,
    Body,
    Instant,
    Line,
    Message,
    NotNull,
    PartialUpdate,
    Prose,
    Query,
    Reply,
    Rupiah,
    problems,
)
from web.rate_limits.concurrency import expensive_call

bp = APIBlueprint("customers", __name__, tag="customers")


def _phone(text: str) -> str:
    number = customers.phone_number(text)
    if number is None:
        raise PydanticCustomError("phone_number", "no phone number")
    return number


Name = Annotated[Line, Field(max_length=100)]
Phone = Annotated[
    Annotated[str, Field(max_length=30), AfterValidator(_phone)] | None,
    Field(description="As 0812… or +62 812…; stored as +62812…. No two customers of a seller have the same."),
]
Note = Annotated[Prose, Field(max_length=500)]
CreditLimit = Annotated[Rupiah, Field(description="What they may owe at most; 0: nothing is sold to them on credit.")]


class CustomerCreate(Body):
    name: Name
    phone: Phone = None
    note: Note = ""
    credit_limit: CreditLimit = 0


class CustomerUpdate(PartialUpdate):
    name: Annotated[Name, NotNull] = ""
    phone: Phone = None
    note: Annotated[Note, NotNull] = ""
    credit_limit: Annotated[CreditLimit, NotNull] = 0


class UnpaidSale(Reply):
    transaction_id: int
    created_at: Instant
    due_on: Annotated[date | None, Field(description="The day by which it is to be paid, if one was agreed.")]
    unpaid: int


class Customer(Reply):
    id: int
    name: str
    phone: Annotated[str | None, Field(description="With a + and the country code.")]
    note: str
    credit_limit: int
    balance: Annotated[int, Field(description="What they owe.")]
    oldest_unpaid: Annotated[UnpaidSale | None, Field(description="The oldest sale for which they owe something.")]
    created_at: Instant


class CustomerQuery(paging.CursorQuery):
    cursor: Annotated[str | None, paging.cursor_field(paging.TEXT, paging.NUMBER)] = ""
    search: Annotated[
        str, Field(max_length=100, description="The beginning of the name or of the phone number, as 0812 or +62812.")
    ] = ""
    debt: Annotated[bool, Field(description="Only those who owe something, most first.")] = False


class CustomerPage(paging.CursorPage):
    customers: list[Customer]


class DeleteOptions(Query):
    write_off: Annotated[bool, Field(description="Write off what they owe.")] = False


class AccountEntry(Reply):
    id: int
    created_at: Instant
    delta: Annotated[int, Field(description="Above 0: they owe more.")]
    balance: Annotated[int, Field(description="What they owed after it.")]
    reason: Literal["sale", "repayment", "refund", "write_off"]
    transaction_id: Annotated[int, Field(description="The sale on credit that it is about.")]
    payment_id: int | None
    method: Annotated[
        Method | None,
        Field(description="That of the payment."),
    ]
    due_on: date | None
    actor_id: int
    actor_name: str


class AccountPage(paging.CursorPage):
    entries: list[AccountEntry]


class PaidSale(Reply):
    transaction_id: int
    amount: int
    left: Annotated[int, Field(description="What is left to pay for it.")]


class Repayment(Reply):
    id: int
    method: MoneyMethod
    amount: int
    tendered: int | None
    adjustment: Annotated[int, Field(description="What rounding to coins added to the cash, beside the amount.")]
    change: int
    reference: str
    created_at: Instant
    balance: Annotated[int, Field(description="What the customer still owes.")]
    sales: Annotated[list[PaidSale], Field(description="What it pays, oldest first.")]


class UnbookedItem(Reply):
    client_id: str
    type: Type
    state: Literal["review", "rejected"]
    at: Annotated[Instant, Field(description="By the clock of the till.")]
    received_at: Instant
    body: Annotated[dict[str, Any], Field(description="The item, as the till has sent it.")]


class CustomerExport(Reply):
    customer: Customer
    sales: Annotated[list[SaleWithBuyer], Field(description="Newest first.")]
    entries: Annotated[list[AccountEntry], Field(description="Newest first.")]
    items: Annotated[
        list[UnbookedItem],
        Field(description="What tills without a network have sent and is not in the books, latest first."),
    ]


@bp.get("")
@bp.input(CustomerQuery, location="query")
@bp.output(CustomerPage)
@bp.doc(operation_id="customers_list")
@role("seller", "admin", scope="customers:read", till=True)
def list_customers(query_data: CustomerQuery) -> dict[str, Any]:
    """List the caller's customers in the order of their names; with `debt=true` those who owe something, most first.

    Nobody sees the customers of others, admins neither. At a till they are those of its owner.
    """
    owner_id, search = _owner_id(), query_data.search.strip()
    if query_data.debt:
        rows = queries.sales.customers.records.page_of_debtors(owner_id, search, query_data.limit, _after(query_data))
        return paging.cursor_page("customers", rows, query_data, lambda row: (str(row["balance"]), row["id"]))
    after = query_data.after(str, int, start=("", 0))
    rows = queries.sales.customers.records.page(owner_id, search, query_data.limit, after)
    return paging.cursor_page("customers", rows, query_data, lambda row: (row["name"], row["id"]))


@bp.post("")
@bp.input(CustomerCreate)
@bp.output(Customer, 201)
@bp.doc(operation_id="customers_create")
@problems(409)
@role("seller", "admin", scope="customers:write")
def create(json_data: CustomerCreate) -> dict[str, Any]:
    """Add a customer of the caller, who needs no account."""
    made = queries.sales.customers.records.add(g.identity.user_id, json_data.model_dump())
    names_customer(made["id"])
    return made


@bp.get("/<int:customer_id>")
@bp.output(Customer)
@bp.doc(operation_id="customers_show")
@role("seller", "admin", scope="customers:read", till=True)
def show(customer_id: int) -> dict[str, Any]:
    """Return a customer of the caller, at a till one of its owner."""
    return queries.sales.customers.records.get(_owner_id(), customer_id)


@bp.patch("/<int:customer_id>")
@bp.input(CustomerUpdate)
@bp.output(Customer)
@bp.doc(operation_id="customers_update")
@problems(409)
@role("seller", "admin", scope="customers:write")
def update(customer_id: int, json_data: CustomerUpdate) -> dict[str, Any]:
    """Change the given fields of a customer. A limit below what they owe only stops further credit."""
    fields = json_data.model_dump(exclude_unset=True)
    changed = queries.sales.customers.records.update(g.identity.user_id, customer_id, fields)
    names_customer(customer_id)
    return changed


@bp.delete("/<int:customer_id>")
@bp.input(DeleteOptions, location="query")
@bp.output(Message)
@bp.doc(operation_id="customers_delete")
@problems("customer_owes")
@role("seller", "admin", scope="customers:write")
def delete(customer_id: int, query_data: DeleteOptions) -> dict[str, Any]:
    """Erase name, phone number and note of a customer, who must owe nothing unless it is written off.

    The reasons of refunds of their sales, which may name them, are erased, too, and what was typed in items of tills
    without a network that wait for a review. Rejected ones keep nothing.
    Their sales stay, as the books need them, with an id that leads to nobody. The audit log never had the erased.
    Repeating a call that named them, under its `Idempotency-Key`, is a 409 `idempotent_answer_lost`, and adds nobody.
    """
    user_id = g.identity.user_id
    with expensive_call():
        queries.sales.customers.records.erase(user_id, customer_id, query_data.write_off, user_id)
    return {"msg": "The customer is erased."}


@bp.get("/<int:customer_id>/export")
@bp.output(CustomerExport)
@bp.doc(operation_id="customers_export")
@role("seller", "admin", scope="customers:read")
def export(customer_id: int) -> dict[str, Any]:
    """Return all that the shop keeps of a customer, for them to have. The export is recorded in the activities."""
    with expensive_call():
        return queries.sales.customers.export.export(g.identity.user_id, customer_id)


@bp.get("/<int:customer_id>/account")
@bp.input(paging.CursorQuery, location="query")
@bp.output(AccountPage)
@bp.doc(operation_id="customers_show_account")
@role("seller", "admin", scope="customers:read")
def show_account(customer_id: int, query_data: paging.CursorQuery) -> dict[str, Any]:
    """List each change of what a customer owes, newest first."""
    queries.sales.customers.records.get(g.identity.user_id, customer_id)
    rows = queries.sales.customers.debts.page(customer_id, query_data.after_id(LARGEST_ID), query_data.limit)
    return paging.cursor_page("entries", rows, query_data, paging.by_id)


@bp.post("/<int:customer_id>/payments")
@bp.input(OrderPayment)
@bp.output(Repayment, 201)
@bp.doc(operation_id="customers_repay")
@problems(403, "till_of_others", "shift_closed", "sum_too_large")
@key_required
@role("seller", "admin", scope="customers:write", till=True)
def repay(customer_id: int, json_data: OrderPayment) -> tuple[dict[str, Any], int]:
    """Record what a customer pays back, without an `amount` all that they owe.

    It pays the oldest sales first. More than they owe is refused, with what they owe. At a till the money belongs to
    its open shift, and cash is rounded to coins.
    """
    till_id = json_data.till_id or g.identity.till_id
    return queries.sales.customers.repayments.repay(customer_id, json_data.as_payment(), _caller(), till_id), 201


def _after(query: CustomerQuery) -> tuple[int, int] | None:
    """Return the balance and the id behind which a page of debtors begins, if it is not the first one."""
    balance, customer_id = query.after(str, int, start=("", 0))
    if not query.cursor:
        return None
    if not re.fullmatch("[0-9]{1,18}", balance, re.ASCII):
        raise invalid("cursor", "cursor")
    return int(balance), customer_id


def _caller() -> Caller:
    return Caller(g.identity.user_id, g.identity.roles, request_language(), g.identity.till_id)


def _owner_id() -> int:
    """Return whose customers the caller works with: their own, at a till those of its owner."""
    till_id = g.identity.till_id
    if till_id is None:
        return int(g.identity.user_id)
    return queries.sales.till.drawers.require_place(till_id, _caller()).owner_id
