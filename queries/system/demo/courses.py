"""Seed the demo shop's courses, with the progress of learners in the weeks before."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

import orjson

import db
from demo.courses import Course, Learner, Visit, courses
from domain.commerce.days import day
from domain.courses import Version, completion_rules
from domain.courses.quizzes import Answer, DrawnQuestion, Quiz, assign_ids
from queries.courses import certificates, versions
from queries.courses import courses as courses_table
from queries.courses.authoring import draft_contents, draft_sections, publishing

ATTEMPT = "enrolment_id, content_id, version_id, number, questions, answers, score, passed, started_at, submitted_at"
PROGRESS = (
    "enrolment_id, content_id, percent, seconds, score, started_at, completed_at, passed_at, satisfied_at, updated_at"
)


def seed(admin_id: int, seller_id: int, buyers: Sequence[int], until: datetime) -> None:
    """Insert both courses in the transaction that seeds the shop. The course for sale belongs to the seller."""
    for course in courses():
        version = _write(course, seller_id if course.sku else admin_id, until)
        for learner in course.learners:
            _enrol(course, version, learner, buyers[learner.buyer], until)
        _count(version)


def _write(course: Course, owner_id: int, until: datetime) -> Version:
    product_id = course.sku and db.fetch_value(
        """
        SELECT id
        FROM   products
        WHERE  seller_id = %s AND sku = %s
        """,
        (owner_id, course.sku),
    )
    course_id = courses_table.add(
        {
            "owner_id": owner_id,
            "title": course.title,
            "summary": course.summary,
            "description": course.description,
            "language": "id",
            "sequential": False,
            "product_id": product_id,
            "listed": True,
            "prerequisites": [],
        }
    )["id"]
    sections = [draft_sections.add(course_id, None, title, None)["id"] for title in course.sections]
    for content in course.contents:
        fields: dict[str, Any] = {
            "section_id": sections[content.section],
            "kind": content.kind,
            "title": content.title,
            "position": None,
            "body": content.body,
            "quiz": _stored(content.quiz) if content.quiz else None,
            "required": content.required,
            "mastery_score": content.mastery_score,
            "minutes": content.minutes,
            "prerequisites": [],
        }
        draft_contents.add(course_id, None, fields)
    number = publishing.publish(course_id, None, owner_id).number
    _date_back(course_id, _stored_moment(course.published(until)))
    return versions.get_uncached(versions.find(course_id, number)["id"])


def _stored(questions: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Return a quiz in the form in which authors' quizzes are stored."""
    return {
        "questions": [
            {"points": 1, "accepted": [], **question, "options": list(assign_ids(question.get("options", ())))}
            for question in assign_ids(questions)
        ]
    }


def _date_back(course_id: int, moment: datetime) -> None:
    """Date the courses before their first learners."""
    db.execute(
        """
        UPDATE courses FORCE INDEX (PRIMARY)
        SET    created_at = %s, updated_at = %s
        WHERE  id = %s
        """,
        (moment, moment, course_id),
    )
    db.execute(
        """
        UPDATE course_contents FORCE INDEX (ix_course_contents_course)
        SET    created_at = %s, updated_at = %s
        WHERE  course_id = %s
        """,
        (moment, moment, course_id),
    )
    db.execute(
        """
        UPDATE course_versions FORCE INDEX (uq_course_versions_number)
        SET    published_at = %s
        WHERE  course_id = %s
        """,
        (moment, course_id),
    )


