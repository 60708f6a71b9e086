"""Requests for the role seller or developer, and the decisions of admins."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from apiflask import APIBlueprint
from flask import current_app, g
from pydantic import Field

import queries.accounts.role_requests
from auth import role, signed_in
from errors import request_language
from web import paging
from web.openapi.field_types import Body, Instant, Prose, Reply, problems

bp = APIBlueprint("role_requests", __name__, tag="users")

Note = Annotated[Prose, Field(max_length=500)]
RequestedRole = Literal["seller", "developer"]
State = Literal["pending", "granted", "denied", "withdrawn"]


class RoleRequestCreate(Body):
    role: RequestedRole
    note: Annotated[Note, Field(description="The reason, shown to admins.")] = ""


class RoleRequestDecision(Body):
    state: Literal["granted", "denied"]
    note: Annotated[Note, Field(description="The reason, sent to the user.")] = ""


class RoleRequest(Reply):
    id: int
    user_id: int
    user_name: str
    role: RequestedRole
    note: str
    state: State
    decided_by: Annotated[int | None, Field(description="Null while pending, or if granted automatically.")]
    decision: Annotated[str, Field(description="The note of the admin who decided.")]
    decided_at: Instant | None
    created_at: Instant


class RoleRequestQuery(paging.PageOrCursorQuery):
    state: State | None = None


class RoleRequestPage(paging.NumberedPage):
    role_requests: list[RoleRequest]


@bp.post("")
@bp.doc(operation_id="role_requests_create")
@bp.input(RoleRequestCreate)
@bp.output(RoleRequest, 201)
@problems(409)
@signed_in
def create_role_request(json_data: RoleRequestCreate) -> dict[str, Any]:
    """Request a role. The role developer is granted at once, the role seller by an admin.

    The shop can change both (`DEVELOPER_ROLE`, `SELLER_ROLE`: `auto` or `review`).
    """
    name, grant = json_data.role, json_data.role in current_app.config["GRANTED_ROLES"]
    return queries.accounts.role_requests.create(g.identity.user_id, name, json_data.note, request_language(), grant)


@bp.get("")
@bp.doc(operation_id="role_requests_list")
@bp.input(RoleRequestQuery, location="query")
@bp.output(RoleRequestPage)
@signed_in
def list_role_requests(query_data: RoleRequestQuery) -> dict[str, Any]:
    """List the caller's own requests (an admin: all), newest first."""
    user_id, state = None if g.identity.has_role("admin") else g.identity.user_id, query_data.state
    before = query_data.after_id()
    rows = queries.accounts.role_requests.page(user_id, state, query_data.limit, query_data.offset, before)
    total = queries.accounts.role_requests.count(user_id, state)
    return paging.numbered_page("role_requests", rows, total, query_data, paging.by_id)


@bp.patch("/<int:request_id>")
@bp.doc(operation_id="role_requests_decide")
@bp.input(RoleRequestDecision)
@bp.output(RoleRequest)
@problems(409)
@role("admin")
def decide_role_request(request_id: int, json_data: RoleRequestDecision) -> dict[str, Any]:
    """Grant or deny a pending request. Granting keeps the user's other roles."""
    return queries.accounts.role_requests.decide(request_id, json_data.state, json_data.note, by=g.identity.user_id)


@bp.delete("/<int:request_id>")
@bp.doc(operation_id="role_requests_withdraw")
@bp.output(RoleRequest)
@problems(409)
@signed_in
def withdraw_role_request(request_id: int) -> dict[str, Any]:
    """Withdraw one of the caller's pending requests."""
    return queries.accounts.role_requests.withdraw(request_id, g.identity.user_id)
