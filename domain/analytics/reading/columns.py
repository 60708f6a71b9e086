"""Profile of a table's columns: the meaning of their names (Indonesian and English) and the kinds of their cells."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from domain.analytics.reading import dates, numbers

# A cell: text in a CSV, any scalar in JSON.
Cell = str | int | float | bool | None

# Number of distinct cells that are kept as examples.
TELLING = 200
MANY = 20

DATES = frozenset(
    [
        "tanggal", "tgl", "date", "datetime", "timestamp", "waktu", "time", "periode", "period", "hari", "day", "bulan",
        "month", "minggu", "week", "kuartal", "triwulan", "quarter", "tahun", "year", "thn", "ds", "dt", "created",
        "updated", "when", "bln", "masa",
    ]
)  # fmt: skip
YEARS, MONTHS = frozenset(["tahun", "thn", "year"]), frozenset(["bulan", "bln", "month", "masa"])
SERIES = frozenset(
    [
        "produk", "product", "barang", "item", "sku", "nama", "name", "pair", "pasangan", "negara", "country",
        "kategori", "category", "jenis", "tipe", "type", "toko", "store", "shop", "cabang", "branch", "outlet", "gerai",
        "gudang", "warehouse", "series", "seri", "deret", "wilayah", "region", "area", "kota", "city", "provinsi",
        "province", "symbol", "simbol", "ticker", "saham", "currency", "valuta", "merek", "brand", "channel", "kanal",
        "segmen", "segment", "customer", "pelanggan", "supplier", "pemasok", "kelompok", "group", "grup", "varian",
        "variant", "unique", "komoditas", "commodity", "komoditi", "departemen", "dept", "department", "kasir",
    ]
)  # fmt: skip
VALUES = frozenset(
    [
        "nilai", "value", "values", "jumlah", "qty", "quantity", "kuantitas", "penjualan", "sales", "sale", "harga",
        "price", "total", "omzet", "omset", "revenue", "pendapatan", "pemasukan", "amount", "nominal", "volume",
        "terjual", "sold", "units", "count", "y", "stok", "stock", "laba", "profit", "untung", "rate", "kurs", "close",
        "biaya", "cost", "pengeluaran", "belanja", "transaksi", "orders", "pesanan", "demand", "permintaan", "produksi",
        "pengunjung", "visitors", "bayar", "saldo", "balance", "rupiah", "sum", "debet", "debit", "kredit", "credit",
        "masuk", "keluar",
    ]
)  # fmt: skip
# Names of a column that sums the period columns.
SUMS = frozenset(["total", "jumlah", "jml", "sum"])
# Components of the amount of a sale.
PARTS = frozenset(
    [
        "subtotal", "sub", "dpp", "ppn", "pajak", "tax", "vat", "pb1", "pbjt", "diskon", "potongan", "discount",
        "promo", "voucher", "ongkir", "ongkos", "shipping", "delivery", "admin", "fee", "komisi", "service", "layanan",
        "servis", "tip", "tips", "pembulatan", "rounding", "netto", "neto", "bruto", "net", "gross", "bunga", "denda",
    ]
)  # fmt: skip
_CURRENCY = frozenset(["currency", "valuta", "ccy"])
# Names of columns whose numbers are identifiers.
IDENTIFIERS = frozenset(
    [
        "id", "no", "nomor", "number", "num", "kode", "code", "nr", "index", "indeks", "idx", "row", "baris", "urut",
        "invoice", "faktur", "nota", "resi", "telp", "telepon", "hp", "phone", "zip", "kodepos", "lat", "lon", "lng",
        "latitude", "longitude", "barcode", "ean", "uuid", "unnamed", "npwp", "nik", "nip", "nis", "nisn", "nim",
        "npsn", "rekening", "norek",
    ]
)  # fmt: skip
REMARKS = frozenset(
    [
        "keterangan", "ket", "catatan", "deskripsi", "uraian", "berita", "alamat", "remark", "remarks", "note", "notes",
        "description", "memo", "comment", "comments", "address",
    ]
)  # fmt: skip
_WORDS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+")


@dataclass(slots=True)
class Column:
    """A column and what the first rows of the table show of it."""

    place: int
    name: str
    words: frozenset[str]
    # Shares of the non-empty cells by kind; dates written as bare numbers count as `plain`, too.
    dates: float
    grain: int
    plain: bool
    numbers: float
    filled: int
    distinct: int
    # Share of cells that are dates once the year is known.
    yearless: float
    # The first distinct cells.
    telling: list[str]

    @property
    def is_date(self) -> bool:
        """Return whether most cells are dates; bare numbers count only if the name says so."""
        return self.dates > 0.5 and (not self.plain or (self.called(DATES) and not self.called(VALUES)))

    @property
    def is_number(self) -> bool:
        """Return whether most cells are numbers."""
        return self.numbers > 0.5

    @property
    def is_currency(self) -> bool:
        return self.distinct > 1 and not self.is_number and (self.called(_CURRENCY) or {"mata", "uang"} <= self.words)

    @property
    def is_unlike(self) -> bool:
        """Return whether hardly any cell repeats."""
        return self.filled >= MANY and self.distinct * 2 > self.filled

    def called(self, names: frozenset[str]) -> bool:
        """Return whether the name contains one of these words."""
        return not names.isdisjoint(self.words)


def words(name: str) -> frozenset[str]:
    """Return the words of a column's name: {"order", "date"} for "OrderDate", "order_date" and "ORDER DATE"."""
    return frozenset(word.lower() for word in _WORDS.findall(name))


