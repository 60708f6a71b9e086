"""API keys, with which programs call on behalf of a developer."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from apiflask import APIBlueprint
from flask import Response, current_app, g
from pydantic import Field

import queries.accounts.api_keys
from auth import Role, public, signed_in
from domain.security import api_keys
from domain.security.api_keys import READ_SCOPES, Scope
from errors import request_language
from problems import Problem, invalid
from queries.accounts.api_keys import CreateResult, NewKey
from routes.accounts import reauthentication
from routes.accounts.reauthentication import Reauthentication
from routes.accounts.role_requests import RoleRequest
from web import paging
from web.idempotency import leased
from web.openapi.field_types import Body, Id, Instant, Line, Message, NotNull, PartialUpdate, Prose, Reply, problems
from web.rate_limits.limiter import checks_secret, usage

bp = APIBlueprint("api_keys", __name__, tag="developer")

DEFAULT_DAYS, MAX_DAYS = 90, 365
MAX_QUOTA = 1_000_000
NO_STORE = {"Cache-Control": "no-store"}

Name = Annotated[Line, Field(max_length=100)]
Quota = Annotated[
    int | None, Field(ge=1, le=MAX_QUOTA, description="Calls per hour; only admins may exceed the quota of all keys.")
]
Text = Annotated[str, Field(pattern=f"^{api_keys.PATTERN}$", description="The key itself, shown only now.")]
State = Literal["active", "overlapping", "rotated", "expired", "revoked"]
Reason = queries.accounts.api_keys.Reason


class ApiKeyCreate(Reauthentication):
    name: Name = "API key"
    scopes: Annotated[
        list[Scope], Field(min_length=1, max_length=len(api_keys.SCOPES), description="The default is all read scopes.")
    ] = list(READ_SCOPES)
    expires_in_days: Annotated[int, Field(ge=1, le=MAX_DAYS)] = DEFAULT_DAYS
    quota: Quota = None


class ApiKeyUpdate(PartialUpdate):
    name: Annotated[Name, NotNull] = ""
    quota: Quota = None


class ApiKeyRotate(Reauthentication):
    overlap_hours: Annotated[int, Field(ge=0, le=720, description="The old key keeps working for this long.")] = 24


class ApiKeyLeakReport(Body):
    api_key: Annotated[str, Field(min_length=1, max_length=512)]
    where: Annotated[Prose, Field(max_length=300, description="The place it was found at; the owner is notified.")] = ""


class ApiKey(Reply):
    id: int
    user_id: int
    name: str
    prefix: Annotated[str, Field(description="The beginning of the key, which identifies it.")]
    scopes: list[Scope]
    quota: int | None
    state: Annotated[State, Field(description="overlapping: rotated, and active until `overlap_ends_at`.")]
    created_at: Instant
    expires_at: Instant
    last_used_at: Annotated[Instant | None, Field(description="Updated at most once a minute.")]
    last_used_from: str | None
    rotated_to: Annotated[int | None, Field(description="The key that replaces it.")]
    overlap_ends_at: Instant | None
    revoked_at: Instant | None
    reason: Reason | None


class ApiKeyWithUsage(ApiKey):
    used: Annotated[int | None, Field(description="Calls within the window up to now; null if they are not limited.")]
    allowed: Annotated[int | None, Field(description="The calls that one window allows.")]
    window_seconds: int | None


class NewApiKey(ApiKey):
    api_key: Text


class ApiKeyIntrospection(ApiKey):
    roles: Annotated[list[Role], Field(description="The owner's current roles, which the key acts with.")]


class ApiKeyQuery(paging.PageOrCursorQuery):
    user_id: Annotated[Id | None, Field(description="The owner; other users' keys are for admins.")] = None


class ApiKeyPage(paging.NumberedPage):
    api_keys: list[ApiKey]


ROLE_REQUESTED: dict[int | str, Any] = {
    202: {
        "description": "An admin must grant the role developer first (`DEVELOPER_ROLE=review`)",
        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/RoleRequest"}}},
    }
}


@bp.post("/key")
@bp.input(ApiKeyCreate)
@bp.output(NewApiKey, 201)
@bp.doc(operation_id="api_keys_create", responses=ROLE_REQUESTED)
@problems(409)
@leased
@signed_in
def create_key(json_data: ApiKeyCreate) -> Any:
    """Create an API key. The key is shown only in this response; an e-mail names its beginning and its expiry.

    Developers get a key; for anyone else the call files a role request, which is granted at once. If the shop sets
    `DEVELOPER_ROLE=review`, the response is 202 with the request, which an admin decides.
    """
    result = create_or_request_role(json_data)
    if result.role_request is not None:
        body = RoleRequest.model_validate(result.role_request).model_dump_json()
        return Response(body, 202, mimetype="application/json")
    return result.key, 201, NO_STORE


@bp.get("/keys")
@bp.doc(operation_id="api_keys_list")
@bp.input(ApiKeyQuery, location="query")
@bp.output(ApiKeyPage)
@signed_in
def list_keys(query_data: ApiKeyQuery) -> dict[str, Any]:
    """List the caller's keys, newest first, including inactive ones."""
    user_id = query_data.user_id or g.identity.user_id
    if user_id != g.identity.user_id and not g.identity.has_role("admin"):
        raise Problem("forbidden", roles="admin")
    before = query_data.after_id()
    rows = queries.accounts.api_keys.page(user_id, query_data.limit, query_data.offset, before)
    return paging.numbered_page("api_keys", rows, queries.accounts.api_keys.count(user_id), query_data, paging.by_id)


