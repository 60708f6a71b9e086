"""Products as rows of the export, in the layout of the template, which an import reads back as the same products."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from itertools import chain
from typing import Any

from domain.commerce import variants
from domain.imports import text_cells
from domain.imports.amounts import InvalidCell

COLUMNS = (
    "sku", "nama", "harga", "stok", "deskripsi", "kategori", "merek", "satuan", "harga beli", "jenis pajak",
    "takaran", "barcode", "aktif", "varian dari", "opsi",
)  # fmt: skip
TAX_KINDS = {"standard": "kena", "exempt": "bebas", "luxury": "mewah"}
MEASURES = {"piece": "buah", "gram": "gram", "millimetre": "milimeter"}


def cells(product: Mapping[str, Any]) -> list[Any]:
    """Return the cells of a product in the order of COLUMNS; `category` is its path, `brand` a name,
    `variant_of` an SKU.

    A value that a cell can't represent is left empty, so an import keeps it: a category with `>` in its name, a barcode
    with a comma.
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
        TAX_KINDS[product["tax_kind"]],
        MEASURES[product["measure"]],
        _if_read(text_cells.barcodes, "|".join(product["barcodes"]), tuple(product["barcodes"])),
        "ya" if product["active"] else "tidak",
        _sku(product["variant_of"]),
        _options(variants.decode(product["options"])),
    ]


def _sku(sku: str | None) -> str:
    # An import strips what keeps spreadsheets from changing a code: ="0123" and '0123.
    written = f"'{sku}" if sku and sku.startswith(("'", '="')) else sku or ""
    return _if_read(text_cells.sku, written, sku)


def _options(options: variants.Options) -> str:
    # Options from before separators were refused. An import refuses ==, so that it reads no others out of them.
    between = "==" if any(map(variants.has_separator, chain(*options))) else "="
    return "; ".join(f"{name}{between}{value}" for name, value in options)


def _if_read(read: Callable[[str], Any], cell: str, value: Any) -> str:
    with suppress(InvalidCell):
        if cell and read(cell) == value:
            return cell
    return ""
