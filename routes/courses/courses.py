"""Courses: the public catalogue, published contents and versions, and changes by owners and admins."""

from __future__ import annotations

from hashlib import blake2b
from typing import Annotated, Any

from apiflask import APIBlueprint
from flask import Response, g
from pydantic import Field

import queries.courses.courses
import queries.courses.ownership
import queries.courses.versions
from auth import public, require_caller, role, signed_in
from domain.courses import Content, Kind, Language, MoveOn, completion_rules
from errors import request_language
from problems import Problem
from queries.courses.courses import Scope
from routes.accounts import ownership
from routes.courses.attempts import QuizLimits
from routes.courses.drafts import ClosedBecause, CourseDraft, File, draft_response
from web import paging, preconditions
from web.openapi.field_types import (
    Body,
    Id,
    Instant,
    Line,
    Message,
    NotNull,
    PartialUpdate,
    Prose,
    Reply,
    problems,
    sends_etag,
)

bp = APIBlueprint("courses", __name__, tag="courses")

Title = Annotated[Line, Field(max_length=200)]
Summary = Annotated[Prose, Field(max_length=500)]
Description = Annotated[Prose, Field(max_length=10_000, description="Markdown.")]
Sequential = Annotated[bool, Field(description="A content opens only when all required ones before it are satisfied.")]
ProductId = Annotated[
    Id | None,
    Field(description="Buying this product enrols the buyer, and it needs no stock; null: anyone may enrol."),
]
Listed = Annotated[bool, Field(description="False: closed to new learners; enrolled ones continue.")]
Required = Annotated[list[Id], Field(max_length=20, description="Courses to complete before enrolling.")]
Owner = Annotated[Id, Field(description="The author, besides admins; only admins set it.")]


class CourseCreate(Body):
    title: Title
    summary: Summary = ""
    description: Description = ""
    language: Language = "id"
    sequential: Sequential = False
    product_id: ProductId = None
    listed: Listed = True
    prerequisites: Required = []
    owner_id: Annotated[Id | None, Field(description="The author, besides admins; null: the caller.")] = None


class CourseUpdate(preconditions.Versioned, PartialUpdate):
    title: Annotated[Title, NotNull] = ""
    summary: Annotated[Summary, NotNull] = ""
    description: Annotated[Description, NotNull] = ""
    language: Annotated[Language, NotNull] = "id"
    sequential: Annotated[Sequential, NotNull] = False
    product_id: ProductId = None
    listed: Annotated[Listed, NotNull] = True
    prerequisites: Annotated[Required, NotNull] = []
    owner_id: Annotated[Owner, NotNull] = 0


class CourseAuthor(Reply):
    id: int
    name: str


class CourseProduct(CourseAuthor):
    price: int


class Course(Reply):
    id: int
    title: str
    summary: str
    language: str
    sequential: bool
    owner: CourseAuthor
    open: Annotated[bool, Field(description="Open to new learners.")]
    closed_because: ClosedBecause
    version: Annotated[int | None, Field(description="The number of the published version, null before the first.")]
    published_at: Instant | None
    sections: int
    contents: int
    minutes: Annotated[int, Field(description="The total time of the contents that state one.")]
    product: Annotated[
        CourseProduct | None,
        Field(description="The product to buy to enrol, if one is sold."),
    ]
    enrolled: Annotated[bool, Field(description="You are enrolled.")]
    percent: Annotated[int | None, Field(description="Your progress.")]
    completed_at: Instant | None


class Courses(paging.NumberedPage):
    courses: list[Course]


class CourseQuery(paging.PageOrCursorQuery):
    scope: Annotated[
        Scope,
        Field(description="Open courses, those you are enrolled in, your own, all, or deleted ones (admins)."),
    ] = "open"


class OutlineContent(Reply):
    id: int
    kind: Kind
    title: str
    required: bool
    move_on: MoveOn
    mastery_score: int | None
    minutes: int | None
    rule: Annotated[str, Field(description="The rule that completes it, by Accept-Language.")]
    prerequisites: Annotated[list[int], Field(description="The contents to satisfy first.")]


