"""Progress of learners: reading it, recording events and quiz results, and waivers.

Every change goes through `_apply`, under the lock that `lock` takes. It locks the course's row, shared, before the
enrolment's: learners don't wait for each other there, while publishing, which locks that row exclusively, sees all
progress written before it and is seen by all progress written after it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import db
from domain.commerce.days import day
from domain.courses import Content, Version, completion_rules
from domain.courses.enrolment import (
    PROGRESS_COLUMNS,
    UPDATABLE_COLUMNS,
    Changes,
    Enrolment,
    progress_of,
    serialize,
)
from domain.courses.progress import EPOCH, ContentLocked, Event, Progress, replay_events
from problems import Fault, Problem, invalid
from queries.accounts import activities
from queries.courses import completion, ownership, versions
from queries.events import outbox
from queries.system import audit
from queries.system.audit import Entry

# An enrolment joined with its rows of progress; columns of the enrolment that clash have another name.
ENROLMENT_COLUMNS = f"""e.id, e.user_id, e.course_id, e.percent AS course_percent, e.seconds AS course_seconds,
                 e.content_id AS last_id, e.enrolled_at, e.started_at AS course_started_at, e.active_at,
                 e.completed_at AS course_completed_at, {", ".join(f"p.{column}" for column in PROGRESS_COLUMNS)}"""

# What each visit of a content changes.
TIMES = frozenset({"positioned_at", "updated_at"})


def get(user_id: int, course_id: int) -> dict[str, Any]:
    """Return the user's progress in the newest version of the course, or raise a 404 if they are not enrolled.

    `rule` of each content has both languages.
    """
    # One statement, so that all of it is of one moment.
    rows = db.fetch_all(
        f"""
        SELECT   {ENROLMENT_COLUMNS}, c.version_id, t.code, t.issued_at, t.revoked_at
        FROM     enrolments e FORCE INDEX (uq_enrolments_user)
        JOIN     courses c ON c.id = e.course_id
        LEFT     JOIN certificates t ON t.enrolment_id = e.id AND t.newest = 1
        LEFT     JOIN progress p ON p.enrolment_id = e.id
        WHERE    e.user_id = %s AND e.course_id = %s AND e.left_at IS NULL
        """,
        (user_id, course_id),
    )
    if not rows:
        raise Problem("not_enrolled")
    enrolment = Enrolment.from_rows(rows, versions.get(rows[0]["version_id"]), utc_now())
    return serialize(enrolment, rows[0] if rows[0]["code"] else None)


def get_of_learner(course_id: int, owner_id: int | None, learner_id: int) -> dict[str, Any]:
    """Return the progress of a learner of the owner's course (None: of any), as `get` does."""
    ownership.require_owner(course_id, owner_id, or_deleted=True)
    try:
        return get(learner_id, course_id)
    except Problem as problem:
        if problem.code != "not_enrolled":
            raise
        raise Problem("learner_not_found", id=learner_id) from None


@db.transactional(repeatable=True)
def record(user_id: int, course_id: int, events: Sequence[Event]) -> dict[str, Any]:
    """Record the events of a device, all or none, and return the progress as `get` does. Repeating it changes nothing.

    Unknown contents are a 422, a locked one is a 409 with the missing contents. The device's timestamps
    (`recorded_at`) decide the order of the events and which position counts; all other timestamps are the server's.
    """
    enrolment = lock(user_id, course_id)
    retired = _retired(enrolment, {event.content_id for event in events if event.content_id is not None})
    unknown = [
        Fault(event.field, "unknown_content", {"id": event.content_id})
        for event in events
        if event.content_id is not None and event.content_id not in enrolment.version.by_id.keys() | retired.keys()
    ]
    if unknown:
        raise Problem("validation_failed", unknown)
    known = {content_id: progress_of(row) for content_id, row in enrolment.progress.items()}
    try:
        gains = replay_events(enrolment.version, retired, known, enrolment.satisfied, events, enrolment.now)
    except ContentLocked as locked:
        raise _content_locked(locked.content, locked.missing) from None
    return _apply(enrolment, gains, retired)


def lock(user_id: int, course_id: int) -> Enrolment:
    """Lock the user's enrolment until the caller's transaction ends, or raise a 404 if they are not enrolled.

    Every change of progress calls this before it locks or changes anything else.
    """
    version_id = db.fetch_value(
        """
        SELECT version_id
        FROM   courses FORCE INDEX (PRIMARY)
        WHERE  id = %s
        LOCK IN SHARE MODE
        """,
        (course_id,),
    )
    rows = db.fetch_all(
        f"""
        SELECT   {ENROLMENT_COLUMNS}
        FROM     enrolments e FORCE INDEX (uq_enrolments_user)
        LEFT     JOIN progress p FORCE INDEX (PRIMARY) ON p.enrolment_id = e.id
        WHERE    e.user_id = %s AND e.course_id = %s AND e.left_at IS NULL
        FOR UPDATE
        """,
        (user_id, course_id),
    )
    if not rows:
        raise Problem("not_enrolled")
    return Enrolment.from_rows(rows, versions.get(version_id), utc_now())


