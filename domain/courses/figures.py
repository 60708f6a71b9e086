"""Figures of a course, computed from counts of learners and guarded against disclosing small groups. Pure."""

from __future__ import annotations

from calendar import monthrange
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from math import inf, sqrt
from typing import Any, Literal, NamedTuple, get_args

from domain.courses import Version
from domain.courses.small_groups import Guard, median, runs

State = Literal["not_started", "in_progress", "completed", "left"]
STATES: tuple[State, ...] = get_args(State)
Bucket = Literal["0", "1-24", "25-49", "50-74", "75-99", "100"]
BUCKETS: tuple[Bucket, ...] = get_args(Bucket)
WINDOWS = (7, 30, 90)
WEEKS = 13
# The 97.5th percentile of the standard normal distribution, for an interval of 95 %.
Z = 1.959963984540054

# Learners by the days that they took to complete the course; None counts those who have not.
Durations = Mapping[int | None, int]
Row = dict[str, Any]


class ContentCounts(NamedTuple):
    """Counters of a content: learners who started and satisfied it, and their total seconds."""

    started: int
    satisfied: int
    seconds: int


class Learners:
    """The learners of a course by state and percentage, and which of these counts may be shown.

    Figures of other reports start with this guard, because a reader may combine all answers.
    """

    def __init__(self, counts: Mapping[tuple[str, int], int], guarded: bool) -> None:
        self.number = sum(counts.values())
        self.states: Counter[str] = Counter()
        self.percents: Counter[int] = Counter()
        self.buckets: Counter[str] = Counter()
        for (state, percent), count in counts.items():
            self.states[state] += count
            self.percents[percent] += count
            self.buckets[bucket(percent)] += count
        self.guard = Guard(self.number, guarded)
        completed, untouched = self.states["completed"], counts.get(("not_started", 0), 0)
        self.shows_completed = self.guard.nested(completed)
        rest = [self.states[state] for state in STATES if state != "completed"]
        self.shows_states = self.shows_completed and self.guard.parts(*rest)
        # Learners at 0 percent include some who have started.
        parts = (untouched, self.buckets["0"] - untouched, *self.buckets.values())
        self.shows_buckets = self.shows_completed and self.guard.parts(*parts)
        # The mean and the counts form equations, which a small count at one percentage can make solvable.
        self.shows_percents = self.shows_buckets and self.guard.parts(*self.percents.values())
        started = [self.number - self.states["not_started"]] if self.shows_states else []
        advanced = [self.number - self.buckets["0"]] if self.shows_buckets else []
        self.guard = Guard(self.number, guarded, [*([completed] if self.shows_completed else []), *started, *advanced])

    @property
    def hidden(self) -> bool:
        return self.guard.hidden


