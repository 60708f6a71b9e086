"""Cells: numbers, dates and units, and how a whole column decides about ambiguous ones."""

from __future__ import annotations

import math
from datetime import datetime, timedelta

import pytest

from domain.analytics.options import Notice, Refused
from domain.analytics.reading import dates, numbers
from support.analysis.file_observations import read, refused, rows_of


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("15000", 15_000), ("-3", -3), ("+3", 3), ("007", 7), ("0", 0), ("12.5", 12.5), ("12,5", 12.5), (",5", 0.5),
        (".25", 0.25), ("1.234,56", 1234.56), ("1,234.56", 1234.56), ("1.234.567", 1_234_567), ("1,234,567", 1_234_567),
        ("1 234 567", 1_234_567), ("1\u00a0234,5", 1234.5), ("1\u2009234", 1234), ("1'234.50", 1234.5),
        ("0.125", 0.125), ("0,125", 0.125), ("1500.000", 1500), ("1234,567", 1234.567), ("3.14159", 3.14159),
        ("Rp 15.000,-", 15_000), ("Rp15.000,00", 15_000), ("Rp. 1.500,50", 1500.5), ("IDR 2,500.25", 2500.25),
        ("12.50 USD", 12.5), ("$12.50", 12.5), ("12,5%", 12.5), ("12.5 %", 12.5), ("(1.234,50)", -1234.5), ("(5)", -5),
        ("−7", -7), ("–7", -7), ("-Rp 7", -7), ("Rp -7", -7), ("1e5", 100_000), ("1.5E-3", 0.0015), ("2,5e3", 2500),
        (" 8 ", 8), ("999999999999999", 999_999_999_999_999),
        ("Rp 1,5 jt", 1_500_000), ("1.5jt", 1_500_000), ("Rp1,1 juta", 1_100_000), ("15rb", 15_000), ("2 ribu", 2_000),
        ("1,25 miliar", 1_250_000_000), ("-3 k", -3_000), ("2 triliun", 2e12), ("2,5 jt rupiah", 2_500_000),
        ("12 pcs", 12), ("12pcs.", 12), ("3,5 kg", 3.5), ("1.234,5 gram", 1234.5), ("5 buah", 5), ("(3 box)", -3),
    ],
)  # fmt: skip
def test_numbers_with_one_reading(cell: str, number: float) -> None:
    for style in (None, "english", "indonesian", "thousands", "mixed"):
        assert numbers.read(cell, style) == number  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "cell", ["", " ", "-", "–", "—", "n/a", "N/A", "#N/A", "NaN", "nan", "null", "None", "kosong", "Tidak ada"]
)
def test_empty_cells_are_nan(cell: str) -> None:
    assert math.isnan(numbers.read(cell, None))


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("abc", "value_unreadable"), ("=1+1", "value_unreadable"), ("@SUM(A1)", "value_unreadable"),
        ("15 xyz", "value_unreadable"), ("2 m", "value_unreadable"), ("jt", "value_unreadable"),
        ("1e5 jt", "value_unreadable"), ("12 pcs 3", "value_unreadable"),
        ("1.2.3", "value_unreadable"), ("12.34.567", "value_unreadable"),
        ("1_000", "value_unreadable"), ("0x10", "value_unreadable"), ("١٥", "value_unreadable"), ("５",
        "value_unreadable"),
        ("--5", "value_unreadable"), ("(-5)", "value_unreadable"), ("#DIV/0!", "value_unreadable"),
        ("Rp", "value_unreadable"), (".", "value_unreadable"), ("true", "value_unreadable"),
        ("9" * 61, "value_unreadable"),
        ("1e308", "value_too_large"), ("1e999", "value_too_large"), ("-1e16", "value_too_large"), ("inf",
        "value_too_large"),
        ("-Infinity", "value_too_large"), ("1000000000000001", "value_too_large"), ("9" * 50, "value_too_large"),
    ],
)  # fmt: skip
def test_cells_that_are_not_numbers_are_reported(cell: str, code: str) -> None:
    with pytest.raises(numbers.Unreadable) as caught:
        numbers.read(cell, "indonesian")
    assert caught.value.code == code
    seen = read(f"tanggal;jumlah\n2024-01-01;1\n2024-01-02;{cell}\n2024-01-03;2\n")
    assert seen.values.tolist() == [1, 2]
    assert seen.notices.kept == [Notice(code, 3, "jumlah", cell[:80])]


