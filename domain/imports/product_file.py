"""A product file: its header, layout, rows and batches."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import islice
from typing import Any

from domain.imports import amounts, csv_files, headers, layout_detection
from domain.imports.csv_files import InvalidFile, Parts
from domain.imports.headers import NAMEABLE, format_titles
from domain.imports.known_exports import VariantExport
from domain.imports.layouts import Fault, Row
from domain.imports.price_lists import PriceList

# Limits of one file; its keys are kept in memory while it is read.
MAX_ROWS = 250_000
BATCH_ROWS = 2_000
BATCH_CHARACTERS = 1_000_000
# The part of the file that is searched for column titles.
HEADER_LINES = 60
HEADER_CHARACTERS = 256 * 1024
# The sample is the first row without faults among these.
SAMPLE_ROWS = 100

TEMPLATE = (
    "sku,nama,harga,stok,deskripsi,kategori,merek,satuan,harga beli,jenis pajak,barcode,aktif\r\n"
    "KOPI-250,Kopi Gayo 250 g,Rp 50.000,24,Arabika dari Aceh.,Minuman > Kopi,,bungkus,35.000,kena,8991234567890,ya\r\n"
    "TEH-50,Teh Melati 50 g,15000,40,,,,bungkus,,,,ya\r\n"
)


class ProductFile:
    """A file of products whose parts can be read repeatedly. Raises InvalidFile if it can't be read.

    It is scanned once for what single rows depend on: how prices are written, which rows are parents, the number of
    rows. `encoding` is a key of csv_files.CODECS if known, `rate` the rupiah for one unit of the currency of its
    prices, `named` the titles of columns by field, `workbook` whether it was a workbook, which hides how numbers are
    formatted. `store` selects one of several stores in an export.
    """

    def __init__(
        self,
        parts: Parts,
        encoding: str = "",
        rate: Decimal | None = None,
        named: Mapping[str, str] | None = None,
        workbook: bool = False,
        store: str = "",
    ) -> None:
        self._parts = parts
        self.encoding = csv_files.check_encoding(parts(), encoding) if encoding else csv_files.detect_encoding(parts())
        self.named = dict(named or {})
        self.workbook, self.store = workbook, store
        self._header_row = self._find_header_row()
        self.delimiter = self._header_row.delimiter
        # The number of rows above the column titles.
        self.above = len(self._header_row.above)
        header = self._header_row.header
        places = headers.locate_columns(header, self.named)
        layout = layout_detection.choose_layout(header, places)
        if layout is None:
            absent = layout_detection.count_price_list_titles(header) and len([*filter(None, header)]) > 1
            question = headers.column_question("name", header)
            raise InvalidFile("file_no_key" if absent else "file_header", question, seen=format_titles(header))
        if len(header) > headers.MAX_COLUMNS:
            raise InvalidFile("file_wide", most=headers.MAX_COLUMNS)
        if store:
            places = {**_store_columns(layout.stores(header), store), **places}
        self.layout = layout(header, self.delimiter, places)
        self.layout.rate, self.layout.from_workbook = rate, workbook
        self._check_ambiguous_columns()
        self.row_count = 0
        # True if some row can only be identified by its name.
        self.has_rows_without_codes = False
        # True if some row names the main product of a variant.
        self.has_variants = False
        self._scan()
        # Warnings about the whole file: keys of messages.catalogue.IMPORT_WARNINGS with the number of rows concerned.
        self.notes: dict[str, int] = {"title_rows": self.above} if self.above else {}
        self._check_stores()
        self._check_stock_column()
        if rate is None:
            self._check_units()
            self._check_currency()

    @property
    def header(self) -> list[str]:
        return self.layout.header

    def rows(self) -> Iterator[Row]:
        """Yield every row in order, with its faults. The second of two rows of one product is at fault."""
        once = _DuplicateRows(self.has_rows_without_codes)
        for line, cells in self._data_rows():
            row = self.layout.read(line, cells)
            if row.values:
                once.check(row)
            yield self._note_numeric_code(row) if self.workbook else row

    @property
    def columns(self) -> dict[str, str]:
        """The title of the column of each field."""
        return {field: self.header[index] for field, index in self.layout.index_of.items()}

    @property
    def unnamed(self) -> list[str]:
        """The numbers of the columns without a title that contain numbers."""
        return [str(index + 1) for index in sorted(self.layout.untitled)]

    def sample(self) -> dict[str, Any]:
        """Return the fields of the first row without faults."""
        rows = (row for row in islice(self.rows(), SAMPLE_ROWS) if row.values)
        return next((row.values for row in rows if not row.faults), {})

    def batches(self) -> Iterator[list[Row]]:
        """Yield rows in batches that fit a transaction and its statements. The batches are the same each time.

        Variants come after all other rows, so that their main products are there, in whatever order the file has them.
        """
        if not self.has_variants:
            yield from _batches(self.rows())
            return
        yield from _batches(row for row in self.rows() if "variant_of" not in row.values)
        yield from _batches(row for row in self.rows() if "variant_of" in row.values)

    def _data_rows(self) -> Iterator[tuple[int, list[str]]]:
        return islice(
            csv_files.CsvReader(self._parts(), self.encoding, self.delimiter).rows(),
            max(self._header_row.rows, 1),
            None,
        )

    def _find_header_row(self) -> headers.HeaderRow:
        lines = islice(csv_files.lines(self._parts(), self.encoding), HEADER_LINES)
        return headers.find_header("".join(lines)[:HEADER_CHARACTERS], self.named)

    def _note_numeric_code(self, row: Row) -> Row:
        """Add a note if the workbook may show leading zeros that the number of this code lacks."""
        code = row.values.get("sku", "")
        if not code.isdigit() or code.startswith("0"):
            return row
        return row._replace(notes=(*row.notes, "numeric_codes"))

    def _check_ambiguous_columns(self) -> None:
        """Raise InvalidFile if several columns may contain a field, or none of those below one title does."""
        layout = self.layout
        for field, found in layout.ambiguous.items():
            if field in NAMEABLE and len({" ".join(title.split()).casefold() for title in found}) == len(found):
                raise headers.ambiguous_column(field, found)
            raise InvalidFile("file_duplicate_columns", columns=", ".join(found))
        for field, names in self._header_row.split.items():
            if field not in layout.index_of and not any(title in self.columns.values() for title in names):
                raise headers.ambiguous_column(field, names)

    def _scan(self) -> None:
        places = [self.layout.index_of[field] for field in ("sku", "barcodes") if field in self.layout.index_of]
        observe, variant_of = self.layout.observe, self.layout.index_of.get("variant_of")
        for _, cells in self._data_rows():
            self.row_count += 1
            if self.row_count > MAX_ROWS:
                raise InvalidFile("file_rows", most=MAX_ROWS)
            observe(cells)
            if variant_of is not None and not self.has_variants:
                self.has_variants = bool(self.layout.cell(cells, "variant_of"))
            if not self.has_rows_without_codes:
                self.has_rows_without_codes = not any(cells[place].strip() for place in places if place < len(cells))
        if not self.row_count:
            raise InvalidFile("file_empty")
        if isinstance(self.layout, VariantExport) and self.layout.detached:
            for _, cells in self._data_rows():
                self.layout.remember_parent(cells)

    def _check_stores(self) -> None:
        """Raise InvalidFile if prices differ between stores and none is selected."""
        if self.layout.price_conflict:
            raise InvalidFile(
                "file_stores",
                ("store", [*self.layout.stores(self.header)]),
                stores=format_titles([*self.layout.stores(self.header)]),
                sample=self.layout.price_conflict,
            )

    def _check_stock_column(self) -> None:
        """Raise InvalidFile, or add a note, if the stock is in a column such as `Jumlah`, which may contain amounts."""
        layout = self.layout
        if not (isinstance(layout, PriceList) and layout.stock_may_be_amount):
            return
        column = self.columns["stock"]
        if layout.multiples and not layout.others:
            question = headers.column_question("stock", [column, *self.header])
            raise InvalidFile("file_stock_or_amount", question, column=column)
        self.notes["amount_as_stock"] = self.row_count

    def _check_units(self) -> None:
        """Raise InvalidFile if a title says that prices are in thousands or in another currency."""
        units = [(unit, self.columns[field]) for field, unit in self.layout.units().items()]
        if units and self._header_row.above:
            units += [(amounts.unit_of_heading(cell), cell) for row in self._header_row.above for cell in row]
        for unit, title in units:
            if unit in ("foreign", "scaled"):
                sample = " ".join(title.split())
                code, rates = ("file_foreign", []) if unit == "foreign" else ("file_scaled", ["1000", "1000000", "1"])
                raise InvalidFile(code, ("rate", rates), sample=sample)

    def _check_currency(self) -> None:
        """Raise InvalidFile if prices are in another currency; if they only may be, raise or add a note.

        Exports write decimals, so 19.99 in one is not 19.990, and a price list below Rp 1,000 is unlikely in rupiah.
        """
        style = [self.layout.styles[field] for field in self.layout.selling if field in self.layout.styles]
        exact = bool(self.layout.decimal_marks)
        for found in style:
            if sample := found.foreign or (found.fraction if exact else ""):
                raise InvalidFile("file_foreign", ("rate", []), sample=sample)
        low = next((found.low for found in style if found.low), "")
        if low and not any(found.high for found in style):
            if exact:
                raise InvalidFile("file_low_prices", ("rate", ["1"]), sample=low)
            self.notes["low_prices"] = self.row_count


def _batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    batch: list[Row] = []
    size = 0
    for row in rows:
        batch.append(row)
        size += sum(map(len, row.cells))
        if len(batch) == BATCH_ROWS or size > BATCH_CHARACTERS:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _store_columns(stores: Mapping[str, Mapping[str, int]], wanted: str) -> Mapping[str, int]:
    """Return the columns of a store by field, or raise InvalidFile if the file has no such store."""
    for name, columns in stores.items():
        if headers.same_title(name, wanted):
            return columns
    raise InvalidFile("store_unknown", ("store", [*stores]), stores=format_titles([*stores]))


class _DuplicateRows:
    """Detection of rows for the same product: by SKU, by barcode, and by name if a row has neither."""

    def __init__(self, names_matter: bool) -> None:
        self._names_matter = names_matter
        self._seen: dict[tuple[str, Any], int] = {}

    def check(self, row: Row) -> None:
        values = row.values
        keys: list[tuple[str, Any]] = [("sku", values["sku"])] if "sku" in values else []
        keys += [("barcodes", code) for code in values.get("barcodes", ())]
        conflicts = keys
        identified = keys or not any(fault.field in ("sku", "barcodes") for fault in row.faults)
        if self._names_matter and identified and "name" in values:
            name = values["name"]
            # A row identified by name alone tolerates no other row with that name.
            conflicts = [*keys, ("lone name", name)] if keys else [("name", name)]
            keys = [*keys, ("name", name)] if keys else [("name", name), ("lone name", name)]
        for key in conflicts:
            if (first := self._seen.get(key)) is not None:
                row.faults.append(Fault(key[0].removeprefix("lone "), "row_repeated", words={"line": first}))
                break
        for key in keys:
            self._seen.setdefault(key, row.line)
