"""Sari moves in with the catalogue she has: from a list of her own, from Shopify, from WooCommerce."""

from __future__ import annotations

import csv
import io
import json
import os
import secrets
import signal
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import requests
from import_files import SHOPIFY_OLD, WOO
from test_import_corpus import CORPUS, with_sheet

from conftest import CHEAP, App, Person, Server, Shop, at_once, secrets_for_tests, wait_until

HEAD = "sku,nama,harga,stok,deskripsi,barcode\n"


def send(person: Person, content: str | bytes, name: str = "produk.csv", **fields: Any) -> requests.Response:
    raw = content.encode() if isinstance(content, str) else content
    return person.post("/api/products/import-csv", files={"file": (name, raw, "text/csv")}, data=fields)


def done(person: Person, answer: requests.Response) -> dict[str, Any]:
    """The report of an import when it has ended, whether in the call or as a job."""
    assert answer.status_code in (200, 202), answer.text
    place = answer.headers["Location"]
    report = wait_until(lambda: (now := person.get(place).json())["state"] in ("done", "failed") and now, 60)
    assert report["state"] == "done", report
    counts = report["counts"]
    assert counts["rows"] == sum(counts[kind] for kind in ("created", "updated", "unchanged", "failed"))
    assert counts["rows"] == report["progress"]["rows_total"] == report["progress"]["rows_done"]
    return report


def counts(report: dict[str, Any]) -> tuple[int, int, int, int]:
    told = report["counts"]
    return told["created"], told["updated"], told["unchanged"], told["failed"]


def why(report: dict[str, Any]) -> list[tuple[int, str, str]]:
    return [(row["line"], fault["field"], fault["code"]) for row in report["failures"] for fault in row["errors"]]


def shelf(shop: Shop, seller: Person) -> dict[str, dict[str, Any]]:
    rows = shop.rows("SELECT * FROM products WHERE seller_id = %s AND deleted_at IS NULL ORDER BY id", (seller.id,))
    return {row["sku"] or row["name"]: row for row in rows}


def test_sari_imports_a_list_of_her_own(shop: Shop, sari: Person) -> None:
    content = HEAD + 'K-1,Kopi Gayo,Rp 50.000,12,"Arabika.\nDari Aceh.",8990001\nT-1,Teh,7500,,,\n'
    answer = send(sari, content, "toko/daftar.csv")
    assert answer.status_code == 200
    report = answer.json()
    assert report["state"] == "done" and counts(report) == (2, 0, 0, 0) and report["failures"] == []
    assert (report["layout"], report["encoding"], report["delimiter"]) == ("shop", "utf-8", ",")
    assert (report["filename"], report["mode"], report["dry_run"]) == ("daftar.csv", "upsert", False)
    products = shelf(shop, sari)
    kopi = products["K-1"]
    assert (kopi["name"], kopi["price"], kopi["stock"], kopi["unit"]) == ("Kopi Gayo", 50_000, 12, "pcs")
    assert kopi["description"] == "Arabika.\nDari Aceh." and products["T-1"]["stock"] == 0
    assert shop.rows("SELECT product_id, seller_id, barcode FROM product_barcodes") == [
        {"product_id": kopi["id"], "seller_id": sari.id, "barcode": "8990001"}
    ]
    assert [row["reason"] for row in shop.rows("SELECT reason FROM stock_ledger")] == ["opening", "opening"]
    assert shop.visitor().get("/api/products?search=gayo").json()["total_items"] == 1
    assert kopi["change_id"] == products["T-1"]["change_id"] > 0
    assert shop.rows("SELECT user_id, type, subject_id FROM activities WHERE type = 'import'") == [
        {"user_id": sari.id, "type": "import", "subject_id": report["id"]}
    ]
    assert shop.value("SELECT COUNT(*) FROM import_parts") == 0
    shop.must_be_sound()


def test_the_same_file_again_changes_nothing(shop: Shop, sari: Person) -> None:
    content = HEAD + "K-1,Kopi,50.000,12,,899\n,Tanpa kode,1000,3,,\n,Berkode,2000,3,,77\n"
    assert counts(send(sari, content).json()) == (3, 0, 0, 0)
    before = shop.rows("SELECT * FROM products ORDER BY id"), shop.rows("SELECT * FROM stock_ledger")
    assert counts(send(sari, content).json()) == (0, 0, 3, 0)
    assert (shop.rows("SELECT * FROM products ORDER BY id"), shop.rows("SELECT * FROM stock_ledger")) == before


def test_a_file_changes_the_fields_that_it_gives_and_no_others(shop: Shop, sari: Person) -> None:
    send(sari, HEAD + "K-1,Kopi,50.000,12,Enak.,899\nK-2,Teh,1000,4,,\nK-3,Gula,2000,5,,\n")
    before = shelf(shop, sari)
    report = send(sari, "sku,harga,stok\nK-1,55.000,\nK-2,,9\nK-3,2000,5\n").json()
    assert counts(report) == (0, 2, 1, 0)
    after = shelf(shop, sari)
    assert after["K-3"] == before["K-3"]
    moving = {"price", "stock", "change_id", "updated_at"}
    for sku, price, stock in (("K-1", 55_000, 12), ("K-2", 1_000, 9)):
        assert (after[sku]["price"], after[sku]["stock"]) == (price, stock)
        assert after[sku]["change_id"] > before[sku]["change_id"]
        assert all(after[sku][column] == value for column, value in before[sku].items() if column not in moving)
    moves = shop.rows("SELECT delta, balance, reason, actor_id FROM stock_ledger WHERE reason = 'adjustment'")
    assert moves == [{"delta": 5, "balance": 9, "reason": "adjustment", "actor_id": sari.id}]
    shop.must_be_sound()