def lock_for_owner(course_id: int, owner_id: int | None, learner_id: int) -> Enrolment:
    """Lock an enrolment of this owner's course (None: any), or raise a 404 for the missing course or learner."""
    ownership.require_owner(course_id, owner_id, or_deleted=True)
    try:
        return lock(learner_id, course_id)
    except Problem as problem:
        if problem.code != "not_enrolled":
            raise
        raise Problem("learner_not_found", id=learner_id) from None


def record_quiz_result(
    enrolment: Enrolment, content_id: int, score: int, passed: bool, now: datetime
) -> dict[str, Any]:
    """Record the result of a submitted quiz in the caller's transaction and return the progress as `get` does.

    `enrolment` is what `lock` returned in this transaction, `score` is in percent, `now` UTC without a zone. This
    writes all that follows: the best score, completion and passing of the content, the percentage, the day of learning,
    the counters and, with the last content, the completion of the course with its certificate. Results may come in any
    order. A score that is enough for the newest version passes too, as it would if that were published now.
    """
    enrolment.now = max(enrolment.now, now)
    newest = enrolment.version.by_id.get(content_id)
    if newest and newest.mastery_score is not None:
        passed = passed or score >= newest.mastery_score
    gain = Progress(at=enrolment.now, completed=True, passed=passed, percent=100, score=score)
    return _apply(enrolment, {content_id: gain}, _retired(enrolment, [content_id]))


@db.transactional(repeatable=True)
def waive(
    course_id: int, owner_id: int | None, learner_id: int, content_id: int, reason: str, by: int
) -> dict[str, Any]:
    """Waive a content of the newest version for a learner of this owner's course (None: any), for good.

    Return the learner's progress. A repeated waiver keeps the first reason.
    """
    enrolment = lock_for_owner(course_id, owner_id, learner_id)
    if content_id not in enrolment.version.by_id:
        raise invalid("content_id", "unknown_content", id=content_id)
    present = enrolment.progress.get(content_id)
    new = present is None or present["waived_at"] is None
    if new:
        activities.write("progress_waived", content_id, reason)
    gain = Progress(at=enrolment.now if present is None else EPOCH, waived=True)
    progress = _apply(enrolment, {content_id: gain}, {}, by_learner=False)
    if new:
        db.execute(
            """
            UPDATE progress FORCE INDEX (PRIMARY)
            SET    waived_by = %s, waiver = %s
            WHERE  enrolment_id = %s AND content_id = %s
            """,
            (by, reason, enrolment.row["id"], content_id),
        )
        before, after = {"waived_by": None, "waiver": ""}, {"waived_by": by, "waiver": reason}
        audit.write("UPDATE", "progress", (enrolment.row["id"], content_id), before, after)
    return progress


def require_open_content(user_id: int, course_id: int, content_id: int) -> Version:
    """Return the version that has this content, if it is open to the user.

    Raise a 404 if the user is not enrolled or the version has no such content, and a 409 with the missing contents if
    it is locked.
    """
    row = db.fetch_one(
        """
        SELECT e.id, c.version_id
        FROM   enrolments e FORCE INDEX (uq_enrolments_user)
        JOIN   courses c ON c.id = e.course_id
        WHERE  e.user_id = %s AND e.course_id = %s AND e.left_at IS NULL
        """,
        (user_id, course_id),
    )
    if row is None:
        raise Problem("not_enrolled")
    version = versions.get(row["version_id"])
    content = version.by_id.get(content_id)
    if content is None:
        raise Problem("content_not_found", id=content_id)
    started = db.fetch_all(
        """
        SELECT content_id, satisfied_at
        FROM   progress
        WHERE  enrolment_id = %s
        """,
        (row["id"],),
    )
    satisfied = {each["content_id"] for each in started if each["satisfied_at"] is not None}
    if content_id not in completion_rules.open_contents(version, satisfied, {each["content_id"] for each in started}):
        raise _content_locked(content, completion_rules.missing_contents(version, content, satisfied))
    return version


def utc_now() -> datetime:
    """Return the current time in UTC, without a zone."""
    return datetime.now(UTC).replace(tzinfo=None)


def _apply(
    enrolment: Enrolment, gains: Mapping[int, Progress], retired: Mapping[int, Content], by_learner: bool = True
) -> dict[str, Any]:
    """Merge the gains into the locked enrolment, write all that follows, and return the progress as `get` does."""
    certificate = _newest_certificate(enrolment.row["id"]) if enrolment.is_completed else None
    changes = enrolment.merge(gains, retired, _stored_visits(enrolment, gains), by_learner)
    if changes.rows:
        _write_progress(enrolment, changes)
        audit.write_all(_entries(changes))
        _write_enrolment(enrolment, changes)
        if changes.completes:
            row, now = enrolment.row, enrolment.now
            code = completion.complete(row["id"], row["user_id"], enrolment.version, now)
            certificate = {"code": code, "issued_at": now, "revoked_at": None}
        completion.add_counts(changes.counts)
        if changes.completes:
            learner = enrolment.row["id"], enrolment.row["user_id"]
            outbox.write(outbox.completed(enrolment.version.course_id, [learner]))
    return serialize(enrolment, certificate)


