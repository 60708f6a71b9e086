"""Progress: what learners did, what it makes of their enrolments, and the completion that follows from it.

Every change goes through `_apply`, under the lock that `lock` takes. The course's row is locked before the enrolment's
and shared: learners don't wait for each other there, while publishing, which holds that row alone, sees all that was
written before it and is seen by all that is written after it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import db
from domain.commerce.receipts import day
from domain.courses import Content, MoveOn, Version, rules
from domain.courses.rules import Facts, Locked, Place, Write
from problems import Fault, Problem, invalid
from queries.accounts import activities
from queries.courses import certificates, versions
from queries.system import audit
from queries.system.audit import Entry

# The columns of `progress` that a change may touch.
CHANGING = (
    "percent",
    "position",
    "positioned_at",
    "seconds",
    "score",
    "completed_at",
    "passed_at",
    "waived_at",
    "satisfied_at",
    "updated_at",
)
COLUMNS = ("enrolment_id", "content_id", "started_at", *CHANGING)
# An enrolment beside each of its rows of progress, whose names differ from its own.
BOTH = f"""e.id, e.user_id, e.course_id, e.percent AS course_percent, e.seconds AS course_seconds,
                 e.content_id AS last_id, e.enrolled_at, e.started_at AS course_started_at, e.active_at,
                 e.completed_at AS course_completed_at, {", ".join(f"p.{column}" for column in COLUMNS)}"""
NOTHING_YET: db.Row = dict.fromkeys(COLUMNS) | {"percent": 0, "seconds": 0}

# `rules.met` of a row of progress that is not waived.
MET: dict[MoveOn, str] = {
    "Passed": "passed_at IS NOT NULL",
    "Completed": "completed_at IS NOT NULL",
    "CompletedAndPassed": "completed_at IS NOT NULL AND passed_at IS NOT NULL",
    "CompletedOrPassed": "(completed_at IS NOT NULL OR passed_at IS NOT NULL)",
    "NotApplicable": "TRUE",
}


@dataclass
class Enrolment:
    """An enrolment: its row, the version that it works on now, and its rows of progress by content.

    From `lock` it is held as it is until COMMIT, and `now` is behind all its moments.
    """

    row: db.Row
    version: Version
    progress: dict[int, db.Row]
    now: datetime

    @classmethod
    def of(cls, rows: list[db.Row], version: Version) -> Enrolment:
        """Out of a row for each row of progress, or one that has none."""
        first = rows[0]
        row = {
            "id": first["id"],
            "user_id": first["user_id"],
            "course_id": first["course_id"],
            "percent": first["course_percent"],
            "seconds": first["course_seconds"],
            "content_id": first["last_id"],
            "enrolled_at": first["enrolled_at"],
            "started_at": first["course_started_at"],
            "active_at": first["active_at"],
            "completed_at": first["course_completed_at"],
        }
        progress = {
            each["content_id"]: {column: each[column] for column in COLUMNS}
            for each in rows
            if each["content_id"] is not None
        }
        # Clocks of several hosts differ, but the moments of an enrolment never go back.
        now = max(_now(), row["active_at"] or row["enrolled_at"])
        return cls(row, version, progress, now)

    @property
    def satisfied(self) -> set[int]:
        return {content_id for content_id, row in self.progress.items() if row["satisfied_at"] is not None}

    @property
    def open(self) -> set[int]:
        return rules.opened(self.version, self.satisfied, self.progress)


def read(user_id: int, course_id: int) -> dict[str, Any]:
    """The person's progress in the course; a 404 where they are not in it.

    `contents` are those of the newest published version; `rule` of each has the words of both languages.
    """
    # One statement, so that all of it is of one moment.
    rows = db.fetch_all(
        f"""
        SELECT   {BOTH}, c.version_id, t.code, t.issued_at, t.revoked_at
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
    return _told(Enrolment.of(rows, versions.get(rows[0]["version_id"])), rows[0] if rows[0]["code"] else None)


@db.transactional(repeatable=True)
def record(user_id: int, course_id: int, writes: Sequence[Write]) -> dict[str, Any]:
    """Takes what a device tells, all of it or nothing, and answers as `read`; told again, it changes nothing.

    Unknown contents are a 422, one that is not open yet is a 409 that says what is missing. The moments of a device
    (`recorded_at`) decide what came first and which position counts; all others are the server's.
    """
    held = lock(user_id, course_id)
    earlier = _earlier(held, {write.content_id for write in writes if write.content_id is not None})
    unknown = [
        Fault(write.name, "unknown_content", {"id": write.content_id})
        for write in writes
        if write.content_id is not None and write.content_id not in held.version.by_id.keys() | earlier.keys()
    ]
    if unknown:
        raise Problem("validation_failed", unknown)
    done = {content_id: _facts(row) for content_id, row in held.progress.items()}
    try:
        gains = rules.judged(held.version, earlier, done, held.satisfied, writes, held.now)
    except Locked as locked:
        raise _locked(locked.content, locked.missing) from None
    return _apply(held, gains, earlier)


