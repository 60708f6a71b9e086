"""Imports of variants: the main product by its SKU, the options in a cell, in whatever order the file has the rows."""

from __future__ import annotations

import json

import pytest
from import_requests import counts, done, faults_of, products_by_sku, send

from support.people import Person, Shop

HEAD = "sku,nama,harga,stok,varian dari,opsi\n"
SHIRTS = (
    "K-M,Kaos – M,90000,2,K-S,Ukuran=M; Warna=Merah\n"
    'K-L,Kaos – L,95000,3,K-S,"warna=Merah;ukuran=L"\n'
    "K-S,Kaos – S,90000,1,,Ukuran=S; Warna=Merah\n"
)


def groups(shop: Shop, seller: Person) -> dict[str, tuple[str | None, str | None]]:
    """Return the SKU of the main product and the options of each product of the seller, by its SKU."""
    found = products_by_sku(shop, seller)
    skus = {row["id"]: sku for sku, row in found.items()}
    return {sku: (skus.get(row["variant_of"]), row["options"]) for sku, row in found.items()}


def test_a_file_groups_products_in_any_order(shop: Shop, sari: Person) -> None:
    tried = done(sari, send(sari, HEAD + SHIRTS, dry_run="true"))
    report = done(sari, send(sari, HEAD + SHIRTS))
    assert counts(tried) == counts(report) == (3, 0, 0, 0)
    assert groups(shop, sari) == {
        "K-S": (None, '[["Ukuran","S"],["Warna","Merah"]]'),
        "K-M": ("K-S", '[["Ukuran","M"],["Warna","Merah"]]'),
        "K-L": ("K-S", '[["Ukuran","L"],["Warna","Merah"]]'),
    }
    assert counts(done(sari, send(sari, HEAD + SHIRTS))) == (0, 0, 3, 0)
    ids = {sku: row["id"] for sku, row in products_by_sku(shop, sari).items()}
    page = shop.visitor().get(f"/api/products/{ids['K-L']}").json()
    assert [each["id"] for each in page["variants"]] == [ids["K-S"], ids["K-M"], ids["K-L"]]
    # Empty cells change nothing.
    again = done(sari, send(sari, "sku,harga,varian dari,opsi\nK-L,96000,,\n"))
    assert counts(again) == (0, 1, 0, 0)
    assert groups(shop, sari)["K-L"][0] == "K-S"
    shop.must_be_sound()


def test_the_export_of_variants_changes_nothing(shop: Shop, sari: Person) -> None:
    done(sari, send(sari, HEAD + SHIRTS))
    exported = sari.get("/api/products/export").content
    header, *rows = exported.decode("utf-8-sig").splitlines()
    assert header.endswith("varian dari,opsi")
    assert [row.rsplit(",", 2)[-2:] for row in rows] == [
        ["", "Ukuran=S; Warna=Merah"],
        ["K-S", "Ukuran=M; Warna=Merah"],
        ["K-S", "Ukuran=L; Warna=Merah"],
    ]
    before = groups(shop, sari)
    assert counts(done(sari, send(sari, exported))) == (0, 0, 3, 0)
    assert groups(shop, sari) == before


@pytest.mark.parametrize(("name", "value"), [("a=b", "x;y"), ("Isi", "a; b=c"), ("a;b", "c"), ("Isi", "2=2")])
def test_options_from_before_separators_were_refused_are_exported_and_not_read(
    shop: Shop, sari: Person, name: str, value: str
) -> None:
    sari.offers("Teko", sku="T-1", options=[{"name": "Isi", "value": "1 l"}])
    sari.offers("Cangkir", sku="C-1", options=[{"name": "Isi", "value": "x"}])
    shop.rows("UPDATE products SET options = %s WHERE sku = 'C-1'", (json.dumps([[name, value]]),))
    before, exported = groups(shop, sari), sari.get("/api/products/export").content
    assert f"{name}=={value}" in exported.decode()
    report = done(sari, send(sari, exported))
    assert [(field, code.startswith("option")) for _, field, code in faults_of(report)] == [("options", True)]
    assert (counts(report), groups(shop, sari)) == ((0, 0, 1, 1), before)