def test_a_row_without_a_sku_is_known_by_its_barcode_or_its_name(shop: Shop, sari: Person) -> None:
    send(sari, HEAD + "K-1,Kopi,50.000,12,,899\nK-2,Teh,1000,4,,\nK-3,Gula,1,1,,\nK-4,Gula,1,1,,\n,teh,5,5,,\n")
    assert len(shelf(shop, sari)) == 5
    report = send(sari, "nama,harga,barcode\nKopi Susu,60.000,899 | 900\nTeh,2000,\nGula,3,\nBaru,4,\n").json()
    assert counts(report) == (1, 2, 0, 1)
    assert why(report) == [(4, "name", "several_products")]
    after = shelf(shop, sari)
    assert (after["K-1"]["name"], after["K-1"]["price"], after["K-2"]["price"]) == ("Kopi Susu", 60_000, 2_000)
    assert {row["barcode"] for row in shop.rows("SELECT barcode FROM product_barcodes")} == {"899", "900"}


def test_a_dry_run_tells_the_same_and_writes_nothing(shop: Shop, sari: Person) -> None:
    send(sari, HEAD + "K-1,Kopi,50.000,12,,899\nK-2,Teh,1000,4,,\n")
    content = "sku,nama,harga,barcode,kategori,rak\n" + (
        "K-1,Kopi Baru,1500,,Minuman,7\nK-2,Teh,1000,,,\nK-3,Gula,15.5,,,\nK-4,Garam,1000,899,,\n"
        "K-4,Garam,2000,,,\nK-5,,1000,,,\n,Kecap,1000,55,Minuman,\n,Teri,,,,\n,Kopi,7000,,,\nK-6,Lada,9000,55,,\n"
    )
    before = [shop.rows(f"SELECT * FROM {table}") for table in ("products", "stock_ledger", "product_barcodes")]
    tried = send(sari, content, dry_run="true").json()
    assert before == [shop.rows(f"SELECT * FROM {table}") for table in ("products", "stock_ledger", "product_barcodes")]
    real = send(sari, content).json()
    same = ("counts", "failures", "warnings", "layout", "encoding", "delimiter")
    assert [tried[key] for key in same] == [real[key] for key in same]
    assert counts(real) == (2, 1, 1, 6)
    assert why(real) == [
        (4, "price", "amount_ambiguous"),
        (5, "barcodes", "taken"),
        (6, "sku", "row_repeated"),
        (7, "name", "missing"),
        (9, "price", "missing"),
        (11, "barcodes", "row_repeated"),
    ]
    assert tried["dry_run"] and not real["dry_run"]
    shop.must_be_sound()


def test_create_refuses_what_is_there(shop: Shop, sari: Person) -> None:
    send(sari, HEAD + "K-1,Kopi,50.000,12,,899\n,Teh,1000,4,,\n")
    report = send(sari, HEAD + "K-1,Kopi,1,1,,\n,X,1,1,,899\n,Teh,1,1,,\nK-9,Baru,1,1,,\n", mode="create").json()
    assert counts(report) == (1, 0, 0, 3)
    assert why(report) == [(2, "sku", "taken"), (3, "barcodes", "taken"), (4, "name", "taken")]
    # The query says it as well, and the form is asked first.
    files = {"file": ("x.csv", HEAD + "K-1,Kopi,1,1,,\n")}
    report = sari.post("/api/products/import-csv?mode=create&dry_run=true", files=files).json()
    assert (report["mode"], report["dry_run"], counts(report)) == ("create", True, (0, 0, 0, 1))
    report = sari.post("/api/products/import-csv?mode=create&dry_run=true", files=files, data={"mode": "upsert"}).json()
    assert (report["mode"], report["dry_run"], counts(report)) == ("upsert", True, (0, 1, 0, 0))


def test_a_deleted_product_gives_its_sku_back(shop: Shop, sari: Person) -> None:
    old = sari.offers(sku="K-1")
    sari.delete(f"/api/products/{old}")
    assert counts(send(sari, HEAD + "K-1,Kopi,1000,1,,\n").json()) == (1, 0, 0, 0)
    assert shelf(shop, sari)["K-1"]["id"] != old


def test_each_seller_has_products_of_their_own(shop: Shop, sari: Person, dewi: Person) -> None:
    tono = shop.person("tono", "seller")
    content = HEAD + "K-1,Kopi,1000,1,,899\n"
    assert counts(send(sari, content).json()) == (1, 0, 0, 0)
    answer = send(tono, content)
    assert counts(answer.json()) == (1, 0, 0, 0)
    assert len(shelf(shop, sari)) == len(shelf(shop, tono)) == 1
    place = answer.headers["Location"]
    for path in (place, place + "/rows", place + "/failed.csv", place + "/events"):
        assert (sari.get(path).status_code, sari.get(path).json()["code"]) == (404, "import_not_found")
        assert tono.get(path).status_code == dewi.get(path).status_code == 200
    assert [row["id"] for row in tono.get("/api/imports").json()["imports"]] == [answer.json()["id"]]
    assert dewi.get("/api/imports").json()["imports"] == []


def test_who_may_import(shop: Shop, budi: Person) -> None:
    for path in ("/api/imports", "/api/imports/1", "/api/products/import-template", "/api/imports/1/events"):
        assert shop.visitor().get(path).status_code == 401
        assert budi.get(path).status_code == 403
    assert send(shop.visitor(), "").status_code == 401
    # Refused before the body is looked at.
    assert send(budi, b"\0" * 2_000_000).status_code == 403