def lock(user_id: int, course_id: int) -> Enrolment:
    """Holds the person's enrolment until the caller's transaction ends; a 404 where they are not in the course.

    Whatever changes progress begins with this, before it locks or changes anything else.
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
        SELECT   {BOTH}
        FROM     enrolments e FORCE INDEX (uq_enrolments_user)
        LEFT     JOIN progress p FORCE INDEX (PRIMARY) ON p.enrolment_id = e.id
        WHERE    e.user_id = %s AND e.course_id = %s AND e.left_at IS NULL
        FOR UPDATE
        """,
        (user_id, course_id),
    )
    if not rows:
        raise Problem("not_enrolled")
    return Enrolment.of(rows, versions.get(version_id))


def lock_for_owner(course_id: int, owner_id: int | None, learner_id: int) -> Enrolment:
    """The same for the course's owner (None: anybody's); a 404 that tells whether course or learner is missing."""
    require_owner(course_id, owner_id)
    try:
        return lock(learner_id, course_id)
    except Problem as problem:
        if problem.code != "not_enrolled":
            raise
        raise Problem("learner_not_found", id=learner_id) from None


def require_owner(course_id: int, owner_id: int | None) -> None:
    """A 404 unless the course is this owner's (None: anybody's), also a deleted one, which still has learners."""
    mine = db.fetch_value(
        """
        SELECT EXISTS (SELECT 1
                       FROM   courses
                       WHERE  id = %s AND (owner_id = %s OR %s IS NULL)) AS mine
        """,
        (course_id, owner_id, owner_id),
    )
    if not mine:
        raise Problem("course_not_found", id=course_id)


def result(held: Enrolment, content_id: int, score: int, passed: bool, now: datetime) -> dict[str, Any]:
    """Takes the result of a quiz, whose answers are handed in, and answers as `read`; in the caller's transaction.

    `held` is what `lock` gave in this transaction, `score` is in percent, `now` UTC without a zone. All that follows is
    done here: the content's best score, completion and passing, the enrolment's percent, its days, the counts and, if
    this was the last, the course's completion with certificate and log. Results may come in any order. A score that is
    enough for the newest version passes, too, as it would if that were published now.
    """
    held.now = max(held.now, now)
    newest = held.version.by_id.get(content_id)
    if newest and newest.mastery_score is not None:
        passed = passed or score >= newest.mastery_score
    gain = Facts(at=held.now, completed=True, passed=passed, percent=100, score=score)
    return _apply(held, {content_id: gain}, _earlier(held, [content_id]))


@db.transactional(repeatable=True)
def waive(
    course_id: int, owner_id: int | None, learner_id: int, content_id: int, reason: str, by: int
) -> dict[str, Any]:
    """Exempts a learner of this owner's course (None: anybody's) from a content of the newest version, for good.

    Answers with the learner's progress. The first reason stays.
    """
    held = lock_for_owner(course_id, owner_id, learner_id)
    if content_id not in held.version.by_id:
        raise invalid("content_id", "unknown_content", id=content_id)
    present = held.progress.get(content_id)
    new = present is None or present["waived_at"] is None
    if new:
        activities.write("progress_waived", content_id, reason)
    gain = Facts(at=held.now if present is None else rules.EPOCH, waived=True)
    told = _apply(held, {content_id: gain}, {}, by_learner=False)
    if new:
        db.execute(
            """
            UPDATE progress FORCE INDEX (PRIMARY)
            SET    waived_by = %s, waiver = %s
            WHERE  enrolment_id = %s AND content_id = %s
            """,
            (by, reason, held.row["id"], content_id),
        )
        said = {"waived_by": None, "waiver": ""}, {"waived_by": by, "waiver": reason}
        audit.write("UPDATE", "progress", (held.row["id"], content_id), *said)
    return told


