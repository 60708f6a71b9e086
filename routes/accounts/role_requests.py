"""People ask to be a seller or a developer; admins answer."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from apiflask import APIBlueprint
from flask import current_app, g
from pydantic import Field

import queries.accounts.role_requests
from auth import role, signed_in
from errors import language
from web import paging
from web.openapi.field_types import Body, Instant, Prose, Reply, problems

bp = APIBlueprint("role_requests", __name__, tag="users")

Note = Annotated[Prose, Field(max_length=500)]
Asked = Literal["seller", "developer"]
State = Literal["pending", "granted", "denied", "withdrawn"]


class Asking(Body):
    role: Asked
    note: Annotated[Note, Field(description="Why, for the admins.")] = ""


class Decision(Body):
    state: Literal["granted", "denied"]
    note: Annotated[Note, Field(description="Why, for the person.")] = ""


class RoleRequest(Reply):
    id: int
    user_id: int
    user_name: str
    role: Asked
    note: str
    state: State
    decided_by: Annotated[int | None, Field(description="Null while it is pending, or where nobody was asked.")]
    decision: Annotated[str, Field(description="The note of who decided.")]
    decided_at: Instant | None
    created_at: Instant


class RoleRequestQuery(paging.PageOrCursor):
    state: State | None = None


class RoleRequestPage(paging.Listed):
    role_requests: list[RoleRequest]


@bp.post("")
@bp.input(Asking)
@bp.output(RoleRequest, 201)
@problems(409)
@signed_in
def ask(json_data: Asking) -> dict[str, Any]:
    """Asks for a role. The role developer is granted at once, and an admin decides about the role seller.

    A shop may set either otherwise (`DEVELOPER_ROLE`, `SELLER_ROLE`: `auto` or `review`).
    """
    at_once = json_data.role in current_app.config["GRANTED_ROLES"]
    return queries.accounts.role_requests.ask(g.identity.user_id, json_data.role, json_data.note, language(), at_once)


@bp.get("")
@bp.input(RoleRequestQuery, location="query")
@bp.output(RoleRequestPage)
@signed_in
def list_role_requests(query_data: RoleRequestQuery) -> dict[str, Any]:
    """The caller's own requests (an admin: all), newest first."""
    whose, state = None if g.identity.holds("admin") else g.identity.user_id, query_data.state
    before = paging.decode(query_data.cursor, int)[0] if query_data.cursor else None
    rows = queries.accounts.role_requests.page(whose, state, query_data.per_page + 1, query_data.offset, before)
    total = queries.accounts.role_requests.count(whose, state)
    return paging.listed("role_requests", rows, total, query_data, paging.by_id)


@bp.patch("/<int:request_id>")
@bp.input(Decision)
@bp.output(RoleRequest)
@problems(409)
@role("admin")
def decide(request_id: int, json_data: Decision) -> dict[str, Any]:
    """Grants or denies a pending request; granting leaves the person's other roles as they are."""
    return queries.accounts.role_requests.decide(request_id, json_data.state, json_data.note, by=g.identity.user_id)


@bp.delete("/<int:request_id>")
@bp.output(RoleRequest)
@problems(409)
@signed_in
def withdraw(request_id: int) -> dict[str, Any]:
    """Takes back an own request that nobody has answered yet."""
    return queries.accounts.role_requests.withdraw(request_id, g.identity.user_id)
