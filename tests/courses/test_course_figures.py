"""Rates, medians and the disclosure guard: hidden counts can't be derived, even by a reader who knows the rules."""

from __future__ import annotations

import itertools
import statistics
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.courses import Content, Version, figures
from domain.courses.definitions import DEFINITIONS
from domain.courses.figures import ContentCounts, Learners, wilson_interval
from domain.courses.small_groups import Guard, is_small, median, runs


@pytest.mark.parametrize(
    ("part", "whole", "low", "high"),
    [
        # R. G. Newcombe, Two-sided confidence intervals for the single proportion, Stat. Med. 17 (1998), table I.
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0000, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilson_intervals_match_published_values(part: int, whole: int, low: float, high: float) -> None:
    assert [round(end, 4) for end in wilson_interval(part, whole)] == [low, high]
    assert [round(1 - end, 4) for end in wilson_interval(whole - part, whole)] == [high, low]


@given(st.lists(st.integers(0, 50), min_size=1))
def test_median_equals_median_low_of_the_standard_library(values: list[int]) -> None:
    assert median(Counter(values)) == statistics.median_low(values)


def test_the_median_of_nothing_is_none() -> None:
    assert median({}) is None


@pytest.mark.parametrize(("cells", "most"), [(1, 12), (2, 18), (3, 13), (4, 11), (5, 9)])
def test_merged_neighbours_hide_small_groups_beside_their_sum(cells: int, most: int) -> None:
    def shown(world: tuple[int, ...]) -> Any:
        guard = Guard(sum(world), guarded=True)
        alone = {run[0] for run in runs([(cell,) for cell in world]) if len(run) == 1}
        seen = [cell if place in alone and guard.parts(cell) else None for place, cell in enumerate(world)]
        return None if guard.hidden else (sum(world), *seen)

    # The first and last month of a course have learners.
    every = [world for size in range(most + 1) for world in splits(size, cells) if world[0] and world[-1]]
    assert_not_disclosed(every, shown, singles(cells))


class Kind(NamedTuple):
    """A kind of learner in the small courses below."""

    state: str
    percent: int = 0
    active_30: bool = False
    active_7: bool = False
    started: bool = False
    satisfied: bool = False


CONTENT = Content(1, 1, 1, "x", "text", "x", True, "Completed", None, None, ())
VERSION = Version(1, 1, 1, "Kursus", "id", False, (), (CONTENT,))
IDLE = Kind("not_started")
ACTIVITY = [(False, False), (True, False), (True, True)]
WORK = [(False, False), (True, False), (True, True)]
ASPECTS = {
    "states and percentages": [
        IDLE, Kind("in_progress"), Kind("in_progress", 50), Kind("left"), Kind("left", 50), Kind("completed", 100),
    ],
    "activity": [
        IDLE, *(Kind(*base, *active) for base in (("in_progress", 50), ("completed", 100)) for active in ACTIVITY),
    ],
    "contents": [
        IDLE, *(Kind("in_progress", 50, False, False, *work) for work in WORK),
        Kind("completed", 100, started=True, satisfied=True),
    ],
}  # fmt: skip


@pytest.mark.parametrize("aspect", ASPECTS)
def test_small_groups_cannot_be_derived_from_the_figures_of_a_course(aspect: str) -> None:
    """Check all courses of up to eleven learners whose rows differ in this aspect, with all their figures."""
    kinds = ASPECTS[aspect]
    values = {(name, value) for name in Kind._fields for value in {getattr(kind, name) for kind in kinds}}
    groups = [
        *([kind is one for kind in kinds] for one in kinds),
        *([getattr(kind, name) == value for kind in kinds] for name, value in values),
        [kind.percent == 0 and kind != IDLE for kind in kinds],
        [kind.active_30 and not kind.active_7 for kind in kinds],
        [kind.started and not kind.satisfied for kind in kinds],
        [kind.satisfied and kind.state != "completed" for kind in kinds],
    ]

    def shown(world: tuple[int, ...]) -> Any:
        def count(name: str) -> int:
            return sum(people for kind, people in zip(kinds, world, strict=True) if getattr(kind, name))

        states: Counter[tuple[str, int]] = Counter()
        for kind, people in zip(kinds, world, strict=True):
            states[kind.state, kind.percent] += people
        found = Learners(states, guarded=True)
        active = {30: count("active_30"), 7: count("active_7")}
        row = figures.engagement(found, active, 0)
        days = [(date(2026, 1, 1), 0), (date(2026, 1, 2), active[7])]
        counts = {1: ContentCounts(count("started"), count("satisfied"), 0)}
        completed = states["completed", 100]
        return repr((
            figures.progress(found),
            row,
            figures.completion({None: found.number - completed, 3: completed}, guarded=True),
            figures.daily(found, row, days),
            figures.funnel(found, VERSION, counts),
        ))  # fmt: skip

    assert_not_disclosed((world for size in range(12) for world in splits(size, len(kinds))), shown, groups)


def test_small_groups_cannot_be_derived_from_cohorts() -> None:
    months = [date(2025, 1, 1), date(2025, 2, 1)]
    # For each month: never completed, completed within 7 days, completed later.
    every = [world for size in range(11) for world in splits(size, 6) if any(world[::2]) and any(world[1::2])]

    def shown(world: tuple[int, ...]) -> Any:
        never, soon, late = world[:2], world[2:4], world[4:]
        durations = {month: {None: never[n], 2: soon[n], 50: late[n]} for n, month in enumerate(months)}
        completed = sum(soon) + sum(late)
        found = Learners({("completed", 100): completed, ("not_started", 0): sum(never)}, guarded=True)
        return repr((
            figures.progress(found),
            figures.completion({None: sum(never), 2: sum(soon), 50: sum(late)}, guarded=True),
            figures.completion_by_month(durations, guarded=True),
            figures.cohorts(found, durations, {}, date(2026, 1, 1)),
        ))  # fmt: skip

    assert_not_disclosed(every, shown, singles(6))


def assert_not_disclosed(
    worlds: Iterable[tuple[int, ...]], shown: Callable[[tuple[int, ...]], Any], groups: list[list[bool]]
) -> None:
    """Assert that no small group has the same size in all worlds that show the same figures, so nobody can know it."""
    alike = defaultdict(list)
    for world in worlds:
        alike[shown(world)].append(world)
    assert len(alike) > 1
    for answer, found in alike.items():
        for group in groups:
            sizes = {sum(itertools.compress(world, group)) for world in found}
            assert len(sizes) > 1 or not any(map(is_small, sizes)), (answer, group, found)


def singles(cells: int) -> list[list[bool]]:
    return [[place == cell for place in range(cells)] for cell in range(cells)]


def splits(size: int, cells: int) -> Iterator[tuple[int, ...]]:
    """Yield all ways to put this many people into cells."""
    for bars in itertools.combinations(range(size + cells - 1), cells - 1):
        borders = (-1, *bars, size + cells - 1)
        yield tuple(after - before - 1 for before, after in itertools.pairwise(borders))


def test_unguarded_figures_show_small_groups() -> None:
    found = Learners({("completed", 100): 1, ("left", 20): 2}, guarded=False)
    row = figures.progress(found)
    assert (row["completed"], row["left"], row["hidden"]) == (1, 2, False)
    assert (row["mean_percent"], row["median_percent"]) == (46.7, 20)


def test_a_guarded_group_of_fewer_than_five_shows_nothing() -> None:
    assert Guard(5, guarded=True).nested(0, 5)
    assert not Guard(4, guarded=True).nested(4)
    assert not Guard(4, guarded=True).parts(0)
    assert not Guard(20, guarded=True).within(4).nested(0)
    assert not Guard(20, guarded=True).nested(16)
    assert not Guard(30, guarded=True).nested(10, 12)


def test_every_figure_has_a_definition_in_both_languages() -> None:
    for call in DEFINITIONS.values():
        for definition in call.values():
            assert definition.en.endswith(".") and definition.id.endswith(".") and definition.en != definition.id
    assert is_small(4) and not is_small(0) and not is_small(5)
