"""Reading a file to analyse: what people send, what is made of it, and which line is told where something is wrong."""

from __future__ import annotations

import ast
import csv
import gzip
import io
import json
import math
import random
import zipfile
from datetime import date, datetime, timedelta
from string import Formatter
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import messages
from conftest import ROOT
from domain.analytics.options import Limits, Notice, Options, Refused
from domain.analytics.reading import blocks, dates, numbers, observations
from domain.analytics.series.shapes import Observations


def read(file: str | bytes, limits: Limits | None = None, **options: Any) -> Observations:
    data = file.encode() if isinstance(file, str) else file
    return observations.read(io.BytesIO(data), Options(**options), limits or Limits())


def refused(file: str | bytes, limits: Limits | None = None, **options: Any) -> Refused:
    with pytest.raises(Refused) as caught:
        read(file, limits, **options)
    return caught.value


def told(seen: Observations) -> list[tuple[str, str, float | None]]:
    """The observations as a person would write them down: when, of what, how much."""
    return [
        (
            (datetime(1970, 1, 1) + timedelta(seconds=int(second))).isoformat(" ").removesuffix(" 00:00:00"),
            seen.names[which],
            None if math.isnan(value) else value,
        )
        for second, which, value in zip(seen.seconds, seen.which, seen.values, strict=True)
    ]


def same(one: Observations, other: Observations) -> bool:
    return (
        np.array_equal(one.seconds, other.seconds)
        and np.array_equal(one.which, other.which)
        and one.values.tobytes() == other.values.tobytes()
        and (one.names, one.grain, one.rows) == (other.names, other.grain, other.rows)
        and (one.notices.kept, one.notices.counts) == (other.notices.kept, other.notices.counts)
    )


SALES = [("2024-01-30", "Kopi Gayo", 12.5), ("2024-01-30", "Teh Melati", None), ("2024-01-31", "Kopi Gayo", -3.0)]
PLAIN = "tanggal,produk,jumlah\n2024-01-30,Kopi Gayo,12.5\n2024-01-30,Teh Melati,\n2024-01-31,Kopi Gayo,-3\n"


@pytest.mark.parametrize(
    "file",
    [
        PLAIN.encode(),
        PLAIN.encode("utf-8-sig"),
        PLAIN.encode("utf-16"),
        PLAIN.encode("utf-16-be"),
        PLAIN.replace("\n", "\r\n").encode(),
        PLAIN.replace("\n", "\r").encode(),
        PLAIN.rstrip("\n").encode(),
        PLAIN.replace(",", "\t").encode(),
        PLAIN.replace(",", "|").encode(),
        PLAIN.replace(",", ";").replace(".", ",").encode(),
        b"sep=;\r\n" + PLAIN.replace(",", ";").replace(".", ",").encode(),
        b"\n\n" + PLAIN.replace("\n", "\n\n").encode(),
        b"Laporan Penjualan,,\nToko Maju,,\n,,\n" + PLAIN.encode(),
        PLAIN.replace("Kopi Gayo", '"Kopi Gayo"').encode(),
        PLAIN.replace("tanggal,", '"tanggal\nnota",').encode(),
        PLAIN.replace(",", " , ").encode(),
        PLAIN.replace("-30,", "-30T00:00:00,").encode(),
        b'{"tanggal":"2024-01-30","produk":"Kopi Gayo","jumlah":12.5}\n'
        b'{"tanggal":"2024-01-30","produk":"Teh Melati","jumlah":null}\n\n'
        b'{"tanggal":"2024-01-31","produk":"Kopi Gayo","jumlah":-3}',
        json.dumps([{"tanggal": day, "produk": name, "jumlah": value} for day, name, value in SALES]).encode(),
        json.dumps([{"jumlah": v, "tanggal": d, "produk": n} for d, n, v in SALES], indent=2).encode(),
        json.dumps({"ok": True, "data": [{"produk": n, "tanggal": d, "jumlah": str(v)} for d, n, v in SALES]}).encode(),
        json.dumps(dict(zip(("tanggal", "produk", "jumlah"), zip(*SALES, strict=True), strict=True))).encode(),
        json.dumps({"produk": {"0": "Kopi Gayo", "1": "Teh Melati", "2": "Kopi Gayo"}, "jumlah": {"0": 12.5, "1": None,
                    "2": -3}, "tanggal": {"0": "2024-01-30", "1": "2024-01-30", "2": "2024-01-31"}}).encode(),
        json.dumps([["tanggal", "produk", "jumlah"], *SALES]).encode(),
        b'[{"tanggal": "2024-01-30", "produk": "Kopi Gayo", "jumlah": 12.5},{"tanggal": "2024-01-30",'
        b'"produk":"Teh Melati","jumlah":NaN},{"tanggal":"2024-01-31","produk":"Kopi Gayo","jumlah":-3.0}]',
    ],
)  # fmt: skip
def test_the_same_data_reads_the_same_however_it_is_written(file: bytes) -> None:
    seen = read(file)
    assert told(seen) == SALES
    assert (seen.names, seen.grain, seen.rows) == (["Kopi Gayo", "Teh Melati"], "day", 3)
    assert seen.notices.counts == {}


