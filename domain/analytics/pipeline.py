"""Stages of an analysis, which yields its events as they happen and the answer in parts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import IO, Any, Literal

import numpy as np
import orjson

from domain.analytics import daily_series
from domain.analytics.forecasting import Forecast, forecast
from domain.analytics.options import LONGEST_HORIZON, Limits, Notices, Options, Tier
from domain.analytics.reading import additivity, observations
from domain.analytics.rendering import Findings, Outlook, Rendering
from domain.analytics.series import growth, outliers, regularize, statistics, totals, trends
from domain.analytics.series.calendars import Frequency
from domain.analytics.series.shapes import Floats, Observations, Quality, Series

EPOCH = date(1970, 1, 1).toordinal()

Stage = Literal["read", "arrange", "clean", "describe", "forecast", "total"]

# Values per batch. Batches bound the memory, and finished ones are sent before time runs out.
BATCH = 200_000
# Limit of tier "best" on the values of all series together; its models take about 20 us per value.
BEST_TIER_VALUES = 500_000


@dataclass(frozen=True, slots=True)
class StageStarted:
    """A stage begins. `of` is the number of series, if known."""

    stage: Stage
    of: int | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """Finished series: JSON objects of the answer's list `series`, joined by commas."""

    count: int
    json: bytes


@dataclass(frozen=True, slots=True)
class Head:
    """The answer without `series` and `degraded`: a JSON object without its closing brace.

    The first one comes before any part, so that finished parts make an answer if time runs out. The last one includes
    the totals and replaces it. `degraded` is that field's JSON if the pipeline did less than was asked.
    """

    json: bytes
    degraded: bytes | None = None


Event = StageStarted | Part | Head


def analyze(stream: IO[bytes], options: Options, limits: Limits) -> Iterator[Event]:
    """Run the pipeline for `options.source`."""
    return (forecast_daily if options.source == "daily" else analyze_file)(stream, options, limits)


def analyze_file(stream: IO[bytes], options: Options, limits: Limits) -> Iterator[Event]:
    """Analyse a CSV or JSON file; yield events as they happen. Raises options.Refused."""
    yield StageStarted("read")
    rows = observations.read(stream, options, limits)
    yield StageStarted("arrange")
    frequency, series = regularize.arrange(rows, options, limits)
    options = additivity.resolve_options(rows, options)
    unlike = additivity.incompatible_parts(rows, [one.name for one in series])
    outlooks = Outlooks(frequency, series, options, limits, rows.notices, unlike)
    facts = file_facts(rows, options, outlooks)
    # The rows take most of the memory and are no longer needed.
    del rows
    count = len(series)
    yield StageStarted("clean", count)
    for batch in batches([len(one.values) for one in series]):
        outliers.clean(series[batch], frequency)
    yield StageStarted("describe", count)
    found = describe(series, frequency)
    yield Head(head_json(facts, None), outlooks.degraded)
    yield StageStarted("forecast", count)
    rendering = Rendering(frequency, options)
    for batch in batches([len(one.values) + 5 * outlooks.horizon for one in series]):
        finished = list(map(with_outlook, found[batch], outlooks.of(series[batch])))
        yield Part(len(finished), rendering.part(finished, batch.start))
    total = None
    if outlooks.sum is not None:
        yield StageStarted("total", count)
        outliers.clean([outlooks.sum], frequency)
        (alone,) = describe([outlooks.sum], frequency)
        total = rendering.total(with_outlook(alone, outlooks.total()))
    yield Head(head_json(facts, total), outlooks.degraded)


def forecast_daily(stream: IO[bytes], options: Options, limits: Limits) -> Iterator[Event]:
    """Read packed daily series and yield their forecasts and the forecast of their sum.

    The forecasts are those that `analyze_file` yields for the same series. Statistics and charts are not computed.
    """
    yield StageStarted("read")
    histories, last = daily_series.unpack(stream.read())
    frequency = Frequency("day")
    end = last.toordinal() - EPOCH + 1
    series = [daily(name, np.array(values, dtype=np.float64), end) for name, values in histories.items()]
    count = len(series)
    outlooks = Outlooks(frequency, series, options, limits, Notices(), None)
    yield StageStarted("clean", count)
    for batch in batches([len(one.values) for one in series]):
        outliers.clean(series[batch], frequency)
    yield Head(head_json({}, None), outlooks.degraded)
    yield StageStarted("forecast", count)
    rendering = Rendering(frequency, options)
    for batch in batches([len(one.values) + 5 * outlooks.horizon for one in series]):
        finished = list(map(rendering.forecast_only, series[batch], outlooks.of(series[batch])))
        yield Part(len(finished), b",".join(map(orjson.dumps, finished)))
    if outlooks.sum is not None:
        yield StageStarted("total", count)
        outliers.clean([outlooks.sum], frequency)
        total = rendering.forecast_only(outlooks.sum, outlooks.total())
        yield Head(head_json({}, total), outlooks.degraded)


def daily(name: str, values: Floats, end: int) -> Series:
    """Return a daily series whose last value is that of the day before `end`."""
    quality = Quality(rows=len(values), empty=0, duplicates=0, gaps=0, filled="none")
    return Series(name, end - len(values), values, np.ones(len(values), dtype=np.bool_), values, quality)


