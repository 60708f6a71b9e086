"""Attempts at the quizzes of a course."""

from __future__ import annotations

from collections import Counter
from typing import Annotated, Any, Self

from apiflask import APIBlueprint
from flask import g
from pydantic import AfterValidator, Field, model_validator
from pydantic_core import PydanticCustomError

import queries.courses.allowances
import queries.courses.attempts
from auth import signed_in
from domain.courses.quizzes import QuestionKind
from routes.accounts import ownership
from routes.courses.progress import CourseProgress, localize_rules
from web.openapi.field_types import Body, Id, Instant, Line, Prose, Reply, problems

bp = APIBlueprint("attempts", __name__, tag="learning")
# The attempts and allowances of a learner, for the course's owner.
of_learners = APIBlueprint("learner_attempts", __name__, tag="learning")


class Answer(Body):
    """An answer to one question: the chosen `options`, or the `text` of a short answer."""

    question_id: Id
    options: Annotated[list[Id], Field(max_length=20)] | None = None
    text: Annotated[Prose, Field(max_length=500)] | None = None

    @model_validator(mode="after")
    def require_options_or_text(self) -> Self:
        if (self.options is None) == (self.text is None):
            raise PydanticCustomError("one_of", "answered twice or not", {"fields": "options / text"})
        return self


def _one_per_question(answers: list[Answer]) -> list[Answer]:
    counts = Counter(each.question_id for each in answers)
    repeated = [question_id for question_id, count in counts.items() if count > 1]
    if repeated:
        raise PydanticCustomError("question_repeated", "answered twice", {"number": repeated[0]})
    return answers


class Answers(Body):
    """Answers to questions of the attempt, at most one to each."""

    answers: Annotated[list[Answer], Field(max_length=200), AfterValidator(_one_per_question)] = []

    @property
    def by_question(self) -> dict[int, Any]:
        return {
            each.question_id: each.text if each.options is None else sorted(set(each.options)) for each in self.answers
        }


class AttemptOption(Reply):
    """An option of a question. It doesn't reveal if it is correct."""

    id: Annotated[
        int,
        Field(description="Valid in this attempt only; the course's owner sees the option's own id."),
    ]
    text: str


class GivenAnswer(Reply):
    """The learner's answer."""

    options: list[int] | None = None
    text: str | None = None


class AttemptQuestion(Reply):
    """A question in the order of this attempt.

    `right` is shown once the attempt is submitted; the correct answers are shown after an attempt that passed or after
    the last one. Both only if the author allows it.
    """

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
    """The limits of a quiz; null means unlimited."""

    questions: Annotated[int, Field(description="The number of questions in an attempt.")]
    minutes: Annotated[int | None, Field(description="The time of an attempt from its start.")]
    attempts: int | None
    attempts_left: int | None
    mastery_score: Annotated[int | None, Field(description="The passing score in percent.")]


class AttemptSummary(Reply):
    """An attempt of a learner. The score is in percent."""

    id: int
    number: int
    score: int | None
    passed: bool | None
    started_at: Instant
    expires_at: Annotated[
        Instant | None,
        Field(description="The end of its time. Answers are accepted for 30 s more, for slow connections."),
    ]
    submitted_at: Annotated[
        Instant | None,
        Field(description="`expires_at` if it was not submitted in time; the saved answers count then."),
    ]


class Attempt(AttemptSummary):
    """An attempt with its questions."""

    course_id: int
    content_id: int
    mastery_score: int | None
    attempts_left: Annotated[int | None, Field(description="Null: unlimited.")]
    questions: list[AttemptQuestion]


class SubmittedAttempt(Attempt):
    """A submitted attempt and the learner's progress after it."""

    ignored_answers: Annotated[
        list[int],
        Field(
            description="The questions whose answer in this call is not counted, because the attempt had ended before, "
            "by its time or an earlier call. Answers saved in time count."
        ),
    ]
    progress: CourseProgress


class Attempts(Reply):
    """A learner's attempts at a quiz, newest first, and its limits.

    `quiz` is null if the content is no longer a quiz.
    """

    quiz: QuizLimits | None
    attempts: list[AttemptSummary]


Reason = Annotated[Line, Field(max_length=500)]


class AllowanceUpdate(Body):
    """The learner's total allowance beyond the limits of the quiz. Repeating the request adds nothing."""

    attempts: Annotated[int, Field(ge=0, le=100, description="Additional attempts.")] = 0
    minutes: Annotated[
        int, Field(ge=0, le=600, description="Additional minutes in each attempt, including the one in progress.")
    ] = 0
    reason: Reason


class Allowance(Reply):
    """The allowance beyond the limits of the quiz."""

    attempts: int
    minutes: int
    reason: str


