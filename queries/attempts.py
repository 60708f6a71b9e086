"""Attempts at quizzes. Each write holds its enrolment, so that two taps make one attempt and a limit holds."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from random import SystemRandom
from typing import Any

import orjson

import db
from errors import Fault, Problem
from learning.quizzes import Answer, Drawn, Question, Quiz
from queries import activities, audit, progress, versions
from queries.progress import Enrolment

# What a slow connection may add to the time of an attempt.
GRACE = timedelta(seconds=30)
COLUMNS = (
    "id", "enrolment_id", "content_id", "version_id", "number", "questions", "answers", "score", "passed",
    "started_at", "expires_at", "submitted_at",
)  # fmt: skip


def start(user_id: int, course_id: int, content_id: int) -> tuple[dict[str, Any], bool]:
    """The learner's attempt that is under way, or a new one; and whether it is new.

    An earlier one whose time is over is closed with what was saved of it, also where none is left, which is a 409.
    """
    while (begun := _start(user_id, course_id, content_id)) is None:
        pass
    return begun


@db.transactional(repeatable=True)
def _start(user_id: int, course_id: int, content_id: int) -> tuple[dict[str, Any], bool] | None:
    """The same; None where this transaction has closed an attempt, which no refusal may take back."""
    held = progress.lock(user_id, course_id)
    progress.must_be_open(user_id, course_id, content_id)
    if held.version.by_id[content_id].kind != "quiz":
        raise Problem("content_not_found", id=content_id)
    last = _last(held.row["id"], content_id)
    if last is not None and last["submitted_at"] is None:
        if not _is_over(last, held):
            return _told(_mine(user_id, course_id, content_id, last["id"]), held.version.id), False
        _close(held, last, _answers(last))
        return None
    quiz = _quiz(held.version.id, content_id)
    number = last["number"] + 1 if last else 1
    if quiz.attempts is not None and number > quiz.attempts:
        raise Problem("no_attempts_left", most=quiz.attempts)
    attempt_id = db.insert(
        """
        INSERT INTO quiz_attempts (enrolment_id, content_id, version_id, number, questions, started_at, expires_at)
        VALUES (%s, %s, %s, %s, %s, %s, %s)
        """,
        (
            held.row["id"],
            content_id,
            held.version.id,
            number,
            orjson.dumps([[*each] for each in quiz.drawn(SystemRandom())]).decode(),
            held.now,
            held.now + timedelta(minutes=quiz.minutes) if quiz.minutes else None,
        ),
    )
    begun = {"enrolment_id": held.row["id"], "content_id": content_id, "number": number}
    audit.write("INSERT", "quiz_attempts", attempt_id, new=begun)
    return _told(_mine(user_id, course_id, content_id, attempt_id), held.version.id), True


def get(user_id: int, course_id: int, content_id: int, attempt_id: int) -> dict[str, Any]:
    """The learner's attempt: its questions, what was answered, and once it is submitted what that was worth."""
    attempt = _mine(user_id, course_id, content_id, attempt_id)
    return _told(attempt, attempt["newest_id"])


def page(user_id: int, course_id: int, content_id: int) -> list[db.Row]:
    """The learner's last 100 attempts at the quiz, newest first, without their questions."""
    rows = db.fetch_all(
        """
        SELECT   a.id, a.number, a.score, a.passed, a.started_at, a.expires_at, a.submitted_at
        FROM     enrolments e FORCE INDEX (uq_enrolments_user)
        LEFT     JOIN quiz_attempts a FORCE INDEX (uq_quiz_attempts_number)
                 ON a.enrolment_id = e.id AND a.content_id = %s
        WHERE    e.user_id = %s AND e.course_id = %s AND e.left_at IS NULL
        ORDER BY a.number DESC
        LIMIT    100
        """,
        (content_id, user_id, course_id),
    )
    if not rows:
        raise Problem("not_enrolled")
    return [row for row in rows if row["id"] is not None]


