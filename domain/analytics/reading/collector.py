"""Collector of observations: it reads the cells of rows and regular blocks and reports faulty rows."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from domain.analytics.options import Limits, Notices, Refused
from domain.analytics.reading import blocks, columns, date_parts, dates, directions, numbers, sniffing, years
from domain.analytics.reading.columns import Cell, text
from domain.analytics.reading.dates import DateFormat
from domain.analytics.reading.numbers import Style
from domain.analytics.reading.tables import Line, Table
from domain.analytics.series.shapes import Flags, Floats, Integers, Observations

# Separates the parts of a series name that come from several columns.
NAME_SEPARATOR = " · "
# Name of the only series if rows are counted.
COUNTED = "count"
# Moments of periods longer than a day carry their grain in the bits above the seconds of any year.
GRAIN_BIT = 40
# First characters of a number without decoration.
NUMBER_STARTS = frozenset("0123456789-")
# Number of texts whose meaning is cached.
MAX_CACHED = 50_000

Places = npt.NDArray[np.int32]


class Collector:
    """Collects the values of a table's rows and blocks, with notices about faulty ones."""

    def __init__(
        self,
        table: Table,
        date_format: DateFormat,
        style: Style | None,
        limits: Limits,
        units: dict[int, str] | None = None,
    ) -> None:
        # Unit of each value column, as far as known.
        self._units = units or {}
        self._table, self._date_format, self._style, self._limits = table, date_format, style, limits
        self._roles = table.roles
        self._header = table.header
        self._seconds, self._which, self._values = array("q"), array("i"), array("d")
        # Value columns with cells marked CR or DB.
        self._sided: set[int] = set()
        # Moments and series of unreadable cells.
        self._unread = array("q")
        self._moments: dict[Any, int] = {}
        # Indexes of series by cells, and by names.
        self._places: dict[Any, int] = {}
        self._names: dict[str, int] = {}
        self._known_dates, self._known_clocks, self._known_names = blocks.Texts(), blocks.Texts(), blocks.Texts()
        self._statuses = directions.StatusCounts(self._roles.watched, self._header)
        self._known_statuses = [blocks.Texts() for _ in self._roles.watched]
        self._left_out = 0
        self._grain = 0
        # Whether some date has a year.
        self._dated = not date_format.year
        self._rows = self._faulty = self._blank = 0
        self._faults: dict[str, tuple[int, str | None, str | None]] = {}
        self.notices = Notices()

    def take(self, rows: Iterable[Sequence[Cell]], line: Line) -> None:
        """Add the values of the rows, and notices about faulty ones."""
        width = self._table.width
        date, series, value = self._roles.date, self._roles.series, self._roles.value
        only_date = date[0] if len(date) == 1 else -1
        only_series = series[0] if len(series) == 1 else -1
        columns_count, watched = len(value), bool(self._roles.watched)
        moments, places = self._moments, self._places
        add_second, add_which, add_value = self._seconds.append, self._which.append, self._values.append
        for cells in rows:
            if len(cells) != width:
                fitted = self._fit(cells, line)
                if fitted is None:
                    continue
                cells = fitted
            if watched:
                statuses, begin = self._statuses.of(cells), len(self._values)
                if self._is_left_out(statuses):
                    continue
            self._rows += 1
            moment = cells[only_date] if only_date >= 0 else tuple(text(cells[place]) for place in date)
            second = moments.get(moment)
            if second is None:
                second = self._moment([text(cells[place]) for place in date], cells, line)
                if second is None:
                    continue
                moments[moment] = second
            key = cells[only_series] if only_series >= 0 else tuple(text(cells[place]) for place in series)
            place = places.get(key)
            if place is None:
                place = self._place(key, line)
                if place is None:
                    continue
            faulty = False
            if not columns_count:
                add_second(second)
                add_which(place)
                add_value(1)
            for column in range(columns_count):
                cell = cells[value[column]]
                try:
                    if isinstance(cell, str):
                        number = numbers.read(cell, self._style)
                        if not (cell[-1:].isdigit() and cell[0] in NUMBER_STARTS):
                            self._same_unit(column, cell)
                    elif abs(cell) <= numbers.LARGEST:  # type: ignore[arg-type]
                        number = float(cell)  # type: ignore[arg-type]
                    else:
                        raise numbers.Unreadable("value_too_large")
                except numbers.Unreadable as error:
                    self._add_fault(error.code, line(), self._header[value[column]], text(cell), again=faulty)
                    faulty = True
                    self._unread.extend((second, place * columns_count + column))
                    continue
                add_second(second)
                add_which(place * columns_count + column)
                add_value(number)
            if watched and statuses:
                self._count(statuses, begin)
        self._check_rows()

    def _check_rows(self) -> None:
        if self._rows + self._left_out > self._limits.rows or self._blank > self._limits.rows:
            raise Refused("file_rows", most=self._limits.rows)

    def _fit(self, cells: Sequence[Cell], line: Line) -> Sequence[Cell] | None:
        """Return the cells cut or padded to the table's width, or None if the row is empty or too long."""
        width = self._table.width
        if not any(cell.strip() if isinstance(cell, str) else cell is not None for cell in cells):
            if not cells and self._table.delimiter == "":
                self._rows += 1
                self._add_fault("record_unreadable", line(), None, None)
            else:
                self._blank += 1
            return None
        if len(cells) > width and any(map(str.strip, map(text, cells[width:]))):
            self._rows += 1
            self._add_fault("row_cells", line(), None, text(cells[width]))
            return None
        return [*cells[:width], *[""] * (width - len(cells))]

    def _is_left_out(self, statuses: list[directions.StatusCount]) -> bool:
        """Return whether a row is left out on request; count it if so."""
        status_count = next((status_count for status_count in statuses if status_count.skip), None)
        if status_count is None:
            return False
        status_count.rows += 1
        self._left_out += 1
        return True

    def _count(self, statuses: list[directions.StatusCount], begin: int) -> None:
        """Add a row, whose values start at `begin`, to the counts of its status; signed refunds are not counted."""
        amount = sum(value for value in self._values[begin:] if value == value)
        for status_count in statuses:
            status_count.rows += amount > 0
            status_count.sum += max(amount, 0.0)

    def _same_unit(self, column: int, cell: str) -> None:
        """Raise Ambiguous or Unreadable if the cell's unit differs from that of its column."""
        if numbers.is_signed(cell):
            self._sided.add(column)
        unit = numbers.unit(cell)
        if unit and self._units.setdefault(column, unit) != unit:
            raise numbers.Ambiguous if self._style is None else numbers.Unreadable("value_unit")

    def take_block(self, block: blocks.Block, line: int) -> bool:
        """Add the values of regular rows starting at `line`; return False if they need the row-by-row path."""
        roles = self._roles
        if (len(roles.date) != 1 and roles.joint != "time") or len(roles.series) > 1:
            return False
        values = [block.numbers(column, self._style) for column in roles.value]
        if any(column is None for column in values):
            return False
        seconds = self._block_seconds(block, roles.date[0])
        if seconds is not None and roles.joint == "time":
            seconds = self._block_clocks(block, roles.date[1], seconds)
        if seconds is None:
            return False
        rows = len(seconds)
        values = values or [np.ones(rows)]
        width = len(values)
        marks = [self._block_statuses(block, number) for number in range(len(roles.watched))]
        if any(mark is None for mark in marks):
            return False
        if roles.series:
            words = block.words(roles.series[0])
            if words is None:
                return False
            places = self._known_names.find(
                words, lambda row: self._named(block.text(row, roles.series[0]), line + row)
            )
            if places is None:
                return False
        else:
            places = np.zeros(rows, np.int64)
            self._place((), lambda: line)
        which = (places[:, None] * width + np.arange(width)).astype(np.int32)
        table = np.stack(values, axis=1)  # type: ignore[arg-type]
        if marks:
            kept = self._block_kept(np.stack(marks), table)  # type: ignore[arg-type]
            seconds, which, table = seconds[kept], which[kept], table[kept]
        self._seconds.frombytes(np.repeat(seconds, width).tobytes())
        self._which.frombytes(which.tobytes())
        self._values.frombytes(table.tobytes())
        self._rows += len(seconds)
        self._check_rows()
        return True

    def _block_statuses(self, block: blocks.Block, number: int) -> Integers | None:
        """Return the indexes of the status counts for a watched column."""
        column = self._roles.watched[number].place
        words = block.words(column)
        if words is None:
            return None
        return self._known_statuses[number].find(
            words, lambda row: self._statuses.place(number, block.text(row, column))
        )

    def _block_kept(self, marks: Integers, values: Floats) -> Flags:
        """Return the rows that are kept, and count the status of all."""
        kept = np.ones(len(values), np.bool_)
        for place in np.unique(marks).tolist():
            status_count = self._statuses.kept[place]
            if status_count.skip:
                here = (marks == place).any(axis=0) & kept
                status_count.rows += int(np.count_nonzero(here))
                kept &= ~here
        self._left_out += len(kept) - int(np.count_nonzero(kept))
        for place in np.unique(marks).tolist():
            status_count = self._statuses.kept[place]
            if place and not status_count.skip:
                amounts = np.nansum(values[(marks == place).any(axis=0) & kept], axis=1)
                status_count.rows += int(np.count_nonzero(amounts > 0))
                status_count.sum += float(amounts[amounts > 0].sum())
        return kept

    def _block_seconds(self, block: blocks.Block, column: int) -> Integers | None:
        if (seconds := block.moments(column)) is not None:
            self._grain, self._dated = dates.SECOND, True
            return seconds
        words = block.words(column)
        if words is None:
            return None
        return self._known_dates.find(words, lambda row: self._second([block.text(row, column)]))

    def _block_clocks(self, block: blocks.Block, column: int, days: Integers) -> Integers | None:
        """Return the days with the times of another column added."""
        words = block.words(column)
        if words is None or (days % dates.DAY).any():
            return None
        clocks = self._known_clocks.find(words, lambda row: _clock(block.text(row, column)))
        self._grain = dates.SECOND
        return None if clocks is None else days + clocks

    def observations(self, source: sniffing.Source) -> Observations:
        """Return the observations. Raises Refused if there are none, or if more than half of the rows are faulty."""
        if not self._rows:
            raise Refused("no_values" if self._left_out else "file_empty")
        if self._faulty * 2 > self._rows:
            code = max(self._faults, key=lambda code: self.notices.counts[code])
            line, column, sample = self._faults[code]
            raise Refused(
                "rows_unreadable",
                reason=code, line=line, column=column, sample=sample, faulty=self._faulty, rows=self._rows,
            )  # fmt: skip
        seconds, grains = _without_grain(np.frombuffer(self._seconds, np.int64))
        values = np.frombuffer(self._values, np.float64)
        if np.isnan(values).all():
            raise Refused("values_empty", columns=", ".join(self._header[place] for place in self._roles.value)[:500])
        values += 0.0
        grain = self._grain
        if grain == dates.SECOND and len(seconds) and (seconds % dates.DAY == seconds[0] % dates.DAY).all():
            # The same time on every day, usually midnight: these are days.
            seconds -= seconds[0] % dates.DAY
            grain = dates.DAILY
        places = np.frombuffer(self._which, np.int32)
        rolling = None
        if not self._dated and grain != dates.WEEK:
            alone = not (self._roles.series or self._roles.remarks)
            rolling = years.rolling(seconds, places, self._header[self._roles.date[0]], alone, self.notices)
            seconds = rolling.moved(seconds) if rolling else seconds
        which, names = self._used(places)
        self._add_notices(source)
        return Observations(
            seconds, which, values, names, dates.GRAINS[grain],
            ", ".join(self._header[place] for place in self._roles.date),
            [self._header[place] for place in self._roles.series],
            [self._header[place] for place in self._roles.value],
            self._rows, self.notices, grains, self._unread_cells(places, rolling),
        )  # fmt: skip

    def _unread_cells(self, places: Places, rolling: years.Rolling | None) -> Integers:
        """Return moments and series of the unreadable cells of series that have values."""
        lost = np.array(self._unread, np.int64).reshape(-1, 2).T
        used = np.unique(places)
        at = np.minimum(np.searchsorted(used, lost[1]), len(used) - 1)
        here = used[at] == lost[1]
        moments = _without_grain(lost[0])[0]
        return np.stack([rolling.moved(moments) if rolling else moments, at])[:, here]

    def _used(self, which: Places) -> tuple[Places, list[str]]:
        """Return the series that have values, in file order."""
        values = [self._header[place] for place in self._roles.value]
        if not self._roles.series:
            names = values or [COUNTED]
        elif len(values) <= 1:
            names = list(self._names)
        else:
            names = [name + NAME_SEPARATOR + value for name in self._names for value in values]
        if len(names) > self._limits.series:
            raise Refused("file_series", most=self._limits.series)
        used = np.bincount(which, minlength=len(names)) > 0
        if used.all():
            return which, names
        places = (np.cumsum(used) - 1).astype(np.int32)
        return places[which], [name for name, is_used in zip(names, used, strict=True) if is_used]

    def _add_notices(self, source: sniffing.Source) -> None:
        if self._table.notice:
            self.notices.add(self._table.notice, sample=", ".join(self._header))
        one = len(self._roles.value) == 1
        total = float(np.nansum(np.frombuffer(self._values, np.float64))) if one else None
        for status_count in self._statuses.kept:
            if status_count.rows:
                code = "rows_left_out" if status_count.skip else "rows_cancelled"
                self.notices.add(code, column=status_count.column, sample=directions.status_text(status_count, total))
        for name, cell in self._statuses.missed():
            self.notices.add("rows_missed", column=name, sample=cell)
        for place in sorted(self._sided):
            self.notices.add("amounts_signed", column=self._header[self._roles.value[place]])
        for name in self._roles.remarks:
            self.notices.add("column_ignored", column=name)
        for name in self._roles.unused:
            self.notices.add("column_unused", column=name)
        if source.is_utf8:
            for line in sorted(source.damaged):
                self.notices.add("line_encoding", line)

    def _moment(self, date_cells: list[str], cells: Sequence[Cell], line: Line) -> int | None:
        """Return the moment of cells that are not cached, or None if one is faulty."""
        second = self._second(date_cells)
        if second is None:
            sample = " ".join(date_cells)
            if any(text(cell).strip() for cell in cells):
                self._add_fault(
                    "date_empty" if sample.strip().lower() in numbers.EMPTY else "date_unreadable",
                    line(), self._header[self._roles.date[0]], sample,
                )  # fmt: skip
            else:
                self._rows -= 1
                self._blank += 1
            return None
        if len(self._moments) >= MAX_CACHED:
            self._moments.clear()
        return second

    def _second(self, cells: list[str]) -> int | None:
        """Return the moment of a cell, or of several together."""
        joint = self._roles.joint
        written = date_parts.written(joint, cells)
        try:
            second, grain = dates.read(written, self._date_format, self._roles.serials)
        except dates.Unreadable:
            return None
        if joint == "time" and len(cells) > 1:
            if grain < dates.DAILY or second % dates.DAY or (clock := _clock(cells[1])) is None:
                return None
            second, grain = second + clock, dates.SECOND
        self._grain = max(self._grain, grain)
        self._dated = self._dated or not columns.lacks_year(written)
        return second if grain >= dates.DAILY else second + (grain + 1 << GRAIN_BIT)

    def _place(self, key: Any, line: Line) -> int | None:
        """Return the index of a series that is not cached, or None if it has no name."""
        names = [columns.named(text(part)) for part in (key if isinstance(key, tuple) else (key,))]
        if self._roles.series and not any(names):
            self._add_fault("series_unnamed", line(), self._header[self._roles.series[0]], None)
            return None
        name = NAME_SEPARATOR.join(part or "–" for part in names)
        place = self._names.setdefault(name, len(self._names))
        if len(self._names) > self._limits.series:
            raise Refused("file_series", most=self._limits.series)
        if len(self._places) >= max(MAX_CACHED, 2 * self._limits.series):
            self._places.clear()
        self._places[key] = place
        return place

    def _named(self, cell: str, line: int) -> int | None:
        return self._place(cell, lambda: line) if columns.clean(cell) else None

    def _add_fault(self, code: str, line: int, column: str | None, sample: str | None, again: bool = False) -> None:
        sample = columns.clean(sample[:80]) if sample else sample
        self.notices.add(code, line, column, sample)
        self._faults.setdefault(code, (line, column, sample))
        self._faulty += not again


def _without_grain(seconds: Integers) -> tuple[Integers, npt.NDArray[np.int8] | None]:
    """Return the moments, and the indexes of their grains in dates.GRAINS if some periods are longer than others."""
    marks = seconds + (1 << GRAIN_BIT - 1) >> GRAIN_BIT
    if not marks.any():
        return seconds, None
    grains = np.where(marks > 0, marks - 1, dates.DAILY).astype(np.int8)
    return seconds - (marks << GRAIN_BIT), grains if np.any(grains != grains[0]) else None


def _clock(cell: str) -> int | None:
    """Return the seconds since midnight, 0 for an empty cell, or None if the cell is no time."""
    if not cell.strip():
        return 0
    try:
        return dates.clock(cell)
    except dates.Unreadable:
        return None
