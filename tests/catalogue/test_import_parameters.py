"""Import parameters, and files that need them."""

from __future__ import annotations

from typing import Any

from import_requests import HEAD, counts, done, faults_of, products_by_sku, send
from test_import_corpus import CORPUS, with_sheet

from support.people import Person, Shop


def test_workbooks_are_imported(shop: Shop, sari: Person) -> None:
    content = (CORPUS / "workbook.xlsx").read_bytes()
    report = send(sari, content, "Daftar harga.xlsx").json()
    assert (counts(report), report["filename"], report["size"]) == ((2, 0, 1, 2), "Daftar harga.xlsx", len(content))
    # Line numbers are rows of the sheet, also below a cell with two lines.
    assert faults_of(report) == [(6, "stock", "count_fraction"), (7, "price", "amount_fraction")]
    assert products_by_sku(shop, sari)["A-1"]["description"] == "Arabika.\nDari Aceh."
    assert counts(send(sari, content).json()) == (0, 0, 3, 2)
    for name, asked, field, code in (
        ("two_sheets.xlsx", {}, "file", "file_sheets"),
        ("two_sheets.xlsx", {"sheet": "Harga"}, "sheet", "sheet_unknown"),
        ("workbook.xlsx", {"encoding": "big5"}, "encoding", "encoding_not_allowed"),
        ("thousands.csv", {"sheet": "Produk"}, "sheet", "sheet_not_allowed"),
    ):
        answer = send(sari, (CORPUS / name).read_bytes(), name, **asked)
        assert [(fault["field"], fault["code"]) for fault in answer.json()["errors"]] == [(field, code)], name
        if name == "two_sheets.xlsx":
            (question,) = answer.json()["questions"]
            assert question["parameter"] == "sheet" and "Produk" in question["candidates"]
    assert counts(send(sari, (CORPUS / "two_sheets.xlsx").read_bytes(), sheet="Produk").json()) == (0, 0, 2, 0)


def test_prices_in_another_currency_need_a_rate(shop: Shop, sari: Person) -> None:
    dollars = (CORPUS / "shopify_dollars.csv").read_bytes()
    (fault,) = send(sari, dollars).json()["errors"]
    assert (fault["code"], "19.99" in fault["msg"], "rate" in fault["msg"]) == ("file_foreign", True, True)
    # 16.250 is ambiguous: sixteen thousand in Indonesian, sixteen to programs.
    for rate in ("16.250", "0", "0.00", "-1", "nan", "1e4", "16,250", ""):
        (fault,) = send(sari, dollars, rate=rate).json()["errors"]
        assert (fault["field"], fault["code"]) == ("rate", "rate"), rate
    report = send(sari, dollars, rate="16250").json()
    assert counts(report) == (3, 0, 0, 0) and products_by_sku(shop, sari)["S-S"]["price"] == 324_838
    told = {warning["code"]: warning["values"] for warning in report["warnings"]}
    assert told["rate"] == [{"value": "16250", "count": 3}]
    large = b"\n".join(
        [dollars, *(b"h%d,Cap %d,%s,,,TRUE,,,C-%d,1,2.50,,," % (n, n, b"x" * 40, n) for n in range(4_000))]
    )
    report = done(sari, sari.post("/api/products/import-csv?rate=100", files={"file": ("x.csv", large)}))
    assert report["progress"]["rows_total"] == 4_003 and products_by_sku(shop, sari)["C-3999"]["price"] == 250


def test_an_ambiguous_encoding_must_be_specified(shop: Shop, sari: Person) -> None:
    content = (CORPUS / "gbk.csv").read_bytes()
    (fault,) = send(sari, content).json()["errors"]
    assert fault["code"] == "file_encoding_ambiguous" and "gb18030" in fault["msg"]
    report = send(sari, content, encoding="gb18030").json()
    assert counts(report) == (3, 0, 0, 0) and report["encoding"] == "gb18030"
    assert products_by_sku(shop, sari)["A-2"]["name"] == "陶瓷咖啡杯"


def test_a_file_without_prices_is_rejected_unless_its_products_exist(shop: Shop, sari: Person) -> None:
    content = "kode,nama,harga beli,jumlah\nA,Kopi,10000,4\nB,Teh,5000,3\n"
    (fault,) = send(sari, content).json()["errors"]
    assert (fault["code"], fault["field"]) == ("file_no_price", "file")
    assert fault["msg"].endswith("kode, nama, harga beli, jumlah") and "price_column" in fault["msg"]
    assert send(sari, "sku,harga\nA,1000\n").json()["errors"][0]["code"] == "file_no_name"
    # It updates existing products.
    send(sari, HEAD + "A,Kopi,15.000,1,,\n")
    assert counts(send(sari, content).json()) == (0, 1, 0, 1)
    assert (products_by_sku(shop, sari)["A"]["stock"], products_by_sku(shop, sari)["A"]["cost"]) == (4, 10_000)


def test_the_report_shows_columns_and_a_sample(shop: Shop, sari: Person) -> None:
    content = "Kode;Nama;Harga;;Stok;;Jenis\n;;Beli;Jual;Masuk;Akhir;\nP-1;Palu;45.000;62.500;100;60;Alat > Tangan\n"
    for dry_run in ("true", "false"):
        report = send(sari, content, dry_run=dry_run).json()
        assert counts(report) == (1, 0, 0, 0)
        assert report["columns"] == {
            "sku": "Kode", "name": "Nama", "cost": "Harga Beli", "price": "Harga Jual", "stock": "Stok Akhir",
            "category": "Jenis",
        }  # fmt: skip
        told = {field: value for field, value in report["sample"].items() if value is not None}
        assert told == {
            "sku": "P-1", "name": "Palu", "cost": 45_000, "price": 62_500, "stock": 60, "category": ["Alat", "Tangan"]
        }  # fmt: skip
    product = products_by_sku(shop, sari)["P-1"]
    assert (product["cost"], product["price"], product["stock"]) == (45_000, 62_500, 60)


