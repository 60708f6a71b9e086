"""Packed daily series: the bytes that a stock forecast sends to the analysis pool."""

from __future__ import annotations

import io
import random
from datetime import date, timedelta
from typing import Any

import orjson
import pytest

from domain.analytics import daily_series, pipeline
from domain.analytics.options import Limits, Options, Tier
from support.analysis.analyses import whole

LAST = date(2026, 11, 20)


def histories(count: int, days: int) -> dict[str, list[float]]:
    """Return daily sales of products: steady, rare, weekly, with an outlier, short, constant, none."""
    rng = random.Random(4)
    found: dict[str, list[float]] = {}
    for number in range(count):
        mean = [8.0, 0.1, 3.0, 20.0][number % 4]
        length = days if number % 5 else rng.randint(1, 40)
        units = [float(rng.randint(0, int(2 * mean)) if mean >= 1 else rng.random() < mean) for _ in range(length)]
        if number % 4 == 2:
            units = [each * 3 if place % 7 == 5 else each for place, each in enumerate(units)]
        if number % 4 == 3:
            units[length // 2] = 900.0
        found[str(number + 1)] = units
    return found | {"700": [5.0] * 30, "701": [0.0] * 30, "702": [2.25, 0.0, 1.5] * 20}


def as_csv(series: dict[str, list[float]]) -> bytes:
    lines = ["date,series,value"]
    for name, units in series.items():
        first = LAST - timedelta(len(units) - 1)
        lines += [f"{first + timedelta(place)},{name},{value:.15g}" for place, value in enumerate(units)]
    return "\n".join(lines).encode()


def answer(data: bytes, options: Options) -> dict[str, Any]:
    found: dict[str, Any] = orjson.loads(whole(list(pipeline.analyze(io.BytesIO(data), options, Limits()))))
    return found


def forecasts(found: dict[str, Any]) -> list[tuple[Any, ...]]:
    return [(one["name"], one["forecast"], one["forecast_reason"], one["seasons"]) for one in found["series"]]


def test_packed_series_are_unpacked_unchanged() -> None:
    unpacked, last = daily_series.unpack(daily_series.pack({"7": [0, 2, 0.25], "8": [], "9": [1234567]}, LAST))
    assert last == LAST
    assert {name: values.tolist() for name, values in unpacked.items()} == {"7": [0.0, 2.0, 0.25], "9": [1234567.0]}


@pytest.mark.parametrize(
    ("count", "days", "horizon", "tier"), [(30, 400, 28, "fast"), (8, 730, 14, "best"), (260, 730, 90, "fast")]
)
def test_packed_series_are_forecast_like_a_file_of_the_same_values(
    count: int, days: int, horizon: int, tier: Tier
) -> None:
    series = histories(count, days)
    by_file = answer(
        as_csv(series),
        Options(
            horizon=horizon, tier=tier, frequency="day", date="date", series=("series",), value=("value",),
            aggregate="sum", fill="zero", through=LAST.isoformat(),
        ),
    )  # fmt: skip
    packed = answer(daily_series.pack(series, LAST), Options(source="daily", horizon=horizon, tier=tier))
    assert forecasts(packed) == forecasts(by_file)
    assert packed["totals"]["forecast"] == by_file["totals"]["forecast"]


def test_one_packed_series_has_no_total() -> None:
    packed = answer(daily_series.pack({"7": [4.0, 6.0] * 40}, LAST), Options(source="daily", horizon=14))
    assert packed["totals"] is None and packed["degraded"] is None
    assert [row["date"] for row in packed["series"][0]["forecast"]][:2] == ["2026-11-21", "2026-11-22"]
