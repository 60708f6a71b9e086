"""Helpers for answers of an analysis: assemble them with every printed digit, and check the contract."""

from __future__ import annotations

import io
import json
from collections import defaultdict
from decimal import Decimal
from itertools import pairwise
from typing import Any

import orjson

from domain.analytics.options import Limits, Options
from domain.analytics.pipeline import Event, Head, Part, StageStarted, analyze_file
from domain.analytics.rendering import ROWS

BOUNDS = ("lo95", "lo80", "mean", "hi80", "hi95")


def events(data: bytes, options: Options | None = None, limits: Limits | None = None) -> list[Event]:
    """Return all events of an analysis."""
    return list(analyze_file(io.BytesIO(data), options or Options(), limits or Limits()))


def whole(answer_events: list[Event]) -> bytes:
    """Return the answer as it is sent."""
    heads = [event for event in answer_events if isinstance(event, Head)]
    parts = b",".join(event.json for event in answer_events if isinstance(event, Part))
    return heads[-1].json + b',"series":[' + parts + b'],"degraded":' + (heads[-1].degraded or b"null") + b"}"


def answer(data: bytes, options: Options | None = None, limits: Limits | None = None) -> dict[str, Any]:
    """Return the checked answer, with numbers as Decimals that keep the printed digits."""
    options = options or Options()
    answer_events = events(data, options, limits)
    body = whole(answer_events)
    orjson.loads(body)
    answer: dict[str, Any] = json.loads(body, parse_float=Decimal, parse_int=Decimal, parse_constant=reject_constant)
    assert isinstance(answer_events[-1], Head)
    assert sum(event.count for event in answer_events if isinstance(event, Part)) == len(answer["series"]) > 0
    stages = [event.stage for event in answer_events if isinstance(event, StageStarted)]
    assert stages == ["read", "arrange", "clean", "describe", "forecast", "total"][: len(stages)]
    check(answer, options)
    return answer


def reject_constant(text: str) -> None:
    raise AssertionError(f"{text} is no JSON")


def check(answer: dict[str, Any], options: Options) -> None:
    """Check what holds for the answer to any file."""
    horizon = answer["horizon"]
    assert (horizon is not None) == options.include_forecast
    assert sum(answer["notice_counts"].values()) >= len(answer["notices"])
    sums: dict[str, Decimal | None] = defaultdict(Decimal)
    for series in answer["series"]:
        check_series(series, int(horizon or 0), options)
        for row in series["forecast"] or []:
            total = sums[row["date"]]
            sums[row["date"]] = None if total is None or row["mean"] is None else total + row["mean"]
    total = answer["totals"]
    if total is None:
        return
    assert len(answer["series"]) > 1 and answer["aggregate"] != "mean"
    check_figures(total)
    check_rows(total, int(horizon or 0))
    for row in total["forecast"] or []:
        # Exact to the last printed digit.
        assert row["mean"] == sums[row["date"]], row
    if total["statistics"]["min"] >= 0:
        # Negative means come from a series with negative values.
        rows = [row for row in total["forecast"] or [] if row["lo95"] is not None]
        assert all(row["lo95"] >= min(0, row["mean"]) for row in rows)


def check_series(series: dict[str, Any], horizon: int, options: Options) -> None:
    assert list(series) == [
        "name", "from", "to", "periods", "statistics", "trend", "growth", "quality", "forecast", "forecast_reason",
        "seasons", "method", "chart", *(["svg"] if options.include_visualizations else []),
    ]  # fmt: skip
    assert series["from"] <= series["to"] and series["periods"] >= 1
    check_figures(series)
    check_rows(series, horizon)
    past = history(series)
    assert len(past) == min(ROWS, series["periods"])
    assert past[-1]["date"] == series["to"]
    assert series["periods"] > ROWS or past[0]["date"] == series["from"]
    assert (series["forecast"] is None) == (not horizon)
    outliers = {outlier["date"]: outlier["value"] for outlier in series["quality"]["outliers"]}
    assert all(row["outlier"] == (row["date"] in outliers) for row in past)
    assert series["quality"]["class"] in ("smooth", "erratic", "intermittent", "lumpy")


def history(result: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the history rows of the chart."""
    return [row for row in result["chart"] if "value" in row]


def check_figures(result: dict[str, Any]) -> None:
    figures, trend = result["statistics"], result["trend"]
    assert list(figures) == [
        "count", "sum", "mean", "median", "std", "min", "max", "q1", "q3", "cv", "skewness", "zeros", "last",
    ]  # fmt: skip
    order = [figures[name] for name in ("min", "q1", "median", "q3", "max")]
    assert order == sorted(order) and figures["count"] >= figures["zeros"] >= 0
    for figure in (*figures.values(), *(value for value in trend.values() if isinstance(value, Decimal))):
        assert figure is None or len(figure.normalize().as_tuple().digits) <= 12, figure
    assert trend["direction"] in ("rising", "falling", "none")
    for name in ("p_value", "p_adjusted"):
        assert trend[name] is None or 0 <= trend[name] <= 1
    assert trend["tau"] is None or -1 <= trend["tau"] <= 1
    assert trend["slope"] is not None or trend["reason"]
    for change in result["growth"].values():
        assert (change["value"] is None) == (change["reason"] is not None), change


def check_rows(result: dict[str, Any], horizon: int) -> None:
    """Check that the forecast has `horizon` rows with nested intervals and ends the chart."""
    chart, forecast = result["chart"], result["forecast"] or []
    assert len(forecast) == horizon
    assert all(before["date"] < after["date"] for before, after in pairwise(chart)), [row["date"] for row in chart]
    past = history(result)
    assert chart == [*past, *forecast] and all(list(row) == ["date", "value", "outlier"] for row in past)
    for row in forecast:
        assert list(row) == ["date", "mean", "lo80", "hi80", "lo95", "hi95"]
        bounds = [row[name] for name in BOUNDS if row[name] is not None]
        assert bounds == sorted(bounds) and len(bounds) in (0, 1, 5)
        assert len(bounds) == 5 or result.get("forecast_reason", "") is not None
    assert all(row["value"] is not None for row in past)
