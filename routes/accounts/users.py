"""A person's own profile, and what an admin sees and changes of people."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self

from apiflask import APIBlueprint
from flask import g
from pydantic import ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

import queries.accounts.profiles
import queries.accounts.users
from auth import Role, before_second_factor, public, role, signed_in
from domain.courses import Language
from errors import language
from queries.accounts.users import Filter
from routes.accounts import reauthentication
from routes.accounts.passwords import Verification, Verified
from routes.accounts.reauthentication import CurrentPassword
from routes.accounts.sessions import Name, User
from routes.catalogue.images import Faced
from web import links, paging
from web.idempotency import leased
from web.openapi.field_types import Change, Email, Instant, NotNull, Username, problems, without_defaults
from web.rate_limits.limiter import checks_secret

bp = APIBlueprint("users", __name__, tag="users")


class Profile(Faced, User):
    active: bool
    created_at: Instant
    updated_at: Instant


class OwnProfile(Profile):
    language: Annotated[
        Language | None,
        Field(description="Of all letters to the caller; null: of each letter's own, until they choose one."),
    ]
    pending_email: Annotated[str | None, Field(description="The new address, until the link in the letter is opened.")]


def _asks_for_password(schema: dict[str, Any]) -> None:
    without_defaults(schema)
    schema["dependentRequired"] = {"email": ["current_password"]}


class ProfileChange(Change):
    model_config = ConfigDict(json_schema_extra=_asks_for_password)

    name: Annotated[Name, NotNull] = ""
    username: Annotated[Username, NotNull] = ""
    language: Annotated[Language, Field(description="Of all letters to the caller."), NotNull] = "id"
    email: Annotated[
        Email,
        Field(description="Counts once the link in a letter to it is opened; asks for `current_password`."),
        NotNull,
    ] = ""
    current_password: Annotated[CurrentPassword, NotNull] = ""

    @model_validator(mode="after")
    def proves_who_asks(self) -> Self:
        if {"email", "current_password"} & self.model_fields_set == {"email"}:
            raise PydanticCustomError("one_of", "no password", {"fields": "current_password"})
        return self


class PeopleQuery(paging.PageOrCursor):
    cursor: Annotated[str | None, paging.place(paging.NUMBER, paging.NUMBER)] = None
    search: Annotated[
        str, Field(max_length=254, description="Words of a name, or the beginning of a name, address or username.")
    ] = ""
    role: Role | None = None
    active: bool | None = None
    sort_by: Literal["created_at"] = "created_at"
    sort_order: Literal["asc", "desc"] = "desc"


class People(paging.Listed):
    users: list[Profile]


class Administration(Change):
    roles: Annotated[list[Role], Field(min_length=1, max_length=4, description="The whole set."), NotNull] = []
    role: Annotated[Role, Field(description="One more role."), NotNull] = "buyer"
    active: Annotated[bool, NotNull] = True


@bp.get("/profile")
@bp.output(OwnProfile)
@before_second_factor
@signed_in(scope="users:read")
def show_profile() -> dict[str, Any]:
    """The caller's own profile."""
    return queries.accounts.profiles.get(g.identity.user_id)


@bp.route("/profile", methods=["PUT", "PATCH"])
@bp.input(ProfileChange)
@bp.output(OwnProfile)
@problems(409, 429)
@leased
@before_second_factor
@signed_in
def change_profile(json_data: ProfileChange) -> dict[str, Any]:
    """Changes the given fields of the caller's own profile and leaves the others.

    A new e-mail address asks for the password once more, and is `pending_email` until the link in a letter to it is
    opened, for 24 hours; a newer one takes its place. A new username asks for it where the last sign-in is more than
    10 minutes ago (403 `reauthentication_required`).
    """
    fields = json_data.model_dump(exclude_unset=True, exclude={"current_password"})
    if "email" in fields:
        reauthentication.password(g.identity.user_id, json_data.current_password)
    elif fields.get("username", g.identity.username) != g.identity.username:
        reauthentication.recent(json_data.current_password or None)
    return queries.accounts.profiles.change(g.identity.user_id, fields, links.new("confirm-email"))


@bp.post("/confirm-email")
@bp.input(Verification)
@bp.output(Verified)
@problems(409, 410)
@checks_secret
@public
def confirm_email(json_data: Verification) -> dict[str, Any]:
    """Makes the address that a letter's link confirms its person's own.

    Opened again, the link answers the same and does nothing.
    """
    return {"email": queries.accounts.profiles.confirm_email(json_data.token, language())}


@bp.get("")
@bp.input(PeopleQuery, location="query")
@bp.output(People)
@role("admin")
def list_people(query_data: PeopleQuery) -> dict[str, Any]:
    """People by the time of their sign-up, by page number or by cursor."""
    wanted = Filter(query_data.search.strip(), query_data.role, query_data.active)
    after = paging.decode_moment(query_data.cursor)
    descending = query_data.sort_order == "desc"
    rows = queries.accounts.users.page(wanted, descending, query_data.per_page + 1, query_data.offset, after)
    return paging.listed("users", rows, queries.accounts.users.count(wanted), query_data, paging.moment)


@bp.patch("/<int:user_id>")
@bp.input(Administration)
@bp.output(Profile)
@problems(409)
@role("admin")
def administer(user_id: int, json_data: Administration) -> dict[str, Any]:
    """Sets a person's roles, grants one more, activates or deactivates; it counts from their next call on."""
    given = json_data.model_dump(exclude_unset=True)
    queries.accounts.users.administer(
        user_id, given.get("roles"), given.get("role"), given.get("active"), by=g.identity.user_id
    )
    return queries.accounts.users.get(user_id)