def text(cell: Cell) -> str:
    """Return a cell as a CSV would hold it."""
    if isinstance(cell, str):
        return cell
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < numbers.LARGEST:
        return str(int(cell))
    return str(cell)


def unique(header: Iterable[Cell]) -> list[str]:
    """Make names distinct: a second "total" becomes "total (2)", a column without a name "column 3"."""
    names: list[str] = []
    taken: set[str] = set()
    for place, cell in enumerate(header, 1):
        name = base = clean(text(cell)) or unnamed(place)
        count = 1
        while name.casefold() in taken:
            count += 1
            name = f"{base} ({count})"
        taken.add(name.casefold())
        names.append(name)
    return names


def unnamed(place: int) -> str:
    """Return the name of a column without one."""
    return f"column {place}"


def clean(name: str) -> str:
    """Return the text on one line, without unprintable characters."""
    if not name.isprintable():
        name = "".join(character if character.isprintable() else " " for character in name)
    return " ".join(name.split())


def named(cell: str) -> str:
    """Return a cell as a series name, without the apostrophe that makes a spreadsheet keep '0012 as text."""
    name = clean(cell)
    return name[1:] if name[:1] == "'" and name[1:2].isdigit() else name


def is_data(first: Sequence[Cell], rows: Sequence[Sequence[Cell]]) -> bool:
    """Return whether the first row is data and no header: its kinds match the second row and include a date."""
    if not rows or len(first) != len(rows[0]):
        return False
    kinds = [(kind(text(one)), kind(text(other))) for one, other in zip(first, rows[0], strict=True)]
    found = {one for one, other in kinds if one == other}
    return all(one == other or "" in (one, other) for one, other in kinds) and ("date" in found or found == {"number"})


def profile(place: int, name: str, sample: Sequence[Sequence[Cell]]) -> Column:
    """Profile a column by the first rows."""
    cells: dict[str, int] = {}
    for row in sample:
        if place < len(row) and (cell := text(row[place]).strip()) and cell.lower() not in numbers.EMPTY:
            cells[cell] = cells.get(cell, 0) + 1
    telling = list(cells)[:TELLING]
    called = words(name)
    if place == 0 and name == unnamed(1) and are_counted(telling[:MANY]):
        # Row numbers.
        called |= {"no"}
    serials = not DATES.isdisjoint(called)
    dated = {cell: found for cell in telling if (found := _as_date(cell, serials))}
    numeric = sum(1 for cell in telling if _is_number(cell))
    of = len(telling) or 1
    return Column(
        place,
        name,
        called,
        len(dated) / of,
        max((grain for grain, _ in dated.values()), default=0),
        # One cell of another kind does not turn amounts into years.
        sum(map(dates.is_number, dated)) * 2 >= len(dated),
        numeric / of,
        sum(cells.values()),
        len(cells),
        sum(yearless for _, yearless in dated.values()) / of,
        telling,
    )


def are_counted(cells: list[str]) -> bool:
    """Return whether the cells are 0, 1, 2 and so on, or 1, 2, 3."""
    try:
        counted = [int(cell) for cell in cells if len(cell) < 10]
    except ValueError:
        return False
    return (
        len(counted) == len(cells) > 1
        and counted[0] in (0, 1)
        and counted == list(range(counted[0], counted[0] + len(cells)))
    )


def is_period(cell: str) -> bool:
    """Return whether the cell may name a period, as a year does."""
    return grain_of(cell, serials=False) is not None


def kind(cell: str) -> str:
    """Return the kind of a cell: "date", "number", "text", or "" for an empty one."""
    if not cell.strip():
        return ""
    found = _as_date(cell, serials=False)
    if found and not found[1] and not dates.is_number(cell):
        return "date"
    return "number" if _is_number(cell) else "text"


def grain_of(cell: str, serials: bool) -> int | None:
    """Return the granularity of a date cell, or None."""
    found = _as_date(cell, serials)
    return found[0] if found else None


def lacks_year(cell: str) -> bool:
    """Return whether the cell is a date once its year is known."""
    found = _as_date(cell, serials=False)
    return found is not None and found[1]


def _as_date(cell: str, serials: bool) -> tuple[int, bool] | None:
    """Return the granularity of a date cell, and whether its year is missing."""
    try:
        return dates.read(cell, dates.OPEN, serials)[1], False
    except dates.Ambiguous as ambiguous:
        return ambiguous.grain, ambiguous.code == "year_missing"
    except dates.Unreadable:
        return None


def _is_number(cell: str) -> bool:
    try:
        numbers.read(cell, "thousands")
    except numbers.Unreadable as error:
        return error.code != "value_unreadable"
    return True
