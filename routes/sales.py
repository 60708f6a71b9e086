"""What a shop sells. Each answer says when it was taken and what its figures mean."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Annotated, Any, Literal

from apiflask import APIBlueprint
from flask import g
from pydantic import Field

import queries.activities
import queries.sales
from auth import role
from commerce import definitions, selling
from commerce.receipts import day
from errors import Problem, invalid, language
from web import downloads
from web.contract import Id, Instant, Reply, problems
from web.days import Span

bp = APIBlueprint("sales", __name__, tag="analytics")

DAYS = 30
LONGEST_SPAN = 731
FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2999, 12, 31)

SellerId = Annotated[Id | None, Field(description="For admins: this seller's alone.")]
Amount = Annotated[int, Field(description="Whole rupiah.")]
Share = Annotated[float | None, Field(ge=0, le=1)]
Class = Annotated[selling.Class | None, Field(alias="class")]


class SalesQuery(Span):
    by: selling.By = "day"
    product_id: Id | None = None
    category_id: Annotated[Id | None, Field(description="With all categories below it.")] = None
    seller_id: SellerId = None
    format: Annotated[Literal["json", "csv"], Field(description="csv: the series and all products as a file.")] = "json"


class Change(Reply):
    value: float | None
    reason: Literal["base_zero", "base_incomplete"] | None


class Sums(Reply):
    transactions: int
    units: int
    revenue: Amount


class Basket(Sums):
    average_basket: Amount | None


class Margin(Reply):
    cost: Amount | None
    margin: Amount | None
    margin_rate: float | None


class Totals(Margin, Basket):
    tax: Amount
    cost_known: Share


class Changes(Reply):
    transactions: Change
    units: Change
    revenue: Change
    average_basket: Change


class Compared(Basket):
    first: Annotated[date, Field(alias="from")]
    last: Annotated[date, Field(alias="to")]
    growth: Changes


class Period(Sums):
    date: date
    days: int


class Weekday(Reply):
    weekday: Annotated[int, Field(ge=1, le=7)]
    transactions: Annotated[list[int], Field(min_length=24, max_length=24)]
    revenue: Annotated[list[int], Field(min_length=24, max_length=24)]


class ProductSales(Margin, Sums):
    product_id: int
    name: str
    category_id: int | None
    class_: Class
    share: Share
    previous_revenue: Amount
    growth: Change


class CategorySales(Reply):
    category_id: int | None
    name: str | None
    products: int
    units: int
    revenue: Amount
    share: Share


class ClassSales(Reply):
    class_: Class
    products: int
    revenue: Amount
    share: Share


class UnsoldProduct(Reply):
    product_id: int
    name: str
    stock: int
    value: Amount
    valued_at: Literal["cost", "price"]
    last_sold_on: date | None


class Unsold(Reply):
    products: int
    value: Amount
    dearest: list[UnsoldProduct]


class Sales(Reply):
    as_of: Annotated[Instant, Field(description="When the figures were taken.")]
    definitions: Annotated[dict[str, str], Field(description="What each figure means, by Accept-Language.")]
    first: Annotated[date, Field(alias="from")]
    last: Annotated[date, Field(alias="to")]
    by: selling.By
    totals: Totals
    previous: Compared
    last_year: Compared
    series: list[Period]
    weekdays: list[Weekday]
    top_by_revenue: list[ProductSales]
    top_by_units: list[ProductSales]
    rising: list[ProductSales]
    falling: list[ProductSales]
    categories: list[CategorySales]
    classes: list[ClassSales]
    unsold: Unsold


CSV: dict[int | str, Any] = {200: {"content": {"text/csv": {"schema": {"type": "string"}}}}}
COLUMNS = (
    "row", "date", "days", "product_id", "name", "category", "class", "transactions", "units", "revenue", "tax", "cost",
    "margin", "share", "previous_revenue",
)  # fmt: skip


@bp.get("/sales")
@bp.input(SalesQuery, location="query")
@bp.output(Sales)
@bp.doc(responses=CSV)
@problems(404)
@role("seller", "admin", scope="analytics:read")
def sales(query_data: SalesQuery) -> Any:
    """What sells: totals with growth, the days, the best, rising, falling and unsold products. By default of 30 days.

    A seller's own sales; an admin's are those of all, or of one seller. In the CSV the column `row` tells the series
    from the products, of which it has all.
    """
    now = datetime.now(UTC).replace(tzinfo=None)
    first, last = _days(query_data, day(now))
    asked = queries.sales.wanted(_seller(query_data.seller_id), query_data.product_id, query_data.category_id)
    found = queries.sales.dashboard(asked, first, last, query_data.by, now)
    if query_data.format == "csv":
        queries.activities.write("export", detail="sales.csv")
        return downloads.attachment("sales.csv", "text/csv", downloads.csv_parts(COLUMNS, _cells(found)))
    return {**found, "by": query_data.by, "as_of": now, "definitions": definitions.of("sales", language())}


def _days(asked: SalesQuery, today: date) -> tuple[date, date]:
    """The days that are meant; a shop's own, and not too many."""
    last = asked.last or max(today, asked.first or today)
    first = asked.first or last - timedelta(DAYS - 1)
    if first < FIRST_DAY:
        raise invalid("from", "greater_than_equal", ge=FIRST_DAY)
    if last > LAST_DAY:
        raise invalid("to", "less_than_equal", le=LAST_DAY)
    if (last - first).days >= LONGEST_SPAN:
        raise invalid("to", "span", most=LONGEST_SPAN)
    return first, last


def _seller(asked: int | None) -> int | None:
    """Whose sales the caller may see, and asked for; None: everybody's."""
    if g.identity.holds("admin"):
        return asked
    if asked not in (None, g.identity.user_id):
        raise Problem("forbidden", roles="admin")
    return int(g.identity.user_id)


def _cells(found: dict[str, Any]) -> Iterator[list[Any]]:
    for row in found["series"]:
        yield ["period", *(row.get(name) for name in COLUMNS[1:])]
    for row in found["products"]:
        yield ["product", *(row.get(name) for name in COLUMNS[1:])]
