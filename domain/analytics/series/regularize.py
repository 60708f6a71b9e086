"""Regular series from rows in any order: detection of the frequency, aggregation of rows, filling of gaps."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from domain.analytics.options import Limits, Options, Refused
from domain.analytics.reading import additivity
from domain.analytics.reading.dates import FIRST_YEAR, GRAINS, LAST_YEAR
from domain.analytics.series import edges
from domain.analytics.series.calendars import DAY, HOUR, Frequency
from domain.analytics.series.edges import FINENESS
from domain.analytics.series.shapes import Flags, Floats, Integers, Observations, Quality, Series

# Share of dates that must follow a rule; the rest are taken for errors.
LEAST_SHARE = 0.95
# From this share of empty cells on, an empty cell means that nothing was sold.
EMPTY_SHARE = 0.5
# Number of rows from which the frequency is detected.
SAMPLE_ROWS = 200_000
# Squares of larger numbers overflow.
LARGEST = 1e100
# Squares of smaller numbers underflow; they count as zero.
SMALLEST = 1e-100
# Half the length of a period in days. Closer dates do not belong to consecutive periods.
HALF = {"week": 4, "month": 15, "quarter": 45, "semester": 90, "year": 180}


@dataclass(frozen=True, slots=True)
class Moments:
    """Distinct moments of each series in order; `at` in days or seconds since 1970-01-01."""

    which: Integers
    at: Integers

    @property
    def gaps(self) -> Integers:
        """Return the distances between consecutive moments of a series."""
        gaps: Integers = np.diff(self.at)[self.which[1:] == self.which[:-1]]
        return gaps

    def runs(self, numbers: Integers) -> tuple[int, int]:
        """Return the number of distinct periods of all series, and the number from first to last of each, added up."""
        fresh = self.which[1:] != self.which[:-1]
        distinct = 1 + int(np.count_nonzero(fresh | (np.diff(numbers) != 0)))
        ends = np.append(numbers[:-1][fresh], numbers[-1])
        firsts = np.append(numbers[:1], numbers[1:][fresh])
        return distinct, int((ends - firsts + 1).sum())


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of one frequency: series, period number and value of each.

    `missing` holds the rows without a value: NaN for an empty cell, infinity for an unreadable one.
    """

    which: Integers
    numbers: Integers
    values: Floats
    missing: Rows | None = None

    def only(self, kept: Flags) -> Rows:
        return Rows(self.which[kept], self.numbers[kept], self.values[kept], self.missing)