def test_a_file_whose_columns_have_no_names() -> None:
    seen = read("30/01/2024;Kopi Gayo;12,5\n30/01/2024;Teh Melati;-\n31/01/2024;Kopi Gayo;(3)\n")
    assert told(seen) == SALES
    assert seen.notices.kept == [Notice("header_missing", None, None, "column 1, column 2, column 3")]


def test_a_month_of_a_coffee_shop() -> None:
    seen = read(
        "Laporan Penjualan Toko Maju Jaya;;;;\r\n"
        "Periode: Januari 2024;;;;\r\n"
        ";;;;\r\n"
        "No;Tgl Transaksi;Nama Produk;Omzet;Keterangan\r\n"
        "1;28/01/2024;Kopi Gayo 250 g;Rp 1.250.000,-;lunas\r\n"
        '2;28/01/2024;"Teh ""Melati""; celup";Rp 75.000,-;\r\n'
        "3;29/01/2024;Kopi Gayo 250 g;Rp 1.100.500,50;tempo\r\n"
        "4;29/01/2024;Kopi Gayo 250 g;kosong;\r\n"
        "5;30 Januari 2024;Kopi Gayo 250 g;batal;\r\n"
        "6;31/01/2024;Kopi Gayo 250 g;(50.000);retur\r\n"
        ";;;;\r\n"
        ";Total;;Rp 2.375.500,50;\r\n".replace("Januari 2024;K", "Januari 2024;K"),
    )
    assert told(seen) == [
        ("2024-01-28", "Kopi Gayo 250 g", 1_250_000),
        ("2024-01-28", 'Teh "Melati"; celup', 75_000),
        ("2024-01-29", "Kopi Gayo 250 g", 1_100_500.5),
        ("2024-01-29", "Kopi Gayo 250 g", None),
        ("2024-01-31", "Kopi Gayo 250 g", -50_000),
    ]
    assert (seen.date_column, seen.series_columns, seen.value_columns) == ("Tgl Transaksi", ["Nama Produk"], ["Omzet"])
    assert seen.notices.kept == [
        Notice("value_unreadable", 9, "Omzet", "batal"),
        Notice("date_unreadable", 12, "Tgl Transaksi", "Total"),
        Notice("column_ignored", None, "Keterangan"),
    ]


MONTHS = {("2023-12-01", "Kopi", 1_250_000), ("2023-12-01", "Teh", 75), ("2024-01-01", "Teh", 80)}


