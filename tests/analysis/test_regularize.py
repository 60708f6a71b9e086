"""Regular series from rows: frequency, aggregation, gaps, incomplete periods."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.analytics.options import Limits, Options, Refused
from domain.analytics.reading.additivity import resolve_options
from domain.analytics.series.calendars import Frequency
from domain.analytics.series.regularize import arrange
from domain.analytics.series.shapes import Observations, Series

EPOCH = date(1970, 1, 1)
UNITS = ("year", "quarter", "month", "week", "business_day", "day")


def days(first: str, last: str) -> list[str]:
    start, end = date.fromisoformat(first), date.fromisoformat(last)
    return [str(start + timedelta(step)) for step in range((end - start).days + 1)]


def open_days(week: int) -> list[str]:
    """Return seven weeks of a shop that is open on the first so many weekdays."""
    return [day for day in days("2024-01-01", "2024-02-18") if date.fromisoformat(day).weekday() < week]


def months(first: int, count: int, step: int = 1) -> list[str]:
    """Return first days of months, counted from January 2020."""
    return [f"{2020 + month // 12}-{month % 12 + 1:02}-01" for month in range(first, first + count * step, step)]


def file(
    moments: Sequence[str],
    values: Sequence[float | None] | None = None,
    names: Sequence[str] | None = None,
    column: str = "jumlah",
    grain: str = "day",
) -> Observations:
    """Return the observations of a file with these dates, values and series names."""
    distinct = list(dict.fromkeys(names or [""]))
    seconds = [int(datetime.fromisoformat(moment).replace(tzinfo=UTC).timestamp()) for moment in moments]
    return Observations(
        np.array(seconds, dtype=np.int64),
        np.array([distinct.index(name) for name in names or [""] * len(moments)], dtype=np.int32),
        np.array([np.nan if value is None else value for value in values or [1.0] * len(moments)]),
        distinct,
        grain,  # type: ignore[arg-type]
        "tanggal",
        ["produk"] if names else [],
        [column],
        len(moments),
    )


def arranged(
    observations: Observations, limits: Limits | None = None, **options: object
) -> tuple[Frequency, list[Series]]:
    return arrange(observations, Options(**options), limits or Limits())  # type: ignore[arg-type]


def unit(moments: Sequence[str], **options: object) -> str:
    return arranged(file(moments), **options)[0].unit


def refused(observations: Observations, limits: Limits | None = None, **options: object) -> Refused:
    with pytest.raises(Refused) as caught:
        arranged(observations, limits, **options)
    return caught.value


# Calendars.


@given(st.sampled_from(UNITS), st.integers(0, 6), st.dates(date(1600, 1, 1), date(2400, 12, 31)))
def test_every_day_belongs_to_one_period(unit: str, weekday: int, day: date) -> None:
    frequency = Frequency(unit, weekday=weekday if unit == "week" else 0)
    number = int(frequency.numbers(np.array([(day - EPOCH).days * 86_400 + 86_399]))[0])
    begin, after = map(date.fromisoformat, frequency.dates(number, 2))
    assert begin <= day < after
    assert (
        begin
        == {
            "year": day.replace(month=1, day=1),
            "quarter": day.replace(month=day.month - (day.month - 1) % 3, day=1),
            "month": day.replace(day=1),
            "week": day - timedelta((day.weekday() - weekday) % 7),
            "business_day": day - timedelta(max(0, day.weekday() - 4)),
            "day": day,
        }[unit]
    )


def test_periods_are_counted_from_1970_and_backwards_before_it() -> None:
    moments = np.array([-1, 0]) * 86_400
    assert Frequency("year").numbers(moments).tolist() == [-1, 0]
    assert Frequency("quarter").numbers(moments).tolist() == [-1, 0]
    assert Frequency("week").numbers(moments).tolist() == [-1, -1]
    assert Frequency("business_day").dates(-1, 2) == ["1970-01-02", "1970-01-05"]
    assert Frequency("month").dates(-1, 3) == ["1969-12-01", "1970-01-01", "1970-02-01"]
    assert Frequency("day").dates(int(Frequency("day").numbers(np.array([951_782_400]))[0]), 2) == [
        "2000-02-29",
        "2000-03-01",
    ]


def test_steps_below_a_day_are_named_to_the_second() -> None:
    quarter = Frequency("step", 900)
    assert quarter.dates(int(quarter.numbers(np.array([-1]))[0]), 2) == ["1969-12-31T23:45:00", "1970-01-01T00:00:00"]
    assert quarter.code == {"unit": "step", "seconds": 900}
    assert Frequency("hour", 3600).code == {"unit": "hour", "seconds": None}
    assert (quarter.seasons, quarter.horizon) == ((96, 672), 96)
    assert Frequency("step", 60).seasons == (1440,)
    assert Frequency("step", 1).seasons == () and Frequency("step", 1).horizon == 400
    assert Frequency("day").seasons == (7, 365) and Frequency("day").horizon == 28


# Frequency.


@pytest.mark.parametrize(
    ("moments", "unit_and_weekday", "first"),
    [
        (days("2024-01-01", "2024-02-20"), ("day", 0), "2024-01-01"),
        (open_days(5), ("business_day", 0), "2024-01-01"),
        (open_days(6), ("day", 0), "2024-01-01"),
        (days("2024-01-01", "2024-03-30")[4::7], ("week", 4), "2024-01-05"),
        (days("2024-01-01", "2024-06-30")[6::14], ("week", 6), "2024-01-07"),
        (months(0, 14), ("month", 0), "2020-01-01"),
        (["2024-01-31", "2024-02-29"], ("month", 0), "2024-01-01"),
        (["2023-01-31", "2023-02-28", "2023-03-31", "2023-04-30"], ("month", 0), "2023-01-01"),
        (["2024-01-02", "2024-02-01", "2024-03-01", "2024-05-02", "2024-08-01"], ("month", 0), "2024-01-01"),
        (["2024-01-29", "2024-02-26", "2024-03-28", "2024-04-29", "2024-05-30"], ("month", 0), "2024-01-01"),
        ([f"2024-0{place}-{day}" for place, day in enumerate([15, 27, 15, 29, 14, 20], 1)], ("month", 0), "2024-01-01"),
        (months(2, 5, 3), ("quarter", 0), "2020-01-01"),
        (["2019-03-31", "2020-03-31"], ("year", 0), "2019-01-01"),
        (["2023-02-01", "2023-03-01"], ("month", 0), "2023-02-01"),
        (["2023-12-31", "2024-01-01"], ("day", 0), "2023-12-31"),
        (["2024-05-17"], ("day", 0), "2024-05-17"),
        (["2024-05-17T10:00:00", "2024-05-17T10:15:00", "2024-05-17T11:00:00"], ("step", 0), "2024-05-17T10:00:00"),
        ([f"2024-05-17T{hour:02}:30:00" for hour in range(8, 17)], ("hour", 0), "2024-05-17T08:00:00"),
        ([f"{day}T17:00:00" for day in days("2024-01-01", "2024-01-09")], ("day", 0), "2024-01-01"),
    ],
)  # fmt: skip
def test_the_frequency_follows_from_the_gaps_between_dates(
    moments: list[str], unit_and_weekday: tuple[str, int], first: str
) -> None:
    found, series = arranged(file(moments[::-1], grain="second" if "T" in moments[0] else "day"))
    assert (found.unit, found.weekday) == unit_and_weekday
    assert found.dates(series[0].first, 1) == [first]


def test_receipts_with_times_are_daily() -> None:
    receipts = [
        f"{day}T{8 + (7 * place + 5 * one) % 13:02}:{(11 * place + 17 * one) % 60:02}:03"
        for place, day in enumerate(days("2024-01-01", "2024-01-20"))
        for one in range(4)
    ]
    found, (series,) = arranged(file(receipts, grain="second"))
    assert found.unit == "day"
    assert series.values.tolist() == [4.0] * 20
    question = refused(file(receipts[:40], grain="second"))
    assert (question.code, question.words["candidates"]) == ("frequency_unclear", ["hour", "day"])


def test_rare_sales_are_daily_for_many_products_and_a_question_for_one() -> None:
    every = days("2024-01-01", "2024-12-31")
    rare = [every[(37 * place + place * place) % 366] for place in range(40)]
    question = refused(file(rare))
    assert (question.code, question.words["candidates"]) == ("frequency_unclear", ["day", "month"])
    assert unit(rare, frequency="month") == "month"
    many = [every[(37 * place + place * place // 7) % 366] for place in range(400)]
    assert arranged(file(many, names=[f"Produk {place % 40}" for place in range(400)]))[0].unit == "day"


def test_two_days_around_new_year_are_not_yearly() -> None:
    moments = ["2023-12-31", "2024-01-01"] * 3
    assert arranged(file(moments, names=["a", "a", "b", "b", "c", "c"]))[0].unit == "day"


def test_weeks_begin_on_monday_if_rows_are_on_all_weekdays() -> None:
    found, (series,) = arranged(file(days("2024-01-03", "2024-01-30")), frequency="week")
    assert (found.weekday, found.dates(series.first, 1)) == (0, ["2024-01-08"])


def test_weeks_of_changing_weekdays_begin_on_monday() -> None:
    markets = ["2024-01-03", "2024-01-09", "2024-01-17", "2024-01-26", "2024-01-31", "2024-02-06", "2024-02-15"]
    found, (series,) = arranged(file(markets))
    assert (found.unit, found.weekday, len(series.values)) == ("week", 0, 7)


def test_a_frequency_finer_than_the_dates_is_refused() -> None:
    assert refused(file(months(0, 9), grain="month"), frequency="day").code == "frequency_too_fine"
    assert arranged(file(["2020-01-01", "2021-07-01", "2022-10-01"], grain="quarter"))[0].unit == "quarter"
    assert arranged(file(["2020-01-01", "2023-01-01"], grain="year"))[0].unit == "year"


# Aggregation and gaps.


def test_rows_of_one_day_are_added_up_and_days_without_rows_are_zero() -> None:
    observations = file(
        ["2024-01-04", "2024-01-02", "2024-01-02", "2024-01-05", "2024-01-03", "2024-01-06"],
        [4, 2, 3, 7, None, 1],
        ["Kopi", "Kopi", "Kopi", "Teh", "Kopi", "Susu"],
    )
    _, (kopi, teh, susu) = arranged(observations)
    assert kopi.values.tolist() == [5, 0, 4, 0, 0]
    assert kopi.observed.tolist() == [True, False, True, False, False]
    assert (kopi.quality.rows, kopi.quality.empty, kopi.quality.duplicates) == (4, 1, 1)
    assert (kopi.quality.gaps, kopi.quality.filled) == (3, "zero")
    assert teh.values.tolist() == [7, 0] and susu.values.tolist() == [1]
    assert susu.quality.filled == "none"
    assert resolve_options(observations, Options()).fill == "zero"


def test_a_measure_is_averaged_interpolated_and_ends_with_its_last_value() -> None:
    observations = file(
        ["2024-01-01", "2024-01-01", "2024-01-04", "2024-01-05", "2024-01-02", "2024-01-07"],
        [10, 20, 30, None, 1, 3],
        ["suhu 1", "suhu 1", "suhu 1", "suhu 1", "suhu 2", "suhu 2"],
        column="suhu",
    )
    _, (one, two) = arranged(observations)
    assert one.values.tolist() == [15, 20, 25, 30]
    assert one.observed.tolist() == [True, False, False, True]
    assert one.quality.filled == "interpolated"
    assert two.values == pytest.approx([1, 1.4, 1.8, 2.2, 2.6, 3])


@pytest.mark.parametrize(
    ("column", "values", "aggregate"),
    [
        ("Jumlah", [1.5, -2], "sum"),
        ("total_harga", [1.5, 2], "sum"),
        ("hargaJual", [1000, 2000], "mean"),
        ("Stok Total", [3, 4], "mean"),
        ("rata-rata penjualan", [3, 4], "mean"),
        ("sales", [1.5, 2], "sum"),
        ("Kredit", [1.5, 2], "sum"),
        ("Saldo", [3, 4], "mean"),
        ("nilai", [3, 4], "sum"),
        ("nilai", [3, 4.5], "mean"),
        ("nilai", [3, -4], "mean"),
    ],
)
def test_the_name_of_the_column_decides_the_aggregate(column: str, values: list[float], aggregate: str) -> None:
    observations = file(["2024-01-01", "2024-01-02"], values, column=column)
    assert resolve_options(observations, Options()).aggregate == aggregate
    assert resolve_options(observations, Options(aggregate="mean")).aggregate == "mean"


def test_flows_and_measures_raise_a_question_only_if_rows_share_a_period() -> None:
    observations = file(["2024-01-01", "2024-01-02", "2024-01-01"], names=["harga", "harga", "qty"])
    observations.value_columns = ["harga", "qty"]
    assert resolve_options(observations, Options()).aggregate == "mean"
    observations = file(["2024-01-01", "2024-01-01"])
    observations.value_columns = ["harga", "qty"]
    assert refused(observations).code == "aggregate_unclear"
    assert len(arranged(observations, aggregate="sum")[1]) == 1


def test_incomplete_months_are_left_out_and_reported() -> None:
    moments = days("2023-10-11", "2024-03-12")
    observations = file(moments)
    found, (series,) = arranged(observations, frequency="month")
    assert found.dates(series.first, len(series.values)) == ["2023-11-01", "2023-12-01", "2024-01-01", "2024-02-01"]
    assert series.values.tolist() == [30, 31, 31, 29]
    assert observations.notices.counts == {"first_period_incomplete": 1, "last_period_incomplete": 1}
    assert [notice.sample for notice in observations.notices.kept] == ["2023-10-01", "2024-03-01"]
    measured = file(moments, column="harga")
    assert len(arranged(measured, frequency="month")[1][0].values) == 6
    assert not measured.notices.counts
    whole = file(days("2023-10-01", "2024-03-30"))
    assert len(arranged(whole, frequency="month")[1][0].values) == 6, "a day without a sale is not a missing week"
    rows = file(days("2023-10-01", "2024-03-12"))
    _, (until,) = arranged(rows, frequency="month", through="2024-03-31")
    assert (len(until.values), rows.notices.counts) == (6, {})


def test_a_month_without_one_day_is_complete() -> None:
    observations = file(days("2023-10-02", "2024-05-31"))
    assert len(arranged(observations, frequency="month")[1][0].values) == 8
    assert not observations.notices.counts


def test_months_with_one_row_are_complete() -> None:
    observations = file(["2024-01-31", "2024-02-29", "2024-03-15"])
    assert len(arranged(observations, frequency="month")[1][0].values) == 3
    assert not observations.notices.counts


def test_series_end_with_the_requested_day() -> None:
    observations = file(["2024-01-01", "2024-01-02", "2024-01-09"], [5, 6, 7])
    assert arranged(observations, through="2024-01-04")[1][0].values.tolist() == [5, 6, 0, 0]
    assert len(arranged(observations, through="2024-01-12")[1][0].values) == 12
    assert refused(observations, through="2023-12-31").code == "no_values"
    for no_day in ("31/12/2023", "9999-12-31"):
        assert refused(observations, through=no_day).code == "through_invalid"


def test_series_without_values_are_left_out_and_reported() -> None:
    observations = file(["2024-01-01", "2024-01-02", "2024-01-02"], [1, None, 2], ["Kopi", "Teh", "Kopi"])
    _, series = arranged(observations)
    assert [one.name for one in series] == ["Kopi"]
    assert [(notice.code, notice.sample) for notice in observations.notices.kept] == [("series_empty", "Teh")]
    assert refused(file(["2024-01-01"], [None])).code == "no_values"


def test_a_total_among_the_rows_is_left_out_if_series_are_added() -> None:
    rows = ["2024-01-01", "2024-01-01", "2024-01-01", "2024-01-02"], [5, 2, 7, 6], ["Kopi", "Teh", "TOTAL", "Kopi"]
    observations = file(*rows)
    _, series = arranged(observations)
    assert [one.name for one in series] == ["Kopi", "Teh"]
    assert [(notice.code, notice.sample) for notice in observations.notices.kept] == [("series_total", "TOTAL")]
    assert [one.name for one in arranged(file(*rows, column="indeks"))[1]] == ["Kopi", "Teh", "TOTAL"]
    assert [one.name for one in arranged(file(["2024-01-01"], [5], ["Total"]))[1]] == ["Total"]


def test_limits_raise_refused() -> None:
    typo = refused(file(["1924-01-01", "2024-01-01", "2024-01-02", "2024-01-03"]))
    assert (typo.code, typo.words["periods"]) == ("too_many_periods", 36_528)
    pair = file(["2024-01-01", "2024-01-01"], names=["a", "b"])
    assert refused(pair, Limits(series=1)).code == "too_many_series"
    assert refused(pair, Limits(cells=1)).code == "too_many_cells"
    assert refused(file(["2024-01-01"], [1e308])).code == "values_too_large"


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 3), st.integers(0, 99)), min_size=1, max_size=60))
def test_values_are_preserved_in_any_row_order(rows: list[tuple[int, int, int]]) -> None:
    moments = [str(date(2024, 1, 1) + timedelta(day)) for day, _, _ in rows]
    observations = file(moments, [value for _, _, value in rows], [str(which) for _, which, _ in rows])
    _, series = arranged(observations, frequency="day")
    for one in series:
        own = [(day, value) for day, which, value in rows if str(which) == one.name]
        expected = [0.0] * (max(day for day, _, _ in rows) - min(day for day, _ in own) + 1)
        for day, value in own:
            expected[day - min(day for day, _ in own)] += value
        assert one.values.tolist() == expected
        assert one.quality.rows - one.quality.duplicates + one.quality.gaps == len(one.values)
