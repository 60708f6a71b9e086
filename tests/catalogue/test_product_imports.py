"""Imports of product files over HTTP."""

from __future__ import annotations

import csv
import io
from concurrent.futures import ThreadPoolExecutor

import pytest
from import_files import SHOPIFY_OLD, WOO
from import_requests import HEAD, counts, faults_of, products_by_sku, send
from test_import_corpus import CORPUS

from support.database import Server
from support.people import Person, Shop


def test_a_price_list_is_imported(shop: Shop, sari: Person) -> None:
    content = HEAD + 'K-1,Kopi Gayo,Rp 50.000,12,"Arabika.\nDari Aceh.",8990001\nT-1,Teh,7500,,,\n'
    answer = send(sari, content, "toko/daftar.csv")
    assert answer.status_code == 200
    report = answer.json()
    assert report["state"] == "done" and counts(report) == (2, 0, 0, 0) and report["failures"] == []
    assert (report["layout"], report["encoding"], report["delimiter"]) == ("shop", "utf-8", ",")
    assert (report["filename"], report["mode"], report["dry_run"]) == ("daftar.csv", "upsert", False)
    products = products_by_sku(shop, sari)
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


def test_importing_the_same_file_again_changes_nothing(shop: Shop, sari: Person) -> None:
    content = HEAD + "K-1,Kopi,50.000,12,,899\n,Tanpa kode,1000,3,,\n,Berkode,2000,3,,77\n"
    assert counts(send(sari, content).json()) == (3, 0, 0, 0)
    before = shop.rows("SELECT * FROM products ORDER BY id"), shop.rows("SELECT * FROM stock_ledger")
    assert counts(send(sari, content).json()) == (0, 0, 3, 0)
    assert (shop.rows("SELECT * FROM products ORDER BY id"), shop.rows("SELECT * FROM stock_ledger")) == before


def test_the_first_row_is_reported_whether_it_is_faulty_or_explains_the_columns(shop: Shop, sari: Person) -> None:
    send(sari, "name,price,stock,sku\nKopi,1000,1,S1\n")
    report = send(sari, "name,price,stock,sku\nzzz,abc,yyy,S1\n").json()
    assert counts(report) == (0, 0, 0, 1)
    assert faults_of(report) == [(2, "price", "amount"), (2, "stock", "count")]
    report = send(sari, "name,price,stock,sku\nWajib,Wajib,Wajib,Opsional\nKopi,2000,1,S1\n").json()
    assert counts(report) == (0, 1, 1, 0)
    (warning,) = report["warnings"]
    assert (warning["code"], warning["count"]) == ("guide_rows", 1)
    assert warning["values"] == [{"value": "2: Wajib, Wajib, Wajib, Opsional", "count": 1}]


def test_a_row_with_a_price_of_0_is_named(shop: Shop, sari: Person) -> None:
    report = send(sari, f"name,price,stock\nKopi,1000,1\nBonus  teh,gratis,1\n{'x' * 100},0,1\n").json()
    (warning,) = report["warnings"]
    assert (warning["code"], warning["msg"], warning["count"]) == ("free", "These rows have a price of 0.", 2)
    assert [value["value"] for value in warning["values"]] == ["3: Bonus teh", f"4: {'x' * 80}…"]


def test_only_fields_in_the_file_are_changed(shop: Shop, sari: Person) -> None:
    send(sari, HEAD + "K-1,Kopi,50.000,12,Enak.,899\nK-2,Teh,1000,4,,\nK-3,Gula,2000,5,,\n")
    before = products_by_sku(shop, sari)
    report = send(sari, "sku,harga,stok\nK-1,55.000,\nK-2,,9\nK-3,2000,5\n").json()
    assert counts(report) == (0, 2, 1, 0)
    after = products_by_sku(shop, sari)
    assert after["K-3"] == before["K-3"]
    moving = {"price", "stock", "change_id", "updated_at"}
    for sku, price, stock in (("K-1", 55_000, 12), ("K-2", 1_000, 9)):
        assert (after[sku]["price"], after[sku]["stock"]) == (price, stock)
        assert after[sku]["change_id"] > before[sku]["change_id"]
        assert all(after[sku][column] == value for column, value in before[sku].items() if column not in moving)
    moves = shop.rows("SELECT delta, balance, reason, actor_id FROM stock_ledger WHERE reason = 'adjustment'")
    assert moves == [{"delta": 5, "balance": 9, "reason": "adjustment", "actor_id": sari.id}]
    shop.must_be_sound()


