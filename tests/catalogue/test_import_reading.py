"""Reading a merchant's file: what is sniffed, what columns mean, and that no price is ever ten times another."""

from __future__ import annotations

import csv
import io
import re
import time
import unicodedata
from collections.abc import Sequence
from contextlib import suppress
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain import imports
from domain.imports import amounts, files, layouts, texts
from domain.imports.amounts import LARGEST_AMOUNT, Habits, Unreadable, converted, count, price
from web import downloads

OWN, SHOPIFY, WOOCOMMERCE = "", ".", ".,"


def habits(*column: str) -> Habits:
    found = Habits()
    for cell in column:
        found.learn(cell)
    return found


def code_of(cell: str, column: Sequence[str] = (), marks: str = OWN) -> str:
    with pytest.raises(Unreadable) as caught:
        price(cell, habits(cell, *column), marks)
    return caught.value.code


# The table of domain/imports/amounts.py, line by line.
@pytest.mark.parametrize(
    ("cell", "amount"),
    [
        ("15000", 15_000), ("500", 500), ("0", 0), ("0,00", 0), ("0.000", 0),
        ("Rp 15.000", 15_000), ("Rp15.000,-", 15_000), ("Rp. 15.000,-", 15_000), ("rp 15000", 15_000),
        ("IDR 15,000", 15_000), ("15000 IDR", 15_000), ("15.000 rp", 15_000), ("5000,-", 5_000), ("'15000", 15_000),
        ("15 000", 15_000), ("15\u00a0000", 15_000), ("1 234 567", 1_234_567), (" 15000 ", 15_000),
        ("1.234.567", 1_234_567), ("1,234,567", 1_234_567),
        ("15.000,00", 15_000), ("15,000.00", 15_000), ("15 000,0", 15_000), ("1.234.567,00", 1_234_567),
        ("15.000", 15_000), ("15,000", 15_000), ("1.000", 1_000), ("1.500", 1_500),
        ("15000.0", 15_000), ("15000.00", 15_000), ("15000,00", 15_000), ("15000.0000", 15_000),
        ("15rb", 15_000), ("15 ribu", 15_000), ("15k", 15_000), ("Rp 7,5rb", 7_500), ("Rp 1,5 jt", 1_500_000),
        ("2 juta", 2_000_000), ("1.25JT", 1_250_000), ("gratis", 0), ("Gratis ", 0), ("free", 0),
        (str(LARGEST_AMOUNT), LARGEST_AMOUNT),
    ],
)  # fmt: skip
def test_prices_as_people_write_them(cell: str, amount: int) -> None:
    assert price(cell, habits(cell), OWN) == amount


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("15.5", "amount_ambiguous"), ("12,50", "amount_ambiguous"), ("1,5", "amount_ambiguous"),
        ("15.0", "amount_ambiguous"), ("15.00", "amount_ambiguous"), ("500,00", "amount_ambiguous"),
        ("1500.000", "amount_ambiguous"), ("0.500", "amount_ambiguous"), ("15.0000", "amount_ambiguous"),
        ("15000.50", "amount_fraction"), ("15.000,50", "amount_fraction"), ("15 000.5", "amount_fraction"),
        ("-15000", "amount_negative"), ("-Rp 15.000", "amount_negative"), ("Rp -15.000", "amount_negative"),
        ("(15000)", "amount_negative"), ("−15000", "amount_negative"),
        ("015000", "amount"), ("015.000", "amount"), ("1e5", "amount"), ("nan", "amount"), ("inf", "amount"),
        ("1.500 rb", "amount"), ("15 rb 500", "amount"), ("Rp", "amount"), ("15.00.000", "amount"),
        ("15.000.00", "amount"),
        ("15,000,00", "amount"), ("1.2345.678", "amount"), ("15000 / pcs", "amount"), ("=15000", "amount"),
        ("١٥٠٠٠", "amount"), ("15Rp000", "amount"), ("$15", "amount"), ("15.000.000,000", "amount"),
        (str(LARGEST_AMOUNT + 1), "less_than_equal"), ("9" * 40, "less_than_equal"),
    ],
)  # fmt: skip
def test_prices_that_are_refused(cell: str, code: str) -> None:
    assert code_of(cell) == code