@pytest.mark.parametrize(
    ("file", "columns"),
    [
        ("Produk;Des 2023;Jan 2024\nKopi;1.250.000;\nTeh;75;80\n", ("Des 2023 – Jan 2024", ["Produk"])),
        # Numbered, under a title, with totals, an empty line and a source.
        ("Penjualan;;;;\nNo;Produk;12/2023;01/2024;Total\n1;Kopi;1.250.000;-;1.250.000\n\n2;Teh;75;80;155\n;;;;\n",
         ("12/2023 – 01/2024", ["Produk"])),
        # The month in the header, the year beside it, or the other way round.
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
    assert {row for row in told(seen) if row[2]} == MONTHS
    assert (seen.date_column, seen.series_columns, seen.grain) == (*columns, "month")
    assert not seen.notices.kept


def test_faults_in_a_table_with_a_column_for_each_period() -> None:
    seen = read("Produk,2022,2023\nKopi,5,enam\nTeh,1,2,3\n,7,8\nGula,3,4\nSusu,1,2\n")
    assert seen.notices.kept == [
        Notice("value_unreadable", 2, "2022 – 2023", "enam"),
        Notice("row_cells", 3, None, "3"),
        Notice("series_unnamed", 4, "Produk"),
    ]
    assert told(seen)[1:3] == [("2022-01-01", "Gula", 3), ("2023-01-01", "Gula", 4)]
    assert read("2022,2023,Jan\n5,6,x\n").names == ["2022 – 2023"]
    # With a column of dates of its own, it is a table of series.
    assert read("Tanggal,2022,2023\n2024-01-01,5,6\n2024-01-02,7,8\n").names == ["2022", "2023"]


def test_windows_1252_and_lines_that_are_of_another_encoding() -> None:
    file = "tanggal,produk,jumlah\n2024-01-01,Café,1\n2024-01-01,Teh,2\n2024-01-02,Café,3\n"
    seen = read(file.encode("cp1252"))
    assert seen.names == ["Café", "Teh"] and not seen.notices.kept
    lines = file.encode().splitlines(keepends=True)
    mixed = read(b"".join([*lines[:3], lines[3].decode().encode("cp1252")]))
    assert mixed.names == ["Café", "Teh"]
    assert mixed.notices.kept == [Notice("line_encoding", 4)]


def _zipped(name: str) -> bytes:
    with zipfile.ZipFile(box := io.BytesIO(), "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, "x" * 1000)
    return box.getvalue()


@pytest.mark.parametrize(
    ("file", "code"),
    [
        (b"", "file_is_empty"), (b"\n \r\n", "file_is_empty"), (b"\0" * 5000, "file_is_empty"),
        (_zipped("[Content_Types].xml"), "file_workbook"), (_zipped("data.csv"), "file_compressed"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), "file_workbook"),
        (gzip.compress(PLAIN.encode(), mtime=0), "file_compressed"), (b"BZh91AY&SY", "file_compressed"),
        (b"%PDF-1.7\n1 0 obj", "file_pdf"), (b"\x89PNG\r\n\x1a\n", "file_picture"), (b"GIF89a", "file_picture"),
        (b"\x7fELF\x02\x01", "file_binary"), (b"date,value\n2024-01-01,\0\0\x01\x02", "file_binary"),
        (b"<!DOCTYPE html><table>", "file_page"), (b"  <?xml version='1.0'?>", "file_page"),
        (b"tanggal,jumlah\n", "file_empty"), (b"[]", "file_empty"), (b"[{}]", "json_shape"), (b"{}", "json_shape"),
        (b'{"a": 1, "b": [1]}', "json_shape"), (b'["a", "b"]', "json_shape"), (b"[" * 100_000, "json_deep"),
        (b'{"a":' * 100_000, "json_deep"), (b'[{"date": "2024-01-01",\n "value": }]', "json_broken"),
        (b'[{"date":"2024-01-01","value":1}', "json_broken"), (b'{"date": ["2024-01-01"', "json_broken"),
        (b'[{"date":"2024-01-01","value":"\xff"}]', "file_encoding"),
        (b'tanggal,jumlah\n2024-01-01,"5\n2024-01-02,6\n', "file_open_quote"),
        (b"hello\nworld\n", "date_missing"), (b"a,b\nx,y\n", "date_missing"), (b"tanggal,catatan\n2024-01-01,x\n",
        "value_missing"),
        (b"tanggal,jumlah\n2024-01-01,\n2024-01-02,n/a\n", "values_empty"),
    ],
)  # fmt: skip
def test_what_is_no_table_is_named(file: bytes, code: str) -> None:
    assert refused(file).code == code


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
def test_cells_that_say_there_is_nothing(cell: str) -> None:
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
def test_cells_that_are_no_numbers(cell: str, code: str) -> None:
    with pytest.raises(numbers.Unreadable) as caught:
        numbers.read(cell, "indonesian")
    assert caught.value.code == code
    seen = read(f"tanggal;jumlah\n2024-01-01;1\n2024-01-02;{cell}\n2024-01-03;2\n")
    assert seen.values.tolist() == [1, 2]
    assert seen.notices.kept == [Notice(code, 3, "jumlah", cell[:80])]


@pytest.mark.parametrize(
    ("cells", "values", "notices"),
    [
        # Nothing else in the column: thousands, as a shop's prices are read, and the answer says so.
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
        # The column speaks for both: what has two readings is left out.
        (["15.000", "12.5", "12,5"], [12.5, 12.5], {"value_ambiguous": 1}),
        (["15.000", "15,000", "5", "6", "7"], [5, 6, 7], {"value_ambiguous": 2}),
    ],
)  # fmt: skip
def test_the_column_decides_what_a_cell_leaves_open(
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
def test_a_column_counts_in_the_unit_of_most_of_its_cells(
    cells: list[str], values: list[float], lines: list[int]
) -> None:
    rows = [f"2024-01-{day:02d};{cell}\n" for day, cell in enumerate(cells, 1)]
    seen = read("tanggal;nilai\n" + "".join(rows))
    assert seen.values.tolist() == values
    assert [(notice.code, notice.line) for notice in seen.notices.kept] == [("value_unit", line) for line in lines]


def test_a_comma_is_decimal_in_a_file_cut_at_semicolons() -> None:
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
        # A moment with a zone is told by the clock of Jakarta.
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
    told = (datetime(1970, 1, 1) + timedelta(seconds=seconds)).isoformat(" ")
    assert (told if " " in moment else told.removesuffix(" 00:00:00"), dates.GRAINS[place]) == (moment, grain)


@pytest.mark.parametrize(
    "cell",
    ["", "x", "2024-02-30", "2023-02-29", "32/01/2024", "13/13/2024", "1699-12-31", "2201-01-01", "0000-00-00",
     "12345678901",
     "2024-13", "2024-Q5", "2024-W54", "2024-00-01", "10:30", "31 Foo 2024", "2024-01-31 25:00", "19999", "Senin",
     "１０/10/2024",
     "2024-01-31T10:00:00+99:00", "20241301", "2024-01-31 13:00 pm"],
)  # fmt: skip
def test_what_is_no_date(cell: str) -> None:
    with pytest.raises(dates.Unreadable):
        dates.read(cell, dates.DateFormat("day_first", 0), serials=True)


def test_day_or_month_first_is_decided_by_the_whole_column_or_asked() -> None:
    def file(*cells: str) -> str:
        return "tanggal;nilai\n" + "".join(f"{cell};{place}\n" for place, cell in enumerate(cells))

    assert [day for day, *_ in told(read(file("03/04/2024", "25/04/2024")))] == ["2024-04-03", "2024-04-25"]
    assert [day for day, *_ in told(read(file("03/04/2024", "04/25/2024")))] == ["2024-03-04", "2024-04-25"]
    for cells in (("05/05/2024", "03/04/2024"), ("03/04/2024", "25/04/2024", "04/25/2024")):
        problem = refused(file(*cells))
        assert (problem.code, problem.words["parameter"]) == ("dates_ambiguous", "day_order")
        assert (problem.words["sample"], problem.words["line"]) == ("03/04/2024", 2 + cells.index("03/04/2024"))
    # A value that looks like a date tells nothing, nor hides the date that looks like it.
    assert refused("tanggal;nilai\n2024-01-01;03/04/2024\n03/04/2024;1\n2024-01-03;1\n").code == "dates_ambiguous"
    assert told(read(file("03/04/2024"), day_order="day_first"))[0][0] == "2024-04-03"
    assert told(read(file("03/04/2024"), day_order="month_first"))[0][0] == "2024-03-04"
    seen = read(file("03/04/2024", "04/25/2024", "04/04/2024"), day_order="day_first")
    assert seen.notices.kept == [Notice("date_unreadable", 3, "tanggal", "04/25/2024")]


def test_a_column_is_as_fine_as_its_finest_cell() -> None:
    assert read("bulan,nilai\n2024-01,1\n2024-02-15,2\n").grain == "day"
    assert read("waktu,nilai\n2024-01-01 10:00,1\n2024-01-01 10:15,2\n").grain == "second"
    seen = read("waktu,nilai\n2024-01-01T17:00:00Z,1\n2024-01-02T17:00:00Z,2\n")
    assert (seen.grain, [day for day, *_ in told(seen)]) == ("day", ["2024-01-02", "2024-01-03"])


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
        # A day that is written with midnight beside its time, and one without.
        ("Tanggal;Jam;Total\n2024-01-01 00:00:00;08.15;5\n2024-01-02 00:00:00;;6\n", {},
         ("Tanggal, Jam", [], ["Total"])),
        ("Tanggal;Masa;Total\n2024-01-01;1;5\n2024-01-02;1;6\n", {}, ("Tanggal", [], ["Total"])),
        ("Periode;Tanggal;Total\nJanuari 2024;5;5\nFebruari 2024;6;6\n", {}, ("Tanggal, Periode", [], ["Total"])),
        ("Bulan;Tanggal;Total\n1;5;5\n2;6;6\n", {"year": 2024}, ("Tanggal, Bulan", [], ["Total"])),
        ("tahun,produksi\n2023,5\n2024,6\n", {}, ("tahun", [], ["produksi"])),
        ("tgl,harga\n45322,15000\n45323,16000\n", {}, ("tgl", [], ["harga"])),
        ("ts,suhu\n2024-01-01 00:00,20\n2024-01-01 01:00,21\n", {}, ("ts", [], ["suhu"])),
        # A table of series, one a column.
        ("tanggal,kopi,teh\n2024-01-01,1,2\n2024-01-02,3,4\n", {}, ("tanggal", [], ["kopi", "teh"])),
        ("tanggal,qty,harga\n2024-01-01,1,2\n", {"value": ("*",)}, ("tanggal", [], ["qty", "harga"])),
        ("tanggal,qty,harga\n2024-01-01,1,2\n", {"value": (" HARGA ",)}, ("tanggal", [], ["harga"])),
        ("tanggal,kategori,produk,qty\n2024-01-01,a,b,1\n2024-01-01,a,c,2\n2024-01-01,d,e,2\n",
         {"series": ("kategori", "produk")}, ("tanggal", ["kategori", "produk"], ["qty"])),
        ("tanggal,toko,produk,qty\n2024-01-01,a,b,1\n2024-01-01,b,b,1\n", {"series": ("-",)}, ("tanggal", [], ["qty"])),
        # A SKU and a name of the same things: the name. A column that never changes names no series beside another.
        ("tanggal,sku,nama,qty\n2024-01-01,K1,Kopi,1\n2024-01-01,T1,Teh,2\n", {}, ("tanggal", ["sku"], ["qty"])),
        ("tanggal,id_produk,nama,qty\n2024-01-01,1,Kopi,1\n2024-01-01,2,Teh,2\n", {}, ("tanggal", ["nama"], ["qty"])),
        ("tanggal,negara,produk,qty\n2024-01-01,ID,a,1\n2024-01-01,ID,b,2\n", {}, ("tanggal", ["produk"], ["qty"])),
        # Texts that explain why a day has several rows.
        ("tanggal,menu,qty\n2024-01-01,a,1\n2024-01-01,b,2\n", {}, ("tanggal", ["menu"], ["qty"])),
        ("tanggal,menu,qty\n2024-01-01,a,1\n2024-01-02,b,2\n", {}, ("tanggal", [], ["qty"])),
        # Texts that are remarks by their name, or because hardly one comes again, such as numbers of orders.
        ("tanggal,keterangan,kredit\n2024-01-01,a,1\n2024-01-01,b,2\n", {}, ("tanggal", [], ["kredit"])),
        ("tgl,nota,total\n" + "".join(f"2024-01-{1 + i // 3:02},INV/{i},5\n" for i in range(30)), {},
         ("tgl", [], ["total"])),
        ("tgl,menu,total\n" + "".join(f"2024-01-{1 + i // 25:02},M{i % 25},5\n" for i in range(45)), {},
         ("tgl", ["menu"], ["total"])),
        # Of several columns that name series, those that come again; the others are remarks.
        ("tanggal,pelanggan,produk,qty\n"
         + "".join(f"2024-01-{1 + i % 28:02},P{i},{'KT'[i % 2]},5\n" for i in range(60)), {},
         ("tanggal", ["produk"], ["qty"])),
        # A text among amounts that could be years makes no dates of them.
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
        # Customers who hardly ever come again are no series that anybody looks at.
        ("tanggal,pelanggan,qty\n" + "".join(f"2024-01-{1 + i % 28:02},P{i},5\n" for i in range(60)), "series",
         ["pelanggan", "-"]),
        ("order date,ship date,qty\n2024-01-01,2024-01-03,1\n", "date", ["order date", "ship date"]),
    ],
)  # fmt: skip
def test_what_columns_do_not_tell_is_asked(file: str, role: str, candidates: list[str]) -> None:
    problem = refused(file)
    assert problem.code == "columns_ambiguous"
    assert (problem.words["role"], problem.words["parameter"], problem.words["candidates"]) == (role, role, candidates)
    answer = candidates[0]
    assert read(file, **{role: answer if role == "date" else (answer,)}).rows


def test_columns_that_nothing_is_read_from_are_told_unless_the_caller_has_chosen() -> None:
    file = "No,tanggal,qty,suhu,tahun,due\n1,2024-01-01,1,30.5,2024,2024-02-01\n2,2024-01-02,1,30.5,2024,2024-02-01\n"
    assert [(one.code, one.column) for one in read(file).notices.kept] == [
        ("column_unused", "suhu"), ("column_unused", "due")
    ]  # fmt: skip
    assert not read(file, date="tanggal", value=("qty",)).notices.kept


def test_a_column_that_is_not_there_is_told_with_those_that_are() -> None:
    for options in ({"date": "tgl"}, {"value": ("tgl",)}, {"series": ("tgl",)}):
        problem = refused(PLAIN, **options)
        assert (problem.code, problem.words["columns"]) == ("column_unknown", "tanggal, produk, jumlah")


def test_names_of_series_of_several_columns() -> None:
    file = "tanggal,toko,produk,qty,harga\n2024-01-01,A,Kopi,1,5\n2024-01-01,B,Kopi,2,\n2024-01-02,,Kopi,3,7\n"
    seen = read(file, series=("toko", "produk"), value=("qty", "harga"))
    assert seen.names == [
        f"{name} · {value}" for name in ("A · Kopi", "B · Kopi", "– · Kopi") for value in ("qty", "harga")
    ]
    assert told(seen)[:2] == [("2024-01-01", "A · Kopi · qty", 1), ("2024-01-01", "A · Kopi · harga", 5)]


def test_columns_in_json_are_loaded_at_once_and_so_are_bounded() -> None:
    problem = refused(b'{"date": ["2024-01-01"], "value": [1' + b", 1" * 6_000_000 + b"]}")
    assert (problem.code, problem.words["megabytes"]) == ("json_large", 16)


def test_names_are_kept_as_text_that_can_be_shown() -> None:
    file = 'tanggal,produk,qty\n2024-01-01,=1+1,1\n2024-01-01,"Ko\npi\x07",2\n2024-01-01,@SUM,3\n2024-01-01,,4\n'
    seen = read(file)
    assert seen.names == ["=1+1", "Ko pi", "@SUM"]
    assert seen.notices.kept == [Notice("series_unnamed", 6, "produk")]


def test_each_row_at_fault_is_told_by_its_line() -> None:
    seen = read(
        "tanggal,produk,qty\n"
        '2024-01-01,"Kopi,\nGayo",1\n'
        "2024-01-01,Teh,dua\n"
        "\n"
        "besok,Teh,3\n"
        ",Teh,3\n"
        "2024-01-02,Teh,1,250\n"
        "2024-01-02,Teh\n"
        "2024-01-03,Teh,1e300\n"
        "2024-01-04,Teh,4\n2024-01-05,Teh,4\n2024-01-06,Teh,4\n"
    )
    assert seen.notices.kept == [
        Notice("value_unreadable", 4, "qty", "dua"),
        Notice("date_unreadable", 6, "tanggal", "besok"),
        Notice("date_empty", 7, "tanggal", ""),
        Notice("row_cells", 8, None, "250"),
        Notice("value_too_large", 10, "qty", "1e300"),
    ]
    assert seen.rows == 10
    assert [value for *_, value in told(seen)] == [1, None, 4, 4, 4]


def test_a_file_of_faults_is_refused_by_the_most_frequent_one() -> None:
    problem = refused("tanggal,qty\n2024-01-01,1\n2024-01-02,a\n2024-01-02,b\nx,2\n")
    assert problem.code == "rows_unreadable"
    assert problem.words == {
        "reason": "value_unreadable", "line": 3, "column": "qty", "sample": "a", "faulty": 3, "rows": 4,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("limits", "code", "number"),
    [
        (Limits(bytes=50), "file_too_large", 0), (Limits(rows=2), "file_rows", 2), (Limits(columns=2), "file_wide", 2),
        (Limits(cell=9), "file_long_cell", 9), (Limits(series=1), "file_series", 1),
    ],
)  # fmt: skip
def test_what_breaks_a_limit_is_refused_with_it(limits: Limits, code: str, number: int) -> None:
    quoted = PLAIN.replace("Kopi Gayo", '"Kopi Gayo "')
    lines = (
        '{"tanggal":"2024-01-30","produk":"a","jumlah":1}\n' * 2 + '{"tanggal":"2024-01-31","produk":"b","jumlah":1}'
    )
    for file in (PLAIN, quoted, lines):
        problem = refused(file, limits)
        assert problem.code == code
        assert number in problem.words.values()


def test_rows_of_nothing_are_bounded_too() -> None:
    records = '[{"date":"2024-01-01","value":1}' + ",{}" * 2_000 + "]"
    for file in ("date,value\n2024-01-01,1\n" + "\n" * 2_000, "date,value\n2024-01-01,1\n" + ",\n" * 2_000, records):
        assert read(file).rows == 1
        assert refused(file, Limits(rows=1_000)).code == "file_rows"


def test_a_quote_that_swallows_the_file_and_a_line_without_end_are_refused() -> None:
    rows = "".join(f"2024-01-{day:02d},kopi,{day}\n" for day in range(1, 29))
    problem = refused("tanggal,produk,qty\n" + rows + '2024-02-01,"teh,5\n' + rows * 3000, Limits(cell=2_000_000))
    assert (problem.code, problem.words["line"]) == ("file_long_cell", 30)
    problem = refused("tanggal,produk,qty\n" + rows + "x" * 1_500_000)
    assert (problem.code, problem.words["line"]) == ("file_long_line", 30)


def test_json_is_told_by_lines_too() -> None:
    seen = read('{"date":"2024-01-01","value":1}\n{"date":\n\n{"date":"2024-01-02","value":true}\n[1]\n'
                '{"date":"2024-01-03","value":2}\n{"date":"2024-01-04","value":1e300}\n{"date":"2024-01-05","value":2}\n'
                '{"date":"2024-01-06","value":2}\n{"date":"2024-01-07","value":2}\n')  # fmt: skip
    assert seen.notices.kept == [
        Notice("record_unreadable", 2), Notice("value_unreadable", 4, "value", "true"), Notice("record_unreadable", 5),
        Notice("value_too_large", 7, "value", "1e+300"),
    ]  # fmt: skip
    records: list[Any] = [{"date": f"2024-01-{day:02d}", "value": day} for day in range(1, 10)]
    records[3]["value"], records[5] = {"a": [1]}, "x"
    text = json.dumps(records, indent=1)
    lines = text.splitlines()
    seen = read(text)
    assert [(notice.code, notice.line) for notice in seen.notices.kept] == [
        ("value_unreadable", lines.index('  "date": "2024-01-04",')), ("record_unreadable", lines.index(' "x",') + 1)
    ]  # fmt: skip


def test_a_large_array_is_read_in_pieces() -> None:
    day = date(2000, 1, 1)
    records = [
        {"date": str(day + timedelta(place // 9)), "name": f'{place % 9} "}}, {{"', "é": [{"a": 1}, {}], "value": place}
        for place in range(8_000)
    ]  # fmt: skip
    records[5_000]["value"] = "x"
    text = json.dumps(records, indent=0, ensure_ascii=False)
    for file in (text, '{"meta": {"pages": 1},\n"rows": ' + text + ', "next": null}'):
        seen = read(file, series=("name",), value=("value",))
        expected = [place for place in range(8_000) if place != 5_000]
        assert seen.values.tolist() == expected
        assert [(notice.code, notice.sample) for notice in seen.notices.kept] == [("value_unreadable", "x")]
        line = seen.notices.kept[0].line or 0
        assert '"value": "x"' in "\n".join(file.splitlines()[line - 1 : line + 20])
        assert seen.rows == 8_000
    arrays = [[*records[0], "note"], *([*record.values(), "é" * 400] for record in records[:2_000])]
    file = json.dumps(arrays, ensure_ascii=False)
    assert read(file, series=("name",), value=("value",)).values.tolist() == expected[:2_000]
    lines = "\n".join(json.dumps(record) for record in records)
    assert read(lines, series=("name",), value=("value",)).notices.kept[0].line == 5_001


CELLS = ["1", "-2", "12.5", "0.125", "", "-", "x", "1e5", " 7", "15.000", "1.234,5", "99999999999999999", "1e400",
         "007", "1234567.891", "123456789012345.67", "-0", "5.", ".5", "12345.678", "-1,5", "1.234.567"]  # fmt: skip
DATES = [
    "2024-01-31",
    "2024-02-01",
    "2023-12-31",
    "",
    "x",
    "01.02.2024",
    "2024-01-31 10:00",
    "2024-13-01",
    " 2024-01-30",
]
NAMES = ["kopi", "teh", "", "kopi ", "Café", "名前", "a" * 70, "b" * 64, "kopi\t", "c" * 8, "c" * 9]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(DATES[:3]), st.sampled_from(NAMES[:2]), st.sampled_from(CELLS[:4])), min_size=4),
    st.lists(st.tuples(st.sampled_from(DATES), st.sampled_from(NAMES), st.sampled_from(CELLS)), max_size=3),
    st.sampled_from([",", ";"]),
    st.sampled_from(["\n", "\r\n"]),
    st.randoms(use_true_random=False),
)
def test_regular_blocks_read_as_rows_with_care(
    usual: list[tuple[str, ...]], odd: list[tuple[str, ...]], delimiter: str, newline: str, chance: random.Random
) -> None:
    rows = [*usual, *odd]
    chance.shuffle(rows)
    rows = [row for row in rows if delimiter not in "".join(row)]
    answers = []
    # Cells in quotes go the careful way.
    for quoting in (csv.QUOTE_MINIMAL, csv.QUOTE_ALL):
        box = io.StringIO()
        writer = csv.writer(box, delimiter=delimiter, lineterminator=newline, quoting=quoting)
        writer.writerows([("tanggal", "produk", "nilai"), *rows])
        try:
            answers.append(read(box.getvalue(), value=("nilai",), series=("produk",), date="tanggal"))
        except Refused as problem:
            answers.append(problem)
    one, other = answers
    if isinstance(one, Refused) or isinstance(other, Refused):
        assert (one.code, one.words) == (other.code, other.words)
    else:
        assert same(one, other)


@given(
    st.floats(-1e15, 1e15).map(repr) | st.integers(-(10**15), 10**15).map(str)
    | st.from_regex(r"-?[0-9]{1,12}(\.[0-9]{1,8})?", fullmatch=True)
    | st.from_regex(r"-?[0-9]{1,3}([.,][0-9]{3}){0,3}([.,][0-9]{0,4})?", fullmatch=True),
    st.sampled_from(["1.5", "1,5", "2"]),
)  # fmt: skip
@settings(max_examples=60, deadline=None)
def test_a_number_in_a_regular_block_is_that_of_the_careful_way(cell: str, evidence: str) -> None:
    def values(quote: str) -> Any:
        rows = f"2024-01-01\t{quote}{cell}{quote}\n2024-01-02\t{quote}{evidence}{quote}\n2024-01-03\t3\n"
        return read(f"tanggal\tnilai\n{rows}", value=("nilai",)).values.tobytes()

    assert values("") == values('"')


def test_many_blocks_with_faults_and_new_names_in_the_middle() -> None:
    rows = [
        (str(date(2020, 1, 1) + timedelta(place // 40)), f"Arabika {place % 40} " + "é" * (place % 9), f"{place / 8}")
        for place in range(30_000)
    ]  # fmt: skip
    rows[15_000] = ("2020-10-02", "Produk baru", "tiga")
    rows[21_000] = ("02.06.2021", "Produk lagi", "3")
    rows[25_000] = ("", "", "")
    rows[29_000] = ("2022-01-01", "Kopi", "empat")
    written = [
        "\n".join(quote + (quote + "," + quote).join(row) + quote for row in [("tanggal", "produk", "nilai"), *rows])
        for quote in ("", '"')
    ]
    one, other = map(read, written)
    assert same(one, other)
    assert one.notices.kept == [
        Notice("value_unreadable", 15_002, "nilai", "tiga"),
        Notice("value_unreadable", 29_002, "nilai", "empat"),
    ]
    assert (one.rows, len(one.values), len(one.names)) == (29_999, 29_997, 361)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.datetimes(datetime(1700, 1, 1), datetime(2200, 12, 31)), min_size=3),
    st.sampled_from(["2024-02-30 00:00:00", "2024-13-01 00:00:00", "2024-01-31 24:00:00", "2024-01-31T10:20:30",
                     "1699-12-31 00:00:00", "2024-01-31 10:60:00", "2024-01-31_10:20:30", "2024-01-3a 10:20:30"]),
)  # fmt: skip
def test_moments_in_a_regular_block_are_those_of_the_careful_way(moments: list[datetime], odd: str) -> None:
    cells = [*(moment.isoformat(" ", "seconds") for moment in moments), odd]
    one, other = (read("waktu,nilai\n" + "".join(f"{q}{c}{q},{q}1{q}\n" for c in cells)) for q in ("", '"'))
    assert same(one, other)
    assert same(read("waktu,nilai\n" + "".join(f"{c},1\n" for c in cells[:-1])), read(
        "waktu,nilai\n" + "".join(f'"{c}",1\n' for c in cells[:-1])))  # fmt: skip


def test_texts_of_one_hash_are_never_taken_for_each_other() -> None:
    mix, wide = 0x9E3779B97F4A7C15, 2**64

    def first_step(word: int) -> int:
        return (word * mix % wide) ^ ((word * mix % wide) >> 29)

    one, other = 0x6161616161616161, 0x6262626262626262
    tail = 0x63
    twin = (first_step(one) + tail - first_step(other)) % wide
    texts = blocks.Texts()
    words = np.array([[one, one], [tail, tail]], np.uint64)
    assert texts.find(words, lambda row: 7 + row).tolist() == [7, 7]  # type: ignore[union-attr]
    assert texts.find(np.array([[other], [twin]], np.uint64), lambda row: 9) is None


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=300), st.integers(0, len(PLAIN)), st.booleans())
def test_whatever_is_sent_is_read_or_refused(noise: bytes, place: int, as_json: bool) -> None:
    text = json.dumps([{"date": d, "name": n, "value": v} for d, n, v in SALES]).encode() if as_json else PLAIN.encode()
    try:
        seen = read(text[:place] + noise + text[place:])
    except Refused as problem:
        code = problem.code
    else:
        code = None
        assert len(seen.seconds) == len(seen.which) == len(seen.values)
        assert not np.isinf(seen.values).any()
        assert set(seen.which.tolist()) == set(range(len(seen.names)))
        assert all(name.isprintable() for name in seen.names)
    assert code is None or code in messages.FIELDS


