"""What the columns of a file mean: our own template, a product export of Shopify, one of WooCommerce.

A layout turns the cells of a row into the fields of a product. What a row leaves to the row that it belongs to (a
variant to its product) is filled in first, so that each row stands for itself, also when it comes back in the file
of the failed rows.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from typing import Any, ClassVar, NamedTuple

from imports import amounts, texts
from imports.amounts import Habits, Unreadable
from imports.files import unguarded

Cells = list[str]


class Fault(NamedTuple):
    """Why a row was not taken: our name of the field, a key of the errors' FIELDS, the file's name of the column."""

    field: str
    code: str
    column: str = ""
    words: dict[str, Any] = {}


class Row(NamedTuple):
    """A row of the file. `values` holds the fields it gives, and is empty where the row is no product of its own.

    Fields: sku, name, description, unit, price, cost, stock, active, barcodes (tuple), category (the names from the
    top of the tree down), brand. `notes` are keys of what people should know of the whole file.
    """

    line: int
    cells: Cells
    values: dict[str, Any]
    faults: list[Fault]
    notes: tuple[str, ...] = ()


Reader = Callable[[str], Any]

HEAD_OF_PRICE = re.compile(r"[^0-9]*[1-9][0-9]{0,2}")
# An opening bracket ends the search, so that many of them cost no more than one.
IN_BRACKETS = re.compile(r"\([^()]*\)")
NO_LETTERS = re.compile(r"[\W_]+")
REST_OF_PRICE = re.compile(r"[0-9]{3}(?![0-9])")


def plain(header: str) -> str:
    """A header as it is compared: lower case letters and digits without what stands in brackets."""
    return NO_LETTERS.sub("", IN_BRACKETS.sub("", header.casefold()))


class Layout(ABC):
    """One file's columns by meaning. A subclass says how its headers are called and what its rows lean on."""

    name: ClassVar[str]
    # Marks that are decimal in each of its prices, whatever these look like.
    decimal_marks: ClassVar[str] = ""
    # Our field, or one that `complete` needs, by the header as `plain` leaves it.
    names: ClassVar[dict[str, str]]
    readers: ClassVar[dict[str, Reader]]
    prices: ClassVar[tuple[str, ...]] = ("price", "cost")

    def __init__(self, header: Sequence[str], delimiter: str = ",") -> None:
        self.header = list(header)
        self.delimiter = delimiter
        # Whether rows leave out empty cells at their end.
        self.ragged = False
        self.place: dict[str, int] = {}
        # Columns that mean nothing to us, and those of them that were empty so far.
        self.foreign: list[int] = []
        self.twice: list[str] = []
        for index, title in enumerate(header):
            field = self.names.get(plain(title))
            if field in self.place:
                self.twice.append(title)
            elif field:
                self.place[field] = index
            elif title.strip() and plain(title) not in REASONS:
                self.foreign.append(index)
        self.idle = set(self.foreign)
        self.habits = {field: Habits() for field in self.prices if field in self.place}
        self.steps: list[tuple[str, int, Reader]] = [
            (field, index, self.price_reader(field) if field in self.prices else self.readers[field])
            for field, index in self.place.items()
            if field in self.readers or field in self.prices
        ]

    @classmethod
    @abstractmethod
    def fits(cls, fields: set[str]) -> bool:
        """Whether a header with these fields is of this layout."""

    def price_reader(self, field: str) -> Reader:
        habits, marks = self.habits[field], self.decimal_marks
        return lambda cell: amounts.price(cell, habits, marks)

    @property
    def unused(self) -> list[str]:
        """The columns that say something which nobody reads."""
        return [self.header[index] for index in self.foreign if index not in self.idle]

    def learn(self, cells: Cells) -> None:
        """Takes a row into account that all others may depend on; each row passes here before any is read."""
        width = len(cells)
        if width < len(self.header):
            self.ragged = True
        if told := [index for index in self.idle if index < width and cells[index]]:
            self.idle.difference_update(told)
        for field, habits in self.habits.items():
            if self.place[field] < width:
                habits.learn(cells[self.place[field]])

    def read(self, line: int, cells: Cells) -> Row:
        """The row's fields and faults."""
        width = len(self.header)
        if self.ragged and self._is_cut(cells):
            return Row(line, cells, {}, [Fault("row", "row_cut")])
        if len(cells) != width:
            if any(cells[width:]):
                return Row(line, cells, {}, [Fault("row", "row_long", words={"cells": len(cells), "columns": width})])
            cells = cells[:width] + [""] * (width - len(cells))
        note = self.lean(cells)
        if note:
            return Row(line, cells, {}, [], (note,))
        values: dict[str, Any] = {}
        faults: list[Fault] = []
        for field, index, read in self.steps:
            cell = cells[index]
            if not cell or cell.isspace():
                continue
            try:
                values[field] = read(unguarded(cell))
            except Unreadable as error:
                faults.append(Fault(field, error.code, self.header[index], error.words))
        notes = self.complete(values, cells, faults)
        if not values and not faults:
            faults.append(Fault("name", "missing"))
        return Row(line, cells, values, faults, notes)

    def _is_cut(self, cells: Cells) -> bool:
        """Whether a price may have been written as 15,000 without quotes, so that its end stands in the next cell.

        Where all rows are as long as the header such a row is too long; where rows leave out cells it may fit.
        """
        return self.delimiter == "," and any(
            HEAD_OF_PRICE.fullmatch(cells[place].strip()) and REST_OF_PRICE.match(cells[place + 1].strip())
            for place in (self.place[field] for field in self.habits)
            if place + 1 < len(cells)
        )

    def lean(self, cells: Cells) -> str:
        """Fills in what the row leaves to another, in place; a note where the row is no product of its own."""
        return ""

    def complete(self, values: dict[str, Any], cells: Cells, faults: list[Fault]) -> tuple[str, ...]:
        """Makes our fields of those that only this layout knows; returns notes."""
        return ()

    def cell(self, cells: Cells, field: str) -> str:
        """The trimmed cell of a field; empty where the file has no such column."""
        index = self.place.get(field)
        return cells[index].strip() if index is not None else ""

    def fill(self, cells: Cells, source: Cells, fields: Sequence[str]) -> None:
        """Takes over the cells of these fields that are empty."""
        for field in fields:
            index = self.place.get(field)
            if index is not None and not cells[index]:
                cells[index] = source[index]