def require_open_content(user_id: int, course_id: int, content_id: int) -> Version:
    """The version whose body of the content the person may read now.

    Not being in the course and a content that the version does not have are a 404; one that is not open yet is a 409
    that says what is missing.
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
    begun = db.fetch_all(
        """
        SELECT content_id, satisfied_at
        FROM   progress
        WHERE  enrolment_id = %s
        """,
        (row["id"],),
    )
    satisfied = {each["content_id"] for each in begun if each["satisfied_at"] is not None}
    if content_id not in rules.opened(version, satisfied, {each["content_id"] for each in begun}):
        raise _locked(content, rules.missing(version, content, satisfied))
    return version


def recount(course_id: int, old: Version | None, new: Version) -> None:
    """Brings all enrolments to the version `new`, in the transaction of its publisher, who holds the course's row.

    That lock keeps every write of progress out until COMMIT. What was done and now is enough, satisfies; an unfinished
    learner's percent is that of the new contents, and who has all of them completes. Nothing is taken back.
    """
    if old is None:
        return
    now, before = _now(), _asked(old)
    changed = [content for content in new.contents if before.get(content.id) != _asked(new)[content.id]]
    satisfied = sum(_satisfy(content, now) for content in changed)
    if not satisfied and old.mandatory_ids == new.mandatory_ids:
        return
    counting = sorted(new.mandatory_ids)
    db.execute(
        f"""
        UPDATE enrolments e FORCE INDEX (ix_enrolments_course)
        SET    e.percent = 100 * (SELECT COUNT(*)
                                  FROM   progress p
                                  WHERE  p.enrolment_id = e.id AND p.content_id IN ({db.marks(len(counting))})
                                         AND p.satisfied_at IS NOT NULL) DIV %s
        WHERE  e.course_id = %s AND e.completed_at IS NULL
        """,
        (*counting, len(counting), course_id),
    )
    finished = db.fetch_all(
        """
        SELECT   id, user_id
        FROM     enrolments FORCE INDEX (ix_enrolments_course)
        WHERE    course_id = %s AND completed_at IS NULL AND percent = 100
        ORDER BY id
        """,
        (course_id,),
    )
    for row in finished:
        db.execute(
            """
            UPDATE enrolments FORCE INDEX (PRIMARY)
            SET    completed_at = %s, version_id = %s
            WHERE  id = %s
            """,
            (now, new.id, row["id"]),
        )
        _celebrate(row["id"], row["user_id"], new, now)


def _asked(version: Version) -> dict[int, tuple[Any, ...]]:
    """When each content of a version is satisfied."""
    return {content.id: (content.move_on, content.mastery_score) for content in version.contents}


def _satisfy(content: Content, now: datetime) -> int:
    """Satisfies all who have done what the content asks since this version; how many they are."""
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
        WHERE  content_id = %s AND satisfied_at IS NULL AND {MET[content.move_on]}
        """,
        (now, content.id),
    )
    _count({content.id: (0, satisfied, 0)})
    return satisfied


def _apply(
    held: Enrolment,
    gains: Mapping[int, Facts],
    earlier: Mapping[int, Content],
    by_learner: bool = True,
) -> dict[str, Any]:
    """Joins the gains to what is known of the held enrolment, writes all that follows, and answers as `read`.

    What was not `by_learner` is no day of learning, and not what they last worked on.
    """
    now, version = held.now, held.version
    was_finished = held.row["completed_at"] is not None
    certificate = _certificate(held.row["id"]) if was_finished else None
    visits = _visits(held, gains)
    changed: list[db.Row] = []
    entries: list[Entry] = []
    counts: dict[int, tuple[int, int, int]] = {}
    longer: list[tuple[int, str, int]] = []
    last = _last(held, gains)
    for content_id, gain in sorted(gains.items()):
        before = held.progress.get(content_id)
        row = before or {**NOTHING_YET, "enrolment_id": held.row["id"], "content_id": content_id, "started_at": now}
        known = _facts(row, visits.get(content_id, {}))
        facts = known.joined(gain.until(now))
        if before is not None and facts == known:
            continue
        told = {visit: seconds for visit, seconds in facts.visits.items() if seconds != known.visits.get(visit)}
        longer += [(content_id, visit, seconds) for visit, seconds in sorted(told.items())]
        spent = sum(facts.visits.values()) - sum(known.visits.values())
        content = version.by_id.get(content_id) or earlier[content_id]
        satisfies = row["satisfied_at"] is None and rules.met(
            content.move_on, facts.completed, facts.passed, facts.waived
        )
        row = {
            **row,
            "percent": facts.percent,
            "position": facts.place and facts.place.position,
            "positioned_at": facts.place and facts.place.at,
            "seconds": row["seconds"] + spent,
            "score": facts.score,
            "completed_at": row["completed_at"] or (now if facts.completed else None),
            "passed_at": row["passed_at"] or (now if facts.passed else None),
            "waived_at": row["waived_at"] or (now if facts.waived else None),
            "satisfied_at": now if satisfies else row["satisfied_at"],
            "updated_at": facts.at,
        }
        changed.append(row)
        entries.append(Entry("UPDATE" if before else "INSERT", "progress", (held.row["id"], content_id), before, row))
        counts[content_id] = (int(before is None), int(satisfies), spent)
    if changed:
        _write(changed, longer)
        audit.write_all(entries)
        held.progress |= {row["content_id"]: row for row in changed}
        _move(held, sum(spent for _, _, spent in counts.values()), last, by_learner)
        if held.row["completed_at"] is not None and not was_finished:
            code = _celebrate(held.row["id"], held.row["user_id"], version, now)
            certificate = {"code": code, "issued_at": now, "revoked_at": None}
        _count(counts)
    return _told(held, certificate)


