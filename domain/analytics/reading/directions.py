"""Rows that can't be added to the others: money in beside money out, and cancelled sales.

A column with cells such as `CR` and `DB`, `D` and `K`, `masuk` and `keluar` beside unsigned amounts separates series. A
status column is watched for cancelled rows; the caller decides which to leave out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from domain.analytics.reading.columns import Cell, Column, clean, text

_IN = frozenset(["cr", "c", "k", "kr", "kredit", "credit", "masuk", "in", "pemasukan", "penerimaan", "pendapatan"])
_OUT = frozenset(["db", "dr", "d", "debit", "debet", "keluar", "out", "pengeluaran", "belanja"])
# Words that may accompany a direction: "uang masuk".
_MOVED = frozenset(["uang", "dana", "kas", "transaksi", "mutasi", "stok", "stock", "barang", "money", "cash", "total"])
# Columns whose amounts are states and the same for both directions.
_STATES = frozenset(["saldo", "balance", "stok", "stock", "harga", "price"])
_STATUS = frozenset(["status", "state", "keterangan", "ket", "kondisi", "condition", "alasan"])
_VOID = frozenset(
    [
        "batal", "dibatalkan", "pembatalan", "cancel", "cancelled", "canceled", "void", "voided", "refund", "refunded",
        "retur", "diretur", "return", "returned", "dikembalikan", "pengembalian", "gagal", "failed", "unpaid",
        "ditolak", "rejected", "expired", "kedaluwarsa", "kadaluarsa",
    ]
)  # fmt: skip
_UNPAID = (("belum", "bayar"), ("belum", "dibayar"), ("menunggu", "pembayaran"), ("not", "paid"))
_NOT = frozenset(["tidak", "tak", "bukan", "belum", "tanpa", "not", "no", "non", "never"])
_WORDS = re.compile(r"[^\W\d_]+")
# Longest status text, and the highest number of distinct ones.
LONGEST, MOST = 60, 50


@dataclass(frozen=True, slots=True)
class WatchedColumn:
    """A column by which rows are left out or reported as cancelled; `skip` holds the casefolded cells to leave out."""

    place: int
    skip: frozenset[str]
    status: bool


@dataclass(slots=True)
class StatusCount:
    """Rows with one cell of a watched column: whether they are left out, their number and their sum."""

    column: str
    cell: str
    skip: bool
    rows: int = 0
    sum: float = 0.0


def direction_of(cell: str) -> str:
    """Return "in" or "out" if the words name one direction, else ""."""
    if len(cell) > LONGEST:
        return ""
    found = frozenset(_WORDS.findall(cell.lower())) - _MOVED
    if not found:
        return ""
    return "in" if found <= _IN else "out" if found <= _OUT else ""


def are_opposite(names: Iterable[str]) -> bool:
    """Return whether most names are directions, and both occur."""
    sides = [direction_of(name) for name in names]
    return {"in", "out"} <= set(sides) and sum(map(bool, sides)) * 2 > len(sides)


def is_void(cell: str) -> bool:
    """Return whether a status means cancelled, returned or unpaid."""
    if len(cell) > LONGEST:
        return False
    found = _WORDS.findall(cell.lower())
    if any(pair in _UNPAID for pair in pairwise(found)):
        return True
    return not _VOID.isdisjoint(found) and _NOT.isdisjoint(found)


def directions(columns: Sequence[Column], values: Sequence[Column], sample: Sequence[Sequence[Cell]]) -> list[Column]:
    """Return the columns that give the direction of unsigned amounts."""
    amounts = [column for column in values if not column.called(_STATES)]
    return [
        column
        for column in columns
        if not (column.is_number or column.is_date)
        and are_opposite(column.telling)
        and any(not _signed(column, amount, sample) for amount in amounts)
    ]


def _signed(direction: Column, amount: Column, sample: Sequence[Sequence[Cell]]) -> bool:
    """Return whether most amounts of one direction are negative."""
    counts = {"in": [0, 0], "out": [0, 0], "": [0, 0]}
    for row in sample:
        if max(direction.place, amount.place) < len(row):
            negative = text(row[amount.place]).strip()[:1] in ("-", "−", "–", "(")
            counts[direction_of(text(row[direction.place]))][negative] += 1
    return any(counts[way][1] > counts[way][0] for way in ("in", "out"))


def watched_columns(
    columns: Sequence[Column], named: Callable[[str], Column], known: Callable[[str], bool], skip: Sequence[str]
) -> list[WatchedColumn]:
    """Return the columns to watch: those of `skip` ("column:cell"), and status columns with cancelled rows.

    `named` raises Refused if there is no column of that name.
    """
    left_out: dict[int, set[str]] = {}
    for one in skip:
        pieces = one.split(":")
        splits = [(":".join(pieces[:place]), ":".join(pieces[place:])) for place in range(len(pieces) - 1, 0, -1)]
        name, cell = next((split for split in splits if known(split[0])), splits[-1] if splits else (one, ""))
        left_out.setdefault(named(name).place, set()).add(casefolded(cell))
    found = []
    for column in columns:
        status = (
            column.called(_STATUS)
            and not column.is_number
            and column.distinct <= MOST
            and any(map(is_void, column.telling))
        )
        if status or column.place in left_out:
            found.append(WatchedColumn(column.place, frozenset(left_out.get(column.place, ())), status))
    return found


def casefolded(cell: Cell) -> str:
    """Return the cell in the form used for comparison."""
    return clean(text(cell)).casefold()


def is_left_out(cells: Sequence[Cell], watched: Sequence[WatchedColumn]) -> bool:
    """Return whether a row is to be left out."""
    return any(watch.place < len(cells) and casefolded(cells[watch.place]) in watch.skip for watch in watched)


class StatusCounts:
    """Counts of rows by watched cells. Index 0 stands for cells that need no report."""

    def __init__(self, watched: Sequence[WatchedColumn], header: Sequence[str]) -> None:
        self._watched, self._header = watched, header
        self._places: dict[tuple[int, str], int] = {}
        self.kept = [StatusCount("", "", False)]

    def place(self, number: int, cell: Cell) -> int:
        """Return the index of the count of a cell in the watched column `number`."""
        key = (number, casefolded(cell))
        place = self._places.get(key)
        if place is None:
            watch = self._watched[number]
            skip = key[1] in watch.skip
            place = 0
            if skip or (watch.status and len(self.kept) <= MOST and is_void(key[1])):
                place = len(self.kept)
                self.kept.append(StatusCount(self._header[watch.place], clean(text(cell))[:LONGEST], skip))
            if place or len(self._places) < 1_000:
                self._places[key] = place
        return place

    def of(self, cells: Sequence[Cell]) -> list[StatusCount]:
        """Return the counts that a row belongs to."""
        places = [self.place(number, cells[watch.place]) for number, watch in enumerate(self._watched)]
        return [self.kept[place] for place in places if place]

    def missed(self) -> list[tuple[str, str]]:
        """Return the columns and cells that were to be left out but do not occur."""
        return [
            (self._header[watch.place], cell)
            for number, watch in enumerate(self._watched)
            for cell in sorted(watch.skip)
            if not self._places.get((number, cell))
        ]


def status_text(status_count: StatusCount, total: float | None) -> str:
    """Format a count for a notice, with the sum and its share of all if there is one."""
    if total is None or status_count.skip:
        return f"{status_count.cell}: {status_count.rows}"
    share = f" ({status_count.sum / total:.0%})" if total > 0 and 0 <= status_count.sum <= total else ""
    return f"{status_count.cell}: {status_count.rows}, {status_count.sum:.12g}{share}"
