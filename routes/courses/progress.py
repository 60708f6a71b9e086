"""A learner's way through a course: enrolling, progress, waivers."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Annotated, Any, Literal

from apiflask import APIBlueprint
from flask import g
from pydantic import AfterValidator, BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

import errors
import queries.courses.enrolments
import queries.courses.progress
from auth import signed_in
from domain.courses import Kind, MoveOn
from domain.courses.progress import EPOCH, Event
from routes.accounts import ownership
from routes.courses.certificates import Revocation
from web.openapi.field_types import Body, Id, Instant, Line, Message, Reply, problems

bp = APIBlueprint("learners", __name__, tag="learning")

TIMESTAMP = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)", re.ASCII)
DAY = 24 * 60 * 60


def _timestamp(value: Any) -> datetime:
    """A timestamp with its offset (RFC 3339), in UTC without a zone; a clock that was not set is in 1970."""
    try:
        if not TIMESTAMP.fullmatch(value.upper()):
            raise ValueError(value)
        timestamp = datetime.fromisoformat(value.upper())
    except (AttributeError, ValueError):
        raise PydanticCustomError("timestamp", "not an RFC 3339 timestamp") from None
    try:
        return max(timestamp.astimezone(UTC).replace(tzinfo=None), EPOCH)
    except OverflowError:
        return timestamp.replace(tzinfo=None)


def _visible_ascii(value: str) -> str:
    if not re.fullmatch(r"[!-~]{0,64}", value):
        raise PydanticCustomError("visit_name", "not visible ASCII")
    return value


class ProgressFields(Body):
    """What a device tells of one content."""

    completed: Annotated[
        bool, Field(description="It is done. false says nothing: what is done stays done. Of a quiz it says nothing.")
    ] = False
    percent: Annotated[
        int | None,
        Field(ge=0, le=100, description="How far; the greatest counts, and 100 is done. Of a quiz it says nothing."),
    ] = None
    position: Annotated[
        float | None,
        Field(
            ge=0,
            le=1e9,
            allow_inf_nan=False,
            description="Where to go on, such as seconds of a video; that of the latest `recorded_at` counts.",
        ),
    ] = None
    seconds: Annotated[
        int | None,
        Field(ge=0, le=DAY, description="Time spent in this visit so far; the greatest counts, visits are added up."),
    ] = None
    visit: Annotated[
        str,
        AfterValidator(_visible_ascii),
        Field(
            description="The device's own name for this visit of the content, so that two devices both count.",
            json_schema_extra={"pattern": "^[!-~]{0,64}$"},
        ),
    ] = ""
    recorded_at: Annotated[
        datetime | None,
        BeforeValidator(lambda value: None if value is None else _timestamp(value)),
        Field(description="The device's timestamp (RFC 3339); left out, or in the future, it is now."),
    ] = None

    def to_event(self, field: str, content_id: int | None) -> Event:
        """Return the event that `queries.courses.progress.record` takes."""
        return Event(
            field, content_id, self.completed, self.percent, self.position, self.seconds, self.visit, self.recorded_at
        )


class ProgressEvent(ProgressFields):
    content_id: Id


class ProgressUpdate(ProgressFields):
    """One content, several as `items`, or with `completed` alone the whole course."""

    content_id: Annotated[
        Id | None, Field(description="Left out beside `completed: true`: all that is completed by saying so.")
    ] = None
    items: Annotated[
        list[ProgressEvent] | None,
        Field(min_length=1, max_length=200, description="What was recorded meanwhile; taken whole or not at all."),
    ] = None

    @model_validator(mode="after")
    def is_one_of_three(self) -> ProgressUpdate:
        given = self.model_fields_set
        if self.items is not None and given != {"items"}:
            raise PydanticCustomError("one_of", "both", {"fields": "items / content_id"})
        of_content = {"percent", "position", "seconds", "visit"} & given
        if self.items is None and self.content_id is None and (of_content or not self.completed):
            raise PydanticCustomError("one_of", "neither", {"fields": "content_id / items / completed: true"})
        return self


class WaiverCreate(Body):
    content_id: Id
    reason: Annotated[Line, Field(max_length=500)]


class ResumePoint(Reply):
    content_id: int
    position: float | None


class IssuedCertificate(Reply):
    code: str
    url: str
    issued_at: Instant
    valid: Annotated[bool, Field(description="False once it was revoked.")]
    revoked_at: Instant | None


class ContentProgress(Reply):
    content_id: int
    title: str
    kind: Kind
    section: int
    state: Annotated[
        Literal["locked", "open", "started", "satisfied"],
        Field(description="What was begun stays open, and what was satisfied stays so, in later versions, too."),
    ]
    rule: Annotated[str, Field(description="When it is done, in words, by Accept-Language.")]
    required: bool
    move_on: MoveOn
    percent: int
    position: float | None
    seconds: int
    score: int | None
    completed_at: Instant | None
    passed_at: Instant | None
    waived_at: Instant | None
    satisfied_at: Instant | None


class CourseProgress(Reply):
    course_id: int
    title: str
    version: int
    enrolled_at: Instant
    started_at: Instant | None
    active_at: Instant | None
    percent: Annotated[int, Field(description="Of the required contents of this version; 100 for good once completed.")]
    completed: bool
    completed_at: Instant | None
    certificate: IssuedCertificate | None
    seconds: int
    resume: Annotated[ResumePoint | None, Field(description="Where to go on; null once completed.")]
    left: Annotated[list[int], Field(description="The required contents of this version that are not satisfied yet.")]
    new_contents: Annotated[int, Field(description="How many of these new after the learner had completed.")]
    contents: list[ContentProgress]


ALREADY_ENROLLED: dict[int | str, Any] = {
    200: {
        "description": "The caller was in it already",
        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/CourseProgress"}}},
    }
}


@bp.post("/<int:course_id>/enroll")
@bp.output(CourseProgress, 201)
@bp.doc(responses=ALREADY_ENROLLED)
@problems(403, 409)
@signed_in(scope="courses:write")
def enroll(course_id: int) -> Any:
    """Puts the caller into the course: 201, and 200 for who is in it already.

    A course that is sold wants its purchase first (403 `purchase_required` with `product_id`), one with prerequisites
    their completion (409 `prerequisites_missing` with `missing`). Who paid or was in it gets in whatever benew of it
    since, unless its owner took them out (403 `learner_removed`), and keeps what was learned.
    """
    caller = g.identity
    progress, new = queries.courses.enrolments.enrol(caller.user_id, course_id, caller.has_role("admin"))
    return localize_rules(progress), 201 if new else 200


@bp.delete("/<int:course_id>/enroll")
@bp.output({}, 204)
@signed_in(scope="courses:write")
def leave(course_id: int) -> tuple[str, int]:
    """Takes the caller out of the course; what was learned stays, and counts again for who comes back."""
    queries.courses.enrolments.leave(g.identity.user_id, course_id)
    return "", 204


@bp.get("/<int:course_id>/progress")
@bp.output(CourseProgress)
@signed_in(scope="courses:read")
def show_progress(course_id: int) -> dict[str, Any]:
    """The caller's progress in the newest version of the course, and where to go on."""
    return localize_rules(queries.courses.progress.get(g.identity.user_id, course_id))