def arrange(observations: Observations, options: Options, limits: Limits) -> tuple[Frequency, list[Series]]:
    """Return the frequency and the regular series, in the order of their names; `quality` records what was done.

    Every series begins with its first value. If gaps are zeros it ends with the file's last period, or with that of
    `options.through`; if gaps are interpolated, with its own last value. A period with unreadable or forgotten cells is
    unknown, not zero: see `_unknown`.

    Adds notices: "series_empty" for a series without values, which is left out; "series_total" for a total of other
    series, which would count twice; "date_coarser" for a row dated with a longer period, which is left out;
    "weekend_day" for a day counted on the Friday before; "sum_assumed" or "mean_assumed" if only the values say what
    they are; "value_estimated" for a series with unknown periods; "empty_zero" if empty cells are zeros;
    "first_period_incomplete" and "last_period_incomplete" if sums of finer rows do not cover the file's first or last
    period, which is left out.

    Raises Refused: "no_values", "values_too_large", "frequency_unclear", "frequency_too_fine", "aggregate_unclear",
    "through_invalid", "too_many_periods", "too_many_series", "too_many_cells".
    """
    requested, options = options, additivity.resolve_options(observations, options)
    names, notices = observations.names, observations.notices
    totals = additivity.find_totals(observations) if options.aggregate != "mean" else []
    for place in totals:
        notices.add("series_total", sample=names[place])
    frequency, found, last = _rows(observations, options, limits, totals)
    taken = np.bincount(found.which, minlength=len(names))
    alive = np.flatnonzero(taken)
    for place in np.flatnonzero(taken == 0).tolist():
        if place not in totals:
            notices.add("series_empty", sample=names[place])
    firsts, lengths = _spans(found, last, names, options, limits)
    offsets, total = np.cumsum(lengths) - lengths, int(lengths.sum())
    places = offsets - firsts
    cells = places[found.which] + found.numbers
    sums: Floats = np.bincount(cells, weights=found.values, minlength=total).astype(np.float64, copy=False)
    counts = np.bincount(cells, minlength=total)
    observed = counts > 0
    if options.aggregate == "mean":
        np.divide(sums, counts, out=sums, where=observed)
    unknown = np.zeros(total, dtype=np.bool_)
    if options.fill == "interpolate":
        # Every series begins and ends with a value, so no gap extends beyond it.
        missing, known = np.flatnonzero(~observed), np.flatnonzero(observed)
        sums[missing] = np.interp(missing, known, sums[known])
    elif found.missing is not None:
        lost = found.missing
        lost = lost.only((lost.numbers >= firsts[lost.which]) & (lost.numbers < (firsts + lengths)[lost.which]))
        unknown[_unknown(lost, places, found, requested, observations, frequency)] = True
        unknown &= ~observed
        _estimate(sums, unknown, np.append(offsets[alive], total))
    additivity.add_assumption_notice(observations, requested, options.aggregate or "sum", counts, len(alive) > 1)
    rows = np.bincount(observations.which, minlength=len(names))
    series = []
    for place in alive.tolist():
        span = slice(int(offsets[place]), int(offsets[place] + lengths[place]))
        quality = _quality(int(rows[place]), int(taken[place]), observed[span], unknown[span], options)
        if quality.unknown:
            notices.add("value_estimated", sample=names[place])
        own = sums[span]
        guesses = unknown[span] if quality.unknown else None
        series.append(Series(names[place], int(firsts[place]), own, observed[span], own, quality, guesses))
    return frequency, series


def _quality(rows: int, taken: int, observed: Flags, unknown: Flags, options: Options) -> Quality:
    """Return the counts of one series, `taken` of whose rows have a value."""
    count, guessed = int(np.count_nonzero(observed)), int(np.count_nonzero(unknown))
    gaps = len(observed) - count - guessed
    return Quality(
        rows=rows,
        empty=rows - taken,
        duplicates=taken - count,
        gaps=gaps,
        filled="none" if not gaps else "zero" if options.fill == "zero" else "interpolated",
        unknown=guessed,
    )


