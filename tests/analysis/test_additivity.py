"""What is added up in a merchant's file: rates, totals among the rows, currencies, unknown cells."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest

from domain.analytics.options import Options, Refused
from support.analysis.analyses import answer

DAYS = [date(2026, 1, 1) + timedelta(day) for day in range(90)]
RANDOM = np.random.default_rng(12)
SOLD = RANDOM.integers(3, 20, 90).tolist()
MORE = RANDOM.integers(30, 90, 90).tolist()
RATES = (16_000 + RANDOM.integers(-80, 81, 90).cumsum()).tolist()


def analyze(header: str, rows: Sequence[Sequence[Any]], **options: Any) -> dict[str, Any]:
    """Return the answer to a file with this header and these rows."""
    lines = [header, *(";".join("" if cell is None else str(cell) for cell in row) for row in rows)]
    return answer("\n".join(lines).encode(), Options(**options))


def sums(found: dict[str, Any]) -> dict[str, int]:
    return {series["name"]: int(series["statistics"]["sum"]) for series in found["series"]}


def codes(found: dict[str, Any]) -> set[str]:
    return set(found["notice_counts"])


def test_a_rate_in_whole_rupiah_is_averaged() -> None:
    # Every day, except six midweek days that were not recorded.
    rows = [(day, rate) for day, rate in zip(DAYS, RATES, strict=True) if day.day not in (7, 21)]
    found = analyze("tanggal;nilai", rows)
    assert (found["aggregate"], found["fill"], codes(found)) == ("mean", "interpolate", {"mean_assumed"})
    assert found["series"][0]["statistics"]["min"] == min(rate for _, rate in rows)
    assert analyze("tanggal;nilai", rows, aggregate="sum")["series"][0]["statistics"]["min"] == 0


def test_a_volatile_price_is_averaged() -> None:
    # Chilli prices at a market that is closed on Sundays: they change by three to nine per cent a day.
    walk = np.cumprod(1 + np.random.default_rng(8).normal(0, 0.05, 90))
    rows = [(day, round(40_000 * price)) for day, price in zip(DAYS, walk, strict=True) if day.weekday() != 6]
    found = analyze("tanggal;nilai", rows)
    assert (found["aggregate"], codes(found)) == ("mean", {"mean_assumed"})
    # A large shop that is closed on Sundays sells about the same each day.
    even = 40_000 * (1 + np.random.default_rng(8).normal(0, 0.05, 90))
    rows = [(day, round(sold)) for day, sold in zip(DAYS, even, strict=True) if day.weekday() != 6]
    assert analyze("tanggal;nilai", rows)["aggregate"] == "sum"


def test_sales_with_decimals_are_added_up() -> None:
    rows = [(day, f"{sold / 4:.2f}") for day, sold in zip(DAYS + DAYS, SOLD + MORE, strict=True)]
    found = analyze("tanggal;nilai", rows)
    assert (found["aggregate"], codes(found)) == ("sum", {"sum_assumed"})
    assert float(found["series"][0]["statistics"]["sum"]) == sum(SOLD + MORE) / 4


@pytest.mark.parametrize("column", ["pair", "produk"])
def test_a_pair_of_currencies_is_a_rate(column: str) -> None:
    rows = [(day, name, value) for name in ("USD/IDR", "EURIDR") for day, value in zip(DAYS, MORE, strict=True)]
    found = analyze(f"tanggal;{column};nilai", rows)
    assert (found["aggregate"], found["totals"], codes(found)) == ("mean", None, set())


def test_rows_of_one_period_raise_a_question_if_names_and_values_do_not_decide() -> None:
    warm = [f"{25 + place % 3}.5" for place in range(20)]
    with pytest.raises(Refused) as caught:
        analyze("tanggal;nilai", list(zip(DAYS[:10] * 2, warm, strict=True)))
    assert (caught.value.code, caught.value.words["candidates"]) == ("aggregate_unclear", ["sum", "mean"])
    found = analyze("tanggal;nilai", list(zip(DAYS[:20], warm, strict=True)), horizon=5)
    assert (found["aggregate"], codes(found)) == ("mean", set()), "nothing depends on it"


def test_one_weekend_row_does_not_change_business_days() -> None:
    rows = [(day, rate) for day, rate in zip(DAYS, RATES, strict=True) if day.weekday() < 5 or day == DAYS[2]]
    found = analyze("tanggal;kurs", rows)
    assert (found["frequency"]["unit"], found["series"][0]["quality"]["gaps"]) == ("business_day", 0)
    assert [(notice["code"], notice["sample"]) for notice in found["notices"]] == [("weekend_day", "2026-01-03")]
    often = [(day, rate) for day, rate in zip(DAYS, RATES, strict=True) if day.weekday() < 5 or day.day < 16]
    assert analyze("tanggal;kurs", often)["frequency"]["unit"] == "day"


@pytest.mark.parametrize("total", ["TOTAL", "Total Penjualan", "Jumlah Keseluruhan", "Sub Total", "Total Kue & Minum"])
def test_a_total_row_is_left_out(total: str) -> None:
    rows = [
        row
        for day, few, many in zip(DAYS, SOLD, MORE, strict=True)
        for row in ((day, "Kopi", few), (day, "Teh", many), (day, total, few + many))
    ]
    found = analyze("tanggal;produk;terjual", rows)
    assert sums(found) == {"Kopi": sum(SOLD), "Teh": sum(MORE)} and codes(found) == {"series_total"}
    assert found["totals"]["statistics"]["sum"] == sum(SOLD + MORE)


def test_a_product_merely_named_total_is_kept() -> None:
    rows = [row for day, few in zip(DAYS, SOLD, strict=True) for row in ((day, "Kopi", few), (day, "Total Care", 5))]
    assert sums(analyze("tanggal;produk;terjual", rows)) == {"Kopi": sum(SOLD), "Total Care": 450}


def test_a_total_column_is_left_out() -> None:
    rows = [(day, few, many, few + many) for day, few, many in zip(DAYS, SOLD, MORE, strict=True)]
    found = analyze("tanggal;Kopi;Teh;Total Penjualan", rows, value=("*",))
    assert sums(found) == {"Kopi": sum(SOLD), "Teh": sum(MORE)} and "series_total" in codes(found)
    assert found["totals"]["statistics"]["sum"] == sum(SOLD + MORE)


def test_rupiah_and_dollars_are_not_added() -> None:
    rows = [row for day, few in zip(DAYS, SOLD, strict=True) for row in ((day, "IDR", few * 16_000), (day, "USD", few))]
    found = analyze("tanggal;mata_uang;omzet", rows)
    assert len(found["series"]) == 2 and found["totals"] is None
    assert [(notice["code"], notice["sample"]) for notice in found["notices"]] == [("totals_unlike", "IDR, USD")]


def test_a_product_sold_in_two_currencies_is_two_series() -> None:
    rows = [
        (day, product, currency, few)
        for day, few in zip(DAYS, SOLD, strict=True)
        for product, currency in (("Kopi", "IDR" if few % 2 else "USD"), ("Teh", "IDR"))
    ]
    found = analyze("tanggal;produk;mata_uang;omzet", rows)
    assert sorted(sums(found)) == ["Kopi · IDR", "Kopi · USD", "Teh · IDR"]
    assert found["totals"] is None and codes(found) == {"totals_unlike"}


def test_pieces_and_rupiah_are_not_added() -> None:
    rows = [(day, few, few * 15_000) for day, few in zip(DAYS, SOLD, strict=True)]
    found = analyze("tanggal;qty;omzet", rows, value=("qty", "omzet"))
    assert found["totals"] is None and codes(found) == {"totals_unlike"}
    rows = list(zip(DAYS, SOLD, MORE, strict=True))
    assert analyze("tanggal;penjualan kopi;penjualan teh", rows, value=("*",))["totals"] is not None


@pytest.mark.parametrize("written", [0, 1])
def test_a_forgotten_cell_is_estimated_not_zero(written: int) -> None:
    values: list[int | None] = [few + 10 * written for few in SOLD]
    values[40] = None
    if not written:
        # Zeros are written down, so empty cells are unknown however many there are.
        values[10] = 0
        values[50:60] = [None] * 10
    found = analyze("tanggal;terjual", list(zip(DAYS, values, strict=True)))
    (series,) = found["series"]
    before, after = values[39], values[41]
    assert before is not None and after is not None
    row = next(row for row in series["chart"] if row["date"] == str(DAYS[40]))
    assert float(row["value"]) == (before + after) / 2
    assert (series["quality"]["unknown"], series["quality"]["gaps"]) == (1 if written else 11, 0)
    known = [value for value in values if value is not None]
    assert (series["statistics"]["count"], series["statistics"]["sum"]) == (len(known), sum(known))
    assert codes(found) == {"value_estimated"}
    zero = analyze("tanggal;terjual", list(zip(DAYS, values, strict=True)), fill="zero")["series"][0]
    assert (zero["quality"]["unknown"], zero["quality"]["filled"]) == (0, "zero")


def test_many_empty_cells_mean_that_nothing_was_sold() -> None:
    rows = [
        (day, few if place % 4 == 0 else None, many)
        for place, (day, few, many) in enumerate(zip(DAYS, SOLD, MORE, strict=True))
    ]
    found = analyze("tanggal;terjual kopi;terjual teh", rows, value=("*",))
    assert sums(found)["terjual kopi"] == sum(SOLD[::4])
    assert found["series"][0]["quality"]["filled"] == "zero" and codes(found) == {"empty_zero"}


def test_an_unknown_last_value_is_not_taken_from_the_next_series() -> None:
    rows = [(day, "Kopi", few if day != DAYS[-1] else None) for day, few in zip(DAYS, SOLD, strict=True)]
    rows += [(day, "Teh", many) for day, many in zip(DAYS, MORE, strict=True)]
    kopi, teh = analyze("tanggal;produk;terjual", rows)["series"]
    assert (kopi["statistics"]["last"], kopi["quality"]["unknown"]) == (SOLD[-2], 1)
    assert (kopi["chart"][89]["value"], kopi["growth"]["period"]["reason"]) == (SOLD[-2], "not_observed")
    assert teh["statistics"]["sum"] == sum(MORE)


def test_an_unreadable_cell_is_estimated_not_zero() -> None:
    rows = [(day, "dua belas" if place == 40 else few) for place, (day, few) in enumerate(zip(DAYS, SOLD, strict=True))]
    found = analyze("tanggal;terjual", rows)
    (series,) = found["series"]
    row = next(row for row in series["chart"] if row["date"] == str(DAYS[40]))
    assert float(row["value"]) == (SOLD[39] + SOLD[41]) / 2
    assert (series["quality"]["unknown"], series["quality"]["gaps"]) == (1, 0)
    assert found["notice_counts"] == {"value_unreadable": 1, "value_estimated": 1}
    # Not even if empty cells are zero.
    assert analyze("tanggal;terjual", rows, fill="zero")["series"][0]["quality"]["unknown"] == 1


def test_a_month_total_among_days_is_left_out() -> None:
    rows: list[tuple[Any, ...]] = [("2026", "Kopi", 9_999), ("Januari 2026", "Kopi", sum(SOLD[:31]))]
    rows += [(day, "Kopi", few) for day, few in zip(DAYS, SOLD, strict=True)]
    found = analyze("tanggal;produk;terjual", rows)
    assert sums(found) == {"Kopi": sum(SOLD)} and found["frequency"]["unit"] == "day"
    assert [(notice["code"], notice["sample"]) for notice in found["notices"]] == [
        ("date_coarser", "2026"),
        ("date_coarser", "2026-01"),
    ]
    # A month without days of its own counts.
    rows[1] = ("Desember 2025", "Kopi", 77)
    monthly = analyze("tanggal;produk;terjual", rows, frequency="month")["series"][0]
    assert (monthly["from"], monthly["statistics"]["sum"]) == ("2025-12-01", 77 + sum(SOLD))


def test_days_without_a_time_are_not_subtotals() -> None:
    rows = [(f"{day} 10:30", few) for day, few in zip(DAYS, SOLD, strict=True)] + list(zip(DAYS, MORE, strict=True))
    found = analyze("waktu;terjual", rows, frequency="day")
    assert found["series"][0]["statistics"]["sum"] == sum(SOLD + MORE) and "date_coarser" not in codes(found)


@pytest.mark.parametrize("header", ["tanggal;nota", "tanggal;pembeli;omzet;qty"])
def test_rows_can_be_counted(header: str) -> None:
    columns = header.count(";")
    rows = [
        (day, *[f"{place}{day}" for place in range(columns)])
        for few, day in zip(SOLD, DAYS, strict=True)
        for _ in range(few)
    ]
    found = analyze(header, rows, aggregate="count", series=("-",))
    (series,) = found["series"]
    assert (found["columns"]["value"], found["aggregate"], found["fill"]) == ([], "count", "zero")
    assert (series["name"], series["statistics"]["sum"], series["statistics"]["last"]) == ("count", sum(SOLD), SOLD[-1])


def test_sales_are_counted_by_product() -> None:
    rows = [(day, name) for few, day in zip(SOLD, DAYS, strict=True) for name in ["Teh", *["Kopi"] * few]]
    found = analyze("tanggal;produk", rows, aggregate="count")
    assert sums(found) == {"Teh": 90, "Kopi": sum(SOLD)}
    assert found["totals"]["statistics"]["sum"] == sum(SOLD) + 90


ORDERS = "tanggal,status,omzet\n" + "".join(
    f"{day},{'Selesai' if day.day % 5 else 'BATAL'},{few}000\n" for day, few in zip(DAYS, SOLD, strict=True)
)
DONE = sum(few for day, few in zip(DAYS, SOLD, strict=True) if day.day % 5) * 1_000


# Plain rows use the fast path, quoted ones the row path; records go by name, wide tables by column.
@pytest.mark.parametrize(
    "data",
    [
        ORDERS,
        ORDERS.replace("Selesai", '"Selesai"'),
        "[" + ",".join(
            f'{{"tanggal": "{day}", "status": "{status}", "omzet": {omzet}}}'
            for day, status, omzet in (line.split(",") for line in ORDERS.splitlines()[1:])
        ) + "]",
    ],
)  # fmt: skip
def test_cancelled_orders_are_reported_and_can_be_left_out(data: str) -> None:
    found = answer(data.encode(), Options(series=("-",), fill="zero"))
    void = sum(SOLD) * 1_000 - DONE
    count = sum(day.day % 5 == 0 for day in DAYS)
    notices = [(one["column"], one["sample"]) for one in found["notices"] if one["code"] == "rows_cancelled"]
    assert notices == [("status", f"BATAL: {count}, {void} ({void / (void + DONE):.0%})")]
    found = answer(data.encode(), Options(series=("-",), fill="zero", skip=("Status:batal", "status:retur")))
    assert (found["rows"], sums(found)) == (90 - count, {"omzet": DONE})
    notices = [(one["code"], one["sample"]) for one in found["notices"] if one["code"].startswith("rows_")]
    assert notices == [("rows_left_out", f"BATAL: {count}"), ("rows_missed", "retur")]


def test_rows_of_a_wide_table_can_be_left_out() -> None:
    data = b"Produk;Status;Jan 2026;Feb 2026;Mar 2026\nKopi;Aktif;10;20;30\nTeh;Batal;1;2;3\n"
    found = answer(data, Options(series=("Produk",), skip=("Status:Batal",)))
    assert sums(found) == {"Kopi": 60} and found["notice_counts"]["rows_left_out"] == 1


def test_a_skip_of_an_unknown_column_is_refused() -> None:
    with pytest.raises(Refused) as caught:
        answer(ORDERS.encode(), Options(skip=("Keadaan:Batal",)))
    assert caught.value.code == "column_unknown"
    with pytest.raises(Refused) as caught:
        answer(ORDERS.encode(), Options(skip=("status:batal", "status:selesai")))
    assert caught.value.code == "no_values"


def test_a_signed_refund_is_subtracted() -> None:
    data = ORDERS.replace("BATAL,", "Refund,-")
    assert "rows_cancelled" not in codes(answer(data.encode(), Options(series=("-",), aggregate="sum")))


def test_a_negated_status_is_no_cancellation() -> None:
    data = ORDERS.replace("BATAL", "Tidak dikembalikan")
    assert "rows_cancelled" not in codes(answer(data.encode(), Options(series=("-",))))


@pytest.mark.parametrize("sides", [("CR", "DB"), ("Uang masuk", "Uang keluar"), ("Debit", "Kredit")])
def test_money_in_and_out_raises_a_question(sides: tuple[str, str]) -> None:
    rows = [(day, way, few) for day, few in zip(DAYS, SOLD, strict=True) for way in sides]
    found = analyze("tanggal;arah;nominal", rows)
    assert sums(found) == dict.fromkeys(sides, sum(SOLD)) and found["totals"] is None
    with pytest.raises(Refused) as caught:
        analyze("tanggal;arah;nominal", rows, series=("-",))
    assert (caught.value.code, caught.value.words["candidates"][:1]) == ("direction_open", [f"arah:{sides[0]}"])
    signed = [(day, way, few if way == sides[0] else -few) for day, way, few in rows]
    assert sums(analyze("tanggal;arah;nominal", signed, series=("-",))) == {"nominal": 0}, (
        "the sign gives the direction"
    )


def test_columns_of_money_in_and_out_have_no_total() -> None:
    rows = list(zip(DAYS, SOLD, MORE, strict=True))
    assert analyze("tanggal;Uang Masuk;Uang Keluar", rows, value=("*",))["totals"] is None


@pytest.mark.parametrize("clock", ["", " 10:15"])
def test_a_few_refunds_do_not_change_the_aggregate(clock: str) -> None:
    rows = [(f"{day}{clock or ''}", f"Rp {few}.000") for day, few in zip(DAYS, SOLD, strict=True)]
    rows += [
        (f"{day} {9 + few % 9}:{few:02}" if clock else day, f"Rp {few}.500")
        for day, few in zip(DAYS, SOLD, strict=True)
    ]
    rows[7] = (rows[7][0], "(Rp 15.000)")
    found = analyze("tanggal;nilai", rows)
    assert (found["aggregate"], codes(found) - {"thousands_assumed"}) == ("sum", {"sum_assumed"})
    assert sums(found) == {"nilai": 2_000 * sum(SOLD) + 45_000 - SOLD[7] * 1_000 - 15_000}


def test_several_rows_of_one_day_raise_a_question_if_nothing_decides() -> None:
    rows = [
        (f"{day} {hour:02}:{place % 60:02}", 25 + (place + hour) % 3 + 0.5)
        for place, day in enumerate(DAYS)
        for hour in (8, 13, 19)
    ]
    with pytest.raises(Refused) as caught:
        analyze("waktu;nilai", rows)
    assert caught.value.code == "aggregate_unclear"
    rows = [
        (f"{day} {hour:02}:00", 25 + (place + hour) % 3 + 0.5) for place, day in enumerate(DAYS) for hour in range(24)
    ]
    assert analyze("waktu;nilai", rows)["aggregate"] == "mean", "one row per hour"


def test_temperatures_below_zero_are_not_refunds() -> None:
    rows = [
        (day, f"{12 + 14 * np.sin(place / 9):.1f}")
        for place, day in enumerate(DAYS)
        if 12 + 14 * np.sin(place / 9) > -1
    ]
    assert analyze("tanggal;nilai", rows)["aggregate"] == "mean"
