"""An enrolment with its progress: merging of new progress, the rows to write, and the API's representation. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, NamedTuple

from domain.commerce.days import day
from domain.courses import Content, Version, completion_rules
from domain.courses.progress import EPOCH, Position, Progress

Row = dict[str, Any]

# The columns of `progress` that an update may change.
UPDATABLE_COLUMNS = (
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
PROGRESS_COLUMNS = ("enrolment_id", "content_id", "started_at", *UPDATABLE_COLUMNS)
NO_PROGRESS: Row = dict.fromkeys(PROGRESS_COLUMNS) | {"percent": 0, "seconds": 0}


class CountDelta(NamedTuple):
    """What a change adds to the counters of a content."""

    started: int
    satisfied: int
    seconds: int


@dataclass
class Changes:
    """The rows to write after a merge."""

    # Each row of progress before (None: it is new) and after.
    rows: list[tuple[Row | None, Row]] = field(default_factory=list)
    # (content id, visit, seconds)
    visits: list[tuple[int, str, int]] = field(default_factory=list)
    counts: dict[int, CountDelta] = field(default_factory=dict)
    # The enrolment becomes complete.
    completes: bool = False
    # The learner was not active on this day before.
    is_new_day: bool = False


@dataclass
class Enrolment:
    """An enrolment: its row, the published version of its course, and its rows of progress by content id.

    `now` is not before any timestamp of the enrolment.
    """

    row: Row
    version: Version
    progress: dict[int, Row]
    now: datetime

    @classmethod
    def from_rows(cls, rows: Sequence[Row], version: Version, now: datetime) -> Enrolment:
        """Return the enrolment of joined rows: one for each row of progress, or a single one without progress."""
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
            each["content_id"]: {column: each[column] for column in PROGRESS_COLUMNS}
            for each in rows
            if each["content_id"] is not None
        }
        # The clocks of several hosts differ, but the timestamps of an enrolment never go back.
        return cls(row, version, progress, max(now, row["active_at"] or row["enrolled_at"]))

    @property
    def is_completed(self) -> bool:
        return self.row["completed_at"] is not None

    @property
    def satisfied(self) -> set[int]:
        return {content_id for content_id, row in self.progress.items() if row["satisfied_at"] is not None}

    @property
    def open_contents(self) -> set[int]:
        return completion_rules.open_contents(self.version, self.satisfied, self.progress)

    def merge(
        self,
        gains: Mapping[int, Progress],
        retired: Mapping[int, Content],
        visits: Mapping[int, Mapping[str, int]],
        by_learner: bool = True,
    ) -> Changes:
        """Merge the gains into the enrolment and return the rows to write.

        `visits` has the stored seconds of the visits in the gains. A change that is not `by_learner` counts neither as
        a day of learning nor as the last activity.
        """
        changes = Changes()
        last = self._last_content(gains)
        for content_id, gain in sorted(gains.items()):
            content = self.version.by_id.get(content_id) or retired[content_id]
            self._merge_content(content, gain, visits.get(content_id, {}), changes)
        if changes.rows:
            self.progress |= {row["content_id"]: row for _, row in changes.rows}
            self._update_row(changes, last, by_learner)
        return changes

    def _merge_content(self, content: Content, gain: Progress, visits: Mapping[str, int], changes: Changes) -> None:
        before, now = self.progress.get(content.id), self.now
        row = before or {**NO_PROGRESS, "enrolment_id": self.row["id"], "content_id": content.id, "started_at": now}
        known = progress_of(row, visits)
        merged = known.merge(gain.clamp(now))
        merged = replace(merged, visits=self._limit_time(known.visits, merged.visits, changes))
        if before is not None and merged == known:
            return
        changes.visits += [
            (content.id, visit, seconds)
            for visit, seconds in sorted(merged.visits.items())
            if seconds != known.visits.get(visit)
        ]
        seconds = sum(merged.visits.values()) - sum(known.visits.values())
        satisfies = row["satisfied_at"] is None and completion_rules.is_satisfied(
            content.move_on, merged.completed, merged.passed, merged.waived
        )
        after = {
            **row,
            "percent": merged.percent,
            "position": merged.position and merged.position.value,
            "positioned_at": merged.position and merged.position.at,
            "seconds": row["seconds"] + seconds,
            "score": merged.score,
            "completed_at": row["completed_at"] or (now if merged.completed else None),
            "passed_at": row["passed_at"] or (now if merged.passed else None),
            "waived_at": row["waived_at"] or (now if merged.waived else None),
            "satisfied_at": now if satisfies else row["satisfied_at"],
            "updated_at": merged.at,
        }
        changes.rows.append((before, after))
        changes.counts[content.id] = CountDelta(int(before is None), int(satisfies), seconds)

    def _limit_time(self, known: Mapping[str, int], visits: Mapping[str, int], changes: Changes) -> dict[str, int]:
        """Return the visits with no more new seconds in all than have passed since the enrolment.

        Time spent offline has passed, too, so only invented time is cut. A visit that reports it again later gets what
        has passed meanwhile.
        """
        counted = self.row["seconds"] + sum(count.seconds for count in changes.counts.values())
        left = max(0, int((self.now - self.row["enrolled_at"]).total_seconds()) - counted)
        limited = {}
        for visit, seconds in sorted(visits.items()):
            before = known.get(visit, 0)
            added = min(seconds - before, left)
            limited[visit], left = before + added, left - added
        return limited

    def _last_content(self, gains: Mapping[int, Progress]) -> int | None:
        """Return the content of the latest activity by the clocks of the devices, independent of the arrival order."""

        def recorded(content_id: int, at: datetime) -> tuple[datetime, int, int]:
            content = self.version.by_id.get(content_id)
            return at, content.place if content else 0, content_id

        activities = [recorded(content_id, min(gain.at, self.now)) for content_id, gain in gains.items()]
        if (last := self.row["content_id"]) is not None:
            activities.append(recorded(last, self.progress[last]["updated_at"]))
        return max(activities)[2] if activities else None

    def _update_row(self, changes: Changes, last: int | None, by_learner: bool) -> None:
        row, now, active_at = self.row, self.now, self.row["active_at"]
        row["seconds"] += sum(count.seconds for count in changes.counts.values())
        if by_learner:
            row |= {"content_id": last, "started_at": row["started_at"] or now, "active_at": now}
        if row["completed_at"] is None:
            row["percent"] = completion_rules.percent(self.version, self.satisfied)
            if row["percent"] == 100:
                row["completed_at"], changes.completes = now, True
        changes.is_new_day = by_learner and (active_at is None or day(active_at) != day(now))


def progress_of(row: Row, visits: Mapping[str, int] | None = None) -> Progress:
    """Return a row of progress as a `Progress` with the given visits."""
    return Progress(
        at=row["updated_at"] or EPOCH,
        completed=row["completed_at"] is not None,
        passed=row["passed_at"] is not None,
        waived=row["waived_at"] is not None,
        percent=row["percent"],
        score=row["score"],
        position=None if row["position"] is None else Position(row["positioned_at"], row["position"]),
        visits=visits or {},
    )


def serialize(enrolment: Enrolment, certificate: Row | None) -> dict[str, Any]:
    """Return the enrolment as the API shows it. `rule` of each content has both languages."""
    row, version, satisfied, opened = enrolment.row, enrolment.version, enrolment.satisfied, enrolment.open_contents
    completed = enrolment.is_completed
    resume = None if completed else completion_rules.resume_content(version, row["content_id"], satisfied, opened)
    left = [content.id for content in version.contents if content.id in version.mandatory_ids - satisfied]
    return {
        "course_id": row["course_id"],
        "title": version.title,
        "version": version.number,
        "enrolled_at": row["enrolled_at"],
        "started_at": row["started_at"],
        "active_at": row["active_at"],
        "percent": row["percent"],
        "completed": completed,
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
        "resume": resume
        and {"content_id": resume, "position": enrolment.progress.get(resume, NO_PROGRESS)["position"]},
        "left": left,
        "new_contents": len(left) if completed else 0,
        "contents": [
            _serialize_content(content, enrolment.progress.get(content.id), opened) for content in version.contents
        ],
    }


def _serialize_content(content: Content, row: Row | None, opened: Collection[int]) -> dict[str, Any]:
    if content.id not in opened:
        state = "locked"
    elif content.move_on == "NotApplicable" or (row and row["satisfied_at"]):
        state = "satisfied"
    else:
        state = "started" if row else "open"
    return (row or NO_PROGRESS) | {
        "content_id": content.id,
        "title": content.title,
        "kind": content.kind,
        "section": content.section,
        "state": state,
        "rule": completion_rules.describe(content),
        "required": content.required,
        "move_on": content.move_on,
    }
