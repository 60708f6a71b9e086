"""Product exports of other programs: titles of columns and dependencies between rows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, ClassVar

from domain.imports import amounts, text_cells
from domain.imports.amounts import InvalidCell, NumberStyle
from domain.imports.csv_files import unescape_formulas
from domain.imports.layouts import (
    MAX_TITLE,
    READERS,
    Cells,
    Fault,
    Layout,
    Note,
    is_blank,
    normalize_title,
    title_map,
    variant_name,
)

STORE_SUFFIX = re.compile(r"\[([^\[\]]+)\]\s*$")
# Limits of the sample of differing prices in a message.
MAX_NAME, MAX_PRICE = 60, 20


class VariantExport(Layout):
    """An export whose variants are rows of one `group`; only one row has the values they share.

    That row has the name. It is mostly right above the others. Groups elsewhere are `detached` once every row has been
    observed; `remember_parent` then finds their products.
    """

    shared_fields: ClassVar[tuple[str, ...]]

    def __init__(self, header: Sequence[str], delimiter: str = ",", named: Mapping[str, int] | None = None) -> None:
        super().__init__(header, delimiter, named)
        self.detached: set[str] = set()
        self._parents: dict[str, Cells] = {}
        self._last: tuple[str, Cells] = ("", [])
        self._above = ""

    def observe(self, cells: Cells) -> None:
        super().observe(cells)
        group = self.cell(cells, "group")
        if self.cell(cells, "name"):
            self._above = group
        elif group and group != self._above:
            self.detached.add(group)

    def remember_parent(self, cells: Cells) -> None:
        """Keep the row for detached variants. All rows pass here after all have been observed."""
        group = self.cell(cells, "group")
        if group in self.detached and group not in self._parents and self.cell(cells, "name"):
            self._parents[group] = cells + [""] * (len(self.header) - len(cells))

    def fill_from_parent(self, cells: Cells) -> None:
        """Fill in the cells that the row leaves to the row with the name."""
        group = self.cell(cells, "group")
        if self.cell(cells, "name"):
            self._last = (group, cells)
        elif group and (head := self._last[1] if group == self._last[0] else self._parents.get(group)):
            self.fill_empty_cells(cells, head, self.shared_fields)


class Shopify(VariantExport):
    """A product export of Shopify, with the titles of before and after 2025. Variants are rows.

    A row with only a handle and an image adds an image to the product above.
    """

    name = "shopify"
    decimal_marks = "."
    titles = title_map(
        group="handle urlhandle",
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
        image="imagesrc productimageurl",
    )
    readers = {
        **{field: READERS[field] for field in ("sku", "barcodes", "name", "brand", "stock")},
        "description": text_cells.html,
        "published": text_cells.boolean,
        "status": text_cells.boolean,
        "type": text_cells.category_path,
        "taxonomy": text_cells.category_path,
    }
    shared_fields = ("name", "description", "brand", "type", "taxonomy", "published", "status")

    @classmethod
    def matches(cls, fields: set[str]) -> bool:
        return {"group", "name"} <= fields

    def prepare_row(self, cells: Cells) -> str:
        if not any(self.cell(cells, field) for field in ("name", "sku", "price", "option1", "barcodes")):
            return "image_rows"
        self.fill_from_parent(cells)
        return ""

    def derive_fields(self, values: dict[str, Any], cells: Cells, faults: list[Fault]) -> Iterable[Note]:
        self.append_options(values, cells, faults, ("option1", "option2", "option3"))
        _set_category(values, values.pop("type", ()), values.pop("taxonomy", ()))
        states = [values.pop(field) for field in ("published", "status") if field in values]
        if states:
            values["active"] = all(states)
        return ["images"] if self.cell(cells, "image") else []


class WooCommerce(Layout):
    """A product export of WooCommerce, with English or Indonesian titles.

    A variable product is sold as its variations, and a grouped product as its members, so their own rows are not
    products. A variation inherits the cells that it leaves empty.
    """

    name = "woocommerce"
    # Prices have no thousands marks, and the decimal mark of the shop.
    decimal_marks = ".,"
    titles = title_map(
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
        images="images gambar",
        parent="parent induk",
        **{f"attribute{number}": f"attribute{number}value nilaiatribut{number}" for number in range(1, 10)},
    )
    prices = ("price", "sale_price", "cost")
    selling = ("price", "sale_price")
    readers = {
        **{field: READERS[field] for field in ("sku", "barcodes", "name")},
        "description": lambda cell: text_cells.html(_unescaped(cell)),
        "summary": lambda cell: text_cells.html(_unescaped(cell)),
        "published": text_cells.boolean,
        "stock": lambda cell: None if cell.strip().lower() in ("parent", "induk") else amounts.parse_count(cell),
        "categories": lambda cell: max(map(text_cells.category_path, _split_list(cell)), key=len, default=()),
        "brand": lambda cell: READERS["brand"](next(iter(_split_list(cell)), "")),
    }
    shared_fields = ("description", "summary", "categories", "brand", "published")

    def __init__(self, header: Sequence[str], delimiter: str = ",", named: Mapping[str, int] | None = None) -> None:
        super().__init__(header, delimiter, named)
        self.parents: dict[str, Cells] = {}

    @classmethod
    def matches(cls, fields: set[str]) -> bool:
        return {"type", "name", "price"} <= fields

    def observe(self, cells: Cells) -> None:
        super().observe(cells)
        if self.index_of["type"] < len(cells) and "variable" in cells[self.index_of["type"]].lower():
            cells = cells + [""] * (len(self.header) - len(cells))
            if number := self.cell(cells, "id"):
                self.parents[f"id:{number}"] = cells
            if sku := self.cell(cells, "sku"):
                self.parents[sku] = cells

    def prepare_row(self, cells: Cells) -> str:
        kinds = {kind.strip() for kind in self.cell(cells, "type").lower().split(",")}
        if kinds & {"variable", "variable-subscription"}:
            return "parent_rows"
        if "grouped" in kinds:
            return "group_rows"
        if "variation" in kinds and (parent := self.parents.get(self.cell(cells, "parent"))):
            name, choices = (
                self.cell(cells, "name"),
                [self.cell(cells, f"attribute{number}") for number in range(1, 10)],
            )
            if name in ("", self.cell(parent, "name")):
                cells[self.index_of["name"]] = variant_name(self.cell(parent, "name"), choices, ", ")
            self.fill_empty_cells(cells, parent, self.shared_fields)
        return ""

    def derive_fields(self, values: dict[str, Any], cells: Cells, faults: list[Fault]) -> Iterable[Note]:
        notes: list[Note] = []
        sale = values.pop("sale_price", None)
        # A sale without an end is the price; one with dates ends some day unnoticed.
        if sale is not None and "price" in values and sale < values["price"]:
            dated = self.cell(cells, "sale_begins") or self.cell(cells, "sale_ends")
            notes.append("dated_sales" if dated else "sales")
            values["price"] = values["price"] if dated else sale
        summary = values.pop("summary", "")
        if summary and not values.get("description"):
            values["description"] = summary
        _set_category(values, values.pop("categories", ()))
        if "published" in values:
            values["active"] = values.pop("published")
        if values.get("stock", 0) is None:
            del values["stock"]
        return [*notes, *(["images"] if self.cell(cells, "images") else [])]


class Loyverse(VariantExport):
    """An item export of Loyverse. Columns of a store have its name: `Price [Toko]`, `In stock [Toko]`.

    Prices must be equal in all stores, stock is summed, and an item available in one store is active.
    """

    name = "loyverse"
    decimal_marks = "."
    titles = title_map(
        group="handle",
        sku="sku",
        name="name nama",
        category="category kategori",
        description="description deskripsi",
        weighed="soldbyweight",
        option1="option1value",
        option2="option2value",
        option3="option3value",
        cost="cost",
        barcodes="barcode",
        included="skuofincludeditem",
        active="availableforsale",
        price="price",
        stock="instock",
    )
    fallback_titles = title_map(price="defaultprice")
    readers = READERS
    shared_fields = ("name", "category", "description")

    @classmethod
    def matches(cls, fields: set[str]) -> bool:
        return {"group", "name"} <= fields and bool(fields & {"weighed", "included", "active"})

    @classmethod
    def stores(cls, header: Sequence[str]) -> dict[str, dict[str, int]]:
        found: dict[str, dict[str, int]] = {}
        for index, title in enumerate(header):
            field, store = cls.field_of(title), STORE_SUFFIX.search(title[:MAX_TITLE])
            if store and field in ("price", "stock", "active"):
                found.setdefault(store[1].strip(), {})[field] = index
        return found

    def _place_columns(self) -> None:
        super()._place_columns()
        # The columns of the other stores.
        self._other_columns: dict[str, list[int]] = {}
        stores = self.stores(self.header).values()
        for field in ("price", "stock", "active"):
            columns = [columns[field] for columns in stores if field in columns]
            if len(columns) == len(self.ambiguous.get(field, ())):
                self._other_columns[field] = columns[1:]
                del self.ambiguous[field]

    def observe(self, cells: Cells) -> None:
        super().observe(cells)
        if "price" not in self._other_columns or self.price_conflict:
            return
        prices = [
            cell
            for index in (self.index_of["price"], *self._other_columns["price"])
            if (cell := self._cell_at(cells, index))
        ]
        if len({_amount(price) for price in prices}) > 1:
            name = (self.cell(cells, "name") or self.cell(cells, "sku") or self.cell(cells, "group"))[:MAX_NAME]
            self.price_conflict = f"{name}: {', '.join(price[:MAX_PRICE] for price in prices[:2])}"

    def prepare_row(self, cells: Cells) -> str:
        if not any(self.cell(cells, field) for field in ("name", "sku", "price", "option1", "barcodes")):
            return "component_rows"
        self.fill_from_parent(cells)
        return ""

    def derive_fields(self, values: dict[str, Any], cells: Cells, faults: list[Fault]) -> Iterable[Note]:
        self.append_options(values, cells, faults, ("option1", "option2", "option3"))
        notes: list[Note] = []
        for field, indexes in self._other_columns.items():
            for index in indexes:
                self._add_store_value(field, index, values, cells, faults, notes)
        return notes + (["weighed"] if self.cell(cells, "weighed").casefold() in ("y", "yes", "ya") else [])

    def _add_store_value(
        self, field: str, index: int, values: dict[str, Any], cells: Cells, faults: list[Fault], notes: list[Note]
    ) -> None:
        """Add the value of another store's column to the values."""
        cell = self._cell_at(cells, index)
        if not cell or (field == "price" and field in values):
            return
        try:
            value = self.reader(field)(cell)
        except InvalidCell as error:
            if error.code != "count_negative":
                faults.append(Fault(field, error.code, self.header[index], error.words))
                return
            value = 0
            notes.append("negative_stock")
        if field == "stock":
            notes.append("stores_summed")
            value += values.get(field, 0)
        values[field] = value or values.get(field, value)

    def _cell_at(self, cells: Cells, index: int) -> str:
        cell = unescape_formulas(cells[index]).strip() if index < len(cells) else ""
        return "" if is_blank(cell) else cell


