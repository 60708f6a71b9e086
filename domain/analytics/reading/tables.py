"""Tables of a file: rows of a CSV, records of JSON, and tables with a column for each period."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, islice
from typing import Any, TypeAlias

from domain.analytics.options import Limits, Options, Refused
from domain.analytics.reading import blocks, column_roles, columns, json_records, sniffing
from domain.analytics.reading.columns import Cell, text

SAMPLE_ROWS = 1_000
SAMPLE_CELLS = 20_000
# Stands for a list or an object in a cell.
NESTED = "[...]"

Line = Callable[[], int]
Take = Callable[[Iterable[Sequence[Cell]], Line], None]
TakeBlock = Callable[[blocks.Block, int], bool]
Table: TypeAlias = "CsvTable | JsonTable | WideTable"


def table(source: sniffing.Source, options: Options, limits: Limits) -> Table:
    """Return the file as a table with column roles. Raises Refused."""
    found = JsonTable(source, options, limits) if sniffing.is_json(source) else CsvTable(source, options, limits)
    return WideTable(found) if found.roles.periods else found


class CsvTable:
    """Rows of a CSV."""

    def __init__(self, source: sniffing.Source, options: Options, limits: Limits) -> None:
        self._source, self._limits = source, limits
        layout = sniffing.layout(source, SAMPLE_ROWS)
        self.delimiter, self._skip, self.notice = layout.delimiter, layout.skip, layout.notice
        self.years = layout.years
        if len(layout.header) > limits.columns:
            raise Refused("file_wide", most=limits.columns)
        if not layout.sample:
            raise Refused("file_empty")
        self.header = columns.unique(layout.header)
        self.width = len(self.header)
        sample = layout.sample[: max(50, SAMPLE_CELLS // self.width)]
        self.roles = column_roles.assign_roles(
            self.header, sample, layout.whole and len(sample) == len(layout.sample), options
        )

    def each(self, take: Take, take_block: TakeBlock | None = None) -> None:
        """Pass all rows to `take`, block by block, each with a function that returns the current line.

        A regular block is passed to `take_block` first, which may decline it.
        """
        line, carry = self._skip + 1, ""
        for block in self._source.blocks(self._skip):
            if take_block and not carry and self._is_text(block):
                regular = blocks.block(block, self.delimiter, self.width)
                if regular and regular.longest <= self._limits.cell and take_block(regular, line):
                    line += len(regular.starts)
                    continue
            body = carry + self._source.decode(block, line + carry.count("\n"))
            carry = ""
            self._check(body, line)
            lines = io.StringIO(body, newline="")
            if '"' not in body:
                reader = csv.reader(lines, delimiter=self.delimiter)
                take(reader, lambda begin=line - 1, reader=reader: begin + reader.line_num)  # type: ignore[misc]
                line += reader.line_num
            else:
                rows = _QuotedRows(lines, self.delimiter, line, self._limits)
                take(iter(rows), lambda rows=rows: rows.begin)  # type: ignore[misc]
                line = rows.begin
                if rows.open:
                    lines.seek(0)
                    carry = body[sum(map(len, islice(lines, rows.done))) :]
                    if len(carry) > sniffing.LONGEST_LINE:
                        raise Refused("file_open_quote", line=line)
        if carry:
            raise Refused("file_open_quote", line=line)

    def _is_text(self, block: bytes) -> bool:
        """Return whether the block is valid UTF-8."""
        if not block.isascii():
            try:
                block.decode()
            except UnicodeDecodeError:
                return False
            self._source.is_utf8 = True
        return True

    def _check(self, body: str, line: int) -> None:
        """Raise Refused if an unquoted cell is too long."""
        if '"' not in body and max(map(len, body.split("\n")), default=0) > self._limits.cell:
            for number, cells in enumerate(csv.reader(io.StringIO(body, newline=""), delimiter=self.delimiter), line):
                if any(len(cell) > self._limits.cell for cell in cells):
                    raise Refused("file_long_cell", line=number, longest=self._limits.cell)


class _QuotedRows:
    """Rows of lines that may end within a quoted cell; `begin` is the line on which the current row begins."""

    def __init__(self, lines: Iterable[str], delimiter: str, line: int, limits: Limits) -> None:
        self._lines, self._delimiter, self._first, self._longest = lines, delimiter, line, limits.cell
        self.begin = line
        # Number of lines of complete rows, and whether another row has begun after them.
        self.done = 0
        self.open = False

    def __iter__(self) -> Iterator[Sequence[Cell]]:
        exhausted: list[bool] = []
        reader = csv.reader(chain(self._lines, self._end(exhausted)), delimiter=self._delimiter)
        try:
            for cells in reader:
                if exhausted:
                    # The reader asked for more lines, so it was still inside quotes.
                    self.open = True
                    return
                if cells and max(map(len, cells)) > self._longest:
                    raise Refused("file_long_cell", line=self.begin, longest=self._longest)
                yield cells
                self.done = reader.line_num
                self.begin = self._first + self.done
        except csv.Error:
            raise Refused("file_long_cell", line=self.begin, longest=self._longest) from None

    @staticmethod
    def _end(exhausted: list[bool]) -> Iterator[str]:
        exhausted.append(True)
        yield from ()


class JsonTable:
    """Records of a JSON file as rows of the columns that have roles."""

    delimiter = ""

    def __init__(self, source: sniffing.Source, options: Options, limits: Limits) -> None:
        self._source, self._limits = source, limits
        sample = self._sample()
        self.notice: str | None = None
        self.years: list[int] = []
        # Rows without names beside them have the names in the first row.
        self._named_by_row = False
        if sample and isinstance(sample[0], list):
            raw: list[Any] = list(range(len(sample[0])))
            header = columns.unique(self._names(sample))
            sample = sample[self._named_by_row :]
        else:
            raw = list(dict.fromkeys(key for record in sample if isinstance(record, dict) for key in record))
            header = columns.unique(raw)
        if not sample:
            raise Refused("file_empty")
        if not header:
            raise Refused("json_shape")
        if len(header) > limits.columns:
            raise Refused("file_wide", most=limits.columns)
        rows = [self._cells(record, raw) for record in sample[: max(50, SAMPLE_CELLS // len(header))]]
        # Nested values name no series and are no numbers.
        nested, rows = rows, [[None if cell == NESTED else cell for cell in row] for row in rows]
        found = column_roles.assign_roles(
            header, [row for row in rows if row], len(sample) < SAMPLE_ROWS and len(rows) == len(sample), options
        )
        for place, name in enumerate([] if options.series else header):
            if any(row and row[place] == NESTED for row in nested) and not any(row and row[place] for row in rows):
                found.remarks.append(name)
        used = [*found.date, *found.series, *found.value, *(watch.place for watch in found.watched)]
        self._keys = [raw[place] for place in used]
        self.header = [header[place] for place in used]
        self.width = len(used)
        places = iter(range(self.width))
        self.roles = replace(
            found,
            date=list(islice(places, len(found.date))),
            series=list(islice(places, len(found.series))),
            value=list(islice(places, len(found.value))),
            watched=[replace(watch, place=next(places)) for watch in found.watched],
        )

    def each(self, take: Take, take_block: TakeBlock | None = None) -> None:
        """Pass all records to `take` as rows."""
        first = self._named_by_row
        for batch in json_records.batches(self._source):
            place = -1

            def rows(
                batch: json_records.Batch = batch, skip: bool = first and self._named_by_row
            ) -> Iterator[Sequence[Cell]]:
                nonlocal place
                for place, record in enumerate(batch.records):
                    if skip and place == 0:
                        continue
                    cells = self._cells(record, self._keys)
                    if any(isinstance(cell, str) and len(cell) > self._limits.cell for cell in cells):
                        raise Refused("file_long_cell", line=batch.line(place), longest=self._limits.cell)
                    yield cells

            take(rows(), lambda batch=batch: batch.line(place))  # type: ignore[misc] # noqa: B023
            first = False

    def _names(self, sample: list[Any]) -> list[str]:
        """Return the column names: beside the rows, or in the first row unless it is data."""
        first = [text(cell) if not isinstance(cell, list | dict) else "" for cell in sample[0]]
        if len(names := json_records.names(self._source)) == len(first):
            return names
        rows = [self._cells(row, list(range(len(first)))) for row in sample[1:2]]
        if columns.is_data(first, rows):
            self.notice = "header_missing"
            return [""] * len(first)
        self._named_by_row = True
        return first

    def _sample(self) -> list[Any]:
        sample: list[Any] = []
        for batch in json_records.batches(self._source):
            sample += batch.records[: SAMPLE_ROWS - len(sample)]
            if len(sample) == SAMPLE_ROWS:
                break
        return sample

    def _cells(self, record: Any, keys: list[Any]) -> list[Cell]:
        """Return the record's cells, none for an invalid record: numbers unchanged, everything else as text."""
        arrays = isinstance(keys[0], int)
        if isinstance(record, dict) and not arrays:
            cells = [record.get(key) for key in keys]
        elif isinstance(record, list) and arrays:
            cells = [record[key] if key < len(record) else None for key in keys]
        else:
            return []
        for place, cell in enumerate(cells):
            kind = cell.__class__
            if isinstance(cell, str):
                cells[place] = cell[: self._limits.cell + 1]
            elif kind is dict or kind is list:
                cells[place] = NESTED
            elif kind is not float and kind is not int:
                cells[place] = text(cell)
        return cells


