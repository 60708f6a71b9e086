"""Attempts at quizzes. Each write holds its enrolment, so that two taps make one attempt and a limit holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta
from random import SystemRandom
from typing import Any, NamedTuple

import orjson

import db
from domain.courses.quizzes import Answer, DrawnQuestion, Question, Quiz
from problems import Fault, Problem
from queries.accounts import activities
from queries.courses import progress, versions
from queries.courses.progress import Enrolment
from queries.system import audit

# What a slow connection may add to the time of an attempt.
GRACE = timedelta(seconds=30)
COLUMNS = (
    "id", "enrolment_id", "content_id", "version_id", "number", "questions", "answers", "score", "passed",
    "started_at", "expires_at", "submitted_at",
)  # fmt: skip


class Allowance(NamedTuple):
    """What a learner may have beyond a quiz's limits: more attempts, and more minutes in each."""

    attempts: int
    minutes: int
    reason: str


NOTHING = Allowance(0, 0, "")


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
    progress.require_open_content(user_id, course_id, content_id)
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
    more = _allowance(held.row["id"], content_id)
    if quiz.attempts is not None and number > quiz.attempts + more.attempts:
        raise Problem("no_attempts_left", most=quiz.attempts + more.attempts)
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
            orjson.dumps([[*each] for each in quiz.draw_questions(SystemRandom())]).decode(),
            held.now,
            held.now + timedelta(minutes=quiz.minutes + more.minutes) if quiz.minutes else None,
        ),
    )
    begun = {"enrolment_id": held.row["id"], "content_id": content_id, "number": number}
    audit.write("INSERT", "quiz_attempts", attempt_id, new=begun)
    return _told(_mine(user_id, course_id, content_id, attempt_id), held.version.id), True


def get(user_id: int, course_id: int, content_id: int, attempt_id: int) -> dict[str, Any]:
    """The learner's attempt: its questions, what was answered, and once it is submitted what that was worth."""
    attempt = _mine(user_id, course_id, content_id, attempt_id)
    return _told(attempt, attempt["newest_id"])


def page(user_id: int, course_id: int, content_id: int) -> dict[str, Any]:
    """The learner's last 100 `attempts` at the quiz, newest first, without their questions; as `quiz` its `limits`."""
    enrolment = _enrolment(user_id, course_id)
    if enrolment is None or enrolment["left_at"] is not None:
        raise Problem("not_enrolled")
    return _paged(enrolment, content_id)


def page_of_learner(course_id: int, owner_id: int | None, learner_id: int, content_id: int) -> dict[str, Any]:
    """The same of whoever is or was in a course of this owner's (None: anybody's), with their `allowance`."""
    enrolment = _of_owner(course_id, owner_id, learner_id)
    return {**_paged(enrolment, content_id), "allowance": _allowance(enrolment["id"], content_id)._asdict()}


def get_of_learner(
    course_id: int, owner_id: int | None, learner_id: int, content_id: int, attempt_id: int
) -> dict[str, Any]:
    """An attempt of such a learner, with what is right, also where the learner is not told."""
    _of_owner(course_id, owner_id, learner_id)
    attempt = _mine(learner_id, course_id, content_id, attempt_id, also_left=True)
    return _told(attempt, attempt["newest_id"], by_owner=True)


@db.transactional(repeatable=True)
def allow(
    course_id: int, owner_id: int | None, learner_id: int, content_id: int, allowed: Allowance, by: int
) -> dict[str, Any]:
    """Set what a learner of this owner's course (None: anybody's) may have beyond the quiz's limits.

    Answers as `page_of_learner`. More minutes also lengthen the attempt that is under way, fewer don't shorten it.
    """
    held = progress.lock_for_owner(course_id, owner_id, learner_id)
    content = held.version.by_id.get(content_id)
    if content is None or content.kind != "quiz":
        raise Problem("content_not_found", id=content_id)
    before = _allowance(held.row["id"], content_id)
    if allowed == before:
        return page_of_learner(course_id, owner_id, learner_id, content_id)
    row = {**allowed._asdict(), "granted_by": by, "granted_at": held.now}
    db.execute(
        f"""
        INSERT INTO quiz_allowances (enrolment_id, content_id, {", ".join(row)})
        VALUES {db.marks(1, 2 + len(row))}
        ON DUPLICATE KEY UPDATE {", ".join(f"{column} = VALUES({column})" for column in row)}
        """,
        [held.row["id"], content_id, *row.values()],
    )
    row_id = (held.row["id"], content_id)
    if before == NOTHING:
        audit.write("INSERT", "quiz_allowances", row_id, new=allowed._asdict())
    else:
        audit.write("UPDATE", "quiz_allowances", row_id, before._asdict(), allowed._asdict())
    activities.write("quiz_allowed", content_id, allowed.reason)
    last = _last(held.row["id"], content_id)
    if last is not None and last["submitted_at"] is None and last["expires_at"] is not None:
        _lengthen(last, allowed.minutes - before.minutes)
    return page_of_learner(course_id, owner_id, learner_id, content_id)


