"""Which values may be added: flows but not measures, no totals beside their parts, one currency."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from domain.analytics.options import Aggregate, Options, Refused
from domain.analytics.reading import directions
from domain.analytics.reading.collector import NAME_SEPARATOR
from domain.analytics.series.shapes import Flags, Floats, Integers, Observations


def words(text: str) -> frozenset[str]:
    """Return the set of words in the text."""
    return frozenset(text.split())


# Words in the names of value columns. A flow adds up over time; a measure is a state at a moment.
FLOW_NAMES = words(
    "jumlah jml qty kuantitas quantity quantities banyak banyaknya unit units terjual sold penjualan sales sale omzet "
    "omset pendapatan pemasukan penerimaan revenue income turnover total subtotal volume amount count pesanan order "
    "orders transaksi transactions pembelian purchases permintaan demand pengeluaran belanja biaya cost costs expense "
    "expenses laba profit untung keuntungan rugi kunjungan visits visitors pengunjung views clicks klik produksi "
    "production hujan rainfall nominal bayar dibayar payment payments penumpang passengers debet debit kredit credit "
    "mutasi setoran masuk keluar ekspor impor export exports import imports"
)
PRICE_NAMES = words("harga price prices")
MEASURE_NAMES = PRICE_NAMES | words(
    "kurs tukar rate rates suhu temperatur temperature stok stock persediaan inventory saldo balance indeks index rata "
    "rerata mean average avg median persen persentase percent percentage rasio ratio share margin tinggi berat height "
    "weight kelembapan kelembaban humidity tekanan pressure speed kecepatan usia umur age skor score rating level ihk "
    "cpi inflasi inflation populasi population bunga interest yield close closing penutupan bid ask"
)
# With one of these words a price is that of a whole sale: "total harga".
SUM_NAMES = words("total subtotal jumlah jml amount")
# Names of columns that identify quoted instruments.
QUOTE_NAMES = words("pair pairs pasangan ticker saham symbol simbol kurs")
# Words of a total's name, and the other words that the name may contain.
TOTAL_NAMES = words("total totals subtotal jumlah jml")
GENERAL_NAMES = FLOW_NAMES | words(
    "grand sub semua seluruh keseluruhan seluruhnya all overall akhir harian mingguan bulanan tahunan hari minggu "
    "bulan tahun daily weekly monthly yearly produk product products barang item items toko cabang rp idr rupiah dan of"
)
CURRENCIES = {
    **dict.fromkeys(["idr", "rp", "rupiah"], "IDR"),
    **dict.fromkeys(["usd", "dollar", "dollars", "dolar"], "USD"),
    **dict.fromkeys(["eur", "euro"], "EUR"),
    **dict.fromkeys(["myr", "ringgit"], "MYR"),
    **dict.fromkeys(["jpy", "yen"], "JPY"),
    **dict.fromkeys(["cny", "rmb", "yuan"], "CNY"),
    **{code.lower(): code for code in ("SGD", "AUD", "GBP", "HKD", "THB", "KRW", "SAR", "INR", "PHP", "VND", "CHF")},
}
PAIR = re.compile(r"([a-z]{3}) ?[/-]? ?([a-z]{3})")

# Number of rows looked at.
SAMPLE_ROWS = 200_000
# From LEAST_STEPS steps on, relative steps from value to value are evidence. A rate or price hardly moves by more than
# a fiftieth and seldom by a tenth; sales usually move by an eighth, or often by a quarter.
LEAST_STEPS = 8
STEADY_MEDIAN, STEADY_HIGH = 0.02, 0.1
LIVELY_MEDIAN, LIVELY_HIGH = 0.125, 0.25
# Squared steps of independent values are on average twice the variance; those of a price are far smaller. At least the
# share MISSED_SHARE of steps spans a gap.
WANDERING_RATIO, MISSED_SHARE = 0.5, 0.02
# Negative values are refunds up to this many per positive value.
REFUND_SHARE = 0.1
# Share of dates on which a total must equal the sum of the others.
LEAST_SHARE = 0.95
# Number of series called totals that are checked.
MAX_TOTALS = 20


def resolve_options(observations: Observations, options: Options) -> Options:
    """Return the options with `aggregate` and `fill` decided.

    The names of the columns say whether values are flows or measures; otherwise `infer_aggregate` decides. A gap is
    zero in a flow and interpolated in a measure. Raises Refused "aggregate_unclear" if rows have to be combined but the
    columns are of both kinds, or of an unknown kind.
    """
    aggregate = options.aggregate or _aggregate_by_names(observations) or infer_aggregate(observations)
    return replace(
        options, aggregate=aggregate, fill=options.fill or ("interpolate" if aggregate == "mean" else "zero")
    )


def add_assumption_notice(
    observations: Observations, options: Options, aggregate: Aggregate, counts: Integers, several: bool
) -> None:
    """Add a notice about the assumed aggregate, if neither the caller nor a name decides it.

    `counts` are the rows of each period, `several` tells that there are several series; otherwise the aggregate has no
    effect. Raises Refused "aggregate_unclear" if rows share a period that the dates define and the values do not
    decide.
    """
    if (
        options.aggregate is not None
        or _aggregate_by_names(observations) is not None
        or not (several or np.any(counts != 1))
    ):
        return
    if (
        aggregate == "mean"
        and options.frequency is None
        and np.any(counts > 1)
        and aggregate_by_values(observations) is None
    ):
        raise _aggregate_question(observations)
    notice = "mean_assumed" if aggregate == "mean" else "sum_assumed"
    observations.notices.add(notice, column=", ".join(observations.value_columns)[:80])


def infer_aggregate(observations: Observations) -> Aggregate:
    """Return the aggregate that the values suggest; "mean" if they do not and no rows share a moment."""
    found = aggregate_by_values(observations)
    if found is None and _have_duplicates(observations.which.astype(np.int64), observations.seconds):
        raise _aggregate_question(observations)
    return found or "mean"


def aggregate_by_values(observations: Observations) -> Aggregate | None:
    """Return the aggregate that the values suggest: rates move little from value to value, sales move a lot.

    If the steps do not decide, or are too few, non-negative whole numbers are a flow. A few negative values of the size
    of the others are refunds.
    """
    known = np.isfinite(observations.values)
    which, seconds = observations.which[known].astype(np.int64), observations.seconds[known]
    values = observations.values[known]
    if not len(values):
        return "sum"
    some = which <= np.searchsorted(np.cumsum(np.bincount(which)), SAMPLE_ROWS)
    which, seconds, values = which[some], seconds[some], values[some]
    order = np.lexsort((seconds, which))
    which, seconds, values = which[order], seconds[order], values[order]
    if values.min() < 0:
        if not _are_refunds(-values[values < 0], values[values > 0]):
            return None
        kept = values >= 0
        which, seconds, values = which[kept], seconds[kept], values[kept]
    if found := _aggregate_by_steps(which, seconds, values):
        return found
    return "sum" if np.array_equal(values, np.floor(values)) else None


def _are_refunds(negative: Floats, positive: Floats) -> bool:
    """Return whether the negative values are few and of the size of the positive ones; cold days are small."""
    few = len(negative) <= REFUND_SHARE * len(positive)
    return few and bool(np.median(negative) >= np.median(positive) / 4)


def _aggregate_by_steps(which: Integers, seconds: Integers, values: Floats) -> Aggregate | None:
    """Return the aggregate that the steps of non-negative rows, sorted by series and date, suggest."""
    same = which[1:] == which[:-1]
    starts = np.flatnonzero(np.append(True, ~same))
    counts = np.diff(np.append(starts, len(values)))
    varied = np.maximum.reduceat(values, starts) > np.minimum.reduceat(values, starts)
    moves = same & np.repeat(varied, counts)[1:]
    before, after = values[:-1][moves], values[1:][moves]
    if len(before) < LEAST_STEPS:
        return None
    higher = np.maximum(before, after)
    steps = np.divide(np.abs(after - before), higher, out=np.zeros_like(higher), where=higher > 0)
    middle, high = np.quantile(steps, (0.5, 0.9))
    if middle <= STEADY_MEDIAN and high <= STEADY_HIGH:
        return "mean"
    if middle >= LIVELY_MEDIAN or high >= LIVELY_HIGH:
        return "sum"
    # A price wanders: each value is close to the one before, though all together vary widely. Growing sales do so, too,
    # but rarely skip a date.
    means = np.repeat(np.add.reduceat(values, starts) / counts, counts)
    shares = np.divide(values, means, out=np.ones_like(values), where=means > 0)
    spread = np.mean((shares[1:][moves] - 1) ** 2)
    apart = np.diff(seconds)[moves]
    missed = np.mean(apart > 1.5 * np.median(apart))
    wanders = np.mean(np.diff(shares)[moves] ** 2) < WANDERING_RATIO * spread
    return "mean" if wanders and missed >= MISSED_SHARE else None


def find_totals(observations: Observations) -> list[int]:
    """Return the indexes of series that are a sum of others: a row or a column called a total."""
    names, columns = observations.names, observations.value_columns
    # The parts of each name from row and column: "Kopi · omzet" in a table with several value columns.
    if not observations.series_columns:
        parts = [("", name) for name in names]
    elif len(columns) > 1:
        parts = [(name.rpartition(NAME_SEPARATOR)[0], name.rpartition(NAME_SEPARATOR)[2]) for name in names]
    else:
        parts = [(name, "") for name in names]
    found, tested = set(), 0
    for place, (row, column) in enumerate(parts):
        if any(_is_total(part) for part in row.split(NAME_SEPARATOR)):
            found.add(place)
        elif TOTAL_NAMES & _words(column or row) and tested < MAX_TOTALS:
            tested += 1
            beside = [
                other
                for other, (its_row, its_column) in enumerate(parts)
                if other != place and other not in found and (its_row == row if column else its_column == column)
            ]
            if _adds_up(observations, place, beside):
                found.add(place)
    return sorted(found) if len(found) < len(names) else []


def incompatible_parts(observations: Observations, names: Sequence[str]) -> str | None:
    """Return what prevents these series from being added: currencies, directions of money, or unlike columns."""
    columns = observations.value_columns
    currencies: set[str] = set()
    for name in [*names, *columns]:
        of_name = {CURRENCIES[word] for word in _words(name) & CURRENCIES.keys()}
        currencies |= of_name if len(of_name) == 1 else set()
    if len(currencies) > 1:
        return ", ".join(sorted(currencies))
    # Money that comes in and money that goes out.
    for place in range(len(observations.series_columns)):
        parts = {name.split(NAME_SEPARATOR)[place] for name in names if name.count(NAME_SEPARATOR) >= place}
        if directions.are_opposite(parts):
            return ", ".join(sorted(parts))[:80]
    if directions.are_opposite(columns):
        return ", ".join(columns)[:80]
    meanings = {_words(name) & (FLOW_NAMES - SUM_NAMES) for name in columns} - {frozenset()}
    return ", ".join(columns)[:80] if len(meanings) > 1 else None


def _aggregate_by_names(observations: Observations) -> Aggregate | None:
    """Return the aggregate that the names of the columns, or of the series, suggest."""
    kinds = {_kind(name) for name in observations.value_columns}
    if kinds >= {"sum", "mean"}:
        which, seconds = observations.which.astype(np.int64), observations.seconds
        if _have_duplicates(which, seconds):
            raise _aggregate_question(observations)
        return "mean"
    for kind in ("sum", "mean"):
        if kind in kinds:
            return kind
    quoted = any(_words(name) & QUOTE_NAMES for name in observations.series_columns)
    return "mean" if quoted or all(map(_is_pair, observations.names)) else None


def _aggregate_question(observations: Observations) -> Refused:
    return Refused(
        "aggregate_unclear",
        parameter="aggregate",
        candidates=["sum", "mean"],
        columns=", ".join(observations.value_columns)[:200],
    )


def _have_duplicates(which: Integers, seconds: Integers) -> bool:
    """Return whether two rows of one series have the same moment."""
    order = np.lexsort((seconds, which))
    which, seconds = which[order], seconds[order]
    return bool(np.any((which[1:] == which[:-1]) & (seconds[1:] == seconds[:-1])))


def _words(name: str) -> frozenset[str]:
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)
    return frozenset(re.findall(r"[^\W\d_]+", spaced.lower()))


def _kind(name: str) -> Aggregate | None:
    """Return the aggregate that a column's name suggests; "stok total" is a stock, "rata-rata penjualan" a mean."""
    found = _words(name)
    if found & PRICE_NAMES and found & SUM_NAMES and not found & (MEASURE_NAMES - PRICE_NAMES):
        return "sum"
    if found & MEASURE_NAMES:
        return "mean"
    return "sum" if found & FLOW_NAMES else None


