"""What a learner has met: facts join in any order, rules follow cmi5, gates open, and resuming finds the place."""

from __future__ import annotations

import itertools
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.courses import KINDS, MOVE_ON, Content, Version, rules
from domain.courses.rules import Facts, Locked, Place, Write

NOON = datetime(2026, 8, 17, 12)


def content(number: int, **fields: Any) -> Content:
    default: dict[str, Any] = {
        "section": 1, "section_title": "x", "kind": "text", "title": f"Materi {number}", "required": True,
        "move_on": "Completed", "mastery_score": None, "minutes": None, "prerequisites": (),
    }  # fmt: skip
    return Content(**{"id": number, "place": number, **default, **fields})


def version(*contents: Content, sequential: bool = False) -> Version:
    return Version(1, 1, 1, "Kursus", "id", sequential, (), contents)


moments = st.integers(0, 5).map(lambda minute: NOON + timedelta(minutes=minute))
facts = st.builds(
    Facts,
    at=moments,
    completed=st.booleans(),
    passed=st.booleans(),
    waived=st.booleans(),
    percent=st.integers(0, 100),
    score=st.none() | st.integers(0, 100),
    place=st.none() | st.builds(Place, moments, st.floats(0, 1e9).map(lambda position: position + 0.0)),
    visits=st.dictionaries(st.sampled_from("abc"), st.integers(0, 86_400)),
)


@given(facts, facts, facts)
def test_facts_join_like_a_set(one: Facts, two: Facts, three: Facts) -> None:
    assert one.joined(two) == two.joined(one)
    assert one.joined(two).joined(three) == one.joined(two.joined(three))
    assert one.joined(one) == one
    assert Facts().joined(one) == one


@given(st.lists(facts, min_size=1, max_size=6), st.data())
def test_what_arrives_late_twice_and_in_parts_ends_up_the_same(told: list[Facts], data: st.DataObject) -> None:
    def all_of(parts: list[Facts]) -> Facts:
        return next(iter(reversed(list(itertools.accumulate(parts, Facts.joined, initial=Facts())))))

    again = data.draw(st.permutations(told + data.draw(st.lists(st.sampled_from(told)))))
    cut = data.draw(st.integers(0, len(again)))
    assert all_of([all_of(again[cut:]), all_of(again[:cut])]) == all_of(told)


@given(facts, facts)
def test_nothing_ever_goes_back(one: Facts, two: Facts) -> None:
    both = one.joined(two)
    assert (both.completed, both.passed, both.waived) >= (one.completed, one.passed, one.waived)
    assert both.percent >= one.percent
    assert (both.score or 0) >= (one.score or 0)
    assert sum(both.visits.values()) >= sum(one.visits.values())


def test_the_later_place_wins_and_of_two_at_once_the_farther() -> None:
    early, late = Facts(place=Place(NOON, 90)), Facts(place=Place(NOON + timedelta(seconds=1), 10))
    assert late.joined(early).place == late.place
    assert early.joined(Facts(place=Place(NOON, 80))).place == early.place


def test_a_clock_that_runs_ahead_does_not_win_for_ever() -> None:
    ahead = Facts(at=NOON + timedelta(days=900), place=Place(NOON + timedelta(days=900), 5)).until(NOON)
    assert (ahead.at, ahead.place) == (NOON, Place(NOON, 5))


@pytest.mark.parametrize(
    ("move_on", "completed", "passed", "both"),
    [
        ("Passed", False, True, True),
        ("Completed", True, False, True),
        ("CompletedAndPassed", False, False, True),
        ("CompletedOrPassed", True, True, True),
        ("NotApplicable", True, True, True),
    ],
)
def test_when_a_content_is_satisfied(move_on: Any, completed: bool, passed: bool, both: bool) -> None:
    assert rules.met(move_on, True, False, False) == completed
    assert rules.met(move_on, False, True, False) == passed
    assert rules.met(move_on, True, True, False) == both
    assert rules.met(move_on, False, False, False) == (move_on == "NotApplicable")
    assert rules.met(move_on, False, False, True)


def test_of_a_quiz_a_client_can_tell_the_time_alone() -> None:
    write = Write("x", 1, completed=True, percent=100, position=3, seconds=5, visit="v")
    assert write.facts("quiz", NOON) == Facts(at=NOON, place=Place(NOON, 3), visits={"v": 5})
    assert write.facts("video", NOON).completed
    assert Write("x", 1, percent=100).facts("text", NOON).completed
    assert not Write("x", 1, percent=99).facts("text", NOON).completed
    assert Write("x", 1, completed=True, percent=40).facts("text", NOON).percent == 100


def test_one_after_another_opens_as_those_that_count_are_done() -> None:
    course = version(
        content(1), content(2, required=False), content(3, move_on="NotApplicable"), content(4), content(5),
        sequential=True,
    )  # fmt: skip
    assert rules.opened(course, set(), []) == {1}
    assert rules.opened(course, {1}, [1]) == {1, 2, 3, 4}
    assert rules.opened(course, {1, 4}, [1, 4]) == {1, 2, 3, 4, 5}
    assert [found.id for found in rules.missing(course, course.by_id[5], {1})] == [4]


