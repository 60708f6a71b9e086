"""What a merchant's file says: a pure room, from bytes to rows of products, with every fault told by its line."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import islice
from typing import Any

from imports import exports, files
from imports.exports import Family
from imports.files import Parts, Refused
from imports.layouts import REASONS, Fault, Row, plain

__all__ = ["MOST_ROWS", "TEMPLATE", "Fault", "File", "Parts", "Refused", "Row", "titles"]

# What one file may hold; its keys are kept in memory while it is read.
MOST_ROWS = 250_000
MOST_COLUMNS = 500
ROWS_A_BATCH = 2_000
CHARACTERS_A_BATCH = 1_000_000
# Where the names of the columns are looked for, and what is told of them where they mean nothing.
HEAD_LINES = 60
HEAD_CHARACTERS = 256 * 1024
TITLES_TOLD = 30
LONGEST_TITLE_TOLD = 60

TEMPLATE = (
    "sku,nama,harga,stok,deskripsi,kategori,merek,satuan,harga beli,barcode,aktif\r\n"
    "KOPI-250,Kopi Gayo 250 g,Rp 50.000,24,Arabika dari Aceh.,Minuman > Kopi,,bungkus,35.000,8991234567890,ya\r\n"
    "TEH-50,Teh Melati 50 g,15000,40,,,,bungkus,,,ya\r\n"
)


class File:
    """A file of products whose parts can be read again and again. Refused where it can't be read at all.

    It is read through once to learn what single rows depend on: how its prices are written, which rows are parents,
    how many rows there are. `encoding` is one of files.CODECS where it is known, `rate` the rupiah for one unit of
    the currency that its prices are in.
    """

    def __init__(self, parts: Parts, encoding: str = "", rate: Decimal | None = None) -> None:
        self._parts = parts
        self.encoding = files.must_be(parts(), encoding) if encoding else files.encoding(parts())
        # How many rows stand above the names of the columns.
        self.delimiter, self.above, sniffed = self._sniffed()
        header = [files.unguarded(title) for title in sniffed]
        layout = exports.choose(header)
        if layout is None:
            raise Refused("file_header", seen=titles(header))
        if len(header) > MOST_COLUMNS:
            raise Refused("file_wide", most=MOST_COLUMNS)
        self.layout = layout(header, self.delimiter)
        self.layout.rate = rate
        if self.layout.twice:
            raise Refused("file_columns_twice", columns=", ".join(self.layout.twice))
        self.row_count = 0
        # Whether a row must be told from others by its name alone.
        self.nameless_keys = False
        self._learn()
        # What people should know of the whole file: keys of the routes' NOTES, and how many rows they are about.
        self.notes: dict[str, int] = {"title_rows": self.above} if self.above else {}
        if rate is None:
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
            yield row

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
        return islice(files.Table(self._parts(), self.encoding, self.delimiter).rows(), self.above + 1, None)

    def _sniffed(self) -> tuple[str, int, list[str]]:
        """What ends the cells, and the header: the row with the most columns that are known, the first of such."""
        lines = islice(files.lines(self._parts(), self.encoding), HEAD_LINES)
        head = "".join(lines)[:HEAD_CHARACTERS]
        found = [
            (exports.known(row), -number, len(row), delimiter, row)
            for delimiter, rows in files.tables(head).items()
            for number, row in enumerate(rows)
        ]
        if not found:
            return ",", 0, []
        _, number, _, delimiter, row = max(found, key=lambda each: each[:3])
        return delimiter, -number, row

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


def titles(header: list[str]) -> str:
    """The names of columns, for a sentence."""
    told = [" ".join(title[:LONGEST_TITLE_TOLD].split()) for title in header if plain(title) not in REASONS]
    told = [title for title in told if title]
    return ", ".join(told[:TITLES_TOLD]) + (", …" if len(told) > TITLES_TOLD else "") or "–"


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
