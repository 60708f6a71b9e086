"""Drafts of courses: sections, contents, their order, and publishing. Others than the owner and admins get a 404."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated, Any, Literal

from apiflask import APIBlueprint
from flask import Response, g
from pydantic import Field

import queries.courses.authoring.draft_contents
import queries.courses.authoring.draft_sections
import queries.courses.authoring.drafts
import queries.courses.authoring.publishing
import queries.courses.courses
import queries.courses.ownership
from auth import signed_in
from domain.courses import Kind, MoveOn
from domain.courses.rendering import LongTexts, Renderer
from routes.accounts import ownership
from routes.courses import quiz_schemas
from web import preconditions
from web.idempotency import read_only
from web.openapi.field_types import (
    Body,
    Id,
    Instant,
    Line,
    Message,
    NotNull,
    PartialUpdate,
    Prose,
    Query,
    Reply,
    problems,
    sends_etag,
)
from web.rate_limits.concurrency import expensive_call, single_call
from web.server import long_work

bp = APIBlueprint("course_drafts", __name__, tag="courses")

Title = Annotated[Line, Field(max_length=200)]
Position = Annotated[int, Field(ge=1, le=1000, description="From 1; a position beyond the end means the end.")]
Text = Annotated[
    Prose,
    Field(max_length=200_000, description="The Markdown of a text, the URL of a video, the description of a file."),
]
Required = Annotated[bool, Field(description="Completing the course requires it.")]
Score = Annotated[int, Field(ge=0, le=100, description="The passing score of a quiz in percent.")]
Mastery = Score | None
Minutes = Annotated[int | None, Field(ge=1, le=10_000, description="The time that it takes.")]
ClosedBecause = Annotated[
    Literal["deleted", "unpublished", "unlisted", "product_not_sold"] | None,
    Field(
        description="Why the course is closed to new learners, or null; `product_not_sold`: its product is inactive or "
        "deleted."
    ),
]
Needed = Annotated[list[Id], Field(max_length=50, description="The contents to satisfy before this one opens.")]


class SectionCreate(preconditions.Versioned):
    title: Title
    position: Position | None = None


class SectionUpdate(preconditions.Versioned, PartialUpdate):
    title: Annotated[Title, NotNull] = ""
    position: Annotated[Position, NotNull] = 1


class ContentCreate(preconditions.Versioned):
    section_id: Id
    kind: Kind
    title: Title
    position: Position | None = None
    body: Text = ""
    quiz: quiz_schemas.Quiz | None = None
    required: Required = True
    move_on: Annotated[
        MoveOn | None,
        Field(description="The criterion that satisfies it (cmi5 moveOn); null: Passed for a quiz, else Completed."),
    ] = None
    mastery_score: Mastery = None
    minutes: Minutes = None
    prerequisites: Needed = []


class ContentUpdate(preconditions.Versioned, PartialUpdate):
    section_id: Annotated[Id, NotNull] = 1
    title: Annotated[Title, NotNull] = ""
    position: Annotated[Position, NotNull] = 1
    body: Annotated[Text, NotNull] = ""
    quiz: Annotated[quiz_schemas.Quiz, NotNull] = quiz_schemas.Quiz()
    required: Annotated[Required, NotNull] = True
    move_on: Annotated[MoveOn, NotNull] = "Completed"
    mastery_score: Annotated[Score, NotNull] = 0
    minutes: Minutes = None
    prerequisites: Annotated[Needed, NotNull] = []


class MarkdownPreview(Body):
    markdown: Annotated[Prose, Field(max_length=200_000)]


class RenderedMarkdown(Reply):
    html: Annotated[str, Field(description="The rendered Markdown, sanitized.")]


class SectionOrder(Body):
    id: Id
    contents: Annotated[
        list[Id],
        Field(
            max_length=500,
            description="The ids of the contents of this section, in order.",
            json_schema_extra={"uniqueItems": True},
        ),
    ]


class OutlineUpdate(preconditions.Versioned):
    sections: Annotated[
        list[SectionOrder],
        Field(
            max_length=100,
            description="Each section of the draft once, in order, with each content in one of them. Get the draft for "
            "their ids.",
            json_schema_extra={"uniqueItems": True},
        ),
    ]


Revision = Annotated[
    int,
    Field(
        description="The revision of the whole draft, which each write raises; in quotes it is a value of `If-Match`."
    ),
]


class File(Reply):
    name: str
    size: Annotated[int, Field(description="In bytes.")]


class DraftContent(Reply):
    id: int
    section_id: Annotated[int | None, Field(description="Null: removed from the draft.")]
    position: int
    kind: Kind
    title: str
    required: bool
    move_on: MoveOn
    mastery_score: int | None
    minutes: int | None
    prerequisites: list[int]
    file: File | None
    created_at: Instant
    updated_at: Instant


class DraftContentDetail(DraftContent):
    revision: Revision
    body: str
    html: Annotated[str, Field(description="The rendered Markdown.")]
    quiz: dict[str, Any] | None


class Section(Reply):
    id: int
    position: int
    title: str


class SectionDetail(Section):
    revision: Revision


class DraftSection(Section):
    contents: list[DraftContent]


class CourseDraft(Reply):
    id: int
    revision: Revision
    owner_id: int
    title: str
    summary: str
    description: str
    language: str
    sequential: bool
    product_id: int | None
    listed: bool
    prerequisites: list[int]
    version: Annotated[int | None, Field(description="The number of the published version, null before the first.")]
    published_at: Instant | None
    sections: list[DraftSection]
    removed: Annotated[list[DraftContent], Field(description="Removed from the draft; a `section_id` restores one.")]
    created_at: Instant
    updated_at: Instant


class PublishQuery(Query):
    dry_run: Annotated[bool, Field(description="Check only, and return the number of the version.")] = False


class PublishResult(Reply):
    version: Annotated[int, Field(description="The number of the version that learners work on.")]
    closed_because: ClosedBecause


UNCHANGED: dict[int | str, Any] = {
    200: {
        "description": "Nothing has changed since that version, or a dry run",
        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/PublishResult"}}},
    }
}


def draft_response(row: dict[str, Any], status: int = 200) -> tuple[dict[str, Any], int, dict[str, str]]:
    """Return the response of a write with the ETag that the next write may require."""
    return row, status, _tag(row["revision"])


@bp.get("/draft")
@bp.doc(operation_id="course_drafts_show")
@bp.output(CourseDraft)
@problems(304)
@signed_in(scope="courses:read")
def show_draft(course_id: int) -> Response:
    """Return the draft of your course (admins: of any course).

    Its ETag is a value of `If-Match`.
    """
    row = queries.courses.authoring.drafts.get(course_id, ownership.of_courses())
    body = CourseDraft.model_validate(row).model_dump_json()
    # Publishing changes the version alone.
    variant = "draft" if row["version"] is None else f"draft-{row['version']}"
    return preconditions.with_etag(Response(body, mimetype="application/json"), row["revision"], variant)


@bp.post("/sections")
@bp.doc(operation_id="course_drafts_create_section")
@bp.input(preconditions.IfMatch, location="headers")
@bp.input(SectionCreate)
@bp.output(SectionDetail, 201)
@sends_etag
@problems(409, 412)
@signed_in(scope="courses:write")
def create_section(course_id: int, headers_data: preconditions.IfMatch, json_data: SectionCreate) -> Any:
    """Add a section, at its position or as the last one."""
    row = queries.courses.authoring.draft_sections.add(
        course_id, ownership.of_courses(), json_data.title, json_data.position, headers_data.versions
    )
    return draft_response(row, 201)


@bp.route("/sections/<int:section_id>", methods=["PUT", "PATCH"])
@bp.doc(operation_id="course_drafts_update_section")
@bp.input(preconditions.IfMatch, location="headers")
@bp.input(SectionUpdate)
@bp.output(SectionDetail)
@sends_etag
@problems(412)
@signed_in(scope="courses:write")
def update_section(
    course_id: int, section_id: int, headers_data: preconditions.IfMatch, json_data: SectionUpdate
) -> Any:
    """Rename or move a section."""
    fields = json_data.model_dump(exclude_unset=True)
    return draft_response(
        queries.courses.authoring.draft_sections.update(
            course_id, ownership.of_courses(), section_id, fields, headers_data.versions
        )
    )


@bp.delete("/sections/<int:section_id>")
@bp.doc(operation_id="course_drafts_delete_section")
@bp.input(preconditions.IfMatch, location="headers")
@bp.output(Message)
@sends_etag
@problems(412)
@signed_in(scope="courses:write")
def delete_section(course_id: int, section_id: int, headers_data: preconditions.IfMatch) -> Any:
    """Delete a section and remove its contents from the draft."""
    revision = queries.courses.authoring.draft_sections.delete(
        course_id, ownership.of_courses(), section_id, headers_data.versions
    )
    return {"msg": "The section is deleted."}, 200, _tag(revision)


@bp.post("/contents")
@bp.doc(operation_id="course_drafts_create_content")
@bp.input(preconditions.IfMatch, location="headers")
@bp.input(ContentCreate)
@bp.output(DraftContentDetail, 201)
@sends_etag
@problems(409, 412)
@signed_in(scope="courses:write")
def create_content(course_id: int, headers_data: preconditions.IfMatch, json_data: ContentCreate) -> Any:
    """Add a content to a section, at its position or as the last one."""
    with _texts() as renderer:
        row = queries.courses.authoring.draft_contents.add(
            course_id, ownership.of_courses(), _fields(json_data), headers_data.versions, renderer
        )
    return draft_response(row, 201)


@bp.get("/draft/contents/<int:content_id>")
@bp.doc(operation_id="course_drafts_show_content")
@bp.output(DraftContentDetail)
@problems(304)
@signed_in(scope="courses:read")
def show_content(course_id: int, content_id: int) -> Response:
    """Return a content of the draft."""
    with _texts() as renderer:
        row = queries.courses.authoring.draft_contents.get(course_id, ownership.of_courses(), content_id, renderer)
    body = DraftContentDetail.model_validate(row).model_dump_json()
    return preconditions.with_etag(Response(body, mimetype="application/json"), row["revision"], "draft")


@bp.delete("/contents/<int:content_id>")
@bp.doc(operation_id="course_drafts_delete_content")
@bp.input(preconditions.IfMatch, location="headers")
@bp.output(Message)
@sends_etag
@problems(412)
@signed_in(scope="courses:write")
def remove_content(course_id: int, content_id: int, headers_data: preconditions.IfMatch) -> Any:
    """Remove a content from the draft; progress in it stays."""
    revision = queries.courses.authoring.draft_contents.remove(
        course_id, ownership.of_courses(), content_id, headers_data.versions
    )
    return {"msg": "The content is removed from the draft."}, 200, _tag(revision)


@bp.route("/contents/<int:content_id>", methods=["PUT", "PATCH"])
@bp.doc(operation_id="course_drafts_update_content")
@bp.input(preconditions.IfMatch, location="headers")
@bp.input(ContentUpdate)
@bp.output(DraftContentDetail)
@sends_etag
@problems(409, 412)
@signed_in(scope="courses:write")
def update_content(
    course_id: int, content_id: int, headers_data: preconditions.IfMatch, json_data: ContentUpdate
) -> Any:
    """Update the given fields of a content; a `section_id` moves it, or restores a removed one."""
    fields = _fields(json_data, exclude_unset=True)
    with _texts() as renderer:
        row = queries.courses.authoring.draft_contents.update(
            course_id, ownership.of_courses(), content_id, fields, headers_data.versions, renderer
        )
    return draft_response(row)


@bp.put("/outline")
@bp.doc(operation_id="course_drafts_reorder_outline")
@bp.input(preconditions.IfMatch, location="headers")
@bp.input(OutlineUpdate)
@bp.output(Message)
@sends_etag
@problems(412, "order_incomplete")
@signed_in(scope="courses:write")
def reorder_outline(course_id: int, headers_data: preconditions.IfMatch, json_data: OutlineUpdate) -> Any:
    """Set the order of all sections and contents at once."""
    order = [(section.id, section.contents) for section in json_data.sections]
    revision = queries.courses.authoring.drafts.reorder(course_id, ownership.of_courses(), order, headers_data.versions)
    return {"msg": "The order is saved."}, 200, _tag(revision)


@bp.post("/preview")
@bp.doc(operation_id="course_drafts_preview")
@bp.input(MarkdownPreview)
@bp.output(RenderedMarkdown)
@read_only
@signed_in(scope="courses:read")
def preview(course_id: int, json_data: MarkdownPreview) -> dict[str, str]:
    """Render Markdown as learners of your course will see it (admins: of any course). Nothing is stored."""
    queries.courses.ownership.require_owner(course_id, ownership.of_courses())
    with _texts() as renderer:
        html = queries.courses.authoring.drafts.render_markdown(renderer, json_data.markdown, "markdown")
    return {"html": html}


@bp.post("/publish")
@bp.input(preconditions.IfMatch, location="headers")
@bp.input(PublishQuery, location="query")
@bp.output(PublishResult, 201)
@bp.doc(operation_id="course_drafts_publish", responses=UNCHANGED)
@problems(409, 412)
@signed_in(scope="courses:write")
def publish(course_id: int, headers_data: preconditions.IfMatch, query_data: PublishQuery) -> Any:
    """Publish the draft as a new, immutable version. Without a change the last version stays.

    A course that nobody could complete is refused with every reason (`course_not_completable`, `reasons`).
    Another call of the same author at the same time is a 429. Some megabytes of new texts are published in parts
    (`draft_too_long`).
    `closed_because` says why a published course is still closed to new learners: it is unlisted, or its product is not
    sold.
    """
    with expensive_call(), single_call("publish"), _texts() as renderer:
        done = queries.courses.authoring.publishing.publish(
            course_id, ownership.of_courses(), g.identity.user_id, headers_data.versions, query_data.dry_run, renderer
        )
    closed = queries.courses.courses.get(course_id, ownership.viewer())["closed_because"]
    return {"version": done.number, "closed_because": closed}, 201 if done.new else 200


@contextmanager
def _texts() -> Iterator[Renderer]:
    """Yield a renderer. If the texts are long, the request waits for a thread of those that render them."""
    try:
        yield Renderer(long_work.may_take_long())
    except LongTexts:
        long_work.leave(long_work.TEXTS)


def _fields(given: ContentCreate | ContentUpdate, exclude_unset: bool = False) -> dict[str, Any]:
    fields = given.model_dump(exclude_unset=exclude_unset)
    if given.quiz is not None and "quiz" in fields:
        fields["quiz"] = given.quiz.stored()
    return fields


def _tag(revision: int) -> dict[str, str]:
    return {"ETag": f'"{revision}draft"'}