def _names(**headers: str) -> dict[str, str]:
    return {header: field for field, words in headers.items() for header in words.split()}


# The column that the file of failed rows has more than the file itself.
REASONS = frozenset(["reason", "alasan"])
READERS: dict[str, Reader] = {
    "sku": texts.sku,
    "barcodes": texts.barcodes,
    "name": texts.line(200),
    "description": texts.prose,
    "unit": texts.line(20),
    "stock": amounts.count,
    "active": texts.yes,
    "category": texts.path,
    "brand": texts.line(100),
}


class Shop(Layout):
    """Our template, and the lists that people keep for themselves, in Indonesian or English."""

    name = "shop"
    names = _names(
        sku="sku kode kodebarang kodeproduk kodesku kodeitem code itemcode productcode nosku",
        barcodes="barcode barcodes barkode kodebarcode kodebatang ean ean13 upc gtin isbn",
        name="nama namabarang namaproduk namaitem name productname itemname product produk barang title judul",
        description="deskripsi deskripsiproduk keterangan uraian description productdescription desc",
        category="kategori kategoriproduk category productcategory jenis kelompok",
        brand="merek merk brand",
        unit="satuan unit uom",
        price="harga hargajual hargasatuan hargaproduk hargabarang price sellingprice unitprice retailprice"
        " regularprice harganormal hargareguler",
        cost="modal hargamodal hargabeli hargapokok hpp cost costprice purchaseprice buyingprice costperitem",
        stock="stok jumlahstok sisastok stokakhir stock qty quantity jumlah persediaan inventory",
        active="aktif active status",
    )
    readers = READERS

    @classmethod
    def fits(cls, fields: set[str]) -> bool:
        return bool(fields & {"sku", "barcodes", "name"}) and len(fields) > 1