@pytest.mark.parametrize(
    ("cells", "values", "notices"),
    [
        # Without other evidence: thousands, as in shop prices, and a notice.
        (["15.000", "2.500"], [15_000, 2_500], {"thousands_assumed": 1}),
        (["15,000", "800"], [15_000, 800], {"thousands_assumed": 1}),
        (["15.000", "1.234.567"], [15_000, 1_234_567], {}),
        (["15.000", "12,5"], [15_000, 12.5], {}),
        (["15.000", "12.5"], [15, 12.5], {}),
        (["15.000", "0.250"], [15, 0.25], {}),
        (["15.000", "1500.000"], [15, 1500], {}),
        (["15,000", "12.50"], [15_000, 12.5], {}),
        (["15,000", ",5"], [15, 0.5], {}),
        (["15.000", "Rp 5.000,-"], [15_000, 5_000], {}),
        (["Rp15.000", "2.500"], [15_000, 2_500], {}),
        # The column has evidence for both styles: ambiguous cells are left out.
        (["15.000", "12.5", "12,5"], [12.5, 12.5], {"value_ambiguous": 1}),
        (["15.000", "15,000", "5", "6", "7"], [5, 6, 7], {"value_ambiguous": 2}),
    ],
)  # fmt: skip
def test_ambiguous_numbers_are_read_by_the_style_of_their_column(
    cells: list[str], values: list[float], notices: dict[str, int]
) -> None:
    rows = [f'2024-01-{day:02d},"{cell}"\n' for day, cell in enumerate(cells, 1)]
    for order in (rows, rows[::-1]):
        seen = read("tanggal,nilai\n" + "".join(order))
        assert sorted(seen.values) == sorted(values)
        assert seen.notices.counts == notices


@pytest.mark.parametrize(
    ("cells", "values", "lines"),
    [
        (["500 gr", "2 kg", "3 kg", "1"], [2, 3, 1], [2]),
        (["2 kg", "500 gr", "3 kilogram"], [2, 3], [3]),
        (["Rp 5.000", "IDR 7.000", "USD 5", "Rp9.000"], [5_000, 7_000, 9_000], [4]),
        (["12 pcs", "3 buah", "2 unit"], [12, 3, 2], []),
    ],
)  # fmt: skip
def test_cells_in_another_unit_than_their_column_are_reported(
    cells: list[str], values: list[float], lines: list[int]
) -> None:
    rows = [f"2024-01-{day:02d};{cell}\n" for day, cell in enumerate(cells, 1)]
    seen = read("tanggal;nilai\n" + "".join(rows))
    assert seen.values.tolist() == values
    assert [(notice.code, notice.line) for notice in seen.notices.kept] == [("value_unit", line) for line in lines]


def test_a_comma_is_decimal_in_a_semicolon_delimited_file() -> None:
    assert read("tanggal;nilai\n2024-01-01;15,125\n").values.tolist() == [15.125]
    assert read("tanggal;nilai\n2024-01-01;15.125\n").values.tolist() == [15_125]


