"""From rows in any order to regular series: which period they have, what becomes of many rows in one, and of none."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from analytics.calendars import DAY, HOUR, Frequency
from analytics.dates import FIRST_YEAR, LAST_YEAR
from analytics.options import Aggregate, Limits, Options, Refused
from analytics.series import Floats, Integers, Observations, Quality, Series


def words(text: str) -> frozenset[str]:
    """A set of words."""
    return frozenset(text.split())


# Words in the names of value columns. A flow adds up over time, a measure is a state at a moment.
FLOWS = words(
    "jumlah jml qty kuantitas quantity quantities banyak banyaknya unit units terjual sold penjualan sales sale omzet "
    "omset pendapatan pemasukan penerimaan revenue income turnover total subtotal volume amount count pesanan order "
    "orders transaksi transactions pembelian purchases permintaan demand pengeluaran belanja biaya cost costs expense "
    "expenses laba profit untung keuntungan rugi kunjungan visits visitors pengunjung views clicks klik produksi "
    "production hujan rainfall nominal bayar dibayar payment payments penumpang passengers debet debit kredit credit "
    "mutasi setoran ekspor impor export exports import imports"
)
PRICES = words("harga price prices")
MEASURES = PRICES | words(
    "kurs tukar rate rates suhu temperatur temperature stok stock persediaan inventory saldo balance indeks index rata "
    "rerata mean average avg median persen persentase percent percentage rasio ratio share margin tinggi berat height "
    "weight kelembapan kelembaban humidity tekanan pressure speed kecepatan usia umur age skor score rating level ihk "
    "cpi inflasi inflation populasi population bunga interest yield"
)
# With one of these a price is that of a whole sale: "total harga".
SUMS = words("total subtotal jumlah jml amount")

# Names of a sum of the others among them.
TOTALS = frozenset(["total", "jumlah", "grand total", "subtotal", "sub total", "total keseluruhan"])

FINENESS = {"second": 0, "hour": 0, "day": 1, "business_day": 1, "week": 2, "month": 3, "quarter": 4, "year": 5}
# The least share of dates that must keep to a rule; the rest are slips.
MOST = 0.95
# How many rows are looked at to tell how often values come.
ENOUGH = 200_000
# Larger numbers have squares that doubles can't hold.
LARGEST = 1e100
# Below this they have none either, nor always a reciprocal; it is zero.
SMALLEST = 1e-100
# Half the length of a period in days: dates closer than this are not one of each.
HALF = {"week": 4, "month": 15, "quarter": 45, "year": 180}


@dataclass(frozen=True, slots=True)
class Moments:
    """The distinct moments of each series in order; `at` in days or in seconds since 1970-01-01."""

    which: Integers
    at: Integers

    @property
    def gaps(self) -> Integers:
        """From each moment to the next of the same series."""
        gaps: Integers = np.diff(self.at)[self.which[1:] == self.which[:-1]]
        return gaps

    def runs(self, numbers: Integers) -> tuple[int, int]:
        """Of the periods in which the moments lie: how many there are of all series, and from first to last of each."""
        fresh = self.which[1:] != self.which[:-1]
        distinct = 1 + int(np.count_nonzero(fresh | (np.diff(numbers) != 0)))
        ends = np.append(numbers[:-1][fresh], numbers[-1])
        firsts = np.append(numbers[:1], numbers[1:][fresh])
        return distinct, int((ends - firsts + 1).sum())


def settled(observations: Observations, options: Options) -> Options:
    """The options with `aggregate` and `fill` decided where the caller left them open.

    The names of the value columns say whether they are flows, which add up, or measures. Where they don't, whole
    numbers that are never negative are taken for flows. A flow without a row was zero; a measure was not taken. Raises
    Refused "aggregate_unclear" where some columns are flows and others measures, and rows have to become one.
    """
    aggregate = options.aggregate or _aggregate(observations)
    return replace(options, aggregate=aggregate, fill=options.fill or ("zero" if aggregate == "sum" else "interpolate"))


def arrange(observations: Observations, options: Options, limits: Limits) -> tuple[Frequency, list[Series]]:
    """Regular series of one frequency, in the order of their names; `quality` tells what was done to each.

    Every series begins with its first value. Where gaps are zeros it ends with the file's last period, or with the one
    of `options.through`; where they are interpolated, with its own last value. A cell without a value is a gap.

    Adds notices to those of the observations: "series_empty" for each series that has no value and is left out;
    "series_total" for one that is called a total of the others, which would count twice where series are added;
    "first_period_incomplete" and "last_period_incomplete" where sums of finer rows evidently don't cover the file's
    first or last period, which is left out. Raises Refused: "no_values", "values_too_large", "frequency_unclear",
    "frequency_too_fine", "aggregate_unclear", "through_invalid", "too_many_periods", "too_many_series",
    "too_many_cells".
    """
    options = settled(observations, options)
    names, notices = observations.names, observations.notices
    seconds, values, which = observations.seconds, observations.values, observations.which.astype(np.int64)
    rows = np.bincount(which, minlength=len(names))
    until = _until(options.through)
    present = ~np.isnan(values)
    if until is not None:
        present &= seconds < until
    totals = _totals(observations) if options.aggregate == "sum" else []
    for place in totals:
        notices.add("series_total", sample=names[place])
        present &= which != place
    if not present.all():
        seconds, values, which = seconds[present], values[present], which[present]
    if not len(values):
        raise Refused("no_values")
    if max(values.max(), -values.min()) > LARGEST:
        raise Refused("values_too_large")
    values = np.where(np.abs(values) < SMALLEST, 0.0, values)

    frequency = _frequency(observations, options, seconds, which)
    numbers = frequency.numbers(seconds)
    first = int(numbers.min())
    last = int(numbers.max() if until is None else frequency.numbers(np.array([until - 1]))[0])
    if options.aggregate == "sum":
        start, end = _whole(frequency, observations, seconds, numbers, first, last, until, limits)
        kept = (numbers >= start) & (numbers <= end)
        if (start, end) != (first, last) and kept.any():
            if start > first:
                notices.add("first_period_incomplete", sample=frequency.dates(first, 1)[0])
            if end < last:
                notices.add("last_period_incomplete", sample=frequency.dates(last, 1)[0])
            first, last = start, end
            values, which, numbers = values[kept], which[kept], numbers[kept]

    taken = np.bincount(which, minlength=len(names))
    alive = np.flatnonzero(taken)
    for place in np.flatnonzero(taken == 0).tolist():
        if place not in totals:
            notices.add("series_empty", sample=names[place])
    if len(alive) > limits.series:
        raise Refused("too_many_series", most=limits.series)
    firsts = np.full(len(names), np.iinfo(np.int64).max)
    np.minimum.at(firsts, which, numbers)
    lasts = np.full(len(names), last)
    if options.fill == "interpolate":
        lasts[:] = np.iinfo(np.int64).min
        np.maximum.at(lasts, which, numbers)
    lengths = np.where(taken > 0, lasts - firsts + 1, 0)
    longest = int(lengths.argmax())
    if lengths[longest] > limits.periods:
        raise Refused(
            "too_many_periods", series=names[longest][:80], periods=int(lengths[longest]), most=limits.periods
        )
    total = int(lengths.sum())
    if total > limits.cells:
        raise Refused("too_many_cells", cells=total, most=limits.cells)

    offsets = np.cumsum(lengths) - lengths
    cells = (offsets - firsts)[which]
    cells += numbers
    sums: Floats = np.bincount(cells, weights=values, minlength=total).astype(np.float64, copy=False)
    counts = np.bincount(cells, minlength=total)
    observed = counts > 0
    if options.aggregate == "mean":
        np.divide(sums, counts, out=sums, where=observed)
    if options.fill == "interpolate":
        # No gap reaches over the bounds of a series, for each begins and ends with a value.
        missing, known = np.flatnonzero(~observed), np.flatnonzero(observed)
        sums[missing] = np.interp(missing, known, sums[known])
    seen = np.add.reduceat(observed, offsets[alive], dtype=np.int64).tolist()
    series = []
    for place, count in zip(alive.tolist(), seen, strict=True):
        start, length = int(offsets[place]), int(lengths[place])
        own = sums[start : start + length]
        gaps = length - count
        quality = Quality(
            rows=int(rows[place]),
            empty=int(rows[place] - taken[place]),
            duplicates=int(taken[place] - count),
            gaps=gaps,
            filled="none" if not gaps else "zero" if options.fill == "zero" else "interpolated",
        )
        series.append(Series(names[place], int(firsts[place]), own, observed[start : start + length], own, quality))
    return frequency, series


def _totals(observations: Observations) -> list[int]:
    """The places of series that rows call a total, where there are others."""
    if not observations.series_columns or len(observations.value_columns) > 1:
        return []
    found = [place for place, name in enumerate(observations.names) if name.casefold() in TOTALS]
    return found if len(found) < len(observations.names) else []


def _until(through: str | None) -> int | None:
    """The moment at which the day named by `through` ends."""
    if through is None:
        return None
    try:
        day = date.fromisoformat(through)
    except ValueError:
        raise Refused("through_invalid", through=through[:80]) from None
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        # Forecasts from there would have years of five digits.
        raise Refused("through_invalid", through=through[:80])
    return (day.toordinal() - date(1970, 1, 1).toordinal() + 1) * DAY


def _aggregate(observations: Observations) -> Aggregate:
    kinds = {_kind(name) for name in observations.value_columns}
    if kinds == {"sum", "mean"}:
        moments = _distinct(observations.which.astype(np.int64), observations.seconds)
        if len(moments.at) < len(observations.seconds):
            raise Refused(
                "aggregate_unclear",
                parameter="aggregate",
                candidates=["sum", "mean"],
                columns=", ".join(observations.value_columns)[:200],
            )
        return "mean"
    if "sum" in kinds:
        return "sum"
    if "mean" in kinds:
        return "mean"
    values = observations.values[~np.isnan(observations.values)]
    return "sum" if bool(np.all((values >= 0) & (values == np.floor(values)))) else "mean"


def _kind(name: str) -> Aggregate | None:
    """What the name of a column says of its values; "stok total" is a stock, "rata-rata penjualan" a mean."""
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)
    found = frozenset(re.findall(r"[^\W\d_]+", spaced.lower()))
    if found & PRICES and found & SUMS and not found & (MEASURES - PRICES):
        return "sum"
    if found & MEASURES:
        return "mean"
    return "sum" if found & FLOWS else None


def _distinct(which: Integers, at: Integers) -> Moments:
    """The distinct moments of each series."""
    low = int(at.min())
    span = int(at.max()) - low + 1
    keys = which * span + (at - low)
    keys.sort()
    keys = keys[np.append(True, keys[1:] != keys[:-1])]
    # Where each series begins among the keys; cheaper than dividing them all.
    counts = np.diff(np.searchsorted(keys, np.arange(int(keys[-1]) // span + 2) * span))
    series = np.repeat(np.arange(len(counts)), counts)
    return Moments(series, keys - series * span + low)


def _frequency(observations: Observations, options: Options, seconds: Integers, which: Integers) -> Frequency:
    """What the caller says, or what the gaps between the dates of each series say."""
    grain, unit = observations.grain, options.frequency
    if unit is not None and FINENESS[unit] < FINENESS[grain]:
        raise Refused("frequency_too_fine", frequency=unit, grain=grain)
    if unit == "hour":
        return Frequency("hour", HOUR)
    if unit is not None and unit != "week":
        return Frequency(unit)
    if grain in ("year", "week"):
        return Frequency(grain)
    days = seconds // DAY
    # The gaps of some series are those of all; the first ones that have enough rows together are asked.
    some = which <= np.searchsorted(np.cumsum(np.bincount(which)), ENOUGH)
    if unit is None and grain == "second":
        clock = seconds - days * DAY
        if np.any(clock != clock[0]):
            step = _step(_distinct(which[some], seconds[some]))
            if step:
                return Frequency("hour" if step == HOUR else "step", step)
            if days.max() - days.min() < 13:
                raise _unclear("hour", "day")
    moments = _distinct(which[some], days[some])
    if not len(moments.gaps):
        moments = _distinct(np.zeros_like(which), days)
    weekday, share = _weekday(moments.at)
    if unit == "week":
        return Frequency("week", weekday=weekday if share >= MOST else 0)
    if len(moments.at) == 1:
        return Frequency("day" if grain == "second" else grain)
    found = _coarse(moments, days, weekday, share)
    return found if FINENESS[found.unit] >= FINENESS[grain] else Frequency(grain)


def _unclear(*candidates: str) -> Refused:
    return Refused(
        "frequency_unclear", parameter="frequency", choices=", ".join(candidates), candidates=list(candidates)
    )


def _step(moments: Moments) -> int | None:
    """The seconds from one moment to the next, where most have the same and the others are multiples of it."""
    lengths, counts = np.unique(moments.gaps, return_counts=True)
    if not len(lengths):
        return None
    step = int(lengths[counts.argmax()])
    regular = counts.max() >= counts.sum() / 2 and counts[lengths % step == 0].sum() >= MOST * counts.sum()
    return step if regular and DAY % step == 0 and step < DAY else None


def _weekday(days: Integers) -> tuple[int, float]:
    """The weekday on which most days fall, and what share of them."""
    counts = np.bincount((days + 3) % 7, minlength=7)
    return int(counts.argmax()), float(counts.max() / len(days))


def _coarse(moments: Moments, days: Integers, weekday: int, share: float) -> Frequency:
    """The frequency of whole days, from a day up; `moments` has at least two."""
    at, gaps, size = moments.at, moments.gaps, len(moments.at)
    for unit, half in reversed(HALF.items()):
        # One date in nearly each period says it, on whatever day of the period.
        if size >= 6 and np.mean(gaps >= half) >= MOST:
            distinct, span = moments.runs(Frequency(unit).numbers(at * DAY))
            if distinct >= MOST * size and distinct >= 0.9 * span:
                return Frequency(unit, weekday=weekday if unit == "week" and share >= MOST else 0)
    if np.mean(gaps >= HALF["month"]) >= MOST:
        months = Frequency("month").numbers(at * DAY)
        if moments.runs(months)[0] >= MOST * size and _same_day(at, months):
            return Frequency(_months(months, moments))
    if share >= MOST and (size >= 4 or gaps.min() == 7):
        return Frequency("week", weekday=weekday)
    counts = np.bincount(days - days.min())
    every = np.flatnonzero(counts) + days.min()
    if len(every) >= len(counts) / 3 or np.mean(gaps == 1) >= 0.5:
        # By chance fifteen days in a row would miss all weekends once in 150 files.
        return Frequency("business_day" if len(every) >= 15 and np.all((every + 3) % 7 < 5) else "day")
    for unit in HALF:
        distinct, span = moments.runs(Frequency(unit).numbers(at * DAY))
        if distinct >= 0.75 * span:
            raise _unclear("day", unit)
    raise _unclear("day", "month")


def _same_day(days: Integers, months: Integers) -> bool:
    """Whether dates keep to one day of the month: the same one, the last, or, from four dates on, five days around."""
    since = days - Frequency("month").starts(months) // DAY
    left = Frequency("month").starts(months + 1) // DAY - days
    counts = np.bincount(since, minlength=31)
    around = np.convolve(np.append(counts, counts[:4]), np.ones(5))[4:-4]
    need = MOST * len(days)
    return bool(
        counts.max() >= need or np.count_nonzero(left == 1) >= need or (len(days) >= 4 and around.max() >= need)
    )


def _months(months: Integers, moments: Moments) -> str:
    """Whether one date a month at most means months, quarters (always the same of three) or years (of twelve)."""
    gaps = np.diff(months)[moments.which[1:] == moments.which[:-1]]
    for unit, length in (("year", 12), ("quarter", 3)):
        if np.bincount(months % length).max() >= MOST * len(months) and (len(months) >= 4 or gaps.min() == length):
            return unit
    return "month"


def _whole(
    frequency: Frequency,
    observations: Observations,
    seconds: Integers,
    numbers: Integers,
    first: int,
    last: int,
    until: int | None,
    limits: Limits,
) -> tuple[int, int]:
    """The first and the last period of the file that sums of finer rows cover.

    Where `until` is known it decides on the last one. Else a period is incomplete where the stretch without rows
    at its outer end is longer than a twentieth of it and longer than in any other period (of fewer than five others:
    also longer than any stretch without rows in the file).
    """
    begin, end = first, last
    if until is not None and _end(frequency, last) > until:
        end = last - 1
    if FINENESS[observations.grain] >= FINENESS.get(frequency.unit, 0) or last - first > limits.cells:
        return begin, end
    count = int(numbers.max()) - first + 1
    earliest, latest = np.full(count, np.iinfo(np.int64).max), np.full(count, np.iinfo(np.int64).min)
    np.minimum.at(earliest, numbers - first, seconds)
    np.maximum.at(latest, numbers - first, seconds)
    places = np.flatnonzero(latest >= earliest)
    earliest, latest = earliest[places], latest[places]
    if np.mean(latest > earliest) < 0.5:
        return begin, end
    if observations.grain == "day":
        latest = latest + DAY
    starts = frequency.starts(places + first)
    ends = starts + DAY if frequency.unit == "business_day" else frequency.starts(places + first + 1)
    lead, rest = earliest - starts, ends - latest
    inner = slice(1, -1)
    longest = int(np.diff(np.unique(seconds)).max(initial=0)) if len(places) < 7 else 0
    if lead[0] > max(longest, lead[inner].max(initial=0), (ends[0] - starts[0]) / 20):
        begin = first + 1
    if until is None and rest[-1] > max(longest, rest[inner].max(initial=0), (ends[-1] - starts[-1]) / 20):
        end = last - 1
    return begin, end


def _end(frequency: Frequency, number: int) -> int:
    """The moment at which a period ends; of business days midnight, whatever comes before the next."""
    if frequency.unit == "business_day":
        return int(frequency.starts(np.array([number]))[0]) + DAY
    return int(frequency.starts(np.array([number + 1]))[0])
