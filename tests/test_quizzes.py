"""Quizzes: what an attempt shows, what answers are worth, and what a learner never sees too early."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest

from learning.quizzes import Quiz, comparable


def single(*texts: str, correct: int = 0, **fields: Any) -> dict[str, Any]:
    options = [{"text": text, "correct": place == correct} for place, text in enumerate(texts)]
    return {"kind": "single", "text": "Mana yang benar?", "options": options, **fields}


def multiple(right: list[str], wrong: list[str], **fields: Any) -> dict[str, Any]:
    options = [{"text": text, "correct": text in right} for text in [*right, *wrong]]
    return {"kind": "multiple", "text": "Mana saja?", "options": options, **fields}


def short(*accepted: str, **fields: Any) -> dict[str, Any]:
    return {"kind": "short", "text": "Singkatannya?", "accepted": list(accepted), **fields}


MIXED = Quiz.of(
    {"questions": [single("FOB", "CIF"), multiple(["a", "b"], ["c"], points=2), short("Letter of Credit", "L/C")]}
)


@pytest.mark.parametrize(
    ("answers", "score"),
    [
        ({}, 0),
        ({1: [1]}, 25),
        ({1: [2]}, 0),
        ({1: [1, 2]}, 0),
        ({2: [1, 2]}, 50),
        ({2: [2, 1]}, 50),
        ({2: [1]}, 0),
        ({2: [1, 2, 3]}, 0),
        ({3: "  letter  OF credit. "}, 25),
        ({3: "l/c"}, 25),
        ({3: "Ｌ/Ｃ"}, 25),
        ({3: "LC"}, 0),
        ({3: [1]}, 0),
        ({1: "FOB"}, 0),
        ({1: [1], 2: [1, 2], 3: "L/C"}, 100),
        ({1: [1], 2: [1, 2], 99: [1]}, 75),
    ],
)
def test_answers_are_worth_the_points_of_what_is_right(answers: dict[int, Any], score: int) -> None:
    assert MIXED.marks(MIXED.drawn(Random(1)), answers).score == score


def test_a_score_is_rounded_down_so_that_nobody_passes_by_rounding() -> None:
    quiz = Quiz.of({"questions": [single("a", "b") for _ in range(3)]})
    assert quiz.marks(quiz.drawn(Random(1)), {1: [1], 2: [1]}).score == 66


def test_an_empty_answer_is_wrong_even_where_the_author_accepts_punctuation() -> None:
    quiz = Quiz.of({"questions": [short("?!", "FOB")]})
    assert quiz.marks(quiz.drawn(Random(1)), {1: "..."}).score == 0


@pytest.mark.parametrize(
    ("question", "fault"),
    [
        (single("a", "b"), None),
        (single("a"), "no_choice"),
        (single("a", "b", correct=9), "no_right_answer"),
        (single(), "no_right_answer"),
        ({**multiple(["a", "b"], ["c"]), "kind": "single"}, "two_right_answers"),
        (multiple(["a", "b"], []), None),
        (multiple([], ["c", "d"]), "no_right_answer"),
        (short("FOB"), None),
        (short(), "no_right_answer"),
        (short("?"), "no_right_answer"),
    ],
)
def test_a_question_that_nobody_can_answer_is_told(question: dict[str, Any], fault: str | None) -> None:
    assert Quiz.of({"questions": [question]}).faults() == ([(1, fault)] if fault else [])


def test_a_quiz_that_nobody_can_pass_is_told() -> None:
    assert Quiz.of({}).faults() == [(None, "no_questions")]
    assert Quiz.of({"questions": [single("a", "b")], "draw": 2}).faults() == [(None, "too_few_questions")]


def test_attempts_draw_and_shuffle_and_every_question_has_its_turn() -> None:
    quiz = Quiz.of({"questions": [single("a", "b", "c") for _ in range(6)], "draw": 3})
    drawn = [quiz.drawn(Random(seed)) for seed in range(100)]
    assert {len(each) for each in drawn} == {3}
    assert all(len({question.question_id for question in each}) == 3 for each in drawn)
    assert {question.question_id for each in drawn for question in each} == set(range(1, 7))
    assert len({tuple(question.question_id for question in each) for each in drawn}) > 50
    assert len({question.option_ids for each in drawn for question in each}) == 6


def test_without_shuffling_everything_keeps_its_order() -> None:
    quiz = Quiz.of({"questions": [single("a", "b", "c") for _ in range(6)], "draw": 4, "shuffle": False})
    for seed in range(20):
        drawn = quiz.drawn(Random(seed))
        assert [question.question_id for question in drawn] == sorted(question.question_id for question in drawn)
        assert {question.option_ids for question in drawn} == {(1, 2, 3)}


def test_ids_that_an_author_gives_are_kept_and_the_others_are_given() -> None:
    quiz = Quiz.of({"questions": [single("a", "b"), single("a", "b", id=1), single("a", "b")]})
    assert [question.id for question in quiz.questions] == [2, 1, 3]


def test_short_answers_compare_without_case_width_and_outer_marks() -> None:
    assert comparable(" Bea  Cukai. ") == comparable("bea cukai")
    assert comparable("ＦＯＢ") == comparable("(fob)!")
