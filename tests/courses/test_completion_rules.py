"""Completion rules and merging of progress: cmi5 criteria, locked contents, percentages and where to resume."""

from __future__ import annotations

import itertools
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.courses import KINDS, MOVE_ON, Content, Version, completion_rules
from domain.courses.progress import ContentLocked, Event, Position, Progress, replay_events

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
progresses = st.builds(
    Progress,
    at=moments,
    completed=st.booleans(),
    passed=st.booleans(),
    waived=st.booleans(),
    percent=st.integers(0, 100),
    score=st.none() | st.integers(0, 100),
    position=st.none() | st.builds(Position, moments, st.floats(0, 1e9).map(lambda position: position + 0.0)),
    visits=st.dictionaries(st.sampled_from("abc"), st.integers(0, 86_400)),
)


@given(progresses, progresses, progresses)
def test_merging_is_commutative_associative_and_idempotent(one: Progress, two: Progress, three: Progress) -> None:
    assert one.merge(two) == two.merge(one)
    assert one.merge(two).merge(three) == one.merge(two.merge(three))
    assert one.merge(one) == one
    assert Progress().merge(one) == one


@given(st.lists(progresses, min_size=1, max_size=6), st.data())
def test_late_repeated_and_partial_events_merge_to_the_same_progress(
    parts: list[Progress], data: st.DataObject
) -> None:
    def merge_all(parts: list[Progress]) -> Progress:
        return next(iter(reversed(list(itertools.accumulate(parts, Progress.merge, initial=Progress())))))

    again = data.draw(st.permutations(parts + data.draw(st.lists(st.sampled_from(parts)))))
    cut = data.draw(st.integers(0, len(again)))
    assert merge_all([merge_all(again[cut:]), merge_all(again[:cut])]) == merge_all(parts)


@given(progresses, progresses)
def test_merging_never_lowers_progress(one: Progress, two: Progress) -> None:
    both = one.merge(two)
    assert (both.completed, both.passed, both.waived) >= (one.completed, one.passed, one.waived)
    assert both.percent >= one.percent
    assert (both.score or 0) >= (one.score or 0)
    assert sum(both.visits.values()) >= sum(one.visits.values())


def test_the_later_position_wins_and_at_equal_times_the_larger_one() -> None:
    early, late = Progress(position=Position(NOON, 90)), Progress(position=Position(NOON + timedelta(seconds=1), 10))
    assert late.merge(early).position == late.position
    assert early.merge(Progress(position=Position(NOON, 80))).position == early.position


def test_timestamps_in_the_future_are_clamped_to_now() -> None:
    ahead = Progress(at=NOON + timedelta(days=900), position=Position(NOON + timedelta(days=900), 5)).clamp(NOON)
    assert (ahead.at, ahead.position) == (NOON, Position(NOON, 5))


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
    assert completion_rules.is_satisfied(move_on, True, False, False) == completed
    assert completion_rules.is_satisfied(move_on, False, True, False) == passed
    assert completion_rules.is_satisfied(move_on, True, True, False) == both
    assert completion_rules.is_satisfied(move_on, False, False, False) == (move_on == "NotApplicable")
    assert completion_rules.is_satisfied(move_on, False, False, True)


def test_events_of_a_quiz_only_record_position_and_time() -> None:
    write = Event("x", 1, completed=True, percent=100, position=3, seconds=5, visit="v")
    assert write.to_progress("quiz", NOON) == Progress(at=NOON, position=Position(NOON, 3), visits={"v": 5})
    assert write.to_progress("video", NOON).completed
    assert Event("x", 1, percent=100).to_progress("text", NOON).completed
    assert not Event("x", 1, percent=99).to_progress("text", NOON).completed
    assert Event("x", 1, completed=True, percent=40).to_progress("text", NOON).percent == 100


def test_a_sequential_course_opens_contents_as_mandatory_ones_are_satisfied() -> None:
    course = version(
        content(1), content(2, required=False), content(3, move_on="NotApplicable"), content(4), content(5),
        sequential=True,
    )  # fmt: skip
    assert completion_rules.open_contents(course, set(), []) == {1}
    assert completion_rules.open_contents(course, {1}, [1]) == {1, 2, 3, 4}
    assert completion_rules.open_contents(course, {1, 4}, [1, 4]) == {1, 2, 3, 4, 5}
    assert [found.id for found in completion_rules.missing_contents(course, course.by_id[5], {1})] == [4]