def test_a_whole_column_decides_what_one_cell_leaves_open() -> None:
    # 500.00 alone may be what is left of 500.000; beside 15000.00 it is what it says.
    assert price("500.00", habits("15000.00", "500.00"), OWN) == 500
    assert code_of("500.00", ["15000,00"]) == "amount_ambiguous"
    assert code_of("500.00", ["15000.00", "15.000"]) == "amount_ambiguous"
    # A column with three decimals: 15.000 is most likely 15.
    assert code_of("15.000", ["12500.000"]) == "amount_ambiguous"
    # An English spreadsheet has opened 15.000, 12.500 and 1.250.000 and saved them as 15, 12.5 and 1.250.000.
    shrunk = habits("15", "12.5", "1.250.000")
    with pytest.raises(Unreadable) as caught:
        price("15", shrunk, OWN)
    assert caught.value.words == {"one": 15, "other": 15_000}
    assert price("1.250.000", shrunk, OWN) == 1_250_000


def test_exports_use_decimal_marks_so_groups_of_three_are_not_believed() -> None:
    assert price("15000.00", habits(), SHOPIFY) == 15_000
    assert price("25.00", habits(), SHOPIFY) == 25
    assert price("25,00", habits(), WOOCOMMERCE) == 25
    assert code_of("25,00", marks=SHOPIFY) == "amount_ambiguous"
    for marks in (SHOPIFY, WOOCOMMERCE):
        assert code_of("15.000", marks=marks) == "amount_ambiguous"
        assert code_of("1.500", marks=marks) == "amount_ambiguous"
        assert code_of("19.99", marks=marks) == "amount_fraction"
        assert price("1.234.567", habits(), marks) == 1_234_567


@pytest.mark.parametrize(
    ("cell", "column", "amount"),
    [
        ("19.99", [], 323_838), ("$19.99", [], 323_838), ("US$ 0.50", [], 8_100), ("19,99 €", [], 323_838),
        ("20", [], 324_000), ("1,025.50", [], 16_613_100), ("1.025,50 EUR", [], 16_613_100), ("1 250", [], 20_250_000),
        ("1,250", ["19.99"], 20_250_000), ("0.625", [], 10_125), ("1025.500", [], 16_613_100), ("0", [], 0),
        # What says that it is in rupiah stays as it is.
        ("Rp 15.000", [], 15_000), ("IDR 15000", [], 15_000),
        # One and a quarter, or more than a thousand?
        ("1,250", [], None), ("1.250", [], None), ("-19.99", [], None), ("x", [], None), ("9" * 20, [], None),
    ],
)  # fmt: skip
def test_prices_in_another_currency(cell: str, column: list[str], amount: int | None) -> None:
    try:
        assert converted(cell, habits(cell, *column), OWN, Decimal("16200")) == amount
    except Unreadable:
        assert amount is None


def grouped(amount: int, mark: str) -> str:
    return f"{amount:,}".replace(",", mark)


STYLES = [
    str,
    lambda amount: grouped(amount, "."),
    lambda amount: grouped(amount, ","),
    lambda amount: grouped(amount, " "),
    lambda amount: grouped(amount, ".") + ",00",
    lambda amount: grouped(amount, ",") + ".00",
    lambda amount: grouped(amount, " ") + ",0",
    lambda amount: f"{amount}.0",
    lambda amount: f"{amount}.00",
    lambda amount: f"{amount},00",
    lambda amount: f"{amount}.0000",
    lambda amount: f"Rp {grouped(amount, '.')}",
    lambda amount: f"Rp{grouped(amount, '.')},-",
    lambda amount: f"IDR {grouped(amount, ',')}",
    lambda amount: f"{grouped(amount, '.')} IDR",
    lambda amount: f"Rp. {amount},-",
]
AMOUNTS = st.one_of(st.integers(0, 2_000), st.integers(0, 10**7), st.integers(0, LARGEST_AMOUNT))


@given(st.lists(st.tuples(AMOUNTS, st.sampled_from(STYLES)), min_size=1, max_size=6), st.sampled_from([".", "", ".,"]))
def test_no_style_of_any_amount_is_read_as_another_amount(column: list[tuple[int, Any]], marks: str) -> None:
    cells = [style(amount) for amount, style in column]
    known = habits(*cells)
    for (amount, _), cell in zip(column, cells, strict=True):
        try:
            assert price(cell, known, marks) == amount
        except Unreadable:
            continue


@given(st.lists(st.integers(1, 9_999).map(lambda thousandths: thousandths * 100), min_size=1, max_size=8))
def test_a_column_that_a_spreadsheet_has_shrunk_is_never_taken_for_whole_rupiah(amounts: list[int]) -> None:
    """What an English spreadsheet makes of 15.000 and 12.500, as soon as one of them shows it."""
    cells = [grouped(amount, ".") for amount in amounts]
    saved = [cell if cell.count(".") != 1 else f"{float(cell):g}" for cell in cells]
    known = habits(*saved)
    if known.shrunk:
        for amount, cell in zip(amounts, saved, strict=True):
            try:
                assert price(cell, known, OWN) == amount
            except Unreadable:
                continue