def test_categories_and_brands_that_the_shop_has_are_used_and_the_others_told(shop: Shop, sari: Person) -> None:
    tono = shop.person("tono", "seller")
    shop.rows("INSERT INTO categories (id, parent_id, name) VALUES (1, NULL, 'Minuman'), (2, 1, 'Kopi'), (3, 1, 'Teh')")
    shop.rows("INSERT INTO categories (id, parent_id, name) VALUES (4, NULL, 'Makanan'), (5, 4, 'Teh')")
    shop.rows("INSERT INTO categories (id, parent_id, name, deleted_at) VALUES (6, NULL, 'Lama', NOW(6))")
    shop.rows(
        "INSERT INTO brands (id, name, owner_id)"
        " VALUES (1, 'Gayo', NULL), (2, 'Punya Sari', %s), (3, 'Punya Tono', %s)",
        (sari.id, tono.id),
    )
    content = "sku;nama;harga;kategori;merek\n" + (
        "A;a;1;minuman > KOPI;gayo\nB;b;1;Kopi;punya sari\nC;c;1;Teh;Punya Tono\nD;d;1;Makanan > Teh;\nE;e;1;Lama;X\n"
    )
    report = send(sari, content).json()
    assert counts(report) == (5, 0, 0, 0)
    found = [(row["category_id"], row["brand_id"]) for row in shelf(shop, sari).values()]
    assert found == [(2, 1), (2, 2), (None, None), (5, None), (None, None)]
    told = {warning["code"]: (warning["count"], warning["values"]) for warning in report["warnings"]}
    assert told["categories"] == (2, [{"value": "Teh", "count": 1}, {"value": "Lama", "count": 1}])
    assert told["brands"] == (2, [{"value": "Punya Tono", "count": 1}, {"value": "X", "count": 1}])
    # Once there is such a category the same file puts the product there.
    shop.rows("INSERT INTO categories (id, name) VALUES (7, 'Lama')")
    assert counts(send(sari, content).json()) == (0, 1, 4, 0)
    assert shelf(shop, sari)["E"]["category_id"] == 7


def test_categories_and_brands_are_added_where_that_is_wanted(shop: Shop, sari: Person, dewi: Person) -> None:
    tono = shop.person("tono", "seller")
    shop.rows("INSERT INTO categories (id, parent_id, name) VALUES (1, NULL, 'Minuman'), (2, 1, 'Teh'), (3, NULL, 'X')")
    shop.rows("INSERT INTO categories (id, parent_id, name) VALUES (4, 3, 'Teh')")
    shop.rows("INSERT INTO brands (id, name, owner_id) VALUES (3, 'Punya Tono', %s)", (tono.id,))
    content = "sku;nama;harga;kategori;merek\n" + (
        "A;a;1000;minuman > Kopi > Arabika;Gayo\nB;b;1000;Minuman > KOPI;gayo\nC;c;1000;Teh;Punya Tono\n"
        "D;d;salah;Lain;Lain\nE;e;1000;" + " > ".join("abcdefghi") + ";\n"
    )
    tried = send(sari, content, dry_run="true", create_missing="true").json()
    assert (shop.value("SELECT COUNT(*) FROM categories"), shop.value("SELECT COUNT(*) FROM brands")) == (4, 1)
    report = send(sari, content, create_missing="true").json()
    assert counts(report) == (4, 0, 0, 1) and report["create_missing"]
    assert [tried[key] for key in ("counts", "warnings")] == [report[key] for key in ("counts", "warnings")]
    told = {warning["code"]: [value["value"] for value in warning["values"]] for warning in report["warnings"]}
    told = {code: values for code, values in told.items() if code.endswith(("categories", "brands"))}
    assert told == {
        "categories": ["Teh", "a > b > c > d > e > f > g > h > i"],
        "brands": ["Punya Tono"],
        "new_categories": ["minuman > Kopi > Arabika", "Minuman > KOPI"],
        "new_brands": ["Gayo"],
    }
    made = {row["name"]: row for row in shop.rows("SELECT * FROM categories WHERE id > 4")}
    assert {name: row["parent_id"] for name, row in made.items()} == {"Kopi": 1, "Arabika": made["Kopi"]["id"]}
    (brand,) = shop.rows("SELECT id, name, owner_id FROM brands WHERE id > 3")
    assert (brand["name"], brand["owner_id"]) == ("Gayo", sari.id)
    found = [(row["category_id"], row["brand_id"]) for row in shelf(shop, sari).values()]
    assert found[:2] == [(made["Arabika"]["id"], brand["id"]), (made["Kopi"]["id"], brand["id"])]
    assert found[2:] == [(None, None)] * 2
    logged = shop.rows("SELECT type, user_id FROM activities WHERE type IN ('category_created', 'brand_created')")
    assert sorted((row["type"], row["user_id"]) for row in logged) == [
        ("brand_created", sari.id), ("category_created", sari.id), ("category_created", sari.id),
    ]  # fmt: skip
    # They are for everybody to see, and the same file changes nothing more.
    assert counts(send(sari, content, create_missing="true").json()) == (0, 0, 4, 1)
    # What an admin adds is everybody's to sell.
    assert counts(send(dewi, "nama,harga,merek\nKopi,1,Aceh\n", create_missing="true").json()) == (1, 0, 0, 0)
    assert shop.rows("SELECT owner_id FROM brands WHERE name = 'Aceh'") == [{"owner_id": None}]
    shop.must_be_sound()


def test_no_product_gets_into_a_category_that_is_removed_meanwhile(
    server: Server, shop: Shop, sari: Person, dewi: Person
) -> None:
    category = dewi.post("/api/products/categories", {"name": "Minuman"}).json()["id"]
    product_id = sari.offers(sku="A")
    # Somebody buys the product while the file is taken in, so the import waits; its categories are known by then.
    held = "SELECT id FROM products WHERE id = %s FOR UPDATE"
    with ThreadPoolExecutor(1) as pool, shop.meanwhile(server, held, product_id) as waiting:
        sent = pool.submit(send, sari, "sku,nama,harga,stok,kategori\nA,Kopi,1000,1,Minuman\nB,Teh,1000,1,minuman\n")
        waiting(1)
        assert dewi.delete(f"/api/products/categories/{category}").status_code == 200
    report = sent.result().json()
    assert counts(report) == (1, 1, 0, 0)
    assert {row["category_id"] for row in shelf(shop, sari).values()} == {None}
    assert [warning["count"] for warning in report["warnings"] if warning["code"] == "categories"] == [2]


