"""Completion of courses: the certificate, the counters by content, and the recalculation after a new version."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

import db
from domain.courses import Content, MoveOn, Version
from domain.courses.enrolment import CountDelta
from queries.accounts import activities
from queries.courses import certificates
from queries.events import outbox
from queries.events.outbox import Event

# `completion_rules.is_satisfied` as a condition on a row of `progress` that is not waived.
SATISFIED_CONDITIONS: dict[MoveOn, str] = {
    "Passed": "passed_at IS NOT NULL",
    "Completed": "completed_at IS NOT NULL",
    "CompletedAndPassed": "completed_at IS NOT NULL AND passed_at IS NOT NULL",
    "CompletedOrPassed": "(completed_at IS NOT NULL OR passed_at IS NOT NULL)",
    "NotApplicable": "TRUE",
}


def complete(enrolment_id: int, user_id: int, version: Version, now: datetime) -> str:
    """Log the completion of a course and issue its certificate, once. Return the certificate's code."""
    activities.write("course_completed", version.course_id, version.title, user_id=user_id)
    return certificates.issue(enrolment_id, user_id, version, now)


def add_counts(counts: Mapping[int, CountDelta]) -> None:
    """Add to the counters by content. Call this last in a transaction: all learners of a content share its row."""
    rows = [(content_id, *count) for content_id, count in sorted(counts.items()) if any(count)]
    if rows:
        db.execute(
            f"""
            INSERT INTO content_counts (content_id, started, satisfied, seconds)
            VALUES {db.placeholders(len(rows), 4)}
            ON DUPLICATE KEY UPDATE started = started + VALUES(started), satisfied = satisfied + VALUES(satisfied),
                                    seconds = seconds + VALUES(seconds)
            """,
            [value for row in rows for value in row],
        )


def recalculate(course_id: int, old: Version | None, new: Version, now: datetime) -> list[Event]:
    """Bring all enrolments to the version `new`, in the transaction that publishes it and holds the course's row.

    That lock keeps every write of progress out until COMMIT. Contents whose new rule the recorded progress meets become
    satisfied; the percentages of unfinished enrolments follow the new contents, and those at 100 complete. Nothing is
    taken back. Return the events to write, of those who complete.
    """
    if old is None:
        return []
    before, after = _rules(old), _rules(new)
    changed = [content for content in new.contents if before.get(content.id) != after[content.id]]
    satisfied = sum(_satisfy(content, now) for content in changed)
    if not satisfied and old.mandatory_ids == new.mandatory_ids:
        return []
    mandatory = sorted(new.mandatory_ids)
    db.execute(
        f"""
        UPDATE enrolments e FORCE INDEX (ix_enrolments_course)
        SET    e.percent = 100 * (SELECT COUNT(*)
                                  FROM   progress p FORCE INDEX (PRIMARY)
                                  WHERE  p.enrolment_id = e.id AND p.content_id IN ({db.placeholders(len(mandatory))})
                                         AND p.satisfied_at IS NOT NULL) DIV %s
        WHERE  e.course_id = %s AND e.completed_at IS NULL
        """,
        (*mandatory, len(mandatory), course_id),
    )
    completed = db.fetch_all(
        """
        SELECT   id, user_id
        FROM     enrolments FORCE INDEX (ix_enrolments_course)
        WHERE    course_id = %s AND completed_at IS NULL AND percent = 100
        ORDER BY id
        """,
        (course_id,),
    )
    for row in completed:
        db.execute(
            """
            UPDATE enrolments FORCE INDEX (PRIMARY)
            SET    completed_at = %s, version_id = %s
            WHERE  id = %s
            """,
            (now, new.id, row["id"]),
        )
        complete(row["id"], row["user_id"], new, now)
    return outbox.completed(course_id, [(row["id"], row["user_id"]) for row in completed])


def _rules(version: Version) -> dict[int, tuple[MoveOn, int | None]]:
    return {content.id: (content.move_on, content.mastery_score) for content in version.contents}


def _satisfy(content: Content, now: datetime) -> int:
    """Mark the content satisfied for all learners who meet its new rule. Return their number."""
    if content.kind == "quiz" and content.mastery_score is not None:
        db.execute(
            """
            UPDATE progress FORCE INDEX (ix_progress_content)
            SET    passed_at = %s
            WHERE  content_id = %s AND passed_at IS NULL AND score >= %s
            """,
            (now, content.id, content.mastery_score),
        )
    satisfied = db.execute(
        f"""
        UPDATE progress FORCE INDEX (ix_progress_content)
        SET    satisfied_at = %s
        WHERE  content_id = %s AND satisfied_at IS NULL AND {SATISFIED_CONDITIONS[content.move_on]}
        """,
        (now, content.id),
    )
    add_counts({content.id: CountDelta(0, satisfied, 0)})
    return satisfied
