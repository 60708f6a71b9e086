"""What a merchant's file says: a pure room, from bytes to rows of products, with every fault told by its line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import islice
from typing import Any

from domain.imports import amounts, files, headers, known_exports
from domain.imports.files import Parts, Refused
from domain.imports.headers import NAMEABLE, titles
from domain.imports.known_exports import Family
from domain.imports.layouts import Fault, Row
from domain.imports.price_lists import Shop

__all__ = ["MOST_ROWS", "NAMEABLE", "TEMPLATE", "Fault", "File", "Parts", "Refused", "Row", "titles"]

# What one file may hold; its keys are kept in memory while it is read.
MOST_ROWS = 250_000
ROWS_A_BATCH = 2_000
CHARACTERS_A_BATCH = 1_000_000
# Where the names of the columns are looked for, and what is told of them where they mean nothing.
HEAD_LINES = 60
HEAD_CHARACTERS = 256 * 1024
# Of how many rows the first that can be read is shown.
SAMPLED = 100

TEMPLATE = (
    "sku,nama,harga,stok,deskripsi,kategori,merek,satuan,harga beli,barcode,aktif\r\n"
    "KOPI-250,Kopi Gayo 250 g,Rp 50.000,24,Arabika dari Aceh.,Minuman > Kopi,,bungkus,35.000,8991234567890,ya\r\n"
    "TEH-50,Teh Melati 50 g,15000,40,,,,bungkus,,,ya\r\n"
)


class File:
    """A file of products whose parts can be read again and again. Refused where it can't be read at all.

    It is read through once to learn what single rows depend on: how its prices are written, which rows are parents,
    how many rows there are. `encoding` is one of files.CODECS where it is known, `rate` the rupiah for one unit of
    the currency that its prices are in, `named` the names of columns by our fields, `workbook` whether it was one:
    that does not tell how its numbers are shown. `store` is whose prices and stock are meant, of several in one export.
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
        self.encoding = files.must_be(parts(), encoding) if encoding else files.encoding(parts())
        self.named = dict(named or {})
        self.workbook, self.store = workbook, store
        self._head = self._found_head()
        self.delimiter = self._head.delimiter
        # How many rows stand above the names of the columns.
        self.above = len(self._head.above)
        header = self._head.header
        places = headers.places(header, self.named)
        layout = known_exports.choose(header, places)
        if layout is None:
            absent = known_exports.loosely_known(header) and len([*filter(None, header)]) > 1
            raise Refused("file_no_key" if absent else "file_header", seen=titles(header))
        if len(header) > headers.MOST_COLUMNS:
            raise Refused("file_wide", most=headers.MOST_COLUMNS)
        if store:
            places = {**_of_store(layout.stores(header), store), **places}
        self.layout = layout(header, self.delimiter, places)
        self.layout.rate, self.layout.uncut = rate, workbook
        self._must_be_clear()
        self.row_count = 0
        # Whether a row must be told from others by its name alone.
        self.nameless_keys = False
        self._learn()
        # What people should know of the whole file: keys of the routes' NOTES, and how many rows they are about.
        self.notes: dict[str, int] = {"title_rows": self.above} if self.above else {}
        self._judge_stores()
        self._judge_amounts()
        if rate is None:
            self._judge_units()
            self._judge_currency()

    @property
    def header(self) -> list[str]:
        return self.layout.header

    def rows(self) -> Iterator[Row]:
        """Every row, in order, with its faults; the second of two rows of one product is at fault."""
        once = _Once(self.nameless_keys)
        for line, cells in self._table():
            row = self.layout.read(line, cells)
            if row.values:
                once.look(row)
            yield self._with_doubt(row) if self.workbook else row

    @property
    def columns(self) -> dict[str, str]:
        """Which column holds each field, by the names of the file."""
        return {field: self.header[index] for field, index in self.layout.place.items()}

    @property
    def unnamed(self) -> list[str]:
        """The numbers of the columns without a name that hold numbers."""
        return [str(index + 1) for index in sorted(self.layout.nameless)]

    def sample(self) -> dict[str, Any]:
        """The fields of the first row that can be read."""
        rows = (row for row in islice(self.rows(), SAMPLED) if row.values)
        return next((row.values for row in rows if not row.faults), {})

    def batches(self) -> Iterator[list[Row]]:
        """Rows in parts that fit a transaction and its statements; the same parts each time."""
        batch: list[Row] = []
        size = 0
        for row in self.rows():
            batch.append(row)
            size += sum(map(len, row.cells))
            if len(batch) == ROWS_A_BATCH or size > CHARACTERS_A_BATCH:
                yield batch
                batch, size = [], 0
        if batch:
            yield batch

    def _table(self) -> Iterator[tuple[int, list[str]]]:
        return islice(files.Table(self._parts(), self.encoding, self.delimiter).rows(), max(self._head.rows, 1), None)

    def _found_head(self) -> headers.Head:
        lines = islice(files.lines(self._parts(), self.encoding), HEAD_LINES)
        return headers.find("".join(lines)[:HEAD_CHARACTERS], self.named)

    def _with_doubt(self, row: Row) -> Row:
        """The row, with a note where a workbook may show its code with zeros in front that the number has not."""
        code = row.values.get("sku", "")
        if not code.isdigit() or code.startswith("0"):
            return row
        return row._replace(notes=(*row.notes, "numeric_codes"))

    def _must_be_clear(self) -> None:
        """Asks where several columns may hold a field, or none of those that one title spans."""
        layout = self.layout
        for field, found in layout.rivals.items():
            if field in NAMEABLE and len({" ".join(title.split()).casefold() for title in found}) == len(found):
                raise headers.choice(field, found)
            raise Refused("file_columns_twice", columns=", ".join(found))
        for field, names in self._head.split.items():
            if field not in layout.place and not any(title in self.columns.values() for title in names):
                raise headers.choice(field, names)

    def _learn(self) -> None:
        places = [self.layout.place[field] for field in ("sku", "barcodes") if field in self.layout.place]
        learn = self.layout.learn
        for _, cells in self._table():
            self.row_count += 1
            if self.row_count > MOST_ROWS:
                raise Refused("file_rows", most=MOST_ROWS)
            learn(cells)
            if not self.nameless_keys:
                self.nameless_keys = not any(cells[place].strip() for place in places if place < len(cells))
        if not self.row_count:
            raise Refused("file_empty")
        if isinstance(self.layout, Family) and self.layout.apart:
            for _, cells in self._table():
                self.layout.adopt(cells)

    def _judge_stores(self) -> None:
        """Asks whose prices are meant where those of several stores differ."""
        if self.layout.unlike:
            raise Refused("file_stores", stores=titles([*self.layout.stores(self.header)]), sample=self.layout.unlike)

    def _judge_amounts(self) -> None:
        """Asks or tells where the stock stands in a column such as `Jumlah`, which on a bill holds amounts."""
        layout = self.layout
        if not (isinstance(layout, Shop) and layout.stock_may_be_amount):
            return
        column = self.columns["stock"]
        if layout.multiples and not layout.others:
            raise Refused("file_stock_or_amount", column=column)
        self.notes["amount_as_stock"] = self.row_count

    def _judge_units(self) -> None:
        """Refuses prices whose column, or a title above, says that they are thousands or no rupiah."""
        told = [(unit, self.columns[field]) for field, unit in self.layout.units().items()]
        if told and self._head.above:
            told += [(amounts.said_of_all(cell), cell) for row in self._head.above for cell in row]
        for unit, title in told:
            if unit in ("foreign", "scaled"):
                sample = " ".join(title.split())
                raise Refused("file_foreign" if unit == "foreign" else "file_scaled", sample=sample)

    def _judge_currency(self) -> None:
        """Refuses prices that are no rupiah; where they only may be none, it asks or tells.

        Exports write decimals, so that 19.99 there is no 19.990, and a whole list below Rp 1,000 hardly one of ours.
        """
        habits = [self.layout.habits[field] for field in self.layout.selling if field in self.layout.habits]
        exact = bool(self.layout.decimal_marks)
        for found in habits:
            if sample := found.foreign or (found.fraction if exact else ""):
                raise Refused("file_foreign", sample=sample)
        low = next((found.low for found in habits if found.low), "")
        if low and not any(found.high for found in habits):
            if exact:
                raise Refused("file_maybe_foreign", sample=low)
            self.notes["low_prices"] = self.row_count