def limits(user_id: int | None, course_id: int, content_id: int) -> dict[str, Any] | None:
    """What a quiz of the published version allows, told before the clock runs; to a learner with their allowance.

    `attempts` and `minutes` are None where any number or time is; the whole where the content is no quiz.
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
    """Keeps answers of an attempt that is under way; the other questions keep theirs."""
    held = progress.lock(user_id, course_id)
    attempt = _mine(user_id, course_id, content_id, attempt_id)
    fitting = _fitting(attempt, answers)
    if attempt["submitted_at"] is not None or _is_over(attempt, held):
        raise Problem("attempt_ended")
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
    """Grade the attempt by the version that it was begun in; what the learner's progress becomes by it."""
    content = versions.get(attempt["version_id"]).by_id[attempt["content_id"]]
    marks = _quiz(attempt["version_id"], content.id).grade(_drawn(attempt), answers)
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


def _told(attempt: Mapping[str, Any], newest_id: int, by_owner: bool = False) -> dict[str, Any]:
    """The attempt as its learner may see it: of right and wrong nothing before it is submitted; all of it to an owner.

    How many attempts there may be says the newest version of the course.
    """
    quiz = _quiz(attempt["version_id"], attempt["content_id"])
    answers = _answers(attempt)
    limits = _limits(newest_id, attempt["content_id"], attempt["enrolment_id"])
    left = limits and limits["attempts_left"]
    submitted = attempt["submitted_at"] is not None
    marked = by_owner or (submitted and quiz.show_answers)
    shown = by_owner or (marked and bool(attempt["passed"] or left == 0))
    return {
        **attempt,
        "passed": bool(attempt["passed"]) if submitted else None,
        "mastery_score": versions.get(attempt["version_id"]).by_id[attempt["content_id"]].mastery_score,
        "attempts_left": left,
        "questions": [
            _asked(quiz.by_id[each.question_id], each, answers, marked, shown, by_owner) for each in _drawn(attempt)
        ],
    }


def _paged(enrolment: db.Row, content_id: int) -> dict[str, Any]:
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
    quiz, more, used = _quiz(version_id, content_id), NOTHING, 0
    if enrolment_id is not None:
        more = _allowance(enrolment_id, content_id)
        used = (_last(enrolment_id, content_id) or {"number": 0})["number"]
    most = None if quiz.attempts is None else quiz.attempts + more.attempts
    return {
        "questions": min(quiz.draw or len(quiz.questions), len(quiz.questions)),
        "minutes": None if quiz.minutes is None else quiz.minutes + more.minutes,
        "attempts": most,
        "attempts_left": None if most is None else max(0, most - used),
        "mastery_score": content.mastery_score,
    }


def _allowance(enrolment_id: int, content_id: int) -> Allowance:
    row = db.fetch_one(
        """
        SELECT attempts, minutes, reason
        FROM   quiz_allowances
        WHERE  enrolment_id = %s AND content_id = %s
        """,
        (enrolment_id, content_id),
    )
    return Allowance(**row) if row else NOTHING


def _lengthen(attempt: db.Row, minutes: int) -> None:
    if minutes <= 0:
        return
    longer = {"expires_at": attempt["expires_at"] + timedelta(minutes=minutes)}
    db.execute(
        """
        UPDATE quiz_attempts FORCE INDEX (PRIMARY)
        SET    expires_at = %s
        WHERE  id = %s
        """,
        (longer["expires_at"], attempt["id"]),
    )
    audit.write("UPDATE", "quiz_attempts", attempt["id"], attempt, longer)


def _enrolment(user_id: int, course_id: int) -> db.Row | None:
    """The person's enrolment, also one that they left, with the `newest_id` of the course's versions."""
    return db.fetch_one(
        """
        SELECT e.id, e.left_at, c.version_id AS newest_id
        FROM   enrolments e FORCE INDEX (uq_enrolments_user)
        JOIN   courses c ON c.id = e.course_id
        WHERE  e.user_id = %s AND e.course_id = %s
        """,
        (user_id, course_id),
    )


