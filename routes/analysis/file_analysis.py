"""Analysis of an uploaded file, as JSON or CSV."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import IO, Annotated, Any, Literal

import orjson
from apiflask import APIBlueprint
from flask import Response, g, request
from pydantic import BaseModel, BeforeValidator, Field, ValidationInfo

import queries.accounts.activities
from analysis_pool import client
from auth import signed_in
from domain.analytics.options import LONGEST_HORIZON, Aggregate, DayOrder, Fill, Limits, Options, Refused, Tier, Unit
from errors import request_language
from messages import NOTICES
from problems import Fault, Problem
from web import downloads, uploads
from web.idempotency import read_only
from web.openapi.field_types import Query, Reply, problems
from web.query_parameters import Day
from web.server.thread_pools import NETWORK

bp = APIBlueprint("analyses", __name__, tag="analytics")

LIMITS = Limits()
# Room for the multipart form around the file.
FORM_OVERHEAD_BYTES = 64 * 1024
MAX_COLUMNS = 20
MAX_NAME_LENGTH = 200
RETRY_AFTER = "2"


def _all_values(value: Any, info: ValidationInfo) -> Any:
    """Return all values of a repeated query parameter; a form passes the list itself."""
    return value if isinstance(value, list) else request.args.getlist(info.field_name or "")


Column = Annotated[str, Field(min_length=1, max_length=MAX_NAME_LENGTH)]
Rows = Annotated[str, Field(max_length=2 * MAX_NAME_LENGTH, pattern="^-$|:")]
SkippedRows = Annotated[list[Rows], Field(max_length=MAX_COLUMNS), BeforeValidator(_all_values)]
Columns = Annotated[list[Column], Field(max_length=MAX_COLUMNS), BeforeValidator(_all_values)]


class AnalysisParameters(BaseModel):
    """Parameters that the query and the form accept; the form takes precedence."""

    include_forecast: bool = True
    include_visualizations: Annotated[bool, Field(description="Include a chart of each series as SVG.")] = False
    export_format: Annotated[
        Literal["json", "csv"] | None, Field(description="Return the answer as a file: the JSON, or its rows as CSV.")
    ] = None
    horizon: Annotated[
        int | None,
        Field(
            ge=1,
            le=LONGEST_HORIZON,
            description="Number of periods to forecast; the default depends on frequency.",
        ),
    ] = None
    tier: Annotated[Tier, Field(description="best: more models, at about ten times the cost.")] = "fast"
    frequency: Annotated[
        Unit | None, Field(description="Frequency of the series, if the dates leave it open, or a coarser one.")
    ] = None
    date: Annotated[Column | None, Field(description="Name of the date column.")] = None
    series: Annotated[Columns, Field(description="Names of the columns that identify series, such as products.")] = []
    value: Annotated[Columns, Field(description="Names of the value columns.")] = []
    skip: Annotated[SkippedRows, Field(description="Rows to leave out, as `column:cell`, such as Status:Batal.")] = []
    aggregate: Annotated[
        Aggregate | None,
        Field(description="How rows of one period are combined; count: the number of rows, if each row is a sale."),
    ] = None
    fill: Annotated[Fill | None, Field(description="Value of a period without a row.")] = None
    day_order: Annotated[DayOrder | None, Field(description="Order of day and month in dates such as 03/04/2026.")] = (
        None
    )
    year: Annotated[
        int | None, Field(ge=1700, le=2200, description="Year of dates without one, such as Januari or 5 Jan.")
    ] = None
    through: Annotated[Day | None, Field(description="Last day of all series.")] = None


class AnalyzeQuery(AnalysisParameters, Query):
    pass


class AnalyzeForm(AnalysisParameters, uploads.Form):
    file: Annotated[
        uploads.File,
        Field(description="CSV or JSON with a date column, a value column and one row per date; at most 64 MB."),
    ]


class UsedColumns(Reply):
    date: str
    series: list[str]
    value: list[str]


class Frequency(Reply):
    unit: Annotated[str, Field(description="step: a period below a day, of `seconds` length.")]
    seconds: int | None


class Notice(Reply):
    code: str
    line: Annotated[int | None, Field(description="Line of the file, counted from 1.")]
    column: str | None
    sample: str | None
    msg: str


class Statistics(Reply):
    count: int
    sum: float | None
    mean: float | None
    median: float | None
    std: Annotated[float | None, Field(description="Standard deviation of a sample (n - 1).")]
    min: float | None
    max: float | None
    q1: float | None
    q3: float | None
    cv: Annotated[
        float | None, Field(description="Coefficient of variation, std divided by the mean: 0.2 is low, 1 is high.")
    ]
    skewness: float | None
    zeros: int
    last: float | None


class Trend(Reply):
    direction: Annotated[
        Literal["rising", "falling", "none"], Field(description="rising or falling if p_adjusted is below 0.05.")
    ]
    slope: Annotated[
        float | None, Field(description="Change per period (Theil-Sen), with its 95 % confidence interval.")
    ]
    slope_lo95: float | None
    slope_hi95: float | None
    tau: float | None
    p_value: Annotated[float | None, Field(description="P-value of the Mann-Kendall test.")]
    p_adjusted: Annotated[float | None, Field(description="P-value adjusted for all series of the file (Holm).")]
    trend_strength: Annotated[float | None, Field(description="Share of the variance that the trend explains.")]
    season_strength: Annotated[float | None, Field(description="Share of the variance that the season explains.")]
    reason: str | None


class GrowthRate(Reply):
    value: Annotated[float | None, Field(description="A fraction: 0.1 is 10 % more.")]
    reason: str | None


class Growth(Reply):
    period: Annotated[GrowthRate, Field(description="The last period compared with the one before.")]
    year: Annotated[
        GrowthRate, Field(description="The last period compared with the same a year earlier; for days the last 28.")
    ]
    cagr: Annotated[GrowthRate, Field(description="Compound annual growth rate from the first year to the last.")]


class Outlier(Reply):
    date: str
    value: float
    expected: float
    score: Annotated[
        float, Field(description="Distance from the expected value in robust standard deviations; at least 4.")
    ]


class Quality(Reply):
    rows: int
    empty: int
    duplicates: Annotated[int, Field(description="Rows beyond the first of their period.")]
    gaps: Annotated[int, Field(description="Periods without any row.")]
    filled: Annotated[str, Field(description="How gaps were filled: zero, interpolated, or none.")]
    unknown: Annotated[int, Field(description="Periods with unknown values, estimated from their neighbours.")]
    outliers: list[Outlier]
    demand: Annotated[str | None, Field(alias="class", description="smooth, erratic, intermittent or lumpy.")] = None


class ForecastPoint(Reply):
    date: Annotated[str, Field(description="Start of the period, a day or a moment.")]
    mean: Annotated[float | None, Field(description="Expected value.")]
    lo80: Annotated[float | None, Field(description="Lower bound of the 80 % prediction interval.")]
    hi80: float | None
    lo95: Annotated[float | None, Field(description="Lower bound of the 95 % prediction interval.")]
    hi95: float | None


class HistoryPoint(Reply):
    date: str
    value: float | None
    outlier: bool


class SeriesResult(Reply):
    statistics: Statistics
    trend: Trend
    growth: Growth
    forecast: list[ForecastPoint] | None
    chart: Annotated[list[HistoryPoint | ForecastPoint], Field(description="The last 120 periods, then the forecast.")]
    svg: str | None = None


class Series(SeriesResult):
    name: str
    first: Annotated[str, Field(alias="from")]
    last: Annotated[str, Field(alias="to")]
    periods: int
    quality: Quality
    forecast_reason: Annotated[
        str | None, Field(description="Reason why there are no intervals: too_short, constant, too_large.")
    ]
    seasons: Annotated[list[int], Field(description="Lengths, in periods, of the significant seasons.")]
    method: Annotated[str | None, Field(description="smooth, intermittent, constant or short.")]


class Degraded(Reply):
    reason: Annotated[
        str, Field(description="deadline, cpu, memory, crashed, or tier (fast was used instead of best).")
    ]
    stage: str
    series_done: int
    series_total: int | None


class Analysis(Reply):
    columns: UsedColumns
    frequency: Frequency
    rows: int
    tier: str
    horizon: int | None
    aggregate: str | None
    fill: str | None
    notices: Annotated[list[Notice], Field(description="The first notices about rows, columns and series.")]
    notice_counts: dict[str, int]
    totals: Annotated[SeriesResult | None, Field(description="Result for the sum of all series, if they can be added.")]
    series: list[Series]
    degraded: Annotated[Degraded | None, Field(description="What is missing because time or memory ran out.")]


RESPONSES: dict[int | str, Any] = {
    200: {
        "headers": {
            "ETag": {
                "schema": {"type": "string"},
                "description": "Equal for the same file and parameters; with If-None-Match the answer is a 304.",
            }
        },
        "content": {"text/csv": {"schema": {"type": "string"}}},
    }
}
CSV_COLUMNS = ("name", "date", "kind", "value", "mean", "lo80", "hi80", "lo95", "hi95")


@bp.post("/analyze")
@bp.input(AnalyzeQuery, location="query")
@bp.output(Analysis)
@bp.doc(operation_id="analyses_create", responses=RESPONSES)
@uploads.takes(AnalyzeForm, LIMITS.bytes + FORM_OVERHEAD_BYTES)
@read_only
@problems(304)
@signed_in(scope="analytics:read")
def analyze(query_data: AnalyzeQuery) -> Response:
    """Analyse a file: statistics, trend, growth, quality and forecast of each series, and of their total.

    Columns are recognised by their names and contents. If a choice is left open, the answer is a 422 with the code
    `analysis_question`, the `parameter` that decides it and the `candidates`; several open choices are listed in
    `questions`. If time or memory runs out, the answer holds the finished series, and `degraded` says what is missing.
    Only the file's name and size are stored, in the activity log; the answer is cached in memory for a while and reused
    for the same file and parameters.
    """
    form = uploads.read(AnalyzeForm)
    parameters = query_data.model_copy(update=form.model_dump(exclude={"file"}, exclude_unset=True))
    options = options_of(parameters)
    key = client.cache_key(form.file.stream, options)
    etag = f"{key[:32]}{'-' + parameters.export_format if parameters.export_format else ''}"
    if request.if_none_match.contains_weak(etag):
        response = Response(status=304)
        response.set_etag(etag)
        return response
    name = uploads.file_name(form.file) or "file"
    answer = run_analysis(form.file.stream, options, key)
    queries.accounts.activities.write("analysis", detail=f"{name} ({form.file.stream.seek(0, 2)} bytes)")
    response = _response(answer, parameters.export_format, name)
    if answer.complete:
        response.set_etag(etag)
    return response


def options_of(parameters: AnalysisParameters) -> Options:
    """Return the parameters as options of the engine."""
    fields = parameters.model_dump(exclude={"export_format", "file"})
    through: date | None = fields.pop("through")
    return Options(
        **{**fields, **{name: tuple(fields[name]) for name in ("series", "value", "skip")}},
        through=through.isoformat() if through else None,
        language="id" if request_language() == "id" else "en",
    )


def run_analysis(file: IO[bytes] | bytes, options: Options, key: str = "") -> client.Answer:
    """Run the analysis on behalf of the caller, or raise Problem."""
    try:
        return client.analyze(file, options, str(g.identity.user_id), request.environ.get(NETWORK, ""), key)
    except Refused as refused:
        raise _problem(refused) from None
    except client.Busy as busy:
        code = "too_many_analyses" if busy.own else "busy"
        raise Problem(code, headers={"Retry-After": RETRY_AFTER}) from None
    except client.TooLarge:
        raise Problem("analysis_too_large", megabytes=client.LARGEST_ANSWER // 1024**2) from None
    except client.Stopped as stopped:
        members = {"stage": stopped.stage, "reason": stopped.reason}
        raise Problem("analysis_stopped", [Fault("file", f"stopped_{stopped.reason}")], members=members) from None
    except client.Unavailable:
        raise Problem("analyses_unavailable") from None


def _problem(refused: Refused) -> Problem:
    """Return the problem for a file that is refused, with the parameters that answer its open questions."""
    parameter = refused.words.get("parameter")
    members: dict[str, Any] = {
        name: refused.words[name] for name in ("parameter", "candidates") if name in refused.words
    }
    if parameter is None:
        return Problem("validation_failed", [Fault("file", refused.code, refused.words)], members=members)
    words = {name: value for name, value in refused.words.items() if name != "also"}
    questions = [(refused.code, words), *((one["code"], one["words"]) for one in refused.words.get("also", ()))]
    members["questions"] = [
        {name: words[name] for name in ("parameter", "candidates") if name in words} for _, words in questions
    ]
    faults = [Fault(words["parameter"], code, words) for code, words in questions]
    return Problem("analysis_question", faults, members=members)


def _response(answer: client.Answer, export_format: str | None, name: str) -> Response:
    stem = name.rpartition(".")[0] or name
    if export_format == "csv":
        return downloads.attachment(f"{stem}-analysis.csv", "text/csv", downloads.csv_parts(CSV_COLUMNS, _rows(answer)))
    head = orjson.loads(answer.head + b"}")
    head["notices"] = [{**notice, "msg": _message(notice)} for notice in head["notices"]]
    parts = replace(answer, head=orjson.dumps(head)[:-1]).json()
    if export_format == "json":
        return downloads.attachment(f"{stem}-analysis.json", "application/json", parts)
    response = Response(list(parts), mimetype="application/json")
    response.headers["Cache-Control"] = "private, no-cache"
    return response


def _message(notice: dict[str, Any]) -> str:
    return NOTICES[notice["code"]].translate(request_language(), notice)


def _rows(answer: client.Answer) -> Iterator[list[Any]]:
    """Yield the history and forecast rows of each series, then those of the total."""
    for part in answer.series:
        for series in orjson.loads(b"[" + part + b"]"):
            yield from _rows_of(series, series["name"], "actual", "forecast")
    totals = orjson.loads(answer.head + b"}")["totals"]
    if totals:
        yield from _rows_of(totals, "", "total", "total")


def _rows_of(result: dict[str, Any], name: str, past_kind: str, forecast_kind: str) -> Iterator[list[Any]]:
    for row in result["chart"]:
        if "value" in row:
            yield [name, row["date"], past_kind, row["value"], *[None] * 5]
    for row in result["forecast"] or ():
        yield [name, row["date"], forecast_kind, None, *(row[column] for column in CSV_COLUMNS[4:])]
