"""Roles of columns: date, series and values, tables with a column for each period, open questions."""

from __future__ import annotations

import json
from typing import Any

import pytest

from domain.analytics.options import Notice
from support.analysis.file_observations import PLAIN, read, refused, rows_of

MONTHS = {("2023-12-01", "Kopi", 1_250_000), ("2023-12-01", "Teh", 75), ("2024-01-01", "Teh", 80)}


@pytest.mark.parametrize(
    ("file", "columns"),
    [
        ("Produk;Des 2023;Jan 2024\nKopi;1.250.000;\nTeh;75;80\n", ("Des 2023 – Jan 2024", ["Produk"])),
        # Numbered rows, a title, totals, an empty line and a source.
        ("Penjualan;;;;\nNo;Produk;12/2023;01/2024;Total\n1;Kopi;1.250.000;-;1.250.000\n\n2;Teh;75;80;155\n;;;;\n",
         ("12/2023 – 01/2024", ["Produk"])),
        # The month in the header and the year beside it, or the other way round.
        ("Tahun;Produk;Desember;Januari\n2023;Kopi;1.250.000;\n2024;Kopi;;\n2023;Teh;75;\n2024;Teh;;80\n",
         ("Tahun, Desember – Januari", ["Produk"])),
        ("Bulan,Produk,2023,2024\nDes,Kopi,1250000,\nJan,Kopi,,\nDes,Teh,75,\nJan,Teh,,80\n",
         ("Bulan, 2023 – 2024", ["Produk"])),
        (json.dumps([{"Produk": "Kopi", "2023-12": 1_250_000, "2024-01": None},
                     {"Produk": "Teh", "2023-12": 75, "2024-01": 80}]), ("2023-12 – 2024-01", ["Produk"])),
    ],
)  # fmt: skip
def test_a_table_with_a_column_for_each_period(file: str, columns: tuple[str, list[str]]) -> None:
    seen = read(file)
    assert {row for row in rows_of(seen) if row[2]} == MONTHS
    assert (seen.date_column, seen.series_columns, seen.grain) == (*columns, "month")
    assert not seen.notices.kept


def test_faults_in_a_table_with_a_column_for_each_period() -> None:
    seen = read("Produk,2022,2023\nKopi,5,enam\nTeh,1,2,3\n,7,8\nGula,3,4\nSusu,1,2\n")
    assert seen.notices.kept == [
        Notice("value_unreadable", 2, "2022 – 2023", "enam"),
        Notice("row_cells", 3, None, "3"),
        Notice("series_unnamed", 4, "Produk"),
    ]
    assert rows_of(seen)[1:3] == [("2022-01-01", "Gula", 3), ("2023-01-01", "Gula", 4)]
    assert read("2022,2023,Jan\n5,6,x\n").names == ["2022 – 2023"]
    # With a date column of its own, it is a table of series.
    assert read("Tanggal,2022,2023\n2024-01-01,5,6\n2024-01-02,7,8\n").names == ["2022", "2023"]


