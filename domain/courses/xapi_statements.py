"""Learning records of a course as xAPI statements. Pure.

Experience API 1.0.3, part two (https://github.com/adlnet/xAPI-Spec); verbs and their properties follow cmi5, section 9
(https://github.com/AICC/CMI-5_Spec_Current), where it defines them. A statement is derived from its row: its id is
stable and never gets another meaning.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

VERSION = "1.0.3"
ADL, CMI5 = "http://adlnet.gov/expapi/verbs", "https://w3id.org/xapi/adl/verbs"
VERBS = {
    name: {"id": iri, "display": {"en": name, "id": indonesian}}
    for name, iri, indonesian in (
        ("registered", f"{ADL}/registered", "mendaftar"),
        ("initialized", f"{ADL}/initialized", "memulai"),
        ("completed", f"{ADL}/completed", "menyelesaikan"),
        ("passed", f"{ADL}/passed", "lulus"),
        ("failed", f"{ADL}/failed", "tidak lulus"),
        ("waived", f"{CMI5}/waived", "dibebaskan dari"),
        ("satisfied", f"{CMI5}/satisfied", "memenuhi"),
        ("earned", "http://id.tincanapi.com/verb/earned", "memperoleh"),
    )
}
COURSE = "https://w3id.org/xapi/cmi5/activitytype/course"
CERTIFICATE = "https://www.opigno.org/en/tincan_registry/activity_type/certificate"
KINDS = {
    "text": "http://activitystrea.ms/schema/1.0/article",
    "video": "https://w3id.org/xapi/video/activity-type/video",
    "file": "http://activitystrea.ms/schema/1.0/file",
    "quiz": "http://adlnet.gov/expapi/activities/assessment",
}
REASON = "https://w3id.org/xapi/cmi5/result/extensions/reason"

Row = Mapping[str, Any]
Statement = dict[str, Any]


@dataclass(frozen=True)
class Course:
    """The course of the statements: its origin (`home`), and the kind and title of its contents by id.

    Statements share parts of this object, so they must not be modified.
    """

    home: str
    id: int
    title: str
    language: str
    contents: Mapping[int, tuple[str, str | None]]

    @cached_property
    def namespace(self) -> UUID:
        return uuid5(NAMESPACE_URL, self.home)

    @cached_property
    def activity(self) -> dict[str, Any]:
        return self._activity(f"courses/{self.id}", COURSE, self.title)

    @cached_property
    def activities(self) -> dict[int, dict[str, Any]]:
        """The contents as activities, by id."""
        return {
            content_id: self._activity(f"courses/{self.id}/contents/{content_id}", KINDS[kind], title)
            for content_id, (kind, title) in self.contents.items()
        }

    def certificate(self, code: str, title: str) -> dict[str, Any]:
        return self._activity(f"certificates/{code}", CERTIFICATE, title)

    def _activity(self, path: str, type: str, title: str | None) -> dict[str, Any]:
        name = {"name": {self.language: title}} if title else {}
        return {"objectType": "Activity", "id": f"{self.home}/{path}", "definition": {"type": type, **name}}


def build_statements(
    course: Course, enrolment: Row, progress: Iterable[Row], attempts: Iterable[Row], certificate: Row | None
) -> list[Statement]:
    """Return all statements of one learner in the course, in the order of time.

    The rows are those of the tables `enrolments`, `progress`, `quiz_attempts` (submitted ones, in order) and
    `certificates` (one that is not revoked).
    """
    learner = _Learner(course, enrolment)
    attempts_of: dict[int, list[Row]] = {}
    for attempt in attempts:
        attempts_of.setdefault(attempt["content_id"], []).append(attempt)
    found = [learner.statement("registered", course.activity, enrolment["enrolled_at"], learner.path)]
    for row in progress:
        found += _content_statements(learner, row, attempts_of.get(row["content_id"], []))
    if completed_at := enrolment["completed_at"]:
        found.append(learner.statement("completed", course.activity, completed_at, learner.path, completion=True))
        found.append(learner.statement("satisfied", course.activity, completed_at, learner.path))
    if certificate:
        code, issued_at = certificate["code"], certificate["issued_at"]
        earned = course.certificate(code, certificate["course_title"])
        found.append(learner.statement("earned", earned, issued_at, f"certificates/{code}"))
    return sorted(found, key=lambda statement: statement["timestamp"])


def _content_statements(learner: _Learner, row: Row, attempts: list[Row]) -> Iterator[Statement]:
    content, path = learner.course.activities[row["content_id"]], f"{learner.path}/contents/{row['content_id']}"

    def statement(verb: str, moment: datetime, name: str = path, **result: Any) -> Statement:
        return learner.statement(verb, content, moment, name, **result)

    # A row that starts with its waiver is not a start of learning.
    if row["started_at"] != row["waived_at"]:
        yield statement("initialized", row["started_at"])
    if row["completed_at"]:
        yield statement("completed", row["completed_at"], completion=True)
    passed = next((attempt for attempt in attempts if attempt["passed"]), None)
    if passed:
        yield statement("passed", passed["submitted_at"], success=True, **_score(passed["score"]))
    elif row["passed_at"]:
        # A better score later gets a statement of its own.
        yield statement("passed", row["passed_at"], f"{path}/{row['score']}", success=True, **_score(row["score"]))
    for attempt in attempts:
        if not attempt["passed"]:
            name = f"attempts/{attempt['id']}"
            yield statement("failed", attempt["submitted_at"], name, success=False, **_score(attempt["score"]))
    if row["waived_at"]:
        yield statement("waived", row["waived_at"], success=True, completion=True, extensions={REASON: row["waiver"]})


class _Learner:
    """A learner, identified only by the number of their account."""

    def __init__(self, course: Course, enrolment: Row) -> None:
        self.course = course
        self.path = f"enrolments/{enrolment['id']}"
        self.actor = {
            "objectType": "Agent",
            "account": {"homePage": course.home, "name": str(enrolment["user_id"])},
        }
        self.context = {
            "registration": str(uuid5(course.namespace, self.path)),
            "platform": "Finenice",
            "language": course.language,
        }

    def statement(self, verb: str, about: dict[str, Any], moment: datetime, name: str, **result: Any) -> Statement:
        """Return a statement about an activity; `name` and the verb make it unique."""
        parent = {} if about is self.course.activity else {"contextActivities": {"parent": [self.course.activity]}}
        return {
            "id": str(uuid5(self.course.namespace, f"{name}/{verb}")),
            "actor": self.actor,
            "verb": VERBS[verb],
            "object": about,
            **({"result": result} if result else {}),
            "context": self.context | parent,
            "timestamp": f"{moment.isoformat(timespec='microseconds')}Z",
            "version": VERSION,
        }


def _score(percent: int | None) -> dict[str, Any]:
    return {} if percent is None else {"score": {"scaled": percent / 100, "raw": percent, "min": 0, "max": 100}}