def test_an_import_adds_a_hundred_categories_and_no_more(shop: Shop, sari: Person) -> None:
    content = "sku,nama,harga,kategori\n" + "".join(f"S-{n},Barang {n},1,K {n}\n" for n in range(130))
    report = send(sari, content, create_missing="true").json()
    assert counts(report) == (130, 0, 0, 0)
    assert shop.value("SELECT COUNT(*) FROM categories") == 100
    told = {warning["code"]: warning["count"] for warning in report["warnings"]}
    assert (told["new_categories"], told["categories"]) == (100, 30)


def test_an_export_imports_unchanged(shop: Shop, sari: Person, budi: Person) -> None:
    shop.rows(
        "INSERT INTO categories (id, parent_id, name) VALUES (1, NULL, 'Minuman'), (2, 1, 'Kopi'), (3, 2, 'A > B')"
    )
    shop.rows("INSERT INTO brands (id, name) VALUES (1, '=Gayo')")
    sari.offers("Kopi Gayo", sku="K-1", description='Arabika.\nDari "Aceh"; enak, harum.', category_id=2, brand_id=1)
    sari.offers("=1+1", sku="=2+2", price=15, stock=0, cost=7, unit="kg", barcodes=["8990001", "=1", "0012"])
    sari.offers("Tanpa kode", category_id=3, active=False)
    sari.offers("Berkode", barcodes=["77", "a;b"], price=9_007_199_254_740_991)
    for number, sku in enumerate(("'0012", '="0013"', "'=1", "8E+12", "-5", "@x")):
        sari.offers(f"-{number}, 'x'", sku=sku, description="\t=1\n+2;-3")
    shop.person("tono", "seller").offers("Punya Tono", sku="T-1")
    answer = sari.get("/api/products/export")
    assert answer.headers["Content-Type"].startswith("text/csv")
    assert answer.headers["Content-Disposition"] == "attachment; filename=produk.csv"
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"), newline="")))
    assert len(rows) == 11
    assert rows[1][:4] == ["K-1", "Kopi Gayo", "50000", "10"]
    assert rows[1][4:] == ['Arabika.\nDari "Aceh"; enak, harum.', "Minuman > Kopi", "'=Gayo", "pcs", "", "", "ya"]
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)
    report = send(sari, answer.content, dry_run="true").json()
    assert (counts(report), report["failures"]) == ((0, 0, 10, 0), [])
    # And it makes the same catalogue for somebody who has none.
    copied = send(shop.person("rudi", "seller"), answer.content).json()
    assert counts(copied) == (10, 0, 0, 0)
    assert budi.get("/api/products/export").status_code == 403


def test_an_export_of_shopify(shop: Shop, sari: Person) -> None:
    report = send(sari, SHOPIFY_OLD, "products_export.csv").json()
    assert (report["layout"], counts(report)) == ("shopify", (3, 0, 1, 1))
    products = shelf(shop, sari)
    assert products["K-M"]["name"] == "Kaos Polos - Merah / M" and products["K-M"]["description"] == "Katun halus"
    assert (products["Mug"]["price"], products["Mug"]["active"]) == (25, 0)
    assert {"pictures", "picture_rows", "uncounted", "brands"} <= {warning["code"] for warning in report["warnings"]}
    assert counts(send(sari, SHOPIFY_OLD).json()) == (0, 0, 4, 1)


def test_an_export_of_woocommerce(shop: Shop, sari: Person) -> None:
    report = send(sari, WOO).json()
    assert (report["layout"], counts(report)) == ("woocommerce", (4, 0, 2, 1))
    products = shelf(shop, sari)
    assert products["KM-M"]["name"] == "Kaos - M" and products["KM-M"]["price"] == 75_000
    assert (products["EB"]["price"], products["OB"]["price"]) == (40_000, 30_000)
    assert counts(send(sari, WOO).json()) == (0, 0, 6, 1)


def test_a_workbook_is_taken_as_it_is(shop: Shop, sari: Person) -> None:
    content = (CORPUS / "workbook.xlsx").read_bytes()
    report = send(sari, content, "Daftar harga.xlsx").json()
    assert (counts(report), report["filename"], report["size"]) == ((2, 0, 1, 2), "Daftar harga.xlsx", len(content))
    # Lines are the rows of the sheet, also below a description of two lines.
    assert why(report) == [(6, "stock", "count_fraction"), (7, "price", "amount_fraction")]
    assert shelf(shop, sari)["A-1"]["description"] == "Arabika.\nDari Aceh."
    assert counts(send(sari, content).json()) == (0, 0, 3, 2)
    for name, asked, field, code in (
        ("two_sheets.xlsx", {}, "file", "file_sheets"),
        ("two_sheets.xlsx", {"sheet": "Harga"}, "sheet", "sheet_unknown"),
        ("workbook.xlsx", {"encoding": "big5"}, "encoding", "encoding_not_allowed"),
        ("thousands.csv", {"sheet": "Produk"}, "sheet", "sheet_not_allowed"),
    ):
        answer = send(sari, (CORPUS / name).read_bytes(), name, **asked)
        assert [(fault["field"], fault["code"]) for fault in answer.json()["errors"]] == [(field, code)], name
    assert counts(send(sari, (CORPUS / "two_sheets.xlsx").read_bytes(), sheet="Produk").json()) == (0, 0, 2, 0)


