"""A product as a row of a file in our own layout, which an import reads back as the same product."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any

from domain.imports import text_cells
from domain.imports.amounts import InvalidCell

COLUMNS = (
    "sku", "nama", "harga", "stok", "deskripsi", "kategori", "merek", "satuan", "harga beli", "barcode", "aktif",
)  # fmt: skip


def cells(product: Mapping[str, Any]) -> list[Any]:
    """The cells of a product, in the order of COLUMNS; `category` is its path, `brand` a name.

    What a cell can't say stays empty, which an import leaves as it is: a category whose name has a `>`, a barcode with
    a comma.
    """
    return [
        _sku(product["sku"]),
        product["name"],
        product["price"],
        product["stock"],
        product["description"],
        _if_read(text_cells.category_path, " > ".join(product["category"]), tuple(product["category"])),
        product["brand"],
        product["unit"],
        product["cost"],
        _if_read(text_cells.barcodes, "|".join(product["barcodes"]), tuple(product["barcodes"])),
        "ya" if product["active"] else "tidak",
    ]


def _sku(sku: str | None) -> str:
    # An import takes what makes a spreadsheet leave a code alone for no part of it: ="0123" and '0123.
    written = f"'{sku}" if sku and sku.startswith(("'", '="')) else sku or ""
    return _if_read(text_cells.sku, written, sku)


def _if_read(read: Callable[[str], Any], cell: str, value: Any) -> str:
    with suppress(InvalidCell):
        if cell and read(cell) == value:
            return cell
    return ""
