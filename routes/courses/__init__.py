"""Courses, drafts, progress, attempts, certificates and course reports."""

from __future__ import annotations

from routes.courses import attempts, certificates, courses, drafts, enrolments, files, progress, reports

# The path under /api, the blueprint, and the split service that serves it.
RESOURCES = (
    ("courses", courses.bp, "courses"),
    ("courses/<int:course_id>", drafts.bp, "courses"),
    ("courses", enrolments.bp, "courses"),
    ("courses", progress.bp, "courses"),
    ("certificates", certificates.bp, "courses"),
    ("courses/<int:course_id>/contents/<int:content_id>/attempts", attempts.bp, "courses"),
    ("courses/<int:course_id>/learners/<int:user_id>/contents/<int:content_id>", attempts.of_learners, "courses"),
    ("courses/<int:course_id>", files.bp, "courses"),
    ("courses", reports.courses, "courses"),
    ("analytics", reports.bp, "analytics"),
)
