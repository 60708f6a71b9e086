"""Layouts: what the columns of a file mean, and what all layouts share.

A layout turns the cells of a row into the fields of a product. `price_lists` has the layout of lists kept by hand,
`known_exports` those of other programs. Cells that a variant row leaves to its product are filled in first, so each row
is complete by itself, also in the download of failed rows.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Any, ClassVar, NamedTuple

from domain.imports import amounts, text_cells
from domain.imports.amounts import InvalidCell, NumberStyle
from domain.imports.csv_files import unescape_formulas

Cells = list[str]
Note = str | tuple[str, str]


class Fault(NamedTuple):
    """Why a row failed: our name of the field, a key of messages.FIELDS, and the title of the column."""

    field: str
    code: str
    column: str = ""
    words: dict[str, Any] = {}


class Row(NamedTuple):
    """A row of the file. `values` has its fields, and is empty if the row is not a product.

    Fields: sku, name, description, unit, measure, price, cost, tax_kind, stock, active, barcodes (tuple), category
    (names from the top of the tree down), brand, variant_of (the SKU of the main product), options. `notes` are
    warnings about the file: a key of messages.catalogue.IMPORT_WARNINGS, or such a key with a value of the file.
    """

    line: int
    cells: Cells
    values: dict[str, Any]
    faults: list[Fault]
    notes: tuple[Note, ...] = ()


Reader = Callable[[str], Any]

PRICE_START = re.compile(r"[^0-9]*[1-9][0-9]{0,2}")
# An opening bracket ends the search, so many of them cost no more than one.
IN_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
# All recognized titles are shorter.
MAX_TITLE = 200
# What programs and people write into empty cells.
BLANK_WORDS = frozenset(
    ["-", "--", "---", "–", "—", "n/a", "#n/a", "null", "(null)", "#null!", "#name?", "#ref!", "#value!", "#div/0!",
     "#num!"]
)  # fmt: skip
MAX_BLANK = 12
BLANK_STARTS = frozenset(word for nothing in BLANK_WORDS for word in (nothing[0], nothing[0].upper())) | {" "}
# Optional columns: an unknown word is reported and ignored.
OPTIONAL_FLAGS = frozenset(["active", "published", "status", "sold", "shown"])
DIGITS = frozenset("0123456789")
MAX_WORD = 50
NO_LETTERS = re.compile(r"[\W_]+")
# Words by which a cell explains its column instead of holding a value.
GUIDE_WORDS = frozenset(
    ["wajib", "opsional", "harus", "isi", "diisi", "isikan", "masukkan", "tulis", "angka", "bilangan", "rupiah", "idr",
     "hanya", "contoh", "mandatory", "required", "optional", "conditional", "enter", "fill", "number", "numbers",
     "numeric", "integer", "digits", "only", "example"]
)  # fmt: skip
MAX_QUOTE = 80
PRICE_REST = re.compile(r"[0-9]{3}(?![0-9])")


@lru_cache(4096)
def normalize_title(header: str) -> str:
    """Return a title in comparable form: lower-case letters and digits, without text in brackets."""
    if len(header) > MAX_TITLE:
        return ""
    return NO_LETTERS.sub("", IN_BRACKETS.sub("", header.casefold()))


class Layout(ABC):
    """The columns of one file by field. Subclasses define titles and the dependencies between rows."""

    name: ClassVar[str]
    # Marks that are decimal in all its prices.
    decimal_marks: ClassVar[str] = ""
    # Our field, or one that `derive_fields` needs, by normalized title. Fallback titles count if no other title has the
    # field.
    titles: ClassVar[dict[str, str]]
    fallback_titles: ClassVar[dict[str, str]] = {}
    # Titles that count if neither of these is there, and titles that may mean a field, so that the caller is asked.
    last_resort_titles: ClassVar[dict[str, str]] = {}
    ambiguous_titles: ClassVar[dict[str, str]] = {}
    # True if the title of a price column may state a unit; in some exports brackets hold a store instead.
    titles_have_units: ClassVar[bool] = False
    readers: ClassVar[dict[str, Reader]]
    prices: ClassVar[tuple[str, ...]] = ("price", "cost")
    # Prices paid by buyers: in rupiah they have no fractions.
    selling: ClassVar[tuple[str, ...]] = ("price",)

    def __init__(self, header: Sequence[str], delimiter: str = ",", named: Mapping[str, int] | None = None) -> None:
        self.header = list(header)
        self.delimiter = delimiter
        # Columns named by the caller, by field.
        self.named = dict(named or {})
        # The rupiah for one unit of the currency of the prices, if it is another.
        self.rate: Decimal | None = None
        # True if a comma can't have split a cell, as in a workbook.
        self.from_workbook = False
        # True if rows omit empty cells at their end.
        self.ragged = False
        self.index_of: dict[str, int] = {}
        # Columns that are not recognized, and those of them that are empty so far.
        self.unknown: list[int] = []
        # Columns without a title that contain numbers.
        self.untitled: set[int] = set()
        # A product whose prices differ between stores, with its prices.
        self.price_conflict = ""
        # Rows that explain the columns, by what tells them from products.
        self.guides: set[tuple[str, ...]] = set()
        # Fields that several columns may contain, with the titles.
        self.ambiguous: dict[str, list[str]] = {}
        self._place_columns()
        self.empty_columns = set(self.unknown)
        self._without_title = [index for index, title in enumerate(header) if not title.strip()]
        self.styles = {field: NumberStyle() for field in (*self.prices, "stock") if field in self.index_of}
        self.cell_readers: list[tuple[str, int, Reader]] = [
            (field, index, self.reader(field))
            for field, index in self.index_of.items()
            if field in self.readers or field in self.prices
        ]

    def _place_columns(self) -> None:
        """Find the column of each field: the one named by the caller, else the one with the clearest title."""
        self.index_of.update(self.named)
        taken = set(self.named.values())
        candidates: dict[str, list[int]] = {}
        for index, title in enumerate(self.header):
            field = self.field_of(title)
            if index in taken or not title.strip() or normalize_title(title) in REASON_TITLES:
                continue
            if field and field not in self.named:
                candidates.setdefault(field, []).append(index)
            else:
                self.unknown.append(index)
        self._settle(candidates)
        for names in (self.fallback_titles, self.last_resort_titles):
            candidates = {}
            for index in self.unknown:
                field = self.field_for(self.header[index], names)
                if field and field not in self.index_of and field not in self.ambiguous:
                    candidates.setdefault(field, []).append(index)
            found = {index for indexes in candidates.values() for index in indexes}
            self.unknown = [index for index in self.unknown if index not in found]
            self._settle(candidates)
        for title in (self.header[index] for index in self.unknown):
            field = self.field_for(title, self.ambiguous_titles)
            if field and field not in self.index_of:
                self.ambiguous.setdefault(field, []).append(title)

    def _settle(self, candidates: Mapping[str, list[int]]) -> None:
        for field, indexes in candidates.items():
            self.index_of[field] = indexes[0]
            if len(indexes) > 1:
                self.ambiguous[field] = [self.header[index] for index in indexes]

    @classmethod
    def field_for(cls, title: str, names: Mapping[str, str]) -> str | None:
        """Return the field of a column with this title. Titles of prices may include a unit, as in `Harga USD`."""
        field = names.get(normalize_title(title))
        if field is None and cls.titles_have_units:
            bare = names.get(normalize_title(amounts.strip_unit(title)))
            field = bare if bare in cls.prices else None
        return field

    @classmethod
    @abstractmethod
    def matches(cls, fields: set[str]) -> bool:
        """Return True if a header with these fields has this layout."""

    @classmethod
    def field_of(cls, title: str) -> str | None:
        """Return the field of a column with this title."""
        return cls.field_for(title, cls.titles)

    @classmethod
    def stores(cls, header: Sequence[str]) -> dict[str, dict[str, int]]:
        """Return the columns of each store by field, if an export has several."""
        return {}

    @classmethod
    def fields_of(cls, header: Sequence[str]) -> set[str]:
        """Return the fields by which `matches` judges a header."""
        return {field for title in header if (field := cls.field_of(title))}

    def reader(self, field: str) -> Reader:
        if field in self.prices:
            return self._price_reader(field)
        if field == "stock" and self.readers[field] is amounts.parse_count:
            style, marks = self.styles[field], self.decimal_marks
            return lambda cell: amounts.parse_count(cell, style, marks)
        return self.readers[field]

    def _price_reader(self, field: str) -> Reader:
        style, marks = self.styles[field], self.decimal_marks
        units = self.units()
        # With prices in dollars, a cost marked Rp is in rupiah.
        spared = [
            each for each in units if units[each] == "rupiah" and {"foreign", "scaled"}.intersection(units.values())
        ]

        def read(cell: str) -> int:
            if self.rate is not None and field not in spared:
                return amounts.convert_price(cell, style, marks, self.rate)
            return amounts.parse_price(cell, style, marks)

        return read

    def units(self) -> dict[str, str]:
        """Return what the titles of price columns say about their units, by field."""
        if not self.titles_have_units:
            return {}
        return {
            field: amounts.unit_of_title(self.header[self.index_of[field]])
            for field in self.prices
            if field in self.index_of
        }

    @property
    def unused(self) -> list[str]:
        """The titles of columns with content that is not imported."""
        return [self.header[index] for index in self.unknown if index not in self.empty_columns]

    def observe(self, cells: Cells) -> None:
        """Take a row into account that others may depend on. All rows are observed before any is read."""
        width = len(cells)
        if width < len(self.header):
            self.ragged = True
        if filled := [index for index in self.empty_columns if index < width and cells[index]]:
            self.empty_columns.difference_update(filled)
        for index in self._without_title:
            if index < width and cells[index] and not DIGITS.isdisjoint(cells[index]):
                self.untitled.add(index)
        for field, style in self.styles.items():
            if self.index_of[field] < width:
                style.observe(cells[self.index_of[field]])

    def read(self, line: int, cells: Cells) -> Row:
        """Return the row's fields and faults."""
        width = len(self.header)
        if self.ragged and self._is_cut(cells):
            return Row(line, cells, {}, [Fault("row", "price_truncated")])
        if len(cells) != width:
            if any(cells[width:]):
                return Row(
                    line, cells, {}, [Fault("row", "row_too_long", words={"cells": len(cells), "columns": width})]
                )
            cells = cells[:width] + [""] * (width - len(cells))
        if self.guides and self.guide_key(cells) in self.guides:
            return Row(line, cells, {}, [], (("guide_rows", _quote_row(line, cells)),))
        note = self.prepare_row(cells)
        if note:
            return Row(line, cells, {}, [], (note,))
        values: dict[str, Any] = {}
        faults: list[Fault] = []
        notes: dict[Note, None] = {}
        for field, index, read in self.cell_readers:
            cell = cells[index]
            if not cell or cell.isspace():
                continue
            cell = unescape_formulas(cell)
            if cell[0] in BLANK_STARTS and is_blank(cell):
                notes["blanks"] = None
                continue
            if field == "stock" and (number := amounts.strip_count_unit(cell)) != cell:
                cell = number
                notes["stock_units"] = None
            try:
                values[field] = read(cell)
            except InvalidCell as error:
                if error.code == "count_negative":
                    values[field] = 0
                    notes["negative_stock"] = None
                elif field in OPTIONAL_FLAGS:
                    notes["words", cell.strip()[:MAX_WORD]] = None
                else:
                    faults.append(Fault(field, error.code, self.header[index], error.words))
        notes |= dict.fromkeys(self.derive_fields(values, cells, faults))
        if values.get("price") == 0:
            notes["free", _quote_row(line, [values.get("name") or values.get("sku") or ""])] = None
        if not values and not faults:
            faults.append(
                Fault("name", "missing", self.header[self.index_of["name"]] if "name" in self.index_of else "")
            )
        return Row(line, cells, values, faults, (*notes,))

    def _is_cut(self, cells: Cells) -> bool:
        """Return True if a price may be 15,000 without quotes, so that its end is in the next cell.

        If all rows are as long as the header, such a row is too long; if rows leave out cells, it may fit.
        """
        return (
            self.delimiter == ","
            and not self.from_workbook
            and any(
                PRICE_START.fullmatch(cells[place].strip()) and PRICE_REST.match(cells[place + 1].strip())
                for place in (self.index_of[field] for field in self.prices if field in self.index_of)
                if place + 1 < len(cells)
            )
        )

    def guide_key(self, cells: Cells) -> tuple[str, ...]:
        return tuple(self.cell(cells, field) for field in ("name", "price", "stock"))

    def prepare_row(self, cells: Cells) -> str:
        """Fill in cells from the row's parent, in place. Return a note if the row is not a product of its own."""
        return ""

    def derive_fields(self, values: dict[str, Any], cells: Cells, faults: list[Fault]) -> Iterable[Note]:
        """Derive our fields from those that only this layout has. Return notes."""
        return ()

    def append_options(self, values: dict[str, Any], cells: Cells, faults: list[Fault], fields: Iterable[str]) -> None:
        """Append the options of a variant to its name."""
        if "name" not in values:
            return
        try:
            values["name"] = NAME(variant_name(values["name"], [NAME(self.cell(cells, field)) for field in fields]))
        except InvalidCell as error:
            faults.append(Fault("name", error.code, self.header[self.index_of["name"]], error.words))

    def cell(self, cells: Cells, field: str) -> str:
        """Return the trimmed cell of a field, or an empty string if it is missing or a placeholder."""
        index = self.index_of.get(field)
        if index is None or index >= len(cells):
            return ""
        cell = unescape_formulas(cells[index]).strip()
        return "" if is_blank(cell) else cell

    def fill_empty_cells(self, cells: Cells, source: Cells, fields: Sequence[str]) -> None:
        """Copy the cells of these fields from `source` where they are empty."""
        for field in fields:
            index = self.index_of.get(field)
            if index is not None and not cells[index]:
                cells[index] = source[index]