@db.transactional(repeatable=True)
def save(
    user_id: int, course_id: int, content_id: int, attempt_id: int, answers: Mapping[int, Answer]
) -> dict[str, Any]:
    """Keeps answers of an attempt that is under way; the other questions keep theirs."""
    held = progress.lock(user_id, course_id)
    attempt = _mine(user_id, course_id, content_id, attempt_id)
    fitting = _fitting(attempt, answers)
    if attempt["submitted_at"] is not None or _is_over(attempt, held):
        raise Problem("attempt_over")
    before = {"answers": attempt["answers"]}
    attempt["answers"] = _stored(_answers(attempt) | fitting)
    audit.write("UPDATE", "quiz_attempts", attempt_id, before, {"answers": attempt["answers"]})
    db.execute(
        """
        UPDATE quiz_attempts FORCE INDEX (PRIMARY)
        SET    answers = %s
        WHERE  id = %s
        """,
        (attempt["answers"], attempt_id),
    )
    return _told(attempt, held.version.id)


@db.transactional(repeatable=True)
def submit(
    user_id: int, course_id: int, content_id: int, attempt_id: int, answers: Mapping[int, Answer]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Ends the attempt with what was saved and these answers: it, and what the learner's progress has become.

    One that was submitted before stays as it is. What comes after its time counts for nothing; what was saved does.
    """
    held = progress.lock(user_id, course_id)
    attempt = _mine(user_id, course_id, content_id, attempt_id)
    fitting = _fitting(attempt, answers)
    if attempt["submitted_at"] is not None:
        return _told(attempt, held.version.id), progress.read(user_id, course_id)
    given = _answers(attempt)
    become = _close(held, attempt, given if _is_over(attempt, held) else given | fitting)
    return _told(_mine(user_id, course_id, content_id, attempt_id), held.version.id), become


def _close(held: Enrolment, attempt: Mapping[str, Any], answers: Mapping[int, Answer]) -> dict[str, Any]:
    """Marks the attempt by the version that it was begun in; what the learner's progress becomes by it."""
    content = versions.get(attempt["version_id"]).by_id[attempt["content_id"]]
    marks = _quiz(attempt["version_id"], content.id).marks(_drawn(attempt), answers)
    passed = marks.score >= (content.mastery_score or 0)
    ended = min(held.now, attempt["expires_at"]) if attempt["expires_at"] else held.now
    marked = {"answers": _stored(answers), "score": marks.score, "passed": passed, "submitted_at": ended}
    db.execute(
        """
        UPDATE quiz_attempts FORCE INDEX (PRIMARY)
        SET    answers = %s, score = %s, passed = %s, submitted_at = %s
        WHERE  id = %s
        """,
        (*marked.values(), attempt["id"]),
    )
    audit.write("UPDATE", "quiz_attempts", attempt["id"], {name: attempt[name] for name in marked}, marked)
    activities.write("quiz_submitted", content.id, f"{content.title}: {marks.score} %")
    return progress.result(held, content.id, marks.score, passed, ended)


def _told(attempt: Mapping[str, Any], newest_id: int) -> dict[str, Any]:
    """The attempt as its learner may see it: of right and wrong nothing before it is submitted.

    How many attempts there may be says the newest version of the course.
    """
    quiz = _quiz(attempt["version_id"], attempt["content_id"])
    answers = _answers(attempt)
    left = _left(attempt, newest_id)
    submitted = attempt["submitted_at"] is not None
    marked = submitted and quiz.show_answers
    shown = marked and bool(attempt["passed"] or left == 0)
    return {
        **attempt,
        "passed": bool(attempt["passed"]) if submitted else None,
        "mastery_score": versions.get(attempt["version_id"]).by_id[attempt["content_id"]].mastery_score,
        "attempts_left": left,
        "questions": [_asked(quiz.by_id[each.question_id], each, answers, marked, shown) for each in _drawn(attempt)],
    }


def _left(attempt: Mapping[str, Any], newest_id: int) -> int | None:
    """How many more the learner may begin; None is any number, also of a quiz that the course no longer has."""
    if attempt["content_id"] not in versions.get(newest_id).by_id:
        return None
    most = _quiz(newest_id, attempt["content_id"]).attempts
    last = _last(attempt["enrolment_id"], attempt["content_id"]) or attempt
    return None if most is None else max(0, most - last["number"])


def _asked(
    question: Question, drawn: Drawn, answers: Mapping[int, Answer], marked: bool, shown: bool
) -> dict[str, Any]:
    options = {option.id: option for option in question.options}
    answer = answers.get(question.id)
    told: dict[str, Any] = {
        "id": question.id,
        "kind": question.kind,
        "text": question.text,
        "points": question.points,
        "options": [{"id": each, "text": options[each].text} for each in drawn.option_ids],
        "answer": None if answer is None else {"text" if isinstance(answer, str) else "options": answer},
    }
    if marked:
        told["right"] = answer is not None and question.is_right(answer)
    if shown:
        told["correct_options"] = sorted(question.right)
        told["accepted"] = list(question.accepted)
        told["explanation"] = question.explanation
    return told


def _fitting(attempt: Mapping[str, Any], answers: Mapping[int, Answer]) -> dict[int, Answer]:
    """The answers, if each is one to a question of this attempt."""
    quiz = _quiz(attempt["version_id"], attempt["content_id"])
    asked = {each.question_id: each for each in _drawn(attempt)}
    faults = [
        Fault(f"answers.{place}", code)
        for place, (question_id, answer) in enumerate(answers.items())
        if (code := _misfit(quiz, asked.get(question_id), answer))
    ]
    if faults:
        raise Problem("validation_failed", faults)
    return dict(answers)


def _misfit(quiz: Quiz, asked: Drawn | None, answer: Answer) -> str | None:
    if asked is None:
        return "unknown_question"
    kind = quiz.by_id[asked.question_id].kind
    if isinstance(answer, str) != (kind == "short"):
        return "answer_kind"
    if isinstance(answer, str):
        return None
    if not set(answer) <= set(asked.option_ids):
        return "unknown_option"
    return "one_option" if kind == "single" and len(set(answer)) > 1 else None


def _is_over(attempt: Mapping[str, Any], held: Enrolment) -> bool:
    return attempt["expires_at"] is not None and held.now > attempt["expires_at"] + GRACE


def _stored(answers: Mapping[int, Answer]) -> str:
    return orjson.dumps(answers, option=orjson.OPT_NON_STR_KEYS).decode()


def _answers(attempt: Mapping[str, Any]) -> dict[int, Answer]:
    stored: dict[str, Answer] = orjson.loads(attempt["answers"] or "{}")
    return {int(question_id): answer for question_id, answer in stored.items()}


def _drawn(attempt: Mapping[str, Any]) -> list[Drawn]:
    return [Drawn(question_id, tuple(option_ids)) for question_id, option_ids in orjson.loads(attempt["questions"])]


def _mine(user_id: int, course_id: int, content_id: int, attempt_id: int) -> db.Row:
    """The attempt of a person who is in the course, with the `newest_id` of its versions, or a 404."""
    row = db.fetch_one(
        f"""
        SELECT {", ".join(f"a.{column}" for column in COLUMNS)}, e.course_id, c.version_id AS newest_id
        FROM   quiz_attempts a
        JOIN   enrolments e ON e.id = a.enrolment_id
        JOIN   courses c ON c.id = e.course_id
        WHERE  a.id = %s AND a.content_id = %s AND e.user_id = %s AND e.course_id = %s AND e.left_at IS NULL
        """,
        (attempt_id, content_id, user_id, course_id),
    )
    if row is None:
        raise Problem("attempt_not_found", id=attempt_id)
    return row


def _last(enrolment_id: int, content_id: int) -> db.Row | None:
    return db.fetch_one(
        f"""
        SELECT   {", ".join(COLUMNS)}
        FROM     quiz_attempts
        WHERE    enrolment_id = %s AND content_id = %s
        ORDER BY number DESC
        LIMIT    1
        """,
        (enrolment_id, content_id),
    )


def _quiz(version_id: int, content_id: int) -> Quiz:
    body = db.fetch_value(
        """
        SELECT body
        FROM   version_contents
        WHERE  version_id = %s AND content_id = %s
        """,
        (version_id, content_id),
    )
    return Quiz.of(orjson.loads(body))