class Shopify(Layout):
    """A product export of Shopify, with the column names of before and after 2025: variants are rows.

    A row with a handle and a picture only shows one more picture of the product above.
    """

    name = "shopify"
    decimal_marks = "."
    names = _names(
        handle="handle urlhandle",
        name="title",
        description="body description",
        brand="vendor",
        type="type customproducttype",
        taxonomy="productcategory standardproducttype",
        published="published publishedononlinestore",
        status="status",
        option1="option1value",
        option2="option2value",
        option3="option3value",
        sku="variantsku sku",
        barcodes="variantbarcode barcode",
        price="variantprice price",
        cost="costperitem",
        stock="variantinventoryqty inventoryquantity",
        picture="imagesrc productimageurl",
    )
    readers = {
        **{field: READERS[field] for field in ("sku", "barcodes", "name", "brand", "stock")},
        "description": texts.html,
        "published": texts.yes,
        "status": texts.yes,
        "type": texts.path,
        "taxonomy": texts.path,
    }
    shared = ("name", "description", "brand", "type", "taxonomy", "published", "status")

    def __init__(self, header: Sequence[str], delimiter: str = ",") -> None:
        super().__init__(header, delimiter)
        self.product: tuple[str, Cells] = ("", [])

    @classmethod
    def fits(cls, fields: set[str]) -> bool:
        return {"handle", "name"} <= fields

    def lean(self, cells: Cells) -> str:
        handle = self.cell(cells, "handle")
        if self.cell(cells, "name"):
            self.product = (handle, cells)
            return ""
        if not any(self.cell(cells, field) for field in ("sku", "price", "option1", "barcodes")):
            return "picture_rows"
        if handle and handle == self.product[0]:
            self.fill(cells, self.product[1], self.shared)
        return ""

    def complete(self, values: dict[str, Any], cells: Cells, faults: list[Fault]) -> tuple[str, ...]:
        options = [texts.line(200)(self.cell(cells, f"option{number}")) for number in (1, 2, 3)]
        options = [option for option in options if option and option != "Default Title"]
        if "name" in values and options:
            values["name"] = f"{values['name']} - {' / '.join(options)}"
            if len(values["name"]) > 200:
                faults.append(Fault("name", "string_too_long", self.header[self.place["name"]], {"max_length": 200}))
        _choose_category(values, values.pop("type", ()), values.pop("taxonomy", ()))
        states = [values.pop(field) for field in ("published", "status") if field in values]
        if states:
            values["active"] = all(states)
        return (*_without_stock(values), *(["pictures"] if self.cell(cells, "picture") else []))