@pytest.mark.parametrize(
    ("cell", "moment", "grain"),
    [
        ("2024-01-31", "2024-01-31", "day"), ("2024/1/31", "2024-01-31", "day"), ("2024.01.31", "2024-01-31", "day"),
        ("31/01/2024", "2024-01-31", "day"), ("01/31/2024", "2024-01-31", "day"), ("31-1-2024", "2024-01-31", "day"),
        ("31.01.2024", "2024-01-31", "day"), ("03.04.2024", "2024-04-03", "day"), ("31/01/24", "2024-01-31", "day"),
        ("31/01/99", "1999-01-31", "day"), ("05/05/2024", "2024-05-05", "day"), ("20240131", "2024-01-31", "day"),
        ("31 Januari 2024", "2024-01-31", "day"), ("31-Jan-24", "2024-01-31", "day"), ("5 Agt 2024", "2024-08-05",
        "day"),
        ("Rabu, 31 Januari 2024", "2024-01-31", "day"), ("Jan 31, 2024", "2024-01-31", "day"),
        ("Jum'at, 2 Feb 2024", "2024-02-02", "day"), ("October 1st, 2024", "2024-10-01", "day"),
        ("2024-01", "2024-01-01", "month"), ("01/2024", "2024-01-01", "month"), ("Jan 2024", "2024-01-01", "month"),
        ("Agustus 2024", "2024-08-01", "month"), ("2024 Desember", "2024-12-01",
        "month"),
        ("202403", "2024-03-01", "month"), ("2024", "2024-01-01", "year"), ("1700", "1700-01-01", "year"),
        ("FY2024", "2024-01-01", "year"), ("FY 24", "2024-01-01", "year"), ("2023/24", "2023-01-01", "year"),
        ("TA 2011/12", "2011-01-01", "year"), ("Tahun Ajaran 2023/2024", "2023-01-01", "year"),
        ("Semester 1 2024", "2024-01-01", "semester"), ("2024-S2", "2024-07-01", "semester"), ("Smt II 2024",
        "2024-07-01", "semester"), ("H1 2024", "2024-01-01", "semester"), ("2024H2", "2024-07-01", "semester"),
        ("Semester Ganjil 2023/2024", "2023-07-01", "semester"),
        ("Semester Genap 2023/24", "2024-01-01", "semester"),
        ("Q1-24", "2024-01-01", "quarter"), ("Q3'24", "2024-07-01", "quarter"), ("4Q24", "2024-10-01", "quarter"),
        ("TW II 24", "2024-04-01", "quarter"), ("24-Q2", "2024-04-01", "quarter"), ("Jan '24", "2024-01-01", "month"),
        ("Jan 99", "1999-01-01", "month"), ("Minggu ke-3 2024", "2024-01-15", "week"), ("W03-2024", "2024-01-15",
        "week"),
        ("2024-Q2", "2024-04-01", "quarter"), ("Q4 2024", "2024-10-01", "quarter"), ("2024Q1", "2024-01-01", "quarter"),
        ("Triwulan III 2024", "2024-07-01", "quarter"), ("TW1 2024", "2024-01-01", "quarter"),
        ("2024-W03", "2024-01-15", "week"), ("W01 2021", "2021-01-04", "week"),
        ("2024-01-31 10:20:30", "2024-01-31 10:20:30", "second"), ("2024-01-31T10:20", "2024-01-31 10:20:00", "second"),
        ("2024-01-31T10:20:30.123456", "2024-01-31 10:20:30", "second"),
        ("31/01/2024 22.15", "2024-01-31 22:15:00", "second"), ("1/31/2024 10:05 PM", "2024-01-31 22:05:00", "second"),
        ("1/31/2024 12:05 am", "2024-01-31 00:05:00", "second"),
        # A moment with a zone is converted to Jakarta time.
        ("2024-01-31T20:00:00Z", "2024-02-01 03:00:00", "second"), ("2024-01-31 10:00+07:00", "2024-01-31 10:00:00",
        "second"),
        ("2024-01-31T10:00:00+0900", "2024-01-31 08:00:00", "second"), ("2024-01-31 10:00 WITA",
        "2024-01-31 09:00:00", "second"),
        ("1706666400", "2024-01-31 09:00:00", "second"), ("1706666400000", "2024-01-31 09:00:00", "second"),
        ("45322", "2024-01-31", "day"), ("45322.5", "2024-01-31 12:00:00", "second"),
    ],
)  # fmt: skip
def test_dates_as_people_and_programs_write_them(cell: str, moment: str, grain: str) -> None:
    seconds, place = dates.read(cell, serials=True)
    written = (datetime(1970, 1, 1) + timedelta(seconds=seconds)).isoformat(" ")
    assert (written if " " in moment else written.removesuffix(" 00:00:00"), dates.GRAINS[place]) == (moment, grain)