class LearnerAttempts(Attempts):
    """The attempts of a learner for the course's owner, with their allowance."""

    allowance: Allowance


@bp.get("")
@bp.doc(operation_id="attempts_list")
@bp.output(Attempts)
@signed_in(scope="courses:read")
def list_attempts(course_id: int, content_id: int) -> Any:
    """List your attempts at the quiz, and its limits.

    This submits an attempt whose time has ended, with its saved answers. So do the attempt and your progress.
    """
    return queries.courses.attempts.page(g.identity.user_id, course_id, content_id)


@bp.post("")
@bp.output(Attempt, 201)
@bp.doc(operation_id="attempts_start", responses={200: "The attempt in progress"})
@problems(409)
@signed_in(scope="courses:write")
def start_attempt(course_id: int, content_id: int) -> Any:
    """Start an attempt, or return the one in progress.

    The response has the questions without the correct answers.
    """
    attempt, new = queries.courses.attempts.start(g.identity.user_id, course_id, content_id)
    return attempt, 201 if new else 200


@bp.get("/<int:attempt_id>")
@bp.doc(operation_id="attempts_show")
@bp.output(Attempt)
@signed_in(scope="courses:read")
def show_attempt(course_id: int, content_id: int, attempt_id: int) -> Any:
    """Return one of your attempts.

    If its time has ended, by more than 30 s, this submits it with its saved answers.
    """
    return queries.courses.attempts.get(g.identity.user_id, course_id, content_id, attempt_id)


@bp.put("/<int:attempt_id>")
@bp.doc(operation_id="attempts_save_answers")
@bp.input(Answers)
@bp.output(Attempt)
@problems(409)
@signed_in(scope="courses:write")
def save_answers(course_id: int, content_id: int, attempt_id: int, json_data: Answers) -> Any:
    """Save answers without submitting, so that a lost connection loses none.

    From 30 s after `expires_at` this is a 409 `attempt_ended`.
    """
    return queries.courses.attempts.save(g.identity.user_id, course_id, content_id, attempt_id, json_data.by_question)


@bp.post("/<int:attempt_id>/submit")
@bp.doc(operation_id="attempts_submit")
@bp.input(Answers)
@bp.output(SubmittedAttempt)
@signed_in(scope="courses:write")
def submit_attempt(course_id: int, content_id: int, attempt_id: int, json_data: Answers) -> Any:
    """Submit the attempt with the saved answers and these.

    Submitting it again returns the same result. Answers that arrive more than 30 s after `expires_at`, or after an
    earlier submission, are not counted, and `ignored_answers` lists their questions. Save answers early: these count.
    """
    attempt, progress = queries.courses.attempts.submit(
        g.identity.user_id, course_id, content_id, attempt_id, json_data.by_question
    )
    return {**attempt, "progress": localize_rules(progress)}


@of_learners.get("/attempts")
@of_learners.doc(operation_id="learner_attempts_list")
@of_learners.output(LearnerAttempts)
@signed_in(scope="courses:read")
def list_attempts_of_learner(course_id: int, user_id: int, content_id: int) -> Any:
    """List the attempts of a learner of your course (admins: of any course), and their allowance."""
    return queries.courses.attempts.page_of_learner(course_id, ownership.of_courses(), user_id, content_id)


@of_learners.get("/attempts/<int:attempt_id>")
@of_learners.doc(operation_id="learner_attempts_show")
@of_learners.output(Attempt)
@signed_in(scope="courses:read")
def show_attempt_of_learner(course_id: int, user_id: int, content_id: int, attempt_id: int) -> Any:
    """Return an attempt of a learner of your course (admins: of any course), with the correct answers."""
    return queries.courses.attempts.get_of_learner(course_id, ownership.of_courses(), user_id, content_id, attempt_id)


@of_learners.put("/allowance")
@of_learners.doc(operation_id="learner_attempts_set_allowance")
@of_learners.input(AllowanceUpdate)
@of_learners.output(LearnerAttempts)
@signed_in(scope="courses:write")
def set_allowance(course_id: int, user_id: int, content_id: int, json_data: AllowanceUpdate) -> Any:
    """Grant a learner of your course (admins: of any course) more attempts at a quiz or more time.

    The numbers are totals beyond the limits of the quiz, so 0 takes back what is unused. More minutes also extend the
    attempt in progress, and one whose time has ended unless it is submitted already.
    """
    allowance = queries.courses.allowances.Allowance(json_data.attempts, json_data.minutes, json_data.reason)
    return queries.courses.attempts.set_allowance(
        course_id, ownership.of_courses(), user_id, content_id, allowance, g.identity.user_id
    )
