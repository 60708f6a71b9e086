"""Keys for programs that call on a developer's behalf."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from apiflask import APIBlueprint
from flask import Response, current_app, g
from pydantic import Field

import queries.accounts.api_keys
from auth import Role, public, signed_in
from domain.security import api_keys
from domain.security.api_keys import READING, Scope
from errors import language
from problems import Problem, invalid
from queries.accounts.api_keys import Wanted
from routes.accounts import reauthentication
from routes.accounts.reauthentication import Proof
from routes.accounts.role_requests import RoleRequest
from web import paging
from web.idempotency import leased
from web.openapi.field_types import Body, Change, Id, Instant, Line, Message, NotNull, Prose, Reply, problems
from web.rate_limits.limiter import checks_secret

bp = APIBlueprint("developer", __name__, tag="developer")

DAYS, MOST_DAYS = 90, 365
MOST_QUOTA = 1_000_000
FRESH = {"Cache-Control": "no-store"}

Name = Annotated[Line, Field(max_length=100)]
Quota = Annotated[
    int | None, Field(ge=1, le=MOST_QUOTA, description="Calls an hour, for others than admins up to what any key has.")
]
Text = Annotated[str, Field(pattern=f"^{api_keys.PATTERN}$", description="The key itself, shown this once.")]
State = Literal["active", "overlapping", "rotated", "expired", "revoked"]
Reason = queries.accounts.api_keys.Reason


class ApiKeyIn(Proof):
    name: Name = "API key"
    scopes: Annotated[
        list[Scope], Field(min_length=1, max_length=len(api_keys.SCOPES), description="Default: all that only read.")
    ] = list(READING)
    expires_in_days: Annotated[int, Field(ge=1, le=MOST_DAYS)] = DAYS
    quota: Quota = None


class ApiKeyChange(Change):
    name: Annotated[Name, NotNull] = ""
    quota: Quota = None


class Rotation(Proof):
    overlap_hours: Annotated[int, Field(ge=0, le=720, description="How long the old key stays good.")] = 24


class LeakReport(Body):
    api_key: Annotated[str, Field(min_length=1, max_length=512)]
    where: Annotated[Prose, Field(max_length=300, description="Where it was found; its owner is told.")] = ""


class ApiKey(Reply):
    id: int
    user_id: int
    name: str
    prefix: Annotated[str, Field(description="How the key begins, by which it can be told from others.")]
    scopes: list[Scope]
    quota: int | None
    state: Annotated[State, Field(description="overlapping: rotated, and good until `overlap_ends_at`.")]
    created_at: Instant
    expires_at: Instant
    last_used_at: Annotated[Instant | None, Field(description="Up to a minute late.")]
    last_used_from: str | None
    rotated_to: Annotated[int | None, Field(description="The key that has taken its place.")]
    overlap_ends_at: Instant | None
    revoked_at: Instant | None
    reason: Reason | None


class NewApiKey(ApiKey):
    api_key: Text


class OwnApiKey(ApiKey):
    roles: Annotated[list[Role], Field(description="Those of its owner at this moment, which it acts with.")]


class ApiKeyQuery(paging.PageOrCursor):
    user_id: Annotated[Id | None, Field(description="Whose; others than one's own are for admins.")] = None


class ApiKeyPage(paging.Listed):
    api_keys: list[ApiKey]


WAITING: dict[int | str, Any] = {
    202: {
        "description": "An admin has to grant the role developer first (`DEVELOPER_ROLE=review`)",
        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/RoleRequest"}}},
    }
}


@bp.post("/key")
@bp.input(ApiKeyIn)
@bp.output(NewApiKey, 201)
@bp.doc(responses=WAITING)
@problems(409)
@leased
@signed_in
def make_key(json_data: ApiKeyIn) -> Any:
    """Makes a key and shows it this once. A letter tells its beginning and its end.

    Who is no developer asks for the role by this, and it is granted at once. Where the shop has set
    `DEVELOPER_ROLE=review`, 202 answers with the request that an admin decides.
    """
    reauthentication.recent(json_data.current_password)
    _must_be_own_quota(json_data.quota)
    wanted = Wanted(json_data.name, json_data.scopes, json_data.expires_in_days, json_data.quota, language())
    at_once = queries.accounts.api_keys.ROLE in current_app.config["GRANTED_ROLES"]
    asked = queries.accounts.api_keys.ask(g.identity.user_id, wanted, _salts()[0], at_once)
    if asked.role_request is not None:
        body = RoleRequest.model_validate(asked.role_request).model_dump_json()
        return Response(body, 202, mimetype="application/json")
    return asked.key, 201, FRESH


@bp.get("/keys")
@bp.input(ApiKeyQuery, location="query")
@bp.output(ApiKeyPage)
@signed_in
def list_keys(query_data: ApiKeyQuery) -> dict[str, Any]:
    """The caller's keys, newest first, also those that are over."""
    whose = query_data.user_id or g.identity.user_id
    if whose != g.identity.user_id and not g.identity.holds("admin"):
        raise Problem("forbidden", roles="admin")
    before = paging.decode(query_data.cursor, int)[0] if query_data.cursor else None
    rows = queries.accounts.api_keys.page(whose, query_data.per_page + 1, query_data.offset, before)
    return paging.listed("api_keys", rows, queries.accounts.api_keys.count(whose), query_data, paging.by_id)