def test_rows_without_a_sku_match_by_barcode_or_name(shop: Shop, sari: Person) -> None:
    send(sari, HEAD + "K-1,Kopi,50.000,12,,899\nK-2,Teh,1000,4,,\nK-3,Gula,1,1,,\nK-4,Gula,1,1,,\n,teh,5,5,,\n")
    assert len(products_by_sku(shop, sari)) == 5
    report = send(sari, "nama,harga,barcode\nKopi Susu,60.000,899 | 900\nTeh,2000,\nGula,3,\nBaru,4,\n").json()
    assert counts(report) == (1, 2, 0, 1)
    assert faults_of(report) == [(4, "name", "several_products")]
    after = products_by_sku(shop, sari)
    assert (after["K-1"]["name"], after["K-1"]["price"], after["K-2"]["price"]) == ("Kopi Susu", 60_000, 2_000)
    assert {row["barcode"] for row in shop.rows("SELECT barcode FROM product_barcodes")} == {"899", "900"}


def test_a_dry_run_reports_the_same_and_writes_nothing(shop: Shop, sari: Person) -> None:
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
    assert faults_of(real) == [
        (4, "price", "amount_ambiguous"),
        (5, "barcodes", "taken"),
        (6, "sku", "row_repeated"),
        (7, "name", "missing"),
        (9, "price", "missing"),
        (11, "barcodes", "row_repeated"),
    ]
    assert tried["dry_run"] and not real["dry_run"]
    shop.must_be_sound()


def test_create_mode_rejects_existing_products(shop: Shop, sari: Person) -> None:
    send(sari, HEAD + "K-1,Kopi,50.000,12,,899\n,Teh,1000,4,,\n")
    report = send(sari, HEAD + "K-1,Kopi,1,1,,\n,X,1,1,,899\n,Teh,1,1,,\nK-9,Baru,1,1,,\n", mode="create").json()
    assert counts(report) == (1, 0, 0, 3)
    assert faults_of(report) == [(2, "sku", "taken"), (3, "barcodes", "taken"), (4, "name", "taken")]
    # The query works as well; the form takes precedence.
    files = {"file": ("x.csv", HEAD + "K-1,Kopi,1,1,,\n")}
    report = sari.post("/api/products/import-csv?mode=create&dry_run=true", files=files).json()
    assert (report["mode"], report["dry_run"], counts(report)) == ("create", True, (0, 0, 0, 1))
    report = sari.post("/api/products/import-csv?mode=create&dry_run=true", files=files, data={"mode": "upsert"}).json()
    assert (report["mode"], report["dry_run"], counts(report)) == ("upsert", True, (0, 1, 0, 0))


def test_the_sku_of_a_deleted_product_can_be_reused(shop: Shop, sari: Person) -> None:
    old = sari.offers(sku="K-1")
    sari.delete(f"/api/products/{old}")
    assert counts(send(sari, HEAD + "K-1,Kopi,1000,1,,\n").json()) == (1, 0, 0, 0)
    assert products_by_sku(shop, sari)["K-1"]["id"] != old


def test_each_seller_has_products_of_their_own(shop: Shop, sari: Person, dewi: Person) -> None:
    tono = shop.person("tono", "seller")
    content = HEAD + "K-1,Kopi,1000,1,,899\n"
    assert counts(send(sari, content).json()) == (1, 0, 0, 0)
    answer = send(tono, content)
    assert counts(answer.json()) == (1, 0, 0, 0)
    assert len(products_by_sku(shop, sari)) == len(products_by_sku(shop, tono)) == 1
    place = answer.headers["Location"]
    for path in (place, place + "/rows", place + "/failed.csv", place + "/events"):
        assert (sari.get(path).status_code, sari.get(path).json()["code"]) == (404, "import_not_found")
        assert tono.get(path).status_code == dewi.get(path).status_code == 200
    assert [row["id"] for row in tono.get("/api/imports").json()["imports"]] == [answer.json()["id"]]
    assert dewi.get("/api/imports").json()["imports"] == []


def test_imports_require_the_seller_role(shop: Shop, budi: Person) -> None:
    for path in ("/api/imports", "/api/imports/1", "/api/products/import-template", "/api/imports/1/events"):
        assert shop.visitor().get(path).status_code == 401
        assert budi.get(path).status_code == 403
    assert send(shop.visitor(), "").status_code == 401
    # Rejected before the body is read.
    assert send(budi, b"\0" * 2_000_000).status_code == 403