@pytest.mark.parametrize(
    "cell",
    ["", "x", "2024-02-30", "2023-02-29", "32/01/2024", "13/13/2024", "1699-12-31", "2201-01-01", "0000-00-00",
     "12345678901",
     "2024-13", "2024-Q5", "2024-W54", "2024-00-01", "10:30", "31 Foo 2024", "2024-01-31 25:00", "19999", "Senin",
     "１０/10/2024",
     "2024-01-31T10:00:00+99:00", "20241301", "2024-01-31 13:00 pm"],
)  # fmt: skip
def test_text_that_is_not_a_date_is_unreadable(cell: str) -> None:
    with pytest.raises(dates.Unreadable):
        dates.read(cell, dates.DateFormat("day_first", 0), serials=True)


def test_the_order_of_day_and_month_follows_from_the_column_or_is_asked() -> None:
    def file(*cells: str) -> str:
        return "tanggal;nilai\n" + "".join(f"{cell};{place}\n" for place, cell in enumerate(cells))

    assert [day for day, *_ in rows_of(read(file("03/04/2024", "25/04/2024")))] == ["2024-04-03", "2024-04-25"]
    assert [day for day, *_ in rows_of(read(file("03/04/2024", "04/25/2024")))] == ["2024-03-04", "2024-04-25"]
    for cells in (("05/05/2024", "03/04/2024"), ("03/04/2024", "25/04/2024", "04/25/2024")):
        problem = refused(file(*cells))
        assert (problem.code, problem.words["parameter"]) == ("dates_ambiguous", "day_order")
        assert (problem.words["sample"], problem.words["line"]) == ("03/04/2024", 2 + cells.index("03/04/2024"))
    # A value that looks like a date is no evidence, and does not hide the date that looks like it.
    assert refused("tanggal;nilai\n2024-01-01;03/04/2024\n03/04/2024;1\n2024-01-03;1\n").code == "dates_ambiguous"
    assert rows_of(read(file("03/04/2024"), day_order="day_first"))[0][0] == "2024-04-03"
    assert rows_of(read(file("03/04/2024"), day_order="month_first"))[0][0] == "2024-03-04"
    seen = read(file("03/04/2024", "04/25/2024", "04/04/2024"), day_order="day_first")
    assert seen.notices.kept == [Notice("date_unreadable", 3, "tanggal", "04/25/2024")]


def test_the_finest_cell_decides_the_granularity_of_a_column() -> None:
    assert read("bulan,nilai\n2024-01,1\n2024-02-15,2\n").grain == "day"
    assert read("waktu,nilai\n2024-01-01 10:00,1\n2024-01-01 10:15,2\n").grain == "second"
    seen = read("waktu,nilai\n2024-01-01T17:00:00Z,1\n2024-01-02T17:00:00Z,2\n")
    assert (seen.grain, [day for day, *_ in rows_of(seen)]) == ("day", ["2024-01-02", "2024-01-03"])


def test_ambiguous_days_without_a_year_raise_both_questions() -> None:
    data = "tanggal,omzet\n05/05,10\n" + "".join(f"{day:02}/10,{day}\n" for day in range(1, 13))
    with pytest.raises(Refused) as caught:
        read(data)
    assert caught.value.code == "year_missing"
    assert [one["words"]["parameter"] for one in caught.value.words["also"]] == ["day_order"]
    with pytest.raises(Refused) as caught:
        read(data, year=2026)
    assert caught.value.code == "dates_ambiguous"
    seen = read(data, year=2026, day_order="month_first")
    assert [row[0] for row in rows_of(seen)][:3] == ["2026-05-05", "2026-01-10", "2026-02-10"]


def test_day_and_month_numbers_are_dates_only_in_a_date_column() -> None:
    seen = read("bulan,rt/rw,jumlah\n2026-01,01/10,5\n2026-02,02/10,6\n2026-03,01/10,7\n")
    assert (seen.date_column, seen.values.tolist()) == ("bulan", [5, 6, 7])
    seen = read("tanggal;terjual\n2026-01-01;5\n31/01;6\n2026-01-03;7\n2026-01-04;7\n")
    assert seen.notices.counts == {"date_unreadable": 1}, "few dates lack a year"


def test_a_dash_is_an_empty_date() -> None:
    seen = read("dibayar,total\n2026-01-01,5\n-,6\n2026-01-02,7\n")
    assert seen.notices.counts == {"date_empty": 1}