class OutlineSection(Reply):
    title: str
    contents: list[OutlineContent]


class Reason(Body):
    """Why somebody loses what they had."""

    reason: Annotated[Line, Field(max_length=500, description="Sent by e-mail to the person concerned.")]


class CourseReference(Reply):
    id: int
    title: str


class CourseOutline(Course):
    description_html: str
    prerequisites: Annotated[list[CourseReference], Field(description="The courses to complete before enrolling.")]
    outline: list[OutlineSection]


class CourseVersion(Reply):
    number: int
    title: str
    contents: int
    published_at: Instant
    published_by: CourseAuthor


class CourseVersions(paging.CursorPage):
    versions: list[CourseVersion]


class CourseVersionDetail(CourseVersion):
    summary: str
    description_html: str
    language: str
    sequential: bool
    prerequisites: list[CourseReference]
    outline: list[OutlineSection]


class PublishedContent(Reply):
    id: int
    version: int
    kind: Kind
    title: str
    body: Annotated[str, Field(description="The Markdown of a text, the URL of a video, the description of a file.")]
    html: Annotated[str, Field(description="The rendered Markdown, sanitized.")]
    file: File | None
    quiz: Annotated[QuizLimits | None, Field(description="The limits of a quiz.")]


@bp.get("")
@bp.doc(operation_id="courses_list")
@bp.input(CourseQuery, location="query")
@bp.output(Courses)
@problems(401, 403)
@public(scope="courses:read")
def list_courses(query_data: CourseQuery) -> dict[str, Any]:
    """List courses, newest first, by page number or by cursor."""
    viewer = ownership.viewer()
    if query_data.scope != "open":
        require_caller()
    if query_data.scope in ("all", "deleted") and not viewer.admin:
        raise Problem("forbidden", roles="admin")
    before = query_data.after_id()
    rows = queries.courses.courses.page(query_data.scope, viewer, query_data.limit, query_data.offset, before)
    total = queries.courses.courses.count(query_data.scope, viewer)
    return paging.numbered_page("courses", rows, total, query_data, paging.by_id)


@bp.post("")
@bp.doc(operation_id="courses_create")
@bp.input(CourseCreate)
@bp.output(CourseDraft, 201)
@sends_etag
@role("admin", scope="courses:write")
def create_course(json_data: CourseCreate) -> Any:
    """Create a course as a draft that only its owner and admins see."""
    fields = json_data.model_dump()
    return draft_response(
        queries.courses.courses.add({**fields, "owner_id": fields["owner_id"] or g.identity.user_id}), 201
    )


@bp.get("/<int:course_id>")
@bp.doc(operation_id="courses_show")
@bp.output(CourseOutline)
@problems(304)
@public(scope="courses:read")
def show_course(course_id: int) -> Response:
    """Return the outline of the published version.

    A closed course is visible to enrolled learners, its owner and admins.
    """
    row = queries.courses.courses.get(course_id, ownership.viewer())
    found = {**row, **queries.courses.courses.NO_CONTENTS, "outline": [], "prerequisites": []}
    if row["version_id"] is not None:
        version = queries.courses.versions.get(row["version_id"])
        found["outline"] = _outline(version.contents)
        found["prerequisites"] = queries.courses.courses.titles(version.prerequisites)
        found["sections"], found["contents"] = len(found["outline"]), len(version.contents)
        found["minutes"] = sum(content.minutes or 0 for content in version.contents)
    body = CourseOutline.model_validate(found).model_dump_json().encode()
    # The caller's progress and the product's price change without a new version.
    response = Response(body, mimetype="application/json")
    response.vary.add("Accept-Language")
    return preconditions.with_etag(response, row["version_id"] or 0, f"-{blake2b(body, digest_size=8).hexdigest()}")