def test_existing_categories_and_brands_are_used_and_missing_ones_reported(shop: Shop, sari: Person) -> None:
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
    found = [(row["category_id"], row["brand_id"]) for row in products_by_sku(shop, sari).values()]
    assert found == [(2, 1), (2, 2), (None, None), (5, None), (None, None)]
    told = {warning["code"]: (warning["count"], warning["values"]) for warning in report["warnings"]}
    assert told["categories"] == (2, [{"value": "Teh", "count": 1}, {"value": "Lama", "count": 1}])
    assert told["brands"] == (2, [{"value": "Punya Tono", "count": 1}, {"value": "X", "count": 1}])
    # Once the category exists, the same file assigns it.
    shop.rows("INSERT INTO categories (id, name) VALUES (7, 'Lama')")
    assert counts(send(sari, content).json()) == (0, 1, 4, 0)
    assert products_by_sku(shop, sari)["E"]["category_id"] == 7


def test_missing_categories_and_brands_are_created_on_request(shop: Shop, sari: Person, dewi: Person) -> None:
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
    found = [(row["category_id"], row["brand_id"]) for row in products_by_sku(shop, sari).values()]
    assert found[:2] == [(made["Arabika"]["id"], brand["id"]), (made["Kopi"]["id"], brand["id"])]
    assert found[2:] == [(None, None)] * 2
    logged = shop.rows("SELECT type, user_id FROM activities WHERE type IN ('category_created', 'brand_created')")
    assert sorted((row["type"], row["user_id"]) for row in logged) == [
        ("brand_created", sari.id), ("category_created", sari.id), ("category_created", sari.id),
    ]  # fmt: skip
    # The same file changes nothing more.
    assert counts(send(sari, content, create_missing="true").json()) == (0, 0, 4, 1)
    # Brands created by an admin are open to all sellers.
    assert counts(send(dewi, "nama,harga,merek\nKopi,1,Aceh\n", create_missing="true").json()) == (1, 0, 0, 0)
    assert shop.rows("SELECT owner_id FROM brands WHERE name = 'Aceh'") == [{"owner_id": None}]
    shop.must_be_sound()


def test_products_never_enter_a_category_deleted_during_the_import(
    server: Server, shop: Shop, sari: Person, dewi: Person
) -> None:
    category = dewi.post("/api/products/categories", {"name": "Minuman"}).json()["id"]
    product_id = sari.offers(sku="A")
    # A sale holds the product, so the import waits; it has looked up its categories by then.
    held = "SELECT id FROM products WHERE id = %s FOR UPDATE"
    with ThreadPoolExecutor(1) as pool, shop.meanwhile(server, held, product_id) as waiting:
        sent = pool.submit(send, sari, "sku,nama,harga,stok,kategori\nA,Kopi,1000,1,Minuman\nB,Teh,1000,1,minuman\n")
        waiting(1)
        assert dewi.delete(f"/api/products/categories/{category}").status_code == 200
    report = sent.result().json()
    assert counts(report) == (1, 1, 0, 0)
    assert {row["category_id"] for row in products_by_sku(shop, sari).values()} == {None}
    assert [warning["count"] for warning in report["warnings"] if warning["code"] == "categories"] == [2]


def test_an_import_creates_at_most_a_hundred_categories(shop: Shop, sari: Person) -> None:
    content = "sku,nama,harga,kategori\n" + "".join(f"S-{n},Barang {n},1,K {n}\n" for n in range(130))
    report = send(sari, content, create_missing="true").json()
    assert counts(report) == (130, 0, 0, 0)
    assert shop.value("SELECT COUNT(*) FROM categories") == 100
    told = {warning["code"]: warning["count"] for warning in report["warnings"]}
    assert (told["new_categories"], told["categories"], told["category_limit_import"]) == (100, 30, 30)