def bucket(percent: int) -> Bucket:
    """Return the bucket of a percentage."""
    return BUCKETS[0] if percent == 0 else BUCKETS[5] if percent == 100 else BUCKETS[1 + percent // 25]


def progress(learners: Learners) -> Row:
    """Return the progress figures of a course."""
    states: Row = {state: learners.states[state] if learners.shows_states else None for state in STATES}
    buckets = {name: learners.buckets[name] if learners.shows_buckets else None for name in BUCKETS}
    if learners.shows_completed:
        states["completed"], buckets["100"] = learners.states["completed"], learners.buckets["100"]
    total = sum(percent * count for percent, count in learners.percents.items())
    percents = learners.percents if learners.shows_percents else {}
    return {
        "hidden": learners.hidden,
        "learners": None if learners.hidden else learners.number,
        **states,
        "mean_percent": round(total / learners.number, 1) if percents else None,
        "median_percent": median(percents),
        "buckets": buckets,
    }


def engagement(learners: Learners, active: Mapping[int, int], seconds: int) -> Row:
    """Return the learners active in the last 7 and 30 days, and the mean time in seconds."""
    shown = not learners.hidden
    return {
        "hidden": learners.hidden,
        "learners": learners.number if shown else None,
        **{f"active_{days}_days": active[days] if learners.guard.nested(active[days]) else None for days in (30, 7)},
        "mean_seconds": round(seconds / learners.number) if shown and learners.number else None,
    }


def daily(learners: Learners, row: Row, days: Sequence[tuple[date, int]]) -> list[Row] | None:
    """Return the active learners of each of the last 30 days, or None if a day must be hidden.

    `row` is the result of `engagement`.
    """
    month, week = row["active_30_days"], row["active_7_days"]
    apart = [month - count for _, count in days] if month is not None else []
    apart += [week - count for _, count in days[-7:]] if week is not None else []
    if month is None or not learners.guard.parts(*(count for _, count in days), *apart):
        return None
    return [{"day": day, "active": count} for day, count in days]


def funnel(learners: Learners, version: Version, counts: Mapping[int, ContentCounts]) -> list[Row]:
    """Return the figures of each content.

    In a sequential course the learners of a content are among those of the contents before it.
    """
    rows, all_shown = [], True
    for content in version.contents:
        found = counts.get(content.id, ContentCounts(0, 0, 0))
        guard = learners.guard if version.sequential else learners.guard.fork()
        shown = guard.nested(found.started, found.satisfied)
        all_shown = all_shown and shown
        rows.append({
            "content_id": content.id,
            "place": content.place,
            "title": content.title,
            "started": found.started if shown else None,
            "satisfied": found.satisfied if shown else None,
            "drop_off": round(1 - found.satisfied / found.started, 4) if shown and found.started else None,
            "mean_seconds": round(found.seconds / found.started) if found.started else None,
        })  # fmt: skip
    # The course's mean time minus that of the shown contents would reveal the time of the hidden ones.
    return rows if all_shown else [{**row, "mean_seconds": None} for row in rows]


def completion(durations: Durations, guarded: bool) -> Row:
    """Return the completion rate of a course, its 95 % interval and the median of the days."""
    guard = Guard(sum(durations.values()), guarded)
    return {"hidden": guard.hidden, **_completion(durations, not guard.hidden, guard.nested(_completed(durations)))}


def completion_by_month(months: Mapping[date, Durations], guarded: bool) -> list[Row]:
    """Return the same for the learners of each month of enrolment, from the first to the last that has any."""
    filled = _without_gaps(months)
    shown = _months_shown(filled, guarded)
    rows = [{"month": f"{month:%Y-%m}", **_completion(filled[month], *shown[month])} for month in filled]
    # Medians of months beside that of the course form inequalities, which may have one solution.
    return [{**row, "median_days": None} for row in rows] if guarded else rows


def cohorts(
    learners: Learners,
    months: Mapping[date, Durations],
    active: Mapping[tuple[date, int], int],
    today: date,
) -> list[Row]:
    """Return for each month of enrolment the timely completions and the share active in each week.

    Figures that the last learner of the month may still change are null. `active` counts learners by month and week
    after enrolment.
    """
    filled = _without_gaps(months)
    shown = _months_shown(filled, learners.guard.guarded)
    rows, all_shown = [], True
    for month, durations in filled.items():
        shows_size, shows_completed = shown[month]
        size = sum(durations.values())
        last = month.replace(day=monthrange(month.year, month.month)[1])
        guard = learners.guard.within(size, shows_size)
        inside = {days: _completed(durations, days) for days in WINDOWS if today > last + timedelta(days)}
        if shows_completed:
            all_shown = all_shown and guard.fork().nested(_completed(durations), *inside.values())
        row: Row = {"month": f"{month:%Y-%m}", "size": size if shows_size else None}
        row |= {f"completed_{days}_days": inside.get(days) if shows_completed else None for days in WINDOWS}
        row["retention"] = []
        for week in range(WEEKS):
            returned, ended = active.get((month, week), 0), today > last + timedelta(7 * week + 6)
            shows_week = size > 0 and ended and guard.fork().nested(returned)
            row["retention"].append(round(returned / size, 4) if shows_week else None)
        rows.append(row)
    # The course's median, which tells if half of all were in time, would reveal the only hidden month.
    return rows if all_shown else [{**row, **{f"completed_{days}_days": None for days in WINDOWS}} for row in rows]


def wilson_interval(part: int, whole: int) -> tuple[float, float]:
    """Return the 95 % score interval of the share `part` of `whole`, which is at least one.

    E. B. Wilson, Probable Inference, the Law of Succession, and Statistical Inference, JASA 22 (1927), 209-212. Unlike
    the normal approximation it holds for few people and for shares near 0 and 1 too.
    """
    share, spread = part / whole, Z * Z / whole
    centre = (share + spread / 2) / (1 + spread)
    margin = Z * sqrt(share * (1 - share) / whole + spread / (4 * whole)) / (1 + spread)
    return max(0.0, centre - margin), min(1.0, centre + margin)


def _completion(durations: Durations, shows_size: bool, shows_completed: bool) -> Row:
    enrolled, completed = sum(durations.values()), _completed(durations)
    low, high = wilson_interval(completed, enrolled) if enrolled else (0.0, 1.0)
    shows_rate = shows_completed and enrolled > 0
    taken = {days: count for days, count in durations.items() if days is not None}
    return {
        "enrolled": enrolled if shows_size else None,
        "completed": completed if shows_completed else None,
        "rate": round(completed / enrolled, 4) if shows_rate else None,
        "rate_low": round(low, 4) if shows_rate else None,
        "rate_high": round(high, 4) if shows_rate else None,
        "median_days": median(taken) if shows_completed else None,
    }


def _completed(durations: Durations, within: float = inf) -> int:
    """Return how many completed the course, optionally in less than `within` days."""
    return sum(count for days, count in durations.items() if days is not None and days < within)


def _without_gaps(months: Mapping[date, Durations]) -> dict[date, Durations]:
    if not months:
        return {}
    found, month, last = {}, min(months), max(months)
    while month <= last:
        found[month] = months.get(month, {})
        month = (month + timedelta(31)).replace(day=1)
    return found


def _months_shown(months: Mapping[date, Durations], guarded: bool) -> dict[date, tuple[bool, bool]]:
    """Return for each month if its size and its completions may be shown.

    Months add up to the course, so months to hide are merged with their neighbours: first by size, then these runs by
    completed and not completed.
    """
    places = list(months)
    if not guarded:
        return dict.fromkeys(places, (True, True))
    sizes = [(sum(months[place].values()),) for place in places]
    guard = Guard(sum(size for (size,) in sizes), guarded)
    by_size = runs(sizes)
    halves = [_halves(months[places[place]] for place in run) for run in by_size]
    shown = dict.fromkeys(places, (False, False))
    for group in runs(halves):
        for run in (by_size[place] for place in group):
            if len(run) == 1 and guard.parts(*sizes[run[0]]):
                whole = len(group) == 1 and guard.parts(*halves[group[0]])
                shown[places[run[0]]] = (True, whole)
    return shown


def _halves(durations: Iterable[Durations]) -> tuple[int, int]:
    """Return how many completed and how many did not."""
    found = list(durations)
    completed = sum(_completed(each) for each in found)
    return completed, sum(sum(each.values()) for each in found) - completed