class Outlooks:
    """Forecasts of one analysis, rounded so that they add up. `options` are resolved.

    `unlike` names what prevents the series from being added, if anything.
    """

    def __init__(
        self,
        frequency: Frequency,
        series: Sequence[Series],
        options: Options,
        limits: Limits,
        notices: Notices,
        unlike: str | None,
    ) -> None:
        self.frequency = frequency
        self.horizon = min(options.horizon or frequency.horizon, LONGEST_HORIZON) if options.include_forecast else 0
        longest = max(len(one.values) for one in series)
        if self.horizon > longest:
            notices.add("horizon_beyond_history", sample=f"{self.horizon} > {longest}")
        self.tier: Tier = options.tier
        self.degraded: bytes | None = None
        if self.horizon and options.tier == "best" and sum(len(one.values) for one in series) > BEST_TIER_VALUES:
            self.tier = "fast"
            done = {"series_done": len(series), "series_total": len(series)}
            self.degraded = orjson.dumps({"reason": "tier", "stage": "forecast", **done})
        self.places: int | None = None
        self.sum: Series | None = None
        # The sum of measures such as prices has no meaning.
        if options.aggregate != "mean" and len(series) > 1 and unlike is not None:
            notices.add("totals_unlike", sample=unlike)
        elif options.aggregate != "mean" and len(series) > 1:
            self.places = totals.common_places(series)
            self.sum = totals.history(series, limits.periods) if self.places is not None else None
            if self.sum is None:
                notices.add("totals_left_out")
        self.means = totals.Means(self.sum.first + len(self.sum.values), self.horizon) if self.sum else None

    def of(self, series: Sequence[Series]) -> list[Outlook | None]:
        """Return the outlook of each series and add its means to the totals."""
        if not self.horizon:
            return [None] * len(series)
        outlooks: list[Outlook | None] = []
        for one, ahead in zip(series, self.forecast([one.fit for one in series]), strict=True):
            places = totals.own_places(one.values) if self.places is None else self.places
            units = totals.units(ahead, places)
            if self.means is not None:
                self.means.add(one, units[0])
            outlooks.append(outlook(ahead, units, places))
        return outlooks

    def total(self) -> Outlook | None:
        """Return the outlook of the sum, once all series have theirs."""
        if not self.horizon or self.sum is None or self.means is None or self.places is None:
            return None
        (ahead,) = self.forecast([self.sum.fit])
        units = totals.shifted_intervals(self.means.units, ahead, self.places, bool(np.all(self.sum.values >= 0)))
        return outlook(ahead, units, self.places)

    def forecast(self, histories: Sequence[Floats]) -> list[Forecast]:
        """Return the forecasts of the histories with this analysis's horizon and tier."""
        return forecast(histories, self.frequency.unit, self.frequency.seasons, self.horizon, self.tier)


def outlook(ahead: Forecast, units: Floats, places: int) -> Outlook:
    """Round a forecast for output; set the reason if a number is not finite."""
    reason = ahead.reason if np.isfinite(units).all() else ahead.reason or "too_large"
    return Outlook(totals.to_doubles(units, places), ahead.seasons, ahead.method, reason)


def describe(series: Sequence[Series], frequency: Frequency) -> list[Findings]:
    """Return statistics, trend, growth and demand class of each series. Trends are tested jointly."""
    parts = (
        statistics.describe(series),
        trends.trends(series, frequency),
        growth.growth(series, frequency),
        statistics.classes(series),
    )
    return [Findings(*one) for one in zip(series, *parts, strict=True)]


def with_outlook(found: Findings, outlook: Outlook | None) -> Findings:
    """Return the findings with a forecast added."""
    return replace(found, outlook=outlook)


def batches(sizes: Sequence[int]) -> Iterator[slice]:
    """Split consecutive items into slices of about BATCH values, at least one item each."""
    start = total = 0
    for place, size in enumerate(sizes):
        if total and total + size > BATCH:
            yield slice(start, place)
            start, total = place, 0
        total += size
    yield slice(start, len(sizes))


def file_facts(rows: Observations, options: Options, outlooks: Outlooks) -> dict[str, Any]:
    """Return the part of the answer that concerns the whole file."""
    notices = rows.notices
    return {
        "columns": {
            "date": rows.date_column,
            "series": rows.series_columns,
            "value": rows.value_columns,
        },
        "frequency": outlooks.frequency.code,
        "rows": rows.rows,
        "tier": outlooks.tier,
        "horizon": outlooks.horizon or None,
        "aggregate": options.aggregate,
        "fill": options.fill,
        "notices": [
            {"code": notice.code, "line": notice.line, "column": notice.column, "sample": notice.sample}
            for notice in notices.kept
        ],
        "notice_counts": notices.counts,
    }


def head_json(facts: dict[str, Any], total: dict[str, Any] | None) -> bytes:
    """Return the facts and the totals as JSON without the closing brace."""
    return orjson.dumps({**facts, "totals": total}).removesuffix(b"}")