def test_imports_of_a_seller_add_a_limited_number_in_a_month(shop: Shop, sari: Person, dewi: Person) -> None:
    def added(person: Person, column: str, *names: str, **fields: str) -> dict[str, int]:
        rows = "".join(f"{person.username}{name},x,2000,{name}\n" for name in names)
        report = send(person, f"sku,nama,harga,{column}\n{rows}", create_missing="true", **fields).json()
        assert counts(report)[3] == 0
        return {warning["code"]: warning["count"] for warning in report["warnings"] if warning["code"] != "uncounted"}

    # Each path adds its parent, too.
    assert added(sari, "kategori", *(f"A{n} > B" for n in range(55))) == {
        "new_categories": 50, "categories": 5, "category_limit_import": 5,
    }  # fmt: skip
    for fields in ({"dry_run": "true"}, {}):
        assert added(sari, "kategori", "Kopi", "A1 > B", **fields) == {"categories": 1, "category_limit_seller": 1}
    for start in (0, 100, 200):
        told = added(sari, "merek", *(f"M{n}" for n in range(start, start + 100)))
        assert told == ({"new_brands": 100} if start < 200 else {"brands": 100, "brand_limit_seller": 100})
    # What an admin deletes meanwhile counts on, and admins have no such limit.
    tops = [node["id"] for node in dewi.get("/api/products/categories").json()["categories"]]
    assert dewi.post("/api/products/categories/delete", {"ids": tops}).json()["deleted"] == 100
    assert added(sari, "kategori", "Kopi") == {"categories": 1, "category_limit_seller": 1}
    for name in ("Kopi", "Teh"):
        assert added(dewi, "kategori", *(f"{name} {n}" for n in range(60))) == {"new_categories": 60}
    shop.rows("UPDATE activities SET created_at = created_at - INTERVAL 31 DAY WHERE user_id = %s", (sari.id,))
    assert added(sari, "kategori", "Kopi") == {"new_categories": 1}
    shop.must_be_sound()


def test_importing_an_export_changes_nothing(shop: Shop, sari: Person, budi: Person) -> None:
    shop.rows(
        "INSERT INTO categories (id, parent_id, name) VALUES (1, NULL, 'Minuman'), (2, 1, 'Kopi'), (3, 2, 'A > B')"
    )
    shop.rows("INSERT INTO brands (id, name) VALUES (1, '=Gayo')")
    sari.offers("Kopi Gayo", sku="K-1", description='Arabika.\nDari "Aceh"; enak, harum.', category_id=2, brand_id=1)
    sari.offers(
        "=1+1", sku="=2+2", price=15, stock=0, cost=7, tax_kind="exempt", unit="kg", barcodes=["8990001", "=1", "0012"]
    )
    sari.offers("Tanpa kode", category_id=3, active=False)
    sari.offers("Berkode", barcodes=["77", "a;b"], price=1_000_000_000_000)
    for number, sku in enumerate(("'0012", '="0013"', "'=1", "8E+12", "-5", "@x")):
        sari.offers(f"-{number}, 'x'", sku=sku, description="\t=1\n+2;-3")
    shop.person("tono", "seller").offers("Punya Tono", sku="T-1")
    answer = sari.get("/api/products/export")
    assert answer.headers["Content-Type"].startswith("text/csv")
    assert answer.headers["Content-Disposition"] == "attachment; filename=produk.csv"
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"), newline="")))
    assert len(rows) == 11
    assert rows[1][:4] == ["K-1", "Kopi Gayo", "50000", "10"]
    assert rows[1][4:8] == ['Arabika.\nDari "Aceh"; enak, harum.', "Minuman > Kopi", "'=Gayo", "pcs"]
    assert (rows[1][8:], rows[2][9]) == (["", "kena", "buah", "", "ya", "", ""], "bebas")
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)
    report = send(sari, answer.content, dry_run="true").json()
    assert (counts(report), report["failures"]) == ((0, 0, 10, 0), [])
    # The same file creates the catalogue of another seller.
    copied = send(shop.person("rudi", "seller"), answer.content).json()
    assert counts(copied) == (10, 0, 0, 0)
    assert budi.get("/api/products/export").status_code == 403


def test_shopify_export_is_imported(shop: Shop, sari: Person) -> None:
    report = send(sari, SHOPIFY_OLD, "products_export.csv").json()
    assert (report["layout"], counts(report)) == ("shopify", (3, 0, 1, 1))
    products = products_by_sku(shop, sari)
    assert products["K-M"]["name"] == "Kaos Polos - Merah / M" and products["K-M"]["description"] == "Katun halus"
    assert (products["Mug"]["price"], products["Mug"]["active"]) == (25, 0)
    assert {"images", "image_rows", "uncounted", "brands"} <= {warning["code"] for warning in report["warnings"]}
    assert counts(send(sari, SHOPIFY_OLD).json()) == (0, 0, 4, 1)


