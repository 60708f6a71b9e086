"""Answer of an analysis as JSON. Numbers are formatted by column and filled into row templates.

Ten thousand series have millions of rows, and a dict for each would cost more than the analysis.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import orjson

from domain.analytics import charts
from domain.analytics.options import Options
from domain.analytics.series import totals
from domain.analytics.series.calendars import Frequency
from domain.analytics.series.growth import Growth
from domain.analytics.series.shapes import Floats, Series
from domain.analytics.series.statistics import Class, Statistics
from domain.analytics.series.trends import Trend

# Number of the last periods in `chart`.
ROWS = 120
SIGNIFICANT = 12


@dataclass(frozen=True, slots=True)
class Outlook:
    """A forecast rounded for output: rows mean, lo80, hi80, lo95, hi95, shape (5, horizon)."""

    rows: Floats
    seasons: tuple[int, ...]
    method: str
    reason: str | None


@dataclass(frozen=True, slots=True)
class Findings:
    """Results of one series."""

    series: Series
    statistics: Statistics
    trend: Trend
    growth: Growth
    demand: Class
    outlook: Outlook | None = None


def number(value: float) -> float | int | None:
    """Round to twelve significant digits; whole numbers become int, non-finite ones None."""
    if not abs(value) < np.inf:
        return None
    value = float(f"{value:.{SIGNIFICANT}g}")
    return int(value) if value.is_integer() and abs(value) < totals.MAX_UNITS else value


def to_json(value: Any) -> Any:
    """Convert dataclasses to dicts and floats by `number`."""
    if isinstance(value, float):
        return number(value)
    if hasattr(value, "__dataclass_fields__"):
        return {name: to_json(getattr(value, name)) for name in value.__dataclass_fields__}
    return value


def round_values(values: Floats) -> Floats:
    """Round a column to twelve significant digits of its largest number."""
    top = float(np.abs(values).max(initial=0))
    digits = totals.decimals_available(top) - totals.PRECISION + SIGNIFICANT
    return np.round(values, digits) if abs(digits) <= totals.MAX_EXACT_POWER else values


def json_numbers(values: Floats) -> list[str]:
    """Format a column as JSON numbers: NaN as null, -0 as 0, whole numbers without a decimal point."""
    values = np.ascontiguousarray(values) + 0.0
    whole = np.all(np.abs(values) < totals.MAX_UNITS) and np.array_equal(values, np.trunc(values))
    column = orjson.dumps(values.astype(np.int64) if whole else values, option=orjson.OPT_SERIALIZE_NUMPY)
    return column[1:-1].decode().split(",") if len(values) else []


@lru_cache(maxsize=64)
def names(frequency: Frequency, first: int, count: int) -> list[str]:
    """Return the dates of consecutive periods. Cached, as most series of a file share them."""
    return frequency.dates(first, count)


@lru_cache(maxsize=4096)
def name(frequency: Frequency, number: int) -> str:
    """Return the date of one period."""
    return frequency.dates(number, 1)[0]


@lru_cache(maxsize=64)
def row_templates(frequency: Frequency, first: int, count: int, horizon: int) -> tuple[str, str]:
    """Return templates of the history rows and of the forecast rows, each joined by commas."""
    dates = names(frequency, first, count + horizon)
    past = ",".join(f'{{"date":"{date}","value":%s,"outlier":%s}}' for date in dates[:count])
    ahead = ",".join(f'{{"date":"{date}","mean":%s,"lo80":%s,"hi80":%s,"lo95":%s,"hi95":%s}}' for date in dates[count:])
    return past, ahead


class Rendering:
    """Writes the series of one analysis as JSON."""

    def __init__(self, frequency: Frequency, options: Options) -> None:
        self.frequency, self.options = frequency, options

    def part(self, findings: Sequence[Findings], place: int) -> bytes:
        """Return elements of the list `series`, joined by commas; `place` is the index of the first one."""
        return b",".join(orjson.dumps(self.series(one, place + i)) for i, one in enumerate(findings))

    def series(self, found: Findings, place: int) -> dict[str, Any]:
        """Return one series, ready for orjson."""
        series, outlook = found.series, found.outlook
        quality = series.quality
        chart, forecast = self.rows(found)
        answer = {
            "name": series.name,
            "from": self.date(series.first),
            "to": self.date(series.first + len(series.values) - 1),
            "periods": len(series.values),
            "statistics": to_json(found.statistics),
            "trend": to_json(found.trend),
            "growth": to_json(found.growth),
            "quality": {
                "rows": quality.rows,
                "empty": quality.empty,
                "duplicates": quality.duplicates,
                "gaps": quality.gaps,
                "filled": quality.filled,
                "unknown": quality.unknown,
                "outliers": [
                    {
                        "date": self.date(series.first + outlier.place),
                        "value": number(outlier.value),
                        "expected": number(outlier.expected),
                        "score": number(outlier.score),
                    }
                    for outlier in quality.outliers
                ],
                "class": found.demand,
            },
            "forecast": forecast,
            "forecast_reason": outlook.reason if outlook else None,
            "seasons": list(outlook.seasons) if outlook else [],
            "method": outlook.method if outlook else None,
            "chart": chart,
        }
        if self.options.include_visualizations:
            answer["svg"] = self.svg(found, series.name, place)
        return answer

    def forecast_only(self, series: Series, outlook: Outlook | None) -> dict[str, Any]:
        """Return the forecast of one series, ready for orjson."""
        return {
            "name": series.name,
            "forecast": self.forecast_rows(series, outlook),
            "forecast_reason": outlook.reason if outlook else None,
            "seasons": list(outlook.seasons) if outlook else [],
        }

    def total(self, found: Findings) -> dict[str, Any]:
        """Return the total of all series, ready for orjson."""
        chart, forecast = self.rows(found)
        answer = {
            "forecast": forecast,
            "statistics": to_json(found.statistics),
            "trend": to_json(found.trend),
            "growth": to_json(found.growth),
            "chart": chart,
        }
        if self.options.include_visualizations:
            answer["svg"] = self.svg(found, charts.TOTAL[self.options.language], -1)
        return answer

    def rows(self, found: Findings) -> tuple[orjson.Fragment, orjson.Fragment | None]:
        """Return the chart rows (history and forecast), and the forecast rows alone."""
        series, outlook = found.series, found.outlook
        count = min(ROWS, len(series.values))
        start = len(series.values) - count
        horizon = outlook.rows.shape[1] if outlook else 0
        past, ahead = row_templates(self.frequency, series.first + start, count, horizon)
        cells = ["false"] * (2 * count)
        cells[::2] = json_numbers(round_values(series.values)[start:])
        for outlier in series.quality.outliers:
            if outlier.place >= start:
                cells[2 * (outlier.place - start) + 1] = "true"
        past %= tuple(cells)
        if outlook is None:
            return orjson.Fragment(f"[{past}]"), None
        ahead %= tuple(json_numbers(outlook.rows.T.ravel()))
        return orjson.Fragment(f"[{past},{ahead}]"), orjson.Fragment(f"[{ahead}]")

    def forecast_rows(self, series: Series, outlook: Outlook | None) -> orjson.Fragment | None:
        """Return the rows of the forecast alone."""
        if outlook is None:
            return None
        _, ahead = row_templates(self.frequency, series.first + len(series.values), 0, outlook.rows.shape[1])
        return orjson.Fragment(f"[{ahead % tuple(json_numbers(outlook.rows.T.ravel()))}]")

    def svg(self, found: Findings, name: str, place: int) -> str:
        """Return the chart of one series as SVG."""
        series, outlook = found.series, found.outlook
        horizon = outlook.rows.shape[1] if outlook else 0
        count = charts.drawn_periods(len(series.values), horizon)
        start = len(series.values) - count
        return charts.svg(
            place,
            name,
            self.frequency.unit,
            names(self.frequency, series.first + start, count + horizon),
            round_values(series.values)[start:],
            [outlier.place - start for outlier in series.quality.outliers if outlier.place >= start],
            outlook.rows if outlook else None,
            found.trend.direction,
            self.options.language,
        )

    def date(self, number: int) -> str:
        """Return the date of one period."""
        return name(self.frequency, number)
