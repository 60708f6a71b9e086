"""Attempts at the quizzes of a course."""

from __future__ import annotations

from typing import Annotated, Any, Self

from apiflask import APIBlueprint
from flask import g
from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

import queries.courses.allowances
import queries.courses.attempts
from auth import signed_in
from domain.courses.quizzes import QuestionKind
from routes.accounts import ownership
from routes.courses.progress import CourseProgress, localize_rules
from web.openapi.field_types import Body, Id, Instant, Line, Prose, Reply, problems

bp = APIBlueprint("attempts", __name__, tag="learning")
# What the course's owner sees of a learner and allows them.
of_learners = APIBlueprint("learner_attempts", __name__, tag="learning")


class Answer(Body):
    """An answer to one question: the `options` chosen, or the `text` of a short answer."""

    question_id: Id
    options: Annotated[list[Id], Field(max_length=20)] | None = None
    text: Annotated[Prose, Field(max_length=500)] | None = None

    @model_validator(mode="after")
    def require_options_or_text(self) -> Self:
        if (self.options is None) == (self.text is None):
            raise PydanticCustomError("one_of", "answered twice or not", {"fields": "options / text"})
        return self


class Answers(Body):
    """Answers to questions of the attempt; of two to the same question the later counts."""

    answers: Annotated[list[Answer], Field(max_length=200)] = []

    @property
    def by_question(self) -> dict[int, Any]:
        return {
            each.question_id: each.text if each.options is None else sorted(set(each.options)) for each in self.answers
        }


class AttemptOption(Reply):
    """An option; whether it is right is not told with it."""

    id: Annotated[
        int,
        Field(description="Good for this attempt alone: its place, and for the course's owner the option's own id."),
    ]
    text: str


class GivenAnswer(Reply):
    """What was answered."""

    options: list[int] | None = None
    text: str | None = None


class AttemptQuestion(Reply):
    """A question in the order of this attempt. What was right is told once it is submitted, and the answers to it
    after an attempt that passed or after the last, where the author allows it."""

    id: int
    kind: QuestionKind
    text: str
    points: int
    options: list[AttemptOption]
    answer: GivenAnswer | None
    right: bool | None = None
    correct_options: list[int] | None = None
    accepted: list[str] | None = None
    explanation: str | None = None


class QuizLimits(Reply):
    """What a quiz allows; null: any number, any time."""

    questions: Annotated[int, Field(description="How many an attempt asks.")]
    minutes: Annotated[int | None, Field(description="How long an attempt lasts once it has begun.")]
    attempts: int | None
    attempts_left: int | None
    mastery_score: Annotated[int | None, Field(description="The score in percent that passes.")]


class AttemptSummary(Reply):
    """One attempt of a learner; the score is in percent."""

    id: int
    number: int
    score: int | None
    passed: bool | None
    started_at: Instant
    expires_at: Instant | None
    submitted_at: Instant | None


class Attempt(AttemptSummary):
    """An attempt with its questions."""

    course_id: int
    content_id: int
    mastery_score: int | None
    attempts_left: Annotated[int | None, Field(description="Null: any number.")]
    questions: list[AttemptQuestion]


class SubmittedAttempt(Attempt):
    """A submitted attempt, and what the learner's progress has become by it."""

    progress: CourseProgress


class Attempts(Reply):
    """A learner's attempts at one quiz, newest first, and what it allows them; null where it is a quiz no more."""

    quiz: QuizLimits | None
    attempts: list[AttemptSummary]


Reason = Annotated[Line, Field(max_length=500)]


class AllowanceUpdate(Body):
    """What the learner may have beyond the limits of the quiz, all in all: sent again, it adds nothing."""

    attempts: Annotated[int, Field(ge=0, le=100, description="So many more attempts.")] = 0
    minutes: Annotated[int, Field(ge=0, le=600, description="So many more minutes in each, also in one under way.")] = 0
    reason: Reason


