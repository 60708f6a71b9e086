"""Exports of Shopify and WooCommerce: columns, variants and parents."""

from __future__ import annotations

import pytest
from import_files import SHOPIFY_OLD, WOO, WOO_HEADER, opened

from domain.imports import layouts


def test_shopify_export_with_old_titles() -> None:
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
    # In the download of failed rows it must still have its product.
    assert black.cells[1] == "Kaos Polos" and black.cells[3] == "Gayo"
    assert (picture.values, picture.faults, picture.notes) == ({}, [], ("image_rows",))
    assert mug.values == {"name": "Mug", "brand": "Gayo", "price": 25, "active": False}


def test_shopify_export_with_new_titles() -> None:
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
    assert small.values["category"] == ("Apparel & Accessories", "Clothing") and "images" in small.notes
    assert medium.values == {
        **small.values,
        "name": "Kaos Polos - M / Longgar",
        "sku": "K-M",
        "price": 80_000,
        "stock": 4,
    }
    assert picture.notes == ("image_rows",)


def test_woocommerce_export() -> None:
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
        # A product named after two colours still has two variants.
        ("Kaos Hitam Putih", ["Hitam"], "Kaos Hitam Putih - Hitam"),
        ("Kaos Hitam Putih", ["Putih"], "Kaos Hitam Putih"),
        ("Kaos", ["-", "!"], "Kaos - - / !"), ("Kaos", ["os"], "Kaos - os"),
    ],
)  # fmt: skip
def test_variant_names_include_their_options(name: str, options: list[str], told: str) -> None:
    assert layouts.variant_name(name, options) == told


def test_a_variation_may_precede_its_parent() -> None:
    first, *rest = WOO.removeprefix(WOO_HEADER).splitlines(keepends=True)
    moved = opened(WOO_HEADER + "".join(rest) + first)
    small = next(iter(moved.rows()))
    assert small.values["brand"] == "Gayo" and small.values["description"] == "Katun\nhalus"