class WooCommerce(Layout):
    """A product export of WooCommerce, with English or Indonesian headers.

    A variable product sells only as its variations, and a grouped one as its members: their own rows are no
    products, but a variation takes from its parent what it leaves out.
    """

    name = "woocommerce"
    # Prices are written without thousands marks, with the decimal mark of the shop.
    decimal_marks = ".,"
    names = _names(
        id="id",
        type="type tipe",
        sku="sku",
        barcodes="gtinupceanorisbn gtinupceanatauisbn",
        name="name nama",
        published="published diterbitkan dipublikasikan terbit",
        summary="shortdescription deskripsisingkat",
        description="description deskripsi",
        stock="stock stok",
        sale_begins="datesalepricestarts",
        sale_ends="datesalepriceends",
        sale_price="saleprice hargaobral",
        price="regularprice harganormal hargareguler",
        cost="costofgoods",
        categories="categories kategori",
        brand="brands brand merek",
        pictures="images gambar",
        parent="parent induk",
        **{f"attribute{number}": f"attribute{number}value nilaiatribut{number}" for number in range(1, 10)},
    )
    prices = ("price", "sale_price", "cost")
    readers = {
        **{field: READERS[field] for field in ("sku", "barcodes", "name")},
        "description": lambda cell: texts.html(_unescaped(cell)),
        "summary": lambda cell: texts.html(_unescaped(cell)),
        "published": texts.yes,
        "stock": lambda cell: None if cell.strip().lower() in ("parent", "induk") else amounts.count(cell),
        "categories": lambda cell: max(map(texts.path, _listed(cell)), key=len, default=()),
        "brand": lambda cell: READERS["brand"](next(iter(_listed(cell)), "")),
    }
    shared = ("description", "summary", "categories", "brand", "published")

    def __init__(self, header: Sequence[str], delimiter: str = ",") -> None:
        super().__init__(header, delimiter)
        self.parents: dict[str, Cells] = {}

    @classmethod
    def fits(cls, fields: set[str]) -> bool:
        return {"type", "name", "price"} <= fields

    def learn(self, cells: Cells) -> None:
        super().learn(cells)
        if self.place["type"] < len(cells) and "variable" in cells[self.place["type"]].lower():
            cells = cells + [""] * (len(self.header) - len(cells))
            if number := self.cell(cells, "id"):
                self.parents[f"id:{number}"] = cells
            if sku := self.cell(cells, "sku"):
                self.parents[sku] = cells

    def lean(self, cells: Cells) -> str:
        kinds = {kind.strip() for kind in self.cell(cells, "type").lower().split(",")}
        if kinds & {"variable", "variable-subscription"}:
            return "parent_rows"
        if "grouped" in kinds:
            return "group_rows"
        if "variation" in kinds and (parent := self.parents.get(self.cell(cells, "parent"))):
            if not self.cell(cells, "name"):
                choices = [choice for number in range(1, 10) if (choice := self.cell(cells, f"attribute{number}"))]
                cells[self.place["name"]] = " - ".join(filter(None, [self.cell(parent, "name"), ", ".join(choices)]))
            self.fill(cells, parent, self.shared)
        return ""

    def complete(self, values: dict[str, Any], cells: Cells, faults: list[Fault]) -> tuple[str, ...]:
        notes = []
        sale = values.pop("sale_price", None)
        # A sale without an end is simply the price; one with dates is over some day, when nobody looks.
        if sale is not None and "price" in values and sale < values["price"]:
            dated = self.cell(cells, "sale_begins") or self.cell(cells, "sale_ends")
            notes.append("dated_sales" if dated else "sales")
            values["price"] = values["price"] if dated else sale
        summary = values.pop("summary", "")
        if summary and not values.get("description"):
            values["description"] = summary
        _choose_category(values, values.pop("categories", ()))
        if "published" in values:
            values["active"] = values.pop("published")
        if values.get("stock", 0) is None:
            del values["stock"]
        return (*notes, *_without_stock(values), *(["pictures"] if self.cell(cells, "pictures") else []))


def _choose_category(values: dict[str, Any], *paths: tuple[str, ...]) -> None:
    if chosen := next(filter(None, paths), None):
        values["category"] = chosen


def _without_stock(values: dict[str, Any]) -> list[str]:
    return [] if "stock" in values else ["uncounted"]


def _unescaped(cell: str) -> str:
    r"""A text in which WooCommerce has written line breaks as \n and \n as \\n."""
    return re.sub(r"\\\\n|\\n", lambda found: "\\n" if len(found[0]) == 3 else "\n", cell)


def _listed(cell: str) -> list[str]:
    r"""The members of a list by commas, in which a comma of a name's own is \,"""
    members = (member.replace("\\,", ",").strip() for member in re.split(r"(?<!\\),", cell))
    return [member for member in members if member]


LAYOUTS: tuple[type[Layout], ...] = (Shopify, WooCommerce, Shop)


def choose(header: Sequence[str]) -> type[Layout] | None:
    """The first layout whose columns the header has."""
    for layout in LAYOUTS:
        if layout.fits({field for title in header if (field := layout.names.get(plain(title)))}):
            return layout
    return None


def known(header: Sequence[str]) -> int:
    """How many of these headers mean something to the layout that they fit best."""
    layout = choose(header)
    return sum(plain(title) in layout.names for title in header) if layout else 0