def test_prices_in_another_currency_are_asked_for_and_converted(shop: Shop, sari: Person) -> None:
    dollars = (CORPUS / "shopify_dollars.csv").read_bytes()
    (fault,) = send(sari, dollars).json()["errors"]
    assert (fault["code"], "19.99" in fault["msg"], "rate" in fault["msg"]) == ("file_foreign", True, True)
    # 16.250 is sixteen thousand to an Indonesian and sixteen to a program.
    for rate in ("16.250", "0", "0.00", "-1", "nan", "1e4", "16,250", ""):
        (fault,) = send(sari, dollars, rate=rate).json()["errors"]
        assert (fault["field"], fault["code"]) == ("rate", "rate"), rate
    report = send(sari, dollars, rate="16250").json()
    assert counts(report) == (3, 0, 0, 0) and shelf(shop, sari)["S-S"]["price"] == 324_838
    told = {warning["code"]: warning["values"] for warning in report["warnings"]}
    assert told["rate"] == [{"value": "16250", "count": 3}]
    large = b"\n".join(
        [dollars, *(b"h%d,Cap %d,%s,,,TRUE,,,C-%d,1,2.50,,," % (n, n, b"x" * 40, n) for n in range(4_000))]
    )
    report = done(sari, sari.post("/api/products/import-csv?rate=100", files={"file": ("x.csv", large)}))
    assert report["progress"]["rows_total"] == 4_003 and shelf(shop, sari)["C-3999"]["price"] == 250


def test_an_encoding_that_bytes_do_not_tell_is_asked_for(shop: Shop, sari: Person) -> None:
    content = (CORPUS / "gbk.csv").read_bytes()
    (fault,) = send(sari, content).json()["errors"]
    assert fault["code"] == "file_encoding_ambiguous" and "gb18030" in fault["msg"]
    report = send(sari, content, encoding="gb18030").json()
    assert counts(report) == (3, 0, 0, 0) and report["encoding"] == "gb18030"
    assert shelf(shop, sari)["A-2"]["name"] == "陶瓷咖啡杯"


def test_a_file_without_prices_is_refused_in_one_sentence(shop: Shop, sari: Person) -> None:
    content = "kode,nama,harga beli,jumlah\nA,Kopi,10000,4\nB,Teh,5000,3\n"
    (fault,) = send(sari, content).json()["errors"]
    assert (fault["code"], fault["field"]) == ("file_no_price", "file")
    assert fault["msg"].endswith("kode, nama, harga beli, jumlah") and "price_column" in fault["msg"]
    assert send(sari, "sku,harga\nA,1000\n").json()["errors"][0]["code"] == "file_no_name"
    # Of products that are there it changes what it names.
    send(sari, HEAD + "A,Kopi,15.000,1,,\n")
    assert counts(send(sari, content).json()) == (0, 1, 0, 1)
    assert (shelf(shop, sari)["A"]["stock"], shelf(shop, sari)["A"]["cost"]) == (4, 10_000)


def test_a_report_says_how_the_file_was_read(shop: Shop, sari: Person) -> None:
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
    product = shelf(shop, sari)["P-1"]
    assert (product["cost"], product["price"], product["stock"]) == (45_000, 62_500, 60)


def test_columns_are_named_where_their_names_do_not_tell(shop: Shop, sari: Person) -> None:
    content = "Artikel,Harga Grosir,Tarif,Stok Gudang,Stok Toko\nPalu,50000,62500,100,12\nTang,30000,39900,5,0\n"
    (fault,) = send(sari, content).json()["errors"]
    assert (fault["code"], "name_column" in fault["msg"], "Artikel" in fault["msg"]) == ("file_no_key", True, True)
    (fault,) = send(sari, content, name_column="Artikel", price_column="Tarif").json()["errors"]
    assert fault["code"] == "file_columns_choose"
    assert fault["msg"] == "Which column has the stock: Stok Gudang, Stok Toko? Send its name as stock_column."
    named = {"name_column": "artikel", "stock_column": "Stok Toko"}
    (fault,) = send(sari, content, **named).json()["errors"]
    assert (fault["code"], "price_column" in fault["msg"]) == ("file_no_price", True)
    for wrong, code in (("Harga", "column_unknown"), ("Artikel", "column_in_use")):
        (fault,) = send(sari, content, **named, price_column=wrong).json()["errors"]
        assert (fault["field"], fault["code"]) == ("price_column", code)
    assert shop.value("SELECT COUNT(*) FROM imports") == 0
    # In the query as in the form.
    address = "/api/products/import-csv?name_column=Artikel&stock_column=Stok%20Toko"
    answer = sari.post(address, files={"file": ("x.csv", content)}, data={"price_column": "Tarif"})
    assert counts(answer.json()) == (2, 0, 0, 0)
    assert answer.json()["columns"] == {"name": "Artikel", "price": "Tarif", "stock": "Stok Toko"}
    # A job finds them again.
    large = content + "".join(f"Paku {number} {'x' * 60},1,{number + 1_000},7,3\n" for number in range(4_000))
    report = done(sari, send(sari, large, **named, price_column="Tarif"))
    assert counts(report) == (4_000, 0, 2, 0) and report["sample"]["name"] == "Palu"
    after = shelf(shop, sari)
    assert (after["Palu"]["price"], after["Palu"]["stock"]) == (62_500, 12)
    assert after[f"Paku 9 {'x' * 60}"]["price"] == 1_009


def test_a_number_in_a_workbook_is_not_taken_for_a_code_with_zeros(shop: Shop, sari: Person) -> None:
    send(sari, HEAD + "0012,Kopi,50.000,12,,\n12,Teh,1000,4,,\n0450,Gula,2000,5,,\n")
    before = shelf(shop, sari)
    cells = [("SKU", "Nama", "Harga", "Stok"), (12, "Kopi", 55_000, 9), (450, "Gula", 2_500, 1), (77, "Susu", 9_000, 2)]
    report = send(sari, workbook(cells), "kode.xlsx").json()
    assert counts(report) == (1, 0, 0, 2)
    assert why(report) == [(2, "sku", "sku_leading_zeros"), (3, "sku", "sku_leading_zeros")]
    assert report["failures"][0]["errors"][0]["column"] == "SKU" and "0012" in report["failures"][0]["errors"][0]["msg"]
    assert [warning["count"] for warning in report["warnings"] if warning["code"] == "numeric_codes"] == [1]
    after = shelf(shop, sari)
    assert {sku: after[sku] for sku in before} == before and after["77"]["price"] == 9_000
    # Text is what it says.
    assert counts(send(sari, "sku,harga\n12,1500\n").json()) == (0, 1, 0, 0)