def test_every_problem_and_every_notice_has_its_sentence() -> None:
    """Codes and the words that their sentences need, as the sources raise them."""
    lists = {"Refused": messages.FIELDS, **dict.fromkeys(("add", "_fault", "Unreadable"), messages.NOTICES)}
    found = set()
    for path in (ROOT / "domain" / "analytics").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            called = getattr(node.func, "attr", getattr(node.func, "id", ""))
            # The numbers' own exception, and `role + "_missing"`, are told below and by the test of questions.
            codes = [code.value for code in ast.walk(node.args[0]) if isinstance(code, ast.Constant)]
            for code in codes if called in lists else []:
                if isinstance(code, str) and code not in ("role", "_missing"):
                    found.add(code)
                    words = {word.arg for word in node.keywords} if called == "Refused" else {"sample"}
                    for sentence in lists[called][code]:
                        assert {name for _, name, *_ in Formatter().parse(sentence) if name} <= words, code
    assert len(found) > 40


def test_days_and_months_without_a_year_leave_both_questions_at_once() -> None:
    data = "tanggal,omzet\n05/05,10\n" + "".join(f"{day:02}/10,{day}\n" for day in range(1, 13))
    with pytest.raises(Refused) as caught:
        read(data)
    assert caught.value.code == "year_missing"
    assert [one["words"]["parameter"] for one in caught.value.words["also"]] == ["day_order"]
    with pytest.raises(Refused) as caught:
        read(data, year=2026)
    assert caught.value.code == "dates_ambiguous"
    seen = read(data, year=2026, day_order="month_first")
    assert [row[0] for row in told(seen)][:3] == ["2026-05-05", "2026-01-10", "2026-02-10"]


