"""Answers to the questions of a quiz attempt: validation, and the API's representation. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from domain.courses.quizzes import Answer, DrawnQuestion, Question, Quiz


class AnswerFault(NamedTuple):
    """The place of an invalid answer, from 0, and the error code."""

    place: int
    code: str


class Disclosure(NamedTuple):
    """How much of an attempt its reader may see: the marks, the correct answers, the options' own ids."""

    marks: bool
    answers: bool
    own_ids: bool


def validate_answers(
    quiz: Quiz, drawn: Sequence[DrawnQuestion], answers: Mapping[int, Answer]
) -> tuple[dict[int, Answer], list[AnswerFault]]:
    """Return the answers with the options' own ids, and the faults of those that don't answer a drawn question."""
    by_question = {each.question_id: each for each in drawn}
    faults: list[AnswerFault] = []
    resolved: dict[int, Answer] = {}
    for index, (question_id, answer) in enumerate(answers.items()):
        question = by_question.get(question_id)
        resolved[question_id] = _resolve(quiz, question, answer) if question else answer
        if code := _find_fault(quiz, question, resolved[question_id]):
            faults.append(AnswerFault(index, code))
    return resolved, faults


def serialize_question(
    question: Question, drawn: DrawnQuestion, answer: Answer | None, disclosure: Disclosure
) -> dict[str, Any]:
    """Return a question of an attempt as the API shows it."""

    def option_ids(ids: Iterable[int]) -> list[int]:
        return sorted(ids if disclosure.own_ids else map(drawn.public_option_id, ids))

    options = {option.id: option for option in question.options}
    shown: dict[str, Any] = {
        "id": question.id,
        "kind": question.kind,
        "text": question.text,
        "points": question.points,
        "options": [
            {"id": each if disclosure.own_ids else drawn.public_option_id(each), "text": options[each].text}
            for each in drawn.option_ids
        ],
        "answer": (
            None if answer is None else {"text": answer} if isinstance(answer, str) else {"options": option_ids(answer)}
        ),
    }
    if disclosure.marks:
        shown["right"] = answer is not None and question.is_correct(answer)
    if disclosure.answers:
        shown["correct_options"] = option_ids(question.correct_options)
        shown["accepted"] = list(question.accepted)
        shown["explanation"] = question.explanation
    return shown


def _resolve(quiz: Quiz, drawn: DrawnQuestion, answer: Answer) -> Answer:
    """Return the answer with the options' own ids; an unknown option becomes 0.

    Without shuffling the order has nothing to hide, so the own ids are accepted too.
    """
    if isinstance(answer, str):
        return answer
    return sorted({drawn.resolve_option(each, own=not quiz.shuffle) or 0 for each in answer})


def _find_fault(quiz: Quiz, drawn: DrawnQuestion | None, answer: Answer) -> str | None:
    if drawn is None:
        return "unknown_question"
    kind = quiz.by_id[drawn.question_id].kind
    if isinstance(answer, str) != (kind == "short"):
        return "wrong_answer_kind"
    if isinstance(answer, str):
        return None
    if not set(answer) <= set(drawn.option_ids):
        return "unknown_option"
    return "single_option_only" if kind == "single" and len(set(answer)) > 1 else None