def test_not_applicable_prerequisites_do_not_lock_a_content() -> None:
    course = version(content(1, prerequisites=(2, 3)), content(2), content(3, move_on="NotApplicable"))
    assert completion_rules.open_contents(course, set(), []) == {2, 3}
    assert completion_rules.open_contents(course, {2}, []) == {1, 2, 3}
    # It was started before an author added a prerequisite.
    assert 1 in completion_rules.open_contents(course, set(), [1])


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
content_ids = st.sets(st.integers(1, 6))


@given(courses, content_ids)
def test_open_contents_are_those_without_missing_contents(course: Version, satisfied: set[int]) -> None:
    expected = {each.id for each in course.contents if not completion_rules.missing_contents(course, each, satisfied)}
    assert completion_rules.open_contents(course, satisfied, []) == expected


@given(courses, content_ids, content_ids)
def test_satisfying_more_contents_locks_none(course: Version, satisfied: set[int], more: set[int]) -> None:
    assert completion_rules.open_contents(course, satisfied, satisfied) <= completion_rules.open_contents(
        course, satisfied | more, satisfied | more
    )
    assert completion_rules.percent(course, satisfied) <= completion_rules.percent(course, satisfied | more)


@given(courses, content_ids)
def test_100_percent_means_all_mandatory_contents(course: Version, satisfied: set[int]) -> None:
    if course.mandatory_ids:
        assert (completion_rules.percent(course, satisfied) == 100) == (course.mandatory_ids <= satisfied)


def test_the_percentage_is_rounded_down() -> None:
    course = version(*map(content, range(1, 4)), content(4, required=False))
    assert [completion_rules.percent(course, set(range(1, done + 1))) for done in range(5)] == [0, 33, 66, 100, 100]


def test_resume_returns_the_last_unfinished_content_or_the_next_one() -> None:
    course = version(*map(content, range(1, 6)), content(6, required=False))
    everything = {1, 2, 3, 4, 5, 6}
    assert completion_rules.resume_content(course, None, set(), everything) == 1
    assert completion_rules.resume_content(course, 3, set(), everything) == 3
    assert completion_rules.resume_content(course, 3, {3}, everything) == 4
    # Nothing is left after the last one, so a skipped one before it is next.
    assert completion_rules.resume_content(course, 5, {2, 3, 4, 5}, everything) == 1
    assert completion_rules.resume_content(course, 6, {6}, everything) == 1
    assert completion_rules.resume_content(course, 3, {3}, {1, 2, 3, 5}) == 5
    # The last one is no longer in this version.
    assert completion_rules.resume_content(course, 99, {1}, everything) == 2
    assert completion_rules.resume_content(course, 2, {1, 2, 3, 4, 5}, everything) is None


def replay(course: Version, *events: Event, done: dict[int, Progress] | None = None) -> dict[int, Progress]:
    satisfied = {number for number, each in (done or {}).items() if each.completed}
    return replay_events(course, {}, done or {}, satisfied, events, NOON)


def test_events_are_replayed_in_the_order_of_recording() -> None:
    course = version(content(1), content(2), sequential=True)
    second = Event("b", 2, True, recorded_at=NOON - timedelta(minutes=1))
    first = Event("a", 1, True, recorded_at=NOON - timedelta(minutes=2))
    assert set(replay(course, second, first)) == {1, 2}
    with pytest.raises(ContentLocked) as refused:
        replay(course, Event("a", 1, True), second)
    assert (refused.value.content.id, [each.id for each in refused.value.missing]) == (2, [1])


def test_an_event_of_the_course_completes_all_contents_but_quizzes() -> None:
    course = version(
        content(1, prerequisites=(2,)), content(2), content(3, kind="quiz", move_on="Passed"), content(4),
        sequential=False,
    )  # fmt: skip
    assert set(replay(course, Event("", None, True))) == {1, 2, 4}
    behind_a_quiz = version(*course.contents[1:], sequential=True)
    assert set(replay(behind_a_quiz, Event("", None, True))) == {2}
    # Repeated it adds nothing, so no timestamp changes.
    assert replay(behind_a_quiz, Event("", None, True), done={2: Progress(completed=True)}) == {}
    assert set(replay(course, Event("", 2), Event("", None, True))) == {1, 2, 4}


@pytest.mark.parametrize("move_on", MOVE_ON)
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("mastery_score", [None, 70])
def test_every_rule_has_a_description_in_both_languages(move_on: Any, kind: Any, mastery_score: int | None) -> None:
    words = completion_rules.describe(content(1, kind=kind, move_on=move_on, mastery_score=mastery_score))
    assert words.en != words.id
    needs_the_score = move_on in ("Passed", "CompletedAndPassed") and mastery_score is not None
    assert all(("70%" in sentence) == needs_the_score and "{" not in sentence for sentence in words)