def _of_owner(course_id: int, owner_id: int | None, learner_id: int) -> db.Row:
    progress.require_owner(course_id, owner_id)
    enrolment = _enrolment(learner_id, course_id)
    if enrolment is None:
        raise Problem("learner_not_found", id=learner_id)
    return enrolment


def _asked(
    question: Question, drawn: DrawnQuestion, answers: Mapping[int, Answer], marked: bool, shown: bool, by_owner: bool
) -> dict[str, Any]:
    def named(option_ids: Iterable[int]) -> list[int]:
        return sorted(option_ids if by_owner else map(drawn.public_option_id, option_ids))

    options = {option.id: option for option in question.options}
    answer = answers.get(question.id)
    told: dict[str, Any] = {
        "id": question.id,
        "kind": question.kind,
        "text": question.text,
        "points": question.points,
        "options": [
            {"id": each if by_owner else drawn.public_option_id(each), "text": options[each].text}
            for each in drawn.option_ids
        ],
        "answer": (
            None if answer is None else {"text": answer} if isinstance(answer, str) else {"options": named(answer)}
        ),
    }
    if marked:
        told["right"] = answer is not None and question.is_correct(answer)
    if shown:
        told["correct_options"] = named(question.correct_options)
        told["accepted"] = list(question.accepted)
        told["explanation"] = question.explanation
    return told


def _fitting(attempt: Mapping[str, Any], answers: Mapping[int, Answer]) -> dict[int, Answer]:
    """The answers with the options' own ids, if each is one to a question of this attempt."""
    quiz = _quiz(attempt["version_id"], attempt["content_id"])
    asked = {each.question_id: each for each in _drawn(attempt)}
    faults: list[Fault] = []
    fitting: dict[int, Answer] = {}
    for place, (question_id, answer) in enumerate(answers.items()):
        drawn = asked.get(question_id)
        meant = _meant(quiz, drawn, answer) if drawn else answer
        if code := _misfit(quiz, drawn, meant):
            faults.append(Fault(f"answers.{place}", code))
        fitting[question_id] = meant
    if faults:
        raise Problem("validation_failed", faults)
    return fitting


def _meant(quiz: Quiz, drawn: DrawnQuestion, answer: Answer) -> Answer:
    """The answer with the options' own ids; 0 for what is none.

    What is not shuffled has no order to hide, so that own ids do as well.
    """
    if isinstance(answer, str):
        return answer
    return sorted({drawn.resolve_option(each, own=not quiz.shuffle) or 0 for each in answer})


def _misfit(quiz: Quiz, asked: DrawnQuestion | None, answer: Answer) -> str | None:
    if asked is None:
        return "unknown_question"
    kind = quiz.by_id[asked.question_id].kind
    if isinstance(answer, str) != (kind == "short"):
        return "wrong_answer_kind"
    if isinstance(answer, str):
        return None
    if not set(answer) <= set(asked.option_ids):
        return "unknown_option"
    return "single_option_only" if kind == "single" and len(set(answer)) > 1 else None


def _is_over(attempt: Mapping[str, Any], held: Enrolment) -> bool:
    return attempt["expires_at"] is not None and held.now > attempt["expires_at"] + GRACE


def _stored(answers: Mapping[int, Answer]) -> str:
    return orjson.dumps(answers, option=orjson.OPT_NON_STR_KEYS).decode()


def _answers(attempt: Mapping[str, Any]) -> dict[int, Answer]:
    stored: dict[str, Answer] = orjson.loads(attempt["answers"] or "{}")
    return {int(question_id): answer for question_id, answer in stored.items()}


def _drawn(attempt: Mapping[str, Any]) -> list[DrawnQuestion]:
    return [
        DrawnQuestion(question_id, tuple(option_ids)) for question_id, option_ids in orjson.loads(attempt["questions"])
    ]


def _mine(user_id: int, course_id: int, content_id: int, attempt_id: int, also_left: bool = False) -> db.Row:
    """The attempt of a person who is in the course, with the `newest_id` of its versions, or a 404."""
    row = db.fetch_one(
        f"""
        SELECT {", ".join(f"a.{column}" for column in COLUMNS)}, e.course_id, c.version_id AS newest_id
        FROM   quiz_attempts a
        JOIN   enrolments e ON e.id = a.enrolment_id
        JOIN   courses c ON c.id = e.course_id
        WHERE  a.id = %s AND a.content_id = %s AND e.user_id = %s AND e.course_id = %s
               AND (e.left_at IS NULL OR %s)
        """,
        (attempt_id, content_id, user_id, course_id, also_left),
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
    return Quiz.from_json(orjson.loads(body))