def _entries(changes: Changes) -> list[Entry]:
    """Return the entries of the audit log. A content that is opened again has another time only, and none."""
    return [
        Entry("UPDATE" if before else "INSERT", "progress", (row["enrolment_id"], row["content_id"]), before, row)
        for before, row in changes.rows
        if before is None or any(row[column] != before[column] for column in row.keys() - TIMES)
    ]


def _write_progress(enrolment: Enrolment, changes: Changes) -> None:
    rows = [row for _, row in changes.rows]
    db.execute(
        f"""
        INSERT INTO progress ({", ".join(PROGRESS_COLUMNS)})
        VALUES {db.placeholders(len(rows), len(PROGRESS_COLUMNS))}
        ON DUPLICATE KEY UPDATE {", ".join(f"{column} = VALUES({column})" for column in UPDATABLE_COLUMNS)}
        """,
        [row[column] for row in rows for column in PROGRESS_COLUMNS],
    )
    if changes.visits:
        db.execute(
            f"""
            INSERT INTO progress_visits (enrolment_id, content_id, visit, seconds)
            VALUES {db.placeholders(len(changes.visits), 4)}
            ON DUPLICATE KEY UPDATE seconds = VALUES(seconds)
            """,
            [value for visit in changes.visits for value in (enrolment.row["id"], *visit)],
        )


def _write_enrolment(enrolment: Enrolment, changes: Changes) -> None:
    """Write the enrolment's row, and its day of learning if that is new."""
    row, today = enrolment.row, day(enrolment.now)
    columns = ("percent", "seconds", "content_id", "started_at", "active_at", "completed_at")
    db.execute(
        f"""
        UPDATE enrolments FORCE INDEX (PRIMARY)
        SET    {", ".join(f"{column} = %s" for column in columns)}, version_id = COALESCE(version_id, %s)
        WHERE  id = %s
        """,
        (*(row[column] for column in columns), enrolment.version.id if changes.completes else None, row["id"]),
    )
    if changes.is_new_day:
        enrolled = day(row["enrolled_at"])
        db.execute(
            """
            INSERT INTO learning_days (course_id, day, enrolment_id, cohort, week)
            VALUES (%s, %s, %s, %s, %s)
            """,
            (row["course_id"], today, row["id"], enrolled.replace(day=1), (today - enrolled).days // 7),
        )


def _stored_visits(enrolment: Enrolment, gains: Mapping[int, Progress]) -> dict[int, dict[str, int]]:
    """Return the stored seconds of the visits in the gains, by content id."""
    wanted = sorted((content_id, visit) for content_id, gain in gains.items() for visit in gain.visits)
    found: dict[int, dict[str, int]] = {}
    if wanted:
        placeholders = db.placeholders(len(wanted))
        rows = db.fetch_all(
            f"""
            SELECT content_id, visit, seconds
            FROM   progress_visits
            WHERE  enrolment_id = %s AND content_id IN ({placeholders}) AND visit IN ({placeholders})
            """,
            (enrolment.row["id"], *(content_id for content_id, _ in wanted), *(visit for _, visit in wanted)),
        )
        for row in rows:
            if (row["content_id"], row["visit"]) in wanted:
                found.setdefault(row["content_id"], {})[row["visit"]] = row["seconds"]
    return found


def _retired(enrolment: Enrolment, content_ids: Iterable[int]) -> dict[int, Content]:
    """Return those contents that only earlier versions of the course have, each from the last one that has it."""
    wanted = sorted(set(content_ids) - enrolment.version.by_id.keys())
    if not wanted:
        return {}
    rows = db.fetch_all(
        f"""
        SELECT   content_id, MAX(version_id) AS version_id
        FROM     version_contents FORCE INDEX (ix_version_contents_content)
        WHERE    content_id IN ({db.placeholders(len(wanted))})
        GROUP BY content_id
        """,
        wanted,
    )
    found = [(versions.get(row["version_id"]), row["content_id"]) for row in rows]
    return {
        content_id: version.by_id[content_id]
        for version, content_id in found
        if version.course_id == enrolment.version.course_id
    }


def _newest_certificate(enrolment_id: int) -> db.Row | None:
    return db.fetch_one(
        """
        SELECT code, issued_at, revoked_at
        FROM   certificates
        WHERE  enrolment_id = %s AND newest = 1
        """,
        (enrolment_id,),
    )


def _content_locked(content: Content, missing: Sequence[Content]) -> Problem:
    return Problem(
        "content_locked",
        content_id=content.id,
        content_title=content.title,
        needed=", ".join(f"“{other.title}”" for other in missing),
        members={"missing": [{"content_id": other.id, "title": other.title} for other in missing]},
    )