def _last(held: Enrolment, gains: Mapping[int, Facts]) -> int | None:
    """The content last worked on by the devices' own moments, so that the order of arrival does not matter."""

    def when(content_id: int, at: datetime) -> tuple[datetime, int, int]:
        content = held.version.by_id.get(content_id)
        return at, content.place if content else 0, content_id

    moments = [when(content_id, min(gain.at, held.now)) for content_id, gain in gains.items()]
    if (last := held.row["content_id"]) is not None:
        moments.append(when(last, held.progress[last]["updated_at"]))
    return max(moments)[2] if moments else None


def _move(held: Enrolment, spent: int, last: int | None, by_learner: bool) -> None:
    """Brings the enrolment's own row to its progress, and notes the day."""
    row, now, day_before = held.row, held.now, held.row["active_at"]
    row["seconds"] += spent
    if by_learner:
        row |= {"content_id": last, "started_at": row["started_at"] or now, "active_at": now}
    completed_by = None
    if row["completed_at"] is None:
        row["percent"] = rules.percent(held.version, held.satisfied)
        if row["percent"] == 100:
            row["completed_at"], completed_by = now, held.version.id
    db.execute(
        """
        UPDATE enrolments FORCE INDEX (PRIMARY)
        SET    percent = %s, seconds = %s, content_id = %s, started_at = %s, active_at = %s, completed_at = %s,
               version_id = COALESCE(version_id, %s)
        WHERE  id = %s
        """,
        (
            row["percent"],
            row["seconds"],
            row["content_id"],
            row["started_at"],
            row["active_at"],
            row["completed_at"],
            completed_by,
            row["id"],
        ),
    )
    if by_learner and (day_before is None or day(day_before) != day(now)):
        began = day(row["enrolled_at"])
        db.execute(
            """
            INSERT INTO learning_days (course_id, day, enrolment_id, cohort, week)
            VALUES (%s, %s, %s, %s, %s)
            """,
            (row["course_id"], day(now), row["id"], began.replace(day=1), (day(now) - began).days // 7),
        )


def _celebrate(enrolment_id: int, user_id: int, version: Version, now: datetime) -> str:
    """What the completion of a course brings with it, once; the code of its certificate."""
    activities.write("course_completed", version.course_id, version.title, user_id=user_id)
    return certificates.issue(enrolment_id, user_id, version, now)


def _write(changed: list[db.Row], longer: list[tuple[int, str, int]]) -> None:
    """Writes rows of progress, and the seconds of visits (content, visit, seconds) of theirs."""
    db.execute(
        f"""
        INSERT INTO progress ({", ".join(COLUMNS)})
        VALUES {db.marks(len(changed), len(COLUMNS))}
        ON DUPLICATE KEY UPDATE {", ".join(f"{column} = VALUES({column})" for column in CHANGING)}
        """,
        [row[column] for row in changed for column in COLUMNS],
    )
    if longer:
        db.execute(
            f"""
            INSERT INTO progress_visits (enrolment_id, content_id, visit, seconds)
            VALUES {db.marks(len(longer), 4)}
            ON DUPLICATE KEY UPDATE seconds = VALUES(seconds)
            """,
            [value for visit in longer for value in (changed[0]["enrolment_id"], *visit)],
        )


def _count(counts: Mapping[int, tuple[int, int, int]]) -> None:
    """Adds to what is counted by content: begun, satisfied, seconds. The last of a transaction: all learners wait."""
    moved = [(content_id, *count) for content_id, count in sorted(counts.items()) if any(count)]
    if moved:
        db.execute(
            f"""
            INSERT INTO content_counts (content_id, started, satisfied, seconds)
            VALUES {db.marks(len(moved), 4)}
            ON DUPLICATE KEY UPDATE started = started + VALUES(started), satisfied = satisfied + VALUES(satisfied),
                                    seconds = seconds + VALUES(seconds)
            """,
            [value for row in moved for value in row],
        )


def _visits(held: Enrolment, gains: Mapping[int, Facts]) -> dict[int, dict[str, int]]:
    """The seconds so far of the visits that the gains tell of, by content."""
    told = sorted((content_id, visit) for content_id, gain in gains.items() for visit in gain.visits)
    found: dict[int, dict[str, int]] = {}
    if told:
        rows = db.fetch_all(
            f"""
            SELECT content_id, visit, seconds
            FROM   progress_visits
            WHERE  enrolment_id = %s AND content_id IN ({db.marks(len(told))}) AND visit IN ({db.marks(len(told))})
            """,
            (held.row["id"], *(content_id for content_id, _ in told), *(visit for _, visit in told)),
        )
        for row in rows:
            if (row["content_id"], row["visit"]) in told:
                found.setdefault(row["content_id"], {})[row["visit"]] = row["seconds"]
    return found


def _earlier(held: Enrolment, content_ids: Iterable[int]) -> dict[int, Content]:
    """Those contents that only earlier versions of the course have, each as the last of these has it."""
    wanted = sorted(set(content_ids) - held.version.by_id.keys())
    if not wanted:
        return {}
    rows = db.fetch_all(
        f"""
        SELECT   content_id, MAX(version_id) AS version_id
        FROM     version_contents FORCE INDEX (ix_version_contents_content)
        WHERE    content_id IN ({db.marks(len(wanted))})
        GROUP BY content_id
        """,
        wanted,
    )
    found = [(versions.get(row["version_id"]), row["content_id"]) for row in rows]
    return {
        content_id: version.by_id[content_id]
        for version, content_id in found
        if version.course_id == held.version.course_id
    }


def _facts(row: db.Row, visits: Mapping[str, int] | None = None) -> Facts:
    """A row of progress as facts; of its visits only those given."""
    return Facts(
        at=row["updated_at"] or rules.EPOCH,
        completed=row["completed_at"] is not None,
        passed=row["passed_at"] is not None,
        waived=row["waived_at"] is not None,
        percent=row["percent"],
        score=row["score"],
        place=None if row["position"] is None else Place(row["positioned_at"], row["position"]),
        visits=visits or {},
    )


def _certificate(enrolment_id: int) -> db.Row | None:
    return db.fetch_one(
        """
        SELECT code, issued_at, revoked_at
        FROM   certificates
        WHERE  enrolment_id = %s AND newest = 1
        """,
        (enrolment_id,),
    )


def _told(held: Enrolment, certificate: db.Row | None) -> dict[str, Any]:
    """The answer of `read`."""
    row, version, satisfied, opened = held.row, held.version, held.satisfied, held.open
    finished = row["completed_at"] is not None
    at = None if finished else rules.resume(version, row["content_id"], satisfied, opened)
    left = [content.id for content in version.contents if content.id in version.mandatory_ids - satisfied]
    return {
        "course_id": row["course_id"],
        "title": version.title,
        "version": version.number,
        "enrolled_at": row["enrolled_at"],
        "started_at": row["started_at"],
        "active_at": row["active_at"],
        "percent": row["percent"],
        "completed": finished,
        "completed_at": row["completed_at"],
        "certificate": certificate
        and {
            "code": certificate["code"],
            "url": f"/certificates/{certificate['code']}",
            "issued_at": certificate["issued_at"],
            "valid": certificate["revoked_at"] is None,
            "revoked_at": certificate["revoked_at"],
        },
        "seconds": row["seconds"],
        "resume": at and {"content_id": at, "position": held.progress.get(at, NOTHING_YET)["position"]},
        "left": left,
        "new_contents": len(left) if finished else 0,
        "contents": [_content_told(content, held.progress.get(content.id), opened) for content in version.contents],
    }


def _content_told(content: Content, row: db.Row | None, opened: Collection[int]) -> dict[str, Any]:
    if content.id not in opened:
        state = "locked"
    elif content.move_on == "NotApplicable" or (row and row["satisfied_at"]):
        state = "satisfied"
    else:
        state = "started" if row else "open"
    return (row or NOTHING_YET) | {
        "content_id": content.id,
        "title": content.title,
        "kind": content.kind,
        "section": content.section,
        "state": state,
        "rule": rules.in_words(content),
        "required": content.required,
        "move_on": content.move_on,
    }


def _locked(content: Content, missing: Sequence[Content]) -> Problem:
    return Problem(
        "content_locked",
        content_id=content.id,
        content_title=content.title,
        needed=", ".join(f"“{other.title}”" for other in missing),
        members={"missing": [{"content_id": other.id, "title": other.title} for other in missing]},
    )


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)
