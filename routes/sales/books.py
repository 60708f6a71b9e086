"""The books of a seller: sales, payments, taxes, shifts and stock of some days, and what customers owe."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

from apiflask import APIBlueprint
from flask import g
from pydantic import Field

import queries.accounts.activities
from auth import role
from domain.commerce.measures import Measure
from domain.commerce.tax import Code
from queries.sales.books import groups, lines, money, owed, stock
from routes.sales.reports import CSV_RESPONSE, Amount, SellerId, date_range, seller_of
from routes.sales.till.outlets import Zone
from web import downloads
from web.openapi.field_types import Id, Instant, Query, Reply, problems
from web.query_parameters import Day, DayRange
from web.rate_limits.concurrency import expensive_call

bp = APIBlueprint("reports", __name__, tag="reports")

MAX_SPAN_DAYS = 366


Format = Annotated[Literal["json", "csv"], Field(description="csv: the groups as a file.")]


class BooksQuery(DayRange):
    first: Annotated[Day | None, Field(alias="from", description="The first day, in the outlet's zone.")] = None
    last: Annotated[Day | None, Field(alias="to", description="The last day, in the outlet's zone.")] = None
    outlet_id: Annotated[
        Id | None, Field(description="Only this outlet. Sales without a till are those of the default one.")
    ] = None
    seller_id: SellerId = None
    format: Format = "json"


class SalesBooksQuery(BooksQuery):
    by: Annotated[
        lines.SalesBy,
        Field(description="hour: of the day; method: that of the payments, `mixed` if there are several."),
    ] = "day"


class PaymentBooksQuery(BooksQuery):
    by: Annotated[money.PaymentsBy, Field(description="hour: of the day; cashier: who took the money.")] = "method"


class StockBooksQuery(DayRange):
    first: Annotated[Day | None, Field(alias="from", description="The first day, in the default outlet's zone.")] = None
    last: Annotated[Day | None, Field(alias="to", description="The last day, in the default outlet's zone.")] = None
    by: stock.StockBy = "product"
    seller_id: SellerId = None
    format: Format = "json"


class DebtsQuery(Query):
    format: Format = "json"


class SalesSums(Reply):
    sales: Annotated[int | None, Field(description="Null by product and category: a sale may have several.")]
    lines: int
    gross: Annotated[Amount, Field(description="Prices times quantities.")]
    discount: Amount
    service: Amount
    added: Annotated[Amount, Field(description="Tax on top of prices that do not include it.")]
    total: Annotated[
        Amount, Field(description="`gross` less `discount`, with `service` and `added`: what buyers paid.")
    ]
    tax: Annotated[Amount, Field(description="The tax in `total`.")]
    net: Annotated[Amount, Field(description="`total` less `tax`.")]
    refunded: Annotated[
        Amount, Field(description="Given back on these days, whenever it was sold. It is not taken off `total`.")
    ]
    refunded_tax: Annotated[Amount, Field(description="The tax in `refunded`, which is not taken off `tax`.")]


class PaymentSums(Reply):
    payments: int
    received: Annotated[Amount, Field(description="For sales.")]
    repaid: Annotated[Amount, Field(description="By customers who had bought on credit.")]
    given_back: Amount
    adjustment: Annotated[Amount, Field(description="What rounding to coins added to cash, and codes to transfers.")]
    total: Annotated[Amount, Field(description="`received` and `repaid`, less `given_back`, with `adjustment`.")]
    change: Annotated[Amount, Field(description="What was returned of the cash that was handed over.")]
    moved: Annotated[Amount, Field(description="Cash put into drawers, less what was taken out. It is not in `total`.")]


class TaxSums(Reply):
    lines: int
    base: Annotated[Amount, Field(description="What was sold, without tax.")]
    tax: Amount
    refunded_base: Annotated[Amount, Field(description="Given back in the month, without tax, whenever it was sold.")]
    refunded_tax: Amount


class Group(Reply):
    key: Annotated[
        str | None,
        Field(description="A day, an hour from 0 to 23, an id, or a method. Null: none, such as no cashier."),
    ]
    name: Annotated[str | None, Field(description="Today's name of the product, category, cashier or outlet.")]


class SalesGroup(SalesSums, Group):
    pass


class PaymentGroup(PaymentSums, Group):
    pass


class TaxGroup(TaxSums):
    month: Annotated[str, Field(pattern=r"^[0-9]{4}-[0-9]{2}$")]
    tax_code: Annotated[Literal[Code, "none"], Field(description="The kind of tax; none: without a tax profile.")]


class Moment(Reply):
    as_of: Annotated[Instant, Field(description="Moment at which the figures were computed.")]
    zone: Zone


class Span(Moment):
    first: Annotated[date, Field(alias="from")]
    last: Annotated[date, Field(alias="to")]


class BookSpan(Span):
    outlet_id: int | None


class SalesBooks(BookSpan):
    by: lines.SalesBy
    totals: SalesSums
    groups: Annotated[list[SalesGroup], Field(description="Those with sales, in the order of their keys.")]


class PaymentBooks(BookSpan):
    by: money.PaymentsBy
    totals: PaymentSums
    groups: Annotated[list[PaymentGroup], Field(description="Those with payments, in the order of their keys.")]


class TaxBooks(BookSpan):
    totals: TaxSums
    groups: Annotated[list[TaxGroup], Field(description="By month and kind of tax.")]


class ShiftSums(Reply):
    shifts: int
    closed: Annotated[int, Field(description="Those of them whose cash was counted; the sums are theirs.")]
    opening: Amount
    expected: Amount
    counted: Amount
    variance: Amount


class ShiftRow(Reply):
    shift_id: int
    outlet_id: int
    outlet_name: str
    till_id: int
    till_name: str
    opened_at: Instant
    opened_by_name: str
    closed_at: Instant | None
    closed_by_name: str | None
    opening: Amount
    expected: Annotated[Amount | None, Field(description="The cash that should be in the drawer. Null: still open.")]
    counted: Amount | None
    variance: Annotated[Amount | None, Field(description="`counted` less `expected`: below 0 cash is missing.")]


class ShiftBooks(BookSpan):
    totals: ShiftSums
    shifts: Annotated[list[ShiftRow], Field(description="In the order of their opening.")]


class StockQuantities(Reply):
    measure: Annotated[Measure, Field(description="What the quantities count.")]
    start: Annotated[int, Field(description="In stock as the first day began.")]
    received: int
    sold: Annotated[int, Field(description="Taken by orders, paid or not, less what cancelled ones returned.")]
    returned: Annotated[int, Field(description="Back by refunds.")]
    wasted: int
    counted: Annotated[int, Field(description="What counts and corrections have added; below 0: it was missing.")]
    other: Annotated[int, Field(description="First stocks, edits, imports, and transfers from and to outlets.")]
    end: Annotated[
        int,
        Field(
            description="`start`, `received`, `returned`, `counted` and `other`, less `sold` and `wasted`. Of today: "
            "what is in stock."
        ),
    ]


class StockSums(Reply):
    products: Annotated[int, Field(description="Those that were in stock or moved.")]
    value: Annotated[Amount, Field(description="`end` at today's cost, as far as that is known.")]
    without_cost: Annotated[int, Field(description="Products that are left and have no cost.")]
    quantities: Annotated[list[StockQuantities], Field(description="By measure.")]


class StockGroup(StockQuantities):
    key: Annotated[str | None, Field(description="The id of the product or category. Null: no category.")]
    name: Annotated[str | None, Field(description="Today's name.")]
    products: int
    value: Annotated[Amount | None, Field(description="`end` at today's cost. Null: no cost is known.")]
    without_cost: int


class StockBooks(Span):
    by: stock.StockBy
    totals: StockSums
    groups: Annotated[
        list[StockGroup], Field(description="In the order of their keys. A category has a row for each measure.")
    ]


class DebtSums(Reply):
    sales: Annotated[int, Field(description="Those for which something is owed.")]
    days_0_30: Annotated[Amount, Field(description="Due for at most 30 days, or not due yet.")]
    days_31_60: Amount
    days_61_90: Amount
    days_over_90: Amount
    balance: Annotated[Amount, Field(description="The sum of all ages: what is owed.")]


class DebtTotals(DebtSums):
    customers: int


class Debtor(DebtSums):
    customer_id: int
    name: str
    phone: str | None
    oldest: Annotated[date, Field(description="The day on which the oldest of it was due.")]


class DebtBooks(Moment):
    totals: DebtTotals
    customers: Annotated[list[Debtor], Field(description="Most first.")]


@bp.get("/sales")
@bp.input(SalesBooksQuery, location="query")
@bp.output(SalesBooks)
@bp.doc(operation_id="reports_show_sales", responses=CSV_RESPONSE)
@problems(404)
@role("seller", "admin", scope="analytics:read")
def show_sales(query_data: SalesBooksQuery) -> Any:
    """Return what was sold and what was given back. Each `by` has the same totals.

    A refund belongs to its own day and hour, and to the product, cashier, outlet and method of its sale.

    Without `from` and `to` it covers the last 30 days. Sellers and admins get their own sales, admins with `seller_id`
    those of a seller. More than 2,000 groups are a 422.
    """
    place, first, last = _chosen(query_data)
    with expensive_call():
        found = lines.sales(place, groups.days_of(place, first, last), query_data.by)
    columns = ("key", "name", *lines.SALES_FIGURES)
    return _answer(query_data, "sales", columns, _span(place, first, last) | {"by": query_data.by} | found)


@bp.get("/payments")
@bp.input(PaymentBooksQuery, location="query")
@bp.output(PaymentBooks)
@bp.doc(operation_id="reports_show_payments", responses=CSV_RESPONSE)
@problems(404)
@role("seller", "admin", scope="analytics:read")
def show_payments(query_data: PaymentBooksQuery) -> Any:
    """Return what was paid and given back, by the moment of the payment. Each `by` has the same totals.

    What was sold on credit counts as paid by the method credit, and what customers pay back of it counts again, as
    `repaid`. By method, `total` and `moved` of cash are what drawers have gained. Payments of orders with goods of
    several sellers are not in this report.
    """
    place, first, last = _chosen(query_data)
    with expensive_call():
        found = money.payments(place, groups.days_of(place, first, last), query_data.by)
    columns = ("key", "name", *money.PAYMENT_FIGURES)
    return _answer(query_data, "payments", columns, _span(place, first, last) | {"by": query_data.by} | found)


@bp.get("/tax")
@bp.input(BooksQuery, location="query")
@bp.output(TaxBooks)
@bp.doc(operation_id="reports_show_tax", responses=CSV_RESPONSE)
@problems(404)
@role("seller", "admin", scope="analytics:read")
def show_tax(query_data: BooksQuery) -> Any:
    """Return base and tax by month and kind of tax. They sum up to `net` and `tax` of the sales."""
    place, first, last = _chosen(query_data)
    with expensive_call():
        found = lines.taxes(place, groups.days_of(place, first, last))
    columns = ("month", "tax_code", *lines.TAX_FIGURES)
    return _answer(query_data, "tax", columns, _span(place, first, last) | found)


@bp.get("/shifts")
@bp.input(BooksQuery, location="query")
@bp.output(ShiftBooks)
@bp.doc(operation_id="reports_show_shifts", responses=CSV_RESPONSE)
@problems(404)
@role("seller", "admin", scope="analytics:read")
def show_shifts(query_data: BooksQuery) -> Any:
    """Return the shifts that were opened, with what was expected and counted."""
    place, first, last = _chosen(query_data)
    with expensive_call():
        found = money.shifts(place, groups.days_of(place, first, last))
    columns = tuple(ShiftRow.model_fields)
    return _answer(query_data, "shifts", columns, _span(place, first, last) | found, "shifts")


@bp.get("/stock")
@bp.input(StockBooksQuery, location="query")
@bp.output(StockBooks)
@bp.doc(operation_id="reports_show_stock", responses=CSV_RESPONSE)
@problems(404)
@role("seller", "admin", scope="analytics:read")
def show_stock(query_data: StockBooksQuery) -> Any:
    """Return what was in stock, came and left, and what is left is worth at today's cost. Both `by` have equal totals.

    It is the shared stock; those of outlets with a stock of their own are left out. So are goods that were neither in
    stock nor moved, and products that sell a course. More than 20,000 groups are a 422.
    """
    place = groups.place(seller_of(query_data.seller_id) or g.identity.user_id, None)
    first, last = date_range(query_data, _today(place), MAX_SPAN_DAYS)
    with expensive_call():
        found = stock.stock(place, groups.days_of(place, first, last), query_data.by)
    columns = ("key", "name", "measure", "products", *stock.QUANTITIES, "value", "without_cost")
    return _answer(query_data, "stock", columns, _span(place, first, last) | {"by": query_data.by} | found)


@bp.get("/debts")
@bp.input(DebtsQuery, location="query")
@bp.output(DebtBooks)
@bp.doc(operation_id="reports_show_debts", responses=CSV_RESPONSE)
@role("seller", "admin", scope="customers:read")
def show_debts(query_data: DebtsQuery) -> Any:
    """Return what each customer of the caller owes now, by days since it was due.

    What has no due day is as old as its sale. Nobody sees the customers of others, admins neither.
    """
    place = groups.place(g.identity.user_id, None)
    today = _today(place)
    with expensive_call():
        found = owed.debts(place, today, groups.days_of(place, today, today).hours)
    columns = ("customer_id", "name", "phone", "oldest", *owed.DEBT_FIGURES)
    return _answer(query_data, "debts", columns, _moment(place) | found, "customers")


def _chosen(query: BooksQuery) -> tuple[groups.Place, date, date]:
    """Return the books and the days that are asked for. Raises Problem: 403, 404, 422."""
    place = groups.place(seller_of(query.seller_id) or g.identity.user_id, query.outlet_id)
    return place, *date_range(query, _today(place), MAX_SPAN_DAYS)


def _today(place: groups.Place) -> date:
    return datetime.now(ZoneInfo(place.zone)).date()


def _span(place: groups.Place, first: date, last: date) -> dict[str, Any]:
    return {**_moment(place), "from": first, "to": last, "outlet_id": place.outlet_id}


def _moment(place: groups.Place) -> dict[str, Any]:
    return {"as_of": datetime.now(UTC).replace(tzinfo=None), "zone": place.zone}


def _answer(
    query: BooksQuery | StockBooksQuery | DebtsQuery,
    name: str,
    columns: Sequence[str],
    found: dict[str, Any],
    rows_in: str = "groups",
) -> Any:
    """Return the report, or its rows as CSV."""
    if query.format == "json":
        return found
    queries.accounts.activities.write("export", detail=f"{name}.csv")
    rows = ([group[column] for column in columns] for group in found[rows_in])
    return downloads.attachment(f"{name}.csv", "text/csv", downloads.csv_parts(columns, rows))