def _of_store(stores: Mapping[str, Mapping[str, int]], wanted: str) -> Mapping[str, int]:
    """The columns of a store, by field; refuses a name that is none of the file's."""
    for name, columns in stores.items():
        if headers.same(name, wanted):
            return columns
    raise Refused("store_unknown", stores=titles([*stores]))


class _Once:
    """Sees to it that each product has one row: by SKU, by barcode, and by name where a row has neither."""

    def __init__(self, names_matter: bool) -> None:
        self._names_matter = names_matter
        self._seen: dict[tuple[str, Any], int] = {}

    def look(self, row: Row) -> None:
        values = row.values
        keys: list[tuple[str, Any]] = [("sku", values["sku"])] if "sku" in values else []
        keys += [("barcodes", code) for code in values.get("barcodes", ())]
        clashes = keys
        told = keys or not any(fault.field in ("sku", "barcodes") for fault in row.faults)
        if self._names_matter and told and "name" in values:
            name = values["name"]
            # A row that only its name tells bears no other row of that name, before it or behind.
            clashes = [*keys, ("lone name", name)] if keys else [("name", name)]
            keys = [*keys, ("name", name)] if keys else [("name", name), ("lone name", name)]
        for key in clashes:
            if (first := self._seen.get(key)) is not None:
                row.faults.append(Fault(key[0].removeprefix("lone "), "row_repeated", words={"line": first}))
                break
        for key in keys:
            self._seen.setdefault(key, row.line)