def _quote_row(line: int, cells: Iterable[str]) -> str:
    """Return the line of a row and the beginning of its cells."""
    shown = ", ".join(" ".join(cell.split()) for cell in cells if cell and not cell.isspace())
    shown = shown if len(shown) <= MAX_QUOTE else f"{shown[:MAX_QUOTE].rstrip(' ,')}…"
    return f"{line}: {shown}"


def is_blank(cell: str) -> bool:
    """Return True if a cell only contains a placeholder for nothing, such as - or N/A."""
    return len(cell) <= MAX_BLANK and cell.strip().casefold() in BLANK_WORDS


def is_guide(cell: str) -> bool:
    """Return True if a cell explains its column, such as `Wajib diisi`."""
    return DIGITS.isdisjoint(cell) and not GUIDE_WORDS.isdisjoint(words_of(cell).split())


def variant_name(name: str, options: Iterable[str], between: str = " / ") -> str:
    """Return the name of a variant: the product's name plus the options that it does not already end with."""
    shown = [option for option in options if option and option.casefold() not in DEFAULT_OPTIONS]
    end = f" {words_of(name)}"
    while repeated := next((option for option in shown if end.endswith(f" {words_of(option)}")), None):
        end = end[: len(end) - len(words_of(repeated)) - 1]
        shown.remove(repeated)
    return f"{name} - {between.join(shown)}" if shown else name


def words_of(text: str) -> str:
    """Return the words of a text in comparable form."""
    return NO_LETTERS.sub(" ", text.casefold()).strip()


def title_map(**headers: str) -> dict[str, str]:
    """Return fields by normalized title, from space-separated titles by field."""
    return {header: field for field, words in headers.items() for header in words.split()}


# The extra column of the download of failed rows.
REASON_TITLES = frozenset(["reason", "alasan"])
# Names for the only variant of a product.
DEFAULT_OPTIONS = frozenset(["default title", "regular", "reguler", "default"])
NAME = text_cells.line(200)
READERS: dict[str, Reader] = {
    "sku": text_cells.sku,
    "barcodes": text_cells.barcodes,
    "name": NAME,
    "description": text_cells.multiline,
    "unit": text_cells.line(20),
    "stock": amounts.parse_count,
    "tax_kind": text_cells.tax_kind,
    "measure": text_cells.measure,
    "active": text_cells.boolean,
    "category": text_cells.category_path,
    "brand": text_cells.line(100),
    "variant_of": text_cells.sku,
    "options": text_cells.options,
}