class WideTable:
    """A table with a column for each period, converted to one row per value."""

    def __init__(self, table: CsvTable | JsonTable) -> None:
        self._table, roles = table, table.roles
        self.delimiter, self.notice, self.years = table.delimiter, table.notice, table.years
        span = f"{roles.periods[0]} – {roles.periods[-1]}"
        names = [table.header[place] for place in roles.series]
        watched = [table.header[watch.place] for watch in roles.watched]
        self.header = [", ".join([*(table.header[place] for place in roles.date), span]), *names, span, *watched]
        self.width, value = len(self.header), len(names) + 1
        self.roles = replace(
            roles, date=[0], series=list(range(1, value)), value=[value], serials=True, periods=[],
            watched=[replace(watch, place=place) for place, watch in enumerate(roles.watched, value + 1)],
        )  # fmt: skip

    def each(self, take: Take, take_block: TakeBlock | None = None) -> None:
        """Pass all values to `take` as rows of date, series names and value."""
        self._table.each(lambda rows, line: take(self._values(rows), line))

    def _values(self, rows: Iterable[Sequence[Cell]]) -> Iterator[Sequence[Cell]]:
        roles, width = self._table.roles, self._table.width
        periods = list(zip(roles.periods, roles.value, strict=True))
        for cells in rows:
            if not any(map(str.strip, map(text, cells))):
                yield cells
                continue
            if any(map(str.strip, map(text, cells[width:]))):
                yield [*[""] * self.width, *cells[width:]]
                continue
            cells = [*cells[:width], *[""] * (width - len(cells))]
            names = [cells[place] for place in roles.series]
            watched = [cells[watch.place] for watch in roles.watched]
            beside = "".join(f"{text(cells[place])} " for place in roles.date)
            # A row without a series name is reported once.
            for period, place in periods if not names or any(map(text, names)) else periods[:1]:
                yield [beside + period, *names, cells[place], *watched]
