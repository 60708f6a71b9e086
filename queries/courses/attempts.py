"""Attempts at quizzes.

Every write locks the enrolment, so that two simultaneous requests start one attempt and the limits hold.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from random import SystemRandom
from typing import Any

import orjson

import db
from domain.courses.enrolment import Enrolment
from domain.courses.quiz_answers import Disclosure, serialize_question, validate_answers
from domain.courses.quizzes import Answer, DrawnQuestion, Quiz
from problems import Fault, Problem
from queries.accounts import activities
from queries.courses import allowances, ownership, progress, versions
from queries.courses.allowances import NO_ALLOWANCE, Allowance
from queries.system import audit

# How late answers may arrive over a slow connection. `routes/courses/attempts.py` documents it.
GRACE = timedelta(seconds=30)
COLUMNS = (
    "id", "enrolment_id", "content_id", "version_id", "number", "questions", "answers", "score", "passed",
    "started_at", "expires_at", "submitted_at",
)  # fmt: skip


def start(user_id: int, course_id: int, content_id: int) -> tuple[dict[str, Any], bool]:
    """Return the learner's attempt in progress or a new one, and whether it is new.

    An earlier attempt whose time has ended is closed with its saved answers, also if none is left, which is a 409.
    """
    while (started := _start(user_id, course_id, content_id)) is None:
        pass
    return started


@db.transactional(repeatable=True)
def _start(user_id: int, course_id: int, content_id: int) -> tuple[dict[str, Any], bool] | None:
    """Do the work of `start`. Return None after closing an attempt, which a later error must not roll back."""
    enrolment = progress.lock(user_id, course_id)
    progress.require_open_content(user_id, course_id, content_id)
    version_id, enrolment_id = enrolment.version.id, enrolment.row["id"]
    if enrolment.version.by_id[content_id].kind != "quiz":
        raise Problem("content_not_found", id=content_id)
    last = _last(enrolment_id, content_id)
    if last is not None and last["submitted_at"] is None:
        if not _has_ended(last, enrolment):
            return _serialize(_get(user_id, course_id, content_id, last["id"]), version_id), False
        _close(enrolment, last, _answers(last))
        return None
    quiz = _quiz(version_id, content_id)
    number = last["number"] + 1 if last else 1
    extra = allowances.get(enrolment_id, content_id)
    if quiz.attempts is not None and number > quiz.attempts + extra.attempts:
        raise Problem("no_attempts_left", most=quiz.attempts + extra.attempts)
    attempt_id = db.insert(
        """
        INSERT INTO quiz_attempts (enrolment_id, content_id, version_id, number, questions, started_at, expires_at)
        VALUES (%s, %s, %s, %s, %s, %s, %s)
        """,
        (
            enrolment_id,
            content_id,
            version_id,
            number,
            orjson.dumps([[*each] for each in quiz.draw_questions(SystemRandom())]).decode(),
            enrolment.now,
            enrolment.now + timedelta(minutes=quiz.minutes + extra.minutes) if quiz.minutes else None,
        ),
    )
    new = {"enrolment_id": enrolment_id, "content_id": content_id, "number": number}
    audit.write("INSERT", "quiz_attempts", attempt_id, new=new)
    return _serialize(_get(user_id, course_id, content_id, attempt_id), version_id), True


def settle(user_id: int, course_id: int) -> None:
    """Close the learner's attempts of the course whose time has ended, with their saved answers.

    Call it before a learner reads what depends on them. Without such an attempt it locks and writes nothing.
    """
    row = _enrolment(user_id, course_id)
    if row is not None and row["left_at"] is None and _overdue(row["id"], progress.utc_now()):
        _settle(user_id, course_id)


@db.transactional(repeatable=True)
def _settle(user_id: int, course_id: int) -> None:
    enrolment = progress.lock(user_id, course_id)
    # Read again: another request may have closed them before the lock was free.
    for attempt in _overdue(enrolment.row["id"], enrolment.now):
        _close(enrolment, attempt, _answers(attempt))


def get(user_id: int, course_id: int, content_id: int, attempt_id: int) -> dict[str, Any]:
    """Return the learner's attempt with its questions and answers, and once it is submitted with its marks."""
    settle(user_id, course_id)
    attempt = _get(user_id, course_id, content_id, attempt_id)
    return _serialize(attempt, attempt["newest_id"])