@given(st.text(max_size=12), st.sampled_from([".", "", ".,"]))
def test_any_text_is_an_amount_or_a_fault(cell: str, marks: str) -> None:
    if cell.strip():
        with suppress(Unreadable):
            assert 0 <= price(cell, habits(cell), marks) <= LARGEST_AMOUNT


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("10", 10), ("0", 0), ("10.0", 10), ("10,00", 10), ("1000.00", 1000), (" 7 ", 7), ("1.200,00", 1200),
        ("1,250.0", 1250), ("12.345.678,0", 12_345_678),
    ],
)  # fmt: skip
def test_counts(cell: str, number: int) -> None:
    assert count(cell) == number


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("1.000", "count_ambiguous"), ("1,500", "count_ambiguous"), ("2,5", "count_fraction"),
        ("-3", "count_negative"), ("000", "count"), ("banyak", "count"), ("1 000", "count"), ("1e3", "count"),
        ("1000000001", "less_than_equal"), ("9" * 30, "less_than_equal"),
        ("1.200,50", "count_fraction"), ("1.200", "count_ambiguous"), ("9.999.999.999,00", "less_than_equal"),
    ],
)  # fmt: skip
def test_counts_that_are_refused(cell: str, code: str) -> None:
    with pytest.raises(Unreadable) as caught:
        count(cell)
    assert caught.value.code == code


def opened(content: bytes | str, part: int = 7) -> imports.File:
    """The file in small parts, so that each border falls somewhere."""
    raw = content.encode() if isinstance(content, str) else content
    return imports.File(lambda: (raw[start : start + part] for start in range(0, len(raw), part)))


def values(content: bytes | str) -> list[dict[str, Any]]:
    rows = list(opened(content).rows())
    assert not [row for row in rows if row.faults], rows
    return [row.values for row in rows]


def faults(content: bytes | str) -> list[tuple[int, str, str]]:
    return [(row.line, fault.field, fault.code) for row in opened(content).rows() for fault in row.faults]


def refusal(content: bytes | str) -> str:
    with pytest.raises(imports.Refused) as caught:
        list(opened(content, 4096).rows())
    return caught.value.code


LIST = "sku,nama,harga\nA-1,Kopi Gayo – crème,15000\n"


@pytest.mark.parametrize(
    ("encoded", "encoding"),
    [
        (LIST.encode(), "utf-8"),
        (LIST.encode("utf-8-sig"), "utf-8"),
        (LIST.encode("utf-16"), "utf-16-le"),
        (b"\xfe\xff" + LIST.encode("utf-16-be"), "utf-16-be"),
        (LIST.encode("utf-16-le"), "utf-16-le"),
        (LIST.encode("utf-16-be"), "utf-16-be"),
        (LIST.encode("cp1252"), "windows-1252"),
        (LIST.replace("–", "-").encode("latin-1") + b"\x81,y,1\n", "latin-1"),
    ],
)
def test_encodings(encoded: bytes, encoding: str) -> None:
    file = opened(encoded)
    assert file.encoding == encoding
    row = next(iter(file.rows()))
    assert row.values["sku"] == "A-1" and row.values["name"].endswith("crème")


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_delimiters_and_ends_of_lines(delimiter: str, end: str) -> None:
    rows = [["SKU", "Nama Barang", "Harga (Rp)"], ["A", f'Kopi "Gayo"{delimiter} asli', "15000"], ["B", "Teh", "7500"]]
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter, lineterminator=end).writerows(rows)
    assert values(text.getvalue()) == [
        {"sku": "A", "name": " ".join(f'Kopi "Gayo"{delimiter} asli'.split()), "price": 15_000},
        {"sku": "B", "name": "Teh", "price": 7_500},
    ]


def test_a_spreadsheets_hint_names_the_delimiter_and_is_no_row() -> None:
    content = 'sep=;\r\nsku;nama;harga\r\nA;"Kopi, Teh";15.000\r\n'
    assert values(content) == [{"sku": "A", "name": "Kopi, Teh", "price": 15_000}]
    assert [row.line for row in opened(content).rows()] == [3]


