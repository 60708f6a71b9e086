"""Reading of product files: encoding, delimiter, header, layout and cells."""

from __future__ import annotations

import csv
import io
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from import_files import faults, opened, refusal, values

from domain import imports
from domain.imports import csv_files, product_file, text_cells
from domain.imports.amounts import InvalidCell

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
def test_encodings_are_detected(encoded: bytes, encoding: str) -> None:
    file = opened(encoded)
    assert file.encoding == encoding
    row = next(iter(file.rows()))
    assert row.values["sku"] == "A-1" and row.values["name"].endswith("crème")


@pytest.mark.parametrize("encoding", csv_files.CODECS)
def test_a_known_encoding_is_checked_across_the_borders_of_parts(encoding: str) -> None:
    text = {"gb18030": "咖啡🍵", "big5": "咖啡", "shift_jis": "珈琲", "euc_kr": "커피", "windows-1251": "кофе"}
    name = text.get(encoding, "crème 🍵" if encoding.startswith("utf") else "crème")
    content = f"sku,nama,harga\nA-1,{name},15000\n".encode(csv_files.CODECS[encoding])
    for border in range(1, len(content)):
        parts = content[:border], content[border:]
        file = imports.ProductFile(lambda parts=parts: iter(parts), encoding)  # type: ignore[misc]
        assert [row.values["name"] for row in file.rows()] == [name], border


def test_the_first_part_of_a_file_is_checked_against_its_named_encoding() -> None:
    parts = LIST.encode("cp1252"), b"B-1,Teh,1000\n"
    with pytest.raises(imports.InvalidFile, match="file_encoding"):
        imports.ProductFile(lambda: iter(parts), "utf-8")


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_delimiters_and_line_endings_are_detected(delimiter: str, end: str) -> None:
    rows = [["SKU", "Nama Barang", "Harga (Rp)"], ["A", f'Kopi "Gayo"{delimiter} asli', "15000"], ["B", "Teh", "7500"]]
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter, lineterminator=end).writerows(rows)
    assert values(text.getvalue()) == [
        {"sku": "A", "name": " ".join(f'Kopi "Gayo"{delimiter} asli'.split()), "price": 15_000},
        {"sku": "B", "name": "Teh", "price": 7_500},
    ]


def test_separator_hint_sets_the_delimiter() -> None:
    content = 'sep=;\r\nsku;nama;harga\r\nA;"Kopi, Teh";15.000\r\n'
    assert values(content) == [{"sku": "A", "name": "Kopi, Teh", "price": 15_000}]
    assert [row.line for row in opened(content).rows()] == [3]


def test_line_numbers_match_those_of_an_editor() -> None:
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
def test_invalid_files_are_rejected(content: bytes, code: str) -> None:
    assert refusal(content) == code


def test_the_number_of_rows_is_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(product_file, "MAX_ROWS", 3)
    assert len(values("sku,harga\n" + "".join(f"S{n},1000\n" for n in range(3)))) == 3
    assert refusal("sku,harga\n" + "".join(f"S{n},1000\n" for n in range(4))) == "file_rows"


def test_the_template_is_read_without_faults() -> None:
    first, second = values(imports.TEMPLATE)
    assert first["price"] == 50_000 and first["cost"] == 35_000 and first["category"] == ("Minuman", "Kopi")
    assert second["active"] is True and "barcodes" not in second


def test_titles_are_recognized_in_both_languages_and_any_case() -> None:
    content = "Kode Barang;NAMA PRODUK;Harga Jual;Harga_Modal;Sisa Stok;Merk;Satuan;Kode Batang;Keterangan;Rak\n"
    content += "A;Kopi;15.000;10.000;7;Gayo;kg;899 1 | 8992;enak;3\n"
    assert values(content) == [
        {"sku": "A", "name": "Kopi", "price": 15_000, "cost": 10_000, "stock": 7, "brand": "Gayo", "unit": "kg",
         "barcodes": ("8991", "8992"), "description": "enak"}
    ]  # fmt: skip
    assert opened(content).layout.unused == ["Rak"]


def test_words_below_the_header_may_be_a_product() -> None:
    file = opened("nama;;kategori\nKopi;bubuk;Minuman\nTeh;;Minuman\n")
    assert file.header == ["nama", "", "kategori"] and file.row_count == 2


@pytest.mark.parametrize(
    "row", ["zzz,abc,yyy,S1", "Kopi,Hubungi kami,ada,S1", "Kopi,gratiss,-,S1", "Kopi,wajib tanya,banyak,S1"]
)
def test_a_faulty_first_row_is_no_explanation_of_the_columns(row: str) -> None:
    assert (2, "price", "amount") in faults(f"name,price,stock,sku\n{row}\nTeh,1000,1,S2\n")


def test_an_explanation_of_the_columns_is_named() -> None:
    content = "name,price,stock,sku\nWajib diisi,Masukkan angka,Hanya\tangka,Opsional\nTeh,1000,1,S2\n"
    guide, product = opened(content).rows()
    assert guide.notes == (("guide_rows", "2: Wajib diisi, Masukkan angka, Hanya angka, Opsional"),)
    assert not guide.faults and not guide.values and product.values["sku"] == "S2"


def test_only_rows_above_the_products_of_a_shopee_table_explain_its_columns() -> None:
    head = "Kode Produk;Nama Produk;Kode Variasi;SKU Induk;SKU;Harga;Stok\n"
    content = head + "Wajib;Baca;Wajib;Opsional;Opsional;Opsional;Wajib\n1;Kaos;9;;K;75000;4\n2;Topi;0;;T;abc;yyy\n"
    rows = list(opened(content).rows())
    assert [note[0] for note in rows[0].notes] == ["guide_rows"] and not rows[1].faults
    assert faults(content) == [(4, "price", "amount"), (4, "stock", "count")]