@bp.route("/<int:course_id>", methods=["PUT", "PATCH"])
@bp.doc(operation_id="courses_update")
@bp.input(preconditions.IfMatch, location="headers")
@bp.input(CourseUpdate)
@bp.output(CourseDraft)
@sends_etag
@problems(403, 409, 412)
@signed_in(scope="courses:write")
def update_course(course_id: int, headers_data: preconditions.IfMatch, json_data: CourseUpdate) -> Any:
    """Update the given fields of your course's draft (admins: of any course). Learners see them once published.

    `product_id`, `listed` and `owner_id` take effect at once. A published course with buyers must keep a product (409
    `course_has_buyers`); if another replaces it, the buyers of the old one are enrolled. A product that no longer sells
    a course becomes inactive. `If-Match` takes the ETag of the draft.
    """
    fields = json_data.model_dump(exclude_unset=True)
    admin = g.identity.has_role("admin")
    if "owner_id" in fields and not admin:
        raise Problem("forbidden", roles="admin")
    return draft_response(
        queries.courses.courses.update(course_id, ownership.of_courses(), fields, admin, headers_data.versions)
    )


@bp.delete("/<int:course_id>")
@bp.doc(operation_id="courses_delete")
@bp.input(preconditions.IfMatch, location="headers")
@bp.output(Message)
@problems(409, 412)
@signed_in(scope="courses:write")
def delete_course(course_id: int, headers_data: preconditions.IfMatch) -> dict[str, Any]:
    """Delete your course (admins: any course): hide it from all but its enrolled learners.

    A course with buyers is a 409 `course_has_buyers`; close it with `listed: false`. An admin can restore a deleted
    course.
    """
    queries.courses.courses.delete(course_id, ownership.of_courses(), headers_data.versions)
    return {"msg": "The course is deleted."}


@bp.post("/<int:course_id>/restore")
@bp.doc(operation_id="courses_restore")
@bp.output(CourseDraft)
@sends_etag
@role("admin", scope="courses:write")
def restore_course(course_id: int) -> Any:
    """Restore a deleted course."""
    return draft_response(queries.courses.courses.restore(course_id))


@bp.get("/<int:course_id>/contents/<int:content_id>")
@bp.doc(operation_id="courses_show_content")
@bp.output(PublishedContent)
@problems(403, 409)
@signed_in(scope="courses:read")
def show_content(course_id: int, content_id: int) -> dict[str, Any]:
    """Return a content of the published version; for enrolled learners, the course's owner and admins.

    Start an attempt to get the questions of a quiz.
    """
    return queries.courses.courses.content(course_id, content_id, ownership.viewer())


@bp.get("/<int:course_id>/versions")
@bp.doc(operation_id="courses_list_versions")
@bp.input(paging.CursorQuery, location="query")
@bp.output(CourseVersions)
@signed_in(scope="courses:read")
def list_versions(course_id: int, query_data: paging.CursorQuery) -> dict[str, Any]:
    """List the published versions of your course (admins: of any course), newest first."""
    queries.courses.ownership.require_owner(course_id, ownership.of_courses())
    before = query_data.after_id()
    rows = queries.courses.versions.page(course_id, query_data.limit, before)
    return paging.cursor_page("versions", rows, query_data, lambda row: (row["number"],))


@bp.get("/<int:course_id>/versions/<int:number>")
@bp.doc(operation_id="courses_show_version")
@bp.output(CourseVersionDetail)
@signed_in(scope="courses:read")
def show_version(course_id: int, number: int) -> dict[str, Any]:
    """Return one version of your course (admins: of any course)."""
    queries.courses.ownership.require_owner(course_id, ownership.of_courses())
    row = queries.courses.versions.find(course_id, number)
    version = queries.courses.versions.get(row["id"])
    required = queries.courses.courses.titles(version.prerequisites)
    return {**row, "prerequisites": required, "outline": _outline(version.contents)}


def _outline(contents: tuple[Content, ...]) -> list[dict[str, Any]]:
    sections: dict[int, dict[str, Any]] = {}
    for content in contents:
        section = sections.setdefault(content.section, {"title": content.section_title, "contents": []})
        section["contents"].append(
            {**vars(content), "rule": getattr(completion_rules.describe(content), request_language())}
        )
    return list(sections.values())
