"""Columns of a table: what their names say, in Indonesian and English, and what their cells hold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from domain.analytics.reading import dates, numbers

# What a cell may be: text in a CSV, any scalar in JSON.
Cell = str | int | float | bool | None

# As many different cells tell what a column holds.
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
# What a column beside those of periods is called that has their sum.
SUMS = frozenset(["total", "jumlah", "jml", "sum"])
# What the amount of a sale is made of.
PARTS = frozenset(
    [
        "subtotal", "sub", "dpp", "ppn", "pajak", "tax", "vat", "pb1", "pbjt", "diskon", "potongan", "discount",
        "promo", "voucher", "ongkir", "ongkos", "shipping", "delivery", "admin", "fee", "komisi", "service", "layanan",
        "servis", "tip", "tips", "pembulatan", "rounding", "netto", "neto", "bruto", "net", "gross", "bunga", "denda",
    ]
)  # fmt: skip
_CURRENCY = frozenset(["currency", "valuta", "ccy"])
# Numbers that are names.
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
    """A column, and what the first rows of a table say of it."""

    place: int
    name: str
    words: frozenset[str]
    # Shares of the cells that hold anything, and what they are; dates are `plain` where they are numbers alone.
    dates: float
    grain: int
    plain: bool
    numbers: float
    filled: int
    distinct: int
    # The share of cells that are dates where their year is known.
    yearless: float
    # The first different cells.
    telling: list[str]

    @property
    def is_date(self) -> bool:
        """Whether most cells are dates, and numbers alone only where the name says so."""
        return self.dates > 0.5 and (not self.plain or (self.called(DATES) and not self.called(VALUES)))

    @property
    def is_number(self) -> bool:
        """Whether most cells are numbers."""
        return self.numbers > 0.5

    @property
    def is_currency(self) -> bool:
        return self.distinct > 1 and not self.is_number and (self.called(_CURRENCY) or {"mata", "uang"} <= self.words)

    @property
    def is_unlike(self) -> bool:
        """Whether hardly any cell comes again."""
        return self.filled >= MANY and self.distinct * 2 > self.filled

    def called(self, names: frozenset[str]) -> bool:
        """Whether one of these words stands in its name."""
        return not names.isdisjoint(self.words)


def words(name: str) -> frozenset[str]:
    """The words of a column's name: {"order", "date"} of "OrderDate", "order_date" and "ORDER DATE"."""
    return frozenset(word.lower() for word in _WORDS.findall(name))


def text(cell: Cell) -> str:
    """A cell as a CSV would hold it."""
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
    """Names that differ from each other: a second "total" is "total (2)", a column without a name "column 3"."""
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
    """What a column without a name is called."""
    return f"column {place}"


def clean(name: str) -> str:
    """The text on one line, without characters that can't be shown."""
    if not name.isprintable():
        name = "".join(character if character.isprintable() else " " for character in name)
    return " ".join(name.split())


def named(cell: str) -> str:
    """A cell as the name of a series, without the apostrophe that keeps a spreadsheet from making '0012 a number."""
    name = clean(cell)
    return name[1:] if name[:1] == "'" and name[1:2].isdigit() else name


def is_data(first: Sequence[Cell], rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether the first row is data and no header: it is of the same kinds as the second, a date among them."""
    if not rows or len(first) != len(rows[0]):
        return False
    kinds = [(kind(text(one)), kind(text(other))) for one, other in zip(first, rows[0], strict=True)]
    found = {one for one, other in kinds if one == other}
    return all(one == other or "" in (one, other) for one, other in kinds) and ("date" in found or found == {"number"})


def profile(place: int, name: str, sample: Sequence[Sequence[Cell]]) -> Column:
    """What the first rows say of a column."""
    cells: dict[str, int] = {}
    for row in sample:
        if place < len(row) and (cell := text(row[place]).strip()) and cell.lower() not in numbers.EMPTY:
            cells[cell] = cells.get(cell, 0) + 1
    telling = list(cells)[:TELLING]
    called = words(name)
    if place == 0 and name == unnamed(1) and are_counted(telling[:MANY]):
        # Rows that a program has numbered.
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
        # One cell of another kind doesn't make years of amounts.
        sum(map(dates.is_number, dated)) * 2 >= len(dated),
        numeric / of,
        sum(cells.values()),
        len(cells),
        sum(yearless for _, yearless in dated.values()) / of,
        telling,
    )


def are_counted(cells: list[str]) -> bool:
    """Whether the cells are 0, 1, 2 and so on, or 1, 2, 3."""
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
    """Whether the cell may name a period, as a year does."""
    return grain_of(cell, serials=False) is not None


def kind(cell: str) -> str:
    """What the cell holds: "date", "number", "text", or nothing."""
    if not cell.strip():
        return ""
    found = _as_date(cell, serials=False)
    if found and not found[1] and not dates.is_number(cell):
        return "date"
    return "number" if _is_number(cell) else "text"


def grain_of(cell: str, serials: bool) -> int | None:
    """How finely the cell tells a date; None where it is no date."""
    found = _as_date(cell, serials)
    return found[0] if found else None


def lacks_year(cell: str) -> bool:
    """Whether the cell is a date where its year is known."""
    found = _as_date(cell, serials=False)
    return found is not None and found[1]


def _as_date(cell: str, serials: bool) -> tuple[int, bool] | None:
    """The grain of a cell that is a date, and whether its year is missing."""
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
