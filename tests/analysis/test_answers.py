"""Answers: completeness, order of events, totals, and exact digits."""

from __future__ import annotations

import io
import json
import re
from datetime import date, timedelta
from decimal import Decimal
from itertools import groupby
from typing import Any

import numpy as np
import orjson
import pytest

from domain.analytics import pipeline
from domain.analytics.forecasting import Forecast
from domain.analytics.options import LONGEST_HORIZON, Limits, Options, Refused
from domain.analytics.pipeline import Head, Part, StageStarted
from domain.analytics.rendering import ROWS, Rendering, json_numbers, number, round_values
from domain.analytics.series import totals
from domain.analytics.series.calendars import Frequency
from domain.analytics.series.shapes import Outlier, Quality, Series
from support.analysis.analyses import answer, events, history, whole

RANDOM = np.random.default_rng(11)


def daily_csv(columns: dict[str, list[Any]], begin: str = "2024-01-01", value: str = "jumlah") -> bytes:
    """Return a CSV of daily values, one product after the other."""
    days = [date.fromisoformat(begin) + timedelta(day) for day in range(max(map(len, columns.values())))]
    lines = [
        f"{day},{name},{figure}"
        for name, figures in columns.items()
        for day, figure in zip(days, figures, strict=False)
    ]
    return "\n".join([f"tanggal,produk,{value}", *lines]).encode()


def shop(products: int, days: int) -> bytes:
    return daily_csv({f"Produk {i}": RANDOM.poisson(3 + i, days).tolist() for i in range(products)})


def series_of(*values: float, first: int = 0) -> Series:
    history = np.array(values, dtype=np.float64)
    return Series(
        "", first, history, np.ones(len(history), dtype=np.bool_), history, Quality(len(history), 0, 0, 0, "none")
    )


def test_a_sales_file_gives_a_complete_answer() -> None:
    found = answer(shop(3, 200), Options(horizon=14))
    assert list(found) == [
        "columns", "frequency", "rows", "tier", "horizon", "aggregate", "fill", "notices", "notice_counts", "totals",
        "series", "degraded",
    ]  # fmt: skip
    assert found["columns"] == {"date": "tanggal", "series": ["produk"], "value": ["jumlah"]}
    assert found["frequency"] == {"unit": "day", "seconds": None}
    assert (found["rows"], found["tier"], found["horizon"]) == (600, "fast", 14)
    assert (found["aggregate"], found["fill"], found["degraded"]) == ("sum", "zero", None)
    assert [series["name"] for series in found["series"]] == ["Produk 0", "Produk 1", "Produk 2"]
    one = found["series"][0]
    assert (one["from"], one["to"], one["periods"]) == ("2024-01-01", "2024-07-18", 200)
    assert [row["date"] for row in one["forecast"]] == [f"2024-07-{day}" for day in range(19, 32)] + ["2024-08-01"]
    assert len(one["chart"]) == ROWS + 14
    assert list(found["totals"]) == ["forecast", "statistics", "trend", "growth", "chart"]


def test_a_bank_statement_raises_a_question_and_credits_are_added_by_day() -> None:
    head = "Rekening;1234567890\nPeriode;01/01/2024 - 30/01/2024\n\nTanggal;Keterangan;Debet;Kredit;Saldo\n"
    lines = [f"{day:02}/01/2024;SETORAN {day} {i};;50.000,25;{day}.000.000,00" for day in range(1, 31) for i in (1, 2)]
    data = (head + "\n".join(lines)).encode()
    with pytest.raises(Refused) as question:
        answer(data)
    assert question.value.words["candidates"] == ["Kredit", "Saldo"]
    found = answer(data, Options(value=("Kredit",)))
    (one,) = found["series"]
    assert (found["aggregate"], one["periods"], one["statistics"]["sum"]) == ("sum", 30, Decimal("3000015"))
    assert found["notice_counts"] == {"column_ignored": 1}


def test_totals_in_a_wide_table_are_not_counted_twice() -> None:
    months = [f"{month} {year}" for year in (2023, 2024) for month in ("Jan", "Mei", "Agt", "Des")]
    data = f"Produk;{';'.join(months)};Jumlah\nKopi{';1.500' * 8};9\nTeh{';250' * 7};;9\nTotal{';1.750' * 8};9\n"
    found = answer(data.encode(), Options(frequency="month"))
    assert [series["name"] for series in found["series"]] == ["Kopi", "Teh"]
    assert found["totals"]["statistics"]["sum"] == 1_500 * 8 + 250 * 7
    assert found["columns"] == {"date": "Jan 2023 – Des 2024", "series": ["Produk"], "value": ["Jan 2023 – Des 2024"]}