def _enrol(course: Course, version: Version, learner: Learner, user_id: int, until: datetime) -> None:
    """Insert the learner's enrolment and progress as `queries.courses.progress` would have written them."""
    enrolled_at = _stored_moment(course.enrolled(learner, until))
    enrolment_id = db.insert(
        """
        INSERT INTO enrolments (user_id, course_id, enrolled_at)
        VALUES (%s, %s, %s)
        """,
        (user_id, version.course_id, enrolled_at),
    )
    visits = list(course.visits(learner, until))
    rows = _progress(version, visits)
    satisfied = {content_id: row["satisfied_at"] for content_id, row in rows.items() if row["satisfied_at"]}
    completed_at = (
        max(satisfied[each] for each in version.mandatory_ids) if version.mandatory_ids <= satisfied.keys() else None
    )
    db.execute(
        """
        UPDATE enrolments FORCE INDEX (PRIMARY)
        SET    percent = %s, seconds = %s, content_id = %s, started_at = %s, active_at = %s, completed_at = %s,
               version_id = %s
        WHERE  id = %s
        """,
        (
            completion_rules.percent(version, satisfied.keys()),
            sum(visit.seconds for visit in visits),
            version.contents[visits[-1].content].id,
            min(row["started_at"] for row in rows.values()),
            max(row["updated_at"] for row in rows.values()),
            completed_at,
            version.id if completed_at else None,
            enrolment_id,
        ),
    )
    _insert(f"progress ({PROGRESS})", [(enrolment_id, content_id, *row.values()) for content_id, row in rows.items()])
    _insert(
        "progress_visits (enrolment_id, content_id, visit, seconds)",
        [
            (enrolment_id, version.contents[visit.content].id, f"demo-{number}", visit.seconds)
            for number, visit in enumerate(visits)
        ],
    )
    began = day(enrolled_at)
    _insert(
        "learning_days (course_id, day, enrolment_id, cohort, week)",
        [
            (version.course_id, each, enrolment_id, began.replace(day=1), (each - began).days // 7)
            for each in sorted({day(_stored_moment(visit.at)) for visit in visits})
        ],
    )
    _try(course, version, enrolment_id, [visit for visit in visits if visit.score is not None])
    if completed_at is not None:
        certificates.create(enrolment_id, user_id, version, completed_at)


def _progress(version: Version, visits: Sequence[Visit]) -> dict[int, dict[str, Any]]:
    """Return the values of PROGRESS after the first two columns, by content id."""
    rows: dict[int, dict[str, Any]] = {}
    for visit in visits:
        content, now = version.contents[visit.content], _stored_moment(visit.at)
        begun = {"percent": 0, "seconds": 0, "score": None, "started_at": now - timedelta(seconds=visit.seconds)}
        row = rows.setdefault(content.id, begun)
        row["percent"] = max(row["percent"], visit.percent)
        row["seconds"] += visit.seconds
        row["score"] = max((each for each in (row["score"], visit.score) if each is not None), default=None)
        completed = row["percent"] == 100
        passed = row["score"] is not None and row["score"] >= (content.mastery_score or 0)
        for name, reached in (
            ("completed_at", completed),
            ("passed_at", passed),
            ("satisfied_at", completion_rules.is_satisfied(content.move_on, completed, passed, False)),
        ):
            row[name] = row.get(name) or (now if reached else None)
        row["updated_at"] = now
    return rows


def _try(course: Course, version: Version, enrolment_id: int, visits: Sequence[Visit]) -> None:
    """Insert the submitted attempts."""
    rows = []
    for number, visit in enumerate(visits, 1):
        content, score, now = version.contents[visit.content], visit.score or 0, _stored_moment(visit.at)
        drawn, answers = _attempt(course.contents[visit.content].quiz, score, Random(f"{visit}"))
        passed = score >= (content.mastery_score or 0)
        began = now - timedelta(seconds=visit.seconds)
        rows.append((enrolment_id, content.id, version.id, number, drawn, answers, score, passed, began, now))
    _insert(f"quiz_attempts ({ATTEMPT})", rows)


def _attempt(questions: Sequence[dict[str, Any]], score: int, rng: Random) -> tuple[str, str]:
    """Return the questions of an attempt and answers with this score, both as JSON."""
    quiz = Quiz.from_json(_stored(questions))
    drawn = quiz.draw_questions(rng)
    right = rng.sample([each.question_id for each in drawn], score * len(drawn) // 100)
    answers = {each.question_id: _answer(quiz, each, each.question_id in right) for each in drawn}
    return (
        orjson.dumps([[*each] for each in drawn]).decode(),
        orjson.dumps(answers, option=orjson.OPT_NON_STR_KEYS).decode(),
    )


def _answer(quiz: Quiz, drawn: DrawnQuestion, right: bool) -> Answer:
    question = quiz.by_id[drawn.question_id]
    if question.kind == "short":
        return question.accepted[0] if right else "Tidak tahu"
    if right:
        return sorted(question.correct_options)
    return [next(option for option in drawn.option_ids if option not in question.correct_options)]


def _count(version: Version) -> None:
    ids = [content.id for content in version.contents]
    db.execute(
        f"""
        INSERT INTO content_counts (content_id, started, satisfied, seconds)
        SELECT   content_id, COUNT(*), COUNT(satisfied_at), SUM(seconds)
        FROM     progress FORCE INDEX (ix_progress_content)
        WHERE    content_id IN ({db.placeholders(len(ids))})
        GROUP BY content_id
        """,
        ids,
    )


def _insert(into: str, rows: list[tuple[Any, ...]]) -> None:
    if rows:
        db.execute(
            f"""
            INSERT INTO {into}
            VALUES {db.placeholders(len(rows), len(rows[0]))}
            """,
            [value for row in rows for value in row],
        )


def _stored_moment(moment: datetime) -> datetime:
    """Return the time as the database stores it: UTC without a zone."""
    return moment.astimezone(UTC).replace(tzinfo=None)
