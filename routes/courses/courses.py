"""Courses: everybody finds them, who is in one reads it, its owner and admins write it."""

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
from routes.courses.drafts import ClosedBecause, CourseDraft, File, with_etag
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
Sequential = Annotated[bool, Field(description="Whether a content opens only when those before it are done.")]
ProductId = Annotated[
    Id | None,
    Field(
        description="Who buys this product is in the course by that, and it needs no stock; null: everybody may enrol."
    ),
]
Listed = Annotated[bool, Field(description="False: takes no new learners; those who are in go on.")]
Required = Annotated[list[Id], Field(max_length=20, description="Courses to complete before one may enrol.")]
Owner = Annotated[Id, Field(description="Who writes it, besides admins; an admin names them.")]


class CourseCreate(Body):
    title: Title
    summary: Summary = ""
    description: Description = ""
    language: Language = "id"
    sequential: Sequential = False
    product_id: ProductId = None
    listed: Listed = True
    prerequisites: Required = []
    owner_id: Annotated[Id | None, Field(description="Who writes it, besides admins; null: the caller.")] = None


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
    open: Annotated[bool, Field(description="Whether it takes new learners.")]
    closed_because: ClosedBecause
    version: Annotated[int | None, Field(description="The number of the published version, null before the first.")]
    published_at: Instant | None
    sections: int
    contents: int
    minutes: Annotated[int, Field(description="How long the contents take together, as far as they say.")]
    product: Annotated[CourseProduct | None, Field(description="What has to be bought to enrol.")]
    enrolled: Annotated[bool, Field(description="Whether the caller is in it.")]
    percent: Annotated[int | None, Field(description="How far the caller is.")]
    completed_at: Instant | None


class Courses(paging.NumberedPage):
    courses: list[Course]


class CourseQuery(paging.PageOrCursorQuery):
    scope: Annotated[
        Scope,
        Field(description="What takes learners; what the caller is in; what they own; all, or deleted (for admins)."),
    ] = "open"


class OutlineContent(Reply):
    id: int
    kind: Kind
    title: str
    required: bool
    move_on: MoveOn
    mastery_score: int | None
    minutes: int | None
    rule: Annotated[str, Field(description="When it is done, by Accept-Language.")]
    prerequisites: Annotated[list[int], Field(description="The contents to do first.")]


class OutlineSection(Reply):
    title: str
    contents: list[OutlineContent]


class CourseReference(Reply):
    id: int
    title: str


class CourseOutline(Course):
    description_html: str
    prerequisites: Annotated[list[CourseReference], Field(description="The courses to complete before one may enrol.")]
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
    body: Annotated[str, Field(description="A text's Markdown, a video's address, what is said of a file.")]
    html: Annotated[str, Field(description="What the Markdown looks like, with nothing in it that a browser runs.")]
    file: File | None
    quiz: Annotated[QuizLimits | None, Field(description="What a quiz allows, before an attempt is begun.")]


@bp.get("")
@bp.input(CourseQuery, location="query")
@bp.output(Courses)
@problems(401, 403)
@public(scope="courses:read")
def list_courses(query_data: CourseQuery) -> dict[str, Any]:
    """Courses, newest first, by page number or by cursor."""
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
@bp.input(CourseCreate)
@bp.output(CourseDraft, 201)
@sends_etag
@role("admin", scope="courses:write")
def create_course(json_data: CourseCreate) -> Any:
    """Adds a course, as a draft that nobody but its owner and admins see."""
    fields = json_data.model_dump()
    return with_etag(queries.courses.courses.add({**fields, "owner_id": fields["owner_id"] or g.identity.user_id}), 201)