class Allowance(Reply):
    """What was allowed beyond the limits of the quiz."""

    attempts: int
    minutes: int
    reason: str


class LearnerAttempts(Attempts):
    """The same for the course's owner."""

    allowance: Allowance


@bp.get("")
@bp.output(Attempts)
@signed_in(scope="courses:read")
def list_attempts(course_id: int, content_id: int) -> Any:
    """The caller's attempts at the quiz, and what it allows: how long one lasts, and how many are left."""
    return queries.courses.attempts.page(g.identity.user_id, course_id, content_id)


@bp.post("")
@bp.output(Attempt, 201)
@bp.doc(responses={200: "The attempt that is under way"})
@problems(409)
@signed_in(scope="courses:write")
def start_attempt(course_id: int, content_id: int) -> Any:
    """Begins an attempt, or goes on with the one that is under way: its questions, without what is right."""
    attempt, new = queries.courses.attempts.start(g.identity.user_id, course_id, content_id)
    return attempt, 201 if new else 200


@bp.get("/<int:attempt_id>")
@bp.output(Attempt)
@signed_in(scope="courses:read")
def show_attempt(course_id: int, content_id: int, attempt_id: int) -> Any:
    """One attempt of the caller."""
    return queries.courses.attempts.get(g.identity.user_id, course_id, content_id, attempt_id)


@bp.put("/<int:attempt_id>")
@bp.input(Answers)
@bp.output(Attempt)
@problems(409)
@signed_in(scope="courses:write")
def save_answers(course_id: int, content_id: int, attempt_id: int, json_data: Answers) -> Any:
    """Keeps answers without submitting, so that no lost connection loses them."""
    return queries.courses.attempts.save(g.identity.user_id, course_id, content_id, attempt_id, json_data.by_question)


@bp.post("/<int:attempt_id>/submit")
@bp.input(Answers)
@bp.output(SubmittedAttempt)
@signed_in(scope="courses:write")
def submit_attempt(course_id: int, content_id: int, attempt_id: int, json_data: Answers) -> Any:
    """Ends the attempt with what was saved and these answers. Submitting again answers the same."""
    attempt, progress = queries.courses.attempts.submit(
        g.identity.user_id, course_id, content_id, attempt_id, json_data.by_question
    )
    return {**attempt, "progress": localize_rules(progress)}


@of_learners.get("/attempts")
@of_learners.output(LearnerAttempts)
@signed_in(scope="courses:read")
def list_attempts_of_learner(course_id: int, user_id: int, content_id: int) -> Any:
    """The attempts of a learner of an own course (an admin: of any), and what they were allowed."""
    return queries.courses.attempts.page_of_learner(course_id, ownership.of_courses(), user_id, content_id)


@of_learners.get("/attempts/<int:attempt_id>")
@of_learners.output(Attempt)
@signed_in(scope="courses:read")
def show_attempt_of_learner(course_id: int, user_id: int, content_id: int, attempt_id: int) -> Any:
    """What a learner of an own course (an admin: of any) answered, and what is right."""
    return queries.courses.attempts.get_of_learner(course_id, ownership.of_courses(), user_id, content_id, attempt_id)


@of_learners.put("/allowance")
@of_learners.input(AllowanceUpdate)
@of_learners.output(LearnerAttempts)
@signed_in(scope="courses:write")
def set_allowance(course_id: int, user_id: int, content_id: int, json_data: AllowanceUpdate) -> Any:
    """Gives a learner of an own course (an admin: of any) more attempts at a quiz or more time.

    The numbers are what they have beyond the quiz's limits, so that 0 takes back what was not used. More minutes
    lengthen the attempt that is under way, too.
    """
    allowed = queries.courses.allowances.Allowance(json_data.attempts, json_data.minutes, json_data.reason)
    return queries.courses.attempts.set_allowance(
        course_id, ownership.of_courses(), user_id, content_id, allowed, g.identity.user_id
    )