@pytest.mark.parametrize(
    ("file", "options", "found"),
    [
        ("date,value\n2024-01-01,1\n", {}, ("date", [], ["value"])),
        ("ds,unique_id,y\n2024-01-01,a,1\n2024-01-01,b,1\n", {}, ("ds", ["unique_id"], ["y"])),
        ("Order Date,OrderID,SKU,Qty\n2024-01-01,1,88,1\n2024-01-01,2,89,1\n", {}, ("Order Date", ["SKU"], ["Qty"])),
        ("InvoiceDate,Country,Quantity\n1/31/2024,ID,1\n1/31/2024,MY,1\n", {}, ("InvoiceDate",
        ["Country"], ["Quantity"])),
        (",tanggal,nilai\n0,2024-01-01,1\n1,2024-01-02,5\n", {}, ("tanggal", [], ["nilai"])),
        ("tahun,bulan,omzet\n2024,1,5\n2024,2,6\n", {}, ("bulan, tahun", [], ["omzet"])),
        ("Bulan,Tahun,Omzet\nJanuari,2024,5\nFebruari,2024,6\n", {}, ("Bulan, Tahun", [], ["Omzet"])),
        ("tahun,bulan,tanggal,omzet\n2024,1,2024-01-31,5\n2024,2,2024-02-01,6\n", {}, ("tanggal", [], ["omzet"])),
        # A day with midnight beside its time, and a day without a time.
        ("Tanggal;Jam;Total\n2024-01-01 00:00:00;08.15;5\n2024-01-02 00:00:00;;6\n", {},
         ("Tanggal, Jam", [], ["Total"])),
        ("Tanggal;Masa;Total\n2024-01-01;1;5\n2024-01-02;1;6\n", {}, ("Tanggal", [], ["Total"])),
        ("Periode;Tanggal;Total\nJanuari 2024;5;5\nFebruari 2024;6;6\n", {}, ("Tanggal, Periode", [], ["Total"])),
        ("Bulan;Tanggal;Total\n1;5;5\n2;6;6\n", {"year": 2024}, ("Tanggal, Bulan", [], ["Total"])),
        ("tahun,produksi\n2023,5\n2024,6\n", {}, ("tahun", [], ["produksi"])),
        ("tgl,harga\n45322,15000\n45323,16000\n", {}, ("tgl", [], ["harga"])),
        ("ts,suhu\n2024-01-01 00:00,20\n2024-01-01 01:00,21\n", {}, ("ts", [], ["suhu"])),
        # A table with one series per column.
        ("tanggal,kopi,teh\n2024-01-01,1,2\n2024-01-02,3,4\n", {}, ("tanggal", [], ["kopi", "teh"])),
        ("tanggal,qty,harga\n2024-01-01,1,2\n", {"value": ("*",)}, ("tanggal", [], ["qty", "harga"])),
        ("tanggal,qty,harga\n2024-01-01,1,2\n", {"value": (" HARGA ",)}, ("tanggal", [], ["harga"])),
        ("tanggal,kategori,produk,qty\n2024-01-01,a,b,1\n2024-01-01,a,c,2\n2024-01-01,d,e,2\n",
         {"series": ("kategori", "produk")}, ("tanggal", ["kategori", "produk"], ["qty"])),
        ("tanggal,toko,produk,qty\n2024-01-01,a,b,1\n2024-01-01,b,b,1\n", {"series": ("-",)}, ("tanggal", [], ["qty"])),
        # A SKU and a name for the same things: the name is used. A constant column names no series beside another.
        ("tanggal,sku,nama,qty\n2024-01-01,K1,Kopi,1\n2024-01-01,T1,Teh,2\n", {}, ("tanggal", ["sku"], ["qty"])),
        ("tanggal,id_produk,nama,qty\n2024-01-01,1,Kopi,1\n2024-01-01,2,Teh,2\n", {}, ("tanggal", ["nama"], ["qty"])),
        ("tanggal,negara,produk,qty\n2024-01-01,ID,a,1\n2024-01-01,ID,b,2\n", {}, ("tanggal", ["produk"], ["qty"])),
        # Texts that explain why a day has several rows.
        ("tanggal,menu,qty\n2024-01-01,a,1\n2024-01-01,b,2\n", {}, ("tanggal", ["menu"], ["qty"])),
        ("tanggal,menu,qty\n2024-01-01,a,1\n2024-01-02,b,2\n", {}, ("tanggal", [], ["qty"])),
        # Remarks by their name, or because they hardly repeat, such as order numbers.
        ("tanggal,keterangan,kredit\n2024-01-01,a,1\n2024-01-01,b,2\n", {}, ("tanggal", [], ["kredit"])),
        ("tgl,nota,total\n" + "".join(f"2024-01-{1 + i // 3:02},INV/{i},5\n" for i in range(30)), {},
         ("tgl", [], ["total"])),
        ("tgl,menu,total\n" + "".join(f"2024-01-{1 + i // 25:02},M{i % 25},5\n" for i in range(45)), {},
         ("tgl", ["menu"], ["total"])),
        # Of several text columns those that repeat name the series; the others are remarks.
        ("tanggal,pelanggan,produk,qty\n"
         + "".join(f"2024-01-{1 + i % 28:02},P{i},{'KT'[i % 2]},5\n" for i in range(60)), {},
         ("tanggal", ["produk"], ["qty"])),
        # One text among amounts does not turn them into years.
        ("tanggal,a\n" + "".join(f"2024-01-{day:02},{1700 + 9 * day}\n" for day in range(1, 29)) + "2024-02-01,x\n",
         {}, ("tanggal", [], ["a"])),
        ("tanggal,tanggal kirim,qty\n2024-01-01,2024-01-05,1\n", {"date": "Tanggal Kirim"}, ("tanggal kirim",
        [], ["qty"])),
    ],
)  # fmt: skip
def test_roles_of_columns(file: str, options: dict[str, Any], found: tuple[str, list[str], list[str]]) -> None:
    seen = read(file, **options)
    assert (seen.date_column, seen.series_columns, seen.value_columns) == found