def test_whole_numbers_stay_whole() -> None:
    body = whole(events(daily_csv({"Kopi": [3, 4, 0, 5] * 20, "Teh": [1, 2, 9, 1] * 20})))
    assert b'"value":3,' in body and b'"value":3.0' not in body
    assert b'"sum":240,"mean":3,' in body


def test_stages_and_parts_are_yielded_as_they_happen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "BATCH", 1_000)
    found = events(shop(20, 100), Options(horizon=20))
    kinds = [event.stage if isinstance(event, StageStarted) else type(event).__name__ for event in found]
    assert [kind for kind, _ in groupby(kinds)] == [
        "read", "arrange", "clean", "describe", "Head", "forecast", "Part", "total", "Head",
    ]  # fmt: skip
    # 100 values and 5 * 20 of the forecast make 200 per series.
    assert [event.count for event in found if isinstance(event, Part)] == [5, 5, 5, 5]
    assert [event.of for event in found if isinstance(event, StageStarted)] == [None, None, 20, 20, 20, 20]


def test_finished_parts_make_an_answer_at_the_deadline(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "BATCH", 1)
    found = events(shop(4, 30))
    cut = found[: [isinstance(event, Part) for event in found].index(True) + 2]
    found = json.loads(whole(cut))
    assert [series["name"] for series in found["series"]] == ["Produk 0", "Produk 1"]
    assert found["totals"] is None and found["rows"] == 120


def test_the_batch_size_does_not_change_the_figures(monkeypatch: pytest.MonkeyPatch) -> None:
    data = shop(7, 60)
    at_once = answer(data)
    monkeypatch.setattr(pipeline, "BATCH", 150)
    assert [series["statistics"] for series in answer(data)["series"]] == [s["statistics"] for s in at_once["series"]]
    assert [series["trend"] for series in answer(data)["series"]] == [s["trend"] for s in at_once["series"]]


def test_the_same_bytes_give_the_same_answer() -> None:
    data, options = shop(3, 80), Options(include_visualizations=True)
    assert whole(events(data, options)) == whole(events(data, options))


@pytest.mark.parametrize(
    "columns",
    [
        {"Kopi": [0.1] * 30, "Teh": [0.2] * 30, "Gula": [0.3, 0.6] * 15},
        {"Kopi": [1e9 + day for day in range(30)], "Teh": [0, 0, 1, 0, 0] * 6},
        {"Kopi": [15_250.75, 9_999.99, 12_000.5] * 10, "Teh": [333.33] * 30},
        {f"p{i}": RANDOM.gamma(2, 10 ** (i % 5), 40).round(3).tolist() for i in range(30)},
        {"Kopi": [0] * 30, "Teh": [0] * 30},
        {"Kopi": [1 / 3] * 30, "Teh": [2 / 3] * 30, "Gula": RANDOM.normal(0, 1, 30).tolist()},
    ],
)
def test_printed_forecasts_add_up_to_the_total(columns: dict[str, list[Any]]) -> None:
    # `answer` checks that they add up.
    found = answer(daily_csv(columns), Options(aggregate="sum"))
    assert found["totals"]["forecast"] is not None
    sums = [float(sum(values, Decimal(0))) for values in zip(*(
        [row["value"] for row in history(series)] for series in found["series"]
    ), strict=True)]  # fmt: skip
    shown = [row["value"] for row in history(found["totals"])]
    assert list(map(float, shown)) == pytest.approx(sums, rel=1e-10, abs=1e-10)


def test_a_total_counts_late_series_from_their_start() -> None:
    found = answer(daily_csv({"Kopi": [5] * 40, "Teh": [""] * 30 + [2] * 10}), Options(aggregate="sum"))
    values = [row["value"] for row in history(found["totals"])]
    assert values == [5] * 30 + [7] * 10
    assert [series["periods"] for series in found["series"]] == [40, 10]


def test_a_total_of_series_with_different_ends_is_added_by_date() -> None:
    columns = {"Kopi": [5] * 40, "Teh": [2] * 37}
    found = answer(daily_csv(columns), Options(aggregate="sum", fill="interpolate", horizon=5))
    means = [row["mean"] for row in found["totals"]["forecast"]]
    # Teh's own forecast covers two of the five days.
    assert means == [7, 7, 5, 5, 5]


def test_prices_have_no_total() -> None:
    found = answer(daily_csv({"Kopi": [15_000, 15_500] * 20, "Teh": [8_000] * 40}, value="harga"))
    assert (found["aggregate"], found["totals"]) == ("mean", None)
    assert answer(daily_csv({"Kopi": [5, 6] * 20}))["totals"] is None


def test_series_of_very_different_size_have_no_total() -> None:
    data = daily_csv({"Kopi": [1e14, 2e14, 3e14] * 10, "Teh": [0.001, 0.002, 0.0015] * 10})
    found = answer(data, Options(aggregate="sum"))
    assert found["totals"] is None and found["notice_counts"] == {"totals_left_out": 1}
    assert 0 < found["series"][1]["forecast"][0]["mean"] < 1