@bp.get("/keys/<int:api_key_id>")
@bp.doc(operation_id="api_keys_show")
@bp.output(ApiKeyWithUsage)
@signed_in
def show_key(api_key_id: int) -> dict[str, Any]:
    """Show one of the caller's keys (an admin: any), and its calls against its quota."""
    row = queries.accounts.api_keys.get(api_key_id, _owner())
    used, allowed, seconds = usage(row["id"], row["quota"]) or (None, None, None)
    return {**row, "used": used, "allowed": allowed, "window_seconds": seconds}


@bp.patch("/keys/<int:api_key_id>")
@bp.doc(operation_id="api_keys_update")
@bp.input(ApiKeyUpdate)
@bp.output(ApiKey)
@signed_in
def update_key(api_key_id: int, json_data: ApiKeyUpdate) -> dict[str, Any]:
    """Change the name or the quota of a key. Its scopes cannot be changed."""
    _check_quota(json_data.quota)
    return queries.accounts.api_keys.change(api_key_id, _owner(), json_data.model_dump(exclude_unset=True))


@bp.post("/keys/<int:api_key_id>/rotate")
@bp.doc(operation_id="api_keys_rotate")
@bp.input(ApiKeyRotate)
@bp.output(NewApiKey, 201)
@problems(409)
@leased
@signed_in
def rotate_key(api_key_id: int, json_data: ApiKeyRotate) -> Any:
    """Replace one of the caller's active keys by a new one, shown only in this response.

    The old key keeps working for `overlap_hours`.
    """
    reauthentication.require_recent_login(json_data.current_password)
    hours = json_data.overlap_hours
    row = queries.accounts.api_keys.rotate(api_key_id, g.identity.user_id, hours, request_language(), _salts()[0])
    return row, 201, NO_STORE


@bp.delete("/keys/<int:api_key_id>")
@bp.doc(operation_id="api_keys_revoke")
@bp.output(ApiKey)
@signed_in
def revoke_key(api_key_id: int) -> dict[str, Any]:
    """Revoke one of the caller's keys (an admin: any). The next call with it is rejected."""
    return queries.accounts.api_keys.revoke(api_key_id, _owner())


@bp.get("/key/self")
@bp.doc(operation_id="api_keys_introspect")
@bp.output(ApiKeyIntrospection)
@signed_in(scope="any")
def introspect_key() -> dict[str, Any]:
    """Show the key of this call: its scopes, its owner's roles and its expiry."""
    if g.identity.key_id is None:
        raise Problem("api_key_required")
    return {**queries.accounts.api_keys.get(g.identity.key_id, g.identity.user_id), "roles": g.identity.roles}


@bp.post("/key/report")
@bp.doc(operation_id="api_keys_report_leak")
@bp.input(ApiKeyLeakReport)
@bp.output(Message, 202)
@checks_secret
@public
def report_leak(json_data: ApiKeyLeakReport) -> dict[str, Any]:
    """Report a key that was found where it does not belong: it is revoked, and its owner is notified by e-mail.

    The response is always the same. Keys of this shop look like `fn_` and 61 letters and digits.
    """
    key = api_keys.parse(json_data.api_key.strip())
    if key is not None:
        queries.accounts.api_keys.report_leak(key, json_data.where, _salts())
    return {"msg": "Thank you. If this is an active key, it is now revoked."}


def create_or_request_role(form: ApiKeyCreate) -> CreateResult:
    """Create a key of the caller, or file a role request, for every path that does."""
    reauthentication.require_recent_login(form.current_password)
    _check_quota(form.quota)
    new = NewKey(form.name, form.scopes, form.expires_in_days, form.quota, request_language())
    grant = queries.accounts.api_keys.ROLE in current_app.config["GRANTED_ROLES"]
    return queries.accounts.api_keys.create_or_request_role(g.identity.user_id, new, _salts()[0], grant)


def _salts() -> tuple[str, ...]:
    found: tuple[str, ...] = current_app.config["API_KEY_SALTS"]
    return found


def _owner() -> int | None:
    """Return the owner that the key must have: the caller, or None (any) for an admin."""
    return None if g.identity.has_role("admin") else int(g.identity.user_id)


def _check_quota(quota: int | None) -> None:
    """Raise a 422 problem if a caller who is not an admin exceeds the quota of all keys."""
    most: int = current_app.config["KEY_QUOTA"]
    if quota is not None and quota > most and not g.identity.has_role("admin"):
        raise invalid("quota", "less_than_equal", le=most)
