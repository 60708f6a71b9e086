"""What a merchant's file says: a pure room, from bytes to rows of products, with every fault told by its line."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

from imports import files, layouts
from imports.files import Parts, Refused
from imports.layouts import Fault, Row

__all__ = ["MOST_ROWS", "TEMPLATE", "Fault", "File", "Parts", "Refused", "Row"]

# What one file may hold; its keys are kept in memory while it is read.
MOST_ROWS = 250_000
MOST_COLUMNS = 500
ROWS_A_BATCH = 2_000
CHARACTERS_A_BATCH = 1_000_000

TEMPLATE = (
    "sku,nama,harga,stok,deskripsi,kategori,merek,satuan,harga beli,barcode,aktif\r\n"
    "KOPI-250,Kopi Gayo 250 g,Rp 50.000,24,Arabika dari Aceh.,Minuman > Kopi,,bungkus,35.000,8991234567890,ya\r\n"
    "TEH-50,Teh Melati 50 g,15000,40,,,,bungkus,,,ya\r\n"
)


class File:
    """A file of products whose parts can be read again and again. Refused where it can't be read at all.

    It is read through once to learn what single rows depend on: how its prices are written, which rows are parents,
    how many rows there are.
    """

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self.encoding = files.encoding(parts())
        self.delimiter, sniffed = self._sniffed()
        header = [files.unguarded(title) for title in sniffed]
        layout = layouts.choose(header)
        if layout is None:
            raise Refused("file_header")
        if len(header) > MOST_COLUMNS:
            raise Refused("file_wide", most=MOST_COLUMNS)
        self.layout = layout(header, self.delimiter)
        if self.layout.twice:
            raise Refused("file_columns_twice", columns=", ".join(self.layout.twice))
        self.row_count = 0
        # Whether a row must be told from others by its name alone.
        self.nameless_keys = False
        self._learn()

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
        return islice(files.Table(self._parts(), self.encoding, self.delimiter).rows(), 1, None)

    def _sniffed(self) -> tuple[str, list[str]]:
        """What ends the cells of the header: that which leaves most columns that are known."""
        head = "".join(islice(files.lines(self._parts(), self.encoding), 20))
        found = files.delimiters(head)
        return max(found.items(), key=lambda item: (layouts.known(item[1]), len(item[1])))

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
