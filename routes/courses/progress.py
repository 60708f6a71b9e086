"""Progress of learners, and waivers."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from apiflask import APIBlueprint
from flask import g
from pydantic import AfterValidator, Field, model_validator
from pydantic_core import PydanticCustomError

import errors
import queries.courses.attempts
import queries.courses.progress
from auth import signed_in
from domain.courses import Kind, MoveOn
from domain.courses.progress import Event
from routes.accounts import ownership
from web.openapi.field_types import Body, Id, Instant, Line, Moment, Reply, problems

bp = APIBlueprint("progress", __name__, tag="learning")

DAY = 24 * 60 * 60


def _visible_ascii(value: str) -> str:
    if not re.fullmatch(r"[!-~]{0,64}", value):
        raise PydanticCustomError("visit_name", "not visible ASCII")
    return value


class ProgressFields(Body):
    """The progress of one content as a device reports it."""

    completed: Annotated[
        bool, Field(description="The content is completed. false changes nothing. Ignored for a quiz.")
    ] = False
    percent: Annotated[
        int | None,
        Field(
            ge=0,
            le=100,
            description="The percentage; the greatest value counts, and 100 completes the content. Ignored for a quiz.",
        ),
    ] = None
    position: Annotated[
        float | None,
        Field(
            ge=0,
            le=1e9,
            allow_inf_nan=False,
            description="Where to resume, such as seconds of a video; the one with the latest `recorded_at` counts.",
        ),
    ] = None
    seconds: Annotated[
        int | None,
        Field(
            ge=0,
            le=DAY,
            description="Time spent in this visit so far, also offline; the greatest value counts, and visits add up. "
            "All of them count for at most the time since the enrolment.",
        ),
    ] = None
    visit: Annotated[
        str,
        AfterValidator(_visible_ascii),
        Field(
            description="The device's own name for this visit of the content, so that the time of two devices adds up.",
            json_schema_extra={"pattern": "^[!-~]{0,64}$"},
        ),
    ] = ""
    recorded_at: Annotated[
        Moment | None,
        Field(description="The device's time (RFC 3339); omitted or in the future it is now."),
    ] = None

    def to_event(self, field: str, content_id: int | None) -> Event:
        """Return the event that `queries.courses.progress.record` takes."""
        return Event(
            field, content_id, self.completed, self.percent, self.position, self.seconds, self.visit, self.recorded_at
        )


class ProgressEvent(ProgressFields):
    """A recorded event of one content."""

    content_id: Id


class ProgressUpdate(ProgressFields):
    """One content, several as `items`, or the whole course with `completed` alone."""

    content_id: Annotated[
        Id | None, Field(description="Omit it with `completed: true` to complete all contents but quizzes.")
    ] = None
    items: Annotated[
        list[ProgressEvent] | None,
        Field(min_length=1, max_length=200, description="Events recorded offline; all of them are stored or none."),
    ] = None

    @model_validator(mode="after")
    def check_form(self) -> ProgressUpdate:
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
    valid: Annotated[bool, Field(description="False if revoked.")]
    revoked_at: Instant | None


class ContentProgress(Reply):
    content_id: int
    title: str
    kind: Kind
    section: int
    state: Annotated[
        Literal["locked", "open", "started", "satisfied"],
        Field(description="Started contents stay open and satisfied ones satisfied, also in later versions."),
    ]
    rule: Annotated[str, Field(description="The rule that completes it, by Accept-Language.")]
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
    percent: Annotated[
        int, Field(description="The percentage of this version's required contents; it stays 100 once completed.")
    ]
    completed: bool
    completed_at: Instant | None
    certificate: IssuedCertificate | None
    seconds: int
    resume: Annotated[ResumePoint | None, Field(description="Where to resume; null once completed.")]
    left: Annotated[list[int], Field(description="This version's required contents that are not satisfied yet.")]
    new_contents: Annotated[
        int, Field(description="How many of these were added after the learner completed the course.")
    ]
    contents: list[ContentProgress]


@bp.get("/<int:course_id>/progress")
@bp.doc(operation_id="progress_show")
@bp.output(CourseProgress)
@signed_in(scope="courses:read")
def show_progress(course_id: int) -> dict[str, Any]:
    """Return your progress in the newest version of the course, and where to resume.

    This submits quiz attempts whose time has ended, with their saved answers.
    """
    queries.courses.attempts.settle(g.identity.user_id, course_id)
    return localize_rules(queries.courses.progress.get(g.identity.user_id, course_id))


@bp.post("/<int:course_id>/progress")
@bp.doc(operation_id="progress_record")
@bp.input(ProgressUpdate)
@bp.output(CourseProgress)
@problems(409)
@signed_in(scope="courses:write")
def record_progress(course_id: int, json_data: ProgressUpdate) -> dict[str, Any]:
    """Record progress of one content or of several (`items`), and return all of your progress.

    Progress never goes back: requests may arrive late, repeated, in any order and from several devices. Items are
    processed in the order of their `recorded_at`, so that one may open the next; a locked content is a 409
    `content_locked` with the `missing` contents, and then nothing is stored. `{"completed": true}` alone completes all
    contents but quizzes, which stay in `left`. The request that satisfies the last required content completes the
    course, and its response has the certificate.
    """
    if json_data.items is None:
        events = [json_data.to_event("content_id", json_data.content_id)]
    else:
        events = [
            item.to_event(f"items.{place}.content_id", item.content_id) for place, item in enumerate(json_data.items)
        ]
    return localize_rules(queries.courses.progress.record(g.identity.user_id, course_id, events))


@bp.post("/<int:course_id>/learners/<int:user_id>/waive")
@bp.doc(operation_id="progress_waive")
@bp.input(WaiverCreate)
@bp.output(CourseProgress)
@signed_in(scope="courses:write")
def waive(course_id: int, user_id: int, json_data: WaiverCreate) -> dict[str, Any]:
    """Waive a content for a learner of your course (admins: of any course), for good. Return their progress."""
    return localize_rules(
        queries.courses.progress.waive(
            course_id, ownership.of_courses(), user_id, json_data.content_id, json_data.reason, g.identity.user_id
        )
    )


def localize_rules(progress: dict[str, Any]) -> dict[str, Any]:
    """Return the progress with its rules in the caller's language."""
    lang = errors.request_language()
    contents = [content | {"rule": getattr(content["rule"], lang)} for content in progress["contents"]]
    return progress | {"contents": contents}
