"""The schema of a quiz that an author sends as the body of a content."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from domain.courses.quizzes import QuestionKind, assign_ids
from web.openapi.field_types import Body, Line, Prose

Number = Annotated[int, Field(ge=1, le=10**6)]


class Option(Body):
    """One option of a choice. A missing id is assigned."""

    id: Number | None = None
    text: Annotated[Line, Field(max_length=500)]
    correct: bool = False


class Question(Body):
    """One question: `options` of a single or multiple choice, `accepted` answers of a short answer.

    A single choice has one correct option; a draft may leave it open.
    """

    id: Number | None = None
    kind: QuestionKind
    text: Annotated[Prose, Field(min_length=1, max_length=2000)]
    points: Annotated[int, Field(ge=1, le=100)] = 1
    options: Annotated[list[Option], Field(max_length=20)] = []
    accepted: Annotated[list[Annotated[Line, Field(max_length=200)]], Field(max_length=50)] = []
    explanation: Annotated[Prose, Field(max_length=2000)] = ""

    @model_validator(mode="after")
    def check_ids(self) -> Self:
        _check_unique([option.id for option in self.options])
        if self.kind == "single" and sum(option.correct for option in self.options) > 1:
            raise PydanticCustomError("single_correct_option", "several correct options")
        return self


class Quiz(Body):
    """A quiz. Publishing its course checks if it can be passed."""

    questions: Annotated[list[Question], Field(max_length=200)] = []
    draw: Annotated[
        int | None, Field(ge=1, le=200, description="The number of questions in an attempt; null: all.")
    ] = None
    shuffle: bool = True
    attempts: Annotated[int | None, Field(ge=1, le=100, description="The number of attempts; null: unlimited.")] = None
    minutes: Annotated[int | None, Field(ge=1, le=600, description="The time of an attempt; null: unlimited.")] = None
    show_answers: Annotated[
        bool, Field(description="Show the correct answers after an attempt that passes, or after the last one.")
    ] = True

    @model_validator(mode="after")
    def check_ids(self) -> Self:
        _check_unique([question.id for question in self.questions])
        return self

    def stored(self) -> dict[str, Any]:
        """Return the quiz as it is stored, every question and option with its id."""
        kept = self.model_dump()
        kept["questions"] = [
            {**question, "options": list(assign_ids(question["options"]))} for question in assign_ids(kept["questions"])
        ]
        return kept


def _check_unique(ids: Sequence[int | None]) -> None:
    given = [each for each in ids if each is not None]
    if len(set(given)) < len(given):
        raise PydanticCustomError("duplicate_id", "duplicate id")
