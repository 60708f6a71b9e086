"""Enrolments: enrolling and leaving, and the removal and readmission of learners by the owner."""

from __future__ import annotations

from typing import Any

from apiflask import APIBlueprint
from flask import g

import queries.courses.enrolments
import queries.courses.progress
from auth import signed_in
from routes.accounts import ownership
from routes.courses.courses import Reason
from routes.courses.progress import CourseProgress, localize_rules
from web.openapi.field_types import Message, problems

bp = APIBlueprint("enrolments", __name__, tag="learning")


ALREADY_ENROLLED: dict[int | str, Any] = {
    200: {
        "description": "Already enrolled",
        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/CourseProgress"}}},
    }
}


@bp.post("/<int:course_id>/enroll")
@bp.output(CourseProgress, 201)
@bp.doc(operation_id="enrolments_create", responses=ALREADY_ENROLLED)
@problems(403, 409)
@signed_in(scope="courses:write")
def create_enrolment(course_id: int) -> Any:
    """Enrol in the course: 201, or 200 if you are already enrolled.

    A course that is sold requires its purchase (403 `purchase_required` with `product_id`), one with prerequisites
    their completion (409 `prerequisites_missing` with `missing`). Buyers and former learners may always return, unless
    the owner removed them (403 `learner_removed`), and keep their progress.
    """
    caller = g.identity
    progress, new = queries.courses.enrolments.enrol(caller.user_id, course_id, caller.has_role("admin"))
    return localize_rules(progress), 201 if new else 200


@bp.delete("/<int:course_id>/enroll")
@bp.doc(operation_id="enrolments_leave")
@bp.output({}, 204)
@signed_in(scope="courses:write")
def leave(course_id: int) -> tuple[str, int]:
    """Leave the course. Your progress stays, and counts again if you return."""
    queries.courses.enrolments.leave(g.identity.user_id, course_id)
    return "", 204


@bp.get("/<int:course_id>/learners/<int:user_id>")
@bp.doc(operation_id="enrolments_show_learner")
@bp.output(CourseProgress)
@signed_in(scope="courses:read")
def show_learner(course_id: int, user_id: int) -> dict[str, Any]:
    """Return the progress of a learner of your course (admins: of any course)."""
    return localize_rules(queries.courses.progress.get_of_learner(course_id, ownership.of_courses(), user_id))


@bp.delete("/<int:course_id>/learners/<int:user_id>")
@bp.doc(operation_id="enrolments_remove_learner")
@bp.input(Reason)
@bp.output(Message)
@signed_in(scope="courses:write")
def remove_learner(course_id: int, user_id: int, json_data: Reason) -> dict[str, Any]:
    """Remove a learner from your course (admins: from any course). They get an e-mail and keep their progress.

    They can't return by themselves; `PUT` readmits them.
    """
    queries.courses.enrolments.remove(course_id, ownership.of_courses(), user_id, json_data.reason, g.identity.user_id)
    return {"msg": "The learner is removed from the course."}


@bp.put("/<int:course_id>/learners/<int:user_id>")
@bp.doc(operation_id="enrolments_readmit_learner")
@bp.output(CourseProgress)
@signed_in(scope="courses:write")
def readmit_learner(course_id: int, user_id: int) -> dict[str, Any]:
    """Readmit a former learner of your course (admins: of any course). Return their progress."""
    return localize_rules(queries.courses.enrolments.readmit(course_id, ownership.of_courses(), user_id))