def test_lines_are_counted_as_an_editor_shows_them() -> None:
    content = 'sku,nama,harga,deskripsi\r\n\r\nA,Kopi,1000,"satu\r\ndua"\r\n,,,\r\nB,Teh,x,\r\n'
    file = opened(content)
    assert file.row_count == 2
    assert [row.line for row in file.rows()] == [3, 6]
    assert next(iter(file.rows())).values["description"] == "satu\ndua"
    assert faults(content) == [(6, "price", "amount")]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file_empty"),
        (b"sku,nama,harga\n", "file_empty"),
        (b"sku,nama,harga\n,,\n", "file_empty"),
        (b"PK\x03\x04" + b"x" * 50, "file_workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "file_workbook"),
        (b"\x89PNG\r\n\x1a\n", "file_binary"),
        (b"sku,nama,harga\nA,Ko\x00pi,1\n", "file_binary"),
        (b"\xef\xbb\xbf <!DOCTYPE html><table>", "file_page"),
        (b"<table><tr><td>sku", "file_page"),
        (b"\xff\xfes\x00k\x00u", "file_encoding"),
        (b"\xff\xfes\x00k\x00u\x00", "file_header"),
        (LIST.encode("utf-16")[:-1], "file_encoding"),
        (b"A-1,Kopi,15000\nA-2,Teh,15000\n", "file_header"),
        (b"sku\nA-1\n", "file_header"),
        (b"sku,nama,harga,harga jual\nA,Kopi,1,2\n", "file_columns_choose"),
        (b'sku,nama,harga\nA,Kopi,1000\nB,"Teh,1000\nC,Gula,1000\n', "file_open_quote"),
        (b'sku,nama,harga\nA,"' + b"x\n" * 80_000 + b'",1\n', "file_long_cell"),
        (b"sku,nama,harga\n" + b"x" * 1_000_001, "file_long_line"),
        (b"sku,nama," + b"x," * 500 + b"\nA,B,C\n", "file_wide"),
    ],
)
def test_files_that_are_refused(content: bytes, code: str) -> None:
    assert refusal(content) == code