class Square(Layout):
    """An item library of Square. The title of the stock column ends with the name of the location."""

    name = "square"
    decimal_marks = "."
    titles = title_map(
        token="token",
        sku="sku",
        name="itemname",
        variation="variationname",
        description="description",
        category="category categories",
        barcodes="gtin",
        price="price",
        cost="defaultunitcost",
        stock="currentquantity",
    )
    fallback_titles = title_map(category="reportingcategory")
    readers = {**READERS, "description": text_cells.html}

    @classmethod
    def field_of(cls, title: str) -> str | None:
        if normalize_title(title).startswith("currentquantity"):
            return "stock"
        return super().field_of(title)

    @classmethod
    def matches(cls, fields: set[str]) -> bool:
        return {"token", "name", "variation"} <= fields

    def derive_fields(self, values: dict[str, Any], cells: Cells, faults: list[Fault]) -> Iterable[Note]:
        self.append_options(values, cells, faults, ("variation",))
        return ()


class Shopee(VariantExport):
    """Shopee's table for uploading or updating many products, with Indonesian or English titles.

    Keys of the program are above the titles, and instructions for the columns below them.
    """

    name = "shopee"
    titles_have_units = True
    titles = title_map(
        group="kodeintegrasivariasi variationintegrationno variationintegrationcode",
        parent_sku="skuinduk parentsku",
        name="namaproduk productname",
        description="deskripsiproduk productdescription",
        category="kategori category",
        option1="varianuntukvariasi1 optionforvariation1",
        option2="varianuntukvariasi2 optionforvariation2",
        sku="sku",
        barcodes="gtin",
        price="harga price",
        stock="stok stock",
        image="fotosampul coverimage",
    )
    # In an update table the code of a variant is Shopee's own, and `SKU` the seller's.
    fallback_titles = title_map(
        group="kodeproduk productid", sku="kodevariasi variationcode", option1="namavariasi variationname"
    )
    readers = {field: READERS[field] for field in READERS if field != "active"}
    shared_fields = ("name", "description", "category", "parent_sku")

    @classmethod
    def matches(cls, fields: set[str]) -> bool:
        return {"name", "price"} <= fields and bool(fields & {"group", "parent_sku", "option1"})

    def __init__(self, header: Sequence[str], delimiter: str = ",", named: Mapping[str, int] | None = None) -> None:
        super().__init__(header, delimiter, named)
        self._begun = False

    def observe(self, cells: Cells) -> None:
        super().observe(cells)
        if self._begun:
            return
        price, stock = self.cell(cells, "price"), self.cell(cells, "stock")
        if price[:1].isalpha() and stock[:1].isalpha() and not amounts.looks_like_amount(price):
            self.guides.add(self.guide_key(cells))
        else:
            self._begun = True

    def prepare_row(self, cells: Cells) -> str:
        self.fill_from_parent(cells)
        return ""

    def derive_fields(self, values: dict[str, Any], cells: Cells, faults: list[Fault]) -> Iterable[Note]:
        self.append_options(values, cells, faults, ("option1", "option2"))
        parent_sku = self.cell(cells, "parent_sku")
        if parent_sku and not any(self.cell(cells, field) for field in ("sku", "option1", "option2")):
            try:
                values["sku"] = text_cells.sku(parent_sku)
            except amounts.InvalidCell as error:
                faults.append(Fault("sku", error.code, self.header[self.index_of["parent_sku"]], error.words))
        return ["images"] if self.cell(cells, "image") else []


def _amount(cell: str) -> int | str:
    """Return the amount of a price for comparison, or its text if it is invalid."""
    try:
        return amounts.parse_price(cell, NumberStyle(), Loyverse.decimal_marks)
    except InvalidCell:
        return cell


def _set_category(values: dict[str, Any], *paths: tuple[str, ...]) -> None:
    if chosen := next(filter(None, paths), None):
        values["category"] = chosen


def _unescaped(cell: str) -> str:
    r"""Return a text in which WooCommerce has written line breaks as \n and \n as \\n."""
    return re.sub(r"\\\\n|\\n", lambda found: "\\n" if len(found[0]) == 3 else "\n", cell)


def _split_list(cell: str) -> list[str]:
    r"""Return the members of a comma-separated list in which a comma inside a name is \,"""
    members = (member.replace("\\,", ",").strip() for member in re.split(r"(?<!\\),", cell))
    return [member for member in members if member]