def test_numeric_codes_of_a_workbook_are_noted() -> None:
    content = b"sku,nama,harga\n',Kopi,1000\n7,Teh,1000\n007,Gula,1000\n"
    file = imports.ProductFile(lambda: [content], workbook=True)
    assert [row.notes for row in file.rows()] == [(), ("numeric_codes",), ()]


def test_an_unquoted_comma_does_not_shift_prices() -> None:
    # A stock of 7 before a price of 500 is not a price of 7,500.
    assert not faults("sku,nama,stok,harga,deskripsi\nA,Kopi,7,500\nB,Teh,9,750,x\n")
    assert faults("sku,nama,harga,stok\nA,Kopi,15,000,7\nB,Teh,500,100\n") == [(2, "row", "row_too_long")]
    # If rows omit cells, a truncated price would fit.
    ragged = "sku,nama,harga,stok,deskripsi\nA,Kopi,15,000,7\nB,Teh,7500,4\nC,Gula,Rp 1,250\nD,Lada,9000\n"
    assert faults(ragged) == [(2, "row", "price_truncated"), (4, "row", "price_truncated")]
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
def test_invalid_cells_are_faults(cells: str, fault: tuple[str, str] | None) -> None:
    found = faults("sku,nama,harga,barcode,aktif\n" + cells + "\n")
    assert found == ([(2, *fault)] if fault else [] if cells.startswith(",") else [(2, "row", "row_too_long")])


def test_codes_keep_leading_zeros_without_spreadsheet_protection() -> None:
    assert values('sku,nama,harga,barcode\n"=""007""",Kopi,1,"\'0012"\n') == [
        {"sku": "007", "name": "Kopi", "price": 1, "barcodes": ("0012",)}
    ]
    # The escaping of our own downloads.
    assert values("sku,nama,harga\n'-7,'=Kopi,1\n") == [{"sku": "-7", "name": "=Kopi", "price": 1}]


def test_a_duplicate_row_refers_to_the_first() -> None:
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


def test_html_is_converted_to_text() -> None:
    assert text_cells.html("<p>Kopi <b>Gayo</b> &amp; teh</p>\n<ul><li>250&nbsp;g</li><li>utuh</li></ul>") == (
        "Kopi Gayo & teh\n\n- 250 g\n\n- utuh"
    )
    assert text_cells.html("a<br>b<script>alert(1)</script><style>x{}</style>") == "a\nb"
    assert text_cells.html("3 < 4 & 5") == "3 < 4 & 5"
    assert (
        text_cells.html('<p class="a>b" title=\'x > y\'>Kopi</p><!-- <p>no --><img alt="a > b" src=x>Teh')
        == "Kopi\nTeh"
    )
    assert text_cells.html("<html><head><title>x</title></head><body>Kopi<template>no</template>") == "Kopi"
    assert text_cells.html("<table><tr><th>Berat<td>250&nbsp;g</table>&lt;b&gt;&amp;amp;") == "Berat 250 g\n\n<b>&amp;"
    assert text_cells.html("<p onclick=x") == ""


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
def test_cells_crafted_to_be_slow_are_rejected(column: str, cell: str, code: str) -> None:
    (row,) = opened(f"sku,{column}\nA,{cell}\n").rows()
    assert [(fault.code, fault.column) for fault in row.faults] == [(code, column)]


def test_descriptions_with_too_many_tags_are_rejected() -> None:
    for cell in ("<p>" * 4_001, "<p>" + "x" * 100_000):
        with pytest.raises(InvalidCell) as told:
            text_cells.html(cell)
        assert told.value.code == "html_too_large"
    assert text_cells.html("<div>" * 4_000 + "Kopi") == "Kopi"


def test_accents_of_any_language_are_accepted() -> None:
    name = "Nguyễn Cà phê Z̷̢̛a̴̡͝l̵͓̽g̶̱͐o̷͉͝ शास्त्र ญี่ปุ่น"
    assert values(f"nama,harga\n{name},1\n") == [{"name": unicodedata.normalize("NFC", name), "price": 1}]


@given(st.binary(max_size=200))
def test_any_bytes_give_rows_or_an_invalid_file(content: bytes) -> None:
    try:
        for row in opened(b"sku,nama,harga\n" + content).rows():
            assert row.values or row.faults
    except imports.InvalidFile:
        pass


CELLS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1, max_size=20)


@given(
    st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=5),
    st.sampled_from([",", ";", "\t"]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
    st.integers(1, 50),
)
def test_written_csv_is_read_back(rows: list[tuple[str, str]], delimiter: str, codec: str, part: int) -> None:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter).writerows([("nama", "deskripsi", "harga"), *((*row, "1000") for row in rows)])
    read = [row.cells for row in opened(text.getvalue().encode(codec), part).rows()]
    assert read == [[*row, "1000"] for row in rows]


def test_batches_are_repeatable_and_limited() -> None:
    file = opened("sku,nama,harga\n" + "".join(f"S{n},Kopi {n},1000\n" for n in range(4_500)), 65_536)
    first, again = list(file.batches()), list(file.batches())
    assert [len(batch) for batch in first] == [2_000, 2_000, 500]
    assert first == again
    long = "sku,nama,harga,deskripsi\n" + "".join(f"S{n},Kopi,1000,{'x' * 9_999}\n" for n in range(300))
    assert max(len(batch) for batch in opened(long, 65_536).batches()) <= 101