def test_unrecognized_columns_can_be_specified(shop: Shop, sari: Person) -> None:
    content = "Artikel,Harga Grosir,Tarif,Stok Gudang,Stok Toko\nPalu,50000,62500,100,12\nTang,30000,39900,5,0\n"
    (fault,) = send(sari, content).json()["errors"]
    assert (fault["code"], "name_column" in fault["msg"], "Artikel" in fault["msg"]) == ("file_no_key", True, True)
    answer = send(sari, content, name_column="Artikel", price_column="Tarif").json()
    (fault,) = answer["errors"]
    assert fault["code"] == "file_columns_choose"
    assert answer["questions"] == [{"parameter": "stock_column", "candidates": ["Stok Gudang", "Stok Toko"]}]
    assert fault["msg"] == "Which column contains the stock: Stok Gudang, Stok Toko? Send its title as stock_column."
    named = {"name_column": "artikel", "stock_column": "Stok Toko"}
    (fault,) = send(sari, content, **named).json()["errors"]
    assert (fault["code"], "price_column" in fault["msg"]) == ("file_no_price", True)
    for wrong, code in (("Harga", "column_unknown"), ("Artikel", "column_in_use")):
        (fault,) = send(sari, content, **named, price_column=wrong).json()["errors"]
        assert (fault["field"], fault["code"]) == ("price_column", code)
    assert shop.value("SELECT COUNT(*) FROM imports") == 0
    # Parameters may be in the query or in the form.
    address = "/api/products/import-csv?name_column=Artikel&stock_column=Stok%20Toko"
    answer = sari.post(address, files={"file": ("x.csv", content)}, data={"price_column": "Tarif"})
    assert counts(answer.json()) == (2, 0, 0, 0)
    assert answer.json()["columns"] == {"name": "Artikel", "price": "Tarif", "stock": "Stok Toko"}
    # A job uses the same columns.
    large = content + "".join(f"Paku {number} {'x' * 60},1,{number + 1_000},7,3\n" for number in range(4_000))
    report = done(sari, send(sari, large, **named, price_column="Tarif"))
    assert counts(report) == (4_000, 0, 2, 0) and report["sample"]["name"] == "Palu"
    after = products_by_sku(shop, sari)
    assert (after["Palu"]["price"], after["Palu"]["stock"]) == (62_500, 12)
    assert after[f"Paku 9 {'x' * 60}"]["price"] == 1_009


def test_numeric_codes_of_a_workbook_do_not_match_zero_padded_skus(shop: Shop, sari: Person) -> None:
    send(sari, HEAD + "0012,Kopi,50.000,12,,\n12,Teh,1000,4,,\n0450,Gula,2000,5,,\n")
    before = products_by_sku(shop, sari)
    cells = [("SKU", "Nama", "Harga", "Stok"), (12, "Kopi", 55_000, 9), (450, "Gula", 2_500, 1), (77, "Susu", 9_000, 2)]
    report = send(sari, workbook(cells), "kode.xlsx").json()
    assert counts(report) == (1, 0, 0, 2)
    assert faults_of(report) == [(2, "sku", "sku_leading_zeros"), (3, "sku", "sku_leading_zeros")]
    assert report["failures"][0]["errors"][0]["column"] == "SKU" and "0012" in report["failures"][0]["errors"][0]["msg"]
    assert [warning["count"] for warning in report["warnings"] if warning["code"] == "numeric_codes"] == [1]
    after = products_by_sku(shop, sari)
    assert {sku: after[sku] for sku in before} == before and after["77"]["price"] == 9_000
    # Codes in CSV are text.
    assert counts(send(sari, "sku,harga\n12,1500\n").json()) == (0, 1, 0, 0)


def workbook(rows: list[tuple[Any, ...]]) -> bytes:
    """Return the workbook of the corpus with other rows."""
    made = ""
    for row in rows:
        cells = (
            f"<c><v>{cell}</v></c>" if isinstance(cell, int) else f'<c t="inlineStr"><is><t>{cell}</t></is></c>'
            for cell in row
        )
        made += f"<row>{''.join(cells)}</row>"
    return with_sheet((CORPUS / "workbook.xlsx").read_bytes(), made)


def test_import_parameters_are_validated(shop: Shop, sari: Person) -> None:
    for kwargs, fields in (
        ({"data": {"mode": "upsert"}}, ["file"]),
        (
            {"files": {"file": ("x.csv", HEAD)}, "data": {"mode": "replace", "dry_run": "x", "y": "1"}},
            ["mode", "dry_run", "y"],
        ),
        ({"files": {"berkas": ("x.csv", HEAD)}}, ["file"]),
    ):
        answer = sari.post("/api/products/import-csv", **kwargs)
        assert answer.status_code == 422
        assert sorted(fault["field"] for fault in answer.json()["errors"]) == sorted(fields)
    assert sari.post("/api/products/import-csv", files={"file": ("x", b"x" * (50 * 2**20 + 70_000))}).status_code == 413