def test_a_file_has_a_greatest_length(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(imports, "MOST_ROWS", 3)
    assert len(values("sku,harga\n" + "".join(f"S{n},1000\n" for n in range(3)))) == 3
    assert refusal("sku,harga\n" + "".join(f"S{n},1000\n" for n in range(4))) == "file_rows"


def test_our_own_template_reads_well() -> None:
    first, second = values(imports.TEMPLATE)
    assert first["price"] == 50_000 and first["cost"] == 35_000 and first["category"] == ("Minuman", "Kopi")
    assert second["active"] is True and "barcodes" not in second


def test_headers_are_known_in_both_languages_whatever_their_case() -> None:
    content = "Kode Barang;NAMA PRODUK;Harga Jual;Harga_Modal;Sisa Stok;Merk;Satuan;Kode Batang;Keterangan;Rak\n"
    content += "A;Kopi;15.000;10.000;7;Gayo;kg;899 1 | 8992;enak;3\n"
    assert values(content) == [
        {"sku": "A", "name": "Kopi", "price": 15_000, "cost": 10_000, "stock": 7, "brand": "Gayo", "unit": "kg",
         "barcodes": ("8991", "8992"), "description": "enak"}
    ]  # fmt: skip
    assert opened(content).layout.unused == ["Rak"]


def test_words_below_the_names_of_columns_may_be_a_product() -> None:
    file = opened("nama;;kategori\nKopi;bubuk;Minuman\nTeh;;Minuman\n")
    assert file.header == ["nama", "", "kategori"] and file.row_count == 2


def test_a_code_of_a_workbook_may_be_empty_inside_its_marks() -> None:
    content = b"sku,nama,harga\n',Kopi,1000\n7,Teh,1000\n007,Gula,1000\n"
    file = imports.File(lambda: [content], workbook=True)
    assert [row.notes for row in file.rows()] == [(), ("numeric_codes",), ()]


@pytest.mark.parametrize(
    ("title", "unit"),
    [
        ("Harga", ""), ("Harga (Rp)", "rupiah"), ("Price (IDR)", "rupiah"), ("Harga (RM)", "foreign"),
        ("Harga ($)", "foreign"), ("Price (USD)", "foreign"), ("Harga dolar", "foreign"), ("Harga (ribu)", "scaled"),
        ("Harga (Rp 000)", "scaled"), ("Harga (Rp.000)", "scaled"), ("Harga ('000)", "scaled"),
        ("Harga x1000", "scaled"), ("Harga (x 1.000)", "scaled"), ("Harga (K)", "scaled"), ("Harga (jt)", "scaled"),
        ("Harga (dalam jutaan Rp)", "scaled"), ("Price in thousands", "scaled"), ("Harga per 5000", ""),
    ],
)  # fmt: skip
def test_the_name_of_a_column_tells_the_unit_of_its_prices(title: str, unit: str) -> None:
    assert amounts.said(title) == unit


@pytest.mark.parametrize(
    ("title", "unit"),
    [
        ("(dalam ribuan rupiah)", "scaled"), ("Harga dalam ribuan", "scaled"), ("Daftar harga (Rp 000)", "scaled"),
        ("Price list (USD)", "foreign"), ("Prices in USD per 1 May", "foreign"), ("Mata uang: SGD", "foreign"),
        ("Daftar menu (RM Sederhana)", ""), ("RM Padang Jaya", ""), ("Toko Serba 1000", ""), ("Semua (Rp)", "rupiah"),
    ],
)  # fmt: skip
def test_a_title_tells_the_unit_of_all_prices(title: str, unit: str) -> None:
    assert amounts.said_of_all(title) == unit


def test_a_comma_without_quotes_moves_no_price() -> None:
    # A stock of 7 before a price of 500 is no price of 7,500.
    assert not faults("sku,nama,stok,harga,deskripsi\nA,Kopi,7,500\nB,Teh,9,750,x\n")
    assert faults("sku,nama,harga,stok\nA,Kopi,15,000,7\nB,Teh,500,100\n") == [(2, "row", "row_long")]
    # Where rows leave cells out, a price that was cut would fit.
    ragged = "sku,nama,harga,stok,deskripsi\nA,Kopi,15,000,7\nB,Teh,7500,4\nC,Gula,Rp 1,250\nD,Lada,9000\n"
    assert faults(ragged) == [(2, "row", "row_cut"), (4, "row", "row_cut")]
    assert values(ragged.replace("15,000", "15000").replace("1,250", "1250"))[3] == {
        "sku": "D", "name": "Lada", "price": 9_000,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("cells", "fault"),
    [
        ("8,99E+12,Kopi,1000,,ya", None),
        ('"8,99E+12",Kopi,1000,,ya', ("sku", "code_rounded")),
        ("A,Kopi,1000,8.99123E+12,ya", ("barcodes", "code_rounded")),
        ("A,Kopi,1000,8991234567890.0,ya", ("barcodes", "code_rounded")),
        ("A,Kopi,1000,kopi☕,ya", ("barcodes", "barcode")),
        (f"A,{'x' * 201},1000,,ya", ("name", "string_too_long")),
        ("A,Ko\x07pi,1000,,ya", ("name", "text")),
        (",,,899,", None),
    ],
)
def test_cells_that_are_refused(cells: str, fault: tuple[str, str] | None) -> None:
    found = faults("sku,nama,harga,barcode,aktif\n" + cells + "\n")
    assert found == ([(2, *fault)] if fault else [] if cells.startswith(",") else [(2, "row", "row_long")])


def test_codes_keep_their_zeros_and_lose_what_protected_them() -> None:
    assert values('sku,nama,harga,barcode\n"=""007""",Kopi,1,"\'0012"\n') == [
        {"sku": "007", "name": "Kopi", "price": 1, "barcodes": ("0012",)}
    ]
    # What our own file of failed rows puts before a formula.
    assert values("sku,nama,harga\n'-7,'=Kopi,1\n") == [{"sku": "-7", "name": "=Kopi", "price": 1}]


def test_the_second_row_of_a_product_names_the_first() -> None:
    content = "sku,nama,harga,barcode\nA,Kopi,1,11\nA,Teh,2,\nB,Gula,3,11\n,Kecap,4,\n,Kecap,5,\nC,Kecap,6,\n,Teri,x,\n"
    rows = {row.line: row for row in opened(content).rows()}
    told = {line: [(f.field, f.code, f.words.get("line")) for f in row.faults] for line, row in rows.items()}
    assert told == {
        2: [],
        3: [("sku", "row_repeated", 2)],
        4: [("barcodes", "row_repeated", 2)],
        5: [],
        6: [("name", "row_repeated", 5)],
        7: [("name", "row_repeated", 5)],
        8: [("price", "amount", None)],
    }


def test_html_becomes_text() -> None:
    assert texts.html("<p>Kopi <b>Gayo</b> &amp; teh</p>\n<ul><li>250&nbsp;g</li><li>utuh</li></ul>") == (
        "Kopi Gayo & teh\n\n- 250 g\n\n- utuh"
    )
    assert texts.html("a<br>b<script>alert(1)</script><style>x{}</style>") == "a\nb"
    assert texts.html("3 < 4 & 5") == "3 < 4 & 5"
    assert texts.html('<p class="a>b" title=\'x > y\'>Kopi</p><!-- <p>no --><img alt="a > b" src=x>Teh') == "Kopi\nTeh"
    assert texts.html("<html><head><title>x</title></head><body>Kopi<template>no</template>") == "Kopi"
    assert texts.html("<table><tr><th>Berat<td>250&nbsp;g</table>&lt;b&gt;&amp;amp;") == "Berat 250 g\n\n<b>&amp;"
    assert texts.html("<p onclick=x") == ""


@pytest.mark.parametrize(
    ("column", "cell", "code"),
    [
        ("deskripsi", "a" + "\u0315" * 31, "combining_marks"),
        ("nama", "a" + "\u0315" * 31, "combining_marks"),
        ("kategori", "Kopi > " * 400, "string_too_long"),
        ("harga", "1" * 30 + "." + "0" * 100_000, "amount"),
        ("stok", "1" * 30 + "." + "0" * 100_000, "count"),
    ],
    ids=["accents in prose", "accents in a line", "a long path", "a long price", "a long count"],
)
def test_a_cell_made_to_be_slow_is_refused(column: str, cell: str, code: str) -> None:
    (row,) = opened(f"sku,{column}\nA,{cell}\n").rows()
    assert [(fault.code, fault.column) for fault in row.faults] == [(code, column)]


def test_a_description_of_too_many_tags_is_refused() -> None:
    for cell in ("<p>" * 4_001, "<p>" + "x" * 100_000):
        with pytest.raises(Unreadable) as told:
            texts.html(cell)
        assert told.value.code == "html_too_large"
    assert texts.html("<div>" * 4_000 + "Kopi") == "Kopi"


def test_accents_of_every_language_are_text() -> None:
    name = "Nguyễn Cà phê Z̷̢̛a̴̡͝l̵͓̽g̶̱͐o̷͉͝ शास्त्र ญี่ปุ่น"
    assert values(f"nama,harga\n{name},1\n") == [{"name": unicodedata.normalize("NFC", name), "price": 1}]


@given(st.binary(max_size=200))
def test_any_bytes_are_rows_or_a_refusal(content: bytes) -> None:
    try:
        for row in opened(b"sku,nama,harga\n" + content).rows():
            assert row.values or row.faults
    except imports.Refused:
        pass


CELLS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1, max_size=20)