def page(user_id: int, course_id: int, content_id: int) -> dict[str, Any]:
    """Return the learner's last 100 `attempts` at the quiz, newest first, without questions, and its limits.

    The limits are the member `quiz`.
    """
    settle(user_id, course_id)
    enrolment = _enrolment(user_id, course_id)
    if enrolment is None or enrolment["left_at"] is not None:
        raise Problem("not_enrolled")
    return _page(enrolment, content_id)


def page_of_learner(course_id: int, owner_id: int | None, learner_id: int, content_id: int) -> dict[str, Any]:
    """Return the same for a present or former learner of this owner's course (None: any), with their `allowance`.

    This closes no attempt, so that the owner can still extend one whose time has ended.
    """
    enrolment = _enrolment_for_owner(course_id, owner_id, learner_id)
    return {**_page(enrolment, content_id), "allowance": allowances.get(enrolment["id"], content_id)._asdict()}


def get_of_learner(
    course_id: int, owner_id: int | None, learner_id: int, content_id: int, attempt_id: int
) -> dict[str, Any]:
    """Return an attempt of such a learner with the correct answers, even those that the learner may not see."""
    _enrolment_for_owner(course_id, owner_id, learner_id)
    attempt = _get(learner_id, course_id, content_id, attempt_id, or_left=True)
    return _serialize(attempt, attempt["newest_id"], for_owner=True)


@db.transactional(repeatable=True)
def set_allowance(
    course_id: int, owner_id: int | None, learner_id: int, content_id: int, allowance: Allowance, by: int
) -> dict[str, Any]:
    """Set the allowance of a learner of this owner's course (None: any) and return the result of `page_of_learner`.

    More minutes also extend the attempt in progress, and one whose time has ended until it is closed; fewer don't
    shorten it.
    """
    enrolment = progress.lock_for_owner(course_id, owner_id, learner_id)
    content = enrolment.version.by_id.get(content_id)
    if content is None or content.kind != "quiz":
        raise Problem("content_not_found", id=content_id)
    before = allowances.get(enrolment.row["id"], content_id)
    if allowance != before:
        allowances.write(enrolment.row["id"], content_id, before, allowance, by, enrolment.now)
        last = _last(enrolment.row["id"], content_id)
        if last is not None and last["submitted_at"] is None and last["expires_at"] is not None:
            _extend(last, allowance.minutes - before.minutes)
    return page_of_learner(course_id, owner_id, learner_id, content_id)


def limits(user_id: int | None, course_id: int, content_id: int) -> dict[str, Any] | None:
    """Return the limits of a quiz of the published version, for a learner with their allowance, or None for no quiz.

    `attempts` and `minutes` are None if they are unlimited.
    """
    enrolment = _enrolment(user_id, course_id) if user_id is not None else None
    if enrolment is not None:
        return _limits(enrolment["newest_id"], content_id, enrolment["id"])
    version_id = db.fetch_value(
        """
        SELECT version_id
        FROM   courses FORCE INDEX (PRIMARY)
        WHERE  id = %s
        """,
        (course_id,),
    )
    return _limits(version_id, content_id, None)


@db.transactional(repeatable=True)
def save(
    user_id: int, course_id: int, content_id: int, attempt_id: int, answers: Mapping[int, Answer]
) -> dict[str, Any]:
    """Save answers of an attempt in progress; questions without a new answer keep theirs."""
    enrolment = progress.lock(user_id, course_id)
    attempt = _get(user_id, course_id, content_id, attempt_id)
    resolved = _validated(attempt, answers)
    if attempt["submitted_at"] is not None or _has_ended(attempt, enrolment):
        raise Problem("attempt_ended")
    before = {"answers": attempt["answers"]}
    attempt["answers"] = _to_json(_answers(attempt) | resolved)
    audit.write("UPDATE", "quiz_attempts", attempt_id, before, {"answers": attempt["answers"]})
    db.execute(
        """
        UPDATE quiz_attempts FORCE INDEX (PRIMARY)
        SET    answers = %s
        WHERE  id = %s
        """,
        (attempt["answers"], attempt_id),
    )
    return _serialize(attempt, enrolment.version.id)