def workbook(rows: list[tuple[Any, ...]]) -> bytes:
    """The workbook of the corpus with other rows."""
    made = ""
    for row in rows:
        cells = (
            f"<c><v>{cell}</v></c>" if isinstance(cell, int) else f'<c t="inlineStr"><is><t>{cell}</t></is></c>'
            for cell in row
        )
        made += f"<row>{''.join(cells)}</row>"
    return with_sheet((CORPUS / "workbook.xlsx").read_bytes(), made)


def test_what_was_not_understood_is_told_by_its_words(shop: Shop, sari: Person) -> None:
    report = send(sari, (CORPUS / "excel_indonesia.csv").read_bytes()).json()
    assert counts(report) == (5, 0, 1, 2)
    assert why(report) == [(10, "name", "missing"), (11, "price", "amount")]
    told = {warning["code"]: warning["values"] for warning in report["warnings"]}
    assert told["words"] == [{"value": "STOK AMAN", "count": 1}, {"value": "habis", "count": 1}]
    assert {"title_rows", "blanks", "negative_stock", "free", "total_rows", "uncounted", "columns"} <= told.keys()


@pytest.mark.parametrize("codec", ["utf-16", "cp1252", "utf-8-sig"])
def test_a_file_from_a_spreadsheet(shop: Shop, sari: Person, codec: str) -> None:
    content = "sep=;\r\nKode;Nama;Harga;Stok\r\nA;Kopi crème;15.000,00;10\r\n"
    report = send(sari, content.encode(codec)).json()
    assert counts(report) == (1, 0, 0, 0) and report["delimiter"] == ";"
    assert (shelf(shop, sari)["A"]["name"], shelf(shop, sari)["A"]["price"]) == ("Kopi crème", 15_000)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"PK\x03\x04" + b"\0" * 100, "workbook_unreadable"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100, "file_workbook"),
        (b"<html><body>Masuk dulu</body></html>", "file_page"),
        (b"\x89PNG\r\n\x1a\n\0\0", "file_binary"),
        (b"", "file_empty"),
        (b"A-1,Kopi,15000\n", "file_header"),
        (b'sku,nama,harga\nA,"Kopi,15000\nB,Teh,1\n', "file_open_quote"),
    ],
)
def test_what_is_no_csv_is_refused_in_words(shop: Shop, sari: Person, content: bytes, code: str) -> None:
    answer = sari.post(
        "/api/products/import-csv", files={"file": ("x.csv", content)}, headers={"Accept-Language": "id"}
    )
    assert answer.status_code == 422
    (fault,) = answer.json()["errors"]
    assert (fault["field"], fault["code"]) == ("file", code)
    assert shop.value("SELECT COUNT(*) FROM imports") == 0
    assert shop.value("SELECT COUNT(*) FROM jobs WHERE kind = 'import'") == 0


def test_what_stands_around_the_file_is_checked(shop: Shop, sari: Person) -> None:
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


def test_the_template_can_be_sent_as_it_is(shop: Shop, sari: Person) -> None:
    template = sari.get("/api/products/import-template")
    assert template.headers["Content-Type"].startswith("text/csv")
    report = send(sari, template.content).json()
    assert counts(report) == (2, 0, 0, 0)
    assert [warning["code"] for warning in report["warnings"]] == ["categories"]


def test_failed_rows_are_corrected_and_sent_again(shop: Shop, sari: Person) -> None:
    content = "sku;nama;harga;catatan\nA;Kopi;15.000;x\nB;=Teh;15.5;\nC;Gula;;\nD;Garam;1;a;lebih\n"
    answer = send(sari, content)
    report = answer.json()
    assert counts(report) == (1, 0, 0, 3)
    download = sari.get(answer.headers["Location"] + "/failed.csv", headers={"Accept-Language": "id"})
    assert "attachment" in download.headers["Content-Disposition"]
    header, *rows = csv.reader(io.StringIO(download.content.decode("utf-8-sig")), delimiter=";")
    assert header == ["sku", "nama", "harga", "catatan", "alasan"]
    assert rows[0][:4] == ["B", "'=Teh", "15.5", ""] and rows[0][4].startswith(
        "harga: Ini bisa berarti 15.5 atau 15500"
    )
    assert rows[1][4] == "harga: Isian ini wajib." and rows[2][5] == "lebih"
    rows[0][2], rows[1][2] = "15.500", "Rp 7.500"
    text = io.StringIO()
    csv.writer(text, delimiter=";").writerows([header, rows[0], rows[1], rows[2][:5]])
    second = send(sari, text.getvalue())
    assert counts(second.json()) == (3, 0, 0, 0)
    told = {warning["code"]: warning["values"] for warning in second.json()["warnings"]}
    assert told == {"columns": [{"value": "catatan", "count": None}], "uncounted": []}
    assert (shelf(shop, sari)["B"]["name"], shelf(shop, sari)["B"]["price"]) == ("=Teh", 15_500)


def test_failed_variants_still_know_their_product(shop: Shop, sari: Person) -> None:
    answer = send(sari, SHOPIFY_OLD)
    text = sari.get(answer.headers["Location"] + "/failed.csv").content.decode("utf-8-sig")
    report = send(sari, text.replace("75.000", "75000.00")).json()
    assert (report["layout"], counts(report)) == ("shopify", (1, 0, 0, 0))
    assert shelf(shop, sari)["K-H"]["name"] == "Kaos Polos - Hitam / L"
    assert shelf(shop, sari)["K-H"]["description"] == "Katun halus"


def many(count: int, bad: tuple[int, ...] = ()) -> str:
    """A list that is too large for a call."""
    words = "kata " * 20
    rows = [
        f"S-{n},Barang {n},{'15.5' if n in bad else n * 500 + 1000},{n % 7},{words}{n},"
        f"{900_000 + n if n % 3 == 0 else ''}"
        for n in range(count)
    ]
    return HEAD + "\n".join(rows) + "\n"