@given(
    st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=5),
    st.sampled_from([",", ";", "\t"]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
    st.integers(1, 50),
)
def test_what_was_written_is_read(rows: list[tuple[str, str]], delimiter: str, codec: str, part: int) -> None:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter).writerows([("nama", "deskripsi", "harga"), *((*row, "1000") for row in rows)])
    read = [row.cells for row in opened(text.getvalue().encode(codec), part).rows()]
    assert read == [[*row, "1000"] for row in rows]


SHOPIFY_OLD = """Handle,Title,Body (HTML),Vendor,Product Category,Type,Tags,Published,Option1 Name,Option1 Value,\
Option2 Name,Option2 Value,Variant SKU,Variant Grams,Variant Inventory Tracker,Variant Inventory Qty,Variant Price,\
Variant Compare At Price,Variant Barcode,Image Src,Image Position,Variant Weight Unit,Cost per item,Status
kaos,Kaos Polos,"<p>Katun <em>halus</em></p>",Gayo,Apparel > Shirts,Kaos,,TRUE,Warna,Merah,Ukuran,M,K-M,200,shopify,5,\
75000.00,90000.00,'8990001,https://x.example/1.jpg,1,g,40000.00,active
kaos,,,,,,,,,Biru,,L,K-L,200,shopify,-2,75000.00,,,,,g,,
kaos,,,,,,,,,Hitam,,L,K-H,200,shopify,3,75.000,,,,,g,,
kaos,,,,,,,,,,,,,,,,,,,https://x.example/2.jpg,2,,,
mug,Mug,,Gayo,,,,FALSE,Title,Default Title,,,,300,,,25,,,,,g,,draft
"""


