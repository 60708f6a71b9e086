"""Whole files: shapes, encodings, limits, faults by line, and refusals."""

from __future__ import annotations

import ast
import gzip
import io
import json
import zipfile
from datetime import date, timedelta
from string import Formatter
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import messages
from domain.analytics.options import Limits, Notice, Refused
from support.analysis.file_observations import PLAIN, SALES, read, refused, rows_of
from support.app import ROOT


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
    assert rows_of(seen) == SALES
    assert (seen.names, seen.grain, seen.rows) == (["Kopi Gayo", "Teh Melati"], "day", 3)
    assert seen.notices.counts == {}


def test_columns_without_names_get_numbered_names() -> None:
    seen = read("30/01/2024;Kopi Gayo;12,5\n30/01/2024;Teh Melati;-\n31/01/2024;Kopi Gayo;(3)\n")
    assert rows_of(seen) == SALES
    assert seen.notices.kept == [Notice("header_missing", None, None, "column 1, column 2, column 3")]


def test_a_monthly_sales_report_is_read() -> None:
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
    assert rows_of(seen) == [
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


def test_windows_1252_is_read_and_single_lines_are_reported() -> None:
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
def test_a_file_without_a_table_is_refused_with_its_code(file: bytes, code: str) -> None:
    assert refused(file).code == code


def test_a_json_object_of_columns_has_a_size_limit() -> None:
    problem = refused(b'{"date": ["2024-01-01"], "value": [1' + b", 1" * 6_000_000 + b"]}")
    assert (problem.code, problem.words["megabytes"]) == ("json_large", 16)


def test_faulty_rows_are_reported_by_line() -> None:
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
    assert [value for *_, value in rows_of(seen)] == [1, None, 4, 4, 4]


def test_a_mostly_faulty_file_is_refused_with_its_most_frequent_fault() -> None:
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
def test_a_file_over_a_limit_is_refused_with_that_limit(limits: Limits, code: str, number: int) -> None:
    quoted = PLAIN.replace("Kopi Gayo", '"Kopi Gayo "')
    lines = (
        '{"tanggal":"2024-01-30","produk":"a","jumlah":1}\n' * 2 + '{"tanggal":"2024-01-31","produk":"b","jumlah":1}'
    )
    for file in (PLAIN, quoted, lines):
        problem = refused(file, limits)
        assert problem.code == code
        assert number in problem.words.values()


def test_empty_rows_count_towards_the_limit() -> None:
    records = '[{"date":"2024-01-01","value":1}' + ",{}" * 2_000 + "]"
    for file in ("date,value\n2024-01-01,1\n" + "\n" * 2_000, "date,value\n2024-01-01,1\n" + ",\n" * 2_000, records):
        assert read(file).rows == 1
        assert refused(file, Limits(rows=1_000)).code == "file_rows"


def test_an_unclosed_quote_and_an_endless_line_are_refused() -> None:
    rows = "".join(f"2024-01-{day:02d},kopi,{day}\n" for day in range(1, 29))
    problem = refused("tanggal,produk,qty\n" + rows + '2024-02-01,"teh,5\n' + rows * 3000, Limits(cell=2_000_000))
    assert (problem.code, problem.words["line"]) == ("file_long_cell", 30)
    problem = refused("tanggal,produk,qty\n" + rows + "x" * 1_500_000)
    assert (problem.code, problem.words["line"]) == ("file_long_line", 30)


def test_faults_in_json_are_reported_by_line() -> None:
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


@settings(max_examples=100)
@given(st.binary(max_size=300), st.integers(0, len(PLAIN)), st.booleans())
def test_any_input_is_read_or_refused(noise: bytes, place: int, as_json: bool) -> None:
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


def test_every_refusal_and_notice_has_a_sentence() -> None:
    """Check every code that the sources raise, and the words of its sentence."""
    lists = {"Refused": messages.FIELDS, **dict.fromkeys(("add", "_add_fault", "Unreadable"), messages.NOTICES)}
    found = set()
    for path in (ROOT / "domain" / "analytics").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            called = getattr(node.func, "attr", getattr(node.func, "id", ""))
            # Codes of the numbers' own exception, and `role + "_missing"`, are covered elsewhere.
            codes = [code.value for code in ast.walk(node.args[0]) if isinstance(code, ast.Constant)]
            for code in codes if called in lists else []:
                if isinstance(code, str) and code not in ("role", "_missing"):
                    found.add(code)
                    words = {word.arg for word in node.keywords} if called == "Refused" else {"sample"}
                    for sentence in lists[called][code]:
                        assert {name for _, name, *_ in Formatter().parse(sentence) if name} <= words, code
    assert len(found) > 40