def test_a_store_of_several_is_named_and_a_job_finds_it_again(shop: Shop, sari: Person) -> None:
    content = (CORPUS / "loyverse_toko_beda.csv").read_text()
    (fault,) = send(sari, content).json()["errors"]
    assert fault["msg"] == (
        "Prices differ between the stores Toko Pasar, Toko Mall, such as Kopi Gayo 250 g: 50000.00, 55000.00. "
        "Send store with the name of one of them."
    )
    (fault,) = send(sari, content, store="Toko Desa").json()["errors"]
    assert (fault["field"], fault["code"]) == ("store", "store_unknown")
    (fault,) = send(sari, "nama,harga\nKopi,5000\n", store="Toko Desa").json()["errors"]
    assert (fault["field"], fault["code"]) == ("store", "store_unknown")
    filler = "x" * 60
    rows = [f"p{number},P-{number},Paku {number},{filler},N,,,,,Y,900,1,,Y,1000,3,\n" for number in range(4_000)]
    report = done(sari, send(sari, content + "".join(rows), store="Toko Mall", create_missing="true"))
    assert report["columns"]["price"] == "Price [Toko Mall]"
    after = shelf(shop, sari)
    assert (after["10001"]["price"], after["P-9"]["price"], after["P-9"]["stock"]) == (55_000, 1_000, 3)


def test_a_large_file_is_a_job_that_can_be_followed(shop: Shop, sari: Person) -> None:
    bad = tuple(range(0, 3_000, 50))
    answer = send(sari, many(3_000, bad))
    assert answer.status_code == 202
    assert answer.json()["progress"]["rows_total"] == 3_000
    events = list(follow(sari, answer.headers["Location"] + "/events"))
    assert [name for name, _ in events[:-1]] == ["progress"] * (len(events) - 1)
    assert events[-1][0] == "done" and events[-1][1]["state"] == "done"
    steps = [data["progress"]["rows_done"] for _, data in events]
    assert steps == sorted(steps) and steps[-1] == 3_000
    report = done(sari, answer)
    assert counts(report) == (2_940, 0, 0, 60)
    assert report["progress"]["rows_per_second"] > 0 and report["progress"]["seconds_left"] == 0
    assert len(report["failures"]) == 20
    place, lines, cursor = answer.headers["Location"] + "/rows?per_page=25", [], ""
    while cursor is not None:
        page = sari.get(f"{place}&cursor={cursor}").json()
        lines += [row["line"] for row in page["rows"]]
        cursor = page["next_cursor"]
    assert lines == [n + 2 for n in bad]
    assert len(sari.get(answer.headers["Location"] + "/failed.csv").text.splitlines()) == 61
    shop.must_be_sound()
    # All of it once more: nothing is new.
    before = shop.rows("SELECT id, change_id, updated_at FROM products ORDER BY id")
    assert counts(done(sari, send(sari, many(3_000, bad)))) == (0, 0, 2_940, 60)
    assert shop.rows("SELECT id, change_id, updated_at FROM products ORDER BY id") == before
    assert len(sari.get("/api/imports?per_page=1").json()["imports"]) == 1