def test_prerequisites_open_a_content_and_what_needs_nothing_keeps_nobody_waiting() -> None:
    course = version(content(1, prerequisites=(2, 3)), content(2), content(3, move_on="NotApplicable"))
    assert rules.opened(course, set(), []) == {2, 3}
    assert rules.opened(course, {2}, []) == {1, 2, 3}
    # It was begun before an author asked for more.
    assert 1 in rules.opened(course, set(), [1])


courses = st.builds(
    lambda contents, sequential: version(*contents, sequential=sequential),
    st.lists(
        st.tuples(st.booleans(), st.sampled_from(MOVE_ON), st.lists(st.integers(1, 7), max_size=2)), max_size=6
    ).map(
        lambda drawn: [
            content(number, required=required, move_on=move_on, prerequisites=tuple(needed))
            for number, (required, move_on, needed) in enumerate(drawn, 1)
        ]
    ),
    st.booleans(),
)
some = st.sets(st.integers(1, 6))


@given(courses, some)
def test_what_is_open_is_what_misses_nothing(course: Version, satisfied: set[int]) -> None:
    open_ones = {each.id for each in course.contents if not rules.missing(course, each, satisfied)}
    assert rules.opened(course, satisfied, []) == open_ones


@given(courses, some, some)
def test_doing_more_closes_nothing(course: Version, satisfied: set[int], more: set[int]) -> None:
    assert rules.opened(course, satisfied, satisfied) <= rules.opened(course, satisfied | more, satisfied | more)
    assert rules.percent(course, satisfied) <= rules.percent(course, satisfied | more)


@given(courses, some)
def test_a_hundred_percent_is_all_that_counts(course: Version, satisfied: set[int]) -> None:
    if course.mandatory_ids:
        assert (rules.percent(course, satisfied) == 100) == (course.mandatory_ids <= satisfied)


def test_a_percent_is_rounded_down() -> None:
    course = version(*map(content, range(1, 4)), content(4, required=False))
    assert [rules.percent(course, set(range(1, done + 1))) for done in range(5)] == [0, 33, 66, 100, 100]


def test_resuming_finds_the_last_unfinished_content_or_the_next() -> None:
    course = version(*map(content, range(1, 6)), content(6, required=False))
    everything = {1, 2, 3, 4, 5, 6}
    assert rules.resume(course, None, set(), everything) == 1
    assert rules.resume(course, 3, set(), everything) == 3
    assert rules.resume(course, 3, {3}, everything) == 4
    # Behind the last one nothing is left, so what was left out before it is next.
    assert rules.resume(course, 5, {2, 3, 4, 5}, everything) == 1
    assert rules.resume(course, 6, {6}, everything) == 1
    assert rules.resume(course, 3, {3}, {1, 2, 3, 5}) == 5
    # The last one is not in this version any more.
    assert rules.resume(course, 99, {1}, everything) == 2
    assert rules.resume(course, 2, {1, 2, 3, 4, 5}, everything) is None


def judged(course: Version, *writes: Write, done: dict[int, Facts] | None = None) -> dict[int, Facts]:
    satisfied = {number for number, each in (done or {}).items() if each.completed}
    return rules.judged(course, {}, done or {}, satisfied, writes, NOON)


def test_writes_are_judged_in_the_order_in_which_they_were_recorded() -> None:
    course = version(content(1), content(2), sequential=True)
    second = Write("b", 2, True, recorded_at=NOON - timedelta(minutes=1))
    first = Write("a", 1, True, recorded_at=NOON - timedelta(minutes=2))
    assert set(judged(course, second, first)) == {1, 2}
    with pytest.raises(Locked) as refused:
        judged(course, Write("a", 1, True), second)
    assert (refused.value.content.id, [each.id for each in refused.value.missing]) == (2, [1])


def test_the_whole_course_completes_what_saying_so_completes() -> None:
    course = version(
        content(1, prerequisites=(2,)), content(2), content(3, kind="quiz", move_on="Passed"), content(4),
        sequential=False,
    )  # fmt: skip
    assert set(judged(course, Write("", None, True))) == {1, 2, 4}
    behind_a_quiz = version(*course.contents[1:], sequential=True)
    assert set(judged(behind_a_quiz, Write("", None, True))) == {2}
    # Told again it says nothing, so that not even a moment changes.
    assert judged(behind_a_quiz, Write("", None, True), done={2: Facts(completed=True)}) == {}
    assert set(judged(course, Write("", 2), Write("", None, True))) == {1, 2, 4}


@pytest.mark.parametrize("move_on", MOVE_ON)
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("mastery_score", [None, 70])
def test_every_rule_is_told_in_words(move_on: Any, kind: Any, mastery_score: int | None) -> None:
    words = rules.in_words(content(1, kind=kind, move_on=move_on, mastery_score=mastery_score))
    assert words.en != words.id
    needs_the_score = move_on in ("Passed", "CompletedAndPassed") and mastery_score is not None
    assert all(("70%" in sentence) == needs_the_score and "{" not in sentence for sentence in words)
