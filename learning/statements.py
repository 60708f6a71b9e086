"""What a learner did in a course as xAPI statements: pure.

Experience API 1.0.3, part two (https://github.com/adlnet/xAPI-Spec); the verbs and what belongs to them are those of
cmi5, section 9 (https://github.com/AICC/CMI-5_Spec_Current), where it has them. A statement is what its row says: it
has the same id whenever it is made, and never another meaning under that id.
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
VERBS: dict[str, tuple[str, str]] = {
    "registered": (f"{ADL}/registered", "mendaftar"),
    "initialized": (f"{ADL}/initialized", "memulai"),
    "completed": (f"{ADL}/completed", "menyelesaikan"),
    "passed": (f"{ADL}/passed", "lulus"),
    "failed": (f"{ADL}/failed", "tidak lulus"),
    "waived": (f"{CMI5}/waived", "dibebaskan dari"),
    "satisfied": (f"{CMI5}/satisfied", "memenuhi"),
    "earned": ("http://id.tincanapi.com/verb/earned", "memperoleh"),
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
    """Where statements are made (an origin), and what they are about: `contents` gives kind and title by id."""

    home: str
    id: int
    title: str
    language: str
    contents: Mapping[int, tuple[str, str | None]]

    @cached_property
    def namespace(self) -> UUID:
        return uuid5(NAMESPACE_URL, self.home)

    @property
    def activity(self) -> dict[str, Any]:
        return self._activity(f"courses/{self.id}", COURSE, self.title)

    def content(self, content_id: int) -> dict[str, Any]:
        kind, title = self.contents[content_id]
        return self._activity(f"courses/{self.id}/contents/{content_id}", KINDS[kind], title)

    def certificate(self, code: str, title: str) -> dict[str, Any]:
        return self._activity(f"certificates/{code}", CERTIFICATE, title)

    def _activity(self, path: str, type: str, title: str | None) -> dict[str, Any]:
        name = {"name": {self.language: title}} if title else {}
        return {"objectType": "Activity", "id": f"{self.home}/{path}", "definition": {"type": type, **name}}


def of_enrolment(
    course: Course, enrolment: Row, progress: Iterable[Row], attempts: Iterable[Row], certificate: Row | None
) -> list[Statement]:
    """All of one learner in the course, in the order in which it happened.

    Rows are those of the tables `enrolments`, `progress`, `quiz_attempts` (submitted ones, in their order) and
    `certificates` (one that is not revoked).
    """
    tried: dict[int, list[Row]] = {}
    for attempt in attempts:
        tried.setdefault(attempt["content_id"], []).append(attempt)
    found = [_of_course(course, enrolment, "registered", enrolment["enrolled_at"])]
    for row in progress:
        found += _of_content(course, enrolment, row, tried.get(row["content_id"], []))
    if completed_at := enrolment["completed_at"]:
        found.append(_of_course(course, enrolment, "completed", completed_at, result={"completion": True}))
        found.append(_of_course(course, enrolment, "satisfied", completed_at))
    if certificate:
        code = certificate["code"]
        earned = course.certificate(code, certificate["course_title"])
        found.append(_statement(course, enrolment, "earned", earned, certificate["issued_at"], f"certificates/{code}"))
    return sorted(found, key=lambda statement: statement["timestamp"])


def _of_course(course: Course, enrolment: Row, verb: str, moment: datetime, **more: Any) -> Statement:
    return _statement(course, enrolment, verb, course.activity, moment, f"enrolments/{enrolment['id']}", **more)


def _of_content(course: Course, enrolment: Row, row: Row, attempts: list[Row]) -> Iterator[Statement]:
    content, path = course.content(row["content_id"]), f"enrolments/{enrolment['id']}/contents/{row['content_id']}"

    def said(verb: str, moment: datetime, name: str = path, **result: Any) -> Statement:
        return _statement(course, enrolment, verb, content, moment, name, **({"result": result} if result else {}))

    # A row may begin with the waiver, which nobody who learns has begun.
    if row["started_at"] != row["waived_at"]:
        yield said("initialized", row["started_at"])
    if row["completed_at"]:
        yield said("completed", row["completed_at"], completion=True)
    passed = [attempt for attempt in attempts if attempt["passed"]]
    if passed:
        yield said("passed", passed[0]["submitted_at"], success=True, **_score(passed[0]["score"]))
    elif row["passed_at"]:
        # The best score may rise, and then it is told by a statement of its own.
        yield said("passed", row["passed_at"], f"{path}/{row['score']}", success=True, **_score(row["score"]))
    for attempt in attempts:
        if not attempt["passed"]:
            name = f"attempts/{attempt['id']}"
            yield said("failed", attempt["submitted_at"], name, success=False, **_score(attempt["score"]))
    if row["waived_at"]:
        yield said("waived", row["waived_at"], success=True, completion=True, extensions={REASON: row["waiver"]})


def _score(percent: int | None) -> dict[str, Any]:
    return {} if percent is None else {"score": {"scaled": percent / 100, "raw": percent, "min": 0, "max": 100}}


def _statement(
    course: Course, enrolment: Row, verb: str, about: dict[str, Any], moment: datetime, name: str, **more: Any
) -> Statement:
    iri, indonesian = VERBS[verb]
    context: dict[str, Any] = {
        "registration": str(uuid5(course.namespace, f"enrolments/{enrolment['id']}")),
        "platform": "Finenice",
        "language": course.language,
    }
    if about["id"] != course.activity["id"]:
        context["contextActivities"] = {"parent": [course.activity]}
    return {
        "id": str(uuid5(course.namespace, f"{name}/{verb}")),
        "actor": {
            "objectType": "Agent",
            "account": {"homePage": course.home, "name": str(enrolment["user_id"])},
        },
        "verb": {"id": iri, "display": {"en": verb, "id": indonesian}},
        "object": about,
        **more,
        "context": context,
        "timestamp": f"{moment:%Y-%m-%dT%H:%M:%S.%f}Z",
        "version": VERSION,
    }