def follow(person: Person, path: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """The events of an import as a client reads them, which comes back when a stream has ended."""
    while True:
        with person.http.get(person.shop.url + path, stream=True, timeout=30) as answer:
            assert answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/event-stream")
            event: dict[str, str] = {}
            for line in answer.iter_lines(decode_unicode=True):
                if line:
                    name, _, value = line.partition(": ")
                    event[name] = value
                    continue
                if "data" in event:
                    yield event["event"], json.loads(event["data"])
                    if event["event"] == "done":
                        return
                event = {}


def test_a_worker_serves_few_streams_at_once(shop: Shop, sari: Person) -> None:
    answer = send(sari, HEAD + "A,Kopi,1,1,,\n")
    # An import that never ends.
    shop.rows("UPDATE jobs SET state = 'running', due_at = '2099-01-01' WHERE kind = 'import'")
    path = shop.url + answer.headers["Location"] + "/events"
    headers = dict(sari.http.headers)
    first, second = (requests.get(path, headers=headers, stream=True, timeout=30) for _ in range(2))
    assert first.raw.read(1) and second.raw.read(1)
    refused = sari.get(answer.headers["Location"] + "/events")
    assert (refused.status_code, refused.json()["code"], refused.headers["Retry-After"]) == (503, "busy", "2")
    assert sari.get("/api/imports").status_code == 200
    first.close()
    shop.rows("UPDATE jobs SET state = 'done'")
    assert b"event: done" in second.raw.read()
    second.close()
    assert wait_until(lambda: requests.get(path, headers=headers, timeout=30).status_code == 200)


def test_two_imports_of_one_file_at_once_make_each_product_once(shop: Shop, sari: Person) -> None:
    content = many(800)
    reports = at_once(3, lambda _: done(sari, send(sari, content)))
    assert sum(counts(report)[0] for report in reports) == 800
    assert all(counts(report)[3] == 0 for report in reports)
    assert shop.value("SELECT COUNT(*) FROM products") == 800
    assert shop.value("SELECT COUNT(*) FROM stock_ledger") == 800
    shop.must_be_sound()


def test_products_that_only_their_names_tell_are_made_once_however_often_their_file_is_sent(
    shop: Shop, sari: Person
) -> None:
    content = "nama,harga\n" + "".join(f"Barang {n},{n + 1}\n" for n in range(300))
    reports = at_once(3, lambda _: done(sari, send(sari, content)))
    assert sorted(counts(report) for report in reports) == [(0, 0, 300, 0), (0, 0, 300, 0), (300, 0, 0, 0)]
    assert shop.value("SELECT COUNT(*) FROM products") == 300


def test_who_has_an_import_under_way_waits_and_few_may_wait(shop: Shop, sari: Person) -> None:
    # An import that never ends.
    busy = send(sari, HEAD + "A,Kopi,1,1,,\n").json()["id"]
    shop.rows(
        "UPDATE jobs SET state = 'running', due_at = '2099-01-01', unique_name = CONCAT('import:', user_id, ':0')"
        " WHERE kind = 'import'"
    )
    waiting = [send(sari, HEAD + f"B,Teh,{price},1,,\n") for price in (1000, 2000, 3000)]
    assert [(answer.status_code, answer.json()["state"]) for answer in waiting] == [(202, "queued")] * 3
    refused = send(sari, HEAD + "B,Teh,4000,1,,\n")
    assert (refused.status_code, refused.json()["code"], refused.json()["most"]) == (429, "too_many_imports", 3)
    assert refused.headers["Retry-After"] == "30"
    # Nobody else waits for her.
    assert send(shop.person("tono", "seller"), HEAD + "B,Teh,5,1,,\n").status_code == 200
    shop.rows(
        "UPDATE jobs SET state = 'done', unique_name = NULL WHERE id = (SELECT job_id FROM imports WHERE id = %s)",
        (busy,),
    )
    assert [counts(done(sari, answer)) for answer in waiting] == [(1, 0, 0, 0), (0, 1, 0, 0), (0, 1, 0, 0)]
    assert shelf(shop, sari)["B"]["price"] == 3_000
    assert send(sari, HEAD + "B,Teh,4000,1,,\n").status_code == 200


def test_sales_go_on_while_stock_is_imported(shop: Shop, sari: Person, budi: Person) -> None:
    send(sari, HEAD + "".join(f"S-{n},Barang {n},1000,1000,,\n" for n in range(200)))
    ids = [row["id"] for row in shelf(shop, sari).values()]
    end = threading.Event()
    sold: list[int] = []

    def buy() -> None:
        while not end.is_set():
            sold.append(budi.buys(ids[len(sold) % 200]).status_code)

    buyer = threading.Thread(target=buy)
    buyer.start()
    try:
        for stock in (500, 700, 900):
            report = send(sari, "sku,stok\n" + "".join(f"S-{n},{stock}\n" for n in range(200))).json()
            assert counts(report)[3] == 0
    finally:
        end.set()
        buyer.join()
    assert set(sold) == {201}
    shop.must_be_sound()


@pytest.fixture
def own_shop(server: Server, tmp_path: Any) -> Iterator[Shop]:
    """A shop of this test's own, whose jobs are given to another worker after a second of silence."""
    name = f"finenice_import_{secrets.token_hex(4)}"
    env = {**server.env, **CHEAP, **secrets_for_tests(), "DB_NAME": name, "ENV": "test", "WORKERS": "1"}
    app = App.start({**env, "JOB_LEASE_SECONDS": "1"}, tmp_path / "app.log")
    with server.connect(name) as connection:
        shop = Shop(app, connection, name)
        yield shop
        for person in shop.people:
            person.http.close()
    app.stop()
    with server.connect() as last, last.cursor() as cursor:
        cursor.execute(f"DROP DATABASE `{name}`")


def test_an_import_whose_worker_is_killed_goes_on_and_doubles_nothing(own_shop: Shop) -> None:
    shop, sari = own_shop, own_shop.person("sari", "seller")
    count = 15_000
    answer = send(sari, many(count, bad=(5, 7_000)))
    killed: set[int] = set()
    for least in (1_000, 6_000):

        def place(least: int = least) -> Any:
            found = shop.rows("SELECT worker, rows_done FROM jobs WHERE kind = 'import' AND state = 'running'")
            return found and found[0]["rows_done"] >= least and found[0]

        row = wait_until(place, 60)
        assert row["rows_done"] < count, "the import was over before it could be killed"
        pid = int(row["worker"].split("-")[0])
        os.kill(pid, signal.SIGKILL)
        killed.add(pid)
    report = done(sari, answer)
    assert len(killed) == 2 and shop.value("SELECT attempts FROM jobs WHERE kind = 'import'") == 3
    assert counts(report) == (count - 2, 0, 0, 2)
    assert [row["line"] for row in report["failures"]] == [7, 7_002]
    assert shop.value("SELECT COUNT(*) FROM products") == count - 2
    assert shop.value("SELECT COUNT(DISTINCT sku) FROM products") == count - 2
    assert shop.value("SELECT COUNT(*) FROM stock_ledger") == count - 2
    assert shop.value("SELECT COUNT(*) FROM product_barcodes") == count // 3
    assert shop.value("SELECT COUNT(*) FROM activities WHERE type = 'import'") == 1
    assert shop.value("SELECT COUNT(*) FROM products WHERE change_id <= 0") == 0
    shop.must_be_sound()
    assert counts(done(sari, send(sari, many(count, bad=(5, 7_000))))) == (0, 0, count - 2, 2)


def test_what_a_killed_worker_had_written_last_is_found_after_the_next(shop: Shop, sari: Person) -> None:
    """The kill came when every row was accounted for and the last products had no words yet."""
    report = done(sari, send(sari, "sku,nama,harga\nK-1,Kopi Gayo,1000\nT-1,Teh,2000\n"))
    shop.rows("DELETE FROM product_words")
    shop.rows("UPDATE products SET change_id = -%s", (report["id"],))
    visitor = shop.visitor()
    assert visitor.get("/api/products?search=gayo").json()["total_items"] == 0
    shop.rows("UPDATE jobs SET state = 'queued', due_at = UTC_TIMESTAMP(6)")
    wait_until(lambda: shop.value("SELECT state FROM jobs") == "done")
    assert visitor.get("/api/products?search=gayo").json()["total_items"] == 1
    assert [change["id"] for change in visitor.get("/api/changes").json()["changes"]] == [
        product["id"] for product in shelf(shop, sari).values()
    ]
