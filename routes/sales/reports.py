"""Sales report and stock forecast."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, date, datetime, timedelta
from typing import Annotated, Any, Literal

import orjson
from apiflask import APIBlueprint
from flask import g
from pydantic import Field

import queries.accounts.activities
import queries.sales.demand
import queries.sales.reports
from auth import role
from domain.analytics import daily_series, reordering
from domain.analytics.options import LONGEST_HORIZON, Options, Tier
from domain.analytics.reordering import Plan
from domain.commerce import days, definitions, measures, selling
from domain.commerce.days import day
from domain.commerce.measures import Measure
from errors import request_language
from problems import Problem, invalid
from routes.analysis import file_analysis
from web import downloads, paging
from web.openapi.field_types import Id, Instant, Reply, problems
from web.query_parameters import DayRange
from web.rate_limits.concurrency import expensive_call

bp = APIBlueprint("sales", __name__, tag="analytics")

DAYS = 30
MAX_SPAN_DAYS = 731
# Length of the history that forecasts learn from: two years, so that yearly seasons show twice.
HISTORY_SPAN = timedelta(730)
# Two weeks are needed to see how intervals widen.
MIN_HORIZON = 14
# Urgencies, most urgent first.
URGENCIES = ("out", "now", "soon", None, "enough", "none")
NO_HISTORY: dict[str, Any] = {"forecast": None, "forecast_reason": "no_history", "seasons": []}
FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2999, 12, 31)

SellerId = Annotated[Id | None, Field(description="For admins: only this seller.")]
Amount = Annotated[int, Field(description="Whole rupiah.")]
Share = Annotated[
    float | None, Field(description="Outside of 0 to 1 only where more was given back than sold in the span.")
]
Class = Annotated[selling.Class | None, Field(alias="class")]


class SalesQuery(DayRange):
    by: selling.By = "day"
    product_id: Id | None = None
    category_id: Annotated[Id | None, Field(description="Includes its subcategories.")] = None
    seller_id: SellerId = None
    format: Annotated[Literal["json", "csv"], Field(description="csv: the periods and all products as a file.")] = (
        "json"
    )
    top: Annotated[int, Field(ge=1, le=500, description="Most products in each list.")] = (
        queries.sales.reports.TOP_COUNT
    )


class FigureGrowth(Reply):
    value: float | None
    reason: Literal["base_zero", "base_incomplete"] | None


class Figures(Reply):
    transactions: int
    units: int
    revenue: Amount


class BasketFigures(Figures):
    average_basket: Amount | None


class MarginFigures(Reply):
    cost: Amount | None
    margin: Amount | None
    margin_rate: float | None


class ReportTotals(MarginFigures, BasketFigures):
    tax: Amount
    cost_known: Share


class GrowthByFigure(Reply):
    transactions: FigureGrowth
    units: FigureGrowth
    revenue: FigureGrowth
    average_basket: FigureGrowth


class ComparisonPeriod(BasketFigures):
    first: Annotated[date, Field(alias="from")]
    last: Annotated[date, Field(alias="to")]
    growth: GrowthByFigure


class PreviousPeriod(ComparisonPeriod):
    margin: Amount | None


class PeriodSales(Figures):
    date: date
    days: int


class WeekdaySales(Reply):
    weekday: Annotated[int, Field(ge=1, le=7)]
    transactions: Annotated[list[int], Field(min_length=24, max_length=24)]
    revenue: Annotated[list[int], Field(min_length=24, max_length=24)]


class ProductSales(MarginFigures, Figures):
    product_id: int
    name: str
    category_id: int | None
    class_: Class
    share: Share
    previous_revenue: Amount
    growth: FigureGrowth


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


class UnsoldStock(Reply):
    products: int
    value: Amount
    dearest: list[UnsoldProduct]


class SalesReport(Reply):
    as_of: Annotated[Instant, Field(description="Moment at which the figures were computed.")]
    definitions: Annotated[
        dict[str, str], Field(description="Definition of each figure, in the language of Accept-Language.")
    ]
    first: Annotated[date, Field(alias="from")]
    last: Annotated[date, Field(alias="to")]
    by: selling.By
    totals: ReportTotals
    previous: PreviousPeriod
    last_year: ComparisonPeriod
    series: list[PeriodSales]
    weekdays: list[WeekdaySales]
    top_by_revenue: list[ProductSales]
    top_by_units: list[ProductSales]
    rising: list[ProductSales]
    falling: list[ProductSales]
    categories: list[CategorySales]
    classes: list[ClassSales]
    unsold: UnsoldStock


class ForecastQuery(paging.CursorQuery):
    cursor: Annotated[str, paging.cursor_field(paging.NUMBER, paging.NUMBER)] = ""
    per_page: Annotated[int, Field(ge=1, le=200)] = 50
    horizon: Annotated[int, Field(ge=1, le=90, description="Number of days to forecast.")] = 28
    detail: Annotated[
        Literal["summary", "daily"], Field(description="daily: include the daily forecast of each product.")
    ] = "summary"
    tier: Annotated[Tier, Field(description="best: more models, at about ten times the cost.")] = "fast"
    product_id: Id | None = None
    category_id: Annotated[Id | None, Field(description="Includes its subcategories.")] = None
    seller_id: SellerId = None
    lead_time_days: Annotated[int, Field(ge=0, le=120, description="Days from order to delivery.")] = 7
    review_days: Annotated[int, Field(ge=1, le=90, description="Days between two reviews of the stock.")] = 7
    service_level: Annotated[
        float, Field(ge=0.5, le=0.999, description="Probability that stock lasts until the next delivery.")
    ] = 0.95


class DemandPoint(Reply):
    date: date
    mean: float
    lo80: float | None
    hi80: float | None
    lo95: float | None
    hi95: float | None


class ProductForecast(Reply):
    product_id: int
    sku: str | None
    name: str
    unit: str
    measure: Annotated[Measure, Field(description="What `stock`, `quantity` and `expected_units` count.")]
    stock: int
    urgency: Annotated[reordering.Urgency | None, Field(description="Null if there is no forecast.")]
    advice: Annotated[str, Field(description="Advice in words, in the language of Accept-Language.")]
    cover_days: int | None
    runs_out_on: date | None
    cover_days_at_worst: int | None
    runs_out_on_at_worst: date | None
    reorder_point: int | None
    order_up_to: int | None
    quantity: int | None
    order_cost: Amount | None
    days_without_stock: int
    expected_units: Annotated[float | None, Field(description="Forecast for the whole horizon.")]
    forecast: Annotated[list[DemandPoint] | None, Field(description="Daily forecast; null without detail=daily.")]
    forecast_reason: str | None
    seasons: list[int]


class ForecastTotals(Reply):
    order_cost: Amount
    forecast: list[DemandPoint] | None


class StockForecast(paging.CursorPage):
    as_of: Annotated[Instant, Field(description="Moment at which the figures were computed.")]
    definitions: Annotated[
        dict[str, str], Field(description="Definition of each figure, in the language of Accept-Language.")
    ]
    horizon: int
    lead_time_days: int
    review_days: int
    service_level: float
    products: list[ProductForecast]
    totals: ForecastTotals
    degraded: Annotated[
        file_analysis.Degraded | None, Field(description="What is missing because time or memory ran out.")
    ]


CSV_RESPONSE: dict[int | str, Any] = {200: {"content": {"text/csv": {"schema": {"type": "string"}}}}}
CSV_COLUMNS = (
    "row", "date", "days", "product_id", "name", "category", "class", "transactions", "units", "revenue", "tax", "cost",
    "margin", "share", "previous_revenue",
)  # fmt: skip


@bp.get("/sales")
@bp.input(SalesQuery, location="query")
@bp.output(SalesReport)
@bp.doc(operation_id="sales_show_report", responses=CSV_RESPONSE)
@problems(404)
@role("seller", "admin", scope="analytics:read")
def sales(query_data: SalesQuery) -> Any:
    """Return the sales report: totals, growth, periods, and the best, rising, falling and unsold products.

    Without `from` and `to` it covers the last 30 days. Sellers get their own sales; admins get those of all sellers or
    of one. In the CSV the column `row` tells periods from products; it lists all products.
    """
    now = datetime.now(UTC).replace(tzinfo=None)
    first, last = date_range(query_data, day(now), MAX_SPAN_DAYS)
    selection = _selection(query_data)
    with expensive_call():
        found = queries.sales.reports.dashboard(selection, first, last, query_data.by, now, query_data.top)
    if query_data.format == "csv":
        queries.accounts.activities.write("export", detail="sales.csv")
        return downloads.attachment("sales.csv", "text/csv", downloads.csv_parts(CSV_COLUMNS, _csv_rows(found)))
    return {**found, "by": query_data.by, "as_of": now, "definitions": definitions.of("sales", request_language())}


@bp.get("/forecast")
@bp.input(ForecastQuery, location="query")
@bp.output(StockForecast)
@bp.doc(operation_id="sales_list_forecasts")
@problems(404)
@role("seller", "admin", scope="analytics:read")
def forecast(query_data: ForecastQuery) -> dict[str, Any]:
    """Return the demand forecast, stock cover and order suggestion of each product, most urgent first."""
    now = datetime.now(UTC).replace(tzinfo=None)
    today = day(now)
    first, yesterday = today - HISTORY_SPAN, today - timedelta(1)
    plan = Plan(query_data.lead_time_days, query_data.review_days, query_data.service_level)
    after = query_data.after(int, int)
    selection = _selection(query_data)
    products = queries.sales.demand.products_by_cover(selection, days.beginning(first), now, plan.days)
    rest = [row for row in products if after is None or queries.sales.demand.sort_key(row) > after]
    page = paging.cursor_page("products", rest, query_data, queries.sales.demand.sort_key)
    products = page["products"]
    ids = [row["id"] for row in products]
    sold = queries.sales.demand.by_day(ids, first, yesterday)
    without_stock = queries.sales.demand.without_stock(ids, first, yesterday)
    histories = {
        row["id"]: reordering.history(
            sold.get(row["id"], {}),
            max(first, row["stocked_on"] or today),
            yesterday,
            without_stock[row["id"]],
        )
        for row in products
    }
    series, totals, degraded = _forecasts(histories, yesterday, query_data)
    products = [
        _product(row, histories[row["id"]], series.get(str(row["id"]), NO_HISTORY), plan, today, query_data)
        | {"days_without_stock": len(without_stock[row["id"]])}
        for row in products
    ]
    return {
        **page,
        **query_data.model_dump(include={"horizon", "lead_time_days", "review_days", "service_level"}),
        "products": sorted(products, key=_urgency),
        "totals": {"order_cost": sum(row["order_cost"] or 0 for row in products), "forecast": totals},
        "degraded": degraded,
        "as_of": now,
        "definitions": definitions.of("forecast", request_language()),
    }


def _forecasts(
    histories: dict[int, list[float]], last: date, parameters: ForecastQuery
) -> tuple[dict[str, Any], Any, Any]:
    """Return the forecast series by name, the forecast of their total, and what is missing."""
    if not any(histories.values()):
        return {}, None, None
    options = Options(
        source="daily",
        horizon=max(parameters.horizon, parameters.lead_time_days + parameters.review_days, MIN_HORIZON),
        tier=parameters.tier,
    )
    packed = daily_series.pack({str(product): history for product, history in histories.items()}, last)
    answer = orjson.loads(b"".join(file_analysis.run_analysis(packed, options).json()))
    series = {one["name"]: one for one in answer["series"]}
    total = answer["totals"] or (answer["series"][0] if len(series) == 1 else None)
    totals = total["forecast"][: parameters.horizon] if total and total["forecast"] else None
    return series, totals, answer["degraded"]


def _product(
    row: dict[str, Any],
    history: list[float],
    series: dict[str, Any],
    plan: Plan,
    today: date,
    parameters: ForecastQuery,
) -> dict[str, Any]:
    """Return the forecast and the order suggestion of one product."""
    daily = series["forecast"] and series["forecast"][: parameters.horizon]
    response: dict[str, Any] = {
        **row,
        **dict.fromkeys(reordering.Suggestion.__dataclass_fields__),
        "product_id": row["id"],
        "advice": definitions.advice("unknown", request_language()),
        "order_cost": None,
        "expected_units": daily and round(math.fsum(day["mean"] for day in daily), 1),
        "forecast": daily if parameters.detail == "daily" else None,
        "forecast_reason": series["forecast_reason"],
        "seasons": series["seasons"],
    }
    if series["forecast"]:
        expected = reordering.demand(history, series["forecast"])
        found = reordering.suggest(row["stock"], expected, plan)
        response |= asdict(found)
        response["order_cost"] = (
            None if row["cost"] is None else measures.amount(row["cost"], found.quantity, row["measure"])
        )
        response["advice"] = definitions.advice(
            found.urgency,
            request_language(),
            stock=row["stock"],
            week=_format_units(expected.means[reordering.WEEK - 1]),
            cover=found.cover_days,
            worst=found.cover_days_at_worst,
            lead=plan.lead_days,
            span=plan.days,
            most=found.order_up_to,
            quantity=found.quantity,
        )
    for name in ("", "_at_worst"):
        covered = response[f"cover_days{name}"]
        response[f"runs_out_on{name}"] = None if covered is None else today + timedelta(covered)
    return response


def _urgency(row: dict[str, Any]) -> tuple[int, int, int]:
    """Return the sort key of a product within its page."""
    cover = row["cover_days_at_worst"]
    return URGENCIES.index(row["urgency"]), LONGEST_HORIZON if cover is None else cover, row["place"]


def _format_units(units: float) -> str:
    """Format a number of units in the caller's language."""
    text = f"{units:.0f}" if units >= 2 else f"{units:.1f}".removesuffix(".0")
    return text if request_language() == "en" else text.replace(".", ",")