@bp.post("/<int:course_id>/progress")
@bp.input(ProgressUpdate)
@bp.output(CourseProgress)
@problems(409)
@signed_in(scope="courses:write")
def record_progress(course_id: int, json_data: ProgressUpdate) -> dict[str, Any]:
    """Takes what a device tells of one content or of several (`items`), and answers with all of the progress.

    Nothing ever goes back: events may come late, twice, in any order and from several devices. Items are judged in the
    order of their `recorded_at`, so that one may open the next; a content that is not open yet is a 409
    `content_locked`, with what is `missing`, and then nothing is taken. `{"completed": true}` alone completes all that
    is completed by saying so; quizzes are `left`. The write that satisfies the last required content completes the
    course, and this answer carries the certificate.
    """
    if json_data.items is None:
        events = [json_data.to_event("content_id", json_data.content_id)]
    else:
        events = [
            item.to_event(f"items.{place}.content_id", item.content_id) for place, item in enumerate(json_data.items)
        ]
    return localize_rules(queries.courses.progress.record(g.identity.user_id, course_id, events))


@bp.post("/<int:course_id>/learners/<int:user_id>/waive")
@bp.input(WaiverCreate)
@bp.output(CourseProgress)
@signed_in(scope="courses:write")
def waive(course_id: int, user_id: int, json_data: WaiverCreate) -> dict[str, Any]:
    """Exempts a learner of an own course (an admin: of any) from a content for good; answers with their progress."""
    return localize_rules(
        queries.courses.progress.waive(
            course_id, ownership.of_courses(), user_id, json_data.content_id, json_data.reason, g.identity.user_id
        )
    )


@bp.delete("/<int:course_id>/learners/<int:user_id>")
@bp.input(Revocation)
@bp.output(Message)
@signed_in(scope="courses:write")
def remove_learner(course_id: int, user_id: int, json_data: Revocation) -> dict[str, Any]:
    """Takes a learner out of an own course (an admin: of any); they are told why, and what they learned stays.

    They can't come back by themselves; `PUT` lets them in again.
    """
    queries.courses.enrolments.remove(course_id, ownership.of_courses(), user_id, json_data.reason, g.identity.user_id)
    return {"msg": "The learner is out of the course."}


@bp.put("/<int:course_id>/learners/<int:user_id>")
@bp.output(CourseProgress)
@signed_in(scope="courses:write")
def readmit_learner(course_id: int, user_id: int) -> dict[str, Any]:
    """Lets somebody who was in an own course (an admin: in any) in again; answers with their progress."""
    return localize_rules(queries.courses.enrolments.readmit(course_id, ownership.of_courses(), user_id))


def localize_rules(progress: dict[str, Any]) -> dict[str, Any]:
    """The progress with its rules in the caller's language."""
    lang = errors.request_language()
    contents = [content | {"rule": getattr(content["rule"], lang)} for content in progress["contents"]]
    return progress | {"contents": contents}
