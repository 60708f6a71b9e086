"""CourseFileStore of courses: uploads by authors, downloads by learners, always as attachments."""

from __future__ import annotations

from typing import Annotated, Any

from apiflask import APIBlueprint
from flask import Response, current_app, send_file
from pydantic import Field

import queries.courses.authoring.draft_contents
import queries.courses.courses
import queries.courses.files
import queries.courses.ownership
from auth import signed_in
from domain.media.course_file_store import CourseFileStore, digest_of
from problems import Problem, invalid
from routes.accounts import ownership
from routes.courses.drafts import DraftContentDetail, draft_response
from web import preconditions, uploads
from web.openapi.field_types import problems, sends_etag

bp = APIBlueprint("course_files", __name__, tag="courses")

MAX_FILE_SIZE = 25 * 1024 * 1024
BYTES = {"content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}}
DOWNLOAD: dict[int | str, Any] = {
    200: {"description": "The file, as an attachment", **BYTES},
    206: {"description": "The requested range", **BYTES},
}


class FileForm(uploads.Form):
    file: Annotated[uploads.File, Field(description="Any file of at most 25 MB.")]


@bp.put("/contents/<int:content_id>/file")
@bp.doc(operation_id="course_files_upload")
@bp.input(preconditions.IfMatch, location="headers")
@bp.output(DraftContentDetail)
@uploads.takes(FileForm, MAX_FILE_SIZE + 64 * 1024)
@sends_etag
@problems(412)
@signed_in(scope="courses:write")
def upload(course_id: int, content_id: int, headers_data: preconditions.IfMatch) -> Any:
    """Upload the file of a content of the kind `file`, in place of an earlier one."""
    owner_id = ownership.of_courses()
    queries.courses.ownership.require_content_owner(course_id, owner_id, content_id)
    sent = uploads.read(FileForm).file
    file = digest_of(sent.stream)
    if file.size > MAX_FILE_SIZE:
        raise invalid("file", "file_too_large", megabytes=MAX_FILE_SIZE // 1024**2)
    if not file.size:
        raise invalid("file", "file_is_empty")
    queries.courses.files.keep(file.id, file.size)
    try:
        _files().save(file, sent.stream)
    except OSError as error:
        current_app.logger.exception("can't store a course file")
        raise Problem("storage_unavailable") from error
    name = uploads.file_name(sent) or "file"
    return draft_response(
        queries.courses.authoring.draft_contents.attach_file(
            course_id, owner_id, content_id, file.id, name, headers_data.versions
        )
    )


@bp.get("/contents/<int:content_id>/file")
@bp.doc(operation_id="course_files_download", responses=DOWNLOAD)
@problems(304, 403, 409, 416)
@signed_in(scope="courses:read")
def download(course_id: int, content_id: int) -> Response:
    """Download the file of a published content; for enrolled learners, the course's owner and admins."""
    return _download_response(queries.courses.courses.content(course_id, content_id, ownership.viewer()))


@bp.get("/draft/contents/<int:content_id>/file")
@bp.doc(operation_id="course_files_download_draft", responses=DOWNLOAD)
@problems(304, 416)
@signed_in(scope="courses:read")
def download_draft(course_id: int, content_id: int) -> Response:
    """Download the file of a content of the draft."""
    return _download_response(
        queries.courses.authoring.draft_contents.read(course_id, ownership.of_courses(), content_id)
    )


def _download_response(content: dict[str, Any]) -> Response:
    """Return the file as an attachment of a generic type, which is harmless even if a browser shows it."""
    if content["file_id"] is None:
        raise Problem("file_not_found")
    try:
        response = send_file(
            _files().path(content["file_id"]),
            "application/octet-stream",
            as_attachment=True,
            download_name=content["file_name"],
            etag=content["file_id"],
        )
    except FileNotFoundError:
        current_app.logger.exception("a course file is missing")
        raise Problem("file_not_found") from None
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["Content-Security-Policy"] = "default-src 'none'; base-uri 'none'; frame-ancestors 'none'; sandbox"
    response.vary.update(("Authorization", "X-API-Key"))
    return response


def _files() -> CourseFileStore:
    files: CourseFileStore = current_app.extensions["course_files"]
    return files