def test_series_of_distant_times_have_no_total() -> None:
    data = b"tanggal,produk,jumlah\n1800-01-01,a,1\n1800-01-02,a,2\n2024-01-01,b,1\n2024-01-02,b,2\n"
    found = answer(data, Options(aggregate="sum", fill="interpolate", frequency="day"))
    assert found["totals"] is None and "totals_left_out" in found["notice_counts"]


def test_intervals_of_the_total_contain_its_mean_and_are_not_negative() -> None:
    ahead = Forecast(*(np.array([value, value]) for value in (5.0, 3, 7, 1, 9)), (), "smooth")
    assert totals.shifted_intervals(np.array([80.0, 15]), ahead, 1, True).tolist() == [
        [80, 15],
        [60, 0],
        [100, 35],
        [40, 0],
        [120, 55],
    ]
    assert totals.shifted_intervals(np.array([80.0, 15]), ahead, 1, False)[3].tolist() == [40, -25]
    # Bounds limited to zero stay there, however far the mean moves up.
    held = Forecast(*(np.array([value]) for value in (5.0, 0, 7, 0, 9)), (), "smooth")
    assert totals.shifted_intervals(np.array([80.0]), held, 1, True).ravel().tolist() == [80, 0, 100, 0, 120]


def test_intervals_are_nested_after_rounding() -> None:
    ahead = Forecast(*(np.array([value]) for value in (1.0004, 1.0006, 1.0002, 1.0005, 1.0003)), (), "smooth")
    mean, lo80, hi80, lo95, hi95 = totals.units(ahead, 4).ravel().tolist()
    assert lo95 <= lo80 <= mean <= hi80 <= hi95


@pytest.mark.parametrize(
    ("values", "places"),
    [
        ([3, 5, 4, 6], 3), ([1_000, 5_000, 2_000], 0), ([0.03, 0.05, 0.01], 5), ([7, 7, 7], 0), ([0.25, 0.25], 2),
        ([0, 0], 0), ([1e14, 2e14], -3), ([1e-40, 2e-40], 22), ([0.1 + 0.2, 0.3], 1),
    ],
)  # fmt: skip
def test_decimals_of_forecasts_follow_from_the_spread(values: list[float], places: int) -> None:
    assert totals.own_places(np.array(values)) == places


def test_sums_are_printed_without_floating_point_error() -> None:
    few = [series_of(0.1, 0.4, 0.2), series_of(0.2, 0.9, 0.1)]
    places = totals.common_places(few)
    assert places is not None
    means = totals.Means(3, 1)
    parts = [np.array([round(0.1 * 10**places)]), np.array([round(0.2 * 10**places)])]
    for one, part in zip(few, parts, strict=True):
        means.add(one, part.astype(np.float64))
    # With doubles 0.1 + 0.2 is 0.30000000000000004.
    assert json_numbers(totals.to_doubles(means.units, places)) == ["0.3"]


def test_the_default_horizon_follows_from_the_frequency() -> None:
    data = shop(1, 50)
    assert answer(data)["horizon"] == 28
    assert answer(data, Options(horizon=3))["horizon"] == 3
    assert answer(data, Options(horizon=10_000))["horizon"] == LONGEST_HORIZON
    assert answer(data, Options(horizon=50))["notice_counts"] == {}
    assert answer(data, Options(horizon=51))["notice_counts"] == {"horizon_beyond_history": 1}


def test_a_discontinued_product_is_forecast_as_zero() -> None:
    found = answer(daily_csv({"Kopi": [3, 5, 4] * 20 + [0] * 400, "Teh": [2, 3] * 230}))
    gone = found["series"][0]
    assert all(row["mean"] == 0 for row in gone["forecast"])
    assert (gone["method"], gone["forecast_reason"]) == ("constant", "constant")
    assert found["totals"]["forecast"][0]["mean"] == found["series"][1]["forecast"][0]["mean"] > 0


def test_a_sale_and_its_return_are_no_trend() -> None:
    (found,) = pipeline.describe([series_of(1, 0, 0, 0, -1, *[0] * 715)], Frequency("quarter"))
    assert (found.trend.direction, found.trend.slope, found.trend.p_value) == ("none", 0, 1)


def test_tiny_numbers_count_as_zero() -> None:
    found = answer(daily_csv({"Kopi": ["5e-324", "0", "1e-320"] * 10, "Teh": [2, 3, 1] * 10}), Options(aggregate="sum"))
    assert found["series"][0]["statistics"]["zeros"] == 30