@pytest.mark.parametrize(
    ("file", "role", "candidates"),
    [
        ("tanggal,qty,total\n2024-01-01,1,2\n", "value", ["qty", "total"]),
        ("tanggal,produk,qty,harga\n2024-01-01,a,1,2\n", "value", ["qty", "harga"]),
        ("tanggal,menu,a,b\n2024-01-01,x,1,2\n", "value", ["a", "b"]),
        ("tanggal,kategori,produk,qty\n2024-01-01,a,x,1\n2024-01-01,a,y,1\n2024-01-01,b,z,1\n", "series",
         ["kategori", "produk", "-"]),
        ("tanggal,menu,qty\n2024-01-01,a,1\n2024-01-01,a,2\n2024-01-01,b,2\n", "series", ["menu", "-"]),
        # Customers who hardly ever return are not useful as series.
        ("tanggal,pelanggan,qty\n" + "".join(f"2024-01-{1 + i % 28:02},P{i},5\n" for i in range(60)), "series",
         ["pelanggan", "-"]),
        ("order date,ship date,qty\n2024-01-01,2024-01-03,1\n", "date", ["order date", "ship date"]),
    ],
)  # fmt: skip
def test_ambiguous_columns_raise_a_question(file: str, role: str, candidates: list[str]) -> None:
    problem = refused(file)
    assert problem.code == "columns_ambiguous"
    assert (problem.words["role"], problem.words["parameter"], problem.words["candidates"]) == (role, role, candidates)
    answer = candidates[0]
    assert read(file, **{role: answer if role == "date" else (answer,)}).rows


def test_unused_columns_are_reported_unless_the_caller_chose_columns() -> None:
    file = "No,tanggal,qty,suhu,tahun,due\n1,2024-01-01,1,30.5,2024,2024-02-01\n2,2024-01-02,1,30.5,2024,2024-02-01\n"
    assert [(one.code, one.column) for one in read(file).notices.kept] == [
        ("column_unused", "suhu"), ("column_unused", "due")
    ]  # fmt: skip
    assert not read(file, date="tanggal", value=("qty",)).notices.kept


def test_an_unknown_column_is_refused_with_the_known_ones() -> None:
    for options in ({"date": "tgl"}, {"value": ("tgl",)}, {"series": ("tgl",)}):
        problem = refused(PLAIN, **options)
        assert (problem.code, problem.words["columns"]) == ("column_unknown", "tanggal, produk, jumlah")


def test_series_names_join_several_columns() -> None:
    file = "tanggal,toko,produk,qty,harga\n2024-01-01,A,Kopi,1,5\n2024-01-01,B,Kopi,2,\n2024-01-02,,Kopi,3,7\n"
    seen = read(file, series=("toko", "produk"), value=("qty", "harga"))
    assert seen.names == [
        f"{name} · {value}" for name in ("A · Kopi", "B · Kopi", "– · Kopi") for value in ("qty", "harga")
    ]
    assert rows_of(seen)[:2] == [("2024-01-01", "A · Kopi · qty", 1), ("2024-01-01", "A · Kopi · harga", 5)]


def test_series_names_are_printable_text() -> None:
    file = 'tanggal,produk,qty\n2024-01-01,=1+1,1\n2024-01-01,"Ko\npi\x07",2\n2024-01-01,@SUM,3\n2024-01-01,,4\n'
    seen = read(file)
    assert seen.names == ["=1+1", "Ko pi", "@SUM"]
    assert seen.notices.kept == [Notice("series_unnamed", 6, "produk")]


@pytest.mark.parametrize(
    "above", [";2025;;2026;\nProduk;Jan;Feb;Jan;Feb\n", "Produk;2025;2025;2026;2026\n;Jan;Feb;Jan;Feb\n"]
)
def test_years_above_months_belong_to_them(above: str) -> None:
    seen = read(above + "Kopi;10;20;50;60\nTeh;1;2;5;6\n")
    assert [(day, value) for day, name, value in rows_of(seen) if name == "Kopi"] == [
        ("2025-01-01", 10), ("2025-02-01", 20), ("2026-01-01", 50), ("2026-02-01", 60)
    ]  # fmt: skip
    assert seen.notices.kept == []


def test_a_month_that_occurs_twice_is_refused() -> None:
    error = refused(";Kopi;;Teh;\nCabang;Jan;Feb;Jan;Feb\nTimur;1;2;3;4\nBarat;1;2;3;4\n", year=2026)
    assert (error.code, error.words) == ("header_twice", {"name": "Jan"})


def test_nested_objects_are_not_series() -> None:
    orders = [
        {"created_at": f"2026-01-{day:02}", "customer": {"name": f"C{day}"}, "items": [{"sku": 1}], "total": day}
        for day in range(1, 10)
    ]
    seen = read(json.dumps({"orders": orders}))
    assert (seen.names, seen.series_columns, seen.values.tolist()) == (["total"], [], list(range(1, 10)))
    assert [notice.column for notice in seen.notices.kept] == ["customer", "items"]