def test_two_numbers_are_a_day_only_where_the_column_is_called_a_date() -> None:
    seen = read("bulan,rt/rw,jumlah\n2026-01,01/10,5\n2026-02,02/10,6\n2026-03,01/10,7\n")
    assert (seen.date_column, seen.values.tolist()) == ("bulan", [5, 6, 7])
    seen = read("tanggal;terjual\n2026-01-01;5\n31/01;6\n2026-01-03;7\n2026-01-04;7\n")
    assert seen.notices.counts == {"date_unreadable": 1}, "few have no year"


@pytest.mark.parametrize(
    "above", [";2025;;2026;\nProduk;Jan;Feb;Jan;Feb\n", "Produk;2025;2025;2026;2026\n;Jan;Feb;Jan;Feb\n"]
)
def test_years_above_months_are_theirs(above: str) -> None:
    seen = read(above + "Kopi;10;20;50;60\nTeh;1;2;5;6\n")
    assert [(day, value) for day, name, value in told(seen) if name == "Kopi"] == [
        ("2025-01-01", 10), ("2025-02-01", 20), ("2026-01-01", 50), ("2026-02-01", 60)
    ]  # fmt: skip
    assert seen.notices.kept == []


def test_the_same_month_twice_is_refused_by_its_name() -> None:
    error = refused(";Kopi;;Teh;\nCabang;Jan;Feb;Jan;Feb\nTimur;1;2;3;4\nBarat;1;2;3;4\n", year=2026)
    assert (error.code, error.words) == ("header_twice", {"name": "Jan"})


def test_an_object_in_a_record_is_no_series() -> None:
    orders = [
        {"created_at": f"2026-01-{day:02}", "customer": {"name": f"C{day}"}, "items": [{"sku": 1}], "total": day}
        for day in range(1, 10)
    ]
    seen = read(json.dumps({"orders": orders}))
    assert (seen.names, seen.series_columns, seen.values.tolist()) == (["total"], [], list(range(1, 10)))
    assert [notice.column for notice in seen.notices.kept] == ["customer", "items"]


def test_a_dash_is_no_date_that_is_mistyped() -> None:
    seen = read("dibayar,total\n2026-01-01,5\n-,6\n2026-01-02,7\n")
    assert seen.notices.counts == {"date_empty": 1}