def test_an_export_of_shopify_with_the_older_names() -> None:
    file = opened(SHOPIFY_OLD)
    assert file.layout.name == "shopify" and file.row_count == 5
    red, blue, black, picture, mug = file.rows()
    assert red.values == {
        "name": "Kaos Polos - Merah / M", "description": "Katun halus", "brand": "Gayo", "sku": "K-M", "stock": 5,
        "price": 75_000, "barcodes": ("8990001",), "cost": 40_000, "category": ("Kaos",), "active": True,
    }  # fmt: skip
    assert (blue.faults, blue.values["stock"], blue.notes) == ([], 0, ("negative_stock",))
    assert [(fault.field, fault.code, fault.column) for fault in black.faults] == [
        ("price", "amount_ambiguous", "Variant Price")
    ]
    # Back in a file of failed rows it must still know its product.
    assert black.cells[1] == "Kaos Polos" and black.cells[3] == "Gayo"
    assert (picture.values, picture.faults, picture.notes) == ({}, [], ("picture_rows",))
    assert mug.values == {"name": "Mug", "brand": "Gayo", "price": 25, "active": False}


def test_an_export_of_shopify_with_the_newer_names() -> None:
    content = """Title,URL handle,Description,Vendor,Product category,Type,Tags,Published on online store,Status,SKU,\
Barcode,Option1 name,Option1 value,Option1 Linked To,Option2 name,Option2 value,Price,Compare-at price,Cost per item,\
Charge tax,Inventory tracker,Inventory quantity,Weight value (grams),Product image URL,Image position,\
Variant image URL,Price / International,Color (product.metafields.shopify.color-pattern)
Kaos Polos,kaos,Katun.,Gayo,Apparel & Accessories > Clothing,,,TRUE,Active,K-S,,Ukuran,S,,Potongan,Biasa,75000,,,TRUE,\
shopify,5,200,https://x.example/1.jpg,1,,80000,merah
,kaos,,,,,,,,K-M,,,M,,,Longgar,80000,,,TRUE,shopify,4,200,,,,,
,kaos,,,,,,,,,,,,,,,,,,,,,,https://x.example/2.jpg,2,,,
"""
    file = opened(content)
    assert file.layout.name == "shopify"
    small, medium, picture = (row for row in file.rows() if not row.faults)
    assert small.values["name"] == "Kaos Polos - S / Biasa" and small.values["active"] is True
    assert small.values["category"] == ("Apparel & Accessories", "Clothing") and "pictures" in small.notes
    assert medium.values == {
        **small.values,
        "name": "Kaos Polos - M / Longgar",
        "sku": "K-M",
        "price": 80_000,
        "stock": 4,
    }
    assert picture.notes == ("picture_rows",)


WOO_HEADER = (
    'ID,Type,SKU,"GTIN, UPC, EAN, or ISBN",Name,Published,"Is featured?","Visibility in catalog","Short description",'
    'Description,"Date sale price starts","Date sale price ends","Tax status","In stock?",Stock,"Sale price",'
    '"Regular price",Categories,Tags,Images,Parent,"Attribute 1 name","Attribute 1 value(s)",Brands\n'
)
WOO = (
    WOO_HEADER
    + """10,variable,KM,,Kaos,1,0,visible,Pendek,"Katun\\nhalus",,,taxable,1,,,,"Baju > Kaos, Obral",,https://x.example/1.jpg,,\
Ukuran,"S, M",Gayo
11,variation,KM-S,,"Kaos - S",1,0,visible,,,,,taxable,1,5,,75000,,,,KM,Ukuran,S,
12,variation,KM-M,,,1,0,visible,,,,,taxable,1,parent,,"75000,00",,,,id:10,Ukuran,M,
13,"simple, downloadable, virtual",EB,8991,Buku,-1,0,visible,<b>Tipis</b>,,,,taxable,1,,40000,50000,,,,,,,
14,simple,OB,,Topi,1,0,visible,,,2026-11-01,2026-12-01,taxable,1,3,20000,30000,,,,,,,
15,grouped,SET,,Paket,1,0,visible,,,,,taxable,1,,,,,,,,,,
16,simple,FR,,Pin,1,0,visible,,,,,taxable,1,1,,11.050,,,,,,,
"""
)


def test_an_export_of_woocommerce() -> None:
    file = opened(WOO)
    assert file.layout.name == "woocommerce" and file.row_count == 7
    parent, small, medium, book, hat, group, pin = file.rows()
    assert parent.notes == ("parent_rows",) and not parent.values
    assert small.values == {
        "sku": "KM-S", "name": "Kaos - S", "description": "Katun\nhalus", "stock": 5, "price": 75_000,
        "brand": "Gayo", "category": ("Baju", "Kaos"), "active": True,
    }  # fmt: skip
    assert medium.values["name"] == "Kaos - M" and medium.values["price"] == 75_000
    assert "stock" not in medium.values
    assert book.values["description"] == "Tipis" and book.values["active"] is False
    assert (book.values["price"], "sales" in book.notes) == (40_000, True)
    assert (hat.values["price"], "dated_sales" in hat.notes) == (30_000, True)
    assert group.notes == ("group_rows",)
    assert [fault.code for fault in pin.faults] == ["amount_ambiguous"]