@bp.get("/keys/<int:api_key_id>")
@bp.output(ApiKey)
@signed_in
def show_key(api_key_id: int) -> dict[str, Any]:
    """One own key (an admin: anybody's)."""
    return queries.accounts.api_keys.get(api_key_id, _owner())


@bp.patch("/keys/<int:api_key_id>")
@bp.input(ApiKeyChange)
@bp.output(ApiKey)
@signed_in
def change_key(api_key_id: int, json_data: ApiKeyChange) -> dict[str, Any]:
    """Renames a key or changes its quota; what it may do stays as it was made."""
    _must_be_own_quota(json_data.quota)
    return queries.accounts.api_keys.change(api_key_id, _owner(), json_data.model_dump(exclude_unset=True))


@bp.post("/keys/<int:api_key_id>/rotate")
@bp.input(Rotation)
@bp.output(NewApiKey, 201)
@problems(409)
@leased
@signed_in
def rotate_key(api_key_id: int, json_data: Rotation) -> Any:
    """Makes a key that takes the place of an own active one, and shows it this once; for a while both are good."""
    reauthentication.recent(json_data.current_password)
    hours = json_data.overlap_hours
    row = queries.accounts.api_keys.rotate(api_key_id, g.identity.user_id, hours, language(), _salts()[0])
    return row, 201, FRESH


@bp.delete("/keys/<int:api_key_id>")
@bp.output(ApiKey)
@signed_in
def revoke_key(api_key_id: int) -> dict[str, Any]:
    """Revokes an own key (an admin: anybody's) for good; the next call with it is refused."""
    return queries.accounts.api_keys.revoke(api_key_id, _owner())


@bp.get("/key/self")
@bp.output(OwnApiKey)
@signed_in(scope="any")
def show_own_key() -> dict[str, Any]:
    """What the key that this is called with may do."""
    if g.identity.key_id is None:
        raise Problem("api_key_required")
    return {**queries.accounts.api_keys.get(g.identity.key_id, g.identity.user_id), "roles": g.identity.roles}


@bp.post("/key/report")
@bp.input(LeakReport)
@bp.output(Message, 202)
@checks_secret
@public
def report_key(json_data: LeakReport) -> dict[str, Any]:
    """Whoever finds a key where it does not belong sends it here: it is revoked, and its owner gets a letter.

    The answer is always the same. Keys of this shop look like `fn_` and 61 letters and digits.
    """
    key = api_keys.parse(json_data.api_key.strip())
    if key is not None:
        queries.accounts.api_keys.report(key, json_data.where, _salts())
    return {"msg": "Thank you. If this is a living key, it is dead now."}


def _salts() -> tuple[str, ...]:
    found: tuple[str, ...] = current_app.config["API_KEY_SALTS"]
    return found


def _owner() -> int | None:
    """Whose key this must be: the caller's own, or (None) anybody's for an admin."""
    return None if g.identity.holds("admin") else int(g.identity.user_id)


def _must_be_own_quota(quota: int | None) -> None:
    most: int = current_app.config["KEY_QUOTA"]
    if quota is not None and quota > most and not g.identity.holds("admin"):
        raise invalid("quota", "less_than_equal", le=most)