def test_variants_that_do_not_fit_are_told_by_line(shop: Shop, sari: Person) -> None:
    done(sari, send(sari, HEAD + SHIRTS))
    sari.offers("Beras", 15_000, 9, sku="B-1", measure="gram", options=[{"name": "Ukuran", "value": "1"}])
    sari.offers("Polos", sku="P-1")
    rows = [
        "A-2,Kaos,1,1,X-9,Ukuran=XL; Warna=Merah",
        "A-3,Kaos,1,1,K-S,Ukuran=XL",
        "A-4,Kaos,1,1,K-S,Ukuran=m; Warna=merah",
        "A-5,Kaos,1,1,K-M,Ukuran=XL; Warna=Merah",
        "A-6,Kaos,1,1,P-1,Ukuran=XL",
        "A-7,Kaos,1,1,B-1,Ukuran=XL",
        "A-8,Kaos,1,1,K-S,Ukuran",
        "A-9,Kaos,1,1,K-S,Ukuran=XL; Warna=Merah",
        "A-10,Kaos,1,1,K-S,Warna=Merah; Ukuran=XL",
        "K-S,Kaos,1,1,P-1,Ukuran=XL; Warna=Merah",
        "A-11,Kaos,1,1,A-11,Ukuran=XL; Warna=Merah",
        "A-12,Kaos,1,1,K-S,Ukuran=X=L; Warna=Merah",
        "A-13,Kaos,1,1,K-S,Ukuran=X&#59;L; Warna=Merah",
    ]
    sent = HEAD + "\n".join(rows) + "\n"
    tried = done(sari, send(sari, sent, dry_run="true"))
    report = done(sari, send(sari, sent))
    assert (
        faults_of(tried)
        == faults_of(report)
        == [
            (2, "variant_of", "unknown_main"),
            (3, "options", "option_names"),
            (4, "options", "taken"),
            (5, "variant_of", "main_is_variant"),
            (6, "variant_of", "main_without_options"),
            (7, "measure", "variant_measure"),
            (8, "options", "options"),
            (10, "options", "taken"),
            (11, "variant_of", "has_variants"),
            (12, "variant_of", "unknown_main"),
            (13, "options", "option_separator"),
            (14, "options", "options"),
        ]
    )
    assert counts(report) == (1, 0, 0, 12)
    (failed,) = [row for row in report["failures"] if row["line"] == 2]
    assert failed["errors"][0]["column"] == "varian dari"


def test_a_main_product_stays_one_in_imports(shop: Shop, sari: Person) -> None:
    done(sari, send(sari, HEAD + SHIRTS))
    head = "sku,opsi,aktif,varian dari\n"
    closed = done(sari, send(sari, head + "K-S,,tidak,\nK-M,,tidak,\nK-L,,tidak,\n"))
    assert faults_of(closed) == [(2, "active", "has_variants")]
    assert counts(done(sari, send(sari, head + "K-S,,tidak,\n"))) == (0, 1, 0, 0)
    assert faults_of(done(sari, send(sari, head + "K-M,,ya,\n"))) == [(2, "active", "main_inactive")]
    renamed = done(sari, send(sari, head + "K-S,Ukuran=S,,\nK-M,Ukuran=S; Warna=Merah,,\n"))
    assert faults_of(renamed) == [(2, "options", "kept_by_variants"), (3, "options", "taken")]
    # An existing product joins the group, and a main product gets its first variant.
    sari.offers("Kaos XL", sku="K-XL")
    joined = done(sari, send(sari, head + "K-XL,Ukuran=XL; Warna=Merah,,K-S\n"))
    assert faults_of(joined) == [(2, "active", "main_inactive")]
    assert counts(done(sari, send(sari, head + "K-S,,ya,\n"))) == (0, 1, 0, 0)
    joined = done(sari, send(sari, head + "K-XL,Ukuran=XL; Warna=Merah,,K-S\n"))
    assert counts(joined) == (0, 1, 0, 0)
    assert groups(shop, sari)["K-XL"] == ("K-S", '[["Ukuran","XL"],["Warna","Merah"]]')


@pytest.mark.parametrize("main", ["new", "there"])
def test_a_group_across_batches_has_a_hundred_products(shop: Shop, sari: Person, main: str) -> None:
    """Variants of one group in several batches of a job: each options once, at most a hundred, the main one last."""
    words = "kata " * 100
    last = f"M-0,Kaos,1,1,,Ukuran=0,{words}\n"
    head = HEAD.replace("\n", ",deskripsi\n")
    if main == "there":
        assert counts(done(sari, send(sari, head + last))) == (1, 0, 0, 0)
    fill = "".join(f"S-{n},Barang {n},1000,1,,,{words}\n" for n in range(1_900))
    rows = "".join(f"V-{n},Kaos {n},1000,1,M-0,Ukuran={n},{words}\n" for n in range(1, 100))
    extra = f"V-100,Kaos,1000,1,M-0,Ukuran=100,{words}\nV-101,Kaos,1000,1,M-0,Ukuran=7,{words}\n"
    report = done(sari, send(sari, head + rows + fill + extra + last))
    assert faults_of(report) == [(2001, "variant_of", "too_many_variants"), (2002, "options", "taken")]
    created = 1_900 + 99 + (main == "new")
    assert counts(report) == (created, 0, int(main == "there"), 2)
    ids = products_by_sku(shop, sari)
    assert len(shop.visitor().get(f"/api/products/{ids['V-50']['id']}").json()["variants"]) == 100


def test_a_column_of_options_counts_beside_main_products_only(shop: Shop, sari: Person) -> None:
    report = done(sari, send(sari, "sku,nama,harga,opsi\nK-1,Kopi,1000,pedas\n"))
    assert counts(report) == (1, 0, 0, 0)
    (unused,) = [warning for warning in report["warnings"] if warning["code"] == "columns"]
    assert [each["value"] for each in unused["values"]] == ["opsi"]
    assert groups(shop, sari) == {"K-1": (None, None)}