def _is_pair(name: str) -> bool:
    """Return whether this is a currency pair: "USD/IDR"."""
    found = PAIR.fullmatch(name.strip().lower())
    return found is not None and CURRENCIES.keys() >= set(found.groups())


def _is_total(name: str) -> bool:
    """Return whether this is called a total of nothing in particular: "Total", "GRAND TOTAL", "Total Penjualan"."""
    found = _words(name)
    return bool(found & TOTAL_NAMES) and found <= TOTAL_NAMES | GENERAL_NAMES


def _adds_up(observations: Observations, place: int, others: Sequence[int]) -> bool:
    """Return whether a series is the sum of others on nearly all of its dates."""
    known = np.isfinite(observations.values)
    own = known & (observations.which == place)
    moments = np.unique(observations.seconds[own])
    if len(moments) < 2 or not others:
        return False
    among: Flags = known & np.isin(observations.which, others)
    seconds = observations.seconds[among]
    at = np.minimum(np.searchsorted(moments, seconds), len(moments) - 1)
    here = moments[at] == seconds
    sums = np.bincount(at[here], weights=observations.values[among][here], minlength=len(moments))
    at = np.searchsorted(moments, observations.seconds[own])
    stated = np.bincount(at, weights=observations.values[own], minlength=len(moments))
    close = np.abs(sums - stated) <= 1e-4 * np.maximum(np.abs(sums), np.abs(stated))
    return bool(stated.any() and close.mean() >= LEAST_SHARE)