def _rows(
    observations: Observations, options: Options, limits: Limits, totals: list[int]
) -> tuple[Frequency, Rows, int]:
    """Return the frequency, the rows that count, and the last period of the file."""
    notices, until = observations.notices, _until(options.through)
    seconds, values, which = observations.seconds, observations.values, observations.which.astype(np.int64)
    known = np.isfinite(values)
    present = np.ones(len(values), dtype=np.bool_) if until is None else seconds < until
    if totals:
        present &= ~np.isin(which, totals)
    if not np.any(known & present):
        raise Refused("no_values")
    kept = known & present
    frequency = _frequency(observations, options, seconds[kept], which[kept])
    numbers = frequency.numbers(seconds)
    present &= ~_coarser(observations, frequency, kept, numbers)
    lost = present & ~known
    missing = Rows(which[lost], numbers[lost], values[lost])
    if observations.unread is not None:
        moments, places = observations.unread
        missing = Rows(
            np.append(missing.which, places),
            np.append(missing.numbers, frequency.numbers(moments)),
            np.append(missing.values, np.full(len(places), np.inf)),
        )
    found = Rows(which, numbers, values, missing).only(known & present)
    seconds = seconds[known & present]
    if not len(found.values):
        raise Refused("no_values")
    if max(found.values.max(), -found.values.min()) > LARGEST:
        raise Refused("values_too_large")
    found.values[np.abs(found.values) < SMALLEST] = 0.0
    if frequency.unit == "business_day" and options.frequency is None:
        days = np.unique(seconds // DAY)
        for day in days[(days + 3) % 7 >= 5].tolist():
            notices.add("weekend_day", sample=Frequency("day").dates(day, 1)[0])
    first = int(found.numbers.min())
    last = int(found.numbers.max() if until is None else frequency.numbers(np.array([until - 1]))[0])
    if options.aggregate != "mean":
        start, end = edges.complete_periods(frequency, observations, seconds, found.numbers, first, last, until, limits)
        if until is None and end == last and frequency.unit == "day":
            end = edges.last_day(last, found.numbers, missing.numbers[np.isnan(missing.values)])
        within = (found.numbers >= start) & (found.numbers <= end)
        if (start, end) != (first, last) and within.any():
            if start > first:
                notices.add("first_period_incomplete", sample=frequency.dates(first, 1)[0])
            if end < last:
                notices.add("last_period_incomplete", sample=frequency.dates(last, 1)[0])
            return frequency, found.only(within), end
    return frequency, found, last


def _spans(found: Rows, last: int, names: list[str], options: Options, limits: Limits) -> tuple[Integers, Integers]:
    """Return the first period and the number of periods of each series; 0 for a series without values."""
    taken = np.bincount(found.which, minlength=len(names))
    alive = int(np.count_nonzero(taken))
    if alive > limits.series:
        raise Refused("too_many_series", most=limits.series)
    firsts = np.full(len(names), np.iinfo(np.int64).max)
    np.minimum.at(firsts, found.which, found.numbers)
    lasts = np.full(len(names), last)
    if options.fill == "interpolate":
        lasts[:] = np.iinfo(np.int64).min
        np.maximum.at(lasts, found.which, found.numbers)
    lengths = np.where(taken > 0, lasts - firsts + 1, 0)
    longest = int(lengths.argmax())
    if lengths[longest] > limits.periods:
        raise Refused(
            "too_many_periods", series=names[longest][:80], periods=int(lengths[longest]), most=limits.periods
        )
    if lengths.sum() > limits.cells:
        raise Refused("too_many_cells", cells=int(lengths.sum()), most=limits.cells)
    return firsts, lengths


def _coarser(observations: Observations, frequency: Frequency, kept: Flags, numbers: Integers) -> Flags:
    """Return which rows are dated with a longer period than the others, such as a month's sum among days.

    They count if the frequency is as coarse and their series has no finer rows in the same period.
    """
    coarse = np.zeros(len(kept), dtype=np.bool_)
    grains = observations.grains
    if grains is None:
        return coarse
    fineness = np.array([FINENESS[grain] for grain in GRAINS])[grains]
    coarse = kept & (fineness > FINENESS["day"]) & (fineness > FINENESS[observations.grain])
    if not coarse.any():
        return coarse
    span = int(numbers.max() - numbers.min()) + 1
    keys = observations.which.astype(np.int64) * span + (numbers - numbers.min())
    coarse &= (fineness > FINENESS.get(frequency.unit, 0)) | np.isin(keys, keys[kept & ~coarse])
    for place in np.flatnonzero(coarse).tolist():
        day = Frequency("day").dates(int(observations.seconds[place]) // DAY, 1)[0]
        grain, month = GRAINS[grains[place]], int(day[5:7])
        period = {"year": day[:4], "quarter": f"{day[:4]}-Q{month // 3 + 1}", "month": day[:7]}.get(grain, day)
        observations.notices.add("date_coarser", sample=period)
    return coarse


def _unknown(
    lost: Rows, places: Integers, found: Rows, requested: Options, observations: Observations, frequency: Frequency
) -> Integers:
    """Return the periods of a flow that have a row but an unknown value.

    Unreadable cells are unknown. Empty cells are unknown if few cells are empty or if zeros are written down. They mean
    zero if many are empty, on closed weekdays, or if `requested.fill` says so.
    """
    unread = np.isinf(lost.values)
    off = (
        ~unread & edges.closed_weekdays(found.numbers)[(lost.numbers + 3) % 7]
        if frequency.unit == "day"
        else ~unread & False
    )
    empty = int(np.count_nonzero(~unread & ~off))
    share = empty / (empty + len(found.values)) if empty else 0.0
    zero = (
        requested.fill == "zero"
        or share >= EMPTY_SHARE
        or (share > 1 - LEAST_SHARE and bool(np.all(found.values != 0)))
    )
    if requested.fill is None and (off.any() or (empty and zero)):
        observations.notices.add("empty_zero", column=", ".join(observations.value_columns)[:80])
    lost = lost.only(unread if zero else ~off)
    return np.asarray(places[lost.which] + lost.numbers)


def _estimate(values: Floats, unknown: Flags, bounds: Integers) -> None:
    """Interpolate unknown values between their neighbours; at the end of a series repeat the last one."""
    at, known = np.flatnonzero(unknown), np.flatnonzero(~unknown)
    if not len(at):
        return
    later = np.searchsorted(known, at)
    before, after = known[later - 1], known[np.minimum(later, len(known) - 1)]
    after = np.where((later < len(known)) & (after < bounds[np.searchsorted(bounds, at, side="right")]), after, before)
    share = np.divide(at - before, after - before, out=np.zeros(len(at)), where=after > before)
    values[at] = values[before] + share * (values[after] - values[before])


def _until(through: str | None) -> int | None:
    """Return the end of the day `through` as a moment."""
    if through is None:
        return None
    try:
        day = date.fromisoformat(through)
    except ValueError:
        raise Refused("through_invalid", through=through[:80]) from None
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        # Forecasts from there would need years of five digits.
        raise Refused("through_invalid", through=through[:80])
    return (day.toordinal() - date(1970, 1, 1).toordinal() + 1) * DAY


def _distinct(which: Integers, at: Integers) -> Moments:
    """Return the distinct moments of each series."""
    low = int(at.min())
    span = int(at.max()) - low + 1
    keys = which * span + (at - low)
    keys.sort()
    keys = keys[np.append(True, keys[1:] != keys[:-1])]
    # Finds the start of each series among the keys; cheaper than dividing all of them.
    counts = np.diff(np.searchsorted(keys, np.arange(int(keys[-1]) // span + 2) * span))
    series = np.repeat(np.arange(len(counts)), counts)
    return Moments(series, keys - series * span + low)


def _frequency(observations: Observations, options: Options, seconds: Integers, which: Integers) -> Frequency:
    """Return the frequency: the caller's, or the one that the gaps between dates show."""
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
    # A sample is enough: the first series that have SAMPLE_ROWS rows together.
    some = which <= np.searchsorted(np.cumsum(np.bincount(which)), SAMPLE_ROWS)
    if unit is None and grain == "second":
        clock = seconds - days * DAY
        if np.any(clock != clock[0]):
            step = _step(_distinct(which[some], seconds[some]))
            if step:
                return Frequency("hour" if step == HOUR else "step", step)
            if days.max() - days.min() < 13:
                raise _frequency_question("hour", "day")
    moments = _distinct(which[some], days[some])
    if not len(moments.gaps):
        moments = _distinct(np.zeros_like(which), days)
    weekday, share = _weekday(moments.at)
    if unit == "week":
        return Frequency("week", weekday=weekday if share >= LEAST_SHARE else 0)
    if len(moments.at) == 1:
        return Frequency("day" if grain == "second" else grain)
    found = _coarse(moments, days, weekday, share)
    return found if FINENESS[found.unit] >= FINENESS[grain] else Frequency(grain)


def _frequency_question(*candidates: str) -> Refused:
    return Refused(
        "frequency_unclear", parameter="frequency", choices=", ".join(candidates), candidates=list(candidates)
    )


def _step(moments: Moments) -> int | None:
    """Return the step in seconds if most gaps are equal and the others are multiples of it."""
    lengths, counts = np.unique(moments.gaps, return_counts=True)
    if not len(lengths):
        return None
    step = int(lengths[counts.argmax()])
    regular = counts.max() >= counts.sum() / 2 and counts[lengths % step == 0].sum() >= LEAST_SHARE * counts.sum()
    return step if regular and DAY % step == 0 and step < DAY else None


def _weekday(days: Integers) -> tuple[int, float]:
    """Return the most frequent weekday and its share."""
    counts = np.bincount((days + 3) % 7, minlength=7)
    return int(counts.argmax()), float(counts.max() / len(days))


def _coarse(moments: Moments, days: Integers, weekday: int, share: float) -> Frequency:
    """Return the frequency of dates of a day or longer; `moments` has at least two."""
    at, gaps, size = moments.at, moments.gaps, len(moments.at)
    for unit, half in reversed(HALF.items()):
        # One date in nearly every period, on whatever day of the period.
        if size >= 6 and np.mean(gaps >= half) >= LEAST_SHARE:
            distinct, span = moments.runs(Frequency(unit).numbers(at * DAY))
            if distinct >= LEAST_SHARE * size and distinct >= 0.9 * span:
                return Frequency(unit, weekday=weekday if unit == "week" and share >= LEAST_SHARE else 0)
    if np.mean(gaps >= HALF["month"]) >= LEAST_SHARE:
        months = Frequency("month").numbers(at * DAY)
        if moments.runs(months)[0] >= LEAST_SHARE * size and _same_day(at, months):
            return Frequency(_months(months, moments))
    if share >= LEAST_SHARE and (size >= 4 or gaps.min() == 7):
        return Frequency("week", weekday=weekday)
    counts = np.bincount(days - days.min())
    every = np.flatnonzero(counts) + days.min()
    if len(every) >= len(counts) / 3 or np.mean(gaps == 1) >= 0.5:
        # By chance fifteen days in a row would miss all weekends in one of 150 files, twenty all but one in one of 90.
        slips = np.count_nonzero((every + 3) % 7 >= 5)
        return Frequency("business_day" if len(every) >= 15 and slips <= (1 - LEAST_SHARE) * len(every) else "day")
    for unit in HALF:
        distinct, span = moments.runs(Frequency(unit).numbers(at * DAY))
        if distinct >= 0.75 * span:
            raise _frequency_question("day", unit)
    raise _frequency_question("day", "month")


def _same_day(days: Integers, months: Integers) -> bool:
    """Return whether dates keep to one day of the month: the same, the last, or (four or more) within five days."""
    since = days - Frequency("month").starts(months) // DAY
    left = Frequency("month").starts(months + 1) // DAY - days
    counts = np.bincount(since, minlength=31)
    around = np.convolve(np.append(counts, counts[:4]), np.ones(5))[4:-4]
    need = LEAST_SHARE * len(days)
    return bool(
        counts.max() >= need or np.count_nonzero(left == 1) >= need or (len(days) >= 4 and around.max() >= need)
    )


def _months(months: Integers, moments: Moments) -> str:
    """Return the unit of dates that come at most once a month: "month", "quarter", "semester" or "year"."""
    gaps = np.diff(months)[moments.which[1:] == moments.which[:-1]]
    for unit, length in (("year", 12), ("semester", 6), ("quarter", 3)):
        if np.bincount(months % length).max() >= LEAST_SHARE * len(months) and (
            len(months) >= 4 or gaps.min() == length
        ):
            return unit
    return "month"