@db.transactional(repeatable=True)
def submit(
    user_id: int, course_id: int, content_id: int, attempt_id: int, answers: Mapping[int, Answer]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Submit the attempt with the saved answers and these. Return it and the learner's progress.

    An attempt that is already submitted stays as it is. Answers that arrive after its time are ignored; saved ones
    count. `ignored_answers` of the result are the questions whose answer here is not the one that counts.
    """
    enrolment = progress.lock(user_id, course_id)
    attempt = _get(user_id, course_id, content_id, attempt_id)
    resolved = _validated(attempt, answers)
    counted = _answers(attempt)
    if attempt["submitted_at"] is not None:
        result = progress.get(user_id, course_id)
    else:
        if not _has_ended(attempt, enrolment):
            counted |= resolved
        result = _close(enrolment, attempt, counted)
        attempt = _get(user_id, course_id, content_id, attempt_id)
    ignored = sorted(question_id for question_id, answer in resolved.items() if counted.get(question_id) != answer)
    return {**_serialize(attempt, enrolment.version.id), "ignored_answers": ignored}, result


def _close(enrolment: Enrolment, attempt: Mapping[str, Any], answers: Mapping[int, Answer]) -> dict[str, Any]:
    """Grade the attempt by the version that it was started in. Return the learner's progress."""
    content = versions.get(attempt["version_id"]).by_id[attempt["content_id"]]
    score = _quiz(attempt["version_id"], content.id).grade(_drawn_questions(attempt), answers).score
    passed = score >= (content.mastery_score or 0)
    ended = min(enrolment.now, attempt["expires_at"]) if attempt["expires_at"] else enrolment.now
    graded = {"answers": _to_json(answers), "score": score, "passed": passed, "submitted_at": ended}
    db.execute(
        """
        UPDATE quiz_attempts FORCE INDEX (PRIMARY)
        SET    answers = %s, score = %s, passed = %s, submitted_at = %s
        WHERE  id = %s
        """,
        (*graded.values(), attempt["id"]),
    )
    audit.write("UPDATE", "quiz_attempts", attempt["id"], {name: attempt[name] for name in graded}, graded)
    activities.write("quiz_submitted", content.id, f"{content.title}: {score} %")
    return progress.record_quiz_result(enrolment, content.id, score, passed, ended)


def _serialize(attempt: Mapping[str, Any], newest_id: int, for_owner: bool = False) -> dict[str, Any]:
    """Return the attempt as its learner may see it, without marks before it is submitted; an owner sees all of it.

    The newest version of the course sets the number of attempts.
    """
    quiz = _quiz(attempt["version_id"], attempt["content_id"])
    answers = _answers(attempt)
    quiz_limits = _limits(newest_id, attempt["content_id"], attempt["enrolment_id"])
    left = quiz_limits and quiz_limits["attempts_left"]
    submitted = attempt["submitted_at"] is not None
    marks = for_owner or (submitted and quiz.show_answers)
    disclosure = Disclosure(marks, for_owner or (marks and bool(attempt["passed"] or left == 0)), for_owner)
    return {
        **attempt,
        "passed": bool(attempt["passed"]) if submitted else None,
        "mastery_score": versions.get(attempt["version_id"]).by_id[attempt["content_id"]].mastery_score,
        "attempts_left": left,
        "questions": [
            serialize_question(quiz.by_id[drawn.question_id], drawn, answers.get(drawn.question_id), disclosure)
            for drawn in _drawn_questions(attempt)
        ],
    }


def _page(enrolment: db.Row, content_id: int) -> dict[str, Any]:
    attempts = db.fetch_all(
        """
        SELECT   id, number, score, passed, started_at, expires_at, submitted_at
        FROM     quiz_attempts FORCE INDEX (uq_quiz_attempts_number)
        WHERE    enrolment_id = %s AND content_id = %s
        ORDER BY number DESC
        LIMIT    100
        """,
        (enrolment["id"], content_id),
    )
    return {"attempts": attempts, "quiz": _limits(enrolment["newest_id"], content_id, enrolment["id"])}


def _limits(version_id: int | None, content_id: int, enrolment_id: int | None) -> dict[str, Any] | None:
    content = versions.get(version_id).by_id.get(content_id) if version_id is not None else None
    if version_id is None or content is None or content.kind != "quiz":
        return None
    quiz, extra, used = _quiz(version_id, content_id), NO_ALLOWANCE, 0
    if enrolment_id is not None:
        extra = allowances.get(enrolment_id, content_id)
        used = (_last(enrolment_id, content_id) or {"number": 0})["number"]
    attempts = None if quiz.attempts is None else quiz.attempts + extra.attempts
    return {
        "questions": min(quiz.draw or len(quiz.questions), len(quiz.questions)),
        "minutes": None if quiz.minutes is None else quiz.minutes + extra.minutes,
        "attempts": attempts,
        "attempts_left": None if attempts is None else max(0, attempts - used),
        "mastery_score": content.mastery_score,
    }


def _extend(attempt: db.Row, minutes: int) -> None:
    if minutes <= 0:
        return
    extended = {"expires_at": attempt["expires_at"] + timedelta(minutes=minutes)}
    db.execute(
        """
        UPDATE quiz_attempts FORCE INDEX (PRIMARY)
        SET    expires_at = %s
        WHERE  id = %s
        """,
        (extended["expires_at"], attempt["id"]),
    )
    audit.write("UPDATE", "quiz_attempts", attempt["id"], attempt, extended)


def _enrolment(user_id: int, course_id: int) -> db.Row | None:
    """Return the user's enrolment, even if they left, with the `newest_id` of the course's versions."""
    return db.fetch_one(
        """
        SELECT e.id, e.left_at, c.version_id AS newest_id
        FROM   enrolments e FORCE INDEX (uq_enrolments_user)
        JOIN   courses c ON c.id = e.course_id
        WHERE  e.user_id = %s AND e.course_id = %s
        """,
        (user_id, course_id),
    )


def _enrolment_for_owner(course_id: int, owner_id: int | None, learner_id: int) -> db.Row:
    ownership.require_owner(course_id, owner_id, or_deleted=True)
    enrolment = _enrolment(learner_id, course_id)
    if enrolment is None:
        raise Problem("learner_not_found", id=learner_id)
    return enrolment


def _validated(attempt: Mapping[str, Any], answers: Mapping[int, Answer]) -> dict[int, Answer]:
    """Return the answers with the options' own ids, or raise a 422 if one doesn't answer a question of the attempt."""
    quiz = _quiz(attempt["version_id"], attempt["content_id"])
    resolved, faults = validate_answers(quiz, _drawn_questions(attempt), answers)
    if faults:
        raise Problem("validation_failed", [Fault(f"answers.{fault.place}", fault.code) for fault in faults])
    return resolved


def _has_ended(attempt: Mapping[str, Any], enrolment: Enrolment) -> bool:
    return attempt["expires_at"] is not None and enrolment.now > attempt["expires_at"] + GRACE


def _to_json(answers: Mapping[int, Answer]) -> str:
    return orjson.dumps(answers, option=orjson.OPT_NON_STR_KEYS).decode()


def _answers(attempt: Mapping[str, Any]) -> dict[int, Answer]:
    stored: dict[str, Answer] = orjson.loads(attempt["answers"] or "{}")
    return {int(question_id): answer for question_id, answer in stored.items()}


def _drawn_questions(attempt: Mapping[str, Any]) -> list[DrawnQuestion]:
    stored = orjson.loads(attempt["questions"])
    return [DrawnQuestion(question_id, tuple(option_ids)) for question_id, option_ids in stored]


def _get(user_id: int, course_id: int, content_id: int, attempt_id: int, or_left: bool = False) -> db.Row:
    """Return the attempt of an enrolled user with the `newest_id` of the course's versions, or raise a 404."""
    row = db.fetch_one(
        f"""
        SELECT {", ".join(f"a.{column}" for column in COLUMNS)}, e.course_id, c.version_id AS newest_id
        FROM   quiz_attempts a
        JOIN   enrolments e ON e.id = a.enrolment_id
        JOIN   courses c ON c.id = e.course_id
        WHERE  a.id = %s AND a.content_id = %s AND e.user_id = %s AND e.course_id = %s
               AND (e.left_at IS NULL OR %s)
        """,
        (attempt_id, content_id, user_id, course_id, or_left),
    )
    if row is None:
        raise Problem("attempt_not_found", id=attempt_id)
    return row


def _overdue(enrolment_id: int, now: datetime) -> list[db.Row]:
    """Return the attempts in progress whose time has ended. Only the last one at a quiz can be in progress."""
    return db.fetch_all(
        f"""
        SELECT   {", ".join(f"a.{column}" for column in COLUMNS)}
        FROM     (
                     SELECT   content_id, MAX(number) AS number
                     FROM     quiz_attempts FORCE INDEX (uq_quiz_attempts_number)
                     WHERE    enrolment_id = %s
                     GROUP BY content_id
                 ) n
        JOIN     quiz_attempts a FORCE INDEX (uq_quiz_attempts_number)
                 ON a.enrolment_id = %s AND a.content_id = n.content_id AND a.number = n.number
        WHERE    a.submitted_at IS NULL AND a.expires_at < %s
        ORDER BY a.expires_at, a.id
        """,
        (enrolment_id, enrolment_id, now - GRACE),
    )


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
    return Quiz.from_json(orjson.loads(body))