def test_woocommerce_export_is_imported(shop: Shop, sari: Person) -> None:
    report = send(sari, WOO).json()
    assert (report["layout"], counts(report)) == ("woocommerce", (4, 0, 2, 1))
    products = products_by_sku(shop, sari)
    assert products["KM-M"]["name"] == "Kaos - M" and products["KM-M"]["price"] == 75_000
    assert (products["EB"]["price"], products["OB"]["price"]) == (40_000, 30_000)
    assert counts(send(sari, WOO).json()) == (0, 0, 6, 1)


def test_unrecognized_words_are_reported(shop: Shop, sari: Person) -> None:
    report = send(sari, (CORPUS / "excel_indonesia.csv").read_bytes()).json()
    assert counts(report) == (5, 0, 1, 2)
    assert faults_of(report) == [(10, "name", "missing"), (11, "price", "amount")]
    told = {warning["code"]: warning["values"] for warning in report["warnings"]}
    assert told["words"] == [{"value": "STOK AMAN", "count": 1}, {"value": "habis", "count": 1}]
    assert {"title_rows", "blanks", "negative_stock", "free", "total_rows", "uncounted", "columns"} <= told.keys()


@pytest.mark.parametrize("codec", ["utf-16", "cp1252", "utf-8-sig"])
def test_files_saved_by_spreadsheets_are_imported(shop: Shop, sari: Person, codec: str) -> None:
    content = "sep=;\r\nKode;Nama;Harga;Stok\r\nA;Kopi crème;15.000,00;10\r\n"
    report = send(sari, content.encode(codec)).json()
    assert counts(report) == (1, 0, 0, 0) and report["delimiter"] == ";"
    assert (products_by_sku(shop, sari)["A"]["name"], products_by_sku(shop, sari)["A"]["price"]) == (
        "Kopi crème",
        15_000,
    )


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
def test_files_other_than_csv_are_rejected_with_a_message(shop: Shop, sari: Person, content: bytes, code: str) -> None:
    answer = sari.post(
        "/api/products/import-csv", files={"file": ("x.csv", content)}, headers={"Accept-Language": "id"}
    )
    assert answer.status_code == 422
    (fault,) = answer.json()["errors"]
    assert (fault["field"], fault["code"]) == ("file", code)
    assert shop.value("SELECT COUNT(*) FROM imports") == 0
    assert shop.value("SELECT COUNT(*) FROM jobs WHERE kind = 'import'") == 0


def test_the_template_can_be_imported(shop: Shop, sari: Person) -> None:
    template = sari.get("/api/products/import-template")
    assert template.headers["Content-Type"].startswith("text/csv")
    report = send(sari, template.content).json()
    assert counts(report) == (2, 0, 0, 0)
    assert [warning["code"] for warning in report["warnings"]] == ["categories"]


def test_failed_rows_can_be_corrected_and_imported_again(shop: Shop, sari: Person) -> None:
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
    assert rows[1][4] == "harga: Wajib diisi." and rows[2][5] == "lebih"
    rows[0][2], rows[1][2] = "15.500", "Rp 7.500"
    text = io.StringIO()
    csv.writer(text, delimiter=";").writerows([header, rows[0], rows[1], rows[2][:5]])
    second = send(sari, text.getvalue())
    assert counts(second.json()) == (3, 0, 0, 0)
    told = {warning["code"]: warning["values"] for warning in second.json()["warnings"]}
    assert told == {"columns": [{"value": "catatan", "count": None}], "uncounted": []}
    assert (products_by_sku(shop, sari)["B"]["name"], products_by_sku(shop, sari)["B"]["price"]) == ("=Teh", 15_500)


def test_downloaded_failed_variants_keep_their_product(shop: Shop, sari: Person) -> None:
    answer = send(sari, SHOPIFY_OLD)
    text = sari.get(answer.headers["Location"] + "/failed.csv").content.decode("utf-8-sig")
    report = send(sari, text.replace("75.000", "75000.00")).json()
    assert (report["layout"], counts(report)) == ("shopify", (1, 0, 0, 0))
    assert products_by_sku(shop, sari)["K-H"]["name"] == "Kaos Polos - Hitam / L"
    assert products_by_sku(shop, sari)["K-H"]["description"] == "Katun halus"