@bp.get("/<int:course_id>")
@bp.output(CourseOutline)
@problems(304)
@public(scope="courses:read")
def show_course(course_id: int) -> Response:
    """The outline of the published version. One that takes no learners is there for who is in it and who writes it."""
    row = queries.courses.courses.get(course_id, ownership.viewer())
    found = {**row, **queries.courses.courses.NO_CONTENTS, "outline": [], "prerequisites": []}
    if row["version_id"] is not None:
        version = queries.courses.versions.get(row["version_id"])
        found["outline"] = _outline(version.contents)
        found["prerequisites"] = queries.courses.courses.titles(version.prerequisites)
        found["sections"], found["contents"] = len(found["outline"]), len(version.contents)
        found["minutes"] = sum(content.minutes or 0 for content in version.contents)
    body = CourseOutline.model_validate(found).model_dump_json().encode()
    # What is shown beside the version changes without it: the caller's progress, the product's price.
    response = Response(body, mimetype="application/json")
    response.vary.add("Accept-Language")
    return preconditions.with_etag(response, row["version_id"] or 0, f"-{blake2b(body, digest_size=8).hexdigest()}")


@bp.route("/<int:course_id>", methods=["PUT", "PATCH"])
@bp.input(preconditions.IfMatch, location="headers")
@bp.input(CourseUpdate)
@bp.output(CourseDraft)
@sends_etag
@problems(403, 409, 412)
@signed_in(scope="courses:write")
def update_course(course_id: int, headers_data: preconditions.IfMatch, json_data: CourseUpdate) -> Any:
    """Changes the given fields of an own course's draft (an admin: of any); learners see them once published.

    `product_id`, `listed` and `owner_id` hold at once. A published course that somebody has paid for keeps a product
    (409 `course_has_buyers`); where another takes its place, the buyers of the old one are put into the course. A
    product that sells no course any more becomes inactive. `If-Match` names the ETag of the draft.
    """
    fields = json_data.model_dump(exclude_unset=True)
    admin = g.identity.has_role("admin")
    if "owner_id" in fields and not admin:
        raise Problem("forbidden", roles="admin")
    return with_etag(
        queries.courses.courses.change(course_id, ownership.of_courses(), fields, admin, headers_data.versions)
    )


@bp.delete("/<int:course_id>")
@bp.input(preconditions.IfMatch, location="headers")
@bp.output(Message)
@problems(409, 412)
@signed_in(scope="courses:write")
def delete_course(course_id: int, headers_data: preconditions.IfMatch) -> dict[str, Any]:
    """Hides an own course (an admin: any) from all but those who were in it.

    Once somebody has paid for it that is a 409 `course_has_buyers`; `listed: false` closes it to others. An admin may
    restore it.
    """
    queries.courses.courses.remove(course_id, ownership.of_courses(), headers_data.versions)
    return {"msg": "The course is deleted."}


@bp.post("/<int:course_id>/restore")
@bp.output(CourseDraft)
@sends_etag
@role("admin", scope="courses:write")
def restore_course(course_id: int) -> Any:
    """Takes the deletion of a course back."""
    return with_etag(queries.courses.courses.restore(course_id))


@bp.get("/<int:course_id>/contents/<int:content_id>")
@bp.output(PublishedContent)
@problems(403, 409)
@signed_in(scope="courses:read")
def show_content(course_id: int, content_id: int) -> dict[str, Any]:
    """A content of the published version, for who is in the course; its owner and admins read it always.

    A quiz's questions come with an attempt.
    """
    return queries.courses.courses.content(course_id, content_id, ownership.viewer())


@bp.get("/<int:course_id>/versions")
@bp.input(paging.CursorQuery, location="query")
@bp.output(CourseVersions)
@signed_in(scope="courses:read")
def list_versions(course_id: int, query_data: paging.CursorQuery) -> dict[str, Any]:
    """What was published of an own course (an admin: of any), newest first."""
    queries.courses.ownership.require_owner(course_id, ownership.of_courses())
    before = query_data.after_id()
    rows = queries.courses.versions.page(course_id, query_data.limit, before)
    return paging.cursor_page("versions", rows, query_data, lambda row: (row["number"],))


@bp.get("/<int:course_id>/versions/<int:number>")
@bp.output(CourseVersionDetail)
@signed_in(scope="courses:read")
def show_version(course_id: int, number: int) -> dict[str, Any]:
    """One version of an own course (an admin: of any), which learners of its time worked on."""
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