def date_range(query: DayRange, today: date, most: int) -> tuple[date, date]:
    """Return the requested days, or raise Problem if they are out of range or more than `most`."""
    for name, given in (("from", query.first), ("to", query.last)):
        if given is not None and given < FIRST_DAY:
            raise invalid(name, "greater_than_equal", ge=FIRST_DAY)
        if given is not None and given > LAST_DAY:
            raise invalid(name, "less_than_equal", le=LAST_DAY)
    last = query.last or max(today, query.first or today)
    first = query.first or last - timedelta(DAYS - 1)
    if (last - first).days >= most:
        raise invalid("to", "span", most=most)
    return first, last


def _selection(query: SalesQuery | ForecastQuery) -> queries.sales.reports.Selection:
    return queries.sales.reports.select(seller_of(query.seller_id), query.product_id, query.category_id)


def seller_of(requested: int | None) -> int | None:
    """Return the seller whose sales the caller may see, or None for all sellers."""
    if g.identity.has_role("admin"):
        return requested
    if requested not in (None, g.identity.user_id):
        raise Problem("forbidden", roles="admin")
    return int(g.identity.user_id)


def _csv_rows(found: dict[str, Any]) -> Iterator[list[Any]]:
    for row in found["series"]:
        yield ["period", *(row.get(name) for name in CSV_COLUMNS[1:])]
    for row in found["products"]:
        yield ["product", *(row.get(name) for name in CSV_COLUMNS[1:])]