@pytest.mark.parametrize(
    ("name", "options", "told"),
    [
        ("Kaos", ["S", "Merah"], "Kaos - S / Merah"), ("Kaos", ["", ""], "Kaos"), ("Kaos", ["Default Title"], "Kaos"),
        ("Kopi 250 g", ["250 G"], "Kopi 250 g"), ("Kaos - Merah / S", ["S", "Merah"], "Kaos - Merah / S"),
        # One of two colours in a name is still one of two variants.
        ("Kaos Hitam Putih", ["Hitam"], "Kaos Hitam Putih - Hitam"),
        ("Kaos Hitam Putih", ["Putih"], "Kaos Hitam Putih"),
        ("Kaos", ["-", "!"], "Kaos - - / !"), ("Kaos", ["os"], "Kaos - os"),
    ],
)  # fmt: skip
def test_the_name_of_a_variant(name: str, options: list[str], told: str) -> None:
    assert layouts.composed(name, options) == told


def test_a_variation_finds_its_parent_behind_it() -> None:
    first, *rest = WOO.removeprefix(WOO_HEADER).splitlines(keepends=True)
    moved = opened(WOO_HEADER + "".join(rest) + first)
    small = next(iter(moved.rows()))
    assert small.values["brand"] == "Gayo" and small.values["description"] == "Katun\nhalus"


def test_batches_are_the_same_each_time_and_bounded() -> None:
    file = opened("sku,nama,harga\n" + "".join(f"S{n},Kopi {n},1000\n" for n in range(4_500)), 65_536)
    first, again = list(file.batches()), list(file.batches())
    assert [len(batch) for batch in first] == [2_000, 2_000, 500]
    assert first == again
    long = "sku,nama,harga,deskripsi\n" + "".join(f"S{n},Kopi,1000,{'x' * 9_999}\n" for n in range(300))
    assert max(len(batch) for batch in opened(long, 65_536).batches()) <= 101


# ---- what is written can be opened in any spreadsheet, and read back


TRICKY = st.text(st.sampled_from(list("ab5 ,;|\t\r\n\"'=+-@＝－\u00a0\u2028")), max_size=12) | st.text(max_size=12)


def cells_as_cut(text: str, separator: str, quoting: bool) -> list[str]:
    if not quoting:
        return [cell for line in re.split("[\r\n]", text) for cell in line.split(separator)]
    return [cell for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator) for cell in row]


@given(st.lists(st.tuples(TRICKY, TRICKY, st.integers(-9, 9) | st.none(), TRICKY), min_size=1, max_size=4))
def test_no_reading_of_a_file_of_ours_finds_a_formula(rows: list[tuple[Any, ...]]) -> None:
    for written in ",;\t":
        # Numbers stay numbers; only our files with commas hold any.
        cells = [[cell if written == "," or isinstance(cell, str) else None for cell in row] for row in rows]
        text = b"".join(downloads.csv_parts(("a", "b", "c", "d"), cells, written)).decode("utf-8-sig")
        for separator in ",;\t|":
            for quoting in (True, False):
                for cell in cells_as_cut(text, separator, quoting):
                    begin = cell.lstrip('\ufeff\u200b" \t\r\n\v\f\x1c\x1d\x1e\x1f\x85\xa0\u2028\u2029')
                    number = separator == written and re.fullmatch("-[0-9]", begin)
                    assert number or not begin.startswith(tuple("=+-@＝＋－＠")), (cell, separator, quoting)


@given(TRICKY)
def test_what_is_guarded_is_read_as_it_was(text: str) -> None:
    assert files.unguarded(files.guarded(text)) == text


@pytest.mark.parametrize("worst", [", ", "'", ",'", '"', " ", "=", ",="])
def test_guarding_takes_no_longer_than_it_must(worst: str) -> None:
    def seconds(count: int) -> float:
        cell = (worst * count)[:count] + "x"
        times = []
        for _ in range(3):
            started = time.thread_time()
            files.unguarded(files.guarded(cell))
            times.append(time.thread_time() - started)
        return min(times)

    assert seconds(80_000) < 6 * seconds(20_000) + 0.05
