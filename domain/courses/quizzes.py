"""Quizzes: their questions, the drawing of attempts, and the grading of answers. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from random import Random
from typing import Any, Literal, NamedTuple

# Ids from authors end here; above it are the public ids of options in an attempt.
OPTION_OFFSET = 10**6

QuestionKind = Literal["single", "multiple", "short"]

# The answer to a question: the ids of options, or a short text.
Answer = Sequence[int] | str


@dataclass(frozen=True)
class Option:
    """One option of a choice."""

    id: int
    text: str
    correct: bool


@dataclass(frozen=True)
class Question:
    """One question: `options` of a choice, `accepted` answers of a short answer."""

    id: int
    kind: QuestionKind
    text: str
    points: int
    options: tuple[Option, ...]
    accepted: tuple[str, ...]
    explanation: str

    @property
    def correct_options(self) -> frozenset[int]:
        """The ids of the correct options."""
        return frozenset(option.id for option in self.options if option.correct)

    def is_correct(self, answer: Answer) -> bool:
        """Return True if the answer earns the points: for a choice, all correct options and no other."""
        if self.kind == "short":
            given = normalize_answer(answer) if isinstance(answer, str) else ""
            return given != "" and given in {normalize_answer(each) for each in self.accepted}
        return not isinstance(answer, str) and frozenset(answer) == self.correct_options

    def find_fault(self) -> str | None:
        """Return why nobody could answer it, or None.

        One of `no_correct_answer`, `several_correct_answers` and `too_few_options`.
        """
        if self.kind == "short":
            return None if any(normalize_answer(each) for each in self.accepted) else "no_correct_answer"
        if not self.correct_options:
            return "no_correct_answer"
        if self.kind == "single" and len(self.correct_options) > 1:
            return "several_correct_answers"
        return "too_few_options" if len(self.options) < 2 else None


class DrawnQuestion(NamedTuple):
    """A question with the order of its options in an attempt.

    An attempt identifies an option by its place, because the own ids reveal the order in which the author wrote them,
    and the correct one is often written first.
    """

    question_id: int
    option_ids: tuple[int, ...]

    def public_option_id(self, option_id: int) -> int:
        """Return the id of the option in this attempt."""
        return OPTION_OFFSET + 1 + self.option_ids.index(option_id)

    def resolve_option(self, option_id: int, own: bool) -> int | None:
        """Return the own id of an option given by its public id, or if `own` by its own id.

        None if there is no such option.
        """
        place = option_id - OPTION_OFFSET
        if 1 <= place <= len(self.option_ids):
            return self.option_ids[place - 1]
        return option_id if own and option_id in self.option_ids else None


class Grade(NamedTuple):
    """The result of an attempt: the correctly answered questions, the points, and the score.

    The score is in percent, rounded down.
    """

    right: frozenset[int]
    points: int
    out_of: int
    score: int


@dataclass(frozen=True)
class Quiz:
    """A quiz as its author stores it.

    `draw` is the number of questions in an attempt, `attempts` the number of attempts, `minutes` the time of one; None
    means all, or unlimited. Answers are shown after an attempt that passes, or after the last one.
    """

    questions: tuple[Question, ...]
    draw: int | None = None
    shuffle: bool = True
    attempts: int | None = None
    minutes: int | None = None
    show_answers: bool = True

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Quiz:
        """Return the quiz of JSON validated by `routes.courses.quiz_schemas`; missing ids are assigned."""
        questions = tuple(
            Question(
                question["id"],
                question["kind"],
                question["text"],
                question.get("points", 1),
                tuple(
                    Option(option["id"], option["text"], option.get("correct", False))
                    for option in assign_ids(question.get("options") or ())
                ),
                tuple(question.get("accepted") or ()),
                question.get("explanation", ""),
            )
            for question in assign_ids(stored.get("questions", ()))
        )
        settings = ("draw", "shuffle", "attempts", "minutes", "show_answers")
        return cls(questions, **{name: stored[name] for name in settings if name in stored})

    @cached_property
    def by_id(self) -> dict[int, Question]:
        return {question.id: question for question in self.questions}

    def find_faults(self) -> list[tuple[int | None, str]]:
        """Return why nobody could pass the quiz, as (question id or None, code); empty if it is possible."""
        if not self.questions:
            return [(None, "no_questions")]
        found: list[tuple[int | None, str]] = [
            (question.id, fault) for question in self.questions if (fault := question.find_fault())
        ]
        if self.draw is not None and self.draw > len(self.questions):
            found.append((None, "too_few_questions"))
        return found

    def draw_questions(self, rng: Random) -> list[DrawnQuestion]:
        """Return the questions of a new attempt in order: drawn, and shuffled if the quiz says so."""
        chosen = list(self.questions)
        if self.draw is not None and self.draw < len(chosen):
            places = sorted(rng.sample(range(len(chosen)), self.draw))
            chosen = [chosen[place] for place in places]
        if self.shuffle:
            rng.shuffle(chosen)
        return [DrawnQuestion(question.id, self._options(question, rng)) for question in chosen]

    def grade(self, drawn: Sequence[DrawnQuestion], answers: Mapping[int, Answer]) -> Grade:
        """Grade these answers to the drawn questions; a question without an answer is wrong."""
        asked = [self.by_id[each.question_id] for each in drawn]
        right = frozenset(each.id for each in asked if each.id in answers and each.is_correct(answers[each.id]))
        points = sum(each.points for each in asked if each.id in right)
        out_of = sum(each.points for each in asked)
        return Grade(right, points, out_of, 100 * points // out_of if out_of else 0)

    def _options(self, question: Question, rng: Random) -> tuple[int, ...]:
        ids = [option.id for option in question.options]
        if self.shuffle:
            rng.shuffle(ids)
        return tuple(ids)


def assign_ids(rows: Sequence[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield the rows with an `id` each: their own, or the lowest free one."""
    used = {row["id"] for row in rows if row.get("id") is not None}
    free = (number for number in range(1, len(rows) + len(used) + 1) if number not in used)
    for row in rows:
        yield {**row, "id": row["id"] if row.get("id") is not None else next(free)}


def normalize_answer(text: str) -> str:
    """Return a short answer as it is compared: without case, width, outer punctuation and repeated spaces."""
    text = unicodedata.normalize("NFKC", text).casefold()
    return re.sub(r"\s+", " ", text).strip(" .,;:!?\"'()")