def test_the_forecast_can_be_left_out() -> None:
    found = answer(shop(2, 50), Options(include_forecast=False, include_visualizations=True))
    assert found["horizon"] is None and found["totals"]["forecast"] is None
    assert all(series["forecast"] is None and len(series["chart"]) == 50 for series in found["series"])


def test_charts_are_optional_and_show_the_same_numbers() -> None:
    data = daily_csv({"Kopi": [12.5, 14.25, 11] * 20, "Teh": [1, 2, 3] * 20}, value="terjual")
    assert all("svg" not in series for series in answer(data)["series"])
    found = answer(data, Options(include_visualizations=True, language="id", aggregate="sum"))
    for result in (*found["series"], found["totals"]):
        last = result["forecast"][-1]
        for figure in (
            result["statistics"]["min"],
            result["statistics"]["max"],
            last["mean"],
            last["lo95"],
            last["hi95"],
        ):
            assert f"{float(figure):,.15g}".translate(str.maketrans(",.", ".,")) in result["svg"]
    assert "Semua seri digabung" in found["totals"]["svg"]


def test_charts_of_one_answer_have_distinct_ids(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "BATCH", 100)
    body = whole(events(shop(5, 20), Options(include_visualizations=True))).decode()
    ids = re.findall(r' id=\\"([^"]+)\\"', body)
    assert len(ids) == len(set(ids)) == 2 * 6


def test_outliers_are_marked_in_chart_rows() -> None:
    spiky = series_of(*[5.0] * 140)
    spiky.quality.outliers = [Outlier(3, 5, 4, 8.5), Outlier(130, 5, 1, 1 / 3)]
    (found,) = pipeline.describe([spiky], Frequency("day"))
    found = json.loads(Rendering(Frequency("day"), Options(include_visualizations=True)).part([found], 0))
    # Day 3 is not among the last 120, but among the outliers and in the chart.
    assert [row["date"] for row in found["chart"] if row.get("outlier")] == ["1970-05-11"]
    assert found["quality"]["outliers"] == [
        {"date": "1970-01-04", "value": 5, "expected": 4, "score": 8.5},
        {"date": "1970-05-11", "value": 5, "expected": 1, "score": 0.333333333333},
    ]
    assert "2 outliers are marked" in found["svg"]


def test_tier_best_falls_back_to_fast_for_large_files(monkeypatch: pytest.MonkeyPatch) -> None:
    data = shop(3, 40)
    assert answer(data, Options(tier="best"))["tier"] == "best"
    monkeypatch.setattr(pipeline, "BEST_TIER_VALUES", 119)
    found = answer(data, Options(tier="best"))
    assert found["tier"] == "fast"
    assert found["degraded"] == {"reason": "tier", "stage": "forecast", "series_done": 3, "series_total": 3}
    assert answer(data, Options(tier="best", include_forecast=False))["degraded"] is None
    assert answer(data)["degraded"] is None


def test_a_refusal_is_raised_in_its_stage() -> None:
    found = pipeline.analyze_file(io.BytesIO(b"tanggal,jumlah\n"), Options(), Limits())
    assert next(found) == StageStarted("read")
    with pytest.raises(Refused):
        list(found)


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        (float("nan"), None), (float("inf"), None), (-0.0, 0), (3.0, 3), (0.1 + 0.2, 0.3), (1 / 3, 0.333333333333),
        (123_456_789_012_345.0, 123_456_789_012_000), (1e100, 1e100), (1e-320, 1e-320), (np.float64(2.5), 2.5),
    ],
)  # fmt: skip
def test_numbers_are_rounded_to_twelve_digits(value: float, printed: float | None) -> None:
    assert number(value) == printed and type(number(value)) is type(printed)
    assert b"NaN" not in orjson.dumps(number(value))


def test_columns_of_numbers_become_json() -> None:
    assert json_numbers(np.array([1.0, -0.0, 3])) == ["1", "0", "3"]
    assert json_numbers(np.array([1.5, np.nan, 3, -0.0])) == ["1.5", "null", "3.0", "0.0"]
    assert json_numbers(np.array([])) == []
    assert round_values(np.array([0.1 + 0.2, 1_000])).tolist() == [0.3, 1_000]


def test_names_are_escaped_in_charts() -> None:
    found = answer(daily_csv({'=cmd|"x"': [1, 2, 3] * 5, "<b>&": [3, 4, 5] * 5}), Options(include_visualizations=True))
    assert "&lt;b&gt;&amp;" in next(series["svg"] for series in found["series"] if series["name"] == "<b>&")


def test_heads_are_json_objects_without_closing_brace() -> None:
    heads = [event for event in events(shop(2, 20)) if isinstance(event, Head)]
    first, last = (json.loads(head.json + b"}") for head in heads)
    assert first["totals"] is None and last["totals"] is not None
    assert {**first, "totals": 0} == {**last, "totals": 0}
